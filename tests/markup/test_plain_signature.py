"""A date beside a signature over its rule is a table of two columns, in the text as filed."""

from __future__ import annotations

from viewer.markup.plain import clean_plain
from viewer.markup.tree import BlockKind, Border
from viewer.render.text import render_text

SIGNED = """\
Date:  April 20, 1999              By: /s/  Ada B. Whitcombe
                                       ---------------------------------
                                       Ada B. Whitcombe
                                       Vice President, Treasurer and
                                        Chief Financial Officer
"""


def test_a_date_stands_beside_the_signature_and_name_and_office_below_it():
    (block,) = clean_plain(SIGNED).blocks
    assert block.table is not None
    assert block.table.layout
    said = [[(cell.column, cell.text) for cell in row.cells] for row in block.table.rows]
    assert said == [
        [(0, "Date: April 20, 1999"), (1, "By: /s/ Ada B. Whitcombe")],
        [(1, "Ada B. Whitcombe")],
        [(1, "Vice President, Treasurer and Chief Financial Officer")],
    ]
    assert block.table.rows[0].cells[1].below is Border.SINGLE
    assert render_text(clean_plain(SIGNED)).text.rstrip("\n") == SIGNED.rstrip("\n")


def test_an_amount_over_a_rule_beside_what_it_counts_is_no_signature():
    form = """\
          (iv) Aggregate price of shares redeemed or repurchased
               and previously applied as a reduction to filing
               fees pursuant to rule 24e-2 (if applicable):      +       -0-
                                                                  ---------------
"""
    assert all(block.kind is not BlockKind.TABLE for block in clean_plain(form).blocks)


def test_words_across_both_columns_are_no_signature():
    across = SIGNED + "who signs this report for himself and as attorney of each director named above\n"
    assert all(block.kind is not BlockKind.TABLE for block in clean_plain(across).blocks)
