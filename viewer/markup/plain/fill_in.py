"""Blanks that a form leaves in a line, to be filled in or ticked: they are no gap between columns."""

from __future__ import annotations

import re

_GAP = "   "
_LONGEST = 12
_WIDEST = 200
# From one date to another, a day before its year, the number of an amendment.
_DATES = re.compile(r"(?<=\bfrom) {3,}(?=to\b)", re.IGNORECASE)
_BEFORE = re.compile(r"(?<=\w) {3,}(?=,)|(?<=No\.) {3,}(?=\))", re.IGNORECASE)
_TICK = r"(?:\[ {0,3}X? {0,3}\]|\( {0,3}X? {0,3}\)|/ ?X? ?/|\|[X_ ]?\||[_-]{0,9}X?[_-]{0,9})"
_TICKED = re.compile(
    rf"\bYes\b:? {{0,20}}{_TICK} {{0,20}}\bNo\b:?(?: {{0,20}}{_TICK}(?=[\s.]|$))?", re.IGNORECASE
)
_STROKE = re.compile(r"[-_─]{2,20}")
_TO_TICK = re.compile(r"\bYes\b.*\bNo\b|\bfrom {3,}to\b", re.IGNORECASE)


def closed(text: str) -> str:
    """Return the words of a line with one blank for each that is to be filled in.

    >>> closed("for the period from          to"), closed("Yes   X      No")
    ('for the period from to', 'Yes X No')
    """
    if _GAP not in text:
        return text
    text = _BEFORE.sub(" ", _DATES.sub(" ", text))
    return _TICKED.sub(lambda ticked: " ".join(ticked[0].split()), text)


def set_anew(text: str) -> str:
    """Return the words of a line with one blank between two; what is to be filled in stays open.

    >>> set_anew("May    ,  1995") == "May" + 4 * chr(160) + ", 1995"
    True
    """
    if _GAP in text:
        text = _DATES.sub(_open, _BEFORE.sub(_open, text))
        return " ".join([word for word in text.split(" ") if word])
    return " ".join(text.split())


def _open(gap: re.Match[str]) -> str:
    return "\xa0" * min(len(gap[0]), _LONGEST)


def is_filled_in(rule: str, line: str) -> bool:
    """Whether a drawn rule only says where a line is to be filled in or ticked.

    >>> is_filled_in("                ---------        ------", "for the period from            to")
    True
    """
    return (
        len(line) <= _WIDEST
        and _TO_TICK.search(line) is not None
        and all(map(_STROKE.fullmatch, rule.split()))
        and len(rule) - len(rule.lstrip()) > len(line) - len(line.lstrip())
    )
