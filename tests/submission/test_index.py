"""Every container a submission lies in is read to the same documents."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.submission import filings
from tests.submission.filings import LETTER, PICTURE, RELEASE, Filed
from tests.submission.spans import assert_spans_give_the_file_back
from viewer.submission.model import Form, Kind

DOCUMENTS = [LETTER, RELEASE, filings.picture()]
CONTENTS = [LETTER.text, RELEASE.text, PICTURE]

CONTAINERS = {
    "sec-document": (filings.sec_document(DOCUMENTS), Form.SEC_DOCUMENT),
    "ims-document": (filings.sec_document(DOCUMENTS, system="IMS", filed="19940304"), Form.IMS_DOCUMENT),
    "sec-document in pem": (filings.in_pem(filings.sec_document(DOCUMENTS)), Form.SEC_DOCUMENT),
    "feed": (filings.feed(DOCUMENTS), Form.SUBMISSION),
    "documents": (filings.blocks(DOCUMENTS), Form.DOCUMENTS),
    "no envelope lines": (
        b"".join(filings.sec_document(DOCUMENTS).splitlines(keepends=True)[1:-1]),
        Form.SEC_DOCUMENT,
    ),
    "path in the envelope": (
        filings.sec_document(DOCUMENTS).replace(b"-DOCUMENT>0009", b"-DOCUMENT>/in/edgar/work/x/0009", 1),
        Form.SEC_DOCUMENT,
    ),
}

LINE_ENDS = {"lf": b"\n", "crlf": b"\r\n", "cr": b"\r", "doubled": b"\n\n", "cr-crlf": b"\r\r\n"}


@pytest.fixture(params=CONTAINERS)
def container(request):
    return CONTAINERS[request.param]


def test_a_container_is_read_to_its_documents(opened, container):
    content, form = container
    filing = opened(content)
    assert filing.submission.form is form
    assert filing.contents() == CONTENTS
    assert [d.filename for d in filing.documents] == ["lq8k.htm", "lqex991.txt", "lamp.png"]
    assert [d.kind for d in filing.documents] == [Kind.HTML, Kind.TEXT, Kind.IMAGE]
    assert [d.number for d in filing.documents] == [1, 2, 3]
    assert filing.codes == []


def test_the_header_says_who_filed_what_and_when(opened, container):
    content, form = container
    submission = opened(content).submission
    if form is Form.DOCUMENTS:
        assert submission.header == ()
        return
    assert submission.accession_number == "0009999999-21-000042"
    assert submission.type == "8-K"
    assert submission.company == "LANTERN & QUAY HOLDINGS, INC."
    assert submission.period == "2021-03-01"
    assert submission.filing_date[:2] in ("19", "20")


@pytest.mark.parametrize("line_end", LINE_ENDS)
def test_line_ends_of_any_kind_are_read(opened, container, line_end):
    """Texts keep the line ends they have; what is uuencoded comes out the same."""
    content, form = container
    end = LINE_ENDS[line_end]
    filing = opened(content.replace(b"\n", end))
    assert filing.submission.form is form
    second = b"\n" if line_end == "doubled" else b""  # of the two line ends behind <TEXT>, one is the text's
    assert filing.contents() == [second + text.replace(b"\n", end) for text in CONTENTS[:2]] + [PICTURE]
    assert filing.submission.company == ("" if form is Form.DOCUMENTS else "LANTERN & QUAY HOLDINGS, INC.")
    assert filing.codes == []
    assert_spans_give_the_file_back(filing.source, filing.submissions)


def test_mixed_line_ends_are_read(opened, container):
    content, _ = container
    middle = content.find(b"</DOCUMENT>")
    filing = opened(content[:middle].replace(b"\n", b"\r\n") + content[middle:])
    assert filing.contents() == [LETTER.text.replace(b"\n", b"\r\n"), RELEASE.text, PICTURE]
    assert filing.codes == []


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n\n \n", b"\r\n\r\n", b"\xef\xbb\xbf\n"])
def test_a_mark_or_blank_lines_before_the_envelope_are_passed_over(opened, container, before):
    content, form = container
    filing = opened(before + content)
    assert filing.submission.form is form
    assert filing.contents() == CONTENTS
    assert filing.codes == []


@pytest.mark.parametrize("indent", [b"    ", b"\t"])
def test_the_indent_of_a_copier_is_taken_away_and_told(opened, container, indent):
    content, form = container
    filing = opened(b"\n".join(indent + line for line in content.split(b"\n")[:-1]))
    assert filing.submission.form is form
    assert filing.contents() == CONTENTS
    assert [d.kind for d in filing.documents] == [Kind.HTML, Kind.TEXT, Kind.IMAGE]
    assert filing.payload(3).problems == ()
    assert filing.codes == ["indented"]


def test_tags_in_small_letters_are_tags(opened):
    content = filings.sec_document(DOCUMENTS)
    for tag in (
        b"DOCUMENT>",
        b"TEXT>",
        b"TYPE>",
        b"SEQUENCE>",
        b"FILENAME>",
        b"DESCRIPTION>",
        b"SEC-HEADER>",
    ):
        content = content.replace(tag, tag.lower())
    filing = opened(content)
    assert filing.contents() == CONTENTS
    assert filing.submission.accession_number == "0009999999-21-000042"


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_compressed_container_is_read_as_what_is_in_it(opened, container):
    content, form = CONTAINERS[container]
    filing = opened(gzip.compress(content), "filing.txt.gz")
    assert filing.submission.form is form
    assert filing.contents() == CONTENTS
    assert filing.codes == []


def test_several_submissions_in_one_file_are_submissions_of_their_own(opened):
    """A day's submissions one behind the other, of all forms: each keeps its documents and its header."""
    parts = [
        filings.sec_document(DOCUMENTS),
        filings.in_pem(filings.sec_document([LETTER])),
        filings.feed([RELEASE]),
    ]
    filing = opened(b"".join(parts))
    assert [submission.form for submission in filing.submissions] == [
        Form.SEC_DOCUMENT,
        Form.SEC_DOCUMENT,
        Form.SUBMISSION,
    ]
    assert [filing.contents(number) for number in range(3)] == [CONTENTS, [LETTER.text], [RELEASE.text]]
    assert [submission.span.start for submission in filing.submissions] == [
        0,
        len(parts[0]),
        len(parts[0] + parts[1]),
    ]
    assert filing.codes == []


LINES_AROUND = re.compile(rb"</?(?:SEC-DOCUMENT|SEC-HEADER|SUBMISSION)>[^\n]*\n")


@pytest.mark.parametrize("make", [filings.sec_document, filings.feed])
@pytest.mark.parametrize("documents", [DOCUMENTS, []])
def test_submissions_without_the_lines_around_them_are_told_apart_by_their_headers(opened, make, documents):
    """Copies whose envelope lines were lost, one behind the other: no document goes to the one before."""
    bare = LINES_AROUND.sub(b"", make(documents))
    other = bare.replace(filings.ACCESSION.encode(), b"0009999999-21-000043")
    filing = opened(bare + other + bare)
    assert [submission.accession_number[-2:] for submission in filing.submissions] == ["42", "43", "42"]
    assert [len(submission.documents) for submission in filing.submissions] == [len(documents)] * 3
    assert [submission.span.start for submission in filing.submissions] == [0, len(bare), 2 * len(bare)]
    assert filing.submissions[1].header[0].span.start == len(bare)
    assert filing.codes == []


def test_accession_numbers_that_a_header_lists_begin_no_other_submission(opened):
    listed = (
        b"<MULTI-ACCESSION-NUMBERS>\nACCESSION NUMBER:\t\t0009999999-21-000050\n</MULTI-ACCESSION-NUMBERS>\n"
    )
    content = filings.sec_document([LETTER]).replace(b"</SEC-HEADER>\n", listed)
    filing = opened(content)
    assert len(filing.submissions) == 1
    assert filing.submission.accession_number == filings.ACCESSION


def test_the_same_submission_appended_to_its_own_beginning_is_told_from_it(opened):
    """What a broken download leaves: half of a submission, then all of it."""
    whole = filings.sec_document(DOCUMENTS)
    filing = opened(whole[: whole.find(b"appoints")] + b"\n" + whole)
    assert len(filing.submissions) == 2
    assert filing.contents(1) == CONTENTS
    assert filing.codes == ["truncated"]
    assert filing.messages == ["The submission ends in the middle of document 1 (lq8k.htm)."]


def test_a_list_of_documents_is_parted_where_the_sequence_begins_again(opened):
    filing = opened(filings.blocks([LETTER, RELEASE]) + filings.blocks([RELEASE]))
    assert [len(submission.documents) for submission in filing.submissions] == [2, 1]
    assert filing.submissions[1].documents[0].number == 1
    assert_spans_give_the_file_back(filing.source, filing.submissions)


@pytest.mark.parametrize(
    "header",
    [
        filings.HEADER.format(count=2, filed="20210304"),
        filings.TAGGED_HEADER.format(count=2, filed="20210304"),
        f"<SEC-HEADER>x.hdr.sgml : 20210304\n{filings.HEADER.format(count=2, filed='20210304')}</SEC-HEADER>\n",
        f"<SEC-HEADER>x.hdr.sgml : 20210304\n{filings.TAGGED_HEADER.format(count=2, filed='20210304')}</SEC-HEADER>\n",
    ],
    ids=["labelled", "tagged", "labelled in tags", "hdr.sgml"],
)
def test_a_header_alone_is_a_submission_without_documents(opened, header):
    filing = opened(header.encode())
    assert filing.submission.form is Form.HEADER
    assert filing.submission.accession_number == "0009999999-21-000042"
    assert filing.submission.company == "LANTERN & QUAY HOLDINGS, INC."
    assert filing.documents == ()
    assert filing.codes == []


def test_a_page_of_headers_is_read_for_its_header(opened):
    tagged = filings.TAGGED_HEADER.format(count=2, filed="20210304").replace("&", "&amp;")
    labelled = filings.HEADER.format(count=2, filed="20210304").replace("&", "&amp;")
    page = (
        "<HTML><HEAD><TITLE>SEC EDGAR Submission</TITLE>\n<!--\n"
        f"<SEC-HEADER>x.hdr.sgml : 20210304\n{tagged}</SEC-HEADER>\n"
        f"-->\n</HEAD><BODY>\n<PRE>&lt;SEC-DOCUMENT&gt;x-index.html : 20210304\n{labelled}&lt;DOCUMENT&gt;\n"
        '<a href="a.htm">Document 1</a><br>\n&lt;/DOCUMENT&gt;</PRE></BODY></HTML>\n'
    )
    filing = opened(page.encode(), "x-index-headers.html")
    assert filing.submission.form is Form.HEADER
    assert filing.submission.company == "LANTERN & QUAY HOLDINGS, INC."
    assert filing.documents == ()
    assert filing.codes == []


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("ex99.htm", b"<html><body><p>Hello</p></body></html>", Kind.HTML),
        ("EX99.HTM", b"\xef\xbb\xbf  <!DOCTYPE html>\n<html></html>", Kind.HTML),
        ("page", b"<HTML><BODY></BODY></HTML>", Kind.HTML),
        ("ex.htm", b"<ol><li>first</ol>", Kind.HTML),
        ("ex.htm", b"<htm1><p>Hello", Kind.HTML),
        ("ex.htm", b"&nbsp;<P>Hello", Kind.HTML),
        ("page", b"<blockquote>Hello", Kind.HTML),
        ("form4.xml", b'<?xml version="1.0"?>\n<ownershipDocument/>', Kind.XML),
        ("page.xhtml", b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"/>', Kind.HTML),
        ("wide.xml", '<?xml version="1.0"?><a/>'.encode("utf-16"), Kind.XML),
        ("a.pdf", b"%PDF-1.7\n\x00\x01", Kind.PDF),
        ("scan", b"%PDF-1.7\n\x00\x01", Kind.PDF),
        ("g1.jpg", b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
        ("report.xlsx", b"PK\x03\x04[Content_Types].xml", Kind.SPREADSHEET),
        ("x-xbrl.zip", b"PK\x03\x04", Kind.ZIP),
        ("MetaLinks.json", b'{"version": "2.2"}', Kind.JSON),
        ("Show.js", b"// script\nfunction show() {}", Kind.SCRIPT),
        ("report.css", b".report { color: black }", Kind.STYLE),
    ],
)
def test_an_exhibit_by_itself_is_one_document_byte_for_byte(opened, name, content, kind):
    filing = opened(content, name)
    assert filing.submission.form is Form.EXHIBIT
    (document,) = filing.documents
    assert (document.filename, document.type, document.kind) == (name, "", kind)
    assert filing.contents() == [content]
    assert filing.codes == []


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?>\n<a>\n  <document>\n    <type>x</type>\n    <text>\n    </text>\n  </document>\n</a>\n',
        b'<?xml version="1.0"?>\n<document>\n<type>x</type>\n<text>\n</text>\n</document>\n',
        b'<?xml version="1.0"?>\n<a>\n<DOCUMENT>\n<NAME>x</NAME>\n</DOCUMENT>\n</a>\n',
        b"<html>\n<pre>\n&lt;DOCUMENT>\n<SEC-HEADER>\n</SEC-HEADER>\n</pre></html>\n",
    ],
)
def test_elements_of_an_exhibit_may_be_called_what_they_like(opened, content):
    filing = opened(content, "form.xml")
    assert filing.submission.form is Form.EXHIBIT
    assert filing.contents() == [content]


def test_an_exhibit_keeps_what_would_be_a_wrapper_in_a_submission(opened):
    content = b"<XML>\n<?xml version='1.0'?>\n<a/>\n</XML>\n"
    assert opened(content, "a.xml").contents() == [content]


def test_description_over_two_lines_and_a_flawed_schedule(opened):
    content = (
        b"<DOCUMENT>\n<TYPE>EX-27\n<SEQUENCE>7\n<DESCRIPTION>ART. 5 FDS FOR FY97 \nFORM 10-K\n<FLAWED>\n<TEXT>\n"
        b"<ARTICLE> 5\n<CASH> 1\n</TEXT>\n</DOCUMENT>\n"
    )
    (document,) = opened(content).documents
    assert document.description == "ART. 5 FDS FOR FY97 FORM 10-K"
    assert document.flawed
    assert document.sequence == "7"
    assert document.filename == ""
    assert document.kind is Kind.TEXT


def test_closed_value_tags_are_taken_off(opened):
    content = b"<DOCUMENT>\n<TYPE>8-K</TYPE>\n<SEQUENCE>1</SEQUENCE>\n<TEXT>\nword\n</TEXT>\n</DOCUMENT>\n"
    (document,) = opened(content).documents
    assert (document.type, document.sequence) == ("8-K", "1")


def test_a_description_may_hold_anything(opened):
    (document,) = opened(filings.blocks([Filed("EX-1", b"x\n", "a.txt", "R&D <draft> é 100% ")])).documents
    assert document.description == "R&D <draft> é 100%"


def test_gaps_in_the_sequence_are_no_matter(opened):
    documents = [
        Filed("8-K", b"one\n", sequence="1"),
        Filed("EX-1", b"two\n", sequence="4"),
        Filed("EX-2", b"three\n"),
    ]
    filing = opened(filings.sec_document(documents))
    assert [d.sequence for d in filing.documents] == ["1", "4", "3"]
    assert [d.number for d in filing.documents] == [1, 2, 3]
    assert filing.codes == []


@pytest.mark.parametrize("more", [1, 2])
def test_a_count_that_is_a_little_too_high_is_no_loss(opened, more):
    assert opened(filings.sec_document([LETTER, RELEASE], count=2 + more)).codes == []


def test_a_count_that_is_much_too_high_is_told(opened):
    filing = opened(filings.sec_document([LETTER, RELEASE], count=160))
    assert filing.messages == ["The header announces 160 documents, and 2 of them are here."]


def test_copies_whose_tags_were_stripped_are_header_and_one_document(opened):
    head = filings.HEADER.format(count=2, filed="20210304").split("\n", 1)[1]
    content = (
        f"{filings.PEM_HEAD.strip()}\n0009999999-21-000042.txt : 20210304\n"
        f"0009999999-21-000042.hdr.sgml : 20210304\n{head}"
    )
    filing = opened((content + "8-K\n1\n- -- a dash\nSome text\n" * 4 + filings.PEM_TAIL).encode())
    assert filing.submission.accession_number == "0009999999-21-000042"
    assert filing.contents() == [b"8-K\n1\n-- a dash\nSome text\n" * 4]
    assert filing.codes == ["tags-stripped"]
    assert filing.submission.envelope == "0009999999-21-000042.txt : 20210304"


def test_the_envelope_line_is_kept(opened):
    assert opened(filings.sec_document([LETTER])).submission.envelope == "0009999999-21-000042.txt : 20210304"
