"""The shown document: its page and its text side by side, each of which can be hidden."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.accessible import describe
from viewer.ui.html_pane import HtmlPane
from viewer.ui.linked_panes import LinkedPanes
from viewer.ui.pdf_view import PdfPane
from viewer.ui.settings import Panes
from viewer.ui.text_pane import TextPane

if TYPE_CHECKING:
    from viewer.ui.tasks import Tasks

_SENTENCE = """<!doctype html><html><head><meta charset="utf-8"><style>
:root {{ --muted: #5f666e; }} :root[data-theme=dark] {{ --muted: #9ba1a9; }}
p {{ margin-top: 20vh; text-align: center; color: var(--muted); font: 1.05rem system-ui, sans-serif; }}
</style></head><body><p>{sentence}</p></body></html>"""


class _Framed(QWidget):
    """A pane below a thin bar that is coloured while the pane has the focus."""

    def __init__(self, pane: QWidget, name: str) -> None:
        super().__init__()
        self.pane, self._bar = pane, QWidget()
        self._bar.setFixedHeight(2)
        self._bar.setAutoFillBackground(True)
        self.setMinimumWidth(160)
        described = pane.accessibleName(), pane.accessibleDescription()
        describe(self, f"{name}_frame", *described)
        describe(self._bar, f"{name}_focus", *described)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(pane, 1)
        self.mark(None)

    def mark(self, focus: QWidget | None) -> None:
        """Colour the bar if `focus` is in the pane."""
        held = focus is not None and (focus is self.pane or self.pane.isAncestorOf(focus))
        colours = self._bar.palette()
        colours.setColor(
            QPalette.ColorRole.Window, QColor(theme.colours().accent if held else theme.colours().paper)
        )
        self._bar.setPalette(colours)


class DocumentView(QWidget):
    """The two panes of a document in a splitter.

    Signals: `widths_changed(widths)` when the user moved the splitter.
    """

    widths_changed = Signal(list)

    def __init__(self, tasks: Tasks, widths: list[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.html_pane, self.text_pane = HtmlPane(tasks), TextPane()
        self.pdf_pane = PdfPane()
        self.linked = LinkedPanes(self.html_pane, self.text_pane, self)
        self._panes = Panes.BOTH
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setOpaqueResize(False)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._frames = (_Framed(self.html_pane, "html"), _Framed(self.text_pane, "text"))
        self._frames[0].layout().addWidget(self.pdf_pane, 1)
        for frame in self._frames:
            self._splitter.addWidget(frame)
        self._splitter.setSizes(widths)
        self._splitter.splitterMoved.connect(lambda: self.widths_changed.emit(self._splitter.sizes()))
        describe(self, "document_view", self.tr("Document"), self.tr("The document as a page and as text."))
        describe(self._splitter, "panes", self.tr("Panes"), self.tr("Parts the page from the text."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)

    @property
    def panes(self) -> Panes:
        """Which panes are shown."""
        return self._panes

    def show_panes(self, panes: Panes) -> None:
        """Show the page, the text or both."""
        self._panes = panes
        for frame, shown in zip(self._frames, (panes.page, panes.text), strict=True):
            frame.setVisible(shown)

    def show_pdf(self, shown: bool) -> None:
        """Show the pages of a PDF document in place of the page, or the page again."""
        self.pdf_pane.setVisible(shown)
        self.html_pane.setVisible(not shown)

    def mark_focus(self, _former: QWidget | None, focus: QWidget | None) -> None:
        """Show which pane has the focus."""
        for frame in self._frames:
            frame.mark(focus)

    def say(self, sentence: str) -> None:
        """Show a sentence in both panes, so that no former document stands under a new name."""
        self.say_in_page(sentence)
        self.say_in_text(sentence)

    def say_in_page(self, sentence: str) -> None:
        """Show a sentence in place of a page."""
        self.html_pane.show_sentence(_SENTENCE.format(sentence=escape(sentence)).encode())

    def say_in_text(self, sentence: str) -> None:
        """Show a sentence in place of a text."""
        self.text_pane.say(sentence)

    def clear(self) -> None:
        """Show nothing."""
        self.html_pane.clear()
        self.text_pane.clear()

    def set_zoom(self, per_cent: int) -> None:
        """Set the size of both panes in per cent."""
        self.html_pane.set_zoom(per_cent)
        self.pdf_pane.set_zoom(per_cent)
        self.text_pane.set_zoom(per_cent)

    def retint(self) -> None:
        """Follow a change of the theme."""
        self.html_pane.retint()
        self.text_pane.viewport().update()
        self.mark_focus(None, QApplication.focusWidget())
