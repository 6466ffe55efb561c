"""One opened file: renditions made once and kept within bounds, pictures found, the main document chosen."""

from __future__ import annotations

import binascii
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from viewer.errors import NotASubmissionError, UnreadableFileError, ViewerError
from viewer.markup.tree import Block, BlockKind
from viewer.rendition import Filing, Rendition
from viewer.rendition import filing as filings
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import Context

GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PDF = b"%PDF-1.4\n%%EOF\n"
PAGE = "<html><body><p>Pears and <img src='images/Harvest_1.GIF'> quinces.</p></body></html>"


def uuencoded(name: str, content: bytes) -> str:
    lines = [binascii.b2a_uu(content[at : at + 45]).decode() for at in range(0, len(content), 45)]
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n"


def document(number: int, kind: str, name: str, payload: str) -> str:
    filename = f"<FILENAME>{name}\n" if name else ""
    return (
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{number}\n{filename}<TEXT>\n{payload}\n</TEXT>\n</DOCUMENT>\n"
    )


def submission(kind: str, *documents: tuple[str, str, str]) -> str:
    listed = "".join(document(number, *each) for number, each in enumerate(documents, 1))
    return (
        "<SEC-DOCUMENT>0009999999-12-000001.txt : 20120301\n<SEC-HEADER>0009999999-12-000001.hdr.sgml : 20120301\n"
        f"ACCESSION NUMBER:\t\t0009999999-12-000001\nCONFORMED SUBMISSION TYPE:\t{kind}\n</SEC-HEADER>\n"
        f"{listed}</SEC-DOCUMENT>\n"
    )


DOCUMENTS = (
    ("EX-99.1", "ex99.htm", "<html><body><p>Exhibit first.</p></body></html>"),
    ("10-K", "lark10k.htm", PAGE),
    ("GRAPHIC", "harvest_1.gif", uuencoded("harvest_1.gif", GIF)),
    ("GRAPHIC", "LOGO.JPG", uuencoded("LOGO.JPG", JPEG)),
    ("EX-99.2", "notes.txt", "Plain  lines\n  kept as they are\n"),
    ("EX-99.3", "harvest_2.gif", "no picture, but words\n"),
    ("EX-101", "lark.xml", "<XML>\n<?xml version='1.0'?>\n<lark>\n  <pears>12</pears>\n</lark>\n</XML>"),
    ("EX-99.4", "paper.pdf", f"<PDF>\n{uuencoded('paper.pdf', PDF)}</PDF>"),
    ("EX-99.5", "empty.htm", ""),
    ("EX-99.6", "hidden.htm", "<html><body><p style='display:none'>Not to be seen.</p></body></html>"),
)


@pytest.fixture
def filing(tmp_path):
    path = tmp_path / "filing.txt"
    path.write_text(submission("10-K", *DOCUMENTS), newline="")
    with Filing.open(path) as opened:
        yield opened


def of(filing: Filing, name: str) -> Rendition:
    return filing.rendition(next(d for d in filing.submissions[0].documents if d.filename == name))


# Renditions


def test_a_rendition_is_made_once(filing):
    first, second = filing.submissions[0].documents[:2]
    assert filing.rendition(first) is filing.rendition(first)
    assert filing.rendition(first) is not filing.rendition(second)


def test_each_rendering_is_made_once(filing):
    shown = of(filing, "lark10k.htm")
    assert shown.tree is shown.tree
    assert shown.html() is shown.html()
    assert shown.text() is shown.text()
    assert shown.markdown() is shown.markdown()


def test_the_renderings_of_a_page(filing):
    shown = of(filing, "lark10k.htm")
    assert shown.payload.kind is Kind.HTML
    assert "Pears and" in shown.text().text
    assert "quinces." in shown.text().text
    assert "![Harvest_1.GIF](Harvest_1.GIF)" in shown.markdown().text
    assert '<img src="Harvest_1.GIF"' in shown.html()
    assert "<style>" in shown.html()
    assert shown.notice == ""


def test_plain_text_keeps_its_lines(filing):
    shown = of(filing, "notes.txt")
    assert shown.text().text == "Plain  lines\n  kept as they are\n"
    assert "kept as they are" in shown.html()


def test_xml_of_no_known_form_is_shown_by_the_names_of_its_elements(filing):
    shown = of(filing, "lark.xml")
    assert shown.payload.kind is Kind.XML
    assert "Pears  12" in shown.text().text


def test_a_picture_is_shown_on_a_page_of_its_own(filing):
    shown = of(filing, "harvest_1.gif")
    assert '<img src="harvest_1.gif"' in shown.html()
    assert shown.notice == "harvest_1.gif is a picture (GIF, 1 × 1 pixels, 1 KB); it has no text."


@pytest.mark.parametrize(
    ("name", "notice"),
    [
        ("paper.pdf", "paper.pdf is damaged or no PDF document; its text cannot be read."),
        ("empty.htm", "empty.htm is empty: the submission holds no text for it."),
        ("hidden.htm", "hidden.htm holds no words that a reader would see."),
    ],
)
def test_where_there_is_nothing_to_read_the_page_says_so(filing, name, notice):
    shown = of(filing, name)
    assert shown.notice == notice
    assert f'<p class="notice">{notice}</p>' in shown.html()
    assert shown.text().text == ""
    assert shown.tree.blocks == ()


def test_what_was_left_out_is_counted(filing):
    (left,) = of(filing, "hidden.htm").tree.left_out
    assert (left.reason, left.pieces, left.words) == ("hidden text", 1, 4)


def test_a_document_without_a_name_is_called_by_its_number(tmp_path):
    path = tmp_path / "old.txt"
    path.write_text(submission("10-K", ("10-K", "", ""), ("EX-27", "", "")), newline="")
    with Filing.open(path) as filing:
        second = filing.submissions[0].documents[1]
        assert (
            filing.rendition(second).notice
            == "Document 2 (EX-27) is empty: the submission holds no text for it."
        )


# The cache


PEARS = "pear " * 20_000


@pytest.fixture
def five(tmp_path, monkeypatch):
    """Open a filing of five documents of 100 KB, with room for three of them."""
    monkeypatch.setattr(filings, "_CACHE_BYTES", 3 * 100_010 * filings._BYTES_KEPT)
    path = tmp_path / "five.txt"
    path.write_text(submission("10-K", *((f"EX-{n}", f"d{n}.txt", PEARS) for n in range(5))), newline="")
    with Filing.open(path) as opened:
        yield opened


def test_the_renditions_used_last_are_kept(five):
    a, b, c, d, e = five.submissions[0].documents
    first, second, third = map(five.rendition, (a, b, c))
    assert five.rendition(a) is first
    five.rendition(d)
    assert five.rendition(a) is first
    assert five.rendition(c) is third
    assert five.rendition(b) is not second
    five.rendition(e)
    assert five.rendition(a) is not first


def test_the_cache_stays_within_its_bound(five):
    for _ in range(3):
        for each in five.submissions[0].documents:
            five.rendition(each)
            kept = [shown.payload.size * filings._BYTES_KEPT for shown in five._renditions.values()]
            assert sum(kept) == five._kept <= filings._CACHE_BYTES


def test_what_is_forgotten_is_made_again(five):
    first = five.rendition(five.submissions[0].documents[0])
    five.forget()
    again = five.rendition(five.submissions[0].documents[0])
    assert again is not first
    assert again.text().text == first.text().text
    assert five._kept == again.payload.size * filings._BYTES_KEPT


def test_one_rendition_is_kept_however_large(five, monkeypatch):
    """The document that is being read is not made anew at every turn."""
    monkeypatch.setattr(filings, "_CACHE_BYTES", 10)
    first, second = five.submissions[0].documents[:2]
    assert five.rendition(first) is five.rendition(first)
    assert five.rendition(second) is five.rendition(second)
    assert len(five._renditions) == 1


def test_a_rendition_that_fell_out_of_the_cache_stays_usable(five, monkeypatch):
    monkeypatch.setattr(filings, "_CACHE_BYTES", 10)
    first, second = five.submissions[0].documents[:2]
    shown = five.rendition(first)
    five.rendition(second)
    assert shown.text().text.split() == PEARS.split()


def test_many_threads_get_the_same_rendition(filing):
    """Whoever asks first makes it, and nobody makes a second one."""
    each = filing.submissions[0].documents[1]
    gate = threading.Barrier(8)

    def ask() -> tuple[Rendition, str, str]:
        gate.wait()
        shown = filing.rendition(each)
        return shown, shown.html(), shown.markdown().text

    with ThreadPoolExecutor(8) as pool:
        answers = [future.result() for future in [pool.submit(ask) for _ in range(8)]]
    assert all(answer[0] is answers[0][0] and answer[1] is answers[0][1] for answer in answers)
    assert filing._kept == answers[0][0].payload.size * filings._BYTES_KEPT


# Pictures and the main document


@pytest.mark.parametrize(
    "name", ["harvest_1.gif", "HARVEST_1.GIF", "images/Harvest_1.gif", "./harvest_1.gif"]
)
def test_a_picture_is_found_whatever_its_case_and_folder(filing, name):
    found = filing.picture(filing.submissions[0], name)
    assert found is not None
    assert found.content == GIF


def test_a_picture_is_found_under_the_name_it_was_filed_by(filing):
    found = filing.picture(filing.submissions[0], "logo.jpg")
    assert found is not None
    assert found.content == JPEG


@pytest.mark.parametrize(
    "name", ["", "harvest", "absent.gif", "harvest_2.gif", "lark10k.htm", "../harvest_1.gif/x", "/"]
)
def test_what_is_no_picture_of_the_submission_is_not_found(filing, name):
    assert filing.picture(filing.submissions[0], name) is None


def test_pictures_are_those_of_their_own_submission(tmp_path):
    path = tmp_path / "two.txt"
    other = ("GRAPHIC", "b.gif", uuencoded("b.gif", GIF))
    path.write_text(
        submission("8-K", ("8-K", "a.htm", PAGE)) + submission("8-K", ("8-K", "b.htm", PAGE), other),
        newline="",
    )
    with Filing.open(path) as filing:
        first, second = filing.submissions
        assert filing.picture(first, "b.gif") is None
        assert filing.picture(second, "b.gif") is not None


def main_of(tmp_path: Path, kind: str, *documents: tuple[str, str, str]) -> str | None:
    path = tmp_path / "main.txt"
    path.write_text(submission(kind, *documents), newline="")
    with Filing.open(path) as filing:
        found = filing.main_document(filing.submissions[0])
        return found.filename if found else None


def test_the_main_document_is_the_one_of_the_form(filing):
    found = filing.main_document(filing.submissions[0])
    assert found is not None
    assert found.filename == "lark10k.htm"


def test_without_one_of_the_form_the_first_that_can_be_read_is_shown_first(tmp_path):
    picture = ("GRAPHIC", "a.gif", uuencoded("a.gif", GIF))
    assert main_of(tmp_path, "8-K/A", picture, ("8-K", "b.htm", PAGE), ("EX-1", "c.htm", PAGE)) == "b.htm"
    assert main_of(tmp_path, "8-K", picture) == "a.gif"


# Opening and closing


def test_a_rendition_outlives_the_file(tmp_path):
    path = tmp_path / "filing.txt"
    path.write_text(submission("10-K", *DOCUMENTS), newline="")
    with Filing.open(path) as filing:
        shown = of(filing, "lark10k.htm")
    assert "Pears" in shown.text().text
    assert filing.name == "filing.txt"


@pytest.mark.parametrize(
    ("content", "error"), [(b"", NotASubmissionError), (b"\x00\x01\x02" * 100, NotASubmissionError)]
)
def test_what_is_no_filing_is_told_in_a_sentence(tmp_path, content, error):
    path = tmp_path / "nothing.txt"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        Filing.open(path)
    assert isinstance(caught.value, ViewerError)
    assert "\n" not in str(caught.value)
    path.unlink()  # nothing keeps it open


def test_a_missing_file_is_told_in_a_sentence(tmp_path):
    with pytest.raises(UnreadableFileError):
        Filing.open(tmp_path / "absent.txt")


@pytest.mark.parametrize("kind", [Kind.SPREADSHEET, Kind.ZIP, Kind.OTHER])
def test_every_kind_without_words_has_a_notice(kind):
    shown = Rendition(Payload(kind, b"\x00" * 5000, "x.bin"), Context("x.bin"))
    assert shown.notice.startswith("x.bin is ")
    assert ("5 KB" if kind is Kind.OTHER else "damaged") in shown.notice
    assert shown.tree.blocks == ()


def test_a_picture_is_a_tree_of_one_block():
    shown = Rendition(Payload(Kind.IMAGE, GIF, "a.gif"), Context("a.gif"))
    (block,) = shown.tree.blocks
    assert isinstance(block, Block)
    assert block.kind is BlockKind.PARAGRAPH
    assert [picture.source for picture in shown.tree.pictures()] == ["a.gif"]


def test_facts_and_the_names_of_reports_of_a_filing(tmp_path):
    page = (
        '<html><body><p>Sales <ix:nonFraction name="a:Sales" contextRef="c" scale="3" format="ixt:num-dot-decimal">5'
        "</ix:nonFraction></p></body></html>"
    )
    summary = (
        "<FilingSummary><MyReports><Report><HtmlFileName>R1.htm</HtmlFileName><LongName>0001 - Cover</LongName>"
        "</Report></MyReports></FilingSummary>"
    )
    labels = (
        '<?xml version="1.0"?><link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><link:labelLink><link:loc xlink:href="a.xsd#a_Sales" '
        'xlink:label="s"/><link:labelArc xlink:from="s" xlink:to="t"/><link:label xlink:type="resource" '
        'xlink:label="t" xlink:role="http://www.xbrl.org/2003/role/label">Net sales</link:label></link:labelLink>'
        "</link:linkbase>"
    )
    path = tmp_path / "f.txt"
    path.write_text(
        "<SEC-DOCUMENT>f.txt : 20240101\n"
        f"<DOCUMENT>\n<TYPE>10-K\n<FILENAME>k.htm\n<TEXT>\n<XBRL>\n{page}\n</XBRL>\n</TEXT>\n</DOCUMENT>\n"
        f"<DOCUMENT>\n<TYPE>XML\n<FILENAME>FilingSummary.xml\n<TEXT>\n<XML>\n{summary}\n</XML>\n</TEXT>\n</DOCUMENT>\n"
        f"<DOCUMENT>\n<TYPE>EX-101.LAB\n<FILENAME>l.xml\n<TEXT>\n<XBRL>\n{labels}\n</XBRL>\n</TEXT>\n</DOCUMENT>\n"
        "</SEC-DOCUMENT>\n"
    )
    with Filing.open(path) as filing:
        first, second, _ = filing.submissions[0].documents
        (fact,) = filing.rendition(first).facts()
        assert (fact.concept, fact.label, fact.number, fact.block) == ("a:Sales", "Net sales", 5000, 1)
        assert filing.rendition(second).facts() == ()
        assert filing.report_names(filing.submissions[0]) == {"r1.htm": "0001 - Cover"}
