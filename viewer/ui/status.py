"""The status bar: which filing, which document, and what is being waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QProgressBar, QPushButton, QSizePolicy, QStatusBar, QToolButton

from viewer.ui.accessible import SpokenLabel, describe
from viewer.ui.tip import tip
from viewer.ui.wording import document_words

if TYPE_CHECKING:
    from viewer.submission.model import Document

_AROUND = 60  # pixels between the parts and at the end, where the window is made larger
_LEGIBLE = 8  # letters of a document that say something
_SHORT = 6000  # milliseconds that a remark stays


class Status(QObject):
    """What stands in the status bar.

    Signals: `cancel_requested()` when the user gives up waiting; `coverage_asked()` for what was left out.
    """

    cancel_requested = Signal()
    coverage_asked = Signal()

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._filing, self._document, self._coverage = SpokenLabel(), SpokenLabel(), QToolButton()
        self._progress, self._cancel = QProgressBar(), QPushButton(self.tr("Cancel"))
        self._said = ""  # of the document, as far as there is room
        self._describe()
        self._arrange()
        # Qt's own hiding does not last: when the bar becomes higher, it would show both, one over the other.
        bar.messageChanged.connect(lambda words: self._filing.setVisible(not words))
        bar.installEventFilter(self)
        self._cancel.clicked.connect(self.cancel_requested)
        self._coverage.clicked.connect(self.coverage_asked)
        self.show_idle()

    def _describe(self) -> None:
        describe(self._bar, "status_bar", self.tr("Status"), self.tr("Which filing and document are shown."))
        describe(
            self._filing,
            "status_filing",
            self.tr("Filing"),
            self.tr("Company, form, date, accession number."),
        )
        describe(
            self._document, "status_document", self.tr("Document"), self.tr("Type and size of the document.")
        )
        describe(
            self._coverage,
            "status_coverage",
            self.tr("Coverage"),
            self.tr("How many of the document's words the text holds."),
        )
        describe(
            self._progress,
            "status_progress",
            self.tr("Working"),
            self.tr("Something is being read or written."),
        )
        describe(
            self._cancel, "status_cancel", self.tr("Cancel"), self.tr("Gives up what is being waited for.")
        )

    def _arrange(self) -> None:
        self._filing.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label in (self._filing, self._document):
            label.setContentsMargins(6, 0, 6, 0)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._document.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._coverage.setAutoRaise(True)
        self._coverage.hide()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        self._progress.setMaximumHeight(10)
        self._bar.addWidget(self._filing, 1)
        for widget in (self._document, self._coverage, self._progress, self._cancel):
            self._bar.addPermanentWidget(widget)

    def show_filing(self, words: str) -> None:
        """Say which filing is shown."""
        self._filing.setText(words)
        self._filing.setToolTip(tip(words))
        self._fit()

    def show_document(self, document: Document, size: str) -> None:
        """Say which document is shown, and the size of its payload once that is known."""
        parts = (document_words(document), document.filename, size)
        self._said = "  ·  ".join(dict.fromkeys(part for part in parts if part))
        self._document.setToolTip(tip(self._said))
        self._fit()

    def _fit(self) -> None:
        """Give the filing the room it needs, and the document what that leaves, in which it is cut in the middle."""
        coverage = 0 if self._coverage.isHidden() else self._coverage.sizeHint().width()
        left = self._bar.width() - self._filing.sizeHint().width() - coverage - _AROUND
        metrics = self._document.fontMetrics()
        is_legible = left >= _LEGIBLE * metrics.averageCharWidth()
        cut = metrics.elidedText(self._said, Qt.TextElideMode.ElideMiddle, left) if is_legible else ""
        self._document.setText(cut)

    def show_coverage(self, words: str, left_out: str = "") -> None:
        """Say how many of the document's words the text holds; a click asks for more, the tip tells what it lacks."""
        self._coverage.setText(words)
        self._coverage.setAccessibleName(words or self.tr("Coverage"))
        self._coverage.setToolTip(left_out or self.tr("Show problems and coverage"))
        self._coverage.setVisible(bool(words))
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the bar."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def clear(self) -> None:
        """Say nothing, unless something is waited for."""
        if self._progress.isHidden():
            self._bar.clearMessage()
        self._filing.clear()
        self._filing.setToolTip("")
        self._said = ""
        self._document.clear()
        self.show_coverage("")

    def tell(self, sentence: str) -> None:
        """Say something for a few seconds."""
        self._bar.showMessage(sentence, _SHORT)

    def show_busy(self, label: str) -> None:
        """Say what is being waited for, and offer to give it up."""
        self._bar.showMessage(label + " …")
        self._progress.show()
        self._cancel.show()

    def show_progress(self, done: int, count: int, name: str) -> None:
        """Say how many of so many things are done, and which is next, where they take so long that it was said."""
        if not self._progress.isHidden() and count > 1:
            self._progress.setRange(0, count)
            self._progress.setValue(done)
            said = self.tr("Writing {name} ({number} of {count}) …")
            self._bar.showMessage(said.format(name=name, number=done + 1, count=count))

    def show_idle(self) -> None:
        """Say that nothing is being waited for."""
        if not self._progress.isHidden():
            self._bar.clearMessage()
        self._progress.hide()
        self._progress.setRange(0, 0)
        self._cancel.hide()
