"""A value of a spreadsheet and its number format to what the spreadsheet shows: `-1234.5` as `$ (1,235)`.

The formats are those of SpreadsheetML (ISO/IEC 29500, part 1, 18.8.31): up to four sections parted by semicolons, for
positive and negative figures, zero and text. Fractions (`# ?/?`) are shown as decimal figures.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

__all__ = ["shown"]

Value = (
    str
    | bool
    | int
    | float
    | Decimal
    | datetime.datetime
    | datetime.date
    | datetime.time
    | datetime.timedelta
)

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<time>y+|m+|d+|h+|s+(?:\.0+)?)"
    r"|(?P<digit>[0#?])|(?P<sign>[.,%@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-[0-9A-Fa-f]+)?")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_LONGEST_CODE = 500
_MOST_DIGITS = 30


class _Token(NamedTuple):
    kind: str
    text: str


class _Section(NamedTuple):
    """One of a format's sections; `test` is its condition, such as `(">", 100)`."""

    tokens: tuple[_Token, ...]
    test: tuple[str, Decimal] | None = None

    def has(self, kind: str, *texts: str) -> bool:
        """Whether the section has a token of a kind, or, where texts are given, one of these."""
        return any(token.kind == kind and (not texts or token.text in texts) for token in self.tokens)


def shown(value: Value, code: str) -> str:
    """Return what a spreadsheet shows of a value under the number format `code`.

    >>> shown(-1234.5, '#,##0_);(#,##0)')
    '(1,235)'
    >>> shown(0.125, '0.0%')
    '12.5%'
    >>> shown(datetime.datetime(2024, 3, 8), 'mmm dd, yyyy')
    'Mar 08, 2024'
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    sections = _sections(code[:_LONGEST_CODE])
    if isinstance(value, str):
        return _text(value, sections)
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        return _moment(value, sections[0])
    try:
        return _number(Decimal(str(value)), sections).strip()
    except (InvalidOperation, ValueError, OverflowError):
        return str(value)


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    """Return the sections of a format, at least one and at most four."""
    sections: list[list[_Token]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "other"
        text = found.group(kind) or ""
        if kind == "other" and text == ";":
            sections.append([])
        else:
            sections[-1].append(_Token(kind, text))
    return tuple(_section(tokens) for tokens in sections[:4])


def _section(tokens: list[_Token]) -> _Section:
    kept: list[_Token] = []
    test = None
    for token in tokens:
        if token.kind != "bracket":
            kept.append(token)
        elif condition := _CONDITION.fullmatch(token.text):
            test = condition[1], Decimal(condition[2])
        elif currency := _CURRENCY.fullmatch(token.text):
            kept.append(_Token("quoted", currency[1]))
        elif _ELAPSED.fullmatch(token.text):
            kept.append(_Token("elapsed", token.text.lower()))
    return _Section(tuple(kept), test)


def _text(value: str, sections: tuple[_Section, ...]) -> str:
    last = sections[-1]
    if len(sections) < 4 and not last.has("sign", "@"):
        return value
    return "".join(
        value
        if token == ("sign", "@")
        else token.text
        if token.kind in ("quoted", "escaped", "other")
        else ""
        for token in last.tokens
    )


# Numbers


def _number(value: Decimal, sections: tuple[_Section, ...]) -> str:
    section, signed = _chosen(value, sections)
    if not section.tokens:
        return "" if len(sections) > 1 else _general(value)
    if section.has("general") or not section.has("digit"):
        words = _general(abs(value) if signed else value)
        return _literally(section, words) if section.tokens else words
    if section.has("exponent"):
        return f"{value:.2E}"
    words = _placed(abs(value), section.tokens)
    return (
        f"-{words.lstrip()}" if value < 0 and not signed and any(c in "123456789" for c in words) else words
    )


def _chosen(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """Return the section for a figure, and whether that section writes the sign itself."""
    tested = [section for section in sections if section.test]
    if tested:
        for section in tested:
            if section.test and _meets(value, *section.test):
                return section, False
        return sections[-1] if not sections[-1].test else _Section((_Token("general", ""),)), False
    if len(sections) > 1 and value < 0:
        return sections[1], True
    if len(sections) > 2 and value == 0:
        return sections[2], True
    return sections[0], False


def _meets(value: Decimal, sign: str, bound: Decimal) -> bool:
    below, same = value < bound, value == bound
    return {
        "<": below,
        "<=": below or same,
        ">": not below and not same,
        ">=": not below,
        "=": same,
        "<>": not same,
    }[sign]


def _general(value: Decimal) -> str:
    words = f"{value:.15g}" if abs(value.adjusted()) > _MOST_DIGITS else f"{value:f}"
    return words.rstrip("0").rstrip(".") if "." in words and "e" not in words.lower() else words


def _literally(section: _Section, words: str) -> str:
    """Return a section that holds no digits, with `words` in place of `General` and `@`."""
    pieces = []
    for token in section.tokens:
        if token.kind == "general" or token == ("sign", "@"):
            pieces.append(words)
        elif token.kind in ("quoted", "escaped", "other"):
            pieces.append(token.text)
    return "".join(pieces)


def _placed(value: Decimal, tokens: tuple[_Token, ...]) -> str:
    """Return a figure without sign, its digits set at the places that the tokens give them."""
    point = next((at for at, token in enumerate(tokens) if token == ("sign", ".")), len(tokens))
    whole = [at for at, token in enumerate(tokens[:point]) if token.kind == "digit"]
    behind = [token.text for token in tokens[point:] if token.kind == "digit"]
    last = whole[-1] if whole else -1
    grouped = any(token == ("sign", ",") for token in tokens[whole[0] : last]) if whole else False
    hundreds = sum(token == ("sign", "%") for token in tokens)
    value = value.scaleb(2 * hundreds - 3 * _thousands(tokens, last))
    rounded = value.quantize(Decimal(1).scaleb(-min(len(behind), _MOST_DIGITS)), ROUND_HALF_UP)
    digits, _, decimals = f"{rounded:f}".partition(".")
    places = _whole(digits.lstrip("0"), [tokens[at].text for at in whole], grouped)
    return _joined(tokens, point, places, _behind(decimals, behind))


def _thousands(tokens: tuple[_Token, ...], last: int) -> int:
    """Return how many commas stand right behind the `last` place before the point, or behind the last of all."""
    count = 0
    for at in {last, max((at for at, token in enumerate(tokens) if token.kind == "digit"), default=last)}:
        end = at + 1
        while at >= 0 and end < len(tokens) and tokens[end] == ("sign", ","):
            count, end = count + 1, end + 1
    return count


def _whole(digits: str, places: list[str], grouped: bool) -> list[str]:
    """Return what stands at each place before the point, the first taking all digits that are left."""
    filled: list[str] = []
    count = 0
    for at, place in enumerate(reversed(places), 1):
        taken = digits if at == len(places) else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        words = ""
        for digit in reversed(taken or ("0" if place == "0" else "")):
            words = digit + ("," if grouped and count and count % 3 == 0 else "") + words
            count += 1
        filled.append(words)
    return filled[::-1]


def _behind(decimals: str, places: list[str]) -> list[str]:
    """Return the digits behind the point, zeros at the end left out where the format does not want them."""
    filled = list(decimals)
    while filled and filled[-1] == "0" and places[len(filled) - 1] != "0":
        filled.pop()
    return filled


def _joined(tokens: tuple[_Token, ...], point: int, whole: list[str], behind: list[str]) -> str:
    pieces: list[str] = []
    fore, aft = iter(whole), iter(behind)
    for at, token in enumerate(tokens):
        if token.kind == "digit":
            pieces.append(next(fore if at < point else aft, ""))
        elif at == point:
            pieces.append("." if behind or not any(token.kind == "digit" for token in tokens[at:]) else "")
        elif token.kind == "space":
            pieces.append(" ")
        elif token == ("sign", "%"):
            pieces.append("%")
        elif token.kind in ("quoted", "escaped", "other", "time"):
            pieces.append(token.text)
    return "".join(pieces)


# Dates and times


def _moment(
    value: datetime.datetime | datetime.date | datetime.time | datetime.timedelta, section: _Section
) -> str:
    if isinstance(value, datetime.timedelta) or not (section.has("time") or section.has("elapsed")):
        return str(value)
    full = _filled(value)
    half = section.has("half")
    pieces: list[str] = []
    names = [token.text.lower() if token.kind == "time" else "" for token in section.tokens]
    for at, token in enumerate(section.tokens):
        if token.kind == "time":
            pieces.append(_part(full, names[at], half, minutes=_are_minutes(names, at)))
        elif token.kind == "half":
            pieces.append("AM" if full.hour < 12 else "PM")
        elif token.kind == "elapsed":
            pieces.append(f"{full.hour}")
        elif token.kind == "space":
            pieces.append(" ")
        elif token.kind != "fill":
            pieces.append("" if token == ("sign", "@") else token.text)
    return "".join(pieces).strip()


def _filled(value: datetime.datetime | datetime.date | datetime.time) -> datetime.datetime:
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.date):
        return datetime.datetime.combine(value, datetime.time())
    return datetime.datetime.combine(datetime.date(1900, 1, 1), value)


def _are_minutes(names: list[str], at: int) -> bool:
    """Whether an `m` is of minutes: behind hours or before seconds."""
    before = next((name for name in reversed(names[:at]) if name), "")
    after = next((name for name in names[at + 1 :] if name), "")
    return before.startswith("h") or after.startswith("s")


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _part(moment: datetime.datetime, name: str, half: bool, *, minutes: bool) -> str:
    """Return the part of a moment that a run of letters asks for."""
    letter, count = name[0], len(name)
    if letter == "y":
        return f"{moment.year:04}" if count > 2 else f"{moment.year % 100:02}"
    if letter == "m" and not minutes and count > 2:
        month = _MONTHS[moment.month - 1]
        return month[:3] if count == 3 else month[:1] if count == 5 else month
    if letter == "d" and count > 2:
        day = _DAYS[moment.weekday()]
        return day[:3] if count == 3 else day
    if letter == "s" and "." in name:
        places = len(name) - name.index(".") - 1
        return f"{moment.second:02}.{f'{moment.microsecond:06}'[:places].ljust(places, '0')}"
    number = {
        "m": moment.minute if minutes else moment.month,
        "d": moment.day,
        "h": (moment.hour % 12 or 12) if half else moment.hour,
        "s": moment.second,
    }[letter]
    return f"{number:02}" if count > 1 else str(number)
