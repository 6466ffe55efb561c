"""A table of a document to what a spreadsheet takes of it from the clipboard: bare HTML, and words parted by tabs.

A column of the table is a column of the sheet in both; every cell says what it says in the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.markup.tree import Align, raised
from viewer.render.html import line_html

if TYPE_CHECKING:
    from viewer.markup.tree import Block, Cell, Row, Table, Tree


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
    rows = "\n".join(_row_html(row, table.columns) for row in table.rows)
    lines = "".join(f"{_row_text(row, table.columns)}\n" for row in table.rows)
    return CopiedTable(f'<meta charset="utf-8">\n<table>\n{rows}\n</table>\n', lines)


def _row_html(row: Row, columns: int) -> str:
    name, cells, at = "th" if row.header else "td", [], 0
    for cell in row.cells:
        cells += [f"<{name}></{name}>"] * (cell.column - at)
        cells.append(_cell_html(cell, name))
        at = cell.column + cell.columns
    cells += [f"<{name}></{name}>"] * (columns - at)
    return f"<tr>{''.join(cells)}</tr>"


def _cell_html(cell: Cell, name: str) -> str:
    span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    align = f' align="{cell.align.value}"' if cell.align is not Align.LEFT else ""
    words = "<br>".join(
        line_html(tuple(run for run in raised(line) if not run.picture)) for line in cell.lines
    )
    return f"<{name}{span}{align}>{words}</{name}>"


def _row_text(row: Row, columns: int) -> str:
    words = [""] * columns
    for cell in row.cells:
        if cell.column < columns:
            words[cell.column] = " ".join(cell.said.split())
    return "\t".join(words)
