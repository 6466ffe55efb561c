"""Tables as filed become grids of data, short texts side by side, list items, or the blocks they only lay out."""

from __future__ import annotations

import pytest

from tests.markup.sketch import sketch
from viewer.markup.cells import is_figure
from viewer.markup.clean import clean_html
from viewer.markup.tree import Align, Border, Table


def rows(*lines: str) -> str:
    """Return a table; cells are parted by bars, and `3*` before the words makes a cell span three columns."""
    made = []
    for line in lines:
        made.append("<tr>")
        for cell in line.split("|"):
            span, star, words = cell.strip().partition("*")
            made.append(
                f"<td colspan={span}>{words}</td>" if star and span.isdigit() else f"<td>{cell.strip()}</td>"
            )
        made.append("</tr>")
    return f"<table>{''.join(made)}</table>"


def grid(markup: str) -> Table:
    (block,) = clean_html(markup).blocks
    assert block.table is not None
    return block.table


HEAD = "| <b>2012</b> | <b>2011</b>"

GRIDS = {
    "figures below each other": (
        [HEAD, "Pears | 10 | 9", "Quinces | 2 | 1"],
        ["  head . | b[2012] | b[2011]", "  Pears | 10 | 9", "  Quinces | 2 | 1"],
    ),
    "spacers go": (
        ["| | <b>2012</b> | | <b>2011</b> |", "Pears || 10 || 9|", "|||||", "Quinces || 2 || 1|"],
        ["  head . | b[2012] | b[2011]", "  Pears | 10 | 9", "  Quinces | 2 | 1"],
    ),
    "signs join their figures": (
        ["|2*<b>2012</b>|2*<b>2011</b>|", "Pears | $ | 10 | $ | (9 | )", "Quinces || 2 ||(1|)%"],
        ["  head . | b[2012] | b[2011]", "  Pears | $10 | $(9)", "  Quinces | 2 | (1)%"],
    ),
    "signs inside a cell join too": (
        [HEAD, "Pears | $ 10 | $ ( 9 )", "Quinces | 2 % | (1 )"],
        ["  head . | b[2012] | b[2011]", "  Pears | $10 | $(9)", "  Quinces | 2% | (1)"],
    ),
    "other currencies": (
        [HEAD, "Pears | € 10 | 8", "Quinces | £10 | US$ 9", "Plums | C$ 3 | 4"],
        ["  head . | b[2012] | b[2011]", "  Pears | €10 | 8", "  Quinces | £10 | US$9", "  Plums | C$3 | 4"],
    ),
    "words for nothing": (
        [HEAD, "Pears | — | –", "Quinces | N/A | *", "Plums | nil | 4"],
        ["  head . | b[2012] | b[2011]", "  Pears | — | –", "  Quinces | N/A | *", "  Plums | nil | 4"],
    ),
    "a heading spans": (
        ["|5*<b>Year ended June 30,</b>", "|2*<b>2012</b>||2*<b>2011</b>", "Pears |$| 10 ||$| 9", "Plums || 3 ||| 2"],
        ["  head . | 2*b[Year ended June 30,]", "  head . | b[2012] | b[2011]",
         "  Pears | $10 | $9", "  Plums | 3 | 2"],
    ),
    "a heading between": (
        [HEAD, "Fruit: | |", "Pears | 10 | 9", "Quinces | 2 | 1"],
        ["  head . | b[2012] | b[2011]", "  Fruit: | . | .", "  Pears | 10 | 9", "  Quinces | 2 | 1"],
    ),
    "raised marks join": (
        [HEAD, "Pears | 10 | 9", "Plums | 3<sup>(1)</sup> | 2"],
        ["  head . | b[2012] | b[2011]", "  Pears | 10 | 9", "  Plums | 3^[(1)] | 2"],
    ),
    "raised marks of their own join": (
        ["|<b>2012</b>||<b>2011</b>|", "Pears|10|<sup>(1)</sup>|9|", "Plums|3||2|<sup>(2)</sup>"],
        ["  head . | b[2012] | b[2011]", "  Pears | 10^[(1)] | 9", "  Plums | 3 | 2^[(2)]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), GRIDS.values(), ids=GRIDS)
def test_a_grid(lines, expected):
    found = sketch(rows(*lines))
    assert found == ["table", *expected]


@pytest.mark.parametrize(
    "figure",
    ["10", "1,234", "(5)", "$5", "$(5.3)", "12%", "(2.5)%", ".09", "—", "-", "–", "N/A", "*", "1.5x", "€3"],
)
def test_figures_are_set_right(figure):
    table = grid(rows(HEAD, f"Pears | {figure} | 1", "Plums | 2 | 3"))
    assert table.rows[1].cells[1].align is Align.RIGHT


# Where cells stand


def test_spans_over_rows_push_the_next_row():
    markup = """<table><tr><td rowspan=2>a<td>1<td>2<tr><td>3<td>4<tr><td>b<td>5<td>6</table>"""
    assert sketch(markup) == ["table", "  a | 1 | 2", "  . | 3 | 4", "  b | 5 | 6"]


def test_a_row_may_be_longer_than_the_first():
    assert sketch(rows("Pears | 1", "Plums | 2 | 3", "Figs | 4 | 5")) == [
        "table",
        "  Pears | 1 | .",
        "  Plums | 2 | 3",
        "  Figs | 4 | 5",
    ]


@pytest.mark.parametrize("section", ["thead", "tbody", "tfoot", "tbody><tbody"])
def test_sections_may_be_nested_and_unclosed(section):
    markup = f"<table><{section}><tr><td>Pears<td>1<td>2</tr></table>"
    plain = "<table><tr><td>Pears<td>1<td>2</table>"
    assert [line.replace("head ", "") for line in sketch(markup)] == sketch(plain)


def test_a_head_is_a_header():
    body = "<tbody><tr><td>Pears<td>1<td>2<tr><td>Figs<td>3<td>4"
    assert (
        sketch(f"<table><thead><tr><td>Fruit<td>Tons<td>Price</thead>{body}</table>")[1]
        == "  head Fruit | Tons | Price"
    )


def test_header_cells_are_a_header():
    markup = "<table><tr><th>Fruit<th>Tons<tr><td>Pears<td>1<tr><td>Figs<td>3</table>"
    assert sketch(markup)[1].startswith("  head ")


def test_cells_that_are_all_tagged_as_headings_are_told_by_what_else_sets_them_apart():
    plain = " style='font-weight:normal;text-align:left'"
    body = f"<tr><th{plain}>Pears<th{plain}>1<tr><th{plain}>Figs<th{plain}>3"
    rows = sketch(f"<table><tr><th>Fruit<th>Tons{body}</table>")
    assert rows == ["table", "  head b[Fruit] | b[Tons]", "  Pears | 1", "  Figs | 3"]


def test_what_a_style_says_of_widths_is_read_in_capitals_too():
    """How deep an item in a table of its own is, the empty cell before it tells."""
    outer = "<table><tr><td style='width:24px'></td><td>(a)</td><td>one</td></table>"
    inner = "<table><tr><td style='{}'></td><td>(i)</td><td>two</td></table>"
    for style in ("width:36px", "WIDTH: 27PT", "/* width: 1px */ width:0.375in"):
        assert sketch(outer + inner.format(style)) == ["item (a) 0: one", "item (i) 1: two"]


# Indents and rules


@pytest.mark.parametrize(
    "stubs",
    [
        ["<td>a", "<td style='padding-left:10pt'>b", "<td style='padding-left:20pt'>c"],
        ["<td>a", "<td>&nbsp;&nbsp;&nbsp;b", "<td>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;c"],
        ["<td>a", "<td><p style='margin-left:10px'>b</p>", "<td><p style='margin-left:20px'>c</p>"],
        [
            "<td>a",
            "<td><div style='padding-left:1em;text-indent:0'>b</div>",
            "<td><div style='padding-left:2em'>c</div>",
        ],
        [
            "<td style='padding-left:1em;text-indent:-1em'>a",
            "<td style='padding-left:2em;text-indent:-1em'>b",
            "<td style='padding-left:3em;text-indent:-1em'>c",
        ],
        ["<td>a", "<td style='text-indent:1em'>b", "<td><div style='text-indent:2em'>c</div>"],
        [
            "<td style='padding:0 1em;text-indent:-1em'>a",
            "<td style='padding-left:1em;margin-left:3em'>b",
            "<td style='padding-left:1em'><p style='margin:0 0 0 1em'>c</p>",
        ],
        ["<td colspan=3>a", "<td><td colspan=2>b", "<td><td><td>c"],
    ],
    ids=[
        "padding",
        "hard spaces",
        "margins",
        "paragraphs",
        "hanging",
        "first lines",
        "any way",
        "empty cells",
    ],
)
def test_stubs_keep_their_levels(stubs):
    body = "".join(f"<tr>{stub}<td align=right>{n}1<td align=right>{n}2" for n, stub in enumerate(stubs, 1))
    table = grid(f"<table>{body}</table>")
    assert [row.cells[0].indent for row in table.rows] == [0, 1, 2]
    assert [row.cells[0].text for row in table.rows] == ["a", "b", "c"]
    assert {row.cells[1].column for row in table.rows} == {1}


RULED = [
    ("<tr><td>Sum<td style='border-top:1px solid'>3<td>4", Border.SINGLE, Border.NONE),
    ("<tr><td>Sum<td style='border-bottom:3px double'>3<td>4", Border.NONE, Border.DOUBLE),
    ("<tr><td>Sum<td>3<td>4<tr><td><td><hr><td>", Border.NONE, Border.SINGLE),
    ("<tr><td>Sum<td>3<td>4<tr><td><td>-----<td>", Border.NONE, Border.SINGLE),
    ("<tr><td>Sum<td>3<td>4<tr><td><td>=====<td>", Border.NONE, Border.DOUBLE),
    ("<tr><td>Sum<td>3<td>4<tr><td><td style='border-top:1px solid'><td>", Border.NONE, Border.SINGLE),
    (
        "<tr><td>Sum<td>3<td>4<tr><td><td style='border-bottom:1px solid'>&nbsp;<td>",
        Border.NONE,
        Border.SINGLE,
    ),
    (
        "<tr><td>Sum<td>3<td>4<tr><td><td><p style='border-top:3px double'>&nbsp;</p><td>",
        Border.NONE,
        Border.DOUBLE,
    ),
]


@pytest.mark.parametrize(("row", "above", "below"), RULED)
def test_rules_are_borders_of_the_figures(row, above, below):
    table = grid(f"<table><tr><td>Pears<td>1<td>2{row}</table>")
    assert len(table.rows) == 2
    cell = table.rows[1].cells[1]
    assert (cell.above, cell.below) == (above, below)
    assert table.rows[1].cells[2].below is Border.NONE


@pytest.mark.parametrize("shade", ["bgcolor=#cceeff", "style='background-color:#cceeff'"])
def test_bands_are_kept(shade):
    table = grid(f"<table><tr><td>Pears<td>1<td>2<tr {shade}><td>Plums<td>3<td>4</table>")
    assert [row.shaded for row in table.rows] == [False, True]


# What is no table of data


LAID_OUT = {
    "a bullet and its text": (rows("•|A point that is made"), ["item • 0: A point that is made"]),
    "a number and its text": (rows("|1.|To elect directors"), ["item 1. 0: To elect directors"]),
    "a letter and its text": (rows("(a)|The first"), ["item (a) 0: The first"]),
    "a box and its text": (
        "<table><tr><td><font face=Wingdings>&#168;</font><td>Soliciting material</table>",
        ["item ☐ 0: Soliciting material"],
    ),
    "one cell": (rows("A page in a table"), ["p: A page in a table"]),
    "one column": (rows("a", "b"), ["p: a", "p: b"]),
    "nothing": (rows("|&nbsp;|"), []),
    "short texts side by side": (
        rows("Delaware|000-12345|98-7654321", "(State)|(File)|(Number)"),
        ["layout", "  Delaware | 000-12345 | 98-7654321", "  (State) | (File) | (Number)"],
    ),
    "a list in a cell": ("<table><tr><td>a<td><ul><li>b</ul></table>", ["p: a", "item • 0: b"]),
}  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), LAID_OUT.values(), ids=LAID_OUT)
def test_a_table_that_only_lays_out(markup, expected):
    assert sketch(markup) == expected


def test_a_page_laid_out_by_one_table_is_its_blocks():
    inner = rows(HEAD, "Pears | 10 | 9", "Plums | 3 | 2")
    markup = f"<table><tr><td><h2>News</h2><p>{'Long words of prose. ' * 20}</p>{inner}<ul><li>a</ul></td></tr></table>"
    lines = sketch(markup)
    assert lines[0] == "h2: News"
    assert lines[2:4] == ["table", "  head . | b[2012] | b[2011]"]
    assert lines[-1] == "item • 0: a"


def test_a_table_in_a_table_stands_by_itself():
    inner = rows(HEAD, "Pears | 10 | 9", "Plums | 3 | 2")
    assert sketch(f"<table><tr><td>{inner}</td></tr></table>") == sketch(inner)


def test_two_columns_of_prose_are_read_one_after_the_other():
    left, right = "left words " * 40, "right words " * 40
    assert sketch(rows(f"{left}|{right}")) == [f"p: {left.strip()}", f"p: {right.strip()}"]


# Cells


def test_lines_of_a_cell_are_kept():
    table = grid(
        rows("|<b>Weighted<br>average</b>|<b>Shares</b>", "Pears<br>and figs | 10 | 9", "Plums | 3 | 2")
    )
    assert table.rows[0].cells[0].text == "Weighted\naverage"
    assert table.rows[1].cells[0].text == "Pears\nand figs"


def test_paragraphs_of_a_cell_are_its_lines():
    table = grid(rows(HEAD, "<p>Pears</p><p>and figs</p> | 10 | 9", "Plums | 3 | 2"))
    assert table.rows[1].cells[0].text == "Pears\nand figs"


def test_styles_and_links_of_a_cell_are_kept():
    markup = rows(HEAD, "<a href=x.htm><i>Pears</i></a> | <b>10</b> | 9", "Plums | 3 | 2")
    assert sketch(markup)[2] == "  [i[Pears]](x.htm) | b[10] | 9"


def test_numbers_of_a_cover_page_stay_where_they_were_set():
    """A telephone number is no figure of a column: only tables of data set them right."""
    markup = "<table><tr><td>Delaware</td><td>6770</td></tr><tr><td>(State)</td><td>(Code Number)</td></tr></table>"
    table = clean_html(markup).blocks[0].table
    assert table.layout
    assert {cell.align for row in table.rows for cell in row.cells} == {Align.LEFT}


def test_a_cell_spans_the_rows_it_was_filed_to_span():
    """Rows of spacers do not count, and a cell that stands in the way ends it."""
    figures = "<td>{}</td><td>1,234</td><td>5,678</td></tr>"
    markup = (
        "<table><tr><td rowspan=4>Ada</td>"
        + figures.format(2023)
        + "<tr><td></td></tr><tr>"
        + figures.format(2022)
        + "<tr>"
        + figures.format(2021)
        + "<tr><td>Ben</td>"
        + figures.format(2023)
        + "</table>"
    )
    table = clean_html(markup).blocks[0].table
    assert [(cell.text, cell.rows) for row in table.rows for cell in row.cells if cell.column == 0] == [
        ("Ada", 3),
        ("Ben", 1),
    ]


# Prose beside each other

PROSE = "words of prose that go on and on " * 5


def test_labels_beside_prose_are_rows():
    """What stands beside its label is not read after all labels, and keeps it."""
    lines = sketch(rows(f"Use of proceeds|{PROSE}", "Symbol|LARK"))
    assert lines == ["layout", f"  Use of proceeds | {PROSE.strip()}", "  Symbol | LARK"]


def test_headings_over_columns_of_prose_make_a_table():
    lines = sketch(rows("<b>Name</b>|<b>Occupation</b>", f"Ruth Amari|{PROSE}", f"Ben Okafor|{PROSE}"))
    assert lines[:2] == ["table", "  head b[Name] | b[Occupation]"]


def test_a_label_beside_paragraphs_of_prose_is_laid_out():
    markup = f"<table><tr><td>Purpose:</td><td><p>{PROSE}</p><p>{PROSE}</p></td></tr></table>"
    assert sketch(markup) == ["p: Purpose:", f"p: {PROSE.strip()}", f"p: {PROSE.strip()}"]


def test_the_answer_below_a_numbered_question_is_of_its_item():
    assert sketch("<table><tr><td>12</td><td><p>TYPE</p><p>IA</p></td></tr></table>") == [
        "item 12 0: TYPE / IA"
    ]


def test_a_wide_cell_does_not_swallow_the_column_of_another():
    """The number and the words of a row keep cells of their own where a label above or below spans both."""
    table = grid(
        "<table><tr><td>1</td><td colspan=3>Name</td></tr><tr><td colspan=2>Shares</td><td>5</td><td>Sole</td></tr>"
        "<tr><td>9</td><td colspan=3>Amount</td></tr></table>"
    )
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1", "Name"],
        ["Shares", "5", "Sole"],
        ["9", "Amount"],
    ]


def test_a_heading_beside_a_wide_cell_keeps_its_own():
    """Columns that rows below fill by turns are no alternatives where one row above fills both."""
    table = grid(
        "<table><tr><td>Item 3.</td><td colspan=3>Whether the filer is</td></tr>"
        "<tr><td></td><td>(a)</td><td>[ ]</td><td>a bank</td></tr>"
        "<tr><td></td><td>(b)</td><td>[X]</td><td>an adviser</td></tr>"
        "<tr><td></td><td>(c)</td><td>[ ]</td><td>a broker</td></tr></table>"
    )
    assert [cell.text for cell in table.rows[0].cells] == ["Item 3.", "Whether the filer is"]


def test_a_number_and_a_box_stand_before_the_text_of_both():
    assert sketch(rows(f"1.|☐|{PROSE}", "2.|☒|as soon as practicable")) == [
        f"item 1. 0: ☐ {PROSE.strip()}",
        "item 2. 0: ☒ as soon as practicable",
    ]


def test_a_second_sign_is_no_part_of_a_figure():
    table = grid(rows("Ratio|10.84 %||%", "Other|7.91 %||%", "Third|5 %||%"))
    assert [cell.text for cell in table.rows[0].cells] == ["Ratio", "10.84%", "%"]


def test_a_note_in_a_column_of_its_own_is_no_mark_of_the_words_beside_it():
    head = "<tr><td><b>Title</b></td><td><b>Date Exercisable</b></td><td><b>Shares</b></td></tr>"
    body = "<tr><td>Preferred Stock</td><td><sup>(1)</sup></td><td>134,018</td></tr>"
    table = grid(f"<table>{head}{body}<tr><td>Warrant</td><td>09/15/2020</td><td>5</td></tr></table>")
    assert [cell.text for cell in table.rows[1].cells] == ["Preferred Stock", "(1)", "134,018"]


@pytest.mark.parametrize("head", ["2024", "December 31, 2024", "Year 2024"])
def test_a_sign_of_percent_that_heads_a_column_stays_over_it(head):
    """In statements of common size each year has its amounts and, beside them, their percentages."""
    rows = (("", head, "%"), ("Sales", "1,000", "100.0"), ("Cost", "600", "60.0"))
    markup = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in rows)
    (block,) = clean_html(f"<table>{markup}</table>").blocks
    assert [[cell.text for cell in row.cells] for row in block.table.rows] == [
        [head, "%"],
        ["Sales", "1,000", "100.0"],
        ["Cost", "600", "60.0"],
    ]


def test_a_sign_of_percent_in_a_cell_of_its_own_is_that_of_its_number():
    rows = (("", "2024", ""), ("Rate", "5.5", "%"), ("Cap", "2000", "%"))
    markup = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in rows)
    (block,) = clean_html(f"<table>{markup}</table>").blocks
    assert [[cell.text for cell in row.cells] for row in block.table.rows] == [
        ["2024"],
        ["Rate", "5.5%"],
        ["Cap", "2000%"],
    ]


def test_a_list_within_the_items_of_a_table_is_a_level_deeper():
    """The numbers of its items are no figures, though they begin anew."""
    lines = rows("☒|2*None", "☐|2*By the table", "|(1)|Title", "|(2)|Fee", "☐|2*Paid before", "|(1)|Amount")
    assert sketch(lines) == [
        "item ☒ 0: None",
        "item ☐ 0: By the table",
        "item (1) 1: Title",
        "item (2) 1: Fee",
        "item ☐ 0: Paid before",
        "item (1) 1: Amount",
    ]


@pytest.mark.parametrize("words", ["1.650.555.0149", "212 555 0177", "R6", "A1"])
def test_what_only_has_digits_is_no_figure(words):
    assert not is_figure(words)


@pytest.mark.parametrize("words", ["R1,234", "R 500", "1.234.567,89", "1 234 567", "1.5"])
def test_figures_of_other_countries_are_figures(words):
    assert is_figure(words)


def test_a_running_line_is_no_table_of_data():
    lines = sketch(rows("CUSIP No.|838|<b>13G</b>|Page|10|of|11", "||<b>Signature</b>||||"))
    assert lines[0] == "layout"
    assert sketch(rows("|<b>Page</b>|<b>Pears</b>", "Figs|10|11", "Plums|4|5"))[0] == "table"


def test_a_rule_of_colons_down_the_side_of_a_cell_is_not_read():
    lines = sketch(rows(": 7<br>:<br>:|Sole voting power", ": 8<br>:<br>:|Shared voting power"))
    assert lines[1:] == ["  : 7 | Sole voting power", "  : 8 | Shared voting power"]
    assert sketch(rows("a<br>:<br>b|c", "d|e"))[1] == "  a / : / b | c"


def test_a_figure_among_words_stands_as_filed():
    table = grid(rows(HEAD, "Value|$156.37|1", "Term|A year|2", "Rate|As said below|3", "Agent|None|4"))
    assert [row.cells[1].align for row in table.rows[1:]] == [Align.LEFT] * 4


def test_the_classes_of_a_fund_are_a_heading():
    assert sketch(rows("Share class|R6|I", "Ticker|—|—"))[1] == "  head Share class | R6 | I"


@pytest.mark.parametrize(
    ("currency", "joined"),
    [("RMB", "RMB "), ("Rs.", "Rs. "), ("Cdn$", "Cdn$"), ("NT$", "NT$"), ("₩", "₩"), ("CHF", "CHF ")],
)
def test_a_currency_told_by_letters_in_a_cell_of_its_own_is_that_of_its_number(currency, joined):
    rows = (
        ("", "2024", "", "2023", ""),
        ("Sales", currency, "1,234", currency, "(1,100)"),
        ("Cost", "", "234", "", "100"),
        ("Net", currency, "1,000", currency, "—"),
    )
    markup = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in rows)
    markup = markup.replace("<td>2024</td><td>", "<td colspan=2>2024").replace(
        "<td>2023</td><td>", "<td colspan=2>2023"
    )
    (block,) = clean_html(f"<table>{markup}</table>").blocks
    assert block.table.columns == 3
    assert [[cell.text for cell in row.cells] for row in block.table.rows][1:] == [
        ["Sales", f"{joined}1,234", f"{joined}(1,100)"],
        ["Cost", "234", "100"],
        ["Net", f"{joined}1,000", f"{joined}—"],
    ]


def test_a_column_of_currencies_stays_a_column():
    rows = (("Loan", "Currency", "Amount"), ("First", "EUR", "500"), ("Second", "USD", "300"))
    markup = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in rows)
    (block,) = clean_html(f"<table>{markup}</table>").blocks
    assert [[cell.text for cell in row.cells] for row in block.table.rows] == [list(row) for row in rows]


def test_a_sign_whose_figure_is_left_blank_keeps_no_column():
    lines = rows(
        "|2*<b>Actual</b>||2*<b>As adjusted</b>|",
        "Cash | $ | 267 || $ |||",
        "Deposits | $ | 860 || $ | 861 ||",
        "Other || 638 ||| 639 ||",
        "Ratio || 10 | % ||| %",
    )
    assert [line.count("|") for line in sketch(lines)[1:]] == [2] * 5
    assert sketch(lines)[2:4] == ["  Cash | $267 | $", "  Deposits | $860 | $861"]


BLANK = "<td style='border-bottom:1px solid'>"


def test_a_blank_to_sign_on_is_drawn():
    """A line drawn below an empty cell stays visible as underlined spaces do; other such lines are none to sign on."""
    signed = f"<table><tr><td>By:{BLANK}<tr><td><td>Ada Marsh</table>"
    assert sketch(signed) == ["layout", "  By: | ________________________", "  . | Ada Marsh"]
    assert sketch(signed.replace(BLANK, "<td>__________")) == sketch(signed)
    assert "___" not in "".join(sketch(f"<table><tr><td>Pears{BLANK}<tr><td><td>Ada Marsh</table>"))
    assert "___" not in "".join(
        sketch(f"<table><tr><td>Name<td>Title{BLANK}<tr><td>Ada<td>Chair<td></table>")
    )
    assert "___" not in "".join(sketch(f"<table><tr>{BLANK}<td>By:<td><tr><td>a<td>b</table>"))


def test_note_marks_in_a_column_of_their_own_join_their_figures():
    """Where they count up; figures in brackets, in a column of figures, are amounts."""
    noted = rows("|<b>Held</b>|||<b>Owed</b>", "Ada|10,000|(1)||5", "Ben|1,251|(2)||6", "Cy|9,406|(10)||7")
    assert sketch(noted)[2:] == ["  Ada | 10,000(1) | 5", "  Ben | 1,251(2) | 6", "  Cy | 9,406(10) | 7"]
    two = rows("|<b>Held</b>|||<b>Owed</b>|", "Ada|10|(1)||5|", "Ben|12|(2)||6|(3)", "Cy|9|(10)||7|")
    assert sketch(two)[3] == "  Ben | 12(2) | 6(3)"
    lost = rows("|<b>2012</b>|<b>2011</b>", "Pears|10|(1)", "Plums|12|(2)", "Figs|9|3")
    assert sketch(lost)[2] == "  Pears | 10 | (1)"
    falling = rows("|<b>2012</b>|", "Pears|10|(4)", "Plums|12|(2)", "Figs|9|(3)")
    assert sketch(falling)[2] == "  Pears | 10 | (4)"


def test_boxes_to_tick_behind_their_letters_are_no_data():
    boxes = [
        f"|({letter})|☐|{words}" for letter, words in zip("abc", ("Broker", "Bank", "Adviser"), strict=True)
    ]
    asked = rows("<b>Item 3.</b>|3*<b>The person who files this is</b>", *boxes)
    assert sketch(asked)[0] == "layout"
    assert sketch(rows(*boxes))[0] == "item (a) 0: ☐ Broker"


def test_dashes_among_words_stand_as_filed():
    cells = "<tr><td>{}<td align=center>{}<td>{}"
    listed = [("Class A", "PEAR", "NYSE"), ("Notes", "—", "NYSE"), ("Bonds", "—", "NYSE")]
    head = "<tr><th>Title<th>Symbol<th>Exchange"
    table = grid(f"<table>{head}{''.join(cells.format(*each) for each in listed)}</table>")
    assert [row.cells[1].align for row in table.rows[1:]] == [Align.CENTER] * 3
    paid = f"<table>{head}{''.join(cells.format(name, '—', 5) for name, *_ in listed)}</table>"
    assert [row.cells[1].align for row in grid(paid).rows[1:]] == [Align.RIGHT] * 3


def test_a_letter_in_brackets_beside_a_number_is_of_it():
    """The fees of a filing are worked out by rules such as 457(o); a list's letters stay marks."""
    row = "<tr><td>Debt<td align=right>{}<td>{}<td align=right>{}"
    fees = f"<table>{row.format('457', '(o)', '120')}{row.format('457', '(r)', '99')}</table>"
    assert sketch(fees)[1] == "  Debt | 457(o) | 120"
    assert sketch(rows("1.|(a)|Who files?", "2.|(b)|Who signs?"))[1] == "  1. | (a) | Who files?"


def test_a_heading_over_a_sign_alone_is_one_over_its_figure():
    """Filers forget that a figure takes two columns: the sign's and its own."""
    cells = rows("|<b>2024</b>||<b>2023</b>|", "Pumps|$|10|$|12", "Valves||1,500||3", "Pipes||20||4")
    assert sketch(cells)[2:4] == ["  Pumps | $10 | $12", "  Valves | 1,500 | 3"]
    assert sketch(cells)[1] == "  head . | b[2024] | b[2023]"


def test_a_year_in_the_middle_of_its_heading_stays_there():
    """The lines of one heading stand below each other; figures, and years that stand left, are set to the right."""
    markup = (
        "<table><tr><td><td align=center><b>June 30,</b><td><b>June 30,</b><tr><td><td align=center><b>2024</b>"
        "<td><b>2023</b><tr><td>Pumps<td align=center>1,500<td>20<tr><td>Valves<td>3<td>4</table>"
    )
    table = next(block.table for block in clean_html(markup).blocks if block.table)
    assert [cell.align.name for cell in table.rows[1].cells[-2:]] == ["CENTER", "RIGHT"]
    assert [cell.align.name for cell in table.rows[2].cells[-2:]] == ["RIGHT", "RIGHT"]


def test_a_note_mark_beside_one_of_several_figures_joins_it():
    """Nothing but marks and closing signs stands in its column; a column of losses is none."""
    fees = rows(
        "|2024||2023", "Audit fees|$26,500|(2)|$26,500", "Tax fees|1,500||1,500", "Other fees|(20|)|10"
    )
    assert sketch(fees)[2:] == [
        "  Audit fees | $26,500(2) | $26,500",
        "  Tax fees | 1,500 | 1,500",
        "  Other fees | (20) | 10",
    ]
    losses = rows("Pumps|26,500|(2)", "Valves|1,500|(9)", "Pipes|20|(4)")
    assert sketch(losses)[1:2] == ["  Pumps | 26,500 | (2)"]
    headed = rows("|2024|Change", "Pumps|26,500|(2)", "Valves|1,500|", "Pipes|20|")
    assert sketch(headed)[2] == "  Pumps | 26,500 | (2)"


def test_a_table_below_a_rule_beside_a_figure_is_read():
    lines = sketch(rows(f"Pears|14,221|<hr>{rows('Figs|12', 'Plums|13')}", "Quinces|5|6"))
    assert any("14,221" in line for line in lines)
    assert any("Plums" in line for line in lines)


def test_names_that_software_gives_to_cells_part_no_texts_side_by_side():
    """What is set side by side begins anew only where a link leads to."""
    rows = "".join(f"<tr><td id=c{n}>{n} Harbour Row<td>{'words ' * 30}" for n in range(3))
    assert sum(line == "layout" for line in sketch(f"<table>{rows}</table>")) == 1
    assert sum(line.startswith("layout") for line in sketch(f"<a href='#C1'>go</a><table>{rows}</table>")) > 1


def test_notes_in_a_table_of_their_own_leave_the_table_above_them_one_of_data():
    notes = "<table><tr><td>(1)<td>Of the harvest.<tr><td>(2)<td>Of the cellar.</table>"
    body = "<tr><th>Fruit<th>2023<th>2022<tr><td>Trees<tr><td>Pears<td>1,234<td>567<tr><td>Figs<td>8<td>9"
    assert sketch(f"<table>{body}<tr><td colspan=3>{notes}</table>") == [
        "table",
        "  head b[Fruit] | b[2023] | b[2022]",
        "  Trees | . | .",
        "  Pears | 1,234 | 567",
        "  Figs | 8 | 9",
        "item (1) 0: Of the harvest.",
        "item (2) 0: Of the cellar.",
    ]


def test_a_nought_between_dashes_is_a_figure():
    rows = "".join(
        f"<tr><td>{words}<td><td>$<td>{figure}" for words, figure in (("Pears", "1,234"), ("Figs", "-0-"))
    )
    assert sketch(f"<table>{rows}</table>")[1:] == ["  Pears | $1,234", "  Figs | $-0-"]
