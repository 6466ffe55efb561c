"""The filings opened in one window: paths in, tabs out, as signals; one of the tabs is in front.

Files are opened in the background; a folder stands for the filings in it. What fails leaves what was shown as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.meaning import explain
from viewer.resources import resource
from viewer.ui.contents import ReadingOrder, contents
from viewer.ui.filing_tab import FilingTab, Place, Shown, Trail, find_place
from viewer.ui.folder import filings_in
from viewer.ui.session import Session, SessionFile
from viewer.ui.wording import number_words

if TYPE_CHECKING:
    from viewer.rendition import Filing
    from viewer.submission.model import Document
    from viewer.ui.tasks import Tasks

MOST_TABS = 50

_KEPT = 4  # filings whose documents are ready to be shown at once
_OPENING = "open "  # how the channels begin in which files are opened

Opener = Callable[[Path], "Filing"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A filing just opened, the order of its documents, and its main document, None where it holds none."""

    filing: Filing
    order: ReadingOrder
    main: Document | None


def open_filing(path: Path) -> Filing:
    """Open a file."""
    return reader().open(path)


def reader() -> type[Filing]:
    """Return what opens files; the parts that read them are loaded when this is first called."""
    from viewer.rendition import Filing

    return Filing


def warm_up() -> Filing:
    """Read the filing that comes with the program: every part that reading needs is loaded then. It is closed again."""
    with reader().open(resource("sample.txt")) as filing:
        first = filing.submissions[0]
        main = filing.main_document(first)
        if main is not None:
            rendition = filing.rendition(main)
            rendition.html()
            rendition.text()
        for top in first.header:
            for each in top.walk():
                explain(each, (), first.type)
    return filing


class Filings(QObject):
    """The tabs of one window, in their order, and which of them is in `front`.

    Signals: `added(index)`, `renamed(index)` and `removed(index)` for tabs; `opened(tab)` when a file was read, for
    the first time or again; `turned(tab)` when another one is in front, or the one in front was read again; None for
    none; `open_failed(sentence)`; `vanished(names)`, files of the last run that are there no more; `warmed(sample)`
    when the parts that read are loaded and nothing was opened yet: a filing that is closed, for rows nobody sees.
    """

    added = Signal(int)
    renamed = Signal(int)
    removed = Signal(int)
    opened = Signal(object)
    turned = Signal(object)
    open_failed = Signal(str)
    vanished = Signal(list)
    warmed = Signal(object)

    def __init__(self, tasks: Tasks, opener: Opener = open_filing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self.opener = tasks, opener
        self._wanted: Path | None = None  # what the user asked to see last
        self._behind: list[Path] = []  # files to be opened one after the other, behind the one in front
        self.tabs: list[FilingTab] = []
        self.front: FilingTab | None = None
        self._last: FilingTab | None = None  # what the last run left in front
        self._seen: list[FilingTab] = []  # the tabs looked at last, the latest first
        tasks.cancelled.connect(self._take_cancelled)

    def warm_up(self) -> None:
        """Load the parts that read files and documents, unless the first file that is opened does so."""
        if self._wanted is None:
            self._tasks.fetch(warm_up, self._tell_warm)

    def _tell_warm(self, sample: Filing | None) -> None:
        if self._wanted is None and sample is not None:
            self.warmed.emit(sample)

    # Opening

    def open_all(self, paths: list[Path]) -> None:
        """Open the first of `paths` in front, or go to its tab, and the others behind it."""
        asked = list(dict.fromkeys(map(_plain, paths)))
        new = self._with_room(
            [path for path in asked if self.tab_of(path) is None and path not in self._behind]
        )
        if not asked:
            return
        first, tab = asked[0], self.tab_of(asked[0])
        self._wanted = first
        self._behind += [path for path in new if path != first]
        if tab is not None:
            self.turn(tab)
            self._open_behind()
        elif first in new or first in self._behind:
            self._ask(first)

    def reload(self) -> None:
        """Read the file in front again from disk, and show the same document again where it still holds it."""
        if self.front is not None:
            self._wanted = self.front.path
            self._ask(self.front.path)

    def tab_of(self, path: Path) -> FilingTab | None:
        """Return the tab of the file at `path`."""
        return next((tab for tab in self.tabs if tab.path == path), None)

    def _with_room(self, paths: list[Path]) -> list[Path]:
        """Return as many of the files as have room; where those are not all, say so."""
        room = max(0, MOST_TABS - len(self.tabs) - len(self._behind))
        if len(paths) > room:
            left = len(paths) - room
            sentence = self.tr("At most {most} filings are open at once; {count} {were} not opened.")
            were = self.tr("was") if left == 1 else self.tr("were")
            self.open_failed.emit(sentence.format(most=MOST_TABS, count=number_words(left), were=were))
        return paths[:room]

    def _ask(self, path: Path) -> None:
        def work(wanted: Callable[[], bool]) -> Opened | list[Path]:
            if path.is_dir():
                return filings_in(path, wanted)
            filing = self.opener(path)
            return Opened(
                filing, ReadingOrder(filing.submissions), filing.main_document(filing.submissions[0])
            )

        self._tasks.ask(
            _channel(path),
            work,
            partial(self._take, path),
            partial(self._fail, path),
            label=self.tr("Opening {name}").format(name=path.name),
            discard=_close_late,
        )

    def _open_behind(self) -> None:
        while self._behind:
            path = self._behind.pop(0)
            if self.tab_of(path) is None:
                self._ask(path)
                return

    def _take(self, path: Path, opened: Opened | list[Path]) -> None:
        if isinstance(opened, list):
            self._take_folder(path, opened)
            return
        tab = self.tab_of(path) or self._add(FilingTab(path, path.name))
        place, former, tab.filing, tab.order = tab.last_place, tab.filing, opened.filing, opened.order
        tab.title = title(opened.filing)
        tab.shown, tab.trail = _first_shown(opened, place), Trail()
        self.renamed.emit(self.tabs.index(tab))
        self.opened.emit(tab)
        if self.front is None or self.front is tab or self._wanted == path:
            self._bring(tab)
        if former is not None:
            former.close()
        self._open_behind()

    def _take_folder(self, folder: Path, inside: list[Path]) -> None:
        """Open what lies in a folder: in front where that was asked for last, behind the others otherwise."""
        if self._wanted == folder:
            self.open_all(inside)
        else:
            asked = [path for path in map(_plain, inside) if path not in self._behind]
            self._behind += self._with_room([path for path in asked if self.tab_of(path) is None])
            self._open_behind()

    def _fail(self, path: Path, sentence: str) -> None:
        tab = self.tab_of(path)
        if tab is not None and tab.filing is None:
            self.close(tab)
        self.open_failed.emit(sentence)
        self._give_up(path)
        self._open_behind()

    def _take_cancelled(self, channel: str) -> None:
        tab = next((each for each in self.tabs if _channel(each.path) == channel), None)
        if tab is not None and tab.filing is None:
            self.close(tab)
        if channel.startswith(_OPENING):
            self._behind.clear()
            self._give_up(Path(channel.removeprefix(_OPENING)))

    def _give_up(self, path: Path) -> None:
        """Show what the last run left in front where there is nothing else to be shown."""
        if self._wanted == path:
            self._wanted = None
        if self.front is None and not self._behind and self.tabs:
            self._bring(self._last if self._last in self.tabs else self.tabs[0])

    # Tabs

    def turn(self, tab: FilingTab) -> None:
        """Bring a tab to the front."""
        self._wanted = tab.path
        if tab is not self.front:
            self._bring(tab)

    def step(self, places: int) -> None:
        """Bring the next tab (1) or the previous one (-1) to the front, beginning anew at the ends."""
        if self.front is not None:
            self.turn(self.tabs[(self.tabs.index(self.front) + places) % len(self.tabs)])

    def move(self, start: int, end: int) -> None:
        """Put a tab at another place in the row."""
        self.tabs.insert(end, self.tabs.pop(start))

    def close(self, tab: FilingTab | None = None) -> None:
        """Close a tab, the one in front if none is given; the one at its place comes to the front."""
        tab = tab or self.front
        if tab is None or tab not in self.tabs:
            return
        place = self.tabs.index(tab)
        self._tasks.drop(_channel(tab.path))
        self.tabs.pop(place)
        self.removed.emit(place)
        if tab is self.front:
            self._bring(self.tabs[min(place, len(self.tabs) - 1)] if self.tabs else None)
        if tab.filing is not None:
            tab.filing.close()

    def close_others(self, tab: FilingTab) -> None:
        """Close all tabs but one."""
        self.turn(tab)
        for each in [each for each in self.tabs if each is not tab]:
            self.close(each)

    def end(self) -> None:
        """Close all files, at the end of the window."""
        for tab in self.tabs:
            if tab.filing is not None:
                tab.filing.close()

    def _add(self, tab: FilingTab) -> FilingTab:
        self.tabs.append(tab)
        self.added.emit(len(self.tabs) - 1)
        return tab

    def _bring(self, tab: FilingTab | None) -> None:
        self.front = tab
        self._forget_behind()
        self.turned.emit(tab)
        if tab is not None and tab.filing is None:
            self._ask(tab.path)

    def _forget_behind(self) -> None:
        """Let filings that were not looked at for long keep nothing but their places."""
        if self.front is not None:
            self._seen = [
                self.front,
                *(tab for tab in self._seen if tab is not self.front and tab in self.tabs),
            ]
        for tab in self._seen[_KEPT:]:
            if tab.filing is not None:
                tab.filing.forget()
        del self._seen[_KEPT:]

    # From one run to the next

    def session(self) -> Session:
        """Return which files are open, in their order, and which of them is in front."""
        kept = [tab for tab in self.tabs if tab.path != _plain(resource("sample.txt"))]
        files = tuple(
            SessionFile(str(tab.path), tab.title, tab.last_place.accession_number, tab.last_place.number)
            for tab in kept
        )
        return Session(files, kept.index(self.front) if self.front in kept else 0)

    def restore(self, session: Session) -> None:
        """Take the files of an earlier run as tabs again; each is opened when it is first looked at."""
        paths = [each.path for each in session.files]
        if paths:
            self._tasks.fetch(
                lambda: frozenset(path for path in paths if Path(path).is_file()),
                partial(self._take_back, session),
            )

    def _take_back(self, session: Session, there: frozenset[str] | None) -> None:
        front: FilingTab | None = None
        for number, each in enumerate(session.files):
            path = Path(each.path)
            if each.path not in (there or ()) or self.tab_of(path) or len(self.tabs) >= MOST_TABS:
                continue
            tab = self._add(FilingTab(path, each.title, Place(each.accession_number, each.number)))
            if front is None or number <= session.front:
                front = tab
        self._last = front
        if self._wanted is None and self.front is None and front is not None:
            self._bring(front)
        gone = [Path(each.path).name for each in session.files if each.path not in (there or ())]
        if gone:
            self.vanished.emit(gone)


def title(filing: Filing) -> str:
    """Return what a filing is called: company, form and date of its first submission, or the file's name.

    Behind that stands how many more submissions there are in the file.
    """
    first, more = filing.submissions[0], len(filing.submissions) - 1
    parts = [part for part in (first.company, first.type, first.filing_date) if part] or [filing.name]
    return "  ".join([*parts, f"+{more}"] if more else parts)


def _first_shown(opened: Opened, place: Place) -> Shown | None:
    """Return the document at `place`; where there is none, the main one; where there is none, the first."""
    if (found := find_place(opened.filing, place)) is not None:
        return found
    first = opened.filing.submissions[0]
    document = opened.main or next(iter(contents(first).order), None)
    return Shown(first, document) if document is not None else None


def _close_late(late: Opened | list[Path]) -> None:
    if isinstance(late, Opened):
        late.filing.close()


def _plain(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 — `Path.absolute` keeps "..", `resolve` asks the disk


def _channel(path: Path) -> str:
    return f"{_OPENING}{path}"
