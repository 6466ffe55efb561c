"""Rows and cells as filed to rows of cells that read: signs joined to their numbers, drawn rules become borders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.markup.tree import Align, BlockKind, Border, Line, Run

if TYPE_CHECKING:
    from viewer.markup.draft import Draft
    from viewer.markup.grid import CellDraft, RowDraft, TableDraft

FIGURE = re.compile(
    r"(?:US|C|A|HK|NT|S|R)?[$€£¥]?\s*[-–—−+(]?\s*\(?[$€£¥]?\s*(?:\d[\d,.\s]*|\.\d+)\s*\)?\s*[%x×]?\s*\)?(?:\s*[*†‡]|\s*\(\w\))?"
    r"|[$€£¥]?\s*[-–—−]+\s*%?|[$€£¥]?\s*\(?[-–—−]+\)?|N/?[AM]|n/?[am]|nil|\*+"
)
_LEAD = re.compile(r"(?:US|C|A|HK|NT|S|R)?[$€£¥]\s*\(?|\(|\(\s*[$€£¥]|[-–—−+]\s*[$€£¥]")
_TRAIL = re.compile(r"\)?\s*%?\s*\)?|\)\s*(?:\(\w{1,2}\)|[*†‡]+)")
_NOTE = re.compile(r"\(?[\w*†‡#]{1,2}\)?(?:,?\s*\(\w{1,2}\))*")
_SIGN = re.compile(r"([$€£¥(])\s+(?=[\d(.$€£¥])|(?<=[\d)])\s+(?=[)%])")
_DRAWN = re.compile(r"[-–—_=\s]{3,}")


@dataclass(slots=True)
class FiledCell:
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
class FiledRow:
    """A row that holds words; `rules` are the borders on its cells, `head` says that its tags make it a heading.

    `place` is its place among the rows as filed, from 0.
    """

    cells: list[FiledCell]
    shaded: bool
    head: bool
    rules: list[tuple[int, int, Border, Border]]
    place: int


def filed_rows(table: TableDraft) -> Iterator[FiledRow]:
    """Yield the rows that hold words; rows of rules become borders of the row above."""
    last: FiledRow | None = None
    for place, draft in enumerate(table.rows):
        cells = [_cell(cell) for cell in draft.cells]
        drawn = [cell for cell in cells if _is_rule(cell)]
        words = [cell for cell in cells if not _is_rule(cell)]
        if not words:
            if last is not None:
                _draw_below(last, draft, drawn)
            continue
        joined = _joined(words)
        head = draft.head or all(cell.draft.header for cell in words)
        last = FiledRow(joined, draft.shaded, head, draft.rules, place)
        yield last


def _cell(draft: CellDraft) -> FiledCell:
    lines = [line for block in draft.blocks for line in _split(block.runs)]
    text = " ".join("".join(run.text for run in line) for line in lines)
    first = draft.blocks[0]
    align = first.align if first.kind is BlockKind.PARAGRAPH else draft.align
    return FiledCell(
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


def _is_rule(cell: FiledCell) -> bool:
    """Whether a cell only draws a line: a rule, or a row of dashes."""
    if all(block.kind is BlockKind.RULE for block in cell.blocks):
        return True
    return cell.text[:1] in "-–—_=" and _DRAWN.fullmatch(cell.text) is not None


def _draw_below(row: FiledRow, draft: RowDraft, drawn: list[FiledCell]) -> None:
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


def _joined(cells: list[FiledCell]) -> list[FiledCell]:
    """Return the cells of a row with currency signs, closing brackets, percents and note marks at their numbers."""
    done: list[FiledCell] = []
    waiting: FiledCell | None = None
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


def _belongs(left: FiledCell, cell: FiledCell) -> bool:
    """Whether a cell only closes or marks the figure to its left."""
    closes = left.figure or bool(re.search(r"[\d–—-]\s*\)?$", left.text))
    if _TRAIL.fullmatch(cell.text):
        return closes
    raised = all(run.style.superscript for line in cell.lines for run in line)
    if closes and not raised and _TRAIL.fullmatch(cell.lines[0][0].text):
        raised = all(run.style.superscript for run in cell.lines[0][1:])
    return raised and len(cell.text) < 12 and _NOTE.fullmatch(cell.text.lstrip(")% ")) is not None


def _merged(left: FiledCell, right: FiledCell) -> FiledCell:
    lines = (*left.lines[:-1], (*left.lines[-1], *right.lines[0]), *right.lines[1:])
    main = right if _LEAD.fullmatch(left.text) else left
    return FiledCell(
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
