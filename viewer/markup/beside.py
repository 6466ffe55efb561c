"""Rows of boxes that stand beside each other to tables: rows alike, one right below the other, are one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.markup.draft import Draft
from viewer.markup.marker import MARKER
from viewer.markup.table import blocks_of
from viewer.markup.tree import BlockKind

if TYPE_CHECKING:
    from viewer.markup.grid import TableDraft


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


def _are_alike(table: TableDraft, other: TableDraft) -> bool:
    """Whether the last rows of two tables have as many boxes, and both or neither begin with the mark of an item."""
    if table.place != other.place:
        return False
    first, second = table.rows[-1].cells[0].text, other.rows[-1].cells[0].text
    return (MARKER.fullmatch(first) is None) == (MARKER.fullmatch(second) is None)


def set_beside(blocks: list[Draft]) -> list[Draft]:
    """Return blocks with what a reader gets of the boxes among them."""
    done: list[Draft] = []
    for block in blocks:
        if block.boxes is None:
            done.append(block)
            continue
        made = blocks_of(block.boxes)
        if made:
            made[0].anchors = (*block.anchors, *made[0].anchors)
        done += made
    return done
