"""JSON lines hold all of a document, in the form that the schema says; a reader can find every place again."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest

from viewer.export import Format, exported
from viewer.json_lines import records
from viewer.rendition import Filing
from viewer.resources import resource

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
SCHEMA = json.loads(resource("json-lines.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture(scope="module")
def filing():
    with closing(Filing.open(resource("sample.txt"))) as opened:
        yield opened


def lines_of(filing: Filing, number: int) -> list[dict]:
    submission = filing.submissions[0]
    content = exported(filing, submission, submission.documents[number - 1], Format.JSONL)
    assert content.isascii()
    assert content.endswith(b"\n")
    return [json.loads(line) for line in content.decode().splitlines()]


def of(lines: list[dict], record: str) -> list[dict]:
    return [line for line in lines if line["record"] == record]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_line_keeps_to_the_schema(filing, number):
    """A picture too has its line, with a notice."""
    for line in lines_of(filing, number):
        VALIDATOR.validate(line)


@pytest.mark.parametrize(
    "change",
    [
        {"record": "other"},
        {"id": 0},
        {"id": "7"},
        {"kind": "poem"},
        {"start": -1},
        {"unknown": 1},
    ],
)
def test_the_schema_refuses_what_is_not_so(filing, change):
    (block, *_) = of(lines_of(filing, 1), "block")
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({**block, **change})


def test_a_number_cell_without_its_number_is_refused(filing):
    table = of(lines_of(filing, 3), "table")[0]
    cell = next(cell for row in table["rows"] for cell in row["cells"] if cell and "number" in cell)
    del cell["number"]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(table)


def test_the_first_lines_say_which_submission_and_document(filing):
    submission, document, *_ = lines_of(filing, 3)
    assert (submission["record"], submission["accession_number"]) == ("submission", "0009999999-24-000017")
    assert submission["header"][0].keys() == {"name", "value"}
    assert (document["record"], document["type"]) == ("document", "EX-99.1")
    payload = filing.payload(filing.submissions[0].documents[2])
    assert (document["sha256"], document["size"]) == (payload.sha256, payload.size)
    assert filing.source[document["offset"] : document["end"]].strip() == payload.content.strip()
    assert document["address"].endswith("/000999999924000017/nshi-ex99_1.htm")


def test_offsets_lead_to_the_words_in_the_text_export(filing):
    submission = filing.submissions[0]
    text = exported(filing, submission, submission.documents[2], Format.TEXT).decode()
    blocks = of(lines_of(filing, 3), "block")
    assert len(blocks) > 20
    for block in blocks:
        if block["kind"] == "paragraph" and block["start"] is not None:
            assert "".join(block["text"].split()) in "".join(text[block["start"] : block["end"]].split())


def test_no_block_is_left_out_and_ids_are_those_of_the_tree(filing):
    tree = filing.rendition(filing.submissions[0].documents[2]).tree
    assert [block["id"] for block in of(lines_of(filing, 3), "block")] == [block.id for block in tree.blocks]


def test_tables_are_grids_with_numbers(filing):
    income, *_, last = of(lines_of(filing, 3), "table")
    assert income["title"] == "CONDENSED CONSOLIDATED STATEMENTS OF INCOME"
    assert income["unit"] == "In thousands, except per share amounts; unaudited"
    assert income["columns"][1]["heading"] == "Three Months Ended September 30, 2024"
    products = income["rows"][1]
    assert products["level"] == 1
    assert products["cells"][1] == {"kind": "number", "text": "$41,286", "number": 41286, "currency": "$"}
    assert last["rows"][-1]["cells"][1] == {"kind": "percent", "text": "19.5%", "number": 19.5}
    assert last["rows"][6]["cells"][1] == {"kind": "dash", "text": "—"}
    text = exported(filing, filing.submissions[0], filing.submissions[0].documents[2], Format.TEXT).decode()
    assert "41,286" in text[products["start"] : products["end"]]


def test_a_picture_has_a_notice_and_no_words(filing):
    lines = lines_of(filing, 4)
    assert "picture" in lines[1]["notice"]
    assert all(not line["text"] for line in of(lines, "block"))


def test_a_line_is_a_line_whatever_the_filing_says(tmp_path):
    path = tmp_path / "exhibit.htm"
    path.write_text("<html><body><p>One\u2028two\u0085three \U0001f4c8</p></body></html>", "utf-8")
    with closing(Filing.open(path)) as filing:
        assert len(lines_of(filing, 1)) == 3


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the project")
@pytest.mark.parametrize(
    "name",
    [
        "0000320193-97-000014.txt",
        "0001193125-14-242424.txt",
        "0000842517-24-000086.txt",
        "0000732715-99-000042.nc",
    ],
)
def test_real_filings_keep_to_the_schema(name):
    with closing(Filing.open(CORPUS / name)) as filing:
        submission = filing.submissions[0]
        for document in submission.documents[:3]:
            for record in records(filing, submission, document):
                VALIDATOR.validate(json.loads(json.dumps(record)))


def test_words_that_were_struck_out_are_told_from_those_that_stand(tmp_path):
    page = "<p>at <s>$10</s> $12</p><table><tr><td>Oil<td><s>5</s>6<tr><td>Gas<td>7<tr><td>Wax<td>8</table>"
    (tmp_path / "redline.htm").write_text(page)
    with closing(Filing.open(tmp_path / "redline.htm")) as opened:
        lines = lines_of(opened, 1)
    assert [line["text"] for line in of(lines, "block")] == ["at ~~$10~~ $12", "Oil\t~~5~~6\nGas\t7\nWax\t8"]
    (table,) = of(lines, "table")
    assert table["rows"][0]["cells"][1] == {"kind": "text", "text": "~~5~~6"}
