"""The HTML pane: one clean page, drawn by the web engine in another process, locked against the world.

The engine is started late: after the window was painted, or with the first page. Where its libraries are
missing the pane says so, and the text pane shows the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.accessible import describe

if TYPE_CHECKING:
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from viewer.ui.locked_page import LockedPage
    from viewer.ui.page_scheme import Lock, PageServer, Pictures
    from viewer.ui.tasks import Tasks

_BLANK = b"<!doctype html><html><body></body></html>"


class HtmlPane(QWidget):
    """Shows one page at a time.

    Signals: `loaded()` when a page is complete; `failed(sentence)` when it could not be drawn;
    `link_followed(href)` for links that lead out of the page, as filed.
    """

    loaded = Signal()
    failed = Signal(str)
    link_followed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._page = _BLANK
        self._pictures: Pictures = lambda _name: None
        self._zoom = 100
        self._asked = False
        self.lock: Lock | None = None
        self._server: PageServer | None = None
        self.view: QWebEngineView | None = None
        self._locked: LockedPage | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setAutoFillBackground(True)
        describe(self, "html_pane", self.tr("Page"), self.tr("The document as a clean page."))
        self.retint()

    def start(self) -> bool:
        """Start the engine if that was not done yet; return whether there is one."""
        if self.view is not None:
            return True
        try:
            self._start()
        except ImportError as error:
            if not self._layout.count():
                self._say_unavailable(str(error))
            return False
        return True

    def _start(self) -> None:
        from PySide6.QtWebEngineWidgets import QWebEngineView

        from viewer.ui.locked_page import LockedPage
        from viewer.ui.page_scheme import SCHEME, PageServer, locked_profile

        profile, self.lock = locked_profile(QApplication.instance())
        self._server = PageServer(self._tasks.fetch, profile)
        profile.installUrlSchemeHandler(SCHEME, self._server)
        view = self.view = QWebEngineView(self)
        self._locked = LockedPage(profile, view)
        view.setPage(self._locked)
        view.setAcceptDrops(False)  # files dropped here belong to the window
        view.installEventFilter(self)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.addActions(self.actions())
        describe(view, "page_view", self.tr("Page"), self.tr("The document as a clean page."))
        self._locked.loadFinished.connect(self._load_finished)
        self._locked.renderProcessTerminated.connect(self._renderer_ended)
        self._locked.link_followed.connect(self.link_followed)
        self._layout.addWidget(view)
        profile.setParent(
            self
        )  # behind the view among the children, so that the page goes before its profile
        self.setFocusProxy(view)
        self.retint()
        self._load()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the engine's inner widgets from taking files that are dropped on them."""
        if watched is self.view and event.type() == QEvent.Type.ChildPolished:
            child = cast(QChildEvent, event).child()
            if isinstance(child, QWidget):
                child.setAcceptDrops(False)
        return super().eventFilter(watched, event)

    def _say_unavailable(self, reason: str) -> None:
        label = QLabel(self.tr("The page cannot be drawn here: {reason}.").format(reason=reason))
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setMargin(24)
        describe(label, "no_engine", self.tr("No page"), self.tr("Says why no page can be drawn."))
        self._layout.addWidget(label)
        self.failed.emit(
            self.tr(
                "The page cannot be drawn, because a part of Qt WebEngine is missing. The text is complete."
            )
        )

    def show_page(self, page: bytes, pictures: Pictures) -> None:
        """Show a page (UTF-8), with a callable that returns the content of the pictures it names, or None."""
        self._page, self._pictures, self._asked = page, pictures, True
        if self.start():
            self._load()

    def clear(self) -> None:
        """Show nothing."""
        self._page, self._pictures, self._asked = _BLANK, lambda _name: None, False
        if self.view is not None:
            self._load()

    def reload(self) -> None:
        """Draw the page again, after its renderer ended."""
        if self.start():
            self._load()

    def _load(self) -> None:
        if self._server is None or self._locked is None or self.view is None:
            return
        url = self._server.serve(_themed(self._page), self._pictures)
        self._locked.expect(url)
        self._locked.setUrl(url)
        self.view.setZoomFactor(self._zoom / 100)

    def set_zoom(self, per_cent: int) -> None:
        """Set the size of the page in per cent."""
        self._zoom = per_cent
        if self.view is not None:
            self.view.setZoomFactor(per_cent / 100)

    def retint(self) -> None:
        """Follow a change of the theme; the page on screen is not loaded again."""
        ground = self.palette()
        ground.setColor(self.backgroundRole(), QColor(theme.colours().paper))
        self.setPalette(ground)
        if self._locked is not None:
            self._locked.setBackgroundColor(QColor(theme.colours().paper))
            self._locked.set_theme(_theme_name())

    def copy(self) -> None:
        """Copy what is selected, as rich and as plain text."""
        if self._locked is not None:
            self._locked.triggerAction(self._locked.WebAction.Copy)

    def select_all(self) -> None:
        """Select all of the page."""
        if self._locked is not None:
            self._locked.triggerAction(self._locked.WebAction.SelectAll)

    def _load_finished(self, complete: bool) -> None:
        if self._locked is None or self.view is None or not self._locked.is_expected(self._locked.url()):
            return
        self.view.setZoomFactor(self._zoom / 100)
        if complete and self._asked:
            self.loaded.emit()
        elif not complete:
            self.failed.emit(self.tr("The page could not be drawn. The text is complete."))

    def _renderer_ended(self, status: object) -> None:
        if (
            self._locked is not None
            and status != self._locked.RenderProcessTerminationStatus.NormalTerminationStatus
        ):
            self.failed.emit(
                self.tr("The part of the program that draws pages has ended. The text is complete.")
            )


def _theme_name() -> str:
    return "dark" if theme.is_dark() else "light"


def _themed(page: bytes) -> bytes:
    return page.replace(b"<html", b'<html data-theme="%s"' % _theme_name().encode(), 1)
