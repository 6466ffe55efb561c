"""Every part of the window and of its dialogs has a name and a sentence, and who has the focus is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QWidget

from tests.attachments.test_pdf import written
from viewer.ui import dialogs
from viewer.ui.crash import CrashDialog
from viewer.ui.main_window import MainWindow
from viewer.ui.preferences import PreferencesDialog
from viewer.ui.print_preview import PrintPreview
from viewer.ui.strip import Weight

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
INNER = (
    "QScrollBar", "QHeaderView", "QSplitterHandle", "QSizeGrip", "QLineEditIconButton", "QTipLabel",
    "QToolBarExtension", "QToolBarSeparator", "QMenuBarExtension", "QTableCornerButton",
    "QComboBoxPrivateContainer", "QComboBoxListView", "QFocusFrame",
)  # fmt: skip
WHOLE = (
    "QWebEngineView", "QTableWidget", "QDialogButtonBox", "QTabBar", "QMainWindowTabBar", "QComboBox",
    "QFontComboBox", "QDockWidget", "QSpinBox", "QDateEdit",
)  # fmt: skip
OF_QT = ("qt_", "ScrollLeftButton", "ScrollRightButton")


def is_inner(widget: QWidget) -> bool:
    """Whether a widget is a part that Qt itself put into one of its own; those speak for themselves."""
    kind, above = widget.metaObject().className(), widget.parent()
    around = above.metaObject().className() if above is not None else ""
    if isinstance(widget, QMenu) and not widget.title() and not widget.objectName():
        return True  # what a bar too narrow for its parts opens
    of_whole = around in WHOLE and not widget.accessibleName()
    return widget.objectName().startswith(OF_QT) or kind in INNER or around in INNER or of_whole


def assert_all_are_named(top: QWidget, at_least: int) -> None:
    widgets = [each for each in (top, *top.findChildren(QWidget)) if not is_inner(each)]
    assert len(widgets) >= at_least
    for widget in widgets:
        where = f"{type(widget).__name__} {widget.objectName()!r} in {widget.parent()}"
        assert widget.objectName(), where
        assert widget.accessibleName(), where
        assert widget.accessibleDescription(), where


def test_every_part_of_the_window_is_named_with_all_of_its_panels_open(qtbot, opened):
    qtbot.keyClick(opened, Qt.Key.Key_F, CTRL)
    opened.panels.begin_find_all("words")
    for action in (opened.actions_.problems, opened.actions_.facts, opened.actions_.tables):
        action.trigger()
    assert_all_are_named(opened, 60)


def said_of(widget: QWidget) -> str:
    """Return what a screen reader says of a widget."""
    heard = QAccessible.queryAccessibleInterface(widget)
    return f"{heard.text(QAccessible.Text.Name)} {heard.text(QAccessible.Text.Description)}"


def test_who_hears_the_window_hears_the_words_of_its_labels_and_not_their_names_alone(qtbot, opened):
    opened.panels.begin_find_all("paragraph")
    for action in (opened.actions_.problems, opened.actions_.facts, opened.actions_.tables):
        action.trigger()
    opened.finder.begin()
    qtbot.keyClicks(opened.find_bar.box.line, "no such words")
    qtbot.waitUntil(lambda: bool(opened.find_bar.count.text()), timeout=10_000)
    opened.tree.filter_box.setText("no such words")
    opened.showing.tell("page", Weight.ERROR, "Something could not be done.")
    qtbot.waitUntil(lambda: bool(opened.panels.find_all_panel.summary.text()), timeout=10_000)
    labels = [each for each in opened.findChildren(QLabel) if each.text() and not is_inner(each)]
    assert len(labels) >= 10
    for label in labels:
        assert label.text() in said_of(label), label.objectName()
    coverage = opened.status._coverage
    qtbot.waitUntil(lambda: bool(coverage.text()), timeout=10_000)
    assert coverage.text() in said_of(coverage)


def test_every_part_is_named_with_sheets_tabs_and_a_message(qtbot, settings, tmp_path):
    """The pages of a PDF document, the row of tabs with its buttons, the message over the page with its own."""
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    for name in ("letter.pdf", "other.pdf"):
        path = tmp_path / name
        path.write_bytes(written([["Dear Ms. Lake:", "The mill is sold."]]))
        with qtbot.waitSignals([window.reading.page_ready, window.reading.text_ready], timeout=20_000):
            window.open(path)
    window.showing.tell("page", Weight.ERROR, "A message.", "Reload")
    qtbot.waitUntil(window.document_view.pdf_pane.isVisible, timeout=20_000)
    qtbot.waitUntil(window.tab_bar.isVisible, timeout=20_000)
    assert window.strip.isVisible()
    assert_all_are_named(window, 60)
    window.close()


def test_the_question_about_files_that_exist_is_named(qtbot, opened, tmp_path):
    opened.settings.set_folder("export", tmp_path)
    (tmp_path / "0009999999-24-000001_1_8-K.md").write_text("there")
    dialog = opened.exporting.ask_export()
    dialog.export.click()
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is not None, timeout=20_000)
    question = dialog.findChild(QMessageBox)
    assert question.accessibleName()
    assert question.accessibleDescription()
    assert all(button.text() for button in question.buttons())
    question.reject()
    dialog.reject()


DIALOGS = {
    "about": lambda window: dialogs.AboutDialog(window),
    "keys": lambda window: dialogs.KeysDialog(window.actions_, window),
    "link": lambda window: dialogs.LinkDialog(QUrl("https://a.example/"), window),
    "preferences": lambda window: PreferencesDialog(window.settings, window),
    "preview": lambda window: PrintPreview(b"%PDF-1.4", window),
    "export": lambda window: window.exporting.ask_export(),
    "crash": lambda window: CrashDialog("Traceback", window),
    "program": lambda window: dialogs.ProgramDialog("fees.xlsx", window),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_part_of_a_dialog_is_named(qtbot, opened, name):
    dialog = DIALOGS[name](opened)
    dialog.open()
    try:
        assert_all_are_named(dialog, 3)
    finally:
        dialog.close()


def test_the_focus_is_seen_wherever_it_is(qtbot, opened):
    """Each part that the keyboard reaches looks otherwise with the focus than without."""
    qtbot.keyClick(opened, Qt.Key.Key_F, CTRL)
    reached = [
        each
        for each in opened.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not is_inner(each) and each.focusProxy() is None
    ]  # fmt: skip
    assert len(reached) > 6
    for widget in reached:
        other = next(each for each in reached if each is not widget)
        other.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(other.hasFocus, timeout=20_000)
        without = opened.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(widget.hasFocus, timeout=20_000)
        top = widget.mapTo(opened, widget.rect().topLeft())
        area = widget.rect().translated(top).adjusted(-3, -5, 3, 3)
        assert opened.grab().toImage().copy(area) != without.copy(area), widget.objectName()


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("name", ["tree", "html_pane", "text_pane"])
def test_tab_leaves_every_part(qtbot, opened, name, backwards):
    """No part keeps the keyboard for itself, not even the engine, which passes the key on from link to link."""
    key, held = (Qt.Key.Key_Backtab, SHIFT) if backwards else (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    part = opened.tree if name == "tree" else getattr(opened.document_view, name)
    part.setFocus()
    qtbot.waitUntil(lambda: part.isAncestorOf(QApplication.focusWidget()) or part.hasFocus(), timeout=20_000)

    def is_left() -> bool:
        focus = QApplication.focusWidget()
        return not (part is focus or part.isAncestorOf(focus))

    for _ in range(20):
        if is_left():
            break
        qtbot.keyClick(QApplication.focusWidget(), key, held)
        for _ in range(50):  # the engine answers from its own process
            if not is_left():
                qtbot.wait(20)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert part is not focus
    assert not part.isAncestorOf(focus)


def panes_come_by(qtbot, panes, held, times: int) -> list[int]:
    """Press F6 so many times; return which of the panes has the focus after each."""
    came_by = []
    for _ in range(times):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, held)
        focus = QApplication.focusWidget()
        came_by.append(next(i for i, pane in enumerate(panes) if pane is focus or pane.isAncestorOf(focus)))
    return came_by


@pytest.mark.parametrize(("held", "round_"), [(NONE, [1, 2, 0, 1, 2, 0]), (SHIFT, [2, 1, 0, 2, 1, 0])])
def test_f6_comes_by_each_pane_in_turn(qtbot, opened, held, round_):
    panes = (opened.tree, opened.document_view.html_pane, opened.document_view.text_pane)
    opened.tree.setFocus()
    assert panes_come_by(qtbot, panes, held, 6) == round_


@pytest.mark.parametrize(("held", "round_"), [(NONE, [1, 2, 3, 0]), (SHIFT, [3, 2, 1, 0])])
def test_f6_comes_by_the_panel_in_front_too(qtbot, opened, held, round_):
    opened.actions_.problems.trigger()
    opened.actions_.tables.trigger()
    panels = opened.panels
    panes = (opened.tree, opened.document_view.html_pane, opened.document_view.text_pane, panels.tables_panel)
    qtbot.waitUntil(lambda: not panels.tables_dock.visibleRegion().isEmpty(), timeout=20_000)
    opened.tree.setFocus()
    assert panes_come_by(qtbot, panes, held, 4) == round_


@pytest.mark.parametrize("key", [Qt.Key.Key_F9, Qt.Key.Key_2])
def test_the_focus_goes_into_a_pane_when_what_had_it_is_put_away(qtbot, opened, key):
    """It does not end at the first button of the tool bar."""
    view = opened.document_view
    (opened.tree if key == Qt.Key.Key_F9 else view.html_pane).setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=20_000)
    qtbot.keyClick(opened, key, NONE if key == Qt.Key.Key_F9 else CTRL)
    qtbot.waitUntil(view.text_pane.hasFocus, timeout=20_000)


def pressed(qtbot, key, held=Qt.KeyboardModifier.NoModifier) -> QWidget:
    """Press a key where the focus is; return where it is then, the pane for the engine's own widgets."""
    former = QApplication.focusWidget()
    qtbot.keyClick(former, key, held)
    qtbot.waitUntil(lambda: QApplication.focusWidget() not in (None, former), timeout=20_000)
    return QApplication.focusWidget()


def names_by_tab(qtbot, window, first: QWidget, key, held=Qt.KeyboardModifier.NoModifier) -> list[str]:
    """Return the names of the parts that the key leads by, from one of them until it is back there."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    page = window.document_view.html_pane
    names = []
    for _ in range(60):
        focus = pressed(qtbot, key, held)
        names.append("html_pane" if page.isAncestorOf(focus) else focus.objectName())
        if focus is first:
            return names
    return names


def test_tab_goes_through_the_parts_as_they_are_read_and_round(qtbot, opened):
    """From the tool bar to the side bar, the page, the text, the find bar, and back; backwards the same way."""
    qtbot.keyClick(opened, Qt.Key.Key_F, CTRL)
    names = names_by_tab(qtbot, opened, opened.tree.filter_box, Qt.Key.Key_Tab)
    main = [
        "submission_tree", "html_pane", "text_pane", "find_words", "find_case", "find_close", "status_coverage",
        "side_bar_button", "find_button", "filter_box",
    ]  # fmt: skip
    assert [name for name in names if name in main] == main, names
    assert len(set(names)) == len(names)
    backwards = names_by_tab(qtbot, opened, opened.tree.filter_box, Qt.Key.Key_Backtab, SHIFT)
    assert backwards == [*names[-2::-1], "filter_box"]
