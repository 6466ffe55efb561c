"""The rows of a listing are sorted by a click on a heading; the text, and what is linked to it, stay as filed."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from tests.ui import fakes
from viewer.rendition import Filing
from viewer.ui.main_window import MainWindow

_HOLDING = (
    "<infoTable><nameOfIssuer>{name}</nameOfIssuer><titleOfClass>COM</titleOfClass><cusip>{number:09d}</cusip>"
    "<value>{value}</value><shrsOrPrnAmt><sshPrnamt>{shares}</sshPrnamt><sshPrnamtType>SH</sshPrnamtType>"
    "</shrsOrPrnAmt><investmentDiscretion>SOLE</investmentDiscretion>{manager}<votingAuthority><Sole>{shares}</Sole>"
    "<Shared>0</Shared><None>0</None></votingAuthority></infoTable>"
)
_NAMESPACE = "http://www.sec.gov/edgar/document/thirteenf/informationtable"


def table(rows: int) -> str:
    """Return an information table whose values follow no order: 7, 14, 21 ... modulo a prime number."""
    holdings = [
        _HOLDING.format(
            name=f"Mill {number}",
            number=number,
            value=number * 7 % 1009,
            shares=number,
            manager="<otherManager>2</otherManager>" if number % 3 == 0 else "",
        )
        for number in range(1, rows + 1)
    ]
    return f'<informationTable xmlns="{_NAMESPACE}">{"".join(holdings)}</informationTable>'


@pytest.fixture
def opened(qtbot, settings, tmp_path, request):
    """Give a window over an information table of as many rows as the test says."""
    path = tmp_path / "table.xml"
    path.write_text(table(getattr(request, "param", 30)), encoding="utf-8")
    window = MainWindow(settings, Filing.open)
    qtbot.addWidget(window)
    window.resize(1200, 600)
    window.show()
    fakes.show(qtbot, window, path)
    yield window
    window.close()


def column(qtbot, window, number: int) -> list[str]:
    """Return what stands in a column of the page, from the first row to the last."""
    rows = "[...document.querySelectorAll('div.listing tbody tr')]"
    return fakes.page_value(qtbot, window, f"{rows}.map(row => row.cells[{number}].textContent)")


def sort(qtbot, window, heading: str) -> None:
    """Click the heading of a column that begins so, by the mouse."""
    script = (
        "(all => { const th = all.find(e => e.tabIndex === 0 && e.textContent.startsWith("
        f"{json.dumps(heading)})); if (!th) return null; th.scrollIntoView({{block: 'nearest', inline: 'center'}});"
        " const r = th.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })"
        "([...document.querySelectorAll('div.sortable th')])"
    )
    qtbot.waitUntil(lambda: fakes.page_value(qtbot, window, script) is not None, timeout=20_000)
    qtbot.waitUntil(
        lambda: fakes.page_value(qtbot, window, script) == fakes.page_value(qtbot, window, script),
        timeout=20_000,
    )
    place = fakes.page_value(qtbot, window, script)
    pane = window.document_view.html_pane
    at = QPoint(*(int(each * pane.view.zoomFactor()) for each in place))
    with qtbot.waitSignal(pane.listing_sorted, timeout=20_000):
        qtbot.mouseClick(pane.view.focusProxy(), Qt.MouseButton.LeftButton, pos=at)


def said(window) -> str:
    return window.statusBar().currentMessage()


def test_figures_are_sorted_as_figures_then_the_other_way_and_then_stand_as_filed(qtbot, opened):
    filed = column(qtbot, opened, 3)
    sort(qtbot, opened, "4. Value")
    assert column(qtbot, opened, 3) == sorted(filed, key=int, reverse=True)
    assert said(opened) == "Sorted by 4. Value, largest first; the text keeps the filed order."
    sort(qtbot, opened, "4. Value")
    assert column(qtbot, opened, 3) == sorted(filed, key=int)
    assert said(opened) == "Sorted by 4. Value, smallest first; the text keeps the filed order."
    sort(qtbot, opened, "4. Value")
    assert column(qtbot, opened, 3) == filed
    assert said(opened) == "The rows stand in the filed order."


def test_the_menu_of_the_page_puts_the_rows_back(qtbot, opened):
    pane = opened.document_view.html_pane
    filed = column(qtbot, opened, 3)
    assert not pane.was_sorted
    sort(qtbot, opened, "4. Value")
    pane.menu_asked.emit(QPoint(200, 200))
    qtbot.waitUntil(lambda: pane.findChild(QMenu, "pane_menu") is not None, timeout=20_000)
    menu = pane.findChild(QMenu, "pane_menu")
    with qtbot.waitSignal(pane.listing_sorted, timeout=20_000) as told:
        next(action for action in menu.actions() if action.objectName() == "unsort_here").trigger()
    menu.close()
    assert told.args == ["", "", False]
    assert column(qtbot, opened, 3) == filed
    assert fakes.page_value(qtbot, opened, "document.querySelectorAll('.sorted').length") == 0


def test_words_are_sorted_from_a_to_z_with_numbers_in_them_as_numbers(qtbot, opened):
    sort(qtbot, opened, "1. Name")
    assert column(qtbot, opened, 0)[:3] == ["Mill 1", "Mill 2", "Mill 3"]
    assert said(opened).startswith("Sorted by 1. Name of issuer, from A to Z")
    sort(qtbot, opened, "1. Name")
    assert column(qtbot, opened, 0)[:3] == ["Mill 30", "Mill 29", "Mill 28"]


def test_rows_without_a_value_come_last_both_ways_and_alike_ones_stay_as_filed(qtbot, opened):
    for _ in range(2):
        sort(qtbot, opened, "7. Other")
        managers = column(qtbot, opened, 8)
        assert managers == ["2"] * 10 + [""] * 20
        assert column(qtbot, opened, 0)[:4] == ["Mill 3", "Mill 6", "Mill 9", "Mill 12"]


def test_a_column_below_a_shared_heading_is_called_by_both(qtbot, opened):
    sort(qtbot, opened, "Sole")
    assert said(opened).startswith("Sorted by 8. Voting authority: Sole, largest first")


def test_the_sign_of_the_order_is_told_to_screen_readers_on_one_heading(qtbot, opened):
    sort(qtbot, opened, "4. Value")
    sort(qtbot, opened, "3. CUSIP")
    signs = "[...document.querySelectorAll('th[aria-sort]')].map(e => e.ariaSort).filter(e => e !== 'none')"
    assert fakes.page_value(qtbot, opened, signs) == ["ascending"]


def test_the_text_and_what_is_exported_stay_as_filed(qtbot, opened):
    before = opened.document_view.text_pane.text
    sort(qtbot, opened, "4. Value")
    assert opened.document_view.text_pane.text == before
    copied = opened.reading.filing.rendition(opened.reading.shown.document).copied_table(4)
    assert copied.text.index("Mill 1\t") < copied.text.index("Mill 2\t") < copied.text.index("Mill 30\t")


def test_rows_stay_linked_to_their_twins_and_a_spot_leads_to_the_row_wherever_it_stands(qtbot, opened):
    sort(qtbot, opened, "4. Value")
    row = "document.querySelectorAll('div.listing tbody tr')[0]"
    block = fakes.page_value(qtbot, opened, f"Number({row}.dataset.b)")
    assert column(qtbot, opened, 3)[0] == str(30 * 7)
    place = opened.document_view.text_pane.place_of(block)
    assert opened.document_view.text_pane.text[place.start : place.end].startswith("Mill 30 ")
    opened.document_view.html_pane.light(block, 0.3)
    assert fakes.page_value(qtbot, opened, f"{row}.className") == "linked"
    fakes.page_value(qtbot, opened, "(document.body.style.paddingBottom = '3000px', 1)")
    fakes.page_value(qtbot, opened, f"(filingLink.showTop({block - 20}, 0), 1)")
    assert fakes.page_value(qtbot, opened, "filingLink.top()[0]") == block - 20


@pytest.mark.parametrize("opened", [950], indirect=True)
def test_a_long_listing_set_in_pieces_is_sorted_as_one(qtbot, opened):
    filed = column(qtbot, opened, 3)
    sizes = "[...document.querySelectorAll('.piece tbody')].map(e => e.rows.length)"
    before = fakes.page_value(qtbot, opened, sizes)
    sort(qtbot, opened, "4. Value")
    assert column(qtbot, opened, 3) == sorted(filed, key=int, reverse=True)
    assert fakes.page_value(qtbot, opened, sizes) == before
    assert len(before) > 5


@pytest.mark.parametrize("opened", [950], indirect=True)
def test_the_headings_and_the_first_column_of_a_wide_listing_stay_in_sight(qtbot, opened):
    """A listing wider than its pane and longer than it lets the page scroll sideways."""
    qtbot.waitUntil(
        lambda: fakes.page_value(qtbot, opened, "!!document.querySelector('.wide.pinned')"), timeout=20_000
    )
    seen = (
        "(scrollTo(250, 4000), [scrollX, document.querySelector('table.headings').getBoundingClientRect().top,"
        " document.elementFromPoint(40, 300).closest('tr')?.cells[0].getBoundingClientRect().left])"
    )
    qtbot.waitUntil(lambda: fakes.page_value(qtbot, opened, seen) == [250, 0, 0], timeout=20_000)


def test_the_key_sorts_where_the_mouse_does(qtbot, opened):
    sort(qtbot, opened, "4. Value")
    focus = "(e => { e.focus(); return e === document.activeElement })"
    assert fakes.page_value(qtbot, opened, f"{focus}(document.querySelector('div.sortable th[tabindex]'))")
    with qtbot.waitSignal(opened.document_view.html_pane.listing_sorted, timeout=20_000) as told:
        qtbot.keyClick(opened.document_view.html_pane.view.focusProxy(), Qt.Key.Key_Return)
    assert told.args == ["1. Name of issuer", "words", False]


def test_what_was_found_stays_marked_where_it_stands_after_sorting(qtbot, opened):
    opened.actions_.find.trigger()
    qtbot.keyClicks(opened.find_bar.box.line, "Mill 17")
    marked = (
        "[...(CSS.highlights.get('current') ?? [])].map(e => e.startContainer.parentElement?.isConnected)"
    )
    qtbot.waitUntil(lambda: fakes.page_value(qtbot, opened, marked) == [True], timeout=20_000)
    sort(qtbot, opened, "4. Value")
    assert fakes.page_value(qtbot, opened, "[...CSS.highlights.get('current')].map(String)") == ["Mill 17"]


@pytest.mark.parametrize("opened", [2], indirect=True)
def test_a_listing_of_two_rows_is_not_sorted(qtbot, opened):
    assert fakes.page_value(qtbot, opened, "document.querySelectorAll('.sortable, th[tabindex]').length") == 0


def test_what_was_sorted_while_only_its_beginning_was_there_is_sorted_again(qtbot, opened):
    sort(qtbot, opened, "4. Value")
    whole = opened.reading.filing.rendition(opened.reading.shown.document).html()
    assert fakes.page_value(qtbot, opened, f"filingLink.complete({json.dumps(whole)})")
    assert column(qtbot, opened, 3) == sorted(column(qtbot, opened, 3), key=int, reverse=True)
