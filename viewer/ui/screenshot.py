"""A filing to a picture of the window: waits until tree, page and text are really there."""

from __future__ import annotations

import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QRect, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from viewer.submission.model import Kind
from viewer.ui.main_window import MainWindow
from viewer.ui.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

_LIMIT = 60_000  # milliseconds until it is given up
_LOOK = 60  # milliseconds between two looks at the page
_SAME_PAGE = 6000  # milliseconds after which a page that looks as before is taken for what it is
_PLAIN_PAGE = 30_000  # and one of hardly more than one colour, though the document has words
_WORDS, _POINTS = 300, 40  # letters of a text, and points of its page that are inked, of those looked at


class Screenshot(QObject):
    """One picture of one window; `failure` is a sentence where there is none."""

    def __init__(self, out: Path, path: Path | None, size: tuple[int, int]) -> None:
        super().__init__()
        self._out, self._path = out, path
        self._folder = tempfile.TemporaryDirectory(prefix="filing-viewer-")
        store = QSettings(str(Path(self._folder.name) / "settings.ini"), QSettings.Format.IniFormat)
        self._window = MainWindow(Settings(store))
        self._window.resize(*size)
        self._clock, self._loaded_clock = QElapsedTimer(), QElapsedTimer()
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._look)
        self._page_made = self._page_loaded = self._text_made = False
        self._before: QImage | None = None
        self._former: QImage | None = None  # what was seen before the page was made
        self.failure = ""
        self._connect()

    def _connect(self) -> None:
        window = self._window
        window.filings.open_failed.connect(self._fail)
        window.reading.page_failed.connect(self._fail)
        window.reading.text_failed.connect(self._fail)
        window.reading.page_ready.connect(lambda _page: self._note_made())
        window.document_view.html_pane.loaded.connect(self._note_loaded)
        window.document_view.html_pane.failed.connect(self._fail)
        window.reading.text_ready.connect(lambda _text: self._note_text())

    def begin(self) -> None:
        """Show the window and open the file."""
        self._window.show()
        if self._path is not None:
            self._window.open(self._path)
        self._clock.start()
        self._timer.start()

    def _note_made(self) -> None:
        view, self._page_made = self._window.document_view.html_pane.view, True
        self._former = view.grab().toImage() if view is not None else None

    def _note_text(self) -> None:
        self._text_made = True

    def _note_loaded(self) -> None:
        if self._page_made:
            self._page_loaded = True
            self._loaded_clock.start()

    def _look(self) -> None:
        if self._clock.elapsed() > _LIMIT:
            self._fail(self.tr("The window was not drawn within a minute."))
        elif self._path is None or self._is_drawn():
            self._write()

    def _is_drawn(self) -> bool:
        """Whether page and text are in, and two looks at the page saw the same, and not blank paper."""
        view, reading = self._window.document_view, self._window.reading
        nothing_to_show = reading.filing is not None and reading.shown is None
        complete = self._page_loaded and self._text_made and view.text_pane.is_filled
        if not (complete or nothing_to_show) or view.html_pane.view is None:
            return False
        is_sheets = view.pdf_pane.isVisible()
        now = (view.pdf_pane if is_sheets else view.html_pane.view).grab().toImage()
        same, self._before = self._before is not None and now == self._before, now
        is_pdf = reading.shown is not None and reading.shown.document.kind is Kind.PDF
        if view.text_pane.text.strip() and _is_plain(now, self._least()):
            return same and self._since_loaded() > _PLAIN_PAGE
        doubtful = _is_plain(now) or now == self._former or (is_pdf and not is_sheets)
        return same and not (doubtful and self._since_loaded() < _SAME_PAGE)

    def _least(self) -> int:
        """Return how many points of a page with the words there are would have another colour than paper."""
        return _POINTS if len(self._window.document_view.text_pane.text) > _WORDS else 1

    def _since_loaded(self) -> int:
        """Return the milliseconds since the page was loaded; many where there is none."""
        return self._loaded_clock.elapsed() if self._loaded_clock.isValid() else _LIMIT

    def _write(self) -> None:
        picture = self._window.grab().toImage()
        if self._lacks_page(picture):
            return  # a busy machine: it is looked at again
        self._timer.stop()
        if not picture.save(str(self._out), "PNG"):
            self._fail(self.tr("The picture cannot be written to {path}.").format(path=self._out))
            return
        self._end()

    def _lacks_page(self, picture: QImage) -> bool:
        """Whether the page that was seen is not in the picture of the window."""
        view = self._window.document_view.html_pane.view
        if (
            view is None
            or not view.isVisible()
            or self._before is None
            or _is_plain(self._before, self._least())
        ):
            return False
        page = picture.copy(QRect(view.mapTo(self._window, view.rect().topLeft()), view.size()))
        return _is_plain(page, self._least())

    def _fail(self, sentence: str) -> None:
        self.failure = self.failure or sentence
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._window.close()
        self._folder.cleanup()
        QTimer.singleShot(0, QApplication.quit)


def _is_plain(image: QImage, least: int = 1) -> bool:
    """Whether a picture has fewer than so many points of another colour, on a grid fine enough to meet text."""
    colour = image.pixel(image.width() // 2, image.height() // 2)
    points = (
        (x, y)
        for y in range(0, image.height(), 3)
        for x in range(image.width() // 10, image.width() * 9 // 10, 5)
    )
    others = (1 for x, y in points if image.pixel(x, y) != colour)
    return sum(islice(others, least)) < least
