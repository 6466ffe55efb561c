"""Where words stand in the documents of one filing or of all open ones: asked for, listed as found, gone to."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from viewer.ui import theme
from viewer.ui.accessible import SpokenLabel, describe
from viewer.ui.query_box import QueryBox
from viewer.ui.wording import description_words, document_words, number_words

if TYPE_CHECKING:
    from viewer.search import Excerpt, Hit
    from viewer.ui.find_all import DocumentHits

_HIT = Qt.ItemDataRole.UserRole  # (Path, Shown, Hit) of a row
_EXCERPT = Qt.ItemDataRole.UserRole + 1  # the Excerpt of a row


class _Excerpts(QStyledItemDelegate):
    """Draws the line around a hit with the hit marked in it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found: Excerpt | None = index.data(_EXCERPT)
        if found is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        option.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        tokens = theme.colours()
        line = QTextDocument()
        line.setDocumentMargin(0)
        line.setDefaultFont(option.font)
        line.setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        line.setHtml(
            f'<span style="white-space:pre">{escape(_cut(found.before))}</span>'
            f'<span style="background:{tokens.mark}; color:{tokens.ink}">{escape(found.hit)}</span>'
            f'<span style="white-space:pre">{escape(found.after)}</span>'
        )
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        context = QAbstractTextDocumentLayout.PaintContext()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        context.palette.setColor(QPalette.ColorRole.Text, option.palette.color(role))
        painter.save()
        painter.setClipRect(room)
        painter.translate(room.left() + 4, room.top() + (room.height() - line.size().height()) / 2)
        line.documentLayout().draw(painter, context)
        painter.restore()


def _cut(before: str) -> str:
    """Return the end of what stands before a hit, so that the hit is in sight."""
    if len(before) <= 50:
        return before
    tail = before[-48:]
    return "… " + tail[tail.find(" ") + 1 :]


class FindAllPanel(QWidget):
    """The question and the list of answers.

    Signals: `query_changed(query)`, and that it is to be looked for in other filings too or no longer;
    `chosen(path, shown, hit)` for a row; `cancel_requested()`; `closed()`.
    """

    query_changed = Signal(object)
    chosen = Signal(object, object, object)
    cancel_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QueryBox("find_all", self.tr("Find in all documents"))
        self.everywhere = QCheckBox(self.tr("In all &open filings"))
        self.summary = SpokenLabel()
        self.progress, self.cancel = QProgressBar(), QPushButton(self.tr("Stop"))
        self.view, self._rows = QTreeView(), QStandardItemModel(self)
        self._describe()
        self._arrange()
        self.box.changed.connect(self.query_changed)
        self.everywhere.toggled.connect(lambda _on: self.query_changed.emit(self.box.query))
        self.box.entered.connect(lambda _backwards: self._enter_list())
        self.box.line.descended.connect(self._enter_list)
        self.box.left.connect(self.closed)
        self.cancel.clicked.connect(self.cancel_requested)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.setFocusProxy(self.box)
        self.end("")

    def _describe(self) -> None:
        describe(
            self,
            "find_all_panel",
            self.tr("Find in all documents"),
            self.tr("Finds words in all documents of the file."),
        )
        describe(
            self.everywhere,
            "find_all_everywhere",
            self.tr("In all open filings"),
            self.tr("Finds words in the documents of all filings that are open, and not in this one alone."),
        )
        self.everywhere.setToolTip(self.tr("Find in the documents of all filings that are open"))
        self.everywhere.hide()
        describe(self.summary, "find_all_summary", self.tr("Hits"), self.tr("How much was found so far."))
        describe(self.progress, "find_all_progress", self.tr("Searching"), self.tr("How far the search is."))
        describe(
            self.cancel, "find_all_stop", self.tr("Stop"), self.tr("Ends the search; what was found stays.")
        )
        describe(
            self.view,
            "find_all_list",
            self.tr("Found"),
            self.tr("What was found, by document, with the line around it."),
        )

    def _arrange(self) -> None:
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.box.setMaximumWidth(420)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.progress.setMaximumHeight(10)
        self.view.setModel(self._rows)
        self.view.setItemDelegate(_Excerpts(self.view))
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setIndentation(14)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setFrameShape(QTreeView.Shape.NoFrame)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        top = QHBoxLayout()
        top.setContentsMargins(8, 4, 8, 4)
        top.setSpacing(8)
        parts = (self.box, 3), (self.everywhere, 0), (self.summary, 4), (self.progress, 0), (self.cancel, 0)
        for widget, stretch in parts:
            top.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)

    def sizeHint(self) -> QSize:
        """Be a third of a usual window."""
        return QSize(600, 240)

    @property
    def is_wide(self) -> bool:
        """Whether all filings that are open are to be searched."""
        return self.everywhere.isChecked()

    def let_widen(self, several: bool) -> None:
        """Let the search go through all filings that are open, where there are several."""
        self.everywhere.setVisible(several)
        if not several:
            self.everywhere.setChecked(False)

    def begin(self, steps: int) -> None:
        """Empty the list; the search is done after so many steps."""
        self._rows.clear()
        self.progress.setRange(0, max(1, steps))
        self.progress.setValue(0)
        self.progress.show()
        self.cancel.show()
        self.summary.setText(self.tr("Searching …"))

    def add(self, found: DocumentHits, done: int, summary: str) -> None:
        """List what was found in one document; so many steps are done."""
        self.progress.setValue(done)
        self.summary.setText(summary)
        if not found.hits:
            return
        document = found.shown.document
        said = "  ".join(dict.fromkeys(filter(None, (document_words(document), description_words(document)))))
        filing = f"{found.title.strip()}  ·  " if found.title else ""
        top = QStandardItem(f"{filing}{said}  ({number_words(found.count)})")
        top.setIcon(theme.icon(f"kind-{document.kind.value}"))
        top.setData((found.path, found.shown, found.hits[0]), _HIT)
        for hit, around in zip(found.hits, found.excerpts, strict=True):
            top.appendRow(self._row(found, hit, around))
        if found.count > len(found.hits):
            more = number_words(found.count - len(found.hits))
            last = QStandardItem(self.tr("… and {count} more in this document").format(count=more))
            last.setData((found.path, found.shown, found.hits[-1]), _HIT)
            top.appendRow(last)
        self._rows.appendRow(top)
        self.view.expand(top.index())

    def _row(self, found: DocumentHits, hit: Hit, around: Excerpt) -> QStandardItem:
        row = QStandardItem(f"{around.before}{around.hit}{around.after}")
        row.setData((found.path, found.shown, hit), _HIT)
        row.setData(around, _EXCERPT)
        return row

    def end(self, summary: str) -> None:
        """Say what was found in all."""
        self.progress.hide()
        self.cancel.hide()
        self.summary.setText(summary)
        self.summary.setToolTip(summary)

    def clear(self) -> None:
        """Show nothing."""
        self._rows.clear()
        self.end("")

    def _enter_list(self) -> None:
        if self._rows.rowCount():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.setCurrentIndex(self._rows.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        place = index.data(_HIT)
        if place is not None:
            self.chosen.emit(*place)

    def retint(self) -> None:
        """Follow a change of the theme."""
        for row in range(self._rows.rowCount()):
            item = self._rows.item(row)
            item.setIcon(theme.icon(f"kind-{item.data(_HIT)[1].document.kind.value}"))
        self.box.mark_empty(False)
