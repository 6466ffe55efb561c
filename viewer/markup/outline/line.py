"""The blocks of a tree to lines that may be headings, and to the entries of its tables of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, auto
from itertools import pairwise

from viewer.markup.outline.statements import is_statement
from viewer.markup.tree import Align, Block, BlockKind, Line, Row, Run, Table, Tree

_SHORT = 400
_FEW_ROWS = 3
_SAMPLE = 8
_FEWEST_ENTRIES = 4
_PAGE = re.compile(r"(?:[A-Z]{1,3}[-–]?|page\s*)?\d{1,4}|[ivxlIVXL]{1,7}", re.IGNORECASE)
_NUMBERED_PAGE = re.compile(r"(?:[A-Z]{1,2}-)?(\d{1,3})")
_PAGE_BEHIND = re.compile(r"(?:[\s.…_]{2,}|\s)(?:[A-Z]{1,2}-)?\d{1,4}$")
_BACK = re.compile(
    r"(?:back to |return to )?(?:the )?(?:table of contents|contents|top|index)|\d{1,3}", re.IGNORECASE
)
# What a number counts that is not the page of what it stands behind.
_COUNTED = re.compile(
    r"(?:note|item|part|page|section|article|exhibit|schedule|annex|appendix|table|figure)", re.IGNORECASE
)
_STREET = re.compile(
    r"\s*\d[\w-]*\s[^\n]{0,60}\b(?:Street|Avenue|Road|Drive|Boulevard|Lane|Plaza|Parkway|Square|St|Ave|Blvd|Rd)\b"
)
_LETTERS = re.compile(r"[^\W\d_]")
_NUMBERED = re.compile(r"\s*(?:part|items?)\s*[\divx]", re.IGNORECASE)
_FEWEST_INDEXED = 6
_LONGEST_INDEXED = 120
_MOST_TITLES = 4  # rows of a table that may be its title
_WORD = 6
_NUMBER = 12


class Emphasis(IntEnum):
    """How all words of a line are set, from what stands out least."""

    NONE = auto()
    UNDERLINED = auto()
    SLANTED = auto()
    """In bold italics."""
    BOLD = auto()
    LARGE = auto()
    """In letters larger than those of prose, in bold or not."""


@dataclass(slots=True)
class Words:
    """A block or row that may be a heading.

    `place` is its block's place in the tree, `level` the rank of a real heading, `lead` the words in bold or underlined
    that it begins with, `letters` how many letters stand before it, `row` whether it is a row of a table, `entry`
    whether it is a line of the contents, `linked` whether one of those points at it, `statement` the one of several
    lines that names a financial statement, `close` whether it stands close below the line before it.
    """

    block: int
    place: int
    text: str
    level: int
    emphasis: Emphasis
    capitals: bool
    centred: bool
    lead: str
    letters: int
    row: bool = False
    entry: bool = False
    linked: bool = False
    statement: str = ""
    close: bool = False

    @property
    def bold(self) -> bool:
        """Whether all words are in bold or underlined."""
        return self.emphasis is not Emphasis.NONE

    @property
    def apart(self) -> bool:
        """Whether the words are set apart from prose."""
        return bool(self.level) or self.bold or self.capitals


@dataclass(slots=True)
class Entry:
    """An entry of a table of contents: its words without the page, the place it points at (-1: none), its depth."""

    text: str
    place: int
    target: int
    depth: int


@dataclass(slots=True)
class Lines:
    """What an outline is made from: lines in reading order, entries of contents in theirs, how many letters there are.

    `plain` tells a plain text, in which nothing is bold.
    """

    words: list[Words]
    entries: list[Entry]
    letters: int
    plain: bool = False


def lines_of(tree: Tree) -> Lines:
    """Return the lines of a tree that may be headings, and the entries of its tables of contents."""
    targets = {name.lower(): place for place, block in enumerate(tree.blocks) for name in block.anchors}
    reader = _Reader(targets)
    for place, block in enumerate(tree.blocks):
        reader.block(place, block)
        if block.close and _STREET.match(block.text):
            reader.address(place)
    reader.finish()
    pointed = {entry.target for entry in reader.entries if entry.target >= 0}
    for line in reader.words:
        line.linked = line.place in pointed
    return Lines(
        reader.words, reader.entries, reader.letters, any(block.filed for block in tree.blocks[:_SAMPLE])
    )


class _Reader:
    """Takes blocks in order; `letters` counts what has been read."""

    def __init__(self, targets: dict[str, int]) -> None:
        self.words: list[Words] = []
        self.entries: list[Entry] = []
        self.letters = 0
        self._targets = targets
        self._numbered: list[tuple[Words, Entry]] = []

    def block(self, place: int, block: Block) -> None:
        """Take a block."""
        if block.table is not None:
            self._table(place, block.table)
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM):
            if not block.furniture:
                self._paragraph(place, block)
        elif block.kind is BlockKind.PREFORMATTED:
            self.letters += len(block.runs[0].text) if block.runs else 0

    def address(self, place: int) -> None:
        """Take the block at `place` as a street: the name of a firm in the line above heads nothing."""
        for line in self.words[-2:]:
            if line.place == place - 1:
                line.emphasis, line.capitals = Emphasis.NONE, False

    def finish(self) -> None:
        """End the run of lines that end with a page number: many in a row are contents."""
        if len(self._numbered) >= _FEWEST_ENTRIES:
            for line, entry in self._numbered:
                line.entry = True
                self.entries.append(entry)
        self._numbered = []

    def _paragraph(self, place: int, block: Block) -> None:
        runs = block.runs
        text, letters = _head(runs)
        target = self._target(runs)
        if target is not None:
            said = " ".join(text.split())
            if target >= 0 and not _BACK.fullmatch(said):
                self.entries.append(Entry(_without_page(said), place, target, block.indent))
            self.letters += letters
            return
        said = " ".join(text.split())
        if not said:
            return
        if block.kind is BlockKind.ITEM and block.marker:
            said = f"{block.marker} {said}"
        short = letters <= _SHORT
        line = Words(
            block.id,
            place,
            said,
            block.level if block.kind is BlockKind.HEADING else 0,
            Emphasis.LARGE if block.large else _emphasis(runs) if short else Emphasis.NONE,
            short and _is_capitals(text),
            block.align is Align.CENTER,
            _lead(runs) if len(runs) > 1 else "",
            self.letters,
        )
        line.close = block.close
        if short and "\n" in text:
            parts = (" ".join(part.split()) for part in text.split("\n"))
            line.statement = next((part for part in parts if is_statement(part)), "")
        self.words.append(line)
        self.letters += letters
        self._number(line, short)

    def _number(self, line: Words, short: bool) -> None:
        """Note a line that ends with a page number; others between them, if short, do not end the run."""
        said = _without_page(line.text) if short and line.text[-1].isdigit() else line.text
        if said != line.text and _PAGE_BEHIND.search(line.text) and not _COUNTED.fullmatch(said):
            self._numbered.append((line, Entry(said, line.place, -1, 0)))
        elif self._numbered and line.place - self._numbered[-1][0].place > 3:
            self.finish()

    def _table(self, place: int, table: Table) -> None:
        rows = table.rows
        step = max(1, len(rows) // _SAMPLE)
        indexed = len(rows) >= _FEWEST_INDEXED and _is_index(table)
        if any(self._target(_runs(row)) is not None for row in rows[::step]):
            for row in rows:
                self._entry_row(place, row, indexed)
        elif indexed or _is_contents(table):
            for row in rows:
                self._page_row(place, row)
        elif table.layout or len(rows) <= _FEW_ROWS:
            for row in rows:
                self._row(place, row)
        else:
            for at, row in enumerate(rows):
                if row.cells and _NUMBERED.match(row.cells[0].text):
                    self._row(place, row)
                elif at < _MOST_TITLES and len(row.cells) == 1 and is_statement(row.cells[0].text):
                    self._row(place, row, centred=True)
                else:
                    self.letters += _WORD * 2 * len(row.cells)

    def _entry_row(self, place: int, row: Row, indexed: bool) -> None:
        """Take a row of contents that link; one that does not is none of them, but where Items are `indexed`."""
        runs = _runs(row)
        target = self._target(runs)
        if target is None:
            (self._page_row if indexed else self._row)(place, row)
            return
        cells = [" ".join(cell.text.split()) for cell in row.cells]
        words = " ".join(cell for cell in cells if not _PAGE.fullmatch(cell) or not cell[-1:].isdigit())
        if target >= 0 and words and not _BACK.fullmatch(words):
            self.entries.append(Entry(_without_page(words), place, target, row.cells[0].indent))
        self.letters += sum(map(len, cells))

    def _page_row(self, place: int, row: Row) -> None:
        """Take a row of contents that name pages."""
        cells = [" ".join(cell.text.split()) for cell in row.cells]
        if len(cells) > 1 and _PAGE.fullmatch(cells[-1]):
            self.entries.append(Entry(" ".join(cells[:-1]), place, -1, row.cells[0].indent))
        self.letters += sum(map(len, cells))

    def _row(self, place: int, row: Row, centred: bool = False) -> None:
        cells = [" ".join(cell.text.split()) for cell in row.cells]
        text = " ".join(cells)
        if text and len(text) <= _SHORT:
            page = len(cells) > 1 and _PAGE.fullmatch(cells[-1]) is not None
            emphasis = _emphasis(_runs(row))
            line = Words(
                row.id, place, text, 0, emphasis, _is_capitals(text), centred, "", self.letters, True, page
            )
            self.words.append(line)
        self.letters += len(text)

    def _target(self, runs: Line) -> int | None:
        """Return the place that a link of the runs points at, -1 if that is not in the document, `None` without one."""
        for run in runs:
            if run.href[:1] == "#":
                return self._targets.get(run.href[1:].lower(), -1)
        return None


def _head(runs: Line) -> tuple[str, int]:
    """Return the first words of a block, some hundred letters at most, and how many letters it has."""
    if len(runs) == 1:
        text = runs[0].text
        return text[:_SHORT], len(text)
    head: list[str] = []
    letters = 0
    for run in runs:
        if letters <= _SHORT:
            head.append(run.text)
        letters += len(run.text)
    return "".join(head)[: _SHORT + 1], letters


def _runs(row: Row) -> tuple[Run, ...]:
    return tuple(run for cell in row.cells for line in cell.lines for run in line)


def _emphasis(runs: Line) -> Emphasis:
    """Return what all words have in common."""
    found: Emphasis | None = None
    for run in runs:
        style = run.style
        if style.bold:
            now = Emphasis.SLANTED if style.italic else Emphasis.BOLD
        else:
            now = Emphasis.UNDERLINED if style.underline else Emphasis.NONE
        if (found is None or now < found) and _LETTERS.search(run.text):
            found = now
            if now is Emphasis.NONE:
                break
    return found or Emphasis.NONE


def _is_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > 3


def _lead(runs: Line) -> str:
    """Return the words in bold or underlined that a block begins with, where others follow."""
    lead: list[str] = []
    for run in runs:
        apart = run.style.bold or run.style.underline or not run.text.strip()
        # The number before a heading is often not set apart as the heading is.
        if not apart and (lead or len(run.text) > _NUMBER):
            break
        lead.append(run.text)
    return " ".join("".join(lead).split()) if len(lead) < len(runs) else ""


def _without_page(text: str) -> str:
    """Return an entry of contents without its leaders and its page."""
    return (_PAGE_BEHIND.sub("", text) if text[-1:].isdigit() else text).strip(" .…")


def _is_index(table: Table) -> bool:
    """Whether a table does no more than list Items and where they stand, be it the cross references of a report."""
    rows = [row for row in table.rows if row.cells and _NUMBERED.match(row.cells[0].text)]
    if len(rows) < _FEWEST_INDEXED:
        return False
    return sum(len(cell.text) for row in rows for cell in row.cells) <= _LONGEST_INDEXED * len(rows)


def _is_contents(table: Table) -> bool:
    """Whether most rows are words and, in the last cell, the number of a page, and those numbers rise."""
    pages: list[int] = []
    for row in table.rows:
        last = _NUMBERED_PAGE.fullmatch(row.cells[-1].text.strip()) if len(row.cells) > 1 else None
        if last is not None and not row.cells[0].text.strip().replace(",", "").isdecimal():
            pages.append(int(last[1]))
    if len(pages) < _FEWEST_ENTRIES or 2 * len(pages) < len(table.rows):
        return False
    falls = sum(b < a for a, b in pairwise(pages))
    return falls <= len(pages) // 8 and pages[-1] > pages[0]
