"""How fast a submission is indexed and decoded, beside merely reading its file.

    python -m benchmarks.index_speed [--sizes 50 500] [--runs 5] [--peers]

    read      open().read(): what every other reader of submissions does first
    index     the envelope, the header and every document's place, type, name and kind
    decode    the same, and then every payload, unwrapped and decoded

Each figure is the median of fresh processes, taken in turn; ratios are to `read` of the same file in the same run, by
the clock and by the processor's time, which neighbours on a busy machine disturb less. Memory is what a process grew
by, as the system counts it, beyond what it had with everything imported. Submissions are built in a temporary folder by
repeating documents of the corpus of real filings, or made ones where that is not here; the `day` is a file of many
submissions. `--peers` installs other readers into an environment of their own, in the temporary folder, and measures
what they do instead, in the same turns.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import statistics
import subprocess
import sys
import tempfile
import time
import timeit
import venv
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.submission import filings
from viewer.submission.index import index
from viewer.submission.payload import read_payload
from viewer.submission.source import Source

ROOT = Path(__file__).resolve().parent.parent
PEERS = Path(tempfile.gettempdir()) / "filing-viewer-peers"
SMALL = filings.CORPUS / "0001193125-04-218426.txt"
SAMPLE = ROOT / "resources" / "sample.txt"
DOCUMENT = re.compile(rb"(?ms)^<DOCUMENT>\n.*?^</DOCUMENT>\n")
SEQUENCE = re.compile(rb"(?m)^<SEQUENCE>.*$")

PEER_TASKS = {
    "secsgml2": (
        "secsgml2",
        "import secsgml2",
        "secsgml2.parse_sgml_content_into_memory(open(path, 'rb').read())",
    ),
    "secsgml": (
        "secsgml",
        "from secsgml import parse_sgml_content_into_memory",
        "parse_sgml_content_into_memory(open(path, 'rb').read())",
    ),
    "edgartools": (
        "edgartools",
        "from edgar.sgml import FilingSGML",
        "FilingSGML.from_source(path)",
    ),
}
MEASURE = """
import json, sys, time
def peak():
    return int(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])
path = sys.argv[1]
{imports}
before = peak()
start, busy = time.perf_counter(), time.process_time()
kept = {work}
taken = [time.perf_counter() - start, time.process_time() - busy]
print(json.dumps([*taken, peak() - before]))
"""


class Run(NamedTuple):
    """What one task took: seconds by the clock and of the processor, and kilobytes that the process grew by."""

    seconds: float
    busy: float
    grown: int


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[50, 500], help="in MB")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--task", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        print(json.dumps(measured(options.task[0], Path(options.task[1]))))
        return 0
    if options.peers:
        install_peers()
    print_small()
    with tempfile.TemporaryDirectory(prefix="index-speed-") as folder:
        for size in options.sizes:
            path = Path(folder) / f"{size} MB.txt"
            count = build_submission(path, size * 1_000_000)
            print_ratios(f"one submission of {count:,} documents", path, options)
            path.unlink()
        path = Path(folder) / "day.txt"
        count = build_day(path, min(options.sizes, default=50) * 1_000_000)
        print_ratios(f"a day of {count:,} submissions", path, options)
    return 0


def measured(task: str, path: Path) -> Run:
    """Do one task in this process."""
    work: dict[str, Callable[[Path], object]] = {"read": read, "index": read_index, "decode": decode}
    before = peak()
    start, busy = time.perf_counter(), time.process_time()
    kept = work[task](path)
    taken = time.perf_counter() - start, time.process_time() - busy
    assert kept is not None
    return Run(*taken, peak() - before)


def peak() -> int:
    """Return the most memory that this process has had, in kilobytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read()


def read_index(path: Path) -> object:
    with Source.open(path) as source:
        return index(source)


def decode(path: Path) -> int:
    with Source.open(path) as source:
        return sum(
            read_payload(source, document).size
            for submission in index(source)
            for document in submission.documents
        )


def print_small() -> None:
    for path in (SMALL, SAMPLE):
        if path.exists():
            runs = timeit.repeat(partial(read_index, path), number=20, repeat=50)
            size = f"{path.name}, {path.stat().st_size:,} bytes"
            middle, best = statistics.median(runs) / 20, min(runs) / 20
            print(f"index of {size}: {middle * 1000:.2f} ms, at best {best * 1000:.2f} ms")


def print_ratios(what: str, path: Path, options: argparse.Namespace) -> None:
    found: dict[str, list[Run]] = {}
    for _ in range(options.runs):
        for task in ("read", "index", "decode"):
            run = in_a_process(sys.executable, "-m", "benchmarks.index_speed", "--task", task, path)
            found.setdefault(task, []).append(run)
        for name, (_, imports, work) in PEER_TASKS.items() if options.peers else ():
            code = MEASURE.format(imports=imports, work=work)
            found.setdefault(name, []).append(in_a_process(PEERS / "bin" / "python", "-c", code, path))
    middle = {task: Run(*map(statistics.median, zip(*runs, strict=True))) for task, runs in found.items()}
    base = middle["read"]
    print(f"\n{path.stat().st_size / 1e6:,.0f} MB, {what}")
    for task, run in middle.items():
        ratios = f"{run.seconds / base.seconds:6.2f} x read{run.busy / base.busy:8.2f} x by the processor"
        print(f"  {task:11}{run.seconds * 1000:8,.0f} ms {ratios}{run.grown / 1024:8,.0f} MB", flush=True)


def in_a_process(*command: object) -> Run:
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr.strip().splitlines()[-1], file=sys.stderr)
        return Run(math.nan, math.nan, 0)
    return Run(*json.loads(done.stdout.splitlines()[-1]))


def build_submission(path: Path, size: int) -> int:
    """Write one submission of about `size` bytes; return how many documents it has."""
    blocks = list(documents())
    count = written = 0
    with path.open("wb") as file:
        chosen = []
        while written < size:
            chosen.append(count % len(blocks))
            written += len(blocks[chosen[-1]])
            count += 1
        whole = filings.sec_document([], count=count)
        end = whole.index(b"</SEC-DOCUMENT>")
        file.write(whole[:end])
        for number, at in enumerate(chosen, 1):
            file.write(SEQUENCE.sub(b"<SEQUENCE>%d" % number, blocks[at], count=1))
        file.write(whole[end:])
    return count


def build_day(path: Path, size: int) -> int:
    """Write submissions one behind the other, as they were disseminated; return how many there are."""
    real = [file.read_bytes() for file in sorted(filings.CORPUS.glob("0*-*.txt"))]
    whole = [content for content in real if content.count(b"\n<DOCUMENT>\n") and content.endswith(b">\n")]
    whole = whole or [filings.sec_document([filings.LETTER, filings.RELEASE])]
    count = written = 0
    with path.open("wb") as file:
        while written < size:
            written += file.write(whole[count % len(whole)])
            count += 1
    return count


def documents() -> Iterator[bytes]:
    """Yield the documents that submissions are built of."""
    found = False
    for file in sorted(filings.CORPUS.glob("0*-*.txt")):
        content = file.read_bytes()
        if content.startswith(b"<SEC-DOCUMENT>"):
            for block in DOCUMENT.findall(content):
                found = True
                yield block
    if not found:
        page = filings.LETTER.text * 2000
        yield filings.block(filings.Filed("8-K", page, "a.htm"), 1)
        yield filings.block(filings.Filed("GRAPHIC", filings.uuencoded(filings.PICTURE * 300), "a.png"), 1)


def install_peers() -> None:
    """Install the peers into an environment of their own, once."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        venv.create(PEERS, with_pip=True)
    packages = [package for package, _, _ in PEER_TASKS.values()]
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
    code = "import sys; from importlib.metadata import version; print(*(f'{n} {version(n)}' for n in sys.argv[1:]))"
    subprocess.run([str(python), "-c", code, *packages], check=True)


if __name__ == "__main__":
    sys.exit(main())
