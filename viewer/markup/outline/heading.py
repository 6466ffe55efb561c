"""One line of an outline, and how titles are set."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OMITTED = re.compile(r"\[?(?:intentionally )?(?:left blank|omitted|reserved|deleted)\]?", re.IGNORECASE)
# Words that stay small in a title.
SMALL = frozenset(
    (
        "a", "an", "and", "any", "as", "at", "by", "for", "from", "if", "in", "into", "its", "no", "not", "of", "on",
        "or", "other", "per", "than", "that", "the", "to", "under", "upon", "with", "without",
    )
)  # fmt: skip
LONGEST = 160
"""The most letters a title has; no paragraph is a heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the outline: its words, its depth from 1, and the number of the block (or row) it stands in.

    `run_in` tells a heading that only begins its block, as in "Section 2.1 Term. This agreement ..."; `missing` an Item
    that the numbering proves to be absent, which has no block (0).
    """

    title: str
    level: int
    block: int
    missing: bool = False
    run_in: bool = False


def shortened(title: str) -> str:
    """Return a title of at most `LONGEST` letters, cut between two words."""
    title = " ".join(title.split())
    if len(title) <= LONGEST:
        return title
    return title[: title.rfind(" ", 0, LONGEST)].rstrip(" ,;:") + " …"


def is_titled(words: str) -> bool:
    """Whether words are set as a title: all of them but small ones with a capital."""
    if _OMITTED.fullmatch(words.strip()):
        return True
    counted = [word.strip("()\"“”,;’'") for word in words.split()]
    counted = [word for word in counted if word and word.lower() not in SMALL]
    large = sum(word[0].isupper() or word[0].isdigit() for word in counted)
    return bool(counted) and len(counted) <= 14 and large * 5 >= len(counted) * 4 and counted[0][0].isupper()
