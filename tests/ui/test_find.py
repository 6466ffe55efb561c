"""Finding in the shown document: what is typed is found in the text, and marked in both panes in step."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from tests.ui import fakes
from viewer.search import Hit, Option, Query, search
from viewer.ui import theme
from viewer.ui.page_marks import NEAREST, Mark, page_marks
from viewer.ui.settings import Panes

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WORDS = "\n".join(
    f"Paragraph {n}: the Company\u2019s net\u00a0income was $ {n},000; a part of the article."
    for n in range(400)
)


@pytest.fixture
def reader(qtbot, window, opener, tmp_path):
    """Give the window with a long document in both panes."""
    renditions = {1: fakes.Rendition(WORDS), 2: fakes.Rendition("A lease of net income.\nNothing else.")}
    opener.filings["long.txt"] = fakes.Filing(tmp_path / "long.txt", (fakes.submission(),), renditions)
    fakes.show(qtbot, window, tmp_path / "long.txt")
    return window


def look_for(qtbot, window, words: str) -> None:
    """Type into the find bar and wait for the answer."""
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    with qtbot.waitSignal(window.finder.finding.found, timeout=20_000):
        qtbot.keyClicks(window.find_bar.box.line, words)
    qtbot.waitUntil(lambda: window.finder.finding.state.query.text == words, timeout=20_000)


def on_page(qtbot, window) -> tuple[int, str]:
    """Return how many hits are marked on the page, and the words of the current one."""
    script = """JSON.stringify([
        (CSS.highlights.get("found")?.size ?? 0) + (CSS.highlights.get("current")?.size ?? 0),
        [...(CSS.highlights.get("current") ?? [])].map(String).join("|")])"""
    return tuple(json.loads(fakes.page_answer(qtbot, window, script)))


def block_on_page(qtbot, window) -> str:
    """Return the number of the block that the current hit on the page stands in."""
    script = (
        '[...CSS.highlights.get("current")][0].startContainer.parentElement.closest("[data-b]").dataset.b'
    )
    return fakes.page_answer(qtbot, window, script)


def strong(window) -> list[str]:
    """Return the words in the text pane that have the colour of the current hit."""
    colour = QColor(theme.colours().mark_strong)
    pane = window.document_view.text_pane
    return [
        pane.text[
            pane.shown.offset(each.cursor.selectionStart()) : pane.shown.offset(each.cursor.selectionEnd())
        ]
        for each in pane.extraSelections()
        if each.format.background().color() == colour
    ]


def test_what_is_typed_is_found_and_counted(qtbot, reader):
    look_for(qtbot, reader, "the company's net income")
    assert reader.find_bar.isVisible()
    assert reader.find_bar.count.text() == "1 of 400"
    assert strong(reader) == ["the Company\u2019s net\u00a0income"]


def test_enter_and_the_keys_go_from_hit_to_hit_and_round_the_end(qtbot, reader):
    look_for(qtbot, reader, "net income")
    line = reader.find_bar.box.line
    for key, modifier, words in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "2 of 400"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "3 of 400"),
        (Qt.Key.Key_F3, SHIFT, "2 of 400"),
        (Qt.Key.Key_Return, SHIFT, "1 of 400"),
        (Qt.Key.Key_F3, SHIFT, "400 of 400"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "1 of 400"),
    ):
        qtbot.keyClick(line, key, modifier)
        assert reader.find_bar.count.text() == words
    qtbot.mouseClick(reader.find_bar._buttons["down"], Qt.MouseButton.LeftButton)
    assert reader.find_bar.count.text() == "2 of 400"


def test_both_panes_show_the_same_hit(qtbot, reader):
    """The hit is marked in the same block of page and text, and both have it in sight."""
    look_for(qtbot, reader, "$ 217,000")
    assert reader.find_bar.count.text() == "1 of 1"
    qtbot.waitUntil(lambda: on_page(qtbot, reader) == (1, "$ 217,000"), timeout=20_000)
    assert block_on_page(qtbot, reader) == "218"
    rect = '[...CSS.highlights.get("current")][0].getBoundingClientRect().top'
    inside = f"String({rect} > 0 && {rect} < innerHeight)"
    qtbot.waitUntil(lambda: fakes.page_answer(qtbot, reader, inside) == "true", timeout=20_000)
    assert strong(reader) == ["$ 217,000"]
    pane = reader.document_view.text_pane
    assert pane.viewport().rect().contains(pane.cursorRect().center())
    qtbot.keyClick(reader, Qt.Key.Key_F3)


def test_the_marks_follow_each_step(qtbot, reader):
    look_for(qtbot, reader, "net income")
    qtbot.waitUntil(lambda: on_page(qtbot, reader)[0] == 400, timeout=20_000)
    for _ in range(5):
        qtbot.keyClick(reader.find_bar.box.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: block_on_page(qtbot, reader) == "6", timeout=20_000)
    assert len(strong(reader)) == 1


def test_only_hits_in_sight_are_coloured_in_the_text(qtbot, reader):
    look_for(qtbot, reader, "net income")
    assert 1 < len(reader.document_view.text_pane.extraSelections()) < 150
    bar = reader.document_view.text_pane.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = WORDS.rindex("net\u00a0income")
    qtbot.waitUntil(
        lambda: any(
            each.cursor.selectionStart() >= last for each in reader.document_view.text_pane.extraSelections()
        )
    )


def test_switches_narrow_what_is_found(qtbot, reader):
    look_for(qtbot, reader, "Part")
    assert reader.find_bar.count.text() == "1 of 400"
    box = reader.find_bar.box
    with qtbot.waitSignal(reader.finder.finding.found):
        qtbot.mouseClick(box.switches[Option.CASE], Qt.MouseButton.LeftButton)
    assert reader.find_bar.count.text() == "“Part” with this case is not in the text of this document"
    with qtbot.waitSignal(reader.finder.finding.found):
        qtbot.mouseClick(box.switches[Option.CASE], Qt.MouseButton.LeftButton)
    box.line.clear()
    with qtbot.waitSignal(reader.finder.finding.found):
        qtbot.keyClicks(box.line, "art")
    with qtbot.waitSignal(reader.finder.finding.found):
        qtbot.mouseClick(box.switches[Option.WORD], Qt.MouseButton.LeftButton)
    assert "“art” as whole words is not in" in reader.find_bar.count.text()


def test_regular_expressions_and_what_is_none(qtbot, reader):
    look_for(qtbot, reader, "(1|2)00,000")
    assert "not in the text" in reader.find_bar.count.text()
    with qtbot.waitSignal(reader.finder.finding.found, timeout=20_000):
        qtbot.mouseClick(reader.find_bar.box.switches[Option.PATTERN], Qt.MouseButton.LeftButton)
    assert reader.find_bar.count.text() == "1 of 2"
    with qtbot.waitSignal(reader.finder.finding.failed):
        qtbot.keyClicks(reader.find_bar.box.line, "(")
    assert reader.find_bar.count.text().startswith("This is not a regular expression: missing )")
    assert strong(reader) == []
    qtbot.waitUntil(lambda: on_page(qtbot, reader) == (0, ""), timeout=20_000)


def test_an_empty_find_says_what_was_searched(qtbot, reader):
    look_for(qtbot, reader, "dividend")
    assert reader.find_bar.count.text() == "“dividend” is not in the text of this document"
    assert on_page(qtbot, reader) == (0, "")
    reader.find_bar.box.line.clear()
    assert reader.find_bar.count.text() == ""


@pytest.mark.parametrize("where", ["line", "text_pane"])
def test_escape_closes_the_bar_and_leaves_the_hit_selected(qtbot, reader, where):
    look_for(qtbot, reader, "$ 217,000")
    widget = reader.find_bar.box.line if where == "line" else reader.document_view.text_pane
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Escape)
    assert not reader.find_bar.isVisible()
    assert reader.document_view.text_pane.selected_text() == "$ 217,000"
    assert strong(reader) == []
    qtbot.waitUntil(lambda: on_page(qtbot, reader) == (0, ""), timeout=20_000)


def test_f3_with_the_bar_closed_finds_the_same_again(qtbot, reader):
    look_for(qtbot, reader, "net income")
    qtbot.keyClick(reader.find_bar.box.line, Qt.Key.Key_Escape)
    reader.document_view.text_pane.moveCursor(reader.document_view.text_pane.textCursor().MoveOperation.Start)
    with qtbot.waitSignal(reader.finder.finding.found):
        qtbot.keyClick(reader, Qt.Key.Key_F3)
    assert reader.find_bar.isVisible()
    assert reader.find_bar.count.text().endswith(" of 400")


def test_another_document_is_searched_for_the_same(qtbot, reader):
    look_for(qtbot, reader, "net income")
    with qtbot.waitSignals(
        [reader.document_view.html_pane.loaded, reader.reading.text_ready, reader.finder.finding.found],
        timeout=20_000,
    ):
        qtbot.keyClick(reader, Qt.Key.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: reader.find_bar.count.text() == "1 of 1", timeout=20_000)
    qtbot.waitUntil(lambda: on_page(qtbot, reader) == (1, "net income"), timeout=20_000)
    qtbot.waitUntil(lambda: strong(reader) == ["net income"], timeout=20_000)


def test_the_page_alone_can_be_searched(qtbot, window, opener, tmp_path):
    """Counts are those of the text, also where the text is not shown."""
    window.looks.show_panes(Panes.HTML)
    opener.filings["long.txt"] = fakes.Filing(
        tmp_path / "long.txt", (fakes.submission(),), {1: fakes.Rendition(WORDS)}
    )
    with qtbot.waitSignal(window.document_view.html_pane.loaded, timeout=20_000):
        window.open(tmp_path / "long.txt")
    look_for(qtbot, window, "paragraph 39")
    assert window.find_bar.count.text() == "1 of 11"
    qtbot.waitUntil(lambda: on_page(qtbot, window) == (11, "Paragraph 39"), timeout=20_000)


def test_find_can_be_asked_for_only_with_a_document(qtbot, window):
    assert not window.actions_.find.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert not window.find_bar.isVisible()


def test_words_in_cells_are_found_where_they_stand_on_the_page(qtbot, window, opener, tmp_path):
    """Columns are parted by spaces in the text and by cells on the page; each hit is marked in its own row."""
    page = (
        "<!doctype html><html><head><title>x</title></head><body><table>"
        '<tr data-b="2"><td>Cash</td><td>$ 12</td><td>3</td><td>123</td></tr>'
        '<tr data-b="3"><td>Cash</td><td>$ 123</td><td><b>12</b>3</td></tr></table></body></html>'
    )
    words = "title\nCash    $ 12   3   123\nCash    $ 123   123"
    opener.filings["t.txt"] = fakes.Filing(
        tmp_path / "t.txt", (fakes.submission(),), {1: fakes.Rendition(words, page)}
    )
    fakes.show(qtbot, window, tmp_path / "t.txt")
    look_for(qtbot, window, "123")
    assert window.find_bar.count.text() == "1 of 3"
    inside = """(() => { const range = [...CSS.highlights.get("current")][0];
        return range.startContainer.parentElement.closest("td").cellIndex + " " + range; })()"""
    for block, cell in (("2", "3 123"), ("3", "1 123"), ("3", "2 123")):
        qtbot.waitUntil(lambda block=block: block_on_page(qtbot, window) == block, timeout=15_000)
        qtbot.waitUntil(lambda cell=cell: fakes.page_answer(qtbot, window, inside) == cell, timeout=15_000)
        qtbot.keyClick(window.find_bar.box.line, Qt.Key.Key_Return)


# Hits to marks, without a window


def test_a_hit_over_two_blocks_is_marked_in_both():
    rendition = fakes.Rendition("one two\nthree four")
    text = rendition.text()
    hits = search(Query("two three"), text.text)
    assert page_marks(text.text, text.places, hits, 0) == [Mark(1, "two", 0, True), Mark(2, "three", 0, True)]


def test_a_mark_counts_all_places_of_its_words_also_those_that_are_no_hits():
    text = fakes.Rendition("party art part art").text()
    hits = search(Query("art", Option.WORD), text.text)
    assert [mark.ordinal for mark in page_marks(text.text, text.places, hits, 1)] == [1, 3]
    assert [mark.current for mark in page_marks(text.text, text.places, hits, 1)] == [False, True]


def test_of_very_many_hits_the_nearest_are_marked():
    text = fakes.Rendition("\n".join(f"word {n}" for n in range(5000))).text()
    hits = search(Query("word"), text.text)
    marks = page_marks(text.text, text.places, hits, 3000)
    assert len(marks) == 2 * NEAREST
    assert [mark.block for mark in marks if mark.current] == [3001]
    assert page_marks(text.text, (), (Hit(0, 4),), 0) == []


def test_a_line_to_type_in_leaves_the_window_its_keys_and_keeps_those_of_the_clipboard(qtbot, reader):
    """What a line takes for itself differs by system: on X11 Ctrl+U, Ctrl+K and Ctrl+E; Ctrl+Left everywhere."""
    look_for(qtbot, reader, "net income")
    line, asked = reader.find_bar.box.line, []
    reader.actions_.problems.setShortcut("Ctrl+Left")
    reader.actions_.problems.triggered.connect(lambda: asked.append(1))
    qtbot.keyClick(line, Qt.Key.Key_Left, CTRL)
    assert asked
    assert line.cursorPosition() == len("net income")
    qtbot.keyClick(line, Qt.Key.Key_A, CTRL)
    assert line.selectedText() == "net income"
