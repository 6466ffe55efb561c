"""List items in reading order to how Markdown marks them, and how far what stands in them is set in."""

from __future__ import annotations

import re
from typing import NamedTuple

from viewer.markup.tree import Block, BlockKind
from viewer.render.escape import escaped

_DEEPEST = 9
_NUMBER = re.compile(r"(\d{1,9})([.)])")
_BULLETS = "•●○■□▪▫◦·∙–—-*"


class _Item(NamedTuple):
    """An open item: its level, where its words begin in a line, its number (-1: none) and the sign behind that."""

    level: int
    start: int
    number: int
    sign: str


class OpenItems:
    """The list items that what comes next may stand in.

    `lead` is what the lines of the block met last begin with to stand where they belong, `marker` the mark of an item.
    """

    __slots__ = ("_items", "lead", "marker")

    def __init__(self) -> None:
        """Start outside any list."""
        self._items: list[_Item] = []
        self.lead = self.marker = ""

    def meet(self, block: Block) -> None:
        """Take the next block."""
        items = self._items
        if block.kind is BlockKind.ITEM:
            before = self._leave(block.level)
            self.lead = "    " * min(len(items), _DEEPEST)
            self.marker, number, sign = _marker(block.marker, before)
            start = len(self.lead) + len(self.marker.partition(" ")[0]) + 1
            items.append(_Item(block.level, start, number, sign))
            return
        if block.kind is BlockKind.PARAGRAPH and block.level:
            self._leave(block.level)
        else:
            items.clear()
        self.lead = " " * items[-1].start if items else ""

    def _leave(self, level: int) -> _Item | None:
        """Leave the items that nothing of this level stands in; return the outermost of them."""
        left = None
        while self._items and self._items[-1].level >= level:
            left = self._items.pop()
        return left


def _marker(filed: str, before: _Item | None) -> tuple[str, int, str]:
    """Return a Markdown list marker that keeps the mark as filed, its number and what stands behind that.

    Markdown counts the items of a list on from the first, so a number that does not follow the one before it stands as
    words behind a bullet.
    """
    if filed in _BULLETS:
        return "-", -1, ""
    numbered = _NUMBER.fullmatch(filed)
    if numbered is not None:
        number, sign = int(numbered[1]), numbered[2]
        if before is None or before.sign != sign or before.number + 1 == number:
            return filed, number, sign
    return f"- {escaped(filed)}", -1, ""
