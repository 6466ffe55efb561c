"""The names of elements to words that a reader knows: `rptOwnerCik` to `Reporting owner CIK`.

Abbreviations and names that no rule takes apart stand in `resources/forms/words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from viewer.resources import resource

_PIECE = re.compile(r"\d+[a-z](?![a-z])|\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+")
_CONTROL = re.compile(r"(?:rb|tx|txt|ta|cb|dt|dd|fl)(?=[A-Z])")
_CO = re.compile(r"\bcompany (?=(?:filer|issuer|registrant|manager|obligor)s?\b)")
_ITEM = re.compile(r"\b(Part \d+[a-z]?) (Item \d+[a-z]*)\b")


class _Words(NamedTuple):
    labels: Mapping[str, str]
    words: Mapping[str, str]
    controls: frozenset[str]
    transparent: frozenset[str]


@cache
def _words() -> _Words:
    read = tomllib.loads(resource("forms/words.toml").read_text("utf-8"))
    return _Words(
        MappingProxyType(read["labels"]),
        MappingProxyType(read["words"]),
        frozenset(read["controls"]),
        frozenset(read["transparent"]),
    )


def is_transparent(name: str) -> bool:
    """Whether an element only wraps what a form says, and needs no heading."""
    return name in _words().transparent


@lru_cache(maxsize=4096)
def label_of(name: str) -> str:
    """Return the words of an element's or an attribute's name.

    >>> label_of("rptOwnerCik"), label_of("@fileNumber"), label_of("securityADRInfo")
    ('Reporting owner CIK', 'File number', 'Security ADR information')
    """
    name = name.removeprefix("@")
    known = _words()
    whole = known.labels.get(name)
    if whole is not None:
        return whole
    if name[:2] in known.controls or name[:3] in known.controls:
        name = _CONTROL.sub("", name, count=1)
    pieces = _PIECE.findall(name.replace("_", " ").replace("-", " "))
    words = [known.words.get(piece.lower()) or _plain(piece) for piece in pieces]
    for place, piece in enumerate(pieces):
        if piece.lower() == "sec" and place:
            words[place] = "security"
    said = " ".join(filter(None, words))
    said = _CO.sub("co-", _ITEM.sub(r"\1, \2:", said))
    return said[:1].upper() + said[1:] if said else name


def _plain(piece: str) -> str:
    """Return a word in small letters; what is all capitals is an abbreviation and stays."""
    return piece if len(piece) > 1 and piece.isupper() else piece.lower()
