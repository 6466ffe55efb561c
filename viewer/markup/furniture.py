"""The blocks of a page to those of them that are its furniture: page numbers, running links, running lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.markup.tree import BlockKind

if TYPE_CHECKING:
    from viewer.markup.draft import Draft

_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]?\s*(?:[A-Z]{1,3}-)?(?:\d{1,4}|[ivxl]{1,6})\s*[-–—]?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
# A running line is this short, in characters, on so many pages at least, and on this share of them.
_RUNNING = 120
_FEW_PAGES, _MANY_PAGES = 3, 15
_MOST = 0.8
_BACK_LINK = re.compile(r"(?:back to |return to )?(?:table of )?contents", re.IGNORECASE)


def tell_pages(blocks: list[Draft]) -> None:
    """Tell links back to the contents from headings, and a rule above one from others: it ends a page."""
    heading, rule = BlockKind.HEADING, BlockKind.RULE
    for place, draft in enumerate(blocks):
        if draft.kind is heading and _leads_back(draft):
            draft.kind, draft.level = BlockKind.PARAGRAPH, 0
        elif draft.kind is rule and place + 1 < len(blocks) and _leads_back(blocks[place + 1]):
            draft.kind = BlockKind.PAGE_BREAK


def _leads_back(draft: Draft) -> bool:
    runs = draft.runs
    if not runs or runs[0].href[:1] != "#":
        return False
    return _BACK_LINK.fullmatch(draft.text.strip()) is not None and all(run.href for run in runs)


def furniture_of(blocks: list[Draft]) -> set[int]:
    """Return the places of page numbers, running links and running lines that stand next to a page break.

    A running line says the same, but for its numbers, at one side of many breaks. At the foot of a page a number that
    differs from page to page proves it; else it may be the title of a statement, unless most of many pages have it.
    """
    found: set[int] = set()
    beside: dict[tuple[int, str], list[int]] = {}
    page_break = BlockKind.PAGE_BREAK
    breaks = [place for place, draft in enumerate(blocks) if draft.kind is page_break]
    if breaks and _leads_back(blocks[0]):
        found.add(0)
    for place in breaks:
        for step in (-1, 1):
            numbers_only = True
            for at in (place + step, place + 2 * step):
                said = _line_beside_a_break(blocks[at]) if 0 <= at < len(blocks) else ""
                if not said:
                    break
                if numbers_only and (_PAGE_NUMBER.fullmatch(said) or _BACK_LINK.fullmatch(said)):
                    found.add(at)
                else:
                    numbers_only = False
                beside.setdefault((step, _DIGITS.sub("#", said)), []).append(at)
    for (step, said), places in beside.items():
        numbered = (
            step < 0
            and "#" in said
            and len({_line_beside_a_break(blocks[at]) for at in places}) == len(places)
        )
        if len(places) >= (_FEW_PAGES if numbered else max(_MANY_PAGES, len(breaks) * _MOST)):
            found.update(places)
    return found


def _line_beside_a_break(draft: Draft) -> str:
    """Return the words of what may be a running line, short and by itself; an empty text for anything else."""
    if draft.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        said = draft.text.strip()
    elif draft.grid is not None and len(draft.grid.rows) == 1:
        cells = draft.grid.rows[0].cells
        said = " ".join(run.text for cell in cells for line in cell.lines for run in line).strip()
    else:
        return ""
    return said if len(said) <= _RUNNING else ""
