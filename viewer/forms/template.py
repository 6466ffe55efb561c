"""The templates in `resources/forms/` to records: which form a document is, and what of it stands where.

A template is a list of parts in the order of the form. Each part takes values at paths of element names; what no part
takes is written behind them, so that a template can be incomplete but never loses a value. `index.toml` says which
template reads which root element.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from viewer.forms.wording import Wording
from viewer.resources import resource

if TYPE_CHECKING:
    from viewer.forms.node import Node, Path

Read = dict[str, Any]


class PartKind(Enum):
    """What a part writes; the values are the words of the templates."""

    VALUES = "values"
    """Labels and what they say; a part with `each` repeats it for every element at a path."""
    BOXES = "boxes"
    """Yes or no, as checked or empty boxes with their labels."""
    TABLE = "table"
    """A row for each element at the paths of `rows`."""
    GROUPS = "groups"
    """For every element at a path a heading and parts of its own."""
    TEXT = "text"
    """The text at a path as paragraphs."""
    NOTES = "notes"
    """Footnotes, which marks link to."""
    LABELLED = "labelled"
    """All of an element that was not shown yet, by the names of its elements."""
    SAY = "say"
    """A sentence of the form's own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a part, or one column of a table.

    `paths` are where it is taken from, `between` what stands between several; `codes` names the table that explains it;
    `marks` is an element whose footnotes belong here too; `over` is a heading over several columns; `optional` leaves a
    column out that has no value; `beside` is the path of words that complete a checked box; `box` shows yes or no as
    one; `amount` tells a number that counts something: it stands to the right in a table, and on the page its thousands
    stand apart.
    """

    label: str
    paths: tuple[Path, ...]
    between: str = "; "
    codes: str = ""
    marks: Path = ()
    over: str = ""
    optional: bool = False
    amount: bool = False
    beside: Path = ()
    box: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form; which fields mean something depends on its kind."""

    kind: PartKind
    heading: str = ""
    level: int = 2
    each: Path = (".",)
    rows: tuple[Path, ...] = ()
    having: Path = ()
    names: tuple[Path, ...] = ()
    entries: tuple[Entry, ...] = ()
    parts: tuple[Part, ...] = ()
    say: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that depend on the day of filing: `since` from the day `on`, `before` until then, else `unknown`."""

    on: str
    before: str
    since: str
    unknown: str

    def on_day(self, filed: str) -> str:
        """Return the words for a form filed on a day, `2023-01-03`."""
        return (self.since if filed >= self.on else self.before) if filed[:4].isdigit() else self.unknown


@dataclass(frozen=True, slots=True)
class Template:
    """One form: its title, in which `{path}` stands for the value there, its parts, its words."""

    title: str
    parts: tuple[Part, ...]
    wording: Wording
    dated: Mapping[str, Dated]


class _Rule(NamedTuple):
    root: str
    namespace: str
    where: Mapping[str, tuple[str, ...]]
    template: str


def template_for(root: Node, namespace: str) -> Template | None:
    """Return the template that reads a root element, or `None`."""
    for rule in _rules():
        if rule.root == root.name and namespace.endswith(rule.namespace) and _holds(rule, root):
            return template(rule.template)
    return None


def _holds(rule: _Rule, root: Node) -> bool:
    return all(root.first(_path(at)).upper().startswith(values) for at, values in rule.where.items())


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            str(each["root"]),
            str(each.get("namespace", "")),
            {at: tuple(values) for at, values in each.get("where", {}).items()},
            str(each["template"]),
        )
        for each in _read("index")["form"]
    )


@cache
def template(name: str) -> Template:
    """Return a template by its name."""
    read = _read(name)
    known = {"title", "part", "labels", "coded", "codes", "dated"}
    if set(read) - known:
        raise ValueError(f"{name} has keys that mean nothing: {sorted(set(read) - known)}")
    return Template(
        str(read["title"]),
        _parts(read.get("part", [])),
        Wording(read.get("labels", {}), read.get("coded", {}), read.get("codes", {})),
        {key: Dated(**words) for key, words in read.get("dated", {}).items()},
    )


def names() -> tuple[str, ...]:
    """Return the names of all templates."""
    return tuple(dict.fromkeys(rule.template for rule in _rules()))


def _read(name: str) -> Read:
    return tomllib.loads(resource(f"forms/{name}.toml").read_text("utf-8"))


def _parts(read: list[Read]) -> tuple[Part, ...]:
    done: list[Part] = []
    for each in read:
        if "use" in each:
            done.extend(_parts(_read(each["use"])["part"]))
        else:
            done.append(_part(dict(each)))
    return tuple(done)


def _part(read: Read) -> Part:
    entries = tuple(_entry(dict(entry)) for entry in read.pop("entries", []))
    parts = _parts(read.pop("part", []))
    fields: dict[str, Any] = {"kind": PartKind(read.pop("kind"))}
    for name in ("each", "having"):
        if name in read:
            fields[name] = _path(read.pop(name))
    for name in ("rows", "names"):
        if name in read:
            fields[name] = _paths(read.pop(name))
    return Part(**fields, **read, entries=entries, parts=parts)


def _entry(read: Read) -> Entry:
    at = _paths(read.pop("at"))
    for name in ("marks", "beside"):
        if name in read:
            read[name] = _path(read[name])
    return Entry(**read, paths=at)


def _paths(read: str | list[str]) -> tuple[Path, ...]:
    return tuple(map(_path, [read] if isinstance(read, str) else read))


def _path(at: str) -> Path:
    return tuple(at.split("/"))
