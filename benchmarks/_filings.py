"""Files to the filings in them; what does not open is told and passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.errors import ViewerError
from viewer.rendition import Filing


def opened(paths: Iterable[Path]) -> Iterator[tuple[Path, Filing]]:
    """Yield every file that opens with its filing, which is closed behind it."""
    for path in paths:
        try:
            filing = Filing.open(path)
        except ViewerError as error:
            print(f"not opened: {path.name}: {error}")
            continue
        with filing:
            yield path, filing
