"""A line of a plain text to its segments: what two or more blanks part, with leaders gone and signs joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"\S+")
_LEADERS = re.compile(
    r"(?:\.{3,}|(?: \.){3,}|\.{2,}(?= *$)|(?<=[a-z)])\.\.(?=  ))[. ]*(?=\s|$|[$(\d-])"
    r"|(?<=\w) \.(?: \.)+(?= |$)"
)
_RULE = re.compile(r"[-=_]{3,}|={2,}|_{2,}")
_DRAWN = re.compile(r"\s*[-=_─═]{2,}(?:\s+[-=_─═]{2,})*\s*")
_CURRENCY = re.compile(r"(?:US|U\.S\.|C|A|HK)?[$£¥€]\(?|\(")
_TAIL = re.compile(r"\)%?|%\)?")
_FIGURE = re.compile(
    r"(?:(?:US|C|A|HK)?[$£¥€])?\s?[-+]?\(?\s?[$£¥€]?\s?[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)"
    r"(?:[ -]\d+/\d+|/\d+)?(?: (?:years?|months?|days?))?\s?%?\)?\s?%?(?:\s?\(\w{1,2}\)|\s?\*+|\s?<F\d+>|[a-e]|/\w/)*"
    r"|[$£¥€]?\s?\(?[-—–]{1,12}\)?\s?%?(?:\s?\(\w{1,2}\))?|N/?[AM]|n/?[am]|nil|\*+"
)
_PRICE = r"\$?\s?\d[\d,]*(?:\.\d+)?(?:(?: \d+)?/\d+)?"
# Prices from one to another; the second may stand on the next line.
_RANGE = re.compile(rf"{_PRICE} ?-(?: ?{_PRICE})?")
# Letters that no figure begins with: US$, C$, A$, HK$, nil, n/a do with others.
_NO_FIGURE = frozenset("BDEFGIJKLMOPQRSTVWXYZabcdefghijklmopqrstuvwxyz")
_AMOUNT = re.compile(
    r"\(?[$£¥€]?[-(]{0,2}(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+(?=[)%])|(?<=[$£¥€(])\d+)[)%]{0,3}|[$£¥€]-+"
)
_NOTE = re.compile(r"\(\w{1,2}\)|\*{1,3}")
_GLUED = re.compile(r"([$£¥€]?\([\d.,]+%?\))(\([\d.,]+%?\)|\$)")
_YEAR = re.compile(r"(?:FY ?)?(?:19|20)\d\d(?: ?\(\w\)|\*{1,3})?")
# What figures are in, or that nobody audited them.
_UNIT = re.compile(
    r"\(.*\b(?:thousands?|millions?|billions?|dollars|shares|percent|(?:un)?audited)\b.*\)", re.IGNORECASE
)
_CENTURIES = ("19", "20", "FY")
_NIL = frozenset({"-", "--", "---", "—", "–", "NM", "N/A", "N/M"})
_SENTENCE = re.compile(r".*[a-z]{3}[.:;?!]['\")]*")
_PROSE_GAP = 2
_SIGN_GAP = 12
_SIGN_NEAR = 4
_MARKED = re.compile(r".{2}\([A-Za-z]\)$")
_MARK = 3
_LONGEST = 40
_SIGNS = "$£¥€("
_CHUNK = re.compile(r"\S+(?: \S+)*")
# What may join words across a gap, or part words that one blank parts.
_SIGNED = re.compile(r"[$£¥€()%]")
_SPECIAL = re.compile(r"[$£¥€(]\s|\s(?:\)|%\S)|\)[($]|[\d)%-] \(")
_STARRED = re.compile(r"[\d)%-] \*")
_PARTED = re.compile(r"[\d)%-] [($£¥€\d.-]|[-=_]{2}")
_CLOSING = ".:;?!'\")"


class Word(NamedTuple):
    """A word, with the sign or bracket that belongs to it, and the columns of the line it stands in."""

    start: int
    end: int
    text: str


class Segment:
    """Words with one blank between them: where the first begins, where the last ends, what they say, if it is a figure.

    The places of the single words are worked out only when they are asked for. The mark of a note hangs over the `edge`
    that the figures of a column have:

    >>> Segment(10, 15, "--(A)").edge, Segment(10, 16, "(1.01)").edge
    (12, 16)
    """

    __slots__ = ("_words", "edge", "end", "figure", "start", "text")

    def __init__(self, start: int, end: int, text: str, words: tuple[Word, ...] | None = None) -> None:
        """Take words that stand in a line as they read; others, joined or far apart, bring their places."""
        self.start = start
        self.end = end
        self.text = text
        self._words = words
        self.figure = is_figure(text)
        self.edge = end - _MARK if self.figure and text[-1] == ")" and _MARKED.search(text) else end

    @classmethod
    def of(cls, words: tuple[Word, ...]) -> Segment:
        """Return words as a segment."""
        return cls(words[0].start, words[-1].end, " ".join([word.text for word in words]), words)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words with their places."""
        if self._words is None:
            place = self.start
            words = []
            for text in self.text.split(" "):
                words.append(Word(place, place + len(text), text))
                place += len(text) + 1
            self._words = tuple(words)
        return self._words


def is_rule(line: str) -> bool:
    """Whether a line holds nothing but drawn rules."""
    return _DRAWN.fullmatch(line) is not None


@lru_cache(maxsize=16384)
def is_figure(text: str) -> bool:
    """Whether a cell says a figure, nil or not applicable."""
    if text[:1] in _NO_FIGURE or len(text) >= _LONGEST:
        return False
    return _FIGURE.fullmatch(text) is not None or (text[:1] == "$" and _RANGE.fullmatch(text) is not None)


def is_year(text: str) -> bool:
    """Whether a cell says a year."""
    return text[:2] in _CENTURIES and _YEAR.fullmatch(text) is not None


def is_unit(text: str) -> bool:
    """Whether words in brackets say what the figures below them are in, or that nobody audited these.

    >>> is_unit("(in thousands, except per share amounts)"), is_unit("(a Delaware corporation)")
    (True, False)
    """
    return text[0] == "(" and text[-1] == ")" and _UNIT.fullmatch(text) is not None


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


@lru_cache(maxsize=2048)
def segments(line: str) -> tuple[Segment, ...]:
    """Return the segments of a line. A currency sign or an opening bracket joins the figure behind it.

    >>> [segment.text for segment in segments("Net sales......   $  7,081    (  12 )%")]
    ['Net sales', '$7,081', '(12)%']
    """
    line = without_leaders(line)
    simple = None if _SIGNED.search(line) and _SPECIAL.search(line) else _simple(line)
    if simple is not None:
        return tuple(simple)
    done: list[list[Word]] = []
    for word in _words(line):
        if done and _together(done[-1][-1], word):
            done[-1].append(word)
        else:
            done.append([word])
    return tuple([Segment.of(tuple(words)) for words in done])


def _simple(line: str) -> list[Segment] | None:
    """Return the segments of a line that are what its gaps part, `None` where they are not."""
    done: list[Segment] = []
    end = -_SIGN_GAP
    for found in _CHUNK.finditer(line):
        start, text = found.start(), found[0]
        if start - end <= _PROSE_GAP and (start - end < _PROSE_GAP or done[-1].text[-1] in _CLOSING):
            return None  # Perhaps the end of a sentence, or a blank of another kind.
        last, end = end, found.end()
        if text[-1] == "%" and (text == "%" or text[-2] == " "):
            # A sign behind its figure belongs to it; words, and figures farther away, are told apart elsewhere.
            figure = done.pop() if text == "%" and done and start - last < _SIGN_NEAR else None
            start, text = (figure.start, figure.text) if figure else (start, text[:-2])
            if " " in text or not text[-1:].isdigit():
                return None
            text += "%"
            done.append(Segment(start, end, text, (Word(start, end, text),)))
            continue
        if "*" in text and _STARRED.search(text):
            return None
        if " - $" in text:
            return None
        if " " in text and _PARTED.search(text) and any(_are_two(a, b) for a, b in pairwise(text.split(" "))):
            return None
        done.append(Segment(start, end, text))
    return done


def _are_two(last: str, now: str) -> bool:
    """Whether words with one blank between them are two segments: amounts, or a rule next to a word."""
    if is_drawn(last) or is_drawn(now):
        return True
    return _AMOUNT.fullmatch(last) is not None and _AMOUNT.fullmatch(now) is not None


def _words(line: str) -> list[Word]:
    """Return the words of a line, signs joined to their figures."""
    done: list[Word] = []
    for now in _tokens(line):
        last = done[-1] if done else None
        if last is None:
            done.append(now)
        elif (
            now.text[0] in "(*"
            and now.start - last.end == 1
            and _NOTE.fullmatch(now.text)
            and _AMOUNT.fullmatch(last.text)
        ):
            done[-1] = Word(last.start, now.end, f"{last.text} {now.text}")
        elif _is_signed(last, now):
            done[-1] = Word(last.start, now.end, last.text + now.text)
        else:
            done.append(now)
            continue
        if len(done) > 2 and done[-2].text == "-" and _is_range(done[-3], done[-2], done[-1]):
            done[-3:] = [Word(done[-3].start, done[-1].end, f"{done[-3].text} - {done[-1].text}")]
    return done


def _tokens(line: str) -> Iterator[Word]:
    """Yield what blanks part, and figures that touch each other."""
    for found in _WORD.finditer(line):
        start, end, text = found.start(), found.end(), found[0]
        if (")(" in text or ")$" in text) and (glued := _GLUED.fullmatch(text)):
            middle = start + glued.end(1)
            yield Word(start, middle, glued[1])
            yield Word(middle, end, glued[2])
        else:
            yield Word(start, end, text)


def _is_range(first: Word, dash: Word, last: Word) -> bool:
    """Whether prices with a dash between them are one range."""
    near = dash.start - first.end == 1 and last.start - dash.end == 1
    return (
        near
        and first.text[0] == "$" == last.text[0]
        and _RANGE.fullmatch(first.text + "-" + last.text) is not None
    )


def _is_signed(last: Word, now: Word) -> bool:
    """Whether two words are a figure and its sign."""
    gap = now.start - last.end
    if last.text[-1] in _SIGNS and gap <= _SIGN_GAP and _CURRENCY.fullmatch(last.text):
        return now.text[0] in "(-.–—" or now.text[0].isdigit()
    return (
        gap < _SIGN_NEAR
        and now.text[0] in ")%"
        and _TAIL.fullmatch(now.text) is not None
        and last.text[-1].isdigit()
    )


def _together(last: Word, now: Word) -> bool:
    """Whether two words stand in one segment."""
    gap = now.start - last.end
    if gap == _PROSE_GAP:
        return (
            now.text[0].isalpha() and not is_drawn(last.text) and _SENTENCE.fullmatch(last.text) is not None
        )
    return gap == 1 and not _are_two(last.text, now.text)
