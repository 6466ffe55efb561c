"""Every real filing is read whole: documents, header values, payloads, all of them against a naive reader."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tests.submission import counts, naive
from tests.submission.counts import FILES
from tests.submission.filings import CORPUS
from tests.submission.spans import assert_spans_give_the_file_back
from viewer.submission.index import index
from viewer.submission.index.boundaries import find_marks
from viewer.submission.index.pairing import Place, pair
from viewer.submission.index.scan import scan
from viewer.submission.model import Kind
from viewer.submission.payload import read_payload
from viewer.submission.source import Source
from viewer.submission.vocabulary import LABELS, one_spelling

UNALTERED = [path for path in FILES if not counts.is_altered(path)]

pytestmark = pytest.mark.skipif(not FILES, reason="the shared corpus of real filings is not here")


def parameters(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.name)


@parameters(FILES)
def test_every_file_is_read_and_its_spans_give_it_back(path):
    """Whatever a file is, it is read without an exception, and no byte is in two places or in none."""
    with Source.open(path) as source:
        submissions = index(source)
        assert_spans_give_the_file_back(source, submissions)
        for submission in submissions:
            for document in submission.documents:
                assert read_payload(source, document).problems == ()


@parameters(UNALTERED)
def test_all_documents_are_found_with_their_preambles_and_texts(path):
    assert counts.read(path).documents == counts.there(path).documents


@parameters(FILES)
def test_every_header_value_is_a_field_of_its_own_in_its_group(path):
    assert counts.read(path).values == counts.there(path).values


@parameters(UNALTERED)
def test_uuencoded_payloads_are_exact_to_the_byte(path):
    assert counts.read(path).payloads == counts.there(path).payloads


@parameters(UNALTERED)
def test_pictures_and_archives_end_as_their_formats_say(path):
    """A decoder that loses or shifts a byte of a last line would agree with another that makes the same mistake."""
    ends = {b"\xff\xd8": b"\xff\xd9", b"\x89P": b"IEND\xaeB`\x82", b"GI": b"\x3b"}
    with Source.open(path) as source:
        (submission,) = index(source)
        for document in submission.documents:
            content = read_payload(source, document).content
            if document.kind is Kind.IMAGE and content[:2] in ends:
                assert ends[content[:2]] in content[-32:]
            elif content.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    assert archive.testzip() is None
            elif document.kind is Kind.PDF:
                assert b"%%EOF" in content[-40:]


def test_all_there_is_in_all_filings_is_read():
    """Not one document, header value or payload is missing; the counts are those of the list of the filings."""
    rows = (CORPUS / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()
    head, *listed = (row.split("\t") for row in rows)
    unaltered = {path.name for path in UNALTERED}
    filed = sum(int(row[head.index("documents")]) for row in listed if row[0] in unaltered)
    row = counts.row(FILES)
    assert row.files == len(listed) == len(FILES)
    assert row.documents == row.documents_there == filed - 1  # one filing breaks off in a document
    assert row.values == row.values_there > 12_000
    assert row.payloads == row.payloads_there > 150


def test_no_label_of_a_real_header_is_unknown():
    """A label that bears a value somewhere is known never to head a group, so an empty one is none either."""
    labels = set()
    for path in UNALTERED:
        head = re.split(rb"</(?:SEC|IMS)-HEADER>|<DOCUMENT>", path.read_bytes())[0]
        labels |= set(re.findall(rb"(?m)^[ \t]*([A-Z][A-Z0-9 -]*):[ \t]+\S", head))
    assert len(labels) > 30
    assert {one_spelling(label) for label in labels} <= LABELS


@parameters(FILES)
def test_the_span_of_a_field_is_its_line(path):
    with Source.open(path) as source:
        (submission,) = index(source)
        for top in submission.header:
            for field in top.walk():
                line = source.read(field.span)
                assert field.name.encode() in line
                if field.value is not None and "]" not in field.value:
                    assert field.value.encode() in line
                    assert b"\n" not in line


@parameters(UNALTERED)
def test_nothing_but_uuencode_is_taken_for_a_binary_format(path):
    with Source.open(path) as source:
        (submission,) = index(source)
        for document in submission.documents:
            if document.kind in (Kind.PDF, Kind.IMAGE, Kind.ZIP, Kind.SPREADSHEET):
                assert b"begin 644 " in source.read(document.text)[:200]


@parameters(UNALTERED)
def test_texts_are_as_filed_but_for_the_envelope(path):
    """Wrapper lines go, and nothing else changes where there is no privacy-enhanced envelope."""
    content = path.read_bytes()
    with Source.open(path) as source:
        (submission,) = index(source)
        for document in submission.documents:
            text = source.read(document.text)
            if naive.uudecode(text) is not None:
                continue
            if b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----" in content[:100]:
                text = re.sub(rb"(?m)^- (?=-)", b"", text)
                text = re.sub(rb"(?m)^([^\n]{1023})\n", rb"\1", text)
            text = re.sub(rb"\A\s*<(XML|XBRL)>\r?\n?(.*?)</\1>\s*\Z", rb"\2", text, flags=re.DOTALL)
            assert read_payload(source, document).content == text


@parameters(UNALTERED)
def test_marks_found_by_leaps_are_those_found_by_scanning(path):
    with Source.open(path) as source:
        leaps, scanned = (pair(source, list(find(source)))[0] for find in (find_marks, scan))
        assert [place[:4] for place in leaps] == [place[:4] for place in scanned]
        assert all(isinstance(place, Place) for place in leaps)


def test_the_last_document_of_a_cut_filing_is_told_to_be_cut():
    with Source.open(CORPUS / "0000732715-99-000042.nc") as source:
        (submission,) = index(source)
        assert [problem.code for problem in submission.problems] == ["truncated"]
        problem = submission.problems[0]
        assert problem.message == "This file ends in the middle of document 1 (10-Q)."
        assert problem.offset == source.size
        assert problem.line == (CORPUS / "0000732715-99-000042.nc").read_bytes().count(b"\n") + 1


def test_the_first_document_of_the_8_k_of_2004_is_exactly_so_long():
    with Source.open(CORPUS / "0001193125-04-218426.txt") as source:
        (submission,) = index(source)
        assert read_payload(source, submission.documents[0]).size == 15739


def test_lines_cut_at_1023_bytes_are_whole_again():
    with Source.open(CORPUS / "0001010412-10-000078.txt") as source:
        (submission,) = index(source)
        content = read_payload(source, submission.documents[0]).content
    assert b"the best of Registrant" in content
    assert len(max(content.splitlines(), key=len)) > 1023


def test_an_intact_filing_has_no_problems():
    """What the header counts too many, by one or two, is no loss and is not told."""
    for name in ("0001193125-04-218426.txt", "0000066740-24-000023.txt", "0001264931-16-000339.txt"):
        with Source.open(CORPUS / name) as source:
            assert index(source)[0].problems == ()
