"""A text to its words: letters and figures, the signs of figures, and ballot boxes, each with its place.

Two words are the same if they are so without regard to case and to how Unicode composes letters. Bullets, dashes, dot
leaders, rules and quotes are no words; nor is `_`, with which filers draw lines.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+|[$€£¥%()☐☑☒]")
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff"))
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
BOXES = frozenset("☐☑☒")
SIGNS = frozenset("$€£¥%()")


class Word(NamedTuple):
    """A word, the characters of its line that it is, and the number of that line; `end` is before raised digits."""

    text: str
    start: int
    end: int
    line: int

    @property
    def is_letters(self) -> bool:
        """Whether it is letters or figures, not a sign or a box."""
        return self.text[0] not in SIGNS and self.text[0] not in BOXES


def seen(text: str) -> str:
    """Return a text without the characters that nobody sees."""
    return text if text.isascii() else text.translate(_UNSEEN)


def words_of(text: str, line: int = 0) -> list[Word]:
    """Return the words of a line."""
    text = seen(text)
    return [
        Word(_folded(match[0]), match.start(), match.start() + len(match[0].rstrip(_RAISED)), line)
        for match in _WORD.finditer(text)
    ]


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).lower()
