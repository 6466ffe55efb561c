"""What one run of the program leaves to the next: the files open, and where the reader was in each document."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.ui.spot import START, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_PLACES = 300

Key = tuple[str, str, int]
"""A document: the path of its file, its submission's accession number, its number in it."""


@dataclass(frozen=True, slots=True)
class SessionFile:
    """An open file, what its tab said, and the document that was shown; number 0 for the main one."""

    path: str
    title: str
    accession_number: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """The files open, in their order, and the place of the one in front."""

    files: tuple[SessionFile, ...] = ()
    front: int = 0


class Places:
    """The spot last left in each document, those of the last `MOST_PLACES` documents; the start takes no room."""

    def __init__(self, known: Iterable[tuple[Key, Spot]] = ()) -> None:
        self._spots = OrderedDict(known)

    def keep(self, key: Key, spot: Spot) -> None:
        """Keep the spot that is left in a document."""
        self._spots.pop(key, None)
        if spot != START:
            self._spots[key] = spot
        while len(self._spots) > MOST_PLACES:
            self._spots.popitem(last=False)

    def of(self, key: Key) -> Spot:
        """Return the spot last left in a document."""
        return self._spots.get(key, START)

    def all(self) -> tuple[tuple[Key, Spot], ...]:
        """Return all that is kept, the last one last."""
        return tuple(self._spots.items())
