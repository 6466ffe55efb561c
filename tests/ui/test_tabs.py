"""Several filings in one window: opened, gone to, moved and closed as tabs, each left as it was."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QLabel, QMenu, QStyleOptionTab

from tests.ui import fakes
from viewer.submission.model import Problem
from viewer.ui import filings, theme
from viewer.ui.filing_tab import FilingTab
from viewer.ui.settings import Panes
from viewer.ui.strip import Weight
from viewer.ui.tab_bar import TabBar, shortened

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
WAIT = 20_000


@pytest.fixture
def three(qtbot, window, opener, tmp_path):
    """Give a window with a.txt in front, and b.txt and c.txt behind it."""
    window.resize(1200, 700)
    for name in "abc":
        header = (*fakes.HEADER[:4], fakes.company(f"{name.upper()} & SONS"))
        filing = fakes.Filing(tmp_path / f"{name}.txt", (fakes.submission(header=header),))
        for number in (1, 2):
            words = "\n".join(f"{name}{number}: paragraph {n} with some words." for n in range(1, 101))
            filing.renditions[number] = fakes.Rendition(words)
        opener.filings[f"{name}.txt"] = filing
    window.open_all([tmp_path / f"{name}.txt" for name in "abc"])
    qtbot.waitUntil(lambda: len(window.filings.tabs) == 3, timeout=WAIT)
    wait_for(qtbot, window, "a1")
    return window


def wait_for(qtbot, window, words: str) -> None:
    """Wait until a document is there on both sides."""
    view = window.document_view
    qtbot.waitUntil(lambda: view.text_pane.text.startswith(words) and view.text_pane.is_filled, timeout=WAIT)
    qtbot.waitUntil(lambda: fakes.page_words(qtbot, window).startswith(words), timeout=WAIT)


def names(window) -> list[str]:
    return [tab.path.stem for tab in window.filings.tabs]


def front(window) -> str:
    return window.filings.front.path.stem


def click(qtbot, window, index: int, button=LEFT) -> None:
    qtbot.mouseClick(window.tab_bar, button, pos=window.tab_bar.tabRect(index).center())


def test_one_filing_has_no_bar_of_tabs(opened):
    assert not opened.tab_bar.isVisible()


def test_several_files_open_as_tabs_with_the_first_in_front(three, opener, tmp_path):
    assert names(three) == ["a", "b", "c"]
    assert opener.opened == [tmp_path / f"{name}.txt" for name in "abc"]
    assert front(three) == "a"
    bar = three.tab_bar
    assert bar.isVisible()
    assert bar.currentIndex() == 0
    assert bar.tabText(1) == "B && SONS  8-K  2024-01-17"
    assert bar.tabToolTip(1) == f"B & SONS  8-K  2024-01-17\n{tmp_path / 'b.txt'}"
    assert all(bar.tabRect(index).width() <= 300 for index in range(3))


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        (60, "ACME WIDGETS CORP  10-K405  1996-12-19"),
        (30, "ACME WID…  10-K405  1996-12-19"),
        (18, "ACME WID…  10-K405"),
        (9, "ACME WID…"),
    ],
)
def test_a_narrow_tab_keeps_the_form_longer_than_the_date_and_the_whole_name(qapp, letters, words):
    """What tells two reports of a company apart is told as long as there is room for a few letters of its name."""
    metrics = QFontMetrics(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    width = metrics.horizontalAdvance("x" * letters) + 1
    assert shortened("ACME WIDGETS CORP  10-K405  1996-12-19", width, metrics) == words


def test_many_tabs_show_the_form_behind_the_first_letters_of_the_company(qtbot, tmp_path):
    bar = TabBar()
    qtbot.addWidget(bar)
    for number in range(8):
        title = f"CONSOLIDATED WIDGETS & SONS {number}  8-K  1996-12-19"
        bar.add(number, FilingTab(tmp_path / f"{number}.txt", title))
    bar.resize(500, bar.sizeHint().height())
    bar.show()
    option = QStyleOptionTab()
    bar.initStyleOption(option, 1)
    assert option.text.startswith("CONS")
    assert option.text.endswith("…  8-K")


def test_a_click_brings_a_filing_to_the_front_with_its_tree_its_title_and_its_document(qtbot, three):
    click(qtbot, three, 1)
    wait_for(qtbot, three, "b1")
    assert three.windowTitle() == "B & SONS  8-K  2024-01-17 - Filing Viewer"
    assert three.tree.view.model().index(0, 0).data() == "B & SONS"
    assert three.status._filing.text().startswith("B & SONS")


def test_keys_go_from_tab_to_tab_and_around(qtbot, three):
    seen = []
    for modifiers in (CTRL, CTRL, CTRL, CTRL | SHIFT):
        key = Qt.Key.Key_Backtab if modifiers & SHIFT else Qt.Key.Key_Tab
        qtbot.keyClick(three, key, modifiers)
        seen.append(front(three))
    assert seen == ["b", "c", "a", "c"]
    assert three.tab_bar.currentIndex() == 2


def test_the_place_the_document_the_tree_and_the_way_of_each_tab_stay_as_they_were(qtbot, three):
    qtbot.keyClick(three, Qt.Key.Key_PageDown, CTRL)
    wait_for(qtbot, three, "a2")
    header = three.tree.view.model().index(1, 0)
    three.tree.view.expand(header)
    fakes.scroll(qtbot, three, 40)
    qtbot.keyClick(three, Qt.Key.Key_Tab, CTRL)
    wait_for(qtbot, three, "b1")
    assert three.document_view.text_pane.verticalScrollBar().value() == 0
    assert not three.actions_.back.isEnabled()
    qtbot.keyClick(three, Qt.Key.Key_Backtab, CTRL | SHIFT)
    wait_for(qtbot, three, "a2")
    assert three.tree.view.isExpanded(three.tree.view.model().index(1, 0))
    qtbot.waitUntil(lambda: three.document_view.text_pane.verticalScrollBar().value() == 40, timeout=WAIT)
    top = "String(filingLink.top()[0])"
    qtbot.waitUntil(lambda: fakes.page_answer(qtbot, three, top) == "41", timeout=WAIT)
    qtbot.keyClick(three, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    wait_for(qtbot, three, "a1")


def test_a_tab_is_closed_by_its_key_its_button_and_the_middle_button(qtbot, three, opener):
    qtbot.keyClick(three, Qt.Key.Key_W, CTRL)
    assert names(three) == ["b", "c"]
    wait_for(qtbot, three, "b1")
    assert opener.filings["a.txt"].closed
    click(qtbot, three, 1, MIDDLE)
    assert names(three) == ["b"]
    assert front(three) == "b"
    assert not three.tab_bar.isVisible()
    qtbot.keyClick(three, Qt.Key.Key_W, CTRL)
    assert three.welcome.isVisible()
    assert all(opener.filings[f"{name}.txt"].closed for name in "abc")
    assert len(three.side_bar._trees) == 0


def test_the_button_of_a_tab_closes_that_tab_alone(qtbot, three):
    button = three.tab_bar.tabButton(2, three.tab_bar.ButtonPosition.RightSide)
    qtbot.mouseClick(button, LEFT)
    assert names(three) == ["a", "b"]
    assert front(three) == "a"


def test_the_menu_of_a_tab_closes_the_others_and_shows_its_folder(qtbot, three, monkeypatch, tmp_path):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    for words in ("Show in Folder", "Close Others"):
        three.tab_bar.customContextMenuRequested.emit(three.tab_bar.tabRect(1).center())
        menu = three.findChild(QMenu, "tab_menu")
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.close()
        qtbot.waitUntil(lambda: three.findChild(QMenu, "tab_menu") is None, timeout=WAIT)
    assert shown == [str(tmp_path)]
    assert names(three) == ["b"]
    assert front(three) == "b"


def test_a_tab_that_is_dragged_stands_where_it_was_dropped(qtbot, three):
    bar = three.tab_bar
    start, end = bar.tabRect(0).center(), bar.tabRect(2).center() + QPoint(60, 0)
    qtbot.mousePress(bar, LEFT, pos=start)
    for step in range(1, 21):
        qtbot.mouseMove(bar, start + (end - start) * step / 20)
    qtbot.mouseRelease(bar, LEFT, pos=end)
    qtbot.waitUntil(lambda: names(three) == ["b", "c", "a"], timeout=WAIT)
    assert front(three) == "a"
    click(qtbot, three, 0)
    assert front(three) == "b"


def test_opening_a_file_that_is_open_goes_to_its_tab(qtbot, three, opener, tmp_path):
    count = len(opener.opened)
    three.open(tmp_path / "folder" / ".." / "c.txt")
    assert front(three) == "c"
    fakes.settle(qtbot, three)
    assert (names(three), len(opener.opened)) == (["a", "b", "c"], count)


def test_of_two_files_opened_in_haste_both_are_there_and_the_later_is_in_front(
    qtbot, window, opener, tmp_path
):
    gate = threading.Event()
    opener.wait = gate
    window.open(tmp_path / "slow.txt")
    qtbot.waitUntil(lambda: bool(opener.opened), timeout=WAIT)
    opener.wait = None
    with qtbot.waitSignal(window.filings.opened, timeout=WAIT):
        window.open(tmp_path / "quick.txt")
    with qtbot.waitSignal(window.filings.opened, timeout=WAIT):
        gate.set()
    assert names(window) == ["quick", "slow"]
    assert front(window) == "quick"


def test_a_message_stays_with_its_filing(qtbot, three, opener, tmp_path):
    cut = (fakes.CUT, Problem("a", 1, 1, "Another."))
    opener.filings["cut.txt"] = fakes.Filing(tmp_path / "cut.txt", (fakes.submission(problems=cut),))
    fakes.show(qtbot, three, tmp_path / "cut.txt")
    assert three.strip.isVisible()
    click(qtbot, three, 0)
    assert not three.strip.isVisible()
    click(qtbot, three, 3)
    assert three.strip.message.sentence.startswith(fakes.CUT.message)
    qtbot.mouseClick(three.strip._close, LEFT)
    click(qtbot, three, 0)
    click(qtbot, three, 3)
    assert not three.strip.isVisible()


def test_a_file_that_cannot_be_opened_does_not_keep_those_behind_it(qtbot, window, tmp_path):
    window.open_all([tmp_path / "missing.txt", tmp_path / "x.txt", tmp_path / "y.txt"])
    qtbot.waitUntil(lambda: names(window) == ["x", "y"], timeout=WAIT)
    assert window.strip.message.sentence == "There is no file missing.txt."


def test_each_file_that_cannot_be_opened_is_told_until_others_are_asked_for(qtbot, window, tmp_path):
    """Where they are many, the first of them and that there are more."""
    window.open_all([tmp_path / name for name in ("missing.txt", "x.txt", "missing too.txt")])
    qtbot.waitUntil(lambda: "\n" in window.strip.said("open"), timeout=WAIT)
    said = window.strip.message.sentence.splitlines()
    assert said == ["There is no file missing.txt.", "There is no file missing too.txt."]
    window.open(tmp_path / "missing too.txt")
    qtbot.waitUntil(lambda: window.strip.said("open") == said[1], timeout=WAIT)
    for number in range(9):
        window.showing.tell_not_opened(f"There is no file {number}.")
    assert len(window.strip.message.sentence.splitlines()) == 6
    assert window.strip.message.sentence.endswith("More files could not be opened.")


def test_a_tab_says_how_many_more_submissions_its_file_holds(qtbot, three, opener, tmp_path):
    several = fakes.Filing(
        tmp_path / "several.txt", (fakes.submission(), fakes.submission(), fakes.submission())
    )
    opener.filings["several.txt"] = several
    fakes.show(qtbot, three, tmp_path / "several.txt")
    assert three.tab_bar.tabText(3) == "ACME WIDGETS CORP  8-K  2024-01-17  +2"


@pytest.mark.parametrize("chosen", [theme.Theme.LIGHT, theme.Theme.DARK])
def test_the_words_of_the_tab_in_front_are_stronger_in_both_themes(qtbot, three, chosen):
    bar, tokens = three.tab_bar, {theme.Theme.LIGHT: theme.LIGHT, theme.Theme.DARK: theme.DARK}[chosen]
    try:
        three.looks.choose_theme(chosen)
        for front in (1, 0):
            click(qtbot, three, front)
            inks = [bar.tabTextColor(index).name() for index in range(3)]
            assert inks == [tokens.ink if index == front else tokens.muted for index in range(3)]
    finally:
        three.looks.choose_theme(theme.Theme.SYSTEM)


def test_a_message_says_how_many_stand_behind_it(qtbot, three):
    more = three.findChild(QLabel, "strip_more")
    for topic in ("one", "two", "three"):
        three.showing.tell(topic, Weight.WARNING, f"This is {topic}.")
    assert more.isVisible()
    assert more.text() == "2 more"
    qtbot.mouseClick(three.strip._close, LEFT)
    assert (three.strip.message.topic, more.text()) == ("two", "1 more")
    qtbot.mouseClick(three.strip._close, LEFT)
    assert not more.isVisible()


def test_more_files_than_one_can_look_at_are_not_opened_and_that_is_told(
    qtbot, window, tmp_path, monkeypatch
):
    monkeypatch.setattr(filings, "MOST_TABS", 3)
    window.open_all([tmp_path / f"{n}.txt" for n in range(5)])
    qtbot.waitUntil(lambda: len(window.filings.tabs) == 3, timeout=WAIT)
    assert window.strip.message.sentence == "At most 3 filings are open at once; 2 were not opened."
    window.open(tmp_path / "one more.txt")
    fakes.settle(qtbot, window)
    assert len(window.filings.tabs) == 3


def test_what_was_asked_of_the_former_filing_is_not_shown_under_the_name_of_the_next(
    qtbot, three, opener, tmp_path
):
    gate = threading.Event()
    opener.filings["a.txt"].renditions[3] = fakes.Rendition("late words", wait=gate)
    three.tree.requests.document_selected.emit(0, 3)
    click(qtbot, three, 1)
    wait_for(qtbot, three, "b1")
    gate.set()
    fakes.settle(qtbot, three)
    assert three.document_view.text_pane.text.startswith("b1")
    click(qtbot, three, 0)
    wait_for(qtbot, three, "late words")


def test_tabs_need_no_page(qtbot, three):
    three.looks.show_panes(Panes.TEXT)
    click(qtbot, three, 2)
    qtbot.waitUntil(lambda: three.document_view.text_pane.text.startswith("c1"), timeout=WAIT)


def test_a_filing_not_looked_at_for_long_keeps_no_renditions(qtbot, three, opener, monkeypatch):
    monkeypatch.setattr(filings, "_KEPT", 2)
    for index in (1, 2):
        click(qtbot, three, index)
        wait_for(qtbot, three, f"{'abc'[index]}1")
    assert [opener.filings[f"{name}.txt"].forgotten for name in "abc"] == [1, 0, 0]
    click(qtbot, three, 0)
    wait_for(qtbot, three, "a1")
