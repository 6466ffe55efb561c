"""Lines to the titles of financial statements and of their notes, which filers set apart least of all headings.

A statement is told by what it is called, a note by its number: notes are counted, without gaps, from 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.markup.outline.line import Words

_STATEMENT = re.compile(
    r"(?!.*\b(?:data|beneficial)\b)(?:(?:condensed|unaudited|audited|interim|consolidated|combined|parent|company|statutory)\W+)*"
    r"(?:balance sheets?|income statements?|cash flow statements?|schedules? of (?:portfolio )?investments"
    r"|statements? of (?:operations|income|earnings|loss|profit|cash flow|comp|share|stock|partners|members|changes"
    r"|financial|net assets|assets|equity|retained|total)"
    r"|notes to .*\bstatements|(?:reports? of )?independent .*(?:audit|account))",
    re.IGNORECASE,
)
_INDEX = re.compile(r"index to .*\bstatements?\b.{0,40}", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:(?P<word>NOTE)\s+(?:NO\.?\s*)?(?P<said>\d{1,2})\b[\W_]*(?=[A-Z])|(?P<dotted>\d{1,2})\.\s?(?=[A-Z])"
    r"|\((?P<bracketed>\d{1,2})\)\s*(?=[A-Z])(?!(?:all )?(?:financial|exhibit)))",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\bcont(?:inued|[’'.]?d)?\b\.?\W*$", re.IGNORECASE)
_LONGEST = 120
_FEWEST_NOTES = 3
_WIDEST_GAP = 2


def is_statement(text: str) -> bool:
    """Whether a title is that of a financial statement, of the notes or of the auditor's report.

    >>> is_statement("CONDENSED CONSOLIDATED BALANCE SHEETS (Unaudited)"), is_statement("Balance Sheet Data")
    (True, False)
    """
    return _STATEMENT.match(text) is not None


def note_number(title: str) -> int:
    """Return the number of a note, 0 for what is none.

    >>> note_number("Note 5. Leases"), note_number("(12) Shareholders’ Equity"), note_number("Leases")
    (5, 12, 0)
    """
    found = _NOTE.match(title)
    return int(found["said"] or found["dotted"] or found["bracketed"]) if found else 0


def statement_titles(words: Sequence[Words]) -> set[int]:
    """Return the places of lines that name a statement and nothing else, of the same name in a row the first."""
    found: set[int] = set()
    last = ""
    for at, line in enumerate(words):
        text = line.text
        if line.entry or line.row or len(text) > _LONGEST or not (line.apart or line.centred):
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


def note_titles(words: Sequence[Words]) -> set[int]:
    """Return the places of lines that are titles of notes, as their numbers show; those of a list of notes are none."""
    found: set[int] = set()
    runs: dict[str, list[tuple[int, int]]] = {}
    for at, line in enumerate(words):
        text = line.text
        if text[:1] not in "Nn(0123456789" or line.entry or len(text) > _LONGEST:
            continue
        note = _NOTE.match(text)
        kind = note.lastgroup if note else None
        if note is None or kind is None or not (line.apart or kind == "said"):
            continue
        if text[-1] in ",;:" or _AGAIN.search(text) or len(text) == note.end() or _is_listed(words, at):
            continue
        number, run = int(note[kind]), runs.setdefault(kind, [])
        if run and number == run[-1][1]:
            continue
        if run and not 0 < number - run[-1][1] <= _WIDEST_GAP:
            found.update(_counted(run))
            run.clear()
        if run or number == 1:
            run.append((at, number))
    for run in runs.values():
        found.update(_counted(run))
    return found


def _is_listed(words: Sequence[Words], at: int) -> bool:
    """Whether another number stands right below a line."""
    if at + 1 == len(words) or not _NOTE.match(words[at + 1].text):
        return False
    return words[at + 1].letters - words[at].letters <= len(words[at].text)


def _counted(run: Sequence[tuple[int, int]]) -> list[int]:
    return [at for at, _ in run] if len(run) >= _FEWEST_NOTES else []
