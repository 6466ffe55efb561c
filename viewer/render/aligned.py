"""A table of the tree to lines of text whose columns stand below each other.

Figures of a column end below each other to the digit, with `)`, `%` and marks hanging behind; text stands left.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from viewer.markup.tree import Align, Border, Cell, Line, Row, Table

if TYPE_CHECKING:
    from viewer.render.places import Fold, Writer

_GAP = 2
_MOST_STACKED = 40
# A longer stub pushes the figures of its own row aside, not those of all rows.
_WIDEST_STUB = 140
# A column of exhibit numbers may hold one that is no figure, such as 101.INS.
_NUMBER = 12
_NARROWEST = 10  # of a heading that is folded
_NUMBERED = re.compile(r"^(\w{1,5}\.(?:[a-z]\.)?) ")
_DIGITS = re.compile(r"[^\w]*\d[\d.,]*(?<=\d)")
_FIGURE = re.compile(r"[^A-Za-z]*\d[\d.,]*[^A-Za-z\d]{0,4}(?:\(\w\))?")
_LONGEST_FIGURE = 40
# A table of more characters than this is not aligned if these are so many times those of its words.
_LARGE = 4_000_000
_MOST_AIR = 30
_NIL = ("—", "–", "-", "$—", "$ —")
_UNFINISHED = re.compile(r"[,&–—-]$|\b(?:and|or|of|the|to|in|for|per|by|with)$")
_DASHES = {Border.SINGLE: "─", Border.DOUBLE: "═"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def line_text(line: Line) -> str:
    """Return the words of a line; raised digits behind a figure as raised digits, not as part of the figure."""
    if len(line) == 1 and not line[0].style.superscript:
        return line[0].text
    done = ""
    for run in line:
        text = run.text
        if run.style.superscript and text.isascii() and text.strip().isdigit() and done[-1:].isdigit():
            text = text.translate(_SUPERSCRIPT)
        done += text
    return done


Lines = list[list[tuple[Cell, str]]]


def write_aligned(writer: Writer, table: Table) -> None:
    """Write the rows of a table, each as the block it is; rules stand between them."""
    layout = _Layout(table)
    first, stacked = True, False
    for row, cells in zip(table.rows, layout.cells, strict=True):
        before, stacked = stacked, table.layout and is_stacked(row)
        for kind, text in layout.lines(row, cells, first):
            if not text.strip():
                continue  # a row of nothing but pictures
            if not first:
                writer.write("\n\n" if (before or stacked) and kind else "\n")
            if kind and len(cells) > 1:
                for fold in layout.folds(text, cells):
                    writer.fold(fold)
            writer.write(text, row.id if kind else 0)
            first = False


def is_stacked(row: Row) -> bool:
    """Whether only the last cell of a row of layout has several lines: they can stand below each other."""
    return 1 < len(row.cells[-1].lines) <= _MOST_STACKED and all(
        len(cell.lines) == 1 for cell in row.cells[:-1]
    )


def _lines_of(row: Row) -> Lines:
    """Return the lines of text that a row takes, with the words of each cell in each; mostly it is one."""
    count = line_count(row)
    if count == 1:
        return [
            [
                (cell, line_text(lines[0]))
                if len(lines := cell.lines) == 1
                else (cell, " ".join(filter(None, map(line_text, lines))))
                for cell in row.cells
            ]
        ]
    return [
        [(cell, line_text(cell.lines[at])) for cell in row.cells if at < len(cell.lines)]
        for at in range(count)
    ]


def line_count(row: Row) -> int:
    """Return how many lines a row takes.

    It takes one, for a cell is mostly broken only to fit. Where all cells have as many lines as each other, and none
    goes on in the next, those stand side by side: two classes of shares, and the symbols of each.
    """
    count = len(row.cells[0].lines) if len(row.cells) > 1 else 1
    if count == 1 or row.header or any(len(cell.lines) != count for cell in row.cells):
        return 1
    return 1 if any(map(_goes_on, row.cells)) else count


def _goes_on(cell: Cell) -> bool:
    """Whether a line of a cell goes on in the next: within brackets, behind a comma, with a small letter or word."""
    lines = ["".join(run.text for run in line).strip() for line in cell.lines]
    return (
        any(line.count("(") != line.count(")") for line in lines)
        or any(line[:1].islower() for line in lines[1:])
        or any(_UNFINISHED.search(line) for line in lines[:-1])
    )


def _fold_headings(table: Table, cells: list[Lines]) -> None:
    """Fold the headings of a listing to about the width of what stands below them, ending on one line."""
    widths = [_NARROWEST] * table.columns
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
            width = sum(spanned) + _GAP * (len(spanned) - 1)
            # The number of a column stays with its first word.
            pieces = textwrap.wrap(_NUMBERED.sub("\\1\u00a0", text), width, break_long_words=False)
            folded.append((cell, [piece.replace("\u00a0", " ") for piece in pieces] or [text]))
        count = max((len(pieces) for _, pieces in folded), default=1)
        cells[at] = [
            [(cell, pieces[line - count]) for cell, pieces in folded if len(pieces) >= count - line]
            for line in range(count)
        ]


class _Column:
    """How wide a column is: before the last digit of its figures, behind it, and for its texts."""

    __slots__ = ("figures", "head", "tail", "texts", "width")

    def __init__(self) -> None:
        self.head = self.tail = self.width = 0
        self.figures = self.texts = 0


class _Layout:
    """Where the columns of one table stand."""

    def __init__(self, table: Table) -> None:
        self.layout = table.layout
        self.columns = [_Column() for _ in range(table.columns)]
        self.cells = [_lines_of(row) for row in table.rows]
        if table.listing:
            _fold_headings(table, self.cells)
        for row, lines in zip(table.rows, self.cells, strict=True):
            for cells in lines:
                self._measure(row, cells)
        for column in self.columns:
            column.width = max(column.width, column.head + column.tail)
        self.labelled = _is_labelled(table) and self.columns[1].texts > 0
        self._widen()
        self.starts = [0]
        for column in self.columns:
            self.starts.append(self.starts[-1] + column.width + _GAP)
        if self.starts[-1] * len(table.rows) > _LARGE and self._is_mostly_air(len(table.rows)):
            self.starts = [0] * len(self.starts)

    def _is_mostly_air(self, rows: int) -> bool:
        """Whether a table would be spaces nearly all: its columns then stand one space apart, not below each other."""
        words = sum(len(text) for cells in chain.from_iterable(self.cells) for _, text in cells)
        return self.starts[-1] * rows > _MOST_AIR * words

    def _measure(self, row: Row, cells: list[tuple[Cell, str]]) -> None:
        for cell, text in cells:
            if cell.columns > 1:
                continue
            column = self.columns[cell.column]
            digits = _digits(cell, text)
            if digits is None:
                if len(text) <= _WIDEST_STUB or cell is cells[-1][0]:
                    column.width = max(column.width, len(text) + 2 * cell.indent)
                column.texts += not row.header
            else:
                column.head = max(column.head, digits)
                column.tail = max(column.tail, len(text) - digits)
                column.figures += not row.header

    def _widen(self) -> None:
        """Make room for headings over several columns, in each of them alike."""
        for cells in chain.from_iterable(self.cells):
            for cell, text in cells:
                lone = cell.column == 0 and cell is cells[-1][0]
                if cell.columns < 2 or lone:
                    continue
                spanned = self.columns[cell.column : cell.column + cell.columns]
                width = sum(column.width for column in spanned) + _GAP * (len(spanned) - 1)
                missing = len(text) + 2 * cell.indent - width
                for place, column in enumerate(spanned):
                    if missing > 0:
                        column.width += _part(missing, place, len(spanned))

    def lines(self, row: Row, lines: Lines, first: bool) -> Iterator[tuple[bool, str]]:
        """Yield the rule above a row, its words, the rule below it; whether each is words."""
        if self.layout and is_stacked(row):
            yield True, self._stack(row, lines[0])
            return
        words = "\n".join([self._words(cells) for cells in lines])
        if self.layout:
            yield True, words
            return
        above = "" if first else self._rule([(cell, cell.above) for cell in row.cells])
        if above and not row.header:
            yield False, above
        yield True, words
        below = self._rule([(cell, cell.below) for cell in row.cells])
        if below:
            yield False, below

    def folds(self, text: str, lines: Lines) -> Iterator[Fold]:
        """Yield where in the `text` of a row the lines of each of its cells stand that has several."""
        found: dict[int, list[tuple[int, int]]] = {}
        at = 0
        for cells, line in zip(lines, text.split("\n"), strict=False):
            for cell, words in cells:
                start = line.find(words, self.starts[cell.column])
                if words and start >= 0:
                    found.setdefault(cell.column, []).append((at + start, at + start + len(words)))
            at += len(line) + 1
        yield from (tuple(spans) for spans in found.values() if len(spans) > 1)

    def _stack(self, row: Row, cells: list[tuple[Cell, str]]) -> str:
        last = row.cells[-1]
        lines = [line_text(line) for line in last.lines]
        first = self._words([*cells[:-1], (last, lines[0])])
        lead = " " * max(0, len(first) - len(lines[0]))
        return "\n".join([first, *(lead + line for line in lines[1:])])

    def _words(self, cells: list[tuple[Cell, str]]) -> str:
        line = ""
        for cell, text in cells:
            start = self.starts[cell.column]
            end = self.starts[cell.column + cell.columns] - _GAP
            placed = self._placed(cell, text, end - start)
            line = line.ljust(max(start, len(line) + 1 if line else 0)) + placed
        return line.rstrip()

    def _placed(self, cell: Cell, text: str, width: int) -> str:
        if cell.columns > 1:
            return "  " * cell.indent + text if cell.align is Align.LEFT else text.center(width)
        column = self.columns[cell.column]
        if self.labelled:
            return "  " * cell.indent + text
        digits = _digits(cell, text)
        if digits is not None and (cell.column or column.figures > column.texts):
            return (text + " " * (column.tail - (len(text) - digits))).rjust(width)
        numbers = column.figures > column.texts
        if cell.align is Align.RIGHT or (numbers and (cell.align is Align.CENTER or len(text) <= _NUMBER)):
            return (text + " " * min(column.tail, width - len(text))).rjust(width)
        if cell.align is Align.CENTER:
            return text.center(width)
        return "  " * cell.indent + text

    def _rule(self, cells: list[tuple[Cell, Border]]) -> str:
        line = ""
        for cell, border in cells:
            if border is Border.NONE:
                continue
            start = self.starts[cell.column]
            end = self.starts[cell.column + cell.columns] - _GAP
            line = line.ljust(start) + _DASHES[border] * (end - start)
        return line


def _is_labelled(table: Table) -> bool:
    """Whether a table only sets labels beside what they say: figures among words then begin where these do."""
    return table.columns == 2 and not any(
        row.header or (cell.column and cell.align is not Align.LEFT)
        for row in table.rows
        for cell in row.cells
    )


def _digits(cell: Cell, text: str) -> int | None:
    """Return how many characters of a figure stand up to its last digit, or `None` for a text."""
    if len(text) > _LONGEST_FIGURE:
        return None
    return _last_digit(text) or (len(text) if text in _NIL and cell.align is Align.RIGHT else None)


@lru_cache(maxsize=4096)
def _last_digit(text: str) -> int:
    """Return how many characters of a figure stand up to its last digit, 0 for a text."""
    match = _DIGITS.match(text) if _FIGURE.fullmatch(text) else None
    return match.end() if match else 0


def _part(whole: int, place: int, parts: int) -> int:
    """Return the share of `whole` that falls to `place` of `parts`."""
    return whole * (place + 1) // parts - whole * place // parts
