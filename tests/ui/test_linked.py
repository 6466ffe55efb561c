"""Page and text are linked by their blocks: a click lights the twin, and scrolling keeps both at the same place."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.ui import fakes
from viewer.ui.page_link import PageLink
from viewer.ui.settings import Panes
from viewer.ui.spot import Spot

CTRL = Qt.KeyboardModifier.ControlModifier
COUNT = 120


def line(number: int) -> str:
    return f"Paragraph {number} says something of its own, and says it in so many words. " * (1 + number % 3)


@pytest.fixture
def linked(qtbot, window, opener, tmp_path):
    """Give a window over a document of many paragraphs, numbered as they are called."""
    filing = fakes.Filing(tmp_path / "long.txt", (fakes.submission(),))
    filing.renditions[1] = fakes.Rendition("\n".join(line(n) for n in range(1, COUNT + 1)))
    opener.filings["long.txt"] = filing
    window.resize(1100, 700)
    fakes.show(qtbot, window, tmp_path / "long.txt")
    qtbot.waitUntil(lambda: answer(qtbot, window, "filingLink.top()") == [1, 0])
    fakes.settle(qtbot, window)
    return window


def answer(qtbot, window, script: str):
    return json.loads(fakes.page_answer(qtbot, window, f"JSON.stringify({script})"))


def page_top(qtbot, window) -> int:
    return answer(qtbot, window, "filingLink.top()")[0]


def page_lit(qtbot, window) -> int:
    return answer(qtbot, window, "Number(document.querySelector('.linked')?.dataset.b ?? 0)")


def text_top(window) -> int:
    return window.document_view.text_pane._spot_on_top().block


def click_page(qtbot, window, block: int) -> None:
    place = answer(
        qtbot,
        window,
        f"(r => [r.left + 20, (r.top + r.bottom) / 2])"
        f"(document.querySelector('[data-b=\"{block}\"]').getBoundingClientRect())",
    )
    view = window.document_view.html_pane.view
    zoom = view.zoomFactor()
    at = QPoint(int(place[0] * zoom), int(place[1] * zoom))
    qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=at)


def click_text(qtbot, window, block: int) -> None:
    pane = window.document_view.text_pane
    place = pane.place_of(block)
    line_there = pane.document().findBlock(pane.shown.position(place.start))
    box = pane.blockBoundingGeometry(line_there).translated(pane.contentOffset())
    at = QPoint(60, int(box.center().y()))
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=at)


def wheel(widget, steps: int) -> None:
    at = QPointF(widget.rect().center())
    angle = QPoint(0, -120 * steps)
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), angle, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_click_on_a_paragraph_of_the_page_lights_its_twin_in_the_text(qtbot, linked):
    click_page(qtbot, linked, 4)
    qtbot.waitUntil(lambda: linked.document_view.text_pane.lit == 4)
    assert page_lit(qtbot, linked) == 4
    pane = linked.document_view.text_pane
    place = pane.place_of(4)
    assert pane.text[place.start : place.end] == line(4)


def test_a_click_on_a_line_of_the_text_lights_its_twin_on_the_page(qtbot, linked):
    click_text(qtbot, linked, 5)
    assert linked.document_view.text_pane.lit == 5
    qtbot.waitUntil(lambda: page_lit(qtbot, linked) == 5)


def test_the_lit_block_has_a_bar_and_a_tint_of_the_themes_colours(qtbot, linked):
    from viewer.ui import theme

    click_text(qtbot, linked, 3)
    pane = linked.document_view.text_pane
    block = pane.document().findBlock(pane.shown.position(pane.place_of(3).start))
    y = int(pane.blockBoundingGeometry(block).translated(pane.contentOffset()).center().y())
    seen = pane.viewport().grab().toImage()
    assert seen.pixelColor(1, y).name() == theme.colours().accent
    assert seen.pixelColor(8, y).name() == theme.colours().linked
    assert seen.pixelColor(pane.viewport().width() - 4, y).name() == theme.colours().linked


def test_a_twin_out_of_sight_comes_into_view_and_the_side_clicked_stays(qtbot, linked):
    linked.looks.link_views(False)
    pane = linked.document_view.text_pane
    answer(qtbot, linked, "(filingLink.showTop(90, 0), 1)")
    before = answer(qtbot, linked, "scrollY")
    assert text_top(linked) in (0, 1)
    click_page(qtbot, linked, 92)
    qtbot.waitUntil(lambda: pane.lit == 92)
    first = pane.document().findBlock(pane.shown.position(pane.place_of(92).start))
    assert 0 <= pane.blockBoundingGeometry(first).translated(pane.contentOffset()).top() < pane.height()
    assert answer(qtbot, linked, "scrollY") == before
    pane.verticalScrollBar().setValue(0)
    click_text(qtbot, linked, 2)
    inside = "(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('.linked').getBoundingClientRect())"
    qtbot.waitUntil(lambda: page_lit(qtbot, linked) == 2)
    assert answer(qtbot, linked, inside)
    assert pane.verticalScrollBar().value() == 0


def test_a_document_that_begins_with_a_table_begins_with_the_headings_of_it_on_both_sides(
    qtbot, reading, tmp_path
):
    """They stay in sight above the rows, which alone are looked at when the page is scrolled."""
    rows = "".join(f"<tr><td>Series {n}</td><td>{n},250</td><td>{n},750</td></tr>" for n in range(1, 200))
    heads = '<tr><th>Holding</th><th style="border-bottom:1px solid">2024</th><th>2023</th></tr>'
    path = tmp_path / "table.txt"
    path.write_text(fakes.FILING.format(f"<html><body><table>{heads}{rows}</table></body></html>"))
    window = reading(path)
    pane = window.document_view.text_pane
    assert answer(qtbot, window, "document.querySelectorAll('thead tr').length") == 1
    fakes.settle(qtbot, window)
    assert pane.verticalScrollBar().value() == 0
    assert pane.text.split()[0] == "Holding"
    for place in ("document.body.scrollHeight / 2", "0"):
        before = pane.verticalScrollBar().value()
        answer(qtbot, window, f"(scrollTo(0, {place}), 1)")
        qtbot.waitUntil(lambda before=before: pane.verticalScrollBar().value() != before, timeout=10_000)
    qtbot.waitUntil(lambda: pane.verticalScrollBar().value() == 0, timeout=10_000)


def test_a_click_between_the_blocks_puts_the_light_out(qtbot, linked):
    click_text(qtbot, linked, 5)
    qtbot.waitUntil(lambda: page_lit(qtbot, linked) == 5)
    width = linked.document_view.html_pane.width()
    qtbot.mouseClick(
        linked.document_view.html_pane.view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(width // 2, 2)
    )
    qtbot.waitUntil(lambda: linked.document_view.text_pane.lit == 0)
    assert page_lit(qtbot, linked) == 0


def test_selecting_words_lights_nothing(qtbot, linked):
    pane = linked.document_view.text_pane
    qtbot.mousePress(pane.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    qtbot.mouseMove(pane.viewport(), QPoint(200, 30))
    qtbot.mouseRelease(pane.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 30))
    assert pane.textCursor().hasSelection()
    assert pane.lit == 0


def test_scrolling_the_page_keeps_the_same_block_on_top_of_the_text(qtbot, linked):
    page = linked.document_view.html_pane.view.focusProxy()
    for _ in range(4):
        wheel(page, 4)
        fakes.settle(qtbot, linked)
    qtbot.waitUntil(lambda: page_top(qtbot, linked) > 8)
    qtbot.waitUntil(lambda: text_top(linked) == page_top(qtbot, linked))


def test_scrolling_the_text_keeps_the_same_block_on_top_of_the_page(qtbot, linked):
    pane = linked.document_view.text_pane
    wheel(pane.viewport(), 10)
    assert text_top(linked) > 5
    line_before = pane.verticalScrollBar().value()
    qtbot.waitUntil(lambda: page_top(qtbot, linked) == text_top(linked))
    fakes.settle(qtbot, linked)
    assert pane.verticalScrollBar().value() == line_before  # no echo


def test_the_page_does_not_move_by_an_echo_of_its_own_scrolling(qtbot, linked):
    answer(qtbot, linked, "(scrollTo(0, 1777), 1)")
    qtbot.waitUntil(lambda: text_top(linked) == page_top(qtbot, linked) > 5)
    fakes.settle(qtbot, linked)
    assert answer(qtbot, linked, "scrollY") == 1777


def test_unlinked_views_scroll_alone_and_the_switch_is_remembered(qtbot, linked, settings):
    assert linked.actions_.link_views.isChecked()
    qtbot.keyClick(linked, Qt.Key.Key_L, CTRL)
    assert not settings.link_views
    wheel(linked.document_view.text_pane.viewport(), 10)
    fakes.settle(qtbot, linked)
    assert page_top(qtbot, linked) == 1
    answer(qtbot, linked, "(scrollTo(0, 3000), 1)")
    qtbot.waitUntil(lambda: page_top(qtbot, linked) > 10)
    fakes.settle(qtbot, linked)
    assert text_top(linked) != page_top(qtbot, linked)
    qtbot.keyClick(linked, Qt.Key.Key_L, CTRL)
    assert settings.link_views
    assert text_top(linked) == page_top(qtbot, linked)


def test_another_width_of_the_text_keeps_the_light_and_the_place(qtbot, linked):
    click_text(qtbot, linked, 3)
    wheel(linked.document_view.text_pane.viewport(), 12)
    top = text_top(linked)
    with qtbot.waitSignal(linked.reading.text_ready):
        linked.document_view._splitter.setSizes([800, 300])
    qtbot.waitUntil(lambda: linked.document_view.text_pane.is_filled)
    assert linked.document_view.text_pane.lit == 3
    assert text_top(linked) == top


def test_another_document_begins_at_its_start_without_a_light(qtbot, linked):
    click_text(qtbot, linked, 4)
    wheel(linked.document_view.text_pane.viewport(), 12)
    with qtbot.waitSignal(linked.reading.text_ready):
        qtbot.keyClick(linked, Qt.Key.Key_PageDown, CTRL)
    assert linked.document_view.text_pane.lit == 0
    assert linked.document_view.text_pane.verticalScrollBar().value() == 0
    qtbot.waitUntil(lambda: "lease.htm" in fakes.page_words(qtbot, linked))
    assert page_lit(qtbot, linked) == 0


def test_a_document_of_the_same_words_begins_at_its_start(qtbot, linked):
    """It is not taken for the former one, set anew for another width."""
    linked.reading.filing.renditions[2] = linked.reading.filing.renditions[1]
    linked.looks.show_panes(Panes.TEXT)
    wheel(linked.document_view.text_pane.viewport(), 12)
    assert text_top(linked) > 5
    with qtbot.waitSignal(linked.reading.text_ready):
        qtbot.keyClick(linked, Qt.Key.Key_PageDown, CTRL)
    fakes.settle(qtbot, linked)
    assert text_top(linked) == 0


def late(pane, block: int) -> None:
    """Let the page say that a block is on top, as it does before it heard of a move."""
    page = pane.view.page()
    link = next(each for each in page.children() if isinstance(each, PageLink))
    link.scrolled(page.url().path(), block, 0.0, False, 0)


def test_a_jump_is_not_undone_by_what_the_page_told_before_it(qtbot, linked):
    view, told = linked.document_view, []
    view.html_pane.spot_moved.connect(told.append)
    view.linked.show_spot(Spot(60))
    late(view.html_pane, 3)
    assert told == []
    assert view.linked.spot == Spot(60)
    assert text_top(linked) == 60
    qtbot.waitUntil(lambda: page_top(qtbot, linked) == 60)
    wheel(view.html_pane.view.focusProxy(), 5)
    qtbot.waitUntil(lambda: bool(told))
    assert view.linked.spot.block >= 60


def test_the_text_that_was_scrolled_does_not_go_back_to_where_the_page_was(qtbot, linked):
    bar = linked.document_view.text_pane.verticalScrollBar()
    bar.setValue(50)
    late(linked.document_view.html_pane, 3)
    assert bar.value() == 50
    qtbot.waitUntil(lambda: page_top(qtbot, linked) == text_top(linked))
    assert bar.value() == 50


def test_the_same_paragraph_stays_on_top_where_the_lines_break_anew(qtbot, linked):
    """Page alone, larger letters, both sides again: the pixels above change, the words on top do not."""
    linked.document_view.linked.show_spot(Spot(60, 0.5))
    qtbot.waitUntil(lambda: page_top(qtbot, linked) == 60)
    narrow = answer(qtbot, linked, "[innerWidth, scrollY]")
    for change in (
        linked.actions_.pane_html,
        linked.actions_.zoom_in,
        linked.actions_.zoom_in,
        linked.actions_.zoom_reset,
    ):
        width = answer(qtbot, linked, "innerWidth")
        change.trigger()
        qtbot.waitUntil(lambda before=width: answer(qtbot, linked, "innerWidth") != before)
        qtbot.waitUntil(lambda: page_top(qtbot, linked) == 60)
    assert answer(qtbot, linked, "scrollY") < narrow[1]  # it is shorter now
    linked.actions_.pane_both.trigger()
    qtbot.waitUntil(lambda: answer(qtbot, linked, "innerWidth") == narrow[0])
    qtbot.waitUntil(lambda: page_top(qtbot, linked) == 60)
    assert abs(answer(qtbot, linked, "scrollY") - narrow[1]) <= 2
    fakes.settle(qtbot, linked)
    assert text_top(linked) == 60
