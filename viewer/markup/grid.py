"""Table, row and cell tags to drafts of a table: where each cell stands in the filer's grid, row spans solved.

Most cells of a filing are empty: these are not made, only counted; of their borders the row remembers the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.markup.cells import FiledCell, filed_cell
from viewer.markup.lengths import pixels
from viewer.markup.number import whole
from viewer.markup.style import is_shade, without_comments
from viewer.markup.tree import Align, Border, Cell

if TYPE_CHECKING:
    from viewer.markup.draft import Draft
    from viewer.markup.style import Declared

_MOST_COLUMNS = 1000
# A longer number is none that could be meant.
_LONGEST = 10
# The width that a style declares, not that of a border.
_WIDTH = re.compile(r"(?<![\w-])width\s*:\s*([\d.]+\s*(?:px|pt|in|em|cm|mm|pc|%)?)")
_NONE = Border.NONE
_UNRULED = (_NONE, _NONE)


@dataclass(frozen=True, slots=True)
class CellTag:
    """What the tag of a cell says: how many columns and rows it spans, the rules it draws, how it is set."""

    columns: int
    rows: int
    above: Border
    below: Border
    ruled: bool
    shaded: bool
    header: bool
    align: Align


def cell_tag(
    says: Declared, header: bool, align: Align, columns: str | None, rows: str | None, colour: str | None
) -> CellTag:
    """Return what a tag says by its style and by its attributes for spans and the background."""
    return CellTag(
        _span(columns),
        _span(rows),
        says.above,
        says.below,
        says.ruled,
        says.shaded or (colour is not None and is_shade(colour)),
        header,
        align,
    )


@dataclass(slots=True)
class RowDraft:
    """A row as filed: its cells that hold anything, and the rules on those that do not."""

    cells: list[FiledCell] = field(default_factory=list)
    rules: list[tuple[int, int, Border, Border]] = field(default_factory=list)
    shaded: bool = False
    head: bool = False


class TableDraft:
    """A table while its tags come in.

    `depth` is how many cells stand around it, `indent` how far boxes beside each other are set in, in pixels.
    """

    def __init__(self, depth: int) -> None:
        """Start without rows."""
        self.depth = depth
        self.indent = 0.0
        self.rows: list[RowDraft] = []
        self.in_head = False
        self._start = self._end = self._next = 0
        self._spanning: dict[int, int] = {}
        self._row_rules = self._rules = _UNRULED
        self._tag: CellTag | None = None
        self._widths: list[tuple[int, str | None, str | None]] = []
        self._foot: tuple[int, int] | None = None

    def end_foot(self, start: int) -> None:
        """End the foot of the table, which began behind so many rows; the first one is."""
        self._foot = self._foot or (start, len(self.rows))

    def end(self) -> None:
        """End the table: its foot stands last, wherever it was filed."""
        if self._foot is not None:
            start, end = self._foot
            self.rows = [*self.rows[:start], *self.rows[end:], *self.rows[start:end]]

    def start_row(self, shaded: bool, above: Border, below: Border) -> None:
        """Begin a row; its own rules go to each of its cells."""
        if self._spanning:
            self._spanning = {column: left - 1 for column, left in self._spanning.items() if left > 1}
        self.rows.append(RowDraft(shaded=shaded, head=self.in_head))
        self._next = 0
        self._row_rules = _UNRULED if above is below is _NONE else (above, below)

    def start_cell(self, tag: CellTag) -> None:
        """Begin a cell at the next free place of the row."""
        if not self.rows:
            self.start_row(False, _NONE, _NONE)
        start = self._next
        if self._spanning or start >= _MOST_COLUMNS:
            start = self._free(start)
        self._tag, self._start = tag, start
        self._end = self._next = start + (1 if tag.columns == 1 else min(tag.columns, _MOST_COLUMNS - start))
        if tag.rows > 1:
            self._spanning.update(dict.fromkeys(range(start, self._end), tag.rows))
        self._rules = self._row_rules
        if tag.ruled or self._rules is not _UNRULED:
            self._rule(tag.above, tag.below)
        if tag.shaded:
            self.rows[-1].shaded = True

    @property
    def place(self) -> int:
        """The next free column of the row."""
        return self._next

    @place.setter
    def place(self, column: int) -> None:
        self._next = column

    def start_width(self, attribute: str | None, style: str | None) -> None:
        """Note how wide the open cell is, one of the first row before which nothing stands."""
        self._widths.append((self._start, attribute, style))

    def lead(self, column: int) -> float:
        """Return how many pixels empty cells of the first row set in what begins in a `column`; below 0: unknown."""
        widths = [_width(attribute, style) for start, attribute, style in self._widths if start < column]
        # An empty cell that says nothing of its width has hardly any beside one that does.
        return sum(widths) if any(widths) or not widths else -1.0

    def _rule(self, above: Border, below: Border) -> None:
        """Note the rules of the open cell: its own, and the row's where it has none."""
        row_above, row_below = self._row_rules
        self._rules = (
            row_above if above is _NONE else above,
            row_below if below is _NONE else below,
        )
        if self._rules != _UNRULED:
            self.rows[-1].rules.append((self._start, self._end, *self._rules))

    def draw(self, above: Border, below: Border) -> None:
        """Note rules that a block inside the open cell draws: filers underline figures so."""
        self.rows[-1].rules.append((self._start, self._end, above, below))
        cell_above, cell_below = self._rules
        self._rules = (
            above if cell_above is _NONE else cell_above,
            below if cell_below is _NONE else cell_below,
        )

    def keep(self, blocks: list[Draft]) -> None:
        """Keep the open cell, which holds `blocks`."""
        assert self._tag is not None
        cell = filed_cell((self._start, self._end), self._tag, self._rules, blocks)
        self.rows[-1].cells.append(cell)

    def _free(self, start: int) -> int:
        while start in self._spanning:
            start += 1
        return min(start, _MOST_COLUMNS - 1)


def _width(attribute: str | None, style: str | None) -> float:
    """Return how many pixels wide the tag of a cell says that it is, 0 where it does not."""
    found = _WIDTH.search(without_comments(style).lower()) if style else None
    length = found[1] if found else attribute
    return pixels(length) if length else 0.0


def _span(value: str | None) -> int:
    """Return a span attribute within sane bounds."""
    value = (value or "").strip()
    return max(1, min(whole(value, 1), _MOST_COLUMNS)) if len(value) <= _LONGEST else 1


@dataclass(slots=True)
class GridRow:
    """A row of the logical grid."""

    cells: list[Cell]
    header: bool = False
    shaded: bool = False


@dataclass(slots=True)
class Grid:
    """The logical grid: spacer columns gone, signs joined to their numbers."""

    columns: int
    rows: list[GridRow]
    layout: bool = False
