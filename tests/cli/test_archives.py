"""`export` over folders and archives: what it says, what it leaves behind, how it is stopped and goes on."""

from __future__ import annotations

import io
import os
import pty
import signal
import subprocess
import sys
import tarfile
import time
from functools import partial
from pathlib import Path

import pytest

from viewer import cli
from viewer.cli.report import NAME as REPORT
from viewer.resources import resource

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = resource("sample.txt").read_bytes()
MANY = 12  # filings in a folder: enough for an export to be stopped in the middle
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def feed(tmp_path) -> Path:
    """Return a daily feed of six submissions, one of them empty."""
    path = tmp_path / "20241029.nc.tar.gz"
    with tarfile.open(path, "w:gz") as tape:
        for number in range(6):
            content = SAMPLE.replace(b"24-000017", b"24-00010%d" % number) if number != 3 else b""
            info = tarfile.TarInfo(f"0009999999-24-00010{number}.nc")
            info.size = len(content)
            tape.addfile(info, io.BytesIO(content))
    return path


def run(capfdbinary, *arguments: str) -> tuple[int, str]:
    try:
        code = cli.main(["export", *arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, capfdbinary.readouterr().err.decode()


def exports(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.iterdir() if not path.name.startswith(".") and path.name != REPORT)
    return {path.name: path.read_bytes() for path in files}


def test_a_feed_is_exported_and_a_report_says_what_failed(feed, tmp_path, capfdbinary):
    out = tmp_path / "out"
    code, told = run(capfdbinary, str(feed), "--all", "--format", "text", "--output", str(out))
    assert code == 1
    assert told.splitlines() == [
        f"filing-viewer: 15 documents exported to {out}, 5 left out.",
        f"filing-viewer: 1 failed; {out / REPORT} says which, and why.",
    ]
    head, line = (out / REPORT).read_text().splitlines()
    assert head == "file\tsubmission\tdocument\treason"
    assert line.startswith(f"{feed}/0009999999-24-000103.nc\t\t\t")
    assert len(exports(out)) == 15


def test_going_on_does_only_what_is_left_and_a_report_that_is_not_needed_goes(feed, tmp_path, capfdbinary):
    out = tmp_path / "out"
    arguments = ("--all", "--format", "text", "--output", str(out))
    run(capfdbinary, str(feed), *arguments)
    before = exports(out)
    code, told = run(capfdbinary, str(feed), *arguments, "--resume")
    assert code == 1
    assert "0 documents exported" in told
    assert "20 were finished before" in told
    assert exports(out) == before
    good = tmp_path / "good"
    good.mkdir()
    (good / "a.txt").write_bytes(SAMPLE)
    assert run(capfdbinary, str(good), *arguments, "--resume")[0] == 0
    assert not (out / REPORT).exists()


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_the_same_with_several_processes(feed, tmp_path, capfdbinary, fmt):
    arguments = ("--type", "EX-99.1", "--format", fmt, "--output")
    run(capfdbinary, str(feed), *arguments, str(tmp_path / "one"))
    run(capfdbinary, str(feed), *arguments, str(tmp_path / "two"), "--jobs", "2")
    assert exports(tmp_path / "one") == exports(tmp_path / "two")
    assert len(exports(tmp_path / "one")) == (20 if fmt == "csv" else 5)


def test_a_report_goes_where_it_is_wished_and_harms_no_other_file(feed, tmp_path, capfdbinary):
    arguments = (str(feed), "--all", "--format", "text", "--output", str(tmp_path / "out"), "--resume")
    assert run(capfdbinary, *arguments, "--report", str(tmp_path / "r.tsv"))[0] == 1
    assert (tmp_path / "r.tsv").read_text().count("\n") == 2
    mine = tmp_path / "mine.tsv"
    mine.write_text("mine\n")
    code, told = run(capfdbinary, *arguments, "--report", str(mine))
    assert code == 1
    assert "is no report of failures" in told
    assert mine.read_text() == "mine\n"


def test_filings_without_the_wanted_type_are_left_out_of_an_archive_and_told_of_a_file(tmp_path, capfdbinary):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(SAMPLE)
    (tmp_path / "in" / "b.txt").write_bytes(SAMPLE.replace(b"<TYPE>EX-10.1", b"<TYPE>EX-10.2"))
    arguments = ("--type", "EX-10.1", "--format", "text", "--output", str(tmp_path / "out"))
    assert run(capfdbinary, str(tmp_path / "in"), *arguments)[0] == 0
    code, told = run(capfdbinary, str(tmp_path / "in" / "b.txt"), *arguments)
    assert code == 1
    assert "holds no document of type EX-10.1" in told


def test_nothing_is_written_over_unasked(feed, tmp_path, capfdbinary):
    arguments = (str(feed), "--type", "8-K", "--format", "text", "--output", str(tmp_path / "out"))
    run(capfdbinary, *arguments)
    code, told = run(capfdbinary, *arguments)
    assert code == 1
    assert "6 failed" in told
    assert "exists already" in (tmp_path / "out" / REPORT).read_text()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--output", "-"], "holds several such documents"),
        ([], "holds several such documents"),
    ],
)
def test_a_collection_needs_a_folder(feed, capfdbinary, arguments, word):
    code, told = run(capfdbinary, str(feed), "--all", "--format", "text", *arguments)
    assert code == 2
    assert word in told


def test_an_empty_folder_is_told(tmp_path, capfdbinary):
    (tmp_path / "in").mkdir()
    command = (str(tmp_path / "in"), "--all", "--format", "text", "--output", str(tmp_path / "out"))
    code, told = run(capfdbinary, *command)
    assert code == 1
    assert "no file of filings" in told


def test_one_table_goes_to_standard_output(capfdbinary):
    sample = str(resource("sample.txt"))
    assert (
        cli.main(["export", sample, "--document", "3", "--format", "csv", "--table", "2", "--dashes", "0"])
        == 0
    )
    out = capfdbinary.readouterr().out.decode()
    assert out.splitlines()[0] == 'In thousands,"September 30, 2024","December 31, 2023"'


def test_one_document_goes_to_one_file_and_its_pictures_beside_it(tmp_path, capfdbinary):
    sample = str(resource("sample.txt"))
    target = tmp_path / "release.md"
    code, told = run(capfdbinary, sample, "--document", "3", "--format", "markdown", "--output", str(target))
    assert (code, told) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "0009999999-24-000017_northstar-logo.jpg",
        "release.md",
    ]
    tables = tmp_path / "tables.csv"
    assert run(capfdbinary, sample, "--document", "3", "--format", "csv", "--output", str(tables))[0] == 0
    assert tables.read_text().count("Table ") == 4


def started(*arguments: str, **options) -> subprocess.Popen:
    """Start an export that hears Ctrl+C, even where these tests run in a background that does not."""
    command = [sys.executable, "-m", "viewer", "export", *arguments]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(command, env=ENVIRONMENT, start_new_session=True, preexec_fn=heard, **options)


def wait_for(folder: Path, count: int) -> None:
    """Wait until so many files are written."""
    patience = time.monotonic() + 60
    while not folder.is_dir() or len(exports(folder)) < count:
        assert time.monotonic() < patience, "nothing is written"
        time.sleep(0.01)


@pytest.fixture
def many(tmp_path) -> Path:
    """Return a folder of many filings."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:02}.txt").write_bytes(SAMPLE.replace(b"24-000017", b"24-0020%02d" % number))
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(many, tmp_path, jobs, capfdbinary):
    out = tmp_path / "out"
    arguments = (str(many), "--all", "--format", "markdown", "--output", str(out))
    with started(*arguments, "--jobs", jobs, stderr=subprocess.PIPE) as process:
        wait_for(out, 3)
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read().decode()
        assert process.wait(timeout=60) == 1
    kept, stopped = told.splitlines()
    assert "whole and kept. --resume goes on from there." in kept
    assert stopped == "filing-viewer: Stopped."
    assert not list(out.glob(".*.part"))
    code, again = run(capfdbinary, *arguments, "--resume")
    assert code == 0
    assert "finished before" in again
    assert len(exports(out)) == MANY * 4


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_export_leaves_nothing_half_written_and_goes_on(many, tmp_path, jobs, capfdbinary):
    """The short form of `benchmarks/kill_and_resume.py`."""
    whole, out = tmp_path / "whole", tmp_path / "out"
    arguments = (str(many), "--type", "EX-99.1", "--format", "markdown", "--output")
    run(capfdbinary, *arguments, str(whole))
    with started(*arguments, str(out), "--jobs", jobs, stderr=subprocess.DEVNULL) as process:
        wait_for(out, 3)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=60)
    left = exports(out)
    assert 3 <= len(left) < MANY * 2
    assert left.items() <= exports(whole).items()
    assert run(capfdbinary, *arguments, str(out), "--resume")[0] == 0
    assert exports(out) == exports(whole)


def test_a_killed_worker_loses_nothing(many, tmp_path):
    out = tmp_path / "out"
    arguments = (str(many), "--all", "--format", "markdown", "--output", str(out), "--jobs", "2")
    with started(*arguments, stderr=subprocess.PIPE) as process:
        wait_for(out, 3)
        (worker, *_) = workers_of(process.pid)
        os.kill(worker, signal.SIGKILL)
        told = process.stderr.read().decode()
        assert process.wait(timeout=120) == 0
    assert told == f"filing-viewer: {MANY * 3} documents exported to {out}, {MANY} left out.\n"
    assert len(exports(out)) == MANY * 4


def workers_of(process: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == process and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def test_progress_is_a_line_on_a_terminal_and_nothing_elsewhere(many, tmp_path):
    master, slave = pty.openpty()
    arguments = (str(many), "--all", "--format", "text", "--output", str(tmp_path / "out"))
    with started(*arguments, stderr=slave) as process:
        os.close(slave)
        shown = b""
        while True:
            try:
                chunk = os.read(master, 4096)
            except OSError:  # what a terminal says whose other end is closed
                break
            if not chunk:
                break
            shown += chunk
        assert process.wait(timeout=60) == 0
    os.close(master)
    lines = shown.decode().split("\r\x1b[K")
    assert any("files," in line and "documents" in line and "%" in line for line in lines)
    assert all(len(line.split("\r\n")[0]) <= 79 for line in lines[:-1])
    assert lines[-1].startswith(f"filing-viewer: {MANY * 3} documents exported")
