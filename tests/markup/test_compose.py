"""Values become blocks with rising ids, tables with rows of their own, and every word of them is in the text."""

from __future__ import annotations

from viewer.forms.listing import ColumnHeading, listing
from viewer.markup.compose import BOLD, Composer, lines_of
from viewer.markup.tree import Align, BlockKind, Border, Run
from viewer.render.text import render_text


def made():
    page = Composer()
    page.heading("Holdings", 1, "top")
    page.paragraph((Run("All "), Run("shares", BOLD)))
    page.item("of one class")
    page.pairs([("Issuer", "Pumps, Inc\nPortland"), ("CIK", "")])
    page.table([("Class", "Shares")], [("Common", "1,200"), ("Total", "1,200")], right=frozenset({1}))
    page.preformatted("a\n b")
    return page.tree("Form")


def test_ids_rise_and_the_rows_of_a_table_take_their_own():
    tree = made()
    assert [block.id for block in tree.blocks] == [1, 2, 3, 4, 7, 11]
    assert [row.id for block in tree.blocks if block.table for row in block.table.rows] == [5, 6, 8, 9, 10]


def test_cells_know_their_column_and_figures_stand_right():
    table = made().blocks[4].table
    assert table.columns == 2
    assert [row.header for row in table.rows] == [True, False, False]
    assert [cell.align for cell in table.rows[1].cells] == [Align.LEFT, Align.RIGHT]


def test_empty_cells_are_left_out_and_line_feeds_part_lines():
    table = made().blocks[3].table
    assert [len(row.cells) for row in table.rows] == [2, 1]
    assert [line[0].text for line in table.rows[0].cells[1].lines] == ["Pumps, Inc", "Portland"]
    assert lines_of("\n\n") == ()
    assert lines_of("\na\n\nb\n") == ((Run("a"),), (), (Run("b"),))


def test_a_table_without_rows_is_no_block():
    page = Composer()
    assert page.table((), ()) == 0
    assert page.tree().blocks == ()


def test_totals_have_rules():
    page = Composer()
    page.table((), [("a", "1"), ("Total", "1")], totals=frozenset({1}))
    rows = page.tree().blocks[0].table.rows
    assert [row.cells[0].above for row in rows] == [Border.NONE, Border.SINGLE]
    assert rows[1].cells[1].below is Border.DOUBLE


def test_every_word_stands_in_the_text():
    text = render_text(made()).text
    for word in ("Holdings", "All shares", "of one class", "Pumps, Inc", "Portland", "Common", "1,200", " b"):
        assert word in text
    assert made().blocks[0].kind is BlockKind.HEADING


def test_blocks_made_elsewhere_are_numbered_on():
    page = Composer()
    page.paragraph("first")
    page.page_break()
    page.extend(made().blocks)
    blocks = page.tree().blocks
    assert [block.id for block in blocks] == [1, 2, 3, 4, 5, 6, 9, 13]
    assert blocks[1].kind is BlockKind.PAGE_BREAK
    assert [row.id for row in blocks[5].table.rows] == [7, 8]
    assert [block.text for block in blocks[2:]] == [block.text for block in made().blocks]


def test_the_first_cell_of_a_row_is_set_in():
    page = Composer()
    page.table([("Concept", "Label")], [("a", "A"), ("b", "B")], indents=(0, 2))
    rows = page.tree().blocks[0].table.rows
    assert [[cell.indent for cell in row.cells] for row in rows] == [[0, 0], [0, 0], [2, 0]]


def test_what_says_nothing_is_no_block_and_no_row():
    page = Composer()
    assert page.heading("") == page.paragraph(" ") == page.table([("", "")], [("", "")]) == 0
    first = page.table([("", "")], [("", ""), ("Common", ""), ("", "")])
    (block,) = page.tree().blocks
    assert (block.id, [row.id for row in block.table.rows]) == (first, [first + 1])


def test_a_table_without_rows_is_not_taken_over():
    page = Composer()
    page.extend(
        [
            listing([ColumnHeading("")], [[""], ["5"]], frozenset()),
            listing([ColumnHeading("")], [[""]], frozenset()),
        ]
    )
    (block,) = page.tree().blocks
    assert [[cell.text for cell in row.cells] for row in block.table.rows] == [["5"]]
    assert render_text(page.tree()).text == "5\n"
