"""The real filings beside the project, and files to the filings in them; what does not open is told and passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.errors import ViewerError
from viewer.rendition import Filing

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDERS = (SHARED / "corpus", SHARED / "documents")
"""Where real filings lie, if they do."""


def real_files() -> list[Path]:
    """Return the real filings that lie beside the project, none where they do not."""
    files = (path for folder in FOLDERS if folder.is_dir() for path in folder.iterdir())
    return sorted(path for path in files if path.suffix != ".tsv")


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
