"""Markup to the elements in it whose words are not shown, and that nothing ends: with them all the rest would be lost.

Scripts, style sheets, frames, controls of forms, drawings, hidden facts. A browser shows what stands in some of them
and hides what stands in others; here all are ended, so that what follows is read: a script and a style sheet where
markup begins, any other at once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CODE = frozenset({b"script", b"style"})
# What stands in these is no markup: only their own end tag ends them.
_RAW = _CODE | {b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes"}
_OTHERS = (
    rb"noscript|object|applet|audio|video|svg|select|button|template|ix:header|ix:hidden|frameset"
    rb"|textarea|title|xmp|iframe|noembed|noframes|script|style"
)
# Markup is read in small letters: a search that leaves their case aside takes three times as long. Most tags are told
# from these by their first two.
_OPENING = re.compile(rb"<(?=[!abfinostvx][-bcefimoptuvx])(?:(!--)|(" + _OTHERS + rb")(?=[\s>/]))")
_MARKUP = re.compile(
    rb"</?(?:p|div|table|tr|td|th|body|html|font|center|hr|br|span|h[1-6]|ul|ol|li|b|i|u|a|pre)(?=[\s>/])"
)
_LEFT_TO_OTHERS = frozenset({b"title", b"xmp"})
_MOST = 200


class Unended(NamedTuple):
    """An element that nothing ends: its name, where its tag begins, and where it is to end."""

    name: str
    offset: int
    end: int


def unended(content: bytes) -> list[Unended]:
    """Return such elements in the order of the markup, at most two hundred.

    >>> unended(b"<p>One</p><select><p>Two</p><style>p{}<p>Three</p>")
    [Unended(name='select', offset=10, end=18), Unended(name='style', offset=28, end=38)]
    """
    content = content.lower()
    found: list[Unended] = []
    ends: dict[bytes, int] = {}  # where the next end tag of a name begins, as far as it was looked for
    at = 0
    while (opening := _OPENING.search(content, at)) and len(found) < _MOST:
        if opening[1]:
            close = content.find(b"-->", opening.end())
            if close < 0:
                break
            at = close + 3
            continue
        name, tag_end = opening[2], content.find(b">", opening.end()) + 1
        if not tag_end:
            break
        at = tag_end
        if content[tag_end - 2 : tag_end - 1] == b"/":
            continue
        if 0 <= ends.get(name, 0) < tag_end:
            ends[name] = _next_end(content, name, tag_end)
        if ends[name] >= 0:
            if name in _RAW:
                at = ends[name]
        elif name in _CODE:
            markup = _MARKUP.search(content, tag_end)
            if markup is None:
                break
            found.append(Unended(name.decode(), opening.start(), markup.start()))
            at = markup.start()
        elif name not in _LEFT_TO_OTHERS:
            found.append(Unended(name.decode(), opening.start(), tag_end))
    return found


def _next_end(content: bytes, name: bytes, at: int) -> int:
    """Return where the next end tag of a name begins, -1 where none follows."""
    end = re.compile(rb"</" + name + rb"(?=[\s>/])").search(content, at)
    return end.start() if end else -1
