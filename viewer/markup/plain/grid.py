"""Header and rows of a table of a plain text to pieces: cells with their borders and how they are set."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from viewer.markup.plain.piece import Piece, RowPiece
from viewer.markup.plain.segment import is_figure, is_rule
from viewer.markup.tree import Align, BlockKind, Border, Cell, Run

if TYPE_CHECKING:
    from viewer.markup.plain.body import BodyRow
    from viewer.markup.plain.columns import Columns
    from viewer.markup.plain.heading import Header, HeadRow

_DEEPEST = 9
_FEW_ROWS = 4
_NO_RULE = Border.NONE


class Grid:
    """Puts header and rows into pieces with their lines."""

    def __init__(
        self,
        lines: Sequence[str],
        columns: Columns,
        header: Header,
        rows: list[BodyRow],
        figures: frozenset[int],
    ) -> None:
        self._lines, self._columns, self._header, self._rows, self._figures = (
            lines,
            columns,
            header,
            rows,
            figures,
        )
        stubs = [row.cells[0].lines[0].rstrip(".") for row in rows if 0 in row.cells]
        if not all(map(is_figure, stubs)):
            self._figures -= {0}  # Years and numbers next to words are stubs as these are.
        self._layout = not self._figures and (not header.rows or len(header.rows) + len(rows) <= _FEW_ROWS)
        if not self._layout:
            header.sink()  # Rows of a layout table keep to their own lines.
        lefts = {
            row.left for row in rows if 0 in row.cells and not is_figure(row.cells[0].lines[0].rstrip("."))
        }
        self._levels = {left: level for level, left in enumerate(sorted(lefts))}

    def titles(self) -> list[Piece]:
        """Return the lines over the table that stand over all of it."""
        lines = self._lines[: self._header.titles]
        words = [" ".join(line.split()) for line in lines if line and not is_rule(line)]
        if not words:
            return []
        return [Piece(BlockKind.PARAGRAPH, "\n".join(words), "\n".join(lines), align=Align.CENTER)]

    def pieces(self, end: int) -> list[Piece]:
        """Return the table as a piece, its rows with their lines up to `end`."""
        head = [(row.line, self._head_cells(row), True) for row in self._header.rows]
        body = [(row.line, self._body_cells(row), False) for row in self._rows]
        rows = [*head, *body]
        start = self._header.titles if any(self._lines[: self._header.titles]) else 0
        starts = [start, *(line for line, _, _ in rows[1:]), end]
        done = tuple(
            RowPiece(cells, header and not self._layout, "\n".join(self._lines[a:b]))
            for (_, cells, header), a, b in zip(rows, starts, starts[1:], strict=False)
        )
        return [Piece(BlockKind.TABLE, rows=done, columns=len(self._columns), layout=self._layout)]

    def _head_cells(self, row: HeadRow) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                tuple((Run(line),) for line in cell.lines),
                cell.first,
                cell.last - cell.first + 1,
                align=self._over(cell.first, cell.last),
                below=cell.below,
            )
            for cell in row.cells
        )

    def _over(self, first: int, last: int) -> Align:
        """Return how a heading is set: over several columns in the middle, over figures right."""
        if first != last:
            return Align.CENTER
        return Align.RIGHT if first in self._figures else Align.LEFT

    def _body_cells(self, row: BodyRow) -> tuple[Cell, ...]:
        cells, figures, ends = row.cells, self._figures, self._columns.ends
        columns = sorted(cells)
        done = []
        for column in columns:
            cell = cells[column]
            said = cell.lines
            # Figures, and short words that end where these end, stand right.
            right = column in figures and (-1 <= cell.end - ends[column] <= 1 or is_figure(said[0]))
            ruled = cell.above is not _NO_RULE or cell.below is not _NO_RULE
            if column and len(said) == 1 and not ruled:
                done.append(_cell(said[0], column, right))
                continue
            lines = tuple([(Run(line),) for line in said])
            align = Align.RIGHT if right else Align.LEFT
            if column:
                done.append(Cell(lines, column, 1, 1, align, 0, cell.above, cell.below))
                continue
            free = columns[1] if len(columns) > 1 else len(self._columns)
            indent = min(self._levels.get(row.left, 0), _DEEPEST)
            done.append(Cell(lines, 0, min(cell.last + 1, free), 1, align, indent, cell.above, cell.below))
        return tuple(done)


@lru_cache(maxsize=4096)
def _cell(text: str, column: int, right: bool) -> Cell:
    """Return a cell of one line without rules; those that say the same are one, as most are that say nil."""
    return Cell(((Run(text),),), column, 1, 1, Align.RIGHT if right else Align.LEFT)
