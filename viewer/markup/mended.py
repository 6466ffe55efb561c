"""Markup in which a quote, a comment or the title is not closed to markup that reads, and where that was.

A browser takes all that follows, up to the next quote of the kind or to the end, for an attribute, a comment or the
title, and shows nothing of it. Here it is read: an attribute ends where its tag ends, the title where markup begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from viewer.markup.unended import unended

_REACHING = re.compile(rb"""=\s*+(?:(")[^"<>]*+|(')[^'<>]*+)[<>]""")
# The same in markup of which nothing is left but these signs: a look at that is short.
_MAY_REACH = re.compile(rb"""="[=']*[<>]|='[="]*[<>]""")
_OTHER_SIGNS = bytes(set(range(256)) - set(b"=\"'<>"))
_TAG = re.compile(rb"</?[A-Za-z][A-Za-z0-9:-]*[\s>/]")
_HIDDEN = re.compile(
    rb"<!--(?:-?>|.*?(?:--!?>|(?P<open>\Z)))|<(?P<name>script|style|xmp|textarea)\b.*?(?:</(?P=name)|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(rb"<title\b[^<>]*>([^<>]*)", re.IGNORECASE)
_TITLE_END = re.compile(rb"</title", re.IGNORECASE)
_BEHIND_VALUES = b" \t\r\n\f>/?"
_LONGEST_TAG = 2_000
_TITLES_WITHIN = 20_000
_MOST = 200


class Unclosed(NamedTuple):
    """What is not closed (a quote, a comment, the title, an element's name), and how many bytes stand before it."""

    what: str
    offset: int


def mended(content: bytes) -> tuple[bytes, tuple[Unclosed, ...]]:
    """Return markup with every attribute, comment, title and hidden element closed, and what was open.

    Those are at most two hundred places of each.

    >>> mended(b'<p class="a>One</p><p class="b">Two</p>')
    (b'<p class="a">One</p><p class="b">Two</p>', (Unclosed(what='quote', offset=9),))
    """
    places = [*_open_comment(content), *_open_title(content), *_open_elements(content)]
    may_reach = _MAY_REACH.search(content.translate(None, _OTHER_SIGNS))
    first = _REACHING.search(content) if may_reach else None
    if first is not None:
        places += _open_quotes(content, first)
    if not places:
        return content, ()
    places.sort(key=lambda place: place[1])
    pieces, done = [], 0
    for _, at, closing in places:
        pieces += [content[done:at], closing]
        done = at
    return b"".join([*pieces, content[done:]]), tuple(unclosed for unclosed, *_ in places)


_Place = tuple[Unclosed, int, bytes]
"""What is open, where it is to be closed, and what closes it."""


def _open_quotes(content: bytes, first: re.Match[bytes]) -> list[_Place]:
    """Return the attributes that are open behind the end of their tags."""
    hidden = [found.span() for found in _HIDDEN.finditer(content)]
    found: list[_Place] = []
    match: re.Match[bytes] | None = first
    while match is not None and len(found) < _MOST:
        quote, edge = match[match.lastindex or 1], match.end() - 1
        close = content.find(quote, edge)
        around = bisect_right(hidden, (match.start(), len(content))) - 1
        if around >= 0 and match.start() < hidden[around][1]:
            at = hidden[around][1]
        elif _is_in_tag(content, match.start()) and _is_open(content, match.end() - 1, close):
            opened = match.start(match.lastindex or 1)
            closing = quote if content[edge : edge + 1] == b">" else quote + b">"
            found.append((Unclosed("quote", opened), edge, closing))
            at = edge + 1
        else:
            at = close + 1 if close >= 0 else edge + 1
        match = _REACHING.search(content, at)
    return found


def _is_in_tag(content: bytes, at: int) -> bool:
    start = content.rfind(b"<", max(0, at - _LONGEST_TAG), at)
    return start >= 0 and content[start + 1 : start + 2].isalpha() and content.find(b">", start, at) < 0


def _is_open(content: bytes, edge: int, close: int) -> bool:
    """Whether a value that reaches `edge`, a `<` or `>`, and the quote at `close`, was meant to end before.

    It holds tags then, up to where another value begins; or words stand right behind it.
    """
    if close < 0:
        return True
    tag = _TAG.search(content, edge, close)
    if content[edge : edge + 1] == b">":
        return tag is not None or content[close + 1 : close + 2] not in _BEHIND_VALUES
    return tag is not None and content[edge:close].rstrip().endswith(b"=")


def _open_comment(content: bytes) -> list[_Place]:
    """Return the comment that nothing ends, unless it is one of a script or a style sheet."""
    last_start = content.rfind(b"<!--")
    if last_start < 0 or content.find(b"-->", last_start) >= 0:
        return []
    *_, last = _HIDDEN.finditer(content)
    return [(Unclosed("comment", last.start()), last.start() + 4, b"-->")] if last["open"] is not None else []


def _open_title(content: bytes) -> list[_Place]:
    title = _TITLE.search(content, 0, _TITLES_WITHIN)
    if title is None or _TITLE_END.search(content, title.end()):
        return []
    return [(Unclosed("title", title.start()), title.end(), b"</title>")]


def _open_elements(content: bytes) -> list[_Place]:
    return [
        (Unclosed(each.name, each.offset), each.end, b"</" + each.name.encode() + b">")
        for each in unended(content)
    ]
