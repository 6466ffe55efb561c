"""The cleaned tree to GitHub-flavoured Markdown, block by block.

Tables have as many cells in each row as the grid has columns; titles over the headings stand above the table. Where the
filer set no heading the header row, which GFM asks for, is what names the rows below it, or empty: a row of figures in
its place would be taken for the names of columns. A table that goes on the one before it, on the next page, has the
headings of that. Short texts set side by side (cover pages, signatures), labels and answers, and lists of contents are
one line a row, parted by em spaces, for they are no data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from itertools import chain, takewhile

from viewer.figures.grid import heads
from viewer.markup.tree import PLAIN, Align, Block, BlockKind, Cell, Line, Row, Run, Table, Tree
from viewer.render.aligned import write_aligned
from viewer.render.contents import is_contents, is_form, names_part
from viewer.render.continued import right_columns, with_continued
from viewer.render.escape import escaped_start
from viewer.render.inline import InlineMarkdown, break_behind
from viewer.render.items import OpenItems
from viewer.render.places import TextRendering, Writer
from viewer.render.setting import (
    Setting,
    beside_lines,
    has_named_stubs,
    is_fitted,
    line_count,
    one_line,
    setting_of,
)
from viewer.render.text import Headings

# More columns than this no reader of Markdown can show: the table stands as aligned lines.
_MOST_COLUMNS = 60
# A heading, and rows below it.
_FEWEST_ROWS = 3
_INDENT = "\u2003"
_EM_SPACES = 2 * _INDENT
_BREAK = "\\\n"
_ESCAPED = r"\\\1"
_CLOSING = re.compile(r"(#+)$")


def render_markdown(
    tree: Tree,
    ranks: Mapping[int, int] | None = None,
    furniture: bool = True,
    headings: Headings = Headings.ROWS,
) -> TextRendering:
    """Return the Markdown of a tree and the places of its blocks (of a table: of its rows).

    `ranks` gives those of the blocks that the outline names; they are written as headings of Markdown. Without
    `furniture`, page breaks, page numbers and running lines are left out. `headings` are those of tables.
    """
    writer = Writer()
    targets = _targets(tree)
    named = (name for block in tree.blocks for name in block.anchors) if targets else ()
    inline = InlineMarkdown({name.lower(): name for name in named})
    ranks = ranks or {}
    items = OpenItems()
    blocks = tree.blocks if furniture else filter(_is_of_text, tree.blocks)
    for block, goes_on in with_continued(blocks):
        if goes_on:
            if block.table is not None:
                _write_rows(writer, block.table.rows, block.table, inline)
            else:
                writer.write("", block.id)  # nothing may stand between the rows of a table
            continue
        listed = items.listed
        items.meet(block)
        if not writer.empty:
            writer.write("\n" if listed and items.listed and not items.parted else "\n\n")
        if block.table is not None:
            writer.write(_names(block, targets, True))
            _writer_of(block.table, headings)(writer, block.table, inline)
        else:
            rank = _rank(block, ranks)
            names = _names(block, targets, rank > 0 or block.kind is not BlockKind.PARAGRAPH)
            writer.write(names + _block(block, inline, items, rank), block.id)
    if not writer.empty:
        writer.write("\n")
    return writer.rendering()


def _is_of_text(block: Block) -> bool:
    """Whether a block is no page break, page number or running line."""
    return not (block.furniture or block.kind is BlockKind.PAGE_BREAK)


def _targets(tree: Tree) -> frozenset[str]:
    """Return the names that links of the exhibit point at, in lower case."""
    found: set[str] = set()
    for block in tree.blocks:
        lines = [block.runs]
        if block.table is not None:
            lines = [line for row in block.table.rows for cell in row.cells for line in cell.lines]
        found.update(run.href[1:].lower() for line in lines for run in line if run.href[:1] == "#")
    return frozenset(found)


def _names(block: Block, targets: frozenset[str], apart: bool) -> str:
    """Return the places that links point at; `apart` on a line of their own, else at the start of a paragraph."""
    names = [name for name in block.anchors if name.lower() in targets]
    marks = "".join(f'<a id="{escape(name)}"></a>' for name in names)
    return marks + "\n\n" if marks and apart else marks


def _rank(block: Block, ranks: Mapping[int, int]) -> int:
    """Return the rank of a heading, by its markup or the outline, 1 to 6; 0 for what is none."""
    if block.furniture:
        return 0
    if block.kind is BlockKind.HEADING:
        return block.level
    return min(6, ranks.get(block.id, 0)) if block.kind is BlockKind.PARAGRAPH else 0


def _block(block: Block, inline: InlineMarkdown, items: OpenItems, rank: int) -> str:
    if block.kind in (BlockKind.RULE, BlockKind.PAGE_BREAK):
        return "---"
    if block.kind is BlockKind.PREFORMATTED:
        return _fenced(block.text)
    if rank:
        words = inline(
            block.runs if block.kind is BlockKind.HEADING else tuple(map(_unset, block.runs)), False
        )
        return f"{'#' * rank} {_CLOSING.sub(_ESCAPED, words)}".replace(_BREAK, " ").replace("\n", " ")
    words, lead = inline(block.runs), items.lead
    if block.kind is BlockKind.ITEM:
        words = f"{items.marker} {words}"
        if items.listed:
            return lead + words.replace("\n", "\n" + lead + " " * len(items.marker) + " ")
    return lead + words.replace("\n", "\n" + lead) if lead else words


def _fenced(lines: str) -> str:
    fence = "```"
    while fence in lines:
        fence += "`"
    return f"{fence}\n{lines}\n{fence}"


# Tables


def _writer_of(table: Table, headings: Headings) -> Callable[[Writer, Table, InlineMarkdown], None]:
    """Return what writes a table: texts side by side, lines of a list or a form, or data."""
    if table.layout:
        return _write_layout
    if is_contents(table) or is_form(table):
        return _write_lines
    return partial(_write_table, headings=headings)


def _write_layout(writer: Writer, table: Table, inline: InlineMarkdown) -> None:
    stacked, words = False, ""
    for place, row in enumerate(table.rows):
        setting = setting_of(row, True)
        before, stacked = stacked, setting is not Setting.BESIDE
        if place:
            writer.write("\n\n" if before or stacked else break_behind(words))
        words = ""
        for line in _stacked(row.cells, setting, inline) if stacked else _beside(row, inline):
            words += break_behind(words) + line if words else line
        writer.write(escaped_start(words), row.id)


def _write_lines(writer: Writer, table: Table, inline: InlineMarkdown) -> None:
    words = ""
    for row in table.rows:
        if words:
            writer.write(break_behind(words))
        texts = [inline(one_line(cell.lines), starts_line=False) for cell in row.cells]
        words = _INDENT * row.cells[0].indent + _EM_SPACES.join(texts)
        writer.write(escaped_start(words), row.id)


def _beside(row: Row, inline: InlineMarkdown) -> Iterator[str]:
    """Yield the lines of a row whose cells stand beside each other."""
    if line_count(row) == 1:
        lines = [[one_line(cell.lines) for cell in row.cells]]
    else:
        lines = [[line for _, line in cells] for cells in beside_lines(row)]
    for line in lines:
        yield _EM_SPACES.join([inline(words, starts_line=False) for words in line])


def _stacked(cells: Sequence[Cell], setting: Setting, inline: InlineMarkdown) -> Iterator[str]:
    """Yield the lines of cells of which the last hangs beside the others, or that stand below each other."""
    first, *others = cells
    if setting is not Setting.HANGING:
        yield from _cell_by_itself(first, inline)
        yield from _stacked(others, Setting.HANGING, inline) if setting is Setting.HEADED else ()
        if setting is Setting.BELOW:
            yield from chain.from_iterable(_cell_by_itself(cell, inline) for cell in others)
        return
    labels = [inline(cell.lines[0], starts_line=False) for cell in cells[:-1]]
    line, *lines = _cell_by_itself(cells[-1], inline)
    yield _EM_SPACES.join([*labels, line])
    yield from lines


def _cell_by_itself(cell: Cell, inline: InlineMarkdown) -> Iterator[str]:
    lines = (one_line(cell.lines),) if is_fitted(cell) else cell.lines
    return (inline(line, starts_line=False) for line in lines)


def _write_table(writer: Writer, table: Table, inline: InlineMarkdown, headings: Headings) -> None:
    if table.columns > _MOST_COLUMNS:
        writer.write("```\n")
        write_aligned(writer, table)
        writer.write("\n```")
        return
    titles = _titles(table.rows)
    for row in table.rows[:titles]:
        writer.write(_BREAK.join(map(inline, row.cells[0].lines)), row.id)
        writer.write("\n\n" if row is table.rows[titles - 1] else _BREAK)
    rows = table.rows[titles:]
    header = list(takewhile(lambda row: row.header, rows)) or _part_named(rows)
    first = header[0] if header else Row(0, ())
    if headings is Headings.JOINED:
        writer.write(_joined(header, table.columns, inline), first.id)
    else:
        writer.write(_row(first, table.columns, inline), first.id)
        header = header[:1]
    writer.write("\n" + _divider(table))
    _write_rows(writer, rows[len(header) :], table, inline)


def _write_rows(writer: Writer, rows: Sequence[Row], table: Table, inline: InlineMarkdown) -> None:
    named = has_named_stubs(table)
    for row in rows:
        writer.write("\n")
        writer.write(_row(row, table.columns, inline, named), row.id)


def _part_named(rows: Sequence[Row]) -> list[Row]:
    """Return, as a heading, the first row of a table that has none where it says what the rows below it are."""
    if len(rows) < _FEWEST_ROWS or not names_part(rows[0], rows[1]):
        return []
    return [rows[0]._replace(header=True)]


def _titles(rows: Sequence[Row]) -> int:
    """Return how many header rows, at the top, name the table as a whole: texts alone, and headings below them.

    What stands in a column of its own heads that.
    """
    header = list(takewhile(lambda row: row.header, rows))
    alone = takewhile(lambda row: len(row.cells) == 1 and not row.cells[0].column, header[:-1])
    titles = sum(1 for _ in alone)
    return titles if any(row.cells and not row.cells[0].column for row in rows[titles:]) else 0


def _joined(rows: Sequence[Row], columns: int, inline: InlineMarkdown) -> str:
    """Return a header that says of each column what stands over it, from top to bottom."""
    joined = []
    for column in range(columns):
        words: list[str] = []
        for cell in heads(rows, column):
            said = _cell(cell, rows[0], inline)
            if said and said not in words[-1:]:
                words.append(said)
        joined.append(" ".join(words))
    return _line(joined)


def _row(row: Row, columns: int, inline: InlineMarkdown, named: bool = False) -> str:
    cells = [""] * columns
    for cell in row.cells:
        cells[cell.column] = _cell(cell, row, inline, named)
    return _line(cells)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell, row: Row, inline: InlineMarkdown, named: bool = False) -> str:
    words = "<br>".join(inline(line, starts_line=False) for line in _cell_lines(cell, row, named))
    words = _INDENT * cell.indent + words
    return words.replace("|", "\\|").replace("\\\n", " ")


def _cell_lines(cell: Cell, row: Row, named: bool) -> tuple[Line, ...]:
    """Return the lines of a cell as they are written.

    A heading's are one, without emphasis, for it is bold anyway; so are a stub's beside figures, for it was only broken
    to fit, unless other cells of the row have as many lines, or most stubs are names (`named`).
    """
    if row.header:
        return (tuple(_unset(run) for run in one_line(cell.lines)),)
    if (
        len(cell.lines) > 1
        and not named
        and any(other.align is Align.RIGHT for other in row.cells)
        and line_count(row) == 1
    ):
        return (one_line(cell.lines),)
    return cell.lines


def _unset(run: Run) -> Run:
    style = PLAIN._replace(superscript=True) if run.style.superscript else PLAIN
    return Run(run.text, style, run.href, run.picture)


def _divider(table: Table) -> str:
    return "| " + " | ".join("---:" if is_right else "---" for is_right in right_columns(table)) + " |"
