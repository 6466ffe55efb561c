"""What is taken out of the window: documents as files, the page as PDF or on paper; asked where to first."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.submission.model import Kind
from viewer.ui.export_plan import (
    Existing,
    ExportPlan,
    Outcome,
    What,
    carry_out,
    free_name,
    make_folder,
    quoted,
)
from viewer.ui.wording import document_words, number_words, submission_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from viewer.quotation import Quotation
    from viewer.rendition import Filing
    from viewer.ui.citing import Citing, Selected
    from viewer.ui.export_dialog import ExportDialog
    from viewer.ui.filing_tab import Shown
    from viewer.ui.html_pane import HtmlPane
    from viewer.ui.printing import Printing
    from viewer.ui.reading import Reading
    from viewer.ui.settings import Settings
    from viewer.ui.tasks import Tasks

_CHANNEL = "export"


class Exporting(QObject):
    """Takes documents out of one window.

    Signals: `begun(sentence)`; `advanced(done, count, name)` while several files are written; `written(path)` for one
    file; `ended(sentence, path, failed)` with what became of an export, one of the files written or its folder, and
    whether anything could not be; `stopped(sentence)` where the user gave up; `previewed()`; `printed()`;
    `failed(sentence)`; `page_wanted()` where the page is to be shown, for what goes on then.
    """

    begun = Signal(str)
    advanced = Signal(int, int, str)
    written = Signal(object)
    ended = Signal(str, object, bool)
    stopped = Signal(str)
    previewed = Signal()
    printed = Signal()
    failed = Signal(str)
    page_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        settings: Settings,
        tasks: Tasks,
        reading: Reading,
        page: HtmlPane,
        citing: Citing,
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._tasks = window, settings, tasks
        self._reading, self._page, self._citing = reading, page, citing
        self._done = self._count = 0
        self._after_page: Callable[[], None] | None = None  # what waits for the page to be shown
        page.loaded.connect(self._go_on)
        reading.document_chosen.connect(self._stay)
        self.advanced.connect(self._count_on)
        tasks.cancelled.connect(self._tell_cancelled)

    @cached_property
    def printing(self) -> Printing:
        """What prints the page; made when it is first asked for."""
        from viewer.ui.printing import Printing

        made = Printing(self._page, self._window, self._said_of_page)
        made.begun.connect(self.begun)
        made.written.connect(self.written)
        made.previewed.connect(self.previewed)
        made.done.connect(self.printed)
        made.failed.connect(self.failed)
        return made

    def _said_of_page(self) -> str:
        """Return what the page is, in one line: the filing and the document."""
        filing, shown = self._reading.filing, self._reading.shown
        if filing is None or shown is None:
            return ""
        said = (submission_words(shown.submission, filing.name), document_words(shown.document))
        return "  ·  ".join(dict.fromkeys(said))

    def ask_export(self) -> ExportDialog | None:
        """Ask what to export, as what and where to; what is shown now is what "this document" means."""
        from viewer.ui.export_dialog import ExportDialog

        filing, shown = self._reading.filing, self._reading.shown
        if filing is None or shown is None:
            return None
        has_page = self._page.has_page and self._page.isVisibleTo(self._window)
        dialog = ExportDialog(filing, shown, has_page, self._settings, self._tasks, self._window)
        found: list[Selected] = []

        def take(selected: Selected) -> None:
            if selected.words.strip() and not found:
                found.append(selected)
                dialog.offer_selection()

        dialog.ordered.connect(lambda plan: self._begin(filing, plan, found))
        dialog.open()
        self._citing.find(None, take)
        return dialog

    def _begin(self, filing: Filing, plan: ExportPlan, found: list[Selected]) -> None:
        if plan.format is None:
            self._write_pdf(plan)
        elif plan.what is What.SELECTION:
            self._citing.ask(found[0], partial(self._write_selection, plan))
        else:
            self._write(filing, plan)

    def _write(self, filing: Filing, plan: ExportPlan) -> None:
        count = len(plan.documents)
        self._done, self._count = 0, count

        def work(wanted: Callable[[], bool]) -> Outcome:
            # The signal is heard on the window's thread: it is queued.
            return carry_out(filing, plan, wanted, lambda done, name: self.advanced.emit(done, count, name))

        label = (
            self.tr("Writing {name}").format(name=plan.documents[0].name)
            if count == 1
            else self.tr("Writing {count} documents").format(count=number_words(count))
        )
        self._tasks.ask(_CHANNEL, work, partial(self._end, plan), self.failed.emit, label=label)

    def _write_selection(self, plan: ExportPlan, made: Quotation) -> None:
        def work(_wanted: Callable[[], bool]) -> Outcome:
            from viewer import export

            path = _path(plan)
            export.write(path, quoted(made, plan.format), plan.existing is Existing.REPLACE)
            return Outcome((path,))

        label = self.tr("Writing {name}").format(name=plan.documents[0].name)
        self._tasks.ask(_CHANNEL, work, partial(self._end, plan), self.failed.emit, label=label)

    def _write_pdf(self, plan: ExportPlan) -> None:
        def work(_wanted: Callable[[], bool]) -> Path:
            return _path(plan)

        def take(path: Path) -> None:
            self._with_page(lambda: self.printing.write_pdf(path, plan.existing is Existing.REPLACE))

        self._tasks.ask(_CHANNEL, work, take, self.failed.emit)

    def _count_on(self, done: int, count: int, _name: str) -> None:
        self._done, self._count = done, count

    def _tell_cancelled(self, channel: str) -> None:
        if channel == _CHANNEL:
            said = self.tr(
                "The export was stopped: {done} of {count} documents were done, and their files are whole."
            )
            self.stopped.emit(said.format(done=number_words(self._done), count=number_words(self._count)))

    def _end(self, plan: ExportPlan, made: Outcome) -> None:
        sentence = self._sentence(plan, made)
        if len(made.written) == 1 and not made.failed:
            self.written.emit(made.written[0])
        elif made.written:
            self.ended.emit(sentence, made.written[0], bool(made.failed))
        else:
            self.failed.emit(sentence)

    def _sentence(self, plan: ExportPlan, made: Outcome) -> str:
        said = []
        if made.written:
            count = number_words(len(made.written))
            files = (
                self.tr("1 file") if len(made.written) == 1 else self.tr("{count} files").format(count=count)
            )
            said.append(self.tr("Written: {files} to {folder}.").format(files=files, folder=plan.folder))
        if made.failed:
            more = len(made.failed) - 1
            said.append(made.failed[0])
            if more:
                said.append(self.tr("So it went with {count} more.").format(count=number_words(more)))
        if made.left_out and made.written:
            said.append(
                self.tr("{count} without anything in this format left out.").format(
                    count=self.tr("1 document")
                    if len(made.left_out) == 1
                    else self.tr("{n} documents").format(n=number_words(len(made.left_out)))
                )
            )
        elif made.left_out and not made.failed:
            said.append(made.left_out[0])
        return " ".join(said)

    def ask_pdf(self) -> None:
        """Ask where to write the page as PDF, and write it."""
        shown = self._reading.shown
        if shown is not None:
            self._with_page(lambda: self.printing.ask_pdf(self._proposed_pdf(shown)))

    def _proposed_pdf(self, shown: Shown) -> Path:
        from viewer.export import Format, file_name

        name = Path(file_name(shown.submission, shown.document, Format.HTML)).with_suffix(".pdf")
        return Path(self._settings.folder("export")) / name

    def ask_print(self) -> None:
        """Ask for a printer, and print the page."""
        shown = self._reading.shown
        if shown is not None:
            self._with_page(lambda: self.printing.ask(self._proposed_pdf(shown).stem))

    def preview(self) -> None:
        """Show how the page would be printed."""
        shown = self._reading.shown
        if shown is not None:
            proposed = self._proposed_pdf(shown)
            self._with_page(lambda: self.printing.preview(proposed.stem, proposed))

    def _with_page(self, go: Callable[[], None]) -> None:
        """Do what needs the page; where the text alone is looked at, the page is shown first."""
        self._after_page = None
        shown, is_seen = self._reading.shown, self._page.isVisibleTo(self._window)
        if shown is not None and shown.document.kind is Kind.PDF and not is_seen:
            self.failed.emit(
                self.tr("A PDF document is printed and saved by its own program: File, Open in Its Program.")
            )
            return
        if is_seen or self._settings.panes.page or self._page.view is None:
            go()
            return
        self._after_page = go
        self.page_wanted.emit()
        self._go_on()  # it may be there already

    def _go_on(self) -> None:
        if self._after_page is not None and self._reading.has_page and self._page.has_page:
            go, self._after_page = self._after_page, None
            go()

    def _stay(self) -> None:
        """Do nothing more with a page that is not looked at any more."""
        self._after_page = None


def _path(plan: ExportPlan) -> Path:
    """Return where the one file of a plan goes, in a folder that is there."""
    make_folder(plan.folder)
    name = plan.documents[0].name
    return plan.folder / (free_name(plan.folder, name) if plan.existing is Existing.KEEP_BOTH else name)
