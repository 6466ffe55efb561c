"""A header field to its name in plain words, what it is, and what its value means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from viewer.meaning.tables import NOTHING, rows
from viewer.meaning.values import describe

if TYPE_CHECKING:
    from viewer.submission.model import Field

_LONGEST_REMEMBERED = 200
"""Characters; longer names and values are damage, and explained without being kept."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header field means.

    `label` is its name in plain words, `about` a sentence on what it is (`""` for a field not known), and
    `value` what the filed value means (`""` where it speaks for itself, or is not known).
    """

    label: str
    about: str
    value: str


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What a field means whatever its value, and by which kind of value the rest is to be said.

    `within` holds what it means in groups where it is something else, by their labels and by their tags.
    Each is made once and compared by identity, so that looking up a value costs no comparing of sentences.
    """

    meaning: Meaning
    kind: str
    within: Mapping[str, _Known]


_UNNAMED = _Known(
    Meaning("Unlabelled line", "A line of the header that has neither a label nor a tag.", ""), NOTHING, {}
)


def explain(field: Field, path: tuple[str, ...] = (), form: str = "") -> Meaning:
    """Return what `field` means; `path` names the groups around it, outermost first.

    `form` is the submission's type, such as `8-K/A`, where it is known: items are numbered by form, so
    without it only those of Form 8-K and Form D are explained. Never raises.
    """
    name, value = field.name, field.value
    known = _known(name) if len(name) <= _LONGEST_REMEMBERED else _known.__wrapped__(name)
    if known.within:
        known = next((known.within[group] for group in reversed(path) if group in known.within), known)
    if value is None or known.kind == NOTHING:
        return known.meaning
    if len(value) + len(form) <= _LONGEST_REMEMBERED:
        return _with_value(known, value, form)
    return _with_value.__wrapped__(known, value, form)


@lru_cache(maxsize=1024)
def _known(name: str) -> _Known:
    key = _key(name)
    if not key:
        return _UNNAMED
    return _fields().get(key) or _Known(Meaning(key.capitalize(), "", ""), NOTHING, {})


@lru_cache(maxsize=8192)
def _with_value(known: _Known, value: str, form: str) -> Meaning:
    said = describe(known.kind, value.strip(), form)
    return Meaning(known.meaning.label, known.meaning.about, said) if said else known.meaning


@cache
def _fields() -> Mapping[str, _Known]:
    """Return the fields of the table; `OWNER DATA/CIK` is what `CIK` means within the group `OWNER DATA`."""
    within: dict[str, dict[str, _Known]] = {}
    for name, label, kind, about in rows("fields"):
        group, slash, own = name.partition("/")
        if slash:
            known = _Known(Meaning(label, about, ""), kind, {})
            within.setdefault(own, {}).update({group: known, group.replace(" ", "-"): known})
    return {
        name: _Known(Meaning(label, about, ""), kind, within.get(name, {}))
        for name, label, kind, about in rows("fields")
    }


def _key(name: str) -> str:
    """Return the one spelling of a label and its tag.

    >>> _key("STATE-OF-INCORPORATION")
    'STATE OF INCORPORATION'
    """
    return " ".join(name.upper().replace("-", " ").replace("_", " ").split())
