"""What is to outlast the run to disk: the session, and every setting, a while after they changed and at the end.

The disk is waited for in the background: it can take longer than a frame to say that it has what it was given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.ui.filings import Filings
    from viewer.ui.settings import Settings
    from viewer.ui.tasks import Tasks

_LATER = 1000  # milliseconds until the session is noted
_IDLE = 3000  # milliseconds without a change until everything is written


class Remembering(QObject):
    """Keeps the session of one window in the settings, and the settings on disk."""

    def __init__(self, settings: Settings, tasks: Tasks, filings: Filings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._tasks, self._filings = settings, tasks, filings
        self._session_timer = QTimer(self, interval=_LATER, singleShot=True)
        self._session_timer.timeout.connect(lambda: self._when_claimed(self._remember_session))
        self._writing_timer = QTimer(self, interval=_IDLE, singleShot=True)
        self._writing_timer.timeout.connect(lambda: tasks.fetch(settings.write, lambda _written: None))
        settings.changed = self._writing_timer.start

    def restore_session(self) -> None:
        """Take the files of the last run as tabs again, unless another run has them or the user does not want it."""
        self._when_claimed(lambda: self._filings.restore(self._settings.session))

    def begin_session(self) -> None:
        """Remember, in a while, which files are open."""
        self._session_timer.start()

    def end(self) -> None:
        """Remember everything now, and nothing more."""
        for timer in (self._session_timer, self._writing_timer):
            timer.stop()
        if self._settings.restores_session and self._settings.claim_session():
            self._remember_session()
        self._settings.changed = lambda: None
        self._settings.save()
        self._settings.release_session()

    def _when_claimed(self, do: Callable[[], None]) -> None:
        """Do something with the session if it belongs to this run; the disk knows, and is asked in the background."""
        if self._settings.restores_session:
            self._tasks.fetch(self._settings.claim_session, lambda claimed: do() if claimed else None)

    def _remember_session(self) -> None:
        self._settings.session = self._filings.session()
