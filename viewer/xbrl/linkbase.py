"""A linkbase of XBRL to a tree: labels as a table, presentation, calculation and definition as set-in tables."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from viewer.xbrl.names import concept_of, role_words, spaced
from viewer.xbrl.xml import attribute, children, local_name, parse_xml, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from viewer.markup.compose import Composer
    from viewer.reader import Context

__all__ = ["MOST_ROWS", "Labels", "write_linkbase"]

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


_USUAL = "http://www.xbrl.org/2003/role/label"


class _Arc(NamedTuple):
    order: Decimal
    place: int
    source: str
    target: str
    preferred: str
    says: str


class _Row(NamedTuple):
    concept: str
    preferred: str = ""
    says: str = ""
    above: tuple[str, ...] = ()


class Labels:
    """What the submission's label linkbase calls concepts; read when it is first asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def known(self) -> dict[tuple[str, str], str]:
        """The labels by concept and role; empty where none are filed."""
        content = self._context.sibling("EX-101.LAB")
        root = parse_xml(content).root if content else None
        found: dict[tuple[str, str], str] = {}
        for link in children(root, "labelLink") if root is not None else ():
            about = _about(link)
            for label in children(link, "label"):
                for concept in about.get(attribute(label, "label"), ()):
                    found.setdefault((concept, attribute(label, "role")), words(label))
        return found

    def usual(self, concept: str) -> str:
        """Return the usual label of a concept, an empty string where none is filed."""
        return self.known.get((concept, _USUAL), "")

    def of(self, concept: str, preferred: str) -> str:
        """Return the label in the preferred role, or else the usual one, or else the concept itself."""
        return self.known.get((concept, preferred)) or self.known.get((concept, _USUAL)) or concept


def write_linkbase(page: Composer, root: _Element, context: Context) -> None:
    """Write each link of a linkbase below a heading that names its role, concepts with their labels where filed."""
    left = MOST_ROWS
    labels = Labels(context)
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
        left -= (
            _write_resources(page, link) if name in _RESOURCES else _write_relations(page, link, left, labels)
        )


def _located(link: _Element) -> dict[str, str]:
    """Return the concepts that a link's locators point at, by the locators' labels."""
    return {attribute(loc, "label"): concept_of(attribute(loc, "href")) for loc in children(link, "loc")}


def _arcs(link: _Element) -> Iterator[_Element]:
    return (each for each in children(link) if local_name(each).endswith("Arc"))


def _about(link: _Element) -> dict[str, list[str]]:
    """Return the concepts that each resource of a link is about, by the label of the resource."""
    located = _located(link)
    concepts: dict[str, list[str]] = defaultdict(list)
    for arc in _arcs(link):
        source = attribute(arc, "from")
        concepts[attribute(arc, "to")].append(located.get(source, source))
    return concepts


# Labels, references and footnotes


def _write_resources(page: Composer, link: _Element) -> int:
    """Write what a link says of each concept; return how many rows that is."""
    concepts = _about(link)
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


def _write_relations(page: Composer, link: _Element, left: int, labels: Labels) -> int:
    """Write the relations of a link as a table set in by depth; return how many rows that is."""
    located = _located(link)
    below: dict[str, list[_Arc]] = defaultdict(list)
    targets = set()
    for place, arc in enumerate(_arcs(link)):
        source, target = attribute(arc, "from"), attribute(arc, "to")
        source, target = located.get(source, source), located.get(target, target)
        below[source].append(
            _Arc(_order(arc), place, source, target, str(arc.get("preferredLabel") or ""), _relation(arc))
        )
        targets.add(target)
    for arcs in below.values():
        arcs.sort()
    roots = [source for source in below if source not in targets] if below else list(located.values())
    rows, indents, is_cut = _walked(list(dict.fromkeys(roots)), below, left)
    if not rows:
        page.paragraph("This link names no concept.")
        return 1
    if labels.known:
        named = [(labels.of(row.concept, row.preferred), row.concept, row.says) for row in rows]
        page.table([("Label", "Concept", "Relation")], named, indents=indents)
    else:
        page.table([("Concept", "Relation")], [(row.concept, row.says) for row in rows], indents=indents)
    if is_cut:
        page.paragraph(_MORE)
    return max(1, len(rows)) if not is_cut else left


def _walked(roots: list[str], below: dict[str, list[_Arc]], left: int) -> tuple[list[_Row], list[int], bool]:
    """Return the concepts in order of reading, how deep each is, and whether there are more than `left`."""
    rows: list[_Row] = []
    indents: list[int] = []
    waiting = [_Row(root) for root in reversed(roots)]
    unseen = dict.fromkeys(below)  # at last those which nothing but a circle leads to
    while waiting or unseen:
        row = waiting.pop() if waiting else _Row(next(iter(unseen)))
        if len(rows) >= left:
            return rows, indents, True
        rows.append(row)
        unseen.pop(row.concept, None)
        indents.append(min(9, len(row.above)))
        if row.concept in row.above or len(row.above) > 100:
            continue  # a relation that leads back to itself
        further = (*row.above, row.concept)
        arcs = reversed(below.get(row.concept, ()))
        waiting.extend(_Row(arc.target, arc.preferred, arc.says, further) for arc in arcs)
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
