"""What is asked of the script beside a page: kept until the page is there to hear it, and counted where it moves.

A page tells of its top from another process: that may be on its way while the page is asked to go elsewhere, and is out
of date then. So each top is told with the number of the last move that was heard before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class PageRequests:
    """The requests to one page after the other, which `call(function, *values)` hands to the one on screen."""

    def __init__(self, call: Callable[..., None]) -> None:
        self._call = call
        self._kept: dict[str, tuple[object, ...]] = {}
        self._moves = 0
        self._is_heard = False

    @property
    def is_heard(self) -> bool:
        """Whether the page is there."""
        return self._is_heard

    def await_page(self) -> None:
        """Forget what the former page was asked: another one is on its way."""
        self._kept.clear()
        self._moves, self._is_heard = 0, False

    def begin(self) -> None:
        """Ask what was kept of the page that is there now."""
        self._is_heard = True
        kept, self._kept = self._kept, {}
        for function, values in kept.items():
            self._call(function, *values)

    def ask(self, function: str, *values: object) -> None:
        """Ask the page to call a function; of a page on its way what is asked last of a function counts."""
        if self._is_heard:
            self._call(function, *values)
        else:
            self._kept.pop(function, None)
            self._kept[function] = values

    def move(self, function: str, *values: object) -> None:
        """Ask the page to call a function that brings another place into sight."""
        self._moves += 1
        self.ask("go", self._moves, function, *values)

    def is_current(self, heard: int) -> bool:
        """Whether a page that has heard so many moves has heard all."""
        return heard >= self._moves
