"""The few dialogs: which file, where to, which keys, what program."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QCoreApplication, Qt, QUrl, qVersion
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer import __version__
from viewer.ui import theme
from viewer.ui.accessible import describe
from viewer.ui.buttons import button_row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from viewer.ui.actions import Actions


def _tr(words: str) -> str:
    return QCoreApplication.translate("dialogs", words)


def ask_open(parent: QWidget, folder: str) -> list[Path]:
    """Ask which files to open; none where the user gave up."""
    kinds = ";;".join(
        (
            _tr(
                "Submissions and exhibits (*.txt *.nc *.htm *.html *.xml *.pdf *.sgml *.gz *.zip *.tar *.tgz)"
            ),
            _tr("All files (*)"),
        )
    )
    names, _kind = QFileDialog.getOpenFileNames(parent, _tr("Open"), folder, kinds)
    return [Path(name) for name in names]


def ask_table(parent: QWidget, proposed: Path) -> Path | None:
    """Ask where to save tables, as what the name ends in; the dialog asks before a file is replaced.

    None where the user gave up. A name without a known ending is given that of the kind chosen.
    """
    kinds = {
        _tr("Workbook (*.xlsx)"): ".xlsx",
        _tr("Comma-separated values (*.csv)"): ".csv",
        _tr("Tab-separated values (*.tsv)"): ".tsv",
    }
    name, kind = QFileDialog.getSaveFileName(parent, _tr("Save Table"), str(proposed), ";;".join(kinds))
    if not name:
        return None
    path, wanted = Path(name), kinds.get(kind, ".xlsx")
    if path == proposed and wanted != path.suffix:  # the name was left as it is and another kind chosen
        return _free(path.with_suffix(wanted))
    return path if path.suffix.lower() in kinds.values() else _free(path.with_name(path.name + wanted))


def _free(path: Path) -> Path:
    """Return a path, or one beside it that is not taken: nobody was asked whether to replace it."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def versions() -> str:
    """Return the versions that a report of a fault needs, a line each."""
    return "\n".join(
        (
            f"Filing Viewer {__version__}",
            f"Python {platform.python_version()}",
            f"PySide {PySide6.__version__}, Qt {qVersion()}",
            f"{platform.platform()}, {QGuiApplication.platformName()}",
            f"{sys.executable}",
        )
    )


def licence() -> str:
    """Return under which licence the program is, and where those of its parts are, where it brings these along."""
    sentence = _tr("Under the MIT licence. Made with Qt and PySide, which are under the LGPL 3.")
    folder = Path(sys.executable).parent / "licences"
    if not folder.is_dir():
        return sentence
    return sentence + " " + _tr("The licences of all parts lie in {folder}.").format(folder=folder)


class AboutDialog(QDialog):
    """What the program is, and its versions to copy."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Filing Viewer"))
        describe(self, "about_dialog", self.tr("About"), self.tr("What this program is, and its versions."))
        sign, words, facts = QLabel(), QLabel(), QLabel(versions())
        sign.setPixmap(theme.icon("filing-viewer").pixmap(64, 64))
        purpose = self.tr(
            "Reads SEC EDGAR submission files from your own disk. It never goes to the network."
        )
        words.setText(f"{purpose}\n\n{licence()}")
        words.setWordWrap(True)
        words.setMinimumWidth(380)
        facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        facts.setWordWrap(True)
        describe(sign, "about_sign", self.tr("Sign"), self.tr("The sign of the program."))
        describe(words, "about_words", self.tr("About"), words.text())
        describe(facts, "about_versions", self.tr("Versions"), facts.text())
        buttons = button_row(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy Versions"), QDialogButtonBox.ButtonRole.ActionRole)
        describe(buttons, "about_buttons", self.tr("Buttons"), self.tr("Close, or copy the versions."))
        describe(copy, "copy_versions", self.tr("Copy Versions"), self.tr("Copies the versions as text."))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(versions()))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        for widget in (sign, words, facts, buttons):
            layout.addWidget(widget)


class _OpenDialog(QDialog):
    """Asks before something is opened outside of the program; Enter does not open it."""

    def __init__(self, name: str, title: str, purpose: str, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        describe(self, f"{name}_dialog", title, purpose)
        self.words = QLabel(question)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        describe(self.words, f"{name}_words", self.tr("Question"), question)
        buttons = button_row(QDialogButtonBox.StandardButton.Open, QDialogButtonBox.StandardButton.Cancel)
        describe(buttons, f"{name}_buttons", self.tr("Buttons"), self.tr("Opens it, or does not."))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Open).setAutoDefault(False)
        self.cancel.setDefault(True)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(12)
        self.column.addWidget(self.words)
        self.column.addWidget(buttons)


class LinkDialog(_OpenDialog):
    """Asks before a link is opened in the browser, and shows the whole of its address, as it would be sent."""

    def __init__(self, url: QUrl, parent: QWidget) -> None:
        super().__init__(
            "link",
            _tr("Open in Browser"),
            _tr("Asks before a link leaves the filing."),
            _tr("This link leads out of the filing. Open it in the browser?"),
            parent,
        )
        address = QPlainTextEdit(bytes(url.toEncoded().data()).decode("ascii", "replace"))
        address.setReadOnly(True)
        address.setTabChangesFocus(True)
        address.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        address.setFixedHeight(address.fontMetrics().lineSpacing() * 4 + 12)
        describe(address, "link_address", self.tr("Address"), self.tr("Where the link leads to."))
        self.column.insertWidget(1, address)
        self.resize(480, self.sizeHint().height())
        self.cancel.setFocus()


class ProgramDialog(_OpenDialog):
    """Asks before a payload is handed to another program."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(
            "program",
            _tr("Open in Its Program"),
            _tr("Asks before another program is begun."),
            _tr(
                "{name} will be written to a temporary folder and opened in the system's program for it. "
                "Filing Viewer cannot say whether it is safe: that program may run what is in it, or go to the "
                "network. Open it?"
            ).format(name=name),
            parent,
        )
        self.words.setMinimumWidth(420)


class KeysDialog(QDialog):
    """The keys of all actions that have one, menu by menu."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        describe(self, "keys_dialog", self.tr("Keys"), self.tr("Which key does what."))
        table = QTableWidget(0, 2)
        describe(table, "keys_table", self.tr("Keys"), self.tr("Actions and their keys."))
        table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Key")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().lineSpacing() + 8)
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setHighlightSections(False)
        for menu in actions.menus:
            self._list(table, menu)
        buttons = button_row(QDialogButtonBox.StandardButton.Close)
        describe(buttons, "keys_buttons", self.tr("Buttons"), self.tr("Closes this list."))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(buttons)
        self.resize(420, 530)

    def _list(self, table: QTableWidget, menu: QMenu) -> None:
        """List a menu: its name over the actions that have a key."""
        rows = [
            (_plain(action.text()).rstrip("…"), self._keys(action.shortcuts()))
            for action in menu.actions()
            if action.shortcuts()
        ]
        name, strong = QTableWidgetItem(_plain(menu.title())), QFont()
        strong.setWeight(QFont.Weight.DemiBold)
        name.setFont(strong)
        name.setFlags(Qt.ItemFlag.ItemIsEnabled)
        first = table.rowCount()
        table.setRowCount(first + 1 + len(rows))
        table.setItem(first, 0, name)
        table.setSpan(first, 0, 1, 2)
        for number, row in enumerate(rows, first + 1):
            for column, words in enumerate(row):
                table.setItem(number, column, QTableWidgetItem(words))

    def _keys(self, keys: list[QKeySequence]) -> str:
        return self.tr(" or ").join(
            each.toString(QKeySequence.SequenceFormat.NativeText) for each in keys[:2]
        )


def _plain(words: str) -> str:
    """Return the words of a menu without the mark of the letter that is underlined."""
    return words.replace("&", "")
