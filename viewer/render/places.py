"""Where each block stands in a rendering that is one string: the shape that text and Markdown answer in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """The characters `start` (included) to `end` (excluded) of a rendering are the block `block`."""

    start: int
    end: int
    block: int


Fold = tuple[tuple[int, int], ...]
"""The lines of a cell that is broken over several, others standing beside it: characters `start` to `end` of each."""


@dataclass(frozen=True, slots=True)
class TextRendering:
    """A rendering as one string, and the places of its blocks in order; they do not overlap.

    `folds` are the cells whose words do not follow each other in the string.
    """

    text: str
    places: tuple[Place, ...]
    folds: tuple[Fold, ...] = ()


class Writer:
    """Collects pieces of a rendering and notes where blocks begin and end."""

    def __init__(self) -> None:
        """Start empty."""
        self._pieces: list[str] = []
        self._places: list[Place] = []
        self._length = 0
        self._folds: list[Fold] = []

    @property
    def empty(self) -> bool:
        """Whether nothing has been written."""
        return not self._length

    def write(self, text: str, block: int = 0) -> None:
        """Add `text`; with a `block` number, as the words of that block."""
        end = self._length + len(text)
        if block:
            self._places.append(Place(self._length, end, block))
        self._pieces.append(text)
        self._length = end

    def fold(self, lines: Fold) -> None:
        """Note the lines of a cell; `start` and `end` count from the end of what is written."""
        self._folds.append(tuple((self._length + start, self._length + end) for start, end in lines))

    def rendering(self) -> TextRendering:
        """Return what was written."""
        return TextRendering("".join(self._pieces), tuple(self._places), tuple(self._folds))
