"""A text or a Markdown to the lines that a reader of it sees, each with its words.

A line of a text is a line; cells beside each other are parted by two spaces or more. Markdown is read by a parser of
GFM: a line is a paragraph's, up to a break, a row of a table, or one of a listing; cells are those of the row, or
parted by an em space.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.fidelity.words import Word, seen, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

_GAP = re.compile(r"[ \t\xa0]{2,}|[\t\u2001\u2003]\s*")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Line(NamedTuple):
    """One line: its text, the paragraph it belongs to, and where the cells of it begin; of a GFM row, which table.

    `parts` are the places in `text` at which cells, or lines within a cell, begin after the first; `columns` the number
    of the cell of a GFM row that each part belongs to.
    """

    text: str
    paragraph: int
    parts: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    table: int = -1
    listing: bool = False


@dataclass(frozen=True)
class Table:
    """A table of GFM: the cells of each row, the header first, and the numbers of the lines these are.

    `widths` are how many cells each row was written with; a parser leaves out those that the header has not.
    """

    rows: list[list[str]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Written:
    """A rendering as lines; `tables` are those of a Markdown."""

    source: str
    lines: list[Line]
    tables: list[Table] = field(default_factory=list)
    is_markdown: bool = False

    @cached_property
    def words(self) -> list[Word]:
        """The words of all lines, in order."""
        return [word for number, line in enumerate(self.lines) for word in words_of(line.text, number)]

    @cached_property
    def line_starts(self) -> list[int]:
        """The place in `words` of the first word of each line, and the end."""
        starts, at = [], 0
        words = self.words
        for number in range(len(self.lines)):
            starts.append(at)
            while at < len(words) and words[at].line == number:
                at += 1
        return [*starts, at]

    def part(self, word: Word) -> int:
        """Return in which part of its line a word stands."""
        return bisect_right(self.lines[word.line].parts, word.start)

    def ends(self, word: Word) -> tuple[tuple[str, int], ...]:
        """Return where a figure ends, by which it is in one column with others.

        In a table of GFM it is the column. Elsewhere Markdown knows no columns: it is the cell of the line, counted
        from its start or from its end. In a text it is the place in the line, in characters as wide as a letter.
        """
        line = self.lines[word.line]
        if line.columns:
            return (("column", line.columns[self.part(word)]),)
        if self.is_markdown and not line.listing:
            return ("from start", self.part(word)), ("from end", len(line.parts) - self.part(word))
        text = line.text[: word.end]
        return (("place", len(text) if text.isascii() else sum(map(_width, text))),)

    def is_broken_between(self, word: Word, other: Word) -> bool:
        """Whether a line break stands between two words of one row of a table of GFM, in one cell."""
        line = self.lines[word.line]
        one, two = self.part(word), self.part(other)
        return bool(line.columns) and one != two and line.columns[one] == line.columns[two]


def _width(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def read_text(text: str) -> Written:
    """Return the lines of a plain text."""
    lines, paragraph = [], 0
    for each in seen(text).split("\n"):
        if not each.strip():
            paragraph += 1
        lines.append(Line(each, paragraph, _parts(each), listing=True))
    return Written(text, lines)


def _parts(text: str) -> tuple[int, ...]:
    """Return where the cells of a line begin, after the first."""
    return tuple(match.end() for match in _GAP.finditer(text.rstrip()) if match.start())


def read_markdown(markdown: str) -> Written:
    """Return the lines of a Markdown, without its front matter, as a parser of GFM reads them."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    words = _FRONT_MATTER.sub("", markdown, count=1)
    reader = _Reader(words)
    reader.read(parser.parse(words))
    return Written(markdown, reader.lines, reader.tables, True)


class _Reader:
    """Collects lines and tables from the tokens of the parser."""

    def __init__(self, markdown: str) -> None:
        self._source = markdown.split("\n")
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self._paragraph = 0
        self._in_table = False
        self._marker = ""

    def read(self, tokens: Iterable[Token]) -> None:
        """Read the tokens of a document."""
        numbers: list[int | None] = []  # of each open list, the next item's; None without numbers
        for token in tokens:
            kind = token.type
            if kind == "table_open":
                self.tables.append(Table())
                self._in_table = True
            elif kind == "table_close":
                self._in_table = False
                self._paragraph += 1
            elif kind == "tr_open":
                self.tables[-1].rows.append([])
                self.tables[-1].widths.append(len(_BAR.findall(self._source[(token.map or [0])[0]])) - 1)
            elif kind == "tr_close":
                self._row()
            elif kind == "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
            elif kind == "bullet_list_open":
                numbers.append(None)
            elif kind in ("ordered_list_close", "bullet_list_close"):
                numbers.pop()
            elif kind == "list_item_open":
                self._marker = token.info + token.markup + " " if numbers[-1] is not None else ""
            elif kind in ("fence", "code_block"):
                self._listing(token.content)
            elif kind == "inline" and self._in_table:
                self.tables[-1].rows[-1].append(_inline(token))
            elif kind == "inline":
                self._prose(_inline(token))
            elif kind == "html_block":
                self._prose(_TAG.sub("", token.content))

    def _row(self) -> None:
        text = ""
        parts: list[int] = []
        columns: list[int] = []
        for column, cell in enumerate(self.tables[-1].rows[-1]):
            for place, piece in enumerate(cell.split("\n")):
                text += "\n" if place else "|" * bool(column)
                if columns:
                    parts.append(len(text))
                columns.append(column)
                text += piece
        self.tables[-1].lines.append(len(self.lines))
        self.lines.append(Line(text, self._paragraph, tuple(parts), tuple(columns), len(self.tables) - 1))

    def _listing(self, text: str) -> None:
        for line in text.split("\n"):
            if not line.strip():
                self._paragraph += 1
            self.lines.append(Line(seen(line), self._paragraph, _parts(line), listing=True))
        self._paragraph += 1

    def _prose(self, text: str) -> None:
        for line in (self._marker + text).split("\n"):
            self.lines.append(Line(line, self._paragraph, _parts(line)))
        self._marker = ""
        self._paragraph += 1


def _inline(token: Token) -> str:
    return seen("".join(_pieces(token.children or ())))


def _pieces(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the words of a paragraph or a cell, line feeds for breaks; raised digits behind a figure are raised."""
    raised, last = False, ""
    for token in tokens:
        piece = token.content if token.type in ("text", "code_inline") else ""
        if token.type in ("softbreak", "hardbreak"):
            piece = "\n"
        elif token.type == "html_inline":
            piece = "\n" if _BREAK.match(token.content) else ""
            raised = token.content.lower().startswith("<sup") or (raised and "</sup" not in token.content)
        elif raised and last[-1:].isdigit() and re.fullmatch(r"\s*\d[\d,\s]*", piece):
            piece = piece.translate(_RAISED)
        last = piece or last
        yield piece
