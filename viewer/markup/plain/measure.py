"""The lines of a plain text to how they are set: the right edge of its prose, its margin, its first lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

GAP = re.compile(r"(?<=[^\s.:;?!]) {3,}(?=\S)|(?<=\S) {5,}(?=\S)|(?:\.{4,}|(?: \.){4,}|(?:\. ){4,})")
"""A gap within a line that no sentence and no list leaves, or leaders."""
_ITEM = re.compile(r"\s*(?:PART\s+[IV]{1,3}|ITEM\s+\d{1,2}[A-C]?)\b[.:]?\s*", re.IGNORECASE)
_WIDE_GAP = " " * 5
_FAR_IN = 12
_CENTRED = 5
TYPICAL = 78
"""The right edge of prose where nothing tells it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a text is set: the right edge of its prose, its left margin, and where first lines of paragraphs begin.

    `firsts` gives for the left edge of a first line that of the lines behind it. `middle` is twice the column about
    which lines are set that differ in their edges, 0 where there is none.
    """

    width: int = TYPICAL
    margin: int = 0
    firsts: tuple[tuple[int, int], ...] = ()
    middle: int = 0

    def body(self, left: int) -> int:
        """Return where the second line would begin of a paragraph whose only line begins at `left`."""
        return dict(self.firsts).get(left, left)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: where its words begin and end, and they themselves."""

    left: int
    right: int
    text: str

    @classmethod
    def of(cls, line: str) -> Line:
        """Measure a line."""
        text = line.strip()
        return cls(len(line) - len(line.lstrip()), len(line), text)

    @property
    def first(self) -> str:
        """The first word."""
        return self.text.split(None, 1)[0]


def has_gap(line: str, start: int) -> bool:
    """Whether there is a gap in a line from `start` on, where a word begins."""
    if line.find(_WIDE_GAP, start) >= 0:
        return True
    words = line[start:]
    return ("   " in words or "...." in words or ". ." in words) and GAP.search(line, start) is not None


def is_item_heading(line: str) -> bool:
    """Whether a line is the heading of a Part or an Item, and no entry of a table of contents."""
    if line.lstrip()[:4].upper() not in ("PART", "ITEM"):
        return False
    found = _ITEM.match(line)
    if found is None or GAP.search(line, found.end()) or line[-1:].isdigit():
        return False
    title = line[found.end() :]
    return not (title[:1] == "," or title[:1].islower())  # Else a sentence speaks of it.


def measured(lines: Sequence[str]) -> Measure:
    """Return how the lines of a text are set."""
    rights: list[int] = []
    lefts: list[int] = []
    firsts: Counter[tuple[int, int]] = Counter()
    middles: dict[int, set[int]] = {}
    before: tuple[int, bool] | None = None
    for line in lines:
        if not line:
            before = None
            continue
        left = len(line) - len(line.lstrip())
        if left > _FAR_IN:
            middles.setdefault((left + len(line)) // 2, set()).add(left)
        if len(line) - left > 40 and not has_gap(line, left):
            rights.append(len(line))
            lefts.append(left)
            if before and before[1] and before[0] > left:
                firsts[before[0], left] += 1
        before = (left, before is None)
    middle, edges = max(middles.items(), key=lambda each: len(each[1]), default=(0, set()))
    middle = 2 * middle if len(edges) >= _CENTRED else 0
    if len(rights) < 3:
        return Measure(middle=middle)
    rights.sort()
    lefts.sort()
    best: dict[int, int] = {}
    for (first, body), count in sorted(firsts.items(), key=lambda each: each[1]):
        if count > 1:
            best[first] = body
    return Measure(rights[len(rights) * 9 // 10], lefts[len(lefts) // 10], tuple(best.items()), middle)
