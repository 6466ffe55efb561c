"""The window from the outside: files go in, keys are pressed, and the right thing is seen."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl, qVersion
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton, QWidget

from tests.ui import fakes
from viewer.submission.model import Problem
from viewer.ui import dialogs, theme
from viewer.ui.main_window import MainWindow
from viewer.ui.settings import Panes, Recent
from viewer.ui.strip import Weight

CTRL = Qt.KeyboardModifier.ControlModifier
ACME = "ACME WIDGETS CORP  ·  8-K  ·  2024-01-17  ·  0009999999-24-000001"


def drag_enter_event(at: QPointF, *others) -> QDragEnterEvent:
    """Make the event in the way that this version of Qt has: whole numbers were given up in 6.12."""
    newer = tuple(map(int, qVersion().split(".")))[:2] >= (6, 12)
    return QDragEnterEvent(at if newer else at.toPoint(), *others)


def dropped_on(widget: QWidget, paths: list[Path]) -> QWidget:
    """Drop files on the middle of `widget`: as the system does, on the first widget that takes drops."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window, place = widget.window(), widget.mapTo(widget.window(), widget.rect().center())
    target = window.childAt(place) or window
    while not target.acceptDrops() and target is not window:
        target = target.parentWidget()
    at = QPointF(target.mapFrom(window, place))
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = drag_enter_event(at, copy, carried, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    drop = QDropEvent(at, copy, carried, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, drop)
    return target


def tree_words(window) -> list[str]:
    model = window.tree.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


# Opening


def test_a_window_begins_with_the_welcome_page(window):
    assert window.welcome.isVisible()
    assert not window.tree.isVisible()
    assert not window.strip.isVisible()
    assert window.windowTitle() == "Filing Viewer"
    for action in (window.actions_.export, window.actions_.close, window.actions_.reload):
        assert not action.isEnabled()


def test_opening_shows_the_main_document_on_both_sides_without_a_further_click(qtbot, opened):
    assert "The words of acme8k.htm." in fakes.page_words(qtbot, opened)
    assert opened.document_view.text_pane.text.startswith("The words of acme8k.htm.")
    assert opened.document_view.text_pane.columns > 20
    assert opened.tree.view.currentIndex().siblingAtColumn(0).data() == "8-K"
    assert opened.status._filing.text() == ACME
    assert opened.status._document.toolTip() == "8-K  ·  acme8k.htm  ·  34 B"  # the bar may cut it
    assert opened.windowTitle() == "ACME WIDGETS CORP  8-K  2024-01-17 - Filing Viewer"


@pytest.mark.parametrize("way", ["dialog", "argument", "drop", "recent"])
def test_each_way_to_open_a_path_shows_the_same_tree(
    qtbot, window, settings, opener, tmp_path, monkeypatch, way
):
    path = tmp_path / "acme.txt"
    path.write_text("here")
    settings.add_recent(Recent(str(path), "ACME WIDGETS CORP"))
    window.recent_files.changed.emit()
    with qtbot.waitSignal(window.reading.text_ready, timeout=20_000):
        if way == "dialog":
            monkeypatch.setattr(dialogs, "ask_open", lambda _parent, _folder: [path])
            qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
        elif way == "argument":
            window.open_all([path])
        elif way == "drop":
            dropped_on(window.welcome, [path])
        else:
            first = window.welcome.recent_list.item(0)
            place = window.welcome.recent_list.visualItemRect(first).center()
            qtbot.mouseClick(window.welcome.recent_list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opener.opened == [path]
    assert tree_words(window) == ["ACME WIDGETS CORP", "Header (6)", "Documents (6)"]


@pytest.mark.parametrize("part", ["html_pane", "text_pane", "tree"])
def test_files_can_be_dropped_anywhere_on_the_window(qtbot, opened, opener, tmp_path, part):
    widget = opened.tree.view if part == "tree" else getattr(opened.document_view, part)
    with qtbot.waitSignal(opened.filings.opened, timeout=20_000):
        assert dropped_on(widget, [tmp_path / "other.txt"]) is opened
    assert opener.opened[-1] == tmp_path / "other.txt"


def test_a_failing_open_leaves_the_former_filing_and_says_why(qtbot, opened, tmp_path):
    before = tree_words(opened)
    with qtbot.waitSignal(opened.filings.open_failed, timeout=20_000):
        opened.open(tmp_path / "missing.txt")
    assert opened.strip.isVisible()
    assert opened.strip.message.sentence == "There is no file missing.txt."
    assert opened.strip.message.weight is Weight.ERROR
    assert tree_words(opened) == before
    assert "acme8k.htm" in fakes.page_words(qtbot, opened)
    assert not opened.reading.filing.closed
    qtbot.mouseClick(opened.strip._close, Qt.MouseButton.LeftButton)
    assert not opened.strip.isVisible()


def test_a_failing_open_on_the_welcome_page_is_told_there(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.filings.open_failed, timeout=20_000):
        window.open(tmp_path / "missing.txt")
    assert window.welcome.isVisible()
    assert window.strip.isVisible()


def test_closing_goes_back_to_the_welcome_page_with_the_filing_on_the_list(qtbot, opened):
    filing = opened.reading.filing
    qtbot.keyClick(opened, Qt.Key.Key_W, CTRL)
    assert filing.closed
    assert opened.welcome.isVisible()
    assert opened.welcome.recent_list.item(0).text().startswith("ACME WIDGETS CORP  ·  8-K  ·  2024-01-17")
    assert opened.status._filing.text() == ""


def test_a_vanished_recent_file_is_greyed_and_never_an_error(qtbot, window, settings, tmp_path):
    there = tmp_path / "there.txt"
    there.write_text("here")
    settings.add_recent(Recent(str(tmp_path / "gone.txt"), "GONE INC"))
    settings.add_recent(Recent(str(there), "HERE INC"))
    with qtbot.waitSignal(window.recent_files.changed):
        window.recent_files.look()
    listed = window.welcome.recent_list
    assert [bool(listed.item(n).flags() & Qt.ItemFlag.ItemIsEnabled) for n in range(2)] == [True, False]
    assert [action.isEnabled() for action in window.actions_.recent_menu.actions()[:2]] == [True, False]
    with qtbot.assertNotEmitted(window.welcome.recent_chosen, wait=50):
        place = listed.visualItemRect(listed.item(1)).center()
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_recent_filing_is_opened_from_the_menu_and_the_list_can_be_forgotten(
    qtbot, window, settings, opener
):
    settings.add_recent(Recent("/x/a & b.txt", "A & B CORP", "8-K"))
    window.recent_files.changed.emit()
    menu = window.actions_.recent_menu
    assert menu.actions()[0].text() == "&1  A && B CORP  8-K"
    with qtbot.waitSignal(window.filings.opened, timeout=20_000):
        menu.actions()[0].trigger()
    assert opener.opened == [Path("/x/a & b.txt")]
    menu.actions()[-1].trigger()
    assert settings.recent == ()
    assert window.welcome.recent_list.count() == 0


def test_reloading_reads_the_file_again_and_keeps_the_document(qtbot, opened, opener):
    opened.tree.requests.document_selected.emit(0, 3)
    with qtbot.waitSignal(opened.filings.opened, timeout=20_000):
        qtbot.keyClick(opened, Qt.Key.Key_F5)
    assert len(opener.opened) == 2
    assert opened.reading.shown.document.number == 3
    assert opened.tree.view.currentIndex().siblingAtColumn(0).data() == "EX-99.1"


def test_a_file_with_a_header_only_says_so(qtbot, window, opener, tmp_path):
    opener.filings["head.txt"] = fakes.Filing(tmp_path / "head.txt", (fakes.submission([]),))
    window.open(tmp_path / "head.txt")
    said = "holds a header and no document"
    qtbot.waitUntil(lambda: window.document_view.html_pane.view is not None, timeout=20_000)
    qtbot.waitUntil(lambda: said in fakes.page_words(qtbot, window), timeout=20_000)
    assert not window.actions_.export.isEnabled()


def test_damage_is_told_over_the_page_and_counted(qtbot, window, opener, tmp_path):
    problems = (fakes.CUT, Problem("a", 1, 1, "Another."))
    opener.filings["cut.txt"] = fakes.Filing(tmp_path / "cut.txt", (fakes.submission(problems=problems),))
    fakes.show(qtbot, window, tmp_path / "cut.txt")
    assert window.strip.message.sentence == fakes.CUT.message + " 1 more problem."
    assert window.strip.message.weight is Weight.WARNING
    qtbot.mouseClick(window.findChild(QPushButton, "strip_button"), Qt.MouseButton.LeftButton)
    assert window.panels.problems_dock.isVisible()
    assert not window.strip.isVisible()
    assert tree_words(window)[-1] == "Problems (2)"


def test_damage_of_a_payload_is_told_with_its_document_only(qtbot, window, opener, tmp_path):
    filing = fakes.Filing(tmp_path / "bad.txt", (fakes.submission(),))
    filing.renditions[1] = fakes.Rendition("words", problems=(Problem("uu", 9, 9, "A line is damaged."),))
    opener.filings["bad.txt"] = filing
    fakes.show(qtbot, window, tmp_path / "bad.txt")
    assert window.strip.message.sentence == "A line is damaged."
    with qtbot.waitSignal(window.reading.text_ready):
        qtbot.keyClick(window, Qt.Key.Key_PageDown, CTRL)
    assert not window.strip.isVisible()


# Reading


def test_next_and_previous_document_by_keys(qtbot, opened):
    seen = []
    opened.reading.document_chosen.connect(lambda shown: seen.append(shown.document.number))
    assert not opened.actions_.previous_document.isEnabled()
    for _ in range(7):
        qtbot.keyClick(opened, Qt.Key.Key_PageDown, CTRL)
    assert seen == [2, 3, 4, 5, 6]
    assert not opened.actions_.next_document.isEnabled()
    qtbot.keyClick(opened, Qt.Key.Key_PageUp, CTRL)
    assert seen[-1] == 5
    qtbot.waitUntil(lambda: "acme.xml" in fakes.page_words(qtbot, opened), timeout=20_000)


def test_stepping_in_haste_shows_the_last_document_on_both_sides(qtbot, opened):
    with qtbot.waitSignal(opened.reading.text_ready, timeout=20_000):
        for number in (2, 3, 2, 3):
            opened.tree.requests.document_selected.emit(0, number)
    qtbot.waitUntil(lambda: "press.htm" in fakes.page_words(qtbot, opened), timeout=20_000)
    qtbot.waitUntil(lambda: "press.htm" in opened.document_view.text_pane.text)


def test_a_picture_of_the_submission_is_shown_in_place(qtbot, window, opener, tmp_path):
    filing = fakes.Filing(tmp_path / "pic.txt", (fakes.submission(),))
    filing.renditions[1] = fakes.Rendition(
        "x", '<!doctype html><html><body><img src="LOGO.gif"></body></html>'
    )
    opener.filings["pic.txt"] = filing
    fakes.show(qtbot, window, tmp_path / "pic.txt")
    width = "String(document.images[0].naturalWidth)"
    qtbot.waitUntil(lambda: fakes.page_answer(qtbot, window, width) == "2", timeout=20_000)


def test_where_there_is_no_text_the_text_pane_says_what_the_document_is(qtbot, window, opener, tmp_path):
    filing = fakes.Filing(tmp_path / "pic.txt", (fakes.submission(),))
    filing.renditions[1] = fakes.Rendition(
        "", "<!doctype html><html><body></body></html>", notice="It is a picture."
    )
    opener.filings["pic.txt"] = filing
    fakes.show(qtbot, window, tmp_path / "pic.txt")
    assert window.document_view.text_pane.toPlainText() == "It is a picture."


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "file:///etc/passwd", "other.htm", "data:text/html,x"]
)
def test_a_link_that_leads_nowhere_is_not_offered(opened, href):
    opened.document_view.html_pane.link_followed.emit(href)
    assert opened.strip.message.action == ""
    assert opened.findChild(QDialog, "link_dialog") is None


def test_a_killed_renderer_is_offered_to_be_reloaded_while_the_text_stays(qtbot, opened):
    """The process that draws is ended as a system short of memory ends it; text, find and the way on stay."""
    view = opened.document_view
    os.kill(view.html_pane.view.page().renderProcessPid(), signal.SIGKILL)
    qtbot.waitUntil(opened.strip.isVisible, timeout=20_000)
    assert opened.strip.message.action == "Reload"
    assert "acme8k.htm" in view.text_pane.text
    qtbot.keyClick(opened, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(opened.find_bar.box.line, "more")
    qtbot.waitUntil(lambda: opened.find_bar.count.text() == "1 of 1", timeout=20_000)
    qtbot.keyClick(opened.find_bar.box.line, Qt.Key.Key_Escape)
    with qtbot.waitSignal(view.html_pane.loaded, timeout=20_000):
        qtbot.mouseClick(opened.strip._button, Qt.MouseButton.LeftButton)
    assert not opened.strip.isVisible()
    assert "acme8k.htm" in fakes.page_words(qtbot, opened)


def test_after_a_killed_renderer_the_next_document_is_drawn(qtbot, opened):
    os.kill(opened.document_view.html_pane.view.page().renderProcessPid(), signal.SIGKILL)
    qtbot.waitUntil(opened.strip.isVisible, timeout=20_000)
    with qtbot.waitSignal(opened.document_view.html_pane.loaded, timeout=20_000):
        qtbot.keyClick(opened, Qt.Key.Key_PageDown, CTRL)
    assert "lease.htm" in fakes.page_words(qtbot, opened)
    assert not opened.strip.isVisible()


def test_a_document_that_takes_long_says_so_and_can_be_given_up(qtbot, window, opener, tmp_path):
    gate, filing = threading.Event(), fakes.Filing(tmp_path / "slow.txt", (fakes.submission(),))
    filing.renditions[2] = fakes.Rendition("slow words", wait=gate)
    opener.filings["slow.txt"] = filing
    fakes.show(qtbot, window, tmp_path / "slow.txt")
    with qtbot.waitSignal(window.reading.waiting, timeout=20_000):
        qtbot.keyClick(window, Qt.Key.Key_PageDown, CTRL)
    assert window.status._progress.isVisible()
    assert window.document_view.text_pane.text == "Reading EX-10.1 …"
    with qtbot.waitSignal(window.reading.text_ready, timeout=20_000):
        qtbot.mouseClick(window.status._cancel, Qt.MouseButton.LeftButton)
    gate.set()
    fakes.settle(qtbot, window)
    assert not window.status._progress.isVisible()
    assert window.reading.shown.document.number == 1
    assert window.tree.view.currentIndex().siblingAtColumn(0).data() == "8-K"
    assert "acme8k.htm" in window.document_view.text_pane.text


def test_an_opening_that_is_given_up_leaves_the_former_filing(qtbot, opened, opener, tmp_path):
    opener.wait = threading.Event()
    with qtbot.waitSignal(opened.tasks.busy, timeout=20_000):
        opened.open(tmp_path / "slow.txt")
    qtbot.mouseClick(opened.status._cancel, Qt.MouseButton.LeftButton)
    opener.wait.set()
    fakes.settle(qtbot, opened)
    assert opened.reading.filing.name == "acme.txt"


def test_a_document_that_cannot_be_rendered_does_not_leave_another_one_under_its_name(
    qtbot, opened, monkeypatch
):
    def fail(_document):
        raise MemoryError

    monkeypatch.setattr(opened.reading.filing, "rendition", fail)
    with qtbot.waitSignals([opened.reading.page_failed, opened.reading.text_failed], timeout=20_000):
        qtbot.keyClick(opened, Qt.Key.Key_PageDown, CTRL)
    assert "not enough memory" in opened.document_view.text_pane.text
    qtbot.waitUntil(lambda: "not enough memory" in fakes.page_words(qtbot, opened), timeout=20_000)


# Looks and keys


def test_keys_show_page_text_or_both_and_the_choice_is_remembered(qtbot, opened, settings):
    view = opened.document_view
    for key, panes in ((Qt.Key.Key_1, Panes.HTML), (Qt.Key.Key_2, Panes.TEXT), (Qt.Key.Key_3, Panes.BOTH)):
        qtbot.keyClick(opened, key, CTRL)
        assert (view.html_pane.isVisible(), view.text_pane.isVisible()) == (panes.page, panes.text)
        assert opened.actions_.panes[panes].isChecked()
        assert settings.panes is panes


def test_what_nobody_looks_at_is_not_made(qtbot, window, tmp_path):
    window.looks.show_panes(Panes.TEXT)
    with (
        qtbot.assertNotEmitted(window.reading.page_ready, wait=200),
        qtbot.waitSignal(window.reading.text_ready, timeout=20_000),
    ):
        window.open(tmp_path / "acme.txt")
    with qtbot.waitSignal(window.reading.page_ready, timeout=20_000):
        qtbot.keyClick(window, Qt.Key.Key_3, CTRL)


def test_the_side_bar_is_hidden_and_shown_by_its_key(qtbot, opened, settings):
    qtbot.keyClick(opened, Qt.Key.Key_F9)
    assert not opened.tree.isVisible()
    assert not settings.side_bar
    qtbot.keyClick(opened, Qt.Key.Key_K, CTRL)
    assert opened.tree.isVisible()
    assert opened.tree.filter_box.hasFocus()


def test_zoom_changes_both_panes_and_is_remembered(qtbot, opened, settings):
    small = opened.document_view.text_pane.fontMetrics().lineSpacing()
    for _ in range(2):
        qtbot.keyClick(opened, Qt.Key.Key_Equal, CTRL)
    assert settings.zoom == 125
    assert opened.document_view.html_pane.view.zoomFactor() == pytest.approx(1.25)
    assert opened.document_view.text_pane.fontMetrics().lineSpacing() > small
    qtbot.keyClick(opened, Qt.Key.Key_Minus, CTRL)
    assert settings.zoom == 110
    qtbot.keyClick(opened, Qt.Key.Key_0, CTRL)
    assert settings.zoom == 100
    for _ in range(30):
        qtbot.keyClick(opened, Qt.Key.Key_Minus, CTRL)
    assert settings.zoom == 50


def test_f6_goes_through_tree_page_and_text(qtbot, opened):
    view, seen = opened.document_view, []
    opened.activateWindow()
    opened.tree.setFocus()
    for _ in range(3):
        qtbot.keyClick(opened, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        for name, part in (("tree", opened.tree), ("page", view.html_pane), ("text", view.text_pane)):
            if part is focus or part.isAncestorOf(focus):
                seen.append(name)
    assert seen == ["page", "text", "tree"]


def test_copy_takes_from_the_part_in_focus(qtbot, opened):
    clipboard = QGuiApplication.clipboard()
    opened.activateWindow()
    opened.document_view.text_pane.setFocus()
    opened.actions_.select_all.trigger()
    opened.actions_.copy.trigger()
    assert clipboard.text() == "The words of acme8k.htm.\nAnd more."
    opened.tree.view.setFocus()
    opened.actions_.copy.trigger()
    assert clipboard.text() == "acme8k.htm"
    clipboard.clear()
    opened.document_view.html_pane.setFocus()
    opened.actions_.select_all.trigger()
    opened.actions_.copy.trigger()
    qtbot.waitUntil(lambda: "And more." in clipboard.text(), timeout=20_000)
    assert clipboard.mimeData().hasHtml()


def test_full_screen_is_entered_and_left_by_its_key(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_the_theme_chosen_is_applied_everywhere_and_remembered(qtbot, opened, settings):
    try:
        opened.actions_.themes[theme.Theme.DARK].trigger()
        assert theme.is_dark()
        assert settings.theme is theme.Theme.DARK
        script = "document.documentElement.dataset.theme"
        qtbot.waitUntil(lambda: fakes.page_answer(qtbot, opened, script) == "dark", timeout=20_000)
        opened.actions_.themes[theme.Theme.LIGHT].trigger()
        assert not theme.is_dark()
    finally:
        theme.apply(theme.Theme.SYSTEM)


def test_the_size_is_remembered(qtbot, qapp, settings, opener):
    first = MainWindow(settings, opener)
    qtbot.addWidget(first)
    first.resize(711, 533)
    first.show()
    qtbot.waitExposed(first)
    first.close()
    again = MainWindow(settings, opener)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (711, 533)
    again.close()


def test_the_list_of_keys_names_every_key_of_the_menus(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(QDialog, "keys_dialog")
    table = dialog.findChild(QWidget, "keys_table")
    rows = [(table.item(row, 0).text(), table.item(row, 1)) for row in range(table.rowCount())]
    assert [name for name, key in rows if key is None] == ["File", "Edit", "View", "Go", "Help"]
    listed = {name: key.text() for name, key in rows if key is not None}
    assert listed["Open"] == "Ctrl+O"
    assert listed["Zoom In"] == "Ctrl+= or Ctrl++"
    assert len(listed) == sum(bool(action.shortcuts()) for action in window.actions_.all())
    dialog.reject()


def test_a_narrow_status_bar_cuts_the_document_and_not_the_filing(qtbot, opened):
    filing, document = opened.status._filing, opened.status._document
    opened.resize(1600, 700)
    qtbot.waitUntil(lambda: document.text().count("·") == 2, timeout=10_000)
    whole = document.text()
    for width in (1000, 760):
        opened.resize(width, 700)
        qtbot.waitUntil(lambda: filing.width() >= filing.sizeHint().width(), timeout=10_000)
    assert document.text() != whole
    assert document.toolTip() == whole
    opened.resize(1600, 700)
    qtbot.waitUntil(lambda: document.text() == whole, timeout=10_000)


def test_a_remark_in_the_status_bar_takes_the_place_of_the_filing_and_leaves_with_it(qtbot, opened):
    """However high the bar gets meanwhile: Qt would show both, one over the other."""
    bar = opened.statusBar()
    filing = bar.findChild(QLabel, "status_filing")
    assert filing.isVisible()
    opened.status.tell("Copied.")
    opened.status._coverage.setText("two\nlines")
    opened.status._coverage.setMinimumHeight(60)
    opened.status._coverage.show()
    qtbot.waitUntil(lambda: bar.height() >= 60, timeout=20_000)
    qtbot.wait(50)
    assert bar.currentMessage() == "Copied."
    assert not filing.isVisible()
    bar.clearMessage()
    assert filing.isVisible()
    opened.status.tell("Of a document that is closed.")
    qtbot.keyClick(opened, Qt.Key.Key_W, CTRL)
    assert opened.welcome.isVisible()
    assert bar.currentMessage() == ""


def test_no_two_actions_share_a_key(window):
    keys = [key.toString() for action in window.actions_.all() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_each_letter_that_is_underlined_in_a_menu_stands_for_one_entry(opened):
    """Alt and two letters do what they say, without a further key."""
    bar = opened.menuBar()
    for menu in (bar, *(each for each in opened.findChildren(QMenu) if each.title())):
        entries = [each.text().replace("&&", "") for each in menu.actions() if not each.isSeparator()]
        letters = [text[text.index("&") + 1].lower() for text in entries if "&" in text]
        assert len(letters) == len(entries), (menu.title() if menu is not bar else "", entries)
        assert sorted(set(letters)) == sorted(letters), entries


def test_everything_in_the_tool_bar_is_in_a_menu(window):
    in_menus = set(window.actions_.all())
    for action in window.actions_.tool_bar.actions():
        assert action.isSeparator() or action in in_menus
        assert action.isSeparator() or not action.icon().isNull()


# Everybody


def test_closing_the_window_ends_its_work_and_closes_the_filing(qtbot, opened):
    filing = opened.reading.filing
    with qtbot.waitSignal(opened.closed):
        opened.close()
    assert filing.closed


def test_kinds_have_icons_of_their_own(opened):
    rows = opened.tree._model
    assert len({rows.item_of(place).icon().cacheKey() for place in rows._items}) >= 3
