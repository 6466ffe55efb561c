"""A judge that finds no fault is worthless: figures are full for a faithful rendering, and fall for a damaged one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from benchmarks.fidelity import browser, short_of, worse
from benchmarks.fidelity.damage import IN_MARKDOWN, IN_TEXT
from benchmarks.fidelity.judge import Figures, judged
from benchmarks.fidelity.matching import Match, matched
from benchmarks.fidelity.shown import Shown
from benchmarks.fidelity.words import words_of
from benchmarks.fidelity.written import read_markdown, read_text

PAGE = b"""<!DOCTYPE html><html><head><style>td { padding: 1px 6px } .n { text-align: right }</style></head><body>
<p>Northfield Instruments reports better results after selling optical parts in the quarter that ended.</p>
<p>The company sold its business in optical parts<br>to a buyer that is not related to any of its directors.</p>
<p style="display:none">Nobody ever sees these words of the page, wherever they stand.</p>
<ol start="3"><li>To elect nine directors of the company, each for a term of one year.</li></ol>
<table><tr><td></td><th class="n">2025</th><td></td><th class="n">2024</th></tr>
<tr><td>Revenue from optical parts</td><td class="n">$41,250</td><td></td><td class="n">$38,900</td></tr>
<tr><td>Revenue from services</td><td class="n">9,310</td><td></td><td class="n">8,770<sup>1</sup></td></tr>
<tr><td>Loss from sale</td><td class="n">(1,205)</td><td></td><td class="n">(310)</td></tr>
<tr><td>Total</td><td class="n">49,355</td><td></td><td class="n">47,360</td></tr></table>
<table><tr><td>$</td><td class="n">12,400</td>
<td>for parts that are kept in the warehouse at the end of the year</td></tr></table>
<p><font face="Wingdings">&#254;</font> Annual report <font face="Wingdings">o</font> Transition report</p>
<table><tr><td>Anna Ek<br>12 Mill Road<br>Springfield</td><td>Bo Lind<br>9 High Street<br>Riverton</td></tr></table>
</body></html>"""
TEXT = """\
Northfield Instruments reports better results after selling optical parts in the quarter that ended.

The company sold its business in optical parts
to a buyer that is not related to any of its directors.

3. To elect nine directors of the company, each for a term of one year.

                               2025      2024
Revenue from optical parts  $41,250   $38,900
Revenue from services         9,310     8,770\u00b9
Loss from sale               (1,205)     (310)
Total                        49,355    47,360

$12,400  for parts that are kept in the warehouse at the end of the year

☑ Annual report ☐ Transition report

Anna Ek       Bo Lind
12 Mill Road  9 High Street
Springfield   Riverton
"""
MARKDOWN = """\
Northfield Instruments reports better results after selling optical parts in the quarter that ended.

The company sold its **business** in optical parts\\
to a buyer that is not related to any of its directors.

3. To elect nine directors of the company, each for a term of one year.

|  | 2025 | 2024 |
| --- | ---: | ---: |
| Revenue from optical parts | \\$41,250 | \\$38,900 |
| Revenue from services | 9,310 | 8,770<sup>1</sup> |
| Loss from sale | (1,205) | (310) |
| Total | 49,355 | 47,360 |

\\$12,400\u2003\u2003for parts that are kept in the warehouse at the end of the year

☑ Annual report ☐ Transition report

Anna Ek\\
12 Mill Road\\
Springfield

Bo Lind\\
9 High Street\\
Riverton
"""
# The figures that each kind of damage has to lower.
EXPECTED = {
    "word lost": {"recall", "paragraphs"},
    "word doubled": {"precision", "paragraphs"},
    "words exchanged": {"recall", "precision", "paragraphs"},
    "words glued": {"recall", "precision", "paragraphs"},
    "word invented": {"precision", "paragraphs"},
    "paragraph cut": {"paragraphs"},
    "figure lost": {"recall", "rows"},
    "digit wrong": {"recall", "precision", "rows"},
    "figures exchanged": {"rows"},
    "box lost": {"boxes"},
    "box ticked": {"boxes"},
    "sign parted": {"lone"},
    "bracket lost": {"recall", "rows"},
    "row broken": {"rows"},
    "cells moved": {"columns", "rows"},
    "header lost": {"recall", "tables"},
    "cell added": {"tables"},
}


ASK = """
import sys, pathlib
from benchmarks.fidelity import browser
browser.KEPT = pathlib.Path(sys.argv[1])
browser.ask([pathlib.Path(sys.argv[2]).read_bytes()])
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Ask the browser, in a process of its own, what it shows of the page."""
    folder = tmp_path_factory.mktemp("kept")
    exhibit = folder / "exhibit.htm"
    exhibit.write_bytes(PAGE)
    project = Path(__file__).parents[2]
    asked = [sys.executable, "-c", ASK, str(folder), str(exhibit)]
    subprocess.run(asked, cwd=project, check=True, capture_output=True, timeout=120)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browser, "KEPT", folder)
        return browser.shown(PAGE)


def test_browser_tells_lines_cells_and_places(page):
    """Hidden words are not shown, list numbers and ticked boxes are, raised digits stand apart."""
    lines = {line.text.strip(): line for line in page.lines}
    assert not any("Nobody" in text for text in lines)
    assert any(text.startswith("3. To elect") for text in lines)
    assert "☑ Annual report ☐ Transition report" in lines
    assert lines["8,770¹"].edge < lines["8,770¹"].right
    assert lines["Total"].is_beside(lines["49,355"])
    assert page.cells[lines["Total"].cell].row == page.cells[lines["47,360"].cell].row
    assert page.cells[lines["2025"].cell].heading


@pytest.mark.parametrize(("read", "rendering"), [(read_text, TEXT), (read_markdown, MARKDOWN)])
def test_a_faithful_rendering_lacks_nothing(page, read, rendering):
    figures = judged(page, read(rendering))
    assert figures.lost == ()
    assert short_of(figures) == []
    assert (figures.recall, figures.precision, figures.paragraphs, figures.rows) == (1, 1, 1, 1)
    assert (figures.columns, figures.boxes, figures.lone) == (1, 1, 0)


@pytest.mark.parametrize("kind", IN_TEXT)
def test_damaged_texts_are_noticed(page, kind):
    _assert_noticed(page, read_text, TEXT, IN_TEXT[kind], EXPECTED.get(kind, set()))


@pytest.mark.parametrize("kind", IN_MARKDOWN)
def test_damaged_markdowns_are_noticed(page, kind):
    _assert_noticed(page, read_markdown, MARKDOWN, IN_MARKDOWN[kind], EXPECTED.get(kind, set()))


def _assert_noticed(page, read, rendering, damage, expected):
    whole, seen = judged(page, read(rendering)), 0
    for seed in range(5):
        damaged = damage(rendering, Random(seed))
        if damaged is None or damaged == rendering:
            continue
        seen += 1
        found = set(worse(whole, judged(page, read(damaged))))
        assert found, damaged
        assert expected & found, (found, damaged)
    assert seen or not expected, "the page has nothing to be damaged so"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("directors.\n\n3.", "directors. 3.", "paragraphs"),
        ("parts\nto a buyer", "parts to a buyer", "paragraphs"),
        ("Revenue from services         9,310 ", "Revenue from services        9,310  ", "columns"),
        ("Anna Ek       Bo Lind\n12 Mill Road", "Anna Ek       Bo 12 Mill Lind\nRoad", "recall"),
        (
            "Total                        49,355    47,360",
            "Total\n                             49,355    47,360",
            "rows",
        ),
        ("(1,205)     (310)", "(1,205)\n     (310)", "rows"),
        ("   2025      2024", "                 ", "recall"),
        ("Springfield", "Spring\x85field", "lone"),
    ],
)
def test_what_damage_of_texts_means(page, before, after, expected):
    assert before in TEXT
    assert expected in worse(
        judged(page, read_text(TEXT)), judged(page, read_text(TEXT.replace(before, after, 1)))
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("|  | 2025 | 2024 |\n", "|  |  |  |\n", "tables"),
        ("|  | 2025 | 2024 |\n| --- | ---: | ---: |\n| Rev", "|  | 2025 | 2024 |\n\n| Rev", "tables"),
        ("| Total | 49,355 | 47,360 |", "| Total |  | 49,355 47,360 |", "columns"),
        ("| 9,310 | 8,770", "| 8,770 | 9,310", "rows"),
        ("☑ Annual", "\\[x\\] Annual", "boxes"),
        ("**business**", "busi**ness** ", "no"),
        ("| Loss from sale | (1,205) |", "| Loss from sale | (1,205 ) |", "lone"),
    ],
)
def test_what_damage_of_markdown_means(page, before, after, expected):
    """Emphasis within a word is no damage; the rest is."""
    assert before in MARKDOWN
    damaged = judged(page, read_markdown(MARKDOWN.replace(before, after, 1)))
    found = worse(judged(page, read_markdown(MARKDOWN)), damaged)
    assert found == [] if expected == "no" else expected in found


def test_a_header_of_amounts_is_invented():
    """A row of figures that the page does not set as headings is no header, years and headings are."""
    words = [("Rent", 0, 0), ("410", 90, 0), ("Salaries", 0, 20), ("1,250", 90, 20)]
    answer = {
        "lines": [
            [text, left, top, left + 40, top + 12, 12, 40, cell, cell, 0, 0, (left + 40) * text[0].isdigit()]
            for cell, (text, left, top) in enumerate(words)
        ],
        "cells": [
            [0, 0, 0, 80, 15, 0],
            [0, 80, 0, 130, 15, 0],
            [1, 0, 20, 80, 35, 0],
            [1, 80, 20, 130, 35, 0],
        ],
        "rows": [[0, 0, -1], [0, 0, -1]],
    }
    shown = Shown.read(answer)
    rows = "| Salaries | 1,250 |\n"
    blank = judged(shown, read_markdown("|  |  |\n| --- | ---: |\n| Rent | 410 |\n" + rows))
    taken = judged(shown, read_markdown("| Rent | 410 |\n| --- | ---: |\n" + rows))
    assert (blank.tables, taken.tables) == (1, 0)


FULL = "The company sold all of its business in optical"
LAST = "parts to a buyer whom none of us has ever known."
SHORT = "It did so at the end of May,"


@pytest.mark.parametrize(
    ("first", "second", "letter", "gap", "kept"),
    [
        (FULL, LAST, 6, 0, 1.0),
        (SHORT, LAST, 6, 0, 0.0),  # it stops short
        (FULL, LAST, 6, 12, 0.0),  # room below it
        (FULL, LAST, 5, 0, 0.0),  # letters of a printer
    ],
)
def test_typewritten_lines_may_be_joined_where_the_typist_broke_a_paragraph(first, second, letter, gap, kept):
    lines = [
        [text, 8, top, 8 + letter * len(text), top + 12, 10, letter * len(text), -1, place, 0, 0, 0]
        for place, (text, top) in enumerate([(first, 0), (second, 12 + gap)])
    ]
    shown = Shown.read({"lines": lines, "cells": [], "rows": []})
    assert judged(shown, read_text(f"{first} {second}\n")).paragraphs == kept
    assert judged(shown, read_text(f"{first}\n{second}\n")).paragraphs == 1


def test_nothing_written_is_all_lost(page):
    figures = judged(page, read_text(""))
    assert (figures.recall, figures.paragraphs, figures.rows, figures.boxes) == (0, 0, 0, 0)
    assert judged(Shown([]), read_text("")) == Figures(1.0, 1.0, None, None, None, None, None, 0)


def test_words_are_matched_in_order_as_many_as_can_be():
    random = Random(7)
    for _ in range(200):
        one, other = (random.choices("abcd", k=random.randrange(14)) for _ in range(2))
        places = [place for place in matched(one, other) if place >= 0]
        assert places == sorted(set(places))
        assert all(place < 0 or one[at] == other[place] for at, place in enumerate(matched(one, other)))
    assert matched(list("abcd"), list("axcd")) == [0, -1, 2, 3]


def test_lines_side_by_side_are_matched_in_any_order():
    match = Match(list("<12ab>"), list("<a1b2>"))
    match.rearrange([range(1, 2), range(2, 3), range(3, 4), range(4, 5)])
    assert match.places == [0, 2, 4, 1, 3, 5]


def test_words_are_folded_but_not_lost():
    assert [word.text for word in words_of("Ｆull-text: $1,250\xad ½ __ ☒ “quoted” ﬁne")] == (
        ["full", "text", "$", "1", "250", "1⁄2", "☒", "quoted", "fine"]
    )
