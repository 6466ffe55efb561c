"""Words to a calendar day and the way it was written: `December 31, 2024`, `12/31/2024`, `2024-12-31`."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum


class DateStyle(Enum):
    """How a date was written; the values are the number formats of spreadsheets for it."""

    LONG = "mmmm d, yyyy"
    SHORT = "mmm d, yyyy"
    DAY_FIRST = "d mmmm yyyy"
    DAY_FIRST_SHORT = "d mmm yyyy"
    DASHED = "d-mmm-yyyy"
    MONTH_DASHED = "mmm-dd-yyyy"
    SLASHED = "m/d/yyyy"
    SLASHED_DAY_FIRST = "d/m/yyyy"
    ISO = "yyyy-mm-dd"


_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NAME = r"(?P<month>[A-Za-z]{3,9})\.?"
_WORDED = re.compile(rf"{_NAME}\s*(?P<day>\d{{1,2}})\s*,\s*(?P<year>\d{{4}})", re.ASCII)
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})\s+{_NAME},?\s+(?P<year>\d{{4}})", re.ASCII)
_DASHED = re.compile(rf"(?P<day>\d{{1,2}})-{_NAME}-(?P<year>\d{{4}}|\d\d)", re.ASCII)
_MONTH_FIRST = re.compile(rf"{_NAME}-(?P<day>\d{{1,2}})-(?P<year>\d{{4}})", re.ASCII)
_SLASHED = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d\d)", re.ASCII)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)", re.ASCII)


def read_date(words: str) -> tuple[date, DateStyle] | None:
    """Return the day and its style, or `None` for what is no date, or one whose century is open.

    Days and months between slashes stand in the American order, unless that gives no day of the calendar.

    >>> read_date("Dec. 31, 2024"), read_date("2/30/2024"), read_date("12/31/98")[0].year
    ((datetime.date(2024, 12, 31), <DateStyle.SHORT: 'mmm d, yyyy'>), None, 1998)
    """
    for pattern, long, short in (
        (_WORDED, DateStyle.LONG, DateStyle.SHORT),
        (_DAY_FIRST, DateStyle.DAY_FIRST, DateStyle.DAY_FIRST_SHORT),
        (_DASHED, DateStyle.DASHED, DateStyle.DASHED),
        (_MONTH_FIRST, DateStyle.MONTH_DASHED, DateStyle.MONTH_DASHED),
    ):
        if found := pattern.fullmatch(words):
            month = _month(found["month"])
            is_long = found["month"].lower() in _MONTHS
            return _dated(found["year"], month, int(found["day"]), long if is_long else short)
    if found := _SLASHED.fullmatch(words):
        first, second = int(found["first"]), int(found["second"])
        return _dated(found["year"], first, second, DateStyle.SLASHED) or _dated(
            found["year"], second, first, DateStyle.SLASHED_DAY_FIRST
        )
    if found := _ISO.fullmatch(words):
        return _dated(found["year"], int(found["number"]), int(found["day"]), DateStyle.ISO)
    return None


def _month(name: str) -> int:
    """Return the number of a month, 0 for another word; three letters and `Sept` are enough."""
    lower = name.lower()
    for number, month in enumerate(_MONTHS, 1):
        if month == lower or (month[:3] == lower or lower == "sept" == month[:4]):
            return number
    return 0


def _dated(year: str, month: int, day: int, style: DateStyle) -> tuple[date, DateStyle] | None:
    try:
        return date(_century(year), month, day), style
    except ValueError:
        return None


def _century(year: str) -> int:
    """Return a year of four digits; of two digits only those that spreadsheets and filings agree about, else 0."""
    number = int(year)
    if len(year) == 4:
        return number
    if number >= 70:
        return 1900 + number
    return 2000 + number if number < 30 else 0
