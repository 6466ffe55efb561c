"""Writes exhibits another way at random and sees that they are the same trees: `python -m tests.fuzz_same --count 500`.

Several rewritings of `tests.markup.rewritten`, one after another, of an exhibit of the golden cases, or of a real one
where those are. What differs is kept in out/fuzz/, and the names of the rewritings are said; the same `--seed` makes
the same ones.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from tests.markup.rewritten import REWRITINGS
from tests.markup.test_same import golden, real
from tests.markup.tokens import tokens
from viewer.markup.clean import clean_html

KEPT = Path(__file__).resolve().parent.parent / "out" / "fuzz"
MOST = 4
"""Rewritings of one variant."""


def run(count: int, seed: int) -> int:
    """Compare so many variants with their originals, and return how many differ."""
    chance = random.Random(seed)
    exhibits = [(name, text, clean_html(text).blocks) for name, text in (*golden(), *real())]
    wrong = 0
    for number in range(count):
        name, markup, blocks = chance.choice(exhibits)
        names = chance.sample(sorted(REWRITINGS), chance.randint(2, MOST))
        for each in names:
            markup = "".join(map(str, REWRITINGS[each](tokens(markup))))
        if clean_html(markup).blocks != blocks:
            wrong += 1
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"same-{seed}-{number}.htm").write_text(markup, "utf-8", "replace")
            print(f"{name}: another tree, written with {', '.join(names)}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = run(options.count, options.seed)
    print(f"{options.count} exhibits written another way, {wrong} of them other trees")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
