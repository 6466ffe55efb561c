"""A folder to the filings in it: for one that is dropped on the window, or named where a file is expected."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from viewer.errors import UnreadableFileError

_HEAD = 4096
_SIGNS = (
    b"<SEC-DOCUMENT>",
    b"<SEC-HEADER>",
    b"<IMS-",
    b"<SUBMISSION>",
    b"<DOCUMENT>",
    b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----",
)
_SUBMISSIONS = (".txt", ".nc", ".sgml", ".sgm")
_PACKED = tuple(suffix + ".gz" for suffix in _SUBMISSIONS)
_DOCUMENTS = (".htm", ".html", ".xhtml", ".xml", ".pdf")


def filings_in(folder: Path, wanted: Callable[[], bool] = lambda: True) -> list[Path]:
    """Return the submissions in a folder and those below it, in the order of names; where there are none, documents.

    Raises `UnreadableFileError` where there are neither. It ends early when it is not `wanted` any more.
    """
    submissions: list[Path] = []
    documents: list[Path] = []
    for path in _files(folder):
        if not wanted():
            break
        name = path.name.lower()
        if name.endswith(_PACKED) or (name.endswith(_SUBMISSIONS) and _is_submission(path)):
            submissions.append(path)
        elif name.endswith(_DOCUMENTS):
            documents.append(path)
    if not (submissions or documents):
        raise UnreadableFileError(f"The folder {folder.name or folder} holds no filing.")
    return submissions or documents


def _files(folder: Path) -> Iterator[Path]:
    for here, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def _is_submission(path: Path) -> bool:
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD).upper()
    except OSError:
        return False
    return any(sign in head for sign in _SIGNS)
