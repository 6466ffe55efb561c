"""A table as filed to blocks: a grid of data, short texts set side by side, or the blocks it only lays out.

Filers set everything in tables. A table of data has figures one below the other or a row of headings; what is left are
bullets and check boxes (list items), cover pages and signatures (short texts side by side), and pages laid out whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby, pairwise

from viewer.markup.arranged import STUB, arranged
from viewer.markup.cells import FiledCell, FiledRow, filed_rows
from viewer.markup.columns import Columns
from viewer.markup.draft import DEEPEST, Draft, itemised
from viewer.markup.grid import Grid, GridRow, TableDraft
from viewer.markup.headings import header_rows, is_cover
from viewer.markup.tree import BlockKind, Border, Cell, Run

_MARKER = re.compile(
    r"[•●○■□▪▫◦·∙♦◆➢➔→✓✗☐☑☒¨þoö*–—⬧⧫⬥✦❍◉▶►▷➲❖★✶>-]|\(?(?:\d{1,3}|[A-Za-z]\.\d{1,2}|[A-Za-z]{1,2}|[ivxlcIVXLC]{1,7})[.)]+|\(?(?:\d{1,2}[.-])+\d{0,3}[.)]?"
    r"|\[\s*[xX✓]?\s*\]|\d{1,3}|\(\*+\)|\*{1,3}|[†‡§]|[QA]\s*[:.]"
)
_BOXES = ("☐", "☑", "☒", "[ ]", "[x]", "[X]")
_SIGNED = re.compile(r"(?:By|Name|Title|Its|Dated?)\s*:|/s/", re.IGNORECASE)
_RUNNING_LINE = re.compile(r"\bPage\s*\d+\s*of\s*\d+", re.IGNORECASE)
_MOST_RUNNING = 6  # rows of a table that holds a running line and what stands below it
_LONGEST_NUMBER = 3  # of a row
_PROSE = 25  # words
_HEADING = 12  # words


def blocks_of(table: TableDraft) -> list[Draft]:
    """Return what a reader gets of a table, in reading order."""
    rows = list(filed_rows(table))
    if not rows:
        return []
    if len(rows) == 1 and _is_list(rows):
        done = _unwrapped(rows)
        done[0].lead = table.lead(rows[0].cells[0].start) if done[0].kind is BlockKind.ITEM else -1.0
        return done
    if all(cell.simple for row in rows for cell in row.cells):
        return _blocks_of_rows(rows)
    # What is laid out in a row of its own, as notes in a table of theirs, is no part of the table of data around it.
    parts = [list(part) for _, part in groupby(rows, _holds_blocks)]
    made = [[] if _holds_blocks(part[0]) else _blocks_of_rows(part) for part in parts]
    if not any(len(drafts) == 1 and drafts[0].grid and not drafts[0].grid.layout for drafts in made):
        return _unwrapped(rows)
    return [draft for part, drafts in zip(parts, made, strict=True) for draft in (drafts or _unwrapped(part))]


def _holds_blocks(row: FiledRow) -> bool:
    """Whether a row is one cell that holds more than lines: a table, a list, kept lines."""
    return len(row.cells) == 1 and not row.cells[0].simple


def _blocks_of_rows(rows: list[FiledRow]) -> list[Draft]:
    """Return what a reader gets of rows whose cells hold lines."""
    cells = [cell for row in rows for cell in row.cells]
    if not all(cell.simple for cell in cells) or (len(rows) == 1 and _is_list(rows)):
        return _unwrapped(rows)
    columns = Columns(cells)
    if len(columns) == 1:
        return _unwrapped(rows)
    headers = header_rows(rows, columns)
    figures = _figures(rows[headers:], columns)
    if _is_data(rows, headers, figures):
        worded = _of_words(rows, headers, figures)
        return [_table(arranged(rows, columns, headers, worded), cells)]
    if any(_is_prose(cell) for cell in cells) or _is_list(rows):
        return _unwrapped(rows)
    grid = arranged(rows, columns, headers, None)
    for row in grid.rows:
        row.header = False
    return [_table(grid, cells)]


def _table(grid: Grid, cells: list[FiledCell]) -> Draft:
    return Draft(BlockKind.TABLE, grid=grid, anchors=_anchors(cells))


def _anchors(cells: Iterable[FiledCell]) -> list[str]:
    return [name for cell in cells for block in cell.own if block.anchors for name in block.anchors]


# What kind of table it is


def _is_prose(cell: FiledCell) -> bool:
    return len(cell.text) > 2 * _PROSE and len(cell.text.split(None, _PROSE)) > _PROSE


def _figures(rows: list[FiledRow], columns: Columns) -> list[list[str]]:
    """Return the figures of each logical column but the first; what will join a figure's cell is part of it."""
    found: list[list[str]] = [[] for _ in range(len(columns))]
    for row in rows:
        last, end, figures = -1, 0, None
        for cell in row.cells:
            column, span = cell.column, cell.span
            if column >= end or column > last:
                last, end, figures = column, column + span, found[column] if column and cell.figure else None
                if figures is not None:
                    figures.append(_run_together(cell))
            elif figures is not None:
                figures[-1] += _run_together(cell)
    return found


def _of_words(rows: list[FiledRow], headers: int, figures: list[list[str]]) -> frozenset[int]:
    """Return the columns that hold words more than `figures`, or beside nothing but dashes; the first among them."""
    dashed = {column for column, found in enumerate(figures) if found and not _has_digits(found)}
    few = dashed | {column for column, found in enumerate(figures) if 0 < 2 * len(found) < len(rows)}
    if not few:
        return STUB
    words = dict.fromkeys(few, 0)
    for at, row in enumerate(rows):
        for cell in row.cells:
            column, span = cell.column, cell.span
            if span == 1 and column in few and not cell.figure and (at >= headers or column not in dashed):
                words[column] += 1
    return STUB.union(
        column for column in few if words[column] > (0 if column in dashed else len(figures[column]))
    )


def _has_digits(figures: list[str]) -> bool:
    return any(letter.isdigit() for figure in figures for letter in figure)


def _run_together(cell: FiledCell) -> str:
    return cell.text if len(cell.lines) == 1 else "".join(run.text for line in cell.lines for run in line)


def _is_data(rows: list[FiledRow], headers: int, figures: list[list[str]]) -> bool:
    """Whether figures stand one below the other, or headings stand over columns of short texts."""
    if is_cover(rows) or (len(rows) <= _MOST_RUNNING and _is_running(rows)):
        return False
    counts = [0 if _counts_up(column) else len(column) for column in figures]
    if max(counts) >= 2 or sum(counts) >= 3:
        return True
    if len(rows) < 2:
        return False
    if sum(counts) and (headers or max(len(row.cells) for row in rows) > 2):
        return True
    if not headers or len(rows[0].cells) < 2:
        return False
    if any(_SIGNED.match(cell.text) for row in rows for cell in row.cells):
        return False
    lengths = [len(cell.text.split(None, 3 * _PROSE)) for row in rows for cell in row.cells]
    if max(lengths) > 3 * _PROSE or sum(lengths) > _PROSE * len(lengths):
        return False
    plain = any(
        not run.style.bold for row in rows[1:] for cell in row.cells for line in cell.lines for run in line
    )
    ruled = any(cell.below is not Border.NONE for cell in rows[0].cells) or rows[0].head
    banded = sum(row.shaded for row in rows) >= 2 and len(rows) >= 3
    return plain and (ruled or banded or len(rows) >= 3) and not _is_list(rows[1:])


def _is_running(rows: list[FiledRow]) -> bool:
    """Whether rows are the running line of a page, with its number, and nothing else that could be figures."""
    numbered = [row for row in rows if _RUNNING_LINE.search(" ".join([cell.text for cell in row.cells]))]
    return bool(numbered) and all(len(row.cells) == 1 for row in rows if row not in numbered)


def _counts_up(figures: list[str]) -> bool:
    """Whether figures only number the rows: 5, 6, 7, 8, or (1), (2), (3), perhaps begun anew."""
    numbers = []
    for figure in figures if len(figures) > 1 else ():
        digits = figure[1:-1] if figure[0] == "(" else figure.rstrip(".")
        if len(digits) > _LONGEST_NUMBER or not digits.isdecimal():
            return False
        numbers.append(int(digits))
    bracketed = len(numbers) > 1 and figures[0][0] == "("
    return len(numbers) > 1 and all(b - a == 1 or (bracketed and b == 1) for a, b in pairwise(numbers))


def _is_list(rows: list[FiledRow]) -> bool:
    """Whether each row is a mark and a text, perhaps with a box to tick between them."""
    marked = 0
    for row in rows:
        ticked = len(row.cells) == 3 and row.cells[1].text in _BOXES
        if (ticked or len(row.cells) == 2) and _MARKER.fullmatch(row.cells[0].text):
            marked += 1
        elif len(row.cells) > 1:
            return False
    return marked > 0


# Unwrapping


def _unwrapped(rows: list[FiledRow]) -> list[Draft]:
    """Return the blocks of a table row by row, a mark before a text as the mark of a list item.

    Rows of texts beside each other that follow one another are a table of their own, begun anew where a link may lead.
    """
    done: list[Draft] = []
    beside: list[FiledRow] = []
    starts: list[int] = []  # of the marks of the items at hand, from the outermost
    is_page = sum(len(row.cells) for row in rows) == sum(map(_is_prose, rows[0].cells))
    ruled = False
    for row in rows:
        if ruled:
            done.append(Draft(BlockKind.RULE))
        cells = row.cells
        ruled = row.ruled and len(cells) == 1
        marked = len(cells) > 1 and _marks(cells[0], cells[1])
        if len(cells) > 1 and not marked and not is_page and not any(map(_is_laid_out, cells)):
            if _anchors(cells):
                done.extend(_side_by_side(beside))
                beside = []
            beside.append(row)
            continue
        done.extend(_side_by_side(beside))
        beside = []
        if marked:
            mark, *cells = cells
            item, *others = _item(mark, cells[0])
            if len(cells) > 1 and _marks(*cells[:2]):  # a number, a box to tick, and the text of both
                item, *others = _item(mark, cells[1])
                item.runs = (*cells[0].lines[0], Run(" "), *item.runs)
                item.anchors = (*_anchors(cells[:1]), *item.anchors)
                cells = cells[1:]
            item.level = _level(mark, starts)
            done.extend((item, *others))
            if all(cell.simple and len(cell.text.split()) < 4 for cell in cells[1:]):
                item.runs += tuple(
                    run for cell in cells[1:] for line in cell.lines for run in (Run("  "), *line)
                )
                continue
            cells = cells[1:]
        for cell in cells:
            done.extend(_own_blocks(cell))
    done.extend(_side_by_side(beside))
    if ruled:
        done.append(Draft(BlockKind.RULE))
    return done


def _level(mark: FiledCell, starts: list[int]) -> int:
    """Return how deep a mark stands in lists; `starts` are the columns of the marks around it, its own with them."""
    while starts and starts[-1] > mark.start:
        starts.pop()
    if not starts or starts[-1] < mark.start:
        starts.append(mark.start)
    return min(DEEPEST, len(starts) - 1)


def _item(mark: FiledCell, text: FiledCell) -> list[Draft]:
    """Return a list item and the blocks that go on in it; short lines, as an answer below a question, are its own."""
    first, *others = text.blocks
    names = [name for block in (*mark.blocks, first) for name in block.anchors]
    runs = first.runs
    if all(block.kind is BlockKind.PARAGRAPH and block.text.count(" ") < _PROSE for block in text.blocks):
        names += [name for block in others for name in block.anchors]
        runs += tuple(run for block in others for run in (Run("\n"), *block.runs))
        others = []
    return [Draft(BlockKind.ITEM, runs, first.look, 0.0, 0, mark.text, names), *others]


def _is_laid_out(cell: FiledCell) -> bool:
    """Whether a cell holds blocks of a page: what cannot stand in a grid, or several paragraphs of prose."""
    return not cell.simple or (
        len(cell.blocks) > 1 and sum(block.text.count(" ") >= _PROSE for block in cell.blocks) > 1
    )


def _own_blocks(cell: FiledCell) -> list[Draft]:
    """Return a cell's blocks; where a sign was joined to it, its joined lines as a paragraph."""
    if len(cell.blocks) > len(cell.own):
        runs = tuple(run for line in cell.lines for run in line)
        return [Draft(BlockKind.PARAGRAPH, runs, cell.own[0].look)]
    for block in cell.blocks:
        if block.marker and block.kind is BlockKind.PARAGRAPH and len(block.runs) > 1:
            block.runs = block.runs[1:]
            itemised(block)
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


def _side_by_side(rows: list[FiledRow]) -> list[Draft]:
    """Return rows of texts beside each other as a table: of data where headings stand over prose, else of layout."""
    if not rows:
        return []
    cells = [cell for row in rows for cell in row.cells]
    columns = Columns(cells)
    if len(rows) == 1 or len(columns) == 1:
        return [_row_by_itself(row) for row in rows]
    headers = _headings_over_prose(rows, columns)
    return [_table(arranged(rows, columns, headers, STUB if headers else None), cells)]


def _headings_over_prose(rows: list[FiledRow], columns: Columns) -> int:
    """Return how many rows at the top are headings over columns of prose; none where each row looks like one."""
    headers = header_rows(rows, columns)
    if not 0 < headers <= 2 or headers == len(rows) - 1 > 1:
        return 0
    if not any(_is_prose(cell) for row in rows[headers:] for cell in row.cells):
        return 0
    headings = [cell for row in rows[:headers] for cell in row.cells]
    short = all(len(cell.text.split()) <= _HEADING for cell in headings)
    return headers if short and len(rows[headers - 1].cells) > 1 else 0


def _row_by_itself(row: FiledRow) -> Draft:
    """Return one row of texts beside each other as a table of layout."""
    cells = [Cell(cell.lines, place, align=cell.align) for place, cell in enumerate(row.cells)]
    return Draft(
        BlockKind.TABLE, grid=Grid(len(cells), [GridRow(cells)], layout=True), anchors=_anchors(row.cells)
    )
