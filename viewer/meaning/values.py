"""The value of a header field to what it means, by the kind of field that it stands in.

Every function takes a value as filed and returns plain words, or an empty string where the value is not in
the form it should have or its code is not in the tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from viewer.meaning.document_types import explain_form
from viewer.meaning.items import describe_item
from viewer.meaning.tables import names

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?: 00:00:00)?")
_MOMENT = re.compile(r"([0-9]{8})[ :]?([01][0-9]|2[0-3]):?([0-5][0-9]):?[0-5][0-9]")
_MONTH_DAY = re.compile(r"([0-9]{2})([0-9]{2})")
_SIC = re.compile(r"(?:.*\[)?([0-9]{3,4})\]?|(?:.*)\[\]", re.DOTALL)
_ACT = re.compile(r"19([0-9]{2}) ACT")
_FILE_NUMBER = re.compile(r"([0-9]{1,3})-[0-9][0-9A-Za-z-]*")
_EIN = re.compile(r"([0-9]{2})([0-9]{7})")
_ACCESSION = re.compile(r"([0-9]{10})-([0-9]{2})-([0-9]{6})")
_OFFICE = re.compile(r"[0-9]{2} +(\S.*)")
_STATE_IN_NAME = re.compile(r"/ ?([A-Z]{2}) ?/")
_FIRST_YEAR = 93
"""EDGAR's numbers begin in 1993, so a year of two digits below this one is of the next century."""

_ANSWERS = {"Y": "yes", "YES": "yes", "TRUE": "yes", "N": "no", "NO": "no", "FALSE": "no"}
_ABS_RULES = {
    "RULE-15GA1": "Rule 15Ga-1: requests to repurchase or replace securitized assets",
    "RULE-15GA2": "Rule 15Ga-2: findings of third parties who reviewed the assets",
}


def describe(kind: str, value: str, form: str = "") -> str:
    """Return what `value` means in a field of this kind; `form` is the submission's type, where known.

    The kinds are those in `resources/meaning/fields.tsv`.
    """
    if kind == "item":
        return describe_item(value, form)
    describing = _DESCRIBING.get(kind)
    return describing(value) if describing else ""


def _date(value: str) -> str:
    """Return a day in words.

    >>> _date("20041222")
    '22 December 2004'
    """
    found = _DATE.fullmatch(value)
    if not found:
        return ""
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return ""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _moment(value: str) -> str:
    """Return a day and a time of day in words.

    >>> _moment("20041222161344")
    '22 December 2004, 16:13'
    """
    found = _MOMENT.fullmatch(value)
    day = _date(found[1]) if found else ""
    return f"{day}, {found[2]}:{found[3]}" if found and day else ""


def _eastern_moment(value: str) -> str:
    moment = _moment(value)
    return f"{moment} Eastern time" if moment else ""


def _month_day(value: str) -> str:
    """Return a day of the year in words.

    >>> _month_day("1231")
    '31 December'
    """
    found = _MONTH_DAY.fullmatch(value)
    in_a_leap_year = _date(f"2000{value}") if found else ""
    return in_a_leap_year.removesuffix(" 2000")


def _place(value: str) -> str:
    return names("places").get(value.upper(), "")


def _industry(value: str) -> str:
    """Return the industry of a code that stands alone, or in brackets behind its name.

    >>> _industry("ELECTRONIC COMPUTERS [3571]")
    'Electronic computers (3571)'
    """
    found = _SIC.fullmatch(value)
    if not found:
        return ""
    code = (found[1] or "").zfill(4)
    if code == "0000":
        return "no industry assigned"
    industry = names("sic").get(code)
    return f"{industry} ({code})" if industry else ""


def _act(value: str) -> str:
    code = value.upper()
    found = _ACT.fullmatch(code)
    return names("acts").get(found[1] if found else code, "")


def _file_number(value: str) -> str:
    found = _FILE_NUMBER.fullmatch(value)
    return names("file_numbers").get(found[1].zfill(3), "") if found else ""


def _employer_number(value: str) -> str:
    """Return an employer identification number as the tax office writes it.

    >>> _employer_number("942404110")
    '94-2404110'
    """
    found = _EIN.fullmatch(value)
    if not found:
        return ""
    return "none given" if value == "000000000" else f"{found[1]}-{found[2]}"


def _accession_number(value: str) -> str:
    """Return the parts of an accession number.

    >>> _accession_number("0001193125-04-218426")
    'number 218426 of 2004, login CIK 1193125'
    """
    found = _ACCESSION.fullmatch(value)
    if not found:
        return ""
    login, year, counter = map(int, found.groups())
    year += 1900 if year >= _FIRST_YEAR else 2000
    return f"number {counter} of {year}, " + (f"login CIK {login}" if login else "the SEC's own")


def _name(value: str) -> str:
    """Return what the state in a company's name stands for, by which companies of one name are told apart.

    >>> _name("BANK OF AMERICA CORP /DE/")
    '/DE/ stands for Delaware'
    """
    found = _STATE_IN_NAME.search(value, max(0, len(value) - 6))
    place = names("places").get(found[1], "") if found else ""
    return f"/{found[1]}/ stands for {place}" if found and place and found.end() == len(value) else ""


def _office(value: str) -> str:
    found = _OFFICE.fullmatch(value)
    return f"Office of {found[1].removeprefix('Office of ')}" if found else ""


def _mark(value: str) -> str:
    return "yes" if not value else _yes_no(value)


def _yes_no(value: str) -> str:
    return _ANSWERS.get(value.upper(), "")


_DESCRIBING: dict[str, Callable[[str], str]] = {
    "accession": _accession_number,
    "act": _act,
    "date": _date,
    "datetime": _eastern_moment,
    "ein": _employer_number,
    "exchange": lambda value: names("exchanges").get(value.upper(), ""),
    "file-number": _file_number,
    "form": explain_form,
    "mark": _mark,
    "moment": _moment,
    "month-day": _month_day,
    "name": _name,
    "office": _office,
    "place": _place,
    "rule": lambda value: _ABS_RULES.get(value.upper(), ""),
    "sic": _industry,
    "yes-no": _yes_no,
}
