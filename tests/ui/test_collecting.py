"""Garbage in circles is found in the window's own thread alone."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from viewer.ui.collecting import Collector


class Circle:
    def __init__(self):
        self.own = self


@pytest.fixture
def collector(qapp, monkeypatch):
    """Give a collector of the test's own; the one for all tests goes on afterwards."""
    monkeypatch.setattr("viewer.ui.collecting._MANY", 100)
    above = QObject()
    yield Collector(above)
    gc.disable()


def test_a_circle_ends_at_the_next_look_and_in_no_other_thread(collector):
    circle = weakref.ref(Circle())
    kept = []
    worker = threading.Thread(target=lambda: kept.extend([each] for each in range(50_000)))
    worker.start()
    worker.join()
    assert circle() is not None
    collector.look()
    assert circle() is None


def test_where_little_was_made_nothing_is_searched(collector):
    gc.collect()
    circle = weakref.ref(Circle())
    collector.look()
    assert circle() is not None


def test_python_goes_on_by_itself_when_the_collector_is_gone(qtbot, collector):
    assert not gc.isenabled()
    with qtbot.waitSignal(collector.destroyed):
        collector.deleteLater()
    assert gc.isenabled()
