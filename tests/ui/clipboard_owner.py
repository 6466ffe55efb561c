"""A window of its own process that selects all of a filing's page, copies it by key, and keeps the clipboard.

python -m tests.ui.clipboard_owner FILE      say `copied`, and stay until the standard input ends
python -m tests.ui.clipboard_owner           read the clipboard as another program does: types, text and HTML as JSON
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from pathlib import Path

LIMIT = 120.0


def read() -> None:
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(sys.argv[:1])
    end, carried = time.monotonic() + LIMIT, None
    while time.monotonic() < end:
        application.processEvents()
        carried = QGuiApplication.clipboard().mimeData()
        if carried is not None and carried.hasText():
            break
    print(json.dumps([carried.formats(), carried.text(), carried.html()]))


def own(path: Path) -> None:
    from PySide6.QtCore import QSettings, Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest

    from viewer.ui.app import application
    from viewer.ui.main_window import MainWindow
    from viewer.ui.settings import Settings

    made = application()
    folder = tempfile.TemporaryDirectory(prefix="clipboard-")
    window = MainWindow(Settings(QSettings(f"{folder.name}/s.ini", QSettings.Format.IniFormat)))
    loaded: list[bool] = []
    window.document_view.html_pane.loaded.connect(lambda: loaded.append(True))
    window.resize(1000, 700)
    window.show()
    window.open(path)
    end = time.monotonic() + LIMIT
    while not loaded and time.monotonic() < end:
        QTest.qWait(5)
    proxy = window.document_view.html_pane.view.focusProxy()
    window.document_view.html_pane.setFocus()
    while not QGuiApplication.clipboard().text() and time.monotonic() < end:
        for key in (Qt.Key.Key_A, Qt.Key.Key_C):  # until the page hears them: it takes keys once it was drawn
            QTest.keyClick(proxy, key, Qt.KeyboardModifier.ControlModifier)
            QTest.qWait(300)
    print("copied", flush=True)
    waiting = threading.Thread(target=sys.stdin.read, daemon=True)
    waiting.start()
    while waiting.is_alive() and time.monotonic() < end + LIMIT:
        made.processEvents()
        time.sleep(0.005)
    window.close()
    folder.cleanup()


if __name__ == "__main__":
    own(Path(sys.argv[1])) if len(sys.argv) > 1 else read()
