"""Texts in columns below ruled headings, without tags: tables where rows and columns are sure, else as filed."""

from __future__ import annotations

import time

import pytest

from viewer.markup.plain import clean_plain
from viewer.markup.tree import BlockKind, Border, Table
from viewer.render.text import render_text


def tables(text: str) -> list[Table]:
    return [block.table for block in clean_plain(text).blocks if block.table]


def rows_of(table: Table) -> list[list[str]]:
    rows = []
    for row in table.rows:
        cells = [""] * table.columns
        for cell in row.cells:
            cells[cell.column] = cell.text
        rows.append(cells)
    return rows


PLACES = """\
     Location                     Products             Square Feet    Owned/Leased
     --------                     --------             -----------    ------------
     Erie, Pennsylvania           Pears                  1,200,000       Owned
     Lorain, Ohio                 Quinces                  640,000       Leased
     Sharon, Pennsylvania         Medlars in jars          310,000       Owned
"""

EXHIBITS = """\
Exhibit
Number       Description                                                   Page
-------      -----------                                                   ----

 4.1         Certificate of Incorporation of the Company (incorporated
             by reference to Exhibit 3.1 to the Form 10-K for 1994).

 5           Opinion of Barrow & Finch LLP.                                  8

 23.1        Consent of Barrow & Finch LLP (included in Exhibit 5).

The words below the table stand across all of its columns, as words of a text do.
"""

SIGNERS = """\
         Signature                         Title                      Date
         ---------                         -----                      ----

/s/ ADA B. WHITCOMBE         Chairman of the Board, Chief         March 21, 1997
-------------------------    Executive Officer and Director
    Ada B. Whitcombe         (Principal Executive Officer)

/s/ IGNAZ MEDLAR             Vice President - Finance             March 21, 1997
-------------------------    (Principal Financial and
    Ignaz Medlar             Accounting Officer)
"""


def test_lines_below_ruled_headings_are_rows():
    (table,) = tables(PLACES)
    assert rows_of(table)[0] == ["Location", "Products", "Square Feet", "Owned/Leased"]
    assert rows_of(table)[3] == ["Sharon, Pennsylvania", "Medlars in jars", "310,000", "Owned"]
    assert [row.header for row in table.rows] == [True, False, False, False]


def test_what_stands_between_blank_lines_is_a_row_where_texts_go_on():
    (table,) = tables(EXHIBITS)
    assert rows_of(table) == [
        ["Exhibit\nNumber", "Description", "Page"],
        [
            "4.1",
            "Certificate of Incorporation of the Company (incorporated by reference to Exhibit 3.1 to the Form "
            "10-K for 1994).",
            "",
        ],
        ["5", "Opinion of Barrow & Finch LLP.", "8"],
        ["23.1", "Consent of Barrow & Finch LLP (included in Exhibit 5).", ""],
    ]


def test_those_who_sign_stand_beside_their_title_and_the_date():
    (table,) = tables(SIGNERS)
    assert rows_of(table)[1:] == [
        [
            "/s/ ADA B. WHITCOMBE\nAda B. Whitcombe",
            "Chairman of the Board, Chief Executive Officer and Director (Principal Executive Officer)",
            "March 21, 1997",
        ],
        [
            "/s/ IGNAZ MEDLAR\nIgnaz Medlar",
            "Vice President - Finance (Principal Financial and Accounting Officer)",
            "March 21, 1997",
        ],
    ]


@pytest.mark.parametrize("text", [PLACES, EXHIBITS, SIGNERS, "Words.\n\n\n" + EXHIBITS + "\n\nWords.\n"])
def test_the_text_has_the_lines_as_filed(text):
    said = render_text(clean_plain(text)).text
    assert said.strip() == text.replace("\n\n\n", "\n\n").strip()


@pytest.mark.parametrize(
    "row",
    [
        "     $.01 per share               of several kinds       1,100,000       Owned\n",
        "     and elsewhere                Apples                 1,100,000       Owned\n",
    ],
)
def test_rows_that_may_go_on_stay_as_filed(row):
    assert not tables(PLACES + row.replace("$.01 per", "of one ") + row)


def test_words_across_the_columns_of_a_row_leave_all_as_filed():
    assert not tables(
        PLACES.replace("Pears                  1,200,000", "Pears and quinces of 1,200,000 trees")
    )


def test_headings_below_others_that_stand_over_several_columns_stay_as_filed():
    above = "                                            What grows, and where it does\n"
    assert not tables(above + PLACES)


PAIR = """\
/s/ Ada B. Whitcombe                        /s/ Ignaz Medlar
---------------------------                 ---------------------------
Ada B. Whitcombe                            Ignaz Medlar
Director                                    Vice President, Treasurer and
March 21, 1997                              Chief Financial Officer
"""


@pytest.mark.parametrize("text", [PAIR, PAIR.replace("/s/ ", "")])
def test_two_who_sign_stand_beside_each_other_over_their_offices(text):
    (table,) = tables(text)
    assert table.layout
    assert not any(row.header for row in table.rows)
    assert rows_of(table)[1] == [
        "Ada B. Whitcombe\nDirector\nMarch 21, 1997",
        "Ignaz Medlar\nVice President, Treasurer and\nChief Financial Officer",
    ]
    assert [cell.below for cell in table.rows[0].cells] == [Border.SINGLE, Border.SINGLE]
    assert render_text(clean_plain(text)).text.strip() == text.strip()


def test_what_follows_those_who_sign_without_a_blank_line_is_not_theirs():
    blocks = clean_plain(PAIR + "Report of whoever keeps the orchards:\n").blocks
    assert [block.kind for block in blocks] == [BlockKind.TABLE, BlockKind.PARAGRAPH]


@pytest.mark.parametrize("place", range(4))
def test_lines_wider_than_any_page_are_read(place):
    lines = PAIR.split("\n")[:4]
    lines[place] += 300 * " " + "-----"
    said = render_text(clean_plain("\n".join(lines))).text
    assert said.split() == " ".join(lines).split()


SUBSIDIARIES = """\
                                        Jurisdiction of
Name                                    Incorporation

Orchard Pears A. B.                     Sweden
Orchard Pears France S.A.R.L.           France
Medlars (UK) Ltd.                       United Kingdom
"""


def test_headings_without_rules_are_told_by_what_such_columns_are_called():
    (table,) = tables("                 SUBSIDIARIES OF THE COMPANY\n\n" + SUBSIDIARIES)
    assert rows_of(table) == [
        ["Name", "Jurisdiction of\nIncorporation"],
        ["Orchard Pears A. B.", "Sweden"],
        ["Orchard Pears France S.A.R.L.", "France"],
        ["Medlars (UK) Ltd.", "United Kingdom"],
    ]
    assert [row.header for row in table.rows] == [True, False, False, False]


BODY = SUBSIDIARIES.split("\n\n")[1]


@pytest.mark.parametrize(
    "over",
    [
        "Ada B. Whitcombe                        12 River Street",
        "and the name of                         its jurisdiction",
        "The names end here.                     Jurisdictions",
        "1996                                    1995",
        "Name                    Jurisdiction",
        "/s/ Ada B. Whitcombe                    /s/ Ignaz Medlar",
    ],
)
def test_other_words_over_two_columns_are_no_headings(over):
    assert not tables(f"{over}\n\n{BODY}")


def test_those_who_sign_below_headings_without_rules_have_a_row_each():
    (table,) = tables(
        "Signature                   Title                  Date\n\n\n"
        "/s/ Ada B. Whitcombe*   Principal Executive    May 25, 1995\n"
        "Ada B. Whitcombe        Officer and Director\n\n\n"
        "/s/ Ignaz Medlar*       Director               May 25, 1995\n"
        "Ignaz Medlar\n\n\n"
        "/s/ Juno Sorb-Mispel*     Director             May 25, 1995\n"
        "Juno Sorb-Mispel\n"
    )
    assert rows_of(table)[1:3] == [
        [
            "/s/ Ada B. Whitcombe*\nAda B. Whitcombe",
            "Principal Executive Officer and Director",
            "May 25, 1995",
        ],
        ["/s/ Ignaz Medlar*\nIgnaz Medlar", "Director", "May 25, 1995"],
    ]
    assert len(table.rows) == 4


def test_a_title_in_the_middle_of_the_page_below_a_table_is_not_of_it():
    blocks = clean_plain(
        SUBSIDIARIES + "\n                                        SIGNATURES\n\nWords.\n"
    ).blocks
    assert [block.kind for block in blocks] == [BlockKind.TABLE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
    assert blocks[1].text == "SIGNATURES"


def test_fewer_than_three_rows_below_headings_without_rules_stay_as_filed():
    assert not tables("\n".join(SUBSIDIARIES.split("\n")[:5]))


def test_many_headings_over_columns_that_cannot_be_told_cost_no_more_than_their_lines():
    said = "Name                Title\n\nAda B. Whitcombe    Chairman of the\n$.01 pears          and quinces\n\n"
    start = time.process_time()
    assert render_text(clean_plain(said * 8_000)).text.count("Whitcombe") == 8_000
    assert time.process_time() - start < 30
