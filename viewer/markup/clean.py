"""Markup of one exhibit to its cleaned tree, in a single pass over the parser's events.

What a tag does stands in `ROLES`, the allow-list: a tag that is not named there gives its text to the element
around it. `DROPPED` names what is left out whole, with the reason that the reader is told; hidden elements go the same
way.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from viewer.markup.boxes import LAID_OUT
from viewer.markup.lengths import pixels
from viewer.markup.parse import parse_html
from viewer.markup.roles import (
    AS_WRITTEN,
    DROPPED,
    HIDDEN,
    INLINE_STYLED,
    ROLES,
    VOID,
    OpenList,
    Role,
    marks_of,
)
from viewer.markup.sheet import Sheet, sheet_of
from viewer.markup.tabular import DEEPEST_TABLE, Tabular
from viewer.markup.target import linked_names
from viewer.markup.tree import Picture, Tree

if TYPE_CHECKING:
    from viewer.markup.flow import Flow
    from viewer.markup.mended import Unclosed

# Room of more pixels than this, before text within a line, is seen as a gap.
_ROOM = 3.0
_WIDE = 8.0  # pixels: room as two spaces take it, or more
# Controls that are no place for words, or whose words only say what a click does.
_WITHOUT_WORDS = frozenset({"hidden", "submit", "reset", "button", "image", "file", "password"})
# Blocks with no more pixels than this between them stand close; a paragraph that says nothing of it has a line's room.
_CLOSE = 5.0
_ROOM_OF_PARAGRAPHS = 16.0
# An inline element that is displayed so begins a block.
_BLOCKS = LAID_OUT | {"block"}
_APART = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dl", "pre"])


class Cleaner(Tabular):
    """The target of the parser's events that makes the tree: what each role does at its start, and at its end."""

    def __init__(
        self, flow: Flow | None = None, sheet: Sheet | None = None, linked: frozenset[str] = frozenset()
    ) -> None:
        """Start with an empty page, or with a `flow` of another kind.

        `sheet` is what the document's style sheets declare, `linked` are the names that its links point at.
        """
        super().__init__(flow, sheet, linked)
        self._lists: list[OpenList] = []
        starts = {
            Role.BLOCK: self._start_block,
            Role.LIST: self._start_list,
            Role.ITEM: self._start_item,
            Role.TABLE: self._start_table,
            Role.SECTION: self._start_section,
            Role.ROW: self._start_row,
            Role.CELL: self._start_cell,
            Role.BREAK: self._start_break,
            Role.RULE: self._start_rule,
            Role.PICTURE: self._start_picture,
            Role.TITLE: self._start_title,
        }
        self._tags = {
            **{tag: starts[role] for tag, role in ROLES.items()},
            **dict.fromkeys(INLINE_STYLED, self._start_inline),
            **dict.fromkeys(DROPPED, self._start_dropped),
            **dict.fromkeys(VOID, self._start_void),
            "input": self._start_input,
        }

    # What the roles do

    def _start_dropped(self, tag: str, attrib: dict[str, str]) -> None:
        self._drop(DROPPED[tag])

    def _start_void(self, tag: str, attrib: dict[str, str]) -> None:
        """Take an element that holds nothing: what follows it is not its own."""
        if tag in DROPPED:
            self._left.setdefault(DROPPED[tag], [0, 0])[0] += 1
        self._anchors(tag, attrib)
        self._ends.append(None)

    def _start_input(self, tag: str, attrib: dict[str, str]) -> None:
        """Take a control of a form: what it shows, a box or words, can be read, though not be filled in."""
        _, says = self._wardrobe.inline[self._look, tag, attrib.get("style"), None, None]
        kind = attrib.get("type", "text").strip().lower()
        if kind in ("checkbox", "radio"):
            shown = "☑" if "checked" in attrib else "☐"
        else:
            shown = "" if kind in _WITHOUT_WORDS else " ".join(attrib.get("value", "").split())
        if says.hidden or "hidden" in attrib or not shown:
            self._drop(DROPPED[tag])
            return
        self._anchors(tag, attrib)
        self._ends.append(None)
        self.data(shown)

    def _start_inline(self, tag: str, attrib: dict[str, str]) -> None:
        said = attrib.get
        face, size = (said("face"), said("size")) if tag == "font" else (None, None)
        look, says = self._wardrobe.inline[self._look, tag, said("style"), face, size]
        if not attrib:
            self._look = look
            self._ends.append(None)
            return
        if says.hidden or "hidden" in attrib:
            self._drop(HIDDEN)
            return
        if tag == "a" or "id" in attrib:
            self._anchors(tag, attrib)
        if says.display in _BLOCKS or says.at is not None:
            self._start_block(tag, attrib)
            return
        if tag == "a":
            href = attrib.get("href", "").strip()
            if href:
                look = self._wardrobe.linked(look, href)
        self._look = look
        if says.indent > _ROOM or says.aside:
            self._flow.gap(says.aside or says.indent > _WIDE)
        if says.break_before:
            self._flow.page_break()
        ends = self._end_roomy if says.behind > _WIDE else None
        self._ends.append(self._flow.page_break if says.break_after else ends)

    def _end_roomy(self) -> None:
        """End what leaves room behind it within its line."""
        self._flow.gap(True)

    def _start_block(self, tag: str, attrib: dict[str, str]) -> None:
        look, says = self._wardrobe.block[self._look, tag, attrib.get("style"), attrib.get("align")]
        if says.hidden or "hidden" in attrib:
            self._drop(HIDDEN)
            return
        is_shallow = len(self._flows) < DEEPEST_TABLE
        if says.at is not None and is_shallow:
            self._flow.flush()
            self._anchors(tag, attrib)
            self._start_placed(look, says.at)
            return
        if says.page:
            self._flow.begin_page()
        if says.display in LAID_OUT and is_shallow and self._starts_laid_out(tag, attrib):
            return
        if tag == "div" and says.display in ("inline", "inline-block"):
            self._look = look
            self._ends.append(self._end_roomy if says.behind > _WIDE else None)
            self._anchors(tag, attrib)
            self._flow.gap()
            return
        default = _ROOM_OF_PARAGRAPHS if tag in _APART else 0.0
        if (default if says.over is None else says.over) > _CLOSE:
            self._flow.part()
        else:
            self._flow.flush()
        if says.break_before:
            self._flow.page_break()
        if says.ruled and self._tables and self._tables[-1].depth == len(self._flows) - 1:
            self._tables[-1].draw(says.above, says.below)
        if "id" in attrib:
            self._anchors(tag, attrib)
        self._look = look
        if says.floats or says.display == "table-cell":
            self._ends.append(partial(self._flow.float_left, len(self._flow.blocks)))
        elif says.ruled and (not self._tables or self._flow.ends_in_prose()):
            self._ends.append(partial(self._end_ruled, len(self._flow.blocks), says.break_after))
        else:
            parts = (default if says.under is None else says.under) > _CLOSE
            self._ends.append(
                self._end_breaking if says.break_after else self._flow.part if parts else self._flow.flush
            )

    def _end_ruled(self, blocks: int, breaks: bool) -> None:
        """End a block with borders that began behind so many blocks: without words it is a rule."""
        self._flow.part()
        if len(self._flow.blocks) == blocks:
            (self._flow.rule_between if self._tables else self._flow.rule)()
        if breaks:
            self._flow.page_break()

    def _end_breaking(self) -> None:
        self._flow.flush()
        self._flow.page_break()

    def _opens(self, tag: str, attrib: dict[str, str]) -> bool:
        """Begin a block, and return whether it is seen."""
        look, says = self._wardrobe.block[self._look, tag, attrib.get("style"), attrib.get("align")]
        if self._hides(says, attrib):
            return False
        self._flow.flush()
        self._anchors(tag, attrib)
        self._look = look
        return True

    def _start_list(self, tag: str, attrib: dict[str, str]) -> None:
        if not self._opens(tag, attrib):
            return
        opened = OpenList(tag, attrib)
        self._lists.append(opened)
        self._look = self._wardrobe.inset(self._look, opened.room)
        self._ends.append(self._end_list)

    def _end_list(self) -> None:
        self._flow.flush()
        self._lists.pop()

    def _start_item(self, tag: str, attrib: dict[str, str]) -> None:
        if not self._opens(tag, attrib):
            return
        marker = (
            self._lists[-1].marker(attrib) if self._lists else marks_of(attrib, "•").removeprefix(AS_WRITTEN)
        )
        if self._lists:
            self._look = self._wardrobe.inset(self._look, -self._lists[-1].room)
        self._flow.item(marker, max(0, len(self._lists) - 1))
        self._ends.append(self._end_item)

    def _end_item(self) -> None:
        self._flow.flush()
        self._flow.item("", len(self._lists) - 2)

    def _start_break(self, tag: str, attrib: dict[str, str]) -> None:
        if attrib:
            _, says = self._wardrobe.inline[self._look, tag, attrib.get("style"), None, None]
            if says.break_before or says.break_after:
                self._flow.flush()
                self._flow.page_break()
        self._flow.line_break(self._look)
        self._ends.append(None)

    def _start_rule(self, tag: str, attrib: dict[str, str]) -> None:
        _, says = self._wardrobe.block[self._look, tag, attrib.get("style"), None]
        if self._hides(says, attrib):
            return
        self._flow.flush()
        self._anchors(tag, attrib)
        if says.break_before or says.break_after:
            self._flow.page_break()
        else:
            self._flow.rule()
        self._ends.append(None)

    def _start_picture(self, tag: str, attrib: dict[str, str]) -> None:
        _, says = self._wardrobe.inline[self._look, tag, attrib.get("style"), None, None]
        if self._hides(says, attrib):
            return
        self._anchors(tag, attrib)
        source = attrib.get("src", "").strip()
        if source:
            width, height = (
                min(int(abs(pixels(attrib.get(side, "")))), 10_000) for side in ("width", "height")
            )
            alt = " ".join(attrib.get("alt", "").split())
            percent = "%" in attrib.get("width", "") or "%" in attrib.get("height", "")
            self._flow.picture(Picture(source, alt, *((0, 0) if percent else (width, height))), self._look)
        self._ends.append(None)

    def _start_title(self, tag: str, attrib: dict[str, str]) -> None:
        self._in_title = True
        self._ends.append(self._end_title)

    def _end_title(self) -> None:
        self._in_title = False


def clean_html(markup: str, unclosed: list[Unclosed] | None = None) -> Tree:
    """Return the cleaned tree of HTML or XHTML text; damage never raises, what was open is added to `unclosed`."""
    return parse_html(markup, Cleaner(sheet=sheet_of(markup), linked=linked_names(markup)), unclosed)
