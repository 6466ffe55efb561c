"""Listings: cells in columns, figures to the right, headings folded over them in a text."""

from __future__ import annotations

import re

from viewer.forms.listing import ColumnHeading, listing, right_columns
from viewer.markup.tree import Align, Run, Style, Tree
from viewer.render.html import block_html
from viewer.render.text import render_text

HEADINGS = [
    ColumnHeading("1. Name of issuer"),
    ColumnHeading("Sole", "8. Voting authority"),
    ColumnHeading("None", "8. Voting authority"),
]
ROWS = [["Quartzite Mills", "600000", "0"], ["Ninefold Optics", "40", ""]]


def test_only_columns_of_nothing_but_figures_stand_right():
    mark = (Run("(1)", Style(superscript=True)),)
    rows = [["a", "1,200.5", "0001", "-3", mark, "2024-01-01"], ["b", "(7)", "0002", "n/a", "5", ""]]
    assert right_columns(rows) == {1, 4}


def test_a_heading_over_several_columns_spans_them():
    table = listing(HEADINGS, ROWS, frozenset({1, 2})).table
    upper, lower, *rows = table.rows
    assert [(cell.text, cell.column, cell.columns) for cell in upper.cells] == [("8. Voting authority", 1, 2)]
    assert [cell.align for cell in lower.cells] == [Align.LEFT, Align.RIGHT, Align.RIGHT]
    assert [[cell.column for cell in row.cells] for row in rows] == [[0, 1, 2], [0, 1]]


def test_cells_that_say_the_same_are_one():
    rows = listing([ColumnHeading("a")], [["x"], ["x"]], frozenset()).table.rows
    assert rows[1].cells[0] is rows[2].cells[0]


def test_headings_are_folded_to_what_stands_below_and_end_on_one_line():
    long = [ColumnHeading("1. Name"), ColumnHeading("5. Amount of securities beneficially owned")]
    text = render_text(Tree("", (listing(long, [["Quartzite", "600000"]], frozenset({1})),))).text
    assert text == (
        "              5. Amount\n"
        "                     of\n"
        "             securities\n"
        "           beneficially\n"
        "1. Name           owned\n"
        "Quartzite        600000\n"
    )  # fmt: skip


def test_days_and_short_words_are_not_parted_on_the_page():
    html = block_html(
        listing(
            [ColumnHeading("Day"), ColumnHeading("Words")],
            [["2024-01-01", "a long name of many words"]],
            frozenset(),
        )
    )
    assert '<div class="table listing">' in html
    assert '<td class="short">2024-01-01</td><td>a long name' in html


def test_a_listing_of_very_many_rows_stands_in_pieces_of_one_width():
    rows = [[f"Issuer {at}", str(at), "0"] for at in range(1000)]
    html = block_html(listing(HEADINGS, rows, frozenset({1, 2})))
    assert html.startswith('<div class="table listing long"><table class="headings" data-b="0">')
    assert html.count('<div class="piece">') == 10
    assert html.count("<tr") == 1002
    assert len(set(re.findall("<colgroup>.*?</colgroup>", html))) == 1
    assert [html.index(f">Issuer {at}<") for at in range(1000)] == sorted(
        html.index(f">Issuer {at}<") for at in range(1000)
    )


def test_the_thousands_of_an_amount_stand_apart_on_the_page_and_are_as_filed_everywhere_else():
    """No sign is put between them: what is copied of the page are the digits that were filed."""
    rows = [["12345678", "12345678", "-1234.5678"], ["999", "20240630", "1,234"], ["12345 (1)", "1", "n/a"]]
    block = listing(
        [ColumnHeading("a"), ColumnHeading("b"), ColumnHeading("c")], rows, frozenset({0}), frozenset({0, 2})
    )
    page = block_html(block)
    for shown in (
        "12<span>345</span><span>678</span>",
        ">12345678<",
        "-1<span>234</span>.5678",
        ">999<",
        ">1,234<",
    ):
        assert shown in page
    assert "12<span>345</span> (1" in page
    assert [cell.text for cell in block.table.rows[1].cells] == rows[0]
