"""Hits in a text to marks on a page: which words, in which block, at which of the places where they stand there."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from viewer.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.rendition import Place
    from viewer.search import Hit

_Standing = dict[tuple[int, str], list[int]]  # where words stand in a place, by its number and the words

_end = attrgetter("end")

NEAREST = 1000
"""How many hits before and behind the current one are marked on the page."""


class Mark(NamedTuple):
    """The `ordinal`th place (from 0) of these `words` in a block; white space inside them may be any."""

    block: int
    words: str
    ordinal: int
    current: bool


def page_marks(text: str, places: Sequence[Place], hits: Sequence[Hit], current: int) -> list[Mark]:
    """Return the marks of the hits nearest to the `current` one (its index, -1 for none)."""
    low = max(0, current - NEAREST)
    standing: _Standing = {}
    return [
        mark
        for number, hit in enumerate(hits[low : max(current, 0) + NEAREST], low)
        for mark in _marks(text, places, hit, number == current, standing)
    ]


def _marks(
    text: str, places: Sequence[Place], hit: Hit, current: bool, standing: _Standing
) -> Iterator[Mark]:
    """Yield the marks of one hit: one in each block that it reaches into."""
    number = bisect_right(places, hit.start, key=_end)
    while number < len(places) and places[number].start < hit.end:
        place = places[number]
        start, end = max(hit.start, place.start), min(hit.end, place.end)
        words = text[start:end].strip()
        if words:
            start = text.index(words, start)
            if (starts := standing.get((number, words))) is None:
                found = _spread(words).finditer(text, place.start, place.end)
                starts = standing[number, words] = [each.start() for each in found]
            yield Mark(place.block, words, bisect_left(starts, start), current)
        number += 1


@cache
def _script() -> str:
    return resource("find.js").read_text("utf-8")


@lru_cache
def _spread(words: str) -> re.Pattern[str]:
    """Return an expression for `words` with any white space, or none, where they have some."""
    return re.compile(r"\s*".join(map(re.escape, words.split())))


def marking(marks: list[Mark], scroll: bool) -> str:
    """Return the script that marks a page, and brings the current mark into sight."""
    return f"{_script().rstrip()}({json.dumps(marks)}, {json.dumps(scroll)})"
