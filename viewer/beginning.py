"""A large payload's content to the content of its beginning: cut where a whole piece ends, to be read by itself.

What is read of a beginning are the first blocks of the whole, the last ones apart: those are told by what follows them.
Of plain text the words are those of the whole; where a paragraph ends may be told by lines far below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from viewer.submission.model import Kind

if TYPE_CHECKING:
    from viewer.markup.tree import Block

LARGE = 300_000
"""Bytes of a payload from which on its beginning is worth a reading of its own."""

_PAGE = re.compile(rb"^[ \t]*<PAGE>", re.IGNORECASE | re.MULTILINE)
_MOST, _LEAST = 90_000, 12_000  # bytes of a beginning
_MOST_XML, _LARGE_XML = 400_000, 900_000  # elements and their ends are most of it
_MOST_ROWS = 420  # of a list: so many that its columns are set as those of the whole

_LONG = 50  # rows of a list that may go on

_HIDDEN_END = re.compile(rb"</ix:header\s*>", re.IGNORECASE)
_MARKUP = re.compile(
    rb"<!--.*?-->|<(?:style|script)\b.*?</(?:style|script)\s*>|<(?P<end>/?)(?P<name>table|div|p|hr|h[1-6]|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[?!][^>]*>|<(?P<end>/?)(?P<name>[^\s<>/]+)[^<>]*?(?P<empty>/?)>",
    re.DOTALL,
)


def may_begin(kind: Kind, size: int) -> bool:
    """Whether a payload of a kind and of about so many bytes may have a beginning."""
    return kind in _CUTS and size >= LARGE


def beginning(content: bytes, kind: Kind) -> bytes | None:
    """Return the content of the beginning of a payload's `content`; None where it is small, or has no place to cut."""
    if not may_begin(kind, len(content)) or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    found = _CUTS[kind](content)
    return found if found and len(found) <= len(content) // 2 else None


def first_blocks(blocks: Sequence[Block], kind: Kind) -> tuple[Block, ...]:
    """Return those of a beginning's blocks that the whole has under the same numbers.

    Of a form they end with its first long list, from which the whole may have more rows.
    """
    if kind is Kind.XML:
        for at, block in enumerate(blocks, 1):
            if block.table is not None and len(block.table.rows) >= _LONG:
                return tuple(blocks[:at])
    return tuple(blocks)


def _html(content: bytes) -> bytes | None:
    """Cut before a block that lies in no table, so that each table is whole."""
    hidden = _HIDDEN_END.search(content, 0, len(content) // 2)
    start = hidden.end() if hidden else 0
    depth = end = 0
    for found in _MARKUP.finditer(content, start, start + _MOST):
        name, is_end = (found["name"] or b"").lower(), bool(found["end"])
        if not depth and name and not is_end:
            end = found.start()
        if name == b"table":
            depth = max(0, depth - 1) if is_end else depth + 1
    comment = content.rfind(b"<!--", 0, end)
    if comment >= 0 and content.find(b"-->", comment, end) < 0:
        end = comment  # one that goes on behind the cut is not to be taken for one that nothing ends
    return content[:end] if end - start >= _LEAST else None


def _plain(content: bytes) -> bytes | None:
    """Cut before a page, else at a blank line, else at the end of a line."""
    places = (
        max((found.start() for found in _PAGE.finditer(content, _LEAST, _MOST)), default=0),
        content.rfind(b"\n\n", _LEAST, _MOST) + 1,
        content.rfind(b"\n", _LEAST, _MOST) + 1,
    )
    return content[: next(filter(None, places), 0)] or None


def _xml(content: bytes) -> bytes | None:
    """Cut behind the last child of the element that holds most of the beginning; what is open then is closed."""
    if len(content) < _LARGE_XML:
        return None
    pieces: dict[int, list[tuple[int, tuple[bytes, ...]]]] = {}  # by how many elements are open behind each
    depth = 0
    for end, still in _ends(content):
        pieces.setdefault(len(still), []).append((end, still))
        if end > _MOST // 2:
            depth = min(depth or len(still), len(still))
        if end > _MOST and len(pieces[depth]) >= _MOST_ROWS:
            break
    if not depth:
        return None
    end, still = pieces[depth][:_MOST_ROWS][-1]
    if end < _LEAST:
        return None
    return content[:end] + b"".join(b"</%b>" % name for name in reversed(still))


def _ends(content: bytes) -> Iterator[tuple[int, tuple[bytes, ...]]]:
    """Yield where each element of the beginning ends, and what is open still; nothing more from damage on."""
    still: tuple[bytes, ...] = ()
    for found in _ELEMENT.finditer(content, 0, _MOST_XML):
        name = found["name"]
        if not name:
            continue
        if not found["end"]:
            still = (*still, name)
        if found["end"] or found["empty"]:
            if not still or still[-1] != name:
                return
            still = still[:-1]
            yield found.end(), still


_CUTS: dict[Kind, Callable[[bytes], bytes | None]] = {
    Kind.HTML: _html,
    Kind.TEXT: _plain,
    Kind.XML: _xml,
}
