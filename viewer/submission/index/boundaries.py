"""The same marks as a scan finds, in a fraction of the time where a file is as it should be.

A search is the faster, the longer what it looks for. Between two documents of an intact file always stand
the same four lines; where they do, and the sequence number behind them is the next one, there can be
nothing before them that a scan would have to find: a document in between would have that number. Everywhere
else the scan is asked, and in the first document, behind which a file may have been cut and the same
submission appended once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from viewer.submission.index.pairing import Flaw, Place
from viewer.submission.index.preamble import Preamble, glance, read_preamble
from viewer.submission.index.scan import Mark, Tag, scan
from viewer.submission.source import BLOCK

if TYPE_CHECKING:
    from viewer.submission.source import Source

_MARGIN = 1024
_HEAD = 768
_OPENING = b"<DOCUMENT>"
_CLOSING = b"</DOCUMENT>"
_TOGETHER = 1024
_LEAP = 4 * BLOCK
"""Bytes that are searched at a time: a search for something this long is over in 0.2 ms all the same."""
_SECOND = 2
"""Behind a first document a submission may be cut, and others of one document may follow, before a second one."""


def find_marks(source: Source) -> Iterator[Mark | Place]:
    """Yield the marks of a source in file order; for the beginning and the end of an ordinary document, its place."""
    begun = 0
    for mark in scan(source):
        yield mark
        begun += mark.tag is Tag.DOCUMENT
        if begun == 2:
            break
    else:
        return
    second = mark
    line_end = source.piece(second.start + second.indent + len(_OPENING), second.end)
    if second.indent or source.is_sparse or line_end not in (b"\n", b"\r\n", b"\r"):
        yield from scan(source, second.end - 1)
    else:
        yield from _follow(source, second, line_end)


def _follow(source: Source, second: Mark, line_end: bytes) -> Iterator[Mark | Place]:
    """Yield what stands behind the beginning of the second document."""
    opening, closing = len(_OPENING + line_end), len(_CLOSING + line_end)
    ending = len(b"</TEXT>" + line_end) + closing
    start, number = second.start, _sequence(source, second)
    begun: Preamble | None = None  # what is known of the document at `start`, if its mark has not been given
    for boundary, seen in _find_boundaries(source, start, line_end):
        following = _number(seen.sequence) if seen else -1
        if following == number + 1 > _SECOND:
            if begun:
                yield Place(start, boundary - closing, boundary, Flaw.NONE, 0, begun, boundary - ending)
            else:
                yield Mark(Tag.DOCUMENT_END, boundary - closing, boundary)
            begun = seen
        else:
            if begun:
                yield Mark(Tag.DOCUMENT, start, start + opening)
                begun = None
            yield from scan(source, start + opening - 1, boundary + opening + 1)
        start, number = boundary, following
    if begun:
        yield Mark(Tag.DOCUMENT, start, start + opening)
    yield from scan(source, start + opening - 1)


def _find_boundaries(source: Source, start: int, line_end: bytes) -> Iterator[tuple[int, Preamble | None]]:
    """Yield where documents begin right behind the end of another, and what their first bytes tell.

    These bytes are looked at for many documents together: one by one, between searches through megabytes, it takes
    three times as long, for the processor's caches hold nothing of the interpreter any more.
    """
    ending = line_end + b"</TEXT>" + line_end + _CLOSING + line_end
    needle = ending + _OPENING + line_end + b"<TYPE>"
    found: list[tuple[int, bytes]] = []
    for base, block in source.blocks(start, None, _MARGIN, _LEAP):
        at = block.find(needle)
        while 0 <= at < _LEAP:
            at += len(ending)
            found.append((base + at, block[at : at + _HEAD]))
            at = block.find(needle, at)
        if len(found) >= _TOGETHER:
            yield from ((boundary, glance(head)) for boundary, head in found)
            found.clear()
    yield from ((boundary, glance(head)) for boundary, head in found)


def _sequence(source: Source, mark: Mark) -> int:
    preamble = read_preamble(source.piece(mark.start, mark.start + _MARGIN), whole=True)
    return _number(preamble.sequence) if preamble else -1


def _number(sequence: str) -> int:
    return int(sequence) if sequence.isdecimal() and len(sequence) < 10 else -1
