"""Tables of figures that no tag tells: where they begin and end, their headers, and what is none of them."""

from __future__ import annotations

from itertools import pairwise

from viewer.markup.plain import clean_plain
from viewer.markup.plain.figured import tables
from viewer.markup.plain.segment import segments
from viewer.markup.tree import Align, BlockKind, Border, Table, Tree
from viewer.render.text import render_text


def tables_of(tree: Tree) -> list[Table]:
    return [block.table for block in tree.blocks if block.table]


def grids(text: str) -> list[list[list[str]]]:
    """Return the cells of each table of a text by row, those of a header in capitals, lines parted by a bar."""
    found = []
    for table in tables_of(clean_plain(text)):
        rows = []
        for row in table.rows:
            cells = [""] * table.columns
            for cell in row.cells:
                cells[cell.column] = cell.text.replace("\n", "|").upper() if row.header else cell.text
            rows.append(cells)
        found.append(rows)
    return found


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in clean_plain(text).blocks]


ACROSS = "_" * 70 + "\n"
BANDS = (
    "Run:      12/22/00    09:50:51                              REPORT4\n"
    "               ORCHARD TRUST (SERVICER)\n"
    + ACROSS
    + "                    ORIGINAL      BALANCE BEFORE   PASS-THROUGH\n"
    "CLASS   NUMBER      FACE VALUE     DISTRIBUTION       RATE\n"
    + ACROSS
    + "P-1     760QA1     2,805,537.40   4,797,017.76     7.041267  %\n"
    "R                         0.00           0.00     7.041267  %\n"
    "\n" + "-" * 70 + "\n"
    "                 102,805,537.40   4,797,017.76\n"
    + "=" * 70
    + "\n"
    + ACROSS
    + "           INTEREST         TOTAL         DEFERRED\n"
    "         DISTRIBUTION   DISTRIBUTION     INTEREST\n"
    + ACROSS
    + "P-1         28,147.57     44,141.06           0.00\n"
    "R                0.00          0.00           0.00\n"
)


def test_a_header_between_rules_across_the_page_begins_a_table():
    """Bands of one report that only rules part are tables of their own, each with its header."""
    upper, lower = grids(BANDS)
    assert upper == [
        ["CLASS", "NUMBER", "ORIGINAL|FACE VALUE", "BALANCE BEFORE|DISTRIBUTION", "PASS-THROUGH|RATE"],
        ["P-1", "760QA1", "2,805,537.40", "4,797,017.76", "7.041267%"],
        ["R", "", "0.00", "0.00", "7.041267%"],
        ["", "", "102,805,537.40", "4,797,017.76", ""],
    ]
    assert lower[0] == ["", "INTEREST|DISTRIBUTION", "TOTAL|DISTRIBUTION", "DEFERRED|INTEREST"]
    assert lower[1] == ["P-1", "28,147.57", "44,141.06", "0.00"]


def test_a_total_wider_than_its_column_does_not_join_it_to_the_next():
    """The total below the rule reaches over the blanks between the numbers and the face values."""
    total = tables_of(clean_plain(BANDS))[0].rows[-1]
    assert [(cell.column, cell.text) for cell in total.cells] == [(2, "102,805,537.40"), (3, "4,797,017.76")]


def test_what_stands_between_the_rules_stays_as_filed():
    tree = clean_plain(BANDS)
    assert render_text(tree).text.split() == BANDS.split()
    assert tables_of(tree)[0].rows[-1].filed.endswith("=" * 70)


def test_a_header_far_above_the_figures_is_the_header():
    """Stubs and blank lines stand between the header and the first row with figures."""
    text = (
        "                                      (In millions)\n\n"
        "Two seasons ended                   1997       1996\nSeptember 30, 1997\n\n"
        "Receipts:\n"
        "\n"
        "  Pears                            1,250      2,500\n"
        "  Quinces                            310        420\n"
    )
    assert grids(text) == [
        [
            ["TWO SEASONS ENDED|SEPTEMBER 30, 1997", "1997", "1996"],
            ["Receipts:", "", ""],
            ["Pears", "1,250", "2,500"],
            ["Quinces", "310", "420"],
        ]
    ]
    assert clean_plain(text).blocks[0].text == "(In millions)"


def test_another_header_begins_another_table():
    text = (
        "                     1997     1996\n"
        "Pears               1,250    2,500\n"
        "Quinces               310      420\n"
        "\n"
        "                    Acres    Trees\n"
        "North valley          120    4,100\n"
        "South valley           80    2,900\n"
    )
    assert [grid[0] for grid in grids(text)] == [["", "1997", "1996"], ["", "ACRES", "TREES"]]


def test_rows_whose_chunk_has_few_gaps_belong_to_the_table():
    """A stub over several lines with figures two blanks apart is a row, not a paragraph."""
    text = (
        "                                   1997      1996      1995\n"
        "Receipts                         $1,062    $  919    $  797\n\n"
        "Pears and quinces used in the making of\n"
        "  preserves (in tons)           123,047   118,735   119,125\n\n"
        "Costs                            $  952    $  858    $  892\n"
    )
    ((header, *rows),) = grids(text)
    assert header == ["", "1997", "1996", "1995"]
    assert rows[1] == [
        "Pears and quinces used in the making of preserves (in tons)",
        "123,047",
        "118,735",
        "119,125",
    ]


def test_a_stub_that_reaches_over_the_figures_keeps_its_row_in_the_table():
    text = (
        "                     1997     1996     1995\nReceipts            1,250    2,500    2,400\n"
        "Costs                 900    1,100    1,000\nTaxes                  12       14       15\n"
        "Interest               20       11       10\n\n"
        "Average number of trees      4,100    4,000\n"
    )
    (grid,) = grids(text)
    assert grid[-1] == ["Average number of trees", "", "4,100", "4,000"]
    assert grid[1] == ["Receipts", "1,250", "2,500", "2,400"]


def test_few_words_between_stub_and_figures_are_no_column():
    text = (
        "                                                  1995     1994\n"
        "Cash                                               756    1,203\n"
        "Pears                                              841      469\n"
        "Receivables, less\n allowances of $87 ($91  in 1994)                 1,931    1,581\n"
        "Presses                                            291      207\n"
    )
    (grid,) = grids(text)
    assert grid[3] == ["Receivables, less allowances of $87 ($91 in 1994)", "1,931", "1,581"]


def test_prices_from_one_to_another_are_one_figure():
    text = (
        "                               Number of\n"
        "                                  Shares       Price per Share\n"
        "\n"
        "Outstanding at the beginning      13,411       $  7.50 - $ 68.00\n"
        "   Granted                         4,249       $7.50 - $9.00\n"
        "   Expired                        (1,341)\n"
    )
    assert grids(text) == [
        [
            ["", "NUMBER OF|SHARES", "PRICE PER SHARE"],
            ["Outstanding at the beginning", "13,411", "$7.50 - $68.00"],
            ["Granted", "4,249", "$7.50 - $9.00"],
            ["Expired", "(1,341)", ""],
        ]
    ]


def test_a_contents_goes_on_below_the_heading_of_a_part():
    text = (
        "PART I\n"
        "\n"
        "Item 1.   Business.............................  2\n"
        "Item 2.   Properties...........................  8\n"
        "\n"
        "PART II\n"
        "\n"
        "Item 5.   Market for Common Equity, Related\n"
        "          Stockholder Matters..................  9\n"
    )
    assert grids(text) == [
        [
            ["Item 1.", "Business", "2"],
            ["Item 2.", "Properties", "8"],
            ["PART II", "", ""],
            ["Item 5.", "Market for Common Equity, Related Stockholder Matters", "9"],
        ]
    ]


def test_headings_with_one_blank_between_them_stand_over_their_columns():
    """They are set as those of the line below; one over two columns in the middle stays one."""
    rows = (
        "Orchards            871      869       871\n"
        "Presses           1,109    1,307     1,105\n"
        "Valleys               3        3         3\n"
    )
    text = (
        "                  July 3,  June 28, January 3,\n                    2004     2003      2004\n" + rows
    )
    assert grids(text)[0][0] == ["", "JULY 3,|2004", "JUNE 28,|2003", "JANUARY 3,|2004"]
    text = (
        "                    Old Method      New Method\n                  2004     2003      2004\n" + rows
    )
    header = tables_of(clean_plain(text))[0].rows[0]
    assert ("Old Method", 1, 2) in [(cell.text, cell.column, cell.columns) for cell in header.cells]


def test_a_heading_alone_over_another_is_of_its_column():
    """Two of them over four columns are no headings over several."""
    text = (
        "                                Earnings              Earnings\n"
        "                        Pretax  Per Share    Pretax   Per Share\n"
        "\n"
        "Presses               $    19     $0.05     $   -      $    -\n"
        "Plans                      41      0.12        28        0.06\n"
        "Trees                      39      0.12         -           -\n"
    )
    assert grids(text)[0][0] == ["", "PRETAX", "EARNINGS|PER SHARE", "PRETAX", "EARNINGS|PER SHARE"]


def test_prose_with_figures_is_no_table():
    text = (
        "The Company pressed 4,100 tons in 1997, against 3,900 tons in 1996 and\n"
        "3,400 tons in 1995. Receipts were $12.4 million,  $11.9 million  and\n"
        "$10.1 million, and the price of a ton rose from $3,024 to  $3,051 and\n"
        "then fell to $2,970. There were 12 presses in 1997 and  11  in  1996\n"
    )
    assert kinds(text) == [BlockKind.PARAGRAPH]


def test_lists_of_names_and_dates_are_no_table():
    text = "DETERMINATION DATE       20-December-00\nDISTRIBUTION DATE        26-December-00\n"
    assert kinds(text) == [BlockKind.PREFORMATTED]


def test_rules_below_the_last_row_are_its_borders():
    text = (
        "                     1997     1996\n"
        "Pears               1,250    2,500\n"
        "Quinces               310      420\n"
        "                    =====    =====\n"
    )
    last = tables_of(clean_plain(text))[0].rows[-1]
    assert [cell.below for cell in last.cells] == [Border.NONE, Border.DOUBLE, Border.DOUBLE]


def test_tables_follow_each_other_in_order_and_do_not_overlap():
    lines = [line.rstrip() for line in (BANDS * 3).split("\n")]
    spans = tables(lines)
    assert len(spans) == 6
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.start < span.body < span.end for span in spans)


def test_a_figure_may_touch_the_next():
    """Where brackets leave no blank, the other rows tell the columns; a sign belongs to the figure behind it."""
    text = (
        "                 1996    Change  1995    Change  1994\n"
        "Net sales       $9,833  (11%)   $11,062   20%   $9,189\n"
        "Gross margin    $  968  (66%)   $ 2,858   22%   $2,343\n"
        "Costs           $  179   (2%)   $   614    9%   $  564\n"
        "Presses         $  604   (2%)   $   614    9%   $  564\n"
        "Net loss        $ (816)(292%)   $  424     37%  $  310\n"
    )
    assert grids(text)[0][-1] == ["Net loss", "$(816)", "(292%)", "$424", "37%", "$310"]
    said = [part.text for part in segments("Europe           $(1,198)$  (26) $ (27)")]
    assert said == ["Europe", "$(1,198)", "$(26)", "$(27)"]


def test_the_mark_of_a_note_may_hang_over_into_the_next_column():
    text = (
        "                       Fair  Credit  Notional\n"
        "                      Value    Risk   Amount\n"
        "Swaps                 $  10    $  4  $  450\n"
        "Collars               $  12      --(A)  105\n"
        "Options                  11      --(A)  150\n"
        "Forwards                 13    $  2      --\n"
    )
    assert grids(text)[0][2] == ["Collars", "$12", "--(A)", "105"]


def test_the_code_of_an_address_below_a_row_is_no_row():
    text = (
        "                              Number           Percent\n"
        "                           of shares          of class\n\n"
        "Ada Whitcombe              6,675,000             28.6%\n"
        "1517 North 260 East\n"
        "North Salem, OR  97301\n\n"
        "Ben Quill (2) *            2,400,000             10.3%\n"
        "12 Mill Lane\n"
        "Salem, OR  97302\n\n"
        "Cora Medlar                1,950,351              8.4%\n"
    )
    (grid,) = grids(text)
    assert [row[1:] for row in grid if row[1]] == [
        ["NUMBER|OF SHARES", "PERCENT|OF CLASS"],
        ["6,675,000", "28.6%"],
        ["2,400,000", "10.3%"],
        ["1,950,351", "8.4%"],
    ]
    assert ["North Salem, OR 97301", "", ""] in grid


def test_tables_in_one_pair_of_tags_that_are_none_together_are_tables_of_their_own():
    text = (
        "<TABLE>\n                     1997      1996   Change\n"
        "Pears             $   101    $  155   (35%)\nQuinces              5.8%      7.1%\n\n"
        "                     Third     Second\n                    Quarter    Quarter\n"
        "                     1997       1997  Change\n"
        "Pears             $   101    $  141   (28%)\nQuinces              5.8%      8.8%\n</TABLE>\n"
    )
    first, second = grids(text)
    assert first[0] == ["", "1997", "1996", "CHANGE"]
    assert second[0] == ["", "THIRD|QUARTER|1997", "SECOND|QUARTER|1997", "CHANGE"]
    assert "CR = ASP * X" in clean_plain("<TABLE>\n<S> <C>\nCR = ASP * X\n     ---\n</TABLE>").blocks[0].text


def test_the_head_of_a_page_does_not_join_the_table_below_it():
    """A bracket that closes what was opened before a gap makes no figure of a number."""
    text = (
        "Run:     12/22/00     09:50:52                                   rept2.frg\n"
        "               ORCHARD LENDING CORPORATION (SERVICER)\n"
        "   CONDUIT MORTGAGE CERTIFICATES SERIES 1989-SW1A (POOL #  2000)\n"
        "                    STATEMENT TO HOLDERS\n"
        + ACROSS
        + "\nSERVICING COMPENSATION RECEIVED BY SUB-SERVICER               1,996.34\n"
        "SERVICING COMPENSATION RECEIVED BY MASTER SERVICER            1,034.49\n\n"
        "ADVANCES THIS MONTH                                           3,195.96\n"
    )
    (grid,) = grids(text)
    assert [row[1] for row in grid] == ["1,996.34", "1,034.49", "3,195.96"]


def test_blank_lines_part_what_is_no_table_together():
    text = (
        "                                        SENIOR          JUNIOR\n"
        "CURRENT DISTRIBUTION                0.00000000 %     0.00000000 %\n"
        "PREPAYMENT                          0.00000000 %   100.00000000 %\n\n"
        "LETTER OF CREDIT - TOTAL AMOUNT                      7,574,948.12\n"
        "      BANKRUPTCY AMOUNT AVAILABLE             497,233.28\n"
        "      FRAUD AMOUNT AVAILABLE                        0.00\n"
        "      SPECIAL HAZARD AMOUNT                   715,481.00\n"
    )
    first, second = grids(text)
    assert first[0] == ["", "SENIOR", "JUNIOR"]
    assert second[-1] == ["SPECIAL HAZARD AMOUNT", "715,481.00"]


def test_columns_that_cannot_be_told_apart_are_no_table():
    """Two figures in one cell would be worse than the lines as they are."""
    text = (
        "<TABLE>\n<CAPTION>\n\n</TABLE>\nAmericas            $(1,198)$  (26) $ (27)\n"
        "EMEA                   (186)   245     27\nJapan                    (4)    47     47\n"
        "Asia Pacific              3    388    245\nEliminations              2     30    (19)\n"
        "Corporate                88    (10)   (22)\n   Income            $(1,295)$ 674   $ 500\n"
    )
    cells = [cell for grid in grids(text) for row in grid for cell in row[1:]]
    assert not any(" " in cell for cell in cells)


def test_a_line_of_the_stubs_may_have_the_rules_below_the_headings():
    text = (
        "FIVE YEARS ENDED SEPTEMBER 30       2000       1999       1998\n"
        "(In millions)                     --------   --------   --------\n"
        "Pears..........................   $  7,983   $  6,134   $  5,941\n"
        "Quinces and medlars..             $    786   $    601   $    309\n"
    )
    (table,) = tables_of(clean_plain(text))
    assert [row.header for row in table.rows] == [True, False, False]
    assert [cell.below for cell in table.rows[0].cells[1:]] == [Border.SINGLE] * 3
    assert table.rows[2].cells[0].text == "Quinces and medlars"


def test_years_among_stubs_are_set_as_these_are():
    text = "1996                      $ 71\n1997                        62\n1998                        38\n"
    assert tables_of(clean_plain(text))[0].rows[0].cells[0].align is Align.RIGHT
    text += "Later years                 36\n"
    assert tables_of(clean_plain(text))[0].rows[0].cells[0].align is Align.LEFT


def test_a_stub_over_many_narrow_lines_is_one_row():
    text = (
        "                     1997     1996\n"
        "Pears, quin-\n ces, med-\n lars             1,250    2,500\n"
        "Common\n stock,\n $1.00 par\n value;\n 30,000,000\n shares\n authorized;\n 11,976,669,\n and\n"
        " 11,998,978\n issued             310      420\n"
    )
    (grid,) = grids(text)
    assert grid[1] == ["Pears, quin-ces, med-lars", "1,250", "2,500"]
    assert grid[-1][1:] == ["310", "420"]


def test_one_row_below_headings_with_a_rule_each_is_a_table():
    """What ends a sentence above it is none of its headings."""
    text = """\
Costs rose in the period, and software that is now capitalized previously
would have been expensed.  (See Note 5).

---------------------------------------------------------------------
Taxes other than income taxes
-----------------------------
                                     June 30        Increase  Percent
                                  ------------
(dollars in millions)            1999      1998    (Decrease)  Change
 -------------------             ----      ----     --------   ------
Six Months Ended             $   24.8   $   25.2    $  (0.4)    (1.6)
"""
    paragraph, table = clean_plain(text).blocks
    assert paragraph.text.endswith("previously would have been expensed. (See Note 5).")
    assert [cell.text for cell in table.table.rows[-1].cells] == [
        "Six Months Ended",
        "$24.8",
        "$25.2",
        "$(0.4)",
        "(1.6)",
    ]


def test_the_unit_between_the_rules_and_the_figures_stands_over_all_columns():
    (grid,) = grids(
        "                                    1996         1995         1994\n"
        "                                  --------     --------     --------\n"
        "                                            (in thousands)\n"
        "\n"
        "     Pears                        $412,300     $398,211     $370,045\n"
        "     Quinces                       188,540      175,320      160,112\n"
    )
    assert grid[:3] == [
        ["", "1996", "1995", "1994"],
        ["", "(IN THOUSANDS)", "", ""],
        ["Pears", "$412,300", "$398,211", "$370,045"],
    ]


def test_a_title_that_a_blank_line_parts_from_the_headings_is_no_heading():
    text = (
        "                          AVERAGE ANNUAL YIELD\n"
        "                          as of June 30, 1997\n"
        "\n"
        "                                    PEARS          QUINCES\n"
        "One year                             8.42%          7.61%\n"
        "Five years                           7.10%           n/a\n"
        "Since planting (3/1/89)              8.03%          6.94%\n"
    )
    (grid,) = grids(text)
    assert grid[0] == ["", "PEARS", "QUINCES"]
    assert clean_plain(text).blocks[0].text.startswith("AVERAGE ANNUAL YIELD")


def test_headings_over_two_columns_each_are_told_although_a_stub_reaches_below_the_first():
    (grid,) = grids(
        "                                 For the 26 Weeks       For the 26 Weeks\n"
        "                                Ended July 3, 2004     Ended June 28, 2003\n"
        "                                          Earnings              Earnings\n"
        "                                  Pretax  Per Tree     Pretax   Per Tree\n"
        "\n"
        "    Changed accounting for trees  $  4     $3.86     $   3      $ 2.10\n"
        "    Curtailment of a plan            (30)   (0.09)        1         .10\n"
        "    Pruning                          (10)   (0.02)        2         .20\n"
    )
    assert grid[0] == [
        "",
        "FOR THE 26 WEEKS|ENDED JULY 3, 2004",
        "",
        "FOR THE 26 WEEKS|ENDED JUNE 28, 2003",
        "",
    ]
    assert grid[1] == ["", "PRETAX", "EARNINGS|PER TREE", "PRETAX", "EARNINGS|PER TREE"]


def test_a_heading_in_the_middle_of_all_columns_is_theirs_although_a_blank_line_parts_it_from_the_years():
    (grid,) = grids(
        "                    Fiscal Years Ended December 31,\n"
        "\n"
        "                          1997          1996\n"
        "Pears                   $ 1,000       $ 1,100\n"
        "Quinces                     200           300\n"
        "Medlars                     210           310\n"
    )
    assert grid[:2] == [["", "FISCAL YEARS ENDED DECEMBER 31,", ""], ["", "1997", "1996"]]
