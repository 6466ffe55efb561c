"""A linkbase of XBRL to a tree: labels as a table, presentation, calculation and definition as set-in tables."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from viewer.xbrl.names import concept_of, role_words, spaced
from viewer.xbrl.xml import attribute, children, local_name, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from viewer.markup.compose import Composer

__all__ = ["MOST_ROWS", "write_linkbase"]

MOST_ROWS = 20_000
"""Rows of one linkbase that a reader is shown; relations that meet again and again could be more than any number."""

_TITLES = {
    "presentationLink": "Presentation",
    "calculationLink": "Calculation",
    "definitionLink": "Definition",
    "labelLink": "Labels",
    "referenceLink": "References",
    "footnoteLink": "Footnotes",
}
_RESOURCES = ("labelLink", "referenceLink", "footnoteLink")
_MORE = "More relations follow, which are not shown here. The source of the document holds them all."
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class _Arc(NamedTuple):
    order: Decimal
    place: int
    source: str
    target: str
    says: str


def write_linkbase(page: Composer, root: _Element) -> None:
    """Write each link of a linkbase below a heading that names its role."""
    left = MOST_ROWS
    for link in children(root):
        name = local_name(link)
        if not name.endswith("Link"):
            continue
        role = attribute(link, "role")
        title = _TITLES.get(name, spaced(name))
        named = "" if role.endswith("/role/link") else f": {role_words(role)}"
        if left <= 0:
            page.paragraph(_MORE)
            return
        page.heading(title + named)
        if named:
            page.paragraph(role)
        left -= _write_resources(page, link) if name in _RESOURCES else _write_relations(page, link, left)


def _located(link: _Element) -> dict[str, str]:
    """Return the concepts that a link's locators point at, by the locators' labels."""
    return {attribute(loc, "label"): concept_of(attribute(loc, "href")) for loc in children(link, "loc")}


def _arcs(link: _Element) -> Iterator[_Element]:
    return (each for each in children(link) if local_name(each).endswith("Arc"))


# Labels, references and footnotes


def _write_resources(page: Composer, link: _Element) -> int:
    """Write what a link says of each concept; return how many rows that is."""
    located = _located(link)
    concepts: dict[str, list[str]] = defaultdict(list)
    for arc in _arcs(link):
        source = attribute(arc, "from")
        concepts[attribute(arc, "to")].append(located.get(source, source))
    rows = []
    for resource in children(link):
        if attribute(resource, "type") != "resource":
            continue
        about = "\n".join(dict.fromkeys(concepts.get(attribute(resource, "label"), ())))
        role = role_words(attribute(resource, "role"))
        language = str(resource.get(_XML_LANGUAGE) or "")
        rows.append(
            (
                about,
                f"{role} ({language})" if language and not language.startswith("en") else role,
                _said(resource),
            )
        )
    rows.sort(key=lambda row: row[0])
    page.table([("Concept", "Role", local_name(link).removesuffix("Link").capitalize())], rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        page.paragraph(_MORE)
    return len(rows)


def _said(resource: _Element) -> str:
    """Return the words of a resource; of a reference, its parts with their names."""
    parts = [f"{spaced(local_name(part))}: {words(part)}" for part in children(resource) if words(part)]
    if parts and local_name(resource) == "reference":
        return "\n".join(parts)
    return words(resource)


# Presentation, calculation, definition


def _write_relations(page: Composer, link: _Element, left: int) -> int:
    """Write the relations of a link as a table set in by depth; return how many rows that is."""
    located = _located(link)
    below: dict[str, list[_Arc]] = defaultdict(list)
    targets = set()
    for place, arc in enumerate(_arcs(link)):
        source, target = attribute(arc, "from"), attribute(arc, "to")
        source, target = located.get(source, source), located.get(target, target)
        below[source].append(_Arc(_order(arc), place, source, target, _relation(arc)))
        targets.add(target)
    for arcs in below.values():
        arcs.sort()
    roots = [source for source in below if source not in targets] or list(below)[:1]
    if not below:
        roots = list(dict.fromkeys(located.values()))
    rows, indents, is_cut = _walked(roots, below, left)
    if not rows:
        page.paragraph("This link names no concept.")
        return 1
    page.table([("Concept", "Relation")], rows, indents=indents)
    if is_cut:
        page.paragraph(_MORE)
    return max(1, len(rows)) if not is_cut else left


def _walked(
    roots: list[str], below: dict[str, list[_Arc]], left: int
) -> tuple[list[tuple[str, str]], list[int], bool]:
    """Return the concepts in order of reading, how deep each is, and whether there are more than `left`."""
    rows: list[tuple[str, str]] = []
    indents: list[int] = []
    waiting: list[tuple[str, str, tuple[str, ...]]] = [(root, "", ()) for root in reversed(roots)]
    while waiting:
        concept, relation, above = waiting.pop()
        if len(rows) >= left:
            return rows, indents, True
        rows.append((concept, relation))
        indents.append(min(9, len(above)))
        if concept in above or len(above) > 100:
            continue  # a relation that leads back to itself
        further = (*above, concept)
        waiting.extend((arc.target, arc.says, further) for arc in reversed(below.get(concept, ())))
    return rows, indents, False


def _order(arc: _Element) -> Decimal:
    try:
        order = Decimal(str(arc.get("order") or "1"))
    except InvalidOperation:
        return Decimal(1)
    return order if order.is_finite() else Decimal(1)


def _relation(arc: _Element) -> str:
    """Return what an arc says besides its ends: weight, preferred label, kind of definition."""
    said = []
    if arc.get("weight"):
        said.append(f"weight {arc.get('weight')}")
    if arc.get("preferredLabel"):
        said.append(role_words(str(arc.get("preferredLabel"))))
    if local_name(arc) == "definitionArc":
        said.append(attribute(arc, "arcrole").rpartition("/")[2])
    if arc.get("use") == "prohibited":
        said.append("prohibited")
    return ", ".join(said)
