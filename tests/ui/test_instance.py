"""A second start hands its files to the window that is open; where that does not answer it opens its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from viewer.resources import resource
from viewer.ui import instance
from viewer.ui.instance import Instance, Wish

ROOT = Path(__file__).resolve().parents[2]
PATIENT = "import sys; from viewer.ui import instance; instance._WAIT = 100; "  # however busy the machine
ODD = b"/a b/na\xc3\xafve \xff\n.txt"  # a name that is no text in any encoding


@pytest.fixture
def first(qapp, tmp_path):
    """Return the start that came first, which is asked for nothing yet."""
    made = Instance(tmp_path)
    assert not made.hand_over([])
    yield made
    made.end()


@pytest.fixture
def hasty(monkeypatch):
    """Let nobody wait for long."""
    monkeypatch.setattr(instance, "_WAIT", 0.1)
    monkeypatch.setattr(instance, "_STARTING", 0.0)


def handed(folder: Path, *paths: str) -> subprocess.Popen[str]:
    """Start a second process that hands over `paths` and says whether they were taken."""
    code = (
        f"{PATIENT}from pathlib import Path; "
        "print(instance.Instance(Path(sys.argv[1])).hand_over(list(map(Path, sys.argv[2:]))))"
    )
    command = [sys.executable, "-c", code, str(folder), *paths]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def left_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.suffix in (".open", ".part")]


def test_a_second_process_hands_its_paths_over_once_and_leaves_nothing(qtbot, first, tmp_path):
    first.listen()
    second = handed(tmp_path, "a b/naïve.txt", "/c.txt")
    with qtbot.waitSignal(first.wished, timeout=30_000) as caught:
        pass
    assert second.communicate(timeout=120)[0].strip() == "True"
    assert caught.args == [Wish((ROOT / "a b" / "naïve.txt", Path("/c.txt")))]
    assert left_in(tmp_path) == []


def test_what_was_asked_while_the_first_was_starting_is_heard_when_it_listens(qtbot, first, tmp_path):
    second = handed(tmp_path, "/late.txt")
    deadline = time.monotonic() + 120
    while not left_in(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.02)
    with qtbot.waitSignal(first.wished, timeout=30_000) as caught:
        first.listen()
    assert caught.args[0].paths == (Path("/late.txt"),)
    assert second.communicate(timeout=120)[0].strip() == "True"


def test_a_window_that_does_not_answer_is_left_alone_and_finds_no_old_wish(first, tmp_path, hasty):
    assert not Instance(tmp_path).hand_over([Path("/a.txt")])
    assert left_in(tmp_path) == []


def test_the_next_start_is_the_first_when_the_window_has_closed(first, tmp_path, hasty):
    first.listen()
    first.end()
    later = Instance(tmp_path)
    assert not later.hand_over([Path("/a.txt")])
    later.listen()
    assert later._watcher is not None
    later.end()


def test_another_screen_has_a_window_of_its_own(first, tmp_path, hasty, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":7")
    other = Instance(tmp_path)
    assert not other.hand_over([])
    other.listen()
    assert other._watcher is not None
    other.end()


def test_without_a_folder_to_meet_in_every_start_is_alone(qapp, tmp_path):
    (tmp_path / "file").write_text("")
    alone = Instance(tmp_path / "file")
    assert not alone.hand_over([Path("/a.txt")])
    alone.listen()
    assert alone._watcher is None
    alone.end()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_no_place_to_meet(qapp, tmp_path):
    tmp_path.chmod(0o500)
    assert not Instance(tmp_path).hand_over([Path("/a.txt")])
    tmp_path.chmod(0o700)


def test_names_of_any_bytes_come_through_and_only_absolute_ones():
    wish = Wish((Path(os.fsdecode(ODD)), Path("/b")), "token")
    assert Wish.from_bytes(wish.to_bytes()) == wish
    assert Wish.from_bytes(b"\0relative\0/absolute") == Wish((Path("/absolute"),))
    assert Wish.from_bytes(b"") == Wish(())


def test_a_file_that_is_absurdly_large_is_removed_and_not_heard(qtbot, first, tmp_path):
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    (folder / "1.open").write_bytes(b"\0/a" * instance._MOST_BYTES)
    (folder / "2.open").write_bytes(b"\0/b")
    with qtbot.waitSignal(first.wished, timeout=20_000) as caught:
        first.listen()
    assert caught.args == [Wish((Path("/b"),))]
    assert left_in(tmp_path) == []


def test_the_window_opens_what_it_is_asked_for_and_comes_forward(qtbot, first, window, tmp_path, hasty):
    first.serve(window)
    window.showMinimized()
    path = tmp_path / "acme.txt"
    with qtbot.waitSignal(window.filings.opened, timeout=20_000):
        first.wished.emit(Wish((path,)))
    assert not window.isMinimized()
    assert [tab.path for tab in window.filings.tabs] == [path]
    window.close()
    assert not first._lock.isLocked()


def test_a_window_apart_asks_no_other(first, monkeypatch):
    """`--new-window` neither hands over nor hears what others ask for."""
    from viewer import cli
    from viewer.ui import app

    class Stopped(Exception):
        pass

    def stop(*_given):
        raise Stopped

    monkeypatch.setattr(Instance, "hand_over", lambda *_given: pytest.fail("another window was asked"))
    monkeypatch.setattr(app, "application", stop)
    options = cli.window_parser().parse_args(["--new-window", str(resource("sample.txt"))])
    with pytest.raises(Stopped):
        cli._window(options, cli.window_parser())


FIRST = """if True:
    import sys
    from viewer.ui import app, main_window
    made = main_window.MainWindow.__init__
    def making(self, *arguments):
        made(self, *arguments)
        self.filings.opened.connect(lambda tab: print(tab.path, flush=True))
    main_window.MainWindow.__init__ = making
    sys.exit(app.run([], False))"""


def test_two_starts_of_the_program_are_one_window(tmp_path):
    """The second ends at once and without a word; the first opens its file as a tab."""
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    started = subprocess.Popen(
        [sys.executable, "-c", FIRST], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        deadline = time.monotonic() + 120
        while not list(tmp_path.rglob("window-*.lock")) and time.monotonic() < deadline:
            time.sleep(0.05)
        sample = str(resource("sample.txt"))
        second = subprocess.run(
            [sys.executable, "-c", f"{PATIENT}from viewer.__main__ import main; sys.exit(main())", sample],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert started.stdout is not None
        assert started.stdout.readline().strip() == sample
    finally:
        started.kill()
        started.communicate()
