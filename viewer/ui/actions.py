"""Everything the window can be asked to do, as actions; where they stand is said in `menus`."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from viewer.ui import theme
from viewer.ui.menus import menus, tool_bar
from viewer.ui.recent_menu import RecentMenu
from viewer.ui.settings import PageLook, Panes, Writing
from viewer.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QMainWindow

_Keys = QKeySequence.StandardKey
_Role = QAction.MenuRole


@dataclass(slots=True)
class Definition:
    """What an action is, as it stands in the class `Actions`; of an instance the attribute is the action itself.

    `words` stand in the menu, `tip` in the tool tip and the status bar; `keys` are a sequence, one of the
    platform's own, or several. Its `name` is the attribute's.
    """

    words: str
    tip: str = ""
    keys: str | _Keys | tuple[str, ...] = ()
    _: KW_ONLY
    icon: str = ""
    checkable: bool = False
    needs_filing: bool = False  # makes sense only with an opened filing
    role: _Role = _Role.TextHeuristicRole
    name: str = field(default="", init=False)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, actions: Actions | None, owner: type) -> QAction | Definition:
        return self if actions is None else actions.made[self.name]


_with_filing = partial(Definition, needs_filing=True)


class Actions(QObject):
    """The actions of one window."""

    open = Definition("&Open…", "Open a submission file", _Keys.Open, icon="open")
    reload = _with_filing("Re&load", "Read the file again from disk", "F5", icon="reload")
    export = _with_filing("&Export…", "Export documents as Markdown, text, HTML …", "Ctrl+E", icon="export")
    save_pdf = _with_filing("Save Page as P&DF…", "Write the page as PDF")
    print_preview = _with_filing("Print Pre&view…", "Show the sheets before printing", "Ctrl+Shift+P")
    print = _with_filing("&Print…", "Print the page", _Keys.Print)
    show_folder = _with_filing("Show in &Folder", "Show the folder of this file")
    open_program = _with_filing(
        "Open in Its Pro&gram…",
        "Open this PDF, spreadsheet, picture or archive in the system's program for it",
    )
    close = _with_filing("&Close", "Close this filing", "Ctrl+W")
    quit = Definition("&Quit", keys="Ctrl+Q", role=_Role.QuitRole)

    copy = Definition("&Copy", keys=_Keys.Copy)
    copy_citation = Definition(
        "Copy with C&itation",
        "Copy the selection and where it stands: company, form, date, accession number, paragraph",
        "Ctrl+Shift+C",
    )
    copy_table = _with_filing("Copy &Table", "Copy the table clicked into, for a spreadsheet", "Ctrl+Alt+C")
    select_all = _with_filing("Select &All", keys=_Keys.SelectAll)
    find = _with_filing("&Find…", "Find in this document", _Keys.Find, icon="find")
    find_next = _with_filing("Find &Next", keys="F3")
    find_previous = _with_filing("Find &Previous", keys="Shift+F3")
    find_all = _with_filing(
        "Find in All &Documents…", "Find in all documents of this filing, or of all open ones", "Ctrl+Shift+F"
    )
    preferences = Definition("Pr&eferences…", keys="Ctrl+,", role=_Role.PreferencesRole)

    pane_html = _with_filing("&Page Only", "Show only the page", "Ctrl+1", icon="pane-html")
    pane_text = _with_filing("&Text Only", "Show only the text", "Ctrl+2", icon="pane-text")
    pane_both = _with_filing("&Both", "Show page and text", "Ctrl+3", icon="pane-both")
    page_clean = _with_filing("&Clean Page", "Show the page clean")
    page_filed = _with_filing("Page &As Filed", "Show the page as it was filed", "Ctrl+4")
    furniture = _with_filing(
        "Page N&umbers and Running Lines", "Show page numbers, running lines and page breaks", checkable=True
    )
    writing_text = _with_filing("Plain Te&xt", "Show plain text")
    writing_markdown = _with_filing("&Markdown", "Show Markdown")
    writing_source = _with_filing("Sou&rce", "Show the document as filed", "Ctrl+U")
    link_views = Definition("&Link Views", "Scroll page and text together", "Ctrl+L", checkable=True)
    side_bar = _with_filing("&Side Bar", "Show or hide the side bar", "F9", icon="side-bar", checkable=True)
    problems = _with_filing(
        "Problems and Co&verage",
        "What is damaged, and how much of the document's words the text holds",
        checkable=True,
    )
    facts = _with_filing(
        "&Facts",
        "The XBRL facts of this document: values, periods, units, the hidden ones too",
        "Ctrl+Shift+X",
        checkable=True,
    )
    tables = _with_filing(
        "Tabl&es",
        "The data tables of this document: gone to, copied as cells or numbers, saved",
        "Ctrl+Shift+T",
        checkable=True,
    )
    zoom_in = Definition("Zoom &In", "Larger letters", ("Ctrl+=", "Ctrl++"), icon="zoom-in")
    zoom_out = Definition("Zoom &Out", "Smaller letters", "Ctrl+-", icon="zoom-out")
    zoom_reset = Definition("Reset &Zoom", "Letters at their own size", "Ctrl+0")
    full_screen = Definition("Full Scree&n", keys="F11", checkable=True)
    theme_system = Definition("&System")
    theme_light = Definition("&Light")
    theme_dark = Definition("&Dark")

    back = Definition("&Back", "Back to where you were", "Alt+Left", icon="back")
    forward = Definition("F&orward", "Forward again", "Alt+Right", icon="forward")
    previous_document = _with_filing("&Previous Document", "Previous document", "Ctrl+PgUp", icon="previous")
    next_document = _with_filing("&Next Document", "Next document", "Ctrl+PgDown", icon="next")
    previous_section = _with_filing("P&revious Section", "To the heading before", "Alt+Up")
    next_section = _with_filing("N&ext Section", "To the heading after this", "Alt+Down")
    previous_tab = Definition("Previous Fi&ling", "To the filing before", "Ctrl+Shift+Tab")
    next_tab = Definition("Next Fil&ing", "To the filing after this", "Ctrl+Tab")
    filter_tree = _with_filing("&Filter Tree", "Filter the side bar", "Ctrl+K")
    switch_pane = _with_filing("&Switch Pane", "Go to the next pane", "F6")
    switch_back = _with_filing("S&witch Pane Back", "Go to the pane before", "Shift+F6")

    keys = Definition("&Keys", keys="F1")
    sample = Definition("Open the &Sample Filing")
    about = Definition("&About Filing Viewer", role=_Role.AboutRole)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        definitions = [each for each in vars(Actions).values() if isinstance(each, Definition)]
        self.made = {each.name: self._make(each) for each in definitions}
        self._icons = {self.made[each.name]: each.icon for each in definitions if each.icon}
        self._need_filing = [self.made[each.name] for each in definitions if each.needs_filing]
        self.panes = {Panes.HTML: self.pane_html, Panes.TEXT: self.pane_text, Panes.BOTH: self.pane_both}
        self.page_looks = {PageLook.CLEAN: self.page_clean, PageLook.FILED: self.page_filed}
        self.writings = {
            Writing.TEXT: self.writing_text,
            Writing.MARKDOWN: self.writing_markdown,
            Writing.SOURCE: self.writing_source,
        }
        self.themes = {
            Theme.SYSTEM: self.theme_system,
            Theme.LIGHT: self.theme_light,
            Theme.DARK: self.theme_dark,
        }
        for choice in (self.panes, self.page_looks, self.writings, self.themes):
            self._let_choose(choice.values())
        self.recent_menu = RecentMenu(window)
        self.menus = menus(self, window)
        self.tool_bar = tool_bar(self, window)
        self.retint()

    def _make(self, definition: Definition) -> QAction:
        words, tip, keys = self.tr(definition.words), self.tr(definition.tip), definition.keys
        made = QAction(words, self._window)
        made.setObjectName(definition.name)
        if isinstance(keys, tuple):
            made.setShortcuts(keys)
        else:
            made.setShortcut(keys)
        shown = tip or words.replace("&", "").rstrip("…")
        shortcut = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{shown} ({shortcut})" if shortcut else shown)
        made.setStatusTip(tip)
        made.setCheckable(definition.checkable)
        made.setMenuRole(definition.role)
        made.setIconVisibleInMenu(False)  # so that check marks and radio dots are the platform's own
        self._window.addAction(made)
        return made

    def _let_choose(self, actions: Iterable[QAction]) -> None:
        """Let one of the actions be checked at a time."""
        group = QActionGroup(self._window)
        for action in actions:
            action.setCheckable(True)
            group.addAction(action)

    def all(self) -> Iterator[QAction]:
        """Yield the actions of the menus in their order, those of sub-menus where these stand."""
        waiting = [action for menu in reversed(self.menus) for action in reversed(menu.actions())]
        while waiting:
            action = waiting.pop()
            if action.menu():
                waiting.extend(reversed(action.menu().actions()))
            elif not action.isSeparator():
                yield action

    def enable(self, has_filing: bool, has_document: bool, has_previous: bool, has_next: bool) -> None:
        """Leave only those actions enabled that can be done now."""
        for action in self._need_filing:
            action.setEnabled(has_filing)
        self.export.setEnabled(has_document)
        self.copy_citation.setEnabled(has_document)
        self.previous_document.setEnabled(has_previous)
        self.next_document.setEnabled(has_next)

    def enable_history(self, has_back: bool, has_forward: bool) -> None:
        """Leave only those ways enabled that lead somewhere."""
        self.back.setEnabled(has_back)
        self.forward.setEnabled(has_forward)

    def enable_tabs(self, several: bool) -> None:
        """Leave the ways from tab to tab enabled where there are several."""
        self.previous_tab.setEnabled(several)
        self.next_tab.setEnabled(several)

    def enable_sections(self, any_section: bool) -> None:
        """Leave the ways from heading to heading enabled where there are headings."""
        self.previous_section.setEnabled(any_section)
        self.next_section.setEnabled(any_section)

    def retint(self) -> None:
        """Follow a change of the theme."""
        for action, name in self._icons.items():
            action.setIcon(theme.icon(name))
