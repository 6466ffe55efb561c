"""A report generated from XBRL in the years 2009 to 2011 (`R2.xml`) to a tree: a statement as a table.

The element names, their odd spellings included, are those of the SEC's renderer of that time.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from viewer.markup.clean import clean_html
from viewer.markup.compose import BOLD, Composer, Words
from viewer.markup.tree import Block, BlockKind, Run
from viewer.xbrl.xml import children, first_text, words

if TYPE_CHECKING:
    from lxml.etree import _Element

    from viewer.reader import Context

__all__ = ["write_statement"]

_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_TEXTS = ("NonNumbericText", "NonNumericText", "NonNumericTextHeader")
_MOST_DIGITS = 40
_YES = ("true", "1")


def write_statement(page: Composer, root: _Element, _: Context) -> None:
    """Write a report: its name, its rounding, a row for each concept, its text blocks and its footnotes."""
    page.heading(first_text(root, "ReportLongName") or first_text(root, "ReportName") or "Report")
    rounding = first_text(root, "RoundingOption")
    if rounding:
        page.paragraph(rounding)
    columns = [_labels(column) for group in children(root, "Columns") for column in children(group, "Column")]
    rows: list[tuple[Words, ...]] = []
    indents: list[int] = []
    texts: list[tuple[str, tuple[Block, ...]]] = []
    for group in children(root, "Rows"):
        for row in children(group, "Row"):
            rows.append(_row(row, texts))
            indents.append(_depth(row))
    header = [("", *columns)] if any(columns) else []
    page.table(header, rows, right=frozenset(range(1, len(columns) + 1)), indents=indents)
    for label, blocks in texts:
        page.heading(label, 2)
        page.extend(blocks)
    _write_footnotes(page, root)


def _labels(column: _Element) -> str:
    said = (
        label.get("Label") or words(label)
        for group in children(column, "Labels")
        for label in children(group, "Label")
    )
    return "\n".join(filter(None, said))


def _depth(row: _Element) -> int:
    level = first_text(row, "Level")
    return min(9, int(level)) if level.isdigit() and len(level) < 4 else 0


def _row(row: _Element, texts: list[tuple[str, tuple[Block, ...]]]) -> tuple[Words, ...]:
    label = first_text(row, "Label") or first_text(row, "ElementName")
    title = first_text(row, "IsAbstractGroupTitle").lower() in _YES
    said: list[Words] = [(Run(label, BOLD),) if title else label]
    cells = [cell for group in children(row, "Cells") for cell in children(group, "Cell")]
    for cell in cells:
        value = _value(cell)
        if _MARKUP.search(value):
            blocks = clean_html(value).blocks
            if _is_short(blocks):
                value = blocks[0].text if blocks else ""
            else:
                texts.append((label, blocks))
                value = "(below)"
        note = first_text(cell, "FootnoteIndexer")
        said.append(f"{value} {note}".strip())
    return tuple(said)


def _is_short(blocks: tuple[Block, ...]) -> bool:
    return len(blocks) < 2 and all(block.kind is BlockKind.PARAGRAPH for block in blocks)


def _value(cell: _Element) -> str:
    """Return what a cell shows: a figure with separators, below zero in parentheses, or its text."""
    if first_text(cell, "IsNumeric").lower() not in _YES:
        return next(filter(None, (first_text(cell, name) for name in _TEXTS)), "")
    filed = first_text(cell, "RoundedNumericAmount") or first_text(cell, "NumericAmount")
    try:
        number = Decimal(filed)
        if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
            return filed
        if first_text(cell, "IsRatio").lower() in _YES:
            return f"{number.scaleb(2).normalize():f}%"
        figure = f"{abs(number):,f}"
    except (InvalidOperation, ValueError, OverflowError):
        return filed
    symbol = (
        first_text(cell, "CurrencySymbol") if first_text(cell, "ShowCurrencySymbol").lower() in _YES else ""
    )
    figure = f"{symbol} {figure}".strip()
    return f"({figure})" if number < 0 else figure


def _write_footnotes(page: Composer, root: _Element) -> None:
    for group in children(root, "Footnotes"):
        for footnote in children(group, "Footnote"):
            number = first_text(footnote, "NonNumericIndexer") or first_text(footnote, "Id")
            note = first_text(footnote, "Note") or words(footnote)
            said = (
                "\n".join(block.text for block in clean_html(note).blocks) if _MARKUP.search(note) else note
            )
            page.item(said, marker=f"[{number}]" if number and number.isdigit() else "•")
