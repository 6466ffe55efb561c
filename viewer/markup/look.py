"""What a piece of text inherits from the elements around it: its style, link, symbol font, alignment and indent.

A `Look` is shared by all text that has it and compared by identity; a `Wardrobe` makes each one once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from viewer.markup.style import MEDIUM, NOTHING, Declared, alignment, declared, font_size
from viewer.markup.symbols import symbol_table
from viewer.markup.tree import PLAIN, Align, Style

_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite", "var", "dfn"})
_UNDERLINE = frozenset({"u", "ins"})
_STRIKE = frozenset({"s", "strike", "del"})
_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
_AS_TYPED = frozenset({"pre", "xmp", "listing", "plaintext"})
_IN_TABLES = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th"})
_PAGE = frozenset({"html", "body"})
_CELLS = frozenset({"td", "th"})
_FIXED_WIDTH = ("courier", "monospace", "lucida console", "consolas", "lucida sans typewriter")
_TYPEWRITTEN_TAGS = frozenset({"tt", "code", "kbd", "samp"})
_SCALES = {"big": 1.2, "small": 1 / 1.2}
_STYLED = _BOLD | _ITALIC | _UNDERLINE | _STRIKE | {"sup", "sub"}


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What text inherits.

    `indent` is pixels from the left of its container, `heading` the rank or 0, `size` that of the letters in pixels, 0
    where nothing says it.
    `case` says in which letters words are shown, whatever the filer typed: `upper`, `lower`, or as a `title`.
    `preformatted` text keeps its lines and its blanks; where it `wraps`, lines go on below where there is no room.
    """

    style: Style = PLAIN
    href: str = ""
    symbols: dict[int, str] | None = None
    align: Align = Align.LEFT
    indent: float = 0.0
    hanging: float = 0.0
    heading: int = 0
    case: str = ""
    preformatted: bool = False
    wraps: bool = False
    typewritten: bool = False
    size: float = 0.0
    margin: float = field(init=False)

    def __post_init__(self) -> None:
        """Work out `margin`: how far the first line is set in, in pixels; never to the left of the container."""
        object.__setattr__(self, "margin", max(0.0, self.indent + min(0.0, self.hanging)))


Key = TypeVar("Key", bound=tuple[object, ...])
Made = TypeVar("Made")


class Once(dict[Key, Made]):
    """What is made of the parts of a key, each once: to ask again is a look into a dictionary, and no call."""

    def __init__(self, make: Callable[..., Made]) -> None:
        """Start with nothing made."""
        self._make = make

    def __missing__(self, key: Key) -> Made:
        made = self[key] = self._make(*key)
        return made


_Inline = tuple[Look, str, str | None, str | None, str | None]
_Block = tuple[Look, str, str | None, str | None]
_Dressed = tuple[Look, Declared]


class Wardrobe:
    """Makes looks, each combination once.

    `inline` gives the look inside an inline element, and what its style attribute declares, by the look around it, its
    tag, style, face and size; `block` the same of a block, by the look around it, its tag, style and alignment.
    """

    def __init__(self) -> None:
        """Start with nothing but the plain look."""
        self.plain = Look()
        self.inline: Once[_Inline, _Dressed] = Once(self._inline)
        self.block: Once[_Block, _Dressed] = Once(self._block)
        self._styles: dict[Style, Style] = {PLAIN: PLAIN}
        self._looks: dict[tuple[object, ...], Look] = {}

    def table(self, look: Look, size: float = 0.0) -> Look:
        """Return the look at the start of a table: alignment, weight and indents start afresh, as in a browser.

        So does the size of letters, but for what the table itself says of it.
        """
        fresh = replace(
            look,
            style=self._style(look.style._replace(bold=False, italic=False)),
            align=Align.LEFT,
            indent=0.0,
            hanging=0.0,
            heading=0,
            size=size,
        )
        return self._once(fresh)

    def linked(self, look: Look, href: str) -> Look:
        """Return the look inside a link to `href`."""
        return self._once(replace(look, href=href))

    def flowing(self, look: Look) -> Look:
        """Return the look of text that is kept on its line by its place, not by what was typed."""
        return self._once(replace(look, preformatted=False)) if look.preformatted else look

    def inset(self, look: Look, pixels: float) -> Look:
        """Return the look of what is set in by so many pixels more."""
        return self._once(replace(look, indent=max(0.0, look.indent + pixels)))

    def _inline(
        self, look: Look, tag: str, style: str | None, face: str | None, size: str | None
    ) -> _Dressed:
        says = declared(style) if style else NOTHING
        font = says.font or (face or "").split(",")[0].strip(" '\"").lower()
        letters = says.size or (font_size(size) if size else 0.0)
        return self._once(self._dressed(look, tag, says, font, letters)), says

    def _block(self, look: Look, tag: str, style: str | None, align: str | None) -> _Dressed:
        says = declared(style) if style else NOTHING
        # Of a cell `vertical-align` says where in the row its words stand; a block is never raised.
        letters = replace(says, raised=0) if says.raised else says
        inside = self._dressed(look, tag, letters, says.font or "", says.size)
        where = (
            says.align or (alignment(align) if align else None) or (Align.CENTER if tag == "center" else None)
        )
        default = 40.0 if tag in ("blockquote", "dd") else 0.0
        if tag == "th" and says.bold is None:
            inside = replace(inside, style=self._style(inside.style._replace(bold=True)))
        # Value by value, in their order: `replace` takes three times as long.
        block = Look(
            inside.style,
            look.href,
            inside.symbols,
            where or look.align,
            look.indent + (_inset(tag, says) or default),
            says.hanging if style and "text-indent" in style.lower() else look.hanging,
            _HEADINGS.get(tag, look.heading),
            inside.case,
            _keeps_lines(look, tag, says),
            look.wraps if says.preformatted is None else says.wraps,
            inside.typewritten,
            inside.size,
        )
        return self._once(block), says

    def _once(self, look: Look) -> Look:
        """Return the one look with the values of `look`."""
        values = (
            look.style,
            look.href,
            id(look.symbols),
            look.align,
            look.indent,
            look.hanging,
            look.heading,
            look.case,
            look.preformatted,
            look.wraps,
            look.typewritten,
            look.size,
        )
        return self._looks.setdefault(values, look)

    def _style(self, style: Style) -> Style:
        return self._styles.setdefault(style, style)

    def _dressed(self, look: Look, tag: str, says: Declared, font: str, size: float) -> Look:
        """Return `look` with what the tag and its declarations say of letters; `size` is 0 where they do not say it."""
        style = look.style
        if tag in _STYLED:
            style = Style(
                bold=style.bold or tag in _BOLD,
                italic=style.italic or tag in _ITALIC,
                underline=style.underline or tag in _UNDERLINE,
                strike=style.strike or (tag in _STRIKE and not look.preformatted),
                superscript=style.superscript or tag == "sup",
                subscript=style.subscript or tag == "sub",
            )
        if says is not NOTHING:
            style = Style(
                bold=style.bold if says.bold is None else says.bold,
                italic=style.italic if says.italic is None else says.italic,
                underline=style.underline or bool(says.underline),
                strike=style.strike or bool(says.strike),
                superscript=style.superscript or says.raised > 0,
                subscript=style.subscript or says.raised < 0,
            )
        case = look.case if says.case is None else says.case
        symbols = symbol_table(font) if font else look.symbols
        typewritten = font.startswith(_FIXED_WIDTH) if font else look.typewritten or tag in _TYPEWRITTEN_TAGS
        scale = says.scale * _SCALES.get(tag, 1.0)
        size = size or (look.size if scale == 1.0 else (look.size or MEDIUM) * scale)
        if (
            style == look.style
            and case == look.case
            and symbols is look.symbols
            and typewritten is look.typewritten
            and size == look.size
        ):
            return look
        return replace(
            look, style=self._style(style), case=case, symbols=symbols, typewritten=typewritten, size=size
        )


def _inset(tag: str, says: Declared) -> float:
    """Return how far the words in a block are set in; rows and cells have no margins, and rows no room inside.

    What the page itself leaves at its edge sets nothing in.
    """
    if tag in _PAGE:
        return 0.0
    if tag in _IN_TABLES:
        return says.padding if tag in _CELLS else 0.0
    return says.indent


def _keeps_lines(look: Look, tag: str, says: Declared) -> bool:
    """Whether lines and spaces are to be seen as they stand.

    What rows and cells declare is left aside: there it keeps a space at an edge, no lines.
    """
    if tag in _AS_TYPED:
        return says.preformatted is not False
    if says.preformatted is None or tag in _IN_TABLES:
        return look.preformatted
    return says.preformatted
