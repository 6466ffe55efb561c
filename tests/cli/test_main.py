"""No traceback for what a user can cause: one sentence, an exit code, and no window where none is wanted."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, SAMPLE
from viewer import __main__ as program
from viewer import cli
from viewer.resources import resource

INFO, EXPORT, WINDOW = ["info"], ["export", "--all", "--format", "raw", "--output", "out"], []


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        *((command, kind) for command in (INFO, EXPORT) for kind in ("missing", "folder", "empty", "random")),
        (WINDOW, "missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_1(run, tmp_path, monkeypatch, command, kind):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "_app", lambda: pytest.fail("the window was wanted"))
    path = tmp_path / "f.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "random":
        path.write_bytes(bytes(hashlib.sha512(bytes([n])).digest()[0] for n in range(256)) * 40)
    code, out, err = run(*command, str(path))
    assert (code, out) == (1, b"")
    assert err.startswith("filing-viewer: ")
    assert "f.txt" in err
    assert err.count("\n") == 1


def test_a_file_named_like_a_command_and_a_folder_can_be_opened(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "info").write_bytes(resource("sample.txt").read_bytes())
    assert run("info", "info")[0] == 0
    opened = []

    class App:
        @staticmethod
        def run(paths, sample, apart=False):
            opened.append((paths, sample))
            return 0

    monkeypatch.setattr(cli, "_app", lambda: App)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert run("./info")[0] == 0
    assert run(str(tmp_path))[0] == 0
    assert opened == [([Path("info")], False), ([tmp_path], False)]


def test_without_a_screen_the_window_is_refused_in_a_sentence(run, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    code, _, err = run("--sample")
    assert code == 1
    assert "no screen" in err


def test_a_picture_that_exists_is_not_drawn_over(run, tmp_path, monkeypatch):
    monkeypatch.setattr(cli, "_app", lambda: pytest.fail("the window was wanted"))
    out = tmp_path / "a.png"
    out.write_bytes(b"mine")
    code, _, err = run("--screenshot", str(out), "--sample")
    assert code == 1
    assert "exists already" in err
    assert run("--screenshot", str(tmp_path / "no" / "a.png"), "--sample")[0] == 1
    assert run("--screenshot", str(tmp_path), "--sample")[0] == 1


def test_qt_that_cannot_be_loaded_is_told_in_a_sentence(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "viewer.ui.app", None)
    monkeypatch.setitem(sys.modules, "viewer.ui", None)
    code, _, err = run("--screenshot", str(tmp_path / "a.png"), "--sample")
    assert code == 1
    assert "Qt" in err


def test_a_mistake_of_the_program_is_one_sentence_that_says_where(run, monkeypatch):
    import viewer.cli.info

    def broken(*_):
        raise ValueError("two\nlines")

    monkeypatch.setattr(viewer.cli.info, "index", broken)
    code, out, err = run("info", SAMPLE)
    assert (code, out) == (1, b"")
    assert err.count("\n") == 1
    # The second where the checkout lies in a folder that is called like the package.
    assert "ValueError in info.py, line " in err or "ValueError in test_main.py" in err


def test_too_little_memory_and_ctrl_c_are_told(run, monkeypatch):
    import viewer.cli.info

    for error, word in ((MemoryError(), "memory"), (KeyboardInterrupt(), "Stopped")):
        monkeypatch.setattr(viewer.cli.info, "index", lambda _, error=error: (_ for _ in ()).throw(error))
        code, _, err = run("info", SAMPLE)
        assert code == 1
        assert word in err


def test_ctrl_c_is_told_while_the_program_starts(monkeypatch, capsys):
    monkeypatch.setattr(cli, "main", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    assert program.main() == 1
    assert capsys.readouterr().err == "filing-viewer: Stopped.\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes and signals are those of POSIX")
def test_a_pipe_is_refused_and_not_waited_for(run, tmp_path):
    fifo = tmp_path / "pipe.txt"
    os.mkfifo(fifo)
    code, _, err = run("info", str(fifo))
    assert code == 1
    assert "pipe.txt" in err


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        (["--version"], ["PySide6", "lxml", "markdownify"]),
        (["info", SAMPLE, "--json"], ["PySide6", "lxml", "markdownify"]),
        (["export", SAMPLE, "--document", "1", "--format", "markdown"], ["PySide6"]),
        (["/no/such/file.txt"], ["PySide6", "lxml", "markdownify"]),
    ],
)
def test_qt_is_not_imported_where_no_window_is_wanted(command, unwanted):
    script = (
        "import sys\nfrom viewer import cli\n"
        "try:\n    cli.main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, *command], env=environment, capture_output=True, timeout=60, check=True
    )
    loaded = set(done.stderr.decode().splitlines()[-1].split())
    assert "viewer" in loaded
    assert not loaded & set(unwanted)
