"""The lines of a table's rows to the same with headings and stubs folded to some width, where a table is too wide."""

from __future__ import annotations

import re
import textwrap
from itertools import chain
from typing import TYPE_CHECKING

from viewer.render.setting import figure_digits

if TYPE_CHECKING:
    from viewer.markup.tree import Cell, Table

GAP = 2
"""Spaces between two columns."""

_NARROWEST = 10  # of a heading that is folded
_NUMBERED = re.compile(r"^(\w{1,5}\.(?:[a-z]\.)?) ")

Lines = list[list["tuple[Cell, str]"]]
"""The lines of a row, with the cells that stand in each and what they say there."""


def fold_headings(table: Table, cells: list[Lines], least: int = _NARROWEST) -> None:
    """Fold headings, in place, to about the width of what stands below them, `least` at least, ending on one line."""
    widths = [least] * table.columns
    for row, lines in zip(table.rows, cells, strict=True):
        for cell, text in chain.from_iterable(lines):
            if cell.columns == 1 and not row.header:
                widths[cell.column] = max(widths[cell.column], len(text))
    for at, row in enumerate(table.rows):
        if not row.header:
            continue
        folded = []
        for cell, text in cells[at][0]:
            spanned = widths[cell.column : cell.column + cell.columns]
            width = sum(spanned) + GAP * (len(spanned) - 1)
            # The number of a column stays with its first word.
            pieces = textwrap.wrap(_NUMBERED.sub("\\1\u00a0", text), width, break_long_words=False)
            folded.append((cell, [piece.replace("\u00a0", " ") for piece in pieces] or [text]))
        count = max((len(pieces) for _, pieces in folded), default=1)
        cells[at] = [
            [(cell, pieces[line - count]) for cell, pieces in folded if len(pieces) >= count - line]
            for line in range(count)
        ]


def natural_width(cells: list[Lines], columns: int) -> int:
    """Return about how wide a table is whose cells are as long as they are."""
    widths = [0] * columns
    for cell, text in chain.from_iterable(chain.from_iterable(cells)):
        if cell.columns == 1:
            widths[cell.column] = max(widths[cell.column], len(text) + GAP)
    return sum(widths)


def fold_stubs(cells: list[Lines], width: int) -> None:
    """Fold stubs, in place, that are longer than `width` beside figures; these end on the last of their lines."""
    for at, lines in enumerate(cells):
        if len(lines) > 1 or not lines[0]:
            continue
        (stub, text), *others = lines[0]
        if stub.column or len(text) <= width:
            continue
        if others and all(figure_digits(cell, said) is not None for cell, said in others):
            *pieces, last = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
            cells[at] = [*([(stub, piece)] for piece in pieces), [(stub, last), *others]]
