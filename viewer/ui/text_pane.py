"""The text pane: a document's text in the system's fixed font, filled in slices, its places kept."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
)

from viewer.ui import theme
from viewer.ui.accessible import describe
from viewer.ui.filling import Filling
from viewer.ui.fixed_text import MARGIN, FixedText
from viewer.ui.placed_text import PlacedText, is_rule
from viewer.ui.shown_text import ShownText
from viewer.ui.spot import START, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from viewer.rendition import Place

_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
_BAR = 3  # pixels of the bar at the left of a lit block


class TextPane(FixedText):
    """Shows one text, read only.

    Signals: `filled()` when all of the text is in the widget; `block_clicked(block, height)` with a block's number, 0
    for none, and where its top stands as a part of the pane's height; `spot_moved(spot)` when the user scrolled;
    `travelled(step)`: the mouse's button back (-1) or forward (1).
    """

    filled = Signal()
    block_clicked = Signal(int, float)
    spot_moved = Signal(object)
    travelled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placed = PlacedText()
        self._filling = Filling(self)
        self._filling.due.connect(self._take_piece)
        self._filling.ended.connect(self._end_filling)
        self._wanted_line: Callable[[], int] | None = None
        self._spot, self._lit, self._is_own = START, 0, False
        self._is_begun = False  # whether it is a beginning
        self._selects_all = False  # once the whole is there
        self._is_former = False  # whether the text is to make room for another one
        self.verticalScrollBar().valueChanged.connect(self._take_scroll)
        describe(self, "text_pane", self.tr("Text"), self.tr("The document as plain text."))

    def show_text(self, shown: ShownText, places: tuple[Place, ...] = (), begins: int = 0) -> None:
        """Show a text; its first screen at once, the rest in slices.

        Where it is the same text of the same document, broken anew, the line on top stays on top; else it begins at the
        offset `begins`, or where the pane is to be. Where its beginning is shown, the rest is added to that.
        """
        if self._is_begun and self._add_rest(shown, places):
            return
        same = bool(shown.text) and shown.text == self.text and not self._is_former
        top, pending = (self.top_offset, self._wanted_line) if same else (begins, None)
        lit, spot = self._lit, self._spot
        self.clear()
        self._placed, self._lit, self._spot = PlacedText(shown, places), lit, spot
        self.fit(shown.wide)
        if pending is not None:  # it was on its way there
            self._wanted_line = pending
        elif top:
            self._wanted_line = partial(self._line_of, top)
        elif places and spot != START:
            self._wanted_line = partial(self._line_of_spot, spot)
        self.setUpdatesEnabled(self._wanted_line is None)
        self._filling.begin(shown.pieces())

    def show_beginning(self, shown: ShownText, places: tuple[Place, ...]) -> None:
        """Show the beginning of a text of which the whole is on its way: it is not told of as filled."""
        self._is_begun = False
        self.show_text(shown, places)
        self._is_begun = True

    def _add_rest(self, shown: ShownText, places: tuple[Place, ...]) -> bool:
        """Make of a beginning the whole text, below what is in sight; return whether that could be done."""
        same = self.shown.agrees_up_to(shown)
        line, last = self._line_of(same), self.firstVisibleBlock().blockNumber() + self._lines_in_sight() + 1
        if not self._filling.is_over or self._is_former or self._wanted_line is not None or line <= last:
            return False
        end = QTextCursor(self.document())
        end.setPosition(self.shown.position(same))
        end.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        with self._own_scrolling():
            end.removeSelectedText()
        self._is_begun, self._placed = False, PlacedText(shown, places)
        self._filling.begin(shown.pieces(same))
        self.viewport().update()
        return True

    def say(self, sentence: str) -> None:
        """Show a sentence of the program's own."""
        self.show_text(ShownText.of(sentence, self.columns))

    @property
    def top_offset(self) -> int:
        """The offset in the text of the first line in sight."""
        return self.shown.offset(self.firstVisibleBlock().position())

    def clear(self) -> None:
        """Show nothing."""
        self._filling.stop()
        self._placed, self._wanted_line = PlacedText(), None
        self._is_former = self._is_begun = False
        self.setUpdatesEnabled(True)
        with self._own_scrolling():
            super().clear()
        self._spot, self._lit = START, 0

    @property
    def is_filled(self) -> bool:
        """Whether all of the text is in the widget."""
        return self._filling.is_over and not self._is_begun

    @property
    def text(self) -> str:
        """The text of the document that is shown."""
        return self.shown.text

    @property
    def shown(self) -> ShownText:
        """The text as it is shown."""
        return self._placed.shown

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of the blocks that the text holds."""
        return self._placed.places

    def block_at(self, point: QPoint) -> int:
        """Return the number of the block at a point of the viewport, 0 where there is none."""
        place = self._place_on(self.cursorForPosition(point).block())
        return place.block if place is not None else 0

    def selected_text(self) -> str:
        """Return what is selected, as it is in the document."""
        cursor = self.textCursor()
        return self.shown.between(cursor.selectionStart(), cursor.selectionEnd())

    def copy(self) -> None:
        """Copy what is selected, as it is in the document."""
        if self.textCursor().hasSelection():
            QGuiApplication.clipboard().setText(self.selected_text())

    def select_all(self) -> None:
        """Select all of the text, once it is there."""
        self._selects_all = not self.is_filled
        self.selectAll()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give what leaves the widget the words of the document, not the breaks made for display."""
        carried = QMimeData()
        carried.setText(self.selected_text())
        return carried

    def _take_piece(self, piece: str) -> None:
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        with self._own_scrolling():
            end.insertText(piece)
        self._return_to_top()

    def _end_filling(self) -> None:
        self._return_to_top(all_is_in=True)
        self.setUpdatesEnabled(True)
        if self._is_begun:
            return
        if self._selects_all:
            self.select_all()
        self.filled.emit()

    def _return_to_top(self, all_is_in: bool = False) -> None:
        """Bring the line wanted to the top as soon as a screen of text stands below it."""
        if self._wanted_line is None:
            return
        line = self._wanted_line()
        if all_is_in or self.blockCount() - line > self._lines_in_sight():
            self._wanted_line = None
            self._scroll_to(line)
            self.setUpdatesEnabled(True)

    # Blocks

    @property
    def spot(self) -> Spot:
        """Where the text is, or will be once it is there."""
        return self._spot

    @property
    def lit(self) -> int:
        """The number of the block that is lit, 0 for none."""
        return self._lit

    def begin(self, spot: Spot) -> None:
        """Say where the next text begins."""
        self._spot, self._lit, self._is_former, self._selects_all = spot, 0, True, False
        self.viewport().update()

    def show_spot(self, spot: Spot) -> None:
        """Bring a spot to the top, without telling of it."""
        self._spot = spot
        if not self.places:
            return
        line = self._line_of_spot(spot)
        is_there = self.is_filled or self.blockCount() - line > self._lines_in_sight()
        self._wanted_line = None if is_there else partial(self._line_of_spot, spot)
        if is_there:
            self._scroll_to(line)

    def light(self, block: int, height: float = -1) -> None:
        """Light a block, 0 for none; where `height` is given, bring it into sight, there if there is room."""
        self._lit = block
        self.viewport().update()
        place = self.place_of(block)
        if place is None or height < 0:
            return
        first, last = self._line_of(place.start), self._line_of(max(place.start, place.end - 1))
        top, room = self.firstVisibleBlock().blockNumber(), self._lines_in_sight()
        in_sight = top <= first and last < top + room
        fills_it = last - first >= room and first < top + room and last >= top
        if not (in_sight or fills_it):
            above = max(0, min(int(height * room), room - (last - first) - 2))
            self._scroll_to(max(0, first - above))

    def place_of(self, block: int) -> Place | None:
        """Return the place of a block, None where the text does not hold it."""
        return self._placed.of_block(block)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click that selects nothing as one on the block of its line."""
        super().mouseReleaseEvent(event)
        if event.button() in _STEPS:
            self.travelled.emit(_STEPS[event.button()])
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() is not Qt.MouseButton.LeftButton or not plain or self.textCursor().hasSelection():
            return
        line = self.cursorForPosition(event.position().toPoint()).block()
        bottom = self.blockBoundingGeometry(line).translated(self.contentOffset()).bottom()
        place = self._place_on(line) if event.position().y() <= bottom else None
        if not self.places:
            return
        self.light(place.block if place else 0)
        if place is None:
            self.block_clicked.emit(0, 0.0)
            return
        first = self.document().findBlock(self.shown.position(place.start))
        top = self.blockBoundingGeometry(first).translated(self.contentOffset()).top()
        self.block_clicked.emit(place.block, max(0.0, top) / max(1, self.viewport().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the bar of the lit block behind the text."""
        place = self.place_of(self._lit)
        if place is not None:
            self._tint(place)
        super().paintEvent(event)

    def _tint(self, place: Place) -> None:
        document, colours = self.document(), theme.colours()
        first = document.findBlock(self.shown.position(place.start))
        last = document.findBlock(self.shown.position(max(place.start, place.end - 1)))
        if first.isValid() and last.isValid():
            top = self.blockBoundingGeometry(first).translated(self.contentOffset()).top()
            bottom = self.blockBoundingGeometry(last).translated(self.contentOffset()).bottom()
            painter = QPainter(self.viewport())
            lit = QRectF(0, top, self.viewport().width(), bottom - top)
            painter.fillRect(lit, QColor(colours.linked))
            painter.fillRect(QRectF(0, top, _BAR, bottom - top), QColor(colours.accent))
            painter.end()

    def _place_on(self, line: QTextBlock) -> Place | None:
        """Return the place that a line of the widget belongs to, None for the lines between blocks.

        A rule belongs to the row that it stands under.
        """
        while line.isValid():
            place = self._placed.on(line.position(), line.position() + max(0, line.length() - 1))
            if place is not None or not is_rule(line.text()):
                return place
            line = line.previous()
        return None

    def _line_of(self, offset: int) -> int:
        """Return the number of the widget's line at an offset in the text; the last one where it is not in yet."""
        line = self.document().findBlock(self.shown.position(offset))
        return line.blockNumber() if line.isValid() else self.blockCount()

    def _line_of_spot(self, spot: Spot) -> int:
        """Return the number of the widget's line at a spot; where the text lacks its block, at the one after it."""
        place = self._placed.from_block(spot.block) if spot != START else None
        if place is None:
            return 0
        first, last = self._line_of(place.start), self._line_of(max(place.start, place.end - 1))
        if place.block != spot.block or last == self.blockCount():
            return first
        return first + int(spot.part * (last - first + 1) + 0.01)

    def _lines_in_sight(self) -> int:
        height = self.blockBoundingRect(self.document().firstBlock()).height()
        return int((self.viewport().height() - MARGIN) / max(1.0, height))

    def _scroll_to(self, line: int) -> None:
        with self._own_scrolling():
            self.verticalScrollBar().setValue(line)

    @contextmanager
    def _own_scrolling(self) -> Iterator[None]:
        before, self._is_own = self._is_own, True
        try:
            yield
        finally:
            self._is_own = before

    def _take_scroll(self) -> None:
        if self._is_own or self._is_former or not self.places:
            return
        self._wanted_line = None
        self.setUpdatesEnabled(True)
        self._spot = self._spot_on_top()
        self.spot_moved.emit(self._spot)

    def _spot_on_top(self) -> Spot:
        top, place = self.firstVisibleBlock().blockNumber(), self._placed.after(self.top_offset)
        if not top or place is None:
            return START if not top else Spot(self.places[-1].block, 1.0)
        first, last = self._line_of(place.start), self._line_of(max(place.start, place.end - 1))
        return Spot(place.block, max(0.0, (top - first) / (last - first + 1)))
