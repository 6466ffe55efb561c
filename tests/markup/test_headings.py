"""Which rows at the top of a table are headings: of its columns, and titles over these."""

from __future__ import annotations

import pytest

from tests.markup.test_table import HEAD, rows
from viewer.markup.clean import clean_html

FRUIT = ("Pears | 10 | 9", "Quinces | 2 | 1")


def headings(markup: str) -> list[list[str]] | None:
    """Return the words of the header rows of the one table, `None` where it is no table of data."""
    (table,) = (block.table for block in clean_html(markup).blocks if block.table)
    return None if table.layout else [[cell.text for cell in row.cells] for row in table.rows if row.header]


def ruled(*lines: str) -> str:
    """Return a table in which every cell has a rule below."""
    return rows(*lines).replace("<td", "<td style='border-bottom:1px solid'")


HEADED = {
    "note marks are not bold": (
        ["<b>Name</b>|<b>Shares</b><sup>(1)</sup>|<b>Share</b>", *FRUIT],
        [["Name", "Shares(1)", "Share"]],
    ),
    "italics": (["<i>Name</i>|<i>Title</i>|<i>Age</i>", *FRUIT], [["Name", "Title", "Age"]]),
    "a title over all columns": (["3*<b>Sales</b>", HEAD, *FRUIT], [["Sales"], ["2012", "2011"]]),
    "titles over the stubs": (
        ["Mill Inc.||", "Balance Sheets||", "|Audited|Audited", "|Jan. 31|Jan. 30", *FRUIT],
        [["Mill Inc."], ["Balance Sheets"], ["Audited", "Audited"], ["Jan. 31", "Jan. 30"]],
    ),
    "units below years": (
        [HEAD, "|2*<i>(In millions)</i>", *FRUIT],
        [["2012", "2011"], ["(In millions)"]],
    ),
    "words above nothing but figures": (["Fruit|Sold|Left", *FRUIT], [["Fruit", "Sold", "Left"]]),
    "several rows above figures": (
        ["Column 1|Column 2|Column 3", "|Sold|Left", *FRUIT],
        [["Column 1", "Column 2", "Column 3"], ["Sold", "Left"]],
    ),
    "a part of the body is none": (["Fruit|Sold|Left", "Fresh:||", *FRUIT], [["Fruit", "Sold", "Left"]]),
    "securities of a cover page": (
        ["Title of each class|Symbol|Exchange", "<b>Common</b>|<b>MILL</b>|<b>NYSE</b>", "<b>Notes</b>|—|<b>NYSE</b>"],
        [["Title of each class", "Symbol", "Exchange"]],
    ),
    "nothing to be stated": (
        ["Due|In 1 year|In 2 years|Later", "Debt|-|-|-", "Leases|-|-|-"],
        [["Due", "In 1 year", "In 2 years", "Later"]],
    ),
    "a part in bold is none": (["<b>Assets</b>||", *FRUIT], []),
    "records": (list(FRUIT), []),
    "contents": (["Summary|iii", "Risks|S-1", "Use of proceeds|12", "Dilution|14"], []),
    "labels": (["Form:|Annual", "Shares:|10", "Holders:|9", "Votes:|8"], []),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), HEADED.values(), ids=HEADED)
def test_headings(lines, expected):
    assert headings(rows(*lines)) == expected


def test_a_heading_with_a_rule_over_the_stubs_alone_is_one():
    markup = rows("<b>Year ending June 30,</b>|", "2012|$10", "2013|9").replace(
        "<td", "<td style='border-bottom:1px solid'", 1
    )
    assert headings(markup) == [["Year ending June 30,"]]


def test_rules_below_every_row_tell_no_heading():
    """In a grid of records ruled throughout, the first record is none of its headings."""
    assert not headings(ruled("Issuer|Mill plc", "Code|AB12", "Place|London", "Zone|GMT"))
    assert headings(ruled("<b>Fund</b>|<b>Range</b>", "Growth|None", "Value|None")) == [["Fund", "Range"]]


def test_a_record_that_goes_on_is_no_heading():
    """Below headings that name the stubs, a row without a stub belongs to the record above it."""
    lines = ["<b>Name</b>|<b>Fund</b>|<b>Range</b>", "|Growth|Over $100", "Ada|Value|$1-$10", "Bo|Value|None"]
    assert headings(rows(*lines)) == [["Name", "Fund", "Range"]]


def test_a_cover_page_is_no_data():
    """What a form asks stands in brackets below the answers: neither are headings, nor their numbers figures."""
    lines = [
        "<b>Delaware</b>|<b>1-5805</b>|<b>2834</b>",
        "(State of incorporation)|(Commission File Number)|(IRS Employer Identification No.)",
        "<b>1 Mill Road</b>||<b>10017</b>",
        "(Address of principal executive offices)||(Zip Code)",
    ]
    assert headings(rows(*lines)) is None


def test_prose_without_a_number_before_it_is_no_heading():
    """A list that goes on from the page before, its numbers before some entries only, begins with an entry."""
    prose = "words of an agreement that go on " * 7
    lines = [f"|{prose}|", f"|{prose}|", "|Description of securities|4.1", "(10)|Material contracts|10.1"]
    assert not headings(rows(*lines))
