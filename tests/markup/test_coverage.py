"""The words that a reader would see are counted apart from how they are rendered."""

from __future__ import annotations

from viewer.markup.clean import clean_html
from viewer.markup.coverage import compared, coverage
from viewer.render.text import render_text

EXHIBIT = """<html><body><p>Net sales <b>ro</b>se.</p><script>var lost = 1</script>
<div style="display:none">hidden fact</div>
<table><tr><td>Products</td><td>$</td><td>1,234</td></tr><tr><td>Services</td><td>&nbsp;</td><td>567</td></tr></table>
<p><font face="Wingdings">&#168;</font> Yes</p></body></html>"""


def text_of(markup: str) -> str:
    return render_text(clean_html(markup)).text


def test_a_whole_text_holds_every_visible_word():
    """Words cut by tags, table cells and glyphs of symbol fonts all count as they are read."""
    found = coverage(EXHIBIT, text_of(EXHIBIT))
    assert (found.share, found.missing) == (1.0, ())
    assert found.visible == 9


def test_a_lost_word_is_named():
    """A word that the text lacks is counted and named."""
    found = coverage(EXHIBIT, text_of(EXHIBIT).replace("Services", ""))
    assert found.missing == ("services",)
    assert found.kept == found.visible - 1


def test_a_word_lost_once_of_twice_is_told():
    """It is not enough that a word stands there somewhere."""
    assert compared("five five six", "five six").missing == ("five",)


def test_what_was_left_out_is_counted():
    """Scripts and hidden words are no loss, but told, with their number of words."""
    reasons = {left.reason: (left.pieces, left.words) for left in coverage(EXHIBIT, "").left_out}
    assert reasons["hidden text"] == (1, 2)
    assert reasons["scripts"][0] == 1


def test_what_a_printer_struck_twice_is_one_word():
    markup = (
        "<pre>\n"
        + "B\bBold words of a report that was printed once, line by line, on a wide sheet\n" * 8
        + "</pre>"
    )
    assert coverage(markup, render_text(clean_html(markup)).text).share == 1


def test_what_is_not_seen_parts_no_word():
    markup = "<p>pe&#8203;ars and fi&#173;gs</p>"
    assert coverage(markup, render_text(clean_html(markup)).text).share == 1.0
