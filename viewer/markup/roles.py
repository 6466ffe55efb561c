"""Tags to what they are to a reader: the allow-list, and what is left out whole with the reason the reader is told."""

from __future__ import annotations

import re
from enum import Enum, auto

from viewer.markup.number import numbered, whole
from viewer.markup.style import without_comments


class Role(Enum):
    """What an element is to the reader."""

    INLINE = auto()
    BLOCK = auto()
    LIST = auto()
    ITEM = auto()
    TABLE = auto()
    SECTION = auto()
    ROW = auto()
    CELL = auto()
    BREAK = auto()
    RULE = auto()
    PICTURE = auto()
    TITLE = auto()


_BLOCKS = (
    "html body p div h1 h2 h3 h4 h5 h6 center blockquote address pre xmp listing dl dt dd caption article section"
    " header"
    " footer main nav aside figure figcaption hgroup details summary fieldset legend form"
)
ROLES: dict[str, Role] = {
    **dict.fromkeys(_BLOCKS.split(), Role.BLOCK),
    **dict.fromkeys(("ul", "ol", "dir", "menu"), Role.LIST),
    **dict.fromkeys(("thead", "tbody", "tfoot", "colgroup"), Role.SECTION),
    **dict.fromkeys(("td", "th"), Role.CELL),
    "li": Role.ITEM,
    "table": Role.TABLE,
    "tr": Role.ROW,
    "br": Role.BREAK,
    "hr": Role.RULE,
    "img": Role.PICTURE,
    "title": Role.TITLE,
}
DROPPED: dict[str, str] = {
    "script": "scripts",
    "style": "style sheets",
    "noscript": "no-script text",
    "iframe": "frames",
    "frame": "frames",
    "frameset": "frames",
    "noframes": "frames",
    "object": "embedded objects",
    "applet": "embedded objects",
    "embed": "embedded objects",
    "noembed": "embedded objects",
    "audio": "embedded objects",
    "video": "embedded objects",
    "svg": "drawings",
    "textarea": "form controls",
    "select": "form controls",
    "button": "form controls",
    "input": "form controls",
    "link": "links to style sheets",
    "template": "templates",
    "ix:header": "hidden XBRL facts",
    "ix:hidden": "hidden XBRL facts",
}
HIDDEN = "hidden text"
# Elements that hold nothing and have no end tag; of those here the parser does not know it, and takes what follows them
# for their content, up to the end of the element around them.
VOID = frozenset(["embed", "source", "track", "param", "keygen", "wbr", "bgsound"])
INLINE_STYLED = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "cite",
        "var",
        "dfn",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "sup",
        "sub",
        "big",
        "small",
    ]
)
# A text that marks items, in quotes.
_WRITTEN = re.compile(r"""["']([^"'\\]{1,8})["']""")
AS_WRITTEN = '"'
"""What a mark begins with that is written as it is."""
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
_ROOM = 40.0
_BULLET = "•"
_MARKS = {
    **dict.fromkeys(("disc", "circle", "square"), _BULLET),
    "decimal": "1",
    "decimal-leading-zero": "0",
    "lower-greek": "α",
    **dict.fromkeys(("lower-alpha", "lower-latin"), "a"),
    **dict.fromkeys(("upper-alpha", "upper-latin"), "A"),
    "lower-roman": "i",
    "upper-roman": "I",
    "none": "",
}
_TYPES = {**{each: each for each in "1aAiI"}, **dict.fromkeys(("disc", "circle", "square"), _BULLET)}


def marks_of(attrib: dict[str, str], otherwise: str) -> str:
    """Return how a list or an item says that items are marked: a bullet, `1`, `a`, `A`, `i`, `I`, or nothing.

    >>> marks_of({"style": "margin:0; list-style: lower-roman inside"}, "1"), marks_of({"type": "A"}, "1")
    ('i', 'A')
    """
    styles: list[str] = _LIST_STYLE.findall(without_comments(attrib.get("style") or ""))
    for said in reversed(styles):
        if written := _WRITTEN.search(said):
            return f"{AS_WRITTEN}{written[1].strip()}"
        for word in said.lower().replace("!important", "").split():
            if word in _MARKS:
                return _MARKS[word]
    type_ = (attrib.get("type") or "").strip()
    return _TYPES.get(type_) or _TYPES.get(type_.lower(), otherwise)


class OpenList:
    """An open list: how its items are marked, the last number given, and the `room` that sets its words in, in pixels.

    The words of its items have their levels instead.
    """

    def __init__(self, tag: str, attrib: dict[str, str]) -> None:
        """Begin the list of a tag."""
        self._marks = marks_of(attrib, "1" if tag == "ol" else _BULLET)
        # Where nothing says with which number a list that counts down begins, it is told too late.
        self._step = -1 if "reversed" in attrib and "start" in attrib else 1
        self._count = whole(attrib.get("start", "1"), 1) - self._step
        self.room = 0.0 if "padding" in (attrib.get("style") or "").lower() else _ROOM

    def marker(self, attrib: dict[str, str]) -> str:
        """Return what stands before the next item, which may say something of itself."""
        self._count = whole(attrib.get("value", ""), self._count + self._step)
        marks = marks_of(attrib, self._marks) if attrib else self._marks
        if marks.startswith(AS_WRITTEN):
            return marks.removeprefix(AS_WRITTEN)
        return marks if marks in ("", _BULLET) else f"{numbered(self._count, marks)}."
