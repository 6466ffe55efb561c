"""Lines to the articles and sections of a contract, a plan or a charter: numbers that rise, with their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.markup.outline.chain import Candidate, Key, heaviest
from viewer.markup.outline.heading import Heading, is_titled, shortened

if TYPE_CHECKING:
    from viewer.markup.outline.line import Lines, Words

_ARTICLE = re.compile(
    r"(?P<word>ARTICLE|CHAPTER)\s+(?P<number>[IVXLC]{1,7}|\d{1,3}|[A-Z]+)\b[\s.:–—-]*", re.IGNORECASE
)
_SECTION = re.compile(
    r"(?P<word>SECTION|SEC\.|§)?\s*(?P<number>\d{1,4})(?:\.(?P<sub>\d{1,3}))?(?P<more>(?:\.\d{1,3})*)"
    r"[.:)]?(?=\s|[A-Z]|$)[\s.:–—-]*",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SPELLED = {
    "ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5, "SIX": 6, "SEVEN": 7, "EIGHT": 8, "NINE": 9, "TEN": 10,
    "ELEVEN": 11, "TWELVE": 12, "THIRTEEN": 13, "FOURTEEN": 14, "FIFTEEN": 15, "SIXTEEN": 16,
}  # fmt: skip
_RUN_IN = re.compile(r"[A-Z\"“(][^.:]{1,88}?[.:](?=\s|$)")
_LONGEST = 130
_SENTENCE = 6  # words
_FEWEST_SECTIONS = 4
_FEWEST_ARTICLES = 2
_SEQUENCES = 6
_ARTICLE_WEIGHT = 6.0
_HUNDRED = 100


@dataclass(slots=True)
class _Numbered:
    at: int
    key: Key
    weight: float
    title: str
    run_in: bool
    level: int


def read_contract(whole: Lines) -> list[tuple[int, Heading]]:
    """Return articles and sections in reading order with the places of their lines; none where the text is no contract.

    An annex may begin to number anew: each sequence long enough counts. Numbers from 1 up without more are those of a
    contract only where they run through the whole text; notes and lists have such numbers too.
    """
    lines = whole.words
    numbered: list[_Numbered] = []
    article = 0
    for at in range(len(lines)):
        each = _numbered(lines, at, article)
        if each:
            each.at = at
            numbered.append(each)
            article = int(each.key[0]) if each.weight >= _ARTICLE_WEIGHT else article
    found: list[tuple[int, Heading]] = []
    for _ in range(_SEQUENCES):
        chain = heaviest(
            [Candidate(place, ((each.key, each.weight),)) for place, each in enumerate(numbered)]
        )
        picked = [numbered[place] for place, _ in chain]
        if not _is_sequence(picked) or not (_is_legal(picked) or _runs_through(picked, whole)):
            break
        found += [
            (each.at, Heading(shortened(each.title), each.level, lines[each.at].block, run_in=each.run_in))
            for each in picked
        ]
        numbered = numbered[chain[-1][0] + 1 :]
    if not any(heading.level == 1 for _, heading in found):
        found = [(at, Heading(h.title, h.level - 1, h.block, run_in=h.run_in)) for at, h in found]
    return found


def _is_sequence(picked: Sequence[_Numbered]) -> bool:
    """Whether numbers follow each other closely enough to be those of one text."""
    articles = [each.key[0] for each in picked if each.weight >= _ARTICLE_WEIGHT]
    sections = [each.key for each in picked if each.weight < _ARTICLE_WEIGHT]
    close = sum(b[0] == a[0] or b[0] == a[0] + 1 for a, b in pairwise(sections))
    if len(sections) >= _FEWEST_SECTIONS - bool(articles) and 4 * close >= 3 * (len(sections) - 1):
        return True
    follow = sum(b - a == 1 for a, b in pairwise(articles))
    return len(articles) >= _FEWEST_ARTICLES and follow >= (len(articles) - 1) * 3 // 4 and follow > 0


def _is_legal(picked: Sequence[_Numbered]) -> bool:
    """Whether numbers are such as only contracts have: articles, or sections of sections."""
    return sum(each.level == 2 or each.weight >= _ARTICLE_WEIGHT for each in picked) * 3 >= len(picked)


def _runs_through(picked: Sequence[_Numbered], whole: Lines) -> bool:
    """Whether a sequence begins near the head of a text and ends in its second half."""
    first, last = (whole.words[each.at].letters for each in (picked[0], picked[-1]))
    return first < whole.letters * 0.3 and last > whole.letters * 0.5


def _numbered(lines: Sequence[Words], at: int, article: int) -> _Numbered | None:
    line = lines[at]
    if line.entry or line.row:
        return None
    heading = _ARTICLE.match(line.text)
    if heading and len(line.text) <= _LONGEST:
        number = _number(heading["number"])
        if number and (line.apart or line.centred or not line.text[heading.end() :]):
            title = _with_title(lines, at, heading.end())
            return _Numbered(at, (float(number), 0.0, 0.0), _ARTICLE_WEIGHT, title, False, 1)
    section = _SECTION.match(line.text)
    return _section(lines[at], section, article) if section else None


def _section(line: Words, section: re.Match[str], article: int) -> _Numbered | None:
    """Return a section that has a title: its whole line, or the words its block begins with.

    In by-laws sections are numbered anew in every article.
    """
    text, end = line.text, section.end()
    number, sub = int(section["number"]), int(section["sub"] or 0)
    if section["word"] and not sub and number > _HUNDRED:
        number, sub = divmod(number, _HUNDRED)
    if section["word"] and not sub and article:
        number, sub = article, number
    if (
        section["more"]
        or number > _HUNDRED
        or not (section["word"] or section["sub"] or text[:end].rstrip()[-1:] in ".:")
    ):
        return None
    short = len(text) <= _LONGEST and (line.apart or _is_title(text[end:]))
    title = text if short else ""
    if not short and line.lead and len(line.lead) <= _LONGEST and len(line.lead) > end:
        title = line.lead
    elif not short:
        run_in = _RUN_IN.match(text, end)
        if not run_in or not is_titled(run_in[0].rstrip(".:")):
            return None
        title = text[: run_in.end()]
    if not any(map(str.isalpha, title[end:])):
        return None
    level = 2 if sub or section["word"] else 1
    weight = 1.0 + 2.0 * line.apart + 1.0 * bool(section["word"]) + 1.0 * bool(line.lead) + 1.0 * line.linked
    return _Numbered(
        0, (float(number), float(sub) if sub else 0.5), weight, title.rstrip(" .:"), not short, level
    )


def _is_title(words: str) -> bool:
    """Whether words are set as a title and no sentence in capitals follows it."""
    run_in = _RUN_IN.match(words)
    goes_on = run_in is not None and words[run_in.end() :].count(" ") >= _SENTENCE
    return is_titled(words.rstrip(".:")) and not goes_on


def _number(said: str) -> int:
    """Return the number of an article in digits, Roman numerals or words; 0 for none."""
    said = said.upper()
    if said.isdigit():
        return int(said)
    if said in _SPELLED:
        return _SPELLED[said]
    if not set(said) <= set(_ROMAN):
        return 0
    values = [_ROMAN[letter] for letter in said]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _with_title(lines: Sequence[Words], at: int, end: int) -> str:
    """Return an article's number with its title, which often stands on the line below."""
    text = lines[at].text
    if text[end:].strip(" .:–—-") or at + 1 >= len(lines):
        return text
    below = lines[at + 1]
    near = below.place - lines[at].place <= 1 and len(below.text) <= _LONGEST
    titled = below.apart or below.centred
    if near and titled and not (_ARTICLE.match(below.text) or _SECTION.match(below.text)):
        return f"{text.rstrip(' .:')} {below.text}"
    return text
