"""The row of buttons below a dialog: words alone, without the signs that some styles draw in a colour of their own."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

Kind = QDialogButtonBox.StandardButton


def button_row(*kinds: Kind) -> QDialogButtonBox:
    """Return a row of standard buttons."""
    made = QDialogButtonBox()
    for kind in kinds:
        made.addButton(kind)
    take_signs(made)
    return made


def take_signs(row: QDialogButtonBox | QMessageBox) -> None:
    """Leave the words alone on each button of a row."""
    for button in row.buttons():
        button.setIcon(QIcon())
