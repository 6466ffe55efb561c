"""Lines of typewriting with a blank line behind each to the paragraphs that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from viewer.markup.plain.measure import Line

Chunk: TypeAlias = tuple[int, int, bool]
"""Where lines between blank ones begin and end, and whether they stand in columns."""

_FEWEST = 3
_NARROWEST = 45
_SHARE = 4
_RAGGED = 14
_ITEM = re.compile(r"\(?\w{1,4}[.)]\s|[-*•]\s")


def single_spaced(lines: Sequence[str], chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Yield chunks; those of one full line each that a single blank line parts from the next are one where it goes on.

    That is told only where several lines follow each other so, most of them within a sentence.
    """
    run: list[Chunk] = []
    for chunk in chunks:
        start, end, tabular = chunk
        if run and (tabular or end - start > 1 or start != run[-1][1] + 1):
            yield from _joined(lines, run)
            run = []
        if tabular or end - start > 1:
            yield chunk
        else:
            run.append(chunk)
    yield from _joined(lines, run)


def _joined(lines: Sequence[str], run: Sequence[Chunk]) -> Iterator[Chunk]:
    """Yield the chunks of a run, a line each, those of one paragraph as one."""
    said = [Line.of(lines[start]) for start, _, _ in run] if len(run) > _FEWEST else []
    edge = max((line.right for line in said), default=0)
    goes_on = [_goes_on(before, now, edge) for before, now in pairwise(said)]
    within = sum(full and before.text[-1] not in ".:;?!" for full, before in zip(goes_on, said, strict=False))
    if within < _FEWEST or _SHARE * within < (_SHARE - 1) * sum(goes_on):
        yield from run
        return
    first = 0
    for place in range(1, len(run) + 1):
        if place == len(run) or not goes_on[place - 1]:
            yield run[first][0], run[place - 1][1], False
            first = place


def _goes_on(before: Line, now: Line, edge: int) -> bool:
    """Whether a full line goes on in the next, which is set in no farther and is no item."""
    if before.right - before.left <= _NARROWEST:
        return False
    room = _RAGGED if now.text[0].islower() and before.text[-1] not in ".:;?!" else 0
    full = before.right + 1 + len(now.first) + room > edge
    return full and now.left <= before.left and not _ITEM.match(now.text)
