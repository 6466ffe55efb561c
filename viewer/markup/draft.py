"""Drafts of blocks to the blocks of a tree: numbered, page furniture told, what was typed in columns set out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.markup.furniture import furniture_of, tell_pages
from viewer.markup.large import large_ones
from viewer.markup.tree import Align, Block, BlockKind, Line, Row, Table
from viewer.markup.typewritten import as_typed, is_plain_text, set_out

if TYPE_CHECKING:
    from viewer.markup.grid import Grid, TableDraft
    from viewer.markup.look import Look
    from viewer.markup.positioned import Placed

INDENT = 32.0
"""Pixels of one level of indent."""
DEEPEST = 9
"""The deepest level of indent, and of a list."""
# How far the text of a list item usually stands from its marker, in pixels (a quarter of an inch).
_HANGING = 24.0
# Markers are set in alike that are by so many pixels.
_NEAR = 6.0

_EDGES = (BlockKind.PAGE_BREAK, BlockKind.RULE)
# The level of an item that its indent tells.
_BY_INDENT = -1
# One block in so many may stand outside of the margin that all others have.
_OUTSIDE = 20
# Of fewer nothing can be told.
_FEWEST = 4
# Members of an enumeration are slow to come by, and drafts are many.
_PARAGRAPH, _PREFORMATTED, _LEFT = BlockKind.PARAGRAPH, BlockKind.PREFORMATTED, Align.LEFT


@dataclass(slots=True)
class Draft:
    """A block before it has its number. `indent` is in pixels, `typed` its lines where it is typewritten.

    A paragraph within a cell that begins with a `marker` is no item of a list yet, and has the marker in its runs.
    `lead` is how far the marker of an item in a table of its own is set in, in pixels; below 0 where that is unknown.
    `size` is that of its smallest letters in pixels, 0 where nothing says it.
    `boxes` are rows, `placed` what is set at places of a page, that others may follow; what a reader gets of them is
    not made yet.
    """

    kind: BlockKind
    runs: Line = ()
    look: Look | None = None
    indent: float = 0.0
    level: int = 0
    marker: str = ""
    anchors: Sequence[str] = ()
    grid: Grid | None = None
    typed: str = ""
    close: bool = False
    lead: float = -1.0
    size: float = 0.0
    boxes: TableDraft | None = None
    placed: list[Placed] | None = None

    @property
    def align(self) -> Align:
        """Where the block is set."""
        return self.look.align if self.look is not None else _LEFT

    @property
    def text(self) -> str:
        """The words of the block's own runs."""
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def itemised(draft: Draft) -> None:
    """Make a paragraph that begins with a marker the item of a list."""
    draft.kind, draft.level = BlockKind.ITEM, _BY_INDENT


def numbered(drafts: list[Draft]) -> tuple[Block, ...]:
    """Return the blocks of a page."""
    drafts = as_typed(drafts)
    while drafts and drafts[-1].kind in _EDGES:
        drafts.pop()
    while drafts and drafts[0].kind in _EDGES:
        drafts.pop(0)
    _take_margin(drafts)
    tell_pages(drafts)
    furniture = furniture_of(drafts)
    _nest(drafts, furniture)
    large = large_ones(drafts)
    done: list[Block] = []
    number = 1
    for index, draft in enumerate(drafts):
        names = tuple(dict.fromkeys(draft.anchors)) if draft.anchors else ()
        if draft.kind is _PREFORMATTED and is_plain_text(draft.text):
            made: Iterable[Block] = set_out(draft.text, number, names)
        else:
            made = (_finished(draft, number, names, index in furniture, index in large),)
        for block in made:
            number += 1 + (len(block.table.rows) if block.table else 0)
            done.append(block)
    return tuple(done)


def _nest(drafts: list[Draft], furniture: set[int]) -> None:
    """Give items that stand in tables of their own their levels, by how far their markers are set in."""
    leads: list[float] = []
    for place, draft in enumerate(drafts):
        if draft.lead >= 0:
            while leads and leads[-1] > draft.lead + _NEAR:
                leads.pop()
            if not leads or leads[-1] < draft.lead - _NEAR:
                leads.append(draft.lead)
            draft.level = min(DEEPEST, len(leads) - 1)
        elif leads and draft.kind is not BlockKind.PAGE_BREAK and place not in furniture:
            leads = []


def _take_margin(drafts: Iterable[Draft]) -> None:
    """Set blocks against the left edge of the page, be it the window's or that of a box around nearly all of it."""
    set_left = [draft for draft in drafts if draft.align is _LEFT and draft.kind not in _EDGES]
    insets = sorted(draft.indent for draft in set_left)
    margin = insets[len(insets) // _OUTSIDE] if len(insets) >= _FEWEST else 0.0
    if margin:
        for draft in set_left:
            draft.indent = max(0.0, draft.indent - margin)


def _finished(draft: Draft, number: int, anchors: tuple[str, ...], furniture: bool, large: bool) -> Block:
    """Return the block of a draft; rows take the numbers that follow."""
    align, indent, level, table = draft.align, 0, draft.level, None
    if level == _BY_INDENT:
        level = min(DEEPEST, max(0, round(draft.indent / _HANGING) - 1)) if align is _LEFT else 0
    if draft.indent and draft.kind is _PARAGRAPH and align is _LEFT:
        indent = min(DEEPEST, round(draft.indent / INDENT))
    if draft.grid is not None:
        rows = tuple(
            Row(id_, tuple(row.cells), row.header, row.shaded)
            for id_, row in enumerate(draft.grid.rows, number + 1)
        )
        table = Table(draft.grid.columns, rows, draft.grid.layout)
    return Block(
        number,
        draft.kind,
        draft.runs,
        level,
        indent,
        align,
        draft.marker if draft.kind is BlockKind.ITEM else "",
        anchors,
        furniture,
        table,
        "",
        draft.close,
        large,
    )
