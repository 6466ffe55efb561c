"""The item of a form that a report answers, by number or by title, to what it is.

Tagged headers hold an item's number (`2.02`, `06b`), labelled ones its title, whose wording has changed over
the years; so titles are known by how they begin.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from viewer.meaning.tables import NOTHING, rows

_EIGHT_K = ("8-K", "8-K before 2004")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_LONGEST_TITLE = 300
_IN_WORDS = {"8-K before 2004": "Form 8-K before 23 August 2004"}


class _Item(NamedTuple):
    form: str
    number: str
    title: str
    begins: tuple[str, ...]


def describe_item(value: str, form: str = "") -> str:
    """Return the title of an item that is given by its number, or the number of one given by its title.

    `form` is the submission's type; without it the items of Form 8-K and Form D are meant.

    >>> describe_item("5")
    'Other events (Form 8-K before 23 August 2004, item 5)'
    >>> describe_item("Other Events")
    'Form 8-K, item 8.01; Form 8-K before 23 August 2004, item 5'
    """
    known = [item for item in _items() if item.form in _forms_meant(form)]
    for item in known:
        if item.number == value.upper():
            return item.title if item.form == "D" else f"{item.title} ({_place_of(item)})"
    title = _BETWEEN_WORDS.sub(" ", value[:_LONGEST_TITLE]).strip().lower()
    if not title:
        return ""
    return "; ".join(_place_of(item) for item in known if title.startswith(item.begins))


def _forms_meant(form: str) -> tuple[str, ...]:
    base = form.upper().removesuffix("/A")
    if base.startswith("8-K"):
        return _EIGHT_K
    return (base,) if base else (*_EIGHT_K, "D")


def _place_of(item: _Item) -> str:
    return f"{_IN_WORDS.get(item.form, f'Form {item.form}')}, item {item.number}"


@cache
def _items() -> tuple[_Item, ...]:
    return tuple(
        _Item(form, number, title, () if begins == NOTHING else tuple(begins.split(";")))
        for form, number, title, begins in rows("items")
    )
