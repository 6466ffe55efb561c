"""A text to how many columns of a screen it takes in letters of one width, and the same text filled up to a number.

The wide letters of East Asia take two columns, marks that combine with the letter before them none.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width

_FIRST_OF_INTEREST = "\u0300"
_NONE = frozenset(("Mn", "Me", "Cf"))


def width_of(text: str) -> int:
    """Return how many columns a text takes.

    >>> width_of("pears"), width_of("梨と李"), width_of("cafe\u0301")
    (5, 6, 4)
    """
    if text.isascii() or max(text) < _FIRST_OF_INTEREST:
        return len(text)
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    if letter < _FIRST_OF_INTEREST:
        return 1
    if category(letter) in _NONE:
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1


def left(text: str, width: int) -> str:
    """Return a text with spaces behind it, up to `width` columns."""
    return text + " " * (width - width_of(text))


def right(text: str, width: int) -> str:
    """Return a text with spaces before it, up to `width` columns."""
    return " " * (width - width_of(text)) + text


def centred(text: str, width: int) -> str:
    """Return a text with spaces around it, up to `width` columns."""
    return text.center(width - width_of(text) + len(text))
