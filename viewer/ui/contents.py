"""A submission to the order in which a reader meets its documents: filed ones first, generated ones apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from viewer.submission.model import Document, Kind, Submission

_GENERATED_TYPES = frozenset(
    ("GRAPHIC", "ZIP", "EXCEL", "JSON", "XML", "XBRL", "SCRIPT", "STYLE", "CSS", "JS")
)
_INSTANCE = re.compile(r"EX-10[01](\.|$)|EX-104(\.|$)", re.IGNORECASE)
_REPORT = re.compile(r"R\d+\.(htm|html|xml)$", re.IGNORECASE)
_FOLDER = re.compile(r"/(\d{18})/")
_DATA_KINDS = frozenset((Kind.ZIP, Kind.JSON, Kind.SCRIPT, Kind.STYLE))


@dataclass(frozen=True, slots=True)
class Contents:
    """The documents of a submission: those filed to be read, and those generated or filed as data."""

    filed: tuple[Document, ...]
    generated: tuple[Document, ...]

    @property
    def order(self) -> tuple[Document, ...]:
        """All documents in the order of the tree."""
        return self.filed + self.generated


def is_generated(document: Document) -> bool:
    """Whether a document is a picture, XBRL, or made by EDGAR: nothing that one opens a filing to read."""
    return (
        document.type.upper() in _GENERATED_TYPES
        or document.kind in _DATA_KINDS
        or bool(_INSTANCE.match(document.type))
        or bool(_REPORT.match(document.filename))
    )


def contents(submission: Submission) -> Contents:
    """Part the documents of `submission`, in file order; they stay together where nothing would be left."""
    filed: list[Document] = []
    generated: list[Document] = []
    for document in submission.documents:
        (generated if is_generated(document) else filed).append(document)
    return Contents(tuple(filed), tuple(generated)) if filed else Contents(tuple(generated), ())


class ReadingOrder:
    """The documents of a file in the order of the tree, through all of its submissions."""

    def __init__(self, submissions: Iterable[Submission] = ()) -> None:
        self._documents: list[tuple[Submission, Document]] = []
        for submission in submissions:
            self._documents += ((submission, document) for document in contents(submission).order)
        # By place, not by value: records are large to compare.
        self._places = {(id(s), d.number): place for place, (s, d) in enumerate(self._documents)}

    def neighbour(
        self, submission: Submission, document: Document, step: int
    ) -> tuple[Submission, Document] | None:
        """Return the document `step` places after another one; None at the ends."""
        place = self._places.get((id(submission), document.number))
        if place is None or not 0 <= place + step < len(self._documents):
            return None
        return self._documents[place + step]


def sibling(submission: Submission, href: str) -> Document | None:
    """Return the document of the same submission that a link points at, by its file name, or None.

    An address on sec.gov is one of the same submission too, where its last part is the name of a document and
    its folder is not that of another accession number.
    """
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        host = (parts.hostname or "").lower()
        if parts.scheme not in ("http", "https") or not (host == "sec.gov" or host.endswith(".sec.gov")):
            return None
        folder = _FOLDER.search(parts.path)
        own = submission.accession_number.replace("-", "")
        if folder and own and folder[1] != own:
            return None
    name = unquote(parts.path).rstrip("/").rsplit("/", 1)[-1].lower()
    return next((d for d in submission.documents if name and d.filename.lower() == name), None)
