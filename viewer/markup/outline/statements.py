"""Lines to the titles of financial statements and of their notes, which filers set apart least of all headings.

A statement is told by what it is called, a note by its number: notes are counted, without gaps, from 1.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from viewer.markup.outline.heading import is_titled

if TYPE_CHECKING:
    from viewer.markup.outline.line import Words

_STATEMENT = re.compile(
    r"(?:(?:condensed|unaudited|audited|interim|consolidated|combined|parent|company|statutory)\W+)*"
    r"(?:balance sheets?|income statements?|cash flow statements?|schedules? of (?:portfolio )?investments"
    r"|statements? of (?:operations|income|earnings|loss|profit|cash flow|comp|share|stock|partners|members|changes"
    r"|financial|net assets|assets|equity|retained|total)"
    r"|notes to .*\bstatements|(?:reports? of )?independent .*(?:audit|account))",
    re.IGNORECASE,
)
# What is called as a statement is, and is none.
_OTHER = re.compile(r"\b(?:data|beneficial)\b", re.IGNORECASE)
_INDEX = re.compile(r"index to .*\bstatements?\b.{0,40}", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:NOTE\s+(?:NO\.?\s*)?(?:(?P<said>\d{1,2})\b[\W_]*|(?P<lettered>[A-Z])(?:\s*[-–—.:]+\s*|$))(?=[A-Z]|$)"
    r"|(?P<dotted>\d{1,2})\.\s*(?=[A-Z])|\((?P<bracketed>\d{1,2})\)\s*(?=[A-Z])(?!(?:all )?(?:financial|exhibit)))",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\bcont(?:inued|[’'.]?d)?\b\.?\W*$", re.IGNORECASE)
_LONGEST = 120
_LONGEST_PLAIN = 70
_FEWEST_NOTES = 3
_WIDEST_GAP = 2


def is_statement(text: str) -> bool:
    """Whether a title is that of a financial statement, of the notes or of the auditor's report.

    >>> is_statement("CONDENSED CONSOLIDATED BALANCE SHEETS (Unaudited)"), is_statement("Balance Sheet Data")
    (True, False)
    """
    return _STATEMENT.match(text) is not None and _OTHER.search(text) is None


def note_number(title: str) -> int:
    """Return the number of a note, 0 for what is none.

    >>> note_number("Note 5. Leases"), note_number("(12) Shareholders’ Equity"), note_number("Leases")
    (5, 12, 0)
    """
    found = _NOTE.match(title)
    return _counted_as(found) if found else 0


def statement_titles(words: Sequence[Words]) -> set[int]:
    """Return the places of lines that name a statement and nothing else, of the same name in a row the first."""
    found: set[int] = set()
    last = ""
    for at, line in enumerate(words):
        text = line.statement or line.text
        set_apart = line.centred or (line.apart and not line.row)
        if line.entry or len(text) > _LONGEST or not set_apart:
            continue
        if (
            any(map(str.isdigit, text))
            or text[-1] in ".,;:"
            or not (is_statement(text) or _INDEX.fullmatch(text))
        ):
            continue
        if _AGAIN.search(text) is None and text != last:
            found.add(at)
            last = text
    return found


class NoteTitle(NamedTuple):
    """What a note is called, and whether that only begins its paragraph."""

    words: str
    run_in: bool


def note_titles(words: Sequence[Words], statements: Collection[int]) -> dict[int, NoteTitle]:
    """Return the titles of notes by the places of their lines, as their numbers show; a list of notes holds none.

    A number alone, with words that nothing sets apart, begins a note only behind the titles of `statements`.
    """
    first = min(statements, default=len(words))
    found: dict[int, NoteTitle] = {}
    runs: dict[str, list[tuple[int, int, NoteTitle]]] = {}
    for at, line in enumerate(words):
        if line.entry or line.text[:1] not in "Nn(0123456789":
            continue
        title = _title(words, at, at > first)
        note = _NOTE.match(title.words)
        if note is None or _is_listed(words, at + (len(title.words) > len(line.text))):
            continue
        number, run = _counted_as(note), runs.setdefault(note.lastgroup or "", [])
        if run and number == run[-1][1]:
            continue
        if run and not 0 < number - run[-1][1] <= _WIDEST_GAP:
            found.update(_counted(run))
            run.clear()
        if run or number == 1:
            run.append((at, number, title))
    for run in runs.values():
        found.update(_counted(run))
    return found


def _title(words: Sequence[Words], at: int, stated: bool) -> NoteTitle:
    """Return what a line may call a note, nothing where it does not; `stated` says that statements stand before it."""
    line = words[at]
    text, run_in = line.text, False
    note = _NOTE.match(text)
    if note is not None and note.end() == len(text) and at + 1 < len(words):
        below = words[at + 1]
        near = below.place - line.place <= 1 and not below.entry and _NOTE.match(below.text) is None
        text = f"{text} {below.text}" if near and (below.apart or is_titled(below.text)) else text
    elif not line.apart and line.lead and note is not None and note.end() < len(line.lead) < len(text):
        text, run_in = line.lead.rstrip(" .:–—-"), True
    elif not line.apart and note is not None and note.lastgroup in ("dotted", "bracketed"):
        # Nothing sets it apart: it has to read as a title does.
        title = text[note.end() :]
        text = (
            text
            if stated and is_titled(title) and title[-1].isalpha() and len(text) <= _LONGEST_PLAIN
            else ""
        )
    if len(text) > _LONGEST or text[-1:] in (",", ";") or _AGAIN.search(text):
        return NoteTitle("", False)
    return NoteTitle(text, run_in)


def _counted_as(note: re.Match[str]) -> int:
    said = note[note.lastgroup or 0]
    return int(said) if said.isdecimal() else ord(said.upper()) - 64


def _is_listed(words: Sequence[Words], at: int) -> bool:
    """Whether another number stands right below a line."""
    if at + 1 == len(words) or not _NOTE.match(words[at + 1].text):
        return False
    return words[at + 1].letters - words[at].letters <= len(words[at].text)


def _counted(run: Sequence[tuple[int, int, NoteTitle]]) -> dict[int, NoteTitle]:
    return {at: title for at, _, title in run} if len(run) >= _FEWEST_NOTES else {}
