"""A rule drawn among lines of a plain text to what it belongs to: the words above it, or a column of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.markup.plain.aligned import is_tabular

RULE = re.compile(
    r"\s*(?:[-=─═]{3,}(?:\s+[-=─═]{3,})*|_{20,}|\.{20,}|(?:[-=*] ){4,}[-=*]?|(?:\* {1,12}){2,}\*)\s*"
)
"""A line that holds nothing but a rule: of dashes, of dots, of stars."""
HAND = re.compile(r"\*?(?:By ?: *)?/s/", re.IGNORECASE)
"""What stands before the name of who signed."""
_UNDER = 3
_BY = 6
_INSET = 10
_LONG = 50
_TITLE = 2


def is_inset(lines: Sequence[str], rule: str, after: str) -> bool:
    """Whether a long rule stands in the last column of lines only, as does the line below it."""
    left, begins = _left(rule), min(map(_left, lines))
    inset = left - begins >= _INSET and len(rule) - left > _LONG // 2 and abs(_left(after) - left) <= 1
    return inset and is_tabular(lines)


def _left(line: str) -> int:
    return len(line) - len(line.lstrip())


def underlines(rule: str, filed: str) -> bool:
    """Whether a rule is as wide as the last of the lines above it, or their longest; one below a name begins there."""
    lines = filed.strip("\n").split("\n")
    left, right = _left(rule), len(rule)
    if HAND.match(lines[-1].lstrip()) and 0 <= left - _left(lines[-1]) <= _BY:
        return right - left <= _LONG
    title = len(lines) <= _TITLE and lines[-1][-1] != "."
    return any(
        abs(left - _left(line)) <= _UNDER and abs(right - len(line)) <= _UNDER
        for line in (lines[-1], max(lines, key=len) if title else lines[-1])
    )
