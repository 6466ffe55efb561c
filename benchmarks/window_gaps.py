"""How long the window's thread is kept from its events while one works with a document.

    python -m benchmarks.window_gaps [FILE ...] [--big 500]

A timer of 10 ms beats in the window's thread while the file is opened, scrolled in both panes, its first long listing
sorted, searched, the window is resized, its documents are stepped through and other filings are turned to. A gap is
the time between two beats:

    longest    as it was
    alone      less the time in which the thread was ready, and other programs had the processors (Linux says it)
    own code   the time in which the thread ran the program's own code: a second thread looks every 2 ms where it
               is. The rest is Qt, which draws with the processor here what a graphics card would draw elsewhere

Told at the end are how many documents the tree shows, and the memory of the window's process.

`--big` builds a submission of so many megabytes and measures it too. Without a screen the window is drawn off screen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks._window import Window
from viewer.resources import resource

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

_BEAT = 10  # milliseconds
_LOOK = 0.002  # seconds
_LONG = 0.050
_HEADINGS = 4
_CLICK = "(document.querySelectorAll('.sortable th[tabindex]')[{column}]?.click(), 1)"
_STATUS = Path("/proc/self/status")


def main() -> int:
    """Print the longest gap of each activity."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, default=[resource("sample.txt")])
    parser.add_argument("--big", type=int, default=0, help="megabytes of a submission to build")
    parser.add_argument("--stacks", action="store_true", help="say where the program stood in long gaps")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="window-gaps-") as folder:
        files = list(options.files)
        if options.big:
            from benchmarks.index_speed import build_submission

            files.append(Path(folder) / f"{options.big} MB.txt")
            build_submission(files[-1], options.big * 1_000_000)
        run = _Run(folder)
        for path in files:
            run.measure(path, options.stacks)
        run.close()
    return 0


@dataclass(frozen=True)
class _Gap:
    """The time between two beats, and of it what the thread waited for a processor, and what its own code took."""

    whole: float
    queued: float
    own: float
    looks: Counter[str]

    @property
    def kept(self) -> float:
        """What is left without the other programs of the machine."""
        return self.whole - self.queued


class _Watch:
    """Beats in this thread, looked at from another."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._thread = threading.get_ident()
        self._looks: list[tuple[float, str]] = []
        self.gaps: list[_Gap] = []
        self.timer = QTimer(interval=_BEAT, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._beat)
        self._going = True
        self._looker = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        self.timer.start()
        self._looker.start()
        self.clear()

    def clear(self) -> None:
        self.gaps, self._last, self._cpu, self._queued = (
            [],
            time.perf_counter(),
            time.thread_time(),
            _queued(),
        )

    def stop(self) -> None:
        self._going = False
        self._looker.join()
        self.timer.stop()

    def _beat(self) -> None:
        now, cpu, queued = time.perf_counter(), time.thread_time(), _queued()
        looks = [where for moment, where in self._looks if moment >= self._last]
        self._looks = []
        share = sum(bool(where) for where in looks) / len(looks) if looks else 0.0
        waited = min(queued - self._queued, now - self._last)
        self.gaps.append(_Gap(now - self._last, waited, (cpu - self._cpu) * share, Counter(looks)))
        self._last, self._cpu, self._queued = now, cpu, queued

    def _look(self) -> None:
        while self._going:
            # No frame is held while this thread sleeps: what a frame holds last ends in the thread that lets it go.
            self._looks.append((time.perf_counter(), _where(sys._current_frames().get(self._thread))))
            time.sleep(_LOOK)


def _queued() -> float:
    """Return for how many seconds this thread was ready and had no processor; 0 where the system does not say."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def _documents(model: QAbstractItemModel) -> int:
    """Return how many rows of a tree are documents."""
    from PySide6.QtCore import QModelIndex

    from viewer.ui.tree_rows import Role

    count, waiting = 0, [QModelIndex()]
    while waiting:
        above = waiting.pop()
        below = [model.index(row, 0, above) for row in range(model.rowCount(above))]
        count += sum(index.data(Role.DOCUMENT) is not None for index in below)
        waiting += below
    return count


def _where(frame: object) -> str:
    """Return the innermost places of the program's own code on a stack, an empty string where there are none."""
    places = []
    while frame is not None and len(places) < 4:
        name = frame.f_code.co_filename  # type: ignore[attr-defined]
        if f"{os.sep}viewer{os.sep}" in name:
            places.append(f"{Path(name).stem}.{frame.f_code.co_name}:{frame.f_lineno}")  # type: ignore[attr-defined]
        frame = frame.f_back  # type: ignore[attr-defined]
    return " < ".join(places)


class _Run:
    """One window, and what is done in it."""

    def __init__(self, folder: str) -> None:
        self._shown = Window(Path(folder))
        self.window, self._show, self._wait = self._shown.window, self._shown.show, self._shown.wait
        self._other = Path(folder) / "other.txt"
        shutil.copy(resource("sample.txt"), self._other)
        self.window.resize(1280, 800)
        self._wait(1.0)
        self.window.warm_up()
        self._wait(2.0)

    def measure(self, path: Path, stacks: bool) -> None:
        """Do everything with one file, and print what it took."""
        print(f"{path.name}, {path.stat().st_size:,} bytes")
        print(f"{'':12}{'longest':>12}{'alone':>12}{'own code':>12}{'over 50 ms':>12}{'beats':>8}")
        watch = _Watch()
        watch.start()
        for name, work in (
            ("open", lambda: self._show(lambda: self.window.open(path))),
            ("scroll text", self._scroll_text),
            ("scroll page", self._scroll_page),
            ("sort", self._sort),
            ("find", self._find),
            ("resize", self._resize),
            ("step", self._step),
            ("turn", self._turn),
        ):
            watch.clear()
            work()
            self._wait(0.3)
            self._print(name, watch.gaps, stacks)
        watch.stop()
        self._tell()
        self.window.filings.close()
        self._wait(0.5)

    def _tell(self) -> None:
        """Say how many documents the tree shows, and what the window's process holds."""
        print(f"{'tree':12}{_documents(self.window.tree.view.model()):9,} documents")
        if _STATUS.exists():
            lines = (line.split() for line in _STATUS.read_text().splitlines())
            held = {
                words[0]: int(words[1]) // 1000 for words in lines if words[0] in ("RssAnon:", "RssFile:")
            }
            print(
                f"{'memory':12}{held['RssAnon:']:9} MB of its own, {held['RssFile:']} MB of files, mapped",
                flush=True,
            )

    def _print(self, name: str, gaps: list[_Gap], stacks: bool) -> None:
        figures = (
            max(gap.whole for gap in gaps),
            max(gap.kept for gap in gaps),
            max(gap.own for gap in gaps),
        )
        count = sum(gap.kept > _LONG for gap in gaps)
        said = "".join(f"{figure * 1000:9.0f} ms" for figure in figures)
        print(f"{name:12}{said}{count:12}{len(gaps):8}", flush=True)
        for gap in sorted(gaps, key=lambda each: -each.kept)[:3] if stacks else ():
            if gap.kept > _LONG / 2:
                print(f"    {gap.kept * 1000:.0f} ms, own {gap.own * 1000:.0f} ms")
                for where, times in gap.looks.most_common(6):
                    print(f"        {times * _LOOK * 1000:4.0f} ms  {where or 'Qt'}")

    def _scroll_text(self) -> None:
        bar = self.window.document_view.text_pane.verticalScrollBar()
        for step in range(60):
            bar.setValue(bar.maximum() * step // 60 if step % 10 == 0 else bar.value() + 3)
            self._wait(0.03)
        bar.setValue(0)

    def _scroll_page(self) -> None:
        view = self.window.document_view.html_pane.view
        for step in range(60):
            there = f"document.documentElement.scrollHeight * {step / 60}"
            script = f"scrollTo(0, {there})" if step % 10 == 0 else "scrollBy(0, 60)"
            view.page().runJavaScript(script, 1)
            self._wait(0.03)
        view.page().runJavaScript("scrollTo(0, 0)", 1)

    def _sort(self) -> None:
        """Click the headings of the first listing, each twice."""
        for _ in range(2):
            for column in range(_HEADINGS):
                self._shown.ask(_CLICK.format(column=column))
                self._wait(0.2)

    def _find(self) -> None:
        self.window.actions_.find.trigger()
        self.window.find_bar.box.type("the")
        self._wait(1.5)
        for _step in range(10):
            self.window.actions_.find_next.trigger()
            self._wait(0.05)
        self.window.find_bar.put_away()

    def _resize(self) -> None:
        for step in range(10):
            self.window.resize(1280 - 30 * (step % 5), 800 - 20 * (step % 3))
            self._wait(0.1)
        self.window.resize(1280, 800)
        self._wait(1.0)

    def _step(self) -> None:
        for action in (self.window.actions_.next_document,) * 3 + (
            self.window.actions_.previous_document,
        ) * 3:
            if action.isEnabled():
                self._show(action.trigger)

    def _turn(self) -> None:
        self._show(lambda: self.window.open(self._other))
        for _turn in range(4):
            self._show(self.window.actions_.next_tab.trigger)
        self.window.filings.close(self.window.filings.tab_of(self._other))

    def close(self) -> None:
        """Close the window."""
        self._shown.close()


if __name__ == "__main__":
    sys.exit(main())
