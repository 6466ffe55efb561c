"""The cells of a table's rows to the same cells in the columns that hold any."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.markup.tree import Cell


def in_columns(cells: Sequence[Cell], held: Sequence[int]) -> list[Cell]:
    """Return cells in the columns that hold any, numbered anew; a heading may span others, in which nothing stands."""
    done = []
    for cell in cells:
        column = bisect_left(held, cell.column)
        span = max(1, bisect_left(held, cell.column + cell.columns) - column)
        done.append(cell._replace(column=column, columns=span))
    return done
