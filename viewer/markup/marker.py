"""The beginning of a paragraph to the marker of a list item: a bullet, a box, a number with room behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.markup.inline import Piece, line_of

if TYPE_CHECKING:
    from viewer.markup.look import Look
    from viewer.markup.tree import Line

BULLETS = frozenset("•●▪◦∙‣⁃■➢")
MARKER = re.compile(
    r"[•●○■□▪▫◦·∙‣⁃➢►❖✓☐☑☒*†‡§–—-]{1,3}|\(?(?:\d{1,3}|[ivxl]{1,5}|[A-Z]|[a-z]{1,2})[.)]|\(\*{1,3}\)|o"
)
"""What marks an item, as its whole text."""
# Behind these a bullet stands for what is still to be filled in: `● , as Trustee`.
_BEHIND_BLANK = (",", ".", ";")


def marked(pieces: list[Piece], looks: list[Look], line: Line, gap: bool) -> tuple[str, Line]:
    """Return the marker a paragraph begins with and what follows it; no marker where it begins with none.

    A bullet is always one; a number or a letter is where room was left behind it (`gap`) and it is not set in bold, for
    then it numbers a heading.
    """
    if gap and len(pieces) > 1:
        mark, rest = line_of(pieces[:1], looks[:1]), line_of(pieces[1:], looks[1:])
        if len(mark) == 1 and rest and MARKER.fullmatch(mark[0].text):
            if _is_numbered_heading(mark, rest):
                return "", (mark[0]._replace(text=mark[0].text + " "), *rest)
            return mark[0].text, rest
    text = line[0].text
    if text[:1] in BULLETS:
        rest = (line[0]._replace(text=text[1:]), *line[1:]) if text[1:].strip() else line[1:]
        words = rest[0].text.lstrip() if rest else ""
        if rest and (rest[0].picture or words) and words[:1] not in _BEHIND_BLANK:
            return text[0], (rest[0]._replace(text=words), *rest[1:])
    return "", line


def is_ring(pieces: list[Piece]) -> bool:
    """Whether a block begins with the letter that word processors draw rings by, and the room they leave behind it."""
    mark, room = pieces[:2]
    if not isinstance(mark, str) or not isinstance(room, str):
        return False
    return mark.strip() == "o" and "\xa0" in room and not room.strip()


def _is_numbered_heading(mark: Line, rest: Line) -> bool:
    return mark[0].text[-1:] in ".)" and (mark[0].style.bold or rest[0].style.bold or rest[0].style.underline)
