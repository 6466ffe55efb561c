"""What the window remembers between two runs, typed: damaged or foreign values read as the default."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QByteArray, QLockFile, QSettings

from viewer.ui.session import MOST_PLACES, Places, Session, SessionFile
from viewer.ui.spot import Spot
from viewer.ui.theme import Theme

MOST_RECENT = 12
ZOOMS = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)


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


class Settings:
    """Typed access to one store of settings."""

    def __init__(self, store: QSettings | None = None) -> None:
        """Keep the settings in `store`, or in the user's own file."""
        ini, user = QSettings.Format.IniFormat, QSettings.Scope.UserScope
        self._store = store or QSettings(ini, user, "filing-viewer", "filing-viewer")
        self._lock: QLockFile | None = None

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
        self._store.setValue("window/geometry", value)

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
        self._store.setValue(f"window/widths/{name}", " ".join(map(str, widths)))

    @property
    def side_bar(self) -> bool:
        """Whether the side bar is shown."""
        return self._text("window/side_bar") != "hidden"

    @side_bar.setter
    def side_bar(self, shown: bool) -> None:
        self._store.setValue("window/side_bar", "shown" if shown else "hidden")

    @property
    def panes(self) -> Panes:
        """Which panes are shown."""
        return next((p for p in Panes if p.value == self._text("window/panes")), Panes.BOTH)

    @panes.setter
    def panes(self, value: Panes) -> None:
        self._store.setValue("window/panes", value.value)

    @property
    def writing(self) -> Writing:
        """What the text pane shows of a document; a source is looked at, not settled in."""
        return Writing.MARKDOWN if self._text("reading/writing") == Writing.MARKDOWN.value else Writing.TEXT

    @writing.setter
    def writing(self, value: Writing) -> None:
        self._store.setValue("reading/writing", value.value)

    @property
    def page_look(self) -> PageLook:
        """How the page is set."""
        return PageLook.FILED if self._text("reading/page_look") == PageLook.FILED.value else PageLook.CLEAN

    @page_look.setter
    def page_look(self, value: PageLook) -> None:
        self._store.setValue("reading/page_look", value.value)

    @property
    def furniture(self) -> bool:
        """Whether page numbers, running lines and page breaks are shown."""
        return self._text("reading/furniture") != "off"

    @furniture.setter
    def furniture(self, shown: bool) -> None:
        self._store.setValue("reading/furniture", "on" if shown else "off")

    @property
    def link_views(self) -> bool:
        """Whether scrolling the page or the text scrolls the other one."""
        return self._text("reading/link_views") != "off"

    @link_views.setter
    def link_views(self, linked: bool) -> None:
        self._store.setValue("reading/link_views", "on" if linked else "off")

    @property
    def zoom(self) -> int:
        """The zoom of both panes in per cent, one of `ZOOMS`."""
        text = self._text("reading/zoom")
        return int(text) if text.isdecimal() and int(text) in ZOOMS else 100

    @zoom.setter
    def zoom(self, value: int) -> None:
        self._store.setValue("reading/zoom", str(value))

    @property
    def theme(self) -> Theme:
        """The theme chosen."""
        return next((t for t in Theme if t.value == self._text("window/theme")), Theme.SYSTEM)

    @theme.setter
    def theme(self, value: Theme) -> None:
        self._store.setValue("window/theme", value.value)

    @property
    def page_font(self) -> str:
        """The family of the page's font, `""` for the program's own choice."""
        return self._text("reading/page_font")[:200]

    @page_font.setter
    def page_font(self, family: str) -> None:
        self._store.setValue("reading/page_font", family)

    @property
    def text_font(self) -> str:
        """The family of the text's font, `""` for the system's fixed font."""
        return self._text("reading/text_font")[:200]

    @text_font.setter
    def text_font(self, family: str) -> None:
        self._store.setValue("reading/text_font", family)

    @property
    def wrap(self) -> bool:
        """Whether prose in the text pane is broken to the width of the pane."""
        return self._text("reading/wrap") != "off"

    @wrap.setter
    def wrap(self, on: bool) -> None:
        self._store.setValue("reading/wrap", "on" if on else "off")

    def folder(self, purpose: str) -> str:
        """Return the folder last used to `open` or to `export`, the user's own if it is gone or none was."""
        last = self._text(f"folders/{purpose}")
        return last if last and Path(last).is_dir() else str(Path.home())

    def set_folder(self, purpose: str, folder: Path) -> None:
        """Remember the folder last used to `open` or to `export`."""
        self._store.setValue(f"folders/{purpose}", str(folder))

    @property
    def export_format(self) -> str:
        """The word for the format exported last, `""` for none."""
        return self._text("export/format")

    @export_format.setter
    def export_format(self, value: str) -> None:
        self._store.setValue("export/format", value)

    @property
    def export_furniture(self) -> bool:
        """Whether exports hold page numbers, running lines and page breaks."""
        return self._text("export/furniture") != "off"

    @export_furniture.setter
    def export_furniture(self, on: bool) -> None:
        self._store.setValue("export/furniture", "on" if on else "off")

    @property
    def zeros(self) -> bool:
        """Whether a dash in a table becomes 0 where its figures are taken away, and not an empty cell."""
        return self._text("export/dashes") == "0"

    @zeros.setter
    def zeros(self, on: bool) -> None:
        self._store.setValue("export/dashes", "0" if on else "empty")

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
        self._store.setValue("files/recent", json.dumps([asdict(each) for each in entries]))

    # From one run to the next

    @property
    def restores_session(self) -> bool:
        """Whether the files of the last run are to be open again."""
        return self._text("session/restore") != "off"

    @restores_session.setter
    def restores_session(self, on: bool) -> None:
        self._store.setValue("session/restore", "on" if on else "off")

    def claim_session(self) -> bool:
        """Return whether the session belongs to this run of the program: to the first of those that go on at once."""
        if self._lock is None:
            path = Path(self._store.fileName()).with_suffix(".lock")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError:
                return False
            lock = QLockFile(str(path))
            lock.setStaleLockTime(0)  # one that is left by a run that ended is told by its number alone
            if lock.tryLock(0):
                self._lock = lock
        return self._lock is not None

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
        self._store.setValue("session/files", json.dumps({"files": files, "front": value.front}))

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
        self._store.setValue("session/places", json.dumps(kept))

    @property
    def home(self) -> Path:
        """The folder the settings lie in; it need not exist."""
        return Path(self._store.fileName()).parent

    def save(self) -> None:
        """Write everything to disk now."""
        self._store.sync()
