"""A line to what it says of a Part and an Item: number, letters, and whether it only begins a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.markup.outline.line import Words

PART = re.compile(r"PART\s+(?P<part>IV|I{1,3}|[1-4])\b(?!\s*[A-Z]?\d)[\s.,:–—-]*", re.IGNORECASE)
ITEM = re.compile(
    r"ITEMS?\s*(?:NOS?\.?\s*)?(?P<number>\d{1,2})(?!\d)"
    r"(?:\.(?P<sub>\d{2})\b|\s?[.-]?\s?(?P<letter>[A-K])(?=[\s.,:;)(–—-]|$))?"
    r"(?:\s*\((?P<under>T|[a-z])\)(?:\s*\(\w\))*)?"
    r"(?:\s*(?:,|and|&|to|through|thru|[-–—])\s*(?:ITEMS?\s*)?(?P<last>\d{1,2})[A-C]?(?=[\s.:–—-]|$))?"
    r"[\s.,:;)–—-]*",
    re.IGNORECASE,
)
# How the titles of Items begin.
TITLE = re.compile(
    r"business|risk factors|unresolved|cybersecurity|propert|legal|mine safety|submission|market|selected|management"
    r"|quanti|financial|changes|controls|other|disclosure|directors|executive|security|certain|principal|exhibit|form"
    r"|reserved|removed|unregistered|defaults|identity|offer|key info|information|operating|major|additional"
    r"|description|material|code|audit|exempt|purchase|entry|completion|results|regulation|departure|amend"
    r"|termination|acquisition|interest|source|purpose|ownership|contract|notice|indemn|recent|undertak|summary"
    r"|subject|person|terms|past|not applicable",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:of|in|to|under|see) (?:this|our|its|such)\b|[.;] |\b(?:of|in|under|to) the (?:plan|form|annual|exchange|act"
    r"|code|agreement|indenture|regulation|proxy)\b",
    re.IGNORECASE,
)
RUN_IN = re.compile(r"[A-Z(][^.]{3,110}?[.:](?=\s)")
LONGEST_PLAIN = 110
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(slots=True)
class Marked:
    """A line that begins as a Part or an Item: its part (0: not said), number (0: none), letters, and last number.

    `letter` is that of Item 9A, `under` that of Item 2(b).
    """

    at: int
    part: int
    number: int
    letter: str
    under: str
    last: int
    end: int
    weight: float
    run_in: bool


def marked_line(at: int, line: Words) -> Marked | None:
    """Return what a line says of Part and Item, `None` where it is no heading of one."""
    if line.entry:
        return None
    text = line.text
    part = PART.match(text)
    item = ITEM.match(text, part.end() if part else 0)
    if not (part or item):
        return None
    end = item.end() if item else part.end() if part else 0
    rest = text[end:]
    run_in = False
    if not line.apart:
        titled = reads_as_title(rest) if len(text) <= LONGEST_PLAIN + 20 else False
        run_in = not titled and item is not None and _is_run_in(line, rest)
        if not (titled or run_in or (line.linked and len(text) < LONGEST_PLAIN)):
            return None
    elif len(text) > 2 * LONGEST_PLAIN:
        return None
    number = int(item["number"]) if item else 0
    letter = ((item["sub"] or item["letter"] or "").upper()) if item else ""
    last = int(item["last"] or 0) if item else 0
    if last and not number < last <= number + 9:
        last = 0
    under = (item["under"] or "").lower().replace("t", "") if item else ""
    return Marked(at, _part(part), number, letter, under, last, end, 0.0, run_in)


def _part(part: re.Match[str] | None) -> int:
    said = part["part"].upper() if part else ""
    return int(said) if said.isdigit() else _ROMAN.get(said, 0)


def reads_as_title(rest: str) -> bool:
    """Whether what follows a number in plain letters is a title and no sentence."""
    rest = rest.strip(" .:–—-")
    return not rest or (rest[0].isupper() and len(rest) < LONGEST_PLAIN and not _SENTENCE.search(rest))


def _is_run_in(line: Words, rest: str) -> bool:
    """Whether a paragraph begins with a heading: in bold or capitals, or by words that title Items."""
    if line.lead:
        return ITEM.match(line.lead) is not None and len(line.lead) < LONGEST_PLAIN + 40
    title = RUN_IN.match(rest)
    return title is not None and (
        title[0].isupper() or (TITLE.match(title[0]) is not None and title[0].istitle())
    )
