"""The data tables of the shown document, found in the background, to the clipboard or to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.ui import clipboard, dialogs
from viewer.ui.export_plan import table_options
from viewer.ui.wording import copied_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from viewer.export import Format
    from viewer.figures import DataTable
    from viewer.rendition import Filing
    from viewer.ui.filing_tab import Shown
    from viewer.ui.reading import Reading
    from viewer.ui.settings import Settings
    from viewer.ui.tasks import Tasks

_FIND, _COPY, _SAVE = "tables", "copy table", "save tables"


class TakingTables(QObject):
    """Finds the data tables of one window's document, copies and saves them.

    Signals: `found(tables, words)`, those of each table in small letters, and `find_failed(sentence)`;
    `told(sentence)` of what was copied; `written(path)`; `failed(sentence)` where copying or saving could not be done.
    """

    found = Signal(object, object)
    find_failed = Signal(str)
    told = Signal(str)
    written = Signal(object)
    failed = Signal(str)

    def __init__(self, window: QWidget, settings: Settings, tasks: Tasks, reading: Reading) -> None:
        super().__init__(window)
        self._window, self._settings, self._tasks, self._reading = window, settings, tasks, reading

    def find(self, filing: Filing, shown: Shown) -> None:
        """Find the tables of a document."""

        def work(_wanted: Callable[[], bool]) -> tuple[tuple[DataTable, ...], tuple[str, ...]]:
            from viewer.export import tables_of

            tables = tables_of(filing.rendition(shown.document))
            return tables, tuple(map(_words_in, tables))

        label = self.tr("Reading the tables")
        self._tasks.ask(
            _FIND, work, lambda found: self.found.emit(*found), self.find_failed.emit, label=label
        )

    def drop(self) -> None:
        """Forget what was to be found."""
        self._tasks.drop(_FIND)

    def copy_cells(self, table: DataTable) -> None:
        """Put a table on the clipboard as it stands in the document, cell by cell."""
        filing, shown = self._reading.filing, self._reading.shown
        if filing is None or shown is None:
            return

        def work(_wanted: Callable[[], bool]) -> tuple[str, str]:
            copied = filing.rendition(shown.document).copied_table(table.block)
            return (copied.text, copied.html) if copied is not None else ("", "")

        self._tasks.ask(_COPY, work, lambda found: self._put(*found), self.failed.emit)

    def copy_numbers(self, table: DataTable) -> None:
        """Put the values of a table on the clipboard, parted by tabs."""
        options = table_options(self._settings.zeros)

        def work(_wanted: Callable[[], bool]) -> str:
            from viewer.export import Format, table_text

            return table_text(table, Format.TSV, options.grid)

        self._tasks.ask(_COPY, work, self._put, self.failed.emit)

    def _put(self, text: str, html: str = "") -> None:
        if not text:
            return
        clipboard.put(text, html)
        self.told.emit(copied_words(text))

    def save(self, table: DataTable | None) -> None:
        """Ask where to, and save a table there; None saves all of the document, one below the other or a sheet each."""
        self._save(table.number if table is not None else 0)

    def save_block(self, block: int) -> None:
        """Save the table that a block is or is a row of."""
        filing, shown = self._reading.filing, self._reading.shown
        if filing is None or shown is None:
            return

        def work(_wanted: Callable[[], bool]) -> int:
            from viewer.export import tables_of

            tables = tables_of(filing.rendition(shown.document))
            return next((t.number for t in tables if t.block <= block <= t.block + len(t.table.rows)), 0)

        def take(number: int) -> None:
            if number:
                self._save(number)
            else:
                self.told.emit(self.tr("This table holds no data to be saved."))

        self._tasks.ask(_FIND + " at", work, take, self.failed.emit)

    def _save(self, number: int) -> None:
        """Ask where to, and save the table of this number there, 0 for all."""
        from viewer.export import Format, file_name, table_name

        filing, shown = self._reading.filing, self._reading.shown
        if filing is None or shown is None:
            return
        name = file_name(shown.submission, shown.document, Format.XLSX)
        proposed = Path(self._settings.folder("export")) / (table_name(name, number) if number else name)
        path = dialogs.ask_table(self._window, proposed)
        if path is not None:
            self._settings.set_folder("export", path.parent)
            self._write(filing, shown, number, path, _format(path))

    def _write(self, filing: Filing, shown: Shown, number: int, path: Path, fmt: Format) -> None:
        options = table_options(self._settings.zeros, number)

        def work(_wanted: Callable[[], bool]) -> Path:
            from viewer import export

            content = export.exported(filing, shown.submission, shown.document, fmt, tables=options)
            export.write(path, content, overwrite=True)
            return path

        label = self.tr("Writing {name}").format(name=path.name)
        self._tasks.ask(_SAVE, work, self.written.emit, self.failed.emit, label=label)


def _words_in(table: DataTable) -> str:
    """Return the words of a table's cells, in small letters."""
    return " ".join(cell.text for row in table.table.rows for cell in row.cells).casefold()


def _format(path: Path) -> Format:
    """Return the format that a file's name asks for; one that none has is a workbook."""
    from viewer.export import Format

    return {".csv": Format.CSV, ".tsv": Format.TSV}.get(path.suffix.lower(), Format.XLSX)
