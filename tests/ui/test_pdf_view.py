"""PDF documents are shown as their own pages beside their text; locked and damaged ones by a sentence."""

from __future__ import annotations

import io

import pypdf
import pytest
from pypdf.annotations import Link
from pypdf.generic import Fit
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtPdf import QPdfPageRenderer
from PySide6.QtWidgets import QApplication, QWidget

from tests.attachments.test_pdf import written
from tests.ui import fakes
from viewer.rendition import Filing
from viewer.ui.main_window import MainWindow
from viewer.ui.pdf_view import PdfPane
from viewer.ui.print_preview import PrintPreview
from viewer.ui.spot import Spot

LETTER = written([["Dear Ms. Lake:", "The mill is sold."], ["Second page."], ["Third page."]])


@pytest.fixture
def shown(qtbot, settings, tmp_path):
    """Return what opens a PDF document in a window."""
    window = MainWindow(settings, Filing.open)
    qtbot.addWidget(window)
    window.resize(1280, 600)  # each page is higher than its pane
    window.show()

    def show(content, name="letter.pdf"):
        path = tmp_path / name
        path.write_bytes(content)
        with qtbot.waitSignals([window.reading.page_ready, window.reading.text_ready], timeout=20_000):
            window.open(path)
        return window

    yield show
    window.close()


@pytest.fixture
def letter(qtbot, shown):
    window = shown(LETTER)
    qtbot.waitUntil(window.document_view.pdf_pane.isVisible, timeout=20_000)
    return window


def test_the_pages_stand_in_place_of_the_page_and_the_text_beside_them(letter):
    view = letter.document_view
    assert view.pdf_pane.document.pageCount() == 3
    assert not view.html_pane.isVisible()
    assert "The mill is sold." in view.text_pane.toPlainText()
    widths = view.pdf_pane.document.pagePointSize(0).width() * view.pdf_pane.view.zoomFactor()
    assert widths * view.logicalDpiX() / 72 <= view.pdf_pane.width()


def test_another_document_brings_the_page_back(letter, qtbot, tmp_path):
    path = tmp_path / "plain.htm"
    path.write_text("<html><body><p>words</p></body></html>")
    with qtbot.waitSignal(letter.reading.page_ready, timeout=20_000):
        letter.open(path)
    assert letter.document_view.html_pane.isVisible()
    assert not letter.document_view.pdf_pane.isVisible()
    assert letter.document_view.pdf_pane.document.pageCount() == 0


def test_pages_and_text_follow_each_other(letter, qtbot):
    view, pane = letter.document_view, letter.document_view.pdf_pane
    qtbot.waitUntil(lambda: len(letter.pdf_showing._starts) == 3, timeout=20_000)
    starts = letter.reading.filing.rendition(letter.reading.shown.document).page_starts()
    assert len(starts) == 3
    view.text_pane.block_clicked.emit(starts[2], 0.5)
    assert pane.page == 2
    view.text_pane.show_spot(Spot(starts[1]))
    view.text_pane.spot_moved.emit(Spot(starts[1]))
    pane.page_moved.emit(1)
    assert view.text_pane.spot.block in (starts[0], starts[1], starts[2])
    pane.view.pageNavigator().jump(0, QPointF())
    assert pane.page == 0


def test_a_locked_document_is_told_in_a_sentence(shown, qtbot):
    window = shown(written([["secret"]], lambda writer: writer.encrypt("open", algorithm="RC4-128")))
    fakes.settle(qtbot, window)
    assert window.document_view.html_pane.isVisible()
    assert "password" in window.document_view.text_pane.toPlainText()


def test_a_damaged_document_is_told_in_a_sentence(shown, qtbot):
    window = shown(b"%PDF-1.4\nnothing of the kind\n")
    fakes.settle(qtbot, window)
    assert not window.document_view.pdf_pane.isVisible()
    assert "damaged" in window.document_view.text_pane.toPlainText()


@pytest.mark.parametrize("is_guarded", [True, False])
def test_clicks_on_links_do_not_reach_the_view_of_qt(letter, qtbot, is_guarded):
    """A link within the document shows it: where nobody stands between, the click is acted on."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(LETTER))
    top = Fit.xyz(left=0, top=792, zoom=1)
    writer.add_annotation(0, Link(rect=(0, 0, 612, 792), target_page_index=2, fit=top))
    stream = io.BytesIO()
    writer.write(stream)
    pane = letter.document_view.pdf_pane
    assert pane.show_document(stream.getvalue())
    viewport = pane.view.viewport()
    if not is_guarded:
        viewport.removeEventFilter(pane)
    place = QPoint(viewport.width() // 2, 100)
    qtbot.wait(200)
    qtbot.mouseMove(viewport, place)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert pane.page == (0 if is_guarded else 2)


def test_zoom_makes_pages_larger(letter):
    pane = letter.document_view.pdf_pane
    before = pane.view.zoomFactor()
    letter.looks.zoom_to(200)
    assert pane.view.zoomFactor() == pytest.approx(2 * before, rel=0.05)


def pane_of_pages():
    made = PdfPane()
    assert made.show_document(LETTER)
    return made, made.view, made.document


def preview_of_pages():
    above = QWidget()
    made = PrintPreview(LETTER, above)
    return above, made.sheets, made.document


@pytest.mark.parametrize("make", [pane_of_pages, preview_of_pages])
def test_what_draws_the_pages_in_its_own_thread_ends_before_their_document(qapp, make):
    """Else it may read the document while that is taken apart, which ends the program."""
    whole, view, document = make()
    ended = []
    view.findChild(QPdfPageRenderer).destroyed.connect(lambda: ended.append("drawing"))
    document.destroyed.connect(lambda: ended.append("document"))
    whole.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ended == ["drawing", "document"]


def test_a_document_put_away_is_not_drawn_any_more(qtbot):
    pane, view, document = pane_of_pages()
    with qtbot.waitSignal(document.destroyed):
        pane.clear()
        assert view.document() is pane.document is not document
    assert pane.page == 0
    pane.deleteLater()
