"""Background work: one door, the latest request wins, errors are sentences."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QThread, Signal

from viewer.errors import ViewerError
from viewer.ui import tasks as background
from viewer.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    assert made._pool.waitForDone(60_000)
    assert made.close()


def test_a_signal_survives_five_thousand_emissions(qapp):
    """Some versions of PySide6 lose a reference to True with each emission and abort after some hundred."""

    class Bell(QObject):
        rung = Signal(bool)

    bell, heard = Bell(), []
    bell.rung.connect(heard.append)
    for _ in range(5000):
        bell.rung.emit(True)
    assert heard == [True] * 5000


def test_work_runs_elsewhere_and_its_result_arrives_on_the_windows_thread(qtbot, tasks):
    seen = []
    tasks.ask(
        "a",
        lambda _wanted: threading.get_ident(),
        lambda ident: seen.append((ident, QThread.currentThread())),
        pytest.fail,
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != threading.get_ident()
    assert seen[0][1] is tasks.thread()


def test_the_latest_request_wins_and_late_results_are_discarded(qtbot, tasks):
    gate, began, done, discarded = threading.Event(), threading.Event(), [], []

    def slow(_wanted):
        began.set()
        gate.wait(60)
        return "old"

    tasks.ask("a", slow, done.append, pytest.fail, discard=discarded.append)
    qtbot.waitUntil(began.is_set)
    tasks.ask("a", lambda _wanted: "new", done.append, pytest.fail)
    qtbot.waitUntil(lambda: done == ["new"])
    gate.set()
    qtbot.waitUntil(lambda: discarded == ["old"])
    assert done == ["new"]


def test_a_held_key_piles_up_no_work(qtbot, tasks):
    """Of a hundred requests while two are running only the last one is ever begun."""
    gate, begun, done = threading.Event(), [], []

    def work(number):
        begun.append(number)
        gate.wait(60)
        return number

    for number in range(100):
        tasks.ask("a", lambda _wanted, number=number: work(number), done.append, pytest.fail)
        qtbot.waitUntil(lambda number=number: len(begun) == min(number + 1, 2))
    gate.set()
    qtbot.waitUntil(lambda: done == [99])
    assert begun == [0, 1, 99]


def test_work_learns_that_it_is_not_wanted_any_more(qtbot, tasks):
    ended, began = threading.Event(), threading.Event()

    def work(wanted):
        began.set()
        while wanted():
            pass
        ended.set()

    tasks.ask("a", work, lambda _result: pytest.fail("it was dropped"), pytest.fail)
    qtbot.waitUntil(began.is_set)
    tasks.drop("a")
    qtbot.waitUntil(ended.is_set)


def test_an_error_of_ours_is_its_sentence(qtbot, tasks):
    def work(_wanted):
        raise ViewerError("This file is empty.")

    told = []
    tasks.ask("a", work, lambda _result: pytest.fail("it failed"), told.append)
    qtbot.waitUntil(lambda: told == ["This file is empty."])


def test_a_mistake_of_the_program_is_a_sentence_and_logged(qtbot, tasks, caplog):
    told = []
    tasks.ask("a", lambda _wanted: 1 / 0, lambda _result: pytest.fail("it failed"), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert "ZeroDivisionError" in told[0]
    assert "background work failed" in caplog.text


def test_long_work_is_told_of_after_half_a_second_and_can_be_given_up(qtbot, tasks):
    gate, idle, cancelled = threading.Event(), [], []
    tasks.idle.connect(lambda: idle.append(True))
    tasks.cancelled.connect(cancelled.append)
    with qtbot.waitSignal(tasks.busy, timeout=20_000) as busy:
        tasks.ask(
            "a",
            lambda _wanted: gate.wait(60),
            lambda _result: pytest.fail("it was given up"),
            pytest.fail,
            label="Reading",
        )
    assert busy.args == ["a", "Reading"]
    tasks.cancel()
    assert cancelled == ["a"]
    assert idle
    gate.set()
    qtbot.waitUntil(lambda: not any(each.running for each in tasks._channels.values()))


def test_short_work_is_not_told_of(qtbot, tasks, monkeypatch):
    half_a_second_later, done = [], []
    clock = SimpleNamespace(singleShot=lambda *given: half_a_second_later.append(given))
    monkeypatch.setattr(background, "QTimer", clock)
    tasks.ask("a", lambda _wanted: None, done.append, pytest.fail, label="Reading")
    qtbot.waitUntil(lambda: bool(done))
    ((after, _receiver, tell),) = half_a_second_later
    assert after == background.BUSY_AFTER
    with qtbot.assertNotEmitted(tasks.busy):
        tell()


def test_fetching_runs_side_by_side_and_answers_none_where_it_fails(qtbot, tasks, caplog):
    answers = []
    tasks.fetch(lambda: 1, answers.append)
    tasks.fetch(lambda: 1 / 0, answers.append)
    tasks.fetch(lambda: 3, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert sorted(map(str, answers)) == ["1", "3", "None"]
