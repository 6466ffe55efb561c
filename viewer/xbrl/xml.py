"""The bytes of an XML document to its elements: strictly, or else repaired once; nothing is fetched or expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from viewer.markup.parse import with_characters, xml_parser

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Parsed", "attribute", "children", "first_text", "local_name", "namespace", "parse_xml", "words"]

_LARGEST = 128 << 20
_SPACES = re.compile(r"[ \t\r\n]+")
_XLINK = "{http://www.w3.org/1999/xlink}"


class Parsed(NamedTuple):
    """The root element, `None` where nothing can be read, and what is damaged as the end of a sentence."""

    root: _Element | None
    damage: str = ""


def parse_xml(content: bytes) -> Parsed:
    """Parse a document; entities that it declares stay unexpanded."""
    if len(content) > _LARGEST:
        return Parsed(None, f"holds more than {_LARGEST >> 20} MB of XML")
    content = content.strip()
    try:
        return Parsed(etree.fromstring(content, xml_parser()))
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 1
    damage = f"is damaged in line {line:,}"
    try:
        root = etree.fromstring(with_characters(content), xml_parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return Parsed(None, damage)
    return Parsed(root, damage)


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace; empty for what is no element, such as an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: _Element) -> str:
    """Return the address of an element's namespace, empty where it has none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def children(element: _Element, name: str = "") -> Iterator[_Element]:
    """Yield the elements right below one, all or those of a local name."""
    for child in element:
        found = local_name(child)
        if found and (not name or found == name):
            yield child


def words(element: _Element | None) -> str:
    """Return all text in an element, its white space as single blanks."""
    if element is None:
        return ""
    return _SPACES.sub(" ", "".join(str(piece) for piece in element.itertext())).strip()


def first_text(element: _Element, name: str) -> str:
    """Return the words of the first element right below one that has a local name."""
    return words(next(children(element, name), None))


def attribute(element: _Element, name: str) -> str:
    """Return an attribute, that of XLink before that without a namespace; empty where there is none."""
    return str(element.get(_XLINK + name) or element.get(name) or "")
