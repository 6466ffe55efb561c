"""The independent reading of a row: the figures that a reader of the page sees in it, and no others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benchmarks.fidelity.shown import Cell, Line, Row, Shown
from benchmarks.figures_proof import rows_of, shown_figures


@pytest.mark.parametrize(
    ("cells", "figures"),
    [
        (["Loss from sale", "$", "(1,205", ")", "(310)"], ["-1205", "-310"]),
        (["Revenue", "8,770¹", "19.5%²"], ["8770", "19.5"]),
        (["Item 5", "see page 12", "—"], []),
    ],
)
def test_figures_are_read_with_their_signs_and_without_raised_marks(cells, figures):
    assert shown_figures(cells, set()) == [Decimal(each) for each in figures]


def test_rows_are_those_of_several_cells_table_by_table():
    lines = [
        Line(words, 0, 0, 1, 1, 10, 1, cell, 0, 0, 0, False, False, False)
        for cell, words in enumerate(["Total", "49,355", "alone"])
    ]
    cells = [Cell(row, 0, 0, 1, 1, False, False) for row in (0, 0, 1)]
    page = Shown(lines, cells, [Row(0, False, -1), Row(0, False, -1)])
    assert rows_of(page) == {0: [["Total", "49,355"]]}
