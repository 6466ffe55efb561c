"""The cleaned tree to one HTML page: semantic elements with the program's own classes, nothing of the filer's styling.

Every block carries `data-b`, its number; names that links point at become ids. The classes are those of `page.css`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape, unescape
from itertools import groupby
from urllib.parse import unquote

from viewer.markup.safe import is_safe_link
from viewer.markup.tree import (
    PLAIN,
    Align,
    Block,
    BlockKind,
    Border,
    Cell,
    Line,
    Picture,
    Row,
    Run,
    Style,
    Table,
    Tree,
)

_ELEMENTS = (
    ("bold", "b"),
    ("italic", "i"),
    ("underline", "u"),
    ("strike", "s"),
    ("superscript", "sup"),
    ("subscript", "sub"),
)
# The thousands of an amount that was filed without signs between them stand apart: a gap, which is nothing to copy.
_AMOUNT = re.compile(r"(-?\d{1,3})((?:\d{3})+)(?![\d,])")
_THOUSANDS = re.compile(r"\d{3}")
# The closing bracket of a negative figure hangs, so that digits stand below digits.
_NEGATIVE = re.compile(r"\d\)$")
_SHORT, _SHORT_TEXT = 12, 40  # characters
_FEWEST_BESIDE = 3  # cells
_FIGURES = {Align.RIGHT}
_HEADING_LINE = 14
_MOST_AT_ONCE, _PIECE = 400, 100  # rows
_LONGEST_LABEL = 11  # letters
_NARROWEST, _FOLDED, _PADDING = 5, 24, 3  # digits
_INSIDE = re.compile(r'<a href="#([^"]*)"')


def render_html(
    tree: Tree,
    stylesheet: str,
    title: str = "",
    notice: str = "",
    headings: Mapping[int, int] | None = None,
) -> str:
    """Return a whole page; `notice` is the sentence to show where the tree has nothing to read.

    `headings` gives the rank of the blocks that the outline names; they are set as headings.
    """
    ranks = headings or {}
    body = "\n".join([block_html(block, ranks.get(block.id, 0)) for block in tree.blocks])
    names = {name.lower(): name for block in tree.blocks for name in block.anchors}
    if names:
        body = _INSIDE.sub(lambda found: f'<a href="#{_spelling(found[1], names)}"', body)
    if notice:
        body += f'\n<p class="notice">{escape(notice)}</p>'
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(tree.title or title)}</title>\n<style>\n{stylesheet}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _spelling(target: str, names: Mapping[str, str]) -> str:
    """Return a link's target in the spelling of the name it points at: filers mix cases, browsers tell them apart."""
    return escape(names.get(unquote(unescape(target)).lower(), unescape(target)))


def block_html(block: Block, rank: int = 0) -> str:
    """Return the element of one block; a paragraph with a `rank` (1 to 6) is set as a heading."""
    kind = block.kind
    if block.table is not None:
        return f"{_names(block)}{_table(block, block.table)}"
    if kind is BlockKind.RULE:
        return f'<hr data-b="{block.id}">{_names(block)}'
    if kind is BlockKind.PAGE_BREAK:
        return f'<hr class="page-break" data-b="{block.id}">{_names(block)}'
    words = _names(block) + line_html(block.runs)
    if kind is BlockKind.PREFORMATTED:
        return f'<pre data-b="{block.id}">{words}</pre>'
    if kind is BlockKind.ITEM:
        words = f'<span class="marker">{escape(block.marker)}</span> {words}'
    name = "p"
    if kind is BlockKind.HEADING:
        name = f"h{block.level}"
    elif rank and kind is BlockKind.PARAGRAPH and not block.furniture:
        name = f"h{min(6, rank)}"
    return f'<{name}{_classes(_block_classes(block))} data-b="{block.id}">{words.replace(chr(10), "<br>")}</{name}>'


def line_html(line: Line) -> str:
    """Return the inline markup of runs."""
    if len(line) == 1 and line[0].style == PLAIN and not line[0].href and not line[0].picture:
        return escape(line[0].text, quote=False)
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    words = _picture(run.picture) if run.picture else escape(run.text, quote=False)
    if run.style != PLAIN:
        before, after = _tags(run.style)
        words = before + words + after
    if run.href and is_safe_link(run.href):
        words = f'<a href="{escape(run.href)}">{words}</a>'
    return words


@lru_cache(maxsize=64)
def _tags(style: Style) -> tuple[str, str]:
    names = [element for attribute, element in _ELEMENTS if getattr(style, attribute)]
    return "".join(f"<{name}>" for name in names), "".join(f"</{name}>" for name in reversed(names))


def _picture(picture: Picture) -> str:
    name = picture.source.rsplit("/", 1)[-1]
    size = "".join(
        f' {side}="{value}"'
        for side, value in (("width", picture.width), ("height", picture.height))
        if value
    )
    return f'<img src="{escape(name)}" alt="{escape(picture.alt or name)}"{size}>'


def _names(block: Block) -> str:
    return "".join(f'<a id="{escape(name)}"></a>' for name in block.anchors)


def _block_classes(block: Block) -> Iterator[str]:
    if block.kind is BlockKind.ITEM:
        yield "item"
    if block.align is not Align.LEFT:
        yield block.align.value
    depth = block.level if block.kind is BlockKind.ITEM else block.indent
    if depth > 0:
        yield f"i{min(depth, 9)}"
    if block.furniture:
        yield "furniture"
    elif block.close and block.kind is BlockKind.PARAGRAPH:
        yield "close"


def _classes(names: Iterator[str]) -> str:
    joined = " ".join(names)
    return f' class="{joined}"' if joined else ""


# Tables


def _table(block: Block, table: Table) -> str:
    covered: dict[int, int] = {}
    rows = [
        _row(row if covered else _spread(row, table), table.columns, covered, table.listing)
        for row in table.rows
    ]
    headers = sum(1 for row in table.rows if row.header)
    if table.listing and len(rows) > _MOST_AT_ONCE:
        return _long_listing(block, table, rows, headers)
    head = f"<thead>\n{chr(10).join(rows[:headers])}\n</thead>\n" if headers else ""
    body = "\n".join(rows[headers:])
    kind = "table" + " layout" * table.layout + " listing" * table.listing + " pairs" * table.pairs
    kind += " labelled" * (table.layout and _is_labelled(table))
    if block.furniture:
        kind += " furniture"
    return f'<div class="{kind}"><table data-b="{block.id}">\n{head}<tbody>\n{body}\n</tbody>\n</table></div>'


def _is_labelled(table: Table) -> bool:
    """Whether a table is one row of a short label, such as `Item 5.02.`, and the words that it stands before."""
    if len(table.rows) != 1 or len(table.rows[0].cells) != 2:
        return False
    label, words = table.rows[0].cells
    if label.column or not label.align is words.align is Align.LEFT or len(words.lines) > 1:
        return False
    return 0 < len(label.text) <= _LONGEST_LABEL and len(words.text) > len(label.text)


def _long_listing(block: Block, table: Table, rows: list[str], headers: int) -> str:
    """Return a listing of very many rows in pieces, of which the page lays out those in sight alone.

    Each piece is a table of its own; columns of a set width keep them below each other.
    """
    columns = "".join(f'<col style="width:{width}ch">' for width in _widths(table))
    pieces = [
        f'<div class="piece"><table><colgroup>{columns}</colgroup>\n<tbody>\n{chr(10).join(rows[at : at + _PIECE])}\n'
        "</tbody></table></div>"
        for at in range(headers, len(rows), _PIECE)
    ]
    head = f"<colgroup>{columns}</colgroup>\n<thead>\n{chr(10).join(rows[:headers])}\n</thead>"
    return (
        f'<div class="table listing long"><table class="headings" data-b="{block.id}">{head}</table>\n'
        f"{chr(10).join(pieces)}\n</div>"
    )


def _widths(table: Table) -> list[int]:
    """Return how many digits wide each column of a listing is set: room for its figures, and for words to fold."""
    widths = [_NARROWEST] * table.columns
    for row in table.rows:
        for cell in row.cells:
            first = cell.lines[0]
            text = first[0].text if len(first) == len(cell.lines) == 1 else cell.text
            if cell.columns > 1 or len(text) * 5 // 4 + _PADDING <= widths[cell.column]:
                continue
            if row.header or (cell.align is not Align.RIGHT and len(text) > _SHORT):
                longest = max(map(len, text.split()), default=0) * 5 // 4
                longest = max(longest, 0 if row.header else min(len(text), _FOLDED))
            else:
                longest = len(text)
            widths[cell.column] = max(widths[cell.column], longest + _PADDING)
    return widths


def _spread(row: Row, table: Table) -> Row:
    """Return a row of a layout; what stands in it alone, set left and unruled, has the width of all columns."""
    if not table.layout or len(row.cells) > 1 or not row.cells:
        return row
    cell = row.cells[0]
    if cell.align is not Align.LEFT or cell.rows > 1 or not cell.above is cell.below is Border.NONE:
        return row
    return row._replace(cells=(cell._replace(columns=table.columns - cell.column),))


def _row(row: Row, columns: int, covered: dict[int, int], listing: bool) -> str:
    """Return a row; `covered` holds how many rows more a cell above spans, by column, and is brought up to date."""
    cells, at = [], 0
    name = "th" if row.header else "td"
    for cell in row.cells:
        cells.append(_gaps(name, at, cell.column, covered))
        short = _is_broken(cell) if row.header else listing and _is_short(cell)
        cells.append(_cell(cell, name, short))
        at = cell.column + cell.columns
    cells.append(_gaps(name, at, columns, covered))
    for column in list(covered):
        covered[column] -= 1
        if not covered[column]:
            del covered[column]
    for cell in row.cells:
        if cell.rows > 1:
            covered.update(dict.fromkeys(range(cell.column, cell.column + cell.columns), cell.rows - 1))
    classes = _classes(_row_classes(row, listing))
    return f'<tr data-b="{row.id}"{classes}>{"".join(cells)}</tr>'


def _row_classes(row: Row, listing: bool) -> Iterator[str]:
    """Yield what a row is, and where its figures stand: beside prose in its first line, else all in the last."""
    if row.shaded:
        yield "shaded"
    aligns = [cell.align for cell in row.cells]
    if row.header or listing or len(row.cells) < _FEWEST_BESIDE or Align.RIGHT not in aligns:
        return
    if set(aligns[1:]) == _FIGURES or (aligns[-1] is Align.RIGHT and aligns.count(Align.RIGHT) == 1):
        return  # a statement, or the page that an entry of the contents names
    is_prose = any(cell.align is Align.LEFT and len(cell.text) > _SHORT_TEXT for cell in row.cells[1:])
    yield "prose" if is_prose else "level"


def _gaps(name: str, start: int, end: int, covered: dict[int, int]) -> str:
    """Return empty cells for the columns `start` to `end` (excluded), but for those that a cell above spans."""
    if not covered:
        return _gap(name, end - start)
    free = [column not in covered for column in range(start, end)]
    return "".join(_gap(name, len(list(run))) for is_free, run in groupby(free) if is_free)


def _gap(name: str, columns: int) -> str:
    if columns < 2:
        return f"<{name}></{name}>" * columns
    return f'<{name} colspan="{columns}"></{name}>'


def _is_short(cell: Cell) -> bool:
    """Whether a cell of a listing says something that no line should part, such as a day."""
    words = cell.lines[0][0].text if len(cell.lines) == 1 else ""
    return len(words) <= _SHORT and (" " in words or "-" in words)


def _is_broken(cell: Cell) -> bool:
    """Whether a heading was filed in short lines, which are not to be broken again: a day, and its year."""
    return len(cell.lines) > 1 and all(
        sum(len(run.text) for run in line) <= _HEADING_LINE for line in cell.lines
    )


def _cell(cell: Cell, name: str, short: bool) -> str:
    span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    if cell.rows > 1:
        span += f' rowspan="{cell.rows}"'
    words = "<br>".join(map(line_html, cell.lines))
    if cell.amount:
        words = _apart(words)
    if cell.align is Align.RIGHT and _NEGATIVE.search(words):
        words = f'{words[:-1]}<span class="hang">)</span>'
    return f"<{name}{_classes(_cell_classes(cell, short))}{span}>{words}</{name}>"


def _apart(words: str) -> str:
    """Return the markup of an amount with each of its thousands in an element of its own."""
    found = _AMOUNT.match(words)
    if found is None:
        return words
    return found[1] + _THOUSANDS.sub(r"<span>\g<0></span>", found[2]) + words[found.end() :]


def _cell_classes(cell: Cell, short: bool) -> Iterator[str]:
    if short and cell.align is not Align.RIGHT:
        yield "short"
    if cell.align is not Align.LEFT:
        yield cell.align.value
    if cell.indent:
        yield f"i{cell.indent}"
    if cell.above is not Border.NONE:
        yield f"above-{cell.above.name.lower()}"
    if cell.below is not Border.NONE:
        yield f"below-{cell.below.name.lower()}"
