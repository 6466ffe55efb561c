"""What is kept from one run to the next, and what is taken from the system: by the mouse, the keys and its signals."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QWidget

from tests.ui import fakes
from tests.ui.test_day_one import click_in_menu
from viewer.ui import theme
from viewer.ui.main_window import MainWindow
from viewer.ui.settings import Settings

CTRL = Qt.KeyboardModifier.ControlModifier


def drag(splitter, by: int) -> None:
    """Drag the handle between the two sides of a splitter."""
    handle = splitter.handle(1)
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    for part in (by // 2, by):
        QTest.mouseMove(handle, start + QPoint(part, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))


def test_widths_that_were_dragged_are_those_of_the_next_run(qtbot, settings, opener, tmp_path):
    sizes = []
    for run in range(2):
        window = MainWindow(settings, opener)
        qtbot.addWidget(window)
        window.resize(1200, 700)
        window.show()
        qtbot.waitExposed(window)
        fakes.show(qtbot, window, tmp_path / "acme.txt")
        panes = window.document_view._splitter
        if run == 0:
            before = window.sides.sizes(), panes.sizes()
            drag(window.sides, 60)
            drag(panes, -80)
            assert window.sides.sizes()[0] > before[0][0] + 40
            assert panes.sizes()[0] < before[1][0] - 20
        sizes.append((window.sides.sizes(), panes.sizes()))
        window.close()
    assert sizes[0] == sizes[1]


def test_the_dialog_of_files_begins_in_the_folder_used_last(qtbot, window, tmp_path, monkeypatch):
    folder = tmp_path / "filings"
    folder.mkdir()
    begun = []

    def answer(_parent, _title, begins, _kinds):
        begun.append(Path(begins))
        return [str(folder / "acme.txt")], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)
    for _ in range(2):
        with qtbot.waitSignal(window.filings.turned, timeout=20_000):
            qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
        qtbot.keyClick(window, Qt.Key.Key_W, CTRL)
    assert begun[0] != folder
    assert begun[1] == folder


def test_the_window_follows_the_system_into_the_dark_and_back(qtbot, opened, monkeypatch):
    """The system is stood for by what tells of its colours; the signal is its own."""
    told = SimpleNamespace(setColorScheme=lambda _scheme: None)
    system = SimpleNamespace(styleHints=lambda: told, palette=QGuiApplication.palette)
    monkeypatch.setattr(theme, "QGuiApplication", system)
    script = "document.documentElement.dataset.theme"
    try:
        for scheme, name in ((Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")):
            told.colorScheme = lambda scheme=scheme: scheme
            QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
            assert theme.is_dark() is (name == "dark")
            qtbot.waitUntil(
                lambda name=name: fakes.page_answer(qtbot, opened, script) == name, timeout=20_000
            )
    finally:
        monkeypatch.undo()
        theme.apply(theme.Theme.SYSTEM)


def kept(settings: Settings) -> list[object]:
    kinds = (settings.wrap, settings.restores_session, settings.zeros, settings.text_tables)
    return [settings.page_font, settings.text_font, *kinds]


def test_each_preference_is_reached_and_changed_by_keys_and_kept(qtbot, opened, settings):
    """From one to the next by Tab; the space bar presses, the arrow keys choose."""
    qtbot.keyClick(opened, Qt.Key.Key_Comma, CTRL)
    dialog = opened.findChild(QDialog, "preferences")
    before = kept(settings)
    first = dialog.findChild(QWidget, "own_page_font")
    first.setFocus()
    qtbot.waitUntil(first.hasFocus, timeout=20_000)
    try:
        for _ in range(14):
            focus = QApplication.focusWidget()
            if isinstance(focus, QCheckBox):
                qtbot.keyClick(focus, Qt.Key.Key_Space)
            elif focus.objectName() in ("theme_choice", "tables_choice"):
                qtbot.keyClick(focus, Qt.Key.Key_End)
            qtbot.keyClick(focus, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is first:
                break
        assert theme.is_dark()
        after = kept(settings)
        assert all(one != other for one, other in zip(before, after, strict=True)), (before, after)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        settings.save()
        again = Settings(QSettings(settings._store.fileName(), QSettings.Format.IniFormat))
        assert kept(again) == after
        assert again.theme is theme.Theme.DARK
    finally:
        theme.apply(theme.Theme.SYSTEM)


def test_the_menu_of_help_opens_about_with_versions_to_copy(qtbot, window):
    click_in_menu(qtbot, window, "help_menu", "about")
    dialog = window.findChild(QDialog, "about_dialog")
    assert dialog.isVisible()
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(dialog.findChild(QWidget, "copy_versions"), Qt.MouseButton.LeftButton)
    for part in ("Filing Viewer", "Python", "PySide", "Qt"):
        assert part in QGuiApplication.clipboard().text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
