"""The parser's events to what is open, what it looks like, and what is left out; `clean` says what the tags do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import TYPE_CHECKING

from viewer.markup.draft import numbered
from viewer.markup.flow import Flow
from viewer.markup.look import Look, Wardrobe
from viewer.markup.roles import HIDDEN
from viewer.markup.tree import Left, Tree

if TYPE_CHECKING:
    from viewer.markup.sheet import Sheet
    from viewer.markup.style import Declared

_NONE: dict[str, str] = {}
# From its `=` on, a link is found ten times as fast as from its `h`, be that a capital or not.
_LINK = re.compile(r"""=(?<=[fF\s]=)\s*+(?:"\s*+#([^"<>]+)|'\s*+#([^'<>]+)|#([^\s"'<>]+))""")


def linked_names(markup: str) -> frozenset[str]:
    """Return the names in a document that its links point at, in small letters.

    >>> linked_names("<A HREF='#Item_1'>Item 1</a> <a href=x.htm#y>")
    frozenset({'item_1'})
    """
    return frozenset(unescape(link[link.lastindex or 0]).strip().lower() for link in _LINK.finditer(markup))


class Target:
    """The target of the parser's events; `close` returns the tree.

    `_ends` holds for every open element what its end tag does, `_looks` the look to return to, `_tags` what a start tag
    does; one that is not named there is taken by `_start_inline`.
    """

    def __init__(self, flow: Flow | None, sheet: Sheet | None, linked: frozenset[str]) -> None:
        """Start with an empty page, or with a `flow` of another kind.

        `sheet` is what the document's style sheets declare, `linked` are the names that its links point at.
        """
        self._sheet = sheet or None
        self._wardrobe = Wardrobe()
        self._look = self._wardrobe.plain
        self._looks: list[Look] = []
        self._ends: list[Callable[[], None] | None] = []
        self._tags: dict[str, Callable[[str, dict[str, str]], None]] = {}
        self._flow = flow or Flow()
        self._levels: list[
            int
        ] = []  # of each open container of boxes, how many looks are kept within one of them
        self._dropping = 0
        self._reason = ""
        self._left: dict[str, list[int]] = {}
        self._title: list[str] = []
        self._in_title = False
        self._linked = linked

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Take a start tag."""
        if self._dropping:
            self._dropping += 1
            return
        self._looks.append(self._look)
        # Where there are none, the parser gives a mapping of its own that is slow to ask.
        declared = attrib if isinstance(attrib, dict) else _NONE
        if self._sheet is not None:
            declared = self._sheet.opened(tag, declared)
        begin = self._tags.get(tag)
        if self._levels and len(self._looks) == self._levels[-1]:
            self._start_box(tag, declared, begin or self._start_inline)
        elif begin is not None:
            begin(tag, declared)
        elif declared:
            self._start_inline(tag, declared)
        else:
            self._ends.append(None)

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if self._dropping:
            self._dropping -= 1
            if self._dropping:
                return
        if self._sheet is not None:
            self._sheet.closed()
        if self._ends:
            finish = self._ends.pop()
            if finish is not None:
                finish()
            self._look = self._looks.pop()

    def data(self, text: str) -> None:
        """Take text."""
        if self._dropping:
            self._left[self._reason][1] += len(text.split())
        elif self._in_title:
            self._title.append(text)
        else:
            self._flow.add(text, self._look)

    def close(self) -> Tree:
        """Return the tree."""
        while self._ends:
            self.end("")
        # The parser and its target hold each other, in a circle that is to keep no draft alive.
        flow, self._flow = self._flow, Flow()
        flow.flush()
        left = tuple(Left(reason, *counts) for reason, counts in self._left.items())
        return Tree(" ".join(" ".join(self._title).split()), numbered(flow.drafts()), left)

    def _start_inline(self, tag: str, attrib: dict[str, str]) -> None:
        raise NotImplementedError

    def _start_box(
        self, tag: str, attrib: dict[str, str], begin: Callable[[str, dict[str, str]], None]
    ) -> None:
        raise NotImplementedError

    # What stands in an element at its start

    def _drop(self, reason: str) -> None:
        self._dropping, self._reason = 1, reason
        self._left.setdefault(reason, [0, 0])[0] += 1
        self._ends.append(None)

    def _hides(self, says: Declared, attrib: dict[str, str]) -> bool:
        if says.hidden or "hidden" in attrib:
            self._drop(HIDDEN)
            return True
        return False

    def _anchors(self, tag: str, attrib: dict[str, str]) -> None:
        """Keep the names that links point at, from here or from elsewhere; software gives many more to its own use."""
        name = attrib.get("id")
        if name and name.lower() in self._linked:
            self._flow.anchor(name)
        if tag == "a" and attrib.get("name"):
            self._flow.anchor(attrib["name"])
