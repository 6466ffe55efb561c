"""What the window knows of one of its filings: the file, the document shown, and the way the reader came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.ui.contents import ReadingOrder
from viewer.ui.spot import START, Spot

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.rendition import Filing
    from viewer.submission.model import Document, Submission
    from viewer.ui.strip import Message


@dataclass(frozen=True, slots=True)
class Shown:
    """Which document of which submission is shown, and the name in it that a link pointed `at`."""

    submission: Submission
    document: Document
    at: str = ""

    @property
    def number(self) -> int:
        """The document's place in its submission, from 1."""
        return self.document.number


def is_same(one: Shown | None, other: Shown | None) -> bool:
    """Whether both are the same document of the same submission, by place: records are large to compare."""
    if one is None or other is None:
        return one is other
    return one.submission is other.submission and one.number == other.number


@dataclass(frozen=True, slots=True)
class Stop:
    """A document and the spot in it."""

    shown: Shown
    spot: Spot = START


@dataclass(slots=True)
class Trail:
    """The stops of a reader's way through a filing, and `at` which of them the reader is: -1 before the first."""

    stops: list[Stop] = field(default_factory=list)
    at: int = -1

    @property
    def here(self) -> Stop | None:
        """The stop that the reader is at."""
        return self.stops[self.at] if self.at >= 0 else None


@dataclass(frozen=True, slots=True)
class Place:
    """A document of a file by what outlasts the run of the program; 0 stands for the main one."""

    accession_number: str = ""
    number: int = 0


def find_place(filing: Filing, place: Place) -> Shown | None:
    """Return the document of a filing at a place; None where it holds none there."""
    for submission in filing.submissions if place.number else ():
        if submission.accession_number == place.accession_number:
            for document in submission.documents:
                if document.number == place.number:
                    return Shown(submission, document)
    return None


@dataclass(eq=False, slots=True)
class FilingTab:
    """One filing of the window.

    One of an earlier run has no `filing` until it is looked at; `place` is the document to be shown then. `messages`
    are those that stand over its page, by topic.
    """

    path: Path
    title: str
    place: Place = Place()
    filing: Filing | None = None
    order: ReadingOrder = field(default_factory=ReadingOrder)
    shown: Shown | None = None
    trail: Trail = field(default_factory=Trail)
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def last_place(self) -> Place:
        """The document to begin with when the file is opened again."""
        if self.shown is None:
            return self.place
        return Place(self.shown.submission.accession_number, self.shown.number)
