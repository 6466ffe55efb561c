"""A table as filed to blocks: a grid of data, short texts set side by side, or the blocks it only lays out.

Filers set everything in tables. A table of data has figures one below the other or a row of headings; what is left are
bullets and check boxes (list items), cover pages and signatures (short texts side by side), and pages laid out whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from viewer.markup.cells import FiledCell, FiledRow, filed_rows
from viewer.markup.columns import Columns, Placed
from viewer.markup.draft import Draft
from viewer.markup.grid import Grid, GridCell, GridRow, TableDraft
from viewer.markup.tree import Align, BlockKind, Border, Run

_YEAR = re.compile(r"(?:FY\s*)?(?:19|20)\d\d(?:\s*\(\w\))?")
_MARKER = re.compile(
    r"[•●○■□▪▫◦·∙♦◆➢➔→✓✗☐☑☒¨þoö*–—⬧⧫⬥✦❍◉▶►▷➲❖★✶-]|\(?(?:\d{1,3}|[A-Za-z]{1,2}|[ivxlcIVXLC]{1,7})[.)]+|\(?(?:\d{1,2}[.-])+\d{0,3}[.)]?"
    r"|\[\s*[xX✓]?\s*\]|\d{1,3}|\(\*+\)|\*{1,3}|[†‡§]|[QA]\s*[:.]"
)
_SIGNED = re.compile(r"(?:By|Name|Title|Its|Dated?)\s*:|/s/", re.IGNORECASE)
_PROSE = 25


def blocks_of(table: TableDraft) -> list[Draft]:
    """Return what a reader gets of a table, in reading order."""
    rows = list(filed_rows(table))
    if not rows:
        return []
    cells = [cell for row in rows for cell in row.cells]
    if any(not _is_simple(cell) for cell in cells) or (len(rows) == 1 and _is_list(rows)):
        return _unwrapped(rows)
    placed = [Placed(at, c.start, c.end, c.figure) for at, row in enumerate(rows) for c in row.cells]
    columns = Columns(placed, len(rows))
    if len(columns) == 1:
        return _unwrapped(rows)
    grid = _grid(rows, columns)
    if _is_data(rows, grid):
        return [_table(grid, cells)]
    if any(len(cell.text.split()) > _PROSE for cell in cells) or _is_list(rows):
        return _unwrapped(rows)
    grid = _grid(rows, columns, Align.LEFT)
    grid.layout = True
    for row in grid.rows:
        row.header = False
    return [_table(grid, cells)]


def _table(grid: Grid, cells: list[FiledCell]) -> Draft:
    anchors = [name for cell in cells for block in cell.draft.blocks for name in block.anchors]
    return Draft(BlockKind.TABLE, grid=grid, anchors=anchors)


# The grid


def _grid(rows: list[FiledRow], columns: Columns, figures: Align = Align.RIGHT) -> Grid:
    """Return the logical grid; `figures` tells where figures are set, `LEFT` leaves them where they were filed."""
    headers = _header_rows(rows, columns)
    stubs = {}
    made: list[GridRow] = []
    tall: list[tuple[int, GridCell, int]] = []
    for at, row in enumerate(rows):
        cells: list[GridCell] = []
        for cell in row.cells:
            column, span = columns.place(cell.start, cell.end)
            figure = cell.figure
            align = figures if figure and column and figures is Align.RIGHT else cell.align
            done = GridCell(cell.lines, column, span, 1, align, 0, cell.above, cell.below, figure)
            if column == 0 and at >= headers and cell.align is Align.LEFT:
                offset = (cell.start - columns.left(cell.start)) * 16.0
                stubs[id(done)] = (done, _depth(cell) + offset)
            _place(cells, done)
            if cell.draft.rows > 1:
                tall.append((at, done, row.place + cell.draft.rows))
        made.append(GridRow(cells, at < headers, row.shaded))
    _indent(list(stubs.values()))
    for at, done, end in tall:
        _stretch(done, at, [each for each, row in zip(made, rows, strict=True) if row.place < end])
    return Grid(len(columns), made)


def _stretch(cell: GridCell, at: int, rows: list[GridRow]) -> None:
    """Let a cell span the rows below it that it was filed to span, as far as nothing stands in its place."""
    if not any(each is cell for each in rows[at].cells):
        return  # it joined another
    for row in rows[at + 1 :]:
        taken = any(
            each.column < cell.column + cell.columns and cell.column < each.column + each.columns
            for each in row.cells
        )
        if taken or row.header is not rows[at].header:
            return
        cell.rows += 1


def _place(cells: list[GridCell], cell: GridCell) -> None:
    """Add a cell to its row; one that would stand in the same column as the last joins it, so no word is lost."""
    if cells and cell.column < cells[-1].column + cells[-1].columns:
        last = cells[-1]
        if cell.column > last.column:
            last.columns = cell.column - last.column
        else:
            last.lines = (*last.lines, *cell.lines)
            return
    cells.append(cell)


def _depth(cell: FiledCell) -> float:
    """Return how far the first line of a stub is set in, in pixels."""
    return cell.draft.indent + (cell.blocks[0].indent if cell.blocks else 0.0)


def _indent(stubs: list[tuple[GridCell, float]]) -> None:
    """Give stubs their levels: each distinct depth, within 3 pixels, is one."""
    depths: list[float] = []
    for depth in sorted({depth for _, depth in stubs}):
        if not depths or depth - depths[-1] > 3:
            depths.append(depth)
    for cell, depth in stubs:
        cell.indent = min(9, bisect_left(depths, depth - 3))


def _header_rows(rows: list[FiledRow], columns: Columns) -> int:
    """Return how many rows at the top are headings; one row at least is left as body."""
    count = 0
    for row in rows[:-1]:
        places = [columns.place(cell.start, cell.end)[0] for cell in row.cells]
        figures = [cell for cell in row.cells if cell.figure and not _YEAR.fullmatch(cell.text)]
        years = [cell for cell in row.cells if _YEAR.fullmatch(cell.text)]
        if not (row.head or not figures):
            break
        marked = any(cell.below is not Border.NONE for cell in row.cells) or any(
            b for *_, b in row.rules if b.value
        )
        bold = all(run.style.bold for cell in row.cells for line in cell.lines for run in line)
        marked = marked or any(run.style.underline for c in row.cells[1:] for line in c.lines for run in line)
        if row.head or 0 not in places or (len(places) > 1 and (marked or bold or len(years) > 1)):
            count += 1
        else:
            break
    return count if count < len(rows) else 0


# What kind of table it is


def _is_simple(cell: FiledCell) -> bool:
    """Whether a cell's blocks are plain lines that can stand in a grid."""
    return all(
        block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.RULE) for block in cell.blocks
    )


def _is_data(rows: list[FiledRow], grid: Grid) -> bool:
    """Whether figures stand one below the other, or headings stand over columns of short texts."""
    figures: list[list[str]] = [[] for _ in range(grid.columns)]
    for row in grid.rows:
        for cell in row.cells:
            if cell.column and cell.figure and not row.header:
                figures[cell.column].append("".join(run.text for line in cell.lines for run in line))
    counts = [0 if _counts_up(column) else len(column) for column in figures]
    if max(counts) >= 2 or sum(counts) >= 3:
        return True
    if len(rows) < 2:
        return False
    if sum(counts) and (grid.rows[0].header or max(len(row.cells) for row in rows) > 2):
        return True
    if any(_SIGNED.match(cell.text) for row in rows for cell in row.cells):
        return False
    lengths = [len(cell.text.split()) for row in rows for cell in row.cells]
    if max(lengths) > 3 * _PROSE or sum(lengths) > _PROSE * len(lengths):
        return False
    headed = grid.rows[0].header and len(rows[0].cells) > 1
    plain = any(
        not run.style.bold for row in rows[1:] for cell in row.cells for line in cell.lines for run in line
    )
    ruled = any(cell.below is not Border.NONE for cell in rows[0].cells) or rows[0].head
    banded = sum(row.shaded for row in rows) >= 2 and len(rows) >= 3
    return headed and plain and (ruled or banded or len(rows) >= 3) and not _is_list(rows[1:])


def _counts_up(figures: list[str]) -> bool:
    """Whether figures only number the rows: 5, 6, 7, 8."""
    numbers = [
        int(figure.rstrip(".")) for figure in figures if figure.rstrip(".").isdecimal() and len(figure) < 4
    ]
    return len(numbers) == len(figures) > 1 and all(b - a == 1 for a, b in pairwise(numbers))


def _is_list(rows: list[FiledRow]) -> bool:
    """Whether each row is a mark and a text."""
    marked = 0
    for row in rows:
        if len(row.cells) == 2 and _MARKER.fullmatch(row.cells[0].text):
            marked += 1
        elif len(row.cells) > 1:
            return False
    return marked > 0


# Unwrapping


def _unwrapped(rows: list[FiledRow]) -> list[Draft]:
    """Return the blocks of a table row by row, a mark before a text as the mark of a list item."""
    done: list[Draft] = []
    for row in rows:
        cells = row.cells
        if len(cells) > 1 and _marks(cells[0], cells[1]):
            first = cells[1].blocks[0]
            item = Draft(BlockKind.ITEM, first.runs, first.look, 0.0, 0, cells[0].text, list(first.anchors))
            item.anchors = [*(name for block in cells[0].blocks for name in block.anchors), *item.anchors]
            done.append(item)
            done.extend(cells[1].blocks[1:])
            if all(_is_simple(cell) and len(cell.text.split()) < 4 for cell in cells[2:]):
                item.runs += tuple(
                    run for cell in cells[2:] for line in cell.lines for run in (Run("  "), *line)
                )
                continue
            cells = cells[2:]
        elif len(cells) > 1 and all(_is_simple(c) and len(c.text.split()) <= _PROSE for c in cells):
            done.append(_side_by_side(row))
            continue
        for cell in cells:
            done.extend(_own_blocks(cell))
    return done


def _own_blocks(cell: FiledCell) -> list[Draft]:
    """Return a cell's blocks; where a sign was joined to it, its joined lines as a paragraph."""
    if len(cell.blocks) > len(cell.draft.blocks):
        runs = tuple(run for line in cell.lines for run in line)
        return [Draft(BlockKind.PARAGRAPH, runs, cell.draft.blocks[0].look)]
    return cell.blocks


def _marks(mark: FiledCell, text: FiledCell) -> bool:
    kinds = (BlockKind.PARAGRAPH, BlockKind.HEADING)
    return (
        len(mark.blocks) == 1
        and mark.blocks[0].kind in kinds
        and text.blocks[0].kind in kinds
        and _MARKER.fullmatch(mark.text) is not None
        and not any(run.picture for line in mark.lines for run in line)
    )


def _side_by_side(row: FiledRow) -> Draft:
    """Return one row of short texts as a table of layout."""
    cells = [
        GridCell(cell.lines, place, 1, 1, cell.align, 0, Border.NONE, Border.NONE)
        for place, cell in enumerate(row.cells)
    ]
    anchors = [name for cell in row.cells for block in cell.draft.blocks for name in block.anchors]
    return Draft(BlockKind.TABLE, grid=Grid(len(cells), [GridRow(cells)], layout=True), anchors=anchors)
