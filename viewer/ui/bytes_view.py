"""The bytes around an offset of a file, as hexadecimal numbers and as text, to look at damage as it was filed."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontDatabase, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from viewer.ui import theme
from viewer.ui.accessible import describe

ROW = 16
_ROWS_BEFORE, _ROWS_AFTER = 8, 24


def window_around(offset: int, size: int) -> tuple[int, int]:
    """Return the first and the end of the bytes to show around `offset` of a file of `size` bytes, in whole rows."""
    row = min(max(offset, 0), max(size - 1, 0)) // ROW
    return max(0, row - _ROWS_BEFORE) * ROW, min(size, (row + _ROWS_AFTER) * ROW)


def dump(content: bytes, start: int) -> str:
    r"""Return `content`, which begins at byte `start` of the file, in rows of offset, numbers and text.

    >>> dump(b"<TEXT>\n", 32)
    '      32  3c 54 45 58 54 3e 0a                             <TEXT>.'
    """
    rows = []
    for place in range(0, len(content), ROW):
        part = content[place : place + ROW]
        halves = "  ".join(part[i : i + 8].hex(" ") for i in (0, 8))
        letters = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
        rows.append(f"{start + place:>8}  {halves:<48} {letters}")
    return "\n".join(rows)


class BytesView(QPlainTextEdit):
    """Shows a few rows of a file's bytes, the one asked for marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        describe(self, "bytes_view", self.tr("Bytes"), self.tr("The bytes of the file around the problem."))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        self._start = self._offset = -1

    def show_bytes(self, content: bytes, start: int, offset: int) -> None:
        """Show `content`, which begins at byte `start` of the file, with the byte at `offset` marked."""
        self.setPlainText(dump(content, start))
        self._start, self._offset = start, offset
        self.retint()
        cursor = QTextCursor(self.document().findBlockByNumber(max(0, (offset - start) // ROW)))
        self.setTextCursor(cursor)
        self.centerCursor()

    def clear(self) -> None:
        """Show nothing."""
        self.setPlainText("")
        self.setExtraSelections([])
        self._start = self._offset = -1

    def retint(self) -> None:
        """Mark the byte in the colours in force."""
        row, column = divmod(self._offset - self._start, ROW)
        block = self.document().findBlockByNumber(row)
        if self._offset < 0 or not block.isValid() or not block.text():
            self.setExtraSelections([])
            return
        number = 10 + column * 3 + (column >= 8)
        letter = 59 + column
        self.setExtraSelections(
            [self._mark(block.position() + number, 2), self._mark(block.position() + letter, 1)]
        )

    def _mark(self, start: int, length: int) -> QTextEdit.ExtraSelection:
        made, colours = QTextEdit.ExtraSelection(), QTextCharFormat()
        colours.setBackground(QColor(theme.colours().mark_strong))
        colours.setForeground(QColor(theme.colours().mark_ink))
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(start + length, last), QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, colours
        return made
