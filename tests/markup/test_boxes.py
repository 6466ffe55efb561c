"""What a style sets beside each other, as flexible rows, grids and tables of boxes, reads as a table does."""

from __future__ import annotations

import pytest

from tests.markup.sketch import sketch
from viewer.markup.clean import clean_html
from viewer.markup.coverage import coverage
from viewer.render.text import render_text

_ROW = "<div style='display:flex'>"
_GRID = "<div style='display:grid;grid-template-columns:2fr 1fr 1fr'>"


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        # Rows of flexible boxes are one table, with headings and figures.
        (
            f"<style>.h {{font-weight:bold}} .n {{text-align:right}}</style>"
            f"<div style='display:flex' class=h><div>Berths</div><div class=n>2024</div><div class=n>2023</div></div>"
            f"{_ROW}<div>North</div><div class=n>1,204</div><div class=n>1,100</div></div>"
            f"{_ROW}<div>South</div><div class=n>988</div><div class=n>(2)</div></div>",
            ["table", "  head b[Berths] | b[2024] | b[2023]", "  North | 1,204 | 1,100", "  South | 988 | (2)"],
        ),
        # A row of as many boxes behind a paragraph is another table.
        (f"{_ROW}<div>a</div><div>b</div></div><p>c</p>{_ROW}<div>d</div><div>e</div></div>",
         ["layout", "  a | b", "p: c", "layout", "  d | e"]),
        # Marks beside texts are the items of a list, not a part of the row above.
        (f"{_ROW}<div>Borrower</div><div>Lender</div></div>{_ROW}<div>(a)</div><div>to pay</div></div>"
         f"{_ROW}<div>(b)</div><div>to keep books</div></div>",
         ["layout", "  Borrower | Lender", "item (a) 0: to pay", "item (b) 0: to keep books"]),
        # Words between two boxes are a box; so are inline elements; a hidden one takes no place.
        ("<div style='display:flex;gap:8px'>Total<b>12</b><i style='display:none'>x</i><span>13</span></div>",
         ["layout", "  Total | b[12] | 13"]),
        (f"{_ROW}Total<b style='flex:1'>12</b><span style='margin-left:4px'>13</span></div>",
         ["layout", "  Total | b[12] | 13"]),
        # Inline elements with no room between them are a line; so are a sign and its figure within a cell.
        (f"{_ROW}(0.37%)<sup>1</sup></div>", ["p: (0.37%)^[1]"]),
        (f"<table><tr><td>Fees<td>{_ROW}<font>(37%)</font><sup>1</sup></div><tr><td>Rent<td>"
         "<div style='display:flex;justify-content:space-between'><span>$</span><span>1,200</span></div></table>",
         ["layout", "  Fees | (37%)^[1]", "  Rent | $1,200"]),
        # An empty box keeps its place.
        (f"{_ROW}<div>a</div><div></div><div>1,000</div></div>{_ROW}<div>b</div><div>2,000</div><div>3,000</div></div>",
         ["table", "  a | . | 1,000", "  b | 2,000 | 3,000"]),
        # What stands below each other, or goes on in the next line where there is no room, is no row.
        ("<div style='display:flex;flex-direction:column'><div>a</div><div>b</div></div>", ["p: a", "p: b"]),
        ("<div style='display:flex;flex-wrap:wrap'><div>a</div><div>b</div></div>", ["p: a", "p: b"]),
        # A box by itself is what it holds; a table in it stays one.
        (f"{_ROW}<div><h2>a</h2><p>b</p></div></div>", ["h2: a", "p: b"]),
        (f"{_ROW}<table><tr><td>a<td>10<tr><td>b<td>25</table></div>", ["table", "  a | 10", "  b | 25"]),
        # A title beside a picture stays a heading.
        (f"{_ROW}<img src=a.gif alt=mark><h2>Title</h2></div>", ["p: ![a.gif]", "h2: Title"]),
        (f"<table><tr><td>{_ROW}<img src=a.gif alt=mark><h2>Title</h2></div></table>", ["p: ![a.gif]", "h2: Title"]),
        # A grid goes on in the next row when a row is full; a box may span columns, or say where it begins.
        (f"{_GRID}<div>Fuel</div><div>75</div><div>66</div><div>Rent</div><div>12</div><div>13</div></div>",
         ["table", "  Fuel | 75 | 66", "  Rent | 12 | 13"]),
        (f"{_GRID}<div style='grid-column:1 / -1'>Costs</div><div>Fuel</div><div>75</div><div>66</div>"
         "<div>Rent</div><div style='grid-column:3'>13</div></div>",
         ["table", "  3*Costs", "  Fuel | 75 | 66", "  Rent | . | 13"]),
        ("<div style='display:grid;grid-template-columns:repeat(2, minmax(0, 1fr))'><p>a<p>b<p>c<p>d</div>",
         ["layout", "  a | b", "  c | d"]),
        ("<div style='display:grid'><div>a</div><div>b</div></div>", ["p: a", "p: b"]),
        # Tables made by styles alone.
        ("<div style='display:table'><div style='display:table-row'><span style='display:table-cell'>a</span>"
         "<span style='display:table-cell'>10</span></div><div style='display:table-row'>"
         "<span style='display:table-cell'>b</span><span style='display:table-cell'>25</span></div></div>",
         ["table", "  a | 10", "  b | 25"]),
        ("<div style='display:table-row'><div>a</div><div>10</div></div>"
         "<div style='display:table-row'><div>b</div><div>25</div></div>", ["table", "  a | 10", "  b | 25"]),
        ("<div style='display:table'><b style='display:table-cell'>a</b><div style='display:table-cell'>b</div></div>",
         ["layout", "  b[a] | b"]),
        ("<div style='display:table-cell'>a</div>", ["p: a"]),
    ],
)  # fmt: skip
def test_boxes_beside_each_other(markup, blocks):
    assert sketch(markup) == blocks


def test_boxes_within_boxes_keep_their_words_in_order():
    """A page laid out in boxes within boxes is read box by box, and none of its words is lost."""
    markup = (
        f"{_ROW}<div>{_ROW}<div>one</div><div>two</div></div><p>three</p></div>"
        f"<div>{_GRID}<div>four</div>five<div>six</div><div>seven</div></div></div></div><p>eight</p>"
    )
    text = render_text(clean_html(markup)).text
    assert text.split() == ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    assert coverage(markup, text).share == 1.0


@pytest.mark.parametrize("tag", ["div", "span", "p", "section", "td"])
def test_damaged_boxes_lose_no_word(tag):
    """Containers that are never closed, or closed too often, cost nothing."""
    grid = "display:grid;grid-template-columns:1fr 1fr"
    markup = f"<{tag} style='display:flex'>a<{tag} style='{grid}'>b<p>c</p></center><p>d<div>e"
    assert sorted(render_text(clean_html(markup)).text.split()) == ["a", "b", "c", "d", "e"]
