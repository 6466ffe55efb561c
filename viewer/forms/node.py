"""The elements of a form as nodes: what is read of them, and what of it was shown already.

An attribute that carries a value is a child whose name begins with `@`. A value that stands in an element of its own
(`<value>`) is its parent's, and the references to footnotes beside it are the parent's marks: each value has one node.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

DEEPEST = 64
"""Levels of elements that are read; a form has about ten. Walks may therefore call themselves."""

Path = tuple[str, ...]
"""Names of elements, each of one below that of the name before it."""

_VALUE = "value"
_MARK = "footnoteId"


class Node:
    """An element: its name without namespace, its text without white space at the ends, its children, its marks.

    `text` is empty for an element that only holds others. Loose text beside children is a child without a name.
    `shown` says that the text and the marks were written.
    """

    __slots__ = ("children", "marks", "name", "shown", "text")

    def __init__(self, name: str, text: str = "") -> None:
        self.name = name
        self.text = text
        self.children: Sequence[Node] = ()
        self.marks: tuple[str, ...] = ()
        self.shown = False

    @property
    def speaks(self) -> bool:
        """Whether the node itself has anything to show that was not shown."""
        return not self.shown and bool(self.text or self.marks)

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def find(self, path: Path) -> list[Node]:
        """Return the nodes at a path of names below this one, in order.

        `*` stands for any name, `.` for the node, `**` for the node and all below it.

        >>> node = Node("a")
        >>> node.children = [Node("b", "1"), Node("c"), Node("b", "2")]
        >>> [found.text for found in node.find(("b",))]
        ['1', '2']
        """
        found = [self]
        for name in path:
            if name == ".":
                continue
            if name == "**":
                found = [below for node in found for below in node.walk()]
                continue
            found = [child for node in found for child in node.children if name in (child.name, "*")]
            if not found:
                break
        return found

    def first(self, path: Path) -> str:
        """Return the first text at a path, or an empty string."""
        return next((node.text for node in self.find(path) if node.text), "")


def is_open(node: Node) -> bool:
    """Whether anything in the node, or below it, was not shown."""
    if node.speaks:
        return True
    for child in node.children:
        if not child.children:
            if not child.shown and (child.text or child.marks):
                return True
        elif is_open(child):
            return True
    return False


def settle(node: Node) -> None:
    """Give a node the value and the marks that stand in elements of their own below it."""
    values = 0
    for child in node.children:
        if child.name == _VALUE and not child.children:
            values += 1
        elif child.name != _MARK:
            values = -len(node.children)
    if values == 1 and not node.text:
        node.text = next(child.text for child in node.children if child.name == _VALUE)
        node.children = [child for child in node.children if child.name != _VALUE]
    marks = [child for child in node.children if child.name == _MARK]
    if marks and all(len(mark.children) == 1 and mark.children[0].name == "@id" for mark in marks):
        node.marks = tuple(mark.children[0].text for mark in marks)
        node.children = [child for child in node.children if child.name != _MARK]
