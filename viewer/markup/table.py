"""A table as filed to blocks: a grid of data, short texts set side by side, or the blocks it only lays out.

Filers set everything in tables. A table of data has figures one below the other or a row of headings; what is left are
bullets and check boxes (list items), cover pages and signatures (short texts side by side), and pages laid out whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from viewer.markup.columns import Columns, Placed
from viewer.markup.draft import Draft
from viewer.markup.grid import CellDraft, Grid, GridCell, GridRow, RowDraft, TableDraft
from viewer.markup.tree import Align, BlockKind, Border, Line, Run

FIGURE = re.compile(
    r"(?:US|C|A|HK|NT|S|R)?[$€£¥]?\s*[-–—−+(]?\s*\(?[$€£¥]?\s*(?:\d[\d,.\s]*|\.\d+)\s*\)?\s*[%x×]?\s*\)?(?:\s*[*†‡]|\s*\(\w\))?"
    r"|[$€£¥]?\s*[-–—−]+\s*%?|[$€£¥]?\s*\(?[-–—−]+\)?|N/?[AM]|n/?[am]|nil|\*+"
)
_YEAR = re.compile(r"(?:FY\s*)?(?:19|20)\d\d(?:\s*\(\w\))?")
_LEAD = re.compile(r"(?:US|C|A|HK|NT|S|R)?[$€£¥]\s*\(?|\(|\(\s*[$€£¥]|[-–—−+]\s*[$€£¥]")
_TRAIL = re.compile(r"\)?\s*%?\s*\)?|\)\s*(?:\(\w{1,2}\)|[*†‡]+)")
_NOTE = re.compile(r"\(?[\w*†‡#]{1,2}\)?(?:,?\s*\(\w{1,2}\))*")
_SIGN = re.compile(r"([$€£¥(])\s+(?=[\d(.$€£¥])|(?<=[\d)])\s+(?=[)%])")
_MARKER = re.compile(
    r"[•●○■□▪▫◦·∙♦◆➢➔→✓✗☐☑☒¨þoö*–—⬧⧫⬥✦❍◉▶►▷➲❖★✶-]|\(?(?:\d{1,3}|[A-Za-z]{1,2}|[ivxlcIVXLC]{1,7})[.)]+|\(?(?:\d{1,2}[.-])+\d{0,3}[.)]?"
    r"|\[\s*[xX✓]?\s*\]|\d{1,3}|\(\*+\)|\*{1,3}|[†‡§]|[QA]\s*[:.]"
)
_DRAWN = re.compile(r"[-–—_=\s]{3,}")
_PROSE = 25
_RULES = {"=": Border.DOUBLE}


@dataclass(slots=True)
class _Cell:
    """A cell with its words, its sign joined to its number."""

    draft: CellDraft
    lines: tuple[Line, ...]
    text: str
    start: int
    end: int
    align: Align
    below: Border
    above: Border
    blocks: list[Draft] = field(default_factory=list)
    figure: bool = field(init=False)

    def __post_init__(self) -> None:
        """Tell whether the cell holds nothing but a figure."""
        self.figure = len(self.text) < 40 and FIGURE.fullmatch(self.text) is not None


@dataclass(slots=True)
class _Row:
    cells: list[_Cell]
    shaded: bool
    head: bool
    rules: list[tuple[int, int, Border, Border]]


def blocks_of(table: TableDraft) -> list[Draft]:
    """Return what a reader gets of a table, in reading order."""
    rows = list(_rows(table))
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
    grid.layout = True
    for row in grid.rows:
        row.header = False
    return [_table(grid, cells)]


def _table(grid: Grid, cells: list[_Cell]) -> Draft:
    anchors = [name for cell in cells for block in cell.draft.blocks for name in block.anchors]
    return Draft(BlockKind.TABLE, grid=grid, anchors=anchors)


# Rows and cells


def _rows(table: TableDraft) -> Iterator[_Row]:
    """Yield the rows that hold words; rows of rules become borders of the row above."""
    last: _Row | None = None
    for draft in table.rows:
        cells = [_cell(cell) for cell in draft.cells]
        drawn = [cell for cell in cells if _is_rule(cell)]
        words = [cell for cell in cells if not _is_rule(cell)]
        if not words:
            if last is not None:
                _draw_below(last, draft, drawn)
            continue
        joined = _joined(words)
        last = _Row(joined, draft.shaded, draft.head or all(c.draft.header for c in words), draft.rules)
        yield last


def _cell(draft: CellDraft) -> _Cell:
    lines = [line for block in draft.blocks for line in _split(block.runs)]
    text = " ".join("".join(run.text for run in line) for line in lines)
    first = draft.blocks[0]
    align = first.align if first.kind is BlockKind.PARAGRAPH else draft.align
    return _Cell(
        draft, tuple(lines), text, draft.start, draft.end, align, draft.below, draft.above, draft.blocks
    )


def _split(runs: Line) -> Iterator[Line]:
    """Yield the lines of a block, parted at its line feeds."""
    if not any("\n" in run.text for run in runs):
        if runs:
            yield runs
        return
    line: list[Run] = []
    for run in runs:
        parts = run.text.split("\n")
        for place, part in enumerate(parts):
            if place and line:
                yield tuple(line)
                line = []
            if part or run.picture:
                line.append(Run(part, run.style, run.href, run.picture))
    if line:
        yield tuple(line)


def _is_rule(cell: _Cell) -> bool:
    """Whether a cell only draws a line: a rule, or a row of dashes."""
    if all(block.kind is BlockKind.RULE for block in cell.blocks):
        return True
    return cell.text[:1] in "-–—_=" and _DRAWN.fullmatch(cell.text) is not None


def _draw_below(row: _Row, draft: RowDraft, drawn: list[_Cell]) -> None:
    """Give a row the rules that the filer drew as a row of its own below it."""
    rules = [(start, start + columns, above) for start, columns, above, below in draft.rules]
    rules += [(start, start + columns, below) for start, columns, above, below in draft.rules]
    rules += [(c.start, c.end, Border.DOUBLE if "=" in c.text else Border.SINGLE) for c in drawn]
    for start, end, border in rules:
        if border is Border.NONE:
            continue
        for cell in row.cells:
            if cell.start < end and start < cell.end:
                cell.below = border


def _joined(cells: list[_Cell]) -> list[_Cell]:
    """Return the cells of a row with currency signs, closing brackets, percents and note marks at their numbers."""
    done: list[_Cell] = []
    waiting: _Cell | None = None
    for cell in cells:
        if waiting is not None:
            if cell.text[:1].isdigit() or FIGURE.fullmatch(cell.text) or cell.text[:1] in "(.":
                cell = _merged(waiting, cell)
            else:
                done.append(waiting)
            waiting = None
        if _LEAD.fullmatch(cell.text):
            waiting = cell
        elif done and _belongs(done[-1], cell):
            done[-1] = _merged(done[-1], cell)
        else:
            done.append(cell)
    if waiting is not None:
        done.append(waiting)
    for cell in done:
        if cell.figure and " " in cell.text and len(cell.lines) == 1 and _SIGN.search(cell.text):
            cell.lines = (_tight(cell.lines[0]),)
            cell.text = "".join(run.text for run in cell.lines[0])
    return done


def _belongs(left: _Cell, cell: _Cell) -> bool:
    """Whether a cell only closes or marks the figure to its left."""
    closes = left.figure or bool(re.search(r"[\d–—-]\s*\)?$", left.text))
    if _TRAIL.fullmatch(cell.text):
        return closes
    raised = all(run.style.superscript for line in cell.lines for run in line)
    if closes and not raised and _TRAIL.fullmatch(cell.lines[0][0].text):
        raised = all(run.style.superscript for run in cell.lines[0][1:])
    return raised and len(cell.text) < 12 and _NOTE.fullmatch(cell.text.lstrip(")% ")) is not None


def _merged(left: _Cell, right: _Cell) -> _Cell:
    lines = (*left.lines[:-1], (*left.lines[-1], *right.lines[0]), *right.lines[1:])
    main = right if _LEAD.fullmatch(left.text) else left
    return _Cell(
        main.draft,
        lines,
        left.text + right.text,
        left.start,
        right.end,
        Align.RIGHT if main.figure else main.align,
        main.below,
        main.above,
        [*left.blocks, *right.blocks],
    )


def _tight(line: Line) -> Line:
    """Return the runs of a figure without the spaces inside it."""
    text = "".join(run.text for run in line)
    drop = {
        at for match in _SIGN.finditer(text) for at in range(match.start() + len(match[1] or ""), match.end())
    }
    done, at = [], 0
    for run in line:
        kept = "".join(letter for place, letter in enumerate(run.text, at) if place not in drop)
        at += len(run.text)
        if kept:
            done.append(Run(kept, run.style, run.href, run.picture))
    return tuple(done)


# The grid


def _grid(rows: list[_Row], columns: Columns) -> Grid:
    headers = _header_rows(rows, columns)
    stubs = {}
    made = []
    for at, row in enumerate(rows):
        cells: list[GridCell] = []
        for cell in row.cells:
            column, span = columns.place(cell.start, cell.end)
            figure = cell.figure
            align = Align.RIGHT if figure and column else cell.align
            done = GridCell(cell.lines, column, span, 1, align, 0, cell.above, cell.below, figure)
            if column == 0 and at >= headers and cell.align is Align.LEFT:
                offset = (cell.start - columns.left(cell.start)) * 16.0
                stubs[id(done)] = (done, _depth(cell) + offset)
            _place(cells, done)
        made.append(GridRow(cells, at < headers, row.shaded))
    _indent(list(stubs.values()))
    return Grid(len(columns), made)


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


def _depth(cell: _Cell) -> float:
    """Return how far the first line of a stub is set in, in pixels."""
    return cell.draft.indent + (cell.blocks[0].indent if cell.blocks else 0.0)


def _indent(stubs: list[tuple[GridCell, float]]) -> None:
    """Give stubs their levels: each distinct depth, within 3 pixels, is one."""
    depths: list[float] = []
    for _, depth in sorted(stubs, key=lambda stub: stub[1]):
        if not depths or depth - depths[-1] > 3:
            depths.append(depth)
    for cell, depth in stubs:
        cell.indent = min(9, sum(1 for known in depths if depth - known > 3))


def _header_rows(rows: list[_Row], columns: Columns) -> int:
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


def _is_simple(cell: _Cell) -> bool:
    """Whether a cell's blocks are plain lines that can stand in a grid."""
    return all(
        block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.RULE) for block in cell.blocks
    )


def _is_data(rows: list[_Row], grid: Grid) -> bool:
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


def _is_list(rows: list[_Row]) -> bool:
    """Whether each row is a mark and a text."""
    marked = 0
    for row in rows:
        if len(row.cells) == 2 and _MARKER.fullmatch(row.cells[0].text):
            marked += 1
        elif len(row.cells) > 1:
            return False
    return marked > 0


# Unwrapping


def _unwrapped(rows: list[_Row]) -> list[Draft]:
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


def _own_blocks(cell: _Cell) -> list[Draft]:
    """Return a cell's blocks; where a sign was joined to it, its joined lines as a paragraph."""
    if len(cell.blocks) > len(cell.draft.blocks):
        runs = tuple(run for line in cell.lines for run in line)
        return [Draft(BlockKind.PARAGRAPH, runs, cell.draft.blocks[0].look)]
    return cell.blocks


def _marks(mark: _Cell, text: _Cell) -> bool:
    kinds = (BlockKind.PARAGRAPH, BlockKind.HEADING)
    return (
        len(mark.blocks) == 1
        and mark.blocks[0].kind in kinds
        and text.blocks[0].kind in kinds
        and _MARKER.fullmatch(mark.text) is not None
        and not any(run.picture for line in mark.lines for run in line)
    )


def _side_by_side(row: _Row) -> Draft:
    """Return one row of short texts as a table of layout."""
    cells = [
        GridCell(cell.lines, place, 1, 1, cell.align, 0, Border.NONE, Border.NONE)
        for place, cell in enumerate(row.cells)
    ]
    anchors = [name for cell in row.cells for block in cell.draft.blocks for name in block.anchors]
    return Draft(BlockKind.TABLE, grid=Grid(len(cells), [GridRow(cells)], layout=True), anchors=anchors)
