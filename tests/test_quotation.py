"""Words and their citation as plain text, Markdown and HTML: the words as they are, the source below them."""

from __future__ import annotations

from viewer.citation import Citation
from viewer.quotation import Quotation

SOURCE = Citation("Mill Co, Form 8-K filed 2021-03-04, EX-99.1, paragraph 7", "https://www.sec.gov/a/b.htm")


def test_words_stand_above_their_citation():
    made = Quotation(SOURCE, "Sales *rose*.\n\nNo. 5 <b>fell</b>.\n")
    assert made.text == f"Sales *rose*.\n\nNo. 5 <b>fell</b>.\n\n{SOURCE.text}\n"
    assert made.markdown == f"> Sales \\*rose\\*.\n>\n> No. 5 \\<b>fell\\</b>.\n>\n> — {SOURCE.markdown}\n"
    assert made.html == (
        "<blockquote><p>Sales *rose*.</p><p>No. 5 &lt;b&gt;fell&lt;/b&gt;.</p></blockquote>\n"
        f"<p>— {SOURCE.html}</p>\n"
    )


def test_marked_words_are_taken_for_the_html():
    assert (
        "<blockquote>Sales <i>rose</i></blockquote>"
        in Quotation(SOURCE, "Sales rose", "Sales <i>rose</i>").html
    )


def test_rows_become_a_table_of_markdown():
    made = Quotation(SOURCE, "Sales:\n\n\t2004\t2003\nCash | bank\t1\t2\n\nThe end.")
    lines = made.markdown.split("\n")
    assert lines[:7] == [
        "> Sales:", ">", "> |  | 2004 | 2003 |", "> | --- | --- | --- |", "> | Cash \\| bank | 1 | 2 |", ">",
        "> The end.",
    ]  # fmt: skip


def test_columns_of_spaces_are_kept_in_a_fixed_font():
    words = "Cash       1,234\n```x"
    assert f"<pre>{words}</pre>" in Quotation(SOURCE, words).html
    assert Quotation(SOURCE, words).markdown.startswith(
        "> ````\n> Cash       1,234\n> ```x\n> ````\n>\n> — ["
    )


def test_without_words_it_is_the_citation_alone():
    made = Quotation(SOURCE)
    assert (made.text, made.markdown, made.html) == (SOURCE.text, SOURCE.markdown, SOURCE.html)
