"""How much of a document's words its text holds, in sentences; worked out in the background."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from viewer.submission.model import Problem
from viewer.ui.wording import number_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.rendition import Coverage, Filing
    from viewer.submission.model import Document
    from viewer.ui.filing_tab import Shown
    from viewer.ui.tasks import Tasks


_ENOUGH = 0.999  # the share of the words that a text is to hold; below that something went wrong


def _tr(words: str) -> str:
    return QCoreApplication.translate("coverage", words)


def share_words(share: float) -> str:
    """Return a share in per cent; it says 100 only where nothing is missing.

    >>> share_words(1.0), share_words(0.99999), share_words(0.9837)
    ('100 %', '99.99 %', '98.37 %')
    """
    if share >= 1:
        return "100 %"
    return f"{floor(share * 10_000) / 100:g} %"


def coverage_words(found: Coverage) -> str:
    """Return what to say of a document's coverage: the share, and what is missing."""
    if not found.visible:
        return _tr("The document has no visible words.")
    said = _tr("The text holds {share} of the {count} visible words.").format(
        share=share_words(found.share), count=number_words(found.visible)
    )
    if found.missing:
        said += " " + _tr("Missing: {words}.").format(words=", ".join(found.missing))
    return said


def left_out_words(found: Coverage) -> str:
    """Return in a line what was left out of a document, an empty string where nothing was."""
    pieces = ", ".join(f"{number_words(each.pieces)} × {each.reason}" for each in found.left_out)
    return _tr("left out: {pieces}").format(pieces=pieces) if pieces else ""


def coverage_problem(found: Coverage, document: Document) -> Problem | None:
    """Return the problem that a text lacks words of its document, None where it holds as good as all of them."""
    if found.share >= _ENOUGH:
        return None
    sentence = _tr(
        "The text of {name} holds {share} of the words that a reader would see; missing are {words}."
    )
    said = sentence.format(
        name=document.filename or document.type,
        share=share_words(found.share),
        words=", ".join(found.missing) or _tr("some"),
    )
    return Problem("coverage", document.text.start, 0, said)


class Covering(QObject):
    """The coverage of the shown document.

    Signals: `found(coverage)`.
    """

    found = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def ask(self, filing: Filing, shown: Shown) -> None:
        """Work out the coverage of a document; where that fails, nothing is told."""

        def work(_wanted: Callable[[], bool]) -> Coverage:
            return filing.rendition(shown.document).coverage()

        self._tasks.ask("coverage", work, self.found.emit, lambda _sentence: None)

    def drop(self) -> None:
        """Forget what was asked."""
        self._tasks.drop("coverage")
