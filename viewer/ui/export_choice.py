"""What of a submission is to be exported: the document shown, the selection, all documents, or those checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QListWidget, QListWidgetItem, QRadioButton, QVBoxLayout, QWidget

from viewer.ui.accessible import describe
from viewer.ui.contents import contents
from viewer.ui.export_plan import What
from viewer.ui.tip import tip
from viewer.ui.wording import description_words, document_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.submission.model import Document
    from viewer.ui.filing_tab import Shown

_DOCUMENT = Qt.ItemDataRole.UserRole


class ExportChoice(QWidget):
    """A button for each answer, and the documents below, of which the user can check his own.

    Signals: `what_chosen()` when another button is pressed; `documents_checked()` when the user checked a document.
    """

    what_chosen = Signal()
    documents_checked = Signal()

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.buttons = self._make_buttons()
        self.documents = self._make_documents()
        describe(self, "export_choice", self.tr("What to export"), self.tr("The answers, and the documents."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for button in self.buttons.values():
            layout.addWidget(button)
            button.toggled.connect(self._take_what)
        layout.addWidget(self.documents, 1)
        self._check_documents()
        self.documents.itemChanged.connect(lambda _item: self.documents_checked.emit())

    def _make_buttons(self) -> dict[What, QRadioButton]:
        name = document_words(self._shown.document).replace("&", "&&")
        buttons = {
            What.DOCUMENT: QRadioButton(self.tr("&This document: {name}").format(name=name)),
            What.SELECTION: QRadioButton(self.tr("The &selection, with its citation")),
            What.SUBMISSION: QRadioButton(self.tr("The &whole submission")),
            What.CHOSEN: QRadioButton(self.tr("&Chosen documents")),
        }
        group = QButtonGroup(self)
        for what, button in buttons.items():
            words = button.text().replace("&", "")
            describe(button, f"export_{what.value}", words, self.tr("Exports this and nothing else."))
            group.addButton(button)
        buttons[What.DOCUMENT].setChecked(True)
        buttons[What.SELECTION].setEnabled(False)
        return buttons

    def _make_documents(self) -> QListWidget:
        made = QListWidget()
        describe(
            made,
            "export_documents",
            self.tr("Documents"),
            self.tr("The documents of the submission; those with a check mark are exported."),
        )
        made.setSpacing(2)
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for document in contents(self._shown.submission).order:
            parts = (str(document.number), document_words(document), description_words(document))
            words = "   ".join(part for part in dict.fromkeys(parts) if part)
            item = QListWidgetItem(words, made)
            item.setToolTip(tip(" · ".join(filter(None, (document.filename, document.description)))))
            item.setData(_DOCUMENT, document)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, self.fontMetrics().lineSpacing() + 4))  # elided, not scrolled sideways
        return made

    @property
    def what(self) -> What:
        """What is to be exported."""
        return next(what for what, button in self.buttons.items() if button.isChecked())

    def chosen(self) -> list[Document]:
        """Return the documents that are to be exported, in the order of the contents."""
        if self.what in (What.DOCUMENT, What.SELECTION):
            return [self._shown.document]
        return [item.data(_DOCUMENT) for item in self._items() if item.checkState() is Qt.CheckState.Checked]

    def offer_selection(self) -> None:
        """Let the selection be chosen: there is one."""
        self.buttons[What.SELECTION].setEnabled(True)

    def _items(self) -> Iterator[QListWidgetItem]:
        return (self.documents.item(row) for row in range(self.documents.count()))

    def _take_what(self, on: bool) -> None:
        if on:
            self._check_documents()
            self.what_chosen.emit()

    def _check_documents(self) -> None:
        """Check what is exported; the reader's own choice begins with what was chosen before."""
        what = self.what
        self.documents.setEnabled(what is What.CHOSEN)
        if what is What.CHOSEN:
            return
        self.documents.blockSignals(True)
        for item in self._items():
            on = what is What.SUBMISSION or item.data(_DOCUMENT).number == self._shown.document.number
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.documents.blockSignals(False)
