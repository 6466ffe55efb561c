"""Cells in a filer's physical columns to logical columns: spacers gone, `$` and `)` no columns of their own.

A filer sets one figure over three physical columns (`$`, `1,234`, `)`) and parts columns by empty ones. Narrow
cells tell
which physical columns belong together; a wide cell over several of these groups is a heading that spans them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Placed:
    """A cell's extent in physical columns, and whether it holds a figure."""

    row: int
    start: int
    end: int
    figure: bool


class Columns:
    """The logical columns of a table: groups of physical ones that hold one cell a row."""

    def __init__(self, cells: Sequence[Placed], rows: int) -> None:
        """Group the physical columns under `cells`."""
        self._width = max((cell.end for cell in cells), default=0)
        self._group = list(range(self._width))
        self._members = {column: [column] for column in range(self._width)}
        self._held: dict[int, list[Placed]] = {}
        self._spanning: list[Placed] = []
        for cell in sorted(cells, key=lambda cell: cell.end - cell.start):
            self._add(cell)
        self._order = sorted(self._held, key=lambda group: self._members[group][0])
        self._join_alternatives()
        self._index = {group: place for place, group in enumerate(self._order)}

    def __len__(self) -> int:
        return len(self._order)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the logical column of a cell and how many it spans."""
        found = {self._group[column] for column in range(start, min(end, self._width))}
        places = sorted(self._index[group] for group in found if group in self._index)
        return (places[0], places[-1] - places[0] + 1) if places else (0, 1)

    def left(self, start: int) -> int:
        """Return the first physical column of the logical column that holds physical column `start`."""
        return self._members[self._group[start]][0]

    def _add(self, cell: Placed) -> None:
        groups = dict.fromkeys(self._group[column] for column in range(cell.start, cell.end))
        held = [group for group in groups if group in self._held]
        if len(held) > 1:
            self._spanning.append(cell)
            return
        into = held[0] if held else next(iter(groups))
        self._join(into, [group for group in groups if group != into])
        self._held.setdefault(into, []).append(cell)

    def _join(self, into: int, others: Sequence[int]) -> None:
        for other in others:
            members = self._members.pop(other)
            self._members[into].extend(members)
            for column in members:
                self._group[column] = into
            self._held.setdefault(into, []).extend(self._held.pop(other, []))
            if not self._held[into]:
                del self._held[into]
        if others:
            self._members[into].sort()

    def _covers(self, cell: Placed, group: int) -> bool:
        return any(cell.start <= column < cell.end for column in self._members[group])

    def _join_alternatives(self) -> None:
        """Join neighbours that no row fills both: stubs set deeper by an empty cell, figures moved by one column."""
        place = 0
        while place + 1 < len(self._order):
            left, right = self._order[place], self._order[place + 1]
            mine, theirs = self._held[left], self._held[right]
            rows = {cell.row for cell in mine}
            rows |= {
                cell.row for cell in self._spanning if self._covers(cell, left) != self._covers(cell, right)
            }
            stub = place == 0 and not any(cell.figure for cell in (*mine, *theirs))
            gap = self._members[right][0] - self._members[left][-1]
            moved = gap == 1 and any(c.figure for c in mine) and any(c.figure for c in theirs)
            if (stub or moved) and rows.isdisjoint(cell.row for cell in theirs):
                self._join(left, [right])
                self._order.pop(place + 1)
            else:
                place += 1
