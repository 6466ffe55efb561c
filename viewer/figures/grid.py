"""A table of the tree to a dense grid of typed values: a heading for each column, a level and a place for each row.

A cell is known by the block number of its row and the number of its column, so each figure leads back to the filing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from viewer.figures.cell import is_amount, unstacked, value_of, words_of
from viewer.figures.code import is_telephone, names_codes, names_pages
from viewer.figures.unit import is_unit_line
from viewer.figures.value import Value, ValueKind
from viewer.markup.outline.statements import is_statement

if TYPE_CHECKING:
    from viewer.markup.tree import Cell, Row, Table

_YEAR = re.compile(r"(?:FY\s*|Fiscal\s+)?(?:19|20)\d\d")
_CODE = re.compile(r"(?=.*\d)[0-9A-Z]{6,12}")
_TRAILING = re.compile(
    r"(?P<words>.*\S)\s+(?P<note>\(\d{1,2}\))|(?P<starred>.*[^\s*])\s*(?P<stars>\*{1,3}|[†‡]+)", re.DOTALL
)
_BARE = re.compile(r"\(\d{1,2}\)")
_FEWEST_YEARS = 2
_MARKS = re.compile(r"(?:(?:\((?:\d{1,2}|[a-z])\)|\*{1,4}|[†‡§])[\s,]*)+")
_NUMBER = re.compile(r"\d+")
_AMOUNTS = (ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.DASH)
_NOTES_HEADING = re.compile(r"(?:foot)?notes?|ref(?:erence)?s?\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the header rows joined from top to bottom, and the note marks there."""

    heading: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: the number of its block, the level of its stub, and a value for each column (`None`: an empty cell)."""

    block: int
    level: int
    values: tuple[Value | None, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """The note marks of the row's cells, each once."""
        return tuple(dict.fromkeys(mark for value in self.values if value for mark in value.notes))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of values: as many columns as each row has values. `header` are the blocks of the header rows.

    `captions` are what header rows say of the whole table, such as its unit line.
    """

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    header: tuple[int, ...] = ()
    captions: tuple[str, ...] = ()

    @property
    def figures(self) -> int:
        """How many cells hold a number."""
        return sum(1 for row in self.rows for value in row.values if value is not None and value.is_figure)


def read_grid(table: Table) -> Grid:
    """Return the values of a table; rows that the filer set as headings become the columns' headings."""
    header = [row for row in table.rows if row.header]
    body = [each for row in table.rows if not row.header for each in unstacked(row)]
    captions, spanning = _captions(header, table.columns)
    titles = frozenset(row.id for row in title_rows(header))
    headings = [
        _heading(header, column, spanning | titles if column else spanning) for column in range(table.columns)
    ]
    coded = _coded(body, headings)
    rows = [_row(row, table.columns, coded) for row in body]
    marks = frozenset(mark for heading in headings for mark in heading.notes)
    rows = _typed(rows, [heading.heading for heading in headings], marks)
    return Grid(tuple(headings), tuple(rows), tuple(row.id for row in header), captions)


def heads(header: Sequence[Row], column: int) -> Iterator[Cell]:
    """Yield the cells of header rows that stand over a column, from top to bottom."""
    for row in header:
        for cell in row.cells:
            if cell.column <= column < cell.column + cell.columns:
                yield cell


def title_rows(header: Sequence[Row]) -> Sequence[Row]:
    """Return the header rows that are the title of the table: company, statement, period, unit, one below the other.

    They stand alone at the left, above headings of which none is that of the stubs, or one of them names a statement.
    """
    alone = takewhile(lambda row: len(row.cells) == 1 and row.cells[0].column == 0, header)
    rows = list(alone)
    if not rows or len(rows) == len(header):
        return ()
    stated = any(is_statement(" ".join(row.cells[0].text.split())) for row in rows)
    titled = len(rows) > 1 and header[len(rows)].cells[0].column > 0
    return rows if stated or titled else ()


def _captions(header: Sequence[Row], columns: int) -> tuple[tuple[str, ...], frozenset[int]]:
    """Return what header rows of a single cell say of the whole table, and the blocks of these rows."""
    words, blocks = [], []
    for row in header:
        if len(row.cells) == 1:
            cell = row.cells[0]
            text = " ".join(cell.text.split())
            if (cell.column == 0 and cell.columns == columns > 1) or (cell.column and is_unit_line(text)):
                words.append(text)
                blocks.append(row.id)
    return tuple(words), frozenset(blocks)


def _heading(header: Sequence[Row], column: int, passed: frozenset[int]) -> Column:
    parts: list[str] = []
    notes: list[str] = []
    for cell in heads([row for row in header if row.id not in passed], column):
        words, marks = words_of(cell)
        words, marks = _without_trailing(words, marks)
        if words and words not in parts[-1:]:
            parts.append(words)
        notes.extend(marks)
    return Column(" ".join(parts), tuple(dict.fromkeys(notes)))


def _row(row: Row, columns: int, coded: frozenset[int]) -> GridRow:
    """Return the values of a row; what stands in a column of codes, or behind a stub that names some, is text."""
    values: list[Value | None] = [None] * columns
    level = 0
    for cell in row.cells:
        if cell.column == 0:
            level = cell.indent
            if names_codes(words_of(cell)[0]) and not any(map(is_amount, row.cells)):
                coded = frozenset(range(columns))
        values[cell.column] = value_of(cell, cell.column in coded)
    return GridRow(row.id, level, tuple(values))


def _coded(body: Sequence[Row], headings: Sequence[Column]) -> frozenset[int]:
    """Return the columns whose headings name codes, where no amount stands there."""
    named = {place for place, heading in enumerate(headings) if names_codes(heading.heading)}
    if not named:
        return frozenset()
    return frozenset(
        named
        - {cell.column for row in body for cell in row.cells if cell.column in named and is_amount(cell)}
    )


def _without_trailing(words: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return words without the note marks that stand behind them in the line: `Services (1)`, `Total*`."""
    while found := _TRAILING.fullmatch(words):
        words = found["words"] or found["starred"]
        notes = (found["note"] or found["stars"], *notes)
    return words, notes


# What a column as a whole says of its cells


@dataclass(frozen=True, slots=True)
class _Nature:
    """What the cells of a column say of each other: whether its figures only number, and which are codes or marks."""

    numbering: bool
    codes: frozenset[int]
    marks: frozenset[str]

    def is_words(self, value: Value) -> bool:
        """Whether what reads as a figure is none here."""
        is_code = value.text.isdecimal() and len(value.text) in self.codes
        return self.numbering or is_code or value.text in self.marks


def _typed(rows: list[GridRow], headings: Sequence[str], marks: frozenset[str]) -> list[GridRow]:
    """Return the rows with stubs, codes, years and note marks as the text they are."""
    marks |= {mark for row in rows for mark in row.notes}
    columns = [[row.values[place] for row in rows] for place in range(len(headings))]
    if rows and not any(headings) and not any(value and value.is_figure for value in rows[0].values):
        headings = [value.text if value else "" for value in rows[0].values]
    is_headed = any(headings) and any(
        value.is_figure and not _BARE.fullmatch(value.text) for row in rows for value in row.values if value
    )
    natures = []
    for place, column in enumerate(columns):
        before = columns[place - 1] if place else []
        shared = place > 0 and headings[place] == headings[place - 1]
        own = _own_marks(column, before, headings[place], shared) if is_headed else frozenset()
        natures.append(_nature(column, place, marks | own))
    pages = frozenset(place for place, heading in enumerate(headings) if names_pages(heading))
    done = []
    for row in rows:
        years = _is_years(row)
        texts = pages | _telephones(row)
        values = [
            _as_text(value)
            if value
            and value.is_figure
            and (years or nature.is_words(value) or _is_name(value, place in texts))
            else value
            for place, (value, nature) in enumerate(zip(row.values, natures, strict=True))
        ]
        stub = values[0]
        if stub is not None and stub.kind is ValueKind.TEXT:
            words, notes = _without_trailing(stub.text, stub.notes)
            values[0] = replace(stub, text=words, notes=notes)
        done.append(replace(row, values=tuple(values)))
    return done


def _nature(column: Sequence[Value | None], place: int, marks: frozenset[str]) -> _Nature:
    """Return the nature of a column; `(2)` is a mark where the table has such a mark and the column no other figure."""
    is_plain = any(value.is_figure and not _BARE.fullmatch(value.text) for value in column if value)
    return _Nature(not place and not _is_amounts(column), _codes(column), frozenset() if is_plain else marks)


def _own_marks(
    column: Sequence[Value | None], before: Sequence[Value | None], heading: str, shared: bool
) -> frozenset[str]:
    """Return the note marks of a column that holds nothing else: without a heading of its own, or below `Notes`.

    Each stands beside a figure in the column `before`, which may have the same, `shared` heading; or they count up.
    """
    places = [place for place, value in enumerate(column) if value and value.text != heading]
    said = [value.text for value in column if value and value.text != heading]
    if not said or not all(map(_MARKS.fullmatch, said)):
        return frozenset()
    if not _NOTES_HEADING.fullmatch(heading):
        numbers = list(dict.fromkeys(int(number) for text in said for number in _NUMBER.findall(text)))
        beside = [before[place] for place in places] if before else [None]
        is_beside = all(
            value and value.kind in (ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.DASH) for value in beside
        )
        counts_up = not heading and numbers == sorted(numbers)
        if not counts_up and not (is_beside and (shared or not heading)):
            return frozenset()
    return frozenset(said)


def _is_amounts(column: Sequence[Value | None]) -> bool:
    """Whether a first column holds nothing but figures, and not only the numbers of Items, exhibits or years."""
    filled = [value for value in column if value is not None]
    return all(value.kind is not ValueKind.TEXT for value in filled) and any(
        value.grouped or value.currency or value.kind is ValueKind.PERCENT for value in filled
    )


def _codes(column: Sequence[Value | None]) -> frozenset[int]:
    """Return how long the codes of a column are, such as CUSIP numbers: letters and digits, or a leading zero."""
    lengths = Counter(
        len(value.text)
        for value in column
        if value and value.kind is ValueKind.TEXT and _CODE.fullmatch(value.text)
    )
    return frozenset(lengths)


def _is_name(value: Value, doubtful: bool) -> bool:
    """Whether a figure in brackets or with a sign is none where a page or a telephone number stands: `(415)`, `-24`."""
    return doubtful and value.number is not None and value.number < 0


def _telephones(row: GridRow) -> frozenset[int]:
    """Return the places of area codes: in brackets, before the rest of a telephone number."""
    return frozenset(
        place
        for place, (value, after) in enumerate(pairwise(row.values))
        if value and after and is_telephone(f"{value.text} {after.text}")
    )


def _is_years(row: GridRow) -> bool:
    """Whether a row is one of headings within the table: years behind the stub, and beside them nothing but words.

    One year is enough where nothing else stands in the row.
    """
    filled = [value for value in row.values[1:] if value is not None]
    years = sum(1 for value in filled if _YEAR.fullmatch(value.text))
    if any(value.kind is not ValueKind.TEXT and not _YEAR.fullmatch(value.text) for value in filled):
        return False
    return years >= _FEWEST_YEARS or (years == len(filled) == 1 and row.values[0] is None)


def _as_text(value: Value) -> Value:
    return Value(ValueKind.TEXT, value.text, notes=value.notes)
