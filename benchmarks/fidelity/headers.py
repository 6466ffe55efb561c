"""The tables of a Markdown to those that are no good: uneven, with an empty column, or with a header that is not filed.

A header is what the browser sets as one. It may be blank only where the page has no heading over the rows: none by its
tag, none in bold, underlined or larger letters than the row below, none with a rule below it. It may not be a row of
amounts or of prose that the page does not set so.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.fidelity.matching import Match
    from benchmarks.fidelity.shown import Shown
    from benchmarks.fidelity.written import Table, Written

_YEAR = re.compile(r"\(?(?:19|20)\d\d\)?\D{0,3}")
_AMOUNT = re.compile(r"[$€£¥]?\s*\(?[$€£¥]?\s*[\d,]*\.?\d[\d,]*(\.\d+)?\s*\)?\s*%?")
_PROSE = 40  # words of a text that names no column
_LARGER = 1.15  # times as large as the letters below


def tables_kept(shown: Shown, written: Written, match: Match) -> list[str]:
    """Return of each table that is no good what is wrong with it."""
    found = []
    for table in written.tables:
        wrong = _wrong(table) or _wrong_header(table, shown, written, match)
        if wrong:
            found.append(f"{wrong}: {' / '.join(' | '.join(row) for row in table.rows[:3])[:200]}")
    return found


def _wrong(table: Table) -> str:
    if len(set(table.widths)) > 1:
        return "uneven"
    if any(not any(row[column].strip() for row in table.rows) for column in range(len(table.rows[0]))):
        return "a column is empty"
    return ""


def _wrong_header(table: Table, shown: Shown, written: Written, match: Match) -> str:
    rows = [_rows_of(line, shown, written, match) for line in table.lines]
    if any(cell.strip() for cell in table.rows[0]):
        cells = [cell.replace("\n", " ").strip() for cell in table.rows[0]]
        amounts = [cell for cell in cells if _AMOUNT.fullmatch(cell) and not _YEAR.fullmatch(cell)]
        prose = [cell for cell in cells if cell.count(" ") >= _PROSE]
        if (amounts or prose) and not any(is_heading(shown, row) for row in rows[0]):
            return f"the header is a row of {'amounts' if amounts else 'prose'}"
        return ""
    first = next((row for row in rows[1:] if row), ())
    if any(is_heading(shown, row) for row in (*first, *map(partial(_row_beside, shown, step=-1), first[:1]))):
        return "the header is blank, though headings stand over the rows"
    return ""


def _rows_of(line: int, shown: Shown, written: Written, match: Match) -> tuple[int, ...]:
    """Return the rows of the page of which a line of the rendering holds words."""
    starts = written.line_starts
    found = []
    for place in range(starts[line], starts[line + 1]):
        owner = match.owners[place]
        cell = shown.lines[shown.words[owner].line].cell if owner >= 0 else -1
        if cell >= 0:
            found.append(shown.cells[cell].row)
    return tuple(dict.fromkeys(found))


def is_heading(shown: Shown, row: int) -> bool:
    """Whether the page sets a row of two texts or more as headings: by tag, in bold or underlined, or ruled off."""
    cells = shown.row_cells.get(row, {})
    if len(cells) < 2:
        return False
    if shown.rows[row].head or all(shown.cells[cell].heading for cell in cells):
        return True
    last = list(cells)[1:]
    texts = [shown.lines[number] for cell in last for number in cells[cell]]
    if any(_AMOUNT.fullmatch(line.text.strip()) and not _YEAR.fullmatch(line.text.strip()) for line in texts):
        return False
    others = list(shown.row_cells.get(_row_beside(shown, row, 1), {}).values())
    below = [number for lines in others[1:] for number in lines]
    plain = any(not (line.bold or line.underlined) for number in below for line in [shown.lines[number]])
    is_set = all(line.bold or line.underlined for line in texts)
    largest = max((shown.lines[number].size for number in below), default=1000.0)
    is_large = all(line.size > _LARGER * largest for line in texts)
    return (is_set and plain) or is_large or all(shown.cells[cell].ruled for cell in last)


def _row_beside(shown: Shown, row: int, step: int) -> int:
    """Return the next row of the same table that has several cells with words, or the one before; -1 for none."""
    at = row + step
    while 0 <= at < len(shown.rows):
        if shown.rows[at].table == shown.rows[row].table and len(shown.row_cells.get(at, {})) > 1:
            return at
        at += step
    return -1
