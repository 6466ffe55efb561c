"""Random markup as nobody would write it: tags in any order, left open, closed twice, with words that act as markup."""

from __future__ import annotations

import random
from collections.abc import Iterator

WORDS = [
    "pears", "12", "$", "1,234", ")", "%", "(5.3", "(a)", "1.", "•", "–", "—", "*", "&", "<", "&nbsp;",
    "&#160;&#160;&nbsp;&nbsp;", "&#150;", "&#254;", "&lt;b&gt;", "&amp;amp;", "&#8203;", "________",
    "-----", "=====", "2012", "a|b", "[t](u)", "éß", "中文", "13", "`", "~~", "\\", "1)", "$5", "----|----",
    "[", "]", "!", "x:", "N/A", "\x92", "\ud800", "\x00", "&#xD800;", "&#0;", "&#x110000;",
    "  a_b ", "# x", "- y", "+ z", "> q", "Page 3", "Table of Contents", " ", "\n", "\t",
]  # fmt: skip
TAGS = [
    "p", "div", "span", "b", "i", "u", "s", "sup", "sub", "font", "a", "table", "tr", "td", "td", "tr",
    "th", "tbody", "thead", "ul", "ol", "li", "dl", "dt", "dd", "pre", "center", "h1", "h3", "blockquote",
    "ix:nonfraction", "ix:header", "title", "select", "textarea", "style", "hr", "br", "img", "form", "tp",
    "x",
]  # fmt: skip
STYLES = [
    "display:none",
    "display:block",
    "display:inline",
    "visibility:hidden",
    "font-weight:bold",
    "font-style:italic;margin-left:20pt",
    "page-break-before:always",
    "page-break-after:always",
    "text-align:right",
    "text-align:center;border-bottom:1px solid #000",
    "border-top:3px double black",
    "padding-left:10pt",
    "vertical-align:super;font-size:6pt",
    "text-transform:uppercase",
    "white-space:pre",
    "background-color:#cceeff",
    "text-decoration:underline",
    "text-indent:-18pt",
]
ATTRIBUTES = [
    " colspan=2",
    " rowspan=2",
    " colspan=0 rowspan=-1",
    " align=right",
    ' align="center"',
    ' href="#n"',
    ' href="x y.htm"',
    ' href="javascript:x"',
    " name=n",
    ' id="n"',
    ' src="a b.gif" alt="a] b"',
    " hidden",
    ' bgcolor="#ccc"',
    " type=a start=3",
    " value=7",
    ' width="x',
]
ODD = [
    "<!-- c -->",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE html>",
    "</",
    "<p",
    "'",
    '"',
]


def pieces(chance: random.Random, count: int) -> list[str]:
    """Return `count` pieces of markup: words, opening tags, closing tags and odd ends."""
    return [_piece(chance) for _ in range(count)]


def _piece(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.42:
        return chance.choice(WORDS)
    if kind < 0.75:
        return f"<{chance.choice(TAGS)}{_attribute(chance)}>"
    if kind < 0.97:
        return f"</{chance.choice(TAGS)}>"
    return chance.choice(ODD)


def _attribute(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.2:
        return ""
    return chance.choice(ATTRIBUTES) if kind < 0.55 else f' style="{chance.choice(STYLES)}"'


def soups(seed: int, count: int) -> Iterator[list[str]]:
    """Yield `count` soups, the same ones for the same `seed`."""
    chance = random.Random(seed)
    for _ in range(count):
        yield pieces(chance, chance.choice((8, 15, 30, 60)))
