"""The list of tables says what each is called, in what unit, on which page, and how large it is."""

from __future__ import annotations

import pytest

from viewer.figures import data_tables
from viewer.figures.unit import is_unit_line, unit_of
from viewer.markup.clean import clean_html
from viewer.markup.outline.heading import Heading

DATA = "<table><tr><td>Lamps</td><td>1,000</td></tr><tr><td>Oil</td><td>2,000</td></tr></table>"


def listed(markup: str):
    return data_tables(clean_html(markup))


def centered(*lines: str) -> str:
    return "".join(f'<p style="text-align:center">{line}</p>' for line in lines)


def test_the_title_is_the_line_that_is_neither_company_nor_period_nor_unit():
    (table,) = listed(
        centered(
            "LANTERN WORKS, INC. AND SUBSIDIARIES",
            "STATEMENTS OF CASH FLOWS (Unaudited)",
            "For the Nine Months Ended September 30, 2024",
            "(In thousands, except per share data)",
        )
        + DATA
    )
    assert table.title == "STATEMENTS OF CASH FLOWS"
    assert table.unit == "In thousands, except per share data"
    assert table.caption[2] == "For the Nine Months Ended September 30, 2024"
    assert (table.number, table.rows, table.columns) == (1, 2, 2)


def test_the_rows_above_the_headings_of_a_table_are_its_title():
    """Filers set company, statement and period into the table; they head no column, and nothing of them is lost."""
    rows = "".join(
        f"<tr><td>{line}<td><td>" for line in ("LANTERN WORKS, INC.", "Balance Sheets", "June 30, 2024")
    )
    years = "<tr><td><td align=center>2024<td align=center>2023"
    spanning = "<tr><td colspan=2>(in thousands, for lamps of all kinds)<td>"
    body = "<tr><td>Lamps<td>1,000<td>2,000<tr><td>Oil<td>30<td>40"
    (table,) = listed(f"{centered('www.lantern.example')}<table>{rows}{spanning}{years}{body}</table>")
    assert table.title == "Balance Sheets"
    assert table.caption[:3] == ("www.lantern.example", "LANTERN WORKS, INC.", "Balance Sheets")
    headings = [column.heading for column in table.grid().columns]
    assert headings[1:] == ["2024", "2023"]
    assert headings[0].startswith("LANTERN WORKS, INC. Balance Sheets June 30, 2024")


def test_what_heads_each_page_of_the_notes_names_none_of_their_tables():
    """The heading of the note does, where nothing else stands above the table."""
    running = centered("LANTERN WORKS, INC.", "Notes to Financial Statements (Continued)", "(in thousands)")
    tree = clean_html(f"<p><b>Note 4. Lamps</b></p><p>{'Many words about it. ' * 30}</p>{running}{DATA}")
    (table,) = data_tables(tree, [Heading("Note 4. Lamps", 1, tree.blocks[0].id)])
    assert (table.title, table.unit) == ("Note 4. Lamps", "in thousands")
    (boxed,) = listed(f"{centered('LANTERN WORKS', 'and Subsidiary Companies')}{centered('| SALES')}{DATA}")
    assert boxed.title == "SALES"


def test_a_sentence_that_introduces_a_table_is_its_title_where_it_has_no_other():
    (table,) = listed(f"<p>Net sales by region were as follows (dollars in millions):</p>{DATA}")
    assert (table.title, table.unit) == ("Net sales by region were as follows", "dollars in millions")


def test_prose_is_no_title():
    (table,) = listed(f"<p>{'We sell lamps in many harbours of the coast. ' * 12}</p>{DATA}")
    assert table.title == ""


def test_a_note_to_the_table_before_is_no_title():
    tables = listed(f"{centered('SALES')}{DATA}<p>(1) Restated.</p>{DATA}")
    assert tables[1].title != "(1) Restated."


def test_a_heading_of_the_outline_names_a_table_that_has_no_caption():
    tree = clean_html(f"<p>Item 5. Sales</p><p>{'Many words about it. ' * 30}</p>{DATA}")
    (table,) = data_tables(tree, [Heading("Item 5. Sales", 1, tree.blocks[0].id)])
    assert table.title == "Item 5. Sales"


def test_a_table_right_behind_another_goes_on_under_its_title():
    first, second = listed(f"{centered('SALES')}{DATA}<p></p>{DATA}")
    assert (first.title, second.title, second.number) == ("SALES", "SALES", 2)


def test_pages_are_counted_by_their_breaks():
    breaking = '<p style="page-break-after:always">1</p>'
    tables = listed(f"{DATA}{breaking}{centered('SALES')}{DATA}")
    assert [table.page for table in tables] == [1, 2]
    assert listed(DATA)[0].page == 0


def test_tables_that_only_set_texts_side_by_side_are_not_listed():
    layout = "<table><tr><td>By: /s/ A. Lamp</td><td>Title: Keeper</td></tr></table>"
    assert [table.number for table in listed(layout + DATA)] == [1]


@pytest.mark.parametrize(
    "line",
    [
        "(In thousands)",
        "In thousands, except per share amounts",
        "(Dollars in millions)",
        "($ in millions, except per share data)",
        "(amounts expressed in thousands of U.S. dollars)",
        "(000's omitted)",
        "(in $000s)",
        "(Stated in U.S. Dollars)",
        "[In millions]",
    ],
)
def test_unit_lines(line):
    assert is_unit_line(line)
    assert unit_of(line) == line.strip("()[]")  # without its brackets


@pytest.mark.parametrize(
    "line",
    [
        "In 2024 we sold lamps.",
        "Thousands of lamps were sold in our shops.",
        "Total",
        "",
        "December 31, 2024",
        "(1)",
    ],
)
def test_no_unit_lines(line):
    assert not is_unit_line(line)
    assert unit_of(line) == ""
