"""Grids between delimiters: exact numbers, harmless texts, nothing lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.figures import Column, Grid, GridRow, read_value
from viewer.render.delimited import Dashes, GridOptions, harmless, render_delimited


def grid(*rows: tuple[str, ...], headings: tuple[str, ...] = (), levels: tuple[int, ...] = ()) -> Grid:
    """Return a grid of these words, each read as a cell is; its blocks are 10, 11 ..."""
    width = max(map(len, rows), default=len(headings))
    columns = tuple(map(Column, headings or ("",) * width))
    levels = levels or (0,) * len(rows)
    made = [
        GridRow(10 + place, level, tuple(read_value(words) if words else None for words in row))
        for place, (row, level) in enumerate(zip(rows, levels, strict=True))
    ]
    return Grid(columns, tuple(made))


def test_numbers_are_plain_and_say_their_sign():
    text = render_delimited(grid(("Lamps", "$(1,234.50)", "19.5%", "24 3/8", "12/31/2024")))
    assert text == "Lamps,-1234.50,19.5%,24.375,2024-12-31\n"


@pytest.mark.parametrize(("dashes", "cell"), [(Dashes.EMPTY, ""), (Dashes.ZERO, "0")])
def test_dashes_become_what_is_chosen(dashes, cell):
    assert render_delimited(grid(("Lamps", "—", "5")), options=GridOptions(dashes)) == f"Lamps,{cell},5\n"


def test_the_unit_line_stands_in_the_corner_and_levels_are_kept():
    text = render_delimited(
        grid(("Sales:", ""), ("Lamps", "5"), headings=("", "2024"), levels=(0, 1)), "In thousands"
    )
    assert text == "In thousands,2024\nSales:,\n  Lamps,5\n"


def test_note_marks_and_places_have_columns_of_their_own():
    text = render_delimited(
        grid(("Lamps", "5 (1)"), ("Oil", "6"), headings=("Item", "2024")), options=GridOptions(places=True)
    )
    assert text == "Item,2024,Notes,Block\nLamps,5,(1),10\nOil,6,,11\n"


@pytest.mark.parametrize(
    "words", ["=1+1", "+cmd|' /C calc'!A0", "-x", "@SUM(A1)", '=HYPERLINK("http://x")', "＝1"]
)
def test_a_text_that_looks_like_a_formula_is_made_harmless_and_a_figure_is_not(words):
    assert next(csv.reader(io.StringIO(render_delimited(grid((words, "-5"))))))[0] == f"'{words}"
    assert render_delimited(grid(("Lamps", "-5"))) == "Lamps,-5\n"
    assert next(csv.reader(io.StringIO(render_delimited(grid(("a",), headings=(words,))))))[0] == f"'{words}"


def test_tabs_part_cells_where_wished():
    assert render_delimited(grid(("Lamps", "1,000")), delimiter="\t") == "Lamps\t1000\n"


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_what_was_written_is_read_back(words):
    """Whatever a cell says, a reader of CSV gets it back, and no cell begins as a formula does."""
    kept = [" ".join(word.split()) for word in words]
    text = render_delimited(grid(tuple(kept)))
    if any(kept):
        (read,) = csv.reader(io.StringIO(text, newline=""))
        for cell, filed in zip(read, kept, strict=True):
            value = read_value(filed) if filed else None
            if value is not None and value.kind.value == "text":
                assert cell == harmless(value.text)
                assert not cell.startswith(("=", "+", "-", "@"))
