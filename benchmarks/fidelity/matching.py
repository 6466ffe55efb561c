"""Two lists of words to which word of the one is which of the other, in order.

Runs of words that stand only once in both are the anchors; between two of them the longest common subsequence is taken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

_RUN = 4  # words that make an anchor
_MOST_CHANGES = 700  # looked for between two anchors; beyond, what stands there counts as lost


def matched(shown: Sequence[str], written: Sequence[str]) -> list[int]:
    """Return for each word of `shown` its place in `written`, -1 for those that have none; the places increase."""
    places = [-1] * len(shown)
    # An anchor further on may part two equal stretches, so shorter runs are tried within.
    todo = [(0, len(shown), 0, len(written), _RUN)]
    while todo:
        start, end, low, high, run = todo.pop()
        while start < end and low < high and shown[start] == written[low]:
            places[start] = low
            start, low = start + 1, low + 1
        while start < end and low < high and shown[end - 1] == written[high - 1]:
            places[end - 1] = high - 1
            end, high = end - 1, high - 1
        if start == end or low == high:
            continue
        anchors = _anchors(shown[start:end], written[low:high], run) if run else []
        if not anchors and run:
            todo.append((start, end, low, high, run // 2))
            continue
        if not anchors:
            for one, other in _common(shown[start:end], written[low:high]):
                places[start + one] = low + other
            continue
        before = (start, low)
        for one, other in anchors:
            places[start + one] = low + other
            todo.append((before[0], start + one, before[1], low + other, run))
            before = (start + one + 1, low + other + 1)
        todo.append((before[0], end, before[1], high, run))
    return places


def _anchors(shown: Sequence[str], written: Sequence[str], run: int) -> list[tuple[int, int]]:
    """Return the places of runs of words that stand once in each list, as many as are in the same order."""
    ours, theirs = _single(shown, run), _single(written, run)
    return _rising([(at, theirs[words]) for words, at in ours.items() if words in theirs])


def _single(words: Sequence[str], run: int) -> dict[tuple[str, ...], int]:
    """Return the runs of words that stand only once, with their places, in order."""
    places: dict[tuple[str, ...], int] = {}
    several = set()
    for at, key in enumerate(zip(*(words[step:] for step in range(run)), strict=False)):
        if key in places:
            several.add(key)
        places[key] = at
    return {key: at for key, at in places.items() if key not in several}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most of the pairs of which the second numbers rise as the first do."""
    lasts: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for place, (_, other) in enumerate(pairs):
        at = bisect_left(lasts, other)
        before[place] = ends[at - 1] if at else -1
        if at == len(lasts):
            lasts.append(other)
            ends.append(place)
        else:
            lasts[at], ends[at] = other, place
    done = []
    place = ends[-1] if ends else -1
    while place >= 0:
        done.append(pairs[place])
        place = before[place]
    return done[::-1]


def _common(shown: Sequence[str], written: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence, by the fewest changes that make one list of the other."""
    rows, columns = len(shown), len(written)
    furthest = {1: 0}
    history = []
    for changes in range(min(rows + columns, _MOST_CHANGES) + 1):
        history.append(dict(furthest))
        for diagonal in range(-changes, changes + 1, 2):
            if diagonal == -changes or (
                diagonal != changes and furthest[diagonal - 1] < furthest[diagonal + 1]
            ):
                at = furthest[diagonal + 1]
            else:
                at = furthest[diagonal - 1] + 1
            while at < rows and 0 <= at - diagonal < columns and shown[at] == written[at - diagonal]:
                at += 1
            furthest[diagonal] = at
            if at >= rows and at - diagonal >= columns:
                return _traced(history, rows, columns)
    return []


def _traced(history: list[dict[int, int]], rows: int, columns: int) -> list[tuple[int, int]]:
    pairs = []
    at, other = rows, columns
    for changes in range(len(history) - 1, -1, -1):
        furthest, diagonal = history[changes], at - other
        down = diagonal == -changes or (
            diagonal != changes and furthest[diagonal - 1] < furthest[diagonal + 1]
        )
        last = diagonal + 1 if down else diagonal - 1
        from_at = furthest[last] if changes else 0
        from_other = from_at - last if changes else 0
        start_at = from_at if down or not changes else from_at + 1
        while at > start_at and at > 0 and other > 0:
            at, other = at - 1, other - 1
            pairs.append((at, other))
        at, other = from_at, from_other
    return pairs[::-1]


class Match:
    """Which word of a page stands where in its rendering: `places`, by word of the page, and `owners`, the reverse."""

    def __init__(self, shown: Sequence[str], written: Sequence[str]) -> None:
        """Match the words in order."""
        self.shown, self.written = shown, written
        self.places = matched(shown, written)
        self.owners = [-1] * len(written)
        for word, place in enumerate(self.places):
            if place >= 0:
                self.owners[place] = word

    def rearrange(self, stretches: Sequence[range]) -> None:
        """Match the words of lines side by side anew, in whatever order the lines come.

        `stretches` are the words of each line, as they follow each other in the page, one cell after the other. Each is
        looked for as a whole, the longest first, among what stands between the words before and behind them all; what
        is not found whole keeps its order within itself.
        """
        start, end = stretches[0].start, stretches[-1].stop
        low = next((self.places[at] + 1 for at in range(start - 1, -1, -1) if self.places[at] >= 0), 0)
        high = next(
            (self.places[at] for at in range(end, len(self.places)) if self.places[at] >= 0),
            len(self.written),
        )
        before = self.places[start:end]
        self.lose(range(start, end))
        left = sorted(stretches, key=lambda each: (-len(each), each.start))
        broken = [stretch for stretch in left if not self._place_whole(stretch, low, high)]
        for stretch in sorted(broken, key=lambda each: each.start):
            gaps = [place for place in range(low, high) if self.owners[place] < 0]
            pairs = _common([self.shown[at] for at in stretch], [self.written[place] for place in gaps])
            for one, other in pairs:
                self._place(stretch.start + one, gaps[other])
        if sum(place >= 0 for place in before) > sum(place >= 0 for place in self.places[start:end]):
            self._restore(range(start, end), before)

    def lose(self, words: range) -> None:
        """Take words of the page for lost."""
        for word in words:
            if self.places[word] >= 0:
                self.owners[self.places[word]] = -1
                self.places[word] = -1

    def _place_whole(self, stretch: range, low: int, high: int) -> bool:
        words = list(self.shown[stretch.start : stretch.stop])
        for at in range(low, high - len(words) + 1):
            if (
                self.written[at] == words[0]
                and list(self.written[at : at + len(words)]) == words
                and all(owner < 0 for owner in self.owners[at : at + len(words)])
            ):
                for step, word in enumerate(stretch):
                    self._place(word, at + step)
                return True
        return False

    def _place(self, word: int, place: int) -> None:
        self.places[word] = place
        self.owners[place] = word

    def _restore(self, words: range, places: list[int]) -> None:
        self.lose(words)
        for word, place in zip(words, places, strict=True):
            if place >= 0:
                self._place(word, place)
