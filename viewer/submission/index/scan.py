"""The bytes of a source to the marks in it: the lines that begin and end documents and envelopes.

One needle finds them all, in one pass over the file: `DOCUMENT>` ends each of the tags. What stands around
it, on the same line, says whether it is a mark or only a mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from viewer.submission.source import BLOCK

if TYPE_CHECKING:
    from viewer.submission.source import Source

_MARGIN = 96
"""Bytes before and behind a needle that are looked at: indent, tag, trailing spaces, the next line's tag."""

_NAME = len(b"DOCUMENT>")


class Tag(Enum):
    """What a mark begins or ends."""

    DOCUMENT = auto()
    PREAMBLE = auto()
    """The first line of a preamble whose `<DOCUMENT>` line is missing."""
    DOCUMENT_END = auto()
    ENVELOPE = auto()
    ENVELOPE_END = auto()


class Mark(NamedTuple):
    """A structural line: `start` to `end` with its line end; `indent` is how much stands before its tag."""

    tag: Tag
    start: int
    end: int
    indent: int = 0


_LINE_END = rb"(?:[ \t\r]*\n|[ \t]*\r|[ \t]*\Z)"
_FOLLOWING = rb"(?=\s*(?:<(?:TYPE|SEQUENCE|FILENAME|DESCRIPTION|TEXT)>|\Z|<[A-Z]{0,10}\Z))"
_PATTERNS = {
    ord("<"): ((Tag.DOCUMENT, re.compile(rb"([ \t]*)<DOCUMENT>" + _LINE_END + _FOLLOWING, re.IGNORECASE)),),
    ord("/"): ((Tag.DOCUMENT_END, re.compile(rb"([ \t]*)</DOCUMENT>" + _LINE_END, re.IGNORECASE)),),
    ord("-"): (
        (
            Tag.ENVELOPE,
            re.compile(rb"([ \t]*)<(?:SEC|IMS)-DOCUMENT>[^\r\n<]*(?:\r*\n|\r|\Z)", re.IGNORECASE),
        ),
        (
            Tag.ENVELOPE_END,
            re.compile(rb"([ \t]*)</(?:SEC|IMS)-DOCUMENT>" + _LINE_END, re.IGNORECASE),
        ),
    ),
}


CAPITALS = b"DOCUMENT>"
SMALL_LETTERS = b"ocument>"


def scan(source: Source, start: int = 0, end: int | None = None, needle: bytes = CAPITALS) -> Iterator[Mark]:
    """Yield the marks between `start` and `end` in file order; `needle` is how their tags end."""
    for first, last in source.extents(start, end):
        yield from _scan_extent(source, first, last, needle)


def _scan_extent(source: Source, start: int, end: int, needle: bytes) -> Iterator[Mark]:
    length = len(needle)
    for base, block in source.blocks(start, end, _MARGIN * 2):
        # A block reaches into the next one; a needle is found in the block that has its surroundings whole.
        floor = 0 if base == start else _MARGIN
        ceiling = BLOCK + _MARGIN if base + BLOCK + _MARGIN * 2 < end else len(block)
        at = block.find(needle, floor)
        while 0 <= at < ceiling:
            mark = _mark_at(block, at + length - _NAME, base)
            if mark is not None:
                yield mark
            at = block.find(needle, at + length)


def _mark_at(block: bytes, name: int, base: int) -> Mark | None:
    """Return the mark whose tag's name begins at `name`, if its line is one."""
    if name <= 0:
        return None
    floor = max(0, name - _MARGIN)
    line = max(block.rfind(b"\n", floor, name), block.rfind(b"\r", floor, name)) + 1
    if line == 0:
        if base + floor > 0:
            return None
        line = 3 if block.startswith(b"\xef\xbb\xbf") else 0
    for tag, pattern in _PATTERNS.get(block[name - 1], ()):
        found = pattern.match(block, line, name + _MARGIN)
        if found:
            return Mark(tag, base + line, base + found.end(), found.end(1) - line)
    return None
