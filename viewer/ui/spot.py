"""Where a reader is in a document: the same in the page, the text and the Markdown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """The block on top of a pane, 0 at the start of the document, and how much of its height, 0 to 1, lies above."""

    block: int = 0
    part: float = 0.0


START = Spot()
