"""A text as it is shown, with the places of its blocks: which block stands where, asked from either side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.ui.shown_text import ShownText

if TYPE_CHECKING:
    from viewer.rendition import Place


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text and the places of its blocks in it, in order of their offsets and of their numbers."""

    shown: ShownText = field(default_factory=lambda: ShownText(""))
    places: tuple[Place, ...] = ()

    def of_block(self, block: int) -> Place | None:
        """Return the place of a block, None where the text does not hold it."""
        found = bisect_left(self.places, block, key=lambda place: place.block)
        fits = block > 0 and found < len(self.places) and self.places[found].block == block
        return self.places[found] if fits else None

    def from_block(self, block: int) -> Place | None:
        """Return the place of a block, or of the one after it that the text holds, or of the last."""
        if not self.places:
            return None
        found = bisect_left(self.places, block, key=lambda place: place.block)
        return self.places[min(found, len(self.places) - 1)]

    def on(self, start: int, end: int) -> Place | None:
        """Return the first place that reaches into the text between two of the widget's positions."""
        low, high = self.shown.offset(start), self.shown.offset(end)
        found = bisect_right(self.places, low, key=lambda place: place.end)
        fits = found < len(self.places) and self.places[found].start < max(high, low + 1)
        return self.places[found] if fits else None

    def after(self, offset: int) -> Place | None:
        """Return the place at an offset in the text or the first behind it, None behind the last."""
        found = bisect_right(self.places, offset, key=lambda place: place.end)
        return self.places[found] if found < len(self.places) else None


def is_rule(line: str) -> bool:
    """Whether a line is drawn and says nothing.

    >>> is_rule("       ---------  ========"), is_rule("Total"), is_rule(" ")
    (True, False, False)
    """
    return bool(line.strip()) and not any(map(str.isalnum, line))
