"""What a run has written, kept beside its output, so that a run that was stopped goes on where it was.

It is a small SQLite file in the output folder. A document is finished when it is in the journal and its files lie there
with the digests they had; the journal is written after the files, so a run that dies between the two does the document
again, finds its files, and goes on.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from viewer import __version__
from viewer.errors import ExportError

if TYPE_CHECKING:
    from viewer.batch.work import Settings
    from viewer.export import Piece

NAME = ".filing-viewer-journal"
_TABLES = """
create table if not exists finished (key text, submission integer, document integer, name text, digest text,
    primary key (key, submission, document, name)) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file that a document was exported to; without a name, the document was left out."""

    name: str
    digest: str


class Journal:
    """The journal of one output folder; nobody else may write to that folder meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Open the journal in `folder`, or begin it; a damaged one is begun anew."""
        self.path = folder / NAME
        self._folder = folder
        try:
            self._base = self._open()
        except sqlite3.OperationalError as error:
            raise ExportError(_sentence(self.path, error)) from error
        except sqlite3.DatabaseError:
            self.path.unlink()
            self._base = self._open()

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=1, isolation_level=None)
        try:
            base.execute("pragma locking_mode = exclusive")
            base.execute("pragma synchronous = off")  # a lost journal costs time, no document
            base.execute("begin exclusive")
            base.executescript(_TABLES)  # ends the transaction and keeps the lock
        except sqlite3.Error:
            base.close()
            raise
        return base

    def finished(self, key: str, submission: int, document: int) -> list[Kept] | None:
        """Return the files of a finished document, or `None` where it is not finished or a file is not as it was."""
        rows = self._base.execute(
            "select name, digest from finished where key = ? and submission = ? and document = ?",
            (key, submission, document),
        ).fetchall()
        kept = [Kept(*row) for row in rows]
        if not kept or not all(not each.name or self._is_there(each) for each in kept):
            return None
        return kept

    def _is_there(self, kept: Kept) -> bool:
        path = self._folder / kept.name
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == kept.digest
        except OSError:
            return False

    def add(self, key: str, submission: int, document: int, made: tuple[Piece, ...]) -> None:
        """Note a document as finished with these files; without any, as left out."""
        rows = [(each.name, hashlib.sha256(each.content).hexdigest()) for each in made] or [("", "")]
        try:
            with self._base:
                self._base.execute("begin")
                self._base.executemany(
                    "insert or replace into finished values (?, ?, ?, ?, ?)",
                    [(key, submission, document, *row) for row in rows],
                )
        except sqlite3.Error as error:
            raise ExportError(_sentence(self.path, error)) from error

    def close(self, remove: bool = False) -> None:
        """Close the journal, and `remove` it where it is not needed any more."""
        self._base.close()
        if remove:
            with contextlib.suppress(OSError):
                self.path.unlink()


def key_of(label: str, digest: str, settings: Settings) -> str:
    """Return what a document's exports depend on: the file's bytes, its name, the settings, the program's version."""
    parts = repr((label, digest, settings, __version__))
    return hashlib.sha256(parts.encode("utf-8", "backslashreplace")).hexdigest()


def remove_drafts(folder: Path) -> None:
    """Remove what a run that was killed had begun to write; nothing else is named so."""
    for path in folder.glob(".*.part"):
        name, _, mark = path.name.removesuffix(".part").rpartition(".")
        if name and len(mark) == 12 and all(letter in "0123456789abcdef" for letter in mark):
            with contextlib.suppress(OSError):
                path.unlink()


def _sentence(path: Path, error: sqlite3.Error) -> str:
    if "locked" in str(error):
        return f"Another export is writing to {path.parent}; wait until it is done, or name another folder."
    return f"The journal {path} cannot be written: {error}."
