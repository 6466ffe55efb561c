"""Damages submissions at random and reads them: `python -m tests.submission.fuzz --count 20000 [--seed 1]`.

What must hold of every variant: it is read, or refused with one sentence; it takes no longer than a bounded time; its
spans and gaps give it back; every payload can be read. Of a variant that is only cut off, every document before the
cut is there as it was; of one that lacks a line of one document, all the others are.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from tests.damage import Change, cut_front, cut_off, cut_out, double, flip
from tests.submission import filings
from tests.submission.filings import LETTER, RELEASE, Filed
from tests.submission.spans import assert_spans_give_the_file_back
from viewer.errors import ViewerError
from viewer.submission.index import index
from viewer.submission.payload import approximate_size, read_payload
from viewer.submission.source import Source

SLOWEST = 20.0
"""Seconds of the processor that one variant may take on a slow and busy machine."""

LARGEST = 300_000
KEPT = filings.ROOT / "out" / "fuzz"

QUOTED = (
    b"<DOCUMENT>\n",
    b"</DOCUMENT>\n",
    b"<TEXT>\n",
    b"</TEXT>\n",
    b"<DOCUMENT>\n<TYPE>EX-1\n<SEQUENCE>9\n<TEXT>\nquoted\n</TEXT>\n",
    b"<DOCUMENT>\n<TYPE>EX-1\n<SEQUENCE>9\n<TEXT>\nquoted\n</TEXT>\n</DOCUMENT>\n",
    b"<SEC-DOCUMENT>0009999999-21-000001.txt : 20210101\n",
    b"</SEC-DOCUMENT>\n",
    b"<SEC-HEADER>\n",
    b"</SEC-HEADER>\n",
    b"<SUBMISSION>\n",
    b"</SUBMISSION>\n",
    b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n",
    b"-----END PRIVACY-ENHANCED MESSAGE-----\n",
    b"begin 644 a.jpg\n",
    b"begin with this\n",
    b"end\n",
    b"<PDF>\n",
    b"</PDF>\n",
    b"<XML>\n",
    b"<XBRL>\n",
    b"FILER:\n",
    b"\tCOMPANY DATA:\n",
    b"<SERIES>\n",
    b"</FILER>\n",
    b"<PAGE>\n",
    b"]\t\tIRS NUMBER:\t1\n",
    b"\x92\x00\xff",
    b"\xef\xbb\xbf",
)


def drop_tags(chance: random.Random, content: bytes) -> bytes:
    tag = chance.choice(
        [
            b"<DOCUMENT>",
            b"</DOCUMENT>",
            b"<TEXT>",
            b"</TEXT>",
            b"<TYPE>",
            b"<SEQUENCE>",
            b"</SEC-HEADER>",
            b"<SEC-HEADER>",
        ]
    )
    return content.replace(tag, chance.choice([b"", tag.lower(), tag[:-1]]), chance.choice([1, 2, -1]))


def quote(chance: random.Random, content: bytes) -> bytes:
    at = content.find(b"\n", chance.randrange(len(content) + 1)) + 1
    return content[:at] + chance.choice(QUOTED) + content[at:]


def noise(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.randint(1, 3000)) + content[at:]


def line_ends(chance: random.Random, content: bytes) -> bytes:
    return content.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\n", b"\r\r\n", b"\n\r"]))


def half_line_ends(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at:].replace(b"\n", chance.choice([b"\r\n", b"\r"]))


def indented(chance: random.Random, content: bytes) -> bytes:
    return content.replace(b"\n", b"\n" + chance.choice([b"    ", b"\t", b" "]))


def before(chance: random.Random, content: bytes) -> bytes:
    return (
        chance.choice([b"\xef\xbb\xbf", b"\n\n\n", b"\r\n", b"HTTP/1.1 200 OK\n\n", b"\x00" * 20]) + content
    )


def small_letters(chance: random.Random, content: bytes) -> bytes:
    for tag in (b"DOCUMENT>", b"TEXT>", b"TYPE>", b"SEQUENCE>"):
        content = content.replace(tag, tag.lower())
    return content


def repeat(chance: random.Random, content: bytes) -> bytes:
    """Repeat a line many times: what takes longer than its length shows."""
    start = content.rfind(b"\n", 0, chance.randrange(len(content) + 1)) + 1
    end = min(content.find(b"\n", start) + 1 or len(content), start + 100)
    return content[:start] + content[start:end] * chance.choice([20, 2000]) + content[end:]


def twice(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)] + content


CHANGES: tuple[Change, ...] = (
    cut_off, cut_front, cut_out, double, drop_tags, quote, flip, noise, line_ends, half_line_ends, indented, before,
    small_letters, repeat, twice,
)  # fmt: skip


def originals() -> list[bytes]:
    """Return submissions in all forms, small ones of our own and real ones where they are."""
    documents = [
        LETTER,
        RELEASE,
        filings.picture(),
        Filed("EX-99.2", b"<PDF>\n" + filings.uuencoded(b"%PDF-1.4\n" * 99) + b"</PDF>\n"),
    ]
    own = [
        filings.sec_document(documents),
        filings.in_pem(filings.sec_document(documents, filed="20040304")),
        filings.sec_document(documents[:2], system="IMS", filed="19940304"),
        filings.feed(documents),
        filings.blocks(documents),
        filings.sec_document([]),
    ]
    real = [
        path.read_bytes() for path in sorted(filings.CORPUS.glob("0*-*")) if path.stat().st_size < LARGEST
    ]
    return own * 5 + real


def assert_readable(path: Path) -> None:
    """Read everything of a file, and see that it hangs together."""
    with Source.open(path) as source:
        submissions = index(source)
        assert submissions
        assert_spans_give_the_file_back(source, submissions)
        for submission in submissions:
            assert isinstance(submission.accession_number + submission.company + submission.type, str)
            for document in submission.documents:
                read_payload(source, document)
                assert approximate_size(document) >= 0


def try_variant(path: Path, chance: random.Random, content: bytes) -> float:
    """Damage a submission one to four times, and read it; return the seconds that took, or raise what must not be."""
    for _ in range(chance.choice([1, 1, 2, 4])):
        content = chance.choice(CHANGES)(chance, content)
    path.write_bytes(content)
    started = time.process_time()
    try:
        assert_readable(path)
    except ViewerError as refusal:
        said = str(refusal)
        assert said.endswith("."), said
        assert "\n" not in said, said
    taken = time.process_time() - started
    assert taken < SLOWEST, f"took {taken:.1f} s"
    return taken


def variants(count: int, seed: int) -> Iterator[tuple[int, random.Random, bytes]]:
    """Yield (number, randomness, original) of each variant; the number and the seed make it again."""
    sources = originals()
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        yield number, chance, chance.choice(sources)


def run(count: int, seed: int) -> int:
    """Try so many variants, keep those that break something, and say how it went; return how many broke."""
    broken, slowest = 0, (0.0, -1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "variant.txt"
        for number, chance, content in variants(count, seed):
            try:
                slowest = max(slowest, (try_variant(path, chance, content), number))
            except Exception:
                broken += 1
                KEPT.mkdir(parents=True, exist_ok=True)
                kept = shutil.move(path, KEPT / f"broken-reading-{seed}-{number}.txt")
                print(f"{kept}: {traceback.format_exc()}", flush=True)
    print(f"seed {seed}: {count:,} damaged submissions read, {broken} broke; slowest {slowest[0]:.2f} s")
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    return bool(run(options.count, options.seed))


if __name__ == "__main__":
    sys.exit(main())
