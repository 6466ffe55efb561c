"""What the user asks for in the rows of the side bar, whichever filing's tree they stand in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class RowRequests(QObject):
    """The requests of all trees of one window.

    Signals: `document_selected(submission, document)` with the places of the submission (from 0) and of the document
    (from 1) when a row is chosen; `heading_selected(block)` when a heading of the document shown is, 0 for its
    beginning; `value_copied(text)`; `export_requested()` for the document chosen, `source_requested()` for how it was
    filed, `program_requested()` for it in a program of its own; `folder_requested()` for the folder that the file lies
    in.
    """

    document_selected = Signal(int, int)
    heading_selected = Signal(int)
    value_copied = Signal(str)
    export_requested = Signal()
    source_requested = Signal()
    program_requested = Signal()
    folder_requested = Signal()
