"""A fact of XBRL to what the window says of it: its value, how it was filed, and all of it for a tool tip."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viewer.rendition import Fact

_LONGEST = 300  # letters of one value in a tool tip


def value_words(fact: Fact) -> str:
    """Return a fact's value: a number with its thousands parted, anything else as it is."""
    return fact.value if fact.number is None else f"{fact.number:,f}"


def filed_words(fact: Fact) -> str:
    """Return how the value comes from what is shown: whether hidden, scaled, reversed, rounded, and by which format."""
    said = [
        _tr("hidden") if fact.hidden else "",
        _tr("scale {scale}").format(scale=fact.scale) if fact.scale not in ("", "0") else "",
        _tr("sign reversed") if fact.sign == "-" else "",
        _tr("decimals {decimals}").format(decimals=fact.decimals) if fact.decimals else "",
        fact.format.rpartition(":")[2],
    ]
    return ", ".join(filter(None, said))


def tip_words(facts: Iterable[Fact]) -> str:
    """Return the tool tip of facts as rich text, in which nothing of the filing is markup."""
    return "<hr>".join("".join(_lines(fact)) for fact in facts)


def _lines(fact: Fact) -> Iterator[str]:
    yield f"<div style='white-space: nowrap'><b>{escape(fact.label or fact.concept)}</b></div><table>"
    dimensions = fact.context.dimension_words.split("\n") if fact.context else []
    rows = [
        (_tr("Concept"), fact.concept if fact.label else ""),
        (
            _tr("Value"),
            " ".join(filter(None, (value_words(fact) or (_tr("nil") if fact.nil else ""), fact.unit))),
        ),
        (_tr("Period"), fact.context.period.words if fact.context else _tr("no such context")),
        (_tr("Scale"), _scale_words(fact)),
        (
            _tr("Sign"),
            _tr("reversed: the value is less than nothing where a figure is shown") if fact.sign else "",
        ),
        (_tr("Decimals"), fact.decimals),
        *((_tr("Dimension"), dimension) for dimension in dimensions),
    ]
    for name, value in rows:
        if value:
            words = value if len(value) <= _LONGEST else value[:_LONGEST] + " …"
            yield f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(words)}</td></tr>"
    yield "</table>"


def _scale_words(fact: Fact) -> str:
    """Return by what the figure shown is multiplied, as a power of ten and in a word."""
    word = {"3": "thousands", "6": "millions", "9": "billions", "-2": "hundredths"}.get(fact.scale, "")
    return f"{fact.scale} ({word})" if word else fact.scale if fact.scale != "0" else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("FactWords", words)
