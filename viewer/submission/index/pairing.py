"""The marks of a source to the places of its documents: which line ends which document.

In an intact file beginnings and ends alternate. Where they do not, either a line is missing or a text
quotes one. A beginning right behind a `</TEXT>` line shows that the document before has lost its end; a
beginning and an end within a document whose own end follows are a quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Flag, auto
from typing import TYPE_CHECKING, NamedTuple

from viewer.submission.index.scan import Mark, Tag

if TYPE_CHECKING:
    from viewer.submission.index.preamble import Preamble
    from viewer.submission.source import Source

_LOOK_BACK = 64
_LOOK_AHEAD = 2048
_TEXT_END_BEFORE = re.compile(rb"(?:\A|[\r\n])[ \t]*</TEXT>\s*\Z", re.IGNORECASE)
_SEQUENCE_LINE = re.compile(rb"[\r\n][ \t]*<SEQUENCE>[ \t]*\d", re.IGNORECASE)
_TEXT_LINE = re.compile(rb"[\r\n][ \t]*<TEXT>", re.IGNORECASE)


class Flaw(Flag):
    """Which of its own lines a document has lost."""

    NONE = 0
    NO_START = auto()
    NO_END = auto()


class Place(NamedTuple):
    """Where a document stands: its first line, the start of its end tag, the end of its block.

    Where they were seen in passing, `preamble` is what it says of itself, and `text_end` where its text ends.
    """

    start: int
    end_tag: int
    end: int
    flaw: Flaw = Flaw.NONE
    indent: int = 0
    preamble: Preamble | None = None
    text_end: int = -1


def pair(source: Source, marks: list[Mark | Place]) -> tuple[list[Place], list[Mark]]:
    """Return the places of the documents, in file order and apart, and the ends of others, behind their texts."""
    opened: list[Mark] = []
    places: list[Place] = []
    strays: list[Mark] = []
    for mark in marks:
        if isinstance(mark, Place):
            places.append(mark)
        elif mark.tag is Tag.DOCUMENT or mark.tag is Tag.PREAMBLE:
            if opened and _follows_text_end(source, mark.start):
                places.append(_place(opened.pop(), mark.start))
            opened.append(mark)
        elif mark.tag is Tag.DOCUMENT_END:
            if opened:
                places.append(_place(opened.pop(), mark.start, mark.end))
            elif _follows_text_end(source, mark.start):
                strays.append(mark)
    if opened:
        places += _unended(source, marks, opened, sorted(places))
    return _outermost(places), strays


def _place(begin: Mark, end_tag: int, end: int = -1) -> Place:
    """Return the place from a beginning to an end, or, without one, to where it must end."""
    flaw = Flaw.NO_START if begin.tag is Tag.PREAMBLE else Flaw.NONE
    if end < 0:
        flaw |= Flaw.NO_END
        end = end_tag
    return Place(begin.start, end_tag, end, flaw, begin.indent)


def _follows_text_end(source: Source, offset: int) -> bool:
    return bool(_TEXT_END_BEFORE.search(source.piece(max(0, offset - _LOOK_BACK), offset)))


def _outermost(places: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in sorted(places):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _unended(
    source: Source, marks: list[Mark | Place], opened: list[Mark], places: list[Place]
) -> list[Place]:
    """Let documents without an end stop at the next beginning, or at the end of the envelope or the file."""
    begins = [mark.start for mark in marks if isinstance(mark, Place) or mark.tag is not Tag.DOCUMENT_END]
    starts = [place.start for place in places]
    found = []
    for begin in opened:
        following = bisect_right(begins, begin.start)
        end = begins[following] if following < len(begins) else source.size
        after = bisect_right(starts, begin.start)
        if after < len(places) and places[after].start == end and _is_quoted(source, places[after]):
            found.append(_place(begin, places[after].end_tag, places[after].end))
        else:
            found.append(_place(begin, end))
    return found


def _is_quoted(source: Source, place: Place) -> bool:
    """Whether what looks like a document is only mentioned, and its end the end of the text around it.

    A mention has no whole preamble, or a `</TEXT>` of its own before that of the text around it.
    """
    if not has_whole_preamble(source.piece(place.start, min(place.start + _LOOK_AHEAD, place.end_tag))):
        return True
    first = source.find(b"\n</TEXT>", place.start, place.end_tag)
    return first >= 0 and source.find(b"\n</TEXT>", first + 1, place.end_tag) >= 0


def has_whole_preamble(head: bytes) -> bool:
    """Whether a sequence number and then the beginning of a text stand in a document's first bytes."""
    sequence = _SEQUENCE_LINE.search(head) if b"<text>" in head.lower() else None
    return sequence is not None and _TEXT_LINE.search(head, sequence.end()) is not None
