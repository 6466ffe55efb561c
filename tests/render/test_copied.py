"""A copied table pastes into cells: a column of the table is a column of the sheet, as HTML and as parted words."""

from __future__ import annotations

import re

from viewer.markup.clean import clean_html
from viewer.render.copied import copied, table_with

HTML = """<p>Before</p><table>
<tr><td></td><td>&nbsp;</td><th colspan="5">Year ended</th></tr>
<tr><td>(in thousands)</td><td>&nbsp;</td><th colspan="2">2004</th><td>&nbsp;</td><th colspan="2">2003</th></tr>
<tr><td>Net sales &amp; other</td><td>&nbsp;</td><td>$</td><td align="right">1,234</td>
<td>&nbsp;</td><td>$</td><td align="right">987</td></tr>
<tr><td>Loss</td><td>&nbsp;</td><td></td><td align="right">(12</td><td>)</td><td></td><td align="right">(9)</td></tr>
</table><p>After</p>"""


def test_each_figure_is_in_a_column_of_its_own_year():
    tree = clean_html(HTML)
    block = table_with(tree, 2)
    assert block is not None
    made = copied(block.table)
    rows = [line.split("\t") for line in made.text.splitlines()]
    assert {len(row) for row in rows} == {block.table.columns}
    sales, loss = rows[-2:]
    assert sales[0] == "Net sales & other"
    assert [sales.index(figure) for figure in ("$1,234", "$987")] == [loss.index("(12)"), loss.index("(9)")]
    for row in re.findall(r"<tr>(.*?)</tr>", made.html):
        spans = [int(span or 1) for span in re.findall(r"<t[dh](?: colspan=\"(\d+)\")?[^>]*>", row)]
        assert sum(spans) == block.table.columns
    assert "Net sales &amp; other" in made.html


def test_a_row_leads_to_its_table_and_a_paragraph_to_none():
    tree = clean_html(HTML)
    table = next(block for block in tree.blocks if block.table)
    assert table_with(tree, table.table.rows[-1].id) is table
    assert table_with(tree, 1) is None
    assert table_with(tree, tree.blocks[-1].id) is None


def test_what_was_struck_out_is_not_pasted_as_if_it_stood():
    tree = clean_html(
        "<table><tr><td>Price</td><td><del>5</del><ins>6</ins></td></tr><tr><td>Fee</td><td>7</td></tr></table>"
    )
    block = table_with(tree, 1)
    assert block is not None
    assert copied(block.table).text == "Price\t~~5~~6\nFee\t7\n"


def test_raised_digits_are_no_part_of_a_figure_in_a_spreadsheet():
    """A spreadsheet drops `<sup>` and reads 5001 from `500<sup>1</sup>`."""
    tree = clean_html(
        "<table><tr><td>Oil<sup>1</sup></td><td>500<sup>1</sup></td></tr><tr><td>Gas</td><td>77<sup>2,3</sup></td></tr></table>"
    )
    block = table_with(tree, 1)
    assert block is not None
    made = copied(block.table)
    assert made.text == "Oil1\t500¹\nGas\t77²,³\n"
    assert "500¹<" in made.html
    assert "77²,³<" in made.html
    assert "Oil<sup>1</sup>" in made.html
