"""A document to what the panes show of it: its page, its text, and the beginning of both; no widgets here.

Making takes as long as reading the document; it is done in the background.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from viewer.submission.model import Kind
from viewer.ui.settings import PageLook, Writing
from viewer.ui.spot import START, Spot
from viewer.ui.writing import Written, written

if TYPE_CHECKING:
    from viewer.rendition import Filing, Heading, Rendition
    from viewer.submission.model import Problem, Submission
    from viewer.ui.filing_tab import Shown
    from viewer.ui.shown_text import ShownText


@dataclass(frozen=True, slots=True)
class Manner:
    """How a document is shown: how its page is set, what stands for its text, with page furniture or without.

    `columns` is how many letters of prose stand side by side in the text, 0 for any number.
    """

    look: PageLook = PageLook.CLEAN
    writing: Writing = Writing.TEXT
    furniture: bool = True
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a document: UTF-8, its pictures by name, what is damaged, the payload's size, its headings.

    `is_read` tells whether it shows the document itself, and not only a sentence that says why there is none.
    """

    shown: Shown
    html: bytes
    pictures: Callable[[str], bytes | None]
    problems: tuple[Problem, ...]
    size: int
    outline: tuple[Heading, ...] = ()
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """What the text pane shows of a document: its text, its Markdown or its source; and its headings."""

    shown: Shown
    written: Written
    writing: Writing = Writing.TEXT
    outline: tuple[Heading, ...] = ()

    @property
    def text(self) -> ShownText:
        """The words, as they are shown."""
        return self.written.text


@dataclass(frozen=True, slots=True)
class Beginning:
    """The page and the text of the beginning of a large document, and what they were made from."""

    page: Page
    text: Text
    rendition: Rendition

    @property
    def last(self) -> int:
        """The number of the last block."""
        return self.rendition.tree.blocks[-1].id


def made_page(filing: Filing, shown: Shown, rendition: Rendition, look: PageLook) -> Page:
    """Return the page of a document, or of its beginning, set as `look` says."""
    page = rendition.filed_html() if look is PageLook.FILED else rendition.html()
    html = page.encode("utf-8", "backslashreplace")
    pictures = partial(_picture, filing, shown.submission)
    size, is_read = rendition.payload.size, bool(rendition.tree.blocks)
    return Page(shown, html, pictures, rendition.problems, size, rendition.outline, is_read)


def _picture(filing: Filing, submission: Submission, name: str) -> bytes | None:
    """Return the content of a picture that a document names, None where the submission does not hold it."""
    payload = filing.picture(submission, name)
    return payload.content if payload is not None and payload.kind is Kind.IMAGE else None


def made_text(rendition: Rendition, shown: Shown, manner: Manner, spot: Spot = START) -> Text:
    """Return what the text pane shows of a document; a source begins where the reader is, at `spot`."""
    made = written(rendition, manner.writing, manner.columns, spot, manner.furniture)
    return Text(shown, made, manner.writing, rendition.outline)


def made_beginning(filing: Filing, shown: Shown, manner: Manner) -> Beginning | None:
    """Return page and text of the beginning of a document, None where it is not worth being shown before the whole."""
    rendition = filing.rendition(shown.document).beginning()
    if rendition is None:
        return None
    page, text = made_page(filing, shown, rendition, manner.look), made_text(rendition, shown, manner)
    return Beginning(page, text, rendition)
