"""Words set at places of a page, as converters of printed pages write them, to paragraphs and tables.

Each line of the printed page, or each part of one, is an element with its own place. Parts at one height are a line;
lines with parts far from each other, one below the other, are a table; lines that fill their column are a paragraph.
Columns of text are read in the order of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from viewer.markup.cells import is_figure
from viewer.markup.grid import TableDraft, cell_tag
from viewer.markup.style import NOTHING
from viewer.markup.table import blocks_of
from viewer.markup.tree import Align, BlockKind, Border, Run

if TYPE_CHECKING:
    from viewer.markup.draft import Draft

FEWEST = 8
"""Fewer words at places make no page: they are read in their order."""
_LETTER = 0.45  # of a letter's height
_LEADING = 1.2
_USUAL = 16.0  # pixels from line to line where nothing tells it
_NEAR = 0.25  # of that: the same height, or the same edge
_APART = 0.8  # of that: two parts of a line with so much room between them are two
_CLOSE = 1.3  # lines of one paragraph
_FAR = 3.0  # lines of one table
_FULL = 0.88  # of the widest line
_PROSE = 14  # words
_FEWEST_ROWS = 2
# A page has no more lines, and a table of one no more columns; none is looked for further away.
_MOST_BETWEEN, _MOST_COLUMNS = 200, 100


class Placed(NamedTuple):
    """What stands at a place of a page: pixels from its left and its top, how wide it is (0: not said), its blocks."""

    left: float
    top: float
    width: float
    blocks: list[Draft]


@dataclass(slots=True)
class _Part:
    """Words at one place of a line; where they begin and end is reckoned from their letters where nothing says it."""

    left: float
    right: float
    top: float
    draft: Draft

    @property
    def text(self) -> str:
        return self.draft.text


_Lines = list[list[_Part]]


def set_out(placed: Sequence[Placed]) -> list[Draft]:
    """Return the blocks of a page; what is more than words by themselves is read in its order."""
    every = [block for each in placed for block in each.blocks]
    if len(placed) < FEWEST or any(len(each.blocks) != 1 for each in placed):
        return every
    if any(block.kind is not BlockKind.PARAGRAPH and block.kind is not BlockKind.HEADING for block in every):
        return every
    pitch = _pitch(placed)
    lines = list(_lines(placed, pitch))
    done: list[Draft] = []
    at = 0
    while at < len(lines):
        end = _table_end(lines, at, pitch)
        if end > at:
            done += _table(lines[at:end])
        else:
            end = _paragraph_end(lines, at, pitch)
            done.append(_paragraph(lines[at:end]))
        at = end
    return done


def _pitch(placed: Sequence[Placed]) -> float:
    """Return the usual number of pixels from line to line."""
    steps = Counter(
        round(after.top - before.top)
        for before, after in pairwise(placed)
        if after.top - before.top > _USUAL / 4
    )
    return float(min(steps, key=lambda step: (-steps[step], step))) if steps else _USUAL


def _lines(placed: Iterable[Placed], pitch: float) -> Iterator[list[_Part]]:
    """Yield the lines of a page, each from left to right; figures filed apart go to the lines beside them."""
    near = max(1.5, pitch * _NEAR)
    lines: _Lines = []
    column: _Lines = []  # the lines that follow each other downwards, to the last of `lines`
    for each in placed:
        draft = each.blocks[0]
        size = draft.look.size if draft.look is not None and draft.look.size else pitch / _LEADING
        width = each.width or size * _LETTER * len(draft.text)
        part = _Part(each.left, each.left + width, each.top, draft)
        last = column[-1] if column else None
        if last is not None and abs(last[0].top - part.top) <= near:
            last.append(part)
            continue
        if last is not None and part.top < last[0].top:
            beside = _beside(lines, part, near) if is_figure(part.text) else None
            if beside is not None:
                beside.append(part)
                continue
            column = []
        column.append([part])
        lines.append(column[-1])
    for line in lines:
        line.sort(key=lambda part: part.left)
        yield _joined(line, pitch * _APART)


def _beside(lines: _Lines, part: _Part, near: float) -> list[_Part] | None:
    """Return the last line at the height of a part that begins before it."""
    for line in lines[: -_MOST_BETWEEN - 1 : -1]:
        if abs(line[0].top - part.top) <= near and line[-1].left < part.left:
            return line
    return None


def _joined(line: list[_Part], apart: float) -> list[_Part]:
    """Return the parts of a line with those as one that stand close to each other."""
    done: list[_Part] = []
    for part in line:
        last = done[-1] if done else None
        if last is None or part.left - last.right > apart or is_figure(part.text) or is_figure(last.text):
            done.append(part)
            continue
        last.draft.runs = (*last.draft.runs, Run(" "), *part.draft.runs)
        last.draft.anchors = (*last.draft.anchors, *part.draft.anchors)
        last.right = max(last.right, part.right)
    return done


# Tables


def _table_end(lines: _Lines, start: int, pitch: float) -> int:
    """Return before which line the table ends that begins at `start`; `start` itself where none does."""
    if len(lines[start]) < 2:
        return start
    end, rows = start, 0
    for at in range(start, len(lines)):
        line = lines[at]
        step = line[0].top - lines[at - 1][0].top if at > start else 0.0
        if not 0 <= step <= pitch * _FAR or any(part.text.count(" ") >= _PROSE for part in line):
            break
        if len(line) > 1:
            end, rows = at + 1, rows + 1
    return end if rows >= _FEWEST_ROWS else start


def _table(lines: _Lines) -> list[Draft]:
    """Return what a reader gets of lines whose parts stand below each other."""
    columns = _columns(part for line in lines for part in line)
    table = TableDraft(0)
    for line in lines:
        table.start_row(False, Border.NONE, Border.NONE)
        for part in line:
            over = [at for at, (left, right) in enumerate(columns) if left < part.right and part.left < right]
            first = max(over[0], table.place) if over else table.place
            span = max(1, over[-1] + 1 - first) if over else 1
            table.place = first
            align = Align.RIGHT if is_figure(part.text) else part.draft.align
            table.start_cell(cell_tag(NOTHING, False, align, str(span), None, None))
            table.keep([part.draft])
    return blocks_of(table)


def _columns(parts: Iterable[_Part]) -> list[tuple[float, float]]:
    """Return from where to where each column goes; the narrowest parts tell them, what stands over two tells none."""
    columns: list[tuple[float, float]] = []
    for part in sorted(parts, key=lambda part: part.right - part.left):
        over = [column for column in columns if column[0] < part.right and part.left < column[1]]
        if len(over) > 1 or (not over and len(columns) == _MOST_COLUMNS):
            continue
        left, right = part.left, part.right
        if over:
            columns.remove(over[0])
            left, right = min(left, over[0][0]), max(right, over[0][1])
        columns.append((left, right))
    return sorted(columns)


# Paragraphs


def _paragraph_end(lines: _Lines, start: int, pitch: float) -> int:
    """Return before which line the paragraph ends that begins at `start`."""
    end = start + 1
    if len(lines[start]) > 1:
        return end
    widest = _widest(lines, start, pitch)
    while end < len(lines) and len(lines[end]) == 1:
        before, part = lines[end - 1][0], lines[end][0]
        step = part.top - before.top
        # Where the next word would have had room, the line was meant to end.
        filled = before.right - lines[start][0].left
        filled += (part.right - part.left) / max(1, len(part.text)) * (len(part.text.split(None, 1)[0]) + 1)
        edge = part.left - (lines[start + 1][0].left if end > start + 1 else before.left)
        indented = end == start + 1 and 0 < -edge <= pitch * _FAR
        if not 0 < step <= pitch * _CLOSE or not (abs(edge) <= pitch * _NEAR or indented):
            break
        if filled < widest * _FULL or not _are_alike(before.draft, part.draft):
            break
        end += 1
    return end


def _widest(lines: _Lines, start: int, pitch: float) -> float:
    """Return how wide the widest of the lines is that stand close below each other from `start` on."""
    widest = 0.0
    left = lines[start][0].left
    for at in range(start, min(len(lines), start + _MOST_BETWEEN)):
        if len(lines[at]) > 1 or (
            at > start and not 0 < lines[at][0].top - lines[at - 1][0].top <= pitch * _CLOSE
        ):
            break
        widest = max(widest, lines[at][0].right - left)
    return widest


def _are_alike(one: Draft, other: Draft) -> bool:
    """Whether the last words of one line are set as the first of the other."""
    return one.kind is other.kind and one.runs[-1].style.bold is other.runs[0].style.bold


def _paragraph(lines: _Lines) -> Draft:
    """Return the lines of a paragraph as one; a word that a hyphen parts stays parted by it."""
    first = lines[0][0].draft
    for line in lines:
        for part in line:
            draft = part.draft
            if draft is first:
                continue
            last = first.runs[-1].text
            gap = () if last.endswith("-") and last[-2:-1].isalpha() else (Run(" "),)
            first.runs = (*first.runs, *gap, *draft.runs)
            first.anchors = (*first.anchors, *draft.anchors)
    return first
