"""The HTML pane: one clean page, drawn by the web engine in another process, locked against the world.

The engine is started late: after the window was painted, or with the first page. Where its libraries are
missing the pane says so, and the text pane shows the document.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.accessible import describe
from viewer.ui.spot import START, Spot

if TYPE_CHECKING:
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from viewer.ui.locked_page import LockedPage
    from viewer.ui.page_scheme import Lock, PageServer, Pictures
    from viewer.ui.tasks import Tasks

_BLANK = b"<!doctype html><html><body></body></html>"


class HtmlPane(QWidget):
    """Shows one page at a time.

    Signals: `loaded()` when a page is complete; `failed(sentence)` when it could not be drawn;
    `link_followed(href)` for links that lead out of the page, as filed; `jumping()` before a link within the
    page is followed; `block_clicked(block, height)` with a block's number, 0 for none, and where its top stands
    as a part of the pane's height; `spot_moved(spot)` when the user scrolled;
    `travelled(step)`: the mouse's button back (-1) or forward (1).
    """

    loaded = Signal()
    failed = Signal(str)
    link_followed = Signal(str)
    jumping = Signal()
    block_clicked = Signal(int, float)
    spot_moved = Signal(object)
    travelled = Signal(int)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._page = _BLANK
        self._pictures: Pictures = lambda _name: None
        self._zoom = 100
        self._family = ""
        self._asked = False
        self._spot, self._name, self._lit = START, "", 0
        self._is_former = False  # whether what is on screen is to make room for another page
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
        from viewer.ui.page_link import PageLink
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
        link = PageLink(self._locked)
        link.block_clicked.connect(self._take_click)
        link.top_moved.connect(self._take_spot)
        link.link_clicked.connect(self._take_jump)
        link.travel_asked.connect(self.travelled)
        self._locked.listen(link)
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
        self.begin(START)
        if self.view is not None:
            self._load()

    def reload(self) -> None:
        """Draw the page again, after its renderer ended."""
        if self.start():
            self._load()

    def _load(self) -> None:
        if self._server is None or self._locked is None or self.view is None:
            return
        self._is_former = False
        url = self._server.serve(self._marked(), self._pictures)
        self._locked.expect(url)
        self._locked.setUrl(url)
        self.view.setZoomFactor(self._zoom / 100)

    def _marked(self) -> bytes:
        """Return the page with what the script beside it is to know from the start."""
        told = {"theme": _theme_name(), "name": self._name, "lit": str(self._lit or "")}
        if self._spot != START:
            told |= {"block": str(self._spot.block), "part": f"{self._spot.part:.6f}"}
        marks = "".join(f' data-{key}="{escape(value)}"' for key, value in told.items() if value)
        if self._family:
            marks += f' style="{escape(font_style(self._family))}"'
        return self._page.replace(b"<html", b"<html" + marks.encode("utf-8", "replace"), 1)

    # Blocks

    @property
    def spot(self) -> Spot:
        """Where the page is, or will be once it is there."""
        return self._spot

    def begin(self, spot: Spot, name: str = "") -> None:
        """Say where the next page begins: at a spot, or at a `name` in it where it has that."""
        self._spot, self._name, self._lit = spot, name, 0
        self._is_former = True

    def show_spot(self, spot: Spot) -> None:
        """Bring a spot to the top, without telling of it."""
        self._spot, self._name = spot, ""
        if self._locked is not None:
            self._locked.call("showTop", spot.block, spot.part)

    def show_name(self, name: str) -> None:
        """Bring the place that links call `name` to the top."""
        if self._locked is not None:
            self._locked.call("showName", name)

    def light(self, block: int, height: float = -1) -> None:
        """Light a block, 0 for none; where `height` is given, bring it into sight, there if there is room."""
        self._lit = block
        if self._locked is not None:
            self._locked.call("light", block, height)

    def _take_click(self, path: str, block: int, height: float) -> None:
        if self._is_on_screen(path):
            self._lit = block
            self.block_clicked.emit(block, height)

    def _take_jump(self, path: str) -> None:
        if self._is_on_screen(path):
            self.jumping.emit()

    def _take_spot(self, path: str, block: int, part: float, own: bool) -> None:
        if self._is_on_screen(path):
            self._spot, self._name = Spot(block, part), ""
            if not own:
                self.spot_moved.emit(self._spot)

    def _is_on_screen(self, path: str) -> bool:
        if self._is_former:
            return False
        return self._asked and self._locked is not None and self._locked.is_expected_path(path)

    def set_font(self, family: str) -> None:
        """Set the family of the page's font, `""` for its own."""
        self._family = family
        if self._locked is not None:
            self._locked.set_style(font_style(family))

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


def font_style(family: str) -> str:
    """Return the style of a page in the font called `family`; what is no name of a font is left out.

    >>> font_style("Gentium Book")
    "font-family: 'Gentium Book', serif"
    """
    named = "".join(letter for letter in family if letter.isalnum() or letter in " -_.")
    return f"font-family: '{named}', serif" if named else ""


def _theme_name() -> str:
    return "dark" if theme.is_dark() else "light"
