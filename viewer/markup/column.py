"""Finished blocks, rules, page breaks, and what stands at places of its own, to the drafts of one column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from viewer.markup.beside import in_a_line, joined, set_beside
from viewer.markup.draft import Draft
from viewer.markup.positioned import Placed
from viewer.markup.tree import BlockKind

if TYPE_CHECKING:
    from viewer.markup.grid import TableDraft

LINE = 90
"""So many letters surely stand on one line."""


class Column:
    """Blocks that stand one below the other, and the names that wait for the next; `Flow` makes blocks of text."""

    __slots__ = ("_anchors", "_has_boxes", "_is_new_page", "_parting", "blocks")

    def __init__(self) -> None:
        """Start empty."""
        self.blocks: list[Draft] = []
        self._anchors: list[str] = []
        self._parting = self._has_boxes = self._is_new_page = False

    def flush(self) -> None:
        """End the block at hand."""

    def settle(self) -> None:
        """End the block at hand, and what floats beside it."""

    def anchor(self, name: str) -> None:
        """Give `name` to the block that comes."""
        self._anchors.append(name)

    def _place(self, draft: Draft) -> None:
        if self._anchors:
            draft.anchors = (*self._anchors, *draft.anchors)
            self._anchors = []
        if self._parting:
            self._parting = False
            self._draw(Draft(BlockKind.RULE))
        self.blocks.append(draft)

    def ends_in_prose(self) -> bool:
        """Whether what stands last is more than a line: a rule below it parts a page, and sums up no figure."""
        return bool(self.blocks) and len(self.blocks[-1].text) > LINE

    def rule(self) -> None:
        """Draw a rule, unless one or a page break stands there already."""
        self.settle()
        self._draw(Draft(BlockKind.RULE))

    def rule_between(self) -> None:
        """Draw a rule if something comes below it in this column; a last one, below words, is a blank to fill in."""
        self.flush()
        self._parting = True

    def _draw(self, rule: Draft) -> None:
        if not (self.blocks and self.blocks[-1].kind in (BlockKind.RULE, BlockKind.PAGE_BREAK)):
            self.blocks.append(rule)

    def page_break(self) -> None:
        """Begin a new page; a rule just before it is the page's own edge."""
        self.settle()
        while self.blocks and self.blocks[-1].kind in (BlockKind.RULE, BlockKind.PAGE_BREAK):
            self.blocks.pop()
        if self.blocks:
            self.blocks.append(Draft(BlockKind.PAGE_BREAK))

    def extend(self, drafts: Iterable[Draft]) -> None:
        """Add blocks made elsewhere."""
        self.settle()
        for draft in drafts:
            (self._draw if draft.kind is BlockKind.RULE else self._place)(draft)

    def boxes(self, table: TableDraft, in_cell: bool) -> None:
        """Add a row of boxes that stand beside each other, or a grid of them; a few within a cell are a line of it."""
        self.settle()
        above = self.blocks[-1] if self.blocks and not self._anchors else None
        line = in_a_line(table) if in_cell else None
        if line is not None:
            self._place(line)
            return
        draft = joined(table, above)
        if draft is not None:
            self._place(draft)
            self._has_boxes = True

    def begin_page(self) -> None:
        """Let what is set at places from here on be another page."""
        self.flush()
        self._is_new_page = True

    def place(self, left: float, top: float, width: float, blocks: list[Draft]) -> None:
        """Add what is set at a place of the page, be it the same page as the last."""
        self.settle()
        placed = Placed(left, top, width, blocks)
        last = self.blocks[-1].placed if self.blocks and not self._is_new_page else None
        if last is not None and not self._anchors:
            last.append(placed)
            return
        self._is_new_page = False
        self._place(Draft(BlockKind.PARAGRAPH, placed=[placed]))
        self._has_boxes = True

    def drafts(self) -> list[Draft]:
        """Return the finished drafts."""
        self.settle()
        return set_beside(self.blocks) if self._has_boxes else self.blocks
