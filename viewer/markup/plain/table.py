"""The lines of a table of a plain text to a grid, where its columns can be told; else to lines kept as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.markup.plain.body import BodyReader
from viewer.markup.plain.columns import Columns, Placed, find_columns
from viewer.markup.plain.grid import Grid
from viewer.markup.plain.heading import read_header
from viewer.markup.plain.section import Section, Trust, finest, marks, telling
from viewer.markup.plain.segment import Segment, is_year

if TYPE_CHECKING:
    from viewer.markup.plain.piece import Piece

_ODD_SHARE = 12
_LONGEST_HEADER = 12
_FAR = 4
_TWICE = 3
_FEWEST_LINES = 3
# How many rows a table has at least, and how many figures.
_FEWEST = {Trust.FRAMED: (1, 1), Trust.HEADED: (2, 2), Trust.BARE: (3, 3)}


def read_section(
    lines: Sequence[str],
    ruler: int,
    tags: Sequence[int],
    trust: Trust = Trust.TAGGED,
    parsed: Sequence[Sequence[Segment] | None] = (),
) -> list[Piece] | None:
    """Return titles and table of a section, `None` where its columns cannot be told.

    `ruler` is the line that follows the tags (below 0 where there are none), `tags` where they stand; `parsed` are the
    segments of lines that were taken apart before. Lines that no tag calls a table are read strictly: with columns of
    figures, nearly all of them in their place, and nothing left over.
    """
    if trust is not Trust.TAGGED and len(lines) - lines.count("") < _FEWEST_LINES:
        return None
    section = Section.of(lines, ruler, trust, parsed or [None] * len(lines))
    above = section.drawn[: section.start or _LONGEST_HEADER]
    starts, rules = marks(above, tags), finest(above)
    if trust is not Trust.TAGGED and not starts:
        starts = marks(section.drawn, ())
    for numbers in telling(section):
        for columns in find_columns(numbers, starts, trust is Trust.TAGGED):
            made = _read(section, columns.with_empty(rules), rules)
            if made is not None:
                return made
    return None


def _read(section: Section, columns: Columns, rules: Sequence[Segment]) -> list[Piece] | None:
    """Return titles and table of a section by its columns, `None` where its lines do not keep to them.

    `rules` are those below its headings: the first says how far stubs may reach.
    """
    lines, parsed = section.lines, section.parsed
    placed = [columns.place(parts) if parts else [] for parts in parsed]
    strict = section.trust is not Trust.TAGGED
    known = section.fixed or section.trust is Trust.BARE
    start = section.start if known else _implied_header(section, columns, placed)
    score = _Score.of(placed[start:], len(columns))
    figures = score.columns
    if strict and not (figures - {0} and score.sure):
        return None
    above = [parts or rules for parts, rules in zip(parsed[:start], section.drawn, strict=False)]
    header = read_header(above, columns, 0 not in figures)
    end = _body_end(parsed, columns, start, section.last)
    if strict and end < len(lines):
        return None
    texts = frozenset(range(1, len(columns))) - figures
    reach = rules[0].end if rules and rules[0].end <= columns.starts[1] else 0
    reach = max(reach, _stub_end(lines[start:end], parsed[start:end], columns))
    reader = BodyReader(columns, reach, texts)
    reader.read(lines[:end], parsed, placed, start)
    filled = [row for row in reader.rows if len(row.cells) > 1]
    if reader.odd > len(filled) // _ODD_SHARE or len(filled) + bool(header.rows) < 2:
        return None
    if strict and (len(filled) < _FEWEST[section.trust][0] or score.figures < _FEWEST[section.trust][1]):
        return None
    table = Grid(lines, columns, header, reader.rows, figures)
    return [*table.titles(), *table.pieces(end)]


def _implied_header(section: Section, columns: Columns, placed: Sequence[Sequence[Placed]]) -> int:
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
    return _Score.of(placed, count).columns


@dataclass(slots=True)
class _Score:
    """Which columns hold more figures than words, how many figures those behind the stubs hold, and if it is `sure`.

    It is not where words stand among these figures, or a column often has two of them in one line.
    """

    columns: frozenset[int]
    figures: int
    sure: bool

    @classmethod
    def of(cls, placed: Sequence[Sequence[Placed]], count: int) -> _Score:
        """Count figures and words in `count` columns."""
        figures = [0] * count
        words = [0] * count
        twice = [0] * count
        for parts in placed:
            last = -1
            for pieces in parts:
                for column, piece in pieces:
                    if column == last:
                        twice[column] += 1
                    if piece.figure and column != last:
                        figures[column] += 1
                    else:
                        words[column] += 1  # So do two figures in one column.
                    last = column
            if len(parts) == 1 and not parts[0][0][0]:
                words[0] -= sum(not piece.figure for column, piece in parts[0] if not column)
        columns = frozenset(k for k in range(count) if figures[k] > words[k])
        others = sum(words[k] for k in columns if k)
        said = sum(figures[k] for k in columns if k)
        parted = all(_TWICE * twice[k] <= figures[k] + words[k] for k in range(1, count))
        return cls(columns, said, parted and 9 * others <= said)


def _stub_end(lines: Sequence[str], parsed: Sequence[Sequence[Segment]], columns: Columns) -> int:
    """Return how far stubs reach, with their leaders, in lines that hold more than a stub."""
    ends = [
        len(line[: parts[1].start].rstrip())
        for line, parts in zip(lines, parsed, strict=True)
        if len(parts) > 1 and parts[0].end <= columns.starts[1]
    ]
    return max(ends, default=columns.ends[0])


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
