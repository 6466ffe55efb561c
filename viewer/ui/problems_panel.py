"""What is damaged in the file and in the shown document, where, and the bytes there; and how much the text holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHeaderView,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from viewer.ui import theme
from viewer.ui.accessible import SpokenLabel, describe
from viewer.ui.bytes_view import BytesView
from viewer.ui.row_list import RowList, side
from viewer.ui.tip import tip
from viewer.ui.wording import number_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from viewer.rendition import Left
    from viewer.submission.model import Problem

_OFFSET = Qt.ItemDataRole.UserRole


class ProblemsPanel(QWidget):
    """The list of problems, and the bytes of the one chosen.

    Signals: `bytes_wanted(offset)` for the problem chosen.
    """

    bytes_wanted = Signal(object)  # an offset may be larger than Qt's own whole numbers

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.coverage, self.nothing = SpokenLabel(), SpokenLabel()
        self.view, self._rows = RowList(), QStandardItemModel(0, 3, self)
        self.bytes_view = BytesView()
        self.left_out, self._left = RowList(), QStandardItemModel(0, 3, self)
        self._describe()
        self._arrange()
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.show_problems((), ())

    def _describe(self) -> None:
        describe(
            self,
            "problems_panel",
            self.tr("Problems and coverage"),
            self.tr("What is damaged, and how much of the document's words the text holds."),
        )
        describe(
            self.coverage, "coverage", self.tr("Coverage"), self.tr("How many of the words the text holds.")
        )
        describe(
            self.nothing, "no_problems", self.tr("No problems"), self.tr("Says that nothing is damaged.")
        )
        describe(self.view, "problems_list", self.tr("Problems"), self.tr("What is damaged, and where."))
        describe(
            self.left_out,
            "left_out",
            self.tr("Left out"),
            self.tr("What of the document is not shown, and why."),
        )
        for label in (self.coverage, self.nothing):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setContentsMargins(8, 6, 8, 6)

    def _arrange(self) -> None:
        self.nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._rows.setHorizontalHeaderLabels([self.tr("Problem"), self.tr("Line"), self.tr("Byte")])
        self._left.setHorizontalHeaderLabels([self.tr("Left out"), self.tr("Pieces"), self.tr("Words")])
        _arrange_list(self.view, self._rows)
        _arrange_list(self.left_out, self._left)
        damage = QWidget()
        describe(damage, "damage", self.tr("Damage"), self.tr("What is damaged, or that nothing is."))
        column = QVBoxLayout(damage)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing, 1)
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        describe(
            self._sides, "problems_sides", self.tr("Parts"), self.tr("Parts the problems from the bytes.")
        )
        self._sides.setHandleWidth(1)
        self._sides.setChildrenCollapsible(False)
        for part in (damage, self.bytes_view, self.left_out):
            self._sides.addWidget(part)
        self._sides.setSizes([480, 480, 280])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.coverage)
        layout.addWidget(self._sides, 1)

    def sizeHint(self) -> QSize:
        """Be a quarter of a usual window."""
        return QSize(600, 210)

    def show_problems(self, of_submission: Sequence[Problem], of_document: Sequence[Problem]) -> None:
        """List the problems of the submission, then those of the shown document that are not among them."""
        self._rows.removeRows(0, self._rows.rowCount())
        self.bytes_view.clear()
        self.bytes_view.hide()
        for problem in dict.fromkeys((*of_submission, *of_document)):
            row = [
                QStandardItem(words)
                for words in (
                    problem.message,
                    number_words(problem.line) if problem.line else "",
                    number_words(problem.offset),
                )
            ]
            row[0].setIcon(theme.icon("warning", theme.colours().warn))
            for item in row:
                item.setToolTip(tip(problem.message))
                item.setData(problem.offset, _OFFSET)
            for item in row[1:]:
                item.setTextAlignment(Qt.AlignmentFlag(side(is_number=True)))
            self._rows.appendRow(row)
        some = bool(self._rows.rowCount())
        self.view.setVisible(some)
        self.nothing.setVisible(not some)
        self.nothing.setText(self.tr("No damage was found in this submission and the document shown."))

    def show_coverage(self, words: str, left_out: Sequence[Left] = ()) -> None:
        """Say how much of the document's words the text holds, and list what was left out."""
        self._left.removeRows(0, self._left.rowCount())
        for each in left_out:
            said = (each.reason, number_words(each.pieces), number_words(each.words))
            row = [QStandardItem(part) for part in said]
            for item in row[1:]:
                item.setTextAlignment(Qt.AlignmentFlag(side(is_number=True)))
            self._left.appendRow(row)
        self.left_out.setVisible(bool(left_out))
        self.coverage.setText(words)
        self.coverage.setVisible(bool(words))

    def show_bytes(self, content: bytes, start: int, offset: int) -> None:
        """Show the bytes around a problem."""
        self.bytes_view.show()
        self.bytes_view.show_bytes(content, start, offset)

    def _choose(self, index: QModelIndex) -> None:
        offset = index.siblingAtColumn(0).data(_OFFSET)
        if offset is not None:
            self.bytes_wanted.emit(int(offset))

    def retint(self) -> None:
        """Follow a change of the theme."""
        for row in range(self._rows.rowCount()):
            self._rows.item(row, 0).setIcon(theme.icon("warning", theme.colours().warn))
        self.bytes_view.retint()


def _arrange_list(view: RowList, rows: QStandardItemModel) -> None:
    view.setModel(rows)
    view.header().setStretchLastSection(False)
    view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in (1, 2):
        view.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
