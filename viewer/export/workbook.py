"""Data tables to a workbook of XLSX: a sheet that lists them, then one sheet for each, with real numbers.

Numbers are numbers whose format shows them as they were filed; texts are always texts, so that none becomes a formula.
The same tables give the same bytes each time.
"""
# ruff: noqa: ANN401  # the library that writes workbooks has no types

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from viewer.citation import cite, place_of_table
from viewer.figures import DataTable, Value, ValueKind
from viewer.render.delimited import Dashes, GridOptions, headings
from viewer.submission.encoding import TREACHEROUS

if TYPE_CHECKING:
    from viewer.submission.model import Document, Submission

_LONGEST = 32_767
_CUT = " … (the rest does not fit into a cell)"
_LONGEST_NAME = 31
_WIDEST_STUB, _WIDEST, _NARROWEST = 60, 28, 9
_TOP = 4
"""The row of the headings, below title, unit line and source."""
_LINE, _MOST_LINES = 15, 12
_GREY = "#666666"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']+")
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count the days before this one in different ways; they stand as text."""
_EPOCH = datetime(2000, 1, 1)  # a workbook's dates have no zone
_LISTED = ("No.", "Sheet", "Title", "Unit", "Page", "Block", "Rows", "Columns", "Figures")


def workbook(
    submission: Submission,
    document: Document,
    tables: Sequence[DataTable],
    options: GridOptions | None = None,
) -> bytes:
    """Return a workbook of the data tables of one document."""
    import xlsxwriter

    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": _EPOCH, "title": _text(cite(submission, document).words)})
    writer = _Writer(book, options or GridOptions())
    listing = book.add_worksheet("Tables")
    entries = []
    taken = {"tables", "history"}
    for table in tables:
        name = _sheet_name(table, taken)
        source = cite(submission, document, place_of_table(table.number, table.page)).words
        figures = writer.write_table(book.add_worksheet(name), table, source)
        entries.append((table, name, figures))
    writer.write_listing(listing, cite(submission, document).text, entries)
    book.close()
    return into.getvalue()


def _sheet_name(table: DataTable, taken: set[str]) -> str:
    """Return a name for the sheet of a table that spreadsheets take: its number and its title, at most 31 characters.

    The number makes it the only one; `taken` holds the names there are, in one case.
    """
    title = " ".join(_FORBIDDEN.sub(" ", _text(table.title)).split())
    name = f"{table.number} {title}".strip()
    if len(name) > _LONGEST_NAME:
        name = name[:_LONGEST_NAME].rpartition(" ")[0]
    if name.casefold() in taken:
        name = f"Table {table.number}"
    taken.add(name.casefold())
    return name


class _Writer:
    """Writes sheets; each way of showing a cell is made once for the whole book."""

    def __init__(self, book: Any, options: GridOptions) -> None:
        self._book = book
        self._dashes = options.dashes
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def _format(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(key))
        return self._formats[key]

    def write_listing(self, sheet: Any, source: str, entries: Sequence[tuple[DataTable, str, int]]) -> None:
        """Write the first sheet: where the tables come from, then a line for each with a link to its sheet."""
        sheet.write_string(0, 0, _text(source), self._format(bold=True))
        for column, words in enumerate(_LISTED):
            sheet.write_string(2, column, words, self._format(bold=True, bottom=1))
        for row, (table, name, figures) in enumerate(entries, 3):
            sheet.write_number(row, 0, table.number)
            sheet.write_url(row, 1, f"internal:'{name}'!A1", string=name)
            self._write_text(sheet, row, 2, table.title)
            self._write_text(sheet, row, 3, table.unit)
            if table.page:
                sheet.write_number(row, 4, table.page)
            for column, number in enumerate((table.block, table.rows, table.columns, figures), 5):
                sheet.write_number(row, column, number)
        for column, width in enumerate((5, 32, 60, 40, 6, 7, 6, 8, 8)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(3, 0)

    def write_table(self, sheet: Any, table: DataTable, source: str) -> int:
        """Write one table below its title, unit line and source; return how many figures it holds."""
        grid = table.grid()
        noted = any(row.notes for row in grid.rows)
        self._write_text(sheet, 0, 0, table.title, bold=True)
        self._write_text(sheet, 1, 0, table.unit, italic=True)
        self._write_text(sheet, 2, 0, source, font_color=_GREY)
        heading = [*headings(grid, table.unit), *["Notes"] * noted, "Block"]
        self._write_heading(sheet, _TOP, heading, table.columns)
        widths = [max([_NARROWEST, *(len(word) + 2 for word in words.split())]) for words in heading]
        for place, row in enumerate(grid.rows, _TOP + 1):
            for column, value in enumerate(row.values):
                if value is not None:
                    level = 0 if column else row.level
                    self._write_value(sheet, place, column, value, level)
                    widths[column] = max(widths[column], len(value.text) + 2 + 2 * level)
            self._write_text(sheet, place, table.columns, " ".join(row.notes))
            sheet.write_number(place, table.columns + noted, row.block, self._format(font_color=_GREY))
        for column, width in enumerate(widths):
            widths[column] = min(width, _WIDEST if column else _WIDEST_STUB)
            sheet.set_column(column, column, widths[column])
        lines = max(len(wrap(words, width)) for words, width in zip(heading, widths, strict=True))
        sheet.set_row(_TOP, _LINE * min(max(lines, 1), _MOST_LINES))
        sheet.freeze_panes(_TOP + 1, 1)
        return grid.figures

    def _write_heading(self, sheet: Any, row: int, heading: Sequence[str], columns: int) -> None:
        for column, words in enumerate(heading):
            align = "right" if 0 < column < columns else "left"
            self._write_text(sheet, row, column, words, bold=True, bottom=1, text_wrap=True, align=align)

    def _write_value(self, sheet: Any, row: int, column: int, value: Value, level: int) -> None:
        indent = {"indent": min(level, 15)} if level else {}
        if value.number is not None:
            percent = value.kind is ValueKind.PERCENT
            number = float(value.number.scaleb(-2) if percent else value.number)
            sheet.write_number(row, column, number, self._format(num_format=number_format(value), **indent))
        elif value.kind is ValueKind.DASH:
            if self._dashes is Dashes.ZERO:
                sheet.write_number(row, column, 0, self._format(num_format='0;-0;"—"', align="right"))
        elif value.day is not None and value.style is not None and value.day >= _FIRST_DAY:
            look = self._format(
                num_format=value.style.value, align="left" if not column else "right", **indent
            )
            sheet.write_datetime(row, column, datetime(*value.day.timetuple()[:3]), look)
        else:
            wrapped = {"text_wrap": True, "valign": "top"} if len(value.text) > _WIDEST_STUB else {}
            self._write_text(sheet, row, column, value.text, **indent, **wrapped)

    def _write_text(self, sheet: Any, row: int, column: int, words: str, **look: object) -> None:
        words = _text(words)
        if not words:
            return
        if words.startswith(("=", "+", "-", "@")):
            look = {**look, "quote_prefix": True}
        sheet.write_string(row, column, words, self._format(**look) if look else None)


def number_format(value: Value) -> str:
    """Return the number format that shows a number as it was filed: its sign, its places, its currency.

    >>> from viewer.figures import read_value
    >>> number_format(read_value("$(1,234.50)")), number_format(read_value("+19.5%"))
    ('"$"#,##0.00_);("$"#,##0.00)', '+0.0%;-0.0%')
    """
    if value.fraction:
        number = "# ??/??"
    else:
        number = "#,##0" if value.grouped else "0"
        number += f".{'0' * min(value.decimals, 20)}" if value.decimals else ""
    if value.kind is ValueKind.PERCENT:
        number += "%"
    if value.suffix:
        number += f'" {value.suffix}"' if len(value.suffix) > 1 else f'"{value.suffix}"'
    if value.currency:
        apart = " " * (value.currency[-1] not in "$€£¥")
        number = f'"{value.currency}{apart}"{number}'
    if value.text.startswith("+"):
        return f"+{number};-{number}"
    return f"{number}_);({number})" if "(" in value.text else number


def _text(words: str) -> str:
    """Return words as a cell can hold them."""
    words = TREACHEROUS.sub(" ", words)
    return words if len(words) <= _LONGEST else words[: _LONGEST - len(_CUT)] + _CUT
