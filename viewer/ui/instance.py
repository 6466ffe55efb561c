"""One window for one user and screen: paths asked for by a second start to the window that is open already.

The first start holds a lock and watches a folder beside the settings; the others leave a file there that names what is
to be opened. No socket is used: the program imports nothing that could reach a network. Whoever removes the file has
the task, so that a file is opened once, by the window that is open or by one of its own.
"""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QSysInfo, Qt, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from viewer.ui.main_window import MainWindow

_WAIT = 1.0  # seconds until a window that does not answer is left alone
_STARTING = 5.0  # seconds that a window may take from its lock until it answers
_STEP = 0.02
_MOST_BYTES = 1_000_000
_SUFFIX = ".open"
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105  # what a Wayland desktop gives to whom the user has just started


@dataclass(frozen=True, slots=True)
class Wish:
    """What a second start asks of the window: the paths to open, none to come to the front only."""

    paths: tuple[Path, ...]
    token: str = ""

    def to_bytes(self) -> bytes:
        """Return the wish as it is left in the folder: names of files may hold any byte but zero."""
        return b"\0".join([self.token.encode("utf-8", "replace"), *map(os.fsencode, self.paths)])

    @classmethod
    def from_bytes(cls, content: bytes) -> Wish:
        """Return the wish that `content` holds; what is no absolute path is left out."""
        token, *paths = content.split(b"\0")
        named = (Path(os.fsdecode(path)) for path in paths)
        return cls(tuple(path for path in named if path.is_absolute()), token.decode("utf-8", "replace"))


class Instance(QObject):
    """One start of the program beside the others. Signal: `wished(wish)`."""

    wished = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Stand in `folder`, which belongs to the user; it is made where it is missing."""
        super().__init__(parent)
        self._folder = folder / f"window-{_screen()}"
        self._lock = QLockFile(str(folder / f"window-{_screen()}.lock"))
        self._lock.setStaleLockTime(0)  # one that is left by a start that ended is told by its number alone
        self._watcher: QFileSystemWatcher | None = None

    def hand_over(self, paths: list[Path]) -> bool:
        """Return whether another window took `paths`; where not, this start is to open its own."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:  # without a folder to meet in, every start is alone
            return False
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return False
        wish = Wish(tuple(map(Path.absolute, paths)), os.environ.get(_TOKEN, ""))
        try:
            left = self._leave(wish)
        except OSError:
            return False
        return self._is_taken(left)

    def _leave(self, wish: Wish) -> Path:
        """Write the wish into the folder, where it appears at once and whole."""
        name = f"{time.time_ns():020}-{uuid.uuid4().hex}"
        whole, part = self._folder / f"{name}{_SUFFIX}", self._folder / f"{name}.part"
        part.write_bytes(wish.to_bytes())
        part.rename(whole)
        return whole

    def _is_taken(self, left: Path) -> bool:
        until = time.monotonic() + max(_WAIT, _STARTING - self._age_of_lock())
        while time.monotonic() < until:
            if not left.exists():
                return True
            time.sleep(_STEP)
        try:
            left.unlink()
        except OSError:  # taken in the last moment
            return True
        return False

    def _age_of_lock(self) -> float:
        try:
            return max(0.0, time.time() - Path(self._lock.fileName()).stat().st_mtime)
        except OSError:
            return _STARTING

    def serve(self, window: MainWindow) -> None:
        """Open in `window`, until it is closed, what other starts ask for."""

        def take(wish: Wish) -> None:
            if wish.paths:
                window.open_all(list(wish.paths))
            come_forward(window, wish.token)

        self.wished.connect(take)
        window.closed.connect(self.end)
        self.listen()

    def listen(self) -> None:
        """Hear from now on what other starts ask for, unless another window does; older wishes are heard too."""
        if not self._lock.isLocked():
            return
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self._look)
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        try:
            left = sorted(self._folder.glob(f"*{_SUFFIX}"))
        except OSError:
            return
        for path in left:
            content = _taken(path)
            if content is not None:
                self.wished.emit(Wish.from_bytes(content))

    def end(self, *_told: object) -> None:
        """Hear no more, and let the next start be the first."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self._lock.unlock()


def _taken(path: Path) -> bytes | None:
    """Return what stands in the file, which is removed; None where another start removed it first, or it is absurd."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        path.unlink()
    except OSError:
        return None
    return content if len(content) <= _MOST_BYTES else None


def _screen() -> str:
    """Return a short name for this machine and screen: a window on another one is of no use to the user."""
    screen = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")
    names = (QSysInfo.machineHostName(), *(os.environ.get(name, "") for name in screen))
    return hashlib.sha256("\n".join(names).encode("utf-8", "replace")).hexdigest()[:12]


def come_forward(window: QMainWindow, token: str) -> None:
    """Show the window in front of the others, as far as the desktop lets it."""
    if token:
        os.environ[_TOKEN] = token
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
