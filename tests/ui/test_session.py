"""What one run leaves to the next: the filings open, the document of each, and the place in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui import fakes
from viewer.ui import remembering
from viewer.ui.main_window import MainWindow
from viewer.ui.session import Session, SessionFile

CTRL = Qt.KeyboardModifier.ControlModifier
WAIT = 20_000


@pytest.fixture
def run(qtbot, settings, opener, tmp_path):
    """Give a function that begins a run of the program: a window, and the last session taken up."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("here")
    windows = []

    def begin(*paths) -> MainWindow:
        for name in "abc":
            filing = fakes.Filing(tmp_path / f"{name}.txt", (fakes.submission(),))
            for number in (1, 2):
                words = "\n".join(f"{name}{number}: paragraph {n} of it." for n in range(1, 101))
                filing.renditions[number] = fakes.Rendition(words)
            opener.filings[f"{name}.txt"] = filing
        opener.opened.clear()
        made = MainWindow(settings, opener)
        qtbot.addWidget(made)
        windows.append(made)
        made.resize(1200, 700)
        made.show()
        qtbot.waitExposed(made)
        made.open_all(list(paths))
        made.remembering.restore_session()
        return made

    yield begin
    for window in windows:
        window.close()


@pytest.fixture
def left(qtbot, run, tmp_path):
    """Leave a run with three filings, the second in front at its second document, far down."""
    window = run(*(tmp_path / f"{name}.txt" for name in "abc"))
    qtbot.waitUntil(lambda: len(window.filings.tabs) == 3, timeout=WAIT)
    qtbot.keyClick(window, Qt.Key.Key_Tab, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_PageDown, CTRL)
    wait_for(qtbot, window, "b2")
    fakes.scroll(qtbot, window, 40)
    window.close()


def written(settings) -> str:
    path = Path(settings._store.fileName())
    return path.read_text() if path.exists() else ""


def wait_for(qtbot, window, words: str) -> None:
    view = window.document_view
    qtbot.waitUntil(lambda: view.text_pane.text.startswith(words) and view.text_pane.is_filled, timeout=WAIT)
    qtbot.waitUntil(lambda: fakes.page_words(qtbot, window).startswith(words), timeout=WAIT)


def names(window) -> list[str]:
    return [tab.path.stem for tab in window.filings.tabs]


@pytest.mark.usefixtures("left")
def test_the_next_run_shows_the_same_filings_the_same_document_and_the_same_place(qtbot, run, opener):
    window = run()
    wait_for(qtbot, window, "b2")
    assert names(window) == ["a", "b", "c"]
    assert window.tab_bar.tabText(2) == "ACME WIDGETS CORP  8-K  2024-01-17"
    pane = window.document_view.text_pane
    qtbot.waitUntil(lambda: pane.verticalScrollBar().value() == 40, timeout=WAIT)
    top = "String(filingLink.top()[0])"
    qtbot.waitUntil(lambda: fakes.page_answer(qtbot, window, top) == "41", timeout=WAIT)
    assert [path.stem for path in opener.opened] == ["b"]


@pytest.mark.usefixtures("left")
def test_a_tab_of_the_last_run_is_opened_when_it_is_looked_at(qtbot, run, opener):
    window = run()
    wait_for(qtbot, window, "b2")
    qtbot.keyClick(window, Qt.Key.Key_Tab, CTRL)
    wait_for(qtbot, window, "c1")
    assert [path.stem for path in opener.opened] == ["b", "c"]
    assert window.tree.view.currentIndex().siblingAtColumn(0).data() == "8-K"


def test_of_many_files_none_is_read_before_its_tab_is_looked_at(qtbot, run, opener, settings, tmp_path):
    paths = [tmp_path / f"{number}.txt" for number in range(15)]
    for path in paths:
        path.write_text("here")
    settings.session = Session(tuple(SessionFile(str(path), path.name) for path in paths), front=9)
    window = run()
    qtbot.waitUntil(lambda: len(window.filings.tabs) == 15, timeout=WAIT)
    qtbot.waitUntil(lambda: window.reading.shown is not None, timeout=WAIT)
    qtbot.waitUntil(window.tab_bar.isVisible, timeout=WAIT)
    assert opener.opened == [paths[9]]
    window.filings.turn(window.filings.tabs[3])
    qtbot.waitUntil(lambda: window.filings.tabs[3].filing is not None, timeout=WAIT)
    assert opener.opened == [paths[9], paths[3]]


@pytest.mark.usefixtures("left")
def test_files_that_are_gone_are_told_in_one_sentence(qtbot, run, tmp_path):
    for name in "bc":
        (tmp_path / f"{name}.txt").unlink()
    window = run()
    wait_for(qtbot, window, "a1")
    assert names(window) == ["a"]
    sentence = "These files of the last session are not there any more: b.txt, c.txt."
    qtbot.waitUntil(lambda: bool(window.strip.message), timeout=WAIT)
    assert window.strip.message.sentence == sentence
    assert not window.tab_bar.isVisible()


@pytest.mark.usefixtures("left")
def test_a_file_that_is_gone_by_the_time_it_is_looked_at_leaves_its_tab(qtbot, run, tmp_path):
    window = run()
    wait_for(qtbot, window, "b2")
    (tmp_path / "c.txt").rename(tmp_path / "missing.txt")
    window.filings.tabs[2].path = tmp_path / "missing.txt"
    qtbot.keyClick(window, Qt.Key.Key_Tab, CTRL)
    qtbot.waitUntil(lambda: names(window) == ["a", "b"], timeout=WAIT)
    wait_for(qtbot, window, "b2")
    assert window.strip.message.sentence == "There is no file missing.txt."


@pytest.mark.usefixtures("left")
def test_a_file_asked_for_at_the_start_is_in_front_of_the_session(qtbot, run, tmp_path):
    window = run(tmp_path / "other.txt")
    qtbot.waitUntil(lambda: len(window.filings.tabs) == 4, timeout=WAIT)
    wait_for(qtbot, window, "The words of acme8k.htm")
    assert window.filings.front.path.stem == "other"


@pytest.mark.usefixtures("left")
def test_where_the_file_asked_for_at_the_start_cannot_be_opened_the_session_is_shown(qtbot, run, tmp_path):
    """A row of tabs over the welcome page would say that one of them is shown."""
    window = run(tmp_path / "missing.txt")
    wait_for(qtbot, window, "b2")
    assert window.filings.front.path.stem == "b"
    assert window.tab_bar.currentIndex() == 1
    assert window.strip.message.sentence == "There is no file missing.txt."


def test_the_document_shown_is_written_down_before_the_program_ends(
    qtbot, run, settings, tmp_path, monkeypatch
):
    """It may be stopped without a word."""
    monkeypatch.setattr(remembering, "_LATER", 10)
    window = run(tmp_path / "a.txt")
    wait_for(qtbot, window, "a1")
    qtbot.waitUntil(lambda: settings.session.files != (), timeout=WAIT)
    qtbot.keyClick(window, Qt.Key.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: settings.session.files[0].number == 2, timeout=WAIT)


@pytest.mark.usefixtures("left")
def test_who_does_not_want_it_begins_with_the_welcome_page_and_still_has_the_places(
    qtbot, run, settings, tmp_path
):
    settings.restores_session = False
    window = run()
    fakes.settle(qtbot, window)
    assert window.welcome.isVisible()
    window.open(tmp_path / "b.txt")
    wait_for(qtbot, window, "b1")
    qtbot.keyClick(window, Qt.Key.Key_PageDown, CTRL)
    wait_for(qtbot, window, "b2")
    pane = window.document_view.text_pane
    qtbot.waitUntil(lambda: pane.verticalScrollBar().value() == 40, timeout=WAIT)


@pytest.mark.usefixtures("left")
def test_a_second_run_beside_the_first_leaves_the_session_alone(qtbot, run, settings, tmp_path):
    first = run()
    wait_for(qtbot, first, "b2")
    second = MainWindow(
        type(settings)(type(settings._store)(settings._store.fileName(), settings._store.format()))
    )
    qtbot.addWidget(second)
    second.show()
    second.remembering.restore_session()
    fakes.settle(qtbot, second)
    assert names(second) == []
    second.close()
    first.close()
    assert [each.path for each in settings.session.files] == [str(tmp_path / f"{n}.txt") for n in "abc"]


def test_reloading_keeps_the_place(qtbot, run, opener, tmp_path):
    window = run(tmp_path / "a.txt")
    wait_for(qtbot, window, "a1")
    fakes.scroll(qtbot, window, 30)
    bar = window.document_view.text_pane.verticalScrollBar()
    with qtbot.waitSignal(window.document_view.html_pane.loaded, timeout=WAIT):
        qtbot.keyClick(window, Qt.Key.Key_F5)
    wait_for(qtbot, window, "a1")
    qtbot.waitUntil(lambda: bar.value() == 30, timeout=WAIT)
    top = "String(filingLink.top()[0])"
    qtbot.waitUntil(lambda: fakes.page_answer(qtbot, window, top) == "31", timeout=WAIT)
    assert len(opener.opened) == 2
    assert len(window.filings.tabs) == 1


def test_what_a_user_sets_is_on_disk_a_while_later(qtbot, run, settings, monkeypatch):
    """A run that is broken off leaves what was set before."""
    monkeypatch.setattr(remembering, "_IDLE", 10)
    window = run()
    settings.text_font = "Fictional Mono"
    qtbot.waitUntil(lambda: "Fictional Mono" in written(settings), timeout=WAIT)
    assert window.isVisible()
