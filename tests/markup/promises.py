"""What holds for every exhibit, whatever is in it: each function asserts one promise of a tree or its renderings.

"Letters" are what is left of a text without its white space: renderings differ in spaces and lines only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, zip_longest
from typing import TYPE_CHECKING

from lxml import etree
from markdown_it import MarkdownIt

from viewer.markup.clean import DROPPED, clean_html
from viewer.markup.mended import mended
from viewer.markup.tree import Block, BlockKind, Line, Row, Tree
from viewer.render.contents import is_contents, is_form
from viewer.render.continued import with_continued
from viewer.render.html import render_html
from viewer.render.items import OpenItems
from viewer.render.markdown import render_markdown
from viewer.render.setting import beside_lines, line_count
from viewer.render.text import render_text

if TYPE_CHECKING:
    from markdown_it.token import Token

    from viewer.render.places import TextRendering

# Digits raised in themselves are digits; a soft hyphen is not seen.
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "\xad")
DATA_B = re.compile(r' data-b="(\d+)"')
DRAWN = re.compile(r"[-=_]{2,}|[.]{2,}")
C1 = re.compile("[\x80-\x9f]")
# Letters that symbol fonts turn into boxes, bullets and arrows.
GLYPHS = frozenset("abcfglnopqrstuvwxyzäàèðøûüýþ")
# Marks that Markdown writes as its own bullet.
BULLETS = tuple("•●○■□▪▫◦·∙–—-*")
_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"])


@dataclass
class Shown:
    """A tree and its renderings, each made when it is asked for."""

    tree: Tree

    @cached_property
    def html(self) -> str:
        return render_html(self.tree, "")

    @cached_property
    def text(self) -> TextRendering:
        return render_text(self.tree)

    @cached_property
    def markdown(self) -> TextRendering:
        return render_markdown(self.tree)

    @cached_property
    def tokens(self) -> list[Token]:
        """The Markdown as a parser of the GitHub flavour reads it."""
        return _MARKDOWN.parse(self.markdown.text)


def letters(text: str) -> str:
    return re.sub(r"\s+", "", text.translate(RAISED))


def words_of(block: Block | Row) -> str:
    """Return all that a reader sees of a block or a row, its marker too."""
    if isinstance(block, Row):
        return " ".join(cell.text for cell in block.cells)
    return f"{block.marker} {block.text}"


def has_picture(block: Block | Row) -> bool:
    lines = [line for cell in block.cells for line in cell.lines] if isinstance(block, Row) else [block.runs]
    return any(run.picture for line in lines for run in line)


def leaves(tree: Tree) -> Iterator[Block | Row]:
    """Yield the blocks in reading order, of a table its rows."""
    for block in tree.blocks:
        if block.table is None:
            yield block
        else:
            yield from block.table.rows


# The tree


def ids_count_upwards(tree: Tree) -> None:
    ids = [
        number
        for block in tree.blocks
        for number in (block.id, *(row.id for row in (block.table.rows if block.table else ())))
    ]
    assert ids == list(range(1, len(ids) + 1))


def tables_are_grids(tree: Tree) -> None:
    """See that cells are in order and inside the grid, and that no cell, row or column is empty."""
    for block in tree.blocks:
        if block.table is None:
            continue
        assert block.table.rows
        held = set()
        for row in block.table.rows:
            at = 0
            for cell in row.cells:
                assert cell.column >= at, f"cells overlap in row {row.id}"
                assert cell.columns >= 1
                assert cell.lines, f"an empty cell in row {row.id}"
                at = cell.column + cell.columns
                held.add(cell.column)
            assert row.cells, f"row {row.id} is empty"
            assert at <= block.table.columns
        assert held == set(range(block.table.columns)), f"table {block.id} has an empty column"


def no_words_are_lost(markup: str, tree: Tree) -> None:
    """See that every digit and letter of the markup that a reader would see is in the tree.

    A parser of its own says what stands in the markup: a tree of lxml, without what `DROPPED` and `display: none` hide.
    Letters that symbol fonts draw as boxes and bullets are not counted.
    """
    wanted = Counter(_plain_letters(_visible(markup)))
    seen = "".join(letters(words_of(leaf)) for leaf in leaves(tree))
    missing = wanted - Counter(_plain_letters(seen))
    assert not [letter for letter in missing if letter not in GLYPHS], f"lost: {missing}"


def _plain_letters(text: str) -> str:
    return re.sub(r"[^a-z0-9ß-öø-ÿ]", "", text.casefold().translate(RAISED))


def _visible(markup: str) -> str:
    content, _ = mended(markup.replace("\0", "").encode("utf-8", "replace"))  # tested by itself
    if not content.strip():
        return ""
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True))
    if root is None:
        return ""
    hidden = re.compile(r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)", re.IGNORECASE)
    found, waiting = [], [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            found.append(element)
            continue
        waiting.append(element.tail or "")
        tag = element.tag if isinstance(element.tag, str) else "comment"
        if tag in {"comment", "title", *DROPPED} or "hidden" in element.attrib:
            continue
        if hidden.search(element.get("style") or ""):
            continue
        waiting.extend(reversed(element))
        waiting.append(element.text or "")
    return "".join(found)


# Places


def every_block_is_in_every_rendering(shown: Shown) -> None:
    """See that the page has the blocks of the tree, and text and Markdown too, of a table its rows."""
    all_ids = [int(number) for number in DATA_B.findall(shown.html)]
    assert sorted(all_ids) == all_ids
    leaf_ids = {leaf.id for leaf in leaves(shown.tree)}
    tables = {block.id for block in shown.tree.blocks if block.table}
    assert set(all_ids) == leaf_ids | tables
    assert len(all_ids) == len(set(all_ids))
    assert {place.block for place in shown.markdown.places} == leaf_ids
    pictures = {leaf.id for leaf in leaves(shown.tree) if has_picture(leaf) and not words_of(leaf).strip()}
    assert {place.block for place in shown.text.places} | pictures == leaf_ids


def places_are_in_order(rendering: TextRendering) -> None:
    at = 0
    for place in rendering.places:
        assert at <= place.start <= place.end <= len(rendering.text)
        at = place.end
    numbers = [place.block for place in rendering.places]
    assert numbers == sorted(set(numbers))


def places_hold_the_words(shown: Shown) -> None:
    """See that what stands in the text at the place of a block is the block, letter for letter.

    What was struck out stands there between `~~`.
    """
    text = shown.text
    pieces = {place.block: text.text[place.start : place.end].replace("~~", "") for place in text.places}
    found = {block: letters(piece) for block, piece in pieces.items()}
    heads_found, heads_wanted = "", ""
    for leaf in leaves(shown.tree):
        if isinstance(leaf, Block) and leaf.kind in (BlockKind.RULE, BlockKind.PAGE_BREAK):
            continue
        if leaf.filed:
            # Rules and leaders are drawn there too.
            there, words = (letters(DRAWN.sub("", each)) for each in (pieces[leaf.id], words_of(leaf)))
            if isinstance(leaf, Row) and leaf.header:
                # A heading over several lines stands beside others of fewer, each in a row of its own.
                heads_found, heads_wanted = heads_found + there, heads_wanted + words
            else:
                assert sorted(there) == sorted(words)
            continue
        wanted = letters(words_of(leaf).replace("~~", ""))
        if has_picture(leaf):
            assert not Counter(wanted) - Counter(found.get(leaf.id, ""))
        elif isinstance(leaf, Row):
            assert sorted(found[leaf.id]) == sorted(wanted), f"row {leaf.id}"
        else:
            assert found[leaf.id] == wanted, f"block {leaf.id}"
    assert sorted(heads_found) == sorted(heads_wanted)


# Text


def text_has_no_second_blank_line(shown: Shown) -> None:
    """See that no two blank lines follow each other but in lines kept as filed, and none is at either end."""
    text = shown.text.text
    kept = {leaf.id for leaf in leaves(shown.tree) if getattr(leaf, "kind", None) is BlockKind.PREFORMATTED}
    for place in reversed(shown.text.places):
        if place.block in kept:
            text = text[: place.start] + "x" + text[place.end :]
    assert not re.search(r"\n[ \t]*\n[ \t]*\n", text)
    assert not text.startswith("\n")
    assert text == "" or (text.endswith("\n") and not text.endswith("\n\n"))


def no_controls(shown: Shown) -> None:
    """See that no windows-1252 character has stayed a C1 control."""
    for rendering in (shown.html, shown.text.text, shown.markdown.text):
        assert not C1.search(rendering)


# Markdown


def markdown_reads_back(shown: Shown) -> None:
    """See that a Markdown parser shows the words of the tree, letter for letter, in order, and nothing else."""
    if any(map(has_picture, leaves(shown.tree))):
        wanted = "".join(
            letters(_without_bullet(leaf)) for leaf in leaves(shown.tree) if not has_picture(leaf)
        )
        assert not Counter(wanted) - Counter(letters(_read(shown.tokens)))
        return
    got, at = letters(_read(shown.tokens)), 0
    for leaf in leaves(shown.tree):
        orders = {letters(_without_bullet(leaf)), letters(_line_by_line(leaf)), letters(_as_set(leaf))}
        said = next((order for order in orders if got.startswith(order, at)), None)
        assert said is not None, f"wanted one of {orders}, got {got[at : at + 90]!r}"
        at += len(said)
    assert at == len(got), f"and more: {got[at : at + 90]!r}"


def _line_by_line(leaf: Block | Row) -> str:
    """Return the words of a row as they are read where the lines of its cells stand side by side."""
    if isinstance(leaf, Block):
        return _without_bullet(leaf)
    lines = zip_longest(*([*map(_said, cell.lines)] for cell in leaf.cells), fillvalue="")
    return " ".join(word for line in lines for word in line)


def _as_set(leaf: Block | Row) -> str:
    """Return the words of a row as they are read where what a form asks for stands below each answer."""
    if isinstance(leaf, Block) or line_count(leaf) == 1:
        return _without_bullet(leaf)
    return " ".join(_said(line) for cells in beside_lines(leaf) for _, line in cells)


def _said(line: Line) -> str:
    return "".join(run.text for run in line)


def _without_bullet(leaf: Block | Row) -> str:
    if isinstance(leaf, Block):
        if leaf.kind in (BlockKind.RULE, BlockKind.PAGE_BREAK):
            return ""
        if leaf.kind is BlockKind.ITEM and leaf.marker in BULLETS:
            return leaf.text
    return words_of(leaf)


def _read(tokens: list[Token]) -> str:
    said = []
    for token in tokens:
        if token.type == "list_item_open":
            said.append(token.info + token.markup if token.info else "")
        elif token.type == "fence":
            said.append(token.content)
        for child in token.children or ():
            assert child.type != "code_inline", child.content
            if child.type in ("text", "text_special"):
                said.append(child.content)
            elif child.type == "html_inline":
                assert re.fullmatch(r"</?su[bp]>|<br>|<a id=\"[^<>\"]*\">|</a>", child.content), child.content
    return "".join(said)


def _listed(tree: Tree) -> int:
    """Return how many items Markdown has a mark for; bullets and the first number of a list always have one."""
    items, count = OpenItems(), 0
    for block in tree.blocks:
        items.meet(block)
        count += items.listed
        assert items.listed or block.kind is not BlockKind.ITEM or block.marker not in BULLETS
    return count


def markdown_has_the_same_blocks(shown: Shown) -> None:
    """See that a Markdown parser finds the headings, items, tables, rules and kept lines of the tree, and no others."""
    found = Counter(token.type for token in shown.tokens)
    kinds = Counter(block.kind for block in shown.tree.blocks)
    continued = {block.id for block, goes_on in with_continued(shown.tree.blocks) if goes_on}
    breaks = sum(b.kind is BlockKind.PAGE_BREAK and b.id not in continued for b in shown.tree.blocks)
    tables = [b.table for b in shown.tree.blocks if b.table and not b.table.layout and b.id not in continued]
    tables = [table for table in tables if not (is_contents(table) or is_form(table))]
    assert not found["code_block"]
    assert not found["blockquote_open"]
    assert not found["html_block"]
    running = sum(block.kind is BlockKind.HEADING and block.furniture for block in shown.tree.blocks)
    assert found["heading_open"] == kinds[BlockKind.HEADING] - running
    assert found["hr"] == kinds[BlockKind.RULE] + breaks
    assert found["fence"] == kinds[BlockKind.PREFORMATTED]
    assert found["table_open"] == len(tables)
    assert found["list_item_open"] == _listed(shown.tree)


def markdown_tables_are_grids(shown: Shown) -> None:
    """See that each line of a table has as many cells as the table has columns, and that no column is empty.

    Titles stand above it: rows of headings at the top that hold one cell.
    """
    lines = {p.block: shown.markdown.text[p.start : p.end] for p in shown.markdown.places}
    for block in shown.tree.blocks:
        if block.table is None or block.table.layout or is_contents(block.table) or is_form(block.table):
            continue
        below = list(dropwhile(lambda row: not lines[row.id].startswith("|"), block.table.rows))
        titles = block.table.rows[: -len(below)]
        assert all(row.header and len(row.cells) == 1 for row in titles), f"table {block.id}"
        rows = [_cells(lines[row.id]) for row in below]
        assert {len(row) for row in rows} == {block.table.columns}, f"table {block.id}"
        for column in zip(*rows, strict=True):
            assert any(cell.strip() for cell in column), f"table {block.id} has an empty column"


def _cells(line: str) -> list[str]:
    assert "\n" not in line
    return re.split(r"(?<!\\)\|", line)[1:-1]


# The page


def page_reads_back(shown: Shown) -> None:
    """See that cleaning the page again finds the same words in the same order."""
    again = clean_html(shown.html)
    got = "".join(letters(words_of(leaf)) for leaf in leaves(again))
    wanted = "".join(letters(words_of(leaf)) for leaf in leaves(shown.tree))
    at = next((n for n, (a, b) in enumerate(zip(wanted, got, strict=False)) if a != b), len(wanted))
    assert got == wanted, f"wanted {wanted[at - 30 : at + 60]!r}, got {got[at - 30 : at + 60]!r}"


def page_has_the_same_blocks(shown: Shown) -> None:
    """See that cleaning the page again finds the same kinds of blocks, and tables with the same rows.

    A class says nothing to a cleaner of filings, so items come back as paragraphs and page breaks as rules.
    """
    again = clean_html(shown.html)
    assert [_kind(block) for block in again.blocks] == [_kind(block) for block in shown.tree.blocks]
    for block, other in zip(shown.tree.blocks, again.blocks, strict=True):
        if block.table is not None:
            assert other.table is not None
            assert [letters(words_of(row)) for row in other.table.rows] == [
                letters(words_of(row)) for row in block.table.rows
            ], f"table {block.id}"


def _kind(block: Block) -> str:
    folded = {BlockKind.ITEM: BlockKind.PARAGRAPH, BlockKind.PAGE_BREAK: BlockKind.RULE}
    return folded.get(block.kind, block.kind).value


OF_TREES = (ids_count_upwards, tables_are_grids)
OF_RENDERINGS = (
    every_block_is_in_every_rendering,
    places_hold_the_words,
    text_has_no_second_blank_line,
    no_controls,
    markdown_reads_back,
    markdown_has_the_same_blocks,
    markdown_tables_are_grids,
    page_reads_back,
)
