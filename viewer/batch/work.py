"""A task to the files it makes: the one function that an executor runs, here, in a process or on another machine.

It reads one file and returns bytes; it writes nothing and never raises for anything a filing can cause.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.errors import NoSuchDocumentError, UnrenderableError, told
from viewer.export import Format, Piece, TableOptions, exported, pieces
from viewer.export.formats import DELIMITERS
from viewer.rendition import Filing, TextOptions

if TYPE_CHECKING:
    from viewer.submission.model import Document, Submission


@dataclass(frozen=True, slots=True)
class Settings:
    """What documents are exported as, and how."""

    format: Format
    text: TextOptions | None = None
    tables: TableOptions | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """One document to export: its submission (from 0), its place there (from 1), the name of its file.

    `in_one` asks for one file, where tables would else have a file each.
    """

    submission: int
    document: int
    name: str
    in_one: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Documents of one file. `content` are its bytes, for a worker that does not see the path; `label` is its name."""

    label: str
    path: Path
    picks: tuple[Pick, ...]
    settings: Settings
    content: bytes | None = None


class End(Enum):
    """How the export of one document ended."""

    MADE = "made"
    LEFT_OUT = "left out"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document: its files, or a sentence that says why there is none."""

    pick: Pick
    end: End
    pieces: tuple[Piece, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task, document by document; `failed` is a sentence where nothing of it could be done."""

    results: tuple[Result, ...] = ()
    failed: str = ""


def perform(task: Task) -> Outcome:
    """Export the documents of one file; what goes wrong with one of them does not stop the others."""
    try:
        with _at_hand(task) as path, closing(Filing.open(path)) as filing:
            return Outcome(tuple(_result(filing, task, pick) for pick in task.picks))
    except Exception as error:  # even a mistake of the program must not cost the other files
        return Outcome(failed=told(error, "this file"))


@contextmanager
def _at_hand(task: Task) -> Iterator[Path]:
    """Give the path of the task's file; bytes that came along stand in a folder of their own meanwhile."""
    if task.content is None:
        yield task.path
        return
    with tempfile.TemporaryDirectory(prefix="filing-viewer-") as folder:
        path = Path(folder) / task.path.name
        path.write_bytes(task.content)
        yield path


def _result(filing: Filing, task: Task, pick: Pick) -> Result:
    try:
        return Result(pick, End.MADE, tuple(_pieces(filing, pick, task.settings)))
    except UnrenderableError as error:
        return Result(pick, End.LEFT_OUT, sentence=str(error))
    except Exception as error:  # even a mistake of the program must not cost the other documents
        return Result(pick, End.FAILED, sentence=told(error, "this document"))


def _pieces(filing: Filing, pick: Pick, settings: Settings) -> Iterator[Piece]:
    submission, document = found_again(filing, pick.submission, pick.document)
    chosen = (submission, document, settings.format)
    if pick.in_one and settings.format in DELIMITERS:
        yield Piece(pick.name, exported(filing, *chosen, settings.text, settings.tables))
    else:
        yield from pieces(filing, *chosen, pick.name, settings.text, settings.tables)


def found_again(filing: Filing, place: int, number: int) -> tuple[Submission, Document]:
    """Return what was found before, from the file as it was opened again."""
    if place < len(filing.submissions):
        submission = filing.submissions[place]
        if number <= len(submission.documents):
            return submission, submission.documents[number - 1]
    raise NoSuchDocumentError(f"{filing.name} has changed while it was read.")
