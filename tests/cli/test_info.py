"""`info` is a contract: the shape of its JSON, the lines of its listing."""

from __future__ import annotations

import hashlib
import json

from tests.cli.commands import ACCESSION, SAMPLE
from viewer.resources import resource


def test_info_json_has_the_shape_of_the_contract(run):
    code, out, err = run("info", SAMPLE, "--json")
    assert (code, err) == (0, "")
    described = json.loads(out)
    assert list(described) == ["file", "submissions"]
    assert described["file"] == SAMPLE
    (submission,) = described["submissions"]
    assert list(submission) == ["form", "accession_number", "type", "header", "documents", "problems"]
    assert submission["form"] == "sec-document"
    assert submission["accession_number"] == ACCESSION
    assert submission["type"] == "8-K"
    assert submission["problems"] == []
    assert submission["documents"][0] == {
        "number": 1,
        "type": "8-K",
        "sequence": "1",
        "filename": "nshi-8k_20241029.htm",
        "description": "8-K",
        "kind": "html",
        "size": submission["documents"][0]["size"],
    }
    assert [each["kind"] for each in submission["documents"]] == ["html", "html", "html", "image"]


def test_info_json_keeps_the_header_in_file_order_with_repeats_and_groups(run):
    header = json.loads(run("info", SAMPLE, "--json")[1])["submissions"][0]["header"]
    names = [each["name"] for each in header]
    assert names[:3] == ["ACCEPTANCE-DATETIME", "ACCESSION NUMBER", "CONFORMED SUBMISSION TYPE"]
    assert names.count("ITEM INFORMATION") == 3
    (filer,) = [each for each in header if each["name"] == "FILER"]
    assert "value" not in filer
    assert [each["name"] for each in filer["fields"]] == [
        "COMPANY DATA",
        "FILING VALUES",
        "BUSINESS ADDRESS",
        "MAIL ADDRESS",
        "FORMER COMPANY",
    ]
    company = {each["name"]: each["value"] for each in filer["fields"][0]["fields"]}
    assert company["COMPANY CONFORMED NAME"] == "NORTHSTAR HARBOR INSTRUMENTS INC"
    assert company["STANDARD INDUSTRIAL CLASSIFICATION"] == "MEASURING & CONTROLLING DEVICES, NEC [3829]"


def test_an_empty_header_value_is_an_empty_string(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(resource("sample.txt").read_text().replace("SEC ACT:\t\t1934 Act", "SEC ACT:\t\t"))
    header = json.loads(run("info", str(path), "--json")[1])["submissions"][0]["header"]
    (filer,) = [each for each in header if each["name"] == "FILER"]
    assert {"name": "SEC ACT", "value": ""} in filer["fields"][1]["fields"]


def test_sizes_and_digests_are_those_of_what_raw_exports(run):
    documents = json.loads(run("info", SAMPLE, "--json", "--digest")[1])["submissions"][0]["documents"]
    for each in documents:
        content = run("export", SAMPLE, "--document", str(each["number"]), "--format", "raw")[1]
        assert each["size"] == len(content)
        assert each["sha256"] == hashlib.sha256(content).hexdigest()


def test_the_listing_names_what_is_in_the_file(run):
    code, out, err = run("info", SAMPLE)
    assert (code, err) == (0, "")
    lines = out.decode().splitlines()
    assert lines[0] == SAMPLE
    assert "  Company    NORTHSTAR HARBOR INSTRUMENTS INC" in lines
    assert lines.index("Header") < lines.index("Documents")
    assert "Problems" not in lines
    table = lines[lines.index("Documents") + 1 :]
    starts = ["File name", "nshi-8k", "nshi-ex10", "nshi-ex99", "northstar"]
    columns = {line.index(start) for line, start in zip(table, starts, strict=True)}
    assert len(columns) == 1
    assert not [line for line in lines if line != line.rstrip()]


def test_the_listing_tells_damage_with_its_place(run, tmp_path):
    path = tmp_path / "cut.txt"
    path.write_bytes(resource("sample.txt").read_bytes()[:60_000])
    code, out, _ = run("info", str(path))
    assert code == 0
    assert "\nProblems\n  line " in out.decode()
    (problem, *_) = json.loads(run("info", str(path), "--json")[1])["submissions"][0]["problems"]
    assert list(problem) == ["code", "offset", "line", "message"]
    assert problem["offset"] <= 60_000
    assert problem["message"]


def test_a_filing_cannot_steer_the_terminal(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(
        resource("sample.txt").read_bytes().replace(b"<DESCRIPTION>EX-10.1", b"<DESCRIPTION>a\x1b[2Jb")
    )
    out = run("info", str(path))[1]
    assert b"\x1b" not in out
    assert rb"a\x1b[2Jb" in out
