"""The Markdown: what a parser of the GitHub flavour shows of it is the exhibit."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from viewer.markup.clean import clean_html
from viewer.markup.tree import Block, BlockKind, Cell, Row, Run, Style, Table, Tree
from viewer.render.markdown import render_markdown
from viewer.render.text import Headings

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def markdown(markup: str) -> str:
    return render_markdown(clean_html(markup)).text


def html(markup: str) -> str:
    """Return what a parser makes of the Markdown, without the ends of lines."""
    return PARSER.render(markdown(markup)).replace("\n", "")


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>a</p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a<br>b</p>", "<p>a<br />b</p>"),
        ("<h2>a<br>b</h2>", "<h2>a b</h2>"),
        ("<h3>a #</h3>", "<h3>a #</h3>"),
        ("<p>a</p><hr><p>b</p>", "<p>a</p><hr /><p>b</p>"),
        ("<pre>a  *b*\n\n c</pre>", "<pre><code>a  *b* c</code></pre>"),
        ("<pre>```</pre>", "<pre><code>```</code></pre>"),
        ("<p><b>a</b></p>", "<p><strong>a</strong></p>"),
        ("<p><b>a </b>b</p>", "<p><strong>a</strong> b</p>"),
        ("<p><b>a</b> <b>b</b></p>", "<p><strong>a b</strong></p>"),
        ("<p><b>a</b><i> b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<p><b><i>a</i></b></p>", "<p><em><strong>a</strong></em></p>"),
        ("<p>un<b>believ</b>able</p>", "<p>un<strong>believ</strong>able</p>"),
        ("<p><s><b>at x</b></s>i</p>", "<p><s>at x</s>i</p>"),
        ("<p>stoc<b>k</b> or <b>T</b>he</p>", "<p>stock or The</p>"),
        ("<p><s>a</s></p>", "<p><s>a</s></p>"),
        ("<p><u>a</u></p>", "<p>a</p>"),
        ("<p>a<b> </b>b</p>", "<p>a b</p>"),
        ("<p><b>a<br>b</b></p>", "<p><strong>a<br />b</strong></p>"),
        ("<p><a href=x.htm>a</a></p>", '<p><a href="x.htm">a</a></p>'),
        ("<p><a href='x y.htm'>a</a></p>", '<p><a href="x%20y.htm">a</a></p>'),
        ("<p><a href='x(1.htm'>a</a></p>", '<p><a href="x(1.htm">a</a></p>'),
        ("<p><a href=x.htm>a] b</a></p>", '<p><a href="x.htm">a] b</a></p>'),
        ("<p><a href=x.htm>x</a></p>", '<p><a href="x.htm">x</a></p>'),
        ("<p><a href=javascript:x>a</a></p>", "<p>a</p>"),
        ("<p><img src=x.gif alt='a [b]'></p>", '<p><img src="x.gif" alt="a [b]" /></p>'),
        ("<p><img src=x.gif alt='a ] b'></p>", '<p><img src="x.gif" alt="a ] b" /></p>'),
        (
            "<p><img src=x.gif alt='a ` *b* <i> \\'> `c`</p>",
            '<p><img src="x.gif" alt="a ` *b* &lt;i&gt; \\" /> `c`</p>',
        ),
        ("<p><img src=x.gif alt='[x.gif]'></p>", '<p><img src="x.gif" alt="x.gif" /></p>'),
        ("<p><img src='x (1).gif' alt=a></p>", '<p><img src="x%20(1).gif" alt="a" /></p>'),
        (
            "<p><a href='#ITEM_1'>a</a></p><p><a id=item_1></a>b</p>",
            '<p><a href="#item_1">a</a></p><p><a id="item_1"></a>b</p>',
        ),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a<ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        (
            "<ul><li>a<p>b</p><li>c</ul><p>d</p>",
            "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul><p>d</p>",
        ),
        (
            "<ol start=10><li>a<p># b<br>- c</p><ul><li>d<p>e</p></ul><p>f</p></ol>",
            '<ol start="10"><li><p>a</p><p># b<br />- c</p><ul><li><p>d</p><p>e</p></li></ul><p>f</p></li></ol>',
        ),
        ("<ol><li>a<li>b</ol>", "<ol><li>a</li><li>b</li></ol>"),
        ("<ol start=4><li>a<br>b</ol>", '<ol start="4"><li>a<br />b</li></ol>'),
        ("<ul><ul><li>a</ul></ul>", "<ul><li>a</li></ul>"),
        (
            "<ol start=5><li>a<li value=9>b<li>c</ol>",
            '<ol start="5"><li>a</li></ol><p>9. b</p><ol start="10"><li>c</li></ol>',
        ),
        (
            "<ol><li>b<ol type=a><li>c<ul><li>d</ul></ol></ol>",
            "<ol><li><p>b</p><p>a. c</p><ul><li>d</li></ul></li></ol>",
        ),
        ("<p>[X] a</p>", "<p>[X] a</p>"),
        ("<p><u># a</u></p>", "<p># a</p>"),
        ("<p><u>- a</u></p>", "<p>- a</p>"),
        ("<p><b>a</b><br>- b</p>", "<p><strong>a</strong><br />- b</p>"),
        ("<p><b>a | b</b><br>--- | ---</p>", "<p><strong>a | b</strong><br />--- | ---</p>"),
        ("<p>x<sup>2</sup> H<sub>2</sub>O 3<sup>rd</sup></p>", "<p>x<sup>2</sup> H<sub>2</sub>O 3rd</p>"),
    ],
)
def test_a_parser_shows(markup, shown):
    assert html(markup) == shown


@pytest.mark.parametrize(
    "markup",
    [
        "<b>&ldquo;a&rdquo;</b>b",
        "a<b>,</b> b",
        "<b>(a)</b>b",
        "a<b>(b)</b>",
        "<b>a</b><i>b</i><b><i>c</i></b>",
        "$<b>5</b>.",
        "Total<b>€</b>1,000",
        "<i>a</i>&rsquo;s",
        "<b>a:</b>b<i>.</i>c",
        "1<sub><i>2</i></sub>3",
        "<s>&amp;<br>+ a</s>",
        "<b>*</b>a<b>_</b>",
        "<b>—</b>a",
        "<b>a</b>&nbsp;<b>b</b>",
    ],
)
def test_no_sign_of_emphasis_is_ever_seen(markup):
    """Where CommonMark would not take a mark for emphasis, none is written."""
    words = "".join(block.text for block in clean_html(f"<p>{markup}</p>").blocks)
    said = []
    for token in PARSER.parse(markdown(f"<p>{markup}</p>")):
        for child in token.children or ():
            said.append(
                "\n" if child.type == "hardbreak" else child.content if child.type.startswith("text") else ""
            )
    assert "".join(said).split() == words.split()


def test_every_table_has_a_divider_and_equal_rows():
    markup = """<table><tr><td><td colspan=4 align=center><b>June 30,</b><tr><td><td><b>2012</b><td><td><b>2011</b><td>
    <tr><td>Pears | figs<td>$<td>10<td>$<td>9<tr><td>Plums<td><td>(3<td>)<td></table>"""
    lines = markdown(markup).rstrip("\n").split("\n")
    assert set(lines[1]) <= set("| -:")
    counts = {line.replace("\\|", "").count("|") for line in lines}
    assert len(counts) == 1
    assert "Pears \\| figs" in lines[3]


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ("<tr><td>Pears<td>10<tr><td>Plums<td>7", ["", ""]),
        ("<tr><td>Owner<td>Shares<tr><td>Quill<td>10<tr><td>Marl<td>7", ["Owner", "Shares"]),
        ("<tr><td>Pears<td>n/a<tr><td>Plums<td>7<tr><td>Figs<td>none", ["", ""]),
    ],
)
def test_a_row_like_those_below_is_no_header(rows, first):
    """GFM asks for a header; where the filer set none, no record is to be taken for the names of the columns."""
    lines = markdown(f"<table>{rows}</table>").split("\n")
    assert [cell.strip() for cell in lines[0].strip("|").split("|")] == first
    assert sum("Pears" in line or "Name" in line or "Owner" in line for line in lines) == 1


SPANNING = """<table><tr><td>Mill<br>Inc.<td><td><tr><td><td colspan=2 align=center><b>Year ended</b>
<tr><td><b>Fruit</b><td><b>2012<sup>(1)</sup></b><td><b>2011</b><tr><td>Pears<td>10<td>9<tr><td>Plums<td>7<td>6</table>"""


def test_marks_that_markdown_does_not_know_begin_paragraphs():
    """A bullet before them was not filed; a space that readers keep shows what stands in what."""
    assert markdown("<ol type=a><li>b<ol type=i><li>c</ol><li>d</ol>") == "a. b\n\n\u2003i. c\n\nb. d\n"


def test_a_box_that_was_ticked_stays_words():
    """As the mark of an item a reader of Markdown would make a field of it, and its words would be gone."""
    assert markdown("<table><tr><td>[X]<td>Annual report<tr><td>[ ]<td>Other</table>") == (
        "\\[X] Annual report\n\n\\[ ] Other\n"
    )


def test_a_break_is_no_part_of_the_address_before_it():
    rows = "<table><tr><td>Web<td>www.a.example<tr><td>Mail<td>b@a.example</table>"
    assert markdown("<p>www.a.example<br>b</p>") == "www.a.example \\\nb\n"
    assert markdown("<p><b>https://a.example/b</b><br>c</p>") == "**https://a.example/b** \\\nc\n"
    assert " \\\n" in markdown(rows)


def test_several_rows_of_headings_stand_as_filed():
    """The first is the header, a title over them stands above the table, and no word is said twice."""
    lines = markdown(SPANNING).split("\n")
    assert lines[:2] == ["Mill\\", "Inc."]
    assert lines[3:6] == ["|  | Year ended |  |", "| --- | ---: | ---: |", "| Fruit | 2012(1) | 2011 |"]


def test_a_heading_alone_in_a_column_of_its_own_is_no_title():
    """Above the table it would leave an empty column."""

    def row(number: int, *cells: tuple[int, str], header: bool = False) -> Row:
        return Row(number, tuple(Cell(((Run(words),),), column) for column, words in cells), header)

    below = row(3, (1, "2012"), (2, "2011"), header=True), row(4, (1, "10"), (2, "9"))
    table = Table(3, (row(2, (0, "Pears"), header=True), *below))
    made = render_markdown(Tree("", (Block(1, BlockKind.TABLE, table=table),)))
    assert made.text.startswith("| Pears |  |  |\n| --- |")
    assert "\n|  | 2012 | 2011 |\n" in made.text


def test_headings_are_joined_where_wished():
    """Each column is named by all that stands over it, and no word of a column is said twice."""
    made = render_markdown(clean_html(SPANNING), headings=Headings.JOINED)
    lines = made.text.split("\n")
    assert lines[3:6] == [
        "| Fruit | Year ended 2012(1) | Year ended 2011 |",
        "| --- | ---: | ---: |",
        "| Pears | 10 | 9 |",
    ]
    assert made.text[made.places[1].start : made.places[1].end] == lines[3]
    plain = "<table><tr><td>Pears<td>10<tr><td>Plums<td>7</table>"
    assert render_markdown(clean_html(plain), headings=Headings.JOINED).text == markdown(plain)


def test_figures_are_set_right():
    lines = markdown("<table><tr><td><td><b>2012</b><tr><td>Pears<td>10<tr><td>Plums<td>7</table>").split(
        "\n"
    )
    assert lines[1] == "| --- | ---: |"


def test_places_of_items_and_rows_are_theirs():
    made = render_markdown(
        clean_html("<ul><li>one<li>two</ul><table><tr><td>a<td>1<td>2<tr><td>b<td>3<td>4</table>")
    )
    said = {place.block: made.text[place.start : place.end] for place in made.places}
    assert said[1] == "- one"
    assert said[2] == "- two"
    assert said[4] == "| a | 1 | 2 |"
    assert said[5] == "| b | 3 | 4 |"


def test_items_set_in_alike_stand_side_by_side():
    """How far a list is set in says nothing of what its items stand in."""
    items = "".join(
        f"<p style='margin-left:{inches}in;text-indent:-.25in'>({mark})<span style='padding-left:9pt'></span>{mark}</p>"
        for mark, inches in (("a", 1), ("b", 1), ("i", 1.5), ("ii", 1.5), ("c", 1))
    )
    lines = [line for line in markdown(items).split("\n") if line]
    assert [len(line) - len(line.lstrip()) for line in lines] == [0, 0, 1, 1, 0]


def test_money_is_no_mathematics():
    """Two signs in a paragraph would make a formula of what stands between them."""
    assert markdown("<p>from $5 to $10</p>") == "from \\$5 to \\$10\n"
    assert markdown("<p>from $5 to <b>big</b> $10</p>").count("\\$") == 2
    assert markdown("<p>only $5</p>") == "only $5\n"


def test_a_line_with_a_mark_of_its_own_does_not_shift_the_others():
    """Lines are converted together; whatever is in one of them, each stays where it belongs."""
    blocks = tuple(
        Block(
            number, BlockKind.PARAGRAPH, (Run(f"a{number}", Style(bold=True)), Run(f" \x1e</x-line>{number}"))
        )
        for number in range(1, 4)
    )
    made = render_markdown(Tree("", blocks))
    for place in made.places:
        assert f"a{place.block}" in made.text[place.start : place.end]


def test_nothing_is_nothing():
    assert render_markdown(Tree()).text == ""
    assert render_markdown(Tree()).places == ()


def test_the_place_a_link_points_at_stands_above_a_heading():
    """On the line of the heading it would keep it from being one."""
    tree = clean_html('<p><a href="#x">Pumps</a></p><p id="x"><b>Item 1. Pumps</b></p>')
    assert render_markdown(tree, {2: 2}).text.endswith('<a id="x"></a>\n\n## Item 1. Pumps\n')


@pytest.mark.parametrize(
    "href", ["http://a.example/x<y", "http://a.example/(x", "http://a.example/x\x01>y z", "a.htm#x("]
)
def test_a_link_is_one_whatever_its_address_holds(href):
    tree = Tree("", (Block(1, BlockKind.PARAGRAPH, (Run("See "), Run("there", Style(), href), Run("."))),))
    (_, inline, _) = MarkdownIt("commonmark").parse(render_markdown(tree).text)
    assert [token.type for token in inline.children] == ["text", "link_open", "text", "link_close", "text"]
    assert inline.children[2].content == "there"


def test_a_list_within_an_item_of_a_wide_number_is_a_list():
    rows = "<ol start=100><li>pears<ul><li>plums<ol start=1000><li>figs<ul><li>nuts</ul></ol></ul></ol>"
    shown = html(rows)
    assert shown.count("<ol") == shown.count("<ul") == 2
    assert shown.count("<li>") == 4


def test_a_list_within_an_item_begins_with_any_number():
    tree = clean_html(
        "<ul><li>pears<ol start=4><li>four</li><li>five</li></ol></li><li>figs<ol><li>one</li></ol></ul>"
    )
    text = render_markdown(tree).text
    tokens = MarkdownIt("commonmark").parse(text)
    assert [token.content for token in tokens if token.type == "inline"] == [
        "pears",
        "four",
        "five",
        "figs",
        "one",
    ]
    assert sum(token.type == "list_item_open" for token in tokens) == 5
    assert "figs\n    1. one" in text


def test_names_and_the_titles_below_them_stay_lines_of_their_own():
    row = "<tr><td>{}<br>President<td align=right>12"
    made = markdown(f"<table>{row.format('Ada Byron')}{row.format('Ben Jonson')}</table>")
    assert "| Ada Byron<br>President | 12 |" in made
    row = "<tr><td>Net income per<br>common share<td align=right>12"
    assert "| Net income per common share | 12 |" in markdown(f"<table>{row}{row}</table>")
