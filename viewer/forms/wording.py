"""What names and codes of a form are called: the words of its template first, then those that all forms share."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from viewer.forms.words import label_of
from viewer.meaning.tables import names
from viewer.resources import resource

_PLACES = "places"
_UNITED_STATES = "US-"

Codes = Mapping[str, str]


@cache
def _shared() -> tuple[Mapping[str, Codes], Mapping[str, str]]:
    read = tomllib.loads(resource("forms/codes.toml").read_text("utf-8"))
    return MappingProxyType(read["codes"]), MappingProxyType(read["coded"])


@dataclass(frozen=True, slots=True)
class Wording:
    """The labels of elements, which table of codes their values are of, and those tables."""

    labels: Mapping[str, str] = field(default_factory=dict)
    coded: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Codes] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """Return what an element is called."""
        return self.labels.get(name.removeprefix("@")) or label_of(name)

    def table_for(self, name: str) -> str:
        """Return the name of the table of codes that an element's values are of, or an empty string."""
        name = name.removeprefix("@")
        return self.coded.get(name) or _shared()[1].get(name, "")

    def meaning(self, table: str, code: str) -> str:
        """Return what a code means, or an empty string where the table does not say."""
        if not table:
            return ""
        if table == _PLACES:
            return names(_PLACES).get(code.removeprefix(_UNITED_STATES), "")
        own = self.codes.get(table)
        return (own if own is not None else _shared()[0].get(table, {})).get(code, "")
