"""A financial data schedule (exhibit 27, until 2001) to a table: `<TAG> value` line by line, its words as the stub.

The lines stay as filed beside it, tags and all: they are what the text writes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.markup.plain.measure import Measure
from viewer.markup.plain.piece import Piece, RowPiece
from viewer.markup.plain.prose import prose
from viewer.markup.plain.segment import is_figure
from viewer.markup.tree import Align, BlockKind, Cell, Run

_TAGGED = re.compile(r"\s*<(?P<name>[A-Za-z][A-Za-z0-9&/.-]*)>(?P<values>.*)")
_LAYOUT = re.compile(r"</?(?:TABLE|S|C|PAGE|CAPTION|LEGEND)>", re.IGNORECASE)
_ARTICLE = re.compile(r"^[ \t]*<ARTICLE>", re.IGNORECASE | re.MULTILINE)
_LINE = re.compile(r"^[ \t]*<[A-Za-z][A-Za-z0-9&-]*>[ \t]+\S", re.MULTILINE)
# Words of tags that are abbreviations: basic earnings per share, other stockholders' equity, cost of goods sold.
_ABBREVIATIONS = frozenset(
    ["AFS", "CGS", "CIK", "DAC", "EPS", "HTM", "LIFO", "NAV", "NII", "PP&E", "REIT", "SE", "SIC", "US"]
)
_LONGEST = 200_000
_FEWEST = 5


def is_schedule(text: str) -> bool:
    """Whether a text is a financial data schedule."""
    return len(text) < _LONGEST and _ARTICLE.search(text) is not None and len(_LINE.findall(text)) >= _FEWEST


def read_schedule(text: str) -> tuple[list[Piece], int]:
    """Return the pieces of a schedule, and how many layout tags were left out."""
    lines, tags = _lines(text)
    pieces: list[Piece] = []
    start = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines) and (not lines[place] or _is_row(lines[place]) == _kind(lines, start, place)):
            continue
        run = lines[start:place]
        if any(map(_is_row, run)):
            pieces.append(_table(run))
        else:
            pieces.extend(prose(run, Measure()))
        start = place
    return pieces, tags


def _lines(text: str) -> tuple[list[str], int]:
    """Return the lines of a schedule without layout tags, and how many of those there were."""
    lines: list[str] = []
    tags = 0
    for filed in text.replace("\r\n", "\n").replace("\r", "\n").expandtabs().split("\n"):
        line, count = _LAYOUT.subn(lambda tag: " " * len(tag[0]), filed)
        tags += count
        if line.strip() or not count:
            lines.append(line.rstrip())
    return lines, tags


def _is_row(line: str) -> bool:
    return _TAGGED.fullmatch(line) is not None


def _kind(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether the run from `start` to `end` is one of tagged lines; blank lines are of either kind."""
    return next((_is_row(line) for line in lines[start:end] if line), _is_row(lines[end]))


def _table(lines: Sequence[str]) -> Piece:
    """Return tagged lines as a table: names in the first column, values in those behind it."""
    rows: list[RowPiece] = []
    waiting: list[str] = []
    columns = 2
    for line in lines:
        found = _TAGGED.fullmatch(line)
        waiting.append(line)
        if not found:
            continue
        values = _values(found["values"])
        columns = max(columns, 1 + len(values))
        cells = [Cell(((Run(_label(found["name"])),),), 0)]
        for column, value in enumerate(values, 1):
            cells.append(Cell(((Run(value),),), column, align=Align.RIGHT))
        rows.append(RowPiece(tuple(cells), False, "\n".join(waiting)))
        waiting = []
    if waiting:
        rows[-1].filed += "\n" + "\n".join(waiting)
    return Piece(BlockKind.TABLE, rows=tuple(rows), columns=columns)


def _label(tag: str) -> str:
    """Return the words of a tag.

    >>> _label("TOTAL-ASSETS"), _label("EPS-PRIMARY"), _label("PP&E")
    ('Total assets', 'EPS primary', 'PP&E')
    """
    words = [word if word in _ABBREVIATIONS else word.lower() for word in tag.upper().split("-")]
    label = " ".join(filter(None, words))
    return label[:1].upper() + label[1:]


def _values(said: str) -> list[str]:
    """Return the values behind a tag: one name, or a figure for each period."""
    words = said.split()
    if len(words) > 1 and all(is_figure(word) for word in words):
        return words
    return [" ".join(part.split()) for part in re.split(r" {2,}", said.strip()) if part]
