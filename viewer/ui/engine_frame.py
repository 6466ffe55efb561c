"""The web engine in a frame: started late, or said to be missing; what it does whatever page it shows.

It is started after the window was painted, or with the first page. Drops, the wheel and the Tab key are the frame's,
whatever the engine does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QChildEvent, QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.accessible import SpokenLabel, describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWebEngineWidgets import QWebEngineView

    from viewer.ui.locked_page import LockedPage
    from viewer.ui.page_scheme import Lock, PageServer
    from viewer.ui.tasks import Tasks


class EngineFrame(QWidget):
    """Holds one `view`, once there is one, with its page and the `lock` on all that the page asks for.

    Signals: `zoom_asked(steps)`: larger (1) or smaller (-1) by the wheel; `failed(sentence)` when no page can be drawn.
    """

    zoom_asked = Signal(int)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._zoom = 100
        self.view: QWebEngineView | None = None
        self.lock: Lock | None = None
        self._server: PageServer | None = None
        self._locked: LockedPage | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setAutoFillBackground(True)

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
        view = QWebEngineView(self)
        self._locked = LockedPage(profile, view)
        view.setPage(self._locked)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        describe(view, "page_view", self.tr("Page"), self.tr("The document as a clean page."))
        self._listen_to(view, self._locked)
        self._layout.addWidget(view)
        self._hold(view)
        # Behind the view among the children, so that the page goes before its profile.
        profile.setParent(self)
        self._engine_started()

    def _listen_to(self, view: QWebEngineView, page: LockedPage) -> None:
        """Hear, from now on, what the view and its page tell; for who shows pages."""

    def _engine_started(self) -> None:
        """Show what was asked for before there was an engine; for who shows pages."""

    def _say_unavailable(self, reason: str) -> None:
        label = SpokenLabel(self.tr("The page cannot be drawn here: {reason}.").format(reason=reason))
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

    def _hold(self, view: QWebEngineView) -> None:
        self.view = view
        view.setAcceptDrops(False)  # files dropped here belong to the window
        view.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    # Whatever the page

    def set_zoom(self, per_cent: int) -> None:
        """Set the size of the page in per cent."""
        self._zoom = per_cent
        self._apply_zoom()

    def _apply_zoom(self) -> None:
        if self.view is not None:
            self.view.setZoomFactor(self._zoom / 100)

    def retint(self) -> None:
        """Follow a change of the theme; the page on screen is not loaded again."""
        ground = self.palette()
        ground.setColor(self.backgroundRole(), QColor(theme.colours().paper))
        self.setPalette(ground)
        self.show_ground()

    def show_ground(self, *, is_paper: bool = False) -> None:
        """Let what lies behind the page have the theme's colour, or white as `is_paper`, which sheets take up."""
        if self._locked is not None:
            ground = QColor(Qt.GlobalColor.white) if is_paper else QColor(theme.colours().paper)
            self._locked.setBackgroundColor(ground)

    def selected_text(self) -> str:
        """Return the words that are selected."""
        return self.view.selectedText() if self.view is not None else ""

    def copy(self) -> None:
        """Copy what is selected, as rich and as plain text."""
        if self._locked is not None:
            self._locked.triggerAction(self._locked.WebAction.Copy)

    def select_all(self) -> None:
        """Select all of the page."""
        if self._locked is not None:
            self._locked.triggerAction(self._locked.WebAction.SelectAll)

    def _call(self, function: str, *values: object) -> None:
        """Call a function of the script beside the page, where there is a page."""
        if self._locked is not None:
            self._locked.call(function, *values)

    def run(self, script: str) -> None:
        """Run a script of the program's own beside the page, where there is a page."""
        if self._locked is not None:
            self._locked.run(script)

    def find_block(self, point: QPoint, answer: Callable[[int], None]) -> None:
        """Ask the page for the number of the block at a point of the pane, 0 for none."""
        if self._locked is None:
            answer(0)
        else:
            x, y = (each * 100 / self._zoom for each in (point.x(), point.y()))
            self._locked.ask("blockAt", answer, x, y)

    def place_of(self, box: QRectF) -> QRect:
        """Return where a box in the page's own pixels stands on the view."""
        zoom = self._zoom / 100
        return QRectF(box.x() * zoom, box.y() * zoom, box.width() * zoom, box.height() * zoom).toAlignedRect()

    def _renderer_ended(self, status: object) -> None:
        if (
            self._locked is not None
            and status != self._locked.RenderProcessTerminationStatus.NormalTerminationStatus
        ):
            self.failed.emit(
                self.tr("The part of the program that draws pages has ended. The text is complete.")
            )

    # Drops, the wheel, the Tab key

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the engine's inner widgets from files that are dropped on them, and from a wheel turned with Ctrl."""
        if watched is self.view and event.type() == QEvent.Type.ChildPolished:
            child = cast(QChildEvent, event).child()
            if isinstance(child, QWidget):
                child.setAcceptDrops(False)
                child.installEventFilter(self)
        if watched is not self.view and event.type() == QEvent.Type.Wheel:
            turned = cast(QWheelEvent, event)
            if turned.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if turned.angleDelta().y():
                    self.zoom_asked.emit(1 if turned.angleDelta().y() > 0 else -1)
                return True
        return super().eventFilter(watched, event)

    # The engine's own widgets are made last, and so stand behind all other parts.

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the page, not yet to one of its links: a page without any would pass it on."""
        if self.view is None:
            super().setFocus(reason)
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def hasFocus(self) -> bool:
        """Whether the page has the focus."""
        return self.view.hasFocus() if self.view is not None else super().hasFocus()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the focus on to the page."""
        if self.view is not None:
            self.setFocus()

    def stand_in_line(self) -> None:
        """Let the Tab key pass by the inner widget that the engine has made now."""
        inner = self.view.focusProxy() if self.view is not None else None
        if inner is not None:
            inner.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
