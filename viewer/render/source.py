"""A payload's text as filed, and its tree, to the same text with the places of the tree's blocks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.render.alignment import aligned, wordings
from viewer.render.places import Place, TextRendering
from viewer.render.spelling import of_markup

if TYPE_CHECKING:
    from viewer.markup.tree import Tree


def render_source(text: str, tree: Tree) -> TextRendering:
    """Return `text`, HTML or plain as filed, with the places of blocks in it."""
    spelling = of_markup(text)
    places = tuple(
        Place(spelling.offset(each.start), spelling.end(each.end - 1), each.block)
        for each in aligned(list(wordings(tree)), spelling.letters)
    )
    return TextRendering(text, places)
