"""The window: arranges the widgets and connects them. What they do is theirs; all wiring is in `_connect`."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from viewer.resources import resource
from viewer.submission.model import Kind
from viewer.ui import dialogs, theme
from viewer.ui.accessible import describe
from viewer.ui.actions import Actions
from viewer.ui.document_view import DocumentView
from viewer.ui.find_bar import FindBar
from viewer.ui.find_in_document import FindInDocument
from viewer.ui.history import History
from viewer.ui.looks import Looks
from viewer.ui.panels import Panels
from viewer.ui.reading import Opener, Page, Reading, Shown, Text, open_filing
from viewer.ui.recent_files import RecentFiles
from viewer.ui.settings import Writing
from viewer.ui.status import Status
from viewer.ui.strip import Message, Strip, Weight
from viewer.ui.submission_tree import SubmissionTree
from viewer.ui.tasks import Tasks
from viewer.ui.welcome import Welcome
from viewer.ui.wording import size_words, source_words, submission_words

if TYPE_CHECKING:
    from viewer.rendition import Filing
    from viewer.search import Hit, Query
    from viewer.ui.printing import Printing
    from viewer.ui.settings import Settings

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
_SIZE = (1280, 800)
_SIDE, _PANES = (350, 930), (500, 430)


class MainWindow(QMainWindow):
    """One window with one filing.

    Signals: `more_dropped(paths)` for files beyond the first, which want windows of their own;
    `closed(ended)`, with whether all background work has ended.
    """

    more_dropped = Signal(list)
    closed = Signal(bool)

    def __init__(self, settings: Settings, opener: Opener = open_filing) -> None:
        super().__init__()
        self.settings = settings
        self.tasks = Tasks(self)
        self.reading = Reading(self.tasks, opener, self)
        self.recent_files = RecentFiles(settings, self.tasks, self)
        self.actions_ = Actions(self)
        self.strip = Strip()
        self.welcome = Welcome()
        self.tree = SubmissionTree()
        self.document_view = DocumentView(self.tasks, settings.widths("panes", _PANES))
        self.history = History(self.reading, self.document_view, self)
        self.status = Status(self.statusBar())
        self.find_bar = FindBar()
        self.finder = FindInDocument(self.tasks, self.reading, self.document_view, self.find_bar)
        self.panels = Panels(self, self.tasks, self.reading, self.document_view)
        self.looks = Looks(self, settings, self.actions_, self.tree, self.document_view, self.strip)
        self._arrange()
        self._connect()
        self._restore()

    def _arrange(self) -> None:
        describe(self, "main_window", self.tr("Filing Viewer"), self.tr("Reads SEC EDGAR submission files."))
        describe(self.menuBar(), "menu_bar", self.tr("Menus"), self.tr("Everything the program can do."))
        self.setAcceptDrops(True)
        self.setWindowIcon(theme.icon("filing-viewer"))
        self._stack = QStackedWidget()
        describe(self._stack, "stack", self.tr("Page area"), self.tr("The welcome page, or the document."))
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.document_view)
        right = QWidget()
        describe(right, "right_side", self.tr("Page area"), self.tr("Messages above, the document below."))
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        column.addWidget(self.find_bar)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        describe(self._splitter, "sides", self.tr("Sides"), self.tr("Parts the side bar from the document."))
        self._splitter.setHandleWidth(1)
        self._splitter.setOpaqueResize(False)
        self._splitter.setChildrenCollapsible(False)
        self.tree.setMinimumWidth(180)
        self._splitter.addWidget(self.tree)
        self._splitter.addWidget(right)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes(self.settings.widths("sides", _SIDE))
        self.setCentralWidget(self._splitter)
        for pane in (self.document_view.html_pane, self.document_view.text_pane):
            pane.addActions([self.actions_.copy, self.actions_.select_all])
            pane.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _connect(self) -> None:
        """All wiring of the window."""
        do, reading, view, looks = self.actions_, self.reading, self.document_view, self.looks
        do.open.triggered.connect(self.ask_open)
        do.reload.triggered.connect(reading.reload)
        do.export.triggered.connect(self.ask_export)
        do.close.triggered.connect(reading.close)
        do.quit.triggered.connect(QApplication.closeAllWindows)
        do.copy.triggered.connect(lambda: self._in_focus("copy"))
        do.select_all.triggered.connect(lambda: self._in_focus("select_all"))
        for panes, action in do.panes.items():
            action.triggered.connect(partial(looks.show_panes, panes))
        for writing, action in do.writings.items():
            action.triggered.connect(partial(self._choose_writing, writing))
        do.link_views.triggered.connect(looks.link_views)
        do.side_bar.triggered.connect(looks.show_side_bar)
        do.zoom_in.triggered.connect(lambda: looks.zoom_by(1))
        do.zoom_out.triggered.connect(lambda: looks.zoom_by(-1))
        do.zoom_reset.triggered.connect(lambda: looks.zoom_to(100))
        do.full_screen.triggered.connect(looks.show_full_screen)
        for chosen, action in do.themes.items():
            action.triggered.connect(partial(looks.choose_theme, chosen))
        do.back.triggered.connect(self.history.back)
        do.forward.triggered.connect(self.history.forward)
        self.history.changed.connect(self._enable)
        do.previous_document.triggered.connect(lambda: reading.step(-1))
        do.next_document.triggered.connect(lambda: reading.step(1))
        do.filter_tree.triggered.connect(self._filter_tree)
        do.switch_pane.triggered.connect(self._switch_pane)
        do.print.triggered.connect(lambda: self.printing.ask(self.windowTitle()))
        do.save_pdf.triggered.connect(self.ask_pdf)
        do.show_folder.triggered.connect(self.show_folder)
        do.preferences.triggered.connect(self.show_preferences)
        do.find.triggered.connect(self.finder.begin)
        do.find_next.triggered.connect(lambda: self.finder.step(1))
        do.find_previous.triggered.connect(lambda: self.finder.step(-1))
        do.find_all.triggered.connect(lambda: self.panels.begin_find_all(self.finder.selected()))
        do.problems.triggered.connect(self.panels.show_problems)
        do.keys.triggered.connect(lambda: dialogs.KeysDialog(do, self).open())
        do.about.triggered.connect(lambda: dialogs.AboutDialog(self).open())
        do.sample.triggered.connect(self.open_sample)
        do.recent_menu.aboutToShow.connect(self.recent_files.look)
        do.recent_menu.chosen.connect(lambda path: self.open(Path(path)))
        do.recent_menu.forget_requested.connect(self.recent_files.forget)

        self.welcome.open_requested.connect(self.ask_open)
        self.welcome.sample_requested.connect(self.open_sample)
        self.welcome.recent_chosen.connect(lambda path: self.open(Path(path)))
        self.recent_files.changed.connect(self._list_recent)
        self.tree.document_selected.connect(reading.choose)
        self.tree.value_copied.connect(
            lambda value: self.status.tell(self.tr("Copied: {value}").format(value=value))
        )
        self.tree.export_requested.connect(self.ask_export)
        self.tree.folder_requested.connect(self.show_folder)
        self.strip.acted.connect(self._act)
        self.status.cancel_requested.connect(self.tasks.cancel)
        self.tasks.busy.connect(lambda _channel, label: self.status.show_busy(label))
        self.tasks.idle.connect(self.status.show_idle)
        self._splitter.splitterMoved.connect(
            lambda: self.settings.set_widths("sides", self._splitter.sizes())
        )
        view.widths_changed.connect(lambda widths: self.settings.set_widths("panes", widths))
        view.text_pane.columns_changed.connect(reading.set_columns)
        view.html_pane.failed.connect(
            lambda sentence: self._tell("page", Weight.ERROR, sentence, self.tr("Reload"))
        )
        view.html_pane.link_followed.connect(reading.follow)

        reading.opened.connect(self._show_filing)
        reading.open_failed.connect(lambda sentence: self._tell("open", Weight.ERROR, sentence))
        reading.closed.connect(self._show_welcome)
        reading.document_chosen.connect(self._show_chosen)
        reading.waiting.connect(view.say)
        self.tree.heading_selected.connect(self.history.jump_to_block)
        reading.page_ready.connect(self._show_page)
        reading.page_failed.connect(view.say_in_page)
        reading.text_ready.connect(self._show_text)
        reading.text_failed.connect(view.say_in_text)
        reading.link_left.connect(self._offer_link)
        reading.exported.connect(self._tell_exported)
        reading.export_failed.connect(lambda sentence: self._tell("export", Weight.ERROR, sentence))

        QApplication.instance().focusChanged.connect(view.mark_focus)
        looks.panes_changed.connect(reading.set_panes)
        looks.zoomed.connect(
            lambda number: self.status.tell(self.tr("Zoom {number} %").format(number=number))
        )
        looks.tinted.connect(self._list_recent)
        looks.tinted.connect(self.finder.retint)
        looks.tinted.connect(self.panels.retint)
        self.panels.problems_dock.visibilityChanged.connect(do.problems.setChecked)
        self.panels.hit_chosen.connect(self._show_hit)
        self.panels.coverage_found.connect(self.status.show_coverage)
        self.finder.closed.connect(self._focus_pane)
        escape = QShortcut(Qt.Key.Key_Escape, view, context=_INSIDE)
        escape.activated.connect(self.find_bar.put_away)
        QGuiApplication.styleHints().colorSchemeChanged.connect(looks.follow_system)

    def _restore(self) -> None:
        if not self.restoreGeometry(self.settings.geometry):
            self.resize(*_SIZE)
        self.actions_.themes[self.settings.theme].setChecked(True)
        self.actions_.side_bar.setChecked(self.settings.side_bar)
        self.looks.show_panes(self.settings.panes)
        self.looks.link_views(self.settings.link_views)
        self._choose_writing(self.settings.writing)
        self.document_view.set_zoom(self.settings.zoom)
        self._apply_fonts()
        self._list_recent()
        self._show_welcome()
        self.recent_files.look()

    def warm_up(self) -> None:
        """Load what the first filing needs; to be called when the window is painted."""
        self.reading.warm_up()
        for kind in Kind:
            theme.icon(f"kind-{kind.value}")
        self.document_view.html_pane.start()

    # Opening

    def open(self, path: Path) -> None:
        """Open the file at `path` in this window."""
        self.reading.open(path)

    def open_all(self, paths: list[Path]) -> None:
        """Open the first of `paths` here, and ask for windows for the others."""
        if paths:
            self.open(paths[0])
        if len(paths) > 1:
            self.more_dropped.emit(paths[1:])

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

    # What is opened and shown

    def _show_filing(self, filing: Filing) -> None:
        self.strip.forget()
        self.tree.show_filing(filing)
        self._stack.setCurrentWidget(self.document_view)
        self.looks.show_side_bar(self.settings.side_bar)
        first = filing.submissions[0]
        path = filing.source.path
        if path != resource("sample.txt"):
            self.recent_files.add(path, first.company, first.type, first.filing_date)
        self.status.show_filing(submission_words(first, filing.name))
        name = (
            "  ".join(part for part in (first.company, first.type, first.filing_date) if part) or filing.name
        )
        self.setWindowTitle(self.tr("{name} - Filing Viewer").format(name=name))
        if first.problems:
            more = len(first.problems) - 1
            also = self.tr(" {count} more in the side bar.").format(count=more) if more else ""
            self._tell("damage", Weight.WARNING, first.problems[0].message + also)
        if not any(submission.documents for submission in filing.submissions):
            self.document_view.say(self.tr("This file holds a header and no document."))
        self._enable()
        self.tree.setFocus()

    def _show_welcome(self) -> None:
        self.strip.forget()
        self.tree.clear()
        self.tree.hide()
        self.document_view.clear()
        self._stack.setCurrentWidget(self.welcome)
        self.status.clear()
        self.setWindowTitle(self.tr("Filing Viewer"))
        self._enable()
        self.welcome.setFocus()

    def _show_chosen(self, shown: Shown) -> None:
        filing = self.reading.filing
        self.strip.forget("payload", "page", "link")
        if filing is None:
            return
        place = next(i for i, each in enumerate(filing.submissions) if each is shown.submission)
        self.tree.select(place, shown.document.number)
        self.status.show_filing(submission_words(shown.submission, filing.name))
        self.status.show_document(shown.document, "")
        self._enable()

    def _show_page(self, page: Page) -> None:
        self.document_view.html_pane.show_page(page.html, page.pictures)
        self.status.show_document(page.shown.document, size_words(page.size))
        self.tree.show_outline(page.outline)
        if page.problems:
            self._tell("payload", Weight.WARNING, page.problems[0].message)

    def _show_text(self, text: Text) -> None:
        written = text.written
        if written.notice:
            self.document_view.text_pane.say(written.notice)
        else:
            self.document_view.text_pane.show_text(written.text, written.places, written.begins)
        if written.encoding:
            span = text.shown.document.text
            self.status.tell(source_words(span.start, span.end, written.encoding))

    def _choose_writing(self, writing: Writing) -> None:
        """Show the text, the Markdown or the source; the action of the source puts it away again as well."""
        if writing is Writing.SOURCE and self.reading.writing is Writing.SOURCE:
            writing = self.settings.writing
        spot = self.document_view.linked.spot
        self.looks.show_writing(writing)
        self.reading.set_writing(writing, spot)

    def _enable(self) -> None:
        reading = self.reading
        self.actions_.enable(
            reading.filing is not None,
            reading.shown is not None,
            reading.has_neighbour(-1),
            reading.has_neighbour(1),
        )
        self.actions_.enable_history(self.history.has_back, self.history.has_forward)

    def _list_recent(self) -> None:
        for each in (self.welcome, self.actions_.recent_menu):
            each.show_recent(self.settings.recent, self.recent_files.missing)

    # Messages

    def _tell(self, topic: str, weight: Weight, sentence: str, action: str = "") -> None:
        self.strip.tell(Message(topic, weight, sentence, action))

    def _act(self, topic: str) -> None:
        if topic == "page":
            self.document_view.html_pane.reload()

    def _offer_link(self, href: str) -> None:
        """Ask before a link leads out of the program, showing where to."""
        url = QUrl(href)
        if url.scheme() in ("http", "https", "mailto"):
            dialog = dialogs.LinkDialog(url, self)
            dialog.accepted.connect(partial(QDesktopServices.openUrl, url))
            dialog.open()
        else:
            self._tell("link", Weight.INFORMATION, self.tr("{name} is not in this file.").format(name=href))

    def _tell_exported(self, path: Path) -> None:
        self.status.tell(self.tr("Written: {path}").format(path=path))

    # Exporting

    def ask_export(self) -> None:
        """Ask where to write the shown document as Markdown, and write it."""
        from viewer.export import Format, file_name

        shown = self.reading.shown
        if shown is None:
            return
        proposed = file_name(shown.submission, shown.document, Format.MARKDOWN)
        path = dialogs.ask_export(self, Path(self.settings.folder("export")) / proposed)
        if path is not None:
            self.settings.set_folder("export", path.parent)
            self.reading.export(path, Format.MARKDOWN)

    def show_folder(self) -> None:
        """Show the folder that the file lies in, in the system's own file manager."""
        if self.reading.filing is not None:
            folder = self.reading.filing.source.path.absolute().parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # Printing and preferences

    @cached_property
    def printing(self) -> Printing:
        """What prints the page; made when it is first asked for."""
        from viewer.ui.printing import Printing

        made = Printing(self.document_view.html_pane, self)
        made.written.connect(self._tell_exported)
        made.done.connect(lambda: self.status.tell(self.tr("Printed.")))
        made.failed.connect(lambda sentence: self._tell("print", Weight.ERROR, sentence))
        return made

    def ask_pdf(self) -> None:
        """Ask where to write the page as PDF, and write it."""
        from viewer.export import Format, file_name

        shown = self.reading.shown
        if shown is not None:
            name = Path(file_name(shown.submission, shown.document, Format.HTML)).with_suffix(".pdf")
            self.printing.ask_pdf(Path(self.settings.folder("export")) / name)

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

    # Focus

    def _in_focus(self, method: str) -> None:
        """Copy or select all in the part that has the focus, or else in the first pane shown."""
        parts = (self.tree.filter_box, self.tree, self.document_view.text_pane, self.document_view.html_pane)
        focus = QApplication.focusWidget()
        part = next((each for each in parts if focus and (each is focus or each.isAncestorOf(focus))), None)
        if part is self.tree.filter_box:
            {"copy": part.copy, "select_all": part.selectAll}[method]()
        elif part is None or not hasattr(part, method):
            page = self.document_view.panes.page
            getattr(self.document_view.html_pane if page else self.document_view.text_pane, method)()
        else:
            getattr(part, method)()

    def _show_hit(self, query: Query, shown: Shown, hit: Hit) -> None:
        """Show a document at one of the hits found in it."""
        now = self.reading.shown
        if not (now and now.submission is shown.submission and now.document.number == shown.document.number):
            self.reading.show(shown)
        self.finder.show(query, hit)

    def _focus_pane(self) -> None:
        view = self.document_view
        (view.text_pane if view.panes.text else view.html_pane).setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter_tree(self) -> None:
        self.looks.show_side_bar(True)
        self.tree.focus_filter()

    def _switch_pane(self) -> None:
        view = self.document_view
        parts = [part for part in (self.tree, view.html_pane, view.text_pane) if part.isVisible()]
        focus = QApplication.focusWidget()
        held = next(
            (i for i, part in enumerate(parts) if focus and (part is focus or part.isAncestorOf(focus))), -1
        )
        if parts:
            parts[(held + 1) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window and end its work."""
        self.settings.geometry = self.saveGeometry()
        self.settings.save()
        self.hide()
        self.reading.close()
        self.closed.emit(self.tasks.close())
        super().closeEvent(event)


def _dropped(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """Return the local files that a drag carries."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
