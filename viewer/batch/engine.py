"""Tasks to outcomes, in bounded number at a time: in this process, in several, or by any executor.

A worker that dies takes nothing with it. What was under way is done again, one task after the other, so that the one
that kills its worker is found and told, and all others are done.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from itertools import islice
from multiprocessing import resource_tracker
from typing import Protocol

from viewer.batch.work import Outcome, Task, perform
from viewer.errors import ExportError, mistake

Done = tuple[Task, Outcome]
_AHEAD = 2
"""Tasks for each worker: one it works on, one that waits, so that it never idles."""
_MOMENT = 2
"""Seconds in which a pool that was told to stop may end by itself."""
_KILLED = "The process that exported it was stopped from outside, or it took more memory than there is."


class Engine(Protocol):
    """What performs tasks; outcomes come in the order in which they are ready."""

    sends_content: bool

    def outcomes(self, tasks: Iterable[Task]) -> Generator[Done, None, None]:
        """Yield each task with its outcome; no more tasks are taken than are worked on."""
        ...


class InProcess:
    """Performs one task after the other, here."""

    sends_content = False

    def outcomes(self, tasks: Iterable[Task]) -> Generator[Done, None, None]:
        """Yield each task with its outcome, in order."""
        for task in tasks:
            yield task, perform(task)


MOST_JOBS = 61 if os.name == "nt" else max(64, 2 * (os.cpu_count() or 1))
"""Windows waits for no more at a time; elsewhere more would only take memory."""


class InProcesses:
    """Performs tasks in processes of their own, started when there is something to do."""

    sends_content = False

    def __init__(self, jobs: int) -> None:
        """Use `jobs` processes, or as many as this machine can sensibly have."""
        self._jobs = min(jobs, MOST_JOBS)

    def outcomes(self, tasks: Iterable[Task]) -> Generator[Done, None, None]:
        """Yield each task with its outcome; when the caller stops, the processes are stopped."""
        before, threads = set(multiprocessing.active_children()), set(threading.enumerate())
        try:
            yield from outcomes(tasks, self._pool, self._jobs)
        finally:
            # Workers that end while tasks are still handed to them can leave the pool's threads waiting for each other
            # for ever (https://github.com/python/cpython/pull/125492): they have a moment to finish.
            _join(set(threading.enumerate()) - threads)
            for child in set(multiprocessing.active_children()) - before:
                child.terminate()  # workers write nothing, so nothing can be left half-written
            _join(set(threading.enumerate()) - threads)

    def _pool(self, jobs: int) -> Executor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_interrupt)


def outcomes(tasks: Iterable[Task], make: Callable[[int], Executor], jobs: int) -> Iterator[Done]:
    """Yield each task with its outcome, performed by the executor that `make` gives for that many workers."""
    waiting = iter(tasks)
    pool = make(jobs)
    under_way: dict[Future[Outcome], Task] = {}
    try:
        while True:
            broken = _submit(pool, under_way, islice(waiting, jobs * _AHEAD - len(under_way)))
            if not under_way and not broken:
                pool.shutdown()
                return
            ready, _ = wait(under_way, return_when=FIRST_COMPLETED) if not broken else ((), ())
            for future in ready:
                task = under_way.pop(future)
                outcome = _outcome(future)
                if outcome is None:
                    broken.append(task)
                else:
                    yield task, outcome
            if broken:
                yield from _settled(under_way, broken)
                _stop(pool)
                yield from _one_by_one(broken, make)
                pool = make(jobs)
    finally:
        _stop(pool)


def _submit(pool: Executor, under_way: dict[Future[Outcome], Task], tasks: Iterable[Task]) -> list[Task]:
    """Hand tasks to the pool; return those it could not take because it is broken."""
    refused = []
    for task in tasks:
        try:
            with _interrupts_held():
                under_way[pool.submit(perform, task)] = task
        except BrokenExecutor:
            refused.append(task)
    return refused


def _outcome(future: Future[Outcome]) -> Outcome | None:
    """Return what became of a task, or `None` where its worker died."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except CancelledError as error:
        raise ExportError("The engine that exports was closed; what was exported is kept.") from error
    except Exception as error:
        # What the executor itself says: a worker that was lost, an outcome that cannot travel.
        if type(error).__name__ == "KilledWorker":
            return Outcome(failed=_KILLED)
        return Outcome(failed=mistake(error))


def _settled(under_way: dict[Future[Outcome], Task], broken: list[Task]) -> Iterator[Done]:
    """Yield what a broken pool had done already, and add the rest to `broken`."""
    for future, task in under_way.items():
        outcome = _outcome(future) if future.done() else None
        if outcome is None:
            broken.append(task)
        else:
            yield task, outcome
    under_way.clear()


def _one_by_one(tasks: Iterable[Task], make: Callable[[int], Executor]) -> Iterator[Done]:
    """Yield tasks with their outcomes, one at a time, so that one that kills its worker harms no other."""
    pool: Executor | None = None
    try:
        for task in tasks:
            if pool is None:
                pool = make(1)
            with _interrupts_held():
                future = pool.submit(perform, task)
            outcome = _outcome(future)
            if outcome is None:
                _stop(pool)
                pool = None
            yield task, outcome or Outcome(failed=_KILLED)
    finally:
        if pool is not None:
            _stop(pool)


def _stop(pool: Executor) -> None:
    """Stop an executor without waiting for what is under way."""
    try:
        pool.shutdown(wait=False, cancel_futures=True)
    except TypeError:  # Dask's takes no such word, and cancels what is not waited for
        pool.shutdown(wait=False)


def _join(threads: Iterable[threading.Thread]) -> None:
    """Wait a moment for threads to end."""
    for thread in threads:
        if not thread.daemon:
            thread.join(_MOMENT)


def _ignore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let processes that are started meanwhile not hear Ctrl+C, not even while they start; here it is heard afterwards.

    What is blocked stays blocked in a new process, until it has said for itself that it ignores it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # when it starts, it lets signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
