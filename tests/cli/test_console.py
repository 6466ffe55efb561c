"""What goes to standard output and to standard error, wherever these lead."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, SAMPLE, started
from viewer.cli import console


@pytest.mark.skipif(os.name == "nt", reason="pipes and signals are those of POSIX")
def test_a_reader_who_leaves_early_gets_no_traceback():
    with started("info", SAMPLE, "--json") as process:
        process.stdout.close()
        assert process.wait(timeout=60) == 1
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_stdout_is_told():
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "viewer", "info", SAMPLE]
        done = subprocess.run(
            command, env=environment, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


def test_what_is_told_cannot_steer_the_terminal(capsys):
    console.tell("no such file: \x1b]0;x\x07 \u202e")
    assert capsys.readouterr().err == "filing-viewer: no such file: \\x1b]0;x\\x07 \\u202e\n"
