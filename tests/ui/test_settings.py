"""Settings come back as they were left, and damaged ones as the default."""

from __future__ import annotations

from threading import Thread

import pytest
from PySide6.QtCore import QSettings

from viewer.ui.session import MOST_PLACES, Places, Session, SessionFile
from viewer.ui.settings import MOST_RECENT, Panes, Recent, Settings
from viewer.ui.spot import START, Spot
from viewer.ui.theme import Theme


@pytest.fixture
def store(tmp_path):
    def open_again() -> QSettings:
        return QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)

    return open_again


def test_what_is_left_comes_back(store, tmp_path):
    first = Settings(store())
    first.panes, first.zoom, first.theme, first.side_bar = Panes.TEXT, 150, Theme.DARK, False
    first.set_widths("panes", [300, 700])
    first.set_folder("open", tmp_path)
    first.add_recent(Recent("/a; b/ü 1.txt", "ACME, Inc. & Co", "8-K", "2024-01-17"))
    first.save()
    again = Settings(store())
    assert (again.panes, again.zoom, again.theme, again.side_bar) == (Panes.TEXT, 150, Theme.DARK, False)
    assert again.widths("panes", (1, 1)) == [300, 700]
    assert again.folder("open") == str(tmp_path)
    assert again.recent == (Recent("/a; b/ü 1.txt", "ACME, Inc. & Co", "8-K", "2024-01-17"),)


def test_nothing_stored_is_the_default(store):
    fresh = Settings(store())
    assert (fresh.panes, fresh.zoom, fresh.theme, fresh.side_bar) == (Panes.BOTH, 100, Theme.SYSTEM, True)
    assert fresh.widths("panes", (2, 3)) == [2, 3]
    assert fresh.recent == ()
    assert fresh.geometry.isEmpty()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("reading/zoom", "9999"),
        ("reading/zoom", "-1"),
        ("window/panes", "three"),
        ("window/widths/panes", "a b"),
        ("window/widths/panes", "0 0"),
        ("window/widths/panes", "-5 10"),
        ("window/geometry", "text"),
        ("window/theme", ""),
        ("files/recent", "[1, 2]"),
        ("files/recent", '[{"path": "a", "foreign": "b"}]'),
        ("files/recent", "{"),
        ("session/files", "{"),
        ("session/files", '{"files": [["a"]]}'),
        ("session/files", '{"files": 3, "front": "x"}'),
        ("session/files", "[1]"),
        ("session/places", '[["a", "", 1, 5, NaN]]'),
        ("session/places", '[["a", "", 1, -5, 0.5], ["a", "", 1, 5, 3]]'),
        ("session/places", '{"a": 1}'),
        ("session/places", "7"),
    ],
)
def test_damaged_values_read_as_the_default(store, key, value):
    damaged = store()
    damaged.setValue(key, value)
    settings = Settings(damaged)
    assert (settings.zoom, settings.panes, settings.theme) == (100, Panes.BOTH, Theme.SYSTEM)
    assert settings.widths("panes", (2, 3)) == [2, 3]
    assert settings.recent == ()
    assert settings.geometry.isEmpty()
    assert settings.session == Session()
    assert settings.places.all() == ()


def test_the_session_and_the_places_come_back(store):
    first = Settings(store())
    first.session = Session((SessionFile("/a/ü, b.txt", "A, Inc.  8-K", "0-1", 3), SessionFile("/c", "C")), 1)
    places = Places()
    places.keep(("/a/ü, b.txt", "0-1", 3), Spot(41, 0.25))
    places.keep(("/c", "", 1), Spot(7))
    first.places, first.restores_session = places, False
    first.save()
    again = Settings(store())
    assert again.session == first.session
    assert again.places.all() == places.all()
    assert not again.restores_session


def test_the_places_are_bounded_and_a_start_takes_no_room():
    places = Places()
    for number in range(MOST_PLACES + 5):
        places.keep(("/f", "", number), Spot(number + 1))
    assert len(places.all()) == MOST_PLACES
    assert places.of(("/f", "", 0)) == START
    places.keep(("/f", "", 50), START)
    assert len(places.all()) == MOST_PLACES - 1
    assert places.of(("/f", "", MOST_PLACES)) == Spot(MOST_PLACES + 1)


def test_the_session_belongs_to_the_first_of_two_runs(store):
    first, second = Settings(store()), Settings(store())
    assert first.claim_session()
    assert first.claim_session()
    assert not second.claim_session()
    first.release_session()
    assert second.claim_session()
    second.release_session()


def test_the_last_opened_is_first_once_and_the_list_is_bounded(store):
    settings = Settings(store())
    for number in range(MOST_RECENT + 5):
        settings.add_recent(Recent(f"/f{number}"))
    settings.add_recent(Recent("/f10"))
    paths = [entry.path for entry in settings.recent]
    assert paths[0] == "/f10"
    assert paths.count("/f10") == 1
    assert len(paths) == MOST_RECENT


def test_what_changes_is_told_of_and_written_when_asked_for_and_not_by_the_window(qtbot, store, tmp_path):
    """The window does not wait for the disk: another thread writes."""
    kept, told = Settings(store()), []
    kept.changed = lambda: told.append(kept.zoom)
    kept.zoom = 150
    qtbot.wait(50)
    assert told == [150]
    assert not (tmp_path / "s.ini").exists()
    writing = Thread(target=kept.write)
    writing.start()
    writing.join()
    assert "zoom=150" in (tmp_path / "s.ini").read_text()
    kept.zoom = 175
    kept.write()
    assert "zoom=175" in (tmp_path / "s.ini").read_text()
