"""A text to how many columns of a screen it takes in letters of one width, and the same text filled up to a number.

The wide letters of East Asia take two columns, marks that combine with the letter before them none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

# All letters before these take one column; the quotes and dashes of filings, which are many, are among these.
_OF_INTEREST = re.compile("[\u0300-\U0010ffff]")
_NONE = frozenset(("Mn", "Me", "Cf"))


def width_of(text: str) -> int:
    """Return how many columns a text takes.

    >>> width_of("pears"), width_of("梨と李"), width_of("cafe\u0301")
    (5, 6, 4)
    """
    if text.isascii():
        return len(text)
    return len(text) + sum(map(_more, _OF_INTEREST.findall(text)))


@lru_cache(maxsize=4096)
def _more(letter: str) -> int:
    """Return how many columns more than one a letter takes."""
    if category(letter) in _NONE:
        return -1
    return 1 if east_asian_width(letter) in "WF" else 0


def left(text: str, width: int) -> str:
    """Return a text with spaces behind it, up to `width` columns."""
    return text + " " * (width - width_of(text))


def right(text: str, width: int) -> str:
    """Return a text with spaces before it, up to `width` columns."""
    return " " * (width - width_of(text)) + text


def centred(text: str, width: int) -> str:
    """Return a text with spaces around it, up to `width` columns."""
    return text.center(width - width_of(text) + len(text))
