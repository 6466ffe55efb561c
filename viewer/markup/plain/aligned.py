"""Lines that stand in columns without a tag that says so, to tables; what cannot be told to be one is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from viewer.markup.plain.figured import Span, tables
from viewer.markup.plain.fill_in import closed, is_filled_in
from viewer.markup.plain.measure import has_gap
from viewer.markup.plain.piece import Piece, lead
from viewer.markup.plain.segment import is_amount
from viewer.markup.plain.stretch import INHERITED
from viewer.markup.plain.table import read_section
from viewer.markup.tree import BlockKind

MARKER = re.compile(
    r"(?P<mark>\(?(?:\d{1,2}|[a-z]{1,2}|[ivxl]{1,6}|[IVXL]{1,6}|[A-Z]{1,2})\)"
    r"|\d{1,3}\.(?:\d{1,3}[a-z](?=  )|(?:\d{1,3}\.?)*)|[a-z]\.|[ivx]{2,5}\."
    r"|[A-Z]\.(?=  )|[IVX]{1,5}\.(?=  )|[-+•·o*](?=  )|^\*{2,4}(?=  )|[•·-](?= )|--(?= )"
    r"|\[ {0,3}[Xx*]? {0,3}\]|/ ?[Xx]? ?/(?= )|\|[Xx_ ]?\|(?= ))[ ]+(?=\S)"
)
"""What marks an item of a list, with the blanks behind it."""
_LEAD = re.compile(
    r"(?:(?:item|section|article|part|note|exhibit|annex|schedule|appendix)s?\s+[\w.()-]{1,9}|\(?\d[\w.()-]{0,8}"
    r"|\(\w{1,4}\)|[IVXL]{1,6}|[A-Z])[.:)]*(?: +[-–—]{1,2})?\s+",
    re.IGNORECASE,
)
_SPACES = re.compile(r" {2,}")
_WIDE_GAP = " " * 5
_APART = 2
_RAGGED = 14
_PROSE = 60
_RUN_IN = 24
_FEW_WORDS = 5
KEPT_LINES = 120
"""The most lines that are kept in one piece."""


def is_tabular(lines: Sequence[str]) -> bool:
    """Whether the lines stand in columns, which setting them anew would destroy."""
    right = max(map(len, lines))
    gaps = 0
    for place, line in enumerate(lines):
        if in_columns(line) and not _is_justified(line, line.lstrip(), right):
            gaps += not (place and is_filled_in(line, lines[place - 1]))
    if gaps == 1 and _is_run_in(lines, right):
        return False
    return gaps > 0 and (3 * gaps >= len(lines) or len(lines) < 4)


def _is_run_in(lines: Sequence[str], right: int) -> bool:
    """Whether the first line of a paragraph has its heading before it, with a gap, and the next ones are prose."""
    gap = _SPACES.search(lines[0].lstrip())
    hanging = len(lines[-1]) - len(lines[-1].lstrip()) > len(lines[0]) - len(lines[0].lstrip())
    if hanging or len(lines) < 2 or len(lines[1].split()) < _FEW_WORDS or lines[0].lstrip()[:1] in "([*":
        return False
    full = all(len(line) > max(right - _RAGGED, _PROSE) for line in lines[:-1])
    return (
        full and gap is not None and gap.end() <= _RUN_IN and not in_columns(lines[0].lstrip()[gap.end() :])
    )


def _is_justified(line: str, text: str, right: int) -> bool:
    """Whether the gaps of a line only stretch it to the right edge of its paragraph, or near it if there are many."""
    if "...." in text:
        return False
    gaps = [len(gap) for gap in _SPACES.findall(text)]
    if len(gaps) < (3 if len(line) >= right - 1 else 5) or max(gaps) > 4 or max(gaps) - min(gaps) > 2:
        return False
    return sum(is_amount(word) for word in text.split()) < 2


def in_columns(line: str) -> bool:
    """Whether the words of a line stand in columns; a gap behind a mark or a number is none."""
    text = line.lstrip()
    if "   " not in text and "...." not in text and ". ." not in text:
        return False
    text = closed(text)
    wide = text.find(_WIDE_GAP)
    if not text.strip(".* "):
        return False  # A rule of dots or stars.
    if wide >= 0 and text[wide : text.rfind(_WIDE_GAP)].strip():
        return True  # There are two, and no mark has more than one behind it.
    first = MARKER.match(text) or _LEAD.match(text)
    first = (first and MARKER.match(text, first.end())) or first
    return has_gap(text, first.end() if first else 0)


def figured(lines: Sequence[str]) -> Iterator[tuple[int, int, list[Piece]]]:
    """Yield the tables of figures: where each begins and ends, and its pieces.

    What is none as a whole may be several that blank lines part, or one without the lines over it.
    """
    for span in tables(lines):
        yield from _read(lines, span, _APART)


def _read(lines: Sequence[str], span: Span, apart: int) -> Iterator[tuple[int, int, list[Piece]]]:
    """Yield a table, or those that it is made of, which at most `apart` blank lines part."""
    ruler = span.body - span.start if span.body > span.start else INHERITED
    made = read_section(lines[span.start : span.end], ruler, (), span.trust, span.parsed)
    if made is not None:
        yield span.start, span.end, made
    elif apart:
        parts = _parted(lines, span, apart)
        for part in parts if len(parts) > 1 else (span,):
            yield from _read(lines, part, apart - 1)
    elif span.body > span.start:
        yield from _read(lines, span.behind(span.body), 0)


def _parted(lines: Sequence[str], span: Span, apart: int) -> list[Span]:
    """Return the parts of a table between which so many blank lines stand; the first has the header."""
    done = [span]
    for place in range(span.body + apart, span.end - 1):
        if not any(lines[place - apart : place]) and lines[place]:
            last = done.pop()
            if place - apart > last.body:
                done.append(last.up_to(place - apart))
            done.append(last.behind(place))
    return done


def tabled(lines: Sequence[str]) -> Iterator[Piece]:
    """Yield lines as they are, but for the tables of figures among them."""
    at = 0
    for start, end, made in figured(lines):
        if any(lines[at:start]):
            yield from kept(lines[at:start])
        else:
            lead(made, start - at)
        yield from made
        at = end
    if any(lines[at:]) or not at:
        yield from kept(lines[at:])


def kept(lines: Sequence[str]) -> Iterator[Piece]:
    """Yield lines kept as they are, in pieces of at most some hundred."""
    for start in range(0, len(lines), KEPT_LINES):
        text = "\n".join(lines[start : start + KEPT_LINES])
        yield Piece(BlockKind.PREFORMATTED, text.strip("\n"), text)
