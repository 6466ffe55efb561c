"""The cleaned tree to GitHub-flavoured Markdown, block by block: the inline markup of a block through markdownify.

Tables have a header row and as many cells in each row as the grid has columns. Short texts set side by side
(cover pages,
signatures) are one line a row, parted by em spaces, for they are no data.
"""

from __future__ import annotations

import re
from dataclasses import replace

from markdownify import ASTERISK, BACKSLASH, MarkdownConverter

from viewer.markup.tree import PLAIN, Align, Block, BlockKind, Cell, Line, Row, Run, Style, Table, Tree
from viewer.render.escape import escaped, escaped_start
from viewer.render.html import line_html
from viewer.render.places import TextRendering, Writer
from viewer.render.text import is_stacked

_EM_SPACES = "\u2003\u2003"
_ORDINALS = frozenset({"st", "nd", "rd", "th", "sm", "tm", "®", "™", "(r)"})
_NUMBER = re.compile(r"\d{1,9}[.)]")


class _Converter(MarkdownConverter):
    """markdownify with this program's escaping, and raised and lowered text kept."""

    def escape(self, text: str, parent_tags: object = None) -> str:
        """Escape by our own rules."""
        return escaped(text, starts_line=False)

    def convert_sup(self, el: object, text: str, parent_tags: object) -> str:
        """Keep raised what would otherwise be read as part of the word or figure before it."""
        bare = text.strip().lower()
        return text if bare in _ORDINALS or not bare[:1].isalnum() else f"<sup>{text}</sup>"

    def convert_sub(self, el: object, text: str, parent_tags: object) -> str:
        """Keep lowered text."""
        return f"<sub>{text}</sub>"


_converter = _Converter(strong_em_symbol=ASTERISK, newline_style=BACKSLASH, autolinks=False)


def render_markdown(tree: Tree) -> TextRendering:
    """Return the Markdown of a tree and the places of its blocks (of a table: of its rows)."""
    writer = Writer()
    before: Block | None = None
    for block in tree.blocks:
        if before is not None:
            tight = before.kind is BlockKind.ITEM and block.kind is BlockKind.ITEM
            writer.write("\n" if tight else "\n\n")
        before = block
        if block.table is not None:
            (_write_layout if block.table.layout else _write_table)(writer, block.table)
        else:
            writer.write(_block(block), block.id)
    if not writer.empty:
        writer.write("\n")
    return writer.rendering()


def _block(block: Block) -> str:
    if block.kind in (BlockKind.RULE, BlockKind.PAGE_BREAK):
        return "---"
    if block.kind is BlockKind.PREFORMATTED:
        return _fenced(block.text)
    words = inline(block.runs)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * block.level} {words}".replace("\\\n", " ").replace("\n", " ")
    if block.kind is BlockKind.ITEM:
        lead = "    " * block.level + _marker(block.marker) + " "
        return lead + words.replace("\n", "\n" + " " * len(lead))
    return words


def _marker(marker: str) -> str:
    """Return a Markdown list marker that keeps the mark as filed."""
    if marker in "•●○■□▪▫◦·∙–—-*":
        return "-"
    if _NUMBER.fullmatch(marker):
        return marker
    return f"- {escaped(marker, starts_line=False)}"


def _fenced(lines: str) -> str:
    fence = "```"
    while fence in lines:
        fence += "`"
    return f"{fence}\n{lines}\n{fence}"


def inline(line: Line, starts_line: bool = True) -> str:
    """Return the Markdown of runs; forced line breaks as a backslash at the end of the line."""
    if not line:
        return ""
    if all(run.style == PLAIN and not run.href and not run.picture for run in line):
        return escaped("".join(run.text for run in line), starts_line).replace("\n", "\\\n")
    words = _converter.convert(line_html(_flanked(line)).replace("\n", "<br>")).strip()
    return escaped_start(words) if starts_line and line[0].style == PLAIN else words


def _flanked(line: Line) -> Line:
    """Return runs whose emphasis neither begins nor ends with a space or a break; underlines are dropped."""
    done: list[Run] = []
    for run in line:
        core = run.text.strip()
        if run.picture or run.style == PLAIN:
            done.append(run)
            continue
        if not core:
            done.append(Run(run.text))
            continue
        style = replace(run.style, underline=False) if run.style.underline else run.style
        before = len(run.text) - len(run.text.lstrip())
        if before:
            done.append(Run(run.text[:before]))
        if _continues(done, style, run.href):
            space = done.pop().text if done[-1].text.isspace() else ""
            done[-1] = Run(done[-1].text + space + core, style, run.href)
        else:
            done.append(Run(core, style, run.href))
        if before + len(core) < len(run.text):
            done.append(Run(run.text[before + len(core) :]))
    return tuple(done)


def _continues(done: list[Run], style: Style, href: str) -> bool:
    """Whether the last run, past a space, is emphasised alike."""
    last = done[-1] if done else None
    if (
        last
        and last.text == " "
        and last.style == PLAIN
        and not last.href
        and not last.picture
        and len(done) > 1
    ):
        last = done[-2]
    return bool(last and last.style == style != PLAIN and last.href == href and not last.picture)


# Tables


def _write_layout(writer: Writer, table: Table) -> None:
    stacked = False
    for place, row in enumerate(table.rows):
        before, stacked = stacked, is_stacked(row)
        if place:
            writer.write("\n\n" if before or stacked else "\\\n")
        cells = [inline(_one_line(cell.lines), starts_line=False) for cell in row.cells]
        if stacked:
            cells[-1] = "\\\n".join(inline(line, starts_line=False) for line in row.cells[-1].lines)
        words = _EM_SPACES.join(cells)
        writer.write(escaped_start(words), row.id)


def _write_table(writer: Writer, table: Table) -> None:
    for place, row in enumerate(table.rows):
        if place:
            writer.write("\n")
        writer.write(_row(row, table.columns), row.id)
        if not place:
            writer.write("\n" + _divider(table))


def _one_line(lines: tuple[Line, ...]) -> Line:
    """Return the lines of a cell as one, a space between them."""
    done = list(lines[0]) if lines else []
    for line in lines[1:]:
        last = done[-1]
        if last.picture or last.style != line[0].style:
            done.append(Run(" "))
        else:
            done[-1] = Run(last.text + " ", last.style, last.href)
        done.extend(line)
    return tuple(done)


def _row(row: Row, columns: int) -> str:
    cells = [""] * columns
    for cell in row.cells:
        cells[cell.column] = _cell(cell, row.header)
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell, header: bool) -> str:
    lines = cell.lines
    if header:
        lines = tuple(
            tuple(
                Run(r.text, type(r.style)(superscript=r.style.superscript), r.href, r.picture) for r in line
            )
            for line in lines
        )
    if header:
        lines = (_one_line(lines),)
    words = "<br>".join(inline(line, starts_line=False) for line in lines)
    return words.replace("|", "\\|")


def _divider(table: Table) -> str:
    right = [0] * table.columns
    for row in table.rows:
        for cell in row.cells:
            if cell.columns == 1 and not row.header:
                right[cell.column] += 1 if cell.align is Align.RIGHT else -1
    return "| " + " | ".join("---:" if count > 0 else "---" for count in right) + " |"
