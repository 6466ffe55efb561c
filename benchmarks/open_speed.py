"""How fast the window opens, and a file in it: medians of several fresh processes.

    python -m benchmarks.open_speed [FILE] [--runs 5]

    window painted     from the start of the process until the window's first picture is on the screen
    text begun         from the moment a file is chosen until first words of its main document are in the text pane
    page painted       ... until words of it are painted on its page
    page complete      ... until all of the page is laid out
    text in            ... until all of the text is in its pane
    longest gap        the longest time between two beats of a timer of 10 ms in the window's thread meanwhile

Without a screen the window is drawn off screen.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._window import need_no_screen
from viewer.resources import resource

_SETTLED = 1500  # milliseconds after the first picture: a file is chosen by hand, not at once
_AFTER = 300  # milliseconds in which gaps still count after everything is there
_LIMIT = 120_000
# When words were first painted, in milliseconds since 1970, and on which page: the engine notes it itself, and may be
# too busy to be asked before the page is complete.
_PAINTED = """(() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return paint ? JSON.stringify([location.pathname, performance.timeOrigin + paint.startTime]) : "";
})()"""


def main() -> int:
    """Print the medians of `--runs` processes, and the worst gap."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=resource("sample.txt"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--started", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.started:
        return _Run(options.file, options.started).go()
    need_no_screen()
    runs = [_measure(options.file) for _ in range(options.runs)]
    print(f"{options.file.name}, {options.file.stat().st_size:,} bytes, {options.runs} fresh processes")
    for name in ("window painted", "text begun", "page painted", "page complete", "text in", "longest gap"):
        values = [run[name] for run in runs]
        print(f"{name:16} median {statistics.median(values):7.0f} ms   most {max(values):7.0f} ms")
    return 0


def _measure(path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.open_speed", str(path), "--started", repr(time.time())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT / 1000)
    if done.returncode:
        sys.exit(done.stderr or "The measured process failed.")
    return json.loads(done.stdout.splitlines()[-1])


class _Run:
    """One window in this process, and the times of what happens in it."""

    def __init__(self, path: Path, started: float) -> None:
        from PySide6.QtCore import QSettings, QTimer

        from viewer.ui import app
        from viewer.ui.main_window import MainWindow
        from viewer.ui.settings import Settings

        self.path, self.started = path, started
        self.app = app.application()
        self.folder = tempfile.TemporaryDirectory(prefix="open-speed-")
        self.window = MainWindow(Settings(QSettings(f"{self.folder.name}/s.ini", QSettings.Format.IniFormat)))
        self.times: dict[str, float] = {}
        self.gaps: list[float] = []
        self.chosen = self.last_beat = 0.0
        self.single_shot = QTimer.singleShot
        self.beat = QTimer(interval=10)
        self.beat.timeout.connect(self._beat)
        self.poll = QTimer(interval=10)
        self.poll.timeout.connect(self._ask_for_paint)

    def go(self) -> int:
        """Show the window, choose the file, print the times."""
        view, reading = self.window.document_view, self.window.reading
        for there in (reading.begun, reading.page_ready):
            there.connect(self._await_paint)
        for there in (reading.begun, reading.text_ready):
            there.connect(lambda: self._note("text begun"))
        self.window.filings.open_failed.connect(self._fail)
        view.html_pane.loaded.connect(lambda: self._note("page complete") if reading.shown else None)
        view.text_pane.filled.connect(lambda: self._note("text in"))
        self.window.show()
        while not self.window.windowHandle().isExposed():
            self.app.processEvents()
        self.app.processEvents()
        self.times["window painted"] = (time.time() - self.started) * 1000
        self.single_shot(0, self.window.warm_up)
        self.single_shot(_SETTLED, self._choose)
        self.single_shot(_LIMIT, lambda: self._fail("It took too long."))
        with self.folder:
            return self.app.exec()

    def _choose(self) -> None:
        self.chosen, self.last_beat = time.time(), time.perf_counter()
        self.beat.start()
        self.window.open(self.path)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self.last_beat) * 1000)
        self.last_beat = now

    def _await_paint(self) -> None:
        self.single_shot(0, self.poll.start)

    def _ask_for_paint(self) -> None:
        page = self.window.document_view.html_pane.view.page()
        page.runJavaScript(_PAINTED, 1, lambda path: self._painted(path, page.url().path()))

    def _painted(self, answered: str, wanted: str) -> None:
        path, moment = json.loads(answered) if answered else ("", 0)
        if path == wanted:
            self.poll.stop()
            self._note("page painted", moment / 1000)

    def _note(self, name: str, moment: float = 0) -> None:
        if self.chosen:
            self.times.setdefault(name, ((moment or time.time()) - self.chosen) * 1000)
        if len(self.times) == 5:
            self.single_shot(_AFTER, self._end)

    def _fail(self, sentence: str) -> None:
        sys.stderr.write(sentence + "\n")
        self.window.close()
        self.app.exit(1)

    def _end(self) -> None:
        self.beat.stop()
        self.times["longest gap"] = max(self.gaps)
        print(json.dumps(self.times))
        self.window.close()
        self.app.quit()


if __name__ == "__main__":
    sys.exit(main())
