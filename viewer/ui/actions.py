"""Everything the window can be asked to do, as actions; where they stand is said in `menus`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from viewer.ui import theme
from viewer.ui.menus import menus, tool_bar
from viewer.ui.recent_menu import RecentMenu
from viewer.ui.settings import PageLook, Panes, Writing
from viewer.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QMainWindow

_Keys = QKeySequence.StandardKey


class Actions(QObject):
    """The actions of one window; `need_filing` are those that make sense only with an opened filing."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._icons: dict[QAction, str] = {}
        self._make_file_actions()
        self._make_view_actions()
        self._make_other_actions()
        self._make_find_actions()
        self.need_filing = (
            self.reload, self.export, self.close, self.previous_document, self.next_document,
            self.filter_tree, self.switch_pane, self.select_all, *self.panes.values(), self.side_bar, self.next_section,
            self.previous_section, self.open_program,
            *self.writings.values(), *self.page_looks.values(), self.furniture, self.copy_table, *self.finds,
            self.problems, self.facts, self.tables, self.print, self.print_preview, self.save_pdf, self.show_folder,
        )  # fmt: skip
        self.recent_menu = RecentMenu(window)
        self.menus = tuple(menus(self, window))
        self.tool_bar = tool_bar(self, window)
        self.retint()

    def _action(self, name: str, words: str, keys: object = None, icon: str = "", tip: str = "") -> QAction:
        made = QAction(words, self._window)
        made.setObjectName(name)
        if isinstance(keys, list):
            made.setShortcuts(keys)
        elif keys is not None:
            made.setShortcut(keys)
        plain = words.replace("&", "").rstrip("…")
        shortcut = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{tip or plain} ({shortcut})" if shortcut else tip or plain)
        made.setStatusTip(tip)
        if icon:
            self._icons[made] = icon
            made.setIconVisibleInMenu(False)  # so that check marks and radio dots are the platform's own
        self._window.addAction(made)
        return made

    def _make_file_actions(self) -> None:
        add = self._action
        self.open = add("open", self.tr("&Open…"), _Keys.Open, "open", self.tr("Open a submission file"))
        self.reload = add(
            "reload", self.tr("&Reload"), "F5", "reload", self.tr("Read the file again from disk")
        )
        self.export = add(
            "export",
            self.tr("&Export…"),
            "Ctrl+E",
            "export",
            self.tr("Export documents as Markdown, text, HTML …"),
        )
        self.close = add("close", self.tr("&Close"), "Ctrl+W", "", self.tr("Close this filing"))
        self.print = add("print", self.tr("&Print…"), _Keys.Print, "", self.tr("Print the page"))
        self.print_preview = add(
            "print_preview",
            self.tr("Print Pre&view…"),
            "Ctrl+Shift+P",
            "",
            self.tr("Show the sheets before printing"),
        )
        self.save_pdf = add(
            "save_pdf", self.tr("Save Page as P&DF…"), None, "", self.tr("Write the page as PDF")
        )
        self.show_folder = add(
            "show_folder", self.tr("Show in &Folder"), None, "", self.tr("Show the folder of this file")
        )
        self.open_program = add(
            "open_program",
            self.tr("Open in Its P&rogram…"),
            None,
            "",
            self.tr("Open this PDF, spreadsheet, picture or archive in the system's program for it"),
        )
        self.preferences = add("preferences", self.tr("Pre&ferences…"), "Ctrl+,")
        self.preferences.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit = add("quit", self.tr("&Quit"), "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.copy = add("copy", self.tr("&Copy"), _Keys.Copy)
        self.copy_table = add(
            "copy_table",
            self.tr("Copy &Table"),
            "Ctrl+Alt+C",
            "",
            self.tr("Copy the table clicked into, for a spreadsheet"),
        )
        self.copy_citation = add(
            "copy_citation",
            self.tr("Copy with C&itation"),
            "Ctrl+Shift+C",
            "",
            self.tr(
                "Copy the selection and where it stands: company, form, date, accession number, paragraph"
            ),
        )
        self.select_all = add("select_all", self.tr("Select &All"), _Keys.SelectAll)

    def _make_view_actions(self) -> None:
        add = self._action
        self.panes = {
            Panes.HTML: add(
                "pane_html", self.tr("&Page Only"), "Ctrl+1", "pane-html", self.tr("Show only the page")
            ),
            Panes.TEXT: add(
                "pane_text", self.tr("&Text Only"), "Ctrl+2", "pane-text", self.tr("Show only the text")
            ),
            Panes.BOTH: add(
                "pane_both", self.tr("&Both"), "Ctrl+3", "pane-both", self.tr("Show page and text")
            ),
        }
        self._one_of(self.panes.values())
        self.writings = {
            Writing.TEXT: add("writing_text", self.tr("Plain Te&xt"), None, "", self.tr("Show plain text")),
            Writing.MARKDOWN: add(
                "writing_markdown", self.tr("&Markdown"), None, "", self.tr("Show Markdown")
            ),
            Writing.SOURCE: add(
                "writing_source", self.tr("S&ource"), "Ctrl+U", "", self.tr("Show the document as filed")
            ),
        }
        self._one_of(self.writings.values())
        self.page_looks = {
            PageLook.CLEAN: add(
                "page_clean", self.tr("&Clean Page"), None, "", self.tr("Show the page clean")
            ),
            PageLook.FILED: add(
                "page_filed",
                self.tr("Page &As Filed"),
                "Ctrl+4",
                "",
                self.tr("Show the page as it was filed"),
            ),
        }
        self._one_of(self.page_looks.values())
        self.furniture = add(
            "furniture",
            self.tr("Page F&urniture"),
            None,
            "",
            self.tr("Show page numbers, running lines and page breaks"),
        )
        self.furniture.setCheckable(True)
        self.link_views = add(
            "link_views", self.tr("&Link Views"), "Ctrl+L", "", self.tr("Scroll page and text together")
        )
        self.link_views.setCheckable(True)
        self.side_bar = add(
            "side_bar", self.tr("&Side Bar"), "F9", "side-bar", self.tr("Show or hide the side bar")
        )
        self.side_bar.setCheckable(True)
        self.zoom_in = add(
            "zoom_in", self.tr("Zoom &In"), ["Ctrl+=", "Ctrl++"], "zoom-in", self.tr("Larger letters")
        )
        self.zoom_out = add(
            "zoom_out", self.tr("Zoom &Out"), "Ctrl+-", "zoom-out", self.tr("Smaller letters")
        )
        self.zoom_reset = add(
            "zoom_reset", self.tr("&Reset Zoom"), "Ctrl+0", "", self.tr("Letters at their own size")
        )
        self.full_screen = add("full_screen", self.tr("&Full Screen"), "F11")
        self.full_screen.setCheckable(True)
        self.themes = {
            Theme.SYSTEM: add("theme_system", self.tr("&System")),
            Theme.LIGHT: add("theme_light", self.tr("&Light")),
            Theme.DARK: add("theme_dark", self.tr("&Dark")),
        }
        self._one_of(self.themes.values())

    def _make_other_actions(self) -> None:
        add = self._action
        self.back = add("back", self.tr("&Back"), "Alt+Left", "back", self.tr("Back to where you were"))
        self.forward = add("forward", self.tr("F&orward"), "Alt+Right", "forward", self.tr("Forward again"))
        self.previous_document = add(
            "previous_document",
            self.tr("&Previous Document"),
            "Ctrl+PgUp",
            "previous",
            self.tr("Previous document"),
        )
        self.next_document = add(
            "next_document", self.tr("&Next Document"), "Ctrl+PgDown", "next", self.tr("Next document")
        )
        self.previous_section = add(
            "previous_section", self.tr("P&revious Section"), "Alt+Up", "", self.tr("To the heading before")
        )
        self.next_section = add(
            "next_section", self.tr("N&ext Section"), "Alt+Down", "", self.tr("To the heading after this")
        )
        self.previous_tab = add(
            "previous_tab",
            self.tr("Previous Fi&ling"),
            "Ctrl+Shift+Tab",
            "",
            self.tr("To the filing before"),
        )
        self.next_tab = add(
            "next_tab", self.tr("Next Fil&ing"), "Ctrl+Tab", "", self.tr("To the filing after this")
        )
        self.filter_tree = add(
            "filter_tree", self.tr("&Filter Tree"), "Ctrl+K", "", self.tr("Filter the side bar")
        )
        self.switch_pane = add(
            "switch_pane", self.tr("&Switch Pane"), "F6", "", self.tr("Go to the next pane")
        )
        self.keys = add("keys", self.tr("&Keys"), "F1")
        self.sample = add("sample", self.tr("Open the &Sample Filing"))
        self.about = add("about", self.tr("&About Filing Viewer"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _make_find_actions(self) -> None:
        add = self._action
        self.find = add("find", self.tr("&Find…"), _Keys.Find, "find", self.tr("Find in this document"))
        self.find_next = add("find_next", self.tr("Find &Next"), "F3")
        self.find_previous = add("find_previous", self.tr("Find &Previous"), "Shift+F3")
        self.find_all = add(
            "find_all",
            self.tr("Find in &All Documents…"),
            "Ctrl+Shift+F",
            "",
            self.tr("Find in all documents of this file"),
        )
        self.finds = (self.find, self.find_next, self.find_previous, self.find_all)
        self.problems = add(
            "problems",
            self.tr("Problems and &Coverage"),
            "",
            "",
            self.tr("What is damaged, and how much of the document's words the text holds"),
        )
        self.problems.setCheckable(True)
        self.facts = add(
            "facts",
            self.tr("F&acts"),
            "Ctrl+Shift+X",
            "",
            self.tr("The facts of XBRL in this document: values, periods, units, the hidden ones too"),
        )
        self.facts.setCheckable(True)
        self.tables = add(
            "tables",
            self.tr("Ta&bles"),
            "Ctrl+Shift+T",
            "",
            self.tr("The data tables of this document: gone to, copied as cells or numbers, saved"),
        )
        self.tables.setCheckable(True)

    def _one_of(self, actions: object) -> None:
        group = QActionGroup(self._window)
        for action in actions:  # type: ignore[attr-defined]
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
        for action in self.need_filing:
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
