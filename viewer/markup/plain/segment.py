"""A line of a plain text to its segments: what two or more blanks part, with leaders gone and signs joined."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\S+")
_LEADERS = re.compile(r"(?:\.{3,}|(?: \.){3,}|\.{2,}(?= *$))[. ]*(?=\s|$|[$(\d-])|(?<=\w) \.(?: \.)+(?= |$)")
_RULE = re.compile(r"[-=_]{3,}|={2,}|_{2,}")
_DRAWN = re.compile(r"\s*[-=_─═]{2,}(?:\s+[-=_─═]{2,})*\s*")
_CURRENCY = re.compile(r"(?:US|U\.S\.|C|A|HK)?[$£¥€]\(?|\(")
_TAIL = re.compile(r"\)%?|%\)?")
_FIGURE = re.compile(
    r"(?:US|C|A|HK)?[$£¥€]?\s?[-+]?\(?\s?[$£¥€]?\s?[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)"
    r"(?:[ -]\d+/\d+|/\d+)?\s?%?\)?\s?%?(?:\s?\(\w{1,2}\)|\s?\*+|\s?<F\d+>|[a-e]|/\w/)*"
    r"|[$£¥€]?\s?\(?[-—–]{1,12}\)?\s?%?(?:\s?\(\w{1,2}\))?|N/?[AM]|n/?[am]|nil|\*+"
)
_AMOUNT = re.compile(
    r"\(?[$£¥€]?[-(]{0,2}(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+(?=[)%])|(?<=[$£¥€(])\d+)[)%]{0,3}|[$£¥€]-+"
)
_NOTE = re.compile(r"\(\w{1,2}\)|\*{1,3}")
_GLUED = re.compile(r"([$£¥€]?\([\d.,]+%?\))(\([\d.,]+%?\))")
_YEAR = re.compile(r"(?:FY ?)?(?:19|20)\d\d(?: ?\(\w\)|\*)?")
_NIL = frozenset({"-", "--", "---", "—", "–", "NM", "N/A", "N/M"})
_SENTENCE = re.compile(r".*[a-z]{3}[.:;?!]['\")]*")
_PROSE_GAP = 2
_SIGN_GAP = 12
_SIGNS = "$£¥€("


class Word(NamedTuple):
    """A word, with the sign or bracket that belongs to it, and the columns of the line it stands in."""

    start: int
    end: int
    text: str


class Segment(NamedTuple):
    """Words with one blank between them."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where the first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(word.text for word in self.words)


def is_rule(line: str) -> bool:
    """Whether a line holds nothing but drawn rules."""
    return _DRAWN.fullmatch(line) is not None


@lru_cache(maxsize=8192)
def is_figure(text: str) -> bool:
    """Whether a cell says a figure, nil or not applicable."""
    return len(text) < 40 and _FIGURE.fullmatch(text) is not None


def is_year(text: str) -> bool:
    """Whether a cell says a year."""
    return _YEAR.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def is_amount(text: str) -> bool:
    """Whether a word can be nothing but an amount: with a sign, a comma or a decimal point."""
    return _AMOUNT.fullmatch(text) is not None or text in _NIL


def is_drawn(text: str) -> bool:
    """Whether a segment is a drawn rule."""
    return text[0] in "-=_" and _RULE.fullmatch(text) is not None


def without_leaders(line: str) -> str:
    """Return the line with blanks in place of the dots that lead the eye to a figure."""
    return _LEADERS.sub(lambda dots: " " * len(dots[0]), line) if ".." in line or " . ." in line else line


def segments(line: str) -> list[Segment]:
    """Return the segments of a line. A currency sign or an opening bracket joins the figure behind it.

    >>> [segment.text for segment in segments("Net sales......   $  7,081    (  12 )%")]
    ['Net sales', '$7,081', '(12)%']
    """
    done: list[list[Word]] = []
    for word in _words(without_leaders(line)):
        if done and _together(done[-1][-1], word):
            done[-1].append(word)
        else:
            done.append([word])
    return [Segment(tuple(words)) for words in done]


def _words(line: str) -> list[Word]:
    """Return the words of a line, signs joined to their figures."""
    done: list[Word] = []
    for found in _WORD.finditer(line):
        now = Word(found.start(), found.end(), found[0])
        last = done[-1] if done else None
        glued = _GLUED.fullmatch(now.text) if ")(" in now.text else None
        if glued:
            middle = now.start + glued.end(1)
            done += [Word(now.start, middle, glued[1]), Word(middle, now.end, glued[2])]
        elif (
            last and now.start - last.end == 1 and _NOTE.fullmatch(now.text) and _AMOUNT.fullmatch(last.text)
        ):
            done[-1] = Word(last.start, now.end, f"{last.text} {now.text}")
        elif last and _is_signed(last, now):
            done[-1] = Word(last.start, now.end, last.text + now.text)
        else:
            done.append(now)
    return done


def _is_signed(last: Word, now: Word) -> bool:
    """Whether two words are a figure and its sign."""
    gap = now.start - last.end
    if last.text[-1] in _SIGNS and gap <= _SIGN_GAP and _CURRENCY.fullmatch(last.text):
        return now.text[0] in "(-.–—" or now.text[0].isdigit()
    return (
        gap < 4 and now.text[0] in ")%" and _TAIL.fullmatch(now.text) is not None and last.text[-1].isdigit()
    )


def _together(last: Word, now: Word) -> bool:
    """Whether two words stand in one segment."""
    gap = now.start - last.end
    if is_drawn(last.text) or is_drawn(now.text):
        return False
    if gap == _PROSE_GAP:
        return _SENTENCE.fullmatch(last.text) is not None and now.text[0].isalpha()
    return gap == 1 and not (_AMOUNT.fullmatch(last.text) and _AMOUNT.fullmatch(now.text))
