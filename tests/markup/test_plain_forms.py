"""Plain texts of forms: blanks to be filled in, ticks, rules below names, stars that notes explain."""

from __future__ import annotations

import time

import pytest

from viewer.markup.plain import clean_plain
from viewer.markup.tree import Block, BlockKind
from viewer.render.text import render_text

COVER = """\
     Indicate by check mark whether the registrant (1) has filed all reports
required to be filed during the preceding 12 months, and (2) has been subject
to such filing requirements for the past 90 days.  {ticked}
"""


def blocks(text: str) -> tuple[Block, ...]:
    return clean_plain(text).blocks


@pytest.mark.parametrize(
    ("ticked", "said"),
    [
        ("Yes  X    No\n                                                        ---      ---", "Yes X No"),
        ("Yes   [X]     No   [  ]", "Yes [X] No [ ]"),
        ("Yes  /X/     No  / /", "Yes /X/ No / /"),
        ("Yes     X     No     .", "Yes X No ."),
    ],
)
def test_a_tick_between_yes_and_no_does_not_make_columns_of_its_paragraph(ticked, said):
    (block,) = blocks(COVER.format(ticked=ticked))
    assert block.kind is BlockKind.PARAGRAPH
    assert block.text.startswith(
        "Indicate by check mark whether the registrant (1) has filed all reports required"
    )
    assert block.text.endswith(f"the past 90 days. {said}")
    assert (
        render_text(clean_plain(COVER.format(ticked=ticked))).text.strip()
        == COVER.format(ticked=ticked).strip()
    )


def test_dates_to_be_filled_in_stay_open_in_their_sentence():
    text = (
        "[ ]  TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES\n"
        "     EXCHANGE ACT OF 1934 FOR THE TRANSITION PERIOD FROM            TO\n"
        "                                                        ----------    ---------\n"
    )
    (block,) = blocks(text)
    assert (block.kind, block.marker) == (BlockKind.ITEM, "[ ]")
    assert block.text.split()[-2:] == ["FROM", "TO"]
    assert "FROM" + 12 * "\xa0" + "TO" in block.text


def test_two_columns_of_words_keep_their_lines_although_one_says_yes():
    text = (
        "Answer              Number of orchards\nYes                 14\nNo                  3 and a half\n"
    )
    assert all(block.kind is not BlockKind.PARAGRAPH for block in blocks(text))


def test_a_rule_below_the_name_of_who_signed_is_no_rule_across_the_page():
    text = (
        "                              By:  /s/ Ada B. Whitcombe\n"
        "                                   ------------------------\n"
        "                                   Ada B. Whitcombe\n"
        "                                   President\n"
    )
    signed, name = blocks(text)
    assert signed.text == "By: /s/ Ada B. Whitcombe"
    assert signed.runs[0].style.underline
    assert name.text == "Ada B. Whitcombe\nPresident"


def test_a_rule_as_long_as_the_first_line_of_a_title_underlines_it():
    (block,) = blocks(
        "ITEM 5.  MARKET FOR REGISTRANT'S COMMON EQUITY AND RELATED STOCKHOLDER\n"
        "         MATTERS\n"
        "----------------------------------------------------------------------\n"
    )
    assert block.kind is BlockKind.PARAGRAPH
    assert block.runs[0].style.underline


def test_a_rule_across_the_page_behind_a_note_stays_a_rule():
    text = (
        "(a) Includes advances to the growers of pears, quinces and medlars at year end, of\n"
        "    $1.2 million.\n"
        "----------------------------------------------------------------------------------\n"
    )
    assert blocks(text)[-1].kind is BlockKind.RULE


NOTE = "*   Less than one percent of the shares that were outstanding at year end.\n"


def test_a_star_that_a_figure_above_has_marks_a_note():
    note = blocks("The yield of the orchards was 8.42%* in that year.\n\n" + NOTE)[-1]
    assert (note.kind, note.marker) == (BlockKind.PARAGRAPH, "")
    assert note.text.startswith("* Less than one percent")


def test_a_star_by_itself_in_a_column_above_marks_a_note():
    rows = "Ada B. Whitcombe        12,400        1.2%\nIgnaz Medlar               310          *\n"
    note = blocks("                        Shares      Percent\n" + rows + "\n" + NOTE)[-1]
    assert note.text.startswith("* Less than one percent")


def test_stars_below_each_other_are_bullets_and_so_is_one_that_nothing_refers_to():
    listed = blocks("The plan*:\n\n*   pears of all kinds\n\n*   quinces\n")
    assert [block.marker for block in listed] == ["", "*", "*"]
    assert blocks("The plan:\n\n" + NOTE)[-1].marker == "*"


def test_two_stars_are_a_note():
    assert blocks("Words on pears.\n\n**  Filed herewith.\n")[-1].text == "** Filed herewith."


def test_stars_across_a_line_are_a_rule():
    assert blocks("Words.\n\n                *       *       *\n\nMore words.\n")[1].kind is BlockKind.RULE


def test_items_in_the_middle_of_the_page_are_items():
    text = (
        "The meeting is held for the following purposes:\n\n"
        "         1.       To elect three directors to serve for a term of three years.\n\n"
        "         2.       To transact such other business as may properly come before\n"
        "                  the meeting or any adjournment.\n"
    )
    listed = blocks(text)[1:]
    assert [(block.kind, block.marker) for block in listed] == [
        (BlockKind.ITEM, "1."),
        (BlockKind.ITEM, "2."),
    ]
    assert listed[1].text == (
        "To transact such other business as may properly come before the meeting or any adjournment."
    )


def test_a_numbered_title_in_the_middle_of_the_page_stays_a_title():
    (title,) = blocks("              12.   ADJUSTMENTS UPON CHANGES IN CAPITALIZATION OR MERGER\n")
    assert title.kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "line", ["Yes" + 400_000 * " ", "Yes   " + 400_000 * "_", 100_000 * "Yes   ", 100_000 * "from   "]
)
def test_long_lines_with_blanks_to_be_filled_in_are_read_once(line):
    start = time.process_time()
    assert render_text(clean_plain(f"Words.\n{line}x\n---   ---\n")).text.count("x") == 1
    assert time.process_time() - start < 15
