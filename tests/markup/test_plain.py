"""Plain text to its tree: paragraphs set anew, lists, tables by ruler and by rivers, pages, schedules; nothing lost."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from viewer.errors import ViewerError
from viewer.markup.parse import readable
from viewer.markup.plain import clean_plain, kept_lines
from viewer.markup.plain.piece import Piece, RowPiece, blocks
from viewer.markup.plain.schedule import is_schedule
from viewer.markup.tree import Align, Block, BlockKind, Border, Cell, Left, Run, Table, Tree
from viewer.render.text import Tables, TextOptions, render_text
from viewer.rendition import Filing
from viewer.submission.encoding import decode
from viewer.submission.model import Kind

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
LAYOUT = re.compile(r"</?(?:page|table|caption|s|c|fn)>", re.IGNORECASE)
LEGEND = re.compile(r"</?legend>", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")

PROSE = """\
    The Company grows pears, quinces and medlars on some forty orchards in
Oregon, and sells them fresh or as preserves. It was founded in 1921 and has
been listed since 1987.

    The plans are described further below, and have not been changed, long-
term plans least of all.
"""

BALANCE = """\
<TABLE>
<CAPTION>
                                        December 31,
                                    --------------------
                                      1996        1995
                                    --------    --------
<S>                                 <C>         <C>
Current assets:
  Cash and equivalents............. $  1,552    $    756
  Receivables, less allowances
    of $91 and $87.................    1,496       1,931
                                    --------    --------
    Total..........................    3,048       2,687
Goodwill...........................      (12)         --
                                    --------    --------
                                    $  3,036    $  2,687
                                    ========    ========
</TABLE>
"""


def words(text: str) -> list[str]:
    return WORD.findall(text)


def kinds(tree: Tree) -> list[BlockKind]:
    return [block.kind for block in tree.blocks]


def only(tree: Tree) -> Block:
    (block,) = tree.blocks
    return block


def table(text: str) -> Table:
    (found,) = [block.table for block in clean_plain(text).blocks if block.table]
    return found


def grid(text: str) -> list[list[str]]:
    """Return the cells of the only table of a text by row, lines of a cell parted by a bar."""
    found = table(text)
    rows = []
    for row in found.rows:
        cells = [""] * found.columns
        for cell in row.cells:
            cells[cell.column] = cell.text.replace("\n", "|")
        rows.append(cells)
    return rows


# Prose


def test_lines_of_a_paragraph_are_set_anew_and_filed_as_they_are():
    first, second = clean_plain(PROSE).blocks
    assert first.text.startswith(
        "The Company grows pears, quinces and medlars on some forty orchards in Oregon, and"
    )
    assert first.filed == PROSE.split("\n\n")[0]
    assert (first.kind, first.indent) == (BlockKind.PARAGRAPH, 0)
    assert second.text.endswith("have not been changed, long-term plans least of all.")


def test_the_text_rendering_is_the_lines_as_filed():
    """Layout tags are gone, and several blank lines are one."""
    text = "\n\n" + PROSE + "\n\n\n" + BALANCE + "\n        1. First\n           item\n"
    lines = [line for line in text.split("\n") if not LAYOUT.search(line)]
    assert (
        render_text(clean_plain(text)).text == re.sub("\n{3,}", "\n\n", "\n".join(lines).strip("\n")) + "\n"
    )


def test_short_lines_keep_their_ends():
    block = only(clean_plain("Orchard Holdings, Inc.\n12 Mill Lane\nSalem, Oregon 97301"))
    assert block.text == "Orchard Holdings, Inc.\n12 Mill Lane\nSalem, Oregon 97301"


def test_a_line_in_the_middle_is_centred():
    tree = clean_plain(f"{'ANNUAL REPORT':^80}\n\n{'For the year 1996':^80}\n\n" + PROSE)
    assert [block.align for block in tree.blocks[:3]] == [Align.CENTER, Align.CENTER, Align.LEFT]
    assert tree.blocks[0].text == "ANNUAL REPORT"


def test_a_paragraph_set_in_on_both_sides_is_not_centred():
    lines = (
        "        The press near Salem was sold in January to a partner, who pays\n"
        "        for it in quinces over seven years. The partner also took on all\n"
        "        leases of the presses, and the loans that go with each of these.\n"
    )
    (block,) = clean_plain(lines).blocks
    assert (block.align, block.text) == (Align.LEFT, " ".join(lines.split()))


def test_a_first_line_set_in_begins_a_paragraph_without_a_blank_line():
    lines = (
        "    The orchards lie in three valleys, and the company presses what is\n"
        "not sold fresh. There are four presses.\n"
        "    A fifth press is being built near Salem, and will be ready for the\n"
        "harvest of next year.\n"
    )
    first, second = clean_plain(lines).blocks
    assert first.text.endswith("There are four presses.")
    assert second.text.startswith("A fifth press")
    assert render_text(clean_plain(lines)).text == lines


@pytest.mark.parametrize(
    ("marker", "line"),
    [
        ("(a)", "(a)  The press near Salem."),
        ("1.", "  1. The press near Salem."),
        ("4.12", "4.12   The press near Salem."),
        ("[X]", "[X]  The press near Salem."),
        ("[ ]", "   [ ] The press near Salem."),
        ("iv.", "iv. The press near Salem."),
        ("-", "  -  The press near Salem."),
        ("o", "o   The press near Salem."),
    ],
)
def test_a_mark_before_a_text_makes_a_list_item(marker, line):
    block = only(clean_plain(line))
    assert (block.kind, block.marker, block.text) == (BlockKind.ITEM, marker, "The press near Salem.")


@pytest.mark.parametrize(
    "line", ["(201) 342-6676", "A. Grenet (France)", "1996 was a good year.", "* Restated."]
)
def test_a_telephone_number_a_name_a_year_and_a_footnote_are_no_list_items(line):
    assert only(clean_plain(line)).kind is BlockKind.PARAGRAPH


def test_items_of_a_list_without_blank_lines_are_parted():
    tree = clean_plain(
        "(a)  the first press, which stands near the river in\n     Salem;\n(b)  the second press."
    )
    assert [(block.marker, block.text) for block in tree.blocks] == [
        ("(a)", "the first press, which stands near the river in Salem;"),
        ("(b)", "the second press."),
    ]


def test_lines_in_columns_are_kept():
    lines = "Pears, Inc.                       Quinces, Ltd.\n12 Mill Lane                      4 High Street"
    block = only(clean_plain(lines))
    assert (block.kind, block.text) == (BlockKind.PREFORMATTED, lines)


def test_lines_stretched_to_the_edge_are_prose():
    lines = (
        "THE   ORCHARDS   LIE  IN  THREE   VALLEYS,   AND  THE  COMPANY   PRESSES   WHAT\n"
        "IS  NOT SOLD FRESH.  THERE ARE FOUR PRESSES.  A FIFTH PRESS IS BEING BUILT NEAR\n"
        "SALEM,  AND  WILL BE READY FOR THE  HARVEST OF NEXT YEAR.  THE FOUR PRESSES ARE\n"
        "OLD.\n"
    )
    assert only(clean_plain(lines)).text == " ".join(lines.split())


def test_a_rule_across_the_page_is_a_rule_and_one_below_words_underlines_them():
    tree = clean_plain("Liquidity\n---------\n\n" + "-" * 72 + "\n\nWords.")
    assert kinds(tree) == [BlockKind.PARAGRAPH, BlockKind.RULE, BlockKind.PARAGRAPH]
    assert tree.blocks[0].runs[0].style.underline
    assert not tree.blocks[2].runs[0].style.underline
    assert render_text(tree).text.startswith("Liquidity\n---------\n\n" + "-" * 72 + "\n\nWords.")


def test_dots_across_the_page_are_a_rule():
    tree = clean_plain("Words.\n\n " + "." * 70 + "\n\nWords.\n")
    assert kinds(tree) == [BlockKind.PARAGRAPH, BlockKind.RULE, BlockKind.PARAGRAPH]


# Pages


def test_a_page_begins_at_its_tag_and_its_numbers_are_furniture():
    tree = clean_plain("First.\n\n                  - 12 -\n<PAGE>   13\n\nSecond.")
    assert [(block.text, block.furniture) for block in tree.blocks] == [
        ("First.", False),
        ("- 12 -", True),
        ("", False),
        ("13", True),
        ("Second.", False),
    ]


def test_a_line_that_stands_at_the_head_of_page_after_page_is_furniture():
    pages = "<PAGE>\n".join(
        f"PEARS, INC. ANNUAL REPORT\n\nPage {n} says something of its own.\n" for n in range(4)
    )
    running = [block.furniture for block in clean_plain(pages).blocks if block.text.startswith("PEARS")]
    assert running == [False, True, True, True]


def test_pages_without_words_leave_nothing():
    assert kinds(clean_plain("<PAGE>\n<PAGE>\nWords.\n<PAGE>\n")) == [BlockKind.PARAGRAPH]


def test_a_form_feed_begins_a_page():
    assert kinds(clean_plain("One.\fTwo.")) == [
        BlockKind.PARAGRAPH,
        BlockKind.PAGE_BREAK,
        BlockKind.PARAGRAPH,
    ]


def test_a_part_stays_words_although_every_part_begins_a_page():
    pages = "<PAGE>\n".join(
        f"PART {number}\n\nWords of Part {number}.\n" for number in ("I", "II", "III", "IV")
    )
    assert not any(block.furniture for block in clean_plain(pages).blocks)


def test_the_heading_of_an_item_parts_itself_from_the_table_before_it():
    lines = "First quarter ....  $ 1.25   $ 2.50\nSecond quarter ...    1.30     2.60\nITEM 6. SELECTED FINANCIAL DATA"
    assert clean_plain(lines).blocks[-1].text == "ITEM 6. SELECTED FINANCIAL DATA"
    between = clean_plain(
        f"{lines}\n\nRevenue ........  $ 1,250   $ 2,500\nCosts ..........    1,300     2,600\n"
    )
    assert kinds(between)[1] is BlockKind.PARAGRAPH


def test_a_star_marks_an_item_as_a_bullet_does():
    text = "    *    Earnings of the orchards were up, following an increase in the\nyear before.\n\n*    And so on.\n"
    assert [(block.kind, block.marker) for block in clean_plain(text).blocks] == [(BlockKind.ITEM, "*")] * 2


def test_lines_of_a_signature_stay_lines():
    """What stands in the right half of the page is no prose that was broken."""
    lines = ("Ada Whitcombe", "Executive Vice President", "and Controller")
    signed = "".join(f"{' ' * 50}{line}\n" for line in lines)
    assert clean_plain(f"{PROSE}\n{signed}").blocks[-1].text == (
        "Ada Whitcombe\nExecutive Vice President and Controller"
    )


# Tables


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_tables_without_tags_are_parted_by_blank_lines():
    """Where all of them together are none, each is one of its own; what is none between them stays as filed."""
    text = (
        "                   1999     1998\nPears              1,250    2,500\nQuinces              310      420\n"
        "Medlars               15       20\n\n\n"
        "Signed   here     and there   by\nAda Whitcombe     Ben Quill\n\n\n"
        "                            Acres    Trees    Price\nNorth valley                  120    4,100    $ 1.20\n"
        "South valley                   80    2,900      1.10\nWest valley                    12      400      1.00\n"
    )
    tree = clean_plain(text)
    assert kinds(tree) == [BlockKind.TABLE, BlockKind.PREFORMATTED, BlockKind.TABLE]
    tables = [block.table for block in tree.blocks if block.table]
    assert rows_of(tables[0])[1] == ["Pears", "1,250", "2,500"]
    assert rows_of(tables[1])[1] == ["North valley", "120", "4,100", "$1.20"]
    assert render_text(tree).text.split() == text.split()


def test_the_longest_stub_may_reach_up_to_the_figures():
    text = (
        "Pears                                1,250    2,500\nQuinces and all that is made of them   310      420\n"
        "Medlars                                 15       20\nOther fruit                             12       10\n"
        "Crates and boxes                        12       10\nThe produce of the northern orchards     9        8\n"
    )
    table = only(clean_plain(text)).table
    assert table is not None
    assert table.columns == 3
    assert rows_of(table)[1] == ["Quinces and all that is made of them", "310", "420"]


def test_words_over_figures_are_headings_even_next_to_one_over_the_stubs():
    text = (
        "                        NUMBER OF   PRINCIPAL\nDELINQUENCIES:            LOANS      BALANCE\n\n"
        "One payment                   5   1,675,704\nTwo payments                  0       1,200\n"
        "Three payments                1          10\n"
    )
    table = only(clean_plain(text)).table
    assert table is not None
    assert [row.header for row in table.rows] == [True, False, False, False]
    assert rows_of(table)[0] == ["DELINQUENCIES:", "NUMBER OF\nLOANS", "PRINCIPAL\nBALANCE"]


def test_a_ruled_table_is_a_grid():
    """Leaders are gone, signs joined, a stub of two lines is one, headings of a column stand in one cell."""
    assert grid(BALANCE) == [
        ["", "December 31,", ""],
        ["", "1996", "1995"],
        ["Current assets:", "", ""],
        ["Cash and equivalents", "$1,552", "$756"],
        ["Receivables, less allowances of $91 and $87", "1,496", "1,931"],
        ["Total", "3,048", "2,687"],
        ["Goodwill", "(12)", "--"],
        ["", "$3,036", "$2,687"],
    ]


def test_rules_become_borders_and_figures_stand_right():
    rows = table(BALANCE).rows
    spanner = rows[0].cells[0]
    assert (spanner.column, spanner.columns, spanner.align) == (1, 2, Align.CENTER)
    assert [row.header for row in rows] == [True, True, *[False] * 6]
    assert [cell.below for cell in rows[4].cells] == [Border.NONE, Border.SINGLE, Border.SINGLE]
    assert [cell.below for cell in rows[7].cells] == [Border.DOUBLE, Border.DOUBLE]
    assert [cell.align for cell in rows[3].cells] == [Align.LEFT, Align.RIGHT, Align.RIGHT]
    assert [row.cells[0].indent for row in rows[2:7]] == [0, 1, 1, 2, 0]


def test_rows_have_their_lines_with_the_rules_below():
    rows = table(BALANCE).rows
    assert rows[4].filed == (
        "  Receivables, less allowances\n"
        "    of $91 and $87.................    1,496       1,931\n"
        "                                    --------    --------"
    )


def test_tables_may_be_written_by_tabs_instead_of_as_filed():
    text = render_text(clean_plain(BALANCE), TextOptions(tables=Tables.TABS)).text
    assert "Cash and equivalents\t$1,552\t$756\n" in text


def test_columns_that_a_single_blank_parts_are_told_by_the_ruler():
    lines = (
        "<TABLE>\n"
        "<S>        <C>   <C>       <C>            <C>\n"
        "PEARS\n"
        "  CORP     COM   025816109 Shared-Defined 4, 10\n"
        "QUINCES IN CL A  025816117 Sole-Defined   4\n"
        "MEDLAR CO  COM   025816125 Shared-Defined 11\n"
        "</TABLE>\n"
    )
    assert grid(lines) == [
        ["PEARS CORP", "COM", "025816109", "Shared-Defined", "4, 10"],
        ["QUINCES IN", "CL A", "025816117", "Sole-Defined", "4"],
        ["MEDLAR CO", "COM", "025816125", "Shared-Defined", "11"],
    ]


def test_a_fraction_stays_with_its_whole():
    lines = (
        "<TABLE>\n<S>               <C>          <C>\n"
        "First quarter     46 5/8       37 3/4\n"
        "Second quarter    41           32 7/8\n"
        "Third quarter     36 7/8       32\n</TABLE>"
    )
    assert grid(lines)[0] == ["First quarter", "46 5/8", "37 3/4"]


def test_headings_in_the_middle_over_two_columns_each_span_them():
    lines = (
        "<TABLE>\n<CAPTION>\n"
        "                         U.S. Plan             Non-U.S. Plans\n\n"
        "                      1997         1996         1997        1996\n"
        "<S>              <C>          <C>          <C>         <C>\n"
        "Service cost      $    397     $    412     $    360    $    378\n"
        "Interest cost        2,215        2,125        1,173       1,292\n"
        "</TABLE>"
    )
    spanners = table(lines).rows[0].cells
    assert [(cell.text, cell.column, cell.columns) for cell in spanners] == [
        ("U.S. Plan", 1, 2),
        ("Non-U.S. Plans", 3, 2),
    ]


def test_a_caption_in_the_middle_begins_another_table():
    again = BALANCE.replace("</TABLE>\n", "") + BALANCE.removeprefix("<TABLE>\n")
    assert kinds(clean_plain(again)) == [BlockKind.TABLE, BlockKind.TABLE]


def test_notes_behind_a_table_are_prose():
    noted = BALANCE.replace("</TABLE>", "<FN>\n(a)  Restated for the merger with Quinces.\n</TABLE>")
    tree = clean_plain(noted)
    assert kinds(tree) == [BlockKind.TABLE, BlockKind.ITEM]
    assert tree.blocks[1].text == "Restated for the merger with Quinces."


def test_a_table_whose_columns_cannot_be_told_is_kept():
    lines = "<TABLE>\n<S>   <C>\nCR = ASP * X\n     -------\n       ASP\n</TABLE>"
    block = only(clean_plain(lines))
    assert (block.kind, block.text) == (BlockKind.PREFORMATTED, "CR = ASP * X\n     -------\n       ASP")


def test_a_statement_without_tags_is_a_table_where_all_is_in_its_place():
    untagged = re.sub(r"<.*>\n?", "", BALANCE)
    assert grid(untagged) == grid(BALANCE)


def test_a_table_of_contents_is_a_table_of_titles_and_pages():
    lines = (
        "Item 1.     Business.........................................  2\n"
        "Item 2.     Properties.......................................  8\n"
        "Item 5.     Market for Common Equity, Related Stockholder\n"
        "            Matters and Purchases of Equity Securities.......  9\n"
    )
    assert grid(lines) == [
        ["Item 1.", "Business", "2"],
        ["Item 2.", "Properties", "8"],
        [
            "Item 5.",
            "Market for Common Equity, Related Stockholder Matters and Purchases of Equity Securities",
            "9",
        ],
    ]


# Financial data schedules


def test_a_financial_data_schedule_is_a_table_of_names_and_values():
    tree = clean_plain(
        "<TABLE> <S> <C>\n\n<ARTICLE>\t5\n<MULTIPLIER> 1,000\n<CASH>      1,552      756\n<PP&E>    1,348      1,492\n"
        "<EPS-PRIMARY>   (6.59)   3.45\n</TABLE>\n"
    )
    rows = only(tree).table.rows
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Article", "5"],
        ["Multiplier", "1,000"],
        ["Cash", "1,552", "756"],
        ["PP&E", "1,348", "1,492"],
        ["EPS primary", "(6.59)", "3.45"],
    ]
    assert render_text(tree).text.startswith(
        "<ARTICLE>       5\n<MULTIPLIER> 1,000\n<CASH>      1,552      756\n"
    )


# Tags, controls, other texts


def test_layout_tags_are_counted_as_left_out():
    assert clean_plain("<PAGE>\n<TABLE>\n<S>  <C>\na  1\nb  2\n</TABLE>").left_out == (
        Left("layout tags", 5, 0),
    )


def test_a_lone_tag_between_words_outside_a_table_is_a_word():
    assert only(clean_plain("Press <C> to continue.")).text == "Press <C> to continue."


def test_marks_of_changed_text_are_taken_out_without_a_gap():
    assert only(clean_plain("The <R>new</R> pr<R>ess</R>.")).text == "The new press."


def test_controls_are_read_as_a_browser_reads_them():
    assert only(clean_plain("It\x92s a pear.\x00")).text == "It’s a pear."


@pytest.mark.parametrize("text", ["", "\n\n", "<PAGE>\n", "<TABLE>\n</TABLE>\n", "   \t\n"])
def test_a_text_without_words_has_no_blocks(text):
    assert clean_plain(text).blocks == ()


def test_source_text_is_kept_in_pieces():
    tree = kept_lines("\n".join(f"<row n='{number}'/>" for number in range(450)))
    assert kinds(tree) == [BlockKind.PREFORMATTED] * 3
    assert tree.blocks[2].text.endswith("<row n='449'/>")


# Every text of the real filings


def texts() -> list[tuple[str, str]]:
    found = []
    for path in sorted(CORPUS.glob("*")) if CORPUS.is_dir() else ():
        try:
            filing = Filing.open(path)
        except ViewerError:
            continue
        with filing:
            for document in (d for s in filing.submissions for d in s.documents if d.kind is Kind.TEXT):
                text = decode(filing.payload(document).content, Kind.TEXT).text
                found.append((f"{path.name} {document.number}", text))
    return found


@pytest.fixture(scope="module")
def real() -> list[tuple[str, str, Tree]]:
    if not CORPUS.is_dir():
        pytest.skip("the folder of real filings is absent")
    return [(name, text, clean_plain(text)) for name, text in texts()]


def filed_lines(text: str) -> list[str]:
    """Return the lines that say anything, without layout tags, tabs as blanks."""
    bare = readable(text).replace("\r\n", "\n").replace("\r", "\n")
    if is_schedule(bare):
        bare = LEGEND.sub(lambda tag: " " * len(tag[0]), bare)
    bare = "\n".join(line.expandtabs() for line in bare.split("\n"))
    bare = LAYOUT.sub(lambda tag: " " * len(tag[0]), bare)
    return [line.rstrip() for line in bare.split("\n") if line.strip() and line.split()[:2] != ["[S]", "[C]"]]


def spoken(text: str) -> Callable[[str], str]:
    """Return what makes words comparable: those of a schedule's tags, in capitals, are set as words."""
    return str.lower if is_schedule(readable(text).replace("\r", "\n")) else str


def test_the_text_of_every_real_document_is_its_lines_as_filed(real):
    for name, text, tree in real:
        shown = [line for line in render_text(tree).text.split("\n") if line.strip() and "─" not in line]
        assert shown == filed_lines(text), name


def test_the_words_of_every_real_document_are_those_of_its_text_in_order(real):
    """Nothing is lost or invented: block by block in order, within a table row by row; tags in another case."""
    for name, text, tree in real:
        case = spoken(text)
        found: list[str] = []
        for block in tree.blocks:
            parts = block.table.rows if block.table else (block,)
            filed = words("\n".join(part.filed for part in parts))
            if block.table:
                said = words("\n".join(cell.text for row in block.table.rows for cell in row.cells))
                assert Counter(map(case, said)) == Counter(map(case, filed)), f"{name} block {block.id}"
            else:
                said = words(f"{block.marker} {block.text}")
                assert "".join(said) == "".join(filed), f"{name} block {block.id}"
            found += filed
        assert found == words("\n".join(filed_lines(text))), name


def test_the_rows_below_a_header_say_what_their_lines_say(real):
    for name, text, tree in real:
        case = spoken(text)
        for block in tree.blocks:
            for row in block.table.rows if block.table else ():
                if not row.header and not block.table.rows[0].header:
                    said = map(case, words("\n".join(cell.text for cell in row.cells)))
                    assert Counter(said) == Counter(map(case, words(row.filed))), f"{name} row {row.id}"


def test_most_tables_of_real_documents_are_grids(real):
    """Tables between their tags come out as grids; what is kept as it is are formulas, signatures and misprints."""
    tagged = sum(len(re.findall(r"<table>", text, re.IGNORECASE)) for _, text, _ in real)
    grids = sum(block.kind is BlockKind.TABLE for _, _, tree in real for block in tree.blocks)
    assert grids > tagged > 300


# Work


def calls(text: str) -> int:
    """Return how many functions are called to clean a text, those of Python and those of its library."""
    made = 0

    def count(_frame, event, _argument):
        nonlocal made
        made += event in ("call", "c_call")

    former = sys.getprofile()
    sys.setprofile(count)
    try:
        clean_plain(text)
    finally:
        sys.setprofile(former)
    return made


SAME_PROSE = "The orchards lie in three valleys, and the company presses what is not sold\n" * 6 + "\n"


@pytest.mark.parametrize(
    ("head", "piece", "times"),
    [
        pytest.param("", "pear ", 100_000, id="words"),
        pytest.param("", "$ ", 100_000, id="signs"),
        pytest.param("", "-", 400_000, id="rule"),
        pytest.param("", "- = ", 100_000, id="rules"),
        pytest.param("", ". ", 100_000, id="leaders"),
        pytest.param("", "(", 200_000, id="brackets"),
        pytest.param("<TABLE>\n<S> <C>\n", "pears   12\n", 4_000, id="rows"),
        pytest.param("<TABLE>\n<S> <C>\n", "pear   ", 20_000, id="columns"),
        pytest.param("", "<TABLE>\n", 5_000, id="tables"),
        pytest.param("", "a   b\n\n", 4_000, id="gaps"),
        pytest.param("", SAME_PROSE, 800, id="prose"),
        pytest.param("", "  1,234\n", 6_000, id="figures"),
    ],
)
def test_work_grows_with_the_length_of_the_text(head, piece, times):
    """Twice the text takes twice the work, whatever it is made of, not four times."""
    assert calls(head + piece * 2 * times) < 2.5 * calls(head + piece * times) + 1_000


@pytest.mark.parametrize(
    ("struck", "read"),
    [
        ("T\bTE\bEX\bXT", "TEXT"),
        ("_\bu_\bn_\bd u\b_p\b_", "und up"),
        ("B\bB\bBO\bO", "BO"),
        ("a\bb end_\b", "ab end_"),
    ],
)
def test_what_a_printer_struck_twice_stands_once(struck, read):
    assert clean_plain(f"before\n\n{struck}\n").blocks[1].filed.strip() == read


def test_a_table_has_no_column_in_which_nothing_stands():
    """A heading that spans such a column spans one less."""

    def cell(words: str, column: int, columns: int = 1) -> Cell:
        return Cell(((Run(words),),), column, columns)

    rows = (
        RowPiece((cell("1997", 1, 2), cell("1996", 4, 2)), True, ""),
        RowPiece((cell("Oil", 0), cell("1,000", 1), cell("5%", 3), cell("2,000", 5)), False, ""),
    )
    (block,) = blocks([Piece(BlockKind.TABLE, rows=rows, columns=6)])
    assert block.table.columns == 5
    assert [[(each.text, each.column, each.columns) for each in row.cells] for row in block.table.rows] == [
        [("1997", 1, 1), ("1996", 3, 2)],
        [("Oil", 0, 1), ("1,000", 1, 1), ("5%", 2, 1), ("2,000", 4, 1)],
    ]
