"""Judges the text and the Markdown of HTML exhibits by what a browser shows of them.

    python -m benchmarks.fidelity [FILE ...] [--least] [--lost N] [--damage] [--jobs N]

FILE is a submission or an exhibit; without one, those of ../shared. Prints a line for each rendering that falls short
(`--least`: for all) with examples of what it lost, then means, the least of each figure, and how many fall short.
`--damage` judges the judge: every rendering is damaged at random, once in each way, and it must notice.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks._filings import real_files
from benchmarks.fidelity import GOALS, short_of
from benchmarks.fidelity.browser import ask
from benchmarks.fidelity.documents import Exhibit, html_documents

if TYPE_CHECKING:
    from benchmarks.fidelity.judge import Figures
    from viewer.export import Format


def main() -> int:
    """Judge; return 1 where a rendering falls short."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", nargs="*", type=Path)
    parser.add_argument("--least", action="store_true", help="print every rendering")
    parser.add_argument("--lost", type=int, default=3, metavar="N", help="examples of each (3)")
    parser.add_argument("--damage", action="store_true", help="see whether damage is noticed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
    options = parser.parse_args()
    exhibits = list(html_documents(options.file or real_files()))
    ask(exhibit.markup() for exhibit in exhibits)
    # A process that has been a browser cannot be copied.
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        if options.damage:
            return _told_damage(each for exhibit in pool.imap(Exhibit.noticed, exhibits) for each in exhibit)
        found = dict(zip(exhibits, pool.imap(Exhibit.judged, exhibits), strict=True))
    return _told(found, options.least, options.lost)


def _told(found: dict[Exhibit, dict[Format, Figures]], least: bool, lost: int) -> int:
    """Print what was found."""
    short: dict[Format, Counter[str]] = defaultdict(Counter)
    values: dict[Format, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for exhibit, renderings in found.items():
        for fmt, figures in renderings.items():
            names = short_of(figures)
            short[fmt].update(names + ["renderings"] * bool(names))
            for name in GOALS:
                if (value := getattr(figures, name)) is not None:
                    values[fmt][name].append(value)
            if names or least:
                _tell(f"{exhibit} {fmt.value}", figures, names, lost)
    for fmt, by_name in values.items():
        print(f"{fmt.value}: {short[fmt]['renderings']} of {len(found)} fall short")
        for name, each in by_name.items():
            worst = max(each) if name == "lone" else min(each)
            print(
                f"    {name:11} goal {GOALS[name]:<6} mean {sum(each) / len(each):.5f}  worst {worst:.4f}"
                f"  short {short[fmt][name]} of {len(each)}"
            )
    return int(any(count["renderings"] for count in short.values()) or not found)


def _told_damage(found: Iterable[tuple[str, bool]]) -> int:
    """Print of how much damage of each kind was noticed how much."""
    all_, noticed = Counter[str](), Counter[str]()
    for kind, is_noticed in found:
        all_[kind] += 1
        noticed[kind] += is_noticed
    for kind in sorted(all_):
        print(f"{kind:28} {noticed[kind]} of {all_[kind]} noticed")
    print(f"{'':28} {noticed.total()} of {all_.total()}")
    return int(noticed.total() < all_.total())


def _tell(name: str, figures: Figures, names: list[str], lost: int) -> None:
    pairs = [(each, getattr(figures, each)) for each in GOALS]
    print(
        f"{name}: " + " ".join(f"{each} {v:.4g}{'!' * (each in names)}" for each, v in pairs if v is not None)
    )
    told: Counter[str] = Counter()
    for each in figures.lost:
        kind = each.partition(" ")[0].rstrip(":")
        told[kind] += 1
        if told[kind] <= lost:
            print(f"    {each}")


if __name__ == "__main__":
    sys.exit(main())
