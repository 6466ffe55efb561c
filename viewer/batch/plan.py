"""One file and a choice of documents to tasks: which documents, under which names, in portions of bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.batch.work import Pick, Settings, Task
from viewer.errors import NoSuchDocumentError
from viewer.export import Names, file_name, safe_name
from viewer.submission.index import index
from viewer.submission.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.batch.inputs import Item
    from viewer.submission.model import Document, Submission

_PORTION_BYTES = 8 << 20
_PORTION_DOCUMENTS = 50
"""Of the first portion; each takes so many more than the last, for each opens the file anew."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are wanted: one by its place, those of a type, or all; from the K-th submission alone."""

    document: int | None = None
    type: str = ""
    submission: int | None = None

    @property
    def is_all(self) -> bool:
        """Whether every document is wanted, so that one that cannot be exported is left out and no failure."""
        return self.document is None and not self.type


Chosen = tuple[int, "Submission", "Document"]
"""The place of a submission in its file, from 0, the submission, and a document of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is wanted of one file; `digest` is its SHA-256 where it was asked for, `remark` a sentence for the user."""

    documents: tuple[Chosen, ...]
    digest: str
    remark: str


def find(path: Path, label: str, choice: Choice, digest: bool = False) -> Found:
    """Return the chosen documents of a file; raise `ViewerError` where there are none.

    A file that holds a header and no documents gives none, with a remark, where all were wanted.
    """
    with Source.open(path) as source:
        submissions = index(source)
        sha256 = source.digest() if digest else ""
    places = _places(submissions, label, choice)
    documents = tuple(
        (place, submissions[place], each)
        for place in places
        for each in submissions[place].documents
        if _is_chosen(each, choice)
    )
    remark = ""
    if not documents:
        remark = _none_such(label, [submissions[place] for place in places], choice)
        if not choice.is_all:
            raise NoSuchDocumentError(remark)
    elif choice.document and not choice.submission and submissions[1:]:
        remark = f"{label} holds {len(submissions)} submissions; taking from the first (see --submission)."
    return Found(documents, sha256, remark)


def _places(submissions: Sequence[Submission], label: str, choice: Choice) -> Sequence[int]:
    if choice.submission and choice.submission > len(submissions):
        number = counted(len(submissions), "submission")
        raise NoSuchDocumentError(f"{label} holds {number}; there is no submission {choice.submission}.")
    if choice.submission:
        return [choice.submission - 1]
    return [0] if choice.document else range(len(submissions))


def _is_chosen(document: Document, choice: Choice) -> bool:
    if choice.document:
        return document.number == choice.document
    return not choice.type or document.type.casefold() == choice.type.casefold()


def _none_such(label: str, submissions: Iterable[Submission], choice: Choice) -> str:
    documents = [document for submission in submissions for document in submission.documents]
    if not documents:
        return f"{label} holds a header and no documents."
    if choice.document:
        return f"{label} holds {counted(len(documents), 'document')}; there is no document {choice.document}."
    types = list(dict.fromkeys(document.type for document in documents if document.type))
    more = ", ..." if types[8:] else ""
    return f"{label} holds no document of type {choice.type}; its types are {', '.join(types[:8])}{more}."


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "document"), counted(1200, "document")
    ('1 document', '1,200 documents')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def picks(
    found: Found, item: Item, settings: Settings, names: Names, several_files: bool
) -> Iterator[tuple[Pick, int]]:
    """Yield what is to be made of each document under a name of its own, and the bytes of the document as filed."""
    submissions = {place for place, _, _ in found.documents}
    for place, submission, document in found.documents:
        name = file_name(submission, document, settings.format)
        mark = submission.accession_number or item.path.stem
        if (several_files or submissions != {place}) and mark not in name:
            name = safe_name(f"{mark}_{name}")
        yield Pick(place, document.number, names.untaken(name)), len(document.text)


def tasks(
    item: Item, chosen: Iterable[tuple[Pick, int]], settings: Settings, send: bool = False
) -> Iterator[Task]:
    """Yield the tasks of one file, in portions, so that what a task gives back stays small.

    With `send` its bytes go along, for workers that do not see the path; then it is one task.
    """
    content = item.path.read_bytes() if send else None
    portion: list[Pick] = []
    size, most = 0, _PORTION_DOCUMENTS
    for pick, length in chosen:
        full = size + length > _PORTION_BYTES or len(portion) == most
        if portion and full and not send:
            yield Task(item.label, item.path, tuple(portion), settings)
            portion, size, most = [], 0, most + _PORTION_DOCUMENTS
        portion.append(pick)
        size += length
    if portion:
        yield Task(item.label, item.path, tuple(portion), settings, content)
