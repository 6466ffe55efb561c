"""What is looked for, as typed and switched, to a query: used wherever one searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from viewer.search import Option, Query
from viewer.ui import theme
from viewer.ui.accessible import describe
from viewer.ui.typing_line import TypingLine

if TYPE_CHECKING:
    from collections.abc import Iterator

_STILL = 180  # milliseconds without a key until what was typed is taken for a query


class QueryBox(QWidget):
    """A line to type in, and switches for case, whole words and regular expressions.

    Signals: `changed(query)` shortly after the last key; `entered(backwards)` for Enter and Shift+Enter;
    `left()` for Escape.
    """

    changed = Signal(object)
    entered = Signal(bool)
    left = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = TypingLine()
        self.line.setPlaceholderText(placeholder)
        self.line.setClearButtonEnabled(True)
        self.line.setMaxLength(1000)
        describe(self, f"{name}_query", self.tr("Query"), self.tr("What is looked for, and how."))
        describe(self.line, f"{name}_words", placeholder, self.tr("The words that are looked for."))
        self._timer = QTimer(self, interval=_STILL, singleShot=True)
        self._told = Query("")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line, 1)
        self.switches = dict(self._make_switches(name))
        for switch in self.switches.values():
            layout.addWidget(switch)
            switch.toggled.connect(lambda _on: self.tell())
        self.line.textEdited.connect(lambda _words: self._timer.start())
        self.line.textChanged.connect(lambda words: None if words else self.tell())
        self.line.installEventFilter(self)
        self._timer.timeout.connect(self.tell)
        self.setFocusProxy(self.line)

    def _make_switches(self, name: str) -> Iterator[tuple[Option, QToolButton]]:
        for option, key, sign, words, tip in (
            (Option.CASE, "case", "Aa", self.tr("Match case"), self.tr("Capitals and small letters differ")),
            (Option.WORD, "word", "|ab|", self.tr("Whole words"), self.tr("Only whole words")),
            (
                Option.PATTERN,
                "pattern",
                ".*",
                self.tr("Regular expression"),
                self.tr("Take it as a regular expression"),
            ),
        ):
            button = QToolButton()
            button.setText(sign)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setToolTip(tip)
            describe(button, f"{name}_{key}", words, tip)
            yield option, button

    @property
    def query(self) -> Query:
        """What is typed and switched now."""
        options = Option.NONE
        for option, switch in self.switches.items():
            if switch.isChecked():
                options |= option
        return Query(self.line.text(), options)

    def type(self, words: str) -> None:
        """Put words into the line, as if they were typed."""
        self.line.setText(words)
        self.tell()

    def set_query(self, query: Query) -> None:
        """Show `query` without telling of it."""
        self._told = query
        for option, switch in self.switches.items():
            before = switch.blockSignals(True)
            switch.setChecked(option in query.options)
            switch.blockSignals(before)
        before = self.line.blockSignals(True)
        self.line.setText(query.text)
        self.line.blockSignals(before)

    def tell(self) -> None:
        """Tell the query now, if it is another than the one told before."""
        self._timer.stop()
        if self.query != self._told:
            self._told = self.query
            self.changed.emit(self._told)

    def mark_empty(self, empty: bool) -> None:
        """Show by the colour of the words that nothing was found; that is said elsewhere too."""
        colours = QPalette(self.palette())
        if empty:
            colours.setColor(QPalette.ColorRole.Text, QColor(theme.colours().error))
        self.line.setPalette(colours)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Escape before the line does."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            pressed = cast(QKeyEvent, event)
            if pressed.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.tell()
                self.entered.emit(bool(pressed.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if pressed.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)
