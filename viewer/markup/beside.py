"""Rows of boxes that stand beside each other to tables: rows alike, one right below the other, are one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.markup.draft import Draft, itemised
from viewer.markup.marker import MARKER
from viewer.markup.positioned import set_out
from viewer.markup.table import blocks_of
from viewer.markup.tree import BlockKind, Run

if TYPE_CHECKING:
    from viewer.markup.grid import TableDraft

_FEW = 2
_PAGE = 4  # blocks


def joined(table: TableDraft, above: Draft | None) -> Draft | None:
    """Return the draft of rows of boxes; None where there are none, or they joined those of the draft `above`."""
    table.rows = [row for row in table.rows if row.cells]
    if not table.rows:
        return None
    last = above.boxes if above is not None else None
    if last is not None and len(table.rows) == 1 and _are_alike(last, table):
        last.rows += table.rows
        return None
    return Draft(BlockKind.TABLE, boxes=table)


def in_a_line(table: TableDraft) -> Draft | None:
    """Return boxes that are no more than a sign and its figure, or a label and what it says, as a line."""
    cells = [cell for row in table.rows for cell in row.cells]
    if not 0 < len(cells) <= _FEW or any(len(cell.blocks) > 1 or not cell.simple for cell in cells):
        return None
    if len(cells) > 1 and (MARKER.fullmatch(cells[0].text) or _holds_heading(table)):
        return None
    first = cells[0].blocks[0]
    for cell in cells[1:]:
        first.runs = (*first.runs, Run(" "), *cell.blocks[0].runs)
        first.anchors = (*first.anchors, *cell.blocks[0].anchors)
    return first


def _are_alike(table: TableDraft, other: TableDraft) -> bool:
    """Whether the last rows of two tables have as many boxes, and both or neither begin with the mark of an item."""
    if table.place != other.place or table.indent != other.indent:
        return False
    first, second = table.rows[-1].cells[0].text, other.rows[-1].cells[0].text
    return (MARKER.fullmatch(first) is None) == (MARKER.fullmatch(second) is None)


def _holds_heading(table: TableDraft) -> bool:
    return any(
        block.kind is BlockKind.HEADING for row in table.rows for cell in row.cells for block in cell.blocks
    )


def _read(table: TableDraft) -> list[Draft]:
    """Return what a reader gets of rows of boxes: those with a heading, as a title beside a mark, one by one."""
    if _holds_heading(table):
        return [block for row in table.rows for cell in row.cells for block in cell.blocks]
    return blocks_of(table)


def set_beside(blocks: list[Draft]) -> list[Draft]:
    """Return blocks with what a reader gets of the boxes, and of the pages set out by places, among them."""
    done: list[Draft] = []
    page_end = -1  # of the last page, nothing but pictures behind it
    for block in blocks:
        made = [block]
        if block.boxes is not None:
            made = _read(block.boxes)
            for draft in made:
                if draft.kind is BlockKind.ITEM:
                    draft.indent = block.boxes.indent
                    itemised(draft)
        elif block.placed is not None:
            made = set_out(block.placed)
        if made and made[0] is not block:
            made[0].anchors = (*block.anchors, *made[0].anchors)
        if block.placed is not None and sum(len(each.blocks) for each in block.placed) >= _PAGE:
            if page_end >= 0:
                done.insert(page_end, Draft(BlockKind.PAGE_BREAK))
            page_end = len(done) + len(made)
        elif block.boxes is not None or block.text.strip() or not any(run.picture for run in block.runs):
            page_end = -1
        done += made
    return done
