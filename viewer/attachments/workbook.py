"""A workbook (`.xlsx`, or the `.xls` of the years in which they were MIME messages) to a cleaned tree.

Each sheet is a heading and a table, its figures as their number formats show them; empty rows and columns are left
out, and a sheet of one column is paragraphs. Archives are bounded before they are opened, entities are refused.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from viewer.attachments.archive import ArchiveError, Member, read_members
from viewer.attachments.number_format import shown
from viewer.markup.compose import BOLD, Composer, lines_of
from viewer.markup.tree import Align, Block, BlockKind, Cell, Left, Row, Run, Table, Tree
from viewer.reader import Context, Read

if TYPE_CHECKING:
    from viewer.attachments.number_format import Value
    from viewer.submission.model import Problem

__all__ = ["MOST_CELLS", "read_workbook"]

MOST_CELLS = 100_000
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


@dataclass(slots=True)
class _Sheet:
    """A sheet as far as it was read: rows of column (from 1) and cell, and what is merged, by row and column."""

    name: str
    hidden: bool = False
    rows: list[tuple[int, list[tuple[int, _Read]]]] = field(default_factory=list)
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
        return _unreadable(context, str(error))
    refused = next((member.refused for member in members if member.refused), "")
    if refused:
        return _unreadable(context, f"{context.name} cannot be read: {refused}")
    try:
        sheets = _sheets(content, members)
    except Exception:  # openpyxl meets damage with whatever its own code raises at that place
        return _unreadable(context, _UNREADABLE.format(name=context.name))
    return _composed(sheets, context, _formula_problems(members, context))


def _unreadable(context: Context, sentence: str) -> Read:
    return Read(Tree(), (context.problem("workbook-damaged", sentence),), sentence)


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
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(min_row=1, max_row=_LAST_ROW)
    for number, cells in enumerate(rows, 1):
        places -= 1 + len(cells)
        if left <= 0 or places <= 0 or number > _LAST_ROW:
            sheet.is_cut = any(cell.value is not None for cell in cells) or places <= 0
            if sheet.is_cut:
                break
            continue
        held = [(cell.column, cell) for cell in cells if cell.value is not None and str(cell.value).strip()]
        if held:
            sheet.rows.append((number, held))
            left -= len(held)
    return left, places


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
        columns = sorted({column for _, cells in sheet.rows for column, _ in cells})
        if len(columns) == 1:
            for _, cells in sheet.rows:
                page.paragraph((Run(_words(cells[0][1]), BOLD if _is_bold(cells[0][1]) else Run("").style),))
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
    places = {column: place for place, column in enumerate(columns)}
    headers = _count_headers(sheet)
    rows = tuple(
        Row(
            0,
            tuple(_cell(sheet, number, column, cell, places, at < headers) for column, cell in cells),
            header=at < headers,
        )
        for at, (number, cells) in enumerate(sheet.rows)
    )
    return Block(0, BlockKind.TABLE, table=Table(len(columns), rows))


def _count_headers(sheet: _Sheet) -> int:
    """Return how many rows at the top are headings: each of words that are all centred or bold, or merged with such."""
    count, reach = 0, 0
    for number, cells in sheet.rows:
        if any(not isinstance(cell.value, str) for _, cell in cells):
            break
        named = all(_is_bold(cell) or _is_centred(cell) for _, cell in cells)
        if not (number <= reach or (named and len(cells) > 1) or (named and not count)):
            break
        count += 1
        reach = max(
            [reach, *(number + sheet.merged.get((number, column), (1, 1))[0] - 1 for column, _ in cells)]
        )
    return count if count < len(sheet.rows) else min(1, count)


def _cell(sheet: _Sheet, number: int, column: int, cell: _Read, places: dict[int, int], header: bool) -> Cell:
    words = _words(cell)
    _, wide = sheet.merged.get((number, column), (1, 1))
    taken = sum(1 for each in places if column <= each < column + wide) if wide > 1 else 1
    is_figure = not isinstance(cell.value, (str, bool))
    horizontal = _aligned(cell)
    align = Align.RIGHT if horizontal == "right" or (is_figure and not header) else Align.LEFT
    style = BOLD if _is_bold(cell) and not header else Run("").style
    return Cell(
        lines_of((Run(words, style),)),
        places[column],
        columns=max(1, taken),
        align=Align.CENTER if header and places[column] else align,
        indent=min(9, int(_indent(cell))),
    )


def _words(cell: _Read) -> str:
    code = str(cell.number_format or "General")
    words = shown(cell.value, _AS_SHOWN.get(code, code)).strip() or str(cell.value)
    return _WRAPPED.sub(" ", words)


def _is_bold(cell: _Read) -> bool:
    return bool(cell.font and cell.font.b)


def _is_centred(cell: _Read) -> bool:
    return _aligned(cell) == "center"


def _aligned(cell: _Read) -> str:
    return str((cell.alignment and cell.alignment.horizontal) or "")


def _indent(cell: _Read) -> float:
    return float((cell.alignment and cell.alignment.indent) or 0)
