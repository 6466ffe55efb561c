"""A citation names filer, form, day, accession, document and place, and gives the address, made offline."""

from __future__ import annotations

import pytest

from viewer.citation import address, cite, place_of
from viewer.markup.clean import clean_html
from viewer.submission.model import Document, Field, Form, Kind, Span, Submission

NOWHERE = Span(0, 0)


def submission(
    name="LANTERN & QUAY HOLDINGS, INC.", cik="0009999999", number="0009999999-21-000042", form="8-K"
):
    company = Field(
        "COMPANY DATA", None, (Field("COMPANY CONFORMED NAME", name), Field("CENTRAL INDEX KEY", cik))
    )
    fields = (
        Field("ACCESSION NUMBER", number),
        Field("CONFORMED SUBMISSION TYPE", form),
        Field("FILED AS OF DATE", "20210304"),
        Field("FILER", None, (company,)),
    )
    return Submission(Form.SEC_DOCUMENT, NOWHERE, tuple(each for each in fields if each.value != ""))


def document(kind="EX-99.1", filename="ex99.htm", number=2):
    return Document(number, kind, "2", filename, "", NOWHERE, NOWHERE, Kind.HTML)


def test_a_citation_says_who_what_when_and_where():
    made = cite(submission(), document(), "paragraph 7")
    assert made.words == (
        "LANTERN & QUAY HOLDINGS, INC., Form 8-K filed 2021-03-04, accession 0009999999-21-000042, EX-99.1, paragraph 7"
    )
    assert made.address == "https://www.sec.gov/Archives/edgar/data/9999999/000999999921000042/ex99.htm"
    assert made.text == f"{made.words} ({made.address})"
    assert made.markdown.endswith(f"]({made.address})")
    assert made.html == f'<cite><a href="{made.address}">{made.words.replace("&", "&amp;")}</a></cite>'


def test_the_main_document_is_not_named_twice():
    assert "8-K, " not in cite(submission(), document(kind="8-K")).words


def test_what_a_hostile_header_says_stays_words():
    hostile = cite(
        submission(name='<b onclick="x">[a](javascript:y)</b>\n\u202e'),
        document(kind="<script>", filename='a"><b>.htm'),
    )
    assert "<b" not in hostile.html
    assert "<script" not in hostile.html
    assert hostile.html.count('"') == 2
    assert "\\[a\\]\\(" in hostile.markdown
    assert "\n" not in hostile.text
    assert "\u202e" not in hostile.text
    assert hostile.address.endswith("/a%22%3E%3Cb%3E.htm")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"cik": ""}, ""),
        ({"cik": "12/../34"}, ""),
        ({"cik": "١٢"}, ""),
        ({"number": ""}, ""),
        ({"number": "../../x"}, ""),
    ],
)
def test_without_a_sound_header_there_is_no_address(values, expected):
    assert address(submission(**values), document()) == expected
    assert cite(submission(**values), document()).markdown.startswith("LANTERN \\& QUAY")


@pytest.mark.parametrize("filename", ["", "a/b.htm"])
def test_a_document_without_a_name_is_found_in_the_whole_submission(filename):
    assert address(submission(), document(filename=filename)).endswith("/0009999999-21-000042.txt")


def test_a_lone_exhibit_is_called_by_its_file():
    bare = Submission(Form.EXHIBIT, NOWHERE)
    assert (
        cite(bare, document(kind="", filename="release.htm"), "paragraph 1").text
        == "release.htm, paragraph 1"
    )


def test_a_place_is_counted_as_a_reader_counts():
    tree = clean_html(
        "<p>One</p><p>Two</p><table><tr><td>Lamps</td><td>1,000</td></tr><tr><td>Oil</td><td>2,000</td></tr></table>"
        "<p></p><p>Three</p><ul><li>Four</li></ul>"
    )
    one, two, table, three, four = tree.blocks
    rows = [row.id for row in table.table.rows]
    assert [place_of(tree.blocks, block.id) for block in (one, two, table, three, four)] == [
        "paragraph 1",
        "paragraph 2",
        "table 1",
        "paragraph 3",
        "paragraph 4",
    ]
    assert place_of(tree.blocks, rows[1]) == "table 1, row 2"
    assert place_of(tree.blocks, one.id, three.id) == "paragraphs 1–3"
    assert place_of(tree.blocks, rows[0], rows[1]) == "table 1, rows 1–2"
    assert place_of(tree.blocks, two.id, rows[0]) == "paragraph 2 to table 1, row 1"
    assert place_of((), 1) == ""


@pytest.mark.parametrize(
    "name",
    ["JPMORGAN LAMP & CO", "eLamp, Inc.", "ROCK OF AGES CORP /DE/", "HOME HEALTH INC \\PA\\", "McLAMP llc"],
)
def test_a_company_is_called_by_its_name_as_filed(name):
    assert cite(submission(name=name), document()).words.startswith(f"{name}, Form 8-K")
