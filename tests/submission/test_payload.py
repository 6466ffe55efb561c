"""Payloads are what was filed: unwrapped, decoded, the envelope's marks undone, and otherwise byte for byte."""

from __future__ import annotations

import hashlib
import threading

import pytest

from tests.submission import filings
from tests.submission.filings import PICTURE, Filed
from viewer.submission import uuencode
from viewer.submission.model import Alteration, Kind
from viewer.submission.payload import approximate_size, read_payload
from viewer.submission.source import BLOCK

DASHES = b"-----------\n- a list\n-- two\n  - not at the start\n- - spaced\n-owned\nend-\n"


@pytest.mark.parametrize(
    ("wrapped", "content"),
    [
        (b"<XML>\n<?xml version='1.0'?>\n<a>\n</a>\n</XML>\n", b"<?xml version='1.0'?>\n<a>\n</a>\n"),
        (b"\n<XML>  \n<a/>\n</XML>\n\n", b"<a/>\n"),
        (
            b"<XBRL>\r\n<?xml version='1.0'?>\r\n<html/>\r\n</XBRL>\r\n",
            b"<?xml version='1.0'?>\r\n<html/>\r\n",
        ),
        (b"<XML>\n<a>\n", b"<a>\n"),
        (b"<XML>\n<xbrl>\n</xbrl>\n</XML>\n", b"<xbrl>\n</xbrl>\n"),
        (b"<xbrl>\n<a/>\n</xbrl>\n", b"<xbrl>\n<a/>\n</xbrl>\n"),
        (b"<xml>\n<?xml version='1.0'?>\n<a/>\n</xml>\n", b"<?xml version='1.0'?>\n<a/>\n"),
        (b"<XML><a/></XML>\n", b"<XML><a/></XML>\n"),
        (b"<a/>\n</XML>\n", b"<a/>\n</XML>\n"),
        (b"", b""),
        (b"<XML>\n</XML>\n", b""),
    ],
)
def test_wrapper_lines_go_and_nothing_else(opened, wrapped, content):
    filing = opened(filings.sec_document([Filed("4", wrapped, "a.xml")]))
    assert filing.contents() == [content]
    assert filing.payload().size == len(content)


@pytest.mark.parametrize("wrapper", [b"", b"<PDF>\n", b"<pdf>\n"])
@pytest.mark.parametrize("backtick", [True, False])
def test_uuencoded_payloads_are_decoded_in_or_out_of_a_wrapper(opened, wrapper, backtick):
    text = wrapper + filings.uuencoded(PICTURE, "lamp 1.png", backtick) + wrapper.replace(b"<", b"</")
    filing = opened(filings.sec_document([Filed("GRAPHIC", text, "lamp.png")]))
    payload = filing.payload()
    assert (payload.content, payload.name, payload.kind) == (PICTURE, "lamp 1.png", Kind.IMAGE)
    assert payload.size == len(PICTURE)
    assert payload.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert payload.problems == ()
    assert approximate_size(filing.documents[0]) == pytest.approx(len(PICTURE), rel=0.2)


def test_a_large_payload_is_decoded_in_pieces(opened):
    """Longer than what is read at a time, so that lines lie across the pieces."""
    content = b"".join(hashlib.sha256(bytes([n & 255, n >> 8])).digest() for n in range(40_000))
    for backtick in (True, False):
        text = filings.uuencoded(content, backtick=backtick)
        for line_end in (b"\n", b"\r\n", b"\r"):
            filing = opened(filings.blocks([Filed("GRAPHIC", text, "a.bin")]).replace(b"\n", line_end))
            assert filing.contents() == [content]


def test_no_step_of_decoding_takes_more_than_a_block(opened, monkeypatch):
    """So other threads get their turn in between, however large a payload is."""
    content = bytes(range(256)) * 12_000
    filing = opened(filings.blocks([Filed("GRAPHIC", filings.uuencoded(content), "a.bin")]))
    sizes = []
    decode = uuencode.decode

    def watched(blocks, damage):
        return decode((sizes.append(len(block)) or block for block in blocks), damage)

    monkeypatch.setattr(uuencode, "decode", watched)
    assert filing.contents() == [content]
    assert len(sizes) > 10
    assert max(sizes) < BLOCK + 100


def test_damaged_lines_are_told_with_their_place(opened):
    lines = filings.uuencoded(PICTURE).split(b"\n")
    lines[4] = lines[4][:-3] + b"~~~"
    content = filings.sec_document([Filed("GRAPHIC", b"\n".join(lines), "lamp.png")])
    filing = opened(content)
    (problem,) = filing.payload().problems
    assert problem.code == "uuencode-damaged"
    assert problem.offset == content.find(lines[4])
    assert problem.line == content[: problem.offset].count(b"\n") + 1
    assert problem.message == (
        "One line of uuencode in lamp.png cannot be as filed; the bytes decoded there are not to be trusted."
    )


@pytest.mark.parametrize(
    "more", [b"and more words\n", b"end\n", filings.uuencoded(PICTURE), b"M" * 61 + b"\nend\n"]
)
def test_what_stands_behind_the_end_line_is_told(opened, more):
    """A second file in the same text, too, which ends as the first one does."""
    text = filings.uuencoded(PICTURE) + more
    (problem,) = opened(filings.sec_document([Filed("GRAPHIC", text, "lamp.png")])).payload().problems
    assert problem.code == "uuencode-after-end"


def test_escaped_dashes_are_undone_in_the_privacy_enhanced_envelope_only(opened):
    documents = [Filed("8-K", DASHES), filings.picture()]
    plain = filings.sec_document(documents)
    escaped = filings.in_pem(plain)
    assert b"\n- -----" in escaped
    assert opened(plain).contents() == [DASHES, PICTURE]
    assert opened(escaped).contents() == [DASHES, PICTURE]
    assert opened(plain.replace(DASHES, b"- -----\n")).contents() == [b"- -----\n", PICTURE]
    assert Alteration.DASH_ESCAPED in opened(escaped).documents[0].alterations


def test_a_message_without_its_beginning_is_known_by_its_end(opened):
    escaped = filings.in_pem(filings.sec_document([Filed("8-K", DASHES)]))
    assert opened(escaped[len(filings.PEM_HEAD) :]).contents() == [DASHES]


def test_lines_of_uuencode_that_begin_with_a_dash_stay(opened):
    content = b"thirteen byte"
    text = filings.uuencoded(content)
    assert b"\n-" in text
    assert opened(filings.in_pem(filings.sec_document([Filed("GRAPHIC", text, "a.bin")]))).contents() == [
        content
    ]


def cut(text: bytes) -> bytes:
    """Cut lines at 1023 bytes, as was done in 2010."""
    lines = []
    for line in text.split(b"\n"):
        lines += [line[at : at + 1023] for at in range(0, max(len(line), 1), 1023)]
    return b"\n".join(lines)


LONG = b"<HTML>\n" + b"<P>word</P>" * 700 + b"\n-" + b"x" * 3000 + b"\nshort\n</HTML>\n"


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_cut_lines_are_whole_again_where_there_are_several(opened, line_end):
    text = cut(LONG).replace(b"\n", line_end)
    content = filings.in_pem(
        filings.sec_document([Filed("10-K", text)], filed="20100517").replace(b"\n", b"\n")
    )
    assert opened(content).contents() == [LONG.replace(b"\n", line_end)]


def test_cut_lines_are_known_without_the_envelope_by_the_date(opened):
    document = [Filed("10-K", cut(LONG))]
    assert opened(filings.sec_document(document, filed="20100517")).contents() == [LONG]
    assert opened(filings.sec_document(document, filed="20120517")).contents() == [cut(LONG)]
    assert opened(filings.feed(document, filed="20100517")).contents() == [cut(LONG)]


def test_lines_of_that_length_stay_where_others_are_longer(opened):
    text = (b"a" * 1023 + b"\n") * 5 + b"b" * 1024 + b"\n"
    assert opened(
        filings.in_pem(filings.sec_document([Filed("10-K", text)], filed="20100517"))
    ).contents() == [text]


def test_one_line_of_that_length_is_cut_if_the_file_has_cut_lines(opened):
    """A short exhibit has one such line: the other documents of the file tell what it is."""
    one = b"a" * 1023 + b"\nb\n"
    alone = filings.in_pem(filings.sec_document([Filed("EX-1", one)], filed="20100517"))
    together = filings.in_pem(
        filings.sec_document([Filed("10-K", cut(LONG)), Filed("EX-1", one)], filed="20100517")
    )
    assert opened(alone).contents() == [one]
    assert opened(together).contents() == [LONG, b"a" * 1023 + b"b\n"]


def test_a_payload_is_read_by_several_threads_at_once(opened):
    filing = opened(filings.sec_document([filings.picture() for _ in range(20)]))
    found = {}

    def read(document):
        found[document.number] = read_payload(filing.source, document).content

    threads = [threading.Thread(target=read, args=(document,)) for document in filing.documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == dict.fromkeys(range(1, 21), PICTURE)
