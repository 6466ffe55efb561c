"""The address of a Dask scheduler to an engine that performs tasks on its workers, wherever they are."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Generator, Iterable
from contextlib import closing
from typing import TYPE_CHECKING, Any

from viewer.batch.engine import Done, outcomes
from viewer.errors import ExportError

if TYPE_CHECKING:
    from viewer.batch.work import Task

_PATIENCE = "10s"


class OnCluster:
    """Performs tasks on the workers of a cluster; the bytes of a file go with its task, so no disk need be shared."""

    sends_content = True

    def __init__(self, address: str) -> None:
        """Use the scheduler at `address`, such as `tcp://10.0.0.5:8786`."""
        self._address = address

    def outcomes(self, tasks: Iterable[Task]) -> Generator[Done, None, None]:
        """Yield each task with its outcome.

        Raises `ExportError` where there is no scheduler or it has no workers.
        """
        with warnings.catch_warnings():
            # Filings are larger than it likes its tasks.
            warnings.filterwarnings("ignore", module="distributed")
            with closing(self._client()) as client:
                workers = sum(client.nthreads().values())
                if not workers:
                    raise ExportError(f"The scheduler at {self._address} has no workers.")
                yield from outcomes(tasks, lambda _: client.get_executor(pure=False, retries=2), workers)

    def _client(self) -> Any:  # noqa: ANN401  # the library has no types
        try:
            from distributed import Client
        except ImportError as error:
            raise ExportError(
                "--scheduler needs Dask's distributed; install it with: pip install 'filing-viewer[dask]'"
            ) from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        connect: Any = Client
        try:
            return connect(self._address, timeout=_PATIENCE)
        except (OSError, ValueError, TypeError) as error:
            raise ExportError(f"There is no Dask scheduler at {self._address}.") from error
