"""Forms 3, 4 and 5 stand as they do on paper: boxes, two tables, footnotes at their places."""

from __future__ import annotations

from tests.forms.reading import golden, read, renderings, text_of
from viewer.markup.tree import BlockKind

FORM = golden("form-4").decode()


def table(number: int):
    tables = [block.table for block in read(FORM).tree.blocks if block.table and block.table.listing]
    return [{cell.column: cell.text for cell in row.cells} for row in tables[number].rows]


def test_relationships_are_boxes_with_the_title_beside():
    text = text_of(FORM)
    assert (
        "☒ Director\n☐ 10% owner\n☒ Officer (give title below): Chief Financial Officer\n☐ Other (specify below)"
        in text
    )


def test_a_box_that_holds_neither_yes_nor_no_says_what_was_filed():
    text = text_of(FORM.replace("<isDirector>true</isDirector>", "<isDirector>maybe</isDirector>"))
    assert "☐ Director: maybe" in text


def test_the_first_table_has_a_row_for_each_transaction_and_holding():
    rows = table(0)
    assert rows[1][0] == "1. Title of security"
    assert [row[0] for row in rows[2:]] == ["Common Stock"] * 3
    assert rows[3][2] == "S(1)"
    assert rows[3][8] == "41.7725(2)"
    assert rows[4][11] == "By the Okonjo Family Trust(3)"


def test_the_second_table_shows_the_underlying_security():
    rows = table(1)
    assert rows[2][0] == "Stock Option (right to buy)"
    assert "Common Stock" in rows[2].values()
    assert "(4)" in rows[2].values()


def test_codes_stay_and_are_explained_below():
    text = text_of(FORM)
    assert (
        "3. Transaction code: M: exercise or conversion of a derivative security exempted under Rule 16b-3; S: open"
        in text
    )
    assert "V: E: reported earlier than required." in text


def test_marks_lead_to_the_footnotes():
    done = renderings(read(FORM).tree)
    assert '<a href="#F2"><sup>(2)</sup></a>' in done["HTML"]
    assert '<a id="F2"></a>(2) The price is a weighted average' in done["HTML"]
    assert "[(2)](#F2)" in done["Markdown"]


def test_what_no_template_knows_stands_below_other():
    text = text_of(FORM)
    assert text.rstrip().endswith("Other\n\nNew element of a later schema  a value that no template knows")


def test_each_of_several_owners_has_a_heading():
    start, end = FORM.index("<reportingOwner>"), FORM.index("<aff10b5One>")
    second = (
        FORM[start:end].replace("OKONJO MIRA T", "OKONJO FAMILY TRUST").replace("0009990002", "0009990003")
    )
    tree = read(FORM[:end] + second + FORM[end:]).tree
    headings = [block.text for block in tree.blocks if block.kind is BlockKind.HEADING]
    assert [heading for heading in headings if heading.startswith("Reporting person")] == [
        "Reporting person: OKONJO MIRA T",
        "Reporting person: OKONJO FAMILY TRUST",
    ]


def test_forms_3_and_5_have_headings_of_their_own():
    third = renderings(read(FORM.replace("<documentType>4<", "<documentType>3/A<")).tree)["Markdown"]
    assert third.startswith("# Form 3/A: Initial statement")
    assert "2. Amount of securities beneficially owned" in third
    fifth = renderings(read(FORM.replace("<documentType>4<", "<documentType>5<")).tree)["Markdown"]
    assert fifth.startswith("# Form 5: Annual statement")
    assert "at end of issuer's fiscal year" in fifth
