"""The page before anything is opened: filings read before, a place to drop files, the sample filing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.ui import theme
from viewer.ui.accessible import describe
from viewer.ui.tip import tip

if TYPE_CHECKING:
    from viewer.ui.settings import Recent

_COLUMN = 600


class _RecentList(QListWidget):
    """A list whose rows are chosen by click, Enter or Space."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.itemClicked.connect(self._choose)

    def _choose(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the current row by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentItem():
            self._choose(self.currentItem())
        else:
            super().keyPressEvent(event)


class _TwoLines(QStyledItemDelegate):
    """Draws a filing over its path, the path muted; both are cut in the middle where there is no room."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the row as the style does, with two lines in place of its words."""
        option = QStyleOptionViewItem(option)
        self.initStyleOption(option, index)
        first, _, second = index.data().partition("\n")
        style, option.text = option.widget.style(), ""
        icon = style.subElementRect(QStyle.SubElement.SE_ItemViewItemDecoration, option, option.widget)
        words = option.rect.adjusted(icon.right() - option.rect.left() + 10, 0, -6, 0)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        tokens, half = theme.colours(), words.height() // 2
        painter.save()
        for line, place, colour in (
            (first, words.adjusted(0, 3, 0, -half), tokens.ink if enabled else tokens.muted),
            (second, words.adjusted(0, half, 0, -3), tokens.muted),
        ):
            cut = option.fontMetrics.elidedText(line, Qt.TextElideMode.ElideMiddle, place.width())
            painter.setPen(QColor(colour))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Return room for two lines."""
        return QSize(0, int(option.fontMetrics.lineSpacing() * 2.2) + 8)


class _DropArea(QFrame):
    """A box with a dashed edge: here things can be put down."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(QColor(theme.colours().muted), 1, Qt.PenStyle.DashLine)
        edge.setDashPattern([4, 4])
        painter.setPen(edge)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class Welcome(QWidget):
    """What to do first.

    Signals: `open_requested()`, `sample_requested()`, `recent_chosen(path)`.
    """

    open_requested = Signal()
    sample_requested = Signal()
    recent_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        describe(self, "welcome", self.tr("Welcome"), self.tr("Recent filings, and ways to open one."))
        self._recent_title = self._label("recent_title", self.tr("Recent filings"), 1.0, True)
        self.recent_list = _RecentList()
        describe(
            self.recent_list, "recent_list", self.tr("Recent filings"), self.tr("Filings opened before.")
        )
        self.recent_list.setFrameShape(QFrame.Shape.NoFrame)
        self.recent_list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.recent_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent_list.setUniformItemSizes(True)
        self.recent_list.setItemDelegate(_TwoLines(self.recent_list))
        self.recent_list.setIconSize(QSize(20, 20))
        self.recent_list.chosen.connect(self.recent_chosen)
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self._label("welcome_title", self.tr("Filing Viewer"), 1.7, True))
        column.addWidget(
            self._label(
                "welcome_words", self.tr("Reads SEC EDGAR submission files from your own disk."), 1.0, False
            )
        )
        column.addSpacing(16)
        column.addWidget(self._drop_area())
        column.addSpacing(16)
        column.addWidget(self._recent_title)
        column.addWidget(self.recent_list, 4)
        column.addStretch(1)
        box = QWidget()
        box.setLayout(column)
        box.setMaximumWidth(_COLUMN)
        describe(box, "welcome_column", self.tr("Welcome"), self.tr("Recent filings, and ways to open one."))
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(box, 100)
        layout.addStretch(1)

    def _drop_area(self) -> QFrame:
        area = _DropArea()
        describe(
            area,
            "drop_area",
            self.tr("Drop area"),
            self.tr("Files dropped anywhere on the window are opened."),
        )
        self.open_button = QPushButton(self.tr("Open…"))
        self.sample_button = QPushButton(self.tr("Open the Sample Filing"))
        describe(self.open_button, "welcome_open", self.tr("Open"), self.tr("Asks which file to open."))
        describe(
            self.sample_button,
            "welcome_sample",
            self.tr("Open the Sample Filing"),
            self.tr("Opens a made-up filing."),
        )
        for button in (self.open_button, self.sample_button):
            button.setMinimumSize(110, 28)
        self.open_button.clicked.connect(self.open_requested)
        self.sample_button.clicked.connect(self.sample_requested)
        words = self._label(
            "drop_words", self.tr("Drop submission files or a folder of them here, or"), 1.0, False
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.sample_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(area)
        layout.setContentsMargins(16, 22, 16, 22)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addLayout(buttons)
        return area

    def _label(self, name: str, words: str, size: float, strong: bool) -> QLabel:
        label = QLabel(words)
        font = QFont(label.font())
        font.setPointSizeF(font.pointSizeF() * size)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        label.setFont(font)
        if not strong:
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        describe(label, name, words, words)
        return label

    def show_recent(self, entries: tuple[Recent, ...], missing: frozenset[str]) -> None:
        """Show the filings opened before; those whose file is `missing` are greyed."""
        self.recent_list.clear()
        for entry in entries:
            said = "  ·  ".join(part for part in (entry.company, entry.form, entry.filed) if part)
            gone = entry.path in missing
            place = self.tr("{path} (not there any more)").format(path=entry.path) if gone else entry.path
            item = QListWidgetItem(f"{said or Path(entry.path).name}\n{place}")
            item.setData(Qt.ItemDataRole.UserRole, entry.path)
            item.setToolTip(tip(place))
            item.setIcon(theme.icon("submission"))
            if gone:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.recent_list.addItem(item)
        for widget in (self._recent_title, self.recent_list):
            widget.setVisible(bool(entries))
