"""The rows of a table and its columns to the logical grid: each cell in its columns, stubs with their levels."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from viewer.markup.grid import Grid, GridRow
from viewer.markup.held import in_columns
from viewer.markup.tree import Align, Cell

if TYPE_CHECKING:
    from viewer.markup.cells import FiledCell, FiledRow
    from viewer.markup.columns import Columns
    from viewer.markup.tree import Line

STUB = frozenset((0,))
"""The columns of words in a table that has figures in all others."""

_ROW_PLACE = attrgetter("place")
_LEFT, _CENTER, _RIGHT = Align.LEFT, Align.CENTER, Align.RIGHT


def arranged(rows: list[FiledRow], columns: Columns, headers: int, worded: frozenset[int] | None) -> Grid:
    """Return the logical grid: of data, figures to the right in all columns but the `worded`, or (`None`) of layout.

    What is not set to the right stands as filed.
    """
    layout = worded is None
    worded = worded or STUB
    stubs: list[_Stub] = []
    made: list[GridRow] = []
    tall: dict[int, list[tuple[int, int]]] = {}
    for at, row in enumerate(rows):
        cells: list[Cell] = []
        joined: dict[int, list[Line]] = {}
        for filed in row.cells:
            column, span = filed.column, filed.span
            as_filed = layout or not filed.figure or column in worded
            # A year in the middle of its column stands below the words of its heading that are set so, too.
            as_filed = as_filed or (at < headers and filed.align is _CENTER)
            align = filed.align if as_filed else _RIGHT
            alone = _place(
                cells, joined, Cell(filed.lines, column, span, 1, align, 0, filed.above, filed.below)
            )
            if column == 0 and at >= headers and filed.align is _LEFT:
                offset = (filed.start - columns.left(filed.start)) * 16.0
                stubs.append((_depth(filed) + offset, cells, len(cells) - 1 if alone else -1))
            if filed.tag.rows > 1 and alone:
                tall.setdefault(at, []).append((len(cells) - 1, row.place + filed.tag.rows))
        for place, lines in joined.items():
            cells[place] = cells[place]._replace(lines=(*cells[place].lines, *lines))
        made.append(GridRow(cells, at < headers, row.shaded))
    _indent(stubs)
    if tall:
        ends = {
            at: [(place, bisect_left(rows, end, key=_ROW_PLACE)) for place, end in cells]
            for at, cells in tall.items()
        }
        _stretch(made, ends, headers, len(columns))
    held = {cell.column for row in made for cell in row.cells}
    if len(held) < len(columns):
        for each in made:
            each.cells = in_columns(each.cells, sorted(held))
    return Grid(len(held), made, layout)


def _stretch(rows: list[GridRow], tall: dict[int, list[tuple[int, int]]], headers: int, columns: int) -> None:
    """Let cells span the rows below them that they were filed to span, as far as nothing stands in their place.

    `tall` are such cells by row: their places in it, and before which row they were filed to end. No cell spans
    headings and what is below them.
    """
    filled = [len(rows)] * columns  # of each column, the first row below that has a cell there
    for at in range(len(rows) - 1, -1, -1):
        cells = rows[at].cells
        for place, end in tall.get(at, ()):
            cell = cells[place]
            below = filled[cell.column : cell.column + cell.columns]
            end = min(end, *below, headers if at < headers else len(rows))
            cells[place] = cell._replace(rows=max(1, end - at))
        for cell in cells:
            filled[cell.column : cell.column + cell.columns] = [at] * cell.columns


def _place(cells: list[Cell], joined: dict[int, list[Line]], cell: Cell) -> bool:
    """Add a cell to its row; one that would stand in the same column as the last is to join it, so no word is lost.

    Its lines go to `joined` under the other's place: thousands may share a column.

    Returns whether it is a cell of its own.
    """
    last = cells[-1] if cells else None
    if last is None or cell.column >= last.column + last.columns:
        cells.append(cell)
    elif cell.column > last.column:
        cells[-1] = last._replace(columns=cell.column - last.column)
        cells.append(cell)
    else:
        joined.setdefault(len(cells) - 1, []).extend(cell.lines)
        return False
    return True


def _depth(cell: FiledCell) -> float:
    """Return how far the first line of a stub is set in, in pixels."""
    first = cell.blocks[0]
    return first.indent + max(0.0, first.look.hanging) if first.look is not None else first.indent


_Stub = tuple[float, list[Cell], int]
"""How deep a stub is set in, in pixels; its row; its place there, -1 where it joined another."""


def _indent(stubs: list[_Stub]) -> None:
    """Give stubs their levels: each distinct depth, within 3 pixels, is one."""
    distinct = sorted({depth for depth, _, _ in stubs})
    if len(distinct) < 2:
        return
    depths: list[float] = []
    for depth in distinct:
        if not depths or depth - depths[-1] > 3:
            depths.append(depth)
    for depth, cells, place in stubs:
        level = min(9, bisect_left(depths, depth - 3))
        if level and place >= 0:
            cells[place] = cells[place]._replace(indent=level)
