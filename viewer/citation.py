"""A submission, a document and a place in it to a citation with the document's address, made from the header alone.

    INTERNAP NETWORK SERVICES CORP, Form 8-K filed 2004-12-22, accession 0001193125-04-218426, EX-99.1, paragraph 7

Names stand as filed, in capitals in most headers: nobody can tell from `JPMORGAN` how it is written in prose. The
address is that of the document in EDGAR's archive. It is put together offline and never visited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from viewer.markup.tree import Block, BlockKind
from viewer.submission.encoding import TREACHEROUS

if TYPE_CHECKING:
    from viewer.submission.model import Document, Field, Submission

_ARCHIVE = "https://www.sec.gov/Archives/edgar/data"
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$&])")
_PARAGRAPHS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.PREFORMATTED)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where words come from: `words` without markup, and the `address` (`""` where the header does not give one)."""

    words: str
    address: str = ""

    @property
    def text(self) -> str:
        """The citation as plain text, the address in brackets behind it."""
        return f"{self.words} ({self.address})" if self.address else self.words

    @property
    def markdown(self) -> str:
        """The citation as Markdown, linked to the address."""
        words = _MARKDOWN.sub(r"\\\1", self.words)
        return f"[{words}]({self.address})" if self.address else words

    @property
    def html(self) -> str:
        """The citation as HTML, linked to the address."""
        words = escape(self.words)
        return (
            f'<cite><a href="{escape(self.address)}">{words}</a></cite>'
            if self.address
            else f"<cite>{words}</cite>"
        )


def cite(submission: Submission, document: Document, place: str = "") -> Citation:
    """Return the citation of a document, or of a `place` in it, such as `paragraph 7` (see `place_of`)."""
    form = submission.type
    filed = submission.filing_date
    filing = " ".join(filter(None, (_form(form) if form else "", f"filed {filed}" if filed else "")))
    number = submission.accession_number
    parts = [
        submission.company,
        filing,
        f"accession {number}" if number else "",
        document.type if document.type != form else "",
        document.filename if not (number or document.type) else "",
        place,
    ]
    words = ", ".join(_seen(part) for part in parts if part)
    return Citation(words, address(submission, document))


def place_of(blocks: Sequence[Block], first: int, last: int = 0) -> str:
    """Return where the blocks `first` to `last` (0: the first alone) stand: `paragraphs 7-9`, `table 2, row 5`.

    Paragraphs are counted from 1 in reading order: paragraphs, headings and list items that say something, but not page
    numbers and running lines. Tables and their rows are counted apart; `""` where there is no such block.
    """
    begin, end = _place(blocks, first), _place(blocks, last or first)
    if not begin or not end or begin == end:
        return begin or end
    kind, number = begin.split(" ", 1)
    other, until = end.split(" ", 1)
    if kind == other == "paragraph":
        return f"paragraphs {number}–{until}"
    if kind == other and number.partition(", row ")[0] == until.partition(", row ")[0] and ", row " in number:
        return f"{begin.replace(', row ', ', rows ')}–{until.rpartition(' ')[2]}"
    return f"{begin} to {end}"


def _place(blocks: Sequence[Block], wanted: int) -> str:
    paragraphs = tables = 0
    for block in blocks:
        if block.table is not None:
            tables += 1
            if block.id == wanted:
                return f"table {tables}"
            for number, row in enumerate(block.table.rows, 1):
                if row.id == wanted:
                    return f"table {tables}, row {number}"
        elif block.kind in _PARAGRAPHS and not block.furniture and block.text.strip():
            paragraphs += 1
        if block.id >= wanted:
            break
    return f"paragraph {paragraphs}" if paragraphs else ""


def place_of_table(number: int, page: int = 0) -> str:
    """Return where the data table of that number stands, with its page where there are pages.

    >>> place_of_table(2, 5)
    'data table 2 on page 5'
    """
    return f"data table {number}" + (f" on page {page}" if page else "")


def address(submission: Submission, document: Document | None = None) -> str:
    """Return the address of a document, or of the whole submission where it has no name of its own; `""` for none."""
    key, number = central_index_key(submission), submission.accession_number
    if not key.isascii() or not key.isdecimal() or not _ACCESSION.fullmatch(number):
        return ""
    name = document.filename if document is not None else ""
    name = quote(name.encode("utf-8", "replace"), safe="") if name and "/" not in name else f"{number}.txt"
    return f"{_ARCHIVE}/{int(key)}/{number.replace('-', '')}/{name}"


def central_index_key(submission: Submission) -> str:
    """Return the central index key of the company that `Submission.company` names, as filed, or an empty string."""

    def values(top: Field, *names: str) -> list[str]:
        return [found.value for found in top.walk() if found.name in names and found.value]

    for top in submission.header:
        if submission.company in values(top, "COMPANY CONFORMED NAME", "CONFORMED-NAME"):
            return next(iter(values(top, "CENTRAL INDEX KEY", "CIK")), "")
    return ""


def _form(form: str) -> str:
    """Return what a form is called in prose.

    >>> _form("8-K"), _form("SC 13D/A"), _form("SCHEDULE 13G")
    ('Form 8-K', 'Schedule 13D/A', 'Schedule 13G')
    """
    for lead in ("SC ", "SCHEDULE "):
        if form.startswith(lead):
            return f"Schedule {form.removeprefix(lead)}"
    return f"Form {form}"


def _seen(words: str) -> str:
    """Return words on one line, without what a reader cannot see."""
    return " ".join(TREACHEROUS.sub(" ", words).split())
