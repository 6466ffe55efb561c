"""Hits in a text to coloured words in the text pane: only those in sight, for a text may hold thousands."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from viewer.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.ui.finding import Found, TextMark
    from viewer.ui.text_pane import TextPane

_BEYOND = 2000  # characters before and behind what is in sight that are coloured too


class TextMarks(QObject):
    """Colours what was found in one text pane, and brings the current hit into sight."""

    def __init__(self, pane: TextPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._found: Found | None = None
        self._wanted = self._coloured = False
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._colour)
        pane.verticalScrollBar().valueChanged.connect(lambda _value: self._timer.start())
        pane.filled.connect(self._filled)
        pane.document().blockCountChanged.connect(lambda _count: self._timer.start())
        pane.viewport().installEventFilter(self)

    def mark(self, found: Found) -> None:
        """Colour the hits, and bring the current one into sight."""
        self._found = found
        self._wanted = found.mark is not None
        self._reach()
        self._colour()

    def select(self) -> None:
        """Select the current hit."""
        mark = self._found.mark if self._found is not None and self._fits else None
        if mark is not None:
            self._pane.setTextCursor(self._cursor(mark))

    def retint(self) -> None:
        """Follow a change of the theme."""
        self._colour()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Colour anew when the pane has another size."""
        if event.type() == QEvent.Type.Resize:
            self._timer.start()
        return super().eventFilter(watched, event)

    @property
    def _fits(self) -> bool:
        """Whether the text in the pane is the one that was searched."""
        return (
            self._found is not None
            and bool(self._found.marks)
            and self._found.pane_text == self._pane.shown.text
        )

    def _filled(self) -> None:
        self._reach()
        self._timer.start()

    def _reach(self) -> None:
        """Scroll to the current hit, as soon as the pane holds it."""
        mark = self._found.mark if self._found is not None and self._fits else None
        if not self._wanted or mark is None:
            return
        start, end = self._pane.shown.position(mark.start), self._pane.shown.position(mark.end)
        if end > self._pane.document().characterCount() - 1:
            return
        self._wanted = False
        cursor = QTextCursor(self._pane.document())
        cursor.setPosition(start)
        with QSignalBlocker(self._pane):  # the page is brought to the hit by itself
            self._pane.setTextCursor(cursor)
            place = self._pane.cursorRect(cursor)
            if not self._pane.viewport().rect().adjusted(0, 20, 0, -40).contains(place):
                self._pane.centerCursor()
            self._pane.ensureCursorVisible()

    def _colour(self) -> None:
        chosen = list(self._selections()) if self._fits else []
        if chosen or self._coloured:
            self._pane.setExtraSelections(chosen)
        self._coloured = bool(chosen)

    def _selections(self) -> Iterator[QTextEdit.ExtraSelection]:
        found, tokens = self._found, theme.colours()
        if found is None:
            return
        viewport = self._pane.viewport().rect()
        top = self._pane.shown.offset(self._pane.cursorForPosition(viewport.topLeft()).position()) - _BEYOND
        bottom = (
            self._pane.shown.offset(self._pane.cursorForPosition(viewport.bottomRight()).position()) + _BEYOND
        )
        at = bisect_left(found.marks, top, key=lambda mark: mark.end)
        while at < len(found.marks) and found.marks[at].start < bottom:
            mark = found.marks[at]
            made = QTextEdit.ExtraSelection()
            current = mark.number == found.current
            colours = QTextCharFormat()
            colours.setBackground(QColor(tokens.mark_strong if current else tokens.mark))
            colours.setForeground(QColor(tokens.mark_ink if current else tokens.ink))
            made.cursor, made.format = self._cursor(mark), colours
            yield made
            at += 1

    def _cursor(self, hit: TextMark) -> QTextCursor:
        """Return a cursor that holds as much of a hit as the pane has yet."""
        last = self._pane.document().characterCount() - 1
        made = QTextCursor(self._pane.document())
        made.setPosition(min(self._pane.shown.position(hit.start), last))
        made.setPosition(min(self._pane.shown.position(hit.end), last), QTextCursor.MoveMode.KeepAnchor)
        return made
