"""Whether an export that is killed at any moment leaves anything half-written, and whether going on completes it.

    python -m benchmarks.kill_and_resume [FILE ...] [--times 50] [--jobs 2] [--seed 1]

FILE are submissions, folders or archives; without one, some of ../shared/corpus. An export is run undisturbed and its
bytes are kept. Then, as often as wished, the same export is begun in an empty folder and killed (SIGKILL, the whole
group of processes) at a random moment; no file there may be other than the undisturbed one's. It is then run again
with `--resume`, and the folder has to be the undisturbed one's, file by file, byte by byte. Every second time only one
worker is killed, and the export has to complete by itself.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._filings import SHARED

ROOT = Path(__file__).resolve().parents[1]
CORPUS = SHARED / "corpus"
SOME = (
    "0000320193-97-000014.txt",
    "0001193125-04-218426.txt",
    "0000939057-09-000022.txt",
    "0001553350-20-000198.txt",
)


def command(files: list[str], folder: Path, jobs: int, resume: bool) -> list[str]:
    begin = [sys.executable, "-m", "viewer", "export", *files, "--all", "--format", "markdown", "--resume"]
    return [*(begin if resume else begin[:-1]), "--jobs", str(jobs), "--output", str(folder)]


def digests(folder: Path) -> dict[str, str]:
    """Return the digests of the exports in a folder; drafts and the journal, hidden both, are no exports."""
    if not folder.is_dir():
        return {}
    files = (path for path in folder.iterdir() if not path.name.startswith("."))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def start(*arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def children(process: int) -> list[int]:
    """Return the workers of a process: its children, but for the one that only watches over resources."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == process and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def check(
    files: list[str], folder: Path, whole: dict[str, str], moment: float, jobs: int, worker: bool
) -> str:
    """Run one export, kill it, go on; return what is wrong, or an empty string."""
    process = start(*command(files, folder, jobs, resume=True))
    time.sleep(moment)
    if worker:
        for child in children(process.pid)[:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        process.communicate(timeout=900)
        wrong = "" if process.returncode == 0 else f"exit {process.returncode} after a worker was killed; "
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        left = digests(folder)
        wrong = "".join(f"{name} is not whole; " for name in left if left[name] != whole.get(name))
        again = start(*command(files, folder, jobs, resume=True))
        _, words = again.communicate(timeout=900)
        wrong += "" if again.returncode == 0 else f"exit {again.returncode}: {words.decode()[-200:]}; "
    if digests(folder) != whole:
        wrong += "the folder is not that of an undisturbed export; "
    drafts = list(folder.glob(".*.part"))
    return wrong + (f"{len(drafts)} drafts are left; " if drafts else "")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    files = options.files or [str(CORPUS / name) for name in SOME if (CORPUS / name).is_file()]
    if not files or os.name == "nt":
        print(
            "There is nothing to measure: no file is named, or this system has no SIGKILL.", file=sys.stderr
        )
        return 0
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        begun = time.monotonic()
        process = start(*command(files, Path(place) / "whole", options.jobs, resume=False))
        process.communicate()
        took = time.monotonic() - begun
        whole = digests(Path(place) / "whole")
        print(f"undisturbed: {len(whole)} files in {took:.1f} s, exit {process.returncode}", flush=True)
        failures = 0
        for time_ in range(options.times):
            folder = Path(place) / "disturbed"
            shutil.rmtree(folder, ignore_errors=True)
            moment = chance.uniform(0.1, took)
            worker = options.jobs > 1 and time_ % 2 == 1
            wrong = check(files, folder, whole, moment, options.jobs, worker)
            failures += bool(wrong)
            if wrong:
                print(
                    f"{time_ + 1}: killed {'a worker' if worker else 'all'} at {moment:.2f} s: {wrong}",
                    flush=True,
                )
        print(f"{options.times} kills, {failures} of them with harm")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
