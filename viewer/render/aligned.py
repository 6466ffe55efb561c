"""A table of the tree to lines of text whose columns stand below each other.

Figures of a column end below each other to the digit, with `)`, `%` and marks hanging behind; text stands left.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from viewer.markup.tree import Align, Border, Cell, Row, Table, line_said
from viewer.render.folded import GAP, Lines, fold_headings, fold_stubs, natural_width
from viewer.render.setting import (
    Setting,
    beside_lines,
    figure_digits,
    is_fitted,
    line_count,
    setting_of,
)
from viewer.render.width import centred, left, right, width_of

if TYPE_CHECKING:
    from viewer.render.places import Fold, Writer

_STEP = "    "
# The cells of a row that stand in columns, those of others among them.
_BESIDE = {
    Setting.BESIDE: slice(None),
    Setting.HANGING: slice(-1),
    Setting.HEADED: slice(1, -1),
    Setting.BELOW: slice(0),
}
_LONG = 75  # characters that prose has at least
_LEAST_ROOM = 20
# A longer stub pushes the figures of its own row aside, not those of all rows.
_WIDEST_STUB = 400
# A column of exhibit numbers may hold one that is no figure, such as 101.INS.
_NUMBER = 12
_NARROWEST_DATA = 16  # of one over figures
_NARROWEST_STUB = 40  # that is folded
# A table of more characters than this is not aligned if these are so many times those of its words.
_LARGE = 4_000_000
_MOST_AIR = 30
_DASHES = {Border.SINGLE: "─", Border.DOUBLE: "═"}


_NONE = Border.NONE
_LEFT, _CENTER, _RIGHT = Align.LEFT, Align.CENTER, Align.RIGHT
_ABOVE, _BELOW = attrgetter("above"), attrgetter("below")


def write_aligned(writer: Writer, table: Table, width: int = 0) -> None:
    """Write the rows of a table, each as the block it is; rules stand between them.

    Prose that hangs or stands below other cells is wrapped to `width` characters, stubs beside figures to half of that,
    and the headings of a table that is wider to the columns below them (0: they are not, each row is a line).
    """
    layout = _Layout(table, width)
    first, stacked, beside = True, False, Setting.BESIDE
    for row, cells, setting in zip(table.rows, layout.cells, layout.settings, strict=True):
        before, stacked = stacked, setting is not beside
        for kind, text in layout.stack(row, setting, width) if stacked else layout.lines(row, cells, first):
            if not text.strip():
                continue  # a row of nothing but pictures
            if not first:
                writer.write("\n\n" if (before or stacked) and kind else "\n")
            if kind and len(cells) > 1:
                for fold in layout.folds(text, cells):
                    writer.fold(fold)
            writer.write(text, row.id if kind else 0)
            first = False


def _lines_of(row: Row) -> Lines:
    """Return the lines of text that a row takes, with the words of each cell in each; mostly it is one."""
    count = line_count(row)
    if count == 1:
        return [
            [
                (cell, line_said(lines[0]))
                if len(lines := cell.lines) == 1
                else (cell, " ".join(filter(None, map(line_said, lines))))
                for cell in row.cells
            ]
        ]
    return [[(cell, line_said(line)) for cell, line in cells] for cells in beside_lines(row)]


class _Column:
    """How wide a column is: before the last digit of its figures, behind it, and for its texts."""

    __slots__ = ("figures", "head", "tail", "texts", "width")

    def __init__(self) -> None:
        self.head = self.tail = self.width = 0
        self.figures = self.texts = 0


class _Layout:
    """Where the columns of one table stand."""

    def __init__(self, table: Table, width: int = 0) -> None:
        self.layout = table.layout
        self.columns = [_Column() for _ in range(table.columns)]
        self.cells = [_lines_of(row) for row in table.rows]
        self.settings = [Setting.BESIDE] * len(table.rows)
        if table.listing:
            fold_headings(table, self.cells)
        else:
            self._set(table)
            if width:
                fold_stubs(self.cells, max(_NARROWEST_STUB, width // 2))
            if width and not table.layout and natural_width(self.cells, table.columns) > width:
                fold_headings(table, self.cells, _NARROWEST_DATA)
        aligned = [
            (row, cells[_BESIDE[setting]])
            for row, lines, setting in zip(table.rows, self.cells, self.settings, strict=True)
            for cells in lines
        ]
        for row, cells in aligned:
            self._measure(row, cells)
        for column in self.columns:
            column.width = max(column.width, column.head + column.tail)
        self.labelled = _is_labelled(table) and self.columns[1].texts > 0
        self._widen(cells for _, cells in aligned)
        self.starts = [0]
        for column in self.columns:
            self.starts.append(self.starts[-1] + column.width + GAP)
        if self.starts[-1] * len(table.rows) > _LARGE and self._is_mostly_air(len(table.rows)):
            self.starts = [0] * len(self.starts)

    def _set(self, table: Table) -> None:
        """Work out how the rows are set; those of short texts in a table of data stand beside each other."""
        for place, (row, lines) in enumerate(zip(table.rows, self.cells, strict=True)):
            if table.layout or any(len(text) > _LONG for _, text in lines[0]):
                self.settings[place] = setting_of(row, table.layout)

    def _is_mostly_air(self, rows: int) -> bool:
        """Whether a table would be spaces nearly all: its columns then stand one space apart, not below each other."""
        words = sum(len(text) for cells in chain.from_iterable(self.cells) for _, text in cells)
        return self.starts[-1] * rows > _MOST_AIR * words

    def _measure(self, row: Row, cells: list[tuple[Cell, str]]) -> None:
        # What stands in a row alone has all of the line.
        lone = self.layout and len(row.cells) == 1
        for cell, text in cells:
            if cell.columns > 1 or (lone and cell.align is _LEFT):
                continue
            column = self.columns[cell.column]
            digits = figure_digits(cell, text)
            if digits is None:
                wide = width_of(text)
                if wide <= _WIDEST_STUB or cell is row.cells[-1]:
                    column.width = max(column.width, wide + 2 * cell.indent)
                column.texts += not row.header
            else:
                column.head = max(column.head, digits)
                column.tail = max(column.tail, width_of(text) - digits)
                column.figures += not row.header

    def _widen(self, aligned: Iterable[list[tuple[Cell, str]]]) -> None:
        """Make room for headings over several columns, in each of them alike."""
        for cells in aligned:
            for cell, text in cells:
                lone = cell is cells[-1][0] and (not cell.column or self._has_room(cell))
                if cell.columns < 2 or lone:
                    continue
                spanned = self.columns[cell.column : cell.column + cell.columns]
                width = sum(column.width for column in spanned) + GAP * (len(spanned) - 1)
                missing = width_of(text) + 2 * cell.indent - width
                for place, column in enumerate(spanned):
                    if missing > 0:
                        column.width += _part(missing, place, len(spanned))

    def _has_room(self, cell: Cell) -> bool:
        """Whether the last cell of a row of texts, set left, has the whole line to its right."""
        return self.layout and cell.align is _LEFT

    def lines(self, row: Row, lines: Lines, first: bool) -> Iterator[tuple[bool, str]]:
        """Yield the rule above a row, its words, the rule below it; whether each is words."""
        words = "\n".join([self._words(cells) for cells in lines])
        if self.layout:
            yield True, words
            return
        above = "" if first or row.header else self._rule(row.cells, _ABOVE)
        if above:
            yield False, above
        yield True, words
        below = self._rule(row.cells, _BELOW)
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

    def stack(self, row: Row, setting: Setting, width: int) -> Iterator[tuple[bool, str]]:
        """Yield the lines of a row whose last cell hangs beside the others, or whose cells stand below each other."""
        cells = row.cells
        done: list[str] = []
        if setting is Setting.HEADED:
            done = [_hung(_STEP * cells[0].indent, _stacked_lines(cells[0]), width)]
            cells = cells[1:]
        if setting is Setting.BELOW:
            leads = [_STEP * (cells[0].indent + (place > 0)) for place in range(len(cells))]
            done = [_hung(lead, _stacked_lines(each), width) for lead, each in zip(leads, cells, strict=True)]
        else:
            label = self._words([(cell, line_said(cell.lines[0])) for cell in cells[:-1]])
            lead = left(label, max(self.starts[cells[-1].column], width_of(label) + GAP))
            done.append(_hung(lead, _stacked_lines(cells[-1]), width))
        yield True, "\n".join(done)

    def _words(self, cells: list[tuple[Cell, str]]) -> str:
        line, width = "", 0
        for cell, text in cells:
            start = self.starts[cell.column]
            end = self.starts[cell.column + cell.columns] - GAP
            placed = self._placed(cell, text, end - start)
            at = max(start, width + 1) if line else start
            line += " " * (at - width) + placed
            width = at + width_of(placed)
        return line.rstrip()

    def _placed(self, cell: Cell, text: str, width: int) -> str:
        if cell.columns > 1:
            if cell.align is _LEFT:
                return "  " * cell.indent + text
            digits = (
                figure_digits(cell, text) if cell.align is _RIGHT and not text.isdigit() else None
            )  # a year heads them
            if digits is None:
                return centred(text, width)
            tail = self.columns[cell.column + cell.columns - 1].tail  # an amount, over its sign's column too
            return right(text + " " * max(0, tail - (width_of(text) - digits)), width)
        column = self.columns[cell.column]
        if self.labelled and (cell.column or cell.align is not _RIGHT):
            return "  " * cell.indent + text
        digits = figure_digits(cell, text)
        numbers = column.figures > column.texts
        # Among words a figure stands as filed.
        aside = cell.column > 0 and (cell.align is _RIGHT or column.figures == column.texts)
        if digits is not None and (numbers or aside):
            return right(text + " " * (column.tail - (width_of(text) - digits)), width)
        if cell.align is _RIGHT or (numbers and (cell.align is _CENTER or len(text) <= _NUMBER)):
            return right(text + " " * min(column.tail, width - width_of(text)), width)
        if cell.align is _CENTER:
            return centred(text, width)
        return "  " * cell.indent + text

    def _rule(self, cells: Iterable[Cell], side: Callable[[Cell], Border]) -> str:
        line = ""
        for cell in cells:
            border = side(cell)
            if border is _NONE:
                continue
            start = self.starts[cell.column]
            end = self.starts[cell.column + cell.columns] - GAP
            line = line.ljust(start) + _DASHES[border] * (end - start)
        return line


def _is_labelled(table: Table) -> bool:
    """Whether a table only sets labels beside what they say: figures among words then begin where these do."""
    return table.columns == 2 and not any(
        row.header or (cell.column and cell.align is not Align.LEFT)
        for row in table.rows
        for cell in row.cells
    )


def _stacked_lines(cell: Cell) -> list[str]:
    """Return the lines of a cell that others do not stand beside."""
    lines = list(filter(None, map(line_said, cell.lines)))
    return [" ".join(lines)] if is_fitted(cell) else lines


def _hung(lead: str, lines: list[str], width: int) -> str:
    """Return lines behind `lead`, all but the first behind spaces; broken to `width` characters if that is not 0."""
    hang = " " * width_of(lead)
    if width:
        room = max(width - width_of(lead), _LEAST_ROOM)
        broken = (textwrap.wrap(line, room, break_long_words=False, break_on_hyphens=False) for line in lines)
        lines = list(chain.from_iterable(broken))
    return "\n".join(f"{hang if place else lead}{line}" for place, line in enumerate(lines)) or lead.rstrip()


def _part(whole: int, place: int, parts: int) -> int:
    """Return the share of `whole` that falls to `place` of `parts`."""
    return whole * (place + 1) // parts - whole * place // parts
