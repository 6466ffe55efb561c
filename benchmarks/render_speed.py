"""How fast exhibits become text and Markdown, beside what others do with the same markup.

    python -m benchmarks.render_speed [FILE ...] [--rounds 5]

FILE is a single exhibit in HTML; without one, three large annual reports of ../shared/documents. Told are the rooms as
they are written and, where build_spec/compiled.py has made them, as they are compiled in the frozen program. The work
is done in turns, one of each a round, so that a machine that slows down slows all of them; figures are medians of the
processor's time in a warm process. The yardstick, 1, is selectolax: parsing and the bare text, without tables, lists
or places. Aimed at are 6 for text and 12 for Markdown. "events alone" is what the parser takes to tell of the markup,
before anything is made of it. Peers that are not installed are left out, and those that take seconds have one turn.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from viewer.markup import clean
from viewer.markup.clean import clean_html
from viewer.markup.parse import parse_html
from viewer.render.html import render_html
from viewer.render.markdown import render_markdown
from viewer.render.text import render_text
from viewer.submission.encoding import decode
from viewer.submission.model import Kind

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT.parent / "shared" / "documents"
FILES = ("et_Apple.10-K.html", "et_Nvidia.10-K.html", "parity_10-K_0001193125-10-073212.html")
YARDSTICK = "selectolax text"
ONE_TURN = 2.0  # seconds from which on a peer is not asked again

Work = Callable[[str], object]


class Unmoved:
    """A target of the parser's events that makes nothing of them."""

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Take a start tag."""

    def end(self, tag: str) -> None:
        """Take an end tag."""

    def data(self, text: str) -> None:
        """Take text."""

    def close(self) -> None:
        """End."""


OWN: dict[str, Work] = {
    "events alone": lambda markup: parse_html(markup, Unmoved()),
    "clean": clean_html,
    "clean + text": lambda markup: render_text(clean_html(markup)),
    "clean + Markdown": lambda markup: render_markdown(clean_html(markup)),
    "clean + page": lambda markup: render_html(clean_html(markup), ""),
}


def peers() -> Iterator[tuple[str, Work]]:
    """Yield the names and the work of the peers that are installed."""
    try:
        parser = importlib.import_module("selectolax.lexbor").LexborHTMLParser
        yield YARDSTICK, lambda markup: parser(markup).text()
    except ImportError:
        pass
    functions = (
        ("inscriptis text", "inscriptis", "get_text"),
        ("html2text Markdown", "html2text", "html2text"),
        ("markdownify alone", "markdownify", "markdownify"),
    )
    for name, module, function in functions:
        try:
            yield name, getattr(importlib.import_module(module), function)
        except ImportError:
            continue


def timed(work: Work, markup: str) -> float:
    """Return the seconds of one turn, or infinity where the work cannot be done."""
    gc.collect()  # what the turn before left behind is not this one's to clear away
    start = time.process_time()
    try:
        work(markup)
    except (RecursionError, ValueError):
        return float("inf")
    return time.process_time() - start


def medians(markup: str, rounds: int) -> dict[str, float]:
    """Return the median seconds of each work on `markup`."""
    works = {**dict(peers()), **OWN}
    turns: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            if name in OWN or not turns[name] or turns[name][0] < ONE_TURN:
                turns[name].append(timed(work, markup))
    return {name: statistics.median(times) for name, times in turns.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for path in options.files:
        if not path.is_file():
            parser.error(f"{path} is no file")
    files = options.files or [DOCUMENTS / name for name in FILES if (DOCUMENTS / name).is_file()]
    if not files:
        print(
            "There is nothing to measure: ../shared/documents is absent and no file is named.",
            file=sys.stderr,
        )
        return 0
    is_compiled = not (clean.__file__ or "").endswith(".py")
    print("compiled, as in the frozen program:" if is_compiled else "as written:", flush=True)
    for path in files:
        tell(path, options.rounds)
    return 0 if is_compiled else again_compiled(files, options.rounds)


def again_compiled(files: Sequence[Path], rounds: int) -> int:
    """Measure the rooms as they are compiled, in a process of their own, if they are; return its exit code."""
    script = ROOT / "build_spec" / "compiled.py"
    if subprocess.run([sys.executable, script, "--check"], check=False).returncode:
        print("build/compiled is not made of these sources; build_spec/compiled.py makes it.")
        return 0
    places = os.pathsep.join([str(ROOT / "build" / "compiled"), str(ROOT)])
    again = [sys.executable, "-P", "-m", "benchmarks.render_speed", f"--rounds={rounds}", *files]
    return subprocess.run(again, env={**os.environ, "PYTHONPATH": places}, check=False).returncode


def tell(path: Path, rounds: int) -> None:
    """Print what each work takes with the exhibit of a file."""
    content = path.read_bytes()
    seconds = medians(decode(content, Kind.HTML).text, rounds)
    unit = seconds.get(YARDSTICK)
    print(f"{path.name}, {len(content):,} bytes, {rounds} rounds")
    for name, value in seconds.items():
        ratio = f"{value / unit:8.1f}" if unit else ""
        took = f"{value * 1000:9.1f} ms" if value < float("inf") else "     fails  "
        print(f"    {name:20}{took}{ratio}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
