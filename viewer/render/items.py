"""List items in reading order to how Markdown marks them, and how far what stands in them is set in."""

from __future__ import annotations

import re
from typing import NamedTuple

from viewer.markup.tree import Block, BlockKind
from viewer.render.escape import escaped

_DEEPEST = 9
# What shows the level of an item that is a paragraph: a space that a reader of Markdown keeps.
_STEP = "\u2003"
_NUMBER = re.compile(r"(\d{1,9})([.)])")
_BULLETS = "•●○■□▪▫◦·∙–—-*"
_BULLET = "-"


class _Item(NamedTuple):
    """An open item: its level, where its words begin in a line, its number (-1: none) and the sign behind that.

    `sign` is empty where it is no item of a list of Markdown's.
    """

    level: int
    start: int
    number: int
    sign: str


class OpenItems:
    """The list items that what comes next may stand in.

    `lead` is what the lines of the block met last begin with to stand where they belong. Of an item, `marker` is its
    mark, and `listed` whether that is one of Markdown's: a bullet, or a number that follows the one before it. Any
    other mark, such as `(a)` or a box, stands as words at the beginning of a paragraph: no bullet was filed before it.
    `parted` says that a blank line has to stand before it: a list that begins with another number than 1 is none right
    below a paragraph.
    """

    __slots__ = ("_items", "lead", "listed", "marker", "parted")

    def __init__(self) -> None:
        """Start outside any list."""
        self._items: list[_Item] = []
        self.lead = self.marker = ""
        self.listed = self.parted = False

    def meet(self, block: Block) -> None:
        """Take the next block."""
        items, self.listed = self._items, False
        if block.kind is BlockKind.ITEM:
            self._open(block, self._leave(block.level))
            return
        if block.kind is BlockKind.PARAGRAPH and block.level:
            self._leave(block.level)
        else:
            items.clear()
        self.lead = " " * items[-1].start if items else ""

    def _open(self, block: Block, before: _Item | None) -> None:
        start = self._items[-1].start if self._items else 0
        number, sign = _number(block.marker, before)
        self.listed = bool(sign)
        self.parted = self.listed and before is None and bool(self._items) and number not in (-1, 1)
        if self.listed:
            self.marker = "-" if sign == _BULLET else block.marker
            depth = sum(bool(item.sign) for item in self._items)
            # Behind a mark as wide as `100.` an item has to stand further in, or it goes on the one around it.
            self.lead = " " * (max(4 * depth, start) if depth <= _DEEPEST else 4 * _DEEPEST)
            start = len(self.lead) + len(self.marker) + 1
        else:
            worded = sum(not item.sign for item in self._items)
            self.marker, self.lead = _STEP * worded + escaped(block.marker), " " * start
        self._items.append(_Item(block.level, start, number, sign))

    def _leave(self, level: int) -> _Item | None:
        """Leave the items that nothing of this level stands in; return the outermost of them."""
        left = None
        while self._items and self._items[-1].level >= level:
            left = self._items.pop()
        return left


def _number(marker: str, before: _Item | None) -> tuple[int, str]:
    """Return the number of an item and the sign behind it; -1 for a bullet, no sign for what Markdown has no mark for.

    Markdown counts the items of a list on from the first, so a number has to follow the one before it.
    """
    if marker in _BULLETS:
        return -1, _BULLET
    numbered = _NUMBER.fullmatch(marker)
    if numbered is None:
        return -1, ""
    number, sign = int(numbered[1]), numbered[2]
    follows = before is None or before.sign != sign or before.number + 1 == number
    return (number, sign) if follows else (-1, "")
