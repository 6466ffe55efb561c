"""The filing in front and the document being read of it: requests in, pages and texts out, as signals.

All reading and rendering happens in the background. What fails leaves what was shown as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtCore import QObject, Signal

from viewer.beginning import may_begin
from viewer.ui.contents import sibling
from viewer.ui.filing_tab import FilingTab, Shown, is_same
from viewer.ui.making import Beginning, Manner, Page, Text, made_beginning, made_page, made_text
from viewer.ui.settings import PageLook, Panes, Writing
from viewer.ui.spot import START, Spot
from viewer.ui.wording import document_words

if TYPE_CHECKING:
    from viewer.rendition import Filing
    from viewer.submission.model import Document, Submission
    from viewer.ui.tasks import Tasks


_CHANNELS = ("beginning", "page", "text")


class Reading(QObject):
    """The document shown of the filing in front.

    Signals: `turned(tab)` when another filing is in front, `closed()` when none is; `document_chosen(shown)` at once
    when a document is asked for; `begun(beginning)` when that of a large one is there, `text_begun(text)` when its text
    is there in other columns; `page_ready(page)` and `text_ready(text)` when they are made; `page_failed(sentence)` and
    `text_failed(sentence)` when they cannot be; `waiting(sentence)` when a document takes long; `link_left(href)` for
    links out of the filing, `name_asked(name)` for those to a named place of the shown document itself.
    """

    turned = Signal(object)
    closed = Signal()
    document_chosen = Signal(object)
    begun = Signal(object)
    text_begun = Signal(object)
    page_ready = Signal(object)
    text_ready = Signal(object)
    page_failed = Signal(str)
    text_failed = Signal(str)
    waiting = Signal(str)
    link_left = Signal(str)
    name_asked = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._panes = Panes.BOTH
        self._manner = Manner()
        self._page_for: Shown | None = None
        self._text_for: Shown | None = None
        self._begun_for: Shown | None = None  # of which the beginning was asked for, and answered
        self._begun: Beginning | None = None
        self._before: Shown | None = None
        self.has_begun = False  # whether the beginning of the document is on screen
        self.tab: FilingTab | None = None
        tasks.busy.connect(self._tell_waiting)
        tasks.cancelled.connect(self._go_back)

    @property
    def manner(self) -> Manner:
        """How documents are shown."""
        return self._manner

    @property
    def filing(self) -> Filing | None:
        """The filing in front."""
        return self.tab.filing if self.tab is not None else None

    @property
    def shown(self) -> Shown | None:
        """The document shown of it."""
        return self.tab.shown if self.tab is not None else None

    @property
    def has_page(self) -> bool:
        """Whether the page made last is that of the document shown."""
        return self.shown is not None and is_same(self._page_for, self.shown)

    def turn(self, tab: FilingTab | None) -> None:
        """Read another filing from now on, where it was left; None for none."""
        self._drop()
        self.tab = tab
        self._before = None
        self.turned.emit(tab)
        if tab is None:
            self.closed.emit()
        elif tab.filing is not None and tab.shown is not None:
            self.show(tab.shown)

    def choose(self, submission: int, document: int) -> None:
        """Show a document by the places of its submission (from 0) and of itself (from 1)."""
        if self.filing is not None:
            found = self.filing.submissions[submission]
            self.show(Shown(found, found.documents[document - 1]))

    def show(self, shown: Shown) -> None:
        """Show a document: the page first, the text after it, each only where it is looked at."""
        if self.tab is None:
            return
        former = self.tab.shown
        if former is not None and is_same(former, self._page_for or self._text_for):
            self._before = former
        self.tab.shown = shown
        self._drop()
        self.document_chosen.emit(shown)
        self._ask()

    def _drop(self) -> None:
        """Forget what was asked for and what is there of the document shown."""
        for channel in _CHANNELS:
            self._tasks.drop(channel)
        self._page_for = self._text_for = self._begun_for = None
        self._begun, self.has_begun = None, False

    def step(self, places: int) -> None:
        """Show the next (1) or the previous (-1) document."""
        found = self._neighbour(places)
        if found:
            self.show(Shown(*found))

    def has_neighbour(self, places: int) -> bool:
        """Whether there is a next (1) or a previous (-1) document."""
        return self._neighbour(places) is not None

    def _neighbour(self, places: int) -> tuple[Submission, Document] | None:
        if self.tab is None or self.tab.shown is None:
            return None
        return self.tab.order.neighbour(self.tab.shown.submission, self.tab.shown.document, places)

    def follow(self, href: str) -> None:
        """Follow a link of the page: to a document of the same submission, or out of the filing."""
        if self.shown is None:
            return
        found = sibling(self.shown.submission, href)
        name = unquote(href.partition("#")[2])
        if found is None:
            self.link_left.emit(href)
        elif found.number == self.shown.document.number:
            self.name_asked.emit(name)
        else:
            self.show(Shown(self.shown.submission, found, name))

    def set_panes(self, panes: Panes) -> None:
        """Say which panes are looked at; what they miss is made."""
        self._panes = panes
        self._ask()

    def set_writing(self, writing: Writing, spot: Spot = START) -> None:
        """Say what the text pane shows; where the reader is at `spot`, a source begins there."""
        self._manner = replace(self._manner, writing=writing)
        self._ask_text_again(spot)

    def set_page_look(self, look: PageLook) -> None:
        """Say how the page is set; the page shown is made again."""
        former, self._manner = self._manner, replace(self._manner, look=look)
        if look is not former.look and (self._page_for is not None or self.has_begun):
            self._page_for = None
            self._ask()

    def set_furniture(self, shown: bool) -> None:
        """Say whether the text holds page numbers, running lines and page breaks; the text shown is made again."""
        former, self._manner = self._manner, replace(self._manner, furniture=shown)
        if shown is not former.furniture:
            self._ask_text_again()

    def set_columns(self, columns: int) -> None:
        """Say how many letters stand side by side in the text pane; the text is broken anew for them."""
        self._manner = replace(self._manner, columns=columns)
        self._ask_text_again()
        if self._begun is not None and self.has_begun and self._text_for is None:
            self._break_beginning(self._begun)

    def _break_beginning(self, begun: Beginning) -> None:
        """Break the text of the beginning on screen for the columns that there are now."""
        manner = replace(self._manner, writing=begun.text.writing)

        def work(_wanted: Callable[[], bool]) -> Text:
            return made_text(begun.rendition, begun.page.shown, manner)

        self._tasks.ask("beginning", work, self.text_begun.emit, lambda _sentence: None)

    def _ask_text_again(self, spot: Spot = START) -> None:
        if (
            self.filing is not None
            and self.shown is not None
            and self._panes.text
            and self._text_for is not None
        ):
            self._ask_text(self.filing, self.shown, spot)

    def _ask(self) -> None:
        """Ask for what is looked at and not there yet, the page before the text."""
        if self.filing is None or self.shown is None:
            return
        if self._is_to_begin(self.shown):
            self._ask_beginning(self.filing, self.shown)
        elif self._panes.page and not is_same(self._page_for, self.shown):
            self._ask_page(self.filing, self.shown)
        elif self._panes.text and not is_same(self._text_for, self.shown):
            self._ask_text(self.filing, self.shown)

    def _is_to_begin(self, shown: Shown) -> bool:
        """Whether the beginning of a document is worth being shown before the whole."""
        is_asked = any(is_same(each, shown) for each in (self._begun_for, self._page_for, self._text_for))
        document, is_source = shown.document, self._manner.writing is Writing.SOURCE
        return not (is_source or is_asked or shown.at) and may_begin(document.kind, len(document.text))

    def _ask_beginning(self, filing: Filing, shown: Shown) -> None:
        manner = self._manner

        def work(_wanted: Callable[[], bool]) -> Beginning | None:
            return made_beginning(filing, shown, manner)

        take = partial(self._take_beginning, shown, manner.columns)
        self._tasks.ask("beginning", work, take, lambda _sentence: take(None), label=self._label(shown))

    def _take_beginning(self, shown: Shown, columns: int, beginning: Beginning | None) -> None:
        self._begun_for, self._begun = shown, beginning
        if beginning is not None:
            self.begun.emit(beginning)
            if self.has_begun and columns != self._manner.columns:  # the pane got its width meanwhile
                self._break_beginning(beginning)
        self._ask()

    def _ask_page(self, filing: Filing, shown: Shown) -> None:
        look = self._manner.look

        def work(_wanted: Callable[[], bool]) -> Page:
            return made_page(filing, shown, filing.rendition(shown.document), look)

        self._tasks.ask(
            "page", work, self._take_page, partial(self._fail_page, shown), label=self._label(shown)
        )

    def _ask_text(self, filing: Filing, shown: Shown, spot: Spot = START) -> None:
        manner = self._manner

        def work(_wanted: Callable[[], bool]) -> Text:
            return made_text(filing.rendition(shown.document), shown, manner, spot)

        self._tasks.ask("text", work, self._take_text, self.text_failed.emit, label=self._label(shown))

    def _label(self, shown: Shown) -> str:
        words = self.tr("Reading on in {name}") if self.has_begun else self.tr("Reading {name}")
        return words.format(name=document_words(shown.document))

    def _take_page(self, page: Page) -> None:
        self._page_for = page.shown
        self.page_ready.emit(page)
        self._ask()

    def _take_text(self, text: Text) -> None:
        self._text_for = text.shown
        self._tasks.drop("beginning")
        self.text_ready.emit(text)

    def _fail_page(self, shown: Shown, sentence: str) -> None:
        self._page_for = shown
        self.page_failed.emit(sentence)
        self._ask()

    def _tell_waiting(self, channel: str, label: str) -> None:
        # Where the text is there, the page is only set otherwise, and the former one stays meanwhile.
        is_read = is_same(self._text_for, self.shown)
        if self.has_begun:
            return
        if (
            channel == "beginning"
            or (channel == "page" and not is_read)
            or (channel == "text" and not self._panes.page)
        ):
            self.waiting.emit(label + " …")

    def _go_back(self, channel: str) -> None:
        """After the user gave up waiting for a document, show the one before it again."""
        if channel in _CHANNELS and self.filing is not None:
            before, self._before = self._before, None
            if before is not None:
                self._drop()
                self.show(before)
            elif self.has_begun:
                self._drop()
                self.waiting.emit(self.tr("The document was not read on: choose it again to read it."))
