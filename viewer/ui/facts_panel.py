"""The facts of XBRL in the shown document: listed, filtered, gone to where they stand, and copied as a table."""

from __future__ import annotations

from enum import Enum
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from viewer.ui import clipboard
from viewer.ui.accessible import SpokenLabel, describe
from viewer.ui.copy_key import CopyKey
from viewer.ui.fact_words import filed_words, value_words
from viewer.ui.row_list import Index, RowList, RowModel, bar, notice, shortened, side
from viewer.ui.tip import tip
from viewer.ui.typing_line import TypingLine
from viewer.ui.wording import number_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from viewer.rendition import Fact

_CONCEPT, _LABEL, _VALUE, _DIMENSIONS = 0, 1, 3, 6  # columns
_LETTERS = (42, 34, 28, 24, 10, 17, 32, 25)  # wide
_FITTED = {
    _CONCEPT: (30, 56),
    _DIMENSIONS: (14, 32),
}  # least and most letters of columns that fit their words


class Where(Enum):
    """Which facts are listed."""

    ALL = "all"
    SHOWN = "shown"
    HIDDEN = "hidden"
    CLICKED = "clicked"


class _Facts(RowModel["Fact"]):
    """The facts that are listed, of all the document has."""

    def __init__(self, parent: QObject) -> None:
        heads = (
            parent.tr("Concept"),
            parent.tr("Label"),
            parent.tr("Period"),
            parent.tr("Value"),
            parent.tr("Unit"),
            parent.tr("As shown"),
            parent.tr("Dimensions"),
            parent.tr("How it is filed"),
        )
        super().__init__(heads, (_VALUE,), parent)

    def value(self, fact: Fact, column: int) -> Decimal | str:
        """Return what a column is sorted by: the numbers that facts are, and words."""
        if column == _VALUE and fact.number is not None:
            return fact.number
        return self.cells(fact)[column]

    def data(self, index: Index, role: int = 0) -> object:
        """Return what a cell shows."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = self.cells(self.listed[index.row()])[index.column()]
            if role == Qt.ItemDataRole.ToolTipRole:
                return tip(words[:2000])
            return shortened(" ".join(words.split()))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _VALUE:
            return side(is_number=self.listed[index.row()].number is not None)
        return None

    def cells(self, fact: Fact) -> tuple[str, ...]:
        """Return what stands in the columns of a fact."""
        return (
            fact.concept,
            fact.label,
            fact.context.period.words if fact.context else self.tr("no such context"),
            value_words(fact) or (self.tr("nil") if fact.nil else ""),
            fact.unit,
            fact.shown,
            fact.context.dimension_words if fact.context else "",
            filed_words(fact),
        )

    def table(self, facts: Sequence[Fact]) -> tuple[str, str]:
        """Return facts as a table for other programs: cells parted by tabs, and as HTML."""
        rows = [[" ".join(cell.split()) for cell in row] for row in (self.heads, *map(self.cells, facts))]
        lines = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        return "".join("\t".join(row) + "\n" for row in rows), "<table>" + "".join(lines) + "</table>"


class FactsPanel(QWidget):
    """The list of facts and what chooses among them.

    Signals: `fact_chosen(block)` with the block that the chosen fact stands in; `elsewhere_asked()` for the document
    that has the facts; `told(sentence)` of what was copied.
    """

    fact_chosen = Signal(int)
    elsewhere_asked = Signal()
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self._sought: list[str] = []
        self._block = 0
        self.line, self.where, self.summary = TypingLine(), QComboBox(), SpokenLabel()
        self.copy, self.elsewhere = QPushButton(self.tr("&Copy")), QPushButton()
        self.view, self.notice, self._rows = RowList(), notice(), _Facts(self)
        self._describe()
        self._arrange()
        self.line.textChanged.connect(self._list)
        self.where.currentIndexChanged.connect(self._list)
        self.copy.clicked.connect(self.copy_facts)
        self.elsewhere.clicked.connect(self.elsewhere_asked)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        CopyKey(self.view).pressed.connect(self.copy_facts)
        for key in (self.line.descended, self.line.returnPressed):
            key.connect(self.view.enter)
        self.setFocusProxy(self.line)
        self.say("")

    def _describe(self) -> None:
        describe(
            self,
            "facts_panel",
            self.tr("Facts"),
            self.tr("The XBRL facts of the document, hidden ones too."),
        )
        describe(self.line, "facts_filter", self.tr("Filter facts"), self.tr("Lists facts with these words."))
        describe(self.where, "facts_where", self.tr("Which facts"), self.tr("Lists all facts or some."))
        describe(self.summary, "facts_summary", self.tr("Number of facts"), self.tr("How many are listed."))
        describe(self.view, "facts_list", self.tr("Facts"), self.tr("A fact a row; leads to its place."))
        describe(self.notice, "facts_notice", self.tr("No facts"), self.tr("Says why no fact is listed."))
        describe(
            self.elsewhere,
            "facts_elsewhere",
            self.tr("Show the facts"),
            self.tr("Goes to the document that has them."),
        )
        describe(self.copy, "facts_copy", self.tr("Copy facts"), self.tr("Copies the facts as a table."))
        self.line.setPlaceholderText(self.tr("Filter by concept, value, period …"))
        self.line.setClearButtonEnabled(True)
        names = {
            Where.ALL: self.tr("All facts"),
            Where.SHOWN: self.tr("On the page"),
            Where.HIDDEN: self.tr("Hidden"),
            Where.CLICKED: self.tr("Where I click"),
        }
        for where, name in names.items():
            self.where.addItem(name, where)
        self.copy.setToolTip(self.tr("Copy the selected facts, or all that are listed, as a table"))

    def _arrange(self) -> None:
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.view.setModel(self._rows)
        self.view.let_sort()
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.view.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate(_LETTERS):
            header.resizeSection(column, letters * letter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar(self.line, self.where, self.summary, self.copy))
        self._below = QStackedLayout()
        self._below.addWidget(self.view)
        self._nothing = self._in_place_of_list()
        self._below.addWidget(self._nothing)
        layout.addLayout(self._below, 1)

    def _in_place_of_list(self) -> QWidget:
        """Return why no fact is listed, and below that the way to the document that has them."""
        made = QWidget()
        describe(made, "facts_nothing", self.tr("No facts"), self.tr("Says why no fact is listed."))
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 6)
        row.addWidget(self.elsewhere)
        row.addStretch(1)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addLayout(row)
        column.addStretch(1)
        return made

    def sizeHint(self) -> QSize:
        """Be a quarter of a usual window."""
        return QSize(600, 220)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """List the facts of a document."""
        self._facts = facts
        cells = [self._rows.cells(fact) for fact in facts]
        self._sought = [" ".join(each).lower() for each in cells]
        self._block = 0
        self._fit(cells)
        self.view.setColumnHidden(_LABEL, not any(fact.label for fact in facts))
        self._list()

    def _fit(self, cells: list[tuple[str, ...]]) -> None:
        """Give names the room they need, and dimensions no more than that."""
        metrics = self.fontMetrics()
        letter = metrics.averageCharWidth()
        for column, (least, most) in _FITTED.items():
            longest = max((each[column] for each in cells), key=len, default="")
            needed = metrics.horizontalAdvance(longest[: 2 * most]) + 3 * letter
            self.view.header().resizeSection(column, min(max(needed, least * letter), most * letter))

    def say(self, sentence: str, elsewhere: str = "") -> None:
        """List nothing and say why, and offer to go to the document that is called `elsewhere`."""
        self.show_facts(())
        self.notice.setText(sentence)
        self.elsewhere.setText(self.tr("Show {name}").format(name=elsewhere).replace("&", "&&"))
        self.elsewhere.setVisible(bool(elsewhere))

    def show_block(self, block: int) -> None:
        """Take the block that was clicked: list its facts where that is wanted, else select them."""
        self._block = block
        if self.where.currentData() is Where.CLICKED:
            self._list()
        elif block:
            self._select(block)

    def _select(self, block: int) -> None:
        selection = self.view.selectionModel()
        selection.clearSelection()
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        found = [row for row, fact in enumerate(self._rows.listed) if fact.block == block]
        for row in found:
            selection.select(self._rows.index(row, 0), flags)
        if found:
            self.view.scrollTo(self._rows.index(found[0], 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _list(self) -> None:
        where, words = self.where.currentData(), self.line.text().lower().split()
        listed = [
            fact
            for fact, sought in zip(self._facts, self._sought, strict=True)
            if self._is_wanted(fact, where) and all(word in sought for word in words)
        ]
        self._rows.show(listed)
        self.copy.setEnabled(bool(listed))
        self._below.setCurrentWidget(self.view if listed else self._nothing)
        self.notice.setText(self._reason(where))
        if not self._facts:
            self.summary.setText("")
        elif len(listed) == len(self._facts) == 1:
            self.summary.setText(self.tr("1 fact"))
        elif len(listed) == len(self._facts):
            self.summary.setText(self.tr("{count} facts").format(count=number_words(len(listed))))
        else:
            self.summary.setText(
                self.tr("{listed} of {count} facts").format(
                    listed=number_words(len(listed)), count=number_words(len(self._facts))
                )
            )

    def _reason(self, where: Where) -> str:
        """Return why no fact would be listed."""
        if not self._facts:
            return self.tr("This document has no XBRL facts.")
        if where is Where.CLICKED:
            return self.tr("Click a figure in the page or in the text: its facts are listed here.")
        return self.tr("No fact matches the filter.")

    def _is_wanted(self, fact: Fact, where: Where) -> bool:
        if where is Where.SHOWN:
            return not fact.hidden
        if where is Where.HIDDEN:
            return fact.hidden
        return where is Where.ALL or (fact.block == self._block and self._block > 0)

    def _choose(self, index: QModelIndex) -> None:
        block = self._rows.listed[index.row()].block
        if block:
            self.fact_chosen.emit(block)
        else:
            self.told.emit(self.tr("This fact is hidden: it stands nowhere on the page."))

    def copy_facts(self) -> None:
        """Put the selected facts, or all that are listed, on the clipboard as a table."""
        rows = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        facts = [self._rows.listed[row] for row in rows] or self._rows.listed
        if facts:
            clipboard.put(*self._rows.table(facts))
            said = self.tr("Copied: 1 fact.") if len(facts) == 1 else self.tr("Copied: {count} facts.")
            self.told.emit(said.format(count=number_words(len(facts))))
