"""Asks what is to be exported, as what and where to, and shows the names of the files before they are written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from viewer.export import Format, safe_name
from viewer.ui.accessible import describe
from viewer.ui.contents import contents
from viewer.ui.export_files import ExportFiles
from viewer.ui.export_plan import Existing, Listed, Order, What, listing, proposed, targets
from viewer.ui.wording import description_words, document_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.rendition import Filing
    from viewer.submission.model import Document
    from viewer.ui.filing_tab import Shown
    from viewer.ui.settings import Settings
    from viewer.ui.tasks import Tasks

_CHANNEL = "export preview"
_PDF = "pdf"
_OF_SELECTION = (Format.MARKDOWN.value, Format.TEXT.value, Format.HTML.value)
_FURNISHED = (Format.MARKDOWN.value, Format.TEXT.value)
_DOCUMENT = Qt.ItemDataRole.UserRole


class ExportDialog(QDialog):
    """The dialog; what it was answered is remembered for the next one, but for what is exported.

    Signals: `ordered(order)`.
    """

    ordered = Signal(object)

    def __init__(
        self, filing: Filing, shown: Shown, has_page: bool, settings: Settings, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._filing, self._shown, self._has_page = filing, shown, has_page
        self._settings, self._tasks = settings, tasks
        self._has_selection = False
        self._is_known = self._is_pressed = (
            False  # whether it is known which files exist; who cannot wait for it
        )
        self._own_name = ""  # what the user typed in place of the name proposed
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        describe(self, "export_dialog", self.tr("Export"), self.tr("What to export, as what, and where to."))
        self._make_what()
        self._make_how()
        self._make_preview()
        self._arrange()
        self._connect()
        self._refresh()

    # Parts

    def _make_what(self) -> None:
        self.what = {
            What.DOCUMENT: QRadioButton(self.tr("&This document: {name}")),
            What.SELECTION: QRadioButton(self.tr("The &selection, with its citation")),
            What.CHOSEN: QRadioButton(self.tr("&Chosen documents")),
            What.SUBMISSION: QRadioButton(self.tr("The &whole submission")),
        }
        name = document_words(self._shown.document)
        self.what[What.DOCUMENT].setText(self.what[What.DOCUMENT].text().format(name=name.replace("&", "&&")))
        group = QButtonGroup(self)
        for what, button in self.what.items():
            words = button.text().replace("&", "")
            describe(button, f"export_{what.value}", words, self.tr("Exports this and nothing else."))
            group.addButton(button)
        self.what[What.DOCUMENT].setChecked(True)
        self.what[What.SELECTION].setEnabled(False)
        self.documents = QListWidget()
        describe(
            self.documents,
            "export_documents",
            self.tr("Documents"),
            self.tr("The documents of the submission; those with a check mark are exported."),
        )
        for document in contents(self._shown.submission).order:
            words = f"{document.number}   {document_words(document)}   {description_words(document)}".strip()
            item = QListWidgetItem(words, self.documents)
            item.setToolTip(" · ".join(filter(None, (document.filename, document.description))))
            item.setData(_DOCUMENT, document)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._check_documents()

    def _make_how(self) -> None:
        self.format, self.furniture = QComboBox(), QCheckBox(self.tr("With &page numbers and running lines"))
        names = {
            Format.MARKDOWN.value: self.tr("Markdown, pictures beside it"),
            Format.TEXT.value: self.tr("Plain text"),
            Format.HTML.value: self.tr("HTML in one file, pictures inside"),
            Format.RAW.value: self.tr("Original bytes"),
            Format.XLSX.value: self.tr("XLSX of all tables"),
            Format.CSV.value: self.tr("CSV, a file for each table"),
            Format.JSONL.value: self.tr("JSON lines"),
            _PDF: self.tr("PDF of the page shown"),
        }
        for value, name in names.items():
            self.format.addItem(name, value)
        self.format.setCurrentIndex(max(0, self.format.findData(self._settings.export_format)))
        self.furniture.setChecked(self._settings.export_furniture)
        self.folder, self.browse = (
            QLineEdit(self._settings.folder("export")),
            QPushButton(self.tr("Ch&oose…")),
        )
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Each file has a name of its own"))
        self.browse.setAutoDefault(False)
        describe(self.format, "export_format", self.tr("Format"), self.tr("What the files are to be."))
        describe(
            self.furniture,
            "export_furniture",
            self.tr("Page furniture"),
            self.tr("Whether page numbers, running lines and page breaks are exported."),
        )
        describe(self.folder, "export_folder_line", self.tr("Folder"), self.tr("Where the files go."))
        describe(self.browse, "export_browse", self.tr("Choose folder"), self.tr("Chooses the folder."))
        describe(self.name, "export_name", self.tr("File name"), self.tr("The name of the one file."))

    def _make_preview(self) -> None:
        self.files = ExportFiles()
        self.documents.setSpacing(2)
        self.documents.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        describe(self.buttons, "export_buttons", self.tr("Buttons"), self.tr("Exports, or does not."))
        describe(self.export, "export_button", self.tr("Export"), self.tr("Writes the files listed."))

    def _label(self, words: str, widget: QWidget) -> QLabel:
        made = QLabel(words)
        made.setBuddy(widget)
        plain = words.replace("&", "")
        describe(made, f"{widget.objectName()}_label", plain, widget.accessibleDescription())
        return made

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        for what in (What.DOCUMENT, What.SELECTION, What.SUBMISSION, What.CHOSEN):
            left.addWidget(self.what[what])
        left.addWidget(self.documents, 1)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addLayout(left, 1)
        sides.addWidget(self.files, 1)
        how = QGridLayout()
        how.setHorizontalSpacing(10)
        how.setVerticalSpacing(8)
        how.setColumnStretch(1, 1)
        how.addWidget(self._label(self.tr("&Format"), self.format), 0, 0)
        how.addWidget(self.format, 0, 1)
        how.addWidget(self.furniture, 0, 2)
        how.addWidget(self._label(self.tr("F&older"), self.folder), 1, 0)
        how.addWidget(self.folder, 1, 1)
        how.addWidget(self.browse, 1, 2, Qt.AlignmentFlag.AlignLeft)
        how.addWidget(self._label(self.tr("&Name"), self.name), 2, 0)
        how.addWidget(self.name, 2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(14)
        layout.addLayout(sides, 1)
        layout.addLayout(how)
        layout.addWidget(self.buttons)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.export.setDefault(True)
        self.resize(800, 500)
        self.format.setFocus()

    def _connect(self) -> None:
        for button in self.what.values():
            button.toggled.connect(self._take_what)
        self.documents.itemChanged.connect(self._refresh)
        self.format.currentIndexChanged.connect(self._take_format)
        self.folder.textChanged.connect(self._refresh)
        self.name.textEdited.connect(self._take_name)
        self.browse.clicked.connect(self._choose_folder)
        self.buttons.accepted.connect(self._answer)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _answer: self._tasks.drop(_CHANNEL))

    # What is wanted

    @property
    def _what(self) -> What:
        return next(what for what, button in self.what.items() if button.isChecked())

    @property
    def _format(self) -> Format | None:
        value = self.format.currentData()
        return None if value == _PDF else Format(value)

    def offer_selection(self) -> None:
        """Let the selection be exported: there is one."""
        self._has_selection = True
        self.what[What.SELECTION].setEnabled(True)

    def order(self) -> Order:
        """Return what is asked for."""
        found = targets(self._shown.submission, self._documents(), self._format, self._what)
        name = safe_name(self._own_name) if self._own_name.strip() else ""
        if len(found) == 1 and name:
            found = (replace(found[0], name=name),)
        folder = Path(self.folder.text().strip() or ".").expanduser()
        return Order(self._what, self._format, folder, found, self.furniture.isChecked())

    def _documents(self) -> list[Document]:
        if self._what in (What.DOCUMENT, What.SELECTION):
            return [self._shown.document]
        items = (self.documents.item(row) for row in range(self.documents.count()))
        return [item.data(_DOCUMENT) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _take_what(self, on: bool) -> None:
        if on:
            self._own_name = ""
            self._check_documents()
            self._refresh()

    def _check_documents(self) -> None:
        """Check what is exported; the reader's own choice begins with what was chosen before."""
        what = self._what
        self.documents.setEnabled(what is What.CHOSEN)
        self.documents.blockSignals(True)
        for row in range(self.documents.count()):
            item = self.documents.item(row)
            own = item.data(_DOCUMENT).number == self._shown.document.number
            if what is not What.CHOSEN:
                on = what is What.SUBMISSION or own
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.documents.blockSignals(False)

    def _take_format(self) -> None:
        self._own_name = ""
        self._refresh()

    def _take_name(self, name: str) -> None:
        self._own_name = name
        self._refresh()

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder for the Export"), self.folder.text())
        if name:
            self.folder.setText(name)

    # What would be written

    def _refresh(self) -> None:
        self._enable_formats()
        order = self.order()
        one = len(order.targets) == 1
        self.name.setEnabled(one)
        if not self._own_name:
            self.name.setText(order.targets[0].name if one else "")
        self.furniture.setEnabled(
            self.format.currentData() in _FURNISHED and order.what is not What.SELECTION
        )
        self._is_known = self._is_pressed = False
        self._show_files(proposed(order), complete=False)

        def work(_wanted: Callable[[], bool]) -> tuple[Listed, ...]:
            return proposed(order, is_known=True)

        self._tasks.ask(_CHANNEL, work, partial(self._take_known, order), self.files.summary.setText)

    def _take_known(self, order: Order, listed: tuple[Listed, ...]) -> None:
        """Show which of the documents' files exist, and look for those that come with them: that may take long."""
        self._is_known = True
        self._show_files(listed, complete=False)
        if self._is_pressed:
            self._answer()
            return
        filing = self._filing

        def work(wanted: Callable[[], bool]) -> tuple[Listed, ...]:
            return listing(filing, order, wanted)

        self._tasks.ask(_CHANNEL, work, self._show_files, self.files.summary.setText)

    def _enable_formats(self) -> None:
        """Leave those formats that fit what is exported; where the chosen one does not, take the first."""
        what, model = self._what, self.format.model()
        assert isinstance(model, QStandardItemModel)
        for row in range(self.format.count()):
            value = self.format.itemData(row)
            fits = value in _OF_SELECTION or what is not What.SELECTION
            fits = fits and (value != _PDF or (what is What.DOCUMENT and self._has_page))
            model.item(row).setEnabled(fits)
        if not model.item(self.format.currentIndex()).isEnabled():
            self.format.blockSignals(True)
            self.format.setCurrentIndex(0)
            self.format.blockSignals(False)

    def _show_files(self, listed: tuple[Listed, ...], complete: bool = True) -> None:
        self.files.show_files(listed, complete)
        self.export.setEnabled(bool(self.files.names))

    # The answer

    def _answer(self) -> None:
        if not self._is_known:  # answered as soon as it is
            self._is_pressed = True
            return
        order = self.order()
        there = self.files.existing
        if not there:
            self._give(order)
            return
        question = QMessageBox(self)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Export"))
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(
            self.tr("{name} exists already in this folder.").format(name=there[0])
            if len(there) == 1
            else self.tr("{count} of these files exist already in this folder.").format(count=len(there))
        )
        describe(question, "export_question", self.tr("Files exist"), question.text())
        replacing = question.addButton(self.tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        keeping = question.addButton(self.tr("Keep both"), QMessageBox.ButtonRole.AcceptRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        replacing.clicked.connect(lambda: self._give(replace(order, existing=Existing.REPLACE)))
        keeping.clicked.connect(lambda: self._give(replace(order, existing=Existing.KEEP_BOTH)))
        question.open()

    def _give(self, order: Order) -> None:
        self._settings.export_format = str(self.format.currentData())
        self._settings.export_furniture = order.furniture
        self._settings.set_folder("export", order.folder)
        self.ordered.emit(order)
        self.accept()
