"""What is read to what stands in the parts of the window: tree, panes, messages, status, title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.resources import resource
from viewer.submission.model import Kind
from viewer.ui.outside import opens_outside
from viewer.ui.strip import Message, Weight
from viewer.ui.wording import document_words, size_words, source_words, submission_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.rendition import Filing, Heading
    from viewer.ui.filing_tab import FilingTab, Shown
    from viewer.ui.main_window import MainWindow
    from viewer.ui.making import Beginning, Page, Text

_MOST_LINES = 6  # of the message about files that could not be opened
_OF_NO_FILING = ("open", "vanished")  # topics of messages that stay when another filing comes to the front


class Showing(QObject):
    """Shows filings, documents and messages in one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def take_opened(self, tab: FilingTab) -> None:
        """Note a file that was read."""
        first = tab.filing.submissions[0]
        if tab.path != resource("sample.txt"):
            self._window.recent_files.add(tab.path, first.company, first.type, first.filing_date)
        tab.messages.pop("damage", None)
        if first.problems:
            more = len(first.problems) - 1
            also = self.tr(" 1 more problem.") if more == 1 else self.tr(" {count} more problems.")
            sentence = first.problems[0].message + (also.format(count=more) if more else "")
            tab.messages["damage"] = Message("damage", Weight.WARNING, sentence, self.tr("Show Problems"))

    def tell_words_lost(self, sentence: str) -> None:
        """Say that the text lacks words, and offer to show which."""
        self.tell("coverage", Weight.WARNING, sentence, self.tr("Show Problems"))

    def show_tab(self, tab: FilingTab | None) -> None:
        """Show a filing as it was left, None for the welcome page."""
        is_new = tab is not None and not tab.trail.stops
        self._window.strip.show_messages(tab.messages if tab is not None else {}, _OF_NO_FILING)
        has_new_rows = self._window.side_bar.show_tab(tab)
        self._window.side_bar.keep(self._window.filings.tabs)
        self._window.side_bar.setVisible(tab is not None and self._window.settings.side_bar)
        self._window.sections.clear()
        self._window.stack.setCurrentWidget(
            self._window.document_view if tab is not None else self._window.welcome
        )
        self._window.status.clear()
        name = tab.title.replace("\n", " ") if tab is not None else ""
        title = self.tr("{name} - Filing Viewer").format(name=name) if name else self.tr("Filing Viewer")
        self._window.setWindowTitle(title)
        if tab is None:
            self._window.list_recent()
        if tab is None or tab.filing is None:
            self._window.document_view.clear()
            (self._window.welcome if tab is None else self._window.document_view).setFocus()
        else:
            self._window.status.show_filing(submission_words(tab.filing.submissions[0], tab.filing.name))
            if not any(submission.documents for submission in tab.filing.submissions):
                self._window.document_view.say(self.tr("This file holds a header and no document."))
            if is_new:
                self._window.tree.setFocus()
            if has_new_rows:
                self._name_reports(tab.filing)
        self._window.enable()

    def _name_reports(self, filing: Filing) -> None:
        """Say in the tree which report each generated document is, where the filing has a list of them."""
        names = {document.filename.lower() for each in filing.submissions for document in each.documents}
        if "filingsummary.xml" not in names:
            return

        def show(found: object) -> None:
            tree = self._window.side_bar.tree_of(filing)
            if found and tree is not None:
                tree.name_reports(found)

        self._window.tasks.fetch(lambda: [filing.report_names(each) for each in filing.submissions], show)

    def show_chosen(self, shown: Shown) -> None:
        """Show which document is asked for, before its page and its text are there."""
        filing = self._window.reading.filing
        self._window.strip.forget("payload", "page", "link", "coverage", "written")
        self._window.sections.clear()
        if filing is None:
            return
        place = next(i for i, each in enumerate(filing.submissions) if each is shown.submission)
        self._window.tree.select(place, shown.document.number)
        self._window.status.show_filing(submission_words(shown.submission, filing.name))
        self._window.status.show_document(shown.document, "")
        self._window.enable()

    def show_beginning(self, beginning: Beginning) -> None:
        """Show the beginning of a large document, where the reader is to begin in it."""
        reading, view = self._window.reading, self._window.document_view
        if view.linked.spot.block >= beginning.last:
            return
        reading.has_begun = True
        if view.panes.page:
            view.html_pane.show_beginning(beginning.page.html, beginning.page.pictures)
        self.show_begun_text(beginning.text)

    def show_begun_text(self, text: Text) -> None:
        """Show the text of the beginning of a large document."""
        if self._window.document_view.panes.text:
            self._window.document_view.text_pane.show_beginning(text.text, text.written.places)

    def show_page(self, page: Page) -> None:
        """Show the page of the document."""
        self._window.document_view.html_pane.show_page(page.html, page.pictures)
        self._window.status.show_document(page.shown.document, size_words(page.size))
        self.show_outline(page.outline)
        self._tell_of_payload(page)

    def _tell_of_payload(self, page: Page) -> None:
        """Say what is damaged, and offer what cannot be read here to its own program."""
        kind = page.shown.document.kind
        has_program = not page.is_read and opens_outside(kind)
        action = self.tr("Open in Its Program…") if has_program else ""
        if page.problems:
            self.tell("payload", Weight.WARNING, page.problems[0].message, action)
        elif has_program and kind is not Kind.PDF:  # the pages of a PDF document are shown all the same
            name = document_words(page.shown.document)
            sentence = self.tr("{name} can be opened in a program of its own.").format(name=name)
            self.tell("payload", Weight.INFORMATION, sentence, action)

    def show_outline(self, headings: Sequence[Heading]) -> None:
        """Show the headings of the document."""
        self._window.tree.show_outline(headings)
        self._window.sections.show(headings)

    def show_text(self, text: Text) -> None:
        """Show the text of the document."""
        written = text.written
        self.show_outline(text.outline)
        if written.notice:
            self._window.document_view.text_pane.say(written.notice)
        else:
            self._window.document_view.text_pane.show_text(written.text, written.places, written.begins)
        if written.encoding:
            span = text.shown.document.text
            self._window.status.tell(source_words(span.start, span.end, written.encoding))

    def tell(self, topic: str, weight: Weight, sentence: str, action: str = "") -> None:
        """Put a message over the page."""
        self._window.strip.tell(Message(topic, weight, sentence, action))

    def tell_not_opened(self, sentence: str) -> None:
        """Say why a file could not be opened, below the others of the same request that could not."""
        said = self._window.strip.said("open").splitlines()
        hidden = len(said) >= _MOST_LINES
        lines = (
            [*said[: _MOST_LINES - 1], self.tr("More files could not be opened.")]
            if hidden
            else [*said, sentence]
        )
        self.tell("open", Weight.ERROR, "\n".join(dict.fromkeys(lines)))

    def tell_vanished(self, names: list[str]) -> None:
        """Say which files of the last run are gone."""
        sentence = (
            self.tr("This file of the last session is not there any more: {names}.")
            if len(names) == 1
            else self.tr("These files of the last session are not there any more: {names}.")
        )
        said = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        self.tell("vanished", Weight.INFORMATION, sentence.format(names=said))
