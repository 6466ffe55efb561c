"""A PDF document as its own pages, in place of the page pane: drawn by Qt's PDF library, beside its extracted text.

Nothing in the document acts: links and actions are not followed, scripts are not run by that library at all. What it
cannot draw stays as the page that is made of the document's words.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins, QObject, QPointF, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.submission.model import Kind
from viewer.ui.accessible import describe
from viewer.ui.spot import Spot

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

    from viewer.ui.document_view import DocumentView
    from viewer.ui.filing_tab import Shown
    from viewer.ui.making import Page
    from viewer.ui.reading import Reading
    from viewer.ui.tasks import Tasks

_POINTS = 72
_MARGIN = 8
_LOOKED_AT = 50  # pages whose width counts
_INERT = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
)


class PdfPane(QWidget):
    """Shows the pages of one PDF document below each other.

    Signals: `page_moved(page)` when the user scrolled to another page, counted from 0.
    """

    page_moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document: QPdfDocument | None = None
        self.view: QPdfView | None = None
        self._zoom = 100
        self._moves_itself = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        describe(
            self, "pdf_pane", self.tr("PDF pages"), self.tr("The pages of the PDF document, as they are.")
        )
        self.hide()

    def show_document(self, content: bytes) -> bool:
        """Show a document; return whether it can be drawn: not where it is damaged or locked."""
        self._make_view()
        self.clear()
        document = self.document
        if document is None:
            return False
        held = QBuffer(document)  # to be there for as long as it is read
        held.setData(QByteArray(content))
        held.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(held)
        if document.status() != document.Status.Ready or not document.pageCount():
            self.clear()
            return False
        self._fit()
        return True

    def _make_view(self) -> None:
        """Make Qt's view when a first document is to be shown."""
        from PySide6.QtPdfWidgets import QPdfView

        if self.view is not None:
            return
        self.view = view = QPdfView(self)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setDocumentMargins(QMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN))
        view.setFrameShape(QPdfView.Shape.NoFrame)
        view.viewport().installEventFilter(self)
        view.pageNavigator().currentPageChanged.connect(self._tell_page)
        describe(view, "pdf_view", self.accessibleName(), self.accessibleDescription())
        self.layout().addWidget(view)
        self.setFocusProxy(view)

    def clear(self) -> None:
        """Show nothing, and let go of the bytes."""
        from PySide6.QtPdf import QPdfDocument

        if self.view is None:
            return
        # Behind the view among the children, so that the thread in which that draws ends before the document does.
        former, self.document = self.document, QPdfDocument(self)
        # Waits for the page being drawn, and forgets those still to be drawn.
        self.view.setDocument(self.document)
        if former is not None:
            former.close()
            former.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep clicks from Qt's view, which would open what links and actions name in other programs."""
        if self.view is not None and watched is self.view.viewport() and event.type() in _INERT:
            if event.type() == QEvent.Type.MouseButtonPress:
                self.view.setFocus(Qt.FocusReason.MouseFocusReason)
            return True
        return super().eventFilter(watched, event)

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        return self.view.pageNavigator().currentPage() if self.view is not None else 0

    def show_page(self, page: int) -> None:
        """Bring a page to the top, without telling of it."""
        if (
            self.view is not None
            and self.document is not None
            and page != self.page
            and self.document.pageCount()
        ):
            self._moves_itself = True
            self.view.pageNavigator().jump(min(page, self.document.pageCount() - 1), QPointF())
            self._moves_itself = False

    def _tell_page(self, page: int) -> None:
        if not self._moves_itself and self.isVisible():
            self.page_moved.emit(page)

    def set_zoom(self, per_cent: int) -> None:
        """Set the size in per cent; at 100 a page is as wide as the pane."""
        self._zoom = per_cent
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as the zoom says."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.view is None or self.document is None or not self.document.pageCount():
            return
        widest = max(
            self.document.pagePointSize(page).width()
            for page in range(min(self.document.pageCount(), _LOOKED_AT))
        )
        room = self.width() - 2 * _MARGIN - self.view.verticalScrollBar().sizeHint().width()
        if widest > 0 and room > 0:
            natural = widest * self.view.logicalDpiX() / _POINTS
            self.view.setZoomMode(self.view.ZoomMode.Custom)
            self.view.setZoomFactor(max(0.05, room / natural * self._zoom / 100))


class PdfShowing(QObject):
    """Puts the pages of a PDF document where its page of words stands, and lets text and pages follow each other."""

    def __init__(self, tasks: Tasks, reading: Reading, view: DocumentView, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._reading, self._view = tasks, reading, view
        self.pane = view.pdf_pane
        self._starts: tuple[int, ...] = ()
        reading.document_chosen.connect(self._choose)
        reading.closed.connect(self._put_away)
        reading.page_ready.connect(self._take_page)
        self.pane.page_moved.connect(self._follow_pages)
        view.text_pane.spot_moved.connect(self._follow_text)
        view.text_pane.block_clicked.connect(lambda block, _height: self._show_page_of(block))

    def _put_away(self) -> None:
        for channel in ("pdf", "pdf pages"):
            self._tasks.drop(channel)
        self._starts = ()
        self._view.show_pdf(False)
        self.pane.clear()

    def _choose(self, shown: Shown) -> None:
        """Show the pages of the document asked for at once, while its words are still looked for."""
        self._put_away()
        filing = self._reading.filing
        if shown.document.kind is Kind.PDF and filing is not None:
            self._tasks.ask(
                "pdf",
                lambda _wanted: filing.payload(shown.document).content,
                self._show,
                lambda _sentence: None,
            )

    def _show(self, content: bytes) -> None:
        if self.pane.show_document(content):
            self._view.show_pdf(True)
            self._show_page_of(self._view.linked.spot.block)

    def _take_page(self, page: Page) -> None:
        """Learn which block of the text each page begins with, now that the words are there."""
        filing = self._reading.filing
        if page.shown.document.kind is Kind.PDF and filing is not None:
            self._tasks.ask(
                "pdf pages",
                lambda _wanted: filing.rendition(page.shown.document).page_starts(),
                self._take_starts,
                lambda _sentence: None,
            )

    def _take_starts(self, starts: tuple[int, ...]) -> None:
        self._starts = starts
        self._show_page_of(self._view.linked.spot.block)

    def _show_page_of(self, block: int) -> None:
        if self._starts and self.pane.isVisible():
            self.pane.show_page(max(0, bisect_right(self._starts, block) - 1))

    def _follow_text(self) -> None:
        if self._view.linked.follows:
            self._show_page_of(self._view.text_pane.spot.block)

    def _follow_pages(self, page: int) -> None:
        if self._view.linked.follows and page < len(self._starts):
            self._view.text_pane.show_spot(Spot(self._starts[page]))
