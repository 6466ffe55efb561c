"""Pieces of a plain text, in order, to the blocks of a tree: numbered, page numbers and running lines told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from viewer.markup.held import in_columns
from viewer.markup.tree import PLAIN, Align, Block, BlockKind, Cell, Row, Run, Style, Table

PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]*\s*(?:[A-Z]{1,3}-)?(?:\d{1,4}|[ivxl]{1,6})(?:\s+of\s+\d{1,4})?\s*[-–—]*\.?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"(?:part|item|article|section|note|schedule|exhibit|annex|proposal)\b", re.IGNORECASE)
_UNDERLINED = Style(underline=True)
_RUNNING = 100
# A star behind a word, or by itself in a column.
_STARRED = re.compile(r"[\w.,)%\"']\*(?!\*)|  \*(?=\s*$|  )", re.MULTILINE)
_FAR_ABOVE = 30
_FEWEST_PAGES = 3


@dataclass(slots=True)
class RowPiece:
    """A row of a table before it has its number."""

    cells: tuple[Cell, ...]
    header: bool
    filed: str


@dataclass(slots=True)
class Piece:
    """A block before it has its number. `filed` are its lines, with the blank ones before it."""

    kind: BlockKind
    text: str = ""
    filed: str = ""
    level: int = 0
    indent: int = 0
    align: Align = Align.LEFT
    marker: str = ""
    furniture: bool = False
    underlined: bool = False
    rows: tuple[RowPiece, ...] = ()
    columns: int = 0
    layout: bool = False


def lead(pieces: Sequence[Piece], blank: int) -> None:
    """Put blank lines before the first of the pieces that has lines."""
    for piece in pieces if blank else ():
        first = piece.rows[0] if piece.rows else piece
        if first.filed:
            first.filed = "\n" * blank + first.filed
            return


def mark_notes(pieces: Sequence[Piece]) -> None:
    """Make notes of items marked with stars where a word or a figure not far above has the star; others are bullets."""
    starred = -_FAR_ABOVE
    marks = [piece.marker for piece in pieces]
    for place, piece in enumerate(pieces):
        if piece.marker and not piece.marker.strip("*"):
            beside = marks[max(place - 1, 0) : place] + marks[place + 1 : place + 2]
            bullet = piece.marker == "*" and "*" in beside
            if not bullet and (len(piece.marker) > 1 or place - starred < _FAR_ABOVE):
                piece.kind, piece.level = BlockKind.PARAGRAPH, 0
                piece.text, piece.marker = f"{piece.marker} {piece.text}", ""
                starred = -_FAR_ABOVE
        elif any("*" in part.filed and _STARRED.search(part.filed) for part in piece.rows or (piece,)):
            starred = place


def blocks(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Return the blocks; pages at either end of the text that hold nothing are gone."""
    start, end = 0, len(pieces)
    while start < end and pieces[start].kind is BlockKind.PAGE_BREAK:
        start += 1
    while start < end and pieces[end - 1].kind is BlockKind.PAGE_BREAK:
        end -= 1
    pieces = pieces[start:end]
    _mark_furniture(pieces)
    done: list[Block] = []
    number = 1
    for piece in pieces:
        done.append(_block(piece, number))
        number += 1 + len(piece.rows)
    return tuple(done)


def _block(piece: Piece, number: int) -> Block:
    runs = (Run(piece.text, _UNDERLINED if piece.underlined else PLAIN),) if piece.text else ()
    table, filed = None, piece.filed
    if piece.kind is BlockKind.TABLE:
        held = sorted({cell.column for row in piece.rows for cell in row.cells})
        full = len(held) == piece.columns
        rows = tuple(
            Row(
                number + 1 + place,
                row.cells if full else tuple(in_columns(row.cells, held)),
                row.header,
                filed=row.filed,
            )
            for place, row in enumerate(piece.rows)
        )
        table, filed = Table(len(held) or piece.columns, rows, piece.layout), ""
    return Block(
        number,
        piece.kind,
        runs,
        piece.level,
        piece.indent,
        piece.align,
        piece.marker,
        furniture=piece.furniture,
        table=table,
        filed=filed,
    )


def _mark_furniture(pieces: Sequence[Piece]) -> None:
    """Mark page numbers next to a page break, and lines that stand there on page after page."""
    edges = list(_edges(pieces))
    said = Counter(map(_running, edges))
    for piece in edges:
        repeated = said[_running(piece)]
        if PAGE_NUMBER.fullmatch(piece.text.strip()) or repeated >= _FEWEST_PAGES:
            piece.furniture = True


def _running(piece: Piece) -> str:
    """Return what a running line says on every page, without the number of the page; headings keep their number."""
    return piece.text if _NUMBERED.match(piece.text) else _DIGITS.sub("#", piece.text.lower())


def _edges(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the one-line paragraphs at the head and the foot of each page, two deep behind a page number."""
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece.kind is not BlockKind.PAGE_BREAK:
            continue
        for step in (-1, 1):
            for distance in (1, 2):
                at = place + step * distance
                if not 0 <= at < len(pieces) or not _is_line(pieces[at]):
                    break
                found.append(pieces[at])
                if not PAGE_NUMBER.fullmatch(pieces[at].text.strip()):
                    break
    last = pieces[-1] if pieces else None
    if last and last.kind is not BlockKind.PAGE_BREAK and _is_line(last) and PAGE_NUMBER.fullmatch(last.text):
        found.append(last)
    return found


def _is_line(piece: Piece) -> bool:
    return piece.kind is BlockKind.PARAGRAPH and len(piece.text) < _RUNNING and "\n" not in piece.text
