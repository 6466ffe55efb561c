"""JSON to a cleaned tree: a list whose items are set in as deep as the values are nested, names in bold.

Numbers stand as they were filed, names that occur twice stand twice, and the order is that of the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from viewer.markup.compose import BOLD, Composer
from viewer.markup.plain import kept_lines
from viewer.markup.tree import Left, Line, Run
from viewer.reader import Context, Read

__all__ = ["MOST_VALUES", "read_json"]

MOST_VALUES = 20_000
"""Values that a reader is shown; the source holds them all."""

_DEEPEST = 100
_REST = "{count:,} more values follow, which are not shown here. The source of the document holds them all."


class _Object(list[tuple[str, object]]):
    """The members of an object in the order of the file, doubled names included."""


def read_json(text: str, context: Context) -> Read:
    """Read JSON; what is none is shown as its source, with a problem that says from which character on."""
    try:
        value = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_Object,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno:,}, character {error.colno:,}"
        return _source(
            text, context, f"{context.name} is no sound JSON from {where} on; its source is shown."
        )
    except RecursionError:
        return _source(text, context, f"{context.name} is nested too deep to be read; its source is shown.")
    return _listed(value, context)


def _source(text: str, context: Context, message: str) -> Read:
    return Read(kept_lines(text), (context.problem("json-damaged", message),))


def _listed(value: object, context: Context) -> Read:
    page = Composer()
    shown = more = words = 0
    for depth, name, said in _walk(value):
        if shown < MOST_VALUES:
            shown += 1
            page.item(_line(name, said), level=min(depth, _DEEPEST))
        else:
            more += 1
            words += len(f"{name} {said}".split())
    if not more:
        return Read(page.tree())
    page.paragraph(_REST.format(count=more))
    return Read(page.tree(left_out=(Left(f"values behind the first {MOST_VALUES:,}", more, words),)))


def _walk(value: object) -> Iterator[tuple[int, str, str]]:
    """Yield depth, name and words of each value; the words of one that holds others are empty."""
    if not isinstance(value, list):
        yield 0, "", _words(value)
        return
    if not value:
        yield 0, "", _words(value)
    waiting: list[Iterator[tuple[str, object]]] = [_members(value)]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
            continue
        name, inner = found
        if isinstance(inner, list) and inner:
            yield len(waiting) - 1, name, ""
            waiting.append(_members(inner))
        else:
            yield len(waiting) - 1, name, _words(inner)


def _members(value: list[object]) -> Iterator[tuple[str, object]]:
    """Yield the named values of an object, or those of an array with their numbers from 1 where they hold others."""
    if isinstance(value, _Object):
        yield from value
        return
    for number, inner in enumerate(value, 1):
        yield (f"{number}" if isinstance(inner, list) and inner else ""), inner


def _words(value: object) -> str:
    if isinstance(value, str):
        return value or '""'
    if isinstance(value, list):
        return "{}" if isinstance(value, _Object) else "[]"
    return {None: "null", True: "true", False: "false"}[value]  # type: ignore[index]


def _line(name: str, said: str) -> Line:
    if not name:
        return (Run(said),)
    return (Run(name, BOLD), Run(f": {said}")) if said else (Run(name, BOLD),)
