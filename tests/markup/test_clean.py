"""Markup becomes blocks: what each tag is to a reader, what is left out and said so, where names and pages stand."""

from __future__ import annotations

from functools import partial

import pytest

from tests.markup.sketch import sketch
from viewer.markup.clean import clean_html
from viewer.markup.coverage import coverage
from viewer.markup.filed import filed_markup
from viewer.markup.roles import DROPPED, VOID
from viewer.markup.tree import Align, BlockKind, Left, Picture
from viewer.render.text import render_text


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("plain words", ["p: plain words"]),
        ("<p>a</p><p>b", ["p: a", "p: b"]),
        ("a<p>b</p>c", ["p: a", "p: b", "p: c"]),
        ("<div>a<div>b</div>c</div>", ["p: a", "p: b", "p: c"]),
        ("<h1>a</h1><h6>b</h6>", ["h1: a", "h6: b"]),
        ("<h2>a<br>b</h2>", ["h2: a / b"]),
        ("<center>a</center>b", ["p: a", "p: b"]),
        ("<blockquote>a</blockquote>", ["p >1: a"]),
        ("<dl><dt>a</dt><dd>b</dd></dl>", ["p: a", "p >1: b"]),
        ("<p style='margin-left:0.5in'>a</p>", ["p >2: a"]),
        ("<p style='margin-left:36pt;text-indent:-36pt'>a</p>", ["p: a"]),
        ("<div style='display:inline'>a</div> <div style='display:inline'>b</div>", ["p: a b"]),
        ("<span style='display:block'>a</span>b", ["p: a", "p: b"]),
        ("<hr>", []),
        ("<p>a</br>b</BR >c</p>", ["p: a / b / c"]),
        ("<p>a<table><tr><td>b</td></tr></table>c</p>d", ["p: a", "p: b", "p: c / d"]),
        ("<p>a</p>b<p>c</p>\nd", ["p: a", "p: b", "p: c", "p: d"]),
        ("a<hr><hr>b<hr>", ["p: a", "rule", "p: b"]),
        ("<pre>a\n  b</pre>", ["pre: a /   b"]),
        ("<ul><li>a<li>b</ul>", ["item • 0: a", "item • 0: b"]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>d", ["item • 0: a", "item • 1: b", "item • 0: c", "p: d"]),
        ("<ol><li>a<li>b</ol>", ["item 1. 0: a", "item 2. 0: b"]),
        ("<ol start=3 type=a><li>a<li value=7>b<li>c</ol>", ["item c. 0: a", "item g. 0: b", "item h. 0: c"]),
        ("<ol type=I><li>a<li>b</ol>", ["item I. 0: a", "item II. 0: b"]),
        ("<ol type=x><li>a</ol>", ["item 1. 0: a"]),
        ("<ol reversed start=3><li>a<li>b</ol>", ["item 3. 0: a", "item 2. 0: b"]),
        ("<ol style='list-style-type:lower-greek'><li>a<li>b</ol>", ["item α. 0: a", "item β. 0: b"]),
        ("<ol style='list-style:decimal-leading-zero'><li value=9>a<li>b</ol>", ["item 09. 0: a", "item 10. 0: b"]),
        ("<ul style=\"list-style-type:'– '\"><li>a</ul>", ["item – 0: a"]),
        ("<li style=\"list-style-type:'–'\">a</li>", ["item – 0: a"]),
        ("<p style='margin-left:48px;text-indent:-24px'><span style='font-family:\"Courier New\"'>o"
         "<span style='font:7pt Times'>&nbsp;&nbsp; </span></span>words of it</p>", ["item o 0: words of it"]),
        ("<ol style='list-style-type: lower-roman'><li>a<li>b</ol>", ["item i. 0: a", "item ii. 0: b"]),
        ("<ol type=1 style='list-style:upper-alpha outside'><li>a</ol>", ["item A. 0: a"]),
        ("<ol><li style='list-style-type:lower-latin'>a<li type=i>b<li>c</ol>",
         ["item a. 0: a", "item ii. 0: b", "item 3. 0: c"]),
        ("<ul style='list-style-type:decimal'><li>a</ul><ol type=disc><li>b</ol>", ["item 1. 0: a", "item • 0: b"]),
        ("<ul><li>a<p>b</p></ul>", ["item • 0: a", "p >1: b"]),
        ("<ul><li><p>a</p><p>b</p></ul>", ["item • 0: a", "p >1: b"]),
        ("<ul><li></li><li>a</ul>", ["item • 0: a"]),
        ("<dir><li>a</dir><menu><li>b</menu>", ["item • 0: a", "item • 0: b"]),
        ("<form>a<fieldset>b</fieldset></form>", ["p: a", "p: b"]),
        ("<article>a</article><section>b</section>", ["p: a", "p: b"]),
        ("<tp>a</tp><nosuch>b</nosuch>", ["p: ab"]),
        ("<ix:nonNumeric><p>a</p><ix:continuation><p>b</p></ix:continuation></ix:nonNumeric>", ["p: a", "p: b"]),
        ("<caption>a</caption>", ["p: a"]),
    ],
)  # fmt: skip
def test_blocks(markup, blocks):
    assert sketch(markup) == blocks


@pytest.mark.parametrize("style", ["", " style='width:90%'"])
def test_alignment_and_weight_start_afresh_in_a_table(style):
    """As in a browser: what is centred around a table are its edges, not its words."""
    tree = clean_html(f"<center><b>a<table{style}><tr><td>b</td></tr></table>c</b></center>")
    assert [(block.text, block.align, block.runs[0].style.bold) for block in tree.blocks] == [
        ("a", Align.CENTER, True),
        ("b", Align.LEFT, False),
        ("c", Align.CENTER, True),
    ]


MARK = "<div style='float:left;margin-left:20pt'><font>%s</font><br></div>"


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        (MARK % "&bull;" + "<div style='margin-left:30pt'>a</div><div>\u200b</div><p>b</p>", ["item • 0: a", "p: b"]),
        (MARK % "(a)" + "<div>\u200b</div><div>a <b>b</b></div>", ["item (a) 0: a b[b]"]),
        (MARK % "<b>1.</b>" + "<div><b>Scope</b></div>", ["p >1: b[1. ]b[Scope]"]),
        (MARK % "2." + "<h2>Scope</h2>", ["h2: 2. Scope"]),
        (MARK % "&bull;" + MARK % "&bull;" + "<p>a</p>", ["p >1: •", "item • 0: a"]),
        (MARK % "&bull;" + "<table><tr><td>a<td>1<tr><td>b<td>2</table>", ["p >1: •"]),
        (MARK % "&bull;", ["p >1: •"]),
        (MARK % "Left words" + "<div>a</div>", ["p >1: Left words", "p: a"]),
        ("<table><tr><td>" + MARK % "&bull;" + "<td>a</table>", ["item • 0: a"]),
        (MARK % "&#8203;(&shy;a)" + "<div>a</div>", ["item (a) 0: a"]),
        ("<div style='float:left'><p>(a)</p></div><p>a</p>", ["item (a) 0: a"]),
        ("<div style='float:left'><p>Left words</p></div><p>a</p>", ["p: Left words", "p: a"]),
    ],
)  # fmt: skip
def test_a_marker_that_floats_stands_beside_what_follows(markup, blocks):
    assert sketch(markup)[: len(blocks)] == blocks
    assert coverage(markup, render_text(clean_html(markup)).text).share == 1


def test_what_is_not_drawn_is_not_among_lines_that_are_kept():
    assert sketch("<pre>a&shy;b  c&#8203;d</pre>") == ["pre: ab  cd"]


def test_room_before_the_words_is_seen_behind_what_is_not():
    assert sketch("<p>&#8203;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;a</p>") == ["p >1: a"]


@pytest.mark.parametrize(
    "around",
    [
        "<div style='margin:1em 5%'>{}</div>",
        "<body style='padding-left:1in'>{}</body>",
        "<blockquote>{}</blockquote>",
    ],
)
def test_a_margin_around_the_whole_page_sets_nothing_in(around):
    rows = "<table><tr><td><p>a</p><p>b</p></table><table><tr><td>(1)<td>first</table>"
    page = f"<p>One</p><p style='margin-left:0.5in'>Two</p>{rows}<p>•&nbsp;&nbsp;&nbsp;third</p>"
    assert sketch(around.format(page)) == sketch(page)
    assert "p >2: Two" in sketch(page)


def test_a_list_without_marks_is_one_whatever_else_its_style_says():
    assert sketch("<ul style='/* no marks: */list-style:/**/none'><li>a</ul>") == ["p >1: a"]


def test_an_item_in_the_middle_of_the_page_is_in_no_other():
    assert sketch("<div style='margin:0 10%;text-align:center'>• a</div>") == ["item • 0: a"]


@pytest.mark.parametrize("tag", ["ul", "dir", "menu", "blockquote"])
def test_lists_without_items_set_their_words_in(tag):
    markup = f"<p>One</p><{tag}><p>Two</p><{tag}>Three</{tag}></{tag}><p>Four</p>"
    assert sketch(markup) == ["p: One", "p >1: Two", "p >2: Three", "p: Four"]
    nested = "<p>One</p><ul><li>Two<ul><li>Three<p>Four</p></ul></ul>"
    assert sketch(nested) == ["p: One", "item • 0: Two", "item • 1: Three", "p >2: Four"]


def test_controls_of_a_form_say_what_they_show():
    markup = (
        "<p>Name: <input value='A.  Wick'> <input type=CHECKBOX checked> Yes <input type=checkbox> No"
        " <input type=radio checked='checked'>Mr<input type=hidden value=x><input type=submit value=Go>"
        "<input type=checkbox checked style='display:none'><input></p>"
    )
    tree = clean_html(markup)
    assert [block.text for block in tree.blocks] == ["Name: A. Wick ☑ Yes ☐ No ☑Mr"]
    assert tree.left_out == (Left("form controls", 4, 0),)
    assert coverage(markup, render_text(tree).text).share == 1
    assert "".join(part.letters for part in filed_markup(markup).parts) == "Name:A.Wick☑Yes☐No☑Mr"


@pytest.mark.parametrize(
    "small", ["vertical-align:top;font-size:7pt", "position:relative;top:-3px;font-size:7pt"]
)
def test_small_print_at_the_top_of_its_cell_is_not_raised(small):
    """Where a cell's words stand in their row makes no note marks of its figures."""
    cells = "".join(f"<td style='{small}'>{words}</td>" for words in ("Oil", "500", "1"))
    tree = clean_html(
        f"<table><tr>{cells}</tr></table><p style='{small}'>a<span style='{small}'>1</span></p>"
    )
    table, paragraph = tree.blocks
    assert [cell.text for cell in table.table.rows[0].cells] == ["Oil", "500", "1"]
    assert [run.style.superscript for run in paragraph.runs] == [False, True]


# Left out


@pytest.mark.parametrize("tag", sorted(VOID))
def test_an_element_that_holds_nothing_takes_nothing_with_it(tag):
    """`<embed>` and its like have no end tag: what follows is the paragraph's, and of its look."""
    tree = clean_html(f"<p>a<{tag} src=x>b <b>c<{tag}>d</b> e</p><p>f<{tag} hidden>g</p>")
    assert [block.text for block in tree.blocks] == ["ab cd e", "fg"]
    assert [run.text for run in tree.blocks[0].runs if run.style.bold] == ["cd"]
    assert tree.left_out == ((Left("embedded objects", 3, 0),) if tag in DROPPED else ())


def test_an_element_that_holds_nothing_ends_nothing_that_is_left_out():
    tree = clean_html("<div>a<object>two <embed src=x>words</object>b</div>")
    assert [block.text for block in tree.blocks] == ["ab"]
    assert tree.left_out == (Left("embedded objects", 1, 2),)


def test_references_to_control_characters_are_left_out():
    assert clean_html("<p>a&#7;b&#2;c&#x1F;d&#127e&#9;f&#160;g&#31a</p>").blocks[0].text == "abcde f ga"


@pytest.mark.parametrize("space", ["pre", "pre-wrap"])
def test_a_style_keeps_lines_and_spaces_as_pre_does(space):
    kept = f'<p style="white-space:{space}">a   b\n  c</p><td style="white-space:{space}">f   g</td>'
    markup = kept + '<pre style="white-space:normal">d\n  e</pre>'
    assert [block.text for block in clean_html(markup).blocks] == ["a   b\n  c", "f g", "d e"]


@pytest.mark.parametrize(
    ("style", "blocks"),
    [
        ("pre-wrap", ["p: We agree to b[pay] the fee.", "p: Dear Ada, / dear Bo", "pre: a   b"]),
        ("break-spaces", ["p: We agree to b[pay] the fee.", "p: Dear Ada, / dear Bo", "pre: a   b"]),
        ("pre-line", ["p: We agree to b[pay] the fee.", "p: Dear Ada, / dear Bo", "pre: a   b"]),
        ("pre", ["pre: We agree to pay the fee.", "pre: Dear Ada, / dear Bo", "pre: a   b"]),
        (
            "pre-wrap;font-family:Courier",
            ["pre: We agree to pay the fee.", "pre: Dear Ada, / dear Bo", "pre: a   b"],
        ),
    ],
)
def test_prose_that_may_wrap_is_prose_with_its_lines(style, blocks):
    """Software sets whole documents so; only blanks that set out columns, or letters of one width, make a listing."""
    paragraphs = ("We agree to <b>pay</b> the fee.", "\nDear Ada,\ndear Bo\n", "a   b")
    assert sketch("".join(f"<p style='white-space:{style}'>{each}</p>" for each in paragraphs)) == blocks


def test_prose_that_may_wrap_stands_in_a_table_as_any():
    cells = "<tr><td><p style='white-space:pre-wrap'>{}</p><td><p style='white-space:pre-wrap'>{}</p>"
    markup = f"<table>{cells.format('Fees', '1,200')}{cells.format('Rent', '300')}</table>"
    assert sketch(markup) == ["table", "  Fees | 1,200", "  Rent | 300"]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<span style='display:inline-block;width:90px'>Name</span><span>Ada</span>", "p: Name Ada"),
        (
            "<em style='font-style:normal;padding-right:2em'>Yes ☐</em><em style='font-style:normal'>No</em>",
            "p: Yes ☐ No",
        ),
        ("<div style='display:inline-block;width:90px'>Name</div><b>Ada</b>", "p: Name b[Ada]"),
        ("<span style='padding-right:1px'>Na</span>me", "p: Name"),
    ],
)
def test_room_behind_words_parts_them_from_the_next(markup, said):
    assert sketch(f"<p>{markup}</p>" if "<div" not in markup else markup) == [said]


@pytest.mark.parametrize("tag", sorted(set(DROPPED) - {"frame", "embed", "input", "link"}))
def test_what_is_dropped_is_counted(tag):
    """Nothing that holds words goes without being told."""
    tree = clean_html(f"<p>before</p><div><{tag}>three hidden words</{tag}></div><p>behind</p>")
    assert [block.text for block in tree.blocks] == ["before", "behind"]
    (left,) = tree.left_out
    assert left.reason == DROPPED[tag]
    assert left.pieces == 1
    assert left.words in (0, 3)


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='display:none'>two words</p>",
        "<p style='DISPLAY: NONE;'>two words</p>",
        "<p style='visibility:hidden'>two words</p>",
        "<p hidden>two words</p>",
        "<table><tr><td hidden>two words</td></tr></table>",
        "<span style='display:none'>two words</span>",
        "<div style='display:none'><table><tr><td>two<td>words</table></div>",
        "<table style='display:none'><tr><td>two<td>words</table>",
        "<table><tr style='display:none'><td>two<td>words</table>",
        "<table><tr><td style='display:none'>two words</table>",
        "<ul style='display:none'><li>two words</ul>",
        "<ul><li style='display:none'>two words</ul>",
        "<div style='display:none'><div><p><b>two <i>words</i></b></p></div></div>",
    ],
)
def test_hidden_text_is_left_out_and_counted(markup):
    tree = clean_html(f"<p>seen</p>{markup}<p>too</p>")
    assert [block.text for block in tree.blocks] == ["seen", "too"]
    assert tree.left_out == (Left("hidden text", 1, 2),)


def test_every_hidden_header_of_inline_xbrl_is_left_out():
    facts = "<div style='display:none'><ix:header><ix:hidden>a b</ix:hidden></ix:header></div>"
    tree = clean_html(f"{facts}<p>seen</p>{facts}<ix:header><ix:hidden>c</ix:hidden></ix:header>")
    assert [block.text for block in tree.blocks] == ["seen"]
    assert sum(left.words for left in tree.left_out) == 5
    assert sum(left.pieces for left in tree.left_out) == 3


def test_a_hidden_header_that_a_comment_speaks_of_leaves_the_page_as_it_is():
    facts = "<ix:header><ix:hidden><b>a</b> b</ix:hidden></ix:header>"
    tree = clean_html(f"<p>one</p><!-- <ix:header> begins --><p>two</p>{facts}<p>three</p><!-- {facts} -->")
    assert [block.text for block in tree.blocks] == ["one", "two", "three"]
    assert tree.left_out == (Left("hidden XBRL facts", 1, 2),)


def test_nothing_is_left_out_of_an_ordinary_page():
    assert (
        clean_html("<html><head><title>t</title></head><body><p>a</p><!-- c --></body></html>").left_out == ()
    )


# The title, alignment, pictures


def test_the_title_is_told_apart():
    tree = clean_html("<html><head><title> Annual\n report </title></head><body>a</body></html>")
    assert tree.title == "Annual report"
    assert [block.text for block in tree.blocks] == ["a"]


@pytest.mark.parametrize(
    ("markup", "align"),
    [
        ("<p>a", Align.LEFT),
        ("<p align=center>a", Align.CENTER),
        ("<p align=RIGHT>a", Align.RIGHT),
        ("<p align=justify>a", Align.LEFT),
        ("<center>a", Align.CENTER),
        ("<div align=center><p>a", Align.CENTER),
        ("<div align=center><p align=left>a", Align.LEFT),
        ("<p style='text-align:center'>a", Align.CENTER),
        ("<p align=left style='text-align:right'>a", Align.RIGHT),
    ],
)
def test_alignment(markup, align):
    (block,) = clean_html(markup).blocks
    assert block.align is align


@pytest.mark.parametrize(
    ("markup", "picture"),
    [
        ("<img src=a.gif>", Picture("a.gif")),
        ("<IMG SRC=' a.gif ' ALT=' A\nlogo ' WIDTH=20 HEIGHT=10>", Picture("a.gif", "A logo", 20, 10)),
        ("<img src=a.gif style='width:1in'>", Picture("a.gif")),
        ("<img src=a.gif width=100%>", Picture("a.gif")),
        ("<img src=a.gif width=-5 height=99999999>", Picture("a.gif", "", 5, 10_000)),
    ],
)
def test_a_picture(markup, picture):
    (found,) = clean_html(f"<p>{markup}</p>").pictures()
    assert (found.source, found.alt) == (picture.source, picture.alt)
    if picture.width:
        assert (found.width, found.height) == (picture.width, picture.height)


@pytest.mark.parametrize("markup", ["<img>", "<img src=''>", "<img src=a.gif style='display:none'>"])
def test_no_picture(markup):
    assert list(clean_html(f"<p>a{markup}</p>").pictures()) == []


def test_pictures_are_found_in_tables_and_in_order():
    tree = clean_html(
        "<p><img src=1.gif></p><table><tr><td><img src=2.gif></td><td><img src=3.gif></td></tr></table>"
    )
    assert [picture.source for picture in tree.pictures()] == ["1.gif", "2.gif", "3.gif"]


# Names that links point at


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<a name=x></a><p>a</p>", ["p #x: a"]),
        ("<p><a name=x>a</a></p>", ["p #x: a"]),
        ("<p>a<a name=x></a></p><p>b</p>", ["p #x: a", "p: b"]),
        ("<a href=#x>a</a><div id=x>b</div>", ["p: [a](#x)", "p #x: b"]),
        ("<a href=#X>a</a><div id=x>b</div>", ["p: [a](#X)", "p #x: b"]),
        ("<div id=x></div><p id=y>a</p><a href=#x></a><a href=#y></a>", ["p #x #y: a"]),
        ("<p id=x>a</p>", ["p: a"]),
        ("<a href=#x>a</a><table><tr id=x><td>b<td>1<tr><td>c<td>2</table>", ["p: [a](#x)", "table #x"]),
        ("<a name=x></a><hr><p>a</p>", ["rule", "p: a"]),
    ],
)  # fmt: skip
def test_names(markup, blocks):
    """A name stands on the block that it begins or that follows it; ids that nothing points at are left out."""
    tree = clean_html(markup)
    names = {name for block in tree.blocks for name in block.anchors}
    names |= {
        name for block in tree.blocks if block.table for row in block.table.rows for name in row.anchors
    }
    wanted = {word[1:] for block in blocks for word in block.split(":")[0].split() if word.startswith("#")}
    assert names >= wanted
    if "table" not in markup and "<hr>" not in markup:
        assert sketch(markup) == blocks


def test_a_name_on_an_empty_cell_belongs_to_what_follows():
    tree = clean_html("<table><tr><td><a name=x></a></td></tr></table><p>a</p>")
    assert tree.blocks[0].anchors == ("x",)


# Pages


@pytest.mark.parametrize(
    "page_break",
    [
        "<hr style='page-break-after:always'>",
        "<hr style='page-break-before:always'>",
        "<p style='page-break-before:always'></p>",
        "<div style='page-break-after:always'></div>",
        "<div style='break-before:page'></div>",
        "<br style='page-break-before:always'>",
        "<br clear=all style='page-break-before:always'>",
        "<table style='page-break-before:always'></table>",
    ],
)
def test_a_page_break(page_break):
    assert sketch(f"<p>a</p>{page_break}<p>b</p>") == ["p: a", "break", "p: b"]


@pytest.mark.parametrize(
    "page_break",
    [
        "<hr style='page-break-after:avoid'>",
        "<hr>",
    ],
)
def test_a_rule_is_no_page_break(page_break):
    assert sketch(f"<p>a</p>{page_break}<p>b</p>") == ["p: a", "rule", "p: b"]


def test_breaks_and_rules_in_a_row_are_one_break():
    markup = "<p>a</p><hr><hr style='page-break-after:always'><p style='page-break-before:always'>b</p>"
    assert sketch(markup) == ["p: a", "break", "p: b"]


def test_no_page_begins_or_ends_the_document():
    assert sketch("<hr style='page-break-after:always'><p>a</p><hr style='page-break-after:always'><hr>") == [
        "p: a"
    ]


@pytest.mark.parametrize("number", ["12", "- 12 -", "F-3", "Page 4", "iv", "S-10", "– 7 –"])
def test_a_page_number_at_a_break_is_furniture(number):
    back = "<p><a href=#toc>Table of Contents</a></p>"
    assert sketch(f"<p>a</p><p>{number}</p><hr style='page-break-after:always'>{back}<p>b</p>") == [
        "p: a",
        f"p furniture: {number}",
        "break",
        "p furniture: [Table of Contents](#toc)",
        "p: b",
    ]


@pytest.mark.parametrize("words", ["12 pears", "2012 was dry", "Contents of the basket", "Note 3"])
def test_other_words_at_a_break_are_no_furniture(words):
    lines = sketch(f"<p>a</p><p>{words}</p><hr style='page-break-after:always'><p>b</p>")
    assert lines[1] == f"p: {words}"


def test_a_number_away_from_a_break_is_no_furniture():
    assert sketch("<p>12</p><p>a</p><hr style='page-break-after:always'><p>b</p><p>13</p>") == [
        "p: 12",
        "p: a",
        "break",
        "p: b",
        "p: 13",
    ]


# Marks before a text


def marked(markup: str) -> list[tuple[BlockKind, str, int, str]]:
    return [(block.kind, block.marker, block.level, block.text) for block in clean_html(markup).blocks]


def test_a_mark_with_room_behind_it_begins_a_list_item():
    """The room is the padding or margin of what follows; deeper ones are set deeper."""
    item = '<div style="padding-left:{}pt;text-indent:-18pt">{}<span style="padding-left:9pt">{}</span></div>'
    markup = (
        item.format(36, "•", "Pumps <b>and</b>")
        + item.format(54, "–", "valves")
        + item.format(36, "(a)", "pipes")
    )
    assert marked(markup) == [
        (BlockKind.ITEM, "•", 0, "Pumps and"),
        (BlockKind.ITEM, "–", 1, "valves"),
        (BlockKind.ITEM, "(a)", 0, "pipes"),
    ]


def test_a_bullet_is_a_mark_without_room_as_well():
    assert marked("<p>•Pumps</p><p>•&#160; valves</p><p><b>•</b> pipes</p>") == [
        (BlockKind.ITEM, "•", 0, "Pumps"),
        (BlockKind.ITEM, "•", 0, "valves"),
        (BlockKind.ITEM, "•", 0, "pipes"),
    ]


def test_the_number_of_a_heading_is_no_mark_but_is_set_apart():
    markup = '<p><b>1.</b><span style="margin-left:9pt"><b>Pumps</b></span></p>'
    assert marked(markup) == [(BlockKind.PARAGRAPH, "", 0, "1. Pumps")]


@pytest.mark.parametrize(
    "markup", ["<p>•</p>", "<p>(a) Pumps</p>", "<p>Pumps<span style='margin-left:9pt'>x</span></p>"]
)
def test_what_is_no_mark_stays_a_paragraph(markup):
    assert [kind for kind, *_ in marked(markup)] == [BlockKind.PARAGRAPH]


def test_a_mark_in_a_cell_is_parted_from_its_text_by_a_space():
    table = clean_html(
        "<table><tr><td>•Pumps</td><td>1,234</td></tr><tr><td>Pipes</td><td>5</td></tr></table>"
    ).blocks[0]
    assert table.table.rows[0].cells[0].text == "• Pumps"


# Running lines


def pages(count: int, head: str, foot: str) -> str:
    page = (
        "<p>{head}</p><p>Pumps are made in Portland.</p><p>{foot}</p><p style='page-break-after:always'></p>"
    )
    return (
        "".join(page.format(head=head, foot=foot.format(n)) for n in range(1, count + 1)) + "<p>The end.</p>"
    )


def test_a_line_with_the_number_of_the_page_is_furniture():
    found = {
        block.text
        for block in clean_html(pages(4, "Pumps", "Pumps, Inc. | 10-K | {}")).blocks
        if block.furniture
    }
    assert found == {f"Pumps, Inc. | 10-K | {page}" for page in range(1, 5)}


def test_a_line_at_the_head_of_most_pages_is_furniture_where_there_are_many():
    """On a few pages it may be the title of a statement, and numbered headings begin pages too."""
    many = {block.text for block in clean_html(pages(20, "2024 Proxy", "{} words")).blocks if block.furniture}
    assert "2024 Proxy" in many
    few = clean_html(pages(6, "Pumps, Inc.", "words")).blocks
    assert not [block for block in few if block.furniture]


@pytest.mark.parametrize(
    ("markup", "close"),
    [
        ("<div>1 Harbour Row</div><div>Port Elsewhere</div>", [False, True]),
        ("<div>1 Harbour Row</div><div><br></div><div>Port Elsewhere</div>", [False, False]),
        ("<p>1 Harbour Row</p><p>Port Elsewhere</p>", [False, False]),
        ("<p style='margin:0'>1 Harbour Row</p><p style='margin:0'>Port Elsewhere</p>", [False, True]),
        ("<p style='margin:0 0 6pt'>1 Harbour Row</p><p style='margin:0'>Port Elsewhere</p>", [False, False]),
        ("<div>1 Harbour Row</div><div style='padding-top:9pt'>Port Elsewhere</div>", [False, False]),
        ("1 Harbour Row<br><br>Port Elsewhere", [False, False]),
        (f"<div>{'words ' * 20}</div><div>Port Elsewhere</div>", [False, False]),
        ("<table><tr><td><div>1 Harbour Row</div><div>Elsewhere</div></td></tr></table>", [False, True]),
        ("<table><tr><td>1 Harbour Row</td></tr><tr><td>Elsewhere</td></tr></table>", [False, False]),
        ("<div>A</div><div>&#8203;</div><div>B</div>", [False, False]),
        ("<div>A</div><div>&nbsp;<br></div><div>B</div>", [False, False]),
        ("<div>A</div><div>\n<b>&nbsp;</b></div><div>B</div>", [False, False]),
    ],
)
def test_lines_without_room_between_them_stand_close_and_paragraphs_do_not(markup, close):
    assert [block.close for block in clean_html(markup).blocks] == close


def test_a_marker_set_apart_in_a_flexible_box_is_one():
    """Software sets the marker and the words of a footnote as two items of a box, with nothing between them."""
    markup = (
        "<div style='display:flex'><span style='display:inline-flex'>(1)</span>"
        "<div style='display:inline'>Without plums.</div></div>"
    )
    assert sketch(markup) == ["item (1) 0: Without plums."]


@pytest.mark.parametrize(
    "drawn",
    [
        "<p style='border-bottom:1pt solid #000'>&nbsp;</p>",
        "<div style='border-top:4px double'></div>",
        "<div style='border-bottom:1px solid'><p>&nbsp;</p></div>",
        "<table><tr><td style='border-bottom:1px solid'>&nbsp;</td></tr></table>",
        "<table><tr style='border-top:1px solid'><td></td></tr></table>",
        "<table><tr><td><hr></td></tr></table>",
    ],
)
def test_borders_of_what_holds_no_words_are_a_rule(drawn):
    assert sketch(f"<p>a</p>{drawn}<p>b</p>") == ["p: a", "rule", "p: b"]


@pytest.mark.parametrize(
    "drawn",
    [
        "<p style='border-bottom:none'>&nbsp;</p>",
        "<p style='border-left:1px solid'>&nbsp;</p>",
        "<table><tr><td>&nbsp;</td></tr></table>",
    ],
)
def test_what_draws_nothing_is_no_rule(drawn):
    assert sketch(f"<p>a</p>{drawn}<p>b</p>") == ["p: a", "p: b"]


def test_borders_around_words_and_within_cells_are_no_rules():
    assert sketch("<div style='border:1px solid'><p>a</p></div><p>b</p>") == ["p: a", "p: b"]
    assert "rule" not in sketch(
        "<table><tr><td>a<td>1<td>2<tr><td><p style='border-top:1px solid'>&nbsp;</p><td>3<td>4</table>"
    )


def test_items_in_tables_of_their_own_are_as_deep_as_their_markers_are_set_in():
    item = "<table><tr><td {}></td><td style='width:0.25in'>{}</td><td>{}</td></tr></table>"
    outer = partial(item.format, "style='width: 0.25in'", "•")
    inner = partial(item.format, "width='9%' style='border-width:0'", "o")
    page = outer("a") + inner("b") + "<p>7</p><hr style='page-break-after:always'>" + inner("c") + outer("d")
    assert [line for line in sketch(page) if "item" in line] == [
        "item • 0: a", "item o 1: b", "item o 1: c", "item • 0: d",
    ]  # fmt: skip
    assert sketch(outer("a") + "<p>Pears</p>" + inner("b"))[2] == "item o 0: b"
    assert sketch(outer("a") + item.format("", "o", "b"))[1] == "item o 0: b"


def test_a_label_that_floats_stands_beside_what_it_labels():
    label = "<p style='float:left;width:72px'><b>{}</b></p><p>{}</p>"
    page = label.format("Item 1.", "Security and issuer.") + label.format("By:", "/s/ Ada")
    assert sketch(page) == ["p: b[Item 1. ]Security and issuer.", "p: b[By: ]/s/ Ada"]
    assert sketch(label.format("Pears", "Quinces")) == ["p: b[Pears]", "p: Quinces"]
    twice = "<p style='float:left'>(ii)</p><p style='float:left'>Ada:</p><p>12</p>"
    assert sketch(twice) == ["p: (ii) Ada: 12"]


def test_a_link_back_to_the_contents_heads_nothing_and_a_rule_above_it_ends_a_page():
    back = "<h5><a href='#toc'>Table of Contents</a></h5>"
    page = f"{back}<p><a name=toc>Fruit</a></p><hr>{back}<p>Pears</p><hr><p>Quinces</p>"
    blocks = clean_html(page).blocks
    assert [block.kind.name for block in blocks] == [
        "PARAGRAPH", "PARAGRAPH", "PAGE_BREAK", "PARAGRAPH", "PARAGRAPH", "RULE", "PARAGRAPH",
    ]  # fmt: skip
    assert [block.furniture for block in blocks][:4] == [True, False, False, True]


def test_a_bullet_in_place_of_words_to_be_filled_in_marks_nothing():
    assert sketch("<p>●, as Trustee</p>") == ["p: ●, as Trustee"]
    page = "<table><tr><td><p>● a</p><p>● b</p><p>c</p><table><tr><td>1</table></table>"
    assert sketch(page)[:3] == ["item ● 0: a", "item ● 0: b", "p: c"]


def test_a_mark_in_a_block_set_as_a_cell_stands_beside_the_next():
    cell = "<div style='display:table-cell'>"
    row = f"<div style='display:table-row'>{cell}■&nbsp;</div>{cell}{{}}</div></div>"
    assert sketch(row.format("a") + row.format("<div>b</div>")) == ["item ■ 0: a", "item ■ 0: b"]
    assert sketch(f"<table><tr><td><p>x</p>{row.format('a')}{row.format('b')}</table>") == [
        "p: x",
        "item ■ 0: a",
        "item ■ 0: b",
    ]
    alone = "<table><tr><td>Pears<td><div style='float:left'>5</div><td>6<tr><td>Figs<td>7<td>8</table>"
    assert sketch(alone)[1] == "  Pears | 5 | 6"


def test_wide_room_before_words_parts_them():
    """Names that a page sets side by side by margins, or at its right edge, are not one word; letters set apart are."""
    markup = "<p>North<span style='margin-left:30pt'>East</span><span style='float:right'>West</span></p>"
    assert [block.text for block in clean_html(markup).blocks] == ["North East West"]
    assert clean_html("<p>1st<span style='margin-left:4px'>—</span>x</p>").blocks[0].text == "1st—x"
