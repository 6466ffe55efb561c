"""The menu of the filings opened before."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from viewer.ui.accessible import describe
from viewer.ui.tip import tip

if TYPE_CHECKING:
    from viewer.ui.settings import Recent


class RecentMenu(QMenu):
    """Lists filings with a number each.

    Signals: `chosen(path)`; `forget_requested()`.
    """

    chosen = Signal(str)
    forget_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Open &Recent"))
        self.setToolTipsVisible(True)
        describe(self, "recent_menu", self.tr("Open Recent"), self.tr("Filings opened before."))

    def show_recent(self, entries: tuple[Recent, ...], missing: frozenset[str]) -> None:
        """List `entries`; those whose file is `missing` are greyed."""
        self.clear()
        for number, entry in enumerate(entries, 1):
            said = "  ".join(part for part in (entry.company, entry.form, entry.filed) if part)
            words = (said or Path(entry.path).name).replace("&", "&&")
            action = self.addAction(f"&{number}  {words}" if number < 10 else f"{number}  {words}")
            action.setToolTip(tip(entry.path))
            action.setEnabled(entry.path not in missing)
            action.triggered.connect(partial(self.chosen.emit, entry.path))
        self.addSeparator()
        self.addAction(self.tr("&Forget These"), self.forget_requested.emit).setEnabled(bool(entries))
