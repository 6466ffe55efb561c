"""Damage is told with its place, and everything that is intact is read."""

from __future__ import annotations

import bz2
import lzma
import random

import pytest

from tests.submission import filings
from tests.submission.filings import LETTER, PICTURE, RELEASE, Filed
from tests.submission.spans import assert_spans_give_the_file_back
from viewer.errors import NotASubmissionError, UnreadableFileError
from viewer.submission.index import index
from viewer.submission.model import Form, Kind
from viewer.submission.payload import read_payload
from viewer.submission.source import Source

LAST = Filed("EX-99.2", b"<HTML><BODY>last</BODY></HTML>\n", "last.htm")
DOCUMENTS = [LETTER, RELEASE, filings.picture(), LAST]
CONTENTS = [LETTER.text, RELEASE.text, PICTURE, LAST.text]

FORMS = {
    "sec": filings.sec_document(DOCUMENTS),
    "pem": filings.in_pem(filings.sec_document(DOCUMENTS)),
    "feed": filings.feed(DOCUMENTS),
    "bare": filings.blocks(DOCUMENTS),
}


@pytest.fixture(params=FORMS)
def content(request):
    return FORMS[request.param]


def line_starts(content: bytes, tag: bytes) -> list[int]:
    """Return where lines that are this tag begin."""
    return [at + 1 for at in range(len(content)) if content[at : at + len(tag) + 2] == b"\n" + tag + b"\n"]


def without_line(content: bytes, tag: bytes, nth: int) -> bytes:
    at = ([0] * content.startswith(tag + b"\n") + line_starts(content, tag))[nth]
    return content[:at] + content[at + len(tag) + 1 :]


def test_a_file_cut_anywhere_keeps_every_document_before_the_cut(opened, content):
    """Cut at every eleventh byte: what was whole is whole, and there is a problem for what is not."""
    ends = [at + len(b"</DOCUMENT>") for at in line_starts(content, b"</DOCUMENT>")]
    for cut in range(len(filings.PEM_HEAD) + 300, len(content), 11):
        filing = opened(content[:cut])
        whole = sum(end <= cut for end in ends)
        assert filing.contents()[:whole] == CONTENTS[:whole]
        assert_spans_give_the_file_back(filing.source, filing.submissions)
        told = [problem for problem in filing.submission.problems if problem.offset == cut]
        if whole < len(CONTENTS) and filing.submission.form is not Form.DOCUMENTS:
            assert told, f"nothing said of the cut at {cut}"


def test_a_cut_in_a_document_names_it(opened, content):
    filing = opened(content[: content.find(b"`\nend") - 100])
    assert filing.messages == [
        "This file ends in the middle of document 3 (lamp.png); documents 1 to 2 are complete."
    ]
    assert filing.codes == ["truncated"]
    payload = filing.payload(3)
    assert PICTURE.startswith(payload.content)
    assert [problem.code for problem in payload.problems] == ["uuencode-no-end"]


def test_a_cut_between_documents_is_known_by_the_count(opened):
    content = FORMS["sec"]
    filing = opened(content[: line_starts(content, b"</DOCUMENT>")[1] + len(b"</DOCUMENT>\n")])
    assert filing.messages == ["This file ends after document 2; its header announces 4."]


def test_a_cut_in_the_header_keeps_what_is_there(opened):
    content = FORMS["sec"]
    filing = opened(content[: content.find(b"HARBOUR") + 3])
    assert filing.submission.form is Form.HEADER
    assert filing.submission.company == "LANTERN & QUAY HOLDINGS, INC."
    assert filing.submission.first("STREET 1") == "1 HAR"
    assert filing.messages == ["This file ends in the middle of its header."]


def test_the_second_half_of_a_filing_is_what_remains(opened, content):
    """The beginning of a document is missing: its rest is shown as one, and all behind it is whole."""
    filing = opened(content[content.find(b"appoints") :])
    found = filing.contents()
    assert found[0] == b"appoints a keeper.</P>\n</BODY></HTML>\n"
    if filing.codes and content.startswith(b"-----"):
        assert found[1:] == CONTENTS[1:]
    assert found[2:] == CONTENTS[2:]
    assert filing.codes == ["missing-document-start"]


@pytest.mark.parametrize("nth", range(4))
def test_a_missing_end_of_a_document_loses_nothing(opened, content, nth):
    filing = opened(without_line(content, b"</DOCUMENT>", nth))
    assert filing.contents() == CONTENTS
    assert filing.codes == ["missing-document-end"]


@pytest.mark.parametrize("nth", range(4))
def test_a_missing_end_of_a_text_loses_nothing(opened, content, nth):
    filing = opened(without_line(content, b"</TEXT>", nth))
    assert filing.contents() == CONTENTS
    assert filing.codes == ["missing-text-end"]


@pytest.mark.parametrize("nth", range(4))
def test_both_ends_missing_end_a_document_where_the_next_begins(opened, content, nth):
    filing = opened(without_line(without_line(content, b"</TEXT>", nth), b"</DOCUMENT>", nth))
    assert filing.contents() == CONTENTS
    assert len(filing.codes) == 1


@pytest.mark.parametrize("nth", range(4))
def test_a_missing_beginning_of_a_document_is_found_by_its_preamble(opened, content, nth):
    filing = opened(without_line(content, b"<DOCUMENT>", nth))
    assert filing.contents() == CONTENTS
    assert [d.filename for d in filing.documents] == ["lq8k.htm", "lqex991.txt", "lamp.png", "last.htm"]
    assert filing.codes == ["missing-document-start"]
    assert_spans_give_the_file_back(filing.source, filing.submissions)


@pytest.mark.parametrize("nth", range(4))
def test_a_missing_beginning_of_a_text_leaves_the_preamble_as_it_is(opened, content, nth):
    filing = opened(without_line(content, b"<TEXT>", nth))
    assert filing.contents() == CONTENTS
    assert [d.filename for d in filing.documents] == ["lq8k.htm", "lqex991.txt", "lamp.png", "last.htm"]
    assert filing.codes == ["missing-text-start"]


@pytest.mark.parametrize("nth", range(4))
def test_a_damaged_end_tag_is_no_end_tag(opened, content, nth):
    at = line_starts(content, b"</DOCUMENT>")[nth]
    filing = opened(content[: at + 5] + b"\x00" + content[at + 6 :])
    assert filing.contents() == CONTENTS


def test_without_any_tag_of_documents_the_header_is_still_read(opened):
    content = FORMS["sec"].replace(b"<DOCUMENT>\n", b"").replace(b"</DOCUMENT>\n", b"")
    filing = opened(content)
    assert filing.submission.accession_number == filings.ACCESSION
    assert filing.contents()[1:] == CONTENTS[1:]
    assert filing.codes


MENTIONS = {
    "in a line": b"The <DOCUMENT> and </DOCUMENT> tags, <TEXT> and </TEXT>, are the SEC's.\n",
    "a beginning": b"<DOCUMENT>\n",
    "the end of a text": b"</TEXT>\nand so on\n",
    "a beginning and the end of a text": b"<DOCUMENT>\n<TYPE>EX-1\n<SEQUENCE>9\n<TEXT>\nquoted\n</TEXT>\nand so on\n",
    "a beginning without a preamble": b"<DOCUMENT>\nquoted\n</TEXT>\nand so on\n",
    "a document": b"<DOCUMENT>\n<TYPE>EX-1\n<SEQUENCE>9\n<TEXT>\nquoted\n</TEXT>\n</DOCUMENT>\nand so on\n",
    "a submission": filings.sec_document([RELEASE]) + b"and so on\n",
    "an envelope": b"<SEC-DOCUMENT>0009999999-21-000001.txt : 20210101\n</SEC-DOCUMENT>\n",
    "a header": b"<SEC-HEADER>\nFILER:\n</SEC-HEADER>\n",
    "a feed": b"<SUBMISSION>\n<TYPE>8-K\n</SUBMISSION>\n",
    "an indented document": b"  <DOCUMENT>\n  <TYPE>EX-1\n  <TEXT>\n  quoted\n  </TEXT>\n  </DOCUMENT>\n",
    "the message's beginning": b"<TITLE>-----BEGIN PRIVACY-ENHANCED MESSAGE-----</TITLE>\n",
}


@pytest.mark.parametrize("mention", MENTIONS)
@pytest.mark.parametrize("nth", [0, 1, 3])
def test_tags_that_a_text_mentions_are_text(opened, mention, nth):
    texts = [document.text for document in DOCUMENTS]
    texts[nth] = texts[nth][:8] + b"\n" + MENTIONS[mention] + texts[nth][8:]
    documents = [
        Filed(d.type, text, d.filename, d.description) for d, text in zip(DOCUMENTS, texts, strict=True)
    ]
    filing = opened(filings.sec_document(documents))
    expected = list(CONTENTS)
    expected[nth] = texts[nth]
    assert filing.contents() == expected
    assert filing.codes == []
    assert len(filing.submissions) == 1


def test_bytes_between_documents_are_told_and_kept_apart(opened, content):
    at = line_starts(content, b"</DOCUMENT>")[1] + len(b"</DOCUMENT>\n")
    filing = opened(content[:at] + b"stray words\n" * 2 + content[at:])
    assert filing.contents() == CONTENTS
    assert filing.messages == ["24 bytes that belong to no document are not shown."]


def test_a_single_byte_of_windows_1252_is_kept(opened):
    text = b"The Registrant\x92s caf\xc3\xa9\n"
    assert opened(filings.sec_document([Filed("8-K", text)])).contents() == [text]


def test_nothing_at_all_is_refused_with_a_sentence(opened):
    with pytest.raises(NotASubmissionError, match=r"^filing\.txt is empty\. Open the complete submission"):
        opened(b"")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("blank.txt", b" \r\n\n\t ", "holds nothing but blanks"),
        ("noise.txt", random.Random(1).randbytes(200_000), "is no EDGAR submission"),
        ("noise.htm", random.Random(2).randbytes(5_000), "is no EDGAR submission"),
        (
            "20210304.Z",
            b"\x1f\x9d\x90" + random.Random(3).randbytes(5_000),
            "is packed with compress: unpack it",
        ),
        ("a.txt.bz2", bz2.compress(FORMS["sec"]), "is packed with bzip2: unpack it and open what is in it"),
        ("a.txt.xz", lzma.compress(FORMS["sec"]), "is packed with xz: unpack it"),
        ("notes.txt", b"Shopping list\nmilk\n", "is a text file, but no EDGAR submission"),
        (
            "redirected.txt",
            FORMS["sec"].decode().encode("utf-16"),
            "is written in UTF-16, which no submission is",
        ),
        (
            "mail",
            b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nhello\n",
            "is a text file, but no EDGAR submission",
        ),
        (
            "0009999999-21-000042.txt",
            b"<!DOCTYPE html><html><head><title>SEC.gov | Your Request Originates from an Undeclared Automated Tool"
            b"</title></head><body></body></html>",
            "is no filing but a page by which the SEC's site refused a download: download the filing again",
        ),
        (
            "r.htm",
            b"<html><title>SEC.gov | Request Rate Threshold Exceeded</title></html>",
            "refused a download",
        ),
        (
            "404.txt",
            b"<!DOCTYPE html><html><head><title>SEC.gov | File Not Found Error Alert (404)</title></head></html>",
            "is no filing but a page that says why a site did not give it: download the filing again",
        ),
        ("503.htm", b"<html><TITLE>503 Service Temporarily Unavailable</TITLE></html>", "why a site did not"),
        (
            "pointer.txt",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n",
            "is no filing but a pointer of Git LFS",
        ),
        ("one-line.txt", FORMS["sec"].replace(b"\n", b" "), "has lost its line ends"),
        ("n.xml", b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", "there is no such file"),
    ],
)
def test_what_is_no_filing_is_refused_with_a_sentence(opened, name, content, said):
    with pytest.raises(NotASubmissionError) as refusal:
        opened(content, name)
    message = str(refusal.value)
    assert message.startswith(name)
    assert said in message
    assert message.endswith(".")
    assert "\n" not in message


def test_a_title_that_speaks_of_numbers_or_of_what_was_found_is_no_refusal(opened):
    for title in (
        b"404 INTERNAL CONTROL REPORT",
        b"Service Agreement",
        b"Report that no fault was not found",
    ):
        content = b"<html><head><title>" + title + b"</title></head><body>words</body></html>"
        assert opened(content, "exhibit.htm").contents() == [content]


def test_an_uninvited_page_in_a_filing_is_only_a_mention(opened):
    text = b"<HTML><BODY>an undeclared automated tool</BODY></HTML>\n"
    assert opened(filings.sec_document([Filed("8-K", text)])).contents() == [text]


def test_a_file_that_shrinks_while_open_is_told(tmp_path):
    path = tmp_path / "filing.txt"
    path.write_bytes(FORMS["sec"])
    with Source.open(path) as source:
        (submission,) = index(source)
        with path.open("r+b") as file:
            file.truncate(submission.documents[1].text.start + 5)
        first = read_payload(source, submission.documents[0])
        assert first.content == LETTER.text
        assert [problem.code for problem in first.problems] == ["changed"]
        with pytest.raises(UnreadableFileError, match="became shorter while it was open"):
            read_payload(source, submission.documents[2])


def test_a_file_that_shrinks_before_it_is_indexed_is_refused_with_a_sentence(tmp_path):
    path = tmp_path / "filing.txt"
    path.write_bytes(FORMS["sec"])
    with Source.open(path) as source:
        path.write_bytes(b"")
        with pytest.raises(
            UnreadableFileError, match=r"^filing\.txt became shorter while it was open; open it again\.$"
        ):
            index(source)


def test_a_file_that_vanishes_while_open_is_still_read(tmp_path):
    path = tmp_path / "filing.txt"
    path.write_bytes(FORMS["sec"])
    with Source.open(path) as source:
        path.unlink()
        (submission,) = index(source)
        assert [read_payload(source, document).content for document in submission.documents] == CONTENTS


def test_a_sparse_file_of_ten_gigabytes_is_read_in_no_time(tmp_path):
    """A submission at its beginning is read; the hole behind it takes neither time nor memory."""
    path = tmp_path / "sparse.txt"
    with path.open("wb") as file:
        file.write(FORMS["sec"])
        file.truncate(10 << 30)
    with Source.open(path) as source:
        if not source.is_sparse:
            pytest.skip("this file system has no sparse files")
        (submission,) = index(source)
        assert [read_payload(source, document).content for document in submission.documents] == CONTENTS


def test_a_document_larger_than_memory_is_refused(tmp_path):
    path = tmp_path / "sparse.txt"
    with path.open("wb") as file:
        file.write(FORMS["bare"][: FORMS["bare"].find(b"appoints")])
        file.truncate(10 << 30)
    with Source.open(path) as source:
        if not source.is_sparse:
            pytest.skip("this file system has no sparse files")
        (submission,) = index(source)
        with pytest.raises(UnreadableFileError, match=r"lq8k\.htm is too large to be shown"):
            read_payload(source, submission.documents[0])


def test_kinds_are_told_by_content_before_name_and_type(opened):
    documents = [
        Filed("8-K", b"<HTML><BODY>x</BODY></HTML>\n", "a.txt"),
        Filed("8-K", b"plain words only\n", "a.htm"),
        Filed("GRAPHIC", filings.uuencoded(b"GIF89a" + bytes(60)), "g.jpg"),
        Filed(
            "EX-1",
            b"<XBRL>\n<?xml version='1.0' encoding='ASCII'?>\n<html xmlns='x'>\n</html>\n</XBRL>\n",
            "b.htm",
        ),
        Filed(
            "4", b"<XML>\n<?xml version='1.0'?>\n<ownershipDocument>\n</ownershipDocument>\n</XML>\n", "f.xml"
        ),
        Filed("XML", b"<html>\n<body></body></html>\n", "R1.htm"),
        Filed("XML", b"var Show = {};\n", "Show.js"),
        Filed("XML", b".report {}\n", "report.css"),
        Filed("JSON", b"{\n}\n", "MetaLinks.json"),
        Filed("EX-27", b"<TABLE> <S> <C>\n<CASH> 1\n</TABLE>\n"),
        Filed("10-K", b"<PAGE>  1\n\nAnnual report\n"),
        Filed("LETTER", b"begin this letter with 644 words\nand END it soon\n", "x.txt"),
        Filed("EXCEL", filings.uuencoded(b"PK\x03\x04" + bytes(60)), "Financial_Report.xlsx"),
        Filed("EXCEL", filings.uuencoded(b"\xef\xbb\xbfMIME-Version: 1.0\n" * 3), "Financial_Report.xls"),
        Filed("10-K", b""),
        Filed("10-K", b"<?xml version='1.0'?>\n<!-- " + b"made by " * 99 + b"-->\n<html></html>\n", "ix.htm"),
        Filed("XML", b"<?xml version='1.0'?>\n<!-- " + b"made by " * 99 + b"-->\n<a></a>\n", "a.xml"),
        Filed("10-K", b"<!-- " + b"made by " * 99 + b"-->\n<html></html>\n", "long.htm"),
        Filed("EX-1", b"<!-- made by -->\n<P>x</P>\n", "p.txt"),
    ]
    filing = opened(filings.sec_document(documents))
    assert [document.kind for document in filing.documents] == [
        Kind.HTML, Kind.TEXT, Kind.IMAGE, Kind.HTML, Kind.XML, Kind.HTML, Kind.SCRIPT, Kind.STYLE, Kind.JSON,
        Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.SPREADSHEET, Kind.SPREADSHEET, Kind.TEXT,
        Kind.HTML, Kind.XML, Kind.HTML, Kind.HTML,
    ]  # fmt: skip
    assert filing.contents()[11] == documents[11].text
    assert filing.contents()[3] == b"<?xml version='1.0' encoding='ASCII'?>\n<html xmlns='x'>\n</html>\n"
