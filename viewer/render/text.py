"""The cleaned tree to plain text: a paragraph a line, tables aligned, at most one blank line in a row, nothing cut."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from enum import Enum

from viewer.markup.tree import Block, BlockKind, Line, Table, Tree, line_said
from viewer.render.aligned import write_aligned
from viewer.render.places import TextRendering, Writer

_RULE = "─" * 40
_PAGE_BREAK = "─ " * 19 + "─"
_STEP = "    "
_DEEPEST = 9
# Members of an enumeration are slow to come by, and blocks are many.
_PARAGRAPH, _ITEM = BlockKind.PARAGRAPH, BlockKind.ITEM


class Tables(Enum):
    """How tables stand in a text; the values are the command line's words."""

    ALIGNED = "aligned"
    TABS = "tabs"
    ROWS = "rows"


class Headings(Enum):
    """What becomes of several rows of headings in Markdown, which knows one; the values are the command line's words.

    As `ROWS` the first heads the table and the others follow it; `JOINED`, each column has all of its headings in one.
    """

    ROWS = "rows"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How a text is set: prose wrapped to `width` characters (0: a paragraph a line), and tables.

    `Tables.TABS` parts cells by tabs, one for each column; `Tables.ROWS` writes a row as a sentence, its cells parted
    by semicolons. Without `furniture`, page breaks, page numbers and running lines are left out. Of a Markdown only
    `furniture` and `headings` count.
    """

    width: int = 0
    tables: Tables = Tables.ALIGNED
    furniture: bool = True
    headings: Headings = Headings.ROWS


def render_text(tree: Tree, options: TextOptions | None = None) -> TextRendering:
    """Return the text of a tree and the places of its blocks (of a table: of its rows)."""
    options = options or TextOptions()
    writer = Writer()
    before: Block | None = None
    widths = _marker_widths(tree.blocks)
    for block in tree.blocks:
        if block.kind is not _ITEM and _is_picture(block):
            continue
        if not options.furniture and (block.furniture or block.kind is BlockKind.PAGE_BREAK):
            continue
        filed = _filed(block, options.tables)
        if before is not None:
            close = (
                _is_close(before, filed)
                if filed
                else _tight(before, block) or _is_next_line(before, block, options)
            )
            writer.write("\n" if close else "\n\n")
        before = block
        if filed:
            _write_filed(writer, filed)
        elif block.table is not None:
            _write_table(writer, block.table, options)
        else:
            writer.write(
                _wrapped(_block_text(block, widths.get(block.id, 0)), block, options.width), block.id
            )
    if not writer.empty:
        writer.write("\n")
    return writer.rendering()


def _is_picture(block: Block) -> bool:
    """Whether a block holds nothing but pictures."""
    if block.table is not None:
        return not any(map(_has_words, (c.lines for row in block.table.rows for c in row.cells)))
    return bool(block.runs) and not _has_words((block.runs,))


def _has_words(lines: tuple[Line, ...]) -> bool:
    for line in lines:
        for run in line:
            if run.text and not run.text.isspace():
                return True
    return False


def _filed(block: Block, tables: Tables) -> list[tuple[int, str]]:
    """Return the lines of a plain text as filed, with the number of the block or row they are; none of markup."""
    if block.table is None:
        return [(block.id, block.filed)] if block.filed else []
    rows = block.table.rows if tables is Tables.ALIGNED else ()
    return [(row.id, row.filed) for row in rows if row.filed]


def _is_close(before: Block, filed: list[tuple[int, str]]) -> bool:
    """Whether lines as filed follow without a blank line; next to a page break one stands always."""
    return before.kind is not BlockKind.PAGE_BREAK and not filed[0][1].startswith("\n")


def _is_next_line(before: Block, block: Block, options: TextOptions) -> bool:
    """Whether a line of a title or an address follows another one, and both stay one line."""
    if not block.close or before.kind is not BlockKind.PARAGRAPH or block.kind is not BlockKind.PARAGRAPH:
        return False
    if before.furniture or block.furniture:
        return False
    return not options.width or all(
        len(each.text) + len(_STEP) * each.indent <= options.width for each in (before, block)
    )


def _write_filed(writer: Writer, filed: list[tuple[int, str]]) -> None:
    for place, (number, lines) in enumerate(filed):
        words = lines.lstrip("\n")
        if place:
            writer.write("\n" + lines[: len(lines) - len(words)])
        writer.write(words, number)


def _write_table(writer: Writer, table: Table, options: TextOptions) -> None:
    if options.tables is Tables.ALIGNED:
        write_aligned(writer, table, options.width)
        return
    for place, row in enumerate(table.rows):
        cells = [""] * table.columns
        for cell in row.cells:
            cells[cell.column] = " ".join(filter(None, map(line_said, cell.lines)))
        words = (
            "\t".join(cells).rstrip("\t") if options.tables is Tables.TABS else "; ".join(filter(None, cells))
        )
        writer.write("\n" if place else "")
        writer.write(words, row.id)


def _wrapped(words: str, block: Block, width: int) -> str:
    """Return prose broken to `width` characters; what is not prose as it is."""
    if not width or block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING) or block.filed:
        return words
    hang = " " * (
        len(words) - len(words.lstrip()) + (len(block.marker) + 1 if block.kind is BlockKind.ITEM else 0)
    )
    return "\n".join(
        textwrap.fill(
            line,
            max(width, len(hang) + 20),
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in words.split("\n")
    )


def _marker_widths(blocks: tuple[Block, ...]) -> dict[int, int]:
    """Return how wide the marker of each list item is set, so that the markers of one list end below each other."""
    widths: dict[int, int] = {}
    run: list[Block] = []
    for block in (*blocks, None):
        if block is not None and block.kind is _ITEM and (not run or _are_alike(run[-1], block)):
            run.append(block)
            continue
        if not run:
            continue
        numbered = all(item.marker[-1:].isalnum() or item.marker[-1:] in ".)" for item in run)
        width = max((len(item.marker) for item in run), default=0) if numbered else 0
        widths.update((item.id, width) for item in run)
        run = [block] if block is not None and block.kind is _ITEM else []
    return widths


def _are_alike(before: Block, item: Block) -> bool:
    """Whether two items are of one list: as deep, and marked alike, as by `(a)` and `(b)`, not by `(b)` and `1.`."""
    return before.level == item.level and _shape(before.marker) == _shape(item.marker)


def _shape(marker: str) -> tuple[bool, str]:
    """Return whether a marker begins with a bracket, and the sign that it ends in."""
    return marker[:1] == "(", "" if marker[-1:].isalnum() else marker[-1:]


def _tight(before: Block, block: Block) -> bool:
    return (
        before.kind is _ITEM
        and block.kind is _ITEM
        and len(before.text) < 160 > len(block.text)
        and not (before.marker.isdigit() and "\n" in before.text + block.text)  # questions of a form
    )


def _block_text(block: Block, marker: int) -> str:
    words = line_said(block.runs).strip("\n")
    if block.kind is _ITEM:
        lead = _STEP * min(block.level, _DEEPEST) + block.marker.rjust(marker) + " "
        return lead + words.replace("\n", "\n" + " " * len(lead))
    if block.kind is not _PARAGRAPH:
        if block.kind is BlockKind.RULE:
            return _RULE
        if block.kind is BlockKind.PAGE_BREAK:
            return _PAGE_BREAK
        if block.kind is BlockKind.PREFORMATTED:
            return words
    return _indented(words, block.indent) if block.indent else words


def _indented(words: str, indent: int) -> str:
    return "\n".join(_STEP * indent + line for line in words.split("\n"))
