"""Lines of plain texts and where they end: signatures, what a form asks for, sentences that name an Item."""

from __future__ import annotations

import pytest

from viewer.markup.plain import clean_plain
from viewer.markup.tree import BlockKind

PROSE = """\
    The Company grows pears, quinces and medlars on some forty orchards in
Oregon, and sells them fresh or as preserves. It was founded in 1921 and has
been listed since 1987.

"""


def texts(text: str) -> list[str]:
    return [block.text for block in clean_plain(PROSE + text).blocks[1:]]


@pytest.mark.parametrize(
    "named", ["Part III of this report, and", "Item 7 of this report, and", "Part II, Item 8 and"]
)
def test_a_sentence_that_names_an_item_where_a_line_begins_goes_on(named):
    (said,) = texts(
        f"Further words on the orchards of the Company and its preserves stand in\n{named} elsewhere.\n"
    )
    assert said.endswith(f"preserves stand in {named} elsewhere.")


def test_the_heading_of_an_item_without_a_blank_line_above_is_none_of_a_sentence():
    assert len(texts("The words above end here.\nItem 3. Legal Proceedings\nNone are pending.\n")) > 1


def test_what_a_form_asks_for_stands_below_its_answer():
    said = "1616 East Quince Road, Medlar Springs, Oregon 97201\n(Address of principal executive offices and zip code)"
    assert texts(said) == [said]
    assert texts(
        "N/A\n(Former name or former address, if changed since last report)\nExhibit Index on Page 4"
    ) == ["N/A\n(Former name or former address, if changed since last report)\nExhibit Index on Page 4"]


def test_brackets_that_fill_a_line_of_a_paragraph_are_part_of_its_sentence():
    text = "On pages F-1, F-8, F-9, F-13, F-14, F-15, F-16, F-17 and F-18\n(Annual Report pages 25, 32, 33)\n"
    assert (
        "\n"
        not in texts(
            text + ("of the printed report, to which these words belong, there stand pictures of it.\n" * 3)
        )[0]
    )


def test_names_and_titles_of_those_who_sign_keep_their_lines():
    signed = (
        "Name: Ada B. Whitcombe-Sorb",
        "Title: Managing Member",
        "Address: 77 West Quince Row, Suite 40",
        "Telephone: 503-555-0100",
        "Telecopy: 503-555-0101",
    )
    assert texts("\n".join(signed)) == ["\n".join(signed)]
    lines = ("By: /s/ Ada B. Whitcombe-Sorb, Manager", "Date: August 17, 1994")
    assert texts("".join(f"{' ' * 30}{line}\n" for line in lines)) == ["\n".join(lines)]


def test_a_word_with_a_colon_in_a_long_sentence_begins_no_line():
    text = "The parties may at any time end this agreement, and all in it, before the Closing\nDate: then it ends.\n"
    assert texts(text) == [" ".join(text.split())]


def test_items_numbered_with_a_dash_behind_are_paragraphs():
    text = "".join(
        f"                 4({letter}) -   Form of the certificate that establishes the terms\n"
        "                          of the notes due February 1, with the form of the\n"
        "                          note attached\n\n"
        for letter in "fg"
    )
    assert BlockKind.PREFORMATTED not in [block.kind for block in clean_plain(PROSE + text).blocks]


def test_an_exhibit_numbered_with_a_letter_is_an_item_of_the_list():
    text = "10.16a         Amendment to the loan agreement of the Company, dated as of\n               May 1, 1999.\n"
    (block,) = clean_plain(PROSE + text).blocks[1:]
    assert (block.kind, block.marker) == (BlockKind.ITEM, "10.16a")


def test_a_line_stretched_by_many_blanks_is_prose_though_it_ends_short_of_the_edge():
    text = """\
The   Company  designs,  grows  and  markets  pears,  quinces and medlars
primarily   to  households,  schools,  restaurants,  and to the kitchens.
Company operates  in one    principal   industry   segment   across
geographically   diverse marketplaces.
"""
    assert texts(text) == [" ".join(text.split())]


def test_a_paragraph_behind_its_heading_and_a_gap_is_prose():
    text = """\
INTEREST     The following table sets forth the components of consolidated
interest expense of the Company, net of what was earned:
"""
    assert texts(text) == [" ".join(text.split())]


def test_headings_of_columns_side_by_side_are_kept():
    text = """\
ON THE JANUARY 1*       YOUR COVERAGE BEFORE THE AGE OF 65 IS REDUCED SO
AFTER YOU REACH...
"""
    assert clean_plain(PROSE + text).blocks[-1].kind is BlockKind.PREFORMATTED


def test_names_one_below_the_other_keep_their_lines_though_a_few_are_long():
    names = (
        "A & Z Builders, Inc. (Texas)",
        "Medlar Crew Consulting Engineers of New Jersey, Inc. (New Jersey)",
        "Quince Industrial Electrical Company, Inc. (Delaware)",
        "SORBPLAST (Germany)",
        "Pe.Ra S.r.l. (Italy)",
        "Portland Pump Systems, Inc. (California)",
        "Applied Pomology (United Kingdom)",
    )
    assert texts("\n".join(names)) == ["\n".join(names)]


def test_a_name_stands_below_what_its_bearer_signed_with():
    signed = "/s/ Whitcombe Medlar & Co.\nWHITCOMBE MEDLAR & CO."
    assert texts("".join(f"{' ' * 39}{line}\n" for line in signed.splitlines())) == [signed]


def test_a_rule_in_the_last_column_does_not_part_the_lines_of_a_form():
    text = """\
   NUMBER OF      7.   SOLE DISPOSITIVE POWER:
     SHARES            0
      WITH        --------------------------------------------------
     POWER        8.   SHARED VOTING POWER:
      WITH:            0
                  --------------------------------------------------
                  9.   SHARED DISPOSITIVE POWER:
                       81,988
"""
    (block,) = clean_plain(PROSE + text).blocks[1:]
    assert block.kind is BlockKind.PREFORMATTED


def test_an_item_and_the_letter_behind_it_do_not_stand_in_columns():
    assert texts("Item 1.     (a)   Name of Issuer:\n") == ["Item 1. (a) Name of Issuer:"]
