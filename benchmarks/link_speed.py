"""How surely and how fast a click on one side lights its twin on the other.

    python -m benchmarks.link_speed [FILE] [--blocks 200] [--seed 1] [--filed]

Of blocks chosen at random each is clicked with the mouse on the page, then each in the text. A twin is right when it is
lit alone, stands in sight, and says the same words; the time is that from the click until it is lit, for the page until
its renderer answers that it is. Then each side is scrolled to as many places with the views linked: the other is right
when the same block is on top there, at its end of the document excepted.
With `--filed` the page is that as filed. Without a screen the window is drawn off screen.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

from benchmarks._window import need_no_screen
from viewer.resources import resource

_LIMIT = 5.0  # seconds for one click
_SPOT = """(() => {
    const e = document.querySelector('[data-b="%d"]');
    filingLink.showTop(%d, 0);
    const r = e.getBoundingClientRect();
    for (const fy of [0.5, 0.25, 0.75]) for (let f = 0.02; f < 1; f += 0.02) {
        const x = Math.max(r.left, 0) + r.width * f, y = r.top + r.height * fy;
        const hit = document.elementFromPoint(x, y);
        if (hit && hit.closest("[data-b]") === e && !hit.closest("a[href]")) return [x, y];
    }
    return null;
})()"""
_LIT = """(() => {
    const all = [...document.querySelectorAll(".linked")];
    const alone = all.length && all.every((e) => e.dataset.b === all[0].dataset.b);
    const inSight = all.some((e) => (r => r.bottom > 0 && r.top < innerHeight)(e.getBoundingClientRect()));
    return alone ? [Number(all[0].dataset.b), inSight, all.map((e) => e.textContent).join(" ")] : [0, false, ""];
})()"""


def main() -> int:
    """Print the figures of both directions; 1 where more than one in two hundred twins is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=resource("sample.txt"))
    parser.add_argument("--blocks", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--filed", action="store_true")
    options = parser.parse_args()
    need_no_screen()
    run = _Run(options.file, is_filed=options.filed)
    chosen = random.Random(options.seed).sample(run.blocks, min(options.blocks, len(run.blocks)))
    print(
        f"{options.file.name}, {options.file.stat().st_size:,} bytes, {len(run.blocks):,} blocks in both panes"
    )
    wrong = 0
    for name, click in (("page to text", run.click_page), ("text to page", run.click_text)):
        found = [click(block) for block in chosen]
        clicked = [each for each in found if each is not None]
        right = sum(is_right for is_right, _ in clicked)
        times = [taken * 1000 for _, taken in clicked]
        wrong += len(clicked) - right
        print(
            f"{name}: {right} of {len(clicked)} right, {len(found) - len(clicked)} with no place to click, "
            f"median {statistics.median(times):.0f} ms, most {max(times):.0f} ms"
        )
    run.window.looks.link_views(True)
    for name, scroll in (("page scrolled", run.scroll_page), ("text scrolled", run.scroll_text)):
        found = [scroll(each) for each in chosen]
        times = [taken * 1000 for _, taken in found]
        print(
            f"{name}: same block on top {sum(is_right for is_right, _ in found)} of {len(found)}, "
            f"median {statistics.median(times):.0f} ms, most {max(times):.0f} ms"
        )
    run.close()
    return int(wrong > len(chosen) // 100)


class _Run:
    """One window over one file, with all of its main document in."""

    def __init__(self, path: Path, *, is_filed: bool) -> None:
        from PySide6.QtCore import QSettings

        from viewer.ui import app
        from viewer.ui.main_window import MainWindow
        from viewer.ui.settings import PageLook, Settings

        self.app = app.application()
        self.folder = tempfile.TemporaryDirectory(prefix="link-speed-")
        store = QSettings(f"{self.folder.name}/s.ini", QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.page_look = PageLook.FILED if is_filed else PageLook.CLEAN
        self.window = MainWindow(settings)
        self.window.looks.link_views(False)
        self.window.resize(1280, 800)
        self.window.show()
        self.text, self.page = self.window.document_view.text_pane, self.window.document_view.html_pane
        loaded: list[bool] = []
        self.page.loaded.connect(lambda: loaded.append(True))
        self.window.open(path)
        self.wait(lambda: loaded and self.text.places and self.text.is_filled, 60)
        self.wait(lambda: self.ask("globalThis.filingLink?.blocks.length ?? 0"), 60)
        self.pause(0.5)
        self.first = self.ask("filingLink.top()[0]")  # on top at the very top, which the text calls 0
        numbers = set(self.ask("filingLink.blocks.map((e) => Number(e.dataset.b))"))
        said = {place.block for place in self.text.places if self.words(place.block)}
        self.blocks = sorted(numbers & said)

    def wait(self, is_so, limit: float = _LIMIT) -> bool:
        end = time.perf_counter() + limit
        while not is_so() and time.perf_counter() < end:
            self.app.processEvents()
        return bool(is_so())

    def pause(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        self.wait(lambda: time.perf_counter() > end, seconds + 1)

    def ask(self, script: str):
        said: list[str] = []
        self.page.view.page().runJavaScript(f"JSON.stringify({script})", 1, said.append)
        self.wait(lambda: said)
        return json.loads(said[0])

    def words(self, block: int) -> str:
        place = self.text.place_of(block)
        return squeezed(self.text.text[place.start : place.end]) if place else ""

    def click_page(self, block: int) -> tuple[bool, float] | None:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        self.text.light(0)
        self.ask(_SPOT % (block, block))
        self.pause(0.05)  # until what was scrolled to is painted, with table headers where they stay in sight
        place = self.ask(_SPOT % (block, block))
        if place is None:
            return None
        self.pause(0.05)
        target = self.page.view.focusProxy()
        start = time.perf_counter()
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(round(place[0]), round(place[1])))
        self.wait(lambda: self.text.lit)
        taken = time.perf_counter() - start
        lit = self.text.place_of(self.text.lit)
        said = squeezed(self.ask(_LIT)[2])
        is_right = lit is not None and squeezed(self.text.text[lit.start : lit.end]) == said == self.words(
            block
        )
        return is_right and self.is_in_sight(block), taken

    def is_in_sight(self, block: int) -> bool:
        place = self.text.place_of(block)
        first, last = self.text._line_of(place.start), self.text._line_of(max(place.start, place.end - 1))
        top = self.text.firstVisibleBlock().blockNumber()
        return last >= top and first < top + self.text._lines_in_sight()

    def click_text(self, block: int) -> tuple[bool, float] | None:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        from viewer.ui.spot import Spot

        pane, place = self.text, self.text.place_of(block)
        pane.show_spot(Spot(block))
        self.app.processEvents()
        line = pane.document().findBlock(pane.shown.position(place.start))
        middle = pane.blockBoundingGeometry(line).translated(pane.contentOffset()).center().y()
        at = QPoint(80, round(middle))
        start = time.perf_counter()
        QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=at)
        number, in_sight, said = self.ask(_LIT)
        taken = time.perf_counter() - start
        return number == block and in_sight and squeezed(said) == self.words(block), taken

    def scroll_page(self, block: int) -> tuple[bool, float]:
        """Scroll the page past the top of a block; whether the text comes there too, and after which time."""
        element = f"document.querySelector('[data-b=\"{block}\"]')"
        start = time.perf_counter()
        script = f"(scrollTo(0, scrollY + {element}.getBoundingClientRect().top + 5), filingLink.top()[0])"
        on_top = self.ask(script)
        is_right = self.wait(lambda: self.text._spot_on_top().block == on_top or self.is_at_end(), 1.0)
        return is_right, time.perf_counter() - start

    def is_at_end(self) -> bool:
        bar = self.text.verticalScrollBar()
        return bar.value() == bar.maximum()

    def scroll_text(self, block: int) -> tuple[bool, float]:
        """Scroll the text to a block by its bar; whether the page comes there too, and after which time."""
        start = time.perf_counter()
        self.text.verticalScrollBar().setValue(self.text._line_of(self.text.place_of(block).start))
        on_top = self.text._spot_on_top().block
        look = "[filingLink.top()[0], scrollY + innerHeight >= document.documentElement.scrollHeight - 1]"
        is_right = self.wait(lambda: (on_top or self.first) == (said := self.ask(look))[0] or said[1], 1.0)
        return is_right, time.perf_counter() - start

    def close(self) -> None:
        self.window.close()
        self.folder.cleanup()


def squeezed(words: str) -> str:
    """Return the letters and digits of `words`, in one form."""
    return "".join(each for each in unicodedata.normalize("NFKC", words) if each.isalnum())


if __name__ == "__main__":
    sys.exit(main())
