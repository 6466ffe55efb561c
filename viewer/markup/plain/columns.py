"""Lines of a table to its columns: the blank rivers that run down the page, held against the ruler of its tags.

A tag `<C>` says where a column begins, roughly: figures are set right and may begin before it. So the rivers between
the segments of the lines decide, and the tags only where a single blank parts two columns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import TypeAlias

from viewer.markup.plain.rivers import RIVER, Interval, Rivers
from viewer.markup.plain.segment import Segment, Word, is_figure

WIDEST = 400
# Two words next to each other that may be amounts, or nil.
_AMOUNTS = re.compile(r"(?:^| )(?:[($£¥€\d.–—-]|N[/M])\S* (?:[($£¥€\d.–—-]|N[/M])")
# Places with words, and single ones without between them.
_FILLED = re.compile(rb"\x01+(?:\x00\x01+)*")
_MANY_LINES = 8
_ODD_LINES = 12
_STUB_GAP = 4
_FEWEST = 3


Placed: TypeAlias = "Sequence[tuple[int, Segment]]"
"""The words of a segment by their columns."""


class Columns:
    """The columns of a table: number k is `cuts[k]` to `cuts[k + 1]`, its words from `starts[k]` to `ends[k]`."""

    __slots__ = ("_at", "cuts", "ends", "starts")

    def __init__(self, cuts: list[int], starts: list[int], ends: list[int]) -> None:
        self.cuts, self.starts, self.ends = cuts, starts, ends
        self._at = [k for k, (a, b) in enumerate(pairwise(cuts)) for _ in range(a, b)]

    def __len__(self) -> int:
        return len(self.starts)

    def with_empty(self, rules: Sequence[Segment]) -> Columns:
        """Return these columns and those in which nothing stands but the rule below their heading."""
        found = list(zip(self.starts, self.ends, strict=True))
        for rule in rules:
            place = bisect_right(found, (rule.start, rule.end))
            before = found[place - 1][1] if place else WIDEST
            after = found[place][0] if place < len(found) else WIDEST
            if before <= rule.start and rule.end <= after:
                found.insert(place, (rule.start, rule.end))
        if len(found) == len(self):
            return self
        return _columns(found, max(self.cuts[-1] - 1, found[-1][1]), False, True)

    def at(self, position: int) -> int:
        """Return the column that a position of a line lies in."""
        return self._at[position] if position < len(self._at) else len(self.starts) - 1

    def touched(self, start: int, end: int) -> range:
        """Return the columns whose words lie above or below `start` to `end`; where there are none, the nearest."""
        first, last = self.at(start), self.at(end - 1)
        while first < last and self.ends[first] <= start:
            first += 1
        while last > first and self.starts[last] >= end:
            last -= 1
        if first == last:
            return range(first, first + 1)
        return range(first, last + 1)

    def place(self, parts: Sequence[Segment]) -> list[Placed]:
        """Return for each segment of a line its words by their columns."""
        at, width = self._at, len(self._at)
        return [
            ((at[part.start], part),)
            if part.end <= width and at[part.start] == at[part.end - 1]
            else self.split(part)
            for part in parts
        ]

    def split(self, segment: Segment) -> Placed:
        """Return the words of a segment by their columns; a word that lies across two stands where most of it does."""
        first, last = self.at(segment.start), self.at(segment.end - 1)
        if first == last:
            return ((first, segment),)
        return [(column, Segment.of(tuple(words))) for column, words in groupby(segment.words, self._most)]

    def _most(self, word: Word) -> int:
        """Return the column that holds most of a word; one that begins among the stubs is a stub's."""
        if word.start < self.ends[0] and not is_figure(word.text):
            return 0
        columns = range(self.at(word.start), self.at(word.end - 1) + 1)
        return max(columns, key=lambda k: min(word.end, self.cuts[k + 1]) - max(word.start, self.cuts[k]))

    def crossed(self, segment: Segment) -> bool:
        """Whether a word of the segment lies across a cut, a good part of it on either side."""
        for word in segment.words:
            first, last = self.at(word.start), self.at(word.end - 1)
            if first != last:
                before = self.cuts[first + 1] - word.start
                if (
                    last - first > 1
                    or 3 * min(before, word.end - word.start - before) > word.end - word.start
                ):
                    return True
        return False


def find_columns(
    lines: Sequence[Sequence[Segment]], tags: Sequence[int], tagged: bool = True
) -> Iterator[Columns]:
    """Yield the columns that lines may have which hold several segments or a figure, the likeliest first.

    `tags` are where the ruler's tags stand, or the rules that stand for them, empty where there are none; where lines
    are not `tagged`, what few of them say between the stubs and the figures is no column. The second answer, if any,
    has columns too where the longest stub reaches up to the widest figure.
    """
    width = max((line[-1].end for line in lines), default=0)
    if not lines or width > WIDEST:
        return
    occupied = _occupied(lines, width)
    plain = _parted(_intervals(occupied, 0), lines, tags)
    others: tuple[list[Interval], list[Interval]] = ([], [])
    if len(lines) >= _MANY_LINES and len(plain[0]) < max(len(tags), 2):
        odd = max(len(lines) // _ODD_LINES, 1)
        others = _parted(_with_rare(_intervals(occupied, odd), lines), lines, tags)
    tried = 1
    for found, other in zip(plain, others, strict=True):
        lenient = len(other) > len(found)
        intervals = _notes_joined(other if lenient else found, lines)
        if not tagged:
            intervals = _stubs_joined(intervals, lines)
        if len(intervals) > tried:
            tried = len(intervals)
            yield _columns(intervals, width, lenient, tagged)


def rivers_of(lines: Sequence[Sequence[Segment]]) -> int:
    """Return how many blank rivers run down all lines, the ends not counted."""
    width = max((line[-1].end for line in lines), default=0)
    return len(_intervals(_occupied(lines, width), 0)) if width <= WIDEST else 0


def _columns(intervals: list[Interval], width: int, lenient: bool, tagged: bool) -> Columns:
    cuts = [0]
    for left, right in pairwise(intervals):
        # Where odd lines were passed over, what reaches into the river belongs to the words before it; so do stubs.
        wide = lenient or (not tagged and len(cuts) == 1)
        cuts.append(right[0] if wide else min(left[1] + 1, right[0]))
    return Columns([*cuts, width + 1], [each[0] for each in intervals], [each[1] for each in intervals])


def _with_rare(intervals: list[Interval], lines: Sequence[Sequence[Segment]]) -> list[Interval]:
    """Return the intervals, with a column that only an odd line fills as a column all the same."""
    for line in lines:
        for segment in line:
            place = bisect_right(intervals, (segment.start, WIDEST))
            before = intervals[place - 1][1] if place else -RIVER
            after = intervals[place][0] if place < len(intervals) else WIDEST + RIVER
            if before + RIVER <= segment.start and segment.end + RIVER <= after:
                intervals.insert(place, (segment.start, segment.end))
    return intervals


def _occupied(lines: Sequence[Sequence[Segment]], width: int) -> list[int]:
    """Return for each place of a line how many lines have a segment there."""
    change = [0] * (width + 2)
    for line in lines:
        for segment in line:
            change[segment.start] += 1
            change[segment.edge] -= 1
    return list(accumulate(change[: width + 1]))


def _intervals(occupied: list[int], odd: int) -> list[Interval]:
    """Return where words stand between rivers: two places at least with no more than `odd` lines in them."""
    filled = bytes([count > odd for count in occupied])
    return [found.span() for found in _FILLED.finditer(filled)]


def _parted(
    intervals: list[Interval], lines: Sequence[Sequence[Segment]], tags: Sequence[int]
) -> tuple[list[Interval], list[Interval]]:
    """Return the intervals, parted where a single blank runs down the page: between amounts or before a tag.

    The second answer has them parted behind stubs too.
    """
    tagged = {k for k, (start, end) in enumerate(intervals) if any(start < tag < end for tag in tags)}
    if len(lines) < _FEWEST and not tagged:
        return intervals, intervals
    words = _words_of(intervals, lines, tagged)
    done: list[Interval] = []
    narrow: list[Interval] = []
    for place, interval in enumerate(intervals):
        if place not in words:
            done.append(interval)
            narrow.append(interval)
            continue
        rivers = Rivers(interval, words[place])
        known = rivers.tagged(tags)
        done += rivers.parted(known, stubs=False)
        narrow += rivers.parted(known, stubs=True)
    return done, narrow


def _words_of(
    intervals: list[Interval], lines: Sequence[Sequence[Segment]], tagged: set[int]
) -> dict[int, list[list[Word]]]:
    """Return the words, line by line, of those intervals that tags or two amounts in more than one line may part."""
    where = [-1] * (WIDEST + 1)
    for place, (start, end) in enumerate(intervals):
        where[start:end] = [place] * (end - start)
    crowded = tagged | _crowded(where, lines, len(intervals))
    found: dict[int, list[list[Word]]] = {place: [] for place in crowded}
    for line in lines if crowded else ():
        last = -1
        for segment in line:
            first = where[segment.start]
            if first == where[segment.end - 1]:
                if first not in crowded:
                    continue
                if first == last:
                    found[first][-1].extend(segment.words)
                else:
                    found[first].append(list(segment.words))
                    last = first
                continue
            for word in segment.words:
                place = where[word.start]
                if place not in crowded:
                    continue
                if place == last:
                    found[place][-1].append(word)
                else:
                    found[place].append([word])
                    last = place
    return found


def _crowded(where: list[int], lines: Sequence[Sequence[Segment]], count: int) -> set[int]:
    """Return the intervals, of `count`, that may hold two amounts next to each other in more than one line."""
    often = [0] * (count + 1)
    for line in lines:
        last = -1
        for segment in line:
            place = where[segment.start]
            until = where[segment.end - 1]
            if place == last or (" " in segment.text and _AMOUNTS.search(segment.text)):
                often[place] += 1
            if until != place:
                for k in range(place + 1, until + 1):
                    often[k] += 1
            last = until
    return {place for place in range(count) if often[place] > 1}


def _notes_joined(intervals: list[Interval], lines: Sequence[Sequence[Segment]]) -> list[Interval]:
    """Join a column that holds nothing but note marks and signs to the one before it."""
    if len(intervals) < 3:
        return intervals
    marks = [0] * len(intervals)
    starts = [start for start, _ in intervals]
    for line in lines:
        for segment in line:
            place = max(0, bisect_right(starts, segment.start) - 1)
            if marks[place] >= 0:
                text = segment.text
                is_mark = len(text) <= 3 and text[0] in "(*)%" and not is_figure(text)
                marks[place] = marks[place] + 1 if is_mark else -1
    done = [intervals[0]]
    for place in range(1, len(intervals)):
        now = intervals[place]
        if marks[place] > 0 and place > 1 and now[0] - done[-1][1] <= 4:
            done[-1] = (done[-1][0], now[1])
        else:
            done.append(now)
    return done


def _stubs_joined(intervals: list[Interval], lines: Sequence[Sequence[Segment]]) -> list[Interval]:
    """Join a column without figures that few lines fill to the stubs, where it stands next to them."""
    while len(intervals) > 2 and intervals[1][0] - intervals[0][1] <= _STUB_GAP:
        start, end = intervals[1]
        inside = [part for line in lines for part in line if part.start < end and start < part.end]
        if any(part.figure for part in inside) or len(inside) > max(1, len(lines) // _ODD_LINES):
            break
        intervals = [(intervals[0][0], end), *intervals[2:]]
    return intervals
