"""Lists of contents are told from tables of data, and are lines in Markdown."""

from __future__ import annotations

import pytest

from tests.markup.test_table import grid, rows
from viewer.markup.clean import clean_html
from viewer.render.contents import is_contents, is_form, names_part
from viewer.render.markdown import render_markdown

PARTS = ("Summary", "Risks", "Use of proceeds", "Dilution", "Management", "Experts")


def listed(*pages: str, parts: tuple[str, ...] = PARTS) -> bool:
    return is_contents(grid(rows(*(f"{part}|{page}" for part, page in zip(parts, pages, strict=False)))))


@pytest.mark.parametrize(
    "pages",
    [
        ("1", "2", "5", "9", "14", "20"),
        ("ii", "iv", "ix", "xl"),
        ("S-1", "S-1", "S-9", "S-12"),
        ("S-ii", "S-1", "2", "2"),
    ],
)
def test_contents(pages):
    assert listed(*pages)


@pytest.mark.parametrize(
    "pages",
    [
        ("1", "2", "5", "4", "14", "20"),
        ("1", "2", "5", "9", "14"),
        ("1", "2", "5", "1,009", "1,014", "1,020"),
        ("$1", "2", "5", "9", "14", "20"),
        ("1", "2", "5", "9", "14", "nil"),
        ("S-1", "S-2", "S-3"),
    ],
)
def test_amounts_are_no_pages(pages):
    assert not listed(*pages)


def test_few_pages_need_parts_of_a_document():
    assert listed("1", "2", "5", "9", parts=("Item 1. Mills", "Item 2. Saws", "Item 3. Mules", "Signatures"))
    linked = rows(
        *(f"<a href='#{part[0]}'>{part}</a>|{page}" for part, page in zip(PARTS, "1259", strict=False))
    )
    assert is_contents(grid(linked))
    assert not listed("1", "2", "5", "8", "16", parts=("Item sold", "Saws", "Mules", "Oats", "Total"))


def test_contents_are_lines_of_markdown():
    """Each row is a block with its place, and parts within parts are set in."""
    made = render_markdown(
        clean_html(
            rows(
                "PART I|", "Mills|1", "<p style='margin-left:24px'>Saws</p>|2", "Oats|4", "Risks|iv", "End|v"
            )
        )
    )
    assert made.text.split("\\\n") == [
        "PART I",
        "Mills\u2003\u20031",
        "\u2003Saws\u2003\u20032",
        "Oats\u2003\u20034",
        "Risks\u2003\u2003iv",
        "End\u2003\u2003v\n",
    ]
    assert made.text[made.places[1].start : made.places[1].end] == "Mills\u2003\u20031"


@pytest.mark.parametrize(
    ("lines", "is_one"),
    [
        (("CIK:|0001", "Live or test?|Live"), True),
        (("Highest quarter:|6.02%|4Q 2023", "Lowest quarter:|(6.88)%|1Q 2022"), True),
        (("Revenue:|10", "Pears|9", "Plums|1"), False),
        (("<b>Fruit:</b>|<b>2012</b>|<b>2011</b>", "Pears:|9|8", "Plums:|1|2"), False),
    ],
)
def test_labels_that_all_end_in_a_colon_are_a_form(lines, is_one):
    assert is_form(grid(rows(*lines))) is is_one


@pytest.mark.parametrize(
    ("first", "names"),
    [("LIABILITIES", True), ("Owed:", True), ("<b>Owed</b>", True), ("Net assets", False), ("1:", False)],
)
def test_what_names_the_rows_below_it_is_set_apart(first, names):
    above, below, *_ = grid(rows(f"{first}|", "Pears|9", "Plums|8")).rows
    assert names_part(above, below) is names
