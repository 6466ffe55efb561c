"""Cells in a filer's physical columns to logical columns: spacers gone, `$` and `)` no columns of their own.

A filer sets one figure over three physical columns (`$`, `1,234`, `)`) and parts columns by empty ones. Narrow
cells tell which physical columns belong together; a wide cell over several of these groups is a heading that spans
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.markup.cells import FiledCell

_WIDTH = attrgetter("width")


class Columns:
    """The logical columns of a table: groups of physical ones that hold one cell a row; each cell is told its own."""

    def __init__(self, cells: Sequence[FiledCell]) -> None:
        """Group the physical columns under `cells`."""
        self._width = max((cell.end for cell in cells), default=0)
        self._group = list(range(self._width))
        self._members = {column: [column] for column in self._group}
        self._held: dict[int, list[FiledCell]] = {}
        self._spanning: list[FiledCell] = []
        self._cells = cells
        # The cells by their rows and first columns, once they are asked for.
        self._starting: dict[tuple[int, int], FiledCell] | None = None
        for cell in sorted(cells, key=_WIDTH):
            group = self._group[cell.start]
            if group == self._group[cell.end - 1]:  # groups have no gaps yet
                self._held.setdefault(group, []).append(cell)
            else:
                self._add(cell)
        self._order = sorted(self._held, key=lambda group: self._members[group][0])
        self._join_alternatives()
        self._index = {group: place for place, group in enumerate(self._order)}
        self._put(cells)

    def __len__(self) -> int:
        return len(self._order)

    def _put(self, cells: Sequence[FiledCell]) -> None:
        """Tell each cell its logical column, and how many it spans."""
        places: dict[tuple[int, int], tuple[int, int]] = {}
        for cell in cells:
            key = (cell.start, cell.end)
            place = places.get(key)
            if place is None:
                place = places[key] = self._place(*key)
            cell.column, cell.span = place

    def _place(self, start: int, end: int) -> tuple[int, int]:
        found = {self._group[column] for column in range(start, min(end, self._width))}
        places = sorted(self._index[group] for group in found if group in self._index)
        return (places[0], places[-1] - places[0] + 1) if places else (0, 1)

    def left(self, start: int) -> int:
        """Return the first physical column of the logical column that holds physical column `start`."""
        return self._members[self._group[start]][0]

    def _add(self, cell: FiledCell) -> None:
        groups = dict.fromkeys(self._group[cell.start : cell.end])
        held = [group for group in groups if group in self._held]
        if len(held) > 1:
            self._spanning.append(cell)
            return
        into = held[0] if held else next(iter(groups))
        others = [group for group in groups if group != into]
        beside = next((group for group in others if self._begins_beside(into, group)), None)
        if beside is not None:
            self._spanning.append(cell)
            return
        if others:
            self._join(into, others)
        self._held.setdefault(into, []).append(cell)

    def _begins_beside(self, group: int, other: int) -> bool:
        """Whether a cell begins in column `other` whose row has another in `group`; it then holds its column."""
        if self._starting is None:
            self._starting = {(cell.row, cell.start): cell for cell in self._cells}
        for held in self._held.get(group, ()):
            for column in self._members[other]:
                starting = self._starting.get((held.row, column))
                if starting is not None:
                    self._held.setdefault(other, []).append(starting)
                    return True
        return False

    def _join(self, into: int, others: Sequence[int]) -> None:
        for other in others:
            members = self._members.pop(other)
            self._members[into].extend(members)
            for column in members:
                self._group[column] = into
            self._held.setdefault(into, []).extend(self._held.pop(other, []))
            if not self._held[into]:
                del self._held[into]
        self._members[into].sort()

    def _covers(self, cell: FiledCell, group: int) -> bool:
        return any(cell.start <= column < cell.end for column in self._members[group])

    def _join_alternatives(self) -> None:
        """Join neighbours that no row fills both: stubs set deeper by an empty cell, figures moved by one column."""
        place = 0
        while place + 1 < len(self._order):
            left, right = self._order[place], self._order[place + 1]
            if self._may_join(left, right, place == 0) and not self._meet(left, right):
                self._join(left, [right])
                self._order.pop(place + 1)
            else:
                place += 1

    def _may_join(self, left: int, right: int, first: bool) -> bool:
        """Whether two neighbours are stubs both, columns of figures that are near, or a sign and its own."""
        is_near = self._members[right][0] - self._members[left][-1] == 1
        if not (first or is_near):
            return False
        has_left = any(cell.figure for cell in self._held[left])
        has_right = any(cell.figure for cell in self._held[right])
        if (first and not has_left and not has_right) or (is_near and has_left and has_right):
            return True
        if is_near and has_right and not first and not has_left and self._is_filled(left, right):
            return True
        return is_near and (self._is_of_signs(left, "$€£¥") or self._is_of_signs(right, "%"))

    def _is_filled(self, left: int, right: int) -> bool:
        """Whether a figure fills two columns and no more: a heading over its sign alone is then one over both."""
        members = sorted((*self._members[left], *self._members[right]))
        edges = (members[0], members[-1] + 1)
        return any(cell.figure and edges == (cell.start, cell.end) for cell in self._spanning)

    def _is_of_signs(self, group: int, signs: str) -> bool:
        """Whether a column holds nothing but signs whose figures are left to be filled in."""
        return all(len(cell.text) == 1 and cell.text in signs for cell in self._held[group])

    def _meet(self, left: int, right: int) -> bool:
        """Whether a row fills both of two columns, be it with a wide cell that covers one and not the other."""
        lefts = {cell.row for cell in self._held[left]}
        rights = {cell.row for cell in self._held[right]}
        for cell in self._spanning:
            if self._covers(cell, left) != self._covers(cell, right):
                (lefts if self._covers(cell, left) else rights).add(cell.row)
        return not lefts.isdisjoint(rights)
