"""The blocks of a tree to the same blocks, with each whether it is a table that goes on the one before it.

Filers begin a table anew on each page, mostly without its headings. Where nothing but page breaks stands between, its
rows are those of the table before: only there has a reader the names of their columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from viewer.markup.tree import Align, BlockKind

if TYPE_CHECKING:
    from viewer.markup.tree import Block, Table

# Of so many columns one may hold figures on one page and words on the next: numbers of orders, with letters or without.
_MANY_COLUMNS = 4


def with_continued(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield the blocks, and whether each goes on the table before it, or is a page break within one."""
    table: Table | None = None
    breaks: list[Block] = []
    for block in blocks:
        if table is not None and block.kind is BlockKind.PAGE_BREAK:
            breaks.append(block)
            continue
        goes_on = table is not None and block.table is not None and not block.anchors
        if goes_on and table and block.table and _goes_on(table, block.table):
            yield from ((each, True) for each in breaks)
            breaks.clear()
            yield block, True
            continue
        yield from ((each, False) for each in breaks)
        breaks.clear()
        yield block, False
        table = block.table if block.table is not None and _has_headings(block.table) else None
    yield from ((each, False) for each in breaks)


def _has_headings(table: Table) -> bool:
    return not (table.layout or table.pairs) and table.rows[0].header


def _goes_on(table: Table, other: Table) -> bool:
    """Whether a table has no headings of its own, and columns like those of the one before it."""
    if other.layout or other.pairs or other.columns != table.columns or other.rows[0].header:
        return False
    sides = zip(right_columns(table), right_columns(other), strict=True)
    return sum(one is not another for one, another in sides) <= (table.columns >= _MANY_COLUMNS)


def right_columns(table: Table) -> list[bool]:
    """Return of each column whether most of what stands below its headings is set to the right, as figures are."""
    right = [0] * table.columns
    for row in table.rows:
        for cell in row.cells:
            if cell.columns == 1 and not row.header:
                right[cell.column] += 1 if cell.align is Align.RIGHT else -1
    return [count > 0 for count in right]
