"""Markup to the words that a reader would see of it, counted apart from folding, tables and renderers.

Held against the words of a rendering, they tell whether anything was lost on the way.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.markup.clean import Cleaner
from viewer.markup.flow import Flow
from viewer.markup.inline import spelled
from viewer.markup.parse import parse_html
from viewer.markup.sheet import sheet_of

if TYPE_CHECKING:
    from viewer.markup.draft import Draft
    from viewer.markup.look import Look
    from viewer.markup.tree import Left, Picture

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[ \n]")  # nothing is composed across these
_UNSEEN = re.compile("[\xad\u200b\u2060\ufeff]")  # no part of a word, and no gap between two
_EXAMPLES = 20
_SLICE = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many words a reader would see of the document, how many of them the text holds, and what was left out.

    `missing` are the words that the text does not hold, at most twenty of them.
    """

    visible: int
    kept: int
    missing: tuple[str, ...] = ()
    left_out: tuple[Left, ...] = ()

    @property
    def share(self) -> float:
        """The share of the visible words that the text holds, 1.0 for all."""
        return self.kept / self.visible if self.visible else 1.0


def coverage(markup: str, rendering: str) -> Coverage:
    """Return how much of the visible words of HTML `markup` stand in `rendering`, a plain text."""
    words = _WordFlow()
    tree = parse_html(markup, Cleaner(words, sheet_of(markup)))
    return compared(words.text(), rendering, tree.left_out)


def compared(visible: str, rendering: str, left_out: tuple[Left, ...] = ()) -> Coverage:
    """Return how much of the words of `visible` stand in `rendering`, each as often."""
    wanted, found = _counted(visible), _counted(rendering)
    missing = wanted - found
    total = wanted.total()
    return Coverage(total, total - missing.total(), tuple(sorted(missing))[:_EXAMPLES], left_out)


def _counted(text: str) -> Counter[str]:
    """Return how often each word stands in a text, counted in slices: a long step in C holds up all other threads."""
    words: Counter[str] = Counter()
    start = 0
    while start < len(text):
        gap = _GAP.search(text, start + _SLICE)
        end = gap.end() if gap else len(text)
        folded = unicodedata.normalize("NFKC", text[start:end]).replace("_", " ").lower()
        if not folded.isascii():
            folded = _UNSEEN.sub("", folded)
        words.update(_WORD.findall(folded))
        start = end
    return words


class _WordFlow(Flow):
    """A flow that only collects what is seen, in the order of the events."""

    __slots__ = ("_seen", "_struck")

    def __init__(self) -> None:
        super().__init__()
        self._seen: list[str] = []
        self._struck = False

    def inner(self) -> Flow:
        self._seen.append("\n")
        return self

    def taken(self, inner: Flow) -> list[Draft]:
        self._seen.append("\n")
        return []

    def add(self, text: str, look: Look) -> None:
        if look.style.strike is not self._struck:  # struck out words are parted from others by a sign
            self._seen.append("\n")
            self._struck = look.style.strike
        self._seen.append(spelled(text, look))

    def picture(self, picture: Picture, look: Look) -> None:
        """Keep nothing: a picture has no words."""

    def line_break(self, look: Look) -> None:
        self._seen.append("\n")

    def flush(self) -> None:
        self._seen.append("\n")

    def gap(self, wide: bool = False) -> None:
        if wide:
            self._seen.append("\n")

    def float_left(self, start: int) -> None:
        self._seen.append("\n")

    def text(self) -> str:
        """Return what was seen."""
        return "".join(self._seen)
