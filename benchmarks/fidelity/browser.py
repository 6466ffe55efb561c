"""The markup of exhibits to what Chromium (Qt WebEngine) shows of each, asked once and then kept.

The page's own scripts, pictures and the network are off. What is kept lies in `out/fidelity/`, under the SHA-256 of the
markup and of the script that looks (`look.js`), so that a changed exhibit, or another look, is asked for anew.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks._window import need_no_screen
from benchmarks.fidelity.shown import Shown

KEPT = Path(__file__).resolve().parents[2] / "out" / "fidelity"
LOOK = Path(__file__).with_name("look.js")
_WIDTH, _HEIGHT = 1400, 900  # pixels of the window
_MOST_SECONDS = 120  # for one page


def kept_at(markup: bytes) -> Path:
    """Return where the answer for an exhibit lies, or will."""
    digest = hashlib.sha256(markup + b"\0" + LOOK.read_bytes()).hexdigest()
    return KEPT / f"{digest}.json.gz"


def shown(markup: bytes) -> Shown:
    """Return what the browser shows of an exhibit that it was asked for."""
    return Shown.read(json.loads(gzip.decompress(kept_at(markup).read_bytes())))


def ask(exhibits: Iterable[bytes]) -> None:
    """Ask the browser for all exhibits that it was not asked for yet."""
    KEPT.mkdir(parents=True, exist_ok=True)
    missing = {path: markup for markup in exhibits if not (path := kept_at(markup)).exists()}
    if not missing:
        return
    with tempfile.TemporaryDirectory(prefix="fidelity-") as folder:
        pages = {}
        for number, (path, markup) in enumerate(missing.items()):
            page = Path(folder) / f"{number}.html"
            page.write_bytes(markup)
            pages[page] = path
        _look(pages)


def _look(pages: dict[Path, Path]) -> None:
    """Look at each page, and keep the answer at the path that belongs to it."""
    need_no_screen()
    if hasattr(os, "geteuid") and not os.geteuid():
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # Chromium has none for root
    from PySide6.QtCore import QEvent, QEventLoop, QTimer, QUrl
    from PySide6.QtWebEngineCore import (
        QWebEnginePage,
        QWebEngineProfile,
        QWebEngineScript,
        QWebEngineSettings,
    )
    from PySide6.QtWebEngineWidgets import QWebEngineView
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    profile = QWebEngineProfile()
    page = QWebEnginePage(profile)
    switches = QWebEngineSettings.WebAttribute
    for off in (
        switches.AutoLoadImages,
        switches.JavascriptEnabled,
        switches.LocalContentCanAccessFileUrls,
        switches.LocalContentCanAccessRemoteUrls,
    ):
        page.settings().setAttribute(off, False)
    view = QWebEngineView()
    view.setPage(page)
    view.resize(_WIDTH, _HEIGHT)
    view.show()
    script = LOOK.read_text("utf-8")
    world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
    for address, kept in pages.items():
        loop = QEventLoop()
        answers: list[object] = []

        def heard(answer: object, loop: QEventLoop = loop, answers: list[object] = answers) -> None:
            answers.append(answer)
            loop.quit()

        def loaded(_done: bool, heard: Callable[[object], None] = heard) -> None:
            page.runJavaScript(script, world, heard)

        connection = page.loadFinished.connect(loaded)
        QTimer.singleShot(_MOST_SECONDS * 1000, loop, loop.quit)
        page.load(QUrl.fromLocalFile(str(address)))
        loop.exec()
        page.loadFinished.disconnect(connection)
        if not answers or not answers[0]:
            raise RuntimeError(f"the browser did not answer for {kept.name}")
        kept.write_bytes(gzip.compress(str(answers[0]).encode("utf-8"), 5))
    view.setPage(None)  # type: ignore[arg-type]
    page.deleteLater()  # before its profile
    application.sendPostedEvents(page, QEvent.Type.DeferredDelete)
