"""The bytes of an XML document to nodes: strictly, or else after one repair; nothing is fetched or expanded.

What a repair reads is held against the words that the source has outside of its tags: where one is missing, the
document is not read at all, for a form that leaves out a value is worse than its source.
"""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5
from itertools import chain
from typing import Any, NamedTuple, cast

from lxml import etree

from viewer.forms.node import DEEPEST, Node, settle
from viewer.markup.parse import readable, with_characters, xml_parser
from viewer.submission.encoding import decode
from viewer.submission.model import Kind

_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_WINDOW = 1 << 16
_NO_VALUES = "http://www.w3.org/2001/XMLSchema-instance"
_MANY = 200
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SEVERAL = "several"
"""The name of the node that holds the roots of a document that has several."""


class Parsed(NamedTuple):
    """The root of a document, `None` where it cannot be read, and a sentence on what is wrong with it, or nothing.

    `offset` and `line` are the place of the damage in the document: bytes from its start, and lines from 0.
    """

    root: Node | None
    namespace: str = ""
    damage: str = ""
    offset: int = 0
    line: int = 0


def parse_xml(content: bytes) -> Parsed:
    """Return the nodes of an XML document; no damage raises."""
    blank = len(content) - len(content.lstrip())
    if blank:  # which stands before the declaration now and then
        parsed = parse_xml(content[blank:])
        lines = content.count(b"\n", 0, blank)
        return (
            parsed._replace(offset=parsed.offset + blank, line=parsed.line + lines)
            if parsed.damage
            else parsed
        )
    found = _ENTITY.search(content, 0, _WINDOW)
    if found:
        damage = "declares entities of its own, which are not expanded"
        return _repaired(content, damage, found.start(), content.count(b"\n", 0, found.start()))
    try:
        top = etree.fromstring(content, xml_parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        offset = _offset(content, line, column)
        return _repaired(content, f"is damaged XML ({_sentence(error)})", offset, max(0, line - 1))
    except ValueError:
        return _repaired(content, "is no XML", 0, 0)
    top = _within(top)
    root = _nodes(top, content)
    if root is None:
        return Parsed(None, "", f"has elements nested deeper than {DEEPEST} levels")
    return Parsed(root, _namespace(top.tag))


def _namespace(tag: str) -> str:
    """Return the namespace in a tag such as `{http://www.sec.gov/edgar/nport}edgarSubmission`."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def _within(top: etree._Element) -> etree._Element:
    """Return the root within the wrapper of an envelope, `<XML>`, which reads as an element of its own."""
    while top.tag in ("XML", "xml") and len(top) == 1:
        top = next(iter(top))
    return top


def _sentence(error: etree.XMLSyntaxError) -> str:
    """Return what the parser says, on one line and without its own word on the place."""
    words = " ".join((error.msg or "").split())
    if "depth" in words:
        return "elements are nested too deeply"
    return re.sub(r", line \d+, column \d+$", "", words)[:200] or "not well formed"


def _offset(content: bytes, line: int, column: int) -> int:
    """Return the byte at which a line (from 1) and a column (from 1) stand."""
    at = 0
    for _ in range(line - 1):
        following = content.find(b"\n", at)
        if following < 0:
            break
        at = following + 1
    return min(at + max(0, column - 1), len(content))


# The tree of lxml to nodes


def _nodes(top: etree._Element, content: bytes) -> Node | None:
    """Return the nodes of a tree, `None` where it is nested too deeply."""
    made = _Making(content)
    root = made.node(top)
    level = [(top, root)]
    groups = [root]
    for _ in range(DEEPEST):
        below = []
        for element, node in level:
            children = list(node.children)
            for child in element:
                if not isinstance(child.tag, str):  # a reference to an entity
                    children.extend(made.loose((child.text or "") + (child.tail or "")))
                    continue
                inner = made.node(child)
                children.append(inner)
                if len(child):
                    below.append((child, inner))
                if inner.children or len(child):
                    groups.append(inner)
                tail = child.tail
                if tail and not tail.isspace():
                    children.extend(made.loose(tail))
            node.children = children
        if not below:
            for node in reversed(groups):
                settle(node)
            return root
        level = below
    return None


class _Making:
    """Makes nodes of the elements of one document."""

    __slots__ = ("_names", "_plain")

    def __init__(self, content: bytes) -> None:
        self._names: dict[str, str] = {}
        # Where no character can be one of those that `readable` replaces, none is looked for.
        self._plain = content.isascii() and b"&#" not in content and b"\0" not in content

    def node(self, element: etree._Element) -> Node:
        """Return the node of an element, its attributes as children; those of its elements are not made here."""
        tag = element.tag
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = tag.rpartition("}")[2]
        text = element.text
        node = Node(name, self._said(text) if text else "")
        attributes = element.attrib
        if len(attributes):
            named = self._attributes(element) if len(attributes) > _MANY else element.items()
            node.children = [
                Node("@" + str(key).rpartition("}")[2], self._said(str(value)))
                for key, value in named
                if not str(key).startswith("{" + _NO_VALUES) and key != _SPACE and not str(value).isspace()
            ]
        return node

    @staticmethod
    def _attributes(element: etree._Element) -> list[tuple[str, str]]:
        """Return the names and values of many attributes: `items` looks for each of them among all."""
        found = cast("list[Any]", element.xpath("@*"))
        return [(str(value.attrname), str(value)) for value in found]

    def loose(self, text: str) -> list[Node]:
        """Return text that stands beside elements as a node without a name."""
        words = self._said(text)
        return [Node("", words)] if words else []

    def _said(self, text: str) -> str:
        words = text.strip()
        return words if self._plain else readable(words)


# One repair

_PROLOGUE = re.compile(r"\s*+<\?xml\b[^>]*\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b(?:[^<>\[\]]|\[(?:[^\]\"']|\"[^\"]*+\"|'[^']*+')*+\])*+>", re.IGNORECASE)
_WRAPPER, _WRAPPER_END = "<xml>", "</xml>"
_CUT_END = re.compile(r"(</[A-Za-z_][\w.:-]*+)(?=\s*+(?:<|\Z))")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)(\w++;)?")
_LESS = re.compile(r"<(?![A-Za-z_/!?])")
_TAG = re.compile(r"</?[A-Za-z_][\w.:-]*+(?:\s++[\w.:-]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'))*+\s*+/?>?")
_WORD = re.compile(r"[^\W_]+")


def _repaired(content: bytes, damage: str, offset: int, line: int) -> Parsed:
    """Return what a recovering parser reads of the text, set right where it is wrong in ways that are known."""
    text = _bare(readable(decode(content, Kind.XML).text))
    text = _CUT_END.sub(r"\1>", text)
    text = _LESS.sub("&lt;", _REFERENCE.sub(_spelled, text))
    wrapped = f"<{SEVERAL}>{text}</{SEVERAL}>".encode("utf-8", "replace")
    try:
        top = etree.fromstring(with_characters(wrapped), xml_parser(recover=True, encoding="utf-8"))
    except (etree.XMLSyntaxError, ValueError):
        top = None
    root = None if top is None else _nodes(top, wrapped)
    if top is None or root is None or not root.children or not _is_whole(text, root):
        return Parsed(None, "", damage, offset, line)
    if len(root.children) == 1 and not root.text:
        first = next(iter(top))
        return Parsed(root.children[0], _namespace(first.tag), damage, offset, line)
    return Parsed(root, "", damage, offset, line)


def _bare(text: str) -> str:
    """Return what stands between the wrapper of an envelope, without declarations before the root."""
    text = text.strip()
    if text[: len(_WRAPPER)].lower() == _WRAPPER:
        text = text[len(_WRAPPER) :].lstrip()
        if text[-len(_WRAPPER_END) :].lower() == _WRAPPER_END:
            text = text[: -len(_WRAPPER_END)]
    prologue = _PROLOGUE.match(text)
    if prologue:
        text = text[prologue.end() :]
    doctype = _DOCTYPE.match(text, max(0, text.upper().find("<!DOCTYPE", 0, _WINDOW)))
    return text[: doctype.start()] + text[doctype.end() :] if doctype else text


def _without(text: str, start: str, end: str, kept: bool = False) -> str:
    """Return a text without what stands between two marks, or, where that is `kept`, without the marks alone."""
    pieces, at = [], 0
    while (begin := text.find(start, at)) >= 0:
        close = text.find(end, begin + len(start))
        if close < 0:
            break
        pieces += [text[at:begin], " ", text[begin + len(start) : close] if kept else "", " "]
        at = close + len(end)
    return "".join([*pieces, text[at:]])


def _spelled(reference: re.Match[str]) -> str:
    """Return an ampersand that begins no reference of XML as one, and the characters of HTML as they are."""
    name = reference.group(1)
    character = html5.get(name, "") if name else ""
    return character if character and character not in "<&" else "&amp;" + (name or "")


def _is_whole(source: str, root: Node) -> bool:
    """Whether all words that stand outside of the tags of the source were read."""
    source = _without(_without(source, "<!--", "-->"), "<?", "?>")
    source = _without(source, "<![CDATA[", "]]>", kept=True)
    for name, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        source = _TAG.sub(" ", source) if name == "&lt;" else source
        source = source.replace(name, character)
    source = re.sub(r"&#(x?)([0-9A-Fa-f]+);", _character, source).replace("&amp;", "&")
    wanted = Counter(_WORD.findall(source))
    read = Counter(chain.from_iterable(_WORD.findall(node.text) for node in root.walk()))
    read.update(mark for node in root.walk() for mark in node.marks)
    return not wanted - read


def _character(reference: re.Match[str]) -> str:
    code = int(reference.group(2), 16 if reference.group(1) else 10)
    return readable(chr(code)) if 0 < code < 0x110000 else ""
