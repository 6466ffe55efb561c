"""The bar under the document: what is looked for, which hit of how many is shown, and the way to the others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from viewer.search import MOST_HITS, Option, Query
from viewer.ui import theme
from viewer.ui.accessible import SpokenLabel, announce, describe
from viewer.ui.query_box import QueryBox
from viewer.ui.wording import number_words


class FindBar(QFrame):
    """Asks for what to find in the shown document.

    Signals: `query_changed(query)`; `step_requested(places)`, 1 for the next hit and -1 for the one before;
    `closed()` when the bar was put away.
    """

    query_changed = Signal(object)
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QueryBox("find", self.tr("Find"))
        self.count = SpokenLabel()
        self._buttons = {
            "up": self._button("find_previous_button", self.tr("Find previous"), "Shift+F3"),
            "down": self._button("find_next_button", self.tr("Find next"), "F3"),
            "dismiss": self._button("find_close", self.tr("Close the find bar"), "Esc"),
        }
        self._arrange()
        self.box.changed.connect(self.query_changed)
        self.box.entered.connect(lambda backwards: self.step_requested.emit(-1 if backwards else 1))
        self.box.left.connect(self.put_away)
        self._buttons["up"].clicked.connect(lambda: self.step_requested.emit(-1))
        self._buttons["down"].clicked.connect(lambda: self.step_requested.emit(1))
        self._buttons["dismiss"].clicked.connect(self.put_away)
        self.retint()
        self.hide()

    def _button(self, name: str, words: str, key: str) -> QToolButton:
        made = QToolButton()
        made.setAutoRaise(True)
        made.setToolTip(f"{words} ({key})")
        describe(made, name, words, words)
        return made

    def _arrange(self) -> None:
        describe(self, "find_bar", self.tr("Find bar"), self.tr("Finds words in the shown document."))
        describe(self.count, "find_count", self.tr("Hits"), self.tr("Which hit of how many is shown."))
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.box.setMaximumWidth(420)
        self.setAutoFillBackground(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.box, 3)
        layout.addWidget(self._buttons["up"])
        layout.addWidget(self._buttons["down"])
        layout.addSpacing(6)
        layout.addWidget(self.count, 4)
        layout.addWidget(self._buttons["dismiss"])

    def ask(self, words: str = "") -> None:
        """Show the bar, with the cursor in it; `words` take the place of what was looked for."""
        self.show()
        if words:
            self.box.type(words)
        self.box.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.line.selectAll()

    def put_away(self) -> None:
        """Close the bar."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def show_count(self, query: Query, current: int, count: int) -> None:
        """Say which hit (from 0) of how many is shown; of none, what was looked for."""
        if not query:
            words = ""
        elif not count:
            words = self._nothing(query)
        elif count >= MOST_HITS:
            words = self.tr("{number} of more than {count}").format(
                number=number_words(current + 1), count=number_words(MOST_HITS)
            )
        else:
            words = self.tr("{number} of {count}").format(
                number=number_words(current + 1), count=number_words(count)
            )
        self._say(words, empty=bool(query) and not count)

    def _nothing(self, query: Query) -> str:
        how = [
            words
            for option, words in (
                (Option.CASE, self.tr("with this case")),
                (Option.WORD, self.tr("as whole words")),
                (Option.PATTERN, self.tr("as a regular expression")),
            )
            if option in query.options
        ]
        sought = f"“{query.text}” {', '.join(how)}".rstrip()
        return self.tr("{sought} is not in the text of this document").format(sought=sought)

    def say(self, sentence: str) -> None:
        """Say why nothing can be found."""
        self._say(sentence, empty=True)

    def wait(self) -> None:
        """Say that the search is under way."""
        self._say(self.tr("Searching …"), empty=False)

    def _say(self, words: str, *, empty: bool) -> None:
        self.count.setText(words)
        self.count.setToolTip(words)
        announce(self.count, words)
        self.count.setForegroundRole(
            QPalette.ColorRole.WindowText if empty else QPalette.ColorRole.PlaceholderText
        )
        self.box.mark_empty(empty)

    def retint(self) -> None:
        """Follow a change of the theme."""
        for name, button in self._buttons.items():
            button.setIcon(theme.icon(name))
        self.box.mark_empty(False)
