"""What leads out of the program: links to the browser, folders to the file manager, payloads to their own programs.

Each is asked about first, but for the folder.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from viewer.submission.model import Kind
from viewer.ui import dialogs

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from viewer.rendition import Filing
    from viewer.ui.filing_tab import Shown
    from viewer.ui.tasks import Tasks

_PROGRAM_KINDS = frozenset({Kind.PDF, Kind.SPREADSHEET, Kind.IMAGE, Kind.ZIP})
_SUFFIXES = {
    Kind.PDF: (".pdf",),
    Kind.SPREADSHEET: (".xls", ".xlsx"),
    Kind.IMAGE: (".jpg", ".jpeg", ".gif", ".png", ".bmp", ".webp"),
    Kind.ZIP: (".zip",),
}


def opens_outside(kind: Kind) -> bool:
    """Whether a payload of this kind has a program of its own; markup is shown here, and nothing else is handed out."""
    return kind in _PROGRAM_KINDS


class Outside(QObject):
    """Leads out of one window.

    Signals: `told(sentence)` and `failed(sentence)`.
    """

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, window: QWidget, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._tasks = window, tasks
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def offer_link(self, href: str) -> None:
        """Ask before a link leads out of the program, showing where to."""
        url = QUrl(href)
        if url.scheme() in ("http", "https", "mailto"):
            dialog = dialogs.LinkDialog(url, self._window)
            dialog.accepted.connect(partial(QDesktopServices.openUrl, url))
            dialog.open()
        else:
            self.told.emit(self.tr("{name} is not in this file.").format(name=href))

    def show_folder(self, path: Path) -> None:
        """Show the folder that a file lies in, in the system's own file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent)))

    def offer_program(self, filing: Filing, shown: Shown) -> None:
        """Ask before a payload is written to a temporary folder and opened in the system's program for its kind."""
        if not opens_outside(shown.document.kind):
            sentence = self.tr("There is no program of its own for this document; export it instead.")
            self.told.emit(sentence)
            return
        dialog = dialogs.ProgramDialog(program_name(shown), self._window)
        dialog.accepted.connect(partial(self._write, filing, shown))
        dialog.open()

    def _write(self, filing: Filing, shown: Shown) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="filing-viewer-")
        path = Path(tempfile.mkdtemp(dir=self._folder.name)) / program_name(shown)

        def work(_wanted: Callable[[], bool]) -> Path:
            from viewer import export

            export.write(path, filing.rendition(shown.document).payload.content)
            path.chmod(0o400)  # what is changed there would be lost
            return path

        label = self.tr("Writing {name}").format(name=path.name)
        self._tasks.ask("program", work, self._open, self.failed.emit, label=label)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.failed.emit(self.tr("No program was found for {name}.").format(name=path.name))

    def end(self) -> None:
        """Take the temporary files away."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def program_name(shown: Shown) -> str:
    """Return the name of a payload's temporary file: its own, with a suffix that fits its kind.

    The kind was told by the content; a filer's name cannot make a program of it.
    """
    from viewer.export import safe_name

    name = Path(safe_name(shown.document.filename or f"document{shown.number}"))
    fitting = _SUFFIXES[shown.document.kind]
    return name.name if name.suffix.lower() in fitting else f"{name.name}{fitting[0]}"
