"""A window without a reader: what the measurements that need one share. It has settings of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

_LIMIT = 90.0  # seconds for one thing to happen
_LOOK = 5  # milliseconds between two looks whether it has


def need_no_screen() -> None:
    """Let Qt draw off screen where there is no screen; to be called before Qt is asked for anything."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class Window:
    """The program's window, drawn off screen where there is none; its settings are in `folder`."""

    def __init__(self, folder: Path) -> None:
        need_no_screen()
        from PySide6.QtCore import QEventLoop, QSettings, QTimer

        from viewer.ui import app
        from viewer.ui.main_window import MainWindow
        from viewer.ui.settings import Settings

        self._app, self._end = app.application(), app.end
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(Settings(store))
        # These live as long as the window: what a frame holds that another thread looks at may end in that thread.
        self._loop, self._timer = QEventLoop(), QTimer(interval=_LOOK)
        self._timer.timeout.connect(self._look)
        self._loaded = self._filled = 0
        self.window.document_view.html_pane.loaded.connect(self._count_loaded)
        self.window.document_view.text_pane.filled.connect(self._count_filled)
        self.window.show()

    def _count_loaded(self) -> None:
        self._loaded += 1

    def _count_filled(self) -> None:
        self._filled += 1

    def show(self, begin: Callable[[], object]) -> None:
        """Do what shows a document, and wait until its page and its text are there."""
        loaded, filled = self._loaded, self._filled
        begin()
        self._wait_for(lambda: self._loaded > loaded and self._filled > filled)

    def open(self, path: Path) -> None:
        """Open a file, and wait until its main document is there."""
        self._await_document(lambda: self.window.open(path))

    def choose(self, submission: int, document: int) -> None:
        """Show a document by its places, and wait until it is there, or the sentence that stands for it."""
        self._await_document(lambda: self.window.reading.choose(submission, document))

    def _await_document(self, begin: Callable[[], object]) -> None:
        reading, view = self.window.reading, self.window.document_view
        there = {"page": 0, "text": 0}

        def count(name: str) -> None:
            there[name] += 1

        heard = [
            (signal, lambda *_told, name=name: count(name))
            for name, signals in (
                ("page", (reading.page_failed, view.html_pane.loaded)),
                ("text", (reading.text_failed, reading.text_ready)),
            )
            for signal in signals
        ]
        for signal, hear in heard:
            signal.connect(hear)
        begin()
        self._wait_for(lambda: all(there.values()) and view.text_pane.is_filled)
        for signal, hear in heard:
            signal.disconnect(hear)

    def ask(self, script: str) -> object:
        """Return what a script of the program's own learns of the page."""
        said: list[object] = []
        view = self.window.document_view.html_pane.view
        if view is not None:
            view.page().runJavaScript(script, 1, said.append)
            self._wait_for(lambda: bool(said))
        return said[0] if said else None

    def wait(self, seconds: float) -> None:
        """Let the window do what it has to do, for so long."""
        end = time.perf_counter() + seconds
        self._wait_for(lambda: time.perf_counter() > end)

    def _wait_for(self, done: Callable[[], bool]) -> None:
        self._done, self._until = done, time.perf_counter() + _LIMIT
        self._timer.start()
        self._loop.exec()
        self._timer.stop()

    def _look(self) -> None:
        if self._done() or time.perf_counter() > self._until:
            self._loop.quit()

    def close(self) -> None:
        """Close the window as the program does."""
        self.window.close()
        self._end(self._app)
