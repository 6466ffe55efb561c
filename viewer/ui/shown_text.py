"""A text to what a text widget can hold of it: pieces to insert, and offsets translated both ways.

Prose is broken to the width of the pane; tables and lines kept as they are stay whole, so that their columns stand: the
pane sets them smaller, or scrolls sideways. Two things part the widget's positions from the string's offsets: those
breaks, and that the widget counts UTF-16 units. Nothing else is changed, and what is copied comes from the string.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_LINE = 20_000  # characters of one line that the widget lays out without a halt
PIECE = 120_000  # characters inserted in one turn of the event loop

Kept = tuple[int, int]

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text as it is shown.

    From each offset in `shifts` on, the widget's positions run ahead of the text's by one more: behind every
    character of two UTF-16 units, and at each of `breaks`, before which a line is broken for display. `wide` is how
    many characters are to stand side by side, smaller where the pane is narrow; 0 for any number.
    """

    text: str
    breaks: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    wide: int = 0

    @classmethod
    def of(cls, text: str, columns: int = 0, kept: Sequence[Kept] = (), wide: int = 0) -> ShownText:
        """Find where `text` needs breaks and where it has characters of two units.

        `columns` is how many characters stand side by side (0: any number), `kept` the spans `(start, end)` not to be
        broken, in order. Beyond `LONGEST_LINE` every line is broken.
        """
        breaks = tuple(_breaks(text, columns or LONGEST_LINE, kept))
        doubled = () if text.isascii() else (found.end() for found in _ASTRAL.finditer(text))
        return cls(text, breaks, tuple(sorted((*breaks, *doubled))), wide)

    def pieces(self, start: int = 0) -> Iterator[str]:
        """Yield what to insert from an offset on, in slices that end at a line end where there is one."""
        while start < len(self.text):
            end = min(start + PIECE, len(self.text))
            line_end = self.text.find("\n", end, end + LONGEST_LINE) + 1 if end < len(self.text) else 0
            end = line_end or end
            yield self._broken(start, end)
            start = end

    def _broken(self, start: int, end: int) -> str:
        inside = self.breaks[bisect_left(self.breaks, start) : bisect_left(self.breaks, end)]
        edges = (start, *inside, end)
        return "\n".join(self.text[a:b] for a, b in pairwise(edges))

    def agrees_up_to(self, other: ShownText) -> int:
        """Return the offset of a line's start up to which both are shown the same, in words and in breaks."""
        same = bisect_left(
            range(1, min(len(self.text), len(other.text)) + 1),
            True,
            key=lambda end: not other.text.startswith(self.text[:end]),
        )
        breaks = zip_longest(self.breaks, other.breaks, fillvalue=same)
        same = min(next((min(pair) for pair in breaks if pair[0] != pair[1]), same), same)
        return self.text.rfind("\n", 0, same) + 1

    def position(self, offset: int) -> int:
        """Return the widget's position of an offset in the text."""
        return offset + bisect_right(self.shifts, offset)

    def offset(self, position: int) -> int:
        """Return the offset in the text of one of the widget's positions."""
        low = bisect_left(range(len(self.shifts)), position, key=lambda i: self.shifts[i] + i)
        return min(max(position - low, 0), len(self.text))

    def between(self, start: int, end: int) -> str:
        """Return the text between two of the widget's positions, as it is in the document."""
        return self.text[self.offset(start) : self.offset(end)]


def _breaks(text: str, columns: int, kept: Sequence[Kept]) -> Iterator[int]:
    """Yield the offsets before which a line is broken: after a space where there is one."""
    start, nearest = 0, 0
    while start < len(text):
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        while nearest < len(kept) and kept[nearest][1] <= start:
            nearest += 1
        is_kept = nearest < len(kept) and kept[nearest][0] <= start
        width = LONGEST_LINE if is_kept else min(columns, LONGEST_LINE)
        while line_end - start > width:
            space = text.rfind(" ", start + width // 2, start + width + 1) + 1
            start = space or start + width
            if start < line_end:
                yield start
        start = line_end + 1
