"""Words above or in a table to the unit line they hold: `In thousands, except per share amounts`."""

from __future__ import annotations

import re

_SCALE = r"(?:thousands?|millions?|billions?|hundreds|000'?s|000s|\$?000(?:['’]?s)?(?:\s+omitted)?)"
_UNIT = re.compile(
    rf"(?:\b(?:in|of|stated|expressed|presented|rounded|amounts|dollars|shares|figures|[$€£¥])\b|[$€£¥(])[^().;:]{{0,60}}?\b{_SCALE}\b"
    rf"|\b000['’]?s\b|\$000['’]?s|\bamounts? in (?:U\.?S\.? )?dollars\b|\bin (?:whole )?dollars\b"
    rf"|\bU\.?S\.? dollars in {_SCALE}\b|\b(?:in|expressed in) (?:U\.?S\.? |Canadian |U\.S\. )dollars\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_LEAD = re.compile(
    r"(?:\(|\[)?\s*(?:all\s+)?(?:(?:U\.?S\.?\s+)?(?:dollars?|dollar amounts|amounts?|figures|shares|unaudited|stated"
    r"|expressed|presented|tabular|numbers?)\b|in\b|\$?000|[$€£¥]|[A-Z]{2,3}[$]|(?:thousands|millions|billions)\b)",
    re.IGNORECASE,
)
_LONGEST = 200


def unit_of(words: str) -> str:
    """Return the unit line in `words` without its brackets, or an empty string.

    >>> unit_of("Balance sheets (in thousands, except share data)"), unit_of("It rose in millions of homes.")
    ('in thousands, except share data', '')
    """
    for line in words.split("\n"):
        line = " ".join(line.split())
        for found in _BRACKETED.finditer(line):
            if _UNIT.search(found.group()) and len(found[1]) <= _LONGEST:
                return found[1].strip()
        if is_unit_line(line):
            return line.strip("()[]: ")
    return ""


def is_unit_line(words: str) -> bool:
    """Whether a line is nothing but a unit line: `(Dollars in millions)`, `In thousands`."""
    words = " ".join(words.split())
    if len(words) > _LONGEST or not _LEAD.match(words) or not _UNIT.search(words):
        return False
    return words[:1] in "([" or (not words.endswith(".") and len(words.split()) <= 16)
