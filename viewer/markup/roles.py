"""Tags to what they are to a reader: the allow-list, and what is left out whole with the reason the reader is told."""

from __future__ import annotations

from enum import Enum, auto

from viewer.markup.number import numbered, whole


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
# Elements that hold nothing and have no end tag; of those here the parser does not know it, and takes what follows them
# for their content, up to the end of the element around them.
VOID = frozenset(["embed", "source", "track", "param", "keygen", "wbr", "bgsound"])
INLINE_STYLED = frozenset(
    ["b", "strong", "i", "em", "cite", "var", "dfn", "u", "ins", "s", "strike", "del", "sup", "sub"]
)
_NUMBERS = {"1": "1", "a": "a", "A": "A", "i": "i", "I": "I"}


class OpenList:
    """An open list: how its items are marked, and the last number given."""

    def __init__(self, ordered: bool, style: str, start: str, bare: bool) -> None:
        self.bare = bare
        self.style = _NUMBERS.get(style, "1") if ordered else ""
        self.count = whole(start, 1) - 1

    def marker(self, value: str) -> str:
        """Return what stands before the next item."""
        if self.bare:
            return ""
        self.count = whole(value, self.count + 1)
        return f"{numbered(self.count, self.style)}." if self.style else "•"


def is_unmarked(style: str) -> bool:
    """Whether a style attribute takes the marks from a list."""
    return "list-style" in style and "none" in style.partition("list-style")[2].partition(";")[0]
