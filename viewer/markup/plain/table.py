"""The lines of a table of a plain text to a grid, where its columns can be told; else to lines kept as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.markup.plain.body import BodyCell, BodyReader, BodyRow
from viewer.markup.plain.columns import Columns, Placed, find_columns
from viewer.markup.plain.heading import Header, HeadRow, read_header
from viewer.markup.plain.piece import Piece, RowPiece
from viewer.markup.plain.segment import Segment, is_drawn, is_figure, is_rule, is_year, segments
from viewer.markup.tree import Align, BlockKind, Cell, Run

_ODD_SHARE = 12
_DEEPEST = 9
_LONGEST_HEADER = 12
_FEW_ROWS = 4
_STUB = 16
_FAR = 4
_FEWEST_ROWS = 3


def read_section(
    lines: Sequence[str], ruler: int, tags: Sequence[int], strict: bool = False
) -> list[Piece] | None:
    """Return titles and table of a section, `None` where its columns cannot be told.

    `ruler` is the line that follows the tags (below 0 where there are none), `tags` where they stand. Lines that no tag
    calls a table are read `strict`: with columns of figures, all of them in their place, and nothing left over.
    """
    if strict and len(lines) - lines.count("") < _FEWEST_ROWS:
        return None
    section = _Section.of(lines, ruler, strict)
    marks = _marks(section.drawn[: section.start or _LONGEST_HEADER], tags)
    for columns in find_columns(section.numbers, marks):
        made = _read(section, columns)
        if made is not None:
            return made
    return None


@dataclass(slots=True)
class _Section:
    """The lines of a section, what they say, the rules among them, and which lines hold figures.

    `start` is where the body begins if the header is `fixed` by a ruler; from `first` to `last` there are figures, and
    `numbers` are the lines there that tell columns.
    """

    lines: Sequence[str]
    parsed: Sequence[Sequence[Segment]]
    drawn: Sequence[Sequence[Segment]]
    start: int
    fixed: bool
    first: int
    last: int
    numbers: Sequence[Sequence[Segment]]
    strict: bool

    @classmethod
    def of(cls, lines: Sequence[str], ruler: int, strict: bool) -> _Section:
        """Take the lines apart; `ruler` is the line that follows the tags."""
        every = [segments(line) for line in lines]
        drawn = [parts if is_rule(line) else () for line, parts in zip(lines, every, strict=True)]
        parsed = [() if rules else parts for rules, parts in zip(drawn, every, strict=True)]
        start = max(ruler, 0)
        fixed = any(parsed[:start])
        figured = [_is_figure_line(parts) for parts in parsed]
        first = start if fixed else _first_figures(parsed, figured)
        last = _last_figures(figured)
        numbers = [parsed[place] for place in range(first, last) if len(parsed[place]) > 1 or figured[place]]
        return cls(lines, parsed, drawn, start, fixed, first, last, numbers, strict)


def _read(section: _Section, columns: Columns) -> list[Piece] | None:
    """Return titles and table of a section by its columns, `None` where its lines do not keep to them."""
    lines, parsed = section.lines, section.parsed
    placed = [[columns.split(part) for part in parts] for parts in parsed]
    start = section.start if section.fixed else _implied_header(section, columns, placed)
    figures = _figure_columns(placed[start:], len(columns))
    if section.strict and not figures - {0}:
        return None
    header = read_header(lines[:start], columns, 0 not in figures)
    end = _body_end(parsed, columns, start, section.last)
    if section.strict and end < len(lines):
        return None
    texts = frozenset(range(1, len(columns))) - figures
    reader = BodyReader(columns, _stub_end(lines[start:end], parsed[start:end], columns), texts)
    reader.read(lines[:end], parsed, placed, start, section.strict)
    filled = [row for row in reader.rows if len(row.cells) > 1]
    if reader.odd > len(filled) // _ODD_SHARE or len(filled) + bool(header.rows) < 2:
        return None
    if section.strict and (reader.odd or not _is_sure(filled, figures - {0})):
        return None
    table = _Table(lines, columns, header, reader.rows, figures)
    return [*table.titles(), *table.pieces(end)]


def _marks(parsed: Sequence[Sequence[Segment]], tags: Sequence[int]) -> Sequence[int]:
    """Return where columns begin: by the rules below the headings where each has one, else by the ruler's tags."""
    for parts in reversed(parsed):
        if len(parts) > 1 and all(is_drawn(part.text) for part in parts):
            return [part.start for part in parts] if len(parts) >= len(tags) - 1 else tags
    return tags


def _implied_header(section: _Section, columns: Columns, placed: Sequence[Sequence[Placed]]) -> int:
    """Return where the body begins when no ruler says it: behind headings over the columns, or a rule below them.

    Over columns of figures words are headings even if others stand over the stubs next to them.
    """
    lines = section.lines
    figures = _figure_columns(placed[section.first :], len(columns))
    end = 0
    over = False
    bare = True
    for place, parts in enumerate(section.parsed[:_LONGEST_HEADER]):
        if any(part.figure and not is_year(part.text) for part in parts):
            break
        over = over or _is_over(parts, columns)
        bare = bare and not (parts and parts[0].start < columns.ends[0])
        behind = {column for pieces in placed[place][1:] for column, _ in pieces}
        heading = place < section.first and behind and behind <= figures
        if over and lines[place] and (bare or not parts or heading):
            end = place + 1
    return end if end < len(lines) else 0


def _is_over(parts: Sequence[Segment], columns: Columns) -> bool:
    return bool(parts) and parts[-1].start >= columns.cuts[1]


def _figure_columns(placed: Sequence[Sequence[Placed]], count: int) -> frozenset[int]:
    """Return the columns, of `count`, that hold more figures than words."""
    score = [0] * count
    for parts in placed:
        alone = len(parts) == 1
        for pieces in parts:
            for column, piece in pieces:
                if piece.figure:
                    score[column] += 1
                elif column or not alone:
                    score[column] -= 1
    return frozenset(column for column, value in enumerate(score) if value > 0)


def _stub_end(lines: Sequence[str], parsed: Sequence[Sequence[Segment]], columns: Columns) -> int:
    """Return how far stubs reach, with their leaders, in lines that hold more than a stub."""
    ends = [
        len(line[: parts[1].start].rstrip())
        for line, parts in zip(lines, parsed, strict=True)
        if len(parts) > 1 and parts[0].end <= columns.starts[1]
    ]
    return max(ends, default=columns.ends[0])


def _is_figure_line(parts: Sequence[Segment]) -> bool:
    """Whether a line says a figure that is not part of a text."""
    if len(parts) < 2:
        return len(parts) == 1 and parts[0].start > _STUB and parts[0].figure
    return any(part.figure for part in parts[1:])


def _first_figures(parsed: Sequence[Sequence[Segment]], figured: Sequence[bool]) -> int:
    """Return the first line with figures that are not years; of a table without figures, the first line."""
    first, found = 0, 0
    for place, parts in enumerate(parsed):
        if figured[place] and not all(is_year(part.text) for part in parts[1:] or parts):
            first = first if found else place
            found += 1
            if found > 1:
                return first
    return 0


def _last_figures(figured: Sequence[bool]) -> int:
    """Return the line behind the last one with figures; of a table without figures, the end."""
    if sum(figured) < 2:
        return len(figured)
    return len(figured) - list(reversed(figured)).index(True)


def _body_end(parsed: Sequence[Sequence[Segment]], columns: Columns, start: int, last: int) -> int:
    """Return where the body ends, of which `last` is behind its figures: notes as wide as the table are no rows."""
    if last == len(parsed):
        last = max((place + 1 for place, parts in enumerate(parsed) if len(parts) > 1), default=last)
    behind = [parts for parts in parsed[last:] if parts]
    if last <= start or not any(_is_note(parts, columns) for parts in behind):
        return len(parsed)
    # The rules below the last row are still the table's.
    while last < len(parsed) and not parsed[last]:
        last += 1
    return last


def _is_note(parts: Sequence[Segment], columns: Columns) -> bool:
    """Whether a line is as wide as the table, and does not end where the figures do, far from its other words."""
    wide = parts[0].start < columns.ends[0] and parts[-1].end > columns.starts[1]
    row = len(parts) > 1 and parts[-1].start - parts[-2].end > _FAR and parts[-1].end == columns.ends[-1]
    return wide and not row


def _is_sure(rows: Sequence[BodyRow], figures: frozenset[int]) -> bool:
    """Whether nearly all that stands in the columns of figures are figures, row below row."""
    said = [row.cells[k].lines[0] for row in rows for k in figures if k in row.cells]
    sure = sum(map(is_figure, said))
    return bool(figures) and len(rows) >= _FEWEST_ROWS and sure >= _FEWEST_ROWS and 10 * sure >= 9 * len(said)


class _Table:
    """Puts header and rows into pieces with their lines."""

    def __init__(
        self,
        lines: Sequence[str],
        columns: Columns,
        header: Header,
        rows: list[BodyRow],
        figures: frozenset[int],
    ) -> None:
        self._lines, self._columns, self._header, self._rows, self._figures = (
            lines,
            columns,
            header,
            rows,
            figures,
        )
        lefts = {
            row.left for row in rows if 0 in row.cells and not is_figure(row.cells[0].lines[0].rstrip("."))
        }
        self._levels = {left: level for level, left in enumerate(sorted(lefts))}

    def titles(self) -> list[Piece]:
        """Return the lines over the table that stand over all of it."""
        lines = self._lines[: self._header.titles]
        words = [" ".join(line.split()) for line in lines if line and not is_rule(line)]
        if not words:
            return []
        return [Piece(BlockKind.PARAGRAPH, "\n".join(words), "\n".join(lines), align=Align.CENTER)]

    def pieces(self, end: int) -> list[Piece]:
        """Return the table as a piece, its rows with their lines up to `end`."""
        head = [(row.line, self._head_cells(row), True) for row in self._header.rows]
        body = [(row.line, self._body_cells(row), False) for row in self._rows]
        rows = [*head, *body]
        start = self._header.titles if any(self._lines[: self._header.titles]) else 0
        starts = [start, *(line for line, _, _ in rows[1:]), end]
        layout = not self._figures and (not head or len(rows) <= _FEW_ROWS)
        done = tuple(
            RowPiece(cells, header and not layout, "\n".join(self._lines[a:b]))
            for (_, cells, header), a, b in zip(rows, starts, starts[1:], strict=False)
        )
        return [Piece(BlockKind.TABLE, rows=done, columns=len(self._columns), layout=layout)]

    def _head_cells(self, row: HeadRow) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                tuple((Run(line),) for line in cell.lines),
                cell.first,
                cell.last - cell.first + 1,
                align=self._over(cell.first, cell.last),
                below=cell.below,
            )
            for cell in row.cells
        )

    def _over(self, first: int, last: int) -> Align:
        """Return how a heading is set: over several columns in the middle, over figures right."""
        if first != last:
            return Align.CENTER
        return Align.RIGHT if first in self._figures else Align.LEFT

    def _body_cells(self, row: BodyRow) -> tuple[Cell, ...]:
        columns = sorted(row.cells)
        done = []
        for column in columns:
            cell = row.cells[column]
            lines = tuple([(Run(line),) for line in cell.lines])
            span, indent = 1, 0
            if not column:
                free = columns[1] if len(columns) > 1 else len(self._columns)
                span = min(cell.last + 1, free)
                indent = min(self._levels.get(row.left, 0), _DEEPEST)
            done.append(Cell(lines, column, span, 1, self._set(column, cell), indent, cell.above, cell.below))
        return tuple(done)

    def _set(self, column: int, cell: BodyCell) -> Align:
        """Return how a cell is set: figures right, and short words that end where the figures end."""
        if column not in self._figures:
            return Align.LEFT
        ends = abs(cell.end - self._columns.ends[column]) <= 1
        return Align.RIGHT if ends or is_figure(cell.lines[0]) else Align.LEFT
