"""A window over a made-up filing, and modal dialogs that fail loudly where a test did not expect them."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui import fakes
from viewer.ui.app import prepare
from viewer.ui.collecting import Collector
from viewer.ui.main_window import MainWindow
from viewer.ui.settings import Settings

# What Qt says of a machine without a screen, a driver and a message bus; nothing of it is about the program.
ENVIRONMENT = (
    "plugin does not support",
    "Sandboxing disabled by user",
    "QRhiGles2: Failed to create",
    "Failed to create RHI",
    "GPUInfo not initialized",
    "ulkan",
    "Unable to detect GPU vendor",
    "Qt WebEngine dictionaries",
)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.qt_log_ignore(*ENVIRONMENT))


@pytest.fixture(scope="session")
def qapp_cls():
    """Prepare the web engine before the application is made, as the program does."""
    prepare()
    return QApplication


class PatientBot(QtBot):
    """Gives nothing up before a minute: a wait ends with what it waits for, and a busy machine is no failure."""

    def waitUntil(self, callback, *, timeout=fakes.WAIT):
        super().waitUntil(callback, timeout=max(timeout, fakes.WAIT))

    def waitSignal(self, signal, *, timeout=fakes.WAIT, **named):
        if named.get("raising") is not False:  # as `assertNotEmitted` asks
            timeout = max(timeout, fakes.WAIT)
        return super().waitSignal(signal, timeout=timeout, **named)

    def waitSignals(self, signals, *, timeout=fakes.WAIT, **named):
        return super().waitSignals(signals, timeout=max(timeout, fakes.WAIT), **named)


@pytest.fixture
def qtbot(qapp, request) -> PatientBot:
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def _clean_exit(qapp):
    """Delete the last window while its application is still there, as the program does."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session", autouse=True)
def _own_thread(qapp):
    """Look for garbage in the window's thread alone, as the program does: a worker must not end a former window."""
    yield Collector(qapp)
    gc.enable()
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _no_dialogs(monkeypatch):
    def fail(*_arguments, **_named):
        pytest.fail("a dialog was opened that nobody would answer")

    for owner, name in (
        (QFileDialog, "getOpenFileNames"),
        (QFileDialog, "getSaveFileName"),
        (QDialog, "exec"),
        (QMessageBox, "exec"),
        (QMessageBox, "question"),
    ):
        monkeypatch.setattr(owner, name, fail)


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def opener() -> fakes.Opener:
    return fakes.Opener()


@pytest.fixture
def window(qtbot, settings, opener):
    """Show a window whose files are made up by `opener`; closed at the end as a user closes it."""
    made = MainWindow(settings, opener)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def opened(qtbot, window, opener, tmp_path):
    """Give the window with the usual made-up filing, its page and text in."""
    fakes.show(qtbot, window, tmp_path / "acme.txt")
    return window


@pytest.fixture
def reading(qtbot, settings):
    """Return what shows a file, read by the real reader, in a window; closed at the end."""
    windows = []

    def show(path) -> MainWindow:
        made = MainWindow(settings)
        windows.append(made)
        qtbot.addWidget(made)
        made.resize(1100, 700)
        made.show()
        qtbot.waitExposed(made)
        fakes.show(qtbot, made, path)
        return made

    yield show
    for window in windows:
        window.close()
