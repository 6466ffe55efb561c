"""A cell of a table to its value: its words on one line, note marks apart, and where they are no figure after all."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.figures.value import Value, ValueKind, read_value
from viewer.markup.tree import told_apart

if TYPE_CHECKING:
    from viewer.markup.tree import Cell, Line, Row

_RAISED = re.compile(
    r"\(?\s*(?:\d{1,2}|[A-Za-z]{1,2}|[*†‡§#]{1,4})\s*\)?(?:\s*,?\s*\(?(?:\d{1,2}|[A-Za-z])\)?)*"
)
_MARK = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z]{1,2}|[*†‡§#]+)\s*\)?")
_STARRED = re.compile(r"(?P<words>.*[^\s*†‡])\s*(?P<stars>\*{1,3}|[†‡]+)[\s,]*")
_TEN = re.compile(r"(?<![\d.,])10$")


def value_of(cell: Cell, coded: bool = False) -> Value | None:
    """Return what a cell says, None where it says nothing; one that is `coded` says text or a dash."""
    words, notes = words_of(cell)
    if not (words or notes):
        return None
    if coded or _is_power(cell):
        return _filed_words(cell, words, notes)
    value = read_value(words, notes)
    return (
        Value(ValueKind.TEXT, value.text, notes=value.notes)
        if value.is_figure and _is_stacked(cell)
        else value
    )


def is_amount(cell: Cell) -> bool:
    """Whether a cell says an amount and no code: its digits are grouped, or money, or a percentage."""
    value = read_value(words_of(cell)[0])
    return value.grouped or bool(value.currency) or value.kind is ValueKind.PERCENT


def words_of(cell: Cell) -> tuple[str, tuple[str, ...]]:
    """Return the words of a cell on one line, and the marks that are set raised behind them."""
    lines, notes = [], []
    for line in cell.lines:
        words, marks = _line_words(line)
        lines.append(words)
        notes += marks
    return " ".join(" ".join(lines).split()), tuple(notes)


def _line_words(line: Line) -> tuple[str, list[str]]:
    words: list[tuple[str, bool]] = []
    notes: list[str] = []
    for run in line:
        mark = run.text.strip()
        if run.style.superscript and mark and _RAISED.fullmatch(mark):
            notes += [" ".join(found.group().split()) for found in _MARK.finditer(mark)]
        else:
            words.append((run.text, run.style.strike))
    return told_apart(words), notes


def _filed_words(cell: Cell, words: str, notes: tuple[str, ...]) -> Value:
    """Return a cell as the text it is; a dash in place of a code stays a dash, an exponent stays where it was."""
    read = read_value(words, notes)
    if read.kind is ValueKind.DASH:
        return read
    if _is_power(cell):
        return Value(ValueKind.TEXT, " ".join(cell.said.split()))
    if starred := _STARRED.fullmatch(words):
        words, notes = starred["words"], (starred["stars"], *notes)
    return Value(ValueKind.TEXT, words, notes=notes)


def _is_power(cell: Cell) -> bool:
    """Whether raised digits right behind a ten may be its exponent: `10⁶` is neither 106 nor 10."""
    return any(
        _TEN.search(left.text) and right.style.superscript and right.text.strip().isdecimal()
        for line in cell.lines
        for left, right in pairwise(line)
    )


def _is_stacked(cell: Cell) -> bool:
    """Whether figures stand one below the other in a cell: their digits are not those of one number."""
    lines = [_line_words(line)[0] for line in cell.lines] if len(cell.lines) > 1 else []
    return sum(any(map(str.isdigit, words)) for words in lines) > 1


def unstacked(row: Row) -> list[Row]:
    """Return a row whose figures stand one below the other in their cells as so many rows, each with the row's block.

    Only where all such cells have the same number of lines. A stub of as many lines is parted with them; other words
    stay in the first row.
    """
    tall = [cell for cell in row.cells if len(cell.lines) > 1 and cell.column and _is_all_figures(cell)]
    count = len(tall[0].lines) if tall else 1
    if count == 1 or any(len(cell.lines) != count for cell in tall):
        return [row]
    parted = [cell for cell in row.cells if cell in tall or (not cell.column and len(cell.lines) == count)]
    if any(
        cell not in parted and cell.column and read_value(words_of(cell)[0]).is_figure for cell in row.cells
    ):
        return [row]
    done = []
    for at in range(count):
        cells = [
            cell._replace(lines=cell.lines[at : at + 1]) if cell in parted else cell
            for cell in row.cells
            if cell in parted or not at
        ]
        done.append(row._replace(cells=tuple(cells)))
    return done


def _is_all_figures(cell: Cell) -> bool:
    values = [read_value(_line_words(line)[0]) for line in cell.lines]
    return all(value.is_figure or value.kind is ValueKind.DASH for value in values)
