"""The words of a cell to a typed value: a number with the way it was written, a date, a dash, or text.

A figure is read only where its writing leaves no doubt; everything else stays the text it is. So no number is ever
guessed: `1,23` is text, `(1,234` (its bracket lost at the edge of a cell) is -1234, `1,234)` is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from viewer.figures.day import DateStyle, read_date


class ValueKind(Enum):
    """What a value is; the values are the words for it in exports."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    DASH = "dash"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Value:
    """What one cell says.

    `text` are its words as filed, without note marks. `number` is exact and signed; of a percentage it is the number
    before the sign: 19.5 of `19.5%`. `currency` is the sign before a number (`$`, `HK$`), `suffix` what stands behind
    one (`x`, `¢`); `decimals` and `grouped` say how it was written, `fraction` that it was as `24 3/8`. `day` and
    `style` are a date and its way of writing. `notes` are the note marks, as filed: `(1)`, `*`.
    """

    kind: ValueKind
    text: str
    number: Decimal | None = None
    currency: str = ""
    suffix: str = ""
    decimals: int = 0
    grouped: bool = False
    fraction: bool = False
    day: date | None = None
    style: DateStyle | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_figure(self) -> bool:
        """Whether there is a number in it."""
        return self.number is not None


_CODES = (
    r"USD|EUR|GBP|CAD|CHF|JPY|RMB|CNY|HKD|AUD|NZD|SGD|SEK|NOK|DKK|INR|KRW|TWD|MXN|BRL|ZAR|ILS|NIS|RUB|TRY|PLN|CZK|HUF|THB"
    r"|IDR|MYR|PHP|VND|ARS|CLP|COP|PEN"
)
_CURRENCY = (
    r"(?:U\.S\.\s?|US\s?|C|CA|CAD|CDN|Cdn|Can|A|AU|AUD|HK|NT|NZ|MX|Mex|S|SG|R|RD|Ps\.?)?[$€£¥₩₹₪₱₫฿₺₽]"
    rf"|{_CODES}|Rs\.?|Ps\.?|Rp\.?|R(?=\s?\d{{1,3}},\d{{3}})"
)
# Groups of three as in the United States; or, where a decimal comma or a third group leaves no doubt, as in Europe.
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?: \d{3})+[.,]\d{1,2}|\d{1,3}(?: \d{3}){2,}"
)
_SUFFIX = rf"%|x|×|¢|€|{_CODES}"
_VULGAR = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_FIGURE = re.compile(
    rf"(?P<outer>{_CURRENCY})?\s*(?P<open>\()?\s*(?P<minus>[-–−+])?\s*(?P<inner>{_CURRENCY})?\s*(?P<late>[-–−(])?\s*"
    rf"(?:(?P<digits>{_DIGITS})|(?P<whole>\d+(?=[\s-]))?[\s-]?(?P<top>\d{{1,2}})/(?P<bottom>2|4|8|16|32|64)"
    rf"|(?P<before>\d+)?[\s-]?(?P<vulgar>[{''.join(_VULGAR)}]))"
    rf"\s*(?P<inside>{_SUFFIX})?\s*(?P<close>\))?\s*(?P<behind>{_SUFFIX})?",
    re.ASCII,
)
_DASH = re.compile(rf"(?:{_CURRENCY})?\s*\(?\s*(?:{_CURRENCY})?\s*(?:[-–—−]+|-0-)\s*\)?\s*(?P<percent>%)?")
_MARK = r"\d{1,2}|[A-Za-z]|[ivx]{2,4}"
_NOTE = rf"\(\s*(?:{_MARK})(?:\s*[,&]\s*(?:{_MARK}))*\s*\)|\[\s*(?:{_MARK})\s*\]|\(\*+\)|\*{{1,4}}|[†‡§#^]+"
_MARKED = re.compile(rf"(?P<words>.*?[\d)%—–-])\s*(?P<notes>(?:(?:{_NOTE})[\s,]*)+)", re.DOTALL | re.ASCII)
_ONE_NOTE = re.compile(_NOTE)
_ENDS = frozenset("-–—−%)x×¢€0123456789") | frozenset(_VULGAR) | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LONGEST = 60
"""The most characters that a figure has."""


def read_value(words: str, notes: tuple[str, ...] = ()) -> Value:
    """Return what a cell says; `notes` are marks that were set raised and so are known to be marks.

    >>> read_value("$(1,234.5)").number, read_value("19.5%").kind.value, read_value("1,234 (a)").notes
    (Decimal('-1234.5'), 'percent', ('(a)',))
    """
    words = " ".join(words.split())
    if len(words) > _LONGEST:
        return Value(ValueKind.TEXT, words, notes=notes)
    found = _read(words)
    if found is None and (marked := _MARKED.fullmatch(words)):
        found = _read(marked["words"])
        if found is not None:
            notes = (*(mark.group() for mark in _ONE_NOTE.finditer(marked["notes"])), *notes)
    if found is None:
        return Value(ValueKind.TEXT, words, notes=notes)
    return replace(found, notes=notes) if notes else found


def _read(words: str) -> Value | None:
    if not words or words[-1] not in _ENDS:
        return None
    figure = _FIGURE.fullmatch(words)
    if figure:
        return _figure(figure, words)
    if dash := _DASH.fullmatch(words):
        return Value(ValueKind.DASH, words, suffix=dash["percent"] or "")
    if dated := read_date(words):
        return Value(ValueKind.DATE, words, day=dated[0], style=dated[1])
    return None


def _figure(found: re.Match[str], words: str) -> Value | None:
    """Return the number of a figure, or `None` where its writing says that it is none."""
    opened = bool(found["open"]) or found["late"] == "("
    signs = bool(found["minus"]) + (found["late"] in {"-", "–", "−"}) + opened
    negative = bool(signs) and found["minus"] != "+"
    if signs > 1 or (found["close"] and not opened) or (found["outer"] and found["inner"]):
        return None
    if found["inside"] and found["behind"] and (found["inside"], found["behind"]) != ("%", "%"):
        return None  # a sign of percent that a filer set twice is one
    digits = found["digits"]
    if digits is None:
        number, decimals, grouped = _fraction(found), 0, False
    else:
        if len(digits) > 1 and digits[0] == "0" and digits[1] not in ".,":
            return None  # a code, such as 037833100
        plain = _plain(digits)
        number, decimals, grouped = Decimal(plain), len(plain.partition(".")[2]), plain != digits
    if number is None:
        return None
    suffix = found["inside"] or found["behind"] or ""
    kind = ValueKind.PERCENT if suffix == "%" else ValueKind.NUMBER
    return Value(
        kind,
        words,
        -number if negative and number else number,
        found["outer"] or found["inner"] or "",
        "" if kind is ValueKind.PERCENT else suffix,
        decimals,
        grouped,
        fraction=digits is None,
    )


def _plain(digits: str) -> str:
    """Return digits without what parts their groups, a point before their decimals.

    >>> _plain("1,234.5"), _plain("1.234,50"), _plain("1 234 567"), _plain("1 234,5")
    ('1234.5', '1234.50', '1234567', '1234.5')
    """
    if re.search(r"[. ]\d{3},\d{1,2}$", digits):
        digits = digits.replace(".", "").replace(",", ".")
    return digits.replace(",", "").replace(" ", "")


def _fraction(found: re.Match[str]) -> Decimal | None:
    """Return the price `24 3/8` as 24.375, or `None` for what is no fraction: 4/8 is more likely a day."""
    if found["vulgar"]:
        top, bottom = _VULGAR[found["vulgar"]]
        return Decimal(found["before"] or 0) + Decimal(top) / Decimal(bottom)
    top, bottom = int(found["top"]), int(found["bottom"])
    if top >= bottom or top % 2 == 0:
        return None
    return Decimal(found["whole"] or 0) + Decimal(top) / Decimal(bottom)
