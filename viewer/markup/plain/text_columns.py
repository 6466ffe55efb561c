"""Texts in columns below headings, with a rule each or a blank line below them, and no tag, to a table of texts.

Exhibits, properties, officers and those who sign are listed so. It is one only where the same blank rivers run down
all its lines, one column for each heading, and where it is sure at which lines its rows begin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from viewer.markup.plain.body import GOES_ON
from viewer.markup.plain.measure import is_item_heading
from viewer.markup.plain.piece import Piece, RowPiece
from viewer.markup.plain.segment import is_drawn, is_figure, without_leaders
from viewer.markup.tree import Align, BlockKind, Border, Cell, Run

_CHUNK = re.compile(r"\S+(?: \S+)*")
_STROKES = re.compile(r" *(?:[-=_]{3,} {2,})+[-=_]{3,}")
_FILLED = re.compile(rb"\x01+(?:\x00\x01+)*")
_HAND = re.compile(r"/s/|\bBy ?:", re.IGNORECASE)
# What the columns of such tables are called.
_TERMS = re.compile(
    r"\b(?:names?|title|positions?|office|age|since|dates?|numbers?|no\.|description|document|exhibit|page|location"
    r"|jurisdiction|state|incorporat(?:ed|ion)|organi[sz](?:ed|ation)|class|exchange|signature|capacity|item|products?"
    r"|owne[dr](?:ship)?|lease[ds]?|use|year|expir(?:es|ation)|type|percent(?:age)?|subsidiar(?:y|ies)|amount)\b",
    re.IGNORECASE,
)
_FEW_HEADINGS = 3
_LONGEST_HEADING = 36
_TO_SIGN_ON = 20
_MOST_COLUMNS = 6
_MOST_HEADINGS = 5
_MOST_BLANK = 2
_LONGEST = 400
_WIDEST = 160
_FEWEST = 2
_EVEN = 2
_PROSE = 30
_NEAR = 2


class _Part(NamedTuple):
    """Words of a line between two gaps, and from where to where they stand."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Row:
    """The lines of each column of a row, and the lines as filed."""

    cells: dict[int, list[str]] = field(default_factory=dict)
    filed: list[str] = field(default_factory=list)


def text_tables(lines: Sequence[str]) -> Iterator[tuple[int, int, Piece]]:
    """Yield where tables of texts begin and end, and each of them."""
    least = unsure = 0
    for place, line in enumerate(lines):
        if place < least or not line or len(line) > _WIDEST:
            continue
        made: Piece | None = None
        if place and line[-1] in "-=_" and lines[place - 1] and _STROKES.fullmatch(line):
            strokes = _parts(line)
            top = _top(lines, place, strokes, least)
            if top < place and len(strokes) <= _MOST_COLUMNS:
                end, made = _ruled(lines, top, place, strokes)
        elif place >= unsure and not (place and lines[place - 1]):
            headed = _headed(lines, place)
            if headed is not None:
                top, behind, strokes = place, *headed
                end = unsure = _end(lines, behind, strokes)
                made = _read(lines, top, behind, end, strokes, False)
        if made:
            yield top, end, made
            least = end


def _ruled(lines: Sequence[str], top: int, place: int, strokes: Sequence[_Part]) -> tuple[int, Piece | None]:
    """Return where what stands below headings with a rule each ends, and the table that it is, if any."""
    end = _end(lines, place + 1, strokes)
    if not _are_signed(lines[top:place], strokes):
        return end, _read(lines, top, place + 1, end, strokes, True)
    end = next((at for at in range(place, end) if not lines[at]), end)
    while end > place + 2 and _is_wider(lines[end - 1], strokes):
        end -= 1
    return end, _signed(lines, top, place, end, strokes)


def _headed(lines: Sequence[str], top: int) -> tuple[int, list[_Part]] | None:
    """Return the line behind headings that a blank line parts from the rest, and where they stand; `None` for others.

    Most of them have to be what the columns of such tables are called.
    """
    behind = next((at for at in range(top, min(top + _FEW_HEADINGS + 1, len(lines))) if not lines[at]), top)
    gaps = any("  " in line.strip() for line in lines[top:behind])
    if not (gaps and behind - top <= _FEW_HEADINGS) or max(map(len, lines[top:behind])) > _WIDEST:
        return None
    parsed = [_parts(line) for line in lines[top:behind]]
    columns = _intervals(parsed)
    if not _FEWEST <= len(columns) <= _MOST_COLUMNS or any(
        part.text[-1] in ".:;,-=" or part.end - part.start > _LONGEST_HEADING
        for parts in parsed
        for part in parts
    ):
        return None
    said = [" ".join(each) for each in _beside(lines[top:behind], columns)]
    known = sum(_TERMS.search(heading) is not None for heading in said)
    sure = 2 * known >= len(said) and not any(heading[0].islower() or is_figure(heading) for heading in said)
    return (behind, columns) if sure else None


def _parts(line: str) -> list[_Part]:
    line = without_leaders(line)
    return [_Part(found.start(), found.end(), found[0]) for found in _CHUNK.finditer(line)]


def _over(part: _Part, columns: Sequence[_Part]) -> list[int]:
    """Return the columns above or below which words stand."""
    return [k for k, column in enumerate(columns) if part.start < column.end and column.start < part.end]


def _top(lines: Sequence[str], place: int, strokes: Sequence[_Part], least: int) -> int:
    """Return where the headings over strokes begin; `place` where some stroke has none."""
    top = place
    headed: set[int] = set()
    while top > max(least, place - _MOST_HEADINGS) and 0 < len(lines[top - 1]) <= _WIDEST:
        parts = _parts(lines[top - 1])
        over = [_over(part, strokes) for part in parts]
        if any(len(columns) != 1 for columns in over) or any(is_drawn(part.text) for part in parts):
            break
        headed.update(columns[0] for columns in over)
        top -= 1
    above = _parts(lines[top - 1]) if top > least else []
    if any(part.start >= strokes[1].start - _NEAR or len(above) > 1 for part in above):
        return place  # What stands over several columns has to be told as such.
    return top if len(headed) == len(strokes) else place


def _end(lines: Sequence[str], start: int, strokes: Sequence[_Part]) -> int:
    """Return where the lines end that may stand below strokes: before words that stand across two columns."""
    end, blank, paragraph = start, 0, start
    for place in range(start, min(len(lines), start + _LONGEST)):
        line = lines[place]
        if not line:
            blank += 1
            if blank > _MOST_BLANK:
                break
            continue
        if blank:
            paragraph = place
        blank = 0
        if len(line) > _WIDEST or is_item_heading(line) or _STROKES.fullmatch(line):
            return _without_blank(lines, start, paragraph)
        over = [_over(part, strokes) for part in _parts(line)]
        if any(len(columns) > 1 for columns in over) or (place == paragraph and 0 not in over[0]):
            return _without_blank(lines, start, paragraph)
        end = place + 1
    return end


def _without_blank(lines: Sequence[str], start: int, end: int) -> int:
    """Return the line behind the last one up to `end` that is not blank."""
    return next((place for place in range(end, start, -1) if lines[place - 1]), start)


def _are_signed(lines: Sequence[str], strokes: Sequence[_Part]) -> bool:
    """Whether names stand over rules to sign on: long ones, of one length or with the signature above."""
    widths = {stroke.end - stroke.start for stroke in strokes}
    said = any(_HAND.search(line) for line in lines)
    return said or (len(lines) == 1 and len(widths) == 1 and min(widths) >= _TO_SIGN_ON)


def _is_wider(line: str, strokes: Sequence[_Part]) -> bool:
    """Whether a line stands in the first column alone and reaches beyond the rule to sign on."""
    parts = _parts(line)
    return len(parts) == 1 and parts[0].start <= strokes[0].start and parts[0].end > strokes[0].end


def _signed(lines: Sequence[str], top: int, ruled: int, end: int, strokes: Sequence[_Part]) -> Piece | None:
    """Return signatures beside each other, names and offices below them; `None` where some line is across two."""
    columns = _columns([_parts(line) for line in lines[top:end]], strokes)
    if not columns or end == ruled + 1:
        return None
    above, below = (_beside(lines[a:b], columns) for a, b in ((top, ruled), (ruled + 1, end)))
    rows = []
    for said, filed, border in (
        (above, lines[top : ruled + 1], Border.SINGLE),
        (below, lines[ruled + 1 : end], Border.NONE),
    ):
        cells = tuple(
            Cell(tuple((Run(line),) for line in each), k, below=border) for k, each in enumerate(said) if each
        )
        rows.append(RowPiece(cells, False, "\n".join(filed)))
    return Piece(BlockKind.TABLE, rows=tuple(rows), columns=len(columns), layout=True)


def _beside(lines: Sequence[str], columns: Sequence[_Part]) -> list[list[str]]:
    """Return what lines say in each column."""
    said: list[list[str]] = [[] for _ in columns]
    for line in lines:
        for part in _parts(line):
            said[_over(part, columns)[0]].append(part.text)
    return said


def _read(
    lines: Sequence[str], top: int, behind: int, end: int, strokes: Sequence[_Part], ruled: bool
) -> Piece | None:
    """Return a table, `None` where its columns or its rows cannot be told for sure."""
    parsed = [_parts(line) for line in lines[behind:end]]
    columns = _columns(parsed, strokes)
    if not columns or not (ruled or all(map(_is_above, strokes, columns))):
        return None
    placed = [[(_over(part, columns)[0], part) for part in parts] for parts in parsed]
    starts = _starts(placed, columns)
    if not starts:
        return None
    rows = _rows(placed, lines[behind:end], starts, columns)
    full = sum(len(row.cells) > 1 for row in rows)
    if full < _FEWEST + (not ruled) or 3 * full < 2 * len(rows):
        return None
    header = _header(lines[top : behind - ruled], strokes, Border.SINGLE if ruled else Border.NONE)
    figures = {k for k in range(1, len(columns)) if _is_of_figures(rows, k)}
    made = (RowPiece(header, True, "\n".join(lines[top:behind])), *(_row(row, figures) for row in rows))
    return Piece(BlockKind.TABLE, rows=made, columns=len(columns))


def _is_above(heading: _Part, column: _Part) -> bool:
    """Whether a heading begins, or ends, where its column does, or stands within."""
    left, right = heading.start - column.start, column.end - heading.end
    return min(abs(left), abs(right)) <= _NEAR or (left >= 0 and right >= 0)


def _columns(parsed: Sequence[Sequence[_Part]], strokes: Sequence[_Part]) -> list[_Part]:
    """Return the columns between the rivers that run down all lines, if there is one for each stroke; else none."""
    columns = _intervals(parsed)
    over = [_over(stroke, columns) for stroke in strokes]
    return columns if over == [[k] for k in range(len(columns))] else []


def _intervals(parsed: Sequence[Sequence[_Part]]) -> list[_Part]:
    """Return from where to where words stand between the rivers that run down all lines."""
    change = [0] * (_WIDEST + 2)
    for parts in parsed:
        for part in parts:
            change[part.start] += 1
            change[part.end] -= 1
    filled = bytes([count > 0 for count in accumulate(change)])
    return [_Part(*found.span(), "") for found in _FILLED.finditer(filled)]


def _starts(placed: Sequence[Sequence[tuple[int, _Part]]], columns: Sequence[_Part]) -> list[int]:
    """Return the places in `placed` where rows begin: lines, or what stands between blank lines; none if unsure."""
    for k in range(len(columns)):
        parts = [part for line in placed for column, part in line if column == k and not is_drawn(part.text)]
        if not all(is_figure(part.text) for part in parts) and not _is_even(parts):
            return []
    left = columns[0].start
    heads = [
        place
        for place, line in enumerate(placed)
        if line and line[0][0] == 0 and line[0][1].start == left and not is_drawn(line[0][1].text)
    ]
    blocks = [place for place in range(len(placed)) if placed[place] and not (place and placed[place - 1])]
    within = set(heads).difference(blocks)
    last = len(columns) - 1
    by_line = any(placed[place][-1][0] == last for place in within)
    if not by_line:
        return blocks if len(blocks) >= _FEWEST and set(blocks) <= set(heads) else []
    if not set(blocks) <= set(heads):
        return []
    for place in within:
        line, above = placed[place], dict(placed[place - 1])
        goes_on = any(
            part.text[0].islower() or (column in above and GOES_ON.fullmatch(above[column].text))
            for column, part in line
        )
        if goes_on or len(line) == 1:
            return []
    return heads


def _is_even(parts: Sequence[_Part]) -> bool:
    """Whether most words of a column begin, or end, below each other; lines that go on may be set in."""
    if not parts:
        return False
    begins = Counter(part.start for part in parts).most_common(1)[0][1]
    ends = Counter(part.end for part in parts).most_common(1)[0][1]
    return _EVEN * max(begins, ends) >= len(parts)


def _rows(
    placed: Sequence[Sequence[tuple[int, _Part]]],
    lines: Sequence[str],
    starts: Sequence[int],
    columns: Sequence[_Part],
) -> list[_Row]:
    rows: list[_Row] = []
    begins = set(starts)
    reach = [0] * len(columns)
    before: list[str] = []
    for place, line in enumerate(placed):
        before.append(lines[place])
        if place in begins:
            rows.append(_Row())
        if not rows:
            continue
        row = rows[-1]
        row.filed += before
        before = []
        for column, part in line:
            if is_drawn(part.text):
                continue
            said = row.cells.setdefault(column, [])
            left, right = columns[column].start, columns[column].end
            ragged = right - left >= _PROSE and 2 * (reach[column] - left) >= right - left
            full = ragged or reach[column] + 1 + len(part.text.split(" ", 1)[0]) > right
            goes_on = full or part.text[0].islower() or GOES_ON.fullmatch(said[-1] if said else "")
            if said and goes_on and not _HAND.match(said[-1]):
                said[-1] += " " + part.text
            else:
                said.append(part.text)
            reach[column] = part.end
    return rows


def _is_of_figures(rows: Sequence[_Row], column: int) -> bool:
    said = [row.cells[column] for row in rows if column in row.cells]
    return 2 * sum(len(lines) == 1 and is_figure(lines[0]) for lines in said) > len(said)


def _header(lines: Sequence[str], strokes: Sequence[_Part], below: Border) -> tuple[Cell, ...]:
    """Return the headings over strokes, line by line."""
    said = _beside(lines, strokes)
    return tuple(Cell(tuple((Run(line),) for line in each), k, below=below) for k, each in enumerate(said))


def _row(row: _Row, figures: set[int]) -> RowPiece:
    cells = tuple(
        Cell(
            tuple((Run(line),) for line in row.cells[k]), k, align=Align.RIGHT if k in figures else Align.LEFT
        )
        for k in sorted(row.cells)
    )
    return RowPiece(cells, False, "\n".join(row.filed))
