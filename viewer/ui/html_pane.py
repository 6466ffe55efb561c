"""The HTML pane: one clean page, drawn by the web engine in another process, locked against the world.

A large page is shown with its beginning, which grows to the whole. Where the engine's libraries are missing the pane
says so, and the text pane shows the document.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal

from viewer.ui import theme
from viewer.ui.accessible import describe
from viewer.ui.engine_frame import EngineFrame
from viewer.ui.page_requests import PageRequests
from viewer.ui.page_start import PageStart, font_style
from viewer.ui.spot import START, Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWebEngineCore import QWebEngineLoadingInfo
    from PySide6.QtWebEngineWidgets import QWebEngineView
    from PySide6.QtWidgets import QWidget

    from viewer.ui.locked_page import LockedPage
    from viewer.ui.page_link import Hovered
    from viewer.ui.page_scheme import Pictures
    from viewer.ui.tasks import Tasks


class _Stage(Enum):
    """How much of a page there is."""

    WHOLE = auto()
    BEGINNING = auto()  # only its beginning: on screen, or on the way there
    JOINING = auto()  # the whole was made, and is to take the beginning's place on screen


_BLANK = b"<!doctype html><html><body></body></html>"


class HtmlPane(EngineFrame):
    """Shows one page at a time.

    Signals: `loaded()` when a page is complete; `failed(sentence)` when it could not be drawn;
    `link_followed(href)` for links that lead out of the page, as filed; `jumping()` before a link within the page is
    followed; `block_clicked(block, height)` with a block's number, 0 for none, and where its top stands as a part of
    the pane's height; `spot_moved(spot)` when the user scrolled; `settled()` when it stands as near as it can to where
    it was asked to; `travelled(step)`: the mouse's button back (-1) or forward (1); `menu_asked(point)`: the context
    menu, at a point of the pane; `listing_sorted(heading, kind, down)`: rows were put in an order, as `PageLink` tells
    it; `word_hovered(hovered)`: the pointer rests on a word of the page, None when it left it.
    """

    loaded = Signal()
    link_followed = Signal(str)
    jumping = Signal()
    block_clicked = Signal(int, float)
    spot_moved = Signal(object)
    settled = Signal()
    travelled = Signal(int)
    menu_asked = Signal(QPoint)
    listing_sorted = Signal(str, str, bool)
    word_hovered = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tasks, parent)
        self._page = _BLANK
        self._pictures: Pictures = lambda _name: None
        self._asked = False
        self._state = PageStart()
        self._requests = PageRequests(super()._call)
        self._is_told = False  # whether the page was told as loaded
        self._is_late = False  # whether it is to go to its spot again once it is whole
        self._stage = _Stage.WHOLE
        self._selects_all = False  # once the whole is there
        self._is_former = False  # whether what is on screen is to make room for another page
        self.was_sorted = False  # whether the rows of a listing on the page were put in another order
        describe(self, "html_pane", self.tr("Page"), self.tr("The document as a clean page."))
        self.retint()

    def _listen_to(self, view: QWebEngineView, page: LockedPage) -> None:
        from viewer.ui.page_link import PageLink

        view.customContextMenuRequested.connect(self.menu_asked)
        page.loadingChanged.connect(self._take_loading)
        page.renderProcessTerminated.connect(self._renderer_ended)
        page.link_followed.connect(self.link_followed)
        link = PageLink(page)
        link.arrived.connect(self._take_page)
        link.completed.connect(self._take_complete)
        link.block_clicked.connect(self._take_click)
        link.top_moved.connect(self._take_spot)
        link.link_clicked.connect(self._take_jump)
        link.travel_asked.connect(self.travelled)
        link.listing_sorted.connect(self._take_order)
        link.word_hovered.connect(self._take_word)
        page.listen(link)

    def _engine_started(self) -> None:
        self.retint()
        self._load()

    def show_page(self, page: bytes, pictures: Pictures) -> None:
        """Show a page (UTF-8), with a callable that returns the content of the pictures it names, or None.

        Where its beginning is shown it grows to the whole, and what the reader sees stays in its place.
        """
        grows = self._stage is not _Stage.WHOLE and self._asked and _head(page) == _head(self._page)
        self._page, self._pictures, self._asked = page, pictures, True
        self._stage = _Stage.JOINING if grows else _Stage.WHOLE
        if not self.start():
            return
        if not grows:
            self._load()
        elif self._requests.is_heard:
            self._join()

    def show_beginning(self, page: bytes, pictures: Pictures) -> None:
        """Show the beginning of a page of which the whole is on its way: it is not told of as loaded."""
        self._page, self._pictures, self._asked = page, pictures, True
        self._stage = _Stage.BEGINNING
        if self.start():
            self._load()

    def _join(self) -> None:
        from viewer.ui.locked_page import completion

        if self._locked is not None:
            self._is_former = False
            # A page of megabytes is put into words in the background.
            self._tasks.fetch(
                partial(completion, self._page), partial(self._complete, self._locked.url().path())
            )

    def _complete(self, path: str, question: str | None) -> None:
        if self._locked is None or not self._is_joining(path):
            return
        if question is None:
            self._take_whole(path, 0)
        else:
            self._locked.ask_in_words(question, partial(self._take_whole, path))

    def _is_joining(self, path: str) -> bool:
        """Whether the page at a path is on screen with its beginning, and is to become the whole."""
        is_there = self._locked is not None and self._locked.is_expected_path(path)
        return is_there and self._stage is _Stage.JOINING

    def _take_whole(self, path: str, done: int) -> None:
        """Tell that the whole page is there; where it could not take the place of its beginning, load it."""
        if not self._is_joining(path):
            return
        self._stage = _Stage.WHOLE
        if not done:
            self._load()
            return
        if self._state.name:
            self._requests.move("showName", self._state.name)
        elif self._is_late:
            self._requests.move("showTop", self.spot.block, self.spot.part)
        self._is_late = False
        self._call("light", self._state.lit, -1)
        if self._selects_all:
            self.select_all()
        self._tell_loaded()

    def show_sentence(self, page: bytes) -> None:
        """Show a page of the program's own, which stands for no document: it is not told of as loaded."""
        self._page, self._pictures, self._asked = page, lambda _name: None, False
        self._stage = _Stage.WHOLE
        if self.start():
            self._load()

    @property
    def has_page(self) -> bool:
        """Whether a page was asked for, and there is an engine to draw it."""
        return self._asked and self.view is not None and self._stage is _Stage.WHOLE

    def clear(self) -> None:
        """Show nothing."""
        self._page, self._pictures, self._asked = _BLANK, lambda _name: None, False
        self.begin(START)
        if self.view is not None:
            self._load()

    def reload(self) -> None:
        """Draw the page again, after its renderer ended."""
        if self._stage is _Stage.JOINING:
            self._stage = _Stage.WHOLE
        if self.start():
            self._load()

    def _load(self) -> None:
        if self._server is None or self._locked is None:
            return
        self._is_former = self._is_told = self._is_late = self.was_sorted = False
        self._requests.await_page()
        url = self._server.serve(self._state.told(self._page), self._pictures)
        self._locked.expect(url)
        self._locked.setUrl(url)
        self._apply_zoom()

    # Blocks

    @property
    def spot(self) -> Spot:
        """Where the page is, or will be once it is there."""
        return self._state.spot

    def begin(self, spot: Spot, name: str = "") -> None:
        """Say where the next page begins: at a spot, or at a `name` in it where it has that."""
        self._state = replace(self._state, spot=spot, name=name, lit=0)
        self._stage, self._selects_all = _Stage.WHOLE, False
        self._is_former = True

    def begin_again(self) -> None:
        """Say that the next page is another one of the same document, to begin where this one is."""
        self._is_former = self._asked

    def show_spot(self, spot: Spot) -> None:
        """Bring a spot to the top, without telling of it."""
        self._state = replace(self._state, spot=spot, name="")
        self._is_late = self._stage is not _Stage.WHOLE
        self._requests.move("showTop", spot.block, spot.part)

    def show_name(self, name: str) -> None:
        """Bring the place that links call `name` to the top."""
        if self._is_former or self._stage is not _Stage.WHOLE:
            self._state = replace(self._state, name=name)
        self._requests.move("showName", name)

    def light(self, block: int, height: float = -1) -> None:
        """Light a block, 0 for none; where `height` is given, bring it into sight, there if there is room."""
        self._state = replace(self._state, lit=block)
        self._call("light", block, -1)
        if height >= 0:
            self._requests.move("light", block, height)

    def show_furniture(self, shown: bool) -> None:
        """Show or hide page numbers, running lines and page breaks."""
        self._state = replace(self._state, furniture=shown)
        self._call("showFurniture", shown)

    def unsort(self) -> None:
        """Put the rows of all listings back as filed."""
        self._call("unsort")
        self.was_sorted = False

    def mark_facts(self, places: list[tuple[int, int, int]]) -> None:
        """Underline what stands in these blocks from one letter on up to another, white space not counted."""
        self._call("markFacts", places)

    def find_selection(self, answer: Callable[[str], None]) -> None:
        """Ask the page what is selected: JSON of `text`, `html` and the blocks `first` and `last`, or nothing."""
        if self._locked is None or not self._asked:
            answer("")
        else:
            self._locked.ask_selection(answer)

    def _take_click(self, path: str, block: int, height: float) -> None:
        if self._is_on_screen(path):
            self._state = replace(self._state, lit=block)
            self.block_clicked.emit(block, height)

    def _take_jump(self, path: str) -> None:
        if self._is_on_screen(path):
            self.jumping.emit()

    def _take_order(self, path: str, heading: str, kind: str, down: bool) -> None:
        if self._is_on_screen(path):
            self.was_sorted = self.was_sorted or bool(kind)
            self.listing_sorted.emit(heading, kind, down)

    def _take_word(self, path: str, hovered: Hovered | None) -> None:
        if self._is_on_screen(path):
            self.word_hovered.emit(hovered)

    def _take_spot(self, path: str, block: int, part: float, own: bool, heard: int) -> None:
        if not (self._is_on_screen(path) and self._requests.is_current(heard)):
            return
        if self._is_late and not own and (block > 1 or part):
            self._is_late = False  # the reader went on from the beginning, whatever was asked for behind it
        if not self._is_late:
            self._state = replace(self._state, spot=Spot(block, part), name="")
            if own:
                self.settled.emit()
            else:
                self.spot_moved.emit(self.spot)

    def _is_on_screen(self, path: str) -> bool:
        if self._is_former:
            return False
        return self._asked and self._locked is not None and self._locked.is_expected_path(path)

    def set_font(self, family: str) -> None:
        """Set the family of the page's font, `""` for its own."""
        self._state = replace(self._state, family=family)
        self._dress()

    def retint(self) -> None:
        """Follow a change of the theme; the page on screen is not loaded again."""
        super().retint()
        self._state = replace(self._state, theme=theme.name())
        self._dress()

    def _dress(self) -> None:
        """Give the page on screen the theme and the font in force."""
        if self._locked is not None:
            self._locked.set_theme(self._state.theme)
            self._locked.set_style(font_style(self._state.family))

    def select_all(self) -> None:
        """Select all of the page, of a beginning once the whole is there."""
        self._selects_all = self._stage is not _Stage.WHOLE
        super().select_all()

    # Pages tell themselves that they are there. What the engine tells of loading cannot be held against a page: where
    # one load overtakes another, the former may end under the address of the later, and the later without a word.

    def _take_page(self, path: str) -> None:
        """Ask of the page that is there what was to be asked of it."""
        if self._locked is None or not self._locked.is_expected_path(path):
            return
        self._apply_zoom()
        self._dress()  # theme or font may have been changed while the page was on its way
        self.stand_in_line()
        self._requests.begin()
        if self._stage is _Stage.JOINING:
            self._join()

    def _take_complete(self, path: str) -> None:
        if self._locked is None or not self._locked.is_expected_path(path):
            return
        if self._asked and self._stage is _Stage.WHOLE and not (self._is_told or self._is_former):
            self._tell_loaded()

    def _tell_loaded(self) -> None:
        self._is_told = True
        self.loaded.emit()

    def _call(self, function: str, *values: object) -> None:
        self._requests.ask(function, *values)

    def _take_loading(self, loading: QWebEngineLoadingInfo) -> None:
        """Tell when the page that is awaited cannot be loaded."""
        is_failed = loading.status() is loading.LoadStatus.LoadFailedStatus
        if is_failed and self._locked is not None and self._locked.is_expected(loading.url()):
            self.failed.emit(self.tr("The page could not be drawn. The text is complete."))


def _head(page: bytes) -> bytes:
    """Return what stands before the body of a page: its style, and what it is called."""
    return page[: page.find(b"<body")]
