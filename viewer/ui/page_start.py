"""What the script beside a page is to know of the reader from the start, as attributes of the page's root."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from viewer.ui.spot import START, Spot


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page begins (at a `name` in it where it has that, else at a `spot`), which block is lit, how it looks.

    `furniture` tells whether page numbers, running lines and page breaks are shown; `family` is that of its font, `""`
    for the page's own.
    """

    theme: str = "light"
    spot: Spot = START
    name: str = ""
    lit: int = 0
    furniture: bool = True
    family: str = ""

    def told(self, page: bytes) -> bytes:
        """Return the page (UTF-8) with all of that in its root.

        >>> PageStart(lit=7).told(b"<html><body></body></html>")
        b'<html data-theme="light" data-lit="7"><body></body></html>'
        """
        said = {"theme": self.theme, "name": self.name, "lit": str(self.lit or "")}
        if self.spot != START:
            said |= {"block": str(self.spot.block), "part": f"{self.spot.part:.6f}"}
        if not self.furniture:
            said["furniture"] = "hidden"
        marks = "".join(f' data-{key}="{escape(value)}"' for key, value in said.items() if value)
        if self.family:
            marks += f' style="{escape(font_style(self.family))}"'
        return page.replace(b"<html", b"<html" + marks.encode("utf-8", "replace"), 1)


def font_style(family: str) -> str:
    """Return the style of a page in the font called `family`; what is no name of a font is left out.

    >>> font_style("Gentium Book")
    "font-family: 'Gentium Book', serif"
    """
    named = "".join(letter for letter in family if letter.isalnum() or letter in " -_.")
    return f"font-family: '{named}', serif" if named else ""
