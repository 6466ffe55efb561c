"""The facts of XBRL in the shown document, read in the background: listed, marked on the page, told by the pointer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.ui.fact_marks import FactMarks
from viewer.ui.fact_tips import FactTips
from viewer.ui.facts_panel import FactsPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.rendition import Fact
    from viewer.ui.filing_tab import Shown
    from viewer.ui.html_pane import HtmlPane
    from viewer.ui.reading import Reading
    from viewer.ui.tasks import Tasks

_CHANNEL = "facts"
# The type of the document with a filing's facts, before they stood in the report itself.
_INSTANCE = "EX-101.INS"


class Facts(QObject):
    """The facts of one window's document, in their `panel` and on the page.

    Signals: `found(facts)`; `chosen(block)`, the block that a fact stands in; `told(sentence)` of what was copied.
    """

    found = Signal(object)
    chosen = Signal(int)
    told = Signal(str)

    def __init__(self, tasks: Tasks, reading: Reading, pane: HtmlPane, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._reading = tasks, reading
        self._instance: Shown | None = None  # the document that has the facts of the one shown
        self.panel = FactsPanel()
        self._marks = FactMarks(pane, self)
        FactTips(tasks, reading, pane, self)
        self.panel.fact_chosen.connect(self.chosen)
        self.panel.elsewhere_asked.connect(self._show_instance)
        self.panel.told.connect(self.told)
        self.found.connect(self._list)
        self.found.connect(self._marks.show)

    def ask(self) -> None:
        """Read the facts of the document shown."""
        filing, shown = self._reading.filing, self._reading.shown
        self.forget()
        if filing is None or shown is None:
            return

        def work(_wanted: Callable[[], bool]) -> tuple[Fact, ...]:
            return filing.rendition(shown.document).facts()

        self.panel.say(self.tr("Reading the facts …"))
        label = self.tr("Reading the facts")
        self._tasks.ask(_CHANNEL, work, self.found.emit, self.panel.say, label=label)

    def forget(self) -> None:
        """Read, list and mark none."""
        self._tasks.drop(_CHANNEL)
        self._marks.clear()
        self.panel.say("")

    def unmark(self) -> None:
        """Mark none on the page."""
        self._marks.clear()

    def _list(self, facts: tuple[Fact, ...]) -> None:
        """List the facts of the document, or say which of the submission's documents has them."""
        shown = self._reading.shown
        others = shown.submission.documents if shown is not None and not facts else ()
        instance = next((each for each in others if each.type.upper().startswith(_INSTANCE)), None)
        if instance is None or shown is None or instance.number == shown.document.number:
            self.panel.show_facts(facts)
            return
        self._instance = replace(shown, document=instance, at="")
        name = f"{instance.type} ({instance.filename})" if instance.filename else instance.type
        said = self.tr("This document has no XBRL facts; those of the filing stand in {name}.")
        self.panel.say(said.format(name=name), instance.type)

    def _show_instance(self) -> None:
        if self._instance is not None:
            self._reading.show(self._instance)
