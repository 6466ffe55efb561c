"""What is selected in page or text to a quotation: the words, and where in the filing they stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from viewer.ui import clipboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from viewer.quotation import Quotation
    from viewer.ui.document_view import DocumentView
    from viewer.ui.reading import Reading
    from viewer.ui.tasks import Tasks
    from viewer.ui.text_pane import TextPane


@dataclass(frozen=True, slots=True)
class Selected:
    """Words, as HTML too where they have any, and the `first` and the `last` block they stand in (0: unknown)."""

    words: str = ""
    html: str = ""
    first: int = 0
    last: int = 0


class Citing(QObject):
    """Copies with citation from one window's panes.

    Signals: `told(sentence)` of what was copied; `failed(sentence)`.
    """

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, reading: Reading, view: DocumentView, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._reading, self._view = tasks, reading, view

    def copy(self) -> None:
        """Copy what is selected with its citation; where nothing is, the citation of the lit block."""
        focus = QApplication.focusWidget()
        pane = self._view.text_pane if self._is_text(focus) else self._view.html_pane
        self.copy_from(pane, self._view.linked.lit)

    def copy_from(self, pane: QWidget, block: int) -> None:
        """Copy what is selected in a pane with its citation; where nothing is, the citation of a block."""
        self.find(pane, lambda selected: self._quote(selected if selected.words else Selected(first=block)))

    def find(self, pane: QWidget | None, answer: Callable[[Selected], None]) -> None:
        """Give what is selected in a pane; None stands for the one that holds a selection, the text before the page."""
        text = self._view.text_pane
        if pane is text or (pane is None and text.textCursor().hasSelection()):
            answer(selected_in(text))
        else:
            self._view.html_pane.find_selection(lambda found: answer(_read(found)))

    def ask(self, selected: Selected, answer: Callable[[Quotation], None]) -> None:
        """Make the quotation of what is selected, in the background: the document may be in work there."""
        filing, shown = self._reading.filing, self._reading.shown
        if filing is None or shown is None:
            return

        def work(_wanted: Callable[[], bool]) -> Quotation:
            from viewer.citation import cite, place_of
            from viewer.quotation import Quotation

            blocks = filing.rendition(shown.document).tree.blocks if selected.first else ()
            place = place_of(blocks, selected.first, selected.last) if blocks else ""
            return Quotation(cite(shown.submission, shown.document, place), selected.words, selected.html)

        self._tasks.ask("citation", work, answer, self.failed.emit)

    def _is_text(self, focus: QWidget | None) -> bool:
        text = self._view.text_pane
        return not self._view.panes.page or text is focus or (focus is not None and text.isAncestorOf(focus))

    def _quote(self, selected: Selected) -> None:
        self.ask(selected, self._put)

    def _put(self, made: Quotation) -> None:
        clipboard.put(made.text, f'<meta charset="utf-8">{made.html}', made.markdown)
        said = self.tr("Copied with citation: {words}") if made.words else self.tr("Copied: {words}")
        self.told.emit(said.format(words=made.citation.words))


def selected_in(pane: TextPane) -> Selected:
    """Return what is selected in the text."""
    cursor = pane.textCursor()
    words = pane.selected_text()
    start = pane.shown.offset(cursor.selectionStart()) + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    inside = [place.block for place in pane.places if place.start < end and place.end > start]
    return Selected(words, "", inside[0], inside[-1]) if inside and words.strip() else Selected(words)


def _read(found: str) -> Selected:
    """Return what the page tells of its selection."""
    if not found:
        return Selected()
    told = json.loads(found)
    return Selected(str(told["text"]), str(told["html"]), int(told["first"]), int(told["last"]))
