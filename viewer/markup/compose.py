"""Values, one after another, to a cleaned tree: headings, paragraphs, labelled values and tables without any markup.

For documents that are no text but have one when they are read aloud: forms filed as XML, spreadsheets, lists of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from viewer.markup.tree import (
    Align,
    Block,
    BlockKind,
    Border,
    Cell,
    Left,
    Line,
    Row,
    Run,
    Style,
    Table,
    Tree,
)

__all__ = ["BOLD", "Composer", "Words", "lines_of"]

BOLD = Style(bold=True)

_WORDED = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH})

Words = str | Line
"""What a paragraph or a cell says: plain words, or runs; a line feed parts lines."""


class Composer:
    """Collects blocks and numbers them, the rows of a table too."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._last = 0

    def heading(self, words: Words, level: int = 1, anchor: str = "") -> int:
        """Add a heading of `level` 1 to 6; return its block id, 0 where it says nothing."""
        anchors = (anchor,) if anchor else ()
        return self._add(BlockKind.HEADING, runs=_runs(words), level=level, anchors=anchors)

    def paragraph(
        self, words: Words, *, indent: int = 0, align: Align = Align.LEFT, anchors: tuple[str, ...] = ()
    ) -> int:
        """Add a paragraph; return its block id, 0 where it says nothing."""
        return self._add(BlockKind.PARAGRAPH, runs=_runs(words), indent=indent, align=align, anchors=anchors)

    def item(self, words: Words, *, marker: str = "•", level: int = 0, anchors: tuple[str, ...] = ()) -> int:
        """Add an item of a list, `level` deep from 0; return its block id."""
        return self._add(BlockKind.ITEM, runs=_runs(words), marker=marker, level=level, anchors=anchors)

    def preformatted(self, text: str) -> int:
        """Add lines that are kept as they are; return their block id."""
        return self._add(BlockKind.PREFORMATTED, runs=(Run(text),))

    def page_break(self) -> int:
        """Begin a new page; return the block id."""
        return self._add(BlockKind.PAGE_BREAK, runs=())

    def extend(self, blocks: Iterable[Block]) -> None:
        """Add blocks made elsewhere, numbered anew; tables without rows are none."""
        for block in blocks:
            if block.table is not None and not block.table.rows:
                continue
            self._last += 1
            table = block.table and replace(
                block.table,
                rows=tuple(row._replace(id=self._last + at) for at, row in enumerate(block.table.rows, 1)),
            )
            self._blocks.append(block._replace(id=self._last, table=table))
            self._last += len(table.rows) if table else 0

    def pairs(self, pairs: Iterable[tuple[Words, Words]], amounts: frozenset[int] = frozenset()) -> int:
        """Add labels and what they say as a table of two columns; nothing where there are none.

        `amounts` are the rows (from 0) that say an amount.
        """
        return self.table((), [(label, words) for label, words in pairs], amounts=amounts, pairs=True)

    def table(
        self,
        header: Sequence[Sequence[Words]],
        rows: Iterable[Sequence[Words]],
        *,
        right: frozenset[int] = frozenset(),
        totals: frozenset[int] = frozenset(),
        indents: Sequence[int] = (),
        amounts: frozenset[int] = frozenset(),
        pairs: bool = False,
    ) -> int:
        """Add a table; return its block id, 0 where it has no rows that say anything.

        `header` holds the rows of headings, `right` the columns (from 0) of figures, `totals` the rows below which, and
        above which, stands a rule, `amounts` the rows whose last cell is an amount; `pairs` tells a
        table of labels and what they say.
        """
        every = [*header, *rows]
        first = self._last + 1
        made: list[Row] = []
        for at, row in enumerate(every, -len(header)):
            indent = indents[at] if 0 <= at < len(indents) else 0
            if cells := _cells(row, right, at in totals, indent, at in amounts):
                made.append(Row(first + 1 + len(made), cells, header=at < 0))
        if not made:
            return 0
        table = Table(max(1, *map(len, every)), tuple(made), pairs=pairs)
        self._blocks.append(Block(first, BlockKind.TABLE, table=table))
        self._last = first + len(made)
        return first

    def tree(self, title: str = "", left_out: tuple[Left, ...] = ()) -> Tree:
        """Return what was collected."""
        return Tree(title, tuple(self._blocks), left_out)

    def _add(
        self,
        kind: BlockKind,
        *,
        runs: Line,
        level: int = 0,
        indent: int = 0,
        align: Align = Align.LEFT,
        marker: str = "",
        anchors: tuple[str, ...] = (),
    ) -> int:
        if kind in _WORDED and not any(run.text.strip() or run.picture for run in runs):
            return 0
        self._last += 1
        self._blocks.append(Block(self._last, kind, runs, level, indent, align, marker, anchors))
        return self._last


def _runs(words: Words) -> Line:
    return (Run(words),) if isinstance(words, str) else words


def lines_of(words: Words) -> tuple[Line, ...]:
    r"""Return the lines of what a cell says, without the empty ones at its ends.

    >>> [line[0].text for line in lines_of("one\ntwo")]
    ['one', 'two']
    """
    if isinstance(words, str) and "\n" not in words:
        return ((Run(words),),) if words else ()
    lines: list[list[Run]] = [[]]
    for run in _runs(words):
        first, *others = run.text.split("\n")
        if first or run.picture:
            lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=part)] if part else [] for part in others]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return tuple(tuple(line) for line in lines)


def _cells(
    row: Sequence[Words], right: frozenset[int], total: bool, indent: int, amount: bool
) -> tuple[Cell, ...]:
    above, below = (Border.SINGLE, Border.DOUBLE) if total else (Border.NONE, Border.NONE)
    return tuple(
        Cell(
            lines,
            column,
            align=Align.RIGHT if column in right else Align.LEFT,
            indent=0 if column else indent,
            above=above,
            below=below,
            amount=amount and column == len(row) - 1,
        )
        for column, words in enumerate(row)
        if (lines := lines_of(words))
    )
