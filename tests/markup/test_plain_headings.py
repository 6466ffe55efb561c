"""Headings of tables of a plain text: over the columns they stand over, empty ones too, with their own lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.markup.test_plain import calls
from viewer.markup.plain import clean_plain
from viewer.render.text import render_text

if TYPE_CHECKING:
    from viewer.markup.tree import Table

HOLDINGS = """\
<TABLE>
<CAPTION>
                                                  Column 6
                                           Investment Discretion
             Column 2 Column 3   Column 4  ---------------------
Column 1     Title of CUSIP       Value      (a)     (b)    (c)
Issuer       Class    Number     (000s)     Sole   Shared  Other
------------ -----    ------     ------     ----   ------  -----
<S>          <C>      <C>        <C>        <C>    <C>     <C>
Amber
 Instruments
 Inc.          Com   123456 10 4    7,081            X
Beryl Corp. CLA SPL 234567 20 8    1,496            X
Coral Mills    Com   345678 30 2      756            X
</TABLE>
"""


def only_table(text: str) -> Table:
    (found,) = [block.table for block in clean_plain(text).blocks if block.table]
    return found


def headings(table: Table) -> list[list[tuple[str, int, int]]]:
    """Return for each row of headings their words, where they begin and how many columns they stand over."""
    rows = [row for row in table.rows if row.header]
    return [[(cell.text.replace("\n", " "), cell.column, cell.columns) for cell in row.cells] for row in rows]


def column(table: Table, number: int) -> list[str]:
    """Return the words of a column below its heading."""
    rows = [row for row in table.rows if not row.header]
    return [next((cell.text for cell in row.cells if cell.column == number), "") for row in rows]


def test_a_column_in_which_nothing_stands_has_its_heading_for_itself():
    table = only_table(HOLDINGS)
    assert [cell[0] for cell in headings(table)[-1]][-3:] == ["(a) Sole", "(b) Shared", "(c) Other"]
    assert set(column(table, 5)) == {"X"}


def test_a_short_heading_over_a_spanner_is_said_of_the_columns_of_the_spanner():
    assert ("Column 6 Investment Discretion", 4, 3) in headings(only_table(HOLDINGS))[0]


def test_headings_that_a_single_blank_parts_stand_where_the_rules_below_begin():
    said = [cell[0] for cell in headings(only_table(HOLDINGS))[-1]]
    assert said[:3] == ["Column 1 Issuer", "Column 2 Title of Class", "Column 3 CUSIP Number"]


def test_words_over_a_wide_rule_are_one_heading_whatever_rules_stand_below():
    text = """\
<TABLE>
<CAPTION>
                       YEAR ENDED MAY 31,           SIX MONTHS
                   ------------------------------  -------------
                     1993       1994       1995         1995
                   -------- ---------- ----------  -------------
<S>                <C>        <C>        <C>       <C>
Sales............  $  7,081   $  6,154   $  5,012  $       3,511
Cost of sales....     4,012      3,877      3,101          2,004
</TABLE>
"""
    assert headings(only_table(text))[0] == [("YEAR ENDED MAY 31,", 1, 3)]


def test_a_long_stub_stands_in_one_cell_though_those_of_the_figures_are_short():
    text = re.sub(r"(?m)^(Beryl|Coral).*\n", "", HOLDINGS)
    assert column(only_table(text), 0) == ["Amber Instruments Inc."]


def test_a_rule_that_begins_within_a_word_does_not_part_the_word():
    rows = [
        f"Coral {place}        Com   34567{place} 30 2      75{place}          X" for place in range(10, 20)
    ]
    table = only_table(HOLDINGS.replace("</TABLE>", "\n".join(rows) + "\n</TABLE>"))
    assert column(table, 0)[:4] == ["Amber Instruments Inc.", "Beryl Corp.", "Coral Mills", "Coral 10"]
    assert column(table, 1)[:4] == ["Com", "CLA SPL", "Com", "Com"]


def test_figures_set_a_few_places_apart_are_one_column():
    rows = [f"Holder {place}            1,{place}00      {'  ' * (place < 15)}0" for place in range(10, 20)]
    head = "Name                 Shares     Percent\n<S>                  <C>          <C>\n"
    table = only_table("<TABLE>\n<CAPTION>\n" + head + "\n".join(rows) + "\n</TABLE>\n")
    assert column(table, 2) == ["0"] * 10


def test_rows_of_a_table_that_only_sets_words_keep_to_their_own_lines():
    text = """\
<TABLE>
<CAPTION>
                                                    SIX MONTHS
                       YEAR ENDED                   ENDED JUNE
               ---------------------------------   ------------
               Signed             Countersigned
<S>            <C>                <C>              <C>
Auditors       Pear & Quince      Medlar & Sons    Sorb & Rowan
</TABLE>
"""
    shown = render_text(clean_plain(text))
    for row in only_table(text).rows:
        place = next(place for place in shown.places if place.block == row.id)
        said = "".join(cell.text for cell in row.cells)
        assert letters(shown.text[place.start : place.end]) == letters(said)


def letters(words: str) -> list[str]:
    return sorted(filter(str.isalnum, words))


def test_headings_of_a_table_that_only_sets_words_stand_in_the_order_of_its_columns():
    text = """\
<TABLE>
<CAPTION>
             SCHEDULE
PAGE          NUMBER
---------  -------------
<S>        <C>            <C>
10                        Report of Independent Accountants on Financial Statement Schedules.
S-1                 II    Valuation and Qualifying Accounts
</TABLE>
"""
    for row in only_table(text).rows:
        columns = [cell.column for cell in row.cells]
        assert columns == sorted(columns)


def test_a_ruler_in_square_brackets_tells_columns_and_is_no_heading():
    text = HOLDINGS.replace("<S>", "[S]").replace("<C>", "[C]")
    assert only_table(text) == only_table(HOLDINGS)
    assert "[S]" not in render_text(clean_plain(text)).text
    assert "[S] [C] and [C]" in render_text(clean_plain("The letters [S] [C] and [C] stand in a line.")).text


def test_a_stub_goes_on_in_brackets_but_not_with_the_mark_of_an_item():
    text = """\
<TABLE>
<CAPTION>
                                        1996        1995
<S>                                 <C>         <C>
Shares used in the calculation
(in thousands)                       123,734     121,192
Rate of interest (that of a note
Treasury issues)                        6.2%        6.0%
Amounts payable
(a) on demand, of the notes            1,496       1,931
</TABLE>
"""
    assert column(only_table(text), 0) == [
        "Shares used in the calculation (in thousands)",
        "Rate of interest (that of a note Treasury issues)",
        "Amounts payable",
        "(a) on demand, of the notes",
    ]


def test_two_dates_that_a_single_blank_parts_are_two_headings():
    text = """\
<TABLE>
<CAPTION>
                                            June 30, 1999 Dec. 31, 1998
                                             (Unaudited)    (Audited)
<S>                                         <C>           <C>
Cash                                             $    2.4      $    0.8
Receivables                                         210.2         213.8
</TABLE>
"""
    assert headings(only_table(text)) == [
        [("June 30, 1999 (Unaudited)", 1, 1), ("Dec. 31, 1998 (Audited)", 2, 1)]
    ]


def test_headings_without_the_blanks_before_them_stand_over_the_rules_below():
    text = """\
2000          1999          1998
                                  --------      --------      --------
Net sales.......................   $7,983        $6,134        $5,941
Gross margin....................   $2,166        $1,696        $1,479
Research and development........   $  380        $  314        $  303
"""
    assert headings(only_table(text)) == [[("2000", 1, 1), ("1999", 2, 1), ("1998", 3, 1)]]


def test_years_and_months_that_are_counted_are_figures():
    text = """\
                                     2000        1999        1998
                                  ---------   ---------   ---------
Expected life of options.......    4 years     4 years    3.5 years
Expected life of purchases.....   6 months    6 months     6 months
Interest rate..................      6.20%       5.02%        5.54%
"""
    table = only_table(text)
    assert column(table, 1) == ["4 years", "6 months", "6.20%"]
    assert [row.header for row in table.rows] == [True, False, False, False]


def test_a_stub_that_ends_with_a_dash_stands_over_those_set_in_below_it():
    text = """\
<TABLE>
<CAPTION>
                                        1996        1995
<S>                                 <C>         <C>
Company contribution--
  Profit sharing                     123,734     121,192
  Matching                             1,496       1,931
Interest-
bearing deposits                       1,202       1,100
</TABLE>
"""
    assert column(only_table(text), 0) == [
        "Company contribution--",
        "Profit sharing",
        "Matching",
        "Interest-bearing deposits",
    ]


def test_work_grows_with_the_length_of_a_header():
    """Twice the lines over a ruler take twice the work, not four times."""
    line = "   Investment Discretion    other words over\n  ---------------  ----- -----  -----\n"
    body = "<S>        <C>        <C>        <C>\nSales        1,000      2,000      3,000\n" * 2

    def work(lines: int) -> int:
        return calls(f"<TABLE>\n<CAPTION>\n{line * lines}{body}</TABLE>\n")

    assert work(600) < 2.5 * work(300)
