"""A large document shows its beginning before the whole is made, and grows to it without a jump."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from benchmarks.form_speed import information_table
from tests.ui import fakes
from tests.ui.test_linked import answer, click_text, page_lit, page_top, text_top, wheel
from viewer.beginning import LARGE
from viewer.rendition import Filing, Rendition
from viewer.ui.settings import PageLook, Writing
from viewer.ui.shown_text import ShownText
from viewer.ui.writing import kept_spans

WAIT = 60_000
WORKS = ("Harborline", "Quartzite", "Larkspur", "Ninefold", "Tidewater")
TABLE = "<table><tr><th>Year</th><th>Tons</th></tr><tr><td>2024</td><td>1,200</td></tr></table>"


def paragraph(number: int) -> str:
    words = f"{number}. The pumps of the {WORKS[number % 5]} works were sold in quarter {number % 4 + 1} of the year."
    return f"<p>{words}</p>\n" + (TABLE if number % 50 == 0 else "")


def exhibit() -> str:
    pages = "".join(paragraph(number) for number in range(1, 2 + 5 * LARGE // 4 // len(paragraph(1))))
    return f"<html><head><title>Pumps</title></head><body>{pages}</body></html>"


@pytest.fixture
def gate(monkeypatch):
    """Hold up every rendering of a whole large document until the event is set."""
    opened = threading.Event()

    def hold(make):
        def held(self: Rendition) -> str:
            if self.payload.size >= LARGE:
                opened.wait(WAIT / 1000)
            return make(self)

        return held

    for name in ("html", "filed_html"):
        monkeypatch.setattr(Rendition, name, hold(getattr(Rendition, name)))
    yield opened
    opened.set()


def register(opener, path, content: bytes) -> Filing:
    path.write_bytes(content)
    filing = opener.filings[path.name] = Filing.open(path)
    return filing


def wait_for_beginning(qtbot, window, path) -> None:
    """Open a file, and wait until both panes show its beginning."""
    with qtbot.waitSignal(window.reading.begun, timeout=WAIT):
        window.open(path)
    qtbot.waitUntil(lambda: blocks(qtbot, window) > 20, timeout=WAIT)
    fakes.settle(qtbot, window, idle=False)


def blocks(qtbot, window) -> int:
    return answer(qtbot, window, "globalThis.filingLink?.blocks.length ?? 0")


def let_grow(qtbot, window, gate) -> None:
    """Let the whole be made, and wait until both panes show it."""
    view = window.document_view
    with qtbot.waitSignals([view.html_pane.loaded, view.text_pane.filled], timeout=WAIT):
        gate.set()
    fakes.settle(qtbot, window)


def body(qtbot, window) -> str:
    script = (
        "(b => { b.querySelectorAll('*').forEach(e => { e.classList.remove('fits', 'linked'); "
        "if (!e.className) e.removeAttribute('class'); }); return b.outerHTML; })(document.body.cloneNode(true))"
    )
    return fakes.page_answer(qtbot, window, script)


def settle(qtbot, window, opener, tmp_path) -> None:
    """Let the panes take their widths from another document, so that the text is not broken anew."""
    window.resize(1100, 700)
    opener.filings["first.txt"] = fakes.Filing(tmp_path / "first.txt", (fakes.submission(),))
    fakes.show(qtbot, window, tmp_path / "first.txt")
    fakes.settle(qtbot, window)


def begun(qtbot, window, opener, tmp_path) -> Filing:
    filing = register(opener, tmp_path / "pumps.htm", exhibit().encode())
    window.resize(1100, 700)
    wait_for_beginning(qtbot, window, tmp_path / "pumps.htm")
    return filing


def test_the_beginning_is_shown_before_the_whole_is_made(qtbot, window, opener, tmp_path, gate):
    filing = begun(qtbot, window, opener, tmp_path)
    document = filing.submissions[0].documents[0]
    pane = window.document_view.text_pane
    assert not gate.is_set()
    assert pane.text
    assert not pane.is_filled
    assert not window.document_view.html_pane.has_page, "a beginning is not to be printed"
    assert "Harborline" in fakes.page_words(qtbot, window)
    assert window.reading.has_begun
    let_grow(qtbot, window, gate)
    assert pane.text == filing.rendition(document).text().text
    assert pane.is_filled
    assert window.document_view.html_pane.has_page


def content_of(name: str) -> bytes:
    if name == "table.xml":
        return information_table(2600)
    if name == "plain.txt":
        works = (f"     {number}. The pumps of the {WORKS[number % 5]} works.\n\n" for number in range(8_000))
        head = "<SUBMISSION>\n<TYPE>8-K\n<DOCUMENT>\n<TYPE>EX-10\n<SEQUENCE>1\n<TEXT>\n"
        return f"{head}{''.join(works)}</TEXT>\n</DOCUMENT>\n</SUBMISSION>\n".encode()
    return exhibit().encode()


@pytest.mark.parametrize(
    ("name", "look", "writing", "settled"),
    [
        ("pumps.htm", PageLook.CLEAN, Writing.TEXT, True),
        ("pumps.htm", PageLook.FILED, Writing.MARKDOWN, False),
        ("table.xml", PageLook.CLEAN, Writing.TEXT, False),
        ("plain.txt", PageLook.FILED, Writing.TEXT, True),
    ],
)
def test_page_and_text_end_as_they_are_without_a_beginning(
    qtbot, window, opener, tmp_path, gate, monkeypatch, name, look, writing, settled
):
    content = content_of(name)
    window.actions_.page_looks[look].trigger()
    window.actions_.writings[writing].trigger()
    register(opener, tmp_path / name, content)
    window.resize(1100, 700)
    if settled:
        settle(qtbot, window, opener, tmp_path)
    wait_for_beginning(qtbot, window, tmp_path / name)
    let_grow(qtbot, window, gate)
    pane = window.document_view.text_pane
    grown = body(qtbot, window), pane.toPlainText(), pane.text, pane.places, blocks(qtbot, window)
    monkeypatch.setattr(Rendition, "beginning", lambda _self: None)
    register(opener, tmp_path / f"again-{name}", content)
    fakes.show(qtbot, window, tmp_path / f"again-{name}")
    fakes.settle(qtbot, window)
    assert (body(qtbot, window), pane.toPlainText(), pane.text, pane.places, blocks(qtbot, window)) == grown


def test_where_the_reader_scrolled_to_stays_when_the_whole_comes(qtbot, window, opener, tmp_path, gate):
    begun(qtbot, window, opener, tmp_path)
    page, pane = window.document_view.html_pane.view.focusProxy(), window.document_view.text_pane
    wheel(page, 10)
    qtbot.waitUntil(lambda: page_top(qtbot, window) > 5, timeout=WAIT)
    fakes.settle(qtbot, window, idle=False)
    before = answer(qtbot, window, "[scrollY, ...filingLink.top()]"), text_top(window)
    bar = pane.verticalScrollBar().value()
    assert abs(before[0][1] - before[1]) <= 1
    let_grow(qtbot, window, gate)
    assert (answer(qtbot, window, "[scrollY, ...filingLink.top()]"), text_top(window)) == before
    assert pane.verticalScrollBar().value() == bar
    wheel(page, 5)
    qtbot.waitUntil(lambda: page_top(qtbot, window) > before[0][1], timeout=WAIT)
    qtbot.waitUntil(lambda: abs(page_top(qtbot, window) - text_top(window)) <= 1, timeout=WAIT)


def test_a_lit_block_and_a_selection_stay(qtbot, window, opener, tmp_path, gate):
    settle(qtbot, window, opener, tmp_path)
    begun(qtbot, window, opener, tmp_path)
    pane = window.document_view.text_pane
    click_text(qtbot, window, 4)
    qtbot.waitUntil(lambda: page_lit(qtbot, window) == 4, timeout=WAIT)
    script = "(e => { getSelection().selectAllChildren(e); return getSelection().toString(); })"
    selected = fakes.page_answer(qtbot, window, f"{script}(document.querySelector('[data-b=\"3\"]'))")
    cursor = pane.textCursor()
    cursor.setPosition(10)
    cursor.setPosition(60, cursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    words = pane.selected_text()
    let_grow(qtbot, window, gate)
    assert page_lit(qtbot, window) == pane.lit == 4
    assert fakes.page_answer(qtbot, window, "getSelection().toString()") == selected
    assert pane.selected_text() == words


def test_a_jump_behind_the_beginning_is_made_when_the_whole_is_there(qtbot, window, opener, tmp_path, gate):
    begun(qtbot, window, opener, tmp_path)
    window.history.jump_to_block(2000)
    fakes.settle(qtbot, window, idle=False)
    let_grow(qtbot, window, gate)
    qtbot.waitUntil(lambda: page_top(qtbot, window) == 2000, timeout=WAIT)
    qtbot.waitUntil(lambda: text_top(window) == 2000, timeout=WAIT)


def test_all_that_is_selected_is_all_of_the_whole(qtbot, window, opener, tmp_path, gate):
    begun(qtbot, window, opener, tmp_path)
    pane = window.document_view.text_pane
    pane.select_all()
    let_grow(qtbot, window, gate)
    assert pane.selected_text() == pane.text


def test_the_beginning_is_broken_for_the_width_of_the_pane(qtbot, window, opener, tmp_path, gate):
    begun(qtbot, window, opener, tmp_path)
    pane = window.document_view.text_pane

    def is_broken() -> bool:
        return pane.shown == ShownText.of(pane.text, pane.columns, kept)

    document = window.reading.shown.document
    rendition = window.reading.filing.rendition(document).beginning()
    kept = kept_spans(rendition, rendition.text().places)
    qtbot.waitUntil(is_broken, timeout=WAIT)
    window.resize(1000, 700)
    qtbot.waitUntil(is_broken, timeout=WAIT)
    assert not pane.is_filled
    let_grow(qtbot, window, gate)
    assert pane.is_filled


def test_a_document_chosen_in_between_is_shown_in_its_place(qtbot, window, opener, tmp_path, gate):
    begun(qtbot, window, opener, tmp_path)
    opener.filings["other.txt"] = fakes.Filing(tmp_path / "other.txt", (fakes.submission(),))
    fakes.show(qtbot, window, tmp_path / "other.txt")
    gate.set()
    fakes.settle(qtbot, window)
    assert "acme8k.htm" in window.document_view.text_pane.text
    assert "Harborline" not in fakes.page_words(qtbot, window)


def test_who_gives_up_is_told_that_the_beginning_is_not_all(qtbot, window, opener, tmp_path, gate):
    begun(qtbot, window, opener, tmp_path)
    qtbot.waitUntil(lambda: window.status._cancel.isVisible(), timeout=WAIT)
    assert "Reading on" in window.statusBar().currentMessage()
    qtbot.mouseClick(window.status._cancel, Qt.MouseButton.LeftButton)
    assert "not read on" in window.document_view.text_pane.text
    gate.set()
    fakes.settle(qtbot, window)
    assert "not read on" in window.document_view.text_pane.text


def test_a_place_behind_the_beginning_waits_for_the_whole(qtbot, window, opener, tmp_path, gate):
    """Who left a document far below comes back there, and sees nothing of its beginning on the way."""
    filing = begun(qtbot, window, opener, tmp_path)
    let_grow(qtbot, window, gate)
    window.history.jump_to_block(2000)
    qtbot.waitUntil(lambda: page_top(qtbot, window) == 2000, timeout=WAIT)
    opener.filings["other.txt"] = fakes.Filing(tmp_path / "other.txt", (fakes.submission(),))
    fakes.show(qtbot, window, tmp_path / "other.txt")
    filing.forget()
    with qtbot.waitSignals([window.document_view.html_pane.loaded, window.reading.text_ready], timeout=WAIT):
        window.open(tmp_path / "pumps.htm")
    assert not window.reading.has_begun
    qtbot.waitUntil(lambda: page_top(qtbot, window) == 2000, timeout=WAIT)
    qtbot.waitUntil(lambda: text_top(window) == 2000, timeout=WAIT)
