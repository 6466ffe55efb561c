"""The data tables of the shown document: listed, filtered, gone to, copied as cells or as numbers, saved as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.accessible import SpokenLabel, describe
from viewer.ui.copy_key import CopyKey
from viewer.ui.row_list import Index, RowList, RowModel, bar, notice, shortened, side
from viewer.ui.tip import tip
from viewer.ui.typing_line import TypingLine
from viewer.ui.wording import number_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.figures import DataTable

_NUMBER, _TITLE, _UNIT, _ROWS, _COLUMNS, _PAGE = range(6)
_LETTERS = {_NUMBER: 8, _UNIT: 44, _ROWS: 10, _COLUMNS: 12, _PAGE: 10}  # wide; measured, it would take 0.2 s
_LEAST_UNIT, _EDGES = 12, 3  # letters of a column of units without any, and beside those there are
_FIGURES = (_NUMBER, _ROWS, _COLUMNS, _PAGE)


class _Tables(RowModel["DataTable"]):
    """The tables that are listed, of all the document has."""

    def __init__(self, parent: QWidget) -> None:
        heads = (
            parent.tr("No."),
            parent.tr("Title"),
            parent.tr("Unit"),
            parent.tr("Rows"),
            parent.tr("Columns"),
            parent.tr("Page"),
        )
        super().__init__(heads, _FIGURES, parent)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Return the name of a column, set as its cells are."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return side(is_number=section in _FIGURES)
        return super().headerData(section, orientation, role)

    def value(self, table: DataTable, column: int) -> int | str:
        """Return what a column is sorted by."""
        numbers = {_NUMBER: table.number, _ROWS: table.rows, _COLUMNS: table.columns, _PAGE: table.page}
        if column in numbers:
            return numbers[column] or ""
        return table.unit if column == _UNIT else table.title

    def data(self, index: Index, role: int = 0) -> object:
        """Return what a cell shows."""
        table, column = self.listed[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return shortened(self.cells(table)[column])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(
                "\n".join(dict.fromkeys(filter(None, (table.title, *table.caption, table.unit))))[:2000]
            )
        return side(is_number=column in _FIGURES) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def cells(self, table: DataTable) -> tuple[str, ...]:
        """Return what stands in the columns of a table."""
        return (
            number_words(table.number),
            table.title or self.tr("without a title"),
            table.unit,
            number_words(table.rows),
            number_words(table.columns),
            number_words(table.page) if table.page else "",
        )


class TablesPanel(QWidget):
    """The list of data tables.

    Signals: `table_chosen(table)` to be gone to; `cells_asked(table)` and `numbers_asked(table)` for the clipboard;
    `save_asked(table)` for a file, None for all tables of the document.
    """

    table_chosen = Signal(object)
    cells_asked = Signal(object)
    numbers_asked = Signal(object)
    save_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables: tuple[DataTable, ...] = ()
        self._sought: list[str] = []
        self._nothing = ""
        self.line, self.summary, self.notice, self.view = TypingLine(), SpokenLabel(), notice(), RowList()
        self._rows = _Tables(self)
        self.copy_cells = self._button(
            "tables_copy_cells",
            self.tr("Copy as Cells"),
            self.tr("Copy the chosen table for a spreadsheet, each cell as it stands there"),
        )
        self.copy_numbers = self._button(
            "tables_copy_numbers",
            self.tr("Copy as Numbers"),
            self.tr("Copy the chosen table as numbers, parted by tabs: (1,234) is -1234"),
        )
        self.save = self._button(
            "tables_save", self.tr("Save…"), self.tr("Save the chosen table as XLSX, CSV or TSV")
        )
        self.save_all = self._button(
            "tables_save_all",
            self.tr("Save All…"),
            self.tr("Save all tables of this document as XLSX, CSV or TSV"),
        )
        self._describe()
        self._arrange()
        self._connect()
        self.say("")

    def _button(self, name: str, words: str, tip: str) -> QPushButton:
        made = QPushButton(words)
        describe(made, name, words.rstrip("…"), tip)
        made.setToolTip(tip)
        made.setAutoDefault(False)
        return made

    def _describe(self) -> None:
        describe(self, "tables_panel", self.tr("Tables"), self.tr("The data tables of the document."))
        describe(
            self.line, "tables_filter", self.tr("Filter tables"), self.tr("Lists tables with these words.")
        )
        describe(self.summary, "tables_summary", self.tr("Number of tables"), self.tr("How many are listed."))
        describe(self.notice, "tables_notice", self.tr("No tables"), self.tr("Says why no table is listed."))
        describe(self.view, "tables_list", self.tr("Tables"), self.tr("A table a row; leads to its place."))
        self.line.setPlaceholderText(self.tr("Filter by title, unit, words and figures …"))
        self.line.setClearButtonEnabled(True)
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)

    def _arrange(self) -> None:
        self.view.setModel(self._rows)
        self.view.let_sort()
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _LETTERS.items():
            header.resizeSection(column, letters * letter)
        self._below = QStackedLayout()
        self._below.addWidget(self.view)
        self._below.addWidget(self.notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(
            bar(self.line, self.summary, self.copy_cells, self.copy_numbers, self.save, self.save_all)
        )
        layout.addLayout(self._below, 1)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._list)
        self.view.clicked.connect(self._go)
        self.view.activated.connect(self._go)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        self.copy_cells.clicked.connect(lambda: self._ask(self.cells_asked.emit))
        self.copy_numbers.clicked.connect(lambda: self._ask(self.numbers_asked.emit))
        self.save.clicked.connect(lambda: self._ask(self.save_asked.emit))
        self.save_all.clicked.connect(lambda: self.save_asked.emit(None))
        for key in (self.line.descended, self.line.returnPressed):
            key.connect(self.view.enter)
        self.setFocusProxy(self.line)
        CopyKey(self.view).pressed.connect(lambda: self._ask(self.cells_asked.emit))

    def sizeHint(self) -> QSize:
        """Be a quarter of a usual window."""
        return QSize(600, 220)

    @property
    def chosen(self) -> DataTable | None:
        """The table chosen in the list."""
        rows = self.view.selectionModel().selectedRows()
        return self._rows.listed[rows[0].row()] if rows else None

    def show_tables(self, tables: tuple[DataTable, ...], words: tuple[str, ...]) -> None:
        """List the tables of a document; `words` are those in each of them, in small letters, for the filter."""
        self._show(tables, words, self.tr("This document has no tables of data."))

    def say(self, sentence: str) -> None:
        """List nothing and say why."""
        self._show((), (), sentence)

    def show_block(self, block: int) -> None:
        """Choose the table that holds the block that was clicked."""
        for row, table in enumerate(self._rows.listed):
            if block and table.block <= block <= table.block + len(table.table.rows):
                self._choose(row)

    def choose_near(self, block: int) -> None:
        """Choose the table that holds a block, or else the first one after it."""
        ends = [table.block + len(table.table.rows) for table in self._rows.listed]
        behind = [row for row, end in enumerate(ends) if block <= end]
        if behind:
            self._choose(min(behind, key=ends.__getitem__))

    def _show(self, tables: tuple[DataTable, ...], words: tuple[str, ...], nothing: str) -> None:
        self._tables, self._nothing = tables, nothing
        said = [" ".join((*self._rows.cells(table), *table.caption)).casefold() for table in tables]
        self._sought = [f"{each} {inside}" for each, inside in zip(said, words, strict=True)]
        self._fit_unit()
        self._list()

    def _fit_unit(self) -> None:
        """Give the units the room they need, and the rest to the titles."""
        metrics = self.fontMetrics()
        letter = metrics.averageCharWidth()
        needed = max((metrics.horizontalAdvance(unit) for unit in {t.unit for t in self._tables}), default=0)
        room = min(max(needed + _EDGES * letter, _LEAST_UNIT * letter), _LETTERS[_UNIT] * letter)
        self.view.header().resizeSection(_UNIT, room)

    def _list(self) -> None:
        former, words = self.chosen, self.line.text().casefold().split()
        listed = [
            table
            for table, sought in zip(self._tables, self._sought, strict=True)
            if all(word in sought for word in words)
        ]
        self._rows.show(listed)
        self._below.setCurrentWidget(self.view if listed else self.notice)
        self.notice.setText(self.tr("No table has these words.") if self._tables else self._nothing)
        self.summary.setText(self._counted(len(listed)))
        self.summary.setVisible(bool(self._tables))
        row = next((row for row, table in enumerate(listed) if table is former), -1)
        if row >= 0:
            self._choose(row)
        self._enable()

    def _counted(self, listed: int) -> str:
        count = len(self._tables)
        if listed == count:
            return (
                self.tr("1 table")
                if count == 1
                else self.tr("{count} tables").format(count=number_words(count))
            )
        return self.tr("{listed} of {count} tables").format(
            listed=number_words(listed), count=number_words(count)
        )

    def _choose(self, row: int) -> None:
        index = self._rows.index(row, 0)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def _enable(self) -> None:
        for button in (self.copy_cells, self.copy_numbers, self.save):
            button.setEnabled(self.chosen is not None)
        self.save_all.setEnabled(bool(self._tables))

    def _go(self, index: QModelIndex) -> None:
        self.table_chosen.emit(self._rows.listed[index.row()])

    def _ask(self, ask: Callable[[DataTable], None]) -> None:
        if self.chosen is not None:
            ask(self.chosen)

    def _open_menu(self, point: QPoint) -> None:
        if not self.view.indexAt(point).isValid():
            return
        menu = QMenu(self)
        describe(menu, "tables_menu", self.tr("Table"), self.tr("What can be done with this table."))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go = menu.addAction(self.tr("Go to Table"))
        go.triggered.connect(lambda: self._ask(self.table_chosen.emit))
        menu.addSeparator()
        for button in (self.copy_cells, self.copy_numbers, self.save, self.save_all):
            entry = menu.addAction(button.text())
            entry.setObjectName(f"{button.objectName()}_here")
            entry.triggered.connect(button.click)
        menu.popup(self.view.viewport().mapToGlobal(point))
