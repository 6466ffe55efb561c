"""Names of concepts, roles and elements to words: `us-gaap_AssetsCurrent` to `us-gaap:AssetsCurrent`."""

from __future__ import annotations

import re

__all__ = ["concept_of", "role_words", "spaced"]

_PARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def concept_of(href: str) -> str:
    """Return the concept that a locator points at, by the convention for its identifiers.

    >>> concept_of("world-20151231.xsd#us-gaap_AssetsCurrent")
    'us-gaap:AssetsCurrent'
    """
    return href.rpartition("#")[2].replace("_", ":", 1)


def spaced(name: str) -> str:
    """Return a name made of capitalised words as words.

    >>> spaced("BalanceSheetsParenthetical"), spaced("EPSDiluted")
    ('Balance Sheets Parenthetical', 'EPS Diluted')
    """
    return _PARTS.sub(" ", name).strip()


def role_words(role: str) -> str:
    """Return the last part of a role's address as words, such as `terse label`.

    >>> role_words("http://www.xbrl.org/2003/role/terseLabel")
    'terse label'
    """
    words = spaced(role.rstrip("/").rpartition("/")[2])
    return words[:1].lower() + words[1:].lower() if words[:1].islower() else words
