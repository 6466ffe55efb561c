"""The text pane fills in slices, and gives away the document's own words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor

from viewer.ui.fixed_text import MARGIN
from viewer.ui.placed_text import PlacedText
from viewer.ui.shown_text import ShownText
from viewer.ui.text_pane import TextPane


@pytest.fixture
def pane(qtbot):
    made = TextPane()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_a_long_text_comes_in_slices_that_let_the_window_breathe(qtbot, pane):
    """Ten megabytes never stop the event loop for long, and are all there in the end."""
    text = "".join(f"Line {n}: the parties hereto agree as follows.\n" for n in range(220_000))
    shown, clock, gaps = ShownText.of(text), QElapsedTimer(), []
    beat = QTimer(interval=5)
    beat.timeout.connect(lambda: gaps.append(clock.restart()))
    clock.start()
    beat.start()
    pane.show_text(shown)
    assert not pane.is_filled
    qtbot.waitSignal(pane.filled, timeout=20_000).wait()
    assert pane.document().characterCount() == len(text) + 1
    assert len(gaps) > 20


def test_a_new_text_takes_the_place_of_one_that_is_still_filling(qtbot, pane):
    pane.show_text(ShownText.of("old line\n" * 300_000))
    pane.show_text(ShownText.of("new"))
    qtbot.waitUntil(lambda: pane.is_filled)
    assert pane.toPlainText() == "new"


@pytest.mark.parametrize("keys", [Qt.Key.Key_C, Qt.Key.Key_Insert])
def test_copying_gives_the_documents_words(qtbot, pane, keys):
    """Neither the breaks made for display nor the change of no-break spaces reach the clipboard."""
    text = "one\u00a0two \U0001f5f9 " + "long " * 20_000 + "end"
    pane.show_text(ShownText.of(text))
    qtbot.waitUntil(lambda: pane.is_filled)
    assert pane.blockCount() > 1
    pane.setFocus()
    qtbot.keyClick(pane, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(pane, keys, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text


def test_nothing_selected_leaves_the_clipboard_alone(qtbot, pane):
    QGuiApplication.clipboard().setText("before")
    pane.show_text(ShownText.of("words"))
    pane.copy()
    assert QGuiApplication.clipboard().text() == "before"


def test_the_text_cannot_be_changed(qtbot, pane):
    pane.show_text(ShownText.of("words"))
    qtbot.keyClicks(pane, "more")
    assert pane.toPlainText() == "words"


def test_places_are_found_by_position():
    places = (SimpleNamespace(start=0, end=5, block=1), SimpleNamespace(start=7, end=11, block=2))
    text = PlacedText(ShownText.of("\U0001f5f9 one\n\ntwo."), places)
    assert text.on(0, 0).block == 1
    assert text.on(5, 6).block == 1
    assert text.on(6, 7) is None
    assert text.on(8, 12).block == 2
    assert text.of_block(2) is places[1]
    assert text.of_block(3) is None
    assert text.from_block(3) is places[1]


def test_zoom_changes_the_letters(pane):
    before = pane.fontMetrics().lineSpacing()
    pane.set_zoom(200)
    assert pane.fontMetrics().lineSpacing() > 1.7 * before
    pane.set_zoom(100)
    assert pane.fontMetrics().lineSpacing() == before


def test_the_cursor_can_be_moved_by_keys(qtbot, pane):
    pane.show_text(ShownText.of("one\ntwo\nthree"))
    pane.setFocus()
    qtbot.keyClick(
        pane, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert pane.textCursor().selectionEnd() == pane.document().characterCount() - 1
    pane.moveCursor(QTextCursor.MoveOperation.Start)


def test_another_width_asks_for_other_breaks_and_the_line_on_top_stays(qtbot, pane):
    """A reader who makes the pane narrower does not lose the place."""
    text = "".join(
        f"Paragraph {n} of an agreement that goes on and on and is longer than a line.\n" for n in range(900)
    )
    pane.show_text(ShownText.of(text, pane.columns))
    qtbot.waitUntil(lambda: pane.is_filled)
    there = pane.document().findBlock(pane.shown.position(text.index("Paragraph 400")))
    pane.verticalScrollBar().setValue(there.blockNumber())
    with qtbot.waitSignal(pane.columns_changed, timeout=20_000) as changed:
        pane.resize(300, 400)
    assert changed.args[0] < 50
    pane.show_text(ShownText.of(text, pane.columns))
    qtbot.waitUntil(lambda: pane.is_filled)
    assert text[pane.top_offset :].startswith("Paragraph 400 ")


def test_another_width_on_the_way_to_a_place_does_not_lose_it(qtbot, pane):
    """A source is shown from where the reader is; the pane gets its width before all of it is in."""
    text = "".join(
        f"Paragraph {n} of a source that goes on and is longer than a line.\n" for n in range(9000)
    )
    pane.show_text(ShownText.of(text, 60), (), text.index("Paragraph 8000"))
    assert not pane.is_filled
    pane.show_text(ShownText.of(text, 40))
    qtbot.waitUntil(lambda: pane.is_filled, timeout=20_000)
    assert text[pane.top_offset :].startswith("Paragraph 8000 ")


def test_larger_letters_are_fewer(qtbot, pane):
    pane.show_text(ShownText.of("words"))
    with qtbot.waitSignal(pane.columns_changed, timeout=20_000):
        pane.set_zoom(200)
    assert pane.columns < 40


def test_prose_is_never_wider_than_is_good_to_read(qtbot, pane):
    pane.resize(3000, 400)
    assert pane.columns == 100


def test_lines_that_are_to_fit_are_set_smaller_within_bounds_and_zoomed_as_all_others(qtbot, pane):
    """Eighty columns in a pane for sixty; the columns of prose are counted as before."""
    pane.fit(0)
    letter = pane.fontMetrics().horizontalAdvance("0" * 100) / 100
    pane.resize(pane.width() - pane.viewport().width() + int(66 * letter + 2 * MARGIN), 400)
    columns, full = pane.columns, pane.font().pointSizeF()
    pane.show_text(ShownText.of("x" * 80, wide=80))
    qtbot.waitUntil(lambda: pane.is_filled)
    assert pane.horizontalScrollBar().maximum() == 0
    fitted = pane.font().pointSizeF()
    assert 0.75 * full <= fitted < full
    pane.set_zoom(200)
    assert pane.font().pointSizeF() == 2 * fitted
    pane.set_zoom(100)
    assert pane.columns == columns
    pane.resize(150, 400)
    qtbot.waitUntil(lambda: pane.font().pointSizeF() == 0.75 * full, timeout=20_000)
    pane.show_text(ShownText.of("words"))
    assert pane.font().pointSizeF() == full
