"""Who hears whom in the window: every signal of its parts, joined in one place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QApplication

from viewer.ui import dialogs
from viewer.ui.settings import Panes, Writing
from viewer.ui.strip import Weight
from viewer.ui.wording import order_words

if TYPE_CHECKING:
    from viewer.ui.main_window import MainWindow

_HEIGHT = 0.3  # of the pane above a block that a panel leads to
_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


def connect(window: MainWindow) -> None:
    """Join what the user does and what the parts tell to those who act on it."""
    _connect_file_menu(window)
    _connect_edit_menu(window)
    _connect_view_menu(window)
    _connect_go_menu(window)
    _connect_welcome(window)
    _connect_filings(window)
    _connect_reading(window)
    _connect_what_leaves(window)
    _connect_side_bar(window)
    _connect_panes(window)
    _connect_panels(window)
    _connect_looks(window)
    _connect_messages(window)


def _connect_file_menu(window: MainWindow) -> None:
    do, filings, exporting = window.actions_, window.filings, window.exporting
    do.open.triggered.connect(window.ask_open)
    do.recent_menu.aboutToShow.connect(window.recent_files.look)
    do.recent_menu.chosen.connect(lambda path: window.open(Path(path)))
    do.recent_menu.forget_requested.connect(window.recent_files.forget)
    do.reload.triggered.connect(filings.reload)
    do.export.triggered.connect(exporting.ask_export)
    do.save_pdf.triggered.connect(exporting.ask_pdf)
    do.print_preview.triggered.connect(exporting.preview)
    do.print.triggered.connect(exporting.ask_print)
    do.show_folder.triggered.connect(lambda: window.show_folder(filings.front))
    do.open_program.triggered.connect(window.offer_program)
    do.close.triggered.connect(lambda: filings.close())
    do.quit.triggered.connect(QApplication.closeAllWindows)


def _connect_edit_menu(window: MainWindow) -> None:
    do, finder = window.actions_, window.finder
    do.copy.triggered.connect(window.focus.copy)
    do.copy_citation.triggered.connect(window.citing.copy)
    do.select_all.triggered.connect(window.focus.select_all)
    do.find.triggered.connect(finder.begin)
    do.find_next.triggered.connect(lambda: finder.step(1))
    do.find_previous.triggered.connect(lambda: finder.step(-1))
    do.find_all.triggered.connect(lambda: window.panels.begin_find_all(finder.selected()))
    do.preferences.triggered.connect(window.show_preferences)


def _connect_view_menu(window: MainWindow) -> None:
    do, looks, panels = window.actions_, window.looks, window.panels
    for panes, action in do.panes.items():
        action.triggered.connect(partial(looks.show_panes, panes))
    for writing, action in do.writings.items():
        action.triggered.connect(partial(window.choose_writing, writing))
    do.link_views.triggered.connect(looks.link_views)
    do.side_bar.triggered.connect(looks.show_side_bar)
    do.problems.triggered.connect(panels.show_problems)
    do.facts.triggered.connect(panels.show_facts)
    do.tables.triggered.connect(panels.show_tables)
    do.zoom_in.triggered.connect(lambda: looks.zoom_by(1))
    do.zoom_out.triggered.connect(lambda: looks.zoom_by(-1))
    do.zoom_reset.triggered.connect(lambda: looks.zoom_to(100))
    do.full_screen.triggered.connect(looks.show_full_screen)
    for chosen, action in do.themes.items():
        action.triggered.connect(partial(looks.choose_theme, chosen))


def _connect_go_menu(window: MainWindow) -> None:
    do, filings, reading, sections = window.actions_, window.filings, window.reading, window.sections
    do.back.triggered.connect(window.history.back)
    do.forward.triggered.connect(window.history.forward)
    do.previous_document.triggered.connect(lambda: reading.step(-1))
    do.next_document.triggered.connect(lambda: reading.step(1))
    do.previous_section.triggered.connect(lambda: sections.step(-1))
    do.next_section.triggered.connect(lambda: sections.step(1))
    do.previous_tab.triggered.connect(lambda: filings.step(-1))
    do.next_tab.triggered.connect(lambda: filings.step(1))
    do.filter_tree.triggered.connect(window.filter_tree)
    do.switch_pane.triggered.connect(lambda: window.focus.switch())
    do.switch_back.triggered.connect(lambda: window.focus.switch(-1))


def _connect_welcome(window: MainWindow) -> None:
    do, welcome = window.actions_, window.welcome
    do.keys.triggered.connect(lambda: dialogs.KeysDialog(do, window).open())
    do.sample.triggered.connect(window.open_sample)
    do.about.triggered.connect(lambda: dialogs.AboutDialog(window).open())
    welcome.open_requested.connect(window.ask_open)
    welcome.sample_requested.connect(window.open_sample)
    welcome.recent_chosen.connect(lambda path: window.open(Path(path)))


def _connect_filings(window: MainWindow) -> None:
    bar, filings, showing = window.tab_bar, window.filings, window.showing
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
    filings.opened.connect(showing.take_opened)
    filings.turned.connect(window.turn)
    filings.turned.connect(window.to_hits.take_turned)
    filings.open_failed.connect(showing.tell_not_opened)
    filings.vanished.connect(showing.tell_vanished)
    filings.warmed.connect(window.side_bar.warm_up)
    window.recent_files.changed.connect(window.list_recent)


def _connect_reading(window: MainWindow) -> None:
    reading, showing, view = window.reading, window.showing, window.document_view
    reading.turned.connect(showing.show_tab)
    reading.document_chosen.connect(showing.show_chosen)
    reading.document_chosen.connect(window.remembering.begin_session)  # the program may not come to its end
    reading.waiting.connect(view.say)
    reading.begun.connect(showing.show_beginning)
    reading.text_begun.connect(showing.show_begun_text)
    reading.page_ready.connect(showing.show_page)
    reading.page_failed.connect(view.say_in_page)
    reading.text_ready.connect(showing.show_text)
    reading.text_failed.connect(view.say_in_text)
    reading.link_left.connect(window.outside.offer_link)
    window.history.changed.connect(window.enable)
    window.sections.changed.connect(window.enable)
    window.sections.entered.connect(window.status.tell)
    window.sections.reached.connect(lambda block: window.tree.mark_section(block))


def _connect_what_leaves(window: MainWindow) -> None:
    exporting, copying, citing, tables = (
        window.exporting, window.copying, window.citing, window.taking_tables,
    )  # fmt: skip
    tell, told = window.showing.tell, window.status.tell
    exporting.begun.connect(lambda sentence: told(sentence + " …"))
    exporting.advanced.connect(window.status.show_progress)
    exporting.written.connect(window.tell_written)
    exporting.ended.connect(window.tell_ended)
    exporting.previewed.connect(window.statusBar().clearMessage)
    exporting.printed.connect(lambda: told(window.tr("Printed.")))
    exporting.stopped.connect(partial(tell, "export", Weight.INFORMATION))
    exporting.failed.connect(partial(tell, "export", Weight.ERROR))
    exporting.page_wanted.connect(lambda: window.looks.show_panes(Panes.BOTH))
    copying.told.connect(told)
    copying.citation_asked.connect(citing.copy_from)
    citing.told.connect(told)
    citing.failed.connect(partial(tell, "export", Weight.ERROR))
    copying.save_asked.connect(tables.save_block)
    tables.told.connect(told)
    tables.written.connect(exporting.written)
    tables.failed.connect(exporting.failed)
    window.outside.told.connect(partial(tell, "link", Weight.INFORMATION))
    window.outside.failed.connect(partial(tell, "program", Weight.ERROR))


def _connect_side_bar(window: MainWindow) -> None:
    rows = window.side_bar.requests
    rows.document_selected.connect(window.reading.choose)
    rows.heading_selected.connect(window.sections.go_to)
    rows.value_copied.connect(
        lambda value: window.status.tell(window.tr("Copied: {value}").format(value=value))
    )
    rows.export_requested.connect(window.exporting.ask_export)
    rows.source_requested.connect(partial(window.choose_writing, Writing.SOURCE, keep=True))
    rows.program_requested.connect(window.offer_program)
    rows.folder_requested.connect(lambda: window.show_folder(window.filings.front))
    window.sides.splitterMoved.connect(lambda: window.settings.set_widths("sides", window.sides.sizes()))


def _connect_panes(window: MainWindow) -> None:
    view = window.document_view
    page, text = view.html_pane, view.text_pane
    view.widths_changed.connect(lambda widths: window.settings.set_widths("panes", widths))
    page.failed.connect(
        lambda sentence: window.showing.tell("page", Weight.ERROR, sentence, window.tr("Reload"))
    )
    page.link_followed.connect(window.reading.follow)
    page.listing_sorted.connect(
        lambda heading, kind, down: window.status.tell(order_words(heading, kind, down))
    )
    text.columns_changed.connect(window.reading.set_columns)
    for pane in (page, text):
        pane.zoom_asked.connect(window.looks.zoom_by)
    QApplication.instance().focusChanged.connect(view.mark_focus)
    escape = QShortcut(Qt.Key.Key_Escape, view, context=_INSIDE)
    escape.activated.connect(window.find_bar.put_away)
    window.finder.closed.connect(window.focus.enter_pane)


def _connect_panels(window: MainWindow) -> None:
    do, panels = window.actions_, window.panels
    panels.problems_dock.visibilityChanged.connect(do.problems.setChecked)
    panels.facts_dock.visibilityChanged.connect(do.facts.setChecked)
    panels.tables_dock.visibilityChanged.connect(do.tables.setChecked)
    panels.facts.chosen.connect(partial(_go_to_block, window))
    panels.table_chosen.connect(partial(_go_to_block, window))
    panels.hit_chosen.connect(window.to_hits.go)
    panels.facts.told.connect(window.status.tell)
    panels.problems.coverage_found.connect(window.status.show_coverage)
    panels.problems.words_lost.connect(window.showing.tell_words_lost)
    window.status.coverage_asked.connect(lambda: panels.show_problems(shown=True))


def _connect_looks(window: MainWindow) -> None:
    looks = window.looks
    looks.panes_changed.connect(window.reading.set_panes)
    looks.zoomed.connect(
        lambda number: window.status.tell(window.tr("Zoom {number} %").format(number=number))
    )
    for part in (
        window.actions_, window.strip, window.side_bar, window.document_view, window.tab_bar, window.finder,
        window.panels,
    ):  # fmt: skip
        looks.tinted.connect(part.retint)
    looks.tinted.connect(window.list_recent)
    QGuiApplication.styleHints().colorSchemeChanged.connect(looks.follow_system)


def _connect_messages(window: MainWindow) -> None:
    window.strip.acted.connect(window.act)
    window.status.cancel_requested.connect(window.tasks.cancel)
    window.tasks.busy.connect(lambda _channel, label: window.status.show_busy(label))
    window.tasks.idle.connect(window.status.show_idle)


def _go_to_block(window: MainWindow, block: int) -> None:
    """Light a block chosen in a panel, in both panes, and bring it into sight: a stop on the reader's way."""
    window.history.jump()
    for pane in (window.document_view.html_pane, window.document_view.text_pane):
        pane.light(block, _HEIGHT)
