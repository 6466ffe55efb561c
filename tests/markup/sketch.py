"""A tree in a few readable lines, for tests that look at its shape."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.markup.clean import clean_html
from viewer.markup.tree import Block, BlockKind, Cell, Row, Run, Table, Tree


def sketch(markup: str) -> list[str]:
    """Return a line for each block of `markup`, and for a table one for each row.

    `p`, `h2`, `item • 1`, `table`, `layout`, `rule`, `break`, `pre` name the kind; `>2` is an indent; `b[ ]`, `i[ ]`,
    `u[ ]`, `s[ ]`, `^[ ]`, `_[ ]` enclose what is set so, `[ ](target)` a link, `![name]` a picture; `/` is a forced
    line break.
    Cells are parted by bars, with `n*` before one that spans columns and `.` for each column that is empty.
    """
    return list(sketched(clean_html(markup)))


def sketched(tree: Tree) -> Iterator[str]:
    for block in tree.blocks:
        if block.table is None:
            yield _block(block)
        else:
            yield "layout" if block.table.layout else "table"
            yield from (_row(row, block.table) for row in block.table.rows)


def _block(block: Block) -> str:
    kinds = {
        BlockKind.RULE: "rule",
        BlockKind.PAGE_BREAK: "break",
        BlockKind.PREFORMATTED: "pre",
        BlockKind.PARAGRAPH: "p",
    }
    name = kinds.get(block.kind, f"h{block.level}")
    if block.kind is BlockKind.ITEM:
        name = f"item {block.marker} {block.level}"
    indent = f" >{block.indent}" if block.indent else ""
    furniture = " furniture" if block.furniture else ""
    names = "".join(f" #{name}" for name in block.anchors)
    return f"{name}{indent}{furniture}{names}: {runs(block.runs)}".removesuffix(": ")


def _row(row: Row, table: Table) -> str:
    cells, at = [], 0
    for cell in row.cells:
        cells += ["."] * (cell.column - at)
        cells.append(_cell(cell))
        at = cell.column + cell.columns
    cells += ["."] * (table.columns - at)
    return ("  head " if row.header else "  ") + " | ".join(cells)


def _cell(cell: Cell) -> str:
    span = f"{cell.columns}*" if cell.columns > 1 else ""
    return ">" * cell.indent + span + " / ".join(map(runs, cell.lines))


def runs(line: tuple[Run, ...]) -> str:
    """Return runs with their styles spelled out."""
    return "".join(map(_run, line)).replace("\n", " / ")


def _run(run: Run) -> str:
    words = f"![{run.picture.source}]" if run.picture else run.text
    marks = {
        "bold": "b",
        "italic": "i",
        "underline": "u",
        "strike": "s",
        "superscript": "^",
        "subscript": "_",
    }
    for attribute, mark in marks.items():
        if getattr(run.style, attribute):
            words = f"{mark}[{words}]"
    return f"[{words}]({run.href})" if run.href else words
