"""What of a filer's markup may be shown as filed: elements, attributes and declarations that can only set words.

Everything is an allow-list. Nothing that is let through can run, fetch, be filled in, or stand for something of the
program's own: pictures are called by the bare name of a document of the same submission.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from viewer.markup.sheet import rules_of

_TAGS = (
    "p div span h1 h2 h3 h4 h5 h6 center blockquote address pre xmp listing dl dt dd caption article section header"
    " footer main nav aside figure figcaption ul ol dir menu li table thead tbody tfoot colgroup col tr td th"
    " br hr img a b strong i em cite var dfn u ins s strike del sup sub big small font tt code kbd samp q abbr acronym"
    " bdo bdi mark nobr wbr"
)
WRITTEN: dict[str, str] = {
    **{tag: tag for tag in _TAGS.split()},
    **dict.fromkeys(("body", "form", "fieldset", "legend", "details", "summary", "hgroup"), "div"),
}
"""The elements shown, and as what; the text of all others stands in the element around them."""

EMPTY = frozenset({"br", "hr", "img", "col", "wbr"})
"""The elements that hold nothing and have no end tag."""

_NAMES = (
    "align valign bgcolor color face size width height border bordercolor cellpadding cellspacing colspan rowspan span"
    " nowrap noshade start type value clear rules frame hspace vspace alt title dir lang char charoff compact class"
)
_WORDS = frozenset(_NAMES.split())
_LINK = re.compile(r"(?:#|https?:|mailto:|[^:/?#]+(?:[/?#]|$))", re.IGNORECASE)
_PROPERTIES = re.compile(
    r"(?:background|background-color|border(?:-[a-z]+){0,2}|bottom|caption-side|clear|color|column-[a-z]+|columns|cursor"
    r"|direction|display|empty-cells|float|font|font-[a-z-]+|height|left|letter-spacing|line-height|list-style(?:-[a-z]+)?"
    r"|margin(?:-[a-z]+){0,2}|max-height|max-width|min-height|min-width|orphans|overflow|overflow-wrap"
    r"|padding(?:-[a-z]+){0,2}|page-break-[a-z]+|break-[a-z]+|position|quotes|right|table-layout|text-[a-z-]+|top"
    r"|unicode-bidi|vertical-align|visibility|white-space|widows|width|word-break|word-spacing|word-wrap|writing-mode)"
)
# Colours, lengths, names and the functions that name a colour; no address, no escape, nothing of another syntax.
_VALUE = re.compile(r"(?:[\w\s.,#%+'\"/!-]|(?:rgba?|hsla?)\([\d\s.,%/-]*\))*+", re.IGNORECASE)
_SELECTOR = re.compile(r"[\w\s.,#>*:+~-]+")
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
_LONGEST_KEPT = 2_000
# What is hidden is left out already; a rule that was not understood must hide nothing else.
_HIDING = re.compile(r"(?:^|(?<=;))(?:display:none|visibility:(?:hidden|collapse))\b[^;]*;?", re.IGNORECASE)


def safe_attributes(tag: str, attrib: Mapping[str, str]) -> str:
    """Return the attributes that a tag keeps, as they are written in it, with a space before each.

    >>> safe_attributes("td", {"onclick": "x()", "align": "right", "style": "color:red; background:url(a.gif)"})
    ' align="right" style="color:red"'
    """
    kept = []
    for name, value in attrib.items():
        shown = _safe_value(tag, name, value)
        if shown is not None:
            kept.append(f' {name}="{escape(shown)}"')
    return "".join(kept)


def is_safe_link(href: str) -> bool:
    """Whether a link may be followed: within the page, to a sibling, on the web, or to an address of mail."""
    return _LINK.match(href) is not None


def _safe_value(tag: str, name: str, value: str) -> str | None:
    """Return what an attribute may say, None where it may not stand."""
    if name in _WORDS:
        return value
    if name == "style":
        return safe_style(value) or None
    if name == "id" or (name == "name" and tag == "a"):
        return value if tag != "img" else None  # a name on a picture would stand for a part of the page's own
    if name == "href" and tag == "a":
        target = value.strip()
        return target if is_safe_link(target) else None
    if name == "src" and tag == "img":
        return value.strip().rsplit("/", 1)[-1]
    return None


def safe_style(style: str) -> str:
    """Return the declarations of a style that may be shown.

    >>> safe_style("font: bold 10pt 'Times New Roman'; behavior:url(x); position:fixed; width:expression(1)")
    "font:bold 10pt 'Times New Roman'"
    """
    return _kept_style(style) if len(style) <= _LONGEST_KEPT else _safe_style(style)


@lru_cache(maxsize=20_000)
def _kept_style(style: str) -> str:
    return _safe_style(style)


def _safe_style(style: str) -> str:
    kept = []
    for part in _COMMENT.sub("", style).split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip().lower(), value.strip()
        if not value or not _PROPERTIES.fullmatch(name) or not _VALUE.fullmatch(value):
            continue
        if name == "position" and value.lower() not in ("static", "relative", "absolute"):
            continue
        kept.append(f"{name}:{value}")
    return ";".join(kept)


def safe_sheet(sheet: str) -> str:
    """Return the rules of a style sheet that may be shown; only those that count on a screen.

    None of them hides anything: what a reader would not see does not stand in the page at all.

    >>> safe_sheet("@import 'a.css'; p.x, td { color: navy; background: url(b.gif) }")
    'p.x, td{color:navy}'
    """
    rules = []
    for rule in rules_of(sheet):
        style = _HIDING.sub("", _safe_style(rule.declarations))
        if style and _SELECTOR.fullmatch(rule.selectors):
            rules.append(f"{rule.selectors}{{{style}}}")
    return "\n".join(rules)
