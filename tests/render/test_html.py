"""The page: semantic elements and the program's own classes, nothing that could act."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from viewer.markup.clean import clean_html
from viewer.markup.tree import Align, Block, BlockKind, Border, Cell, Picture, Row, Run, Style, Table, Tree
from viewer.render.html import block_html, render_html


def page(markup: str) -> str:
    return render_html(clean_html(markup), "")


def paragraph(*runs: Run, **about: object) -> str:
    return block_html(Block(1, BlockKind.PARAGRAPH, runs, **about))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("block", "element"),
    [
        (Block(7, BlockKind.PARAGRAPH, (Run("a < b & c"),)), '<p data-b="7">a &lt; b &amp; c</p>'),
        (Block(7, BlockKind.HEADING, (Run("a\nb"),), level=3), '<h3 data-b="7">a<br>b</h3>'),
        (Block(7, BlockKind.RULE), '<hr data-b="7">'),
        (Block(7, BlockKind.PAGE_BREAK), '<hr class="page-break" data-b="7">'),
        (Block(7, BlockKind.PREFORMATTED, (Run("a\n  <b>"),)), '<pre data-b="7">a\n  &lt;b&gt;</pre>'),
        (
            Block(7, BlockKind.ITEM, (Run("a"),), level=2, marker="<a>"),
            '<p class="item i2" data-b="7"><span class="marker">&lt;a&gt;</span> a</p>',
        ),
        (Block(7, BlockKind.PARAGRAPH, (Run("a"),), indent=3), '<p class="i3" data-b="7">a</p>'),
        (
            Block(7, BlockKind.PARAGRAPH, (Run("a"),), align=Align.CENTER),
            '<p class="center" data-b="7">a</p>',
        ),
        (Block(7, BlockKind.PARAGRAPH, (Run("a"),), furniture=True), '<p class="furniture" data-b="7">a</p>'),
        (Block(7, BlockKind.ITEM, (Run("a"),), level=500, marker="•"), "i9"),
    ],
)
def test_a_block_is_an_element(block, element):
    if element == "i9":
        assert 'class="item i9"' in block_html(block)
    else:
        assert block_html(block) == element


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (Style(bold=True), "<b>x</b>"),
        (Style(bold=True, italic=True), "<b><i>x</i></b>"),
        (Style(underline=True, strike=True), "<u><s>x</s></u>"),
        (Style(superscript=True), "<sup>x</sup>"),
        (Style(subscript=True), "<sub>x</sub>"),
    ],
)
def test_styles_are_elements(style, words):
    assert paragraph(Run("x", style)) == f'<p data-b="1">{words}</p>'


@pytest.mark.parametrize(
    "href",
    [
        "#x",
        "ex99.htm",
        "ex99.htm#x",
        "folder/ex99.htm",
        "https://h.example/a?b=c",
        "http://h.example",
        "MAILTO:a@h.example",
    ],
)
def test_a_link_that_leads_somewhere_is_kept(href):
    assert f'<a href="{href}">x</a>' in paragraph(Run("x", href=href))


@pytest.mark.parametrize(
    "href",
    [
        "javascript:x",
        "JaVaScRiPt:x",
        "java\nscript:x",
        "\x01javascript:x",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://h.example",
        "//h.example/x",
        "/etc/passwd",
        "about:blank",
        "blob:x",
        ":x",
        "?x:y",
    ],
)
def test_a_link_that_could_act_is_words(href):
    assert "<a" not in paragraph(Run("x", href=href))
    assert "x</p>" in paragraph(Run("x", href=href))


def test_a_target_cannot_leave_its_attribute():
    assert (
        paragraph(Run("x", href='a"onclick="y')) == '<p data-b="1"><a href="a&quot;onclick=&quot;y">x</a></p>'
    )


def test_a_picture_is_called_by_its_bare_name():
    found = paragraph(Run("", picture=Picture("images/Map.gif", 'a "map"', 20, 0)))
    assert 'src="Map.gif"' in found
    assert 'alt="a &quot;map&quot;"' in found
    assert 'width="20"' in found
    assert "height" not in found


@pytest.mark.parametrize(
    "source", ["http://h.example/a.gif", "../../a.gif", "/a.gif", "data:image/gif;base64,x/a.gif"]
)
def test_a_picture_is_never_fetched_from_elsewhere(source):
    assert 'src="a.gif"' in paragraph(Run("", picture=Picture(source)))


def test_names_are_targets():
    assert page("<a name=x></a><p>a</p>").count('<a id="x"></a>') == 1
    assert '<a id="a&quot;b"></a>' in block_html(Block(1, BlockKind.PARAGRAPH, (Run("x"),), anchors=('a"b',)))


@pytest.mark.parametrize("target", ["#Item_1", "#item_1", "#ITEM_1", "#item%5F1"])
def test_a_link_finds_its_name_whatever_its_case(target):
    """Browsers tell cases apart, filers do not."""
    made = page(f"<p><a href='{target}'>go</a></p><p><a name='Item_1'>here</a></p>")
    assert '<a href="#Item_1">go</a>' in made
    assert '<a id="Item_1"></a>' in made


def test_the_head_says_title_and_style():
    made = render_html(Tree("A < B"), "p { color: red }\n", "ignored")
    assert "<title>A &lt; B</title>" in made
    assert "<style>\np { color: red }\n</style>" in made
    assert "<title>name.htm</title>" in render_html(Tree(), "", "name.htm")


def test_a_notice_is_a_sentence_on_the_page():
    assert '<p class="notice">Nothing &amp; more.</p>' in render_html(Tree(), "", notice="Nothing & more.")
    assert "notice" not in render_html(Tree(), "")


# Tables


def cell(words: str, column: int, **about: object) -> Cell:
    return Cell(((Run(words),),), column, **about)  # type: ignore[arg-type]


def table(*rows: Row, columns: int = 3, layout: bool = False) -> etree._Element:
    made = block_html(Block(1, BlockKind.TABLE, table=Table(columns, rows, layout)))
    return etree.fromstring(made)


def test_every_row_is_as_wide_as_the_table():
    """Spans and gaps fill each row to the same number of columns."""
    root = table(
        Row(2, (cell("a", 0), cell("b", 2)), header=True),
        Row(3, (cell("c", 1, columns=2),)),
        Row(4, (cell("d", 0),)),
        Row(5, (cell("e", 0), cell("f", 1), cell("g", 2))),
    )
    for row in root.iter("tr"):
        assert sum(int(each.get("colspan", "1")) for each in row) == 3


def test_headers_stand_in_a_head():
    root = table(Row(2, (cell("a", 1),), header=True), Row(3, (cell("b", 0),)))
    assert [each.tag for each in root.iter("thead", "tbody")] == ["thead", "tbody"]
    assert len(root.findall(".//thead/tr")) == 1
    assert {each.tag for each in root.findall(".//thead/tr/*")} == {"th"}
    assert {each.tag for each in root.findall(".//tbody/tr/*")} == {"td"}


def test_a_cell_says_how_it_is_set():
    root = table(
        Row(
            2,
            (
                cell("a", 0, indent=2),
                cell("b", 1, align=Align.RIGHT, above=Border.SINGLE, below=Border.DOUBLE),
            ),
            shaded=True,
        )
    )
    row = root.find(".//tr")
    assert row is not None
    assert row.get("class") == "shaded"
    assert row[0].get("class") == "i2"
    assert set((row[1].get("class") or "").split()) == {"right", "above-single", "below-double"}


def test_lines_of_a_cell_are_parted_by_breaks():
    made = block_html(
        Block(
            1,
            BlockKind.TABLE,
            table=Table(1, (Row(2, (Cell(((Run("a"),), (Run("b", Style(bold=True)),)), 0),)),)),
        )
    )
    assert "<td>a<br><b>b</b></td>" in made


def test_a_table_of_layout_is_told_from_one_of_data():
    assert table(Row(2, (cell("a", 0),)), layout=True).get("class") == "table layout"
    assert table(Row(2, (cell("a", 0),))).get("class") == "table"


@settings(max_examples=200, deadline=None, database=None, derandomize=True)
@given(st.text(), st.text(), st.text())
def test_no_words_can_become_markup(words, target, name):
    """Whatever the words, the page has the elements that the tree asks for, and no others."""
    run = Run(words, Style(bold=True), "#" + target, None)
    made = block_html(Block(1, BlockKind.PARAGRAPH, (run,), anchors=(name,)))
    assert (
        re.sub(r'="[^"]*"', "", re.sub(r">[^<>]*<", "><", made))
        in (
            "<p data-b><a id></a><a href><b></b></a></p>",
            "<p data-b><a id></a><a href><b><br></b></a></p>",
        )
        or made.count("<br>") > 1
    )
    assert made.count("<") == made.count(">") == 8 + made.count("<br>")


def test_a_paragraph_that_the_outline_names_is_set_as_a_heading():
    tree = clean_html("<p><b>Item 1. Business</b></p><p>Pumps.</p>")
    page = render_html(tree, "", headings={1: 2})
    assert '<h2 data-b="1"><b>Item 1. Business</b></h2>' in page
    assert '<p data-b="2">Pumps.</p>' in page


def test_lines_of_a_heading_are_not_broken_again():
    """A day and its year stay the two lines that were filed, however narrow the figures are."""
    rows = "<tr><td>Pears<td>1<td>2<tr><td>Figs<td>3<td>4"
    page = render_html(
        clean_html(
            f"<table><tr><td><td><b>June 30,<br>2012</b><td><b>{'Long words ' * 3}<br>2011</b>{rows}</table>"
        ),
        "",
    )
    assert page.count('class="short') == 1
    assert '<th class="short"><b>June 30,</b><br>' in page


def test_figures_begin_beside_prose_and_end_beside_short_texts():
    row = "<tr><td>Ada<td align=center>Class A<td align=right>12<td>{}<td align=right>5"
    classes = [
        re.findall(r'<tr data-b="\d+"(?: class="(\w+)")?>', page(f"<table>{row.format(words) * 2}</table>"))
        for words in ("", "a plan under which shares were granted to her in two years")
    ]
    assert classes == [["level"] * 2, ["prose"] * 2]


def test_what_stands_alone_in_a_row_of_a_layout_has_its_width():
    made = page("<table><tr><td>Larkspur Instruments, Inc.<tr><td>By:<td>/s/ Ada<tr><td>Name:<td>Ada</table>")
    assert '<td colspan="2">Larkspur Instruments, Inc.</td></tr>' in made
    ruled = page("<table><tr><td>By:<td>/s/ Ada<tr><td style='border-top:1px solid'>Ada</table>")
    assert '<td class="above-single">Ada</td><td></td></tr>' in ruled


@pytest.mark.parametrize(
    ("cells", "labelled"),
    [
        ((cell("Item 5.02.", 0), cell("Departure of Directors", 1)), True),
        ((cell("The registrant", 0), cell("Departure of Directors", 1)), False),
        ((cell("Item 5.02.", 0), cell("Tides", 1)), False),
        ((cell("By:", 0), Cell(((Run("/s/ Ann Quay"),), (Run("Treasurer"),)), 1)), False),
        ((cell("Item 5.02.", 0), cell("Departure of Directors", 1), cell("4", 2)), False),
    ],
)
def test_a_short_label_stands_close_to_its_words(cells, labelled):
    """What is set in one row of a layout, as the number of an Item and its title, begins below those of other rows."""
    made = block_html(Block(1, BlockKind.TABLE, table=Table(3, (Row(2, cells),), layout=True)))
    assert ('class="table layout labelled"' in made) is labelled
