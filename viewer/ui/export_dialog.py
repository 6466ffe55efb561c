"""Asks what is to be exported, as what and where to, and shows the names of the files before they are written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.export import Format, safe_name
from viewer.ui.accessible import describe
from viewer.ui.buttons import button_row, take_signs
from viewer.ui.export_choice import ExportChoice
from viewer.ui.export_files import ExportFiles
from viewer.ui.export_plan import Existing, ExportPlan, Listed, What, listing, planned, proposed

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.rendition import Filing
    from viewer.ui.filing_tab import Shown
    from viewer.ui.settings import Settings
    from viewer.ui.tasks import Tasks

_CHANNEL = "export preview"
_PDF = "pdf"
_OF_SELECTION = (Format.MARKDOWN.value, Format.TEXT.value, Format.HTML.value)
_FURNISHED = (Format.MARKDOWN.value, Format.TEXT.value)
_TABLES = (Format.XLSX.value, Format.CSV.value)


class ExportDialog(QDialog):
    """The dialog; what it was answered is remembered for the next one, but for what is exported.

    Signals: `ordered(plan)`.
    """

    ordered = Signal(object)

    def __init__(
        self, filing: Filing, shown: Shown, has_page: bool, settings: Settings, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._filing, self._shown, self._has_page = filing, shown, has_page
        self._settings, self._tasks = settings, tasks
        self._is_known = False  # which files exist
        self._is_pressed = False  # the answer was given before that was known
        self._own_name = ""  # what the user typed in place of the name proposed
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        describe(self, "export_dialog", self.tr("Export"), self.tr("What to export, as what, and where to."))
        self.choice = ExportChoice(shown)
        self._make_how()
        self._describe_how()
        self._make_preview()
        self._arrange()
        self._connect()
        self._refresh()

    # Parts

    def _make_how(self) -> None:
        self.format, self.furniture = QComboBox(), QCheckBox(self.tr("With &page numbers and running lines"))
        self.zeros = QCheckBox(self.tr("&Dashes of tables as 0"))
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
        self.zeros.setChecked(self._settings.zeros)
        self.folder, self.browse = (
            QLineEdit(self._settings.folder("export")),
            QPushButton(self.tr("Ch&oose…")),
        )
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Each file has a name of its own"))
        self.browse.setAutoDefault(False)

    def _describe_how(self) -> None:
        describe(self.format, "export_format", self.tr("Format"), self.tr("What the files are to be."))
        describe(
            self.furniture,
            "export_furniture",
            self.tr("Page furniture"),
            self.tr("Whether page numbers, running lines and page breaks are exported."),
        )
        describe(
            self.zeros,
            "export_zeros",
            self.tr("Dashes as 0"),
            self.tr("Else a dash of a table becomes an empty cell."),
        )
        describe(self.folder, "export_folder_line", self.tr("Folder"), self.tr("Where the files go."))
        describe(self.browse, "export_browse", self.tr("Choose folder"), self.tr("Chooses the folder."))
        describe(self.name, "export_name", self.tr("File name"), self.tr("The name of the one file."))

    def _make_preview(self) -> None:
        self.files = ExportFiles()
        self.buttons = button_row(QDialogButtonBox.StandardButton.Cancel)
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
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self.choice, 1)
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
        how.addWidget(self.zeros, 2, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(14)
        layout.addLayout(sides, 1)
        layout.addLayout(how)
        layout.addWidget(self.buttons)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.export.setDefault(True)
        self.setTabOrder(self.export, self.buttons.button(QDialogButtonBox.StandardButton.Cancel))
        room = self.screen().availableSize()
        self.resize(min(800, room.width()), min(500, room.height()))
        self.format.setFocus()

    def _connect(self) -> None:
        self.choice.what_chosen.connect(self._propose)
        self.choice.documents_checked.connect(self._refresh)
        self.format.currentIndexChanged.connect(self._propose)
        self.folder.textChanged.connect(self._refresh)
        self.name.textEdited.connect(self._take_name)
        self.browse.clicked.connect(self._choose_folder)
        self.buttons.accepted.connect(self._answer)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _answer: self._tasks.drop(_CHANNEL))

    # What is wanted

    @property
    def _format(self) -> Format | None:
        value = self.format.currentData()
        return None if value == _PDF else Format(value)

    def offer_selection(self) -> None:
        """Let the selection be exported: there is one."""
        self.choice.offer_selection()

    def plan(self) -> ExportPlan:
        """Return what is asked for."""
        what = self.choice.what
        found = planned(self._shown.submission, self.choice.chosen(), self._format, what)
        name = safe_name(self._own_name) if self._own_name.strip() else ""
        if len(found) == 1 and name:
            found = (replace(found[0], name=name),)
        folder = Path(self.folder.text().strip() or ".").expanduser()
        furniture, zeros = self.furniture.isChecked(), self.zeros.isChecked()
        return ExportPlan(what, self._format, folder, found, furniture, zeros, self._settings.text_tables)

    def _propose(self) -> None:
        """Propose a name again, whatever the user typed: something else is exported, or as something else."""
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
        plan = self.plan()
        one = len(plan.documents) == 1
        self.name.setEnabled(one)
        if not self._own_name:
            self.name.setText(plan.documents[0].name if one else "")
        self.furniture.setEnabled(self.format.currentData() in _FURNISHED and plan.what is not What.SELECTION)
        self.zeros.setEnabled(self.format.currentData() in _TABLES)
        self._is_known = self._is_pressed = False
        self._show_files(proposed(plan), complete=False)

        def work(_wanted: Callable[[], bool]) -> tuple[Listed, ...]:
            return proposed(plan, is_known=True)

        self._tasks.ask(_CHANNEL, work, partial(self._take_known, plan), self.files.summary.setText)

    def _take_known(self, plan: ExportPlan, listed: tuple[Listed, ...]) -> None:
        """Show which of the documents' files exist, and look for those that come with them: that may take long."""
        self._is_known = True
        self._show_files(listed, complete=False)
        if self._is_pressed:
            self._answer()
            return
        filing = self._filing

        def work(wanted: Callable[[], bool]) -> tuple[Listed, ...]:
            return listing(filing, plan, wanted)

        self._tasks.ask(_CHANNEL, work, self._show_files, self.files.summary.setText)

    def _enable_formats(self) -> None:
        """Leave those formats that fit what is exported; where the chosen one does not, take the first."""
        what, model = self.choice.what, self.format.model()
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
        plan = self.plan()
        there = self.files.existing
        if not there:
            self._give(plan)
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
        keeping = question.addButton(self.tr("Keep Both"), QMessageBox.ButtonRole.AcceptRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        take_signs(question)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        replacing.clicked.connect(lambda: self._give(replace(plan, existing=Existing.REPLACE)))
        keeping.clicked.connect(lambda: self._give(replace(plan, existing=Existing.KEEP_BOTH)))
        question.open()

    def _give(self, plan: ExportPlan) -> None:
        self._settings.export_format = str(self.format.currentData())
        self._settings.export_furniture = plan.furniture
        self._settings.zeros = plan.zeros
        self._settings.set_folder("export", plan.folder)
        self.ordered.emit(plan)
        self.accept()
