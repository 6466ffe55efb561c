"""What is taken out of the window: the shown document as a file, the page as PDF or on paper; asked where to first."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.ui import dialogs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.ui.filing_tab import Shown
    from viewer.ui.html_pane import HtmlPane
    from viewer.ui.printing import Printing
    from viewer.ui.reading import Reading
    from viewer.ui.settings import Settings


class Exporting(QObject):
    """Takes the shown document out of one window.

    Signals: `begun(sentence)`; `written(path)`; `printed()`; `failed(sentence)`.
    """

    begun = Signal(str)
    written = Signal(object)
    printed = Signal()
    failed = Signal(str)

    def __init__(self, window: QWidget, settings: Settings, reading: Reading, page: HtmlPane) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._reading, self._page = reading, page
        reading.exported.connect(self.written)
        reading.export_failed.connect(self.failed)

    @cached_property
    def printing(self) -> Printing:
        """What prints the page; made when it is first asked for."""
        from viewer.ui.printing import Printing

        made = Printing(self._page, self._window)
        made.begun.connect(self.begun)
        made.written.connect(self.written)
        made.done.connect(self.printed)
        made.failed.connect(self.failed)
        return made

    def ask_export(self) -> None:
        """Ask where to write the shown document as Markdown, and write it."""
        from viewer.export import Format, file_name

        shown = self._reading.shown
        if shown is None:
            return
        proposed = file_name(shown.submission, shown.document, Format.MARKDOWN)
        path = dialogs.ask_export(self._window, Path(self._settings.folder("export")) / proposed)
        if path is not None:
            self._settings.set_folder("export", path.parent)
            self._reading.export(path, Format.MARKDOWN)

    def ask_pdf(self) -> None:
        """Ask where to write the page as PDF, and write it."""
        if self._reading.shown is not None:
            self.printing.ask_pdf(self._proposed_pdf(self._reading.shown))

    def _proposed_pdf(self, shown: Shown) -> Path:
        from viewer.export import Format, file_name

        name = Path(file_name(shown.submission, shown.document, Format.HTML)).with_suffix(".pdf")
        return Path(self._settings.folder("export")) / name

    def ask_print(self) -> None:
        """Ask for a printer, and print the page."""
        self.printing.ask(self._window.windowTitle())

    def preview(self) -> None:
        """Show how the page would be printed."""
        if self._reading.shown is not None:
            self.printing.preview(self._window.windowTitle(), self._proposed_pdf(self._reading.shown))
