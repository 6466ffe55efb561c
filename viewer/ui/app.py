"""Paths to the window and an exit code; or the window to a picture, without a screen too."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Literal

from PySide6.QtCore import (
    QEvent,
    QObject,
    Qt,
    QTimer,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from viewer import __version__
from viewer.resources import resource
from viewer.ui import surroundings, theme
from viewer.ui.collecting import Collector
from viewer.ui.crash import CrashReporter
from viewer.ui.instance import Instance
from viewer.ui.main_window import MainWindow
from viewer.ui.settings import Settings

_SWITCH = 0.0003  # seconds that background work keeps the interpreter while the window waits for it


def prepare() -> None:
    """Set what Qt and the web engine read once, before the application is made."""
    if sys.platform.startswith("linux"):
        surroundings.bind_lxml()
        surroundings.name_utf8()
        # Text is drawn as fast by the processor, the window is not made anew when the first page comes, and
        # no driver can take the program down: without OpenGL the engine would end the process.
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    # The parts of a window are small: to share the drawing of each among threads takes longer than to draw it.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    try:
        from viewer.ui import page_scheme
    except ImportError:  # libraries of the engine are missing: the text pane works without
        return
    page_scheme.prepare()


def application() -> QApplication:
    """Make the application, named and from left to right: its words are English, and so is what it shows."""
    qInstallMessageHandler(surroundings.hear)
    prepare()
    sys.setswitchinterval(_SWITCH)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("filing-viewer")
    app.setApplicationDisplayName("Filing Viewer")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("io.github.filing_viewer.FilingViewer")
    # Set from right to left, as a system may ask for, 8-K would be read as K-8.
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    Collector(app)
    return app


def end(app: QApplication) -> None:
    """Delete all windows while there is an application.

    Left to the end of the interpreter, a window that Qt has taken for its own would outlive the web engine, which
    ends the process where a page is left.
    """
    for window in app.topLevelWidgets():
        window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class FirstPicture(QObject):
    """Waits for the first picture of a window.

    Signals: `there()` once, when the picture is on the screen: it is drawn long after the window is shown, and what
    takes a while must not be begun before.
    """

    there = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear when the window is painted for the first time."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.there.emit)  # when all of its parts are
        return False


def run(paths: list[Path], sample: bool, *, apart: bool = False) -> int:
    """Open `paths`, or the sample filing, beside what the last run left open; return the exit code.

    Where a window is open already, that one opens them, unless they are to be opened `apart`.
    """
    if not _has_screen():
        sys.stderr.write(
            "There is no screen for the window; `filing-viewer --help` lists what works without one.\n"
        )
        return 1
    opening = [*paths, resource("sample.txt")] if sample else paths
    settings = Settings()
    instance = Instance(settings.home)
    if not apart and instance.hand_over(opening):
        return 0
    app = application()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    theme.apply(settings.theme)
    window = MainWindow(settings)
    ended: list[bool] = []
    window.closed.connect(ended.append)
    CrashReporter(app).install()
    FirstPicture(window).there.connect(window.warm_up)
    window.show()
    window.open_all(opening)
    window.remembering.restore_session()
    instance.serve(window)
    code = app.exec()
    if not all(ended):  # work that nobody waits for any more would hold up the end of the interpreter
        sys.stdout.flush()
        os._exit(code)
    end(app)
    return code


def screenshot(
    out: Path,
    path: Path | None,
    size: tuple[int, int] = (1280, 800),
    theme_name: Literal["light", "dark"] = "light",
) -> int:
    """Draw the window once, with the file at `path` or the welcome page, to the PNG `out`.

    Return 0, or 1 after one sentence on stderr.
    """
    if not _has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from viewer.ui.screenshot import Screenshot

    app = application()
    theme.apply(theme.Theme(theme_name))
    shot = Screenshot(out, path, size)
    QTimer.singleShot(0, shot.begin)
    app.exec()
    end(app)
    if shot.failure:
        sys.stderr.write(shot.failure + "\n")
    return 1 if shot.failure else 0


def _has_screen() -> bool:
    """Whether there is something to draw on, or the user has named a platform that needs nothing."""
    if not sys.platform.startswith(("linux", "freebsd")):
        return True
    named = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(named or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
