"""Lines to captions: real headings, titles of statements and of notes, and short lines set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.markup.outline.heading import LONGEST, Heading, is_titled, shortened
from viewer.markup.outline.line import Emphasis
from viewer.markup.outline.statements import is_statement, note_number, note_titles, statement_titles

if TYPE_CHECKING:
    from viewer.markup.outline.line import Lines, Words
    from viewer.markup.outline.statements import NoteTitle

_REPEATED = 3
_TITLE_PAGE = 4
_CLOSE = 80
_AHEAD = 5
_MOST_LINES = 3  # more that a title has
_BELOW = 200
_LONGEST = 120
_LONGEST_BOLD = 90
_LONGEST_ALONE = 60
_PROSE = 160
_RANKS = 5
_GOING_ON = frozenset(("and", "by", "for", "of", "on", "or", "to", "with"))
_UNFINISHED = _GOING_ON | {"a", "an", "at", "from", "in", "the", "under"}
_EMPHASISED = {Emphasis.LARGE: 1, Emphasis.BOLD: 3, Emphasis.SLANTED: 4}
_INITIAL = re.compile(r"\b[A-Z]\.$")
# Short lines in bold or capitals that are no headings: fragments, dates, periods, units, addresses, signatures.
_NO_TITLE = re.compile(
    "|".join(
        (
            r"not applicable\W*|exhibit (?:nos?\.|numbers?)",
            r"[\W\d_]*|or|and|page(?: \d+)?|item|part|name|title|note:?|index|contents|table of contents|whereas\W*",
            r"for immediate release|to be held .*|\d+ .*\b(?:street|avenue|drive|road|boulevard|plaza|center|parkway)",
            r"\(.*|.*[,;]|.*(?:__|@).*|/s/.*|[x☒☐]\s.*|by:?(?:\s.*)?|see .*|total.*|[^:]*: ?[$\d].*",
            r"via (?:\w+ ){0,2}(?:edgar|facsimile|fax|e-?mail|mail|courier|delivery|messenger|express|ups|fedex)\b.*",
            r"this prospectus\b.*\bdated\b.*|the date of this .*",
            r".*(?:continued|cont[’']d\.?)\)?|.*\bincorporated by reference",
            r"(?:part|items?) (?:no\. )?[ivx\d]+\b.*|registration no.*|\$?[\d,.]+ (?:shares|per).*",
            r"(?:in|dollars in) (?:thousands|millions).*|(?:www\.)?[\w.]+\.(?:com|org|net|gov).*|dated?:?(?:\s.*)?",
            r"(?:[a-z]{3,9}\.? \d{1,2}, \d{4}\s*)+|.*\b(?:19|20)\d\d\b.*\b(?:19|20)\d\d\b \D.*|as (?:of|at) .*\d{4}",
            r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b.{0,12}\d{4}",
            r"(?:for )?(?:the )?(?:three|six|nine|twelve|fiscal)? ?(?:months?|years?|quarters?)(?: then)? ended.*",
        )
    ),
    re.IGNORECASE,
)
_COVER = re.compile(
    r"UNITED STATES$|WASHINGTON,|FORM \S+$|DATE OF REPORT|.*REGISTRANT|COMMISSION FILE|CURRENT REPORT|SCHEDULE 1[34]"
    r"|.*PURSUANT TO|.*SECURITIES (?:AND )?EXCHANGE (?:ACT|COMMISSION)|REGISTRATION STATEMENT|UNDER$|THE SECURITIES"
    r"|EXHIBIT [\d(]|.*\d{5}(?:-\d{4})?$|.*, INC\.?$|SHARES$|COMMON STOCK$",
    re.IGNORECASE,
)
# What a form asks for, below the answer.
_ASKED = re.compile(
    r"\((?:exact |full |print )?(?:name|state|province|jurisdiction|address|titles?|form type|translation"
    r"|cusip|commission|i\.?\s?r\.?\s?s|zip|former|registrant|telephone|date of|amendment no|primary standard)\b.*",
    re.IGNORECASE,
)
_SIGNATURES = re.compile(r"SIGNATURES?", re.IGNORECASE)
_INDEX = re.compile(r"EXHIBITS? INDEX|INDEX (?:TO|OF) EXHIBITS|LIST OF EXHIBITS", re.IGNORECASE)
# Proxies and prospectuses are set out by what shareholders ask.
_QUESTION = re.compile(
    r"(?:Q\s?\d*\s*[:.]\s*|\d{1,2}\.\s*)?(?:what|why|how|who|whom|when|where|which|will|do|does|did|may|can|could|is|are|am"
    r"|was|were|should|would|must|if|have|has|in what|to whom|on what)\b.*\?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:NOTE|PROPOSAL|ANNEX|APPENDIX|SCHEDULE|EXHIBIT)\s+(?:NO\.?\s*)?(?:\d{1,2}|[A-Z])\b|\d{1,2}\.\s?(?=[A-Z])",
    re.IGNORECASE,
)


def captions(lines: Lines, start: int, end: int) -> list[tuple[int, Heading]]:
    """Return the lines from `start` to `end` that markup sets apart as headings, with their place and a level from 1.

    Words that come three times are running heads, and many such lines in a row are a title page.
    """
    words = lines.words
    statements = statement_titles(words)
    notes = note_titles(words, statements)
    places = _places(lines, range(start, end), statements, notes)
    cover = {
        at
        for at in range(start, end)
        if words[at].apart and not words[at].entry and _COVER.match(words[at].text)
    }
    ends = signed_at(lines)
    behind = (at for at in places if at > ends and (at in statements or words[at].linked))
    resumed = min(behind, default=len(words))
    shouted = _shouted([words[at] for at in places])
    found: list[tuple[int, Heading]] = []
    for at in _without_title_pages(places, cover, words, statements | notes.keys()):
        if ends < at < resumed and not _INDEX.fullmatch(words[at].text):
            continue
        line = words[at]
        note = notes.get(at)
        if found and _goes_on(words, found[-1][0], at):
            last, above = found[-1]
            found[-1] = (last, replace(above, title=shortened(f"{above.title} {line.text}")))
            continue
        stated = line.statement if at in statements else ""
        title = line.text if line.level else (note.words if note else stated or line.text).rstrip(" :")
        level = rank(line, lines.plain or shouted.get((line.emphasis, line.centred), 1) > 0)
        run_in = note.run_in if note else bool(stated) and not line.apart
        found.append(
            (at, Heading(shortened(title), 1 if note or stated else level, line.block, run_in=run_in))
        )
    found = _below_notes([each for each in found if not _is_part(words, each[0], each[1].title)])
    return _below_statement(found, statements, notes)


def _places(
    lines: Lines, within: range, statements: Collection[int], notes: Mapping[int, NoteTitle]
) -> list[int]:
    """Return the places of the lines that may be captions, notes and statements among them."""
    words = lines.words
    often = Counter(line.text for line in words)
    joined = {at + 1 for at, note in notes.items() if len(note.words) > len(words[at].text)}
    return [
        at
        for at in within
        if at in notes
        or (at in statements and _is_followed(words, at, lines.letters, 2 * _AHEAD))
        or (
            often[words[at].text] < _REPEATED
            and (_may_be_caption(words[at], lines.plain) or (lines.plain and _stands_alone(words, at)))
            and (words[at].level or _is_followed(words, at, lines.letters, _ahead(words[at])))
            and not (at in joined or _is_answer(words, at))
        )
    ]


def _shouted(captions: Iterable[Words]) -> Counter[tuple[Emphasis, bool]]:
    """Count how many captions more, of those set alike, are in capitals than are not."""
    shouted: Counter[tuple[Emphasis, bool]] = Counter()
    for line in captions:
        if " " in line.text:
            shouted[line.emphasis, line.centred] += 1 if line.capitals else -1
    return shouted


def _is_answer(words: Sequence[Words], at: int) -> bool:
    """Whether a line is the answer to what a form asks for in the line below."""
    below = words[at + 1 : at + 3]
    if below and below[0].text.split(None, 1)[0].lower() in _GOING_ON:
        below = below[1:]
    return bool(below) and _ASKED.fullmatch(below[0].text) is not None


def _is_part(words: Sequence[Words], at: int, title: str) -> bool:
    """Whether a title ends, above a line that is set alike, as no title does, or begins so below one."""
    first, last = title.split(None, 1)[0].lower(), title.rsplit(None, 1)[-1].lower()
    if title == words[at].text and last in _UNFINISHED and at + 1 < len(words):
        return _are_alike(words[at], words[at + 1])
    return first in _GOING_ON and at > 0 and _are_alike(words[at], words[at - 1])


def _are_alike(line: Words, other: Words) -> bool:
    return line.emphasis == other.emphasis and line.centred == other.centred


def signed_at(lines: Lines) -> int:
    """Return the last line that says that signatures follow; the number of lines where none does.

    Financial statements often stand behind them.
    """
    words = lines.words
    signed = (at for at in range(len(words) - 1, -1, -1) if _SIGNATURES.fullmatch(words[at].text))
    return next(signed, len(words))


def _goes_on(words: Sequence[Words], before: int, at: int) -> bool:
    """Whether a heading goes on in a line, as its words say, or large letters close below one another."""
    first, now = words[before], words[at]
    if first.level or not _are_alike(first, now):
        return False
    if now.emphasis is Emphasis.LARGE and at - before <= _MOST_LINES:
        between = words[before + 1 : at + 1]
        if all(line.close and line.emphasis is Emphasis.LARGE for line in between):
            return True
    if at != before + 1:
        return False
    last = first.text.rsplit(None, 1)[-1].lower()
    return last in _UNFINISHED or now.text.split(None, 1)[0].lower() in _GOING_ON


def rank(line: Words, shouted: bool = True) -> int:
    """Return how deep a caption is, from 1: a real heading says it; else what stands out most is the highest.

    A lone word in capitals counts as such only where others are `shouted` too; else it is an acronym.
    """
    if line.level:
        return min(line.level, _RANKS)
    capitals = line.capitals and (shouted or " " in line.text)
    if capitals or _NOTE.match(line.text) or is_statement(line.text):
        return 1
    if line.centred and line.bold and line.emphasis is not Emphasis.LARGE:
        return 2
    return _EMPHASISED.get(line.emphasis, _RANKS)


def _below_notes(found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Return captions, those between two notes whose numbers follow each other below the first of them."""
    numbers = [note_number(heading.title) for _, heading in found]
    done = list(found)
    last = -1
    for place, number in enumerate(numbers):
        if not number:
            continue
        if last >= 0 and number == numbers[last] + 1 and found[last][1].level == found[place][1].level:
            for between in range(last + 1, place):
                at, heading = found[between]
                level = max(heading.level, found[last][1].level + 1)
                done[between] = (at, replace(heading, level=level))
        last = place
    return done


def _below_statement(
    found: list[tuple[int, Heading]], statements: Collection[int], notes: Collection[int]
) -> list[tuple[int, Heading]]:
    """Return captions, the notes and what belongs to them below the title of the notes that stands above them."""
    done = list(found)
    titles = [place for place, (at, _) in enumerate(found) if at in statements]
    for start, end in pairwise((*titles, len(found))):
        counted = [place for place in range(start + 1, end) if found[place][0] in notes]
        if not counted or not found[start][1].title.lower().startswith("notes to"):
            continue
        last = counted[-1] + 1
        while last < end and found[last][1].level > 1:
            last += 1
        for place in range(counted[0], last):
            at, heading = found[place]
            done[place] = (at, replace(heading, level=heading.level + 1))
    return done


def _ahead(line: Words) -> int:
    """Return how many lines below a caption are looked at for something to read.

    Below a large title, unlike the capitals of a cover, it may be a list of short ones.
    """
    return 2 * _AHEAD if line.emphasis is Emphasis.LARGE and not line.capitals else _AHEAD


def _is_followed(words: Sequence[Words], at: int, letters: int, within: int = _AHEAD) -> bool:
    """Whether something to read stands below a line, not only further short lines."""
    ahead = words[at + within].letters if at + within < len(words) else letters
    return ahead - words[at].letters - len(words[at].text) >= min(_BELOW, max(letters // 8, _CLOSE))


def _may_be_caption(line: Words, plain: bool) -> bool:
    """Whether a line is set apart as a heading is, and does not say what only looks like one."""
    text = line.text
    if line.entry or not line.apart or len(text) > (LONGEST if text[-1] == "?" else _LONGEST):
        return False
    if _NO_TITLE.fullmatch(text) or _COVER.match(text):
        return False
    if line.level:
        return True
    if line.emphasis >= Emphasis.BOLD and not line.row and _QUESTION.fullmatch(text):
        return True
    ends = text[-1] in ".!?" and not text.endswith(("Inc.", "Corp.", "Ltd."))
    ends = ends and not (line.bold and _is_stopped_title(line))
    ends = ends or (text[-1] == ":" and not is_titled(text[:-1]))
    if line.row or ends or not text[0].isalnum() or len(text) > _LONGEST_BOLD:
        return False
    return line.bold or (line.capitals and (line.centred or plain))


def _is_stopped_title(line: Words) -> bool:
    """Whether a line is a title of several words behind which there is a full stop."""
    text = line.text
    if line.capitals or " " not in text or text[-1] != "." or _INITIAL.search(text):
        return False
    return is_titled(text[:-1])


def _stands_alone(words: Sequence[Words], at: int) -> bool:
    """Whether a line of a plain text, in which nothing is bold, is a title between two paragraphs of prose."""
    line = words[at]
    text = line.text
    if not 0 < at < len(words) - 1 or line.row or line.entry or line.centred or len(text) > _LONGEST_ALONE:
        return False
    if not text[0].isupper() or not text[-1].isalpha() or _NO_TITLE.fullmatch(text) or _COVER.match(text):
        return False
    before, after = words[at - 1], words[at + 1]
    follows = after.place == line.place + 1 and len(after.text) > _PROSE // 2 and after.text[0].isupper()
    cut = line.letters - before.letters > len(before.text) + 1  # Only the head of a long paragraph is known.
    ended = len(before.text) > _PROSE // 2 and (cut or before.text[-1] in ".:")
    return follows and ended and "," not in text


def _without_title_pages(
    places: Sequence[int], cover: Collection[int], words: Sequence[Words], known: Collection[int]
) -> Iterator[int]:
    """Yield the places that do not stand in a run of many with next to nothing between: a title page, or signatures.

    What only a `cover` says makes such a run longer, and is never yielded itself; what is `known` always is. Titles
    that end with a full stop stand on no such page.
    """
    run: list[int] = []
    for at in (*sorted({*places, *cover}), -1):
        if run and (
            at < 0
            or words[at].letters - words[run[-1]].letters - len(words[run[-1]].text) > _CLOSE
            or (at not in cover and _is_stopped_title(words[at]))
        ):
            found = (each for each in run if each not in cover)
            yield from (
                each for each in found if len(run) < _TITLE_PAGE or words[each].level or each in known
            )
            run = []
        run.append(at)


def levelled(headings: Sequence[Heading]) -> list[Heading]:
    """Return headings with levels that begin at 1 and never go down by more than one."""
    done: list[Heading] = []
    depths: list[int] = []
    for heading in headings:
        while depths and depths[-1] >= heading.level:
            depths.pop()
        depths.append(heading.level)
        done.append(Heading(heading.title, len(depths), heading.block, heading.missing, heading.run_in))
    return done
