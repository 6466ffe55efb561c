"""The actions of a window in its menus and its tool bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from viewer.ui.accessible import describe

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from viewer.ui.actions import Actions


def menus(do: Actions, window: QMainWindow) -> tuple[QMenu, ...]:
    """Make the menus of the window's menu bar."""
    themes = QMenu(do.tr("T&heme"), window)
    themes.addActions(list(do.themes.values()))
    describe(themes, "theme_menu", do.tr("Theme"), do.tr("Light or dark."))
    names = {
        "file": do.tr("&File"), "edit": do.tr("&Edit"), "view": do.tr("&View"), "go": do.tr("&Go"),
        "help": do.tr("&Help"),
    }  # fmt: skip
    entries = _entries(do, themes)
    return tuple(_menu(do, window, name, words, *entries[name]) for name, words in names.items())


def _entries(do: Actions, themes: QMenu) -> dict[str, tuple[QAction | QMenu | None, ...]]:
    """Return what stands in which menu; None is a line between."""
    return {
        "file": (
            do.open, do.recent_menu, do.reload, None,
            do.export, do.save_pdf, do.print_preview, do.print, do.show_folder, do.open_program, None,
            do.close, do.quit,
        ),
        "edit": (
            do.copy, do.copy_citation, do.copy_table, do.select_all, None,
            do.find, do.find_next, do.find_previous, do.find_all, None,
            do.preferences,
        ),
        "view": (
            *do.panes.values(), None,
            *do.page_looks.values(), do.furniture, None,
            *do.writings.values(), None,
            do.link_views, None,
            do.side_bar, do.problems, do.facts, do.tables, None,
            do.zoom_in, do.zoom_out, do.zoom_reset, None,
            do.full_screen, themes,
        ),
        "go": (
            do.back, do.forward, None,
            do.previous_document, do.next_document, None,
            do.previous_section, do.next_section, None,
            do.previous_tab, do.next_tab, None,
            do.filter_tree, do.switch_pane, do.switch_back,
        ),
        "help": (do.keys, do.sample, None, do.about),
    }  # fmt: skip


def _menu(do: Actions, window: QMainWindow, name: str, words: str, *entries: QAction | QMenu | None) -> QMenu:
    menu = window.menuBar().addMenu(words)
    plain = words.replace("&", "")
    describe(menu, f"{name}_menu", plain, do.tr("The menu {name}.").format(name=plain))
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, QMenu):
            menu.addMenu(entry)
        else:
            menu.addAction(entry)
    return menu


def tool_bar(do: Actions, window: QMainWindow) -> QToolBar:
    """Make the window's tool bar, of what is done most often."""
    bar = QToolBar(do.tr("Tool Bar"), window)
    describe(bar, "tool_bar", do.tr("Tool bar"), do.tr("The things done most often."))
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for entry in (
        do.side_bar, do.open, do.reload, None, do.back, do.forward, None,
        do.previous_document, do.next_document, None,
        *do.panes.values(), None, do.zoom_out, do.zoom_in, None, do.find, do.export,
    ):  # fmt: skip
        if entry is None:
            bar.addSeparator()
            continue
        bar.addAction(entry)
        button = bar.widgetForAction(entry)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(
            button,
            f"{entry.objectName()}_button",
            entry.text().replace("&", "").rstrip("…"),
            entry.toolTip(),
        )
    window.addToolBar(bar)
    return bar
