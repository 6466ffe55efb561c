"""Table, row and cell tags to drafts of a table: where each cell stands in the filer's grid, row spans solved.

Empty cells are not kept, only counted; of their borders the row remembers the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.markup.number import whole
from viewer.markup.tree import Align, Border, Line

if TYPE_CHECKING:
    from viewer.markup.draft import Draft
    from viewer.markup.style import Declared

_MOST_COLUMNS = 1000


@dataclass(slots=True)
class CellDraft:
    """A cell as filed: its place in the physical grid, its rules, and the blocks in it."""

    start: int
    columns: int
    rows: int
    above: Border
    below: Border
    indent: float
    header: bool
    align: Align = Align.LEFT
    blocks: list[Draft] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The first physical column behind the cell."""
        return self.start + self.columns


@dataclass(slots=True)
class RowDraft:
    """A row as filed: its cells that hold anything, and the rules on those that do not."""

    cells: list[CellDraft] = field(default_factory=list)
    rules: list[tuple[int, int, Border, Border]] = field(default_factory=list)
    shaded: bool = False
    head: bool = False


class TableDraft:
    """A table while its tags come in. `depth` is how many cells stand around it."""

    def __init__(self, depth: int) -> None:
        """Start without rows."""
        self.depth = depth
        self.rows: list[RowDraft] = []
        self.in_head = False
        self.cell = CellDraft(0, 1, 1, Border.NONE, Border.NONE, 0.0, False)
        self._next = 0
        self._spanning: dict[int, int] = {}
        self._above = self._below = Border.NONE

    def start_row(self, shaded: bool, above: Border, below: Border) -> None:
        """Begin a row; its own rules go to each of its cells."""
        self._spanning = {column: left - 1 for column, left in self._spanning.items() if left > 1}
        self.rows.append(RowDraft(shaded=shaded, head=self.in_head))
        self._next = 0
        self._above, self._below = above, below

    def start_cell(self, attrib: Mapping[str, str], says: Declared, shaded: bool, header: bool) -> CellDraft:
        """Begin a cell at the next free place of the row and return it."""
        if not self.rows:
            self.start_row(False, Border.NONE, Border.NONE)
        row = self.rows[-1]
        start = self._free()
        columns, rows = _span(attrib.get("colspan")), _span(attrib.get("rowspan"))
        columns = min(columns, _MOST_COLUMNS - start)
        self._next = start + columns
        if rows > 1:
            self._spanning.update(dict.fromkeys(range(start, start + columns), rows))
        above = self._above if says.above is Border.NONE else says.above
        below = self._below if says.below is Border.NONE else says.below
        row.shaded = row.shaded or shaded
        if above is not Border.NONE or below is not Border.NONE:
            row.rules.append((start, columns, above, below))
        self.cell = CellDraft(start, columns, rows, above, below, max(0.0, says.indent), header)
        return self.cell

    def draw(self, above: Border, below: Border) -> None:
        """Note rules that a block inside the open cell draws: filers underline figures so."""
        cell = self.cell
        self.rows[-1].rules.append((cell.start, cell.columns, above, below))
        cell.above = above if cell.above is Border.NONE else cell.above
        cell.below = below if cell.below is Border.NONE else cell.below

    def skip(self, attrib: Mapping[str, str]) -> None:
        """Pass over a cell that is not shown; it takes no place."""

    def keep(self, cell: CellDraft) -> None:
        """Keep a cell that holds something."""
        self.rows[-1].cells.append(cell)

    def _free(self) -> int:
        start = self._next
        while start in self._spanning:
            start += 1
        return min(start, _MOST_COLUMNS - 1)


def _span(value: str | None) -> int:
    """Return a span attribute within sane bounds."""
    return max(1, min(whole(value, 1), _MOST_COLUMNS)) if value else 1


@dataclass(slots=True)
class GridCell:
    """A cell of the logical grid."""

    lines: tuple[Line, ...]
    column: int
    columns: int
    rows: int = 1
    align: Align = Align.LEFT
    indent: int = 0
    above: Border = Border.NONE
    below: Border = Border.NONE
    figure: bool = False


@dataclass(slots=True)
class GridRow:
    """A row of the logical grid."""

    cells: list[GridCell]
    header: bool = False
    shaded: bool = False


@dataclass(slots=True)
class Grid:
    """The logical grid: spacer columns gone, signs joined to their numbers."""

    columns: int
    rows: list[GridRow]
    layout: bool = False
