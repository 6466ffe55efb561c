"""The rows of a table as filed to how many of them, at the top, are headings: of the columns, and titles over these.

Filers mark few headings by tags. They are told by what sets them apart from the rows below: emphasis, a rule, years,
no stub, or words above nothing but figures. A mark that the rows below have too, as a grid ruled throughout, tells
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from viewer.markup.tree import Align, Border, Run, Style

if TYPE_CHECKING:
    from viewer.markup.cells import FiledCell, FiledRow
    from viewer.markup.columns import Columns

_YEAR = re.compile(r"(?:FY\s*)?(?:19|20)\d\d(?:\s*\(\w\))?")
# What stands in place of a page number in a list of contents: `iv`, `A-12`.
_PAGE = re.compile(r"[ivxlcIVXLC]+|[A-Z]{1,2}-(?:\d+|[ivxlc]+)")
# What the cover pages of forms say below each answer.
_PRESCRIBED = re.compile(
    r"\((?:State|Commission|I\.?\s?R\.?\s?S|Address|Zip|Jurisdiction|Primary standard|Exact name)\b.*\)",
    re.IGNORECASE | re.DOTALL,
)
# What forms prescribe as the heading of their table of securities, and of a fund's classes.
_TITLED = re.compile(r"Titles? of each class\b|Share class(?:es)?\s*:?$", re.IGNORECASE)
_MOST_TITLES = 6
_LONGEST_TITLE = 40
_LONGEST_HEADING = 20
_MOST_ROWS = 6
_LONGEST_COVER = 40
_FEWEST_FIGURES = 2
# Columns of nothing but dashes: a statement of which nothing is to be stated.
_FEWEST_EMPTY = 3


def header_rows(rows: Sequence[FiledRow], columns: Columns) -> int:
    """Return how many rows at the top are headings; one row at least is left as body."""
    if rows[-1].head and all(row.head for row in rows if len(row.cells) > 1):
        for row in rows:  # what tags say of every row tells nothing
            row.head = False
    titles = _titles(rows)
    count = _marked_rows(rows, titles)
    if count == titles:
        count = _rows_over_figures(rows, titles, columns)
    if count == titles:
        return 1 if titles == 1 and _heads_stubs(rows[0]) and _tells(_is_ruled, rows) else 0
    return count


def _titles(rows: Sequence[FiledRow]) -> int:
    """Return how many rows at the top hold a single text that begins in the first column, and no figure."""
    count = 0
    for row in rows[:-1]:
        cell = row.cells[0]
        if len(row.cells) > 1 or cell.column or cell.figure or row.head:
            break
        if cell.text.count(" ") >= _LONGEST_TITLE:
            return 0
        count += 1
    return count if count <= _MOST_TITLES else 0


def is_cover(rows: Sequence[FiledRow]) -> bool:
    """Whether a table is of a form's cover page: answers side by side, and in brackets below what was asked."""
    return len(rows) <= _LONGEST_COVER and any(
        len(row.cells) > 1 and sum(_PRESCRIBED.fullmatch(cell.text) is not None for cell in row.cells) > 1
        for row in rows
    )


def _marked_rows(rows: Sequence[FiledRow], start: int) -> int:
    """Return before which row the headings end that are set apart, `start` where there are none."""
    is_marked = _Signs(rows)
    count, named = start, False
    for row in rows[start:-1]:
        if row.head:
            count += 1
            continue
        if any(cell.figure and not _YEAR.fullmatch(cell.text) for cell in row.cells):
            break
        if row.cells[0].column:
            if len(row.cells) == 1 and row.cells[0].text.count(" ") >= _LONGEST_TITLE:
                break  # an entry of a list whose numbers stand before some only
            # Below a row that names the stubs, one without a stub may as well go on with the record above it.
            if named and any(cell.align is not Align.CENTER for cell in row.cells) and not is_marked(row):
                break
        elif len(row.cells) == 1 or not is_marked(row):
            break
        else:
            named = True
        count += 1
    return count


class _Signs:
    """Whether a row is set apart from the rows of its table; what the table says of a sign is looked up once."""

    __slots__ = ("_rows", "_telling")

    def __init__(self, rows: Sequence[FiledRow]) -> None:
        self._rows = rows
        self._telling: dict[Callable[[FiledRow], bool], bool] = {}

    def __call__(self, row: FiledRow) -> bool:
        if _years(row) > 1 or _TITLED.match(row.cells[0].text):
            return True
        return any(sign(row) and self._tells(sign) for sign in (_is_emphasised, _is_ruled, _is_underlined))

    def _tells(self, sign: Callable[[FiledRow], bool]) -> bool:
        if sign not in self._telling:
            self._telling[sign] = _tells(sign, self._rows)
        return self._telling[sign]


def _years(row: FiledRow) -> int:
    return sum(_YEAR.fullmatch(cell.text) is not None for cell in row.cells)


def _is_ruled(row: FiledRow) -> bool:
    return any(cell.below is not Border.NONE for cell in row.cells) or any(
        below is not Border.NONE for *_, below in row.rules
    )


def _is_emphasised(row: FiledRow) -> bool:
    """Whether all words of a row are set in bold or in italics."""
    said = False
    for cell in row.cells:
        if cell.figure and not _is_number(cell):
            continue
        styles = _styles(cell)
        if not styles or not all(style.bold or style.italic for style in styles):
            return False
        said = True
    return said


def _is_underlined(row: FiledRow) -> bool:
    """Whether what stands behind the stub is underlined, other than as a link."""
    runs = (run for cell in row.cells[1:] for line in cell.lines for run in line)
    return any(run.style.underline and not run.href for run in runs)


def _tells(sign: Callable[[FiledRow], bool], rows: Sequence[FiledRow]) -> bool:
    """Whether a sign sets a row apart: most rows of several cells below the first have it not."""
    others = [row for row in rows[1:] if len(row.cells) > 1]
    return 2 * sum(map(sign, others)) <= len(others)


def _styles(cell: FiledCell) -> list[Style]:
    """Return how the words of a cell are set; note marks and what is no word are often set otherwise."""
    return [run.style for line in cell.lines for run in line if _is_word(run)]


def _is_word(run: Run) -> bool:
    return not run.style.superscript and any(map(str.isalnum, run.text))


def _rows_over_figures(rows: Sequence[FiledRow], start: int, columns: Columns) -> int:
    """Return before which row headings end that are words above nothing but figures, `start` where there are none."""
    end = next((at for at, row in enumerate(rows) if at >= start and any(map(_is_amount, row.cells))), 0)
    while end > start and len(rows[end - 1].cells) == 1 and not rows[end - 1].cells[0].column:
        end -= 1  # what a part of the body is called
    if not start < end <= start + _MOST_ROWS:
        return start
    figures = _columns_of_figures(rows[end:])
    headed: set[int] = set()
    for row in rows[start:end]:
        for cell in row.cells:
            if not _is_heading(cell.text):
                return start
            first, count = cell.column, cell.span
            headed.update(range(max(1, first), first + count))
    if len(columns) == 2 and (end > start + 1 or rows[start].cells[0].text.endswith(":")):
        return start
    named = figures & headed
    return end if named and 2 * len(named) >= len(figures) and len(rows[end - 1].cells) > 1 else start


def _columns_of_figures(rows: Sequence[FiledRow]) -> set[int]:
    """Return the columns behind the first that hold figures and nothing else."""
    figures: set[int] = set()
    words: set[int] = set()
    numbers = 0
    for row in rows:
        for cell in row.cells:
            column, count = cell.column, cell.span
            if column and count == 1:
                if _is_amount(cell):
                    figures.add(column)
                    numbers += _is_number(cell)
                elif not cell.figure:
                    words.add(column)
    figures -= words
    return figures if numbers >= _FEWEST_FIGURES or len(figures) >= _FEWEST_EMPTY else set()


def _is_number(cell: FiledCell) -> bool:
    return cell.figure and any(map(str.isdigit, cell.text))


def _is_amount(cell: FiledCell) -> bool:
    """Whether a cell holds a number or the dash in place of one."""
    return cell.figure and not any(map(str.isalpha, cell.text)) and "*" not in cell.text


def _is_heading(words: str) -> bool:
    """Whether a text may head a column: words, and neither many nor the number of a page."""
    return any(map(str.isalpha, words)) and not _PAGE.fullmatch(words) and words.count(" ") < _LONGEST_HEADING


def _heads_stubs(row: FiledRow) -> bool:
    """Whether a row of a single cell is set as a heading: in bold, with a rule below."""
    return _is_ruled(row) and all(style.bold for style in _styles(row.cells[0]))
