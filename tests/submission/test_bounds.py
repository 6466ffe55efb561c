"""What a file can make of itself in memory and time is bounded, whatever stands in it."""

from __future__ import annotations

import contextlib
import time
import tracemalloc

import pytest

from tests.submission import filings
from tests.submission.filings import LETTER, RELEASE, Filed
from tests.submission.fuzz import SLOWEST
from viewer.errors import NotASubmissionError
from viewer.submission.index import build, index, layout
from viewer.submission.model import Submission, iso_date
from viewer.submission.payload import read_payload
from viewer.submission.source import Source


def test_memory_does_not_grow_with_the_file(tmp_path):
    """An index of 30 MB takes what its three documents take, and a block."""
    path = tmp_path / "large.txt"
    page = b"<HTML><BODY>\n" + b"<P>word after word</P>\n" * 500_000 + b"</BODY></HTML>\n"
    path.write_bytes(
        filings.sec_document([LETTER, Filed("EX-1", page, "a.htm"), Filed("EX-2", page, "b.htm")])
    )
    with Source.open(path) as source:
        assert source.size > 20_000_000
        tracemalloc.start()
        try:
            (submission,) = index(source)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert len(submission.documents) == 3
    assert most < 3_000_000


MANY = 60_000
BLANK_TYPE = b"<DOCUMENT>\n<TYPE>" + b" " * MANY + b"%s\n<SEQUENCE>1\n<TEXT>\nword\n</TEXT>\n</DOCUMENT>\n"
HOSTILE = {
    "blanks in a value": BLANK_TYPE % b"x" * 20,
    "blanks before an end tag": BLANK_TYPE % b"</" * 20,
    "end tags in a value": b"<DOCUMENT>\n<TYPE>" + b"</A> " * MANY + b"\n<TEXT>\n</TEXT>\n</DOCUMENT>\n",
    "line ends behind a wrapper": b"<XML>" + b"\n" * MANY + b"<a>",
    "preambles without texts": b"<TYPE>x\n<SEQUENCE>1\n" * (MANY // 2),
    "documents in documents": b"<DOCUMENT>\n<TYPE>x\n<SEQUENCE>1\n<TEXT>\n" * 9000
    + b"</TEXT>\n</DOCUMENT>\n" * 9000,
    "texts without documents": b"</TEXT>\n</DOCUMENT>\n" * 9000,
    "headers": b"<SEC-HEADER>x\nFILER:\n" * 9000,
    "headings": b"<SEC-HEADER>x\n" + b"A:\n\t" * MANY,
    "groups in groups": b"<SEC-HEADER>x\n"
    + b"".join(b"<A%d>\n" % n for n in range(9000))
    + b"</A1>\n" * 9000,
    "an envelope's lines": b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n" + b"A-B:\n \n" * MANY,
    "mentions": b"DOCUMENT>" * MANY,
    "a line of uuencode": b"<DOCUMENT>\n<TYPE>x\n<TEXT>\nbegin 644 a.b\n" + b"M" * MANY * 40 + b"\nend\n",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_no_faster_than_the_file(tmp_path, content):
    """Where it did, some of these would take minutes; the bound is one for a slow and busy machine."""
    path = tmp_path / "hostile.xml"
    path.write_bytes(content)
    started = time.process_time()
    with contextlib.suppress(NotASubmissionError), Source.open(path) as source:
        for submission in index(source):
            for document in submission.documents[:30]:
                read_payload(source, document)
    assert time.process_time() - started < SLOWEST


def test_a_search_for_cut_lines_in_the_whole_file_takes_no_memory_for_it(tmp_path):
    """One document has too few of them to tell, so the whole file is asked, piece by piece."""
    cut = b"x" * 1023 + b"\n" + b"y" * 300 + b"\n"
    page = b"word after word\n" * 1_000_000
    documents = [Filed("10-K", cut), Filed("EX-1", cut * 2), Filed("EX-2", page)]
    path = tmp_path / "large.txt"
    path.write_bytes(filings.sec_document(documents, filed="20100401"))
    with Source.open(path) as source:
        (submission,) = index(source)
        tracemalloc.start()
        try:
            content = read_payload(source, submission.documents[0]).content
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert content == b"x" * 1023 + b"y" * 300 + b"\n"
    assert most < 3_000_000


def test_more_documents_than_anybody_files_are_told_and_left_out(opened, monkeypatch):
    monkeypatch.setattr(layout, "MOST", 20)
    filing = opened(filings.sec_document([LETTER, RELEASE] * 30))
    assert 0 < len(filing.documents) < 60
    assert filing.contents()[:2] == [LETTER.text, RELEASE.text]
    assert "too-many-documents" in filing.codes


def test_more_problems_than_anybody_reads_are_counted(opened, monkeypatch):
    monkeypatch.setattr(build, "_MOST_PROBLEMS", 5)
    filing = opened(filings.sec_document([RELEASE] * 20).replace(b"<TEXT>\n", b""))
    assert len(filing.submission.problems) == 6
    assert filing.messages[-1] == "15 more problems follow here."


def test_dates_that_are_none_stay_as_filed():
    assert iso_date("20041222") == "2004-12-22"
    assert iso_date("20181231 00:00:00") == "2018-12-31"
    assert iso_date("soon") == "soon"


def test_a_submission_without_a_header_answers_with_nothing(opened):
    submission: Submission = opened(filings.blocks([LETTER])).submission
    found = (submission.accession_number, submission.type, submission.company, submission.filing_date)
    assert found == ("", "", "", "")
    assert submission.first("FORM TYPE") == ""
