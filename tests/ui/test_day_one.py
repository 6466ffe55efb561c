"""What a reader expects without asking, feature by feature, each by the keys, the mouse and the wheel.

`ROWS` is the list: for each feature the tests that hold it, here or elsewhere.
"""

from __future__ import annotations

import ast
import binascii
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu

from tests.ui import fakes
from viewer.ui import dialogs
from viewer.ui.main_window import MainWindow
from viewer.ui.settings import Panes
from viewer.ui.theme import Theme

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
ROWS: dict[int, tuple[str, tuple[str, ...]]] = {
    1: ("open by dialog, argument, drop and recent; reload", (
        "test_a_file_is_opened_by_dialog_drop_and_recent_menu_and_reloaded",
        "test_main_window::test_each_way_to_open_a_path_shows_the_same_tree",
        "test_app::test_a_file_named_at_the_start_is_opened_and_shown",
        "test_main_window::test_a_vanished_recent_file_is_greyed_and_never_an_error")),
    2: ("one tree, reached by the arrow keys", ("test_the_arrow_keys_reach_every_document",)),
    3: ("a filter over the tree", ("test_typing_leaves_only_what_is_called_so",)),
    4: ("noise folded", ("test_pictures_and_data_are_folded_into_one_closed_group",)),
    5: ("the main document at once", ("test_opening_shows_words_without_a_further_click",)),
    6: ("page and text side by side, each can be hidden, widths kept", (
        "test_keys_show_the_page_the_text_or_both",
        "test_kept::test_widths_that_were_dragged_are_those_of_the_next_run")),
    7: ("pictures in place, nothing from the network", ("test_a_picture_of_the_submission_is_drawn",)),
    8: ("outline", ("test_a_click_on_a_heading_leads_to_it",)),
    9: ("find", ("test_what_is_found_is_counted_stepped_through_and_closed",)),
    10: ("links and the way back", ("test_links_lead_inside_beside_and_outside_and_back_to_the_same_place",)),
    11: ("zoom", ("test_keys_zoom_both_panes", "test_the_wheel_with_ctrl_zooms_both_panes")),
    12: ("light and dark, following the system", (
        "test_no_colour_of_the_filer_is_unreadable_in_the_dark",
        "test_kept::test_the_window_follows_the_system_into_the_dark_and_back")),
    13: ("copying keeps sense", (
        "test_copying::test_words_of_the_page_are_rich_and_plain_without_the_pages_own_look",
        "test_copying::test_a_table_selected_on_the_page_pastes_into_cells",
        "test_copying::test_another_program_is_given_words_and_cells")),
    14: ("export", (
        "test_the_document_is_exported_under_a_name_that_says_what_it_is",
        "test_export_dialog::test_chosen_documents_by_their_check_marks",
        "test_export_dialog::test_what_exists_is_marked_and_asked_about",
        "test_filings::test_an_export_has_the_bytes_of_the_command_line")),
    15: ("source, and any header field", ("test_the_source_by_key_and_a_field_of_the_header_copied",)),
    16: ("progress and cancel", (
        "test_main_window::test_a_document_that_takes_long_says_so_and_can_be_given_up",
        "test_main_window::test_an_opening_that_is_given_up_leaves_the_former_filing")),
    17: ("damage is shown, not fatal", ("test_a_cut_file_is_read_as_far_as_it_goes_under_a_warning",)),
    18: ("what is no submission says so", ("test_what_is_no_filing_is_told_in_one_sentence",)),
    19: ("status bar", ("test_the_status_bar_says_which_filing_and_which_document",)),
    20: ("everything as it was left", (
        "test_a_document_is_found_again_where_it_was_left",
        "test_main_window::test_the_size_is_remembered",
        "test_kept::test_widths_that_were_dragged_are_those_of_the_next_run",
        "test_kept::test_the_dialog_of_files_begins_in_the_folder_used_last",
        "test_session::test_the_next_run_shows_the_same_filings_the_same_document_and_the_same_place")),
    21: ("print, and to PDF", (
        "test_a_key_asks_for_the_printer", "test_printing::test_the_preview_shows_the_sheets_and_says_how_many",
        "test_preferences::test_the_page_is_written_as_pdf")),
    22: ("keys for everything, focus, names", (
        "test_accessible::test_every_part_of_the_window_is_named_with_all_of_its_panels_open",
        "test_accessible::test_every_part_of_a_dialog_is_named",
        "test_accessible::test_the_focus_is_seen_wherever_it_is",
        "test_accessible::test_f6_comes_by_each_pane_in_turn")),
    23: ("preferences", (
        "test_a_key_opens_the_preferences_and_a_change_shows_at_once",
        "test_kept::test_each_preference_is_reached_and_changed_by_keys_and_kept",
        "test_preferences::test_the_folder_for_exports_is_chosen")),
    24: ("about and crash reports", (
        "test_kept::test_the_menu_of_help_opens_about_with_versions_to_copy",
        "test_crash::test_an_error_is_shown_with_versions_and_its_way_to_copy")),
    25: ("a companion command line", ("test_filings::test_an_export_has_the_bytes_of_the_command_line",)),
    26: ("menu entry, description, icons, file type", (
        "../test_packaging::test_one_name_joins_window_menu_icon_and_description",
        "../test_packaging::test_the_menu_opens_files_of_the_type_that_is_told_by_its_beginning",
        "../test_packaging::test_the_package_lays_everything_where_the_desktop_looks")),
}  # fmt: skip

CONTENTS = '<p><a href="#item2">Item 2</a> <a href="press.htm">the release</a> <a href="https://a.example/x">out</a></p>'
BODY = "".join(f"<p>Paragraph {n} of the report says that net income rose.</p>" for n in range(60))
MAIN = f"""<html><body><p><img src="logo.gif" width="40" height="40"></p><p><b>CURRENT REPORT</b></p>{CONTENTS}
<p style="color:#ffffff">white words</p><p><font color="#000000">black words</font> <span
 style="color:#111;background:#000">both</span></p>
<p><b>Item 1.01 Entry into a Material Definitive Agreement.</b></p>{BODY}
<p><a name="item2"></a><b>Item 2.02 Results of Operations and Financial Condition.</b></p>{BODY}
<p><b>SIGNATURES</b></p><p>The end.</p></body></html>"""


def uuencoded(name: str, content: bytes) -> str:
    lines = [binascii.b2a_uu(content[at : at + 45]).decode() for at in range(0, len(content), 45)]
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n"


def document(number: int, kind: str, name: str, text: str) -> str:
    return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{number}\n<FILENAME>{name}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"


FILING = (
    "<SEC-DOCUMENT>0009999999-24-000001.txt : 20240117\n<SEC-HEADER>0009999999-24-000001.hdr.sgml : 20240117\n"
    "ACCESSION NUMBER:\t\t0009999999-24-000001\nCONFORMED SUBMISSION TYPE:\t8-K\nFILED AS OF DATE:\t\t20240117\n\n"
    "FILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\tACME WIDGETS CORP\n"
    "\t\tCENTRAL INDEX KEY:\t\t\t0009999999\n</SEC-HEADER>\n"
    + document(1, "8-K", "acme8k.htm", MAIN)
    + document(2, "EX-10.1", "lease.htm", "<html><body><p>A lease of net income.</p></body></html>")
    + document(3, "EX-99.1", "press.htm", "<html><body><p>The release.</p></body></html>")
    + document(4, "GRAPHIC", "logo.gif", uuencoded("logo.gif", fakes.GIF))
    + document(5, "EX-101.SCH", "acme.xml", "<XML>\n<a>1</a>\n</XML>")
    + "</SEC-DOCUMENT>\n"
)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "acme.txt"
    made.write_text(FILING)
    return made


@pytest.fixture
def window(qtbot, settings):
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def reader(qtbot, window, path):
    fakes.show(qtbot, window, path)
    fakes.settle(qtbot, window)
    return window


def answer(qtbot, window, script: str):
    return json.loads(fakes.page_answer(qtbot, window, f"JSON.stringify({script})"))


def click_on_page(qtbot, window, selector: str) -> None:
    box = f"document.querySelector({selector!r}).getBoundingClientRect()"
    script = f"(r => [r.left + 4, (r.top + r.bottom) / 2])({box})"
    left, top = answer(qtbot, window, script)
    proxy = window.document_view.html_pane.view.focusProxy()
    qtbot.mouseClick(proxy, Qt.MouseButton.LeftButton, pos=QPoint(int(left), int(top)))


def rows(window) -> list[str]:
    """Return the first words of every row that is seen in the tree."""
    view, seen = window.tree.view, []
    index = view.model().index(0, 0)
    while index.isValid():
        seen.append(index.data())
        index = view.indexBelow(index)
    return seen


def click_in_menu(qtbot, window, *names: str) -> None:
    """Open a menu of the menu bar with the mouse and click on an action in it, or in a menu of it."""
    bar = window.menuBar()
    menu = next(action for action in bar.actions() if action.menu().objectName() == names[0])
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(menu).center())
    shown = menu.menu()
    qtbot.waitUntil(shown.isVisible, timeout=20_000)
    for name in names[1:]:
        action = next(
            each
            for each in shown.actions()
            if name in (each.objectName(), each.menu().objectName() if each.menu() else "")
        )
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.actionGeometry(action).center())
        if action.menu():
            shown = action.menu()
            qtbot.waitUntil(shown.isVisible, timeout=20_000)


def test_every_row_of_the_list_is_held_by_tests_that_there_are():
    folder = Path(__file__).parent
    assert sorted(ROWS) == list(range(1, 27))
    for feature, tests in ROWS.values():
        assert tests, feature
        for test in tests:
            module, _, name = test.rpartition("::")
            tree = ast.parse((folder / f"{module or 'test_day_one'}.py").read_text())
            assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, test


def test_a_file_is_opened_by_dialog_drop_and_recent_menu_and_reloaded(qtbot, window, path, monkeypatch):
    seen = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_each, **_named: ([str(path)], ""))
    with qtbot.waitSignal(window.reading.text_ready, timeout=20_000):
        qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
    seen.append(rows(window))
    qtbot.keyClick(window, Qt.Key.Key_W, CTRL)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    at, copy = QPoint(200, 200), Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(at, copy, carried, Qt.MouseButton.LeftButton, NONE))
    with qtbot.waitSignal(window.reading.text_ready, timeout=20_000):
        QApplication.sendEvent(
            window, QDropEvent(QPointF(at), copy, carried, Qt.MouseButton.LeftButton, NONE)
        )
    seen.append(rows(window))
    with qtbot.waitSignal(window.reading.text_ready, timeout=20_000):
        qtbot.keyClick(window, Qt.Key.Key_F5)
    seen.append(rows(window))
    qtbot.keyClick(window, Qt.Key.Key_W, CTRL)
    recent = window.welcome.recent_list
    with qtbot.waitSignal(window.reading.text_ready, timeout=20_000):
        place = recent.visualItemRect(recent.item(0)).center()
        qtbot.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    seen.append(rows(window))
    assert seen[0][0] == "ACME WIDGETS CORP"
    assert seen.count(seen[0]) == 4


def test_the_arrow_keys_reach_every_document(qtbot, reader):
    view = reader.tree.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    came_by = set()
    for _ in range(60):
        came_by.add(reader.reading.shown.number)
        qtbot.keyClick(view, Qt.Key.Key_Right)
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert came_by == {1, 2, 3, 4, 5}


def test_typing_leaves_only_what_is_called_so(qtbot, reader):
    qtbot.keyClick(reader, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "ex-10")
    qtbot.waitUntil(lambda: "EX-99.1" not in rows(reader), timeout=20_000)
    assert {row for row in rows(reader) if row.startswith("EX-")} <= {"EX-10.1", "EX-101.SCH"}
    assert "EX-10.1" in rows(reader)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "EX-99.1" in rows(reader), timeout=20_000)


def test_pictures_and_data_are_folded_into_one_closed_group(reader):
    seen = rows(reader)
    assert "Data and graphics (2)" in seen
    assert "GRAPHIC" not in seen
    assert {"8-K", "EX-10.1", "EX-99.1"} <= set(seen)


def test_opening_shows_words_without_a_further_click(qtbot, reader):
    assert "CURRENT REPORT" in fakes.page_words(qtbot, reader)
    assert "CURRENT REPORT" in reader.document_view.text_pane.toPlainText()


def test_keys_show_the_page_the_text_or_both(qtbot, reader, settings):
    page, text = reader.document_view.html_pane, reader.document_view.text_pane
    for key, seen, panes in (
        (Qt.Key.Key_1, (True, False), Panes.HTML),
        (Qt.Key.Key_2, (False, True), Panes.TEXT),
        (Qt.Key.Key_3, (True, True), Panes.BOTH),
    ):
        qtbot.keyClick(reader, key, CTRL)
        assert (page.isVisible(), text.isVisible()) == seen
        assert settings.panes is panes


def test_a_picture_of_the_submission_is_drawn(qtbot, reader):
    qtbot.waitUntil(lambda: answer(qtbot, reader, "document.images[0].naturalWidth") == 2, timeout=20_000)
    assert reader.document_view.html_pane.lock.blocked == []


def test_a_click_on_a_heading_leads_to_it(qtbot, reader):
    view = reader.tree.view
    index = view.model().index(0, 0)
    while index.isValid() and not str(index.data()).startswith("Item 2.02"):
        index = view.indexBelow(index)
    assert index.isValid()
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    on_top = """(b => document.querySelector(`[data-b="${b}"]`).textContent)(filingLink.top()[0])"""
    qtbot.waitUntil(lambda: answer(qtbot, reader, on_top).startswith("Item 2.02"), timeout=20_000)
    pane = reader.document_view.text_pane
    first = pane.firstVisibleBlock()
    assert any(each.text().startswith("Item 2.02") for each in (first, first.next(), first.next().next()))


def test_what_is_found_is_counted_stepped_through_and_closed(qtbot, reader):
    qtbot.keyClick(reader, Qt.Key.Key_F, CTRL)
    with qtbot.waitSignal(reader.finder.finding.found, timeout=20_000):
        qtbot.keyClicks(reader.find_bar.box.line, "NET INCOME")
    count = reader.document_view.text_pane.text.count("net income")
    qtbot.waitUntil(lambda: f" of {count}" in reader.find_bar.count.text(), timeout=15_000)
    assert reader.find_bar.count.text() == f"1 of {count}"
    qtbot.keyClick(reader, Qt.Key.Key_F3)
    qtbot.keyClick(reader, Qt.Key.Key_F3)
    assert reader.find_bar.count.text() == f"3 of {count}"
    qtbot.keyClick(reader, Qt.Key.Key_F3, SHIFT)
    assert reader.find_bar.count.text() == f"2 of {count}"
    case = next(iter(reader.find_bar.box.switches.values()))
    with qtbot.waitSignal(reader.finder.finding.found, timeout=20_000):
        qtbot.mouseClick(case, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is not in the text" in reader.find_bar.count.text(), timeout=20_000)
    qtbot.keyClick(reader.find_bar.box.line, Qt.Key.Key_Escape)
    assert not reader.find_bar.isVisible()


def test_links_lead_inside_beside_and_outside_and_back_to_the_same_place(qtbot, reader, monkeypatch):
    click_on_page(qtbot, reader, "a[href='#item2']")
    on_top = """(b => document.querySelector(`[data-b="${b}"]`).textContent)(filingLink.top()[0])"""
    qtbot.waitUntil(lambda: answer(qtbot, reader, on_top).startswith("Item 2.02"), timeout=20_000)
    qtbot.keyClick(reader, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: answer(qtbot, reader, "scrollY") < 5, timeout=20_000)
    with qtbot.waitSignal(reader.document_view.html_pane.loaded, timeout=60_000):
        click_on_page(qtbot, reader, "a[href='press.htm']")
    assert reader.reading.shown.document.filename == "press.htm"
    with qtbot.waitSignal(reader.document_view.html_pane.loaded, timeout=60_000):
        qtbot.keyClick(reader, Qt.Key.Key_Left, ALT)
    assert reader.reading.shown.document.filename == "acme8k.htm"
    visited: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: visited.append(url.toString()))
    click_on_page(qtbot, reader, "a[href^='https:']")
    qtbot.waitUntil(lambda: bool(reader.findChildren(dialogs.LinkDialog)), timeout=20_000)
    dialog = reader.findChildren(dialogs.LinkDialog)[0]
    assert visited == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert visited == []


def test_keys_zoom_both_panes(qtbot, reader, settings):
    size, text = "getComputedStyle(document.body).zoom, innerWidth", reader.document_view.text_pane
    wide, before = answer(qtbot, reader, f"({size})"), text.font().pointSizeF()
    for _ in range(3):
        qtbot.keyClick(reader, Qt.Key.Key_Equal, CTRL)
    assert settings.zoom > 100
    assert text.font().pointSizeF() > before
    qtbot.waitUntil(lambda: answer(qtbot, reader, f"({size})") < wide, timeout=20_000)
    qtbot.keyClick(reader, Qt.Key.Key_0, CTRL)
    qtbot.keyClick(reader, Qt.Key.Key_Minus, CTRL)
    assert settings.zoom < 100
    assert text.font().pointSizeF() < before
    qtbot.keyClick(reader, Qt.Key.Key_0, CTRL)
    assert (settings.zoom, text.font().pointSizeF()) == (100, before)


@pytest.mark.parametrize("side", ["html_pane", "text_pane"])
def test_the_wheel_with_ctrl_zooms_both_panes(qtbot, reader, settings, side):
    pane = reader.document_view.text_pane
    target = reader.document_view.html_pane.view.focusProxy() if side == "html_pane" else pane.viewport()
    before, at = pane.font().pointSizeF(), QPointF(target.rect().center())
    for turn, is_other in ((120, float.__gt__), (-120, float.__eq__), (-120, float.__lt__)):
        event = QWheelEvent(
            at, target.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, CTRL,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, event)
        assert is_other(pane.font().pointSizeF(), before)
        assert is_other(float(settings.zoom), 100.0)
        assert reader.document_view.html_pane.view.zoomFactor() == settings.zoom / 100


CONTRASTS = """[...document.querySelectorAll("p, a[href], b, h1, h2, h3, h4, td, span")]
    .filter((e) => e.innerText.trim()).map((e) => {
        const light = (c) => { const [r, g, b, a] = c.match(/[\\d.]+/g).map(Number);
            const part = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
            return a === 0 ? null : 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
        let ground = null;
        for (let up = e; up && ground === null; up = up.parentElement)
            ground = light(getComputedStyle(up).backgroundColor);
        const ink = light(getComputedStyle(e).color);
        return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05); })"""


def test_no_colour_of_the_filer_is_unreadable_in_the_dark(qtbot, reader, settings):
    for chosen in ("theme_dark", "theme_light"):
        click_in_menu(qtbot, reader, "view_menu", "theme_menu", chosen)
        theme = chosen.removeprefix("theme_")
        qtbot.waitUntil(
            lambda theme=theme: answer(qtbot, reader, "document.documentElement.dataset.theme") == theme,
            timeout=20_000,
        )
        contrasts = answer(qtbot, reader, CONTRASTS)
        assert len(contrasts) > 100
        assert min(contrasts) >= 4.5
    assert settings.theme is Theme.LIGHT


def test_the_document_is_exported_under_a_name_that_says_what_it_is(qtbot, reader, tmp_path):
    reader.settings.set_folder("export", tmp_path)
    qtbot.keyClick(reader, Qt.Key.Key_E, CTRL)
    with qtbot.waitSignal(reader.exporting.ended, timeout=20_000):  # the text, and its picture beside it
        qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
    assert "CURRENT REPORT" in (tmp_path / "0009999999-24-000001_1_8-K.md").read_text()


def test_the_source_by_key_and_a_field_of_the_header_copied(qtbot, reader):
    with qtbot.waitSignal(reader.reading.text_ready, timeout=20_000):
        qtbot.keyClick(reader, Qt.Key.Key_U, CTRL)
    assert reader.document_view.text_pane.text.startswith("<html><body><p><img src=")
    view = reader.tree.view
    index = view.model().index(0, 0)
    while index.isValid() and index.data() != "Accession":
        index = view.indexBelow(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "0009999999-24-000001"


def test_a_cut_file_is_read_as_far_as_it_goes_under_a_warning(qtbot, window, tmp_path):
    cut = tmp_path / "cut.txt"
    cut.write_text(FILING[: FILING.index("SIGNATURES")])
    fakes.show(qtbot, window, cut)
    assert window.strip.isVisible()
    assert window.strip.message.sentence.startswith("This file ends in")
    assert "CURRENT REPORT" in fakes.page_words(qtbot, window)
    assert not [each for each in window.findChildren(QDialog) if each.isVisible()]


def test_what_is_no_filing_is_told_in_one_sentence(qtbot, window, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(
        "<!DOCTYPE html><html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head><body>"
        "<h1>Your Request Originates from an Undeclared Automated Tool</h1></body></html>"
    )
    with qtbot.waitSignal(window.filings.open_failed, timeout=20_000):
        window.open(page)
    assert "download" in window.strip.message.sentence
    assert window.strip.message.sentence.count(". ") == 0


def test_the_status_bar_says_which_filing_and_which_document(qtbot, reader):
    for words in ("ACME WIDGETS CORP", "8-K", "2024-01-17", "0009999999-24-000001"):
        assert words in reader.status._filing.text()
    qtbot.waitUntil(lambda: "KB" in reader.status._document.text(), timeout=20_000)
    assert "acme8k.htm" in reader.status._document.text()


def test_a_document_is_found_again_where_it_was_left(qtbot, reader):
    proxy = reader.document_view.html_pane.view.focusProxy()
    qtbot.mouseClick(proxy, Qt.MouseButton.LeftButton, pos=QPoint(5, 300))
    for _ in range(3):
        qtbot.keyClick(proxy, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: reader.document_view.html_pane.spot.block > 5, timeout=20_000)
    fakes.settle(qtbot, reader)
    left = reader.document_view.html_pane.spot.block
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        with qtbot.waitSignal(reader.document_view.html_pane.loaded, timeout=20_000):
            qtbot.keyClick(reader, key, CTRL)
    qtbot.waitUntil(
        lambda: answer(qtbot, reader, "filingLink.top()[0]") in range(left - 1, left + 2), timeout=20_000
    )


def test_a_key_asks_for_the_printer(qtbot, reader):
    qtbot.keyClick(reader, Qt.Key.Key_P, CTRL)
    dialog = fakes.print_dialog(qtbot, reader)
    assert dialog.accessibleName()
    assert dialog.printer().docName() == "0009999999-24-000001_1_8-K"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_key_opens_the_preferences_and_a_change_shows_at_once(qtbot, reader, settings):
    qtbot.keyClick(reader, Qt.Key.Key_Comma, CTRL)
    dialog = next(each for each in reader.findChildren(QDialog) if each.objectName() == "preferences")
    assert dialog.isVisible()
    qtbot.mouseClick(dialog.wrap, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.wrap.height() // 2))
    assert settings.wrap is False
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not [each for each in reader.findChildren(QMenu) if each.isVisible()]
