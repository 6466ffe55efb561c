"""Rows of words to a table whose rows are records: headings over several columns, figures to the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from viewer.markup.compose import Words, lines_of
from viewer.markup.tree import Align, Block, BlockKind, Border, Cell, Row, Run, Table

_FIGURE = re.compile(r"[-+(]*\$?\d[\d,]*(?:\.\d*)?\)?%?|[-+]?\.\d+%?")
_IDENTIFIER = re.compile(r"0\d")


class ColumnHeading(NamedTuple):
    """The heading of a column, and the one above it that it shares with its neighbours."""

    label: str
    over: str = ""


def listing(
    headings: Sequence[ColumnHeading],
    rows: Sequence[Sequence[Words]],
    right: frozenset[int],
    amounts: frozenset[int] = frozenset(),
) -> Block:
    """Return a table, not yet numbered, of the rows that say anything.

    `right` are the columns of figures, `amounts` those that count something.
    """
    made = [Row(0, _aligned(cells, right), header=True) for cells in _header(headings) if cells]
    cells_of = _Cells(right, amounts).row
    made.extend(Row(0, cells) for cells in map(cells_of, rows) if cells)
    columns = max((cell.column + cell.columns for row in made for cell in row.cells), default=1)
    return Block(0, BlockKind.TABLE, table=Table(columns, tuple(made), listing=True))


def right_columns(rows: Sequence[Sequence[Words]]) -> frozenset[int]:
    """Return the columns in which nothing stands but figures."""
    columns: list[bool | None] = [None] * max(map(len, rows), default=0)
    for row in rows:
        for column, words in enumerate(row):
            if not words or columns[column] is False:
                continue
            text = words if isinstance(words, str) else "" if words[0].style.superscript else words[0].text
            if not text:  # nothing but the mark of a footnote
                continue
            columns[column] = bool(_FIGURE.fullmatch(text)) and not _IDENTIFIER.match(text)
    return frozenset(column for column, figures in enumerate(columns) if figures)


def _header(headings: Sequence[ColumnHeading]) -> list[list[Cell]]:
    """Return the rows of headings: those over several columns first, where there are any."""
    upper: list[Cell] = []
    for column, heading in enumerate(headings):
        if not heading.over:
            continue
        if upper and upper[-1].text == heading.over and upper[-1].column + upper[-1].columns == column:
            upper[-1] = upper[-1]._replace(columns=upper[-1].columns + 1)
        else:
            upper.append(Cell(lines_of(heading.over), column, align=Align.CENTER, below=Border.SINGLE))
    lower = [
        Cell(lines_of(heading.label), column) for column, heading in enumerate(headings) if heading.label
    ]
    return [upper, lower] if upper else [lower]


def _aligned(cells: Sequence[Cell], right: frozenset[int]) -> tuple[Cell, ...]:
    return tuple(
        cell._replace(align=Align.RIGHT) if cell.columns == 1 and cell.column in right else cell
        for cell in cells
    )


class _Cells:
    """Makes the cells of a table; those that say the same in one column are one, for much repeats in long listings."""

    __slots__ = ("_amounts", "_made", "_right")

    def __init__(self, right: frozenset[int], amounts: frozenset[int]) -> None:
        self._right, self._amounts = right, amounts
        self._made: dict[tuple[int, Words], Cell] = {}

    def row(self, row: Sequence[Words]) -> tuple[Cell, ...]:
        """Return the cells of a row, the empty ones left out."""
        return tuple([self._cell(column, words) for column, words in enumerate(row) if words])

    def _cell(self, column: int, words: Words) -> Cell:
        cell = self._made.get((column, words))
        if cell is None:
            lines = ((Run(words),),) if isinstance(words, str) and "\n" not in words else lines_of(words)
            align = Align.RIGHT if column in self._right else Align.LEFT
            amount = column in self._amounts
            cell = self._made[column, words] = Cell(lines, column, 1, 1, align, amount=amount)
        return cell
