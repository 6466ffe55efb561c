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


TREACHEROUS = """<table><tr><th>Name</th><th>Telephone</th><th>CUSIP</th><th>2024</th><th>Change</th></tr>
<tr><td>=Oil</td><td>(415)</td><td>037833100</td><td>$1,234.5</td><td>(5.5)%</td></tr>
<tr><td>Gas</td><td>(212)</td><td>594918104</td><td>(1,234</td><td>+2%</td></tr>
<tr><td>Wax</td><td>—</td><td>02079K305</td><td>RMB 7</td><td>1-2</td></tr>
<tr><td>Ink</td><td>N/A</td><td>02079K305</td><td>24 3/8</td><td>7<sup>1</sup></td></tr></table>"""
AS_TEXT = "@"


def told(markup: str) -> list[list[tuple[str, str, str]]]:
    """Return of each cell its words, the number it is said to be, and its format."""
    (block,) = clean_html(markup).blocks
    rows = re.findall(r"<tr>(.*?)</tr>", copied(block.table).html)
    cells = [re.findall(r"<t[dh]([^>]*)>(.*?)</t[dh]>", row) for row in rows]
    return [
        [(re.sub("<[^>]*>", "", words), said(tag, "sdval"), said(tag, "sdnum")) for tag, words in row]
        for row in cells
    ]


def said(tag: str, name: str) -> str:
    found = re.search(f'{name}="([^"]*)"', tag)
    return found[1] if found else ""


def test_what_a_spreadsheet_would_take_for_a_number_is_told_to_be_text():
    head, first, second, third, last = told(TREACHEROUS)
    assert [shown.removeprefix("1033;0;") for _, _, shown in head] == ["", "", "", AS_TEXT, ""]
    for row in (first, second):
        assert [shown.removeprefix("1033;0;") for _, _, shown in row[1:3]] == [AS_TEXT, AS_TEXT]
    assert first[0] == ("=Oil", "", "1033;0;@")
    assert third[4] == ("1-2", "", "1033;0;@")
    assert last[4] == ("7¹", "", "1033;0;@")
    html = copied(clean_html(TREACHEROUS).blocks[0].table).html
    assert html.count("mso-number-format:'\\@'") == html.count(';@"')


def test_a_number_is_told_with_its_sign_and_a_format_that_shows_its_unit():
    _, first, second, third, last = told(TREACHEROUS)
    assert first[3:] == [
        ("$1,234.5", "1234.5", "1033;0;[$$-409]#,##0.00;-[$$-409]#,##0.00"),
        ("(5.5)%", "-0.055", "1033;0;0.00%"),
    ]
    assert second[3:] == [("(1,234", "-1234", "1033;0;#,##0_);(#,##0)"), ("+2%", "0.02", "1033;0;0%")]
    assert third[1] == ("—", "", "")
    assert third[3] == ("RMB 7", "", "")
    assert last[3] == ("24 3/8", "24.375", "1033;0;# ??/??")
