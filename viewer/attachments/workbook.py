"""A workbook (`.xlsx`, or the `.xls` of the years in which they were MIME messages) to a cleaned tree.

Each sheet is a heading and a table, its figures as their number formats show them; empty rows and columns are left
out, and a sheet of one column is paragraphs. Archives are bounded before they are opened, entities are refused.
"""

from __future__ import annotations

import io
import re
import warnings
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from viewer.attachments.archive import ArchiveError, Member, read_members
from viewer.attachments.number_format import shown
from viewer.markup.compose import BOLD, Composer, lines_of
from viewer.markup.tree import Align, Block, BlockKind, Cell, Left, Row, Run, Table, Tree
from viewer.reader import Context, Read

if TYPE_CHECKING:
    from viewer.attachments.number_format import Value
    from viewer.submission.model import Problem

__all__ = ["MOST_CELLS", "read_workbook"]

MOST_CELLS = 50_000
"""Cells of all sheets together that a reader is shown."""

_MOST_PLACES = 5_000_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_WITHOUT_VALUE = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^<>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<v></v>)?\s*</(?:\w+:)?c>"
)
# Text that was taken from markup has the lines and tabs of that.
_WRAPPED = re.compile(r"[ ]*(?:\n?\t+|_x000D_\n)[ ]*")
_AS_SHOWN = {"mm-dd-yy": "m/d/yyyy"}
_OLD = (
    "{name} is a workbook in the binary format of Excel 97 to 2003, or one that is locked by a password; it is not "
    "read here."
)
_UNREADABLE = "{name} is damaged or no workbook; it cannot be read."
_FORMULAS = "{name} has formulas without a value ({count:,}); what they would say is not shown."
_MORE = "The workbook holds more than is shown here: its first {count:,} cells."


class _Read(Protocol):
    """What is used of a cell of openpyxl's."""

    column: int
    value: Value
    number_format: str
    font: Any
    alignment: Any


class _Worksheet(Protocol):
    """What is used of a worksheet of openpyxl's that is read row by row."""

    def reset_dimensions(self) -> None: ...

    def iter_rows(self, *, min_row: int, max_row: int) -> Iterable[tuple[_Read, ...]]: ...


class _Look(NamedTuple):
    """What a style says of a cell."""

    code: str = "General"
    bold: bool = False
    horizontal: str = ""
    indent: int = 0


class _Held(NamedTuple):
    """A cell that holds something."""

    column: int
    value: Value
    look: _Look

    @property
    def words(self) -> str:
        """What the sheet shows of the value, on one line."""
        code = _AS_SHOWN.get(self.look.code, self.look.code)
        return _WRAPPED.sub(" ", shown(self.value, code).strip() or str(self.value))

    @property
    def stands_out(self) -> bool:
        """Whether the cell is set as headings are."""
        return self.look.bold or self.look.horizontal == "center"


@dataclass(slots=True)
class _Sheet:
    """A sheet as far as it was read: numbers of rows (from 1) and their cells; what is merged, by row and column."""

    name: str
    hidden: bool = False
    rows: list[tuple[int, list[_Held]]] = field(default_factory=list)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    is_cut: bool = False


def read_workbook(content: bytes, context: Context) -> Read:
    """Read a workbook; where that cannot be, the notice says why."""
    if content.startswith(_COMPOUND_FILE):
        return Read(Tree(), (), _OLD.format(name=context.name))
    if b"MIME-Version" in content[:200]:
        from viewer.attachments.mime_workbook import read_mime_workbook

        return read_mime_workbook(content, context)
    try:
        members = read_members(content, context.name)
    except ArchiveError as error:
        return context.refusal("workbook-damaged", str(error))
    refused = next((member.refused for member in members if member.refused), "")
    if refused:
        return context.refusal("workbook-damaged", f"{context.name} cannot be read: {refused}")
    try:
        sheets = _sheets(content, members)
    except Exception:  # openpyxl meets damage with whatever its own code raises at that place
        return context.refusal("workbook-damaged", _UNREADABLE.format(name=context.name))
    return _composed(sheets, context, _formula_problems(members, context))


def _formula_problems(members: Iterable[Member], context: Context) -> tuple[Problem, ...]:
    sheets = [member for member in members if member.name.startswith("xl/worksheets/")]
    count = sum(len(_WITHOUT_VALUE.findall(member.content)) for member in sheets)
    if not count:
        return ()
    return (context.problem("formula-without-value", _FORMULAS.format(name=context.name, count=count)),)


# Reading


def _sheets(content: bytes, members: tuple[Member, ...]) -> list[_Sheet]:
    import openpyxl

    parts = {member.name: member.content for member in members}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl passes over: styles, extensions, printers
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheets: list[_Sheet] = []
            left, places = MOST_CELLS, _MOST_PLACES
            for worksheet in book.worksheets:
                sheet = _Sheet(str(worksheet.title), worksheet.sheet_state != "visible")
                sheet.merged = _merged(parts.get(str(getattr(worksheet, "_worksheet_path", "")), b""))
                left, places = _fill(sheet, worksheet, left, places)
                sheets.append(sheet)
                if sheet.is_cut:
                    break
            return sheets
        finally:
            book.close()


def _fill(sheet: _Sheet, worksheet: _Worksheet, left: int, places: int) -> tuple[int, int]:
    """Read the rows of a sheet, up to `left` cells and `places` for cells; return what is left of both."""
    looks: dict[int, _Look] = {}
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(min_row=1, max_row=_LAST_ROW)
    for number, cells in enumerate(rows, 1):
        places -= 1 + len(cells)
        if left <= 0 or places <= 0 or number > _LAST_ROW:
            sheet.is_cut = any(cell.value is not None for cell in cells) or places <= 0
            if sheet.is_cut:
                break
            continue
        held = [
            _Held(cell.column, cell.value, _look(cell, looks))
            for cell in cells
            if cell.value is not None and not (isinstance(cell.value, str) and not cell.value.strip())
        ]
        if held:
            sheet.rows.append((number, held))
            left -= len(held)
    return left, places


def _look(cell: _Read, looks: dict[int, _Look]) -> _Look:
    """Return what the style of a cell says; asked of the library once for each style."""
    style = int(getattr(cell, "_style_id", -1))
    found = looks.get(style)
    if found is None:
        alignment = cell.alignment
        found = _Look(
            str(cell.number_format or "General"),
            bool(cell.font and cell.font.b),
            str((alignment and alignment.horizontal) or ""),
            min(9, int((alignment and alignment.indent) or 0)),
        )
        if style >= 0:
            looks[style] = found
    return found


def _merged(part: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, by row and column of its first cell, how many rows and columns a merged cell takes."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for first, top, last, bottom in _MERGED.findall(part)[:MOST_CELLS]:
        left, right = _column(first), _column(last)
        if left <= right <= _LAST_COLUMN and int(top) <= int(bottom):
            found[int(top), left] = (int(bottom) - int(top) + 1, right - left + 1)
    return found


def _column(letters: bytes) -> int:
    """Return the number of a column, from 1.

    >>> _column(b"AB")
    28
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


# Composing


def _composed(sheets: list[_Sheet], context: Context, problems: tuple[Problem, ...]) -> Read:
    page = Composer()
    for sheet in sheets:
        page.heading(f"{sheet.name} (hidden sheet)" if sheet.hidden else sheet.name)
        columns = sorted({held.column for _, cells in sheet.rows for held in cells})
        if len(columns) == 1:
            for _, (held,) in sheet.rows:
                page.paragraph((Run(held.words, BOLD),) if held.look.bold else held.words)
        elif columns:
            page.extend([_table(sheet, columns)])
        else:
            page.paragraph("This sheet is empty.")
    left_out: tuple[Left, ...] = ()
    if any(sheet.is_cut for sheet in sheets):
        page.paragraph(_MORE.format(count=MOST_CELLS))
        left_out = (Left(f"cells of a workbook behind the first {MOST_CELLS:,}", 1, 0),)
    if not sheets:
        return Read(Tree(), problems, f"{context.name} is a workbook without a sheet of cells.")
    return Read(page.tree(left_out=left_out), problems)


def _table(sheet: _Sheet, columns: list[int]) -> Block:
    headers = _count_headers(sheet)
    rows = tuple(
        Row(
            0,
            tuple(
                _cell(held, sheet.merged.get((number, held.column)), columns, at < headers) for held in cells
            ),
            header=at < headers,
        )
        for at, (number, cells) in enumerate(sheet.rows)
    )
    return Block(0, BlockKind.TABLE, table=Table(len(columns), rows))


def _count_headers(sheet: _Sheet) -> int:
    """Return how many rows at the top are headings: each of words that are all centred or bold, or merged with such."""
    count, reach = 0, 0
    for number, cells in sheet.rows:
        if any(not isinstance(held.value, str) for held in cells):
            break
        named = all(held.stands_out for held in cells)
        if not (number <= reach or (named and (len(cells) > 1 or not count))):
            break
        count += 1
        ends = (number + sheet.merged.get((number, held.column), (1, 1))[0] - 1 for held in cells)
        reach = max(reach, *ends)
    return count if count < len(sheet.rows) else min(1, count)


def _cell(held: _Held, merged: tuple[int, int] | None, columns: list[int], header: bool) -> Cell:
    """Return a cell at its place among the `columns` that hold anything."""
    place = bisect_left(columns, held.column)
    taken = bisect_left(columns, held.column + merged[1]) - place if merged else 1
    is_figure = not isinstance(held.value, (str, bool))
    align = Align.RIGHT if held.look.horizontal == "right" or (is_figure and not header) else Align.LEFT
    return Cell(
        lines_of((Run(held.words, BOLD),) if held.look.bold and not header else held.words),
        place,
        columns=max(1, taken),
        align=Align.CENTER if header and place else align,
        indent=held.look.indent,
    )
