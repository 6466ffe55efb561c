"""A source to drafts of its submissions: which bytes are envelope, header, document, or belong to nothing.

The documents are placed first, for they are found by one needle; what stands between them is small, and is
read for the lines of envelopes and headers. What is lost of a document's own lines is looked for where
bytes are left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from viewer.submission.header import header_length
from viewer.submission.index.boundaries import find_marks
from viewer.submission.index.pairing import Flaw, Place, has_whole_preamble, pair
from viewer.submission.index.scan import SMALL_LETTERS, Mark, Tag, scan
from viewer.submission.index.tokens import Sign, Token, find_tokens
from viewer.submission.kind import is_markup
from viewer.submission.model import Span

if TYPE_CHECKING:
    from viewer.submission.source import Source

MOST = 100_000
"""A file of more documents, and lines of envelopes, is read up to there: a whole day is a tenth of that."""

_UNMARKED = 1 << 24
"""So much of a file without any document is searched for headers."""
LONGEST_HEADER = 1 << 22
_SMALLEST_GAP = 12
_LOOK_AHEAD = 2048
_MARKUP = 4096
_SMALLEST_TEXT = 64

_PEM_HEAD = re.compile(rb"\s*(?:(?:[ \t]*[A-Z][A-Za-z]*-[A-Za-z-]+:|[ \t])[^\r\n]*(?:[\r\n]+|\Z))*")
_BARE_HEADER = re.compile(
    rb"(?:\A|[\r\n]|\A\xef\xbb\xbf)([ \t]*(?:<ACCEPTANCE-DATETIME>|ACCESSION NUMBER:|<ACCESSION-NUMBER>))"
)
_NEXT_HEADER = re.compile(
    rb"(?:\A|[\r\n])[ \t]*((?:<ACCEPTANCE-DATETIME>[^\r\n]*\s+)?"
    rb"(?:ACCESSION NUMBER:|<ACCESSION-NUMBER>)[ \t]*\d{10}-\d\d-\d{6}\s+"
    rb"(?:CONFORMED SUBMISSION TYPE:|<TYPE>))"
)
"""How the header of a further submission begins; accession numbers alone are listed in headers, too."""
_BARE_WINDOW = 1 << 14
_SAID_ENVELOPE = re.compile(
    rb"\s*(\d{10}-\d\d-\d{6}\.txt : \d{8})\s*\d{10}-\d\d-\d{6}\.hdr\.sgml : \d{8}\s*(?:\d{14}\s)?"
)
_SEQUENCE = b"<SEQUENCE>"
_TYPE_BEFORE = re.compile(rb"(?:\A|[\r\n])([ \t]*<TYPE>[^\r\n]*\s*)\Z", re.IGNORECASE)

_RANK = {Sign.PEM: 1, Sign.ENVELOPE: 2, Sign.HEADER: 3, Sign.FEED: 3}


@dataclass(slots=True)
class Draft:
    """A submission in the making: where its parts stand."""

    start: int
    rank: int = 0
    signs: set[Sign] = field(default_factory=set)
    system: bytes = b""
    envelope: bytes = b""
    header_from: int = -1
    header: Span | None = None
    header_end: int = -1
    places: list[Place] = field(default_factory=list)
    stripped: Span | None = None
    loose: list[Span] = field(default_factory=list)

    @property
    def header_is_open(self) -> bool:
        """Whether the header has begun and its end has not been found."""
        return self.header_from >= 0 and self.header is None


def lay_out(source: Source) -> tuple[list[Draft], bool]:
    """Return drafts of the submissions in file order, and whether there is more in the file than is read."""
    marks: list[Mark | Place] = list(islice(find_marks(source), MOST))
    is_other_markup = not marks and is_markup(source.piece(0, _MARKUP))  # where `<document>` may be anything
    if not is_other_markup and not any(isinstance(mark, Place) or mark.tag is Tag.DOCUMENT for mark in marks):
        small = islice(scan(source, needle=SMALL_LETTERS), MOST)
        marks = sorted([*marks, *small], key=attrgetter("start"))
    marks = _of_one_indent(marks)
    places, strays = pair(source, marks)
    lost = [] if is_other_markup else list(islice(_find_lost(source, places), MOST))
    if lost and len(marks) < MOST:
        marks = sorted([*marks, *lost], key=attrgetter("start"))
        places, strays = pair(source, marks)
    places = [within for place in places for within in _within_submission(source, place)]
    layout = _Layout(source, bool(places or strays))
    layout.run(places, strays)
    return layout.drafts, layout.is_full or len(marks) >= MOST


def _of_one_indent(marks: list[Mark | Place]) -> list[Mark | Place]:
    """Leave out indented marks, which are quotations, unless all documents are indented."""
    if any(not mark.indent and (isinstance(mark, Place) or mark.tag is Tag.DOCUMENT) for mark in marks):
        return [mark for mark in marks if not mark.indent]
    return marks


def _find_lost(source: Source, places: list[Place]) -> Iterator[Mark]:
    """Yield marks in small letters, and preambles without `<DOCUMENT>`, where marks seem to be missing."""
    for start, end in _gaps(source, places):
        if source.find(SMALL_LETTERS, start, end) >= 0:
            yield from scan(source, max(0, start - 1), end, SMALL_LETTERS)
        yield from _find_preambles(source, start, end)
    for place in places:
        if place.flaw is not Flaw.NONE and Flaw.NO_END in place.flaw:
            yield from scan(source, place.start, place.end, SMALL_LETTERS)


def _gaps(source: Source, places: list[Place]) -> list[tuple[int, int]]:
    """Return what stands before, between and after the places, where it is more than a line end."""
    if not places:
        return [(0, min(source.size, _UNMARKED))]
    between = [
        (before.end, after.start)
        for before, after in pairwise(places)
        if after.start - before.end >= _SMALLEST_GAP
    ]
    around = [(0, places[0].start), (places[-1].end, source.size)]
    return [(start, end) for start, end in [around[0], *between, around[1]] if end - start >= _SMALLEST_GAP]


def _find_preambles(source: Source, start: int, end: int) -> Iterator[Mark]:
    for at in source.find_all(_SEQUENCE, start, end):
        typed = _TYPE_BEFORE.search(source.piece(max(start, at - 256), at))
        if typed and has_whole_preamble(source.piece(at - 1, min(at + _LOOK_AHEAD, end))):
            first = at - len(typed.group(1))
            yield Mark(Tag.PREAMBLE, first, first)


def _within_submission(source: Source, place: Place) -> tuple[Place, ...]:
    """Let a document without an end stop where an envelope or a header begins or ends.

    Where a header ends, no document can have begun before: a line of the header looks like one.
    """
    if place.flaw is Flaw.NONE or Flaw.NO_END not in place.flaw:
        return (place,)
    token = next(find_tokens(source, max(place.start, place.end - LONGEST_HEADER), place.end), None)
    if token is None:
        return (place,)
    if token.sign is Sign.HEADER_END:
        return ()
    return (place._replace(end_tag=token.start, end=token.start),)


class _Layout:
    """Walks over tokens, places and stray ends in file order; gives every byte between to a draft."""

    def __init__(self, source: Source, marked: bool) -> None:
        self.drafts: list[Draft] = []
        self._source = source
        self._marked = marked
        self._is_page = False
        self.is_full = False

    def run(self, places: list[Place], strays: list[Mark]) -> None:
        """Make the drafts."""
        source = self._source
        items: list[Token | Place | Mark] = [*places, *strays]
        for start, end in _gaps(source, places):
            items += islice(find_tokens(source, start, end), MOST - min(MOST, len(items)))
        items.sort(key=attrgetter("start"))
        self.is_full = len(items) >= MOST
        del items[MOST:]
        if not self._marked and is_markup(source.piece(0, _MARKUP)):
            self._is_page = bool(items) and source.piece(0, items[0].start).rstrip().endswith(b"<!--")
            if not self._is_page and not (
                items and isinstance(items[0], Token) and items[0].sign is Sign.FEED
            ):
                return
        position = 0
        together: list[Place] | None = None
        for item in items:
            if together is not None and item.start == position and isinstance(item, Place):
                together.append(item)  # right behind another document: in the same submission
            elif item.start >= position:
                self._take(position, item.start, item)
                together = self.drafts[-1].places if isinstance(item, Place) else None
            else:
                continue  # a stray end within what has been taken for a header's remains
            position = item.end
        self._take(position, source.size, None)

    def _take(self, start: int, end: int, item: Token | Place | Mark | None) -> None:
        """Give the bytes between two items to where they belong, and then the item."""
        if start < end or (self.drafts and self.drafts[-1].header_is_open):
            start = self._take_headers(start, end, item)
        blank = start >= end or self._is_blank(start, end)
        if isinstance(item, Mark):
            if not blank:
                self._draft_for_document(start).places.append(
                    Place(start, item.start, item.end, Flaw.NO_START)
                )
            return
        if not blank and not self._is_page:
            self._take_loose(start, end)
        if isinstance(item, Place):
            self._draft_for_document(item.start).places.append(item)
        elif item is not None:
            self._take_token(item)

    def _take_headers(self, start: int, end: int, item: Token | Place | Mark | None) -> int:
        """Take a header from the front of a gap, and others right behind it; return where the rest begins."""
        after = self._take_header(start, end, item)
        while start < after < end and len(self.drafts) < MOST:
            start, after = after, self._take_header(after, end, item)
        return after

    def _take_header(self, start: int, end: int, item: Token | Place | Mark | None) -> int:
        """Take what belongs to a header from the front of a gap; return where the rest begins."""
        draft = self.drafts[-1] if self.drafts else None
        if draft and draft.rank == 1 and draft.header_from < 0 and not draft.places:
            head = self._source.piece(start, min(end, start + _BARE_WINDOW))
            start += _matched(_PEM_HEAD, head)
        if draft is None or (draft.header_from < 0 and not draft.places):
            draft, start = self._find_bare_header(draft, start, end)
        elif not draft.header_is_open:
            draft, start = self._find_next_header(draft, start, end)
        if draft is None or not draft.header_is_open:
            return start
        if isinstance(item, Token) and item.sign is Sign.HEADER_END:
            draft.header = Span(draft.header_from, end)
            draft.header_end = item.end
            return end
        draft.header_end = draft.header_from + self._header_length(draft.header_from, end)
        draft.header = Span(draft.header_from, draft.header_end)
        return draft.header_end

    def _header_length(self, start: int, end: int) -> int:
        """Return how long a header is of which no end is marked: up to another line, or to the next header."""
        length = 0
        for window in (_BARE_WINDOW, LONGEST_HEADER):
            content = self._source.piece(start, min(end, start + window))
            length = header_length(content, at_end=start + len(content) == self._source.size)
            another = _NEXT_HEADER.search(content, _SMALLEST_TEXT, length)
            if another:
                return another.start(1)
            if length < len(content):
                break
        return length

    def _find_next_header(self, draft: Draft, start: int, end: int) -> tuple[Draft, int]:
        """Find the header of another submission behind what has one, or documents, where no line parts the two."""
        content = b"" if self._is_page else self._source.piece(start, min(end, start + _BARE_WINDOW))
        found = _NEXT_HEADER.search(content)
        if found is None:
            return draft, start
        begin = start + found.start(1)
        if not self._is_blank(start, begin):
            self._take_loose(start, begin)
        another = Draft(begin, header_from=begin)
        self.drafts.append(another)
        return another, begin

    def _find_bare_header(self, draft: Draft | None, start: int, end: int) -> tuple[Draft | None, int]:
        """Find a header whose `<SEC-HEADER>` line is missing, and an envelope whose tags were stripped."""
        content = self._source.piece(start, min(end, start + _BARE_WINDOW))
        found = None if self._is_page else _BARE_HEADER.search(content)
        if found is None:
            return draft, start
        if draft is None:
            draft = Draft(0)
            self.drafts.append(draft)
        said = _SAID_ENVELOPE.match(content)
        if said:
            draft.envelope = said.group(1)
        draft.header_from = start + found.start(1)
        if self._is_blank(start + (said.end() if said else 0), draft.header_from):
            return draft, draft.header_from
        draft.loose.append(Span(start, draft.header_from))
        return draft, draft.header_from

    def _take_loose(self, start: int, end: int) -> None:
        if not self.drafts:
            if self._marked:
                self.drafts.append(Draft(0))
                self.drafts[-1].loose.append(Span(start, end))
            return
        draft = self.drafts[-1]
        whole = end - start >= _SMALLEST_TEXT
        if draft.header is not None and not draft.places and draft.stripped is None and whole:
            draft.stripped = Span(start, end)
        else:
            draft.loose.append(Span(start, end))

    def _take_token(self, token: Token) -> None:
        rank = _RANK.get(token.sign, 0)
        draft = self.drafts[-1] if self.drafts else None
        if rank and (draft is None or draft.places or draft.stripped or rank <= draft.rank):
            draft = Draft(token.start if self.drafts else 0)
            self.drafts.append(draft)
        if draft is None:
            return
        draft.rank = max(draft.rank, rank)
        draft.signs.add(token.sign)
        draft.system = token.system.upper() or draft.system
        if token.sign is Sign.ENVELOPE:
            draft.envelope = token.said
        elif token.sign in (Sign.HEADER, Sign.FEED) and draft.header_from < 0:
            draft.header_from = token.end

    def _draft_for_document(self, start: int) -> Draft:
        if not self.drafts:
            self.drafts.append(Draft(0))
        draft = self.drafts[-1]
        if draft.stripped:
            draft.loose.append(draft.stripped)
            draft.stripped = None
        if draft.signs & {Sign.ENVELOPE_END, Sign.FEED_END}:
            draft = Draft(start)  # a document behind the end of an envelope is not in it
            self.drafts.append(draft)
        return draft

    def _is_blank(self, start: int, end: int) -> bool:
        blocks = self._source.written(start, end)
        return not any(block.strip(b" \t\r\n\x00\x1a\xef\xbb\xbf") for _, block in blocks)


def _matched(pattern: re.Pattern[bytes], content: bytes) -> int:
    found = pattern.match(content)
    return found.end() if found else 0
