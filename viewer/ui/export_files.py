"""The list of the files that an export would write: those that exist marked, and why there is none of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.accessible import SpokenLabel, describe
from viewer.ui.tip import tip
from viewer.ui.wording import number_words

if TYPE_CHECKING:
    from viewer.ui.export_plan import Listed


class ExportFiles(QWidget):
    """The names, and a line below them that counts them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listed: tuple[Listed, ...] = ()
        self.view, self.summary, heading = (
            QListWidget(),
            SpokenLabel(),
            QLabel(self.tr("Files that will be written")),
        )
        describe(self, "export_files_part", heading.text(), self.tr("The files and how many they are."))
        describe(heading, "export_files_label", heading.text(), self.tr("Stands over the list of files."))
        describe(self.view, "export_files", self.tr("Files"), self.tr("The files that will be written."))
        describe(
            self.summary, "export_summary", self.tr("Number of files"), self.tr("How many, and what exists.")
        )
        self.view.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.view.setUniformItemSizes(True)
        self.view.setSpacing(2)
        self.view.setIconSize(QSize(16, 16))
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.summary)

    @property
    def names(self) -> list[str]:
        """The names of the files."""
        return [each.name for each in self.listed if each.name]

    @property
    def existing(self) -> list[str]:
        """The names of the files that exist already."""
        return [each.name for each in self.listed if each.exists]

    def show_files(self, listed: tuple[Listed, ...], complete: bool = True) -> None:
        """List files; `complete` where all is known of them."""
        self.listed = listed
        self.view.clear()
        warning, blank = theme.icon("warning", theme.colours().warn), _blank(self.view.iconSize())
        for each in listed:
            words = each.sentence or each.name
            if each.exists:
                words = self.tr("{name}   (exists)").format(name=each.name)
            item = QListWidgetItem(words, self.view)
            item.setToolTip(tip(words))
            item.setIcon(warning if each.exists else blank)
            if each.sentence:
                item.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        self.summary.setText(self._counted(complete))

    def _counted(self, complete: bool) -> str:
        files, there = len(self.names), len(self.existing)
        if not files:
            return (
                self.tr("There is nothing to write in this format.")
                if self.listed
                else self.tr("No document is chosen.")
            )
        said = self.tr("1 file") if files == 1 else self.tr("{count} files").format(count=number_words(files))
        if not complete:
            return self.tr("{said} …").format(said=said)
        if not there:
            return f"{said}."
        taken = self.tr("1 exists") if there == 1 else self.tr("{n} exist").format(n=number_words(there))
        return self.tr("{said}; {taken} already.").format(said=said, taken=taken)


def _blank(size: QSize) -> QIcon:
    """Return a sign that is not seen, so that all names begin below each other."""
    nothing = QPixmap(size)
    nothing.fill(Qt.GlobalColor.transparent)
    return QIcon(nothing)
