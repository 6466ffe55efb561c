"""The side bar: a filter box over the one tree of an opened file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    QTimer,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from viewer.ui.accessible import SpokenLabel, describe
from viewer.ui.section_mark import SectionMark
from viewer.ui.slices import Slices
from viewer.ui.tree_menu import tree_menu
from viewer.ui.tree_model import DocumentPlace, TreeModel
from viewer.ui.tree_rows import Role, depth_in_sight
from viewer.ui.tree_view import TreeView
from viewer.ui.typing_line import TypingLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QStandardItem

    from viewer.rendition import Filing, Heading
    from viewer.submission.model import Document
    from viewer.ui.row_requests import RowRequests

_UNFOLDED_HEADINGS = 60


class SubmissionTree(QWidget):
    """What is in the file, as a tree with a filter; what the user asks for in its rows goes to `requests`."""

    def __init__(self, requests: RowRequests, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.requests = requests
        self._model = TreeModel(self)
        self._rows = QSortFilterProxyModel(self)
        self._rows.setSourceModel(self._model)
        self._rows.setFilterRole(Role.SEARCH)
        self._rows.setRecursiveFilteringEnabled(True)
        self._rows.setAutoAcceptChildRows(True)
        self._filling, self._naming, self._outlining = Slices(self), Slices(self), Slices(self)
        self._fitting_timer = QTimer(self, interval=0, singleShot=True)
        self.filing: Filing | None = None
        self._shown: DocumentPlace | None = None
        self._outlined: tuple[DocumentPlace, Sequence[Heading]] | None = None
        self._is_awaited = False  # whether the row of the document shown is still to be made
        self._headings: Sequence[Heading] = ()  # those to stand below it then
        self._words = ""
        self._filtering = False
        self._unfolded: list[QPersistentModelIndex] = []
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        describe(
            self, "filing_tree", self.tr("Filing"), self.tr("What is in the filing, and a filter over it.")
        )
        self.filter_box = self._make_filter_box()
        self.view = TreeView()
        self.view.setModel(self._rows)
        describe(
            self.view,
            "submission_tree",
            self.tr("Contents"),
            self.tr("Header fields and documents of the filing."),
        )
        self._mark = SectionMark(self.view, self._rows, self._model)
        self._nothing = self._make_nothing()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        box = QVBoxLayout()
        box.setContentsMargins(6, 6, 6, 6)
        box.addWidget(self.filter_box)
        layout.addLayout(box)
        layout.addWidget(self._nothing)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _make_filter_box(self) -> TypingLine:
        made = TypingLine()
        made.setPlaceholderText(self.tr("Filter"))
        made.setClearButtonEnabled(True)
        describe(made, "filter_box", self.tr("Filter"), self.tr("Leaves only rows that contain these words."))
        return made

    def _make_nothing(self) -> SpokenLabel:
        made = SpokenLabel()
        made.setWordWrap(True)
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        made.setContentsMargins(16, 24, 16, 0)
        made.hide()
        said = self.tr("Says that the filter leaves no row.")
        describe(made, "nothing_found", self.tr("Nothing found"), said)
        return made

    def _connect(self) -> None:
        self.filter_box.textChanged.connect(self._filter)
        self.filter_box.descended.connect(self._descend)
        self.filter_box.installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.chosen_again.connect(self._go_again)
        self.view.customContextMenuRequested.connect(self._show_menu)
        for signal in (
            self.view.expanded,
            self.view.collapsed,
            self.view.resized,
            self.view.verticalScrollBar().valueChanged,
        ):
            signal.connect(self._fitting_timer.start)
        self._fitting_timer.timeout.connect(self.view.fit_columns)
        self._fitting_timer.timeout.connect(self._mark.show_again)

    def show_filing(self, filing: Filing) -> None:
        """Show the rows of `filing`; documents stand there at once, long headers follow."""
        self._shown = self._outlined = None
        self.filing = filing
        self.filter_box.clear()
        self._naming.stop()
        self._outlining.stop()
        self._filling.begin(self._model.fill(filing), self._settle)
        self.view.fit_columns()

    def name_reports(self, names: Sequence[Mapping[str, str]]) -> None:
        """Say beside each generated report which it is."""
        self._naming.begin(self._model.name_reports(names), self._fitting_timer.start)

    def clear(self) -> None:
        """Show nothing."""
        for each in (self._filling, self._naming, self._outlining):
            each.stop()
        self.filing = self._shown = self._outlined = None
        self.filter_box.clear()
        self._model.removeRows(0, self._model.rowCount())

    def select(self, submission: int, document: int) -> None:
        """Mark the document that is shown, without asking for it again."""
        self._shown = DocumentPlace(submission, document)
        item = self._model.item_of(self._shown)
        index = self._rows.mapFromSource(item.index()) if item is not None else QModelIndex()
        self._is_awaited, self._headings = item is None, ()
        if index.isValid() and index.siblingAtColumn(0) != self.view.currentIndex().siblingAtColumn(0):
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def show_outline(self, headings: Sequence[Heading]) -> None:
        """Put the headings of the document that is shown below it, unfolded as deep as they are not very many."""
        if self._is_awaited:
            self._headings = headings
            return
        if self._shown is None or self._outlined == (self._shown, headings):
            return
        self._outlined = self._shown, headings
        after = partial(self._settle_outline, self._shown, len(headings))
        self._outlining.begin(self._model.show_outline(self._shown, headings), after)

    def mark_section(self, block: int) -> None:
        """Let the heading that is read stand out in the outline."""
        self._mark.show(block)

    def focus_filter(self) -> None:
        """Put the cursor into the filter box."""
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    def copy(self) -> None:
        """Copy the value of the chosen row."""
        value = self._current.data(Role.VALUE)
        if value:
            QGuiApplication.clipboard().setText(value)
            self.requests.value_copied.emit(value)

    def retint(self) -> None:
        """Follow a change of the theme."""
        self._model.retint()

    def _settle(self) -> None:
        """Let headings that are new in the tree take the whole width, and unfold what is marked so."""
        fresh = self._model.take_fresh()
        for item in fresh:
            index = self._span(item)
            if item.data(Role.UNFOLDED):
                self.view.expand(index)
        if self._is_awaited and self._shown:
            headings = self._headings
            self.select(self._shown.submission, self._shown.document)
            if not self._is_awaited:
                self.show_outline(headings)
        self._fitting_timer.start()

    def _settle_outline(self, place: DocumentPlace, count: int) -> None:
        self._settle()
        item = self._model.item_of(place)
        if item is None or self._outlining.is_busy:
            return
        index = self._rows.mapFromSource(item.index())
        if count <= _UNFOLDED_HEADINGS:
            self.view.expandRecursively(index)
        elif (depth := depth_in_sight(item, _UNFOLDED_HEADINGS)) >= 0:
            self.view.expandRecursively(index, depth)

    def _span(self, heading: QStandardItem) -> QModelIndex:
        """Let a heading take the whole width; return its row, which is none where the filter leaves it out."""
        index = self._rows.mapFromSource(heading.index())
        if index.isValid():
            self.view.setFirstColumnSpanned(index.row(), index.parent(), True)
        return index

    def _filter(self, words: str) -> None:
        words = words.strip()
        if words and not self._words:
            self._unfolded = list(self._unfolded_rows())
        self._words, self._filtering = words, True
        self._rows.setFilterRegularExpression(self._model.pattern(words))
        if words:
            self.view.expandAll()
        else:
            self.view.collapseAll()
            for index in self._unfolded:
                self.view.expand(self._rows.mapFromSource(QModelIndex(index)))
        for item in self._model.headings():
            if item.data(Role.HEADING):
                self._span(item)
        if self._shown:
            self.select(self._shown.submission, self._shown.document)
            self._leave_no_other_row()
        self._filtering = False
        nothing = bool(words) and not self._rows.rowCount()
        self._nothing.setText(self.tr("No row contains “{words}”.").format(words=words) if nothing else "")
        self._nothing.setVisible(nothing)
        self._fitting_timer.start()

    def _leave_no_other_row(self) -> None:
        """Choose no row where the filter left out the one of the document shown: Qt has put another in its place."""
        item = self._model.item_of(self._shown) if self._shown is not None else None
        if item is not None and not self._rows.mapFromSource(item.index()).isValid():
            self.view.selectionModel().clear()

    def _unfolded_rows(self) -> Iterator[QPersistentModelIndex]:
        for item in self._model.headings():
            if self.view.isExpanded(self._rows.mapFromSource(item.index())):
                yield QPersistentModelIndex(item.index())

    def _current_changed(self, current: QModelIndex) -> None:
        current = current.siblingAtColumn(0)  # a click may be right of all cells of a row
        block = current.data(Role.BLOCK)
        if block is not None and not self._filtering:
            self.requests.heading_selected.emit(block)
            return
        place = current.data(Role.DOCUMENT)
        if place is not None and place != self._shown and not self._filtering:
            self._shown = place
            self.requests.document_selected.emit(place.submission, place.document)

    def _go_again(self, current: QModelIndex) -> None:
        """Lead back to a heading, or to the beginning of the document shown: the reader is elsewhere by now."""
        place = current.data(Role.DOCUMENT)
        if place is not None and place == self._shown:
            self.requests.heading_selected.emit(0)
        else:
            self._current_changed(current)

    def _descend(self) -> None:
        """Go into the tree, to the row that is chosen, or else to the first document that the filter leaves."""
        if self.view.selectionModel().hasSelection():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._choose_first()

    def _choose_first(self) -> None:
        """Choose the first row that holds what is looked for, and go there: a document or heading before a field."""
        found = [index for index in self._in_order() if self._holds_words(index)]
        leading = (each for each in found if {each.data(Role.DOCUMENT), each.data(Role.BLOCK)} != {None})
        index = next(leading, found[0] if found else QModelIndex())
        if index.isValid() and index == self._current:
            self._go_again(index)
        elif index.isValid():
            self.view.setCurrentIndex(index)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _in_order(self) -> Iterator[QModelIndex]:
        """Yield the rows that the filter leaves, top down."""
        waiting = [self._rows.index(row, 0) for row in reversed(range(self._rows.rowCount()))]
        while waiting:
            index = waiting.pop()
            yield index
            below = range(self._rows.rowCount(index))
            waiting.extend(self._rows.index(row, 0, index) for row in reversed(below))

    def _holds_words(self, index: QModelIndex) -> bool:
        """Whether a row holds the words of the filter itself; where there are none, whether it is a document."""
        if not self._words:
            return index.data(Role.DOCUMENT) is not None
        return self._rows.filterRegularExpression().match(index.data(Role.SEARCH)).hasMatch()

    @property
    def _current(self) -> QModelIndex:
        """The name of the chosen row."""
        return self.view.currentIndex().siblingAtColumn(0)

    def copy_row(self) -> None:
        """Copy all cells of the chosen row."""
        row = self._current.data(Role.ROW)
        if row:
            QGuiApplication.clipboard().setText(row)
            self.requests.value_copied.emit(row.replace("\t", "  "))

    def _show_menu(self, place: QPoint) -> None:
        row = self.view.indexAt(place).siblingAtColumn(0)
        menu = tree_menu(self, row, self._document(row.data(Role.DOCUMENT)))
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _document(self, place: DocumentPlace | None) -> Document | None:
        if place is None or self.filing is None:
            return None
        return self.filing.submissions[place.submission].documents[place.document - 1]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the filter box reach the tree: Enter, Escape."""
        if watched is self.filter_box and event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event).key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose_first()
                return True
            if key == Qt.Key.Key_Escape:
                self.filter_box.clear()
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)
