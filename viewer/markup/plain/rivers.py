"""The words of an interval of a table to the single blank columns that part it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

from viewer.markup.plain.segment import Word, is_amount, is_figure

Interval: TypeAlias = tuple[int, int]
"""From where to where words stand."""
RIVER = 2
"""How wide a blank column is that parts columns for sure."""
_FRACTION = re.compile(r"\d+/\d+")
_MANY_LINES = 8
_NEAR = 4
_FAR = 10
_FEWEST = 3


class Rivers:
    """The blank columns of an interval, one place wide, and what stands on either side of them, line by line.

    Counts are kept by place: `pairs` of words around it, of them `figures` and `amounts` on both sides, figures
    `behind` it, pairs with one blank between them (`near`), and of these the ones that belong together (`inside`).
    """

    def __init__(self, interval: Interval, lines: list[list[Word]]) -> None:
        self._start, self._end = interval
        self._lines = lines
        odd = len(lines) // _MANY_LINES
        size = max(self._end, *[line[-1].end for line in lines], 0) + 1
        covered = [0] * size
        for line in lines:
            for start, end, text in line:
                # A sign far before its figure says how wide the column is: no cut between the two.
                weight = 1 if end - start == len(text) else odd + 1
                covered[start] += weight
                covered[end] -= weight
        counts = accumulate(covered[self._start : self._end])
        self._blanks = [
            place for place, count in enumerate(counts, self._start) if count <= odd and place > self._start
        ]
        self._counts: dict[str, list[int]] = {}
        if self._blanks:
            self._count(size)

    def _count(self, size: int) -> None:
        """Count what stands around the blank columns; a line is shorter than `size`."""
        blank = bytearray(size)
        for place in self._blanks:
            blank[place] = 1
        pairs, figures, amounts, behind, near, inside = ([0] * size for _ in range(6))
        for line in self._lines:
            for before, after in pairwise(line):
                first, last = before.end, after.start
                if blank.find(1, first, last) < 0:
                    continue
                alike = [pairs]
                if last - first < RIVER:
                    alike.append(near)
                    if before.text[-1] == "," or _FRACTION.fullmatch(after.text):
                        alike.append(inside)
                if is_figure(after.text):
                    alike.append(behind)
                    if is_figure(before.text):
                        alike.append(figures)
                        if is_amount(before.text) and is_amount(after.text):
                            alike.append(amounts)
                for counts in alike:
                    counts[first] += 1
                    counts[last] -= 1
        self._counts = {
            "pairs": list(accumulate(pairs)),
            "figures": list(accumulate(figures)),
            "amounts": list(accumulate(amounts)),
            "behind": list(accumulate(behind)),
            "near": list(accumulate(near)),
            "inside": list(accumulate(inside)),
        }

    def tagged(self, tags: Sequence[int]) -> set[int]:
        """Return the blank columns that the tags stand behind."""
        inside = [tag for tag in tags if self._start < tag < self._end]
        return {cut for tag in inside if (cut := self._before(tag))}

    def _before(self, tag: int) -> int:
        """Return the blank column that a tag stands behind, 0 where none is near; figures may begin far before it."""
        for cut in (tag - 1, tag, *range(tag - 2, tag - _FAR - 1, -1)):
            if cut in self._blanks and (cut >= tag - _NEAR or self._are_figures(cut, tag)):
                return 0 if self._is_inside(cut) else cut
        return 0

    def _are_figures(self, cut: int, tag: int) -> bool:
        """Whether nearly all words that begin between a blank column and a tag are figures."""
        words = [word for line in self._lines for word in line if cut < word.start <= tag]
        return 10 * sum(is_figure(word.text) for word in words) >= 8 * max(len(words), 1)

    def parted(self, known: set[int], stubs: bool) -> list[Interval]:
        """Return the interval at its known cuts, and where amounts stand on both sides; behind `stubs` too."""
        # Figures on one side alone in every line, a few places apart, are one column set unevenly.
        cuts = {cut for cut in known if self._of("pairs", cut) or self._end - cut > _NEAR}
        cuts = {cut for cut in cuts if not self._parts_few_texts(cut)}
        enough = len(self._lines) >= _FEWEST
        for cut in self._blanks if enough else ():
            if self._is_free(cut, cuts) and self._parts_amounts(cut):
                cuts.add(cut)
        behind = [cut for cut in self._blanks if stubs and enough and self._parts_stubs(cut)]
        if behind and self._is_free(behind[-1], cuts):
            cuts.add(behind[-1])
        edges = [self._start, *sorted(cuts), self._end]
        return [(start, b) for a, b in pairwise(edges) if self._is_said(start := a + (a in cuts), b)]

    def _is_said(self, start: int, end: int) -> bool:
        """Whether half a word at least stands between two places: what only reaches in there is said beside it."""
        return any(
            2 * (min(word.end, end) - max(word.start, start)) >= word.end - word.start
            for line in self._lines
            for word in line
        )

    def _is_free(self, cut: int, cuts: set[int]) -> bool:
        return not self._is_inside(cut) and all(abs(cut - other) >= RIVER for other in cuts)

    def _of(self, name: str, cut: int) -> int:
        return self._counts[name][cut]

    def _is_inside(self, cut: int) -> bool:
        """Whether it mostly parts what belongs together: a fraction from its whole, the numbers of a list."""
        return self._of("inside", cut) * 2 > self._of("near", cut)

    def _parts_amounts(self, cut: int) -> bool:
        """Whether figures stand on both sides in nearly all lines, most of them amounts."""
        pairs = self._of("pairs", cut)
        enough = pairs >= _FEWEST and self._of("figures", cut) * 10 >= pairs * 8
        return enough and self._of("amounts", cut) * 2 >= pairs

    def _parts_few_texts(self, cut: int) -> bool:
        """Whether texts of a few lines alone go on behind it, after one blank as any words do."""
        pairs = self._of("pairs", cut)
        if not 0 < 2 * pairs < len(self._lines) or self._of("near", cut) < pairs or self._of("behind", cut):
            return False
        return not any(line[0].start > cut for line in self._lines)

    def _parts_stubs(self, cut: int) -> bool:
        """Whether figures stand behind it, and nearly all of them further away from the words before them."""
        pairs = self._of("pairs", cut)
        enough = pairs >= _FEWEST and self._of("behind", cut) * 10 >= pairs * 9
        return enough and self._of("near", cut) * 10 <= pairs * 2
