"""Typewriting with a blank line behind each line is set anew as paragraphs; lines of their own stay so."""

from __future__ import annotations

from viewer.markup.plain import clean_plain
from viewer.render.text import render_text

LETTER = """\
     We had a good year.  Yields rose 5% and earnings rose 11%.  Your board

voted to increase the dividend to $.24 per share.  We thank our people

and our customers, and we look forward to the coming year with some

confidence.

     The year began slowly.  In the first quarter a frost at the orchards

cost us nearly three weeks of picking.

     The remaining three quarters were strong.
"""


def texts(text: str) -> list[str]:
    return [block.text for block in clean_plain(text).blocks]


def test_full_lines_with_a_blank_line_behind_each_are_one_paragraph_up_to_one_that_is_set_in():
    assert texts(LETTER) == [
        "We had a good year. Yields rose 5% and earnings rose 11%. Your board voted to increase the dividend to "
        "$.24 per share. We thank our people and our customers, and we look forward to the coming year with some "
        "confidence.",
        "The year began slowly. In the first quarter a frost at the orchards cost us nearly three weeks of picking.",
        "The remaining three quarters were strong.",
    ]
    assert render_text(clean_plain(LETTER)).text.strip() == LETTER.strip()


def test_sentences_of_a_line_each_stay_by_themselves():
    said = [
        f"The orchard of lot {lot} bears pears, quinces and medlars in nearly all of its rows."
        for lot in range(9)
    ]
    assert texts("\n\n".join(said)) == said


def test_two_full_lines_alone_tell_nothing_of_how_a_text_is_typed():
    said = [
        "PEARS, QUINCES AND MEDLARS OF THE ORCHARDS IN THE VALLEY OF THE RIVER OF WHICH",
        "THIS REPORT TELLS",
    ]
    assert texts("\n\n".join(said)) == said
