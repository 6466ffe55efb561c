"""What the window remembers between two runs, typed: damaged or foreign values read as the default."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QLockFile, QSettings, QThread

from viewer.ui.session import MOST_PLACES, Places, Session, SessionFile
from viewer.ui.spot import Spot
from viewer.ui.theme import Theme

MOST_RECENT = 12
_LONGEST = 200  # letters of a word kept
ZOOMS = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)


Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=Enum)


class Panes(Enum):
    """Which panes show the document."""

    HTML = "html"
    TEXT = "text"
    BOTH = "both"

    @property
    def page(self) -> bool:
        """Whether the page is shown."""
        return self is not Panes.TEXT

    @property
    def text(self) -> bool:
        """Whether the text is shown."""
        return self is not Panes.HTML


class Writing(Enum):
    """What the text pane shows of a document."""

    TEXT = "text"
    MARKDOWN = "markdown"
    SOURCE = "source"


class TextTables(Enum):
    """How tables stand in a text that is exported; the values are those of the renderer."""

    ALIGNED = "aligned"
    TABS = "tabs"
    ROWS = "rows"


class PageLook(Enum):
    """How the page is set."""

    CLEAN = "clean"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class Recent:
    """A filing opened before: where it lies, and what the list says of it."""

    path: str
    company: str = ""
    form: str = ""
    filed: str = ""


class _Kept(Generic[Value]):
    """A setting as an attribute of `Settings`: the word that stands for it in the store is read, and written."""

    def __init__(self, key: str, read: Callable[[str], Value], word: Callable[[Value], str]) -> None:
        self._key, self._read, self._word = key, read, word

    def __get__(self, settings: Settings, owner: type) -> Value:
        return self._read(settings._text(self._key))

    def __set__(self, settings: Settings, value: Value) -> None:
        settings._keep(self._key, self._word(value))


def _switch(key: str, on: str = "on", off: str = "off") -> _Kept[bool]:
    """Return a setting that is on unless it was switched off."""
    return _Kept(key, lambda word: word != off, lambda value: on if value else off)


def _choice(default: Choice, key: str, *others: Choice) -> _Kept[Choice]:
    """Return a setting that is one of several members of an enumeration, the first where the store names none."""
    return _Kept(
        key,
        lambda word: next((each for each in others if each.value == word), default),
        lambda value: str(value.value),
    )


def _words(key: str) -> _Kept[str]:
    return _Kept(key, lambda word: word[:_LONGEST], str)


def _zoom(word: str) -> int:
    return int(word) if word.isdecimal() and int(word) in ZOOMS else 100


class Settings:
    """Typed access to one store of settings."""

    side_bar = _switch("window/side_bar", "shown", "hidden")
    panes = _choice(Panes.BOTH, "window/panes", *Panes)
    theme = _choice(Theme.SYSTEM, "window/theme", *Theme)
    writing = _choice(Writing.TEXT, "reading/writing", Writing.MARKDOWN)  # a source is not settled in
    page_look = _choice(PageLook.CLEAN, "reading/page_look", PageLook.FILED)
    furniture = _switch("reading/furniture")  # page numbers, running lines and page breaks are shown
    link_views = _switch("reading/link_views")  # scrolling the page or the text scrolls the other one
    zoom = _Kept("reading/zoom", _zoom, str)  # of both panes in per cent, one of `ZOOMS`
    page_font = _words("reading/page_font")  # its family, "" for the program's own choice
    text_font = _words("reading/text_font")  # its family, "" for the system's fixed font
    wrap = _switch("reading/wrap")  # prose in the text pane is broken to the width of the pane
    export_format = _words("export/format")  # the word for the one exported last, "" for none
    export_furniture = _switch("export/furniture")  # exports hold page numbers, running lines and page breaks
    text_tables = _choice(TextTables.ALIGNED, "export/tables", *TextTables)
    # A dash in a table becomes 0 where its figures are taken away, and not an empty cell.
    zeros = _Kept("export/dashes", lambda word: word == "0", lambda on: "0" if on else "empty")
    restores_session = _switch("session/restore")  # the files of the last run are to be open again

    def __init__(self, store: QSettings | None = None) -> None:
        """Keep the settings in `store`, or in the user's own file."""
        ini, user = QSettings.Format.IniFormat, QSettings.Scope.UserScope
        self._store = store or QSettings(ini, user, "filing-viewer", "filing-viewer")
        # The same values, for another thread.
        self._writer = QSettings(self._store.fileName(), self._store.format())
        # They would write by themselves, in the window's thread, which waits for the disk then.
        for each in (self._store, self._writer):
            each.moveToThread(None)
        self.changed: Callable[[], None] = lambda: None  # called when there is something to write
        self._writing, self._claiming = Lock(), Lock()
        self._lock: QLockFile | None = None

    def _keep(self, key: str, value: str | QByteArray) -> None:
        self._store.setValue(key, value)
        self.changed()

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return value if isinstance(value, str) else ""

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key, QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size, as Qt saves it."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._keep("window/geometry", value)

    def widths(self, name: str, default: tuple[int, ...]) -> list[int]:
        """Return the widths of the splitter `name`, in pixels."""
        try:
            widths = [int(part) for part in self._text(f"window/widths/{name}").split()]
        except ValueError:
            widths = []
        fits = len(widths) == len(default) and all(0 <= w < 100_000 for w in widths) and any(widths)
        return widths if fits else list(default)

    def set_widths(self, name: str, widths: list[int]) -> None:
        """Remember the widths of the splitter `name`."""
        self._keep(f"window/widths/{name}", " ".join(map(str, widths)))

    def folder(self, purpose: str) -> str:
        """Return the folder last used to `open` or to `export`, the user's own if it is gone or none was."""
        last = self._text(f"folders/{purpose}")
        return last if last and Path(last).is_dir() else str(Path.home())

    def set_folder(self, purpose: str, folder: Path) -> None:
        """Remember the folder last used to `open` or to `export`."""
        self._keep(f"folders/{purpose}", str(folder))

    @property
    def recent(self) -> tuple[Recent, ...]:
        """The filings opened before, the last one first."""
        try:
            entries = json.loads(self._text("files/recent") or "[]")
            return tuple(Recent(**{key: str(value) for key, value in entry.items()}) for entry in entries)[
                :MOST_RECENT
            ]
        except (ValueError, TypeError, AttributeError):
            return ()

    def add_recent(self, entry: Recent) -> None:
        """Put `entry` on top of the filings opened before."""
        others = [each for each in self.recent if each.path != entry.path]
        self._write_recent([entry, *others][:MOST_RECENT])

    def forget_recent(self) -> None:
        """Forget all filings opened before."""
        self._write_recent([])

    def _write_recent(self, entries: list[Recent]) -> None:
        self._keep("files/recent", json.dumps([asdict(each) for each in entries]))

    # From one run to the next

    def claim_session(self) -> bool:
        """Return whether the session belongs to this run of the program: to the first of those that go on at once.

        The disk is waited for; in any thread.
        """
        with self._claiming:
            if self._lock is None:
                self._lock = self._claimed()
        return self._lock is not None

    def _claimed(self) -> QLockFile | None:
        path = Path(self._store.fileName()).with_suffix(".lock")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        lock = QLockFile(str(path))
        lock.setStaleLockTime(0)  # one that is left by a run that ended is told by its number alone
        return lock if lock.tryLock(0) else None

    def release_session(self) -> None:
        """Leave the session to the next run."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    @property
    def session(self) -> Session:
        """The files that were open."""
        try:
            kept = json.loads(self._text("session/files") or "{}")
            files = tuple(
                SessionFile(str(path), str(title), str(accession), int(number))
                for path, title, accession, number in kept.get("files", ())
            )
            return Session(files, int(kept.get("front", 0)))
        except (ValueError, TypeError, AttributeError):
            return Session()

    @session.setter
    def session(self, value: Session) -> None:
        files = [[each.path, each.title, each.accession_number, each.number] for each in value.files]
        self._keep("session/files", json.dumps({"files": files, "front": value.front}))

    @property
    def places(self) -> Places:
        """Where the reader was in each document."""
        try:
            kept = json.loads(self._text("session/places") or "[]")[-MOST_PLACES:]
            return Places(
                ((str(path), str(accession), int(number)), Spot(int(block), float(part)))
                for path, accession, number, block, part in kept
                if int(block) >= 0 and 0 <= float(part) <= 1
            )
        except (ValueError, TypeError):
            return Places()

    @places.setter
    def places(self, value: Places) -> None:
        kept = [[*key, spot.block, round(spot.part, 4)] for key, spot in value.all()]
        self._keep("session/places", json.dumps(kept))

    @property
    def home(self) -> Path:
        """The folder the settings lie in; it need not exist."""
        return Path(self._store.fileName()).parent

    def save(self) -> None:
        """Write everything to disk now."""
        self._store.sync()

    def write(self) -> None:
        """Write to disk what is not there yet; in any thread."""
        with self._writing:
            self._writer.moveToThread(QThread.currentThread())
            # `sync` does the same, but keeps all of Python waiting for the disk.
            QCoreApplication.sendEvent(self._writer, QEvent(QEvent.Type.UpdateRequest))
            self._writer.moveToThread(None)
