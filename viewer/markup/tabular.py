"""The tags of tables to drafts of tables, and these to blocks when they end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from viewer.markup.boxes import SECTIONS, TABLES, Boxed
from viewer.markup.grid import CellTag, TableDraft, cell_tag
from viewer.markup.look import Look, Once
from viewer.markup.roles import HIDDEN
from viewer.markup.style import is_shade
from viewer.markup.table import blocks_of
from viewer.markup.tree import Align

if TYPE_CHECKING:
    from viewer.markup.flow import Flow
    from viewer.markup.sheet import Sheet

DEEPEST_TABLE = 50
"""What stands in each of many nested tables would be passed on as often; those nested deeper are read as paragraphs."""


class Tabular(Boxed):
    """The target that knows what tables, their sections, rows and cells do at their start, and at their end."""

    def __init__(self, flow: Flow | None, sheet: Sheet | None, linked: frozenset[str]) -> None:
        """Start with an empty page, or with a `flow` of another kind."""
        super().__init__(flow, sheet, linked)
        self._cells: Once[tuple[object, ...], tuple[Look, CellTag | None]] = Once(self._cell)
        self._displayed = {
            **dict.fromkeys(TABLES, self._start_table),
            **dict.fromkeys(SECTIONS, self._start_section),
            "table-row": self._start_row,
            "table-cell": self._start_cell,
        }

    def _start_block(self, tag: str, attrib: dict[str, str]) -> None:
        raise NotImplementedError

    def _start_table(self, tag: str, attrib: dict[str, str]) -> None:
        if len(self._tables) >= DEEPEST_TABLE:
            self._start_block(tag, attrib)
            return
        _, says = self._wardrobe.block[self._look, tag, attrib.get("style"), None]
        if self._hides(says, attrib):
            return
        self._flow.flush()
        if says.break_before:
            self._flow.page_break()
        self._anchors(tag, attrib)
        self._look = self._wardrobe.table(self._look, says.size)
        self._tables.append(TableDraft(len(self._flows)))
        self._ends.append(self._end_table)

    def _end_table(self) -> None:
        self._flow.flush()
        table = self._tables.pop()
        table.end()
        drafts = blocks_of(table)
        if drafts:
            around = self._looks[-1].indent
            if around:
                for draft in drafts:
                    draft.indent += around
            self._flow.extend(drafts)
        elif (not self._tables or self._flow.ends_in_prose()) and any(
            row.rules or row.cells for row in table.rows
        ):
            (self._flow.rule_between if self._tables else self._flow.rule)()

    def _start_section(self, tag: str, attrib: dict[str, str]) -> None:
        look, says = self._wardrobe.block[self._look, tag, attrib.get("style"), attrib.get("align")]
        if self._hides(says, attrib):
            return
        self._look = look
        if self._tables and tag == "thead":
            self._tables[-1].in_head = True
        if self._tables and tag == "tfoot":
            self._ends.append(partial(self._tables[-1].end_foot, len(self._tables[-1].rows)))
        else:
            self._ends.append(self._end_section)

    def _end_section(self) -> None:
        if self._tables:
            self._tables[-1].in_head = False

    def _start_row(self, tag: str, attrib: dict[str, str]) -> None:
        look, says = self._wardrobe.block[self._look, tag, attrib.get("style"), attrib.get("align")]
        if self._hides(says, attrib):
            return
        self._flow.flush()
        if self._tables:
            if says.break_before:
                self._flow.page_break()
            shaded = says.shaded or ("bgcolor" in attrib and is_shade(attrib["bgcolor"]))
            self._tables[-1].start_row(shaded, says.above, says.below)
        self._anchors(tag, attrib)
        self._look = look
        self._ends.append(self._flow.flush)

    def _start_cell(self, tag: str, attrib: dict[str, str]) -> None:
        flows, flow = self._flows, self._flow
        if not self._tables or self._tables[-1].depth != len(flows):
            self._start_block(tag, attrib)
            return
        said = attrib.get
        look, cell = self._cells[
            self._look, tag, said("style"), said("align"), said("colspan"), said("rowspan"), said("bgcolor")
        ]
        if cell is None or "hidden" in attrib:
            self._drop(HIDDEN)
            return
        table = self._tables[-1]
        table.start_cell(cell)
        if len(table.rows) == 1 and not table.rows[0].cells:
            table.start_width(said("width"), said("style"))
        flows.append(flow)
        self._flow = flow.inner()
        if "id" in attrib:
            self._anchors(tag, attrib)
        self._look = look
        self._ends.append(self._end_cell)

    def _cell(
        self, around: Look, tag: str, style: str | None, align: str | None, *spans_and_colour: str | None
    ) -> tuple[Look, CellTag | None]:
        """Return the look inside a cell, and what its tag says of it, None where that hides it."""
        look, says = self._wardrobe.block[around, tag, style, align]
        centred = tag == "th" and not (align or says.align)
        where = Align.CENTER if centred else look.align
        return look, None if says.hidden else cell_tag(says, tag == "th", where, *spans_and_colour)

    def _end_cell(self) -> None:
        inner, self._flow = self._flow, self._flows.pop()
        blocks = self._flow.taken(inner)
        if blocks:
            self._tables[-1].keep(blocks)
