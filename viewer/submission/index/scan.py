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

MARGIN = 96
"""Bytes before and behind a needle that are looked at: indent, tag, trailing spaces, the next line's tag."""


class Tag(Enum):
    """What a mark begins or ends."""

    DOCUMENT = auto()
    DOCUMENT_END = auto()
    ENVELOPE = auto()
    ENVELOPE_END = auto()


class Mark(NamedTuple):
    """A structural line: `start` to `end` with its line end; `indent` is what stands before its tag."""

    tag: Tag
    start: int
    end: int
    indent: int


_LINE_END = rb"(?:[ \t\r]*\n|[ \t]*\r|[ \t]*\Z)"
_DOCUMENT = re.compile(
    rb"([ \t]*)<DOCUMENT>"
    + _LINE_END
    + rb"(?=\s*(?:<(?:TYPE|SEQUENCE|FILENAME|DESCRIPTION|TEXT)>|\Z|<[A-Z]{0,10}\Z))",
    re.IGNORECASE,
)
_DOCUMENT_END = re.compile(rb"([ \t]*)</DOCUMENT>" + _LINE_END, re.IGNORECASE)
_ENVELOPE = re.compile(rb"([ \t]*)<(?:SEC|IMS)-DOCUMENT>[^\r\n<]*(?:\r*\n|\r|\Z)", re.IGNORECASE)
_ENVELOPE_END = re.compile(rb"([ \t]*)</(?:SEC|IMS)-DOCUMENT>" + _LINE_END, re.IGNORECASE)

_BY_LEADING = {
    ord("<"): ((Tag.DOCUMENT, _DOCUMENT),),
    ord("/"): ((Tag.DOCUMENT_END, _DOCUMENT_END),),
    ord("-"): ((Tag.ENVELOPE, _ENVELOPE), (Tag.ENVELOPE_END, _ENVELOPE_END)),
}


def scan(
    source: Source, start: int = 0, end: int | None = None, needle: bytes = b"DOCUMENT>"
) -> Iterator[Mark]:
    """Yield the marks between `start` and `end` in file order; `needle` is how their tags end."""
    length = len(needle)
    for base, block in source.blocks(start, end, MARGIN * 2):
        # A block reaches into the next one; a needle is the business of the block that has its surroundings
        # whole.
        first = 0 if base == start else MARGIN
        last = len(block) if len(block) < BLOCK + MARGIN * 2 else BLOCK + MARGIN
        at = block.find(needle, first)
        while 0 <= at < last:
            mark = _mark_at(block, at - len("DOCUMENT>") + length, base)
            if mark is not None:
                yield mark
            at = block.find(needle, at + length)


def _mark_at(block: bytes, name: int, base: int) -> Mark | None:
    """Return the mark whose tag's name begins at `name`, if its line is one."""
    if name <= 0:
        return None
    floor = max(0, name - MARGIN)
    line = max(block.rfind(b"\n", floor, name), block.rfind(b"\r", floor, name)) + 1
    if line == 0 and floor > 0:
        return None
    if line == 0 and base == 0 and block.startswith(b"\xef\xbb\xbf"):
        line = 3
    for tag, pattern in _BY_LEADING.get(block[name - 1], ()):
        found = pattern.match(block, line, name + MARGIN)
        if found:
            return Mark(tag, base + line, base + found.end(), found.end(1) - line)
    return None
