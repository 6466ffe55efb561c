"""The text: paragraphs as lines, tables aligned to the digit, and the ways to set them otherwise."""

from __future__ import annotations

import re

import pytest

from viewer.markup.clean import clean_html
from viewer.markup.coverage import coverage
from viewer.render.text import Tables, TextOptions, render_text
from viewer.render.width import width_of

STATEMENT = """<table>
<tr><td></td><td></td><td colspan=2><b>2012</b></td><td></td><td colspan=2><b>2011</b></td><td></td></tr>
<tr><td>Pears</td><td></td><td>$</td><td>1,234</td><td></td><td>$</td><td>(5</td><td>)</td></tr>
<tr><td style='padding-left:10pt'>of these, <i>Anjou</i></td><td></td><td></td><td>12.5</td>
<td></td><td></td><td>—</td><td></td></tr>
</table>"""

EXHIBITS = [("3.1", "By-laws"), ("10.2", "Lease"), ("101.INS* XBRL", "Instance document")]


def text(markup: str, **options: object) -> str:
    return render_text(clean_html(markup), TextOptions(**options) if options else None).text  # type: ignore[arg-type]


def test_figures_end_below_each_other():
    lines = text(
        "<table><tr><td>a<td>1,234<td>5%<tr><td>b<td>(5)<td>(0.5)%<tr><td>c<td>$12<td>12%"
        "<tr><td>d<td>7<sup>(1)</sup><td>1.25</table>"
    ).split("\n")[:4]
    figures = [list(re.finditer(r"\d[\d.,]*", re.sub(r"\(1\)", "   ", line))) for line in lines]
    assert len({each[0].end() for each in figures}) == 1
    assert len({each[1].end() for each in figures}) == 1
    assert lines[1][figures[1][0].end()] == ")"


def test_amounts_over_the_column_of_their_sign_end_below_the_others():
    """Set right, an amount that spans two columns ends where those end that have a column to themselves."""
    markup = (
        "<table><tr><td>Notes<td colspan=2 align=right>$50,000<tr><td>Loans<td colspan=2 align=right>$1,523,279"
        "<tr><td>2018<td align=right>7<td align=right>725,000"
        "<tr><td>2019<td align=right>8<td align=right>(798,279)</table>"
    )
    lines = [line for line in text(markup).split("\n") if line]
    assert len({len(line.rstrip(")")) for line in lines}) == 1


def test_numbers_set_right_before_their_texts_end_below_each_other():
    numbers = "".join(f"<tr><td align=right>{number}<td>{name}" for number, name in EXHIBITS)
    lines = text(f"<table>{numbers}</table>").split("\n")
    assert [line.index(".") for line in lines[:2]] == [11, 11]


def test_a_heading_over_columns_stands_over_them():
    lines = text(
        "<table><tr><td><td colspan=2 align=center style='border-bottom:1px solid'><b>Year ended June 30, 2012</b>"
        "<tr><td><td align=center><b>Tons</b><td align=center><b>Price</b>"
        "<tr><td>Pears<td>1<td>2<tr><td>Figs<td>3<td>4</table>"
    ).split("\n")
    assert lines[0].strip() == "Year ended June 30, 2012"
    assert set(lines[1].strip()) == {"─"}
    assert len(lines[1].rstrip()) == len(lines[0].rstrip())
    assert len(lines[3].rstrip()) <= len(lines[1].rstrip())


def test_nothing_is_cut():
    """However long a cell, all of its words are there."""
    words = "long " * 200
    assert words.strip() in text(f"<table><tr><td>{words}<td>1<td>2<tr><td>b<td>3<td>4</table>")


def test_a_list_is_set_line_by_line_and_indented():
    assert text("<p>x</p><ul><li>a<ul><li>b<br>c</ul></ul><p>y</p>") == "x\n\n• a\n    • b\n      c\n\ny\n"


def test_numbers_of_a_list_end_below_each_other():
    items = "".join(f"<li>item {n}" for n in range(9, 12))
    assert text(f"<ol start=9>{items}</ol>") == " 9. item 9\n10. item 10\n11. item 11\n"


def test_long_items_stand_apart():
    long = "words " * 40
    assert text(f"<ul><li>{long}<li>{long}</ul>").count("\n\n") == 1


def test_indents_are_kept_on_each_line():
    assert text("<p style='margin-left:0.5in'>a<br>b</p>") == "        a\n        b\n"


def test_raised_digits_are_no_part_of_a_figure():
    assert text("<p>10<sup>6</sup> and $5<sup>(1)</sup></p>") == "10⁶ and $5(1)\n"


# Set otherwise


def test_prose_can_be_wrapped_and_tables_are_not():
    prose = "Pears and quinces and plums. " * 20
    lines = text(f"<p>{prose}</p>{STATEMENT}", width=40).split("\n")
    body = lines[: lines.index("")]
    assert max(map(len, body)) <= 40
    assert " ".join(body).split() == prose.split()
    assert lines[lines.index("") + 1 :] == text(STATEMENT).split("\n")


def test_a_word_longer_than_the_width_is_not_broken():
    assert text(f"<p>a {'x' * 60} b</p>", width=20).split() == ["a", "x" * 60, "b"]


def test_wrapped_items_hang():
    lines = text(f"<ul><li>{'pears ' * 20}</ul>", width=30).rstrip().split("\n")
    assert lines[0].startswith("• pears")
    assert all(line.startswith("  pears") for line in lines[1:])


def test_tables_can_be_parted_by_tabs():
    """Every cell in its column, as a spreadsheet takes them."""
    assert (
        text(STATEMENT, tables=Tables.TABS) == "\t2012\t2011\nPears\t$1,234\t$(5)\nof these, Anjou\t12.5\t—\n"
    )


def test_tables_can_be_sentences():
    assert (
        text(STATEMENT, tables=Tables.ROWS) == "2012; 2011\nPears; $1,234; $(5)\nof these, Anjou; 12.5; —\n"
    )


@pytest.mark.parametrize("tables", list(Tables))
def test_places_hold_however_tables_are_set(tables):
    tree = clean_html(STATEMENT)
    made = render_text(tree, TextOptions(tables=tables))
    (block,) = tree.blocks
    assert block.table is not None
    assert [place.block for place in made.places] == [row.id for row in block.table.rows]
    for place, row in zip(made.places, block.table.rows, strict=True):
        assert row.cells[0].text in made.text[place.start : place.end]


def test_page_furniture_can_be_left_out():
    turn = "<p>12</p><hr style='page-break-after:always'><p><a href=#t>Table of Contents</a></p>"
    markup = f"<p>a</p>{turn}<p>b</p><hr><p>c</p>"
    rule = "─" * 40
    assert text(markup, furniture=False) == f"a\n\nb\n\n{rule}\n\nc\n"
    assert "12" in text(markup)
    assert "Table of Contents" in text(markup)


def test_lines_of_several_cells_stand_side_by_side():
    """Two classes of shares in one row keep their symbols; a label that was broken to fit is one line."""
    markup = (
        "<table><tr><td>Common Stock<br>Warrants</td><td>PMP<br>PMPW</td><td>Nasdaq<br>Nasdaq</td></tr>"
        "<tr><td>(State of<br>organization)</td><td>(File<br>Number)</td><td>(Code)</td></tr></table>"
    )
    assert render_text(clean_html(markup)).text.splitlines() == [
        "Common Stock             PMP            Nasdaq",
        "Warrants                 PMPW           Nasdaq",
        "(State of organization)  (File Number)  (Code)",
    ]


def test_the_lines_of_a_cell_that_others_stand_beside_are_told():
    markup = (
        "<table><tr><td>Class<br>Series A<br>Series B<td>Votes<br>10<br>1<td>X<br>Y<br>Z"
        "<tr><td>Class<td>10<td>y</table>"
    )
    rendering = render_text(clean_html(markup))
    told = [[rendering.text[start:end] for start, end in fold] for fold in rendering.folds]
    assert told == [["Class", "Series A", "Series B"], ["Votes", "10", "1"], ["X", "Y", "Z"]]
    assert not render_text(clean_html("<p>a<br>b</p><table><tr><td>c<td>1<td>2</table>")).folds


# Prose in tables

LONG = "words of prose that go on and on " * 6


def test_prose_hangs_beside_a_short_label():
    lines = text(f"<table><tr><td>Use<td>{LONG}<tr><td>Symbol<td>LARK</table>", width=60).split("\n")
    assert lines[0].startswith("Use     words")
    assert all(line.startswith("        words") or line[:8].isspace() for line in lines[1:4])
    assert max(map(len, lines)) <= 60
    assert lines[-2].split() == ["Symbol", "LARK"]


def test_columns_of_prose_stand_below_each_other():
    """A row of them is a paragraph, so that none is read into another."""
    made = text(f"<table><tr><td>{LONG}<td>a {LONG}<tr><td>b {LONG}<td>c</table>")
    first, second = made.rstrip().split("\n\n")
    assert first == f"{LONG.strip()}\n    a {LONG.strip()}"
    assert second == f"b {LONG.strip()}\n    c"


def test_boxes_behind_prose_stand_below_their_headings():
    """Which of three boxes behind a proposal says "against" only its column tells."""
    heading = "<tr><td colspan=2><b>Proposals</b><td><b>For</b><td><b>Against</b><td><b>Abstain</b>"
    proposals = "".join(f"<tr><td>{n}.<td>To approve {LONG}<td>☐<td>☐<td>☐" for n in (1, 2))
    over, *lines = [
        line for line in text(f"<table>{heading}{proposals}</table>").split("\n") if "─" not in line
    ]
    starts = [over.index(word) for word in ("For", "Against", "Abstain")]
    assert sum(line.count("☐") == 3 for line in lines) == 2
    for line in lines:
        boxes = [place for place, sign in enumerate(line) if sign == "☐"]
        assert all(0 <= box - start < 8 for box, start in zip(boxes, starts, strict=False))


def test_what_stands_in_its_row_alone_keeps_its_lines():
    figures = "<tr><td>Pears<td>1<td>2<tr><td>Figs<td>3<td>4"
    lines = text(f"<table><tr><td colspan=3><p>Table II</p><p>Puts and calls</p>{figures}</table>").split(
        "\n"
    )
    assert [line.strip() for line in lines[:2]] == ["Table II", "Puts and calls"]


def test_figures_keep_their_columns_behind_a_long_stub():
    stub = "Common stock, par value $0.01: 100,000,000 shares authorized and " * 4
    lines = text(f"<table><tr><td>{stub}<td>12<td>3<tr><td>Pears<td>4<td>5</table>").rstrip().split("\n")
    assert lines[0].index("12") + 1 == lines[1].index("4")
    assert lines[0].rindex("3") == lines[1].index("5")


def test_words_that_were_struck_out_are_told_from_those_that_stand():
    markup = (
        "<p>at <strike>$10 </strike><u>$12</u>, agree<del>d<b>ly</b></del><ins>s</ins></p>"
        "<table><tr><td>Oil</td><td><s>5</s>6</td></tr><tr><td>Gas</td><td>7</td></tr></table>"
    )
    made = render_text(clean_html(markup)).text
    assert " ".join(made.split()) == "at ~~$10~~ $12, agree~~dly~~s Oil ~~5~~6 Gas 7"
    assert coverage(markup, made).share == 1


def test_a_title_and_a_date_stand_with_the_name_below_a_signature():
    row = "<tr><td>/s/ Ruth Amari<br>Ruth Amari, Ph.D.<td>Director<td>March 31, 2025"
    assert text(f"<table>{row}{row}</table>").split("\n")[:2] == [
        "/s/ Ruth Amari",
        "Ruth Amari, Ph.D.  Director  March 31, 2025",
    ]


def test_a_text_broken_to_fit_stays_one_line():
    row = "<tr><td>Series 2015A 6.25% Junior<br>Subordinated Notes due 2075<td>PEAR<td>New York"
    assert text(f"<table>{row}{row}</table>").startswith(
        "Series 2015A 6.25% Junior Subordinated Notes due 2075  PEAR"
    )


def test_what_a_cover_page_asks_for_stands_behind_each_answer_or_on_a_line_below_those_of_several_lines():
    cells = (
        "<td>Vermont<br>(State or other jurisdiction of<br>incorporation)<td>1-99<br>(Commission<br>File No.)"
    )
    assert text(f"<table><tr>{cells}</table>") == (
        "Vermont (State or other jurisdiction of incorporation)  1-99 (Commission File No.)\n"
    )
    cells = "<td>18 Orchard Way<br>Millbrook<br>(Address)<td>05999<br>(Zip code)"
    assert text(f"<table><tr>{cells}</table>") == (
        "18 Orchard Way  05999\nMillbrook\n(Address)       (Zip code)\n"
    )


def test_a_figure_set_in_the_middle_among_words_stands_there():
    cell = "<td align=center>{}"
    rows = "".join(
        f"<tr><td>{name}{cell.format(said)}" for name, said in (("Ada", "Over $100,000"), ("Ben", "$7-$9"))
    )
    head = "<tr><td><b>Name</b><td align=center><b>Shares held</b>"
    lines = text(f"<table>{head}{rows}<tr><td>Cy{cell.format('None at all')}</table>").split("\n")
    assert lines[2] == "Ben       $7-$9"


def test_the_markers_of_one_list_end_below_each_other_and_those_of_another_do_not():
    row = "<tr><td>{}<td>Pears and quinces of the orchard</td></tr>"
    rows = "".join(map(row.format, ("9.", "10.", "(a)", "(b)")))
    made = text(f"<table>{rows}</table>").split("\n")
    assert [line.split("Pears")[0] for line in made[:4]] == [" 9. ", "10. ", "(a) ", "(b) "]


def test_questions_of_a_form_with_their_answers_stand_apart():
    row = "<tr><td>{}</td><td><p>QUESTION</p><p>answer</p></td></tr>"
    made = text(f"<table>{row.format(9)}{row.format(10)}</table>")
    assert made == " 9 QUESTION\n   answer\n\n10 QUESTION\n   answer\n"


def test_headings_of_a_wide_table_are_folded_where_lines_are_wrapped():
    """They end on one line, above their figures; those of a table that is narrow enough stay as they are."""
    heads = ("Shares to be issued on exercise of options", "Average price of options that can be exercised")
    table = (
        f"<table><tr><th><th>{heads[0]}<th>{heads[1]}</tr><tr><td>Plans<td align=right>1,500<td align=right>$3.20"
        "<tr><td>Others<td align=right>20<td align=right>—</table>"
    )
    made = text(table, width=60).rstrip().split("\n")
    assert made[-3].split() == ["options", "be", "exercised"]
    assert max(map(len, made)) <= 60
    assert made[-3].index("options") + 7 == made[-2].index("1,500") + 5
    assert heads[0] in text(table, width=120).split("\n")[0]


def test_a_long_stub_is_folded_where_lines_are_and_its_figures_stand_at_its_end():
    stub = "Common stock, par value $0.01: 100,000,000 shares authorized and issued to the trustees"
    made = (
        text(f"<table><tr><td>{stub}<td>12<td>3<tr><td>Pears<td>4<td>5</table>", width=80)
        .rstrip()
        .split("\n")
    )
    assert max(map(len, made)) <= 80
    assert made[-1].split() == ["Pears", "4", "5"]
    assert made[-2].index("12") + 1 == made[-1].index("4")
    assert " ".join("".join(f"{line}\n" for line in made[:-1]).split()) == f"{stub} 12 3"


def test_wide_letters_take_two_columns():
    rows = "<tr><td>梨と李<td>12<td>3<tr><td>Pears and plums<td>4<td>5"
    first, second = text(f"<table>{rows}</table>").rstrip().split("\n")
    assert width_of(first[: first.index("12") + 2]) == width_of(second[: second.index("4") + 1])


def test_a_picture_within_a_line_leaves_one_space():
    assert text("<p>a <img src=x.jpg> b, <img src=y.jpg> c</p>") == "a b, c\n"


def test_the_lines_of_an_address_are_not_joined():
    """Though one of them ends as a broken text does."""
    address = "<td>ADA MARSH, ESQ.<br>MARSH &<br>GALE LLP<br>7 LOW STREET<br>YORK, NY 10019"
    lines = render_text(clean_html(f"<table><tr>{address}<td>BEN OKAFOR<br>9 HIGH STREET</table>")).text
    assert lines.split("\n")[:4] == ["ADA MARSH, ESQ.", "MARSH &", "GALE LLP", "7 LOW STREET"]
    text = "<td>Chair of the board and<br>of its committee for<br>audits (since 2019)"
    lines = render_text(clean_html(f"<table><tr>{text}<td>Ben<br>Okafor</table>")).text
    assert lines.startswith("Chair of the board and of its committee for audits")
