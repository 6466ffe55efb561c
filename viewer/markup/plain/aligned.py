"""Lines that stand in columns without a tag that says so, to tables; what cannot be told to be one is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from viewer.markup.plain.measure import has_gap
from viewer.markup.plain.piece import Piece, lead
from viewer.markup.plain.segment import is_amount
from viewer.markup.plain.stretch import INHERITED
from viewer.markup.plain.table import read_section
from viewer.markup.tree import BlockKind

MARKER = re.compile(
    r"(?P<mark>\(?(?:\d{1,2}|[a-z]{1,2}|[ivxl]{1,6}|[IVXL]{1,6}|[A-Z]{1,2})\)|\d{1,3}\.(?:\d{1,3}\.?)*|[a-z]\.|[ivx]{2,5}\."
    r"|[A-Z]\.(?=  )|[IVX]{1,5}\.(?=  )|[-+•·o*](?=  )|[•·-](?= )|--(?= )"
    r"|\[ {0,3}[Xx*]? {0,3}\]|/ ?[Xx]? ?/(?= )|\|[Xx_ ]?\|(?= ))[ ]+(?=\S)"
)
"""What marks an item of a list, with the blanks behind it."""
_LEAD = re.compile(
    r"(?:(?:item|section|article|part|note|exhibit|annex|schedule|appendix)s?\s+[\w.()-]{1,9}|\(?\d[\w.()-]{0,8}"
    r"|\(\w{1,4}\)|[IVXL]{1,6}|[A-Z])[.:)]*\s+",
    re.IGNORECASE,
)
_SPACES = re.compile(r" {2,}")
_WIDE_GAP = " " * 5
KEPT_LINES = 120
"""The most lines that are kept in one piece, or read as one table."""
_APART = 2
_HEADINGS = 8


def is_tabular(lines: Sequence[str]) -> bool:
    """Whether the lines stand in columns, which setting them anew would destroy."""
    right = max(map(len, lines))
    gaps = 0
    for line in lines:
        if in_columns(line) and not _is_justified(line, line.lstrip(), right):
            gaps += 1
    return gaps > 0 and (3 * gaps >= len(lines) or len(lines) < 4)


def _is_justified(line: str, text: str, right: int) -> bool:
    """Whether the gaps of a line only stretch it to the right edge of its paragraph."""
    if len(line) < right - 1 or "...." in text:
        return False
    gaps = [len(gap) for gap in _SPACES.findall(text)]
    if len(gaps) < 3 or max(gaps) > 4 or max(gaps) - min(gaps) > 2:
        return False
    return sum(is_amount(word) for word in text.split()) < 2


def in_columns(line: str) -> bool:
    """Whether the words of a line stand in columns; a gap behind a mark or a number is none."""
    text = line.lstrip()
    wide = text.find(_WIDE_GAP)
    if wide < 0 and "   " not in text and "...." not in text and ". ." not in text:
        return False
    if wide >= 0 and text[wide : text.rfind(_WIDE_GAP)].strip():
        return True  # There are two, and no mark has more than one behind it.
    first = MARKER.match(text) or _LEAD.match(text)
    return has_gap(text, first.end() if first else 0)


def _columns(lines: Sequence[str]) -> list[Piece] | None:
    """Return lines that stand in columns as a table, `None` where that cannot be told for sure."""
    return read_section(lines, INHERITED, (), strict=True)


def aligned(lines: Sequence[str]) -> Iterator[Piece]:
    """Yield lines that stand in columns: as one table, or as the tables that blank lines part; else as they are."""
    whole = _columns(lines)
    if whole is not None:
        yield from whole
        return
    done = 0
    for start, end, table in _tables(lines):
        made = table if table is not None else list(kept(lines[start:end]))
        lead(made, start - done)
        yield from made
        done = end


def _tables(lines: Sequence[str]) -> list[tuple[int, int, list[Piece] | None]]:
    """Return the tables between which several blank lines stand, and what is none, with where they begin and end."""
    groups = _groups(lines)
    if len(groups) < 2:
        return [(0, len(lines), None)]
    done: list[tuple[int, int, list[Piece] | None]] = []
    for start, end in groups:
        made = _columns(lines[start:end])
        before = done[-1] if done and done[-1][2] is None else None
        if made is not None and before and before[1] - before[0] <= _HEADINGS and not _is_headed(made):
            # Its headings may stand far above it.
            joined = _columns(lines[before[0] : end])
            if joined is not None:
                done[-1] = (before[0], end, joined)
                continue
        if made is None and before:
            done[-1] = (before[0], end, None)
        else:
            done.append((start, end, made))
    return done


def _is_headed(made: Sequence[Piece]) -> bool:
    return any(row.header for piece in made for row in piece.rows)


def _groups(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return where lines begin and end among which no two blank ones follow each other."""
    done: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        if not line:
            continue
        if done and place - done[-1][1] < _APART:
            done[-1] = (done[-1][0], place + 1)
        else:
            done.append((place, place + 1))
    return done


def kept(lines: Sequence[str]) -> Iterator[Piece]:
    """Yield lines kept as they are, in pieces of at most some hundred."""
    for start in range(0, len(lines), KEPT_LINES):
        text = "\n".join(lines[start : start + KEPT_LINES])
        yield Piece(BlockKind.PREFORMATTED, text.strip("\n"), text)
