"""Links lead to places and documents, and back; what leads out of the filing is asked about first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit

from tests.ui import fakes
from viewer.ui.contents import sibling
from viewer.ui.settings import Panes

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
COUNT = 100


class Linked(fakes.Rendition):
    """Many paragraphs; the first one links to the 60th and to other documents, and the 40th has a name."""

    def html(self) -> str:
        links = (
            '<a id="down" href="#deep">down</a> <a id="own" href="acme8k.htm#deep">own</a> '
            '<a id="sibling" href="lease.htm#deep">lease</a> <a id="out" href="https://example.com/a?b=1#c">out</a>'
        )
        lines = self.words.split("\n")
        body = f'<p data-b="1">{links}</p>' + "".join(
            f'<p data-b="{n}"{" id=deep" if n == 60 else ""}>{line}</p>'
            for n, line in enumerate(lines[1:], 2)
        )
        return f"<!doctype html><html><head></head><body>{body}</body></html>"


@pytest.fixture
def reader(qtbot, window, opener, tmp_path):
    """Give a window over a filing whose documents are long and full of links."""
    filing = fakes.Filing(tmp_path / "links.txt", (fakes.submission(),))
    for number in (1, 2, 3):
        words = "\n".join(f"Document {number}, paragraph {n}, with some words." for n in range(1, COUNT + 1))
        filing.renditions[number] = Linked(words)
    opener.filings["links.txt"] = filing
    window.resize(1100, 700)
    fakes.show(qtbot, window, tmp_path / "links.txt")
    wait_for(qtbot, window, 1)
    return window


def page_block(qtbot, window) -> int:
    return int(fakes.page_answer(qtbot, window, "String(globalThis.filingLink ? filingLink.top()[0] : 0)"))


def wait_for(qtbot, window, number: int) -> None:
    """Wait until a document is there on both sides, and the page is heard."""
    said = f"Document {number}, paragraph {COUNT}"
    pane = window.document_view.text_pane
    qtbot.waitUntil(lambda: said in pane.text and pane.is_filled, timeout=20_000)
    qtbot.waitUntil(lambda: said in fakes.page_words(qtbot, window), timeout=20_000)
    qtbot.waitUntil(lambda: page_block(qtbot, window) > 0, timeout=20_000)
    fakes.settle(qtbot, window)


def follow(qtbot, window, name: str) -> None:
    fakes.page_answer(qtbot, window, f"document.getElementById('{name}').click(); 'clicked'")


def scroll(qtbot, window, block: int) -> None:
    """Scroll the page as a user does, until both sides are there."""
    element = f"document.querySelector('[data-b=\"{block}\"]')"
    fakes.page_answer(qtbot, window, f"scrollTo(0, scrollY + {element}.getBoundingClientRect().top); 'done'")
    qtbot.waitUntil(lambda: window.document_view.html_pane.spot.block == block, timeout=20_000)


def test_at_first_there_is_no_way_back_or_forward(reader):
    assert not reader.actions_.back.isEnabled()
    assert not reader.actions_.forward.isEnabled()


def test_back_and_forward_lead_over_documents_to_the_same_places(qtbot, reader):
    scroll(qtbot, reader, 30)
    qtbot.keyClick(reader, Qt.Key.Key_PageDown, CTRL)
    wait_for(qtbot, reader, 2)
    assert page_block(qtbot, reader) == 1
    scroll(qtbot, reader, 50)
    qtbot.keyClick(reader, Qt.Key.Key_Left, ALT)
    wait_for(qtbot, reader, 1)
    assert page_block(qtbot, reader) == 30
    assert reader.document_view.text_pane._spot_on_top().block == 30
    assert reader.tree.view.currentIndex().siblingAtColumn(0).data() == "8-K"
    assert not reader.actions_.back.isEnabled()
    qtbot.keyClick(reader, Qt.Key.Key_Right, ALT)
    wait_for(qtbot, reader, 2)
    assert page_block(qtbot, reader) == 50
    assert not reader.actions_.forward.isEnabled()


def test_a_document_is_found_again_where_it_was_left(qtbot, reader):
    scroll(qtbot, reader, 44)
    qtbot.keyClick(reader, Qt.Key.Key_PageDown, CTRL)
    wait_for(qtbot, reader, 2)
    qtbot.keyClick(reader, Qt.Key.Key_PageUp, CTRL)
    wait_for(qtbot, reader, 1)
    assert page_block(qtbot, reader) == 44
    assert reader.document_view.text_pane._spot_on_top().block == 44


def test_reloading_keeps_the_place_and_forgets_the_way(qtbot, reader):
    scroll(qtbot, reader, 44)
    with qtbot.waitSignal(reader.reading.text_ready, timeout=20_000):
        qtbot.keyClick(reader, Qt.Key.Key_F5)
    wait_for(qtbot, reader, 1)
    assert page_block(qtbot, reader) == 44
    assert not reader.actions_.back.isEnabled()


@pytest.mark.parametrize("name", ["down", "own"])
def test_a_link_within_the_document_jumps_on_both_sides_and_back(qtbot, reader, name):
    follow(qtbot, reader, name)
    qtbot.waitUntil(lambda: page_block(qtbot, reader) == 60, timeout=20_000)
    qtbot.waitUntil(lambda: reader.document_view.text_pane._spot_on_top().block == 60, timeout=20_000)
    qtbot.keyClick(reader, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: page_block(qtbot, reader) == 1, timeout=20_000)
    assert reader.document_view.text_pane._spot_on_top().block in (0, 1)
    qtbot.keyClick(reader, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: page_block(qtbot, reader) == 60, timeout=20_000)


def test_a_link_to_a_sibling_opens_it_at_the_place_named(qtbot, reader):
    follow(qtbot, reader, "sibling")
    wait_for(qtbot, reader, 2)
    qtbot.waitUntil(lambda: page_block(qtbot, reader) == 60, timeout=20_000)
    qtbot.waitUntil(lambda: reader.document_view.text_pane._spot_on_top().block == 60, timeout=20_000)
    qtbot.keyClick(reader, Qt.Key.Key_Left, ALT)
    wait_for(qtbot, reader, 1)
    assert page_block(qtbot, reader) == 1


def test_the_text_alone_has_its_way_back_too(qtbot, reader):
    reader.looks.show_panes(Panes.TEXT)
    pane = reader.document_view.text_pane
    pane.verticalScrollBar().setValue(40)
    top = pane._spot_on_top()
    with qtbot.waitSignal(pane.filled, timeout=20_000):
        qtbot.keyClick(reader, Qt.Key.Key_PageDown, CTRL)
    with qtbot.waitSignal(pane.filled, timeout=20_000):
        qtbot.keyClick(reader, Qt.Key.Key_Left, ALT)
    assert pane._spot_on_top() == top


@pytest.mark.parametrize("side", ["page", "text"])
def test_the_mouses_own_buttons_lead_back_and_forward(qtbot, reader, side):
    qtbot.keyClick(reader, Qt.Key.Key_PageDown, CTRL)
    wait_for(qtbot, reader, 2)
    view = reader.document_view
    target = view.html_pane.view.focusProxy() if side == "page" else view.text_pane.viewport()
    qtbot.mouseClick(target, Qt.MouseButton.BackButton, pos=QPoint(60, 60))
    wait_for(qtbot, reader, 1)
    qtbot.mouseClick(target, Qt.MouseButton.ForwardButton, pos=QPoint(60, 60))
    wait_for(qtbot, reader, 2)


# Links out of the filing


@pytest.fixture
def visited(monkeypatch):
    """Keep addresses from the browser, and remember them."""
    addresses = []
    monkeypatch.setattr(QDesktopServices, "openUrl", addresses.append)
    return addresses


def asked(qtbot, window) -> QDialog:
    qtbot.waitUntil(lambda: window.findChild(QDialog, "link_dialog") is not None, timeout=20_000)
    return window.findChild(QDialog, "link_dialog")


def test_a_link_outside_is_opened_only_after_a_yes(qtbot, reader, visited):
    follow(qtbot, reader, "out")
    dialog = asked(qtbot, reader)
    assert dialog.findChild(QPlainTextEdit, "link_address").toPlainText() == "https://example.com/a?b=1#c"
    assert visited == []
    buttons = dialog.findChild(QDialogButtonBox, "link_buttons")
    qtbot.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Open), Qt.MouseButton.LeftButton)
    assert visited == [QUrl("https://example.com/a?b=1#c")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_without_a_yes_nothing_is_opened(qtbot, opened, visited, key):
    """Cancel is what Enter means."""
    opened.document_view.html_pane.link_followed.emit("https://example.com/")
    qtbot.keyClick(asked(qtbot, opened), key)
    qtbot.waitUntil(lambda: opened.findChild(QDialog, "link_dialog") is None, timeout=20_000)
    assert visited == []


def test_an_address_is_shown_as_it_would_be_sent(qtbot, opened, visited):
    """Letters that look like others cannot pass for them."""
    opened.document_view.html_pane.link_followed.emit("https://www.s\u0435c.gov/<b>x</b>")
    shown = asked(qtbot, opened).findChild(QPlainTextEdit, "link_address").toPlainText()
    assert shown.startswith("https://www.xn--")
    assert "<b>" not in shown


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("lease.htm", 2),
        ("LEASE.HTM#s2", 2),
        ("./lease.htm", 2),
        ("lea%73e.htm", 2),
        ("https://www.sec.gov/Archives/edgar/data/9999999/000999999924000001/lease.htm", 2),
        ("http://www.sec.gov/ix?doc=/x/lease.htm", None),
        ("https://www.sec.gov/Archives/edgar/data/9999999/000888888824000001/lease.htm", None),
        ("https://www.sec.gov/lease.htm", 2),
        ("https://example.com/lease.htm", None),
        ("https://sec.gov.example.com/lease.htm", None),
        ("ftp://www.sec.gov/lease.htm", None),
        ("javascript:lease.htm", None),
        ("//www.sec.gov/lease.htm", None),
        ("https://[broken/lease.htm", None),
        ("other.htm", None),
        ("#lease.htm", None),
        ("", None),
    ],
)
def test_which_links_lead_to_a_sibling(href, found):
    document = sibling(fakes.submission(), href)
    assert (document.number if document else None) == found


def test_clicking_a_link_lights_nothing(qtbot, reader):
    box = fakes.page_answer(
        qtbot,
        reader,
        "(r => [r.left, r.top].join())(document.getElementById('down').getBoundingClientRect())",
    )
    left, top = (float(part) for part in box.split(","))
    target = reader.document_view.html_pane.view.focusProxy()
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(int(left) + 6, int(top) + 8))
    qtbot.waitUntil(lambda: page_block(qtbot, reader) == 60, timeout=20_000)
    assert reader.document_view.text_pane.lit == 0


def test_each_filing_has_a_way_of_its_own_that_is_forgotten_with_it(qtbot, reader, tmp_path):
    qtbot.keyClick(reader, Qt.Key.Key_PageDown, CTRL)
    assert reader.actions_.back.isEnabled()
    fakes.show(qtbot, reader, tmp_path / "other.txt")
    assert not reader.actions_.back.isEnabled()
    qtbot.keyClick(reader, Qt.Key.Key_W, CTRL)
    assert reader.actions_.back.isEnabled()
    qtbot.keyClick(reader, Qt.Key.Key_W, CTRL)
    assert (reader.history.has_back, reader.history.has_forward) == (False, False)
