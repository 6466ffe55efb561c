"""The cleaned tree: one exhibit as blocks in reading order, each with an id that is the same in every rendition.

A block is a heading, a paragraph, a list item, a table, a rule, a page break or lines to be kept as they are. Inside a
block stand runs of text in one style; in a table, rows (each a block of its own, with an id) of cells of lines of runs.
Everything that decides what a reader sees is decided before this tree is made; renderers only write it down.
What a large filing has ten thousand of, or a hundred thousand, are named tuples, which are made fastest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = re.compile(r"\s*[0-9]+(?:[,\s]+[0-9]+)*\s*")


class Style(NamedTuple):
    """How a run of text is set."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    superscript: bool = False
    subscript: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text: the file name it is called by, its alternative text, its size in pixels (0: not said)."""

    source: str
    alt: str = ""
    width: int = 0
    height: int = 0


class Run(NamedTuple):
    """Text in one style, or a picture. A line break that was filed is a line feed in `text`.

    `href` is the target of a link as filed (`#name`, a sibling's file name, an address), `""` where there is none.
    """

    text: str
    style: Style = PLAIN
    href: str = ""
    picture: Picture | None = None


Line = tuple[Run, ...]


def told_apart(pieces: Iterable[tuple[str, bool]]) -> str:
    """Return the words of pieces where no style can be shown; what is struck out (`True`) stands between `~~`.

    >>> told_apart([("at ", False), ("$1", True), ("0 ", True), ("$12", False)])
    'at ~~$10~~ $12'
    """
    done = []
    for struck, group in groupby(pieces, itemgetter(1)):
        text = "".join(piece for piece, _ in group)
        words = text.strip()
        if struck and words:
            before, _, after = text.partition(words)
            text = f"{before}~~{words}~~{after}"
        done.append(text)
    return "".join(done)


def line_said(line: Line) -> str:
    """Return the words of a line where no style can be shown.

    Raised digits behind a figure are digits that are raised by themselves, no part of the figure; words that were
    struck out stand between `~~`, as in Markdown, and are not taken for what stands.
    """
    if len(line) == 1 and not (line[0].style.superscript or line[0].style.strike):
        return line[0].text
    if any(run.picture for run in line):
        line = _closed_up(line)
    if any(run.style.superscript for run in line):
        line = raised(line)
    if any(run.style.strike for run in line):
        return told_apart((run.text, run.style.strike) for run in line)
    return "".join([run.text for run in line])


def _closed_up(line: Line) -> Line:
    """Return a line with one space, not two, where a picture stands that is not shown."""
    done: list[Run] = []
    last = " "
    for run in line:
        if last == " " and run.text[:1] == " ":
            run = run._replace(text=run.text[1:])
        last = run.text[-1:] or last
        done.append(run)
    return tuple(done)


def raised(line: Line) -> Line:
    """Return a line in which raised digits behind a figure are raised by themselves: `500` and `1` are `500¹`."""
    done: list[Run] = []
    last = ""
    for run in line:
        if run.style.superscript and last.isdigit() and _RAISED.fullmatch(run.text):
            run = run._replace(
                text=run.text.translate(_SUPERSCRIPT), style=run.style._replace(superscript=False)
            )
        last = run.text[-1:] or last
        done.append(run)
    return tuple(done)


class Align(Enum):
    """Where a paragraph or a cell is set."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Border(Enum):
    """The rule above or below a cell: none, a single one (headers, totals), a double one (grand totals)."""

    NONE = 0
    SINGLE = 1
    DOUBLE = 2


class Cell(NamedTuple):
    """One cell of a data table: what it says, line by line, and the grid columns it stands in.

    `column` counts from 0, `columns` is how many it spans, `rows` how many rows; `indent` is the level of a stub.
    `amount` tells a number that counts something, as filed without signs between its thousands.
    """

    lines: tuple[Line, ...]
    column: int
    columns: int = 1
    rows: int = 1
    align: Align = Align.LEFT
    indent: int = 0
    above: Border = Border.NONE
    below: Border = Border.NONE
    amount: bool = False

    @property
    def text(self) -> str:
        """The words of the cell, its lines parted by line feeds."""
        if len(self.lines) == 1 == len(self.lines[0]):
            return self.lines[0][0].text
        return "\n".join("".join(run.text for run in line) for line in self.lines)

    @property
    def said(self) -> str:
        """The words of the cell where no style can be shown: what was struck out stands between `~~`."""
        return "\n".join(map(line_said, self.lines))


class Row(NamedTuple):
    """One row of a data table: a block of its own. Cells stand in column order; empty ones are left out.

    `filed` is the row as it stands in a plain text, with the rules below it; empty in a table of markup.
    """

    id: int
    cells: tuple[Cell, ...]
    header: bool = False
    shaded: bool = False
    anchors: tuple[str, ...] = ()
    filed: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid: `columns` wide, spacer rows and columns gone, spans solved.

    `layout` tells a table that only sets short texts side by side (cover pages, signatures) from a table of data;
    `listing` one whose rows are records, of words as much as of figures, from a statement; `pairs` one of labels and
    what they say.
    """

    columns: int
    rows: tuple[Row, ...]
    layout: bool = False
    listing: bool = False
    pairs: bool = False


class BlockKind(Enum):
    """What a block is; the values are the words for it in exports."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    RULE = "rule"
    PAGE_BREAK = "page-break"
    PREFORMATTED = "preformatted"


class Block(NamedTuple):
    """One block. `id` counts from 1 in reading order; the rows of a table take the ids that follow the table's own.

    `level` is the rank of a heading (1 to 6), the depth of a list item (0 up), or in how many list items a paragraph
    goes on (0: it stands in none); `indent` a paragraph's level of indent;
    `marker` what stands before a list item, as filed (`•`, `(a)`, `☐`); `anchors` the names links may point at;
    `furniture` is true for page numbers and the running lines around a page break. A preformatted block holds its lines
    in one run, parted by line feeds.

    `close` is true for a line of a title or an address, which stands close below the line before it; `large` for words
    in letters clearly larger than those of the document and of what stands below.

    `filed` are the lines of a plain text as they were filed, without layout tags but with the blank lines before them;
    the text rendering writes them instead of the words set anew. It is empty in a document of markup, and of a table of
    a plain text, whose rows have their own.
    """

    id: int
    kind: BlockKind
    runs: Line = ()
    level: int = 0
    indent: int = 0
    align: Align = Align.LEFT
    marker: str = ""
    anchors: tuple[str, ...] = ()
    furniture: bool = False
    table: Table | None = None
    filed: str = ""
    close: bool = False
    large: bool = False

    @property
    def text(self) -> str:
        """The words of the block (of a table: of its cells, parted by tabs and line feeds)."""
        if self.table is not None:
            return "\n".join("\t".join(cell.text for cell in row.cells) for row in self.table.rows)
        return "".join(run.text for run in self.runs)

    @property
    def said(self) -> str:
        """The words of the block where no style can be shown: what was struck out stands between `~~`."""
        if self.table is not None:
            return "\n".join("\t".join(cell.said for cell in row.cells) for row in self.table.rows)
        return line_said(self.runs)


@dataclass(frozen=True, slots=True)
class Left:
    """What cleaning left out, by reason: how many pieces, and how many words a reader would have seen in them."""

    reason: str
    pieces: int
    words: int


@dataclass(frozen=True, slots=True)
class Tree:
    """One exhibit, cleaned: its title (of the markup, may be empty), its blocks, and what was left out."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    left_out: tuple[Left, ...] = field(default=())

    def pictures(self) -> Iterator[Picture]:
        """Yield the pictures in reading order."""
        for block in self.blocks:
            for run in block.runs:
                if run.picture:
                    yield run.picture
            if block.table:
                for row in block.table.rows:
                    for cell in row.cells:
                        yield from (run.picture for line in cell.lines for run in line if run.picture)
