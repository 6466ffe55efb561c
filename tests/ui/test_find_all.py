"""Finding in all documents: grouped by document, filled while it runs, and a click goes to the hit."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QModelIndex, Qt

from tests.ui import fakes
from viewer.errors import UnreadableFileError
from viewer.ui import theme
from viewer.ui.filing_tab import FilingTab
from viewer.ui.find_all import LISTED

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def gate():
    made = threading.Event()
    yield made
    made.set()


@pytest.fixture
def reader(qtbot, window, opener, tmp_path):
    """Give the window with a filing whose documents hold known words."""
    renditions = {
        1: fakes.Rendition("A report of net\u00a0income.\nAnd of  net income again."),
        2: fakes.Rendition("A lease.\n" * 300 + "The end & the net income of it."),
        3: fakes.Rendition("press words\n" * (LISTED + 30)),
        6: fakes.Rendition("Facts of net income."),
    }
    opener.filings["a.txt"] = fakes.Filing(tmp_path / "a.txt", (fakes.submission(),), renditions)
    fakes.show(qtbot, window, tmp_path / "a.txt")
    return window


def look_for(qtbot, window, words: str) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL_SHIFT)
    with qtbot.waitSignal(window.panels.find_all.ended, timeout=20_000):
        qtbot.keyClicks(window.panels.find_all_panel.box.line, words)


def listed(window) -> list[tuple[str, list[str]]]:
    model = window.panels.find_all_panel.view.model()
    tops = [model.index(row, 0) for row in range(model.rowCount())]
    return [(top.data(), [model.index(n, 0, top).data() for n in range(model.rowCount(top))]) for top in tops]


def test_hits_are_listed_by_document_with_the_line_around_them(qtbot, reader):
    look_for(qtbot, reader, "net income")
    assert listed(reader) == [
        ("8-K  CURRENT REPORT  (2)", ["A report of net income.", "And of net income again."]),
        ("EX-10.1  LEASE AGREEMENT  (1)", ["The end & the net income of it."]),
        ("XML  R1.htm  (1)", ["Facts of net income."]),
    ]
    assert reader.panels.find_all_panel.summary.text() == "4 hits in 3 of 5 documents"
    assert not reader.panels.find_all_panel.cancel.isVisible()


def test_a_click_opens_the_document_at_the_hit(qtbot, reader):
    look_for(qtbot, reader, "net income")
    view = reader.panels.find_all_panel.view
    row = view.model().index(0, 0, view.model().index(1, 0))
    view.scrollTo(row)
    with qtbot.waitSignals([reader.reading.text_ready, reader.finder.finding.found], timeout=20_000):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(row).center())
    assert reader.reading.shown.document.number == 2
    pane = reader.document_view.text_pane
    qtbot.waitUntil(lambda: pane.is_filled and reader.find_bar.count.text() == "1 of 1")
    strong = theme.colours().mark_strong
    qtbot.waitUntil(
        lambda: [e.format.background().color().name() for e in pane.extraSelections()] == [strong]
    )
    assert pane.viewport().rect().contains(pane.cursorRect().center())
    assert pane.verticalScrollBar().value() > 0


def test_a_second_hit_in_the_shown_document_is_gone_to_without_reading_it_again(qtbot, reader):
    look_for(qtbot, reader, "net income")
    view = reader.panels.find_all_panel.view
    row = view.model().index(1, 0, view.model().index(0, 0))
    with (
        qtbot.assertNotEmitted(reader.reading.document_chosen),
        qtbot.waitSignal(reader.finder.finding.found),
    ):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(row).center())
    assert reader.find_bar.count.text() == "2 of 2"


def test_the_list_fills_while_the_search_runs_and_can_be_stopped(qtbot, reader, gate):
    """What is found is there before the last document is searched; stopping leaves it."""
    slow = fakes.Rendition("slow")
    slow.text = lambda: (gate.wait(60), fakes.Rendition("late net income").text())[1]
    reader.reading.filing.renditions[3] = slow
    panel = reader.panels.find_all_panel
    qtbot.keyClick(reader, Qt.Key.Key_F, CTRL_SHIFT)
    qtbot.keyClicks(panel.box.line, "net income")
    qtbot.waitUntil(lambda: len(listed(reader)) == 2, timeout=20_000)
    assert panel.cancel.isVisible()
    assert panel.progress.value() == 2
    with qtbot.waitSignal(reader.panels.find_all.ended):
        qtbot.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    gate.set()
    assert panel.summary.text() == "3 hits in 2 of 2 documents; stopped"
    fakes.settle(qtbot, reader)
    assert len(listed(reader)) == 2
    assert not panel.cancel.isVisible()


def test_nothing_found_says_what_was_searched(qtbot, reader):
    look_for(qtbot, reader, "dividend")
    assert listed(reader) == []
    said = reader.panels.find_all_panel.summary.text()
    assert said == "“dividend” is in none of the 5 documents that have a text"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("lease", "1 hit in the only document that has a text"),
        ("dividend", "“dividend” is not in the only document that has a text"),
    ],
)
def test_where_one_document_has_a_text_it_is_not_counted(qtbot, window, opener, tmp_path, words, said):
    filing = fakes.Filing(
        tmp_path / "one.txt", (fakes.submission(fakes.DOCUMENTS[:1]),), {1: fakes.Rendition("A lease.")}
    )
    opener.filings["one.txt"] = filing
    fakes.show(qtbot, window, tmp_path / "one.txt")
    look_for(qtbot, window, words)
    assert window.panels.find_all_panel.summary.text() == said


def test_very_many_hits_of_a_document_are_counted_and_the_first_listed(qtbot, reader):
    look_for(qtbot, reader, "press")
    ((top, rows),) = listed(reader)
    assert top == f"EX-99.1  PRESS RELEASE  ({LISTED + 30})"
    assert len(rows) == LISTED + 1
    assert rows[-1] == "… and 30 more in this document"


def test_what_is_no_regular_expression_is_said(qtbot, reader):
    from viewer.search import Option

    qtbot.keyClick(reader, Qt.Key.Key_F, CTRL_SHIFT)
    panel = reader.panels.find_all_panel
    qtbot.mouseClick(panel.box.switches[Option.PATTERN], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(reader.panels.find_all.ended, timeout=20_000):
        qtbot.keyClicks(panel.box.line, "(net")
    assert panel.summary.text().startswith("This is not a regular expression: missing )")


def test_keys_reach_the_list_and_escape_puts_the_panel_away(qtbot, reader):
    look_for(qtbot, reader, "lease")
    panel = reader.panels.find_all_panel
    qtbot.keyClick(panel.box.line, Qt.Key.Key_Return)
    assert panel.view.currentIndex() == panel.view.model().index(0, 0, QModelIndex())
    with qtbot.waitSignal(reader.reading.document_chosen):
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert reader.reading.shown.document.number == 2
    panel.box.line.setFocus()
    qtbot.keyClick(panel.box.line, Qt.Key.Key_Escape)
    assert not reader.panels.find_all_dock.isVisible()


def test_another_filing_is_searched_for_the_same(qtbot, reader, opener, tmp_path):
    look_for(qtbot, reader, "net income")
    other = fakes.Filing(
        tmp_path / "b.txt", (fakes.submission(),), {1: fakes.Rendition("Only one net income.")}
    )
    opener.filings["b.txt"] = other
    with qtbot.waitSignal(reader.panels.find_all.ended, timeout=20_000):
        fakes.show(qtbot, reader, tmp_path / "b.txt")
    qtbot.waitUntil(
        lambda: listed(reader) == [("8-K  CURRENT REPORT  (1)", ["Only one net income."])], timeout=20_000
    )
    for _filing in range(2):
        qtbot.keyClick(reader, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not reader.panels.find_all_dock.isVisible()
    assert listed(reader) == []


@pytest.fixture
def two(qtbot, reader, opener, tmp_path):
    """Give the window with a second filing behind the first, and a third from the last run that was not read yet."""
    for name, words in (("b", "Profit.\nOnly one net income."), ("c", "Their net income, and net income.")):
        header = (*fakes.HEADER[:4], fakes.company(f"{name.upper()} & SONS"))
        opener.filings[f"{name}.txt"] = fakes.Filing(
            tmp_path / f"{name}.txt", (fakes.submission(header=header),), {1: fakes.Rendition(words)}
        )
    front = reader.filings.front
    fakes.show(qtbot, reader, tmp_path / "b.txt")
    reader.filings.turn(front)
    qtbot.waitUntil(lambda: reader.reading.filing is front.filing, timeout=20_000)
    reader.filings._add(FilingTab(tmp_path / "c.txt", "C & SONS  8-K"))
    fakes.settle(qtbot, reader)
    return reader


def look_everywhere(qtbot, window, words: str) -> None:
    look_for(qtbot, window, words)
    with qtbot.waitSignal(window.panels.find_all.ended, timeout=20_000):
        window.panels.find_all_panel.everywhere.click()


def test_all_open_filings_are_searched_also_those_not_read_yet(qtbot, two):
    look_everywhere(qtbot, two, "net income")
    assert [(top.partition("  ·  ")[0].partition("  ")[0], len(hits)) for top, hits in listed(two)] == [
        ("ACME WIDGETS CORP", 2), ("ACME WIDGETS CORP", 1), ("ACME WIDGETS CORP", 1), ("B & SONS", 1), ("C & SONS", 2)
    ]  # fmt: skip
    summary = two.panels.find_all_panel.summary.text()
    assert summary == "7 hits in 5 of 15 documents, 3 of 3 filings"
    assert two.filings.tabs[2].filing is None


def test_a_hit_in_another_filing_leads_there_and_leaves_the_list(qtbot, two):
    look_everywhere(qtbot, two, "net income")
    view, before = two.panels.find_all_panel.view, listed(two)
    for top, path, text in ((3, "b.txt", "Profit."), (4, "c.txt", "Their net")):
        row = view.model().index(0, 0, view.model().index(top, 0))
        view.clicked.emit(row)
        pane = two.document_view.text_pane
        qtbot.waitUntil(lambda pane=pane, text=text: pane.text.startswith(text), timeout=20_000)
        assert two.filings.front.path.name == path
        qtbot.waitUntil(lambda: two.find_bar.count.text().startswith("1 of "), timeout=20_000)
        assert listed(two) == before


def test_a_filing_that_cannot_be_read_does_not_end_the_search(qtbot, two):
    def refuse(path):
        raise UnreadableFileError(f"{path.name} may not be read.")

    two.panels.find_all._opener = refuse
    look_everywhere(qtbot, two, "net income")
    summary = two.panels.find_all_panel.summary.text()
    assert summary == "5 hits in 4 of 10 documents, 2 of 2 filings; 1 could not be read"


def test_a_filing_that_is_closed_while_others_are_searched_is_left_out(qtbot, two, gate):
    slow = fakes.Rendition("slow")
    slow.text = lambda: (gate.wait(60), fakes.Rendition("late net income").text())[1]
    two.filings.tabs[1].filing.renditions[1] = slow
    look_for(qtbot, two, "net income")
    two.panels.find_all_panel.everywhere.click()
    qtbot.waitUntil(lambda: len(listed(two)) == 3, timeout=20_000)
    with qtbot.waitSignal(two.panels.find_all.ended, timeout=20_000):
        two.filings.close(two.filings.tabs[1])
    gate.set()
    assert [top.partition("  ")[0] for top, _hits in listed(two)][3:] == ["C & SONS"]


def test_there_is_nothing_to_widen_where_one_filing_is_open(qtbot, two):
    look_everywhere(qtbot, two, "net income")
    assert two.panels.find_all_panel.everywhere.isVisible()
    for tab in two.filings.tabs[1:]:
        two.filings.close(tab)
    summary = two.panels.find_all_panel.summary
    qtbot.waitUntil(lambda: summary.text() == "4 hits in 3 of 5 documents", timeout=20_000)
    assert not two.panels.find_all_panel.everywhere.isVisible()
    assert len(listed(two)) == 3
