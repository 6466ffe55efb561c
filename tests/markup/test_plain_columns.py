"""Tables that tags tell: columns and headings where the ruler is rough and words reach over its tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.markup.plain import clean_plain

if TYPE_CHECKING:
    from viewer.markup.tree import Table


def table_of(text: str) -> Table:
    (table,) = [block.table for block in clean_plain(text).blocks if block.table]
    return table


def rows_of(text: str) -> list[list[str]]:
    rows = []
    for row in table_of(text).rows:
        cells = [""] * table_of(text).columns
        for cell in row.cells:
            cells[cell.column] = cell.text
        rows.append(cells)
    return rows


def test_a_tag_over_the_middle_of_a_column_parts_no_text_that_goes_on_behind_it():
    rows = rows_of(
        "<TABLE>\n<CAPTION>\n"
        "SHARES                           COMMON STOCK                               VALUE\n"
        "------                           ------------                               -----\n"
        "<C>                              <S>                                    <C>\n"
        " 12,400  Amber Corp.............................................       $  403,000\n"
        "  8,100  Borden Mills............................................          210,600\n"
        "  3,000  Cato Industries, Inc. Class B...........................           97,125\n"
        "</TABLE>\n"
    )
    assert rows[0] == ["SHARES", "COMMON STOCK", "VALUE"]
    assert rows[3] == ["3,000", "Cato Industries, Inc. Class B", "97,125"]


def test_the_first_line_of_the_heading_of_a_first_column_of_figures_is_no_title():
    rows = rows_of(
        "<TABLE>\n<CAPTION>\n"
        "  PRINCIPAL\n"
        "   AMOUNT                                                              VALUE\n"
        "----------------------------------------------------------------------------\n"
        "<S>          <C>                                                   <C>\n"
        "$ 1,000,000  First Orchard Bancorp, 7.25%, 8/15/03                 $ 1,012,340\n"
        "    500,000  Quince National Corp., 8.00%, 3/1/05                      521,005\n"
        "  2,250,000  Medlar Savings, 6.875%, 11/1/01                         2,231,100\n"
        "</TABLE>\n"
    )
    assert rows[0] == ["PRINCIPAL\nAMOUNT", "", "VALUE"]


def test_the_lines_of_a_heading_over_columns_are_one_up_to_the_rule_below_them():
    rows = rows_of(
        "<TABLE>\n<CAPTION>\n"
        "                                                        POTENTIAL VALUE AT\n"
        "                          INDIVIDUAL GRANTS               ASSUMED RATES OF\n"
        "                       -------------------------            STOCK PRICE\n"
        "                        NUMBER OF    % OF TOTAL           APPRECIATION FOR\n"
        "                         OPTIONS       OPTIONS              OPTION TERM\n"
        "                         GRANTED     IN FISCAL         ----------------------\n"
        "        NAME               (#)          YEAR             5% ($)      10% ($)\n"
        "        ----           ----------    ----------        ---------    ---------\n"
        "<S>                    <C>           <C>               <C>          <C>\n"
        "Ada B. Whitcombe         40,000         21.4%          $ 459,093    $1,163,432\n"
        "Ignaz Medlar             20,000         10.7             229,547       581,716\n"
        "</TABLE>\n"
    )
    said = "POTENTIAL VALUE AT\nASSUMED RATES OF\nSTOCK PRICE\nAPPRECIATION FOR\nOPTION TERM"
    assert said in [cell for row in rows[:3] for cell in row]
    assert rows[-3] == [
        "NAME",
        "NUMBER OF\nOPTIONS\nGRANTED\n(#)",
        "% OF TOTAL\nOPTIONS\nIN FISCAL\nYEAR",
        "5% ($)",
        "10% ($)",
    ]


def test_an_item_of_a_cross_reference_sheet_has_a_row_of_its_own_below_its_part():
    rows = rows_of(
        "<TABLE>\n<CAPTION>\n"
        "                                                        Annual Report\n"
        "                    Form 10-K Item                      Page(s)\n"
        "------------------------------------------------      ----------------\n"
        "<S>                                                   <C>\n"
        "PART I\n"
        "  Item 1.   Business                                    2 - 11\n"
        "  Item 2.   Properties                                  12\n"
        "PART II\n"
        "  Item 5.   Market for Registrant's Common Equity\n"
        "              and Related Stockholder Matters           40\n"
        "  Item 6.   Selected Financial Data                     1\n"
        "</TABLE>\n"
    )
    assert ["PART II", "", ""] in rows
    assert ["Item 5.", "Market for Registrant's Common Equity and Related Stockholder Matters", "40"] in rows
