"""Plain text, as filers sent it until about 2001, to a cleaned tree: paragraphs, list items, tables, page breaks.

Words are set anew for the page, but every block keeps its lines as filed, for the text rendering. What cannot be told
for sure to be a table or a paragraph is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from viewer.markup.parse import readable, struck_once
from viewer.markup.plain.aligned import tabled
from viewer.markup.plain.measure import Measure, measured
from viewer.markup.plain.piece import Piece, RowPiece, blocks, lead, mark_notes
from viewer.markup.plain.prose import prose
from viewer.markup.plain.schedule import is_schedule, read_schedule
from viewer.markup.plain.stretch import INHERITED, Kind, Stretch, stretches
from viewer.markup.plain.table import read_section
from viewer.markup.tree import Align, BlockKind, Left, Tree

__all__ = ["clean_plain", "kept_lines"]

_LINES = 200
_BLANK = re.compile(r"\n{3,}")


def clean_plain(text: str) -> Tree:
    """Return the tree of a plain text; what was left out are its layout tags."""
    text = readable(text)
    text = struck_once(text)
    if is_schedule(text):
        pieces, tags = read_schedule(text)
    else:
        found, tags = stretches(text)
        measure = measured(
            [line for stretch in found if stretch.kind is Kind.PROSE for line in stretch.lines]
        )
        pieces = []
        for stretch in found:
            made = list(_pieces(stretch, measure))
            lead(made, stretch.blank)
            pieces.extend(made)
    _settle(pieces)
    mark_notes(pieces)
    return Tree("", blocks(pieces), (Left("layout tags", tags, 0),) if tags else ())


def kept_lines(text: str) -> Tree:
    """Return the tree of a source text (XML, scripts): its lines as they are, in blocks of at most some hundred."""
    lines = [
        line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").expandtabs().split("\n")
    ]
    pieces: list[Piece] = []
    for start in range(0, len(lines), _LINES):
        chunk = "\n".join(lines[start : start + _LINES]).strip("\n")
        if chunk:
            pieces.append(Piece(BlockKind.PREFORMATTED, chunk))
    return Tree("", blocks(pieces))


def _pieces(stretch: Stretch, measure: Measure) -> Iterator[Piece]:
    if stretch.kind is Kind.PAGE:
        yield Piece(BlockKind.PAGE_BREAK)
        for line in stretch.lines:
            yield Piece(BlockKind.PARAGRAPH, line.strip(), line, align=Align.CENTER, furniture=True)
    elif stretch.kind is Kind.PROSE:
        yield from prose(stretch.lines, measure)
    else:
        yield from _table(stretch, measure)


def _table(stretch: Stretch, measure: Measure) -> Iterator[Piece]:
    """Yield the sections of a table, each with the ruler over its columns, and the notes behind it."""
    starts = _sections(stretch)
    for start, end in zip(starts, [*starts[1:], len(stretch.lines)], strict=True):
        lines = stretch.lines[start:end]
        if start in stretch.notes:
            yield from prose(lines, measure)
            continue
        ruler, tags = _ruler(stretch, start, end)
        made = read_section(lines, ruler - start if ruler >= start else INHERITED, tags)
        if made is None:
            yield from tabled(lines)
            continue
        yield from made
        said = sum(len(row.filed.split("\n")) for piece in made for row in piece.rows)
        said += sum(len(piece.filed.split("\n")) for piece in made if not piece.rows)
        yield from prose(lines[said:], measure)


def _sections(stretch: Stretch) -> list[int]:
    """Return the lines where sections begin: at a caption behind a ruler, and at notes."""
    starts = [0]
    for place in sorted({*stretch.captions, *stretch.notes}):
        ruled = any(starts[-1] <= ruler.line <= place for ruler in stretch.rulers)
        said = any(stretch.lines[starts[-1] : place])
        if (
            said
            and place < len(stretch.lines)
            and (place in stretch.notes or ruled or starts[-1] in stretch.notes)
        ):
            starts.append(place)
    return starts


def _ruler(stretch: Stretch, start: int, end: int) -> tuple[int, Sequence[int]]:
    """Return the line below the ruler of a section and where its tags stand; the last ruler before it serves too."""
    inside = [ruler for ruler in stretch.rulers if start <= ruler.line < end]
    if inside:
        first = inside[0]
        together = [tag for ruler in inside if ruler.line == first.line for tag in ruler.starts]
        return first.line, sorted(set(together))
    before = [ruler for ruler in stretch.rulers if ruler.line < start]
    return (INHERITED, before[-1].starts) if before else (INHERITED, ())


def _settle(pieces: list[Piece]) -> None:
    """Move the blank lines behind a piece's lines before those of the next; several of them become one."""
    blank = False
    parts: list[Piece | RowPiece] = []
    for piece in pieces:
        parts.extend(piece.rows or (piece,))
    for part in parts:
        lines = part.filed.strip("\n")
        if not lines:
            blank = blank or bool(part.filed)
            part.filed = ""
            continue
        blank = blank or part.filed[0] == "\n"
        after = part.filed[-1] == "\n"
        part.filed = "\n" * blank + (_BLANK.sub("\n\n", lines) if "\n\n\n" in lines else lines)
        blank = after
