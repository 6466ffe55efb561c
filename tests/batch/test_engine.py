"""Tasks are performed in bounded number by any executor, and a worker that dies takes nothing with it."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from viewer.batch import InProcess, InProcesses, Pick, Settings, Task
from viewer.batch.engine import outcomes
from viewer.errors import ExportError
from viewer.export import Format
from viewer.resources import resource

SAMPLE = resource("sample.txt")


def task(number: int, path: Path = SAMPLE) -> Task:
    return Task(f"{number}.txt", path, (Pick(0, 1, f"{number}.md"),), Settings(Format.MARKDOWN))


class Fragile(Executor):
    """Runs what it is given at once, and breaks when it is given one of the `deadly`."""

    made = 0

    def __init__(self, deadly: set[str], refuses: bool = False) -> None:
        type(self).made += 1
        self._deadly = deadly
        self._broken = False
        self._refuses = refuses

    def submit(self, function, each):
        future: Future = Future()
        if self._broken and self._refuses:
            raise BrokenProcessPool("broken before")
        if self._broken or each.label in self._deadly:
            self._broken = True
            future.set_exception(BrokenProcessPool("died"))
        else:
            future.set_result(function(each))
        return future


def test_without_executor_tasks_are_performed_in_order():
    done = list(InProcess().outcomes(map(task, range(3))))
    assert [each.label for each, _ in done] == ["0.txt", "1.txt", "2.txt"]
    assert all(outcome.results[0].pieces[0].content.startswith(b"---\n") for _, outcome in done)


@pytest.mark.parametrize("refuses", [False, True])
@pytest.mark.parametrize("deadly", [set(), {"3.txt"}, {"0.txt", "7.txt"}, {f"{n}.txt" for n in range(10)}])
def test_only_the_task_that_kills_its_worker_fails(deadly, refuses):
    done = {
        each.label: outcome
        for each, outcome in outcomes(map(task, range(10)), lambda _: Fragile(deadly, refuses), 2)
    }
    assert len(done) == 10
    assert {label for label, outcome in done.items() if outcome.failed} == deadly
    assert all("stopped from outside" in done[label].failed for label in deadly)


def test_no_more_tasks_are_taken_than_are_worked_on():
    """So memory does not grow with the archive."""
    taken = []

    def tasks():
        for number in range(50):
            taken.append(number)
            yield task(number)

    with ThreadPoolExecutor(2) as pool:
        for count, _ in enumerate(outcomes(tasks(), lambda _: pool, 2), 1):
            assert len(taken) - count <= 4


def test_an_engine_that_was_closed_is_told():
    class Closed(Executor):
        def submit(self, function, each):
            future: Future = Future()
            future.set_exception(CancelledError())
            return future

    with pytest.raises(ExportError, match="was closed"):
        list(outcomes([task(1)], lambda _: Closed(), 1))


def test_what_an_executor_itself_complains_of_is_that_task_s_failure():
    class Odd(Executor):
        def submit(self, function, each):
            future: Future = Future()
            future.set_exception(TypeError("cannot pickle"))
            return future

    ((_, outcome),) = outcomes([task(1)], lambda _: Odd(), 1)
    assert "cannot pickle" in outcome.failed


def test_processes_do_the_same_and_are_gone_afterwards():
    before = multiprocessing.active_children()
    alone = {each.label: outcome for each, outcome in InProcess().outcomes(map(task, range(4)))}
    together = {each.label: outcome for each, outcome in InProcesses(2).outcomes(map(task, range(4)))}
    assert together == alone
    assert [
        child for child in multiprocessing.active_children() if child not in before and child.is_alive()
    ] == []


def test_a_caller_who_stops_early_stops_the_processes():
    before = set(multiprocessing.active_children())
    done = InProcesses(2).outcomes(map(task, range(20)))
    next(done)
    done.close()
    waited = time.monotonic() + 20
    while any(child.is_alive() for child in set(multiprocessing.active_children()) - before):
        assert time.monotonic() < waited, "a worker is left"
        time.sleep(0.05)
