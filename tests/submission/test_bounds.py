"""What a file can make of itself in memory is bounded, whatever stands in it."""

from __future__ import annotations

import tracemalloc

from tests.submission import filings
from tests.submission.filings import LETTER, RELEASE, Filed
from viewer.submission.index import build, index, layout
from viewer.submission.model import Submission, iso_date
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
