"""Elements that no template knows read well: names as words, groups as headings, alike ones as tables."""

from __future__ import annotations

import pytest

from tests.forms.reading import golden, read, text_of
from viewer.forms.words import label_of
from viewer.markup.tree import BlockKind


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nameOfIssuer", "Name of issuer"),
        ("rptOwnerCik", "Reporting owner CIK"),
        ("issuerCUSIP", "Issuer CUSIP"),
        ("isRestrictedSec", "Is restricted security"),
        ("secFileNumber", "SEC file number"),
        ("coIssuerCik", "Co-issuer CIK"),
        ("@asOfDt", "As of date"),
        ("txtPart1Item5cNmsStockMPID", "Part 1, Item 5c: NMS stock MPID"),
        ("cbPart1Item8Exhibit1atWebsite", "Part 1, Item 8: exhibit 1 at website"),
        ("form13FFileNumber", "Form 13F file number"),
        ("snake_case-name", "Snake case name"),
        ("ÜBER", "ÜBER"),
        ("", ""),
    ],
)
def test_a_name_becomes_words(name, words):
    assert label_of(name) == words


def headings(content: bytes | str) -> list[tuple[int, str]]:
    return [
        (block.level, block.text) for block in read(content).tree.blocks if block.kind is BlockKind.HEADING
    ]


def test_groups_are_headings_below_each_other():
    assert headings(golden("form-unknown")) == [
        (1, "Form MA: Registration of a municipal advisor"),
        (2, "Submission"),
        (2, "Applicant information"),
        (2, "Owners list"),
        (2, "Disclosure"),
        (3, "Parties"),
    ]


def test_groups_that_say_the_same_are_rows_of_a_table():
    text = text_of("<r><list><p><name>A</name><age>1</age></p><p><name>B</name><born>2</born></p></list></r>")
    assert "Name  Age  Born\nA       1\nB             2" in text


def test_groups_of_other_names_that_say_the_same_are_rows_with_names():
    text = text_of("<r><mon1><in>1</in><out>2</out></mon1><mon2><in>3</in><out>4</out></mon2></r>")
    assert "         In  Out\nMonth 1   1    2\nMonth 2   3    4" in text


def test_groups_too_manifold_for_a_table_have_numbered_headings():
    inner = "".join(f"<v{at}>w</v{at}>" for at in range(20))
    assert headings(f"<r><fund>{inner}</fund><fund>{inner}</fund></r>") == [
        (1, "R"),
        (2, "Fund 1"),
        (2, "Fund 2"),
    ]


def test_long_texts_are_paragraphs_below_their_names():
    long = "word " * 60
    blocks = read(f"<r><reason>{long}\n\n{long}</reason></r>").tree.blocks
    assert [block.text for block in blocks[1:]] == ["Reason", long.strip(), long.strip()]


def test_several_values_of_one_name_stand_beside_each_other():
    assert "Item  a, b" in text_of("<r><item>a</item><item>b</item></r>")
    assert "Item  a, c; b" in text_of("<r><item>a, c</item><item>b</item></r>")


def test_several_roots_are_read_one_after_the_other():
    form = golden("form-13f").partition(b"?>")[2]
    done = read(form + form)
    assert done.problems
    assert [block.text for block in done.tree.blocks if block.level == 1] == [
        "Form 13F information table"
    ] * 2


def test_a_document_without_any_value_has_no_tree():
    assert not read("<a><b/></a>").tree.blocks


def test_columns_called_alike_are_told_apart_by_their_groups():
    row = "<{0}><buy><qty>1</qty></buy><sell><qty>2</qty></sell></{0}>"
    tree = read(f"<r><list>{row.format('p')}{row.format('p')}</list></r>").tree
    (table,) = (block.table for block in tree.blocks if block.table)
    assert [[cell.text for cell in line.cells] for line in table.rows] == [
        ["Buy", "Sell"],
        ["Qty", "Qty"],
        ["1", "2"],
        ["1", "2"],
    ]
