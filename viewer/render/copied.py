"""A table of a document to what a spreadsheet takes of it from the clipboard: bare HTML, and words parted by tabs.

A column of the table is a column of the sheet in both; every cell says what it says in the document. The HTML tells
spreadsheets what is a number, and of what else they might take for one that it is text: a telephone number, a code with
leading zeros, a year over a column, what begins like a formula.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.figures import ValueKind, read_grid
from viewer.markup.tree import Align, raised
from viewer.render.html import line_html

if TYPE_CHECKING:
    from viewer.figures import Value
    from viewer.markup.tree import Block, Cell, Row, Table, Tree

# For LibreOffice, and for Excel, which reads amounts and percentages as they are written.
_TEXT = """ sdnum="1033;0;@" style="mso-number-format:'\\@'\""""
_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """One table as HTML and as lines of words parted by tabs."""

    html: str
    text: str


def table_with(tree: Tree, block: int) -> Block | None:
    """Return the table that is the block of this number or holds it as a row, None where neither is so."""
    for each in tree.blocks:
        if each.table is not None and each.id <= block <= each.id + len(each.table.rows):
            return each
    return None


def copied(table: Table) -> CopiedTable:
    """Return what to put on the clipboard of a table."""
    values: dict[int, tuple[Value | None, ...]] = {}
    for each in read_grid(table).rows:
        # Of figures one below the other in a cell none is its value.
        values[each.block] = () if each.block in values else each.values
    rows = "\n".join(_row_html(row, table.columns, values.get(row.id, ())) for row in table.rows)
    lines = "".join(f"{_row_text(row, table.columns)}\n" for row in table.rows)
    return CopiedTable(f'<meta charset="utf-8">\n<table>\n{rows}\n</table>\n', lines)


def _row_html(row: Row, columns: int, values: tuple[Value | None, ...]) -> str:
    name, cells, at = "th" if row.header else "td", [], 0
    for cell in row.cells:
        cells += [f"<{name}></{name}>"] * (cell.column - at)
        cells.append(_cell_html(cell, name, values[cell.column] if values else None))
        at = cell.column + cell.columns
    cells += [f"<{name}></{name}>"] * (columns - at)
    return f"<tr>{''.join(cells)}</tr>"


def _cell_html(cell: Cell, name: str, value: Value | None) -> str:
    span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    align = f' align="{cell.align.value}"' if cell.align is not Align.LEFT else ""
    words = "<br>".join(
        line_html(tuple(run for run in raised(line) if not run.picture)) for line in cell.lines
    )
    return f"<{name}{span}{align}{_says(cell, value)}>{words}</{name}>"


def _says(cell: Cell, value: Value | None) -> str:
    """Return the attributes that tell a spreadsheet what a cell holds; none where it reads the words as they are.

    A number with a note mark stays the words it is, so that the mark is not lost.
    """
    if value is not None and value.number is not None and not value.notes:
        number = value.number.scaleb(-2) if value.kind is ValueKind.PERCENT else value.number
        shown = _number_format(value)
        return f' sdval="{number:f}" sdnum="1033;0;{shown}"' if shown else ""
    if value is not None and value.kind is not ValueKind.TEXT and not value.notes:
        return ""
    words = cell.said.strip()
    is_doubtful = words.startswith(_FORMULAS) or any(map(str.isdigit, words))
    return _TEXT if is_doubtful else ""


def _number_format(value: Value) -> str:
    """Return which format that LibreOffice has from the start shows a number; empty where none shows its unit."""
    if value.suffix or value.currency not in {"", "$"}:
        return ""
    if value.fraction:
        return "# ??/??"
    if value.decimals > 2 and not (value.currency or value.kind is ValueKind.PERCENT):
        return "General"
    places = ".00" if value.decimals else ""
    if value.kind is ValueKind.PERCENT:
        return f"0{places}%"
    if value.currency:
        return f"[$$-409]#,##0{places};-[$$-409]#,##0{places}"
    number = f"#,##0{places}" if value.grouped else f"0{places}"
    return f"{number}_);({number})" if value.grouped and "(" in value.text else number


def _row_text(row: Row, columns: int) -> str:
    words = [""] * columns
    for cell in row.cells:
        if cell.column < columns:
            words[cell.column] = " ".join(cell.said.split())
    return "\t".join(words)
