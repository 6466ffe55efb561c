"""A table becomes a dense grid: headings joined, levels kept, marks apart, each cell with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from viewer.figures import ValueKind, data_tables, read_grid
from viewer.markup.clean import clean_html
from viewer.markup.plain import clean_plain

STATEMENT = """
<p style="text-align:center"><b>STATEMENTS OF INCOME</b></p>
<table>
<tr><td></td><td colspan="6" style="border-bottom:1px solid"><b>Year ended December 31,</b></td></tr>
<tr><td></td><td colspan="3" style="border-bottom:1px solid"><b>2024</b></td>
    <td colspan="3" style="border-bottom:1px solid"><b>2023</b><sup>(1)</sup></td></tr>
<tr><td>Sales:</td></tr>
<tr><td style="padding-left:12pt">Lamps<sup>(2)</sup></td><td>$</td><td>1,234</td><td></td>
    <td>$</td><td>(1,100</td><td>)</td></tr>
<tr><td style="padding-left:12pt">Other *</td><td></td><td>—</td><td></td><td></td><td>0.5</td><td>%</td></tr>
<tr><td>Since</td><td></td><td>12/31/2024</td><td></td><td></td><td>2021</td><td></td></tr>
</table>"""


def grid_of(markup: str):
    (table,) = data_tables(clean_html(markup))
    return table.grid()


def test_header_rows_are_joined_for_each_column_and_years_stay_as_they_are():
    grid = grid_of(STATEMENT)
    assert [column.heading for column in grid.columns] == [
        "",
        "Year ended December 31, 2024",
        "Year ended December 31, 2023",
    ]
    assert grid.columns[2].notes == ("(1)",)


def test_each_row_has_its_block_its_level_and_a_value_for_each_column():
    tree = clean_html(STATEMENT)
    (table,) = data_tables(tree)
    grid = table.grid()
    blocks = [row.id for row in table.table.rows]
    assert [row.block for row in grid.rows] == blocks[2:]
    assert list(grid.header) == blocks[:2]
    assert [row.level for row in grid.rows] == [0, 1, 1, 0]
    assert {len(row.values) for row in grid.rows} == {3}


def test_values_are_numbers_dashes_dates_and_texts():
    rows = grid_of(STATEMENT).rows
    assert [value.number for value in rows[1].values[1:]] == [1234, -1100]
    assert rows[1].values[1].currency == "$"
    assert rows[2].values[1].kind is ValueKind.DASH
    assert rows[2].values[2].kind is ValueKind.PERCENT
    assert rows[3].values[1].day == date(2024, 12, 31)
    assert rows[0].values[1:] == (None, None)
    assert grid_of(STATEMENT).figures == 4


def test_note_marks_of_stubs_stand_apart():
    rows = grid_of(STATEMENT).rows
    assert (rows[1].values[0].text, rows[1].notes) == ("Lamps", ("(2)",))
    assert (rows[2].values[0].text, rows[2].notes) == ("Other", ("*",))


def table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def test_the_numbers_of_exhibits_in_the_first_column_stay_text():
    """`10.10` is another exhibit than `10.1`."""
    grid = grid_of(table("10.1|First contract|5.25", "10.10|Tenth contract|6.50", "3.2|By-laws|1,007"))
    assert [row.values[0].text for row in grid.rows] == ["10.1", "10.10", "3.2"]
    assert {row.values[0].kind for row in grid.rows} == {ValueKind.TEXT}


def test_a_first_column_of_amounts_holds_numbers():
    grid = grid_of(table("1,250|5.0%|6,250", "2,500|6.0%|1,000"))
    assert [int(row.values[0].number) for row in grid.rows] == [1250, 2500]


def test_codes_of_a_column_stay_text_even_where_they_are_all_digits():
    grid = grid_of(
        table("Lantern Co|037833100|1,000", "Quay Inc|594918104|2,000", "Pier Ltd|02079K305|3,000")
    )
    assert [row.values[1].text for row in grid.rows] == ["037833100", "594918104", "02079K305"]
    assert {row.values[1].kind for row in grid.rows} == {ValueKind.TEXT}


def test_a_bracketed_number_alone_is_a_mark_where_the_column_holds_no_figures_and_a_figure_elsewhere():
    grid = grid_of(table("Lamps|415<sup>(2)</sup>|(2)|(2)", "Oil|—|—|1,000", "Wicks|7|—|(3)"))
    assert [row.values[2].kind for row in grid.rows] == [ValueKind.TEXT, ValueKind.DASH, ValueKind.DASH]
    assert [int(row.values[3].number) for row in grid.rows] == [-2, 1000, -3]
    alone = grid_of(table("Lamps|(2)|5", "Oil|—|6", "Wicks|—|7"))
    assert alone.rows[0].values[1].number == -2


def test_a_row_of_years_within_a_table_is_a_row_of_headings():
    grid = grid_of(table("Lamps|1,000|2,000", "Year|2024|2023", "Oil|3,000|4,000"))
    assert [value.kind for value in grid.rows[1].values] == [ValueKind.TEXT] * 3
    assert grid.rows[2].values[2].number == 4000


def test_a_unit_line_among_the_headings_is_a_caption_and_part_of_no_heading():
    markup = """<table><tr><td></td><td colspan="2" style="border-bottom:1px solid"><b>(In thousands)</b></td></tr>
    <tr><td></td><td style="border-bottom:1px solid"><b>2024</b></td>
    <td style="border-bottom:1px solid"><b>2023</b></td></tr>
    <tr><td>Lamps</td><td>1,000</td><td>2,000</td></tr><tr><td>Oil</td><td>3,000</td><td>4,000</td></tr></table>"""
    (found,) = data_tables(clean_html(markup))
    grid = found.grid()
    assert (found.unit, grid.captions) == ("In thousands", ("(In thousands)",))
    assert [column.heading for column in grid.columns] == ["", "2024", "2023"]


PLAIN = """\
                          LANTERN WORKS, INC.
                            BALANCE SHEETS
                            (In thousands)

<TABLE>
<CAPTION>
                                        June 27,     September 27,
                                          1997           1996
                                        --------     -------------
<S>                                     <C>             <C>
Cash                                    $  1,018        $  1,552
Inventories:
  Oil                                        175             213
  Losses                                     (60)            --
                                        --------        --------
Total                                   $  1,133        $  1,765
                                        ========        ========
</TABLE>
"""


def test_a_table_of_a_plain_text_is_read_alike():
    (found,) = data_tables(clean_plain(PLAIN))
    grid = found.grid()
    assert (found.title, found.unit) == ("BALANCE SHEETS", "In thousands")
    assert [column.heading for column in grid.columns] == ["", "June 27, 1997", "September 27, 1996"]
    numbers = [[value.number if value else None for value in row.values[1:]] for row in grid.rows]
    assert numbers == [[1018, 1552], [None, None], [175, 213], [-60, None], [1133, 1765]]
    assert grid.rows[3].values[2].kind is ValueKind.DASH
    assert grid.rows[2].level > grid.rows[1].level


@pytest.mark.parametrize("markup", ["", "<table></table>", "<table><tr><td>alone</td></tr></table>"])
def test_an_exhibit_without_data_has_no_tables(markup):
    assert data_tables(clean_html(markup)) == ()


def test_an_empty_table_is_an_empty_grid():
    from viewer.markup.tree import Table

    grid = read_grid(Table(0, ()))
    assert (grid.columns, grid.rows) == ((), ())


OWNERS = """<table><tr><th>Name</th><th>Shares</th><th></th><th>Percent</th></tr>
<tr><td>A. Wick</td><td>1,234,567</td><td>(1)</td><td>12.3%</td></tr>
<tr><td>B. Oil</td><td>12,345</td><td>(2)</td><td>*</td></tr>
<tr><td>All</td><td>1,246,912</td><td>(1)(2)</td><td>12.4%</td></tr></table>"""


def values_of(markup, column):
    return [
        row.values[column] and (row.values[column].kind, row.values[column].text)
        for row in grid_of(markup).rows
    ]


@pytest.mark.parametrize(
    ("markup", "column"),
    [
        (OWNERS, 2),
        (OWNERS.replace("<th></th>", "<th>Notes</th>"), 2),
        (OWNERS.replace("<th>Shares</th><th></th>", "<th colspan=2>Shares</th>"), 2),
        (OWNERS.replace("th>", "td>"), 2),
        (OWNERS.replace("(1)<", "(3)<"), 2),
    ],
)
def test_a_column_of_marks_holds_no_losses(markup, column):
    """Note marks in cells of their own, as proxy statements have them, are no negative numbers."""
    kinds = {said[0] for said in values_of(markup, column) if said}
    assert kinds == {ValueKind.TEXT}


@pytest.mark.parametrize(
    "markup",
    [
        OWNERS.replace("<th></th>", "<th>Change</th>").replace("(1)(2)", "(3)"),
        "<table><tr><th></th><th>2024</th><th>2023</th></tr><tr><td>Oil</td><td>(1)</td><td>(1)</td></tr>"
        "<tr><td>Gas</td><td>(2)</td><td>(2)</td></tr></table>",
        "<table><tr><td>Oil</td><td>5,000</td><td>(1)</td></tr><tr><td>Gas</td><td>6,000</td><td>(2)</td></tr></table>",
    ],
)
def test_small_losses_are_losses(markup):
    assert {said[0] for said in values_of(markup, 2) if said} == {ValueKind.NUMBER}


def test_a_figure_that_was_struck_out_is_none():
    markup = OWNERS.replace("12,345", "<del>5</del><ins>6</ins>").replace("1,234,567", "<s>8</s>")
    assert values_of(markup, 1)[:2] == [(ValueKind.TEXT, "~~8~~"), (ValueKind.TEXT, "~~5~~6")]


FEES = """<table><tr><th>Security</th><th>Rule</th><th>Amount registered</th><th>Telephone</th></tr>
<tr><td>Common</td><td>415(a)(6)</td><td>1,000<sup>(1)</sup></td><td>(415)</td></tr>
<tr><td>Debt</td><td>457(o)</td><td>(20)</td><td>(212)</td></tr>
<tr><td>Other</td><td>457</td><td>30</td><td>—</td></tr></table>"""


def test_codes_that_a_heading_names_stay_the_text_they_are():
    assert values_of(FEES, 1) == [
        (ValueKind.TEXT, "415(a)(6)"),
        (ValueKind.TEXT, "457(o)"),
        (ValueKind.TEXT, "457"),
    ]
    assert values_of(FEES, 2) == [
        (ValueKind.NUMBER, "1,000"),
        (ValueKind.NUMBER, "(20)"),
        (ValueKind.NUMBER, "30"),
    ]
    assert values_of(FEES, 3) == [(ValueKind.TEXT, "(415)"), (ValueKind.TEXT, "(212)"), (ValueKind.DASH, "—")]


@pytest.mark.parametrize(
    "heading", ["CUSIP No.", "CIK", "Zip Code", "File Number", "Exhibit", "Series ID", "SIC Code"]
)
def test_digits_below_the_name_of_a_code_are_no_number(heading):
    markup = (
        f"<table><tr><th>Name</th><th>{heading}</th><th>Shares</th></tr>"
        "<tr><td>Oil</td><td>594918104</td><td>5,000</td></tr><tr><td>Gas</td><td>10022</td><td>6,000</td></tr></table>"
    )
    assert values_of(markup, 1) == [(ValueKind.TEXT, "594918104"), (ValueKind.TEXT, "10022")]


@pytest.mark.parametrize(
    "heading", ["Number of loans", "Percent of class", "Sales by section", "Total line item", "Exhibit"]
)
def test_amounts_are_numbers_whatever_they_are_headed_by(heading):
    markup = (
        f"<table><tr><th>Name</th><th>{heading}</th></tr>"
        "<tr><td>Oil</td><td>1,594</td></tr><tr><td>Gas</td><td>22</td></tr></table>"
    )
    assert {kind for kind, _ in values_of(markup, 1)} == {ValueKind.NUMBER}


def test_codes_behind_a_stub_that_names_them_stay_text():
    grid = grid_of(table("CUSIP:|594918104|037833100", "Principal|1,000|2,000", "Coupon|5.0%|6.0%"))
    assert [(value.kind, value.text) for value in grid.rows[0].values[1:]] == [
        (ValueKind.TEXT, "594918104"),
        (ValueKind.TEXT, "037833100"),
    ]
    assert grid.rows[1].values[1].number == 1000


def test_an_area_code_before_a_telephone_number_is_no_loss():
    grid = grid_of(table("Call|(415)|555-0100|5,000", "Pay|(415)|300|6,000"))
    assert [row.values[1].kind for row in grid.rows] == [ValueKind.TEXT, ValueKind.NUMBER]


def test_the_end_of_a_range_of_pages_is_no_negative_number():
    markup = (
        "<table><tr><th>Index</th><th colspan=2>Page</th></tr><tr><td>Oil</td><td>22</td><td>-24</td></tr>"
    )
    markup += "<tr><td>Gas</td><td>25</td></tr></table>"
    assert values_of(markup, 2) == [(ValueKind.TEXT, "-24"), None]
    assert values_of(markup, 1)[0] == (ValueKind.NUMBER, "22")


def test_a_raised_exponent_is_neither_a_digit_nor_a_mark():
    markup = OWNERS.replace("12,345", "10<sup>6</sup>").replace("1,234,567", "7<sup>6</sup>")
    assert values_of(markup, 1)[:2] == [(ValueKind.NUMBER, "7"), (ValueKind.TEXT, "10⁶")]


def test_figures_that_stand_one_below_the_other_in_a_cell_are_not_one_number():
    markup = OWNERS.replace("12,345", "12<br>345 678").replace("1,234,567", "24<br>3/8")
    assert {kind for kind, _ in values_of(markup, 1)[:2]} == {ValueKind.TEXT}


def test_years_beside_words_are_a_row_of_headings_too():
    grid = grid_of(table("Lamps|1,000|5%|2,000", "Results|1995|Change|1994", "Oil|3,000|6%|4,000", "||1996|"))
    assert {value.kind for row in grid.rows[1::2] for value in row.values if value} == {ValueKind.TEXT}
    assert grid.rows[2].values[3].number == 4000


STACKED = """<table><tr><th>Owner</th><th>Shares</th><th>Percent</th></tr>
<tr><td>Wick<br>Lamp Funds<br>Oil</td><td>218,267<br>705,675<sup>(1)</sup><br>—</td><td>1.1%<br>3.5%<br>0.4%</td></tr>
<tr><td>Quay<br>Pier</td><td>7</td><td>0.1%</td></tr></table>"""


def test_figures_that_stand_one_below_the_other_become_rows():
    grid = grid_of(STACKED)
    assert [[value and (value.number or value.text) for value in row.values] for row in grid.rows] == [
        ["Wick", 218267, Decimal("1.1")],
        ["Lamp Funds", 705675, Decimal("3.5")],
        ["Oil", "—", Decimal("0.4")],
        ["Quay Pier", 7, Decimal("0.1")],
    ]
    assert len({row.block for row in grid.rows[:3]}) == 1
    assert grid.rows[1].notes == ("(1)",)


@pytest.mark.parametrize("change", [("705,675<sup>(1)</sup><br>", ""), ("1.1%<br>3.5%<br>", "")])
def test_figures_that_stand_one_below_the_other_in_doubt_stay_one_text(change):
    grid = grid_of(STACKED.replace(*change))
    assert len(grid.rows) == 2
    assert grid.rows[0].values[1].kind is ValueKind.TEXT
