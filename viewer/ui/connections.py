"""Who hears whom in the window: every signal of its parts, joined in one place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QApplication

from viewer.ui import dialogs
from viewer.ui.settings import Writing
from viewer.ui.strip import Weight

if TYPE_CHECKING:
    from viewer.ui.main_window import MainWindow

_HEIGHT = 0.3  # of the pane above a block that a panel leads to
_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


def connect(window: MainWindow) -> None:
    """Join what the user does and what the parts tell to those who act on it."""
    _connect_actions(window)
    _connect_filings(window)
    _connect_parts(window)


def _connect_actions(window: MainWindow) -> None:
    do, filings, reading, looks, panels = (
        window.actions_, window.filings, window.reading, window.looks, window.panels,
    )  # fmt: skip
    do.open.triggered.connect(window.ask_open)
    do.reload.triggered.connect(filings.reload)
    do.export.triggered.connect(window.exporting.ask_export)
    do.print.triggered.connect(window.exporting.ask_print)
    do.print_preview.triggered.connect(window.exporting.preview)
    do.save_pdf.triggered.connect(window.exporting.ask_pdf)
    do.show_folder.triggered.connect(lambda: window.show_folder(filings.front))
    do.open_program.triggered.connect(window.offer_program)
    do.close.triggered.connect(lambda: filings.close())
    do.quit.triggered.connect(QApplication.closeAllWindows)
    do.copy.triggered.connect(window.focus.copy)
    do.copy_citation.triggered.connect(window.citing.copy)
    do.select_all.triggered.connect(window.focus.select_all)
    do.preferences.triggered.connect(window.show_preferences)
    for panes, action in do.panes.items():
        action.triggered.connect(partial(looks.show_panes, panes))
    for writing, action in do.writings.items():
        action.triggered.connect(partial(window.choose_writing, writing))
    do.link_views.triggered.connect(looks.link_views)
    do.side_bar.triggered.connect(looks.show_side_bar)
    do.zoom_in.triggered.connect(lambda: looks.zoom_by(1))
    do.zoom_out.triggered.connect(lambda: looks.zoom_by(-1))
    do.zoom_reset.triggered.connect(lambda: looks.zoom_to(100))
    do.full_screen.triggered.connect(looks.show_full_screen)
    for chosen, action in do.themes.items():
        action.triggered.connect(partial(looks.choose_theme, chosen))
    do.back.triggered.connect(window.history.back)
    do.forward.triggered.connect(window.history.forward)
    do.previous_document.triggered.connect(lambda: reading.step(-1))
    do.next_document.triggered.connect(lambda: reading.step(1))
    do.previous_section.triggered.connect(lambda: window.sections.step(-1))
    do.next_section.triggered.connect(lambda: window.sections.step(1))
    do.previous_tab.triggered.connect(lambda: filings.step(-1))
    do.next_tab.triggered.connect(lambda: filings.step(1))
    do.filter_tree.triggered.connect(window.filter_tree)
    do.switch_pane.triggered.connect(window.focus.switch)
    do.find.triggered.connect(window.finder.begin)
    do.find_next.triggered.connect(lambda: window.finder.step(1))
    do.find_previous.triggered.connect(lambda: window.finder.step(-1))
    do.find_all.triggered.connect(lambda: panels.begin_find_all(window.finder.selected()))
    do.problems.triggered.connect(panels.show_problems)
    do.facts.triggered.connect(panels.show_facts)
    do.tables.triggered.connect(panels.show_tables)
    do.keys.triggered.connect(lambda: dialogs.KeysDialog(do, window).open())
    do.about.triggered.connect(lambda: dialogs.AboutDialog(window).open())
    do.sample.triggered.connect(window.open_sample)
    do.recent_menu.aboutToShow.connect(window.recent_files.look)
    do.recent_menu.chosen.connect(lambda path: window.open(Path(path)))
    do.recent_menu.forget_requested.connect(window.recent_files.forget)
    window.welcome.open_requested.connect(window.ask_open)
    window.welcome.sample_requested.connect(window.open_sample)
    window.welcome.recent_chosen.connect(lambda path: window.open(Path(path)))


def _connect_filings(window: MainWindow) -> None:
    bar, filings, reading, view = window.tab_bar, window.filings, window.reading, window.document_view
    bar.chosen.connect(lambda index: filings.turn(filings.tabs[index]))
    bar.close_requested.connect(lambda index: filings.close(filings.tabs[index]))
    bar.close_others_requested.connect(lambda index: filings.close_others(filings.tabs[index]))
    bar.folder_requested.connect(lambda index: window.show_folder(filings.tabs[index]))
    bar.tabMoved.connect(filings.move)
    filings.added.connect(lambda index: bar.add(index, filings.tabs[index]))
    filings.renamed.connect(lambda index: bar.rename(index, filings.tabs[index]))
    filings.removed.connect(bar.remove)
    for changed in (filings.added, filings.removed):
        changed.connect(lambda _index: window.enable())
    filings.opened.connect(window.showing.take_opened)
    filings.turned.connect(window.turn)
    filings.open_failed.connect(partial(window.showing.tell, "open", Weight.ERROR))
    filings.vanished.connect(window.showing.tell_vanished)
    reading.turned.connect(window.showing.show_tab)
    reading.document_chosen.connect(window.showing.show_chosen)
    reading.waiting.connect(view.say)
    reading.begun.connect(window.showing.show_beginning)
    reading.text_begun.connect(window.showing.show_begun_text)
    reading.page_ready.connect(window.showing.show_page)
    reading.page_failed.connect(view.say_in_page)
    reading.text_ready.connect(window.showing.show_text)
    reading.text_failed.connect(view.say_in_text)
    reading.link_left.connect(window.outside.offer_link)
    window.exporting.written.connect(window.tell_written)
    window.exporting.ended.connect(window.tell_ended)
    window.exporting.advanced.connect(window.status.show_progress)
    window.exporting.stopped.connect(partial(window.showing.tell, "export", Weight.INFORMATION))
    window.exporting.begun.connect(lambda sentence: window.status.tell(sentence + " …"))
    window.exporting.printed.connect(lambda: window.status.tell(window.tr("Printed.")))
    window.exporting.failed.connect(partial(window.showing.tell, "export", Weight.ERROR))
    window.copying.citation_asked.connect(window.citing.copy_from)
    window.citing.told.connect(window.status.tell)
    window.citing.failed.connect(partial(window.showing.tell, "export", Weight.ERROR))
    tables = window.taking_tables
    window.copying.save_asked.connect(tables.save_block)
    tables.told.connect(window.status.tell)
    tables.written.connect(window.exporting.written)
    tables.failed.connect(window.exporting.failed)
    window.outside.told.connect(partial(window.showing.tell, "link", Weight.INFORMATION))
    window.outside.failed.connect(partial(window.showing.tell, "program", Weight.ERROR))


def _connect_parts(window: MainWindow) -> None:
    side, view, looks, panels = window.side_bar, window.document_view, window.looks, window.panels
    side.document_selected.connect(window.reading.choose)
    side.heading_selected.connect(window.history.jump_to_block)
    side.value_copied.connect(
        lambda value: window.status.tell(window.tr("Copied: {value}").format(value=value))
    )
    side.export_requested.connect(window.exporting.ask_export)
    side.source_requested.connect(partial(window.choose_writing, Writing.SOURCE, keep=True))
    side.program_requested.connect(window.offer_program)
    side.folder_requested.connect(lambda: window.show_folder(window.filings.front))
    view.widths_changed.connect(lambda widths: window.settings.set_widths("panes", widths))
    view.text_pane.columns_changed.connect(window.reading.set_columns)
    view.html_pane.failed.connect(
        lambda sentence: window.showing.tell("page", Weight.ERROR, sentence, window.tr("Reload"))
    )
    view.html_pane.zoom_asked.connect(looks.zoom_by)
    view.text_pane.zoom_asked.connect(looks.zoom_by)
    view.html_pane.link_followed.connect(window.reading.follow)
    window.history.changed.connect(window.enable)
    window.sections.changed.connect(window.enable)
    window.sections.entered.connect(window.status.tell)
    window.recent_files.changed.connect(window.list_recent)
    window.strip.acted.connect(window.act)
    window.status.cancel_requested.connect(window.tasks.cancel)
    window.tasks.busy.connect(lambda _channel, label: window.status.show_busy(label))
    window.tasks.idle.connect(window.status.show_idle)
    window.sides.splitterMoved.connect(lambda: window.settings.set_widths("sides", window.sides.sizes()))
    QApplication.instance().focusChanged.connect(view.mark_focus)
    looks.panes_changed.connect(window.reading.set_panes)
    looks.zoomed.connect(
        lambda number: window.status.tell(window.tr("Zoom {number} %").format(number=number))
    )
    for retint in (window.list_recent, window.tab_bar.retint, window.finder.retint, panels.retint):
        looks.tinted.connect(retint)
    panels.problems_dock.visibilityChanged.connect(window.actions_.problems.setChecked)
    panels.facts_dock.visibilityChanged.connect(window.actions_.facts.setChecked)
    panels.tables_dock.visibilityChanged.connect(window.actions_.tables.setChecked)
    panels.fact_chosen.connect(partial(_go_to_block, window))
    panels.table_chosen.connect(partial(_go_to_block, window))
    panels.told.connect(window.status.tell)
    panels.hit_chosen.connect(window.show_hit)
    panels.coverage_found.connect(window.status.show_coverage)
    panels.words_lost.connect(partial(window.showing.tell, "coverage", Weight.WARNING))
    window.status.coverage_asked.connect(lambda: panels.show_problems(shown=True))
    window.finder.closed.connect(window.focus.enter_pane)
    escape = QShortcut(Qt.Key.Key_Escape, view, context=_INSIDE)
    escape.activated.connect(window.find_bar.put_away)
    QGuiApplication.styleHints().colorSchemeChanged.connect(looks.follow_system)


def _go_to_block(window: MainWindow, block: int) -> None:
    """Light a block chosen in a panel, in both panes, and bring it into sight: a stop on the reader's way."""
    window.history.jump()
    for pane in (window.document_view.html_pane, window.document_view.text_pane):
        pane.light(block, _HEIGHT)
