"""The tables in `resources/meaning/` to rows and look-ups, each read once, when it is first asked for.

A table is text in UTF-8: a line of column names, then one row a line, cells between tabs, rows in order of
their keys, no cell empty (`-` stands for nothing).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from viewer.resources import resource

NOTHING = "-"
"""What a cell holds that has nothing to say."""


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table `name`, such as `places`, without the line of column names."""
    lines = resource(f"meaning/{name}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines[1:])


@cache
def names(name: str) -> Mapping[str, str]:
    """Return a table of two columns as a look-up from the first to the second."""
    return MappingProxyType({row[0]: row[1] for row in rows(name)})


@cache
def names_within(name: str, group: str) -> Mapping[str, str]:
    """Return the rows whose first cell is `group`, as a look-up from the second cell to the third."""
    return MappingProxyType({row[1]: row[2] for row in rows(name) if row[0] == group})
