"""A folder in place of a file: what in it is opened."""

from __future__ import annotations

import gzip

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from viewer.errors import UnreadableFileError
from viewer.ui import filings
from viewer.ui.folder import filings_in

WAIT = 20_000


@pytest.fixture
def folder(tmp_path):
    """Make a folder of two submissions, one of them deeper, and of things that are none."""
    made = tmp_path / "filings"
    (made / "deeper").mkdir(parents=True)
    (made / ".hidden").mkdir()
    for name in ("b.txt", "deeper/c.nc", ".hidden/d.txt"):
        (made / name).write_bytes(b"<SEC-DOCUMENT>0009999999-24-000001.txt : 20240117\n")
    (made / "a.txt").write_text("Notes of mine, which are no filing.")
    (made / "press.htm").write_text("<html><body>Words</body></html>")
    (made / "e.txt.gz").write_bytes(gzip.compress(b"<SUBMISSION>"))
    return made


def drop(window, *paths) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, none)
    window.dropEvent(event)


def test_submissions_are_found_by_what_they_hold_also_deeper_and_in_order(folder):
    assert [path.name for path in filings_in(folder)] == ["b.txt", "e.txt.gz", "c.nc"]


def test_documents_are_taken_where_there_is_no_submission(tmp_path):
    for name in ("r2.htm", "r1.xml", "notes.md"):
        (tmp_path / name).write_text("<html></html>")
    assert [path.name for path in filings_in(tmp_path)] == ["r1.xml", "r2.htm"]


def test_a_folder_without_any_is_told_by_its_name(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableFileError, match=r"^The folder empty holds no filing\.$"):
        filings_in(tmp_path / "empty")


def test_a_folder_that_is_dropped_opens_the_filings_in_it(qtbot, window, folder):
    drop(window, folder)
    qtbot.waitUntil(lambda: len(window.filings.tabs) == 3, timeout=WAIT)
    assert [tab.path.name for tab in window.filings.tabs] == ["b.txt", "e.txt.gz", "c.nc"]
    assert window.filings.front.path.name == "b.txt"
    assert window.strip.message is None


def test_a_folder_behind_a_file_leaves_the_file_in_front(qtbot, window, folder, tmp_path):
    drop(window, tmp_path / "first.txt", folder)
    qtbot.waitUntil(lambda: len(window.filings.tabs) == 4, timeout=WAIT)
    assert window.filings.front.path.name == "first.txt"


def test_of_a_folder_of_more_than_can_be_looked_at_the_first_are_opened(qtbot, window, folder, monkeypatch):
    monkeypatch.setattr(filings, "MOST_TABS", 2)
    drop(window, folder)
    qtbot.waitUntil(lambda: len(window.filings.tabs) == 2, timeout=WAIT)
    assert window.strip.message.sentence == "At most 2 filings are open at once; 1 was not opened."
