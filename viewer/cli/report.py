"""What failed in a run to a file that says so: a line for each, tab-separated, for readers and programs."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import IO

from viewer.cli.console import shown
from viewer.errors import ExportError

NAME = "filing-viewer-failures.tsv"
_HEAD = ("file", "submission", "document", "reason")


class Report:
    """The report of one run; it is begun with the first failure and takes the place of the last run's."""

    def __init__(self, path: Path) -> None:
        """Report to `path`; what a run before has reported there goes."""
        self.path = path
        self._file: IO[str] | None = None
        if _is_report(path):
            with contextlib.suppress(OSError):
                path.unlink()

    def add(self, file: str, submission: int, document: int, reason: str) -> None:
        """Report one failure; `document` is 0 where the whole file failed."""
        try:
            if self._file is None:
                self._file = self.path.open("x", encoding="utf-8", errors="backslashreplace")
                self._line(*_HEAD)
            self._line(file, str(submission + 1) if document else "", str(document or ""), reason)
        except FileExistsError as error:
            raise ExportError(f"{self.path} exists already and is no report of failures.") from error
        except OSError as error:
            raise ExportError(
                f"The report {self.path} cannot be written: {error.strerror or error}."
            ) from error

    def _line(self, *cells: str) -> None:
        if self._file is not None:
            self._file.write("\t".join(shown(cell) for cell in cells) + "\n")
            self._file.flush()

    def close(self) -> None:
        """End the report."""
        if self._file is not None:
            self._file.close()


def _is_report(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(64).split(b"\n")[0].decode("ascii", "replace") == "\t".join(_HEAD)
    except OSError:
        return False
