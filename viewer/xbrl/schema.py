"""A taxonomy's schema to a tree: its roles, elements, types and the files it needs, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.markup.tree import Run
from viewer.xbrl.linkbase import write_linkbase
from viewer.xbrl.names import role_words
from viewer.xbrl.xml import attribute, children, first_text, local_name, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from viewer.markup.compose import Composer, Words
    from viewer.reader import Context

__all__ = ["write_schema"]

_BALANCES = "{http://www.xbrl.org/2003/instance}balance"
_PERIODS = "{http://www.xbrl.org/2003/instance}periodType"


def write_schema(page: Composer, root: _Element, context: Context) -> None:
    """Write a schema, and the linkbases within it."""
    page.heading("Schema")
    page.pairs([("Namespace", str(root.get("targetNamespace") or ""))] if root.get("targetNamespace") else [])
    inside = list(_within_notes(root))
    _write(page, "Roles", ("Definition", "Role", "Used on"), _roles(inside))
    _write(
        page,
        "Elements",
        ("Name", "Type", "Period", "Balance", "Abstract", "Nil", "Substitutes"),
        _elements(root),
    )
    _write(page, "Types", ("Name", "Kind", "Says"), _types(root))
    _write(page, "Linkbases", ("File", "Role"), _references(inside))
    _write(page, "Imports", ("Namespace", "File"), _imports(root))
    for linkbase in inside:
        if local_name(linkbase) == "linkbase":
            write_linkbase(page, linkbase, context)


def _write(page: Composer, title: str, header: tuple[str, ...], rows: list[tuple[Words, ...]]) -> None:
    if rows:
        page.heading(title, 2)
        page.table([header], rows)


def _within_notes(root: _Element) -> Iterator[_Element]:
    """Yield what the schema's own annotations hold for programs: roles, references, linkbases."""
    for annotation in children(root, "annotation"):
        for information in children(annotation, "appinfo"):
            yield from children(information)


def _roles(inside: list[_Element]) -> list[tuple[Words, ...]]:
    return [
        (
            first_text(role, "definition"),
            str(role.get("roleURI") or role.get("arcroleURI") or ""),
            "\n".join(words(used).rpartition(":")[2] for used in children(role, "usedOn")),
        )
        for role in inside
        if local_name(role) in ("roleType", "arcroleType")
    ]


def _references(inside: list[_Element]) -> list[tuple[Words, ...]]:
    found: list[tuple[Words, ...]] = []
    for reference in inside:
        href = attribute(reference, "href")
        if local_name(reference) == "linkbaseRef" and href:
            found.append(((Run(href, href=href),), role_words(attribute(reference, "role"))))
    return found


def _elements(root: _Element) -> list[tuple[Words, ...]]:
    return [
        (
            str(element.get("name") or element.get("ref") or ""),
            str(element.get("type") or ""),
            str(element.get(_PERIODS) or ""),
            str(element.get(_BALANCES) or ""),
            "yes" if element.get("abstract") == "true" else "",
            "yes" if element.get("nillable") == "true" else "",
            str(element.get("substitutionGroup") or ""),
        )
        for element in children(root, "element")
    ]


def _types(root: _Element) -> list[tuple[Words, ...]]:
    found: list[tuple[Words, ...]] = []
    for kind in ("simpleType", "complexType"):
        for each in children(root, kind):
            values = [
                str(part.get("value") or part.get("base") or "")
                for part in each.iter()
                if part.get("value") or part.get("base")
            ]
            found.append((str(each.get("name") or ""), kind.removesuffix("Type"), "\n".join(values)))
    return found


def _imports(root: _Element) -> list[tuple[Words, ...]]:
    return [
        (str(each.get("namespace") or ""), str(each.get("schemaLocation") or ""))
        for each in children(root, "import")
    ]
