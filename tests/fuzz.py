"""Damages filings at random and sees that they are still read: `python -m tests.fuzz --count 2000 --seconds 60`.

First so many variants are only read, and what must hold of them is looked at (`tests.submission.fuzz`), and as many
payloads are damaged and rendered (`tests.fuzz_renditions`); a quarter as many are written another way, which changes
nothing (`tests.fuzz_same`); then, for so many seconds, others are exported in every format. What is allowed is a
`ViewerError` (one sentence) or a result. Anything else is kept in out/fuzz/ with its traceback. The same `--seed` makes
the same damage.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from contextlib import closing
from pathlib import Path

from tests import fuzz_renditions as rendering
from tests import fuzz_same as writing
from tests.submission import fuzz as reading
from viewer.errors import ViewerError
from viewer.export import Format, exported
from viewer.rendition import Filing

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
LARGEST = 400_000
PIECES = [
    b"<DOCUMENT>\n",
    b"</DOCUMENT>\n",
    b"<TEXT>\n",
    b"</TEXT>\n",
    b"<SEC-HEADER>",
    b"</SEC-HEADER>\n",
    b"<SUBMISSION>\n",
    b"<TABLE>",
    b"</TD>",
    b"<TR><TD COLSPAN=99999>",
    b"<TD ROWSPAN=0>",
    b"<PAGE>\n",
    b"begin 644 a.jpg\n",
    b"end\n",
    b"<PDF>\n",
    b"<XML>\n",
    b"<DIV>" * 300,
    b"&#0;",
    b"&#1114112;",
    b"\x00",
    b"\xff\xfe",
    b"\r",
    b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n",
    b"<!--",
    b"<![CDATA[",
    b"<style>td, .a > b, #c p { display: none; font-family: Wingdings } @media",
    b"<ol style='list-style: lower-roman' start=-1><li value=x>",
    b"<input type=checkbox checked><input value='x'>",
    b"a\x08a_\x08b",
    b"<S> <C>\n",
    b"\t" * 50,
    b"\x0c",
]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return `content` with one to six pieces cut, doubled, changed or put in."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + int(chance.expovariate(1 / 300)))
        piece = content[start:end]
        kind = chance.choice(["cut", "double", "flip", "insert", "truncate", "drop"])
        if kind == "cut":
            piece = b""
        elif kind == "double":
            piece = piece + piece
        elif kind == "flip":
            piece = bytes(
                byte ^ (1 << chance.randrange(8)) if chance.random() < 0.1 else byte for byte in piece
            )
        elif kind == "insert":
            piece = chance.choice(PIECES) + piece
        elif kind == "truncate" and chance.random() < 0.3:
            return content[:start]
        elif kind == "drop":
            start, piece = content.rfind(b"\n", 0, start) + 1, b""
        content = content[:start] + piece + content[end:]
    return content


def read_whole(path: Path) -> None:
    """Read everything the program can read of one file."""
    with closing(Filing.open(path)) as filing:
        for submission in filing.submissions:
            for document in submission.documents:
                for fmt in Format:
                    try:
                        exported(filing, submission, document, fmt)
                    except ViewerError:
                        continue


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="variants that are only read")
    parser.add_argument("--seconds", type=float, default=60, help="for others, which are exported too")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    broken = (
        reading.run(options.count, seed)
        + rendering.run(options.count, seed)
        + writing.run(options.count // 4, seed)
        + run(options.seconds, seed)
    )
    return bool(broken)


def run(seconds: float, seed: int) -> int:
    """Read and export damaged filings for so long, and say how it went; return how many broke."""
    chance = random.Random(seed)
    origins = [
        ROOT / "resources" / "sample.txt",
        *(path for path in sorted(CORPUS.glob("*-*")) if path.stat().st_size < LARGEST),
    ]
    out = ROOT / "out" / "fuzz"
    out.mkdir(parents=True, exist_ok=True)
    trial, broken, slowest = 0, 0, (0.0, "")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        origin = chance.choice(origins)
        path = out / "current.txt"
        path.write_bytes(damaged(origin.read_bytes(), chance))
        started = time.perf_counter()
        try:
            read_whole(path)
        except ViewerError:
            pass
        except Exception:
            broken += 1
            kept = path.rename(out / f"broken-{seed}-{trial}.txt")
            kept.with_suffix(".log").write_text(f"from {origin.name}\n{traceback.format_exc()}")
            print(f"{kept.name} (from {origin.name}): {traceback.format_exc().splitlines()[-1]}", flush=True)
        slowest = max(slowest, (time.perf_counter() - started, origin.name))
        trial += 1
    print(
        f"seed {seed}: {trial:,} damaged filings exported, {broken} broke; "
        f"slowest {slowest[0]:.2f} s, {slowest[1]}"
    )
    return broken


if __name__ == "__main__":
    sys.exit(main())
