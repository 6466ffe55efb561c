"""The actions of a window in its menus and its tool bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from viewer.ui.accessible import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAction

    from viewer.ui.actions import Actions


def menus(do: Actions, window: QMainWindow) -> Iterator[QMenu]:
    """Yield the menus of the window's menu bar, made in their order."""
    themes = QMenu(do.tr("&Theme"), window)
    themes.addActions(list(do.themes.values()))
    describe(themes, "theme_menu", do.tr("Theme"), do.tr("Light or dark."))
    in_file = (
        do.open,
        do.recent_menu,
        do.reload,
        None,
        do.export,
        do.save_pdf,
        do.print_preview,
        do.print,
        do.show_folder,
        do.open_program,
        None,
        do.close,
        do.quit,
    )
    zooms = (do.zoom_in, do.zoom_out, do.zoom_reset)
    in_view = (
        *do.panes.values(),
        None,
        *do.page_looks.values(),
        do.furniture,
        None,
        *do.writings.values(),
        None,
        do.link_views,
        None,
        do.side_bar,
        do.problems,
        do.facts,
        do.tables,
        None,
        *zooms,
        None,
        do.full_screen,
        themes,
    )
    in_go = (
        do.back, do.forward, None, do.previous_document, do.next_document, None,
        do.previous_section, do.next_section, None, do.previous_tab, do.next_tab, None,
        do.filter_tree, do.switch_pane,
    )  # fmt: skip
    yield _menu(do, window, "file", do.tr("&File"), *in_file)
    yield _menu(
        do,
        window,
        "edit",
        do.tr("&Edit"),
        do.copy,
        do.copy_citation,
        do.copy_table,
        do.select_all,
        None,
        *do.finds,
        None,
        do.preferences,
    )
    yield _menu(do, window, "view", do.tr("&View"), *in_view)
    yield _menu(do, window, "go", do.tr("&Go"), *in_go)
    yield _menu(do, window, "help", do.tr("&Help"), do.keys, do.sample, None, do.about)


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
