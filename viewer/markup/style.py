"""The style attribute and the font-era attributes of one tag, to what of them a reader needs.

Filers repeat the same few hundred declarations ten thousand times, so every distinct text is read once and kept.
Lengths are pixels of a browser at 96 to the inch, with 16 pixels to the em; percentages count on a page 1000 wide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from viewer.markup.lengths import pixels
from viewer.markup.placement import behind, beside, is_off, is_parted, placed_at
from viewer.markup.tree import Align, Border

_ALIGN = {
    "left": Align.LEFT, "start": Align.LEFT, "justify": Align.LEFT, "center": Align.CENTER, "middle": Align.CENTER,
    "-webkit-center": Align.CENTER, "-moz-center": Align.CENTER, "-webkit-right": Align.RIGHT, "right": Align.RIGHT,
    "end": Align.RIGHT, "char": Align.RIGHT, "decimal": Align.RIGHT,
}  # fmt: skip
_WHITE = frozenset(
    {"", "white", "#fff", "#ffffff", "ffffff", "transparent", "none", "inherit", "initial", "auto"}
)
# Of a rule: white paper shows it not.
_UNSEEN = re.compile(
    r"transparent\b|white\b|#fff(?:fff(?:[0-9a-f]{2})?)?(?![0-9a-f])|rgba?\((?:\s*255\s*[,)]){3}"
)
_BORDER_STYLES = re.compile(r"\b(none|hidden|solid|double|dotted|dashed|groove|ridge|inset|outset)\b")
_THICKNESS = re.compile(r"(?<![\w.#])(\d++(?:\.\d*+)?|\.\d++)(?:px|pt|em|in|cm|mm)?(?![\w.%])")
_NUMBER_STARTS = "0123456789."
_BRACKETED = re.compile(r"\([^()]*\)")
_FONT_SIZE = re.compile(
    r"(?<![\w.%/-])(?:(?:\d++(?:\.\d++)?|\.\d++)(?:[a-z]++|%)(?:\s*+/\s*+[\w.%]++)?|(?:xx?-)?(?:small|large)|medium|smaller|larger)\s++"
)
_BOLD = re.compile(r"\bbold(er)?\b|\b[6-9]00\b")
_SLANTED = re.compile(r"\b(italic|oblique)\b")
# Sizes of letters in pixels: by their names, and those of `<font size=1>` to 7.
MEDIUM = 16.0
_NAMED_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": MEDIUM, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip
_FONT_SIZES = (10.0, 13.0, MEDIUM, 18.0, 24.0, 32.0, 48.0)
_USUAL_FONT_SIZE = 3
_SCALES = {"larger": 1.2, "smaller": 1 / 1.2}
_LARGEST_SCALE = 20.0
_WRAPPING = frozenset(["pre-wrap", "pre-line", "break-spaces"])
_CASES = {"uppercase": "upper", "lowercase": "lower", "capitalize": "title", "none": ""}
_LENGTH_ALONE = re.compile(r"-?\d*\.?\d+(?:[a-z]+|%)")
# A style attribute longer than this is read, but not kept for the next one of the same text.
_LONGEST_KEPT = 2_000
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_IMPORTANT = re.compile(r"!\s*important")


@dataclass(frozen=True, slots=True)
class Declared:
    """What one style attribute declares; `None` or an empty value where it says nothing of the matter.

    `size` is that of letters in pixels, 0 where it is not said; `scale` what they are to those around them.
    """

    hidden: bool | None = None
    display: str = ""
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    raised: int = 0
    font: str | None = None
    size: float = 0.0
    scale: float = 1.0
    align: Align | None = None
    indent: float = 0.0
    padding: float = 0.0
    hanging: float = 0.0
    over: float | None = None
    under: float | None = None
    case: str | None = None
    preformatted: bool | None = None
    wraps: bool = False
    break_before: bool = False
    break_after: bool = False
    above: Border = Border.NONE
    below: Border = Border.NONE
    shaded: bool = False
    floats: bool = False
    aside: bool = False
    behind: float = 0.0
    beside: int = 0
    parted: bool = False
    page: bool = False
    at: tuple[float, float, float] | None = None
    place: str = ""
    ruled: bool = field(init=False)

    def __post_init__(self) -> None:
        """Tell whether a rule is drawn above or below."""
        object.__setattr__(self, "ruled", self.above is not Border.NONE or self.below is not Border.NONE)


NOTHING = Declared()


def font_size(attribute: str) -> float:
    """Return what the size attribute of a font tag says in pixels, 0 for nothing.

    >>> font_size("5"), font_size("+1"), font_size("-1"), font_size("2em")
    (24.0, 18.0, 13.0, 0.0)
    """
    said = attribute.strip()
    relative = said[:1] in ("+", "-")
    if not said[relative:].isdecimal() or len(said) > len(_FONT_SIZES):
        return 0.0
    number = int(said) + _USUAL_FONT_SIZE * relative
    return _FONT_SIZES[max(1, min(number, len(_FONT_SIZES))) - 1]


def alignment(value: str) -> Align | None:
    """Return the alignment that an `align` attribute or `text-align` names."""
    return _ALIGN.get(value.strip().lower())


def is_shade(colour: str) -> bool:
    """Whether a background, a colour or the shorthand that begins with one, is one that a reader sees as a band.

    >>> is_shade("#CCEEFF"), is_shade("#ffffff none repeat"), is_shade("rgb(255, 255, 255)"), is_shade("rgba(0,0,0,0)")
    (True, False, False, False)
    """
    bare = colour.strip().lower()
    if bare.startswith("rgb"):
        bare = bare.replace(" ", "")
        return "255,255,255" not in bare and not (bare.startswith("rgba") and bare.endswith(",0)"))
    return bare.partition(" ")[0] not in _WHITE


def _sides(value: str) -> list[str]:
    """Return a shorthand's values for top, right, bottom and left."""
    given = value.split()
    if not given:
        return ["", "", "", ""]
    return (given * 4)[:4] if len(given) in (1, 2) else [*given, given[1]][:4]


# Shorthands to the properties that they set; one that a browser does not understand sets none.


def _around(name: str, value: str) -> dict[str, str]:
    """Return what a margin, a padding, or one property of the borders sets at each side."""
    prefix, _, suffix = name.partition("-")
    suffix = suffix and "-" + suffix
    values = zip(("top", "right", "bottom", "left"), _sides(value), strict=True)
    return {f"{prefix}-{side}{suffix}": each for side, each in values}


def _border(name: str, value: str) -> dict[str, str]:
    """Return what a border sets at one side, or at all of them: its style, its width and its colour."""
    bare = _BRACKETED.sub("", value)  # rgb(0, 0, 0) is no width
    style, width = _BORDER_STYLES.search(bare), _THICKNESS.search(bare)
    colour = _UNSEEN.search(value)
    sides = (name,) if "-" in name else ("border-top", "border-bottom")
    return {
        key: said
        for side in sides
        for key, said in (
            (f"{side}-style", style[0] if style else "none"),
            (f"{side}-width", width[1] if width else ""),
            (f"{side}-color", colour[0] if colour else ""),
        )
    }


def _font(_name: str, value: str) -> dict[str, str]:
    """Return what the properties of a font are set to; weight and slant are normal where it does not name them."""
    size = _FONT_SIZE.search(value)
    if size is None:
        return {}
    before = value[: size.start()]
    return {
        "font-weight": "bold" if _BOLD.search(before) else "normal",
        "font-style": "italic" if _SLANTED.search(before) else "normal",
        "font-size": size[0].partition("/")[0].strip(),
        "font-family": value[size.end() :],
    }


_SHORTHANDS: dict[str, Callable[[str, str], dict[str, str]]] = {
    **dict.fromkeys(("margin", "padding", "border-style", "border-width", "border-color"), _around),
    **dict.fromkeys(("border", "border-top", "border-bottom"), _border),
    "font": _font,
    "background": lambda _name, value: {"background-color": value},
    "text-decoration": lambda _name, value: {"text-decoration-line": value},
}


def without_comments(style: str) -> str:
    """Return declarations without what is only said to people who read them."""
    return _COMMENT.sub("", style) if "/*" in style else style


def _properties(style: str) -> dict[str, str]:
    """Return what a style attribute sets, in small letters, shorthands by the properties that they stand for."""
    style = without_comments(style)
    found: dict[str, str] = {}
    for part in _IMPORTANT.sub("", style.lower()).split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip(), value.strip()
        if value:
            shorthand = _SHORTHANDS.get(name)
            found.update({name: value} if shorthand is None else shorthand(name, value))
    return found


def _vertical(properties: Mapping[str, str], side: str) -> float | None:
    """Return the margin and padding at `side` (top or bottom), `None` where neither is declared."""
    said = [properties[name] for name in (f"margin-{side}", f"padding-{side}") if name in properties]
    return sum(map(pixels, said)) if said else None


def _rule(properties: Mapping[str, str], side: str) -> Border:
    """Return the border at `side` (top or bottom) that a reader sees."""
    style = properties.get(f"border-{side}-style", "none")
    width = properties.get(f"border-{side}-width", "")
    unseen = _UNSEEN.match(properties.get(f"border-{side}-color", ""))
    if unseen or not _BORDER_STYLES.search(style) or style in ("none", "hidden"):
        return Border.NONE
    if width[:1] in _NUMBER_STARTS and width and pixels(width) == 0:
        return Border.NONE
    return Border.DOUBLE if style == "double" else Border.SINGLE


def _family(properties: Mapping[str, str]) -> str | None:
    """Return the first font family named, in lower case without quotes."""
    value = properties.get("font-family")
    return (value.split(",")[0].strip(" '\"").lower() or None) if value is not None else None


def _weight(properties: Mapping[str, str]) -> bool | None:
    value = properties.get("font-weight", "")
    if not value or value == "inherit":
        return None
    return value.startswith("bold") or (value[:1].isdigit() and pixels(value) >= 600)


def _slant(properties: Mapping[str, str]) -> bool | None:
    value = properties.get("font-style", "")
    return None if not value or value == "inherit" else value.startswith(("italic", "oblique"))


def _size(properties: Mapping[str, str]) -> tuple[float, float]:
    """Return how large letters are set: in pixels (0: not said), and as a multiple of those around them."""
    value = properties.get("font-size", "")
    if not value:
        return 0.0, 1.0
    if value.endswith(("em", "%")) and not value.endswith("rem"):
        scale = pixels(value) / (MEDIUM if value.endswith("em") else 1000.0)
        return 0.0, scale if 0 < scale < _LARGEST_SCALE else 1.0
    return _NAMED_SIZES.get(value) or pixels(value), _SCALES.get(value, 1.0)


def _position(properties: Mapping[str, str]) -> int:
    """Return 1 for a superscript, -1 for a subscript, 0 for neither."""
    value = properties.get("vertical-align", "")
    if value == "super" or (value in ("top", "text-top") and _is_small(properties)):
        return 1
    if value == "sub":
        return -1
    if _LENGTH_ALONE.fullmatch(value) and _is_small(properties):
        lift = pixels(value)
        return (lift > 1) - (lift < -1)
    if properties.get("position") == "relative" and _is_small(properties):
        lift = -pixels(properties.get("top", "0")) or pixels(properties.get("bottom", "0"))
        return (lift > 1) - (lift < -1)
    return 0


def _is_small(properties: Mapping[str, str]) -> bool:
    size = properties.get("font-size", "")
    return bool(size) and 0 < pixels(size) <= (700 if size.endswith("%") else 10)


def declared(style: str) -> Declared:
    """Read one style attribute.

    >>> declared("font-weight:700;text-align:right;border-bottom:3pt double #000").below
    <Border.DOUBLE: 2>
    """
    return _kept(style) if len(style) <= _LONGEST_KEPT else _read(style)


@lru_cache(maxsize=20_000)
def _kept(style: str) -> Declared:
    return _read(style)


def _read(style: str) -> Declared:
    properties = _properties(style)
    if not properties:
        return NOTHING
    display, visibility = properties.get("display", ""), properties.get("visibility", "")
    decoration = properties.get("text-decoration-line", "")
    background = properties.get("background-color", "")
    align = properties.get("text-align")
    padding = pixels(properties.get("padding-left", ""))
    space = properties.get("white-space", "")
    size, scale = _size(properties)
    before = properties.get("page-break-before", "") or properties.get("break-before", "")
    after = properties.get("page-break-after", "") or properties.get("break-after", "")
    return Declared(
        hidden=True
        if display == "none" or visibility in ("hidden", "collapse") or is_off(properties)
        else None,
        display=display,
        bold=_weight(properties),
        italic=_slant(properties),
        underline=True if "underline" in decoration else None,
        strike=True if "line-through" in decoration else None,
        raised=_position(properties),
        font=_family(properties),
        size=size,
        scale=scale,
        align=alignment(align) if align else None,
        indent=pixels(properties.get("margin-left", "")) + padding,
        padding=padding,
        hanging=pixels(properties.get("text-indent", "0")),
        over=_vertical(properties, "top"),
        under=_vertical(properties, "bottom"),
        case=_CASES.get(properties.get("text-transform", "")),
        preformatted=space.startswith("pre") or space in _WRAPPING if space else None,
        wraps=space in _WRAPPING,
        break_before=before in ("always", "page", "left", "right"),
        break_after=after in ("always", "page", "left", "right"),
        above=_rule(properties, "top"),
        below=_rule(properties, "bottom"),
        floats=properties.get("float") == "left",
        aside=properties.get("float") == "right",
        behind=behind(display, properties),
        beside=beside(display, properties) if display else 0,
        parted=is_parted(display, properties) if display else False,
        place=properties.get("grid-column", ""),
        page=properties.get("position") == "relative" and "height" in properties,
        at=placed_at(properties) if "left" in properties else None,
        shaded=bool(background) and "url(" not in background and is_shade(background),
    )
