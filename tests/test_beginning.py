"""The beginning of a large payload is read as the first blocks of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.form_speed import information_table, portfolio
from viewer.beginning import LARGE, beginning
from viewer.rendition import Filing, Rendition
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import Context

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
PARAGRAPH = b"<p>The pumps of the Harborline works were sold in the third quarter of the year.</p>\n"


def rendition(content: bytes, kind: Kind) -> Rendition:
    return Rendition(Payload(kind, content), Context("form.xml", "13F-HR", "13F-HR", "2024-02-14"))


def large(piece: bytes, before: bytes = b"") -> bytes:
    return before + piece * (2 * LARGE // len(piece))


def assert_begins(whole: Rendition) -> int:
    """Assert that the beginning has the whole's first blocks, the last apart; return how many blocks it has."""
    begun = whole.beginning()
    if begun is None:
        return 0
    blocks, others = begun.tree.blocks, whole.tree.blocks
    assert [(each.id, each.text) for each in blocks[:-2]] == [
        (each.id, each.text) for each in others[: len(blocks) - 2]
    ]
    return len(blocks)


@pytest.mark.parametrize("kind", [Kind.PDF, Kind.ZIP, Kind.JSON])
def test_of_other_kinds_there_is_none(kind):
    assert beginning(large(PARAGRAPH), kind) is None


@pytest.mark.parametrize("kind", [Kind.HTML, Kind.XML])
def test_of_a_small_payload_there_is_none(kind):
    assert beginning(PARAGRAPH * 10, kind) is None


def test_what_was_read_already_has_none():
    whole = rendition(large(PARAGRAPH), Kind.HTML)
    assert whole.beginning()
    assert whole.tree
    assert whole.beginning() is None


def test_a_page_is_cut_before_a_block():
    found = beginning(large(PARAGRAPH), Kind.HTML)
    assert found
    assert len(found) % len(PARAGRAPH) == 0
    assert assert_begins(rendition(large(PARAGRAPH), Kind.HTML)) > 100


def test_no_table_is_cut():
    rows = b"<tr><td><p>Harborline</p></td><td><p>1,200</p></td></tr>" * 800
    page = PARAGRAPH * 300 + b"<table>" + rows * 4 + b"</table>" + large(PARAGRAPH)
    assert beginning(page, Kind.HTML) == PARAGRAPH * 300


def test_a_page_that_is_one_table_has_none():
    page = b"<table>" + large(b"<tr><td><p>Harborline</p></td></tr>") + b"</table>"
    assert beginning(page, Kind.HTML) is None


def test_tags_within_comments_and_styles_are_no_place_to_cut():
    inside = b"<style>p { color: red } /* <p> */</style><!-- <table> <p> -->"
    page = large(PARAGRAPH + inside)
    found = beginning(page, Kind.HTML)
    assert found
    assert len(found) % len(PARAGRAPH + inside) == 0


def test_hidden_facts_before_the_page_count_for_nothing():
    before = b"<ix:header>" + b"<ix:hidden>hidden</ix:hidden>" * 5000 + b"</ix:header>"
    found = beginning(large(PARAGRAPH, before), Kind.HTML)
    assert found
    assert found.startswith(before + PARAGRAPH * 500)


PLAIN = (
    b"     The pumps of the Harborline works were sold in the third quarter of the year,\n"
    b"and the works themselves in the fourth.\n\n"
)


@pytest.mark.parametrize(("mark", "ends"), [(b"<PAGE>\n", b"<PAGE>\n"), (b"", PLAIN[:20])])
def test_a_plain_text_is_cut_before_a_page_or_at_a_blank_line(mark, ends):
    content = large(PLAIN * 30 + mark)
    found = beginning(content, Kind.TEXT)
    assert found
    assert content.removeprefix(found).lstrip(b"\n").startswith(ends)
    begun = rendition(content, Kind.TEXT).beginning()
    assert rendition(content, Kind.TEXT).text().text.startswith(begun.text().text)
    assert assert_begins(rendition(content, Kind.TEXT)) > 100


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_words_of_plain_beginnings_are_those_of_the_whole():
    tried = 0
    for path in sorted(CORPUS.glob("*9[0-9]-0*.txt")):
        with Filing.open(path) as filing:
            for document in filing.submissions[0].documents:
                whole = filing.rendition(document)
                begun = whole.beginning() if document.kind is Kind.TEXT else None
                if begun is not None:
                    assert whole.text().text.startswith(begun.text().text), (path.name, document.number)
                    tried += 1
    assert tried


@pytest.mark.parametrize("made", [information_table, portfolio])
def test_a_form_begins_with_the_first_rows_of_its_list(made):
    """The rows of the beginning have the numbers and the words of the whole's."""
    whole = rendition(made(3000), Kind.XML)
    begun = whole.beginning()
    assert begun is not None
    assert not begun.problems
    blocks = begun.tree.blocks
    assert [each.id for each in blocks] == [each.id for each in whole.tree.blocks[: len(blocks)]]
    assert blocks[:-1] == whole.tree.blocks[: len(blocks) - 1]
    rows, others = blocks[-1].table.rows, whole.tree.blocks[len(blocks) - 1].table.rows
    assert len(rows) > 400
    assert [(row.id, [cell.text for cell in row.cells]) for row in rows] == [
        (row.id, [cell.text for cell in row.cells]) for row in others[: len(rows)]
    ]


@pytest.mark.parametrize("damage", [b"</wrong>", b"<open>", b"<<<"])
def test_a_damaged_form_has_none_or_one_that_is_whole_before_the_damage(damage):
    made = information_table(5000)
    content = made[:1000] + damage + made[1000:]
    found = beginning(content, Kind.XML)
    assert found is None or content.startswith(found[: found.rindex(b"</infoTable>")])


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_beginnings_of_real_documents_are_those_of_the_whole():
    tried = 0
    for path in sorted(CORPUS.glob("*.txt")):
        if tried == 8 or not LARGE < path.stat().st_size < 3_000_000:
            continue
        with Filing.open(path) as filing:
            for submission in filing.submissions:
                for document in submission.documents:
                    if document.kind is Kind.HTML and LARGE < len(document.text) < 900_000:
                        tried += bool(assert_begins(filing.rendition(document)))
    assert tried
