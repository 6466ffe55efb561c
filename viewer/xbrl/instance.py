"""An XBRL instance to its facts, and to a tree: a table of facts, text blocks behind it, footnotes."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from viewer.markup.clean import clean_html
from viewer.markup.tree import Run
from viewer.xbrl.fact import Dimension, Fact, FactContext, Period, unit_words
from viewer.xbrl.names import concept_of
from viewer.xbrl.xml import attribute, children, first_text, local_name, namespace, parse_xml, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from viewer.markup.compose import Composer, Words
    from viewer.markup.tree import Tree
    from viewer.reader import Context

__all__ = ["instance_facts", "write_instance"]

MOST_FACTS = 30_000
"""Facts that a reader is shown in one table."""

_MARKUP = re.compile(r"<[A-Za-z/!][^<>]*>")
_XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_NUMBER = re.compile(r"[+-]?(?:\d{1,60}\.?\d{0,60}|\.\d{1,60})(?:[eE][+-]?\d{1,2})?")
_LONG = 300
_OWN = ("http://www.xbrl.org/2003/instance", "http://www.xbrl.org/2003/linkbase")
_MORE = "More facts follow, which are not shown here: {count:,}. The source of the document holds them all."


def contexts_of(root: _Element) -> dict[str, FactContext]:
    """Return the contexts of an instance by their identifiers."""
    return {str(each.get("id") or ""): _context(each) for each in children(root, "context")}


def _context(element: _Element) -> FactContext:
    entity, period = "", Period()
    for each in children(element, "entity"):
        entity = first_text(each, "identifier")
    for each in children(element, "period"):
        period = Period(
            first_text(each, "startDate"), first_text(each, "endDate") or first_text(each, "instant")
        )
    dimensions = [
        Dimension(str(member.get("dimension") or ""), words(member), local_name(member) == "typedMember")
        for member in element.iter()
        if local_name(member) in ("explicitMember", "typedMember")
    ]
    return FactContext(entity, period, tuple(dimensions))


def units_of(root: _Element) -> dict[str, str]:
    """Return the units of an instance in words by their identifiers."""
    found = {}
    for unit in children(root, "unit"):
        upper = [words(measure) for measure in unit.iter() if _is_measure(measure, below=False)]
        lower = [words(measure) for measure in unit.iter() if _is_measure(measure, below=True)]
        found[str(unit.get("id") or "")] = unit_words(upper, lower)
    return found


def _is_measure(element: _Element, *, below: bool) -> bool:
    parent = element.getparent()
    if local_name(element) != "measure" or parent is None:
        return False
    return (local_name(parent) == "unitDenominator") == below


def instance_facts(root: _Element) -> tuple[Fact, ...]:
    """Return the facts of an instance in the order of the file, those within tuples too."""
    contexts, units = contexts_of(root), units_of(root)
    return tuple(_fact(element, contexts, units) for element in _fact_elements(root))


def _fact_elements(root: _Element) -> Iterator[_Element]:
    """Yield the facts in the order of the file; what stands within a fact is its value."""
    waiting = [each for each in reversed(list(children(root))) if namespace(each) not in _OWN]
    while waiting:
        element = waiting.pop()
        if element.get("contextRef") is not None:
            yield element
        else:
            waiting.extend(reversed(list(children(element))))


def _fact(element: _Element, contexts: dict[str, FactContext], units: dict[str, str]) -> Fact:
    value = "".join(str(piece) for piece in element.itertext()).strip()
    unit = str(element.get("unitRef") or "")
    number = None
    if unit and _NUMBER.fullmatch(value):
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = None
    prefix = f"{element.prefix}:" if element.prefix else ""
    return Fact(
        prefix + local_name(element),
        value,
        value,
        number,
        units.get(unit, unit),
        contexts.get(str(element.get("contextRef"))),
        decimals=str(element.get("decimals") or element.get("precision") or ""),
        nil=element.get(_XSI_NIL) in ("true", "1"),
        id=str(element.get("id") or ""),
    )


def facts_in_rows(content: bytes, tree: Tree) -> tuple[Fact, ...]:
    """Return the facts of an instance, each with the row of the tree's table of facts; nothing of what is none."""
    root = parse_xml(content).root
    if root is None or local_name(root) != "xbrl":
        return ()
    table = next((block.table for block in tree.blocks if block.table), None)
    rows = [row.id for row in table.rows if not row.header] if table else []
    facts = instance_facts(root)
    places = (*rows, *(0 for _ in facts))
    return tuple(fact._replace(block=place) for fact, place in zip(facts, places, strict=False))


# The tree


def write_instance(page: Composer, root: _Element, _: Context) -> None:
    """Write the files that the instance goes with, its facts, and behind them what is too long for a table."""
    references = [attribute(each, "href") for each in children(root) if local_name(each).endswith("Ref")]
    page.heading("Facts")
    for href in filter(None, references):
        page.paragraph((Run("Goes with "), Run(href, href=href)))
    facts = instance_facts(root)
    entities = dict.fromkeys(fact.context.entity for fact in facts if fact.context)
    if len(entities) == 1:
        page.paragraph(f"Entity {next(iter(entities))}")
    texts: list[Fact] = []
    page.table(
        [("Concept", "Value", "Unit", "Period", "Dimensions", "Decimals")],
        [_row(fact, texts) for fact in facts[:MOST_FACTS]],
    )
    if len(facts) > MOST_FACTS:
        page.paragraph(_MORE.format(count=len(facts) - MOST_FACTS))
    for number, fact in enumerate(texts, 1):
        page.heading(f"{fact.concept}, {_period(fact)}", 2, f"text-{number}")
        page.extend(clean_html(fact.value).blocks if _MARKUP.search(fact.value) else ())
        if not _MARKUP.search(fact.value):
            page.paragraph(fact.value)
    _write_footnotes(page, root)


def _row(fact: Fact, texts: list[Fact]) -> tuple[Words, ...]:
    value: Words = " ".join(fact.value.split())
    if fact.nil:
        value = "nil"
    elif fact.number is None and (len(fact.value) > _LONG or _MARKUP.search(fact.value)):
        texts.append(fact)
        value = (Run("text below", href=f"#text-{len(texts)}"),)
    dimensions = fact.context.dimension_words if fact.context else ""
    return fact.concept, value, fact.unit, _period(fact), dimensions, fact.decimals


def _period(fact: Fact) -> str:
    return fact.context.period.words if fact.context else "no such context"


def _write_footnotes(page: Composer, root: _Element) -> None:
    for link in children(root, "footnoteLink"):
        located = {
            attribute(loc, "label"): concept_of(attribute(loc, "href")) for loc in children(link, "loc")
        }
        about: dict[str, list[str]] = {}
        for arc in children(link, "footnoteArc"):
            source = attribute(arc, "from")
            about.setdefault(attribute(arc, "to"), []).append(located.get(source, source))
        notes = list(children(link, "footnote"))
        if notes:
            page.heading("Footnotes", 2)
            page.table(
                [("Facts", "Footnote")],
                [("\n".join(about.get(attribute(note, "label"), ())), words(note)) for note in notes],
            )
