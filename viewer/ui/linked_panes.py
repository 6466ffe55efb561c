"""The page and the text of one document, joined by the numbers of their blocks.

A click lights both twins, and scrolling one pane keeps the same block on top of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from viewer.ui.spot import START, Spot

if TYPE_CHECKING:
    from viewer.ui.html_pane import HtmlPane
    from viewer.ui.text_pane import TextPane

_FRAME = 16  # milliseconds between two messages to the page


class LinkedPanes(QObject):
    """Joins two panes. Each tells only what its user did, never what it was asked to: nothing echoes."""

    def __init__(self, html_pane: HtmlPane, text_pane: TextPane, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._text = html_pane, text_pane
        self._follows = True
        self._timer = QTimer(self, interval=_FRAME, singleShot=True)
        self._timer.timeout.connect(lambda: self._page.show_spot(self._text.spot))
        html_pane.block_clicked.connect(text_pane.light)
        text_pane.block_clicked.connect(html_pane.light)
        html_pane.spot_moved.connect(self._follow_page)
        text_pane.spot_moved.connect(self._follow_text)

    @property
    def spot(self) -> Spot:
        """Where the reader is: on the page, or where that is not looked at, in the text."""
        page = self._page
        is_read = page.view is not None and page.isVisibleTo(page.window())
        return page.spot if is_read else self._text.spot

    @property
    def follows(self) -> bool:
        """Whether scrolling one pane scrolls the other."""
        return self._follows

    @property
    def lit(self) -> int:
        """The number of the block that is lit, 0 for none."""
        return self._text.lit

    def begin(self, spot: Spot = START, name: str = "") -> None:
        """Say where the document shown next begins, on both sides."""
        self._timer.stop()
        self._page.begin(spot, name)
        self._text.begin(spot)

    def show_spot(self, spot: Spot) -> None:
        """Bring a spot to the top of both panes."""
        self._timer.stop()
        self._page.show_spot(spot)
        self._text.show_spot(spot)

    def follow(self, follows: bool) -> None:
        """Let scrolling one pane scroll the other, or not; the text comes to where the page is."""
        self._follows = follows
        if follows:
            self._text.show_spot(self._page.spot)

    def _follow_page(self, spot: Spot) -> None:
        # What the page tells before it heard that the text was scrolled is out of date.
        if self._follows and not self._timer.isActive():
            self._text.show_spot(spot)

    def _follow_text(self) -> None:
        if self._follows and not self._timer.isActive():
            self._timer.start()
