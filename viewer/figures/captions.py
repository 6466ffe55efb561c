"""The tree to the list of its data tables: what stands above each is its title and its unit line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from viewer.figures.grid import Grid, read_grid, title_rows
from viewer.figures.unit import is_unit_line, unit_of
from viewer.markup.tree import Align, Block, BlockKind, Row, Table, Tree

if TYPE_CHECKING:
    from viewer.markup.outline.heading import Heading

_REACH = 8
"""How many blocks above a table may belong to its caption."""
_LONGEST = 220
_LONGEST_INTRODUCTION = 600
_PERIOD = re.compile(
    r"\(?(?:(?:as\s+of|as\s+at|at|for\s+the|for|the|fiscal|years?|three|six|nine|twelve|quarters?|months?|weeks?|period|ended"
    r"|ending|and|from|to|through|un|inception|unaudited|audited|continued|cont['’]?d|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|date)\b"
    r"|[\d\s,.()/:;–—-])+\)?",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r".*\b(?:inc|corp|corporation|company|co|ltd|limited|l\.?l\.?c|l\.?p|plc|n\.?v|s\.?a|trust|subsidiaries|subsidiary)\b\.?"
    r"(?:\s*\(.*\))?(?:\s+and\s+(?:its\s+)?(?:consolidated\s+)?subsidiar(?:y|ies))?"
    r"|and subsidiar(?:y|ies)(?: companies)?",
    re.IGNORECASE,
)
_RUNNING = re.compile(r"notes to .*\bstatements\b.{0,20}", re.IGNORECASE)
_REMARK = re.compile(r"\([^()]*\)|-{1,2}\s*continued\s*-{1,2}|continued", re.IGNORECASE)
_NOTE = re.compile(r"_{3,}|\(\d{1,2}\)|\*+\s")
_TRIMMED = re.compile(r"\s*\((?:continued|unaudited|audited|cont['’]?d)\.?\)|\s*:\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DataTable:
    """One data table of an exhibit, where it stands and what stands above it.

    `number` counts the exhibit's data tables from 1; `block` is the table's block; `page` counts its pages from 1 by
    their breaks (0 where there are none). `title` is the caption, `unit` its unit line without brackets, `caption` all
    lines of the caption in order. `rows` and `columns` are its size, header rows not counted.
    """

    number: int
    block: int
    page: int
    title: str
    unit: str
    caption: tuple[str, ...]
    rows: int
    columns: int
    table: Table

    def grid(self) -> Grid:
        """Return the table's values."""
        return read_grid(self.table)


def data_tables(tree: Tree, outline: Sequence[Heading] = ()) -> tuple[DataTable, ...]:
    """Return the data tables of an exhibit in reading order; values are read when `DataTable.grid` is called.

    A table that has no caption of its own is named by the heading of the `outline` above it.
    """
    headings = {heading.block: heading.title for heading in outline if heading.block}
    places = sorted(headings)
    pages = sum(block.kind is BlockKind.PAGE_BREAK for block in tree.blocks)
    page = 1 if pages else 0
    done: list[DataTable] = []
    for place, block in enumerate(tree.blocks):
        if block.kind is BlockKind.PAGE_BREAK:
            page += 1
        table = block.table
        if table is None or table.layout:
            continue
        above = _above(tree.blocks, place)
        title, unit, lines = _caption(above, headings)
        own = [" ".join(row.cells[0].text.split()) for row in title_rows(_header(table))]
        if own:
            title, lines = _title(own) or title, (*lines, *own)
        if not title and done and not above:
            title = done[-1].title  # a table right behind another: its continuation
        if not title:
            nearest = bisect_right(places, block.id) - 1
            title = headings[places[nearest]] if nearest >= 0 else ""
        unit = unit or _own_unit(table)
        title = title or _own_title(table)
        rows = sum(not row.header for row in table.rows)
        done.append(DataTable(len(done) + 1, block.id, page, title, unit, lines, rows, table.columns, table))
    return tuple(done)


def _above(blocks: Sequence[Block], place: int) -> list[Block]:
    """Return the blocks that may be a table's caption, the nearest first."""
    found: list[Block] = []
    for block in reversed(blocks[max(0, place - 2 * _REACH) : place]):
        if (block.table is not None and not block.table.layout) or (
            found and block.kind is BlockKind.PAGE_BREAK
        ):
            break
        if block.furniture or not any(map(str.isalnum, block.text)):
            continue
        found.append(block)
        if len(found) == _REACH or _is_prose(block):
            break
    return found


def _is_prose(block: Block) -> bool:
    return len(block.text) > _LONGEST or block.kind in (BlockKind.ITEM, BlockKind.PREFORMATTED)


def _caption(above: Sequence[Block], headings: Mapping[int, str]) -> tuple[str, str, tuple[str, ...]]:
    """Return the title, the unit line and the lines of the caption."""
    lines: list[str] = []
    unit = introduction = ""
    for block in above:
        words = block.text.strip()
        if _is_title(block, headings) or is_unit_line(words):
            split = [" ".join(line.split()) for line in words.split("\n") if line.strip()]
            unit = unit or unit_of(words)
            lines = [*split, *lines]
        elif not lines and len(words) <= _LONGEST_INTRODUCTION and not _NOTE.match(words):
            unit = unit or unit_of(words)
            introduction = introduction or " ".join(words.split())
            if len(words) > _LONGEST or not words.endswith(":"):
                break
        else:
            break
    return _title(lines) or _sentence(introduction), unit, tuple(lines)


def _is_title(block: Block, headings: Mapping[int, str]) -> bool:
    """Whether a block above a table is set as a caption: a heading, or a short line that is set apart."""
    words = block.text.strip()
    if (
        block.table is not None
        or len(words) > _LONGEST
        or block.kind in (BlockKind.ITEM, BlockKind.PREFORMATTED)
    ):
        return False
    if block.kind is BlockKind.HEADING or block.id in headings or block.align is Align.CENTER:
        return True
    letters = [letter for letter in words if letter.isalpha()]
    marked = all(
        run.style.bold or run.style.underline or run.style.italic for run in block.runs if run.text.strip()
    )
    return marked or sum(map(str.isupper, letters)) * 10 >= len(letters) * 8 or bool(_PERIOD.fullmatch(words))


def _title(lines: Sequence[str]) -> str:
    """Return the line that names the table: the last one that says neither unit nor period nor company.

    What heads each page of the notes names none of their tables.
    """
    named = [
        line
        for line in lines
        if not (is_unit_line(line) or _PERIOD.fullmatch(line) or _REMARK.fullmatch(line))
    ]
    named = [_without_unit(line) for line in named]
    named = [line for line in named if line]
    best = [line for line in named if not (_COMPANY.fullmatch(line) or _RUNNING.fullmatch(line))]
    heads_page = any(map(_RUNNING.fullmatch, named))
    return next(reversed(best or ([] if heads_page else named)), "")


def _without_unit(line: str) -> str:
    """Return a title without the unit line and the remarks in brackets behind it."""
    unit = unit_of(line)
    if unit:
        line = line.replace(f"({unit})", "").replace(f"[{unit}]", "")
    return _TRIMMED.sub("", " ".join(line.split())).strip(" |")


def _sentence(words: str) -> str:
    """Return the sentence that introduces a table, where it is one that does."""
    last = re.split(r"(?<=[.;])\s+(?=[A-Z])", words)[-1]
    return (
        _without_unit(last)
        if len(last) <= _LONGEST and (words.endswith(":") or len(words) <= _LONGEST)
        else ""
    )


def _header(table: Table) -> list[Row]:
    return list(takewhile(lambda row: row.header, table.rows))


def _own_unit(table: Table) -> str:
    """Return the unit line that stands in the table: in a heading, or alone in the first row below."""
    for row in table.rows:
        if not row.header and len(row.cells) > 1:
            return ""
        for cell in row.cells:
            words = " ".join(cell.text.split())
            if is_unit_line(words):
                return unit_of(words)
        if not row.header:
            return ""
    return ""


def _own_title(table: Table) -> str:
    """Return the title that stands in the heading of the stubs, as in the pages that EDGAR makes of XBRL."""
    first = table.rows[0] if table.rows else None
    if first is None or not first.header or not first.cells or first.cells[0].column:
        return ""
    lines = [" ".join(line.split()) for line in first.cells[0].text.split("\n")]
    return next((line for line in lines if line and not is_unit_line(line)), "")
