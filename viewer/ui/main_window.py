"""The window: makes and arranges its parts. What they do is theirs; all wiring is in `connections`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from viewer.resources import resource
from viewer.submission.model import Kind
from viewer.ui import dialogs, theme
from viewer.ui.accessible import describe
from viewer.ui.actions import Actions
from viewer.ui.citing import Citing
from viewer.ui.connections import connect
from viewer.ui.copying import Copying
from viewer.ui.document_view import DocumentView
from viewer.ui.exporting import Exporting
from viewer.ui.filings import Filings, Opener, open_filing
from viewer.ui.find_bar import FindBar
from viewer.ui.find_in_document import FindInDocument
from viewer.ui.focus import Focus
from viewer.ui.focus_ring import FocusRing
from viewer.ui.history import History
from viewer.ui.looks import Looks
from viewer.ui.outside import Outside, opens_outside
from viewer.ui.page_choices import PageChoices
from viewer.ui.panels import Panels
from viewer.ui.pdf_view import PdfShowing
from viewer.ui.reading import Reading
from viewer.ui.recent_files import RecentFiles
from viewer.ui.remembering import Remembering
from viewer.ui.sections import Sections
from viewer.ui.settings import Writing
from viewer.ui.showing import Showing
from viewer.ui.side_bar import SideBar
from viewer.ui.status import Status
from viewer.ui.strip import Strip, Weight
from viewer.ui.tab_bar import TabBar
from viewer.ui.taking_tables import TakingTables
from viewer.ui.tasks import Tasks
from viewer.ui.to_hits import ToHits
from viewer.ui.welcome import Welcome

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent

    from viewer.ui.filing_tab import FilingTab
    from viewer.ui.settings import Settings
    from viewer.ui.submission_tree import SubmissionTree

_SIZE = (1280, 800)
_PANES = (480, 480)
_NARROWEST, _WIDEST = 260, 340  # pixels of the side bar, a quarter of the window and a little


class MainWindow(QMainWindow):
    """The window: any number of filings, of which one is in front.

    Signals: `closed(ended)`, with whether all background work has ended.
    """

    closed = Signal(bool)

    def __init__(self, settings: Settings, opener: Opener = open_filing) -> None:
        super().__init__()
        self.settings = settings
        self.tasks = Tasks(self)
        self.filings = Filings(self.tasks, opener, self)
        self.reading = Reading(self.tasks, self)
        self.recent_files = RecentFiles(settings, self.tasks, self)
        self.actions_ = Actions(self)
        self.tab_bar = TabBar()
        self.strip = Strip()
        self.welcome = Welcome()
        self.side_bar = SideBar()
        self.document_view = DocumentView(self.tasks, settings.widths("panes", _PANES))
        self.history = History(self.reading, self.document_view, settings.places, self)
        self.sections = Sections(self.history, self.document_view, self)
        self.status = Status(self.statusBar())
        self.find_bar = FindBar()
        self.finder = FindInDocument(self.tasks, self.reading, self.document_view, self.find_bar)
        self.taking_tables = TakingTables(self, settings, self.tasks, self.reading)
        self.to_hits = ToHits(self.filings, self.reading, self.finder, self)
        self.panels = Panels(
            self, self.tasks, self.filings, self.reading, self.document_view, self.taking_tables
        )
        self.pdf_showing = PdfShowing(self.tasks, self.reading, self.document_view, self)
        self.looks = Looks(self, settings, self.actions_, self.side_bar, self.document_view)
        self.focus = Focus(self.side_bar, self.document_view, self)
        self.outside = Outside(self, self.tasks)
        self.citing = Citing(self.tasks, self.reading, self.document_view, self)
        page = self.document_view.html_pane
        self.exporting = Exporting(self, settings, self.tasks, self.reading, page, self.citing)
        self._is_parted = False  # whether the side bar has its width
        self._written = Path()  # the file that was written last
        self.copying = Copying(self.tasks, self.reading, self.document_view, self.actions_, self)
        self.page_choices = PageChoices(settings, self.reading, self.document_view, self.actions_, self)
        self.remembering = Remembering(settings, self.tasks, self.filings, self)
        self._arrange()
        self.focus_ring = FocusRing(self)
        self.showing = Showing(self)
        connect(self)
        self._restore()

    @property
    def tree(self) -> SubmissionTree:
        """The tree of the filing in front."""
        return self.side_bar.tree

    def _arrange(self) -> None:
        describe(self, "main_window", self.tr("Filing Viewer"), self.tr("Reads SEC EDGAR submission files."))
        describe(self.menuBar(), "menu_bar", self.tr("Menus"), self.tr("Everything the program can do."))
        self.setAcceptDrops(True)
        self.setWindowIcon(theme.icon("filing-viewer"))
        self.stack = QStackedWidget()
        describe(self.stack, "stack", self.tr("Page area"), self.tr("The welcome page, or the document."))
        self.stack.addWidget(self.welcome)
        self.stack.addWidget(self.document_view)
        right = QWidget()
        describe(right, "right_side", self.tr("Page area"), self.tr("Messages above, the document below."))
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.stack, 1)
        column.addWidget(self.find_bar)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        describe(self.sides, "sides", self.tr("Sides"), self.tr("Parts the side bar from the document."))
        self.sides.setHandleWidth(1)
        self.sides.setOpaqueResize(False)
        self.sides.setChildrenCollapsible(False)
        self.sides.addWidget(self.side_bar)
        self.sides.addWidget(right)
        self.sides.setStretchFactor(1, 1)
        middle = QWidget()
        describe(middle, "middle", self.tr("Filing"), self.tr("The tabs above, the filing in front below."))
        whole = QVBoxLayout(middle)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tab_bar)
        whole.addWidget(self.sides, 1)
        self.setCentralWidget(middle)

    def _restore(self) -> None:
        if not self.restoreGeometry(self.settings.geometry):
            self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize()))
        self.actions_.themes[self.settings.theme].setChecked(True)
        self.actions_.side_bar.setChecked(self.settings.side_bar)
        self.looks.show_panes(self.settings.panes)
        self.looks.link_views(self.settings.link_views)
        self.choose_writing(self.settings.writing)
        self.document_view.set_zoom(self.settings.zoom)
        self._apply_fonts()
        self.list_recent()
        self.reading.turn(None)
        self.recent_files.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the side bar its part of the window, as wide as that is by now."""
        super().showEvent(event)
        if not self._is_parted:
            self._is_parted = True
            side = min(max(self.width() * 13 // 50, _NARROWEST), _WIDEST)
            self.sides.setSizes(self.settings.widths("sides", (side, self.width() - side)))

    def warm_up(self) -> None:
        """Load what the first filing needs; to be called when the window is painted."""
        self.filings.warm_up()
        for name in (
            *(f"kind-{kind.value}" for kind in Kind),
            "submission",
            "header",
            "folder",
            "warning",
            "dismiss",
        ):
            theme.icon(name)
        self.document_view.html_pane.start()

    # Opening

    def open(self, path: Path) -> None:
        """Open the file at `path`, or go to its tab."""
        self.open_all([path])

    def open_all(self, paths: list[Path]) -> None:
        """Open the first of `paths` in front and the others behind it."""
        self.strip.forget("open", "vanished")
        self.filings.open_all(paths)

    def open_sample(self) -> None:
        """Open the filing that comes with the program."""
        self.open(resource("sample.txt"))

    def ask_open(self) -> None:
        """Ask which files to open."""
        paths = dialogs.ask_open(self, self.settings.folder("open"))
        if paths:
            self.settings.set_folder("open", paths[0].parent)
        self.open_all(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged over any part of the window."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files dropped."""
        paths = _dropped(event)
        if paths:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.open_all(paths))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let the Tab key go from part to part as they are read."""
        return self.focus.step(self, forward=forward)

    # What is opened and shown

    def turn(self, tab: FilingTab | None) -> None:
        """Bring a filing to the front, None for the welcome page."""
        self.tab_bar.show_front(self.filings.tabs.index(tab) if tab is not None else -1)
        self.reading.turn(tab)
        self.remembering.begin_session()

    def choose_writing(self, writing: Writing, *, keep: bool = False) -> None:
        """Show the text, the Markdown or the source; the action of the source puts it away again unless `keep`."""
        if writing is Writing.SOURCE and self.reading.manner.writing is Writing.SOURCE and not keep:
            writing = self.settings.writing
        spot = self.document_view.linked.spot
        self.looks.show_writing(writing)
        self.reading.set_writing(writing, spot)

    def enable(self) -> None:
        """Leave only those actions enabled that can be done now."""
        reading = self.reading
        self.actions_.enable(
            reading.filing is not None,
            reading.shown is not None,
            reading.has_neighbour(-1),
            reading.has_neighbour(1),
        )
        self.actions_.enable_history(self.history.has_back, self.history.has_forward)
        self.actions_.enable_sections(bool(len(self.sections)))
        self.actions_.enable_tabs(len(self.filings.tabs) > 1)
        self.actions_.close.setEnabled(bool(self.filings.tabs))
        shown = reading.shown
        self.actions_.open_program.setEnabled(shown is not None and opens_outside(shown.document.kind))

    def list_recent(self) -> None:
        """List the filings opened before."""
        for each in (self.welcome, self.actions_.recent_menu):
            each.show_recent(self.settings.recent, self.recent_files.missing)

    # Messages

    def act(self, topic: str) -> None:
        """Do what the message on a topic offers."""
        if topic == "page":
            self.document_view.html_pane.reload()
        elif topic == "payload":
            self.offer_program()
        elif topic == "written":
            self.outside.show_folder(self._written)
        elif topic in ("damage", "coverage"):
            self.panels.show_problems(shown=True)

    def tell_written(self, path: Path) -> None:
        """Say that a file was written, and offer to show it."""
        self.status.tell(self.tr("Written: {path}").format(path=path))
        sentence = self.tr("Written: {name} in {folder}.").format(name=path.name, folder=path.parent)
        self.tell_ended(sentence, path)

    def tell_ended(self, sentence: str, path: Path, failed: bool = False) -> None:
        """Say what became of an export, and offer to show the folder of the file at `path`."""
        self._written = path
        self.strip.forget("export")
        weight = Weight.ERROR if failed else Weight.INFORMATION
        self.showing.tell("written", weight, sentence, self.tr("Show Folder"))

    # Out of the window

    def show_folder(self, tab: FilingTab | None) -> None:
        """Show the folder that the file of a tab lies in."""
        if tab is not None:
            self.outside.show_folder(tab.path)

    def offer_program(self) -> None:
        """Offer the shown document to its own program."""
        if self.reading.filing is not None and self.reading.shown is not None:
            self.outside.offer_program(self.reading.filing, self.reading.shown)

    def show_preferences(self) -> None:
        """Show the preferences; what is changed there shows at once."""
        from viewer.ui.preferences import PreferencesDialog

        dialog = PreferencesDialog(self.settings, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self._apply_fonts)
        dialog.theme_chosen.connect(self.looks.choose_theme)
        dialog.theme_chosen.connect(lambda chosen: self.actions_.themes[chosen].setChecked(True))
        dialog.open()

    def _apply_fonts(self) -> None:
        self.document_view.text_pane.set_style(self.settings.text_font, self.settings.wrap)
        self.document_view.html_pane.set_font(self.settings.page_font)

    def filter_tree(self) -> None:
        """Put the cursor into the filter over the tree."""
        self.looks.show_side_bar(True)
        self.tree.focus_filter()

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window and end its work."""
        self.settings.geometry = self.saveGeometry()
        self.history.leave()
        self.settings.places = self.history.places
        self.remembering.end()
        self.hide()
        self.filings.end()
        self.outside.end()
        self.closed.emit(self.tasks.close())
        super().closeEvent(event)


def _dropped(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """Return the local files that a drag carries."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
