"""The text pane shows a document's text, its Markdown or its source, and stays where the reader is."""

from __future__ import annotations

import re
import time

import pytest
from PySide6.QtCore import Qt

from tests.ui import fakes
from viewer.rendition import Filing
from viewer.resources import resource
from viewer.ui.main_window import MainWindow
from viewer.ui.settings import Panes, Writing
from viewer.ui.spot import START, Spot
from viewer.ui.writing import source_place, written

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sample():
    with Filing.open(resource("sample.txt")) as filing:
        yield filing


@pytest.fixture
def reader(qtbot, settings):
    """Give a window over the sample filing, as the program opens it."""
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignals(
        [window.document_view.html_pane.loaded, window.reading.text_ready], timeout=20_000
    ):
        window.open_sample()
    qtbot.waitUntil(lambda: window.document_view.text_pane.is_filled)
    fakes.settle(qtbot, window)
    yield window
    window.close()


def choose(qtbot, window, writing: Writing) -> str:
    with qtbot.waitSignal(window.reading.text_ready, timeout=20_000):
        window.actions_.writings[writing].trigger()
    qtbot.waitUntil(lambda: window.document_view.text_pane.is_filled)
    return window.document_view.text_pane.text


def test_a_document_of_pictures_alone_says_so_in_place_of_its_text(tmp_path):
    """Its Markdown names the pictures; page breaks alone are no text."""
    path = tmp_path / "scan.htm"
    path.write_text(
        '<html><body><img src="p1.jpg"><hr style="page-break-after:always"><img src="p2.jpg"></body></html>'
    )
    with Filing.open(path) as filing:
        rendition = filing.rendition(filing.submissions[0].documents[0])
        assert "are pictures" in written(rendition, Writing.TEXT, 80, START).notice
        markdown = written(rendition, Writing.MARKDOWN, 80, START)
        assert markdown.notice == ""
        assert "p2.jpg" in markdown.text.text


def test_text_markdown_and_source_of_the_same_document(qtbot, reader, settings):
    rendition = reader.reading.filing.rendition(reader.reading.shown.document)
    assert choose(qtbot, reader, Writing.MARKDOWN) == rendition.markdown().text
    assert settings.writing is Writing.MARKDOWN
    source = choose(qtbot, reader, Writing.SOURCE)
    assert source.encode() == rendition.payload.content.replace(b"\r\n", b"\n")
    assert settings.writing is Writing.MARKDOWN  # a source is looked at, not settled in
    assert choose(qtbot, reader, Writing.TEXT) == rendition.text().text


def test_the_key_shows_the_source_and_puts_it_away_again(qtbot, reader):
    text = reader.document_view.text_pane.text
    with qtbot.waitSignal(reader.reading.text_ready, timeout=20_000):
        qtbot.keyClick(reader, Qt.Key.Key_U, CTRL)
    assert "<html" in reader.document_view.text_pane.text.lower()
    assert reader.actions_.writings[Writing.SOURCE].isChecked()
    assert "As filed: bytes" in reader.statusBar().currentMessage()
    with qtbot.waitSignal(reader.reading.text_ready, timeout=20_000):
        qtbot.keyClick(reader, Qt.Key.Key_U, CTRL)
    assert reader.document_view.text_pane.text == text
    assert reader.actions_.writings[Writing.TEXT].isChecked()


def test_the_source_is_shown_where_the_text_is_hidden(qtbot, reader):
    qtbot.keyClick(reader, Qt.Key.Key_1, CTRL)
    with qtbot.waitSignal(reader.reading.text_ready, timeout=20_000):
        qtbot.keyClick(reader, Qt.Key.Key_U, CTRL)
    assert reader.document_view.panes is Panes.BOTH


def test_markdown_is_linked_as_the_text_is(qtbot, reader):
    choose(qtbot, reader, Writing.MARKDOWN)
    pane = reader.document_view.text_pane
    rendition = reader.reading.filing.rendition(reader.reading.shown.document)
    block = next(b for b in rendition.tree.blocks if b.text.startswith("Pursuant to the requirements"))
    reader.document_view.html_pane.block_clicked.emit(block.id, 0.5)
    place = pane.place_of(pane.lit)
    assert pane.text[place.start : place.end].startswith("Pursuant to the requirements")


def test_the_source_begins_where_the_reader_is_and_the_text_is_found_again(qtbot, reader):
    rendition = reader.reading.filing.rendition(reader.reading.shown.document)
    block = next(b for b in rendition.tree.blocks if b.text.startswith("On October 25"))
    reader.document_view.linked.show_spot(Spot(block.id))
    top = reader.document_view.text_pane.spot
    source = choose(qtbot, reader, Writing.SOURCE)
    begins = source_place(source, rendition, Spot(block.id))
    assert source[begins:].startswith("On")
    pane = reader.document_view.text_pane
    line = pane._line_of(begins)
    first = pane.firstVisibleBlock().blockNumber()
    assert first <= line < first + pane._lines_in_sight()
    choose(qtbot, reader, Writing.TEXT)
    assert reader.document_view.text_pane.spot.block in (top.block, top.block + 1)


def test_every_paragraph_is_found_in_the_source(sample):
    """What stands in the source at the place found begins with the words of the paragraph."""
    looked_at = 0
    for document in sample.submissions[0].documents[:3]:
        rendition = sample.rendition(document)
        source = written(rendition, Writing.SOURCE, 80, START).text.text
        for block in rendition.tree.blocks:
            words = re.findall(r"[A-Za-z0-9]+", block.text)
            if block.kind.value == "paragraph" and len(words) > 8:
                there = source[source_place(source, rendition, Spot(block.id)) :]
                assert there.startswith(words[0])
                plain = re.sub(r"<[^<>]*>|&[#\w]+;", " ", there[:3000])
                assert re.findall(r"[A-Za-z0-9]+", plain)[:5] == words[:5]
                looked_at += 1
    assert looked_at > 20


def test_a_picture_has_no_source_to_read(sample):
    picture = next(d for d in sample.submissions[0].documents if d.kind.value == "image")
    assert written(sample.rendition(picture), Writing.SOURCE, 80, START).notice


def test_a_source_of_four_megabytes_is_made_fast(qtbot):
    """One line of four megabytes, as inline XBRL is filed, is decoded and broken in bounded time."""
    from types import SimpleNamespace

    from viewer.submission.model import Kind

    content = b"<html><body>" + b"<p>Words of a filing, and <b>more</b>.</p>" * 100_000 + b"</body></html>"
    source = SimpleNamespace(text=content.decode(), places=())
    rendition = SimpleNamespace(
        payload=SimpleNamespace(kind=Kind.HTML, content=content), source=lambda: source
    )
    start = time.process_time()
    shown = written(rendition, Writing.SOURCE, 80, START)
    assert time.process_time() - start < 30
    assert shown.text.text.encode() == content
    assert max(map(len, "".join(shown.text.pieces()).split("\n"))) <= 81


PLAIN = (
    "                         TERMS AGREEMENT\n\n"
    "      Acme Widgets Corp, a Georgia corporation, confirms its agreement with each\n"
    "of the underwriters listed below, and agrees to sell to them, acting severally and\n"
    "not jointly, the notes described in this agreement.\n\n"
    + "One paragraph filed as one line. " * 30
    + "\n"
)


def plain(tmp_path, text: str):
    path = tmp_path / "plain.txt"
    path.write_text(
        "<SEC-DOCUMENT>0009999999-94-000001.txt : 19940117\n<SEC-HEADER>\nACCESSION NUMBER: 0009999999-94-000001\n"
        f"</SEC-HEADER>\n<DOCUMENT>\n<TYPE>EX-1\n<SEQUENCE>1\n<TEXT>\n{text}</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )
    return path


def test_lines_of_a_plain_document_stay_whole_and_are_to_fit(tmp_path):
    """Eighty columns are not broken raggedly for fifty; a paragraph filed as one line is."""
    with Filing.open(plain(tmp_path, PLAIN)) as filing:
        rendition = filing.rendition(filing.submissions[0].documents[0])
        shown = written(rendition, Writing.TEXT, 50, START).text
        marked = written(rendition, Writing.MARKDOWN, 50, START).text
    lines = "".join(shown.pieces()).split("\n")
    assert "of the underwriters listed below, and agrees to sell to them, acting severally and" in lines
    assert max(len(line) for line in lines if line.startswith("One paragraph")) <= 51
    assert sum(line.startswith("One paragraph") for line in lines) == 1
    assert shown.wide == 80
    assert marked.wide == 0
    assert max(map(len, "".join(marked.pieces()).split("\n"))) <= 51
