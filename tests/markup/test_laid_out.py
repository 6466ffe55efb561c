"""Pages laid out in a table keep the rules that part them, and the foot of a table stands last."""

from __future__ import annotations

import pytest

from tests.markup.sketch import sketch
from viewer.markup.clean import clean_html

WORDS = (
    "Pumps are made in Portland, and sold from there to the whole of the coast, and of the islands before it."
)
PROSE = f"<p>{WORDS}</p>"
RULE = "border-bottom:1px solid #000"


@pytest.mark.parametrize(
    "between",
    [
        "<hr>",
        "</td></tr><tr><td><hr></td></tr><tr><td>",
        f"</td></tr><tr><td style='{RULE}'>&nbsp;</td></tr><tr><td>",
        f"<p style='{RULE}'>&nbsp;</p>",
        f"<table width=20%><tr><td style='{RULE}'>&nbsp;</td></tr></table>",
    ],
)
def test_a_rule_between_paragraphs_is_drawn(between):
    """However it was filed: by a tag, a row, a paragraph or a table without words."""
    markup = f"<table><tr><td>{PROSE}{between}{PROSE}</td></tr></table>"
    assert sketch(markup) == [f"p: {WORDS}", "rule", f"p: {WORDS}"]


@pytest.mark.parametrize(
    "page",
    [
        f"<tr><td>{PROSE}</td></tr><tr><td></td><td style='{RULE}'>&nbsp;</td></tr><tr><td>{PROSE}</td></tr>",
        f"<tr><td>{PROSE}<p style='{RULE}'>&nbsp;</p></td></tr><tr><td>{PROSE}</td></tr>",
    ],
)
def test_a_line_to_write_on_parts_no_page(page):
    """One that begins to the right of the edge, or the last thing in a cell, is a blank to be filled in."""
    assert sketch(f"<table>{page}</table>") == [f"p: {WORDS}"] * 2


def test_a_rule_below_a_figure_is_its_border():
    """What stands below a short text sums it up, and makes no page of a table of data."""
    figure = "<p>{}</p>" + f"<p style='{RULE}'>&nbsp;</p>"
    body = "".join(
        f"<tr><td>{stub}</td><td>{figure.format(n)}</td></tr>" for stub, n in (("Pears", 14), ("Figs", 9))
    )
    assert sketch(f"<table>{body}</table>") == ["table", "  Pears | 14", "  Figs | 9"]


def test_the_foot_of_a_table_stands_last():
    """A browser draws it there, though it may be filed before the rows that it sums up."""
    foot = "<tfoot><tr><td>Total<td>1,023</tfoot>"
    body = "<tbody><tr><td>Pears<td>14<tr><td>Figs<td>1,009</tbody>"
    lines = ["table", "  Pears | 14", "  Figs | 1,009", "  Total | 1,023"]
    assert sketch(f"<table>{foot}{body}</table>") == sketch(f"<table>{body}{foot}</table>") == lines


@pytest.mark.parametrize(
    ("markup", "indents"),
    [
        ("<p style='text-indent:3in'>Ann Quay</p>", [9]),
        (f"<p style='text-indent:3in'>{WORDS}</p>", [0]),  # the first line of a paragraph
        ("<p style='text-indent:0.5in'>Not applicable.</p>", [0]),  # as those of the paragraphs around it
        ("<p style='text-indent:1.5in'>(ii) Tides;</p>", [0]),  # an item, whose neighbours may be paragraphs
        ("<p style='text-indent:3in'><img src=a.gif></p>", [9]),
    ],
)
def test_a_line_that_is_set_far_in_stands_there(markup, indents):
    """By an indent larger than first lines have, a filer puts a line at its place, such as the name of who signs."""
    assert [block.indent for block in clean_html(markup).blocks] == indents


def test_lines_of_an_address_in_one_paragraph_stand_close_below_its_first():
    """A paragraph of short lines is as close as one of a single line would be."""
    lines = "<br>".join(["14 Harbour Row, Second Floor", "Portland", "Attention: Ann Quay, Esq."] * 2)
    first, *_ = clean_html(f"<div>The Commission</div><div>{lines}</div>").blocks[1:]
    assert first.close
    assert not clean_html(f"<div>The Commission</div><div>{WORDS}</div>").blocks[1].close
