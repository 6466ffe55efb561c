"""Boxes that a style sets beside each other, in flexible rows and in grids, to rows and cells of a table.

What `display: flex` and `display: grid` set out reads as a table does: each box in them is a cell, the words between
two boxes are one too. Flexible rows of as many boxes, one right below the other, are one table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from viewer.markup.grid import TableDraft, cell_tag
from viewer.markup.placement import MOST_BESIDE
from viewer.markup.roles import ROLES
from viewer.markup.style import NOTHING
from viewer.markup.target import Target
from viewer.markup.tree import Border

if TYPE_CHECKING:
    from viewer.markup.flow import Flow
    from viewer.markup.look import Look
    from viewer.markup.sheet import Sheet
    from viewer.markup.style import Declared

TABLES = frozenset(["table", "inline-table"])
"""How a table is displayed."""
SECTIONS = frozenset(["table-row-group", "table-header-group", "table-footer-group"])
"""How a part of a table is displayed that holds rows."""
LAID_OUT = TABLES | SECTIONS | {"table-row", "table-cell", "flex", "inline-flex", "grid", "inline-grid"}
"""How elements are displayed that set others below and beside each other."""

# What sets an element within a line apart from those beside it.
_APART = re.compile(r"(?<![\w-])(?:width|flex|flex-(?:grow|basis)|display)\s*:", re.IGNORECASE)
_ROOM = 6.0  # pixels
_SPAN = re.compile(r"span\s+(\d{1,3})")
_LINE = re.compile(r"-?\d{1,3}")

Begin = Callable[[str, dict[str, str]], None]


class Boxed(Target):
    """The target that knows where boxes stand: in which flow, and in which cell of which open table."""

    def __init__(self, flow: Flow | None, sheet: Sheet | None, linked: frozenset[str]) -> None:
        """Start with an empty page, or with a `flow` of another kind."""
        super().__init__(flow, sheet, linked)
        self._flows: list[Flow] = []
        self._tables: list[TableDraft] = []
        self._displayed: dict[str, Begin] = {}  # what begins a table or a part of one, by how it is displayed
        self._columns: list[int] = []  # of each open container, how many boxes it sets in a row
        self._parted: list[bool] = []  # and whether it leaves room between them

    def _starts_laid_out(self, tag: str, attrib: dict[str, str]) -> bool:
        """Begin what a style makes a table, a part of one, or a row of boxes; return whether it is one here."""
        look, says = self._wardrobe.block[self._look, tag, attrib.get("style"), attrib.get("align")]
        display = says.display
        inside = bool(self._tables) and self._tables[-1].depth == len(self._flows)
        if says.beside or (display == "table-row" and not inside):
            self._flow.flush()
            self._anchors(tag, attrib)
            self._start_boxes(look, says, says.beside or MOST_BESIDE)
        elif display in TABLES or (inside and display in self._displayed):
            self._displayed[display]("thead" if display == "table-header-group" else tag, attrib)
        else:
            return False
        return True

    def _start_boxes(self, look: Look, says: Declared, columns: int) -> None:
        """Begin an element that sets so many of its boxes beside each other."""
        self._look = look
        table = TableDraft(len(self._flows))
        table.indent = look.indent
        if columns == MOST_BESIDE:
            table.start_row(says.shaded, says.above, says.below)
        self._tables.append(table)
        self._columns.append(columns)
        self._parted.append(says.parted)
        self._levels.append(len(self._looks) + 1)
        self._open_between()
        self._ends.append(self._end_boxes)

    def _end_boxes(self) -> None:
        self._close_between()
        self._levels.pop()
        self._columns.pop()
        self._parted.pop()
        table = self._tables.pop()
        in_cell = len(self._tables) > len(self._levels) and self._tables[-1].depth == len(self._flows) - 1
        self._flow.boxes(table, in_cell)

    def _start_placed(self, look: Look, at: tuple[float, float, float]) -> None:
        """Begin an element that is set at a place of its page."""
        self._flows.append(self._flow)
        self._flow = self._flow.inner()
        self._look = self._wardrobe.flowing(look)

        def end() -> None:
            inner, self._flow = self._flow, self._flows.pop()
            if blocks := self._flow.taken(inner):
                self._flow.place(*at, blocks)

        self._ends.append(end)

    def _open_between(self) -> None:
        """Begin what stands between two boxes."""
        self._flows.append(self._flow)
        self._flow = self._flow.inner()

    def _close_between(self) -> None:
        """End what stands between two boxes: words there are a box of their own."""
        inner, self._flow = self._flow, self._flows.pop()
        if blocks := self._flow.taken(inner):
            self._place_box(self._look, NOTHING)
            self._tables[-1].keep(blocks)

    def _start_box(self, tag: str, attrib: dict[str, str], begin: Begin) -> None:
        """Begin a box, and what its tag begins in it; one that is hidden takes no place.

        Words in an element that sets nothing apart go on in the line of those beside it.
        """
        style = attrib.get("style") or ""
        if tag not in ROLES and not self._parted[-1] and not _APART.search(style):
            _, inline = self._wardrobe.inline[self._look, tag, style or None, attrib.get("face"), None]
            if inline.indent <= _ROOM and inline.behind <= _ROOM:
                begin(tag, attrib)
                return
        self._close_between()
        table = self._tables[-1]
        place = table.place
        look, says = self._wardrobe.block[self._look, tag, attrib.get("style"), attrib.get("align")]
        self._place_box(look, says)
        self._flows.append(self._flow)
        self._flow = self._flow.inner()
        begin(tag, attrib)
        if self._dropping:
            table.place = place
            self._flow = self._flows.pop()
            self._open_between()
            return
        finish = self._ends.pop()

        def end() -> None:
            if finish is not None:
                finish()
            inner, self._flow = self._flow, self._flows.pop()
            if blocks := self._flow.taken(inner):
                table.keep(blocks)
            self._open_between()

        self._ends.append(end)

    def _place_box(self, look: Look, says: Declared) -> None:
        """Begin the cell of a box, in a grid at the column and over the columns that its style says."""
        table, columns = self._tables[-1], self._columns[-1]
        span = 1
        if columns < MOST_BESIDE:
            first, span = _placed(says.place, columns)
            start = table.place if first < 0 else first
            if not table.rows or start + span > columns or start < table.place:
                table.start_row(False, Border.NONE, Border.NONE)
                start = max(0, first)
            table.place = start
        table.start_cell(cell_tag(says, False, look.align, str(span), None, None))


def _placed(said: str, columns: int) -> tuple[int, int]:
    """Return the column in which a box of a grid begins, from 0, -1 for the next one, and how many it spans.

    >>> _placed("2 / span 2", 4), _placed("1 / -1", 4), _placed("span 3", 4), _placed("", 4)
    ((1, 2), (0, 4), (-1, 3), (-1, 1))
    """
    if not said:
        return -1, 1
    start, _, end = (part.strip() for part in said.partition("/"))
    spans = _SPAN.fullmatch(end) or _SPAN.fullmatch(start)
    first = _line(start, columns)
    if spans is not None:
        span = int(spans[1])
    else:
        last = _line(end, columns)
        span = last - first if first >= 0 and last > first else 1
    span = max(1, min(span, columns - max(0, first)))
    return first, span


def _line(said: str, columns: int) -> int:
    """Return the column behind a numbered line of a grid, from 0; lines below 0 count from its end; -1 for none."""
    if not _LINE.fullmatch(said) or not (number := int(said)):
        return -1
    return max(0, min(columns, number - 1 if number > 0 else columns + 1 + number))
