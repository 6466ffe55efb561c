"""What stands in the rows of the side bar: cells of plain items, and what each of them knows beside its words."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QGuiApplication, QStandardItem

from viewer.ui import theme
from viewer.ui.tip import tip

if TYPE_CHECKING:
    from viewer.meaning import Meaning
    from viewer.submission.model import Field

_SMALL = 0.85  # size of field names
_LEADING = 7  # pixels of a row beyond its line

COLUMNS = 4  # name, value, what the value means, size

Cells = list[QStandardItem]


class Role(IntEnum):
    """What an item knows beside its words."""

    DOCUMENT = Qt.ItemDataRole.UserRole  # a DocumentPlace, for rows that can be shown
    SEARCH = Qt.ItemDataRole.UserRole + 1  # what the filter looks in
    ICON = Qt.ItemDataRole.UserRole + 2  # name and token of the icon
    TOKEN = Qt.ItemDataRole.UserRole + 3  # token of the colour of the words
    VALUE = Qt.ItemDataRole.UserRole + 4  # what "Copy" takes
    UNFOLDED = Qt.ItemDataRole.UserRole + 5  # whether the row is unfolded from the start
    HEADING = Qt.ItemDataRole.UserRole + 6  # whether the row is a heading, whose words take all columns
    ROW = Qt.ItemDataRole.UserRole + 7  # what "Copy Row" takes
    BLOCK = Qt.ItemDataRole.UserRole + 8  # the block of a heading of the document shown


def plain_row(
    name: str, value: str, meaning: str = "", size: str = "", *, colour: str = "", search: str | None = None
) -> Cells:
    """Make the cells of a row: name (in the colour of a token), value, what that means, and a size at the right."""
    words = [name, value, meaning, size]
    while len(words) > 2 and not words[-1]:
        words.pop()
    cells = [QStandardItem(each) for each in words]
    for cell in cells:
        cell.setEditable(False)
        cell.setToolTip(tip(f"{name}: {value}" if value and name else value or name))
        cell.setData(value or name, Role.VALUE)
        cell.setData("\t".join(part for part in (name, value) if part), Role.ROW)
    cells[0].setData(f"{name} {value}" if search is None else search, Role.SEARCH)
    if colour:
        cells[0].setData(colour, Role.TOKEN)
    for cell in cells[2:]:
        cell.setData("muted", Role.TOKEN)
    if size:
        cells[3].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    tokens = theme.colours()
    for cell in (cells[0], *cells[2:]) if colour else cells[2:]:
        _tint(cell, tokens)
    return cells


def _about(field: Field, meaning: Meaning) -> str:
    """Return what is said of a field: what it is called in plain words, and what it is."""
    said = meaning.label if meaning.label.upper() != field.name.upper() else ""
    return "\n".join(part for part in (said, meaning.about) if part)


def group_row(field: Field, meaning: Meaning) -> QStandardItem:
    """Make the row of a group of header fields."""
    item = heading_item(field.name)
    if about := _about(field, meaning):
        item.setToolTip(tip(f"{field.name}\n{about}"))
    return item


def field_row(field: Field, meaning: Meaning) -> Cells:
    """Make the row of a header field: its name as filed, its value as filed, and what that means.

    The names, which stand in capitals in the file, are in smaller letters; the tooltip says what the field is.
    """
    about = _about(field, meaning)
    value = field.value or ""
    cells = plain_row(
        field.name, value, meaning.value, colour="muted", search=f"{field.name} {value} {meaning.value}"
    )
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(font.pointSizeF() * _SMALL)
    cells[0].setFont(font)
    shown = f"{field.name}: {value}" if value else field.name
    for cell in cells:
        cell.setData(value or field.name, Role.VALUE)
        cell.setData(f"{field.name}\t{value}", Role.ROW)
        cell.setToolTip(tip("\n".join(part for part in (shown, meaning.value, about) if part)))
    return cells


def heading_item(
    words: str, icon: str = "", colour: str = "ink", *, bold: bool = False, search: str | None = None
) -> QStandardItem:
    """Make a row that others stand under; it is one cell, over the whole width."""
    item = QStandardItem(words)
    item.setEditable(False)
    item.setToolTip(tip(words))
    # All rows of a view are as high as its first one, which is a heading.
    item.setSizeHint(QSize(40, QFontMetrics(QGuiApplication.font()).lineSpacing() + _LEADING))
    for value, role in (
        (words, Role.VALUE),
        (words, Role.ROW),
        (words if search is None else search, Role.SEARCH),
        (True, Role.HEADING),
    ):
        item.setData(value, role)
    if icon:
        item.setData((icon, colour), Role.ICON)
        tint(item)
    if bold:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)
    return item


def tint(item: QStandardItem) -> None:
    """Give an item the icon and the colour of the theme in force."""
    _tint(item, theme.colours())


def _tint(item: QStandardItem, tokens: theme.Colours) -> None:
    if drawn := item.data(Role.ICON):
        item.setIcon(theme.icon(drawn[0], getattr(tokens, drawn[1])))
    if token := item.data(Role.TOKEN):
        item.setForeground(QBrush(QColor(getattr(tokens, token))))


def depth_in_sight(item: QStandardItem, most: int) -> int:
    """Return how deep to unfold what is below a row, so that at most so many rows are seen: -1 for not at all."""
    depth, seen = -1, 0
    level = [item.child(row) for row in range(item.rowCount())]
    while level and seen + len(level) <= most:
        depth, seen = depth + 1, seen + len(level)
        level = [each.child(row) for each in level for row in range(each.rowCount())]
    return depth
