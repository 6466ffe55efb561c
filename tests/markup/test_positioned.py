"""Words that a converter of printed pages set at places read as the paragraphs and tables that were printed."""

from __future__ import annotations

import pytest

from tests.markup.sketch import sketch
from viewer.markup.clean import clean_html
from viewer.markup.coverage import coverage
from viewer.render.text import render_text

PROSE = (
    (100, "The group runs eleven harbours on two coasts, and each of them is led"),
    (114, "by a harbour master who answers to the board for its berths, for its"),
    (128, "cranes and for those who work there."),
    (150, "Nobody else does."),
)
FIGURES = (
    (200, ("Berth fees", 72), ("1,204", 400), ("1,100", 480)),
    (214, ("Towage", 72), ("988", 408), ("1,002", 480)),
    (228, ("Storage", 72), ("12", 412), ("(3)", 488)),
)


def at(left, top, words, style="", side="top"):
    return f"<p style='position:absolute;left:{left}px;{side}:{top}px;white-space:nowrap;{style}'>{words}</p>"


def page(*parts):
    return f"<div style='position:relative;width:612px;height:792px'>{''.join(parts)}</div>"


def prose(**options):
    return [at(72, top, words, **options) for top, words in PROSE]


def rows():
    return [at(left, top, words) for top, *cells in FIGURES for words, left in cells]


PARAGRAPHS = [f"p: {' '.join(words for _, words in PROSE[:3])}", f"p: {PROSE[3][1]}"]
TABLE = ["table", "  Berth fees | 1,204 | 1,100", "  Towage | 988 | 1,002", "  Storage | 12 | (3)"]


def test_lines_that_fill_their_column_are_a_paragraph():
    assert sketch(page(*prose(), *rows())) == PARAGRAPHS + TABLE


def test_figures_filed_column_by_column_stand_in_the_rows_beside_them():
    columns = [
        at(left, top, words)
        for each in (1, 2, 3)
        for top, *cells in FIGURES
        for words, left in [cells[each - 1]]
    ]
    assert sketch(page(*prose(), *columns)) == PARAGRAPHS + TABLE


def test_columns_of_prose_are_read_one_behind_the_other():
    """The second column begins at the height of the first, and its lines are none of those beside them."""
    right = [at(360, top, words.upper()) for top, words in PROSE]
    said = sketch(page(*prose(), *right))
    assert said == PARAGRAPHS + [f"p: {each[3:].upper()}" for each in PARAGRAPHS]


def test_places_may_count_from_the_bottom_in_any_unit():
    placed = [at(72, 792 - top, words, side="bottom") for top, words in PROSE]
    inches = [at(72, 0, words).replace("72px;top:0px", f"1in;top:{top / 96}in") for top, words in PROSE]
    assert sketch(page(*placed, *placed)) == PARAGRAPHS * 2
    assert sketch(page(*inches, *inches)) == PARAGRAPHS * 2


def test_classes_place_words_as_styles_do():
    sheet = "<style>.t {position:absolute;white-space:pre} .x {left:72px} " + " ".join(
        f".y{top} {{bottom:{792 - top}px}}" for top in range(100, 240)
    )
    words = "".join(
        f"<div class='t x y{top}'>{words}</div>"
        for top, words in PROSE + tuple((t + 66, w) for t, w in PROSE)
    )
    pages = f"<div style='position:relative'><div style='position:absolute;left:0;top:0'>{words}</div></div>"
    assert sketch(f"{sheet}</style>{pages}") == PARAGRAPHS * 2


def test_heavier_words_and_other_edges_begin_a_paragraph():
    lines = [at(72, 100 + 14 * each, f"{words} that fill the whole line from its one end to the other", style)
             for each, (words, style) in enumerate((
                 ("Words", ""), ("Words", ""), ("Heavy", "font-weight:bold"), ("Words", ""), ("Words", ""),
                 ("Words", ""), ("Words", ""), ("Words", "")))]  # fmt: skip
    said = [line.partition(" that")[0] for line in sketch(page(*lines))]
    assert said == ["p: Words", "p: b[Heavy", "p: Words"]


def test_each_page_begins_a_page():
    number = at(300, 770, "{}")
    made = sketch(page(*prose(), *rows(), number.format(1)) + page(*prose(), *rows(), number.format(2)))
    assert made == [*PARAGRAPHS, *TABLE, "p furniture: 1", "break", *PARAGRAPHS, *TABLE, "p: 2"]


def test_few_words_at_places_are_read_in_their_order():
    assert sketch(f"<p>before</p>{at(300, 20, 'one')}{at(10, 20, 'two')}<p>behind</p>") == [
        "p: before", "p: one", "p: two", "p: behind",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "inner",
    ["<table><tr><td>a<td>b</table>", "<ul><li>a<li>b</ul>", "<pre>a\n b</pre>", "<h2>a</h2><p>b</p>"],
)
def test_what_is_more_than_words_is_read_in_its_order(inner):
    markup = page(*prose(), at(72, 300, inner).replace("<p ", "<div ").replace("</p>", "</div>"), *rows())
    text = render_text(clean_html(markup)).text
    assert coverage(markup, text).share == 1.0
    assert text.index("Nobody") < text.index("Berth")


@pytest.mark.parametrize(
    "place", ["left:1e9px;top:-1e9px", "left:auto;top:0", "left:0", "left:50%;top:calc(1px)", "left:x;top:y"]
)
def test_no_place_loses_words(place):
    """Places beyond the page, or none, cost nothing."""
    markup = "".join(f"<p style='position:absolute;{place}'>word{each} <b>and</b> more" for each in range(20))
    assert coverage(markup, render_text(clean_html(markup)).text).share == 1.0
