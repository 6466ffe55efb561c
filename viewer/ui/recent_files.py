"""The filings opened before, and which of their files are gone (looked up in the background)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.ui.settings import Recent, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.ui.tasks import Tasks

_LATER = 300  # milliseconds


class RecentFiles(QObject):
    """Keeps the list in the settings.

    Signals: `changed()` when the list, or what is missing of it, is another.
    """

    changed = Signal()

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._tasks = settings, tasks
        self.missing: frozenset[str] = frozenset()

    def add(self, path: Path, company: str, form: str, filed: str) -> None:
        """Put a filing on top of the list."""
        entry = Recent(str(path.absolute()), company, form, filed)
        self._settings.add_recent(entry)
        self.missing -= {entry.path}
        # Nobody looks at the list while a filing is opened.
        QTimer.singleShot(_LATER, self, self.changed.emit)

    def forget(self) -> None:
        """Empty the list."""
        self._settings.forget_recent()
        self.changed.emit()

    def look(self) -> None:
        """Look which files are still there."""
        paths = [entry.path for entry in self._settings.recent]

        def work(_wanted: Callable[[], bool]) -> frozenset[str]:
            return frozenset(path for path in paths if not Path(path).is_file())

        self._tasks.ask("recent", work, self._take, lambda _sentence: None)

    def _take(self, missing: frozenset[str]) -> None:
        if missing != self.missing:
            self.missing = missing
            self.changed.emit()
