"""Drafts of blocks to those in letters clearly larger than others: the headings that filers tell by nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from viewer.markup.style import MEDIUM
from viewer.markup.tree import BlockKind

if TYPE_CHECKING:
    from viewer.markup.draft import Draft
    from viewer.markup.inline import Piece
    from viewer.markup.look import Look

# Letters are clearly larger than others from this multiple on: 10 over 8, 14 over 11, 15 over 12.
_CLEARLY = 1.24
# A block of more letters is prose, no title.
_TITLE = 120
_NONE: frozenset[int] = frozenset()


def large_ones(drafts: Sequence[Draft]) -> frozenset[int]:
    """Return the places of short paragraphs in letters clearly larger than most, and than those of the prose below.

    A document that goes on in other letters, as one put together of two, has no headings there but its own.
    """
    letters: dict[float, int] = {}
    for draft in drafts:
        if draft.runs:
            size = draft.size
            letters[size] = letters.get(size, 0) + len(draft.runs[0].text)
    if len(letters) < 2:
        return _NONE
    letters[MEDIUM] = letters.get(MEDIUM, 0) + letters.pop(0.0, 0)  # what nothing is said of
    usual = max(letters, key=letters.__getitem__)
    least = below = usual * _CLEARLY
    if max(letters) < least:
        return _NONE
    found: list[int] = []
    for place in range(len(drafts) - 1, -1, -1):
        draft = drafts[place]
        size = draft.size
        if size < least:
            if below > least and size and len(draft.text) > _TITLE:
                below = least
        elif len(draft.text) > _TITLE:
            below = size * _CLEARLY
        elif size >= below and draft.kind is BlockKind.PARAGRAPH:
            found.append(place)
    return frozenset(found)


def smallest(pieces: Sequence[Piece], looks: Sequence[Look]) -> float:
    """Return the size of the smallest letters of a block; signs and what is raised count for nothing."""
    first = looks[0].size
    for look in looks:
        if look.size != first:
            break
    else:
        return first
    sizes = [
        look.size
        for piece, look in zip(pieces, looks, strict=True)
        if isinstance(piece, str) and not look.style.superscript and any(map(str.isalnum, piece))
    ]
    return min(sizes, default=first)
