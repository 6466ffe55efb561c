"""Markup of one exhibit to the same markup made harmless: what the filer wrote, without what could act or fetch.

An allow-list, as in `viewer.markup.safe`: elements that are not named there give their text to the element around them.
What a reader would not see, and what the cleaned tree leaves out whole, is left out here as well, by the same rules, so
that both hold the same words in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from viewer.markup.clean import Cleaner
from viewer.markup.flow import Flow
from viewer.markup.inline import spelled
from viewer.markup.parse import parse_html
from viewer.markup.safe import EMPTY, WRITTEN, safe_attributes, safe_sheet
from viewer.markup.sheet import Sheet, sheet_of, sheets_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.markup.draft import Draft
    from viewer.markup.look import Look
    from viewer.markup.tree import Picture

PICTURE = "\ufffc"
"""What stands for a picture among the letters of a document."""


class Part(NamedTuple):
    """A start tag (its name, and `markup` as far as its `>`), an end tag (`/` and its name), or text between two tags.

    `letters` are what is seen of it: a text without white space, the sign for a picture.
    """

    tag: str
    markup: str = ""
    letters: str = ""


@dataclass(frozen=True, slots=True)
class FiledMarkup:
    """The parts of an exhibit in order, its style sheets, and whether it declares the kind of document it is."""

    parts: tuple[Part, ...]
    sheets: str = ""
    has_doctype: bool = False


def filed_markup(markup: str) -> FiledMarkup:
    """Return HTML or XHTML text as filed, without what could act, fetch or hide; damage never raises."""
    writer = _Writer(sheet_of(markup))
    parse_html(markup, writer)
    return FiledMarkup(
        tuple(writer.parts), safe_sheet(sheets_in(markup)), "<!doctype" in markup[:2000].lower()
    )


class _Unread(Flow):
    """A flow that keeps nothing: only what is seen, and where, is wanted of the cleaner."""

    __slots__ = ()

    def inner(self) -> Flow:
        return self

    def taken(self, inner: Flow) -> list[Draft]:
        return []

    def add(self, text: str, look: Look) -> None:
        """Keep nothing."""

    def picture(self, picture: Picture, look: Look) -> None:
        """Keep nothing."""

    def line_break(self, look: Look) -> None:
        """Keep nothing."""

    def flush(self) -> None:
        """Keep nothing."""


class _Writer(Cleaner):
    """The target of the parser's events: the cleaner's own decisions of what is seen, and what the filer wrote."""

    def __init__(self, sheet: Sheet | None) -> None:
        super().__init__(_Unread(), sheet)
        self.parts: list[Part] = []

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        super().start(tag, attrib)
        if self._dropping or tag not in WRITTEN:
            return
        attributes = safe_attributes(tag, attrib) if attrib else ""
        letters = PICTURE if tag == "img" and attrib.get("src", "").strip() else ""
        self.parts.append(Part(tag, f"<{WRITTEN[tag]}{attributes}", letters))

    def end(self, tag: str) -> None:
        was_seen = not self._dropping
        super().end(tag)
        if was_seen and not self._dropping and tag in WRITTEN and tag not in EMPTY:
            self.parts.append(Part("/" + tag, f"</{WRITTEN[tag]}>"))

    def data(self, text: str) -> None:
        super().data(text)
        if not self._dropping and not self._in_title:
            seen = spelled(text, self._look)
            self.parts.append(Part("", escape(seen, quote=False), "".join(seen.split())))
