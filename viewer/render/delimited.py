"""A grid of values to comma- or tab-separated lines that spreadsheets and programs read alike.

Numbers are plain (`-1234.5`), percentages keep their sign (`19.5%`, which spreadsheets read as a number), dates are
`2024-12-31`. A text that a spreadsheet would take for a formula gets an apostrophe before it; a figure never does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from viewer.figures import Grid, Value, ValueKind

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_STEP = "  "


class Dashes(Enum):
    """What a dash in place of a figure becomes; the values are the command line's words."""

    EMPTY = "empty"
    ZERO = "0"


@dataclass(frozen=True, slots=True)
class GridOptions:
    """How a grid is written: what dashes become, and whether a last column names the block of each row."""

    dashes: Dashes = Dashes.EMPTY
    places: bool = False


def render_delimited(
    grid: Grid, unit: str = "", delimiter: str = ",", options: GridOptions | None = None
) -> str:
    """Return the lines of a grid: one of headings where there is any, then its rows.

    The `unit` line stands in the corner, over the stubs, whose levels are kept as leading spaces. Note marks stand in a
    column of their own, behind the others, where there are any.
    """
    options = options or GridOptions()
    into = io.StringIO()
    writer = csv.writer(into, delimiter=delimiter, lineterminator="\n")
    noted = any(row.notes for row in grid.rows)
    heading = headings(grid, unit)
    extra = ["Notes"] * noted + ["Block"] * options.places
    if any(heading) or extra:
        writer.writerow([harmless(words) for words in heading] + extra)
    for row in grid.rows:
        cells = list(_cells(row.values, row.level, options))
        cells += [harmless(" ".join(row.notes))] * noted + [str(row.block)] * options.places
        writer.writerow(cells)
    return into.getvalue()


def delimited_line(words: Iterable[str], delimiter: str) -> str:
    """Return one line of texts, without its end."""
    into = io.StringIO()
    csv.writer(into, delimiter=delimiter, lineterminator="").writerow([harmless(each) for each in words])
    return into.getvalue()


def headings(grid: Grid, unit: str) -> list[str]:
    """Return the headings of the columns, with the unit line in the corner.

    >>> from viewer.figures import Column
    >>> headings(Grid((Column("Item"), Column("2024", ("(1)",))), ()), "In thousands")
    ['Item (In thousands)', '2024 (1)']
    """
    words = [" ".join((column.heading, *column.notes)).strip() for column in grid.columns]
    if words and unit and unit.casefold() not in words[0].casefold():
        words[0] = f"{words[0]} ({unit})" if words[0] else unit
    return words


def harmless(words: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("Total")
    ("'=1+1", 'Total')
    """
    return f"'{words}" if words.startswith(_FORMULA_SIGNS) else words


def _cells(values: tuple[Value | None, ...], level: int, options: GridOptions) -> Iterator[str]:
    for column, value in enumerate(values):
        words = "" if value is None else plain(value, options.dashes)
        yield _STEP * level + words if level and words and not column else words


def plain(value: Value, dashes: Dashes = Dashes.EMPTY) -> str:
    """Return one value as it stands between delimiters."""
    if value.number is not None:
        number = f"{value.number:f}"
        return f"{number}%" if value.kind is ValueKind.PERCENT else number
    if value.kind is ValueKind.DASH:
        return "0" if dashes is Dashes.ZERO else ""
    if value.day is not None:
        return value.day.isoformat()
    return harmless(value.text)
