"""An exhibit as filed, made harmless, to one HTML page whose elements know their blocks: the filer's own look, linked.

The numbers of the blocks stand in `data-b`, as in the clean page: on the largest element that holds words of one block
only, so that a paragraph, a table row or a heading is one thing to click; words that share their element with another
block are given one of their own. Words of one block may thus stand in several elements of its number.
"""

from __future__ import annotations

from bisect import bisect_right
from html import escape
from typing import TYPE_CHECKING

from viewer.markup.filed import filed_markup
from viewer.markup.safe import EMPTY
from viewer.render.alignment import aligned, wordings
from viewer.render.spelling import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.markup.filed import Part
    from viewer.markup.tree import Tree

_NONE, _SEVERAL = 0, -1
_FRAMES = frozenset(
    {"body", "table", "tbody", "thead", "tfoot", "colgroup", "col", "ul", "ol", "dl", "dir", "menu"}
)

_STYLE = """
:root { color-scheme: light; --linked: #e8f0fa; --accent: #0b57a4; background: #fff; color: #000; }
body { margin: 16px 20px 64px; overflow-wrap: break-word; }
img { max-width: 100%; }
pre, .lines { font-family: "DejaVu Sans Mono", "Liberation Mono", monospace; }
.lines { width: fit-content; font-size: clamp(8.5px, 1.95vw, 13px); line-height: 1.35; white-space: pre; }
"""
_LAST_STYLE = """
.linked:not(#_) { background: #e8f0fa !important; color: #000 !important; box-shadow: -3px 0 #0b57a4 !important; }
.linked:not(#_) :not(#_) { background-color: #e8f0fa !important; color: #000 !important; }
tr.linked:not(#_) > * { background-color: #e8f0fa !important; }
tr.linked:not(#_) > :first-child { box-shadow: inset 3px 0 #0b57a4 !important; }
::highlight(fact) { text-decoration: underline dotted #0b57a4; }
::highlight(found) { background-color: #ffe58a; color: #1f2328; }
::highlight(current) { background-color: #ffb02e; color: #1f2328; }
@media print { .linked:not(#_), .linked:not(#_) :not(#_) { background: none !important; box-shadow: none !important; } }
"""


def filed_page(markup: str, tree: Tree, title: str = "") -> str:
    """Return the page of an exhibit as filed from its `markup`, linked by the blocks of its `tree`."""
    filed = filed_markup(markup)
    body = "".join(_written(filed.parts, _blocks(filed.parts, tree)))
    return _page(body, filed.sheets, tree.title or title, filed.has_doctype)


def lines_page(tree: Tree, title: str = "") -> str:
    """Return the page of a plain document as filed: its lines as they are, each with the block it belongs to."""
    pieces = []
    for block in tree.blocks:
        if block.table is not None:
            pieces += [(row.id, row.filed) for row in block.table.rows]
        else:
            pieces.append((block.id, block.filed or block.text))
    lines = "".join(
        f'<div data-b="{number}">{escape(text, quote=False)}\n</div>' for number, text in pieces if text
    )
    return _page(f'<div class="lines">{lines}</div>', "", tree.title or title, True)


def _page(body: str, sheets: str, title: str, has_doctype: bool) -> str:
    # Without a declaration of their own, old filings are drawn by the rules they were written for.
    doctype = "<!DOCTYPE html>\n" if has_doctype else ""
    return (
        f'{doctype}<html data-filed="yes">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n<style>\n{sheets}\n</style>\n<style>{_LAST_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _blocks(parts: Sequence[Part], tree: Tree) -> list[int]:
    """Return for each part the block whose letters it holds, `_NONE` for a part without letters of a block."""
    said = [letters(part.letters) if part.letters else "" for part in parts]
    standings = aligned(list(wordings(tree)), "".join(said))
    found, at = [], 0
    starts = [each.start for each in standings]
    for words in said:
        place = bisect_right(starts, at) - 1
        holds = bool(words) and place >= 0 and standings[place].end > at
        found.append(standings[place].block if holds else _NONE)
        at += len(words)
    return found


def _contents(parts: Sequence[Part], blocks: Sequence[int]) -> list[int]:
    """Return for each start tag the one block that its element holds, `_NONE` or `_SEVERAL`; for text its own."""
    held = list(blocks)
    opened: list[int] = []
    for number, part in enumerate(parts):
        if part.tag.startswith("/"):
            inner = held[opened.pop()] if opened else _NONE
        else:
            inner = blocks[number]
            if part.tag and part.tag not in EMPTY:
                opened.append(number)
                continue
        if inner and opened:
            outer = held[opened[-1]]
            held[opened[-1]] = inner if outer in (_NONE, inner) else _SEVERAL
    return held


def _written(parts: Sequence[Part], blocks: Sequence[int]) -> Iterator[str]:
    """Yield the markup, the outermost element of each block numbered."""
    held = _contents(parts, blocks)
    inside: list[int] = []  # of each open element, the block that it or one around it is numbered by
    for number, part in enumerate(parts):
        around = inside[-1] if inside else _NONE
        if part.tag.startswith("/"):
            inside.pop()
            yield part.markup
        elif part.tag:
            own = held[number] if held[number] > 0 and not around and part.tag not in _FRAMES else _NONE
            yield f'{part.markup} data-b="{own}">' if own else f"{part.markup}>"
            if part.tag not in EMPTY:
                inside.append(around or own)
        elif blocks[number] and not around:
            yield f'<span data-b="{blocks[number]}">{part.markup}</span>'
        else:
            yield part.markup
