"""Where each block stands in a rendering that is one string: the shape that text and Markdown answer in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """The characters `start` (included) to `end` (excluded) of a rendering are the block `block`."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class TextRendering:
    """A rendering as one string, and the places of its blocks in order; they do not overlap."""

    text: str
    places: tuple[Place, ...]


class Writer:
    """Collects pieces of a rendering and notes where blocks begin and end."""

    def __init__(self) -> None:
        """Start empty."""
        self._pieces: list[str] = []
        self._places: list[Place] = []
        self._length = 0

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

    def rendering(self) -> TextRendering:
        """Return what was written."""
        return TextRendering("".join(self._pieces), tuple(self._places))
