"""How long the frozen program takes to its window, beside the program that is not frozen, by turns in one run."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from commands import PROGRAM, ROOT, run, say

_STARTS = 5
_LIMIT = 120  # seconds until a start is given up


def compare_starts() -> None:
    """Say the medians; the first start of each, which reads its files from the disk, is not counted."""
    if not (shutil.which("xdotool") and os.environ.get("DISPLAY")):
        say("start to window: not measured, for that xdotool and an X screen are needed")
        return
    programs = {"frozen": [str(PROGRAM)], "not frozen": [sys.executable, "-m", "viewer"]}
    times: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(_STARTS + 1):
        for name, program in programs.items():
            seconds = time_to_window(program)
            if turn:
                times[name].append(seconds)
    frozen, plain = (statistics.median(times[name]) for name in programs)
    say(
        f"start to window, median of {_STARTS}: {frozen:.2f} s frozen, {plain:.2f} s not frozen, "
        f"{frozen / plain:.2f} times"
    )


def time_to_window(program: Sequence[str]) -> float:
    """Return the seconds from start until the window with the sample stands on the screen."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": f"{home}/.config"}
        started = time.monotonic()
        process = subprocess.Popen([*program, "--sample"], cwd=ROOT, env=environment)
        try:
            run("xdotool", "search", "--sync", "--onlyvisible", "--name", "Filing Viewer", limit=_LIMIT)
            return time.monotonic() - started
        finally:
            process.terminate()
            process.wait()
