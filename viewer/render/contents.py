"""A table to whether it is a list of contents (parts of a document, and the pages on which they begin) or a form.

Also, of a table without headings, whether its first row says what those below it are.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.markup.tree import Align

if TYPE_CHECKING:
    from viewer.markup.tree import Row, Table

_PAGE = re.compile(r"(?:([A-Z]{1,3})-)?(?:(\d{1,3})|([ivxlc]{1,7}))")
_PART = re.compile(r"(?:Item|Section|Article|Part|Exhibit|Appendix|Annex|Note)\b", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LONGEST_NAME = 100
_FEWEST = 4
_ENOUGH = 6


def is_contents(table: Table) -> bool:
    """Whether a table without headings holds nothing but texts and, behind them, pages in order.

    Few of them have to name parts, lead to them, or count pages as no amount is counted (`iv`, `S-3`).
    """
    if any(row.header for row in table.rows):
        return False
    entries = [row for row in table.rows if len(row.cells) > 1]
    if len(entries) < _FEWEST or 2 * len(entries) < len(table.rows) or not all(map(_is_entry, entries)):
        return False
    if any(row.cells[-1].column + row.cells[-1].columns != table.columns for row in entries):
        return False
    pages = [_page(row.cells[-1].text) for row in entries]
    known = [page for page in pages if page is not None]
    if len(known) < len(pages) or any(b[1] < a[1] for a, b in pairwise(known) if a[0] == b[0]):
        return False
    return (
        len({number for _, number in known}) >= _ENOUGH
        or any(series for series, _ in known)
        or any(map(_is_named, entries))
    )


def is_form(table: Table) -> bool:
    """Whether each row of a table without headings is a label (it ends in `:` or `?`), and what is said of it."""
    return all(
        not row.header
        and len(row.cells) > 1
        and not row.cells[0].column
        and row.cells[0].text.rstrip().endswith((":", "?"))
        for row in table.rows
    )


def names_part(row: Row, below: Row) -> bool:
    """Whether a row says what the rows below it are: short words alone, set apart by more than their place."""
    cell = row.cells[0]
    words = cell.text.strip()
    if len(row.cells) > 1 or cell.column or len(words) > _LONGEST_NAME or not any(map(str.isalpha, words)):
        return False
    marked = all(
        run.style.bold or run.style.italic for line in cell.lines for run in line if run.text.strip()
    )
    return marked or words.endswith(":") or words.isupper() or below.cells[0].indent > cell.indent


def _is_entry(row: Row) -> bool:
    """Whether there are words before the page, and no amount."""
    *texts, _ = row.cells
    return any(map(str.isalpha, texts[-1].text)) and not any(
        (cell.column and cell.align is Align.RIGHT) or cell.text.casefold().startswith("total")
        for cell in texts
    )


def _page(words: str) -> tuple[str, int] | None:
    """Return of which series a page is (empty: the plain one), and its number there."""
    found = _PAGE.fullmatch(words.strip())
    if found is None:
        return None
    if found[2]:
        return found[1] or "", int(found[2])
    values = [_ROMAN[letter] for letter in found[3]]
    number = sum(-a if a < b else a for a, b in pairwise([*values, 0]))
    return f"{found[1] or ''} roman", number


def _is_named(row: Row) -> bool:
    return _PART.match(row.cells[0].text) is not None or any(
        run.href.startswith("#") for cell in row.cells for line in cell.lines for run in line
    )
