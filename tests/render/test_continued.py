"""Tables that go on behind a page break are told from tables of their own."""

from __future__ import annotations

import pytest

from tests.markup.test_table import HEAD, rows
from viewer.markup.clean import clean_html
from viewer.render.continued import with_continued
from viewer.render.markdown import render_markdown

FIRST = rows(HEAD, "Pears | 10 | 9", "Quinces | 2 | 1")
BREAK = "<hr style='page-break-after:always'>"
MORE = rows("Plums | 3 | 2", "Figs | 4 | 5")


def continued(markup: str) -> list[bool]:
    return [goes_on for _, goes_on in with_continued(clean_html(markup).blocks)]


def test_a_table_goes_on_behind_page_breaks():
    """Its rows follow those of the first, and every block keeps a place."""
    assert continued(FIRST + BREAK + MORE + BREAK + MORE) == [False, True, True, True, True]
    tree = clean_html(FIRST + BREAK + MORE)
    made = render_markdown(tree)
    assert made.text.count("---") == 3
    assert [place.block for place in made.places] == [2, 3, 4, 5, 7, 8]


@pytest.mark.parametrize(
    "after",
    [
        BREAK + FIRST,
        "<p>and</p>" + MORE,
        BREAK + rows("Plums | 3", "Figs | 4"),
        BREAK + rows("Plums | red | 2", "Figs | blue | 5"),
        "<a name=more></a>" + MORE + "<p><a href=#more>on</a></p>",
        rows("State | Number", "(State)|(Number)"),
        BREAK,
        "",
    ],
)
def test_what_has_headings_words_or_columns_of_its_own_goes_not_on(after):
    assert not any(continued(FIRST + after))


def test_the_page_break_before_another_table_stays():
    assert "\n---\n" in render_markdown(clean_html(FIRST + BREAK + FIRST)).text
    assert "\n---\n" in render_markdown(clean_html(FIRST + BREAK + "<p>and</p>")).text
