"""Markup made to hurt: whatever its shape, it is read in bounded time, its words come out, nothing outside is touched.

Times are those of the processor, so a busy machine does not count; bounds are many times what is needed, and a cost
that grew with the square of the input would pass them by far.
"""

from __future__ import annotations

import time

import pytest

from tests.markup import promises
from tests.markup.promises import Shown
from viewer.markup.clean import clean_html
from viewer.markup.plain import clean_plain, kept_lines
from viewer.render.text import render_text

DEEP = 10_000


def shown_within(seconds: float, markup: str) -> Shown:
    """Clean and render `markup` and return all of it; fails where the processor was busy for thrice as long."""
    start = time.process_time()
    shown = Shown(clean_html(markup))
    sizes = (len(shown.html), len(shown.text.text), len(shown.markdown.text))
    assert time.process_time() - start < 3 * seconds
    assert max(sizes) < 40 * len(markup) + 100_000, f"{len(markup)} characters became {sizes}"
    return shown


@pytest.mark.parametrize(
    "opening",
    [
        "<div>",
        "<span style='font-weight:bold'>",
        "<b>",
        "<font color=red>",
        "<blockquote>",
        "<p style='margin-left:9px'>",
        "<ul><li>",
        "<table><tr><td>",
        "<div style='display:flex'>",
        "<div style='display:grid;grid-template-columns:1fr 1fr'>",
        "<div style='display:table'><div style='display:table-cell'>",
        "<div style='position:absolute;left:1px;top:1px'>",
        "<a href='#x'>",
        "<x>",
        "<h1>",
        "<pre>",
        "<sup>",
    ],
)
def test_deep_nesting_loses_nothing(opening):
    """The words in ten thousand elements are there, and so are those behind them."""
    shown = shown_within(20, f"<p>before</p>{opening * DEEP}<i>inside</i> of it</p></td></div>behind")
    for rendering in (shown.html, shown.text.text, shown.markdown.text):
        assert "before" in rendering
        assert "inside" in rendering
        assert "behind" in rendering


def test_an_item_on_each_of_many_levels_does_not_grow_with_the_square():
    shown = shown_within(10, "<ul><li>item " * 3000)
    assert shown.text.text.count("item") == 3000


def test_a_line_of_twenty_million_characters_is_read():
    words = "pear " * 4_000_000
    shown = shown_within(20, f"<p>{words}</p>")
    assert shown.text.text == words[:-1] + "\n"
    assert shown.markdown.text == words[:-1] + "\n"


def test_a_plain_line_of_five_million_characters_is_read():
    line = "pear  " * 833_333 + "x"
    start = time.process_time()
    assert Shown(clean_plain(line)).text.text == line + "\n"
    assert Shown(kept_lines(line)).text.text == line + "\n"
    assert time.process_time() - start < 20


def test_a_table_of_forty_thousand_rows_keeps_every_row():
    """The heaviest of these tests: the page and the Markdown of such a table are left to smaller ones."""
    start = time.process_time()
    shown = Shown(clean_html("<table>" + "<tr><td>Pears<td>1,234" * 40_000 + "</table>"))
    (block,) = shown.tree.blocks
    assert block.table is not None
    assert len(block.table.rows) == 40_000
    assert shown.text.text == "Pears  1,234\n" * 40_000
    assert len(shown.text.places) == 40_000
    assert time.process_time() - start < 48


ROWS = "<tr><td>Pears<td>1</td></tr>"
TABLES = {
    "a span of a billion": f"<td colspan=1000000000>wide</td></tr>{ROWS * 3}",
    "many wide spans in a row": "<td colspan=1000>1</td>" * 5_000,
    "wide spans in many rows": "<tr><td colspan=1000>a</td><td colspan=1000>1</td></tr>" * 3_000,
    "spans over all rows": "<td rowspan=1000 colspan=100>1</td>" * 1000
    + "</tr>"
    + "<tr><td>x</td></tr>" * 1000,
    "a tall cell in each row": "<tr><td rowspan=1000>Pears<td>1,234" * 2_000,
    "a wide row over many": "<td>1</td>" * 1000 + "</tr>" + ROWS * 5_000,
    "an indent of its own for each row": "".join(
        f"<tr><td style='padding-left:{4 * n}px'>a</td><td>1</td></tr>" for n in range(5_000)
    ),
    "rows without cells": "<tr>" * 100_000,
    "cells without end": "<td>x" * 10_000,
    "marks without end": "<td><sup>1</sup>" * 16_000,
    "rules on rules": ("<tr>" + "<td>1" * 500 + "<tr>" + "<td style='border-top:1px solid'>" * 500) * 20,
    "a figure of a million digits": f"<td>a</td><td>{'1' * 1_000_000}</td></tr>{ROWS * 3}",
    "signs without end": f"<td>a</td><td>{'$ ' * 50_000}1</td></tr>{ROWS}<tr><td>b</td><td>{'( ' * 50_000}</td></tr>",
    "a marker without end": f"<td>{'1.' * 50_000}</td><td>text</td></tr>",
    "a note mark beside every fifth figure": (
        "<td>a</td><td align=right>1</td><td>(1)</td></tr>"
        + "<tr><td>b</td><td align=right>2</td></tr>" * 4
        + "<tr>"
    )
    * 4_000,
    "dashes without end": f"<td>a</td><td>1</td></tr>{ROWS}<tr><td>{'- ' * 50_000}x</td><td>1</td></tr>",
}


def test_an_item_in_each_of_many_nested_tables_is_read_once():
    """Below some levels a table is read as paragraphs: else each would be passed on by all those around it."""
    shown = shown_within(10, "<table><tr><td>pears<td>plums<tr><td>" * 2_000)
    assert shown.text.text.count("pears") == shown.text.text.count("plums") == 2_000


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_a_monstrous_table_is_read_in_bounded_time(rows):
    shown = shown_within(10, f"<p>before</p><table><tr>{rows}</table><p>behind</p>")
    assert shown.text.text.startswith("before\n")
    assert shown.text.text.endswith("\nbehind\n")
    promises.ids_count_upwards(shown.tree)
    promises.tables_are_grids(shown.tree)


TEXTS = {
    "hard spaces by name": "&nbsp;x" * 200_000,
    "signs that act in Markdown": "*_`<&~$[]!#" * 20_000,
    "brackets": "[" * 200_000 + "](x)" * 50_000,
    "backticks": "`" * 100_000 + " " + "~" * 100_000,
    "bold and plain in turns": "<b>a</b> b " * 50_000,
    "two fonts in turns": "<font face=Symbol>a</font>b " * 50_000,
    "bold words in turns with spaces": "<b>a</b> " * 50_000,
    "pictures": "".join(f"<img src={n}.gif>" for n in range(5_000)),
    "links": "<a href='#a'>x</a>" * 40_000,
    "breaks": "x" + "<br>" * 200_000 + "y",
    "broken references": "&" * 100_000 + "&#" * 50_000 + "&#x" * 50_000,
    "opening signs": "<" * 200_000,
    "end tags": "</p></b></td></table>" * 20_000,
    "rules": "<hr>x" * 10_000,
    "page numbers": "<p>12</p><hr style='page-break-after:always'>" * 5_000,
    "paragraphs without end": "<p>x" * 20_000,
    "names": "<a name=x></a>" * 100_000,
    "raised letters": "<sup>1</sup>x" * 50_000,
    "typewritten lines of one paragraph": (
        "<p style='margin:0;font-family:Courier'>The company shall in each and every year of its term keep the</p>"
    )
    * 80_000,
}


@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
def test_monstrous_text_is_read_in_bounded_time(words):
    shown = shown_within(8, f"<p>before</p><p>{words}</p><p>behind</p>")
    assert shown.text.text.startswith("before\n")
    assert shown.text.text.endswith("\nbehind\n")


ATTRIBUTES = {
    "a megabyte of declarations": f"style='{'color:red;' * 100_000}'",
    "a border of digits": f"style='border:{'1' * 300_000}a'",
    "a font of digits": f"style='font:{'1' * 300_000}'",
    "a length beyond all numbers": f"style='margin-left:{'9' * 400}px;text-indent:-{'9' * 400}em'",
    "a weight beyond all numbers": f"style='font-weight:{'9' * 5000}'",
    "a hundred thousand attributes": " ".join(f"a{number}=1" for number in range(100_000)),
    "a name of a megabyte": "x" * 1_000_000,
    "an id of a megabyte": f"id='{'x' * 1_000_000}'",
    "a quote left open": 'title="' + "x" * 100_000,
}


@pytest.mark.parametrize("attributes", ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_monstrous_attributes_are_read_in_bounded_time(attributes):
    shown = shown_within(5, f"<p>before</p><p {attributes}>inside</p><p>behind</p>")
    assert shown.text.text.startswith("before\n")
    if not attributes.startswith("title"):
        assert shown.text.text == "before\n\ninside\n\nbehind\n"


def test_many_different_declarations_are_read_in_bounded_time():
    markup = "".join(f"<p style='margin-left:{n}px;color:{n}'>x" for n in range(10_000))
    assert shown_within(10, markup).text.text.count("x") == 10_000


@pytest.mark.parametrize(
    "markup",
    [
        '<ol start="--5"><li>x</li></ol>',
        '<ol start="²"><li>x</li></ol>',
        '<ol><li value="²">x</li></ol>',
        '<ol start="99999999999999999999"><li>x</li></ol>',
        '<ol type="i" start="-3"><li>x</li></ol>',
        '<table><tr><td colspan="²" rowspan="٣">x</td></tr></table>',
        '<table><tr><td colspan="-1" rowspan="0">x</td></tr></table>',
        f"<p>x<img src=a width={'9' * 400} height=1e999></p>",
        '<h9 style="display:block">x</h9>',
        "<td>x</td>",
        "<tr><td>x",
        "</table></td></tr>x",
        "<li>x",
        "<caption>x</caption>",
        "<table><caption>x</caption></table>",
        "<table>x<tr>x<td>x</table>",
        "<table><tr style='display:none'><td>y</td></tr><tr><td>x",
        "<title>y</title><title>z</title>x",
        "<frameset><frame src=x></frameset><p>x",
        "<html><html><body><body>x</body></html>x",
        "<?php echo 1 ?>x",
        "<![CDATA[ y ]]>x",
        "<!DOCTYPE html PUBLIC '-//x' [ <!ELEMENT x ANY> ]>x",
        "<p/>x<br/ ><td/>",
        "<p =\"'>x",
        "<p\0 id\0=\0>x",
        "<a href='http://[x'>x</a>",
        "<img src='http://[x'>x",
        "<a href='a&#30;b'>x</a><b>x</b>",
    ],
)
def test_odd_markup_shows_its_words(markup):
    """Nothing raises, and the one word that a reader would see is seen."""
    shown = Shown(clean_html(markup))
    assert "x" in shown.text.text
    assert "x" in shown.markdown.text
    for promise in (*promises.OF_TREES, promises.no_words_are_lost):
        promise(*((markup,) if promise is promises.no_words_are_lost else ()), shown.tree)
    for promise in promises.OF_RENDERINGS:
        promise(shown)


# Characters


@pytest.mark.parametrize("markup", ["", " \n", "\0", "\0\0<p>\0</p>\0", "<!-- x -->", "<p></p>", "\ufeff"])
def test_nothing_to_read_is_an_empty_tree(markup):
    shown = Shown(clean_html(markup))
    assert shown.tree.blocks == ()
    assert shown.text.text == shown.markdown.text == ""


def test_nuls_do_not_end_the_page():
    assert Shown(clean_html("<p>be\0fore</p>\0<p>be\0hind\0</p>")).text.text == "before\n\nbehind\n"


@pytest.mark.parametrize(
    "character", ["\ud800", "&#xD800;", "&#55296;", "&#0;", "&#x110000;", "&#99999999999999999999;"]
)
def test_what_is_no_character_does_no_harm(character):
    """Every rendering can be written as UTF-8, and the words around are kept."""
    shown = Shown(
        clean_html(f"<title>{character}</title><p title='{character}'>before {character} behind</p>")
    )
    for rendering in (shown.html, shown.text.text, shown.markdown.text):
        assert "before" in rendering
        assert "behind" in rendering
        rendering.encode()


# Nothing outside


def test_entities_are_neither_expanded_nor_fetched(tmp_path):
    """A document type that declares entities of its own cannot blow up, and cannot read a file."""
    secret = tmp_path / "secret.txt"
    secret.write_text("quinces")
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    shown = shown_within(
        5,
        f'<!DOCTYPE html [<!ENTITY l0 "laugh">{levels}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
        "<html><body><p>before &l11; &file; behind</p></body></html>",
    )
    assert "before" in shown.text.text
    assert "behind" in shown.text.text
    assert "laughlaugh" not in shown.html
    assert "quinces" not in shown.html


def test_a_comment_left_open_hides_no_more_than_what_follows():
    shown = shown_within(5, "<p>before</p><!-- never closed " + "pears " * 50_000)
    assert shown.text.text.startswith("before\n")


def test_the_page_runs_and_fetches_nothing():
    """Of scripts, handlers, frames, forms and foreign addresses nothing is left on the page."""
    shown = Shown(
        clean_html(
            "<html onload='x()'><head><base href='http://h.example/'><meta http-equiv=refresh content='0;url=http://h.example'>"
            "<link rel=stylesheet href='http://h.example/s.css'><script>alert(1)</script><style>@import 'http://h.example'</style>"
            "</head><body background='http://h.example/b.gif'><p onclick='x()' style='background:url(http://h.example/c.gif)'>seen"
            "<img src='http://h.example/d.gif' onerror='x()'><iframe src='http://h.example'></iframe><form action='http://h.example'>"
            "<input value=x></form><svg onload='x()'><script>x()</script></svg><a href='javascript:x()'>a</a>"
            "<a href='&#106;avascript:x()'>b</a><a href='java\nscript:x()'>c</a><a href='data:text/html,x'>d</a>"
            "<a href='\"onmouseover=\"x()'>e</a></p><p id='\"><script>x()</script>'>f</p>"
            "<a name='x\" onclick=\"x()'>g</a>"
        )
    )
    page = shown.html
    assert "seen" in page
    for word in (
        "<script",
        "onload",
        "onclick=",
        "onerror",
        "h.example",
        "<iframe",
        "<form",
        "<input",
        "javascript",
        "<svg",
        "<link",
    ):
        assert word not in page.replace("onclick=&quot;", ""), word
    assert 'onmouseover="' not in page
    assert "data:" not in page


@pytest.mark.parametrize("tag", ["<table><tr><td>", "<PAGE>x ", "</table>z", "<fn>y"])
def test_layout_tags_on_one_line_do_not_grow_with_the_square(tag):
    """What stands behind a tag keeps its column, but not the columns of ten thousand tags before it."""
    markup = f"pears\n{tag * 10_000}figs\n"
    text = render_text(clean_plain(markup)).text
    assert "pears" in text
    assert "figs" in text
    assert len(text) < 20 * len(markup)


def test_many_boxes_and_many_words_at_places_do_not_grow_with_the_square():
    """Neither in one row, nor in rows of each their own, nor where no line follows the one before it."""
    shown_within(10, "<div style='display:flex'>" + "<div>1,000</div>" * 2_000 + "</div>")
    shown_within(10, "<div style='display:flex'><div>a</div><div>1,000</div></div>" * 2_000)
    for step in (14, -14, 0):
        placed = (
            f"<p style='position:absolute;left:{at % 7 * 90}px;top:{at * step}px'>{at},000"
            for at in range(2_000)
        )
        shown_within(20, "".join(placed))


def test_words_without_end_in_a_row_of_a_plain_table_do_not_grow_with_the_square():
    row = "Pears              1,234     5,678"
    table = f"<TABLE>\n<S>                 <C>       <C>\n{row}\n{'a b ' * 60_000}\n</TABLE>\n"
    start = time.process_time()
    tree = clean_plain(table)
    assert time.process_time() - start < 20
    assert promises.letters(render_text(tree).text).count("ab") == 60_000
