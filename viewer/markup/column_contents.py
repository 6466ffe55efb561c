"""The cells of a table as filed to what its columns hold: words, numbers, or marks of notes alone.

A cell with a sign or a mark is told by these: whether it belongs to the figure beside it, or to a column of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.markup.cells import FiledCell
    from viewer.markup.grid import TableDraft

TRAIL = re.compile(r"\)?\s*%?\s*\)?|\)\s*(?:\(\w{1,2}\)|[*†‡]+)")
"""What closes or marks the figure before it."""

_MARK = re.compile(r"\((\d{1,2}|[a-z])\)")
_WORDS = re.compile(r"[A-Za-z]{4}")
_NUMBER = re.compile(r"^\s*[($]*\s*[\d.]*\d")
# So many note marks that count up are no losses.
_FEWEST_MARKS = 3


class ColumnContents:
    """What stands in the columns of one table, worked out when it is first asked for; a cell is in it by its words."""

    __slots__ = ("_few", "_noted", "_numbered", "_places", "_table")

    def __init__(self, table: TableDraft) -> None:
        self._table = table
        self._places: set[tuple[int, int]] | None = None
        self._numbered: set[tuple[int, int]] | None = None
        self._noted: set[tuple[int, int]] | None = None
        self._few: dict[int, bool] = {}

    def __contains__(self, cell: FiledCell) -> bool:
        """Whether the column of a cell holds words elsewhere: what is in it is then no mark of what is beside it."""
        if self._places is None:
            self._places = self._holding(_WORDS)
        return (cell.start, cell.end) in self._places

    def is_numbered(self, cell: FiledCell) -> bool:
        """Whether the column of a cell holds numbers elsewhere: a sign of percent is then what they are headed by."""
        if self._numbered is None:
            self._numbered = self._holding(_NUMBER)
        return (cell.start, cell.end) in self._numbered

    def is_of_notes(self, cell: FiledCell) -> bool:
        """Whether the column of a cell holds nothing but note marks, which in one column count up: (1), (2), (5)."""
        if self._noted is None:
            marks: dict[tuple[int, int], list[str]] = {}
            for each in (draft for row in self._table.rows for draft in row.cells):
                marks.setdefault((each.start, each.end), []).append(each.blocks[0].text)
            noted = {place: found for place, found in marks.items() if all(map(_MARK.fullmatch, found))}
            self._noted = set(noted) if any(map(_count_up, noted.values())) else set()
        if cell.start not in self._few:
            self._few[cell.start] = self._is_of_few_marks(cell.start)
        return (cell.start, cell.end) in self._noted or self._few[cell.start]

    def _is_of_few_marks(self, start: int) -> bool:
        """Whether nothing but marks and closing signs begins in a column, beside few of the figures before it."""
        marks = figures = 0
        for each in (draft for row in self._table.rows for draft in row.cells):
            if each.start == start and each.text:
                if not (_MARK.fullmatch(each.text) or TRAIL.fullmatch(each.text)):
                    return False
                marks += each.text[0] == "("
            figures += each.end == start and each.figure
        return 2 * marks <= figures

    def _holding(self, pattern: re.Pattern[str]) -> set[tuple[int, int]]:
        cells = (cell for row in self._table.rows for cell in row.cells)
        return {(each.start, each.end) for each in cells if pattern.search(each.blocks[0].text)}


def _count_up(texts: list[str]) -> bool:
    marks = [text.rjust(4) for text in texts]
    return len(set(marks)) >= _FEWEST_MARKS and marks == sorted(marks)
