"""Paragraphs in a font of fixed width: where their blanks make columns they are read as the plain text they were."""

from __future__ import annotations

from viewer.markup.clean import clean_html
from viewer.markup.tree import BlockKind
from viewer.render.text import render_text

NBSP = "\xa0"


def typewritten(*lines: str, font: str = "Courier New") -> str:
    """Return markup with each line as a paragraph; an empty one is a blank paragraph."""
    rows = (line.replace("  ", 2 * NBSP) for line in lines)
    return "".join(f'<p style="font-family:{font}">{row}</p>' if row else "<p><br></p>" for row in rows)


STATEMENT = (
    "Revenues              52,310     48,977",
    "Cost of lamps         31,004     29,518",
    "                     -------    -------",
    "Gross profit          21,306     19,459",
)


def kinds(markup: str) -> list[BlockKind]:
    return [block.kind for block in clean_html(markup).blocks]


def test_columns_of_figures_are_a_table_and_stand_in_the_text_as_typed():
    tree = clean_html(typewritten(*STATEMENT))
    assert [block.kind for block in tree.blocks] == [BlockKind.TABLE]
    assert [cell.text for cell in tree.blocks[0].table.rows[0].cells] == ["Revenues", "52,310", "48,977"]
    assert render_text(tree).text.split("\n")[:4] == list(STATEMENT)


def test_lines_of_one_paragraph_count_as_lines():
    markup = "<p><font face='Courier'>" + "<br>".join(line.replace("  ", 2 * NBSP) for line in STATEMENT)
    assert kinds(markup) == [BlockKind.TABLE]


def test_spaces_at_the_edges_of_lines_are_not_seen():
    rows = [line.replace("  ", 2 * NBSP) for line in STATEMENT]
    markup = "<font face='Courier'>" + "\n <br>\n   ".join(rows)
    assert render_text(clean_html(markup)).text.split("\n")[:4] == list(STATEMENT)
    paragraphs = typewritten(*STATEMENT).replace("</p>", " <br></p>")
    assert clean_html(paragraphs).blocks == clean_html(typewritten(*STATEMENT)).blocks


def test_a_font_of_letters_of_any_width_makes_no_columns():
    assert kinds(typewritten(*STATEMENT, font="Times New Roman")) == 4 * [BlockKind.PARAGRAPH]


def test_prose_and_items_in_a_fixed_width_stay_paragraphs():
    prose = ("(a)     The lamps are carried at cost.", "By:     /s/ Ada Quay", "Dated March 4, 2010")
    assert BlockKind.TABLE not in kinds(typewritten(*prose))
    assert BlockKind.PREFORMATTED not in kinds(typewritten(*prose))


def test_heads_set_far_in_go_with_the_columns_below_them():
    tree = clean_html(typewritten("Before.", "                       Years", *STATEMENT))
    assert [block.kind for block in tree.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE]
    assert "Years" in tree.blocks[1].table.rows[0].cells[-1].text


def test_a_blank_line_between_rows_is_kept():
    lines = (*STATEMENT[:2], "", STATEMENT[3])
    assert render_text(clean_html(typewritten(*lines))).text.split("\n")[:4] == list(lines)


def test_a_link_keeps_its_paragraph_from_becoming_plain_text():
    linked = STATEMENT[1].replace("31,004", "<a href='other.htm'>31,004</a>")
    tree = clean_html(typewritten(STATEMENT[0], linked, STATEMENT[3]))
    assert any(run.href for block in tree.blocks for run in block.runs)


def test_names_of_lines_stay_with_the_columns():
    markup = '<a href="#here">there</a>' + typewritten(
        STATEMENT[0], '<a name="here"></a>' + STATEMENT[1], STATEMENT[3]
    )
    table = next(block for block in clean_html(markup).blocks if block.table)
    assert table.anchors == ("here",)


def test_numbers_of_blocks_go_on_behind_the_columns():
    tree = clean_html("<p>a</p>" + typewritten(*STATEMENT) + "<p>b</p>")
    assert [block.id for block in tree.blocks] == [1, 2, 3 + len(tree.blocks[1].table.rows)]


def test_a_long_preformatted_text_is_read_as_plain_text_and_a_short_one_is_kept():
    page = "\n".join(("The company lights the harbour and the quay.", "") * 12)
    assert kinds(f"<pre>{page}</pre>") == 12 * [BlockKind.PARAGRAPH]
    assert kinds("<pre>a\n  b</pre>") == [BlockKind.PREFORMATTED]


def test_lines_of_prose_are_those_of_one_paragraph():
    """Where a blank paragraph, an item or a short line stands between, and in other fonts, they are not."""
    prose = (
        "     1.   The lamps that the Company makes are carried at the lower of",
        "          cost and market, and are written off when they are all broken.",
        "          No lamp is older than ten years and none was lent to others in",
        "          2009.",
        "     2.   Wicks are carried at cost.",
        "",
        "          The Company",
        "          By: Ada Quay",
    )
    said = [block.text for block in clean_html(typewritten(*prose)).blocks]
    assert [line.split() for line in said[0].split("\n")] == [line.split() for line in prose[:4]]
    assert said[1:] == ["2. Wicks are carried at cost.", "The Company", "By: Ada Quay"]
    assert len(clean_html(typewritten(*prose, font="Times New Roman")).blocks) == 7
