"""What a browser shows of an exhibit, as records: lines with their places on the page, their cells and rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from benchmarks.fidelity.words import Word, words_of

_BOLD, _KEPT, _UNDERLINED = 1, 2, 4
_HEADING, _RULED = 1, 2
_LETTER = 0.6  # of the size: how wide the letters of a typewriter are
_FULL = 0.75  # of the widest line: how far one reaches that goes on in the next


class Line(NamedTuple):
    """What stands between two breaks that the filer set, and the rectangle it takes, in pixels.

    `size` is that of the letters, `length` how wide they are, side by side; `cell` and `block` tell lines of one cell
    and of one element (-1: no cell); `blank` counts the empty lines before it; `edge` is where the last digit of a
    short line ends (0: it has none). `kept` tells one of which the filer set the ends and the spaces (`<pre>`).
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    length: float
    cell: int
    block: int
    blank: int
    edge: float
    bold: bool
    kept: bool
    underlined: bool

    @property
    def is_single(self) -> bool:
        """Whether it fits on one line of the window."""
        return self.bottom - self.top < 2 * self.size

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2

    @property
    def is_typewritten(self) -> bool:
        """Whether its letters are all as wide as each other."""
        count = len(self.text.strip(" "))
        return abs(self.length / count - _LETTER * self.size) < 0.01 * self.size

    def is_beside(self, other: Line) -> bool:
        """Whether another line stands to the left or right of this one, at the same height."""
        level = self.top < other.bottom - 1 and other.top < self.bottom - 1
        return level and (self.right <= other.left + 1 or other.right <= self.left + 1)


class Cell(NamedTuple):
    """One cell of a table: the row it stands in, its rectangle, whether it is a heading by its tag, a rule below it."""

    row: int
    left: float
    top: float
    right: float
    bottom: float
    heading: bool
    ruled: bool


class Row(NamedTuple):
    """One row of a table: which table, whether it stands in the table's head, and the cell around the table (-1)."""

    table: int
    head: bool
    around: int


@dataclass(frozen=True)
class Shown:
    """A page: its lines in the order of the markup, its cells and its rows; places in the lists are their numbers."""

    lines: list[Line]
    cells: list[Cell] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @classmethod
    def read(cls, answer: dict[str, Any]) -> Shown:
        """Read what `look.js` answered."""
        lines = []
        for *filed, flags, edge in answer["lines"]:
            set_as = [bool(flags & flag) for flag in (_BOLD, _KEPT, _UNDERLINED)]
            lines.append(Line._make([*filed, edge, *set_as]))
        cells = [
            Cell._make([*place, bool(flags & _HEADING), bool(flags & _RULED)])
            for *place, flags in answer["cells"]
        ]
        return cls(lines, cells, [Row(table, bool(head), around) for table, head, around in answer["rows"]])

    @cached_property
    def words(self) -> list[Word]:
        """The words of all lines; `line` is the number of the line."""
        return [word for number, line in enumerate(self.lines) for word in words_of(line.text, number)]

    @cached_property
    def spans(self) -> list[range]:
        """Of each line, the places of its words in `words`."""
        spans, start = [], 0
        counts: dict[int, int] = defaultdict(int)
        for word in self.words:
            counts[word.line] += 1
        for number in range(len(self.lines)):
            spans.append(range(start, start + counts[number]))
            start += counts[number]
        return spans

    @cached_property
    def typed_on(self) -> set[int]:
        """The typewritten lines that go on in the next: it stands close below, and they reach about as far as any."""
        found: set[int] = set()
        run: list[int] = []
        for number, line in enumerate(self.lines):
            before = self.lines[run[-1]] if run else line
            is_next = line.cell == before.cell and abs(line.top - before.bottom) < before.size / 2
            if not line.is_typewritten or (run and not is_next):
                found.update(self._full(run))
                run = []
            if line.is_typewritten:
                run.append(number)
        return found | set(self._full(run))

    def _full(self, run: list[int]) -> list[int]:
        """Return the lines of a run, but the last, that reach nearly as far as the widest."""
        widest = max((self.lines[number].right for number in run), default=0.0)
        return [number for number in run[:-1] if self.lines[number].right >= _FULL * widest]

    @cached_property
    def row_lines(self) -> dict[int, list[int]]:
        """The numbers of the lines of each row that has words, those of tables within it among them."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            cell = line.cell
            while cell >= 0:
                row = self.cells[cell].row
                found[row].append(number)
                cell = self.rows[row].around
        return found

    @cached_property
    def row_cells(self) -> dict[int, dict[int, list[int]]]:
        """Of each row of an innermost table, the numbers of the lines of each cell that has words."""
        around = {
            self.cells[row.around].row for row in (self.rows[r] for r in self.row_lines) if row.around >= 0
        }
        found: dict[int, dict[int, list[int]]] = {}
        for row, lines in self.row_lines.items():
            if row not in around:
                cells: dict[int, list[int]] = defaultdict(list)
                for number in lines:
                    cells[self.lines[number].cell].append(number)
                found[row] = dict(cells)
        return found

    @cached_property
    def wide_tables(self) -> set[int]:
        """The tables that have a row with words in several cells."""
        return {
            self.rows[row].table
            for row, lines in self.row_lines.items()
            if len({self._cell(n, row) for n in lines}) > 1
        }

    def _cell(self, number: int, row: int) -> int:
        """Return the cell of a row that a line stands in, perhaps within a table in it."""
        cell = self.lines[number].cell
        while self.cells[cell].row != row:
            cell = self.rows[self.cells[cell].row].around
        return cell
