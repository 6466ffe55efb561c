"""Whether memory grows while one switches between documents.

    python -m benchmarks.switch_memory [FILE ...] [--switches 200]

The files are opened as tabs, and one goes from document to document and from tab to tab, waiting each time until page
and text are there. Printed is what the window's own process and those of the page's engine hold (proportional set size,
Linux only) after the first 20 switches, on the way and at the end, and how much that grew; 1 where it grew by more
than a tenth. Without a screen the window is drawn off screen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks._window import Window
from viewer.resources import resource

_FIRST = 20
_MOST_GROWTH = 0.10


def main() -> int:
    """Print the memory on the way, and whether it grew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--switches", type=int, default=200)
    options = parser.parse_args()
    if not Path("/proc/self/smaps_rollup").exists():
        print("This system does not say how much memory a process holds.")
        return 0
    with tempfile.TemporaryDirectory(prefix="switch-memory-") as folder:
        files = options.files or [resource("sample.txt")]
        other = Path(folder) / "other.txt"
        shutil.copy(resource("sample.txt"), other)
        run = _Run(folder, [*files, other])
        measured = run.measure(options.switches)
        run.close()
    first, last = measured[0], measured[-1]
    grown = last[0] / first[0] - 1, last[1] / first[1] - 1
    print(f"{'grown':>14}{grown[0] * 100:9.1f} %{grown[1] * 100:9.1f} %")
    return int(max(grown) > _MOST_GROWTH)


class _Run:
    """One window with some filings."""

    def __init__(self, folder: str, files: list[Path]) -> None:
        self._shown = Window(Path(folder))
        self.window, self.close = self._shown.window, self._shown.close
        self.window.warm_up()
        for path in files:
            self._shown.show(lambda path=path: self.window.open(path))

    def measure(self, switches: int) -> list[tuple[int, int]]:
        """Switch so often; return what the window and the engine held, in kilobytes, every 20 switches."""
        print(f"{'switches':>14}{'window':>11}{'engine':>11}")
        measured = []
        for number in range(1, switches + 1):
            self._shown.show(self._switch)
            if number % _FIRST == 0:
                self._shown.wait(2.5)
                own, others = _memory(os.getpid()), sum(map(_memory, _children(os.getpid())))
                measured.append((own, others))
                print(f"{number:14}{own / 1000:8.0f} MB{others / 1000:8.0f} MB", flush=True)
        return measured

    def _switch(self) -> None:
        do = self.window.actions_
        if do.next_document.isEnabled():
            do.next_document.trigger()
            return
        # To the first, and to the next tab.
        while do.previous_document.isEnabled() and self.window.reading.shown:
            self.window.reading.step(-1)
        do.next_tab.trigger()


def _memory(process: int) -> int:
    """Return the proportional set size of a process in kilobytes, 0 where it is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _children(process: int) -> list[int]:
    """Return the processes below a process."""
    found, waiting = [], [process]
    while waiting:
        above = waiting.pop()
        for task in Path(f"/proc/{above}/task").glob("*/children"):
            below = [int(each) for each in task.read_text().split()]
            found += below
            waiting += below
    return found


if __name__ == "__main__":
    sys.exit(main())
