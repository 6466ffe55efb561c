"""What the tests of the command line share: the sample filing, and the program in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from viewer.resources import resource

SAMPLE = str(resource("sample.txt"))
ACCESSION = "0009999999-24-000017"
ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"


def started(*arguments: str, **options) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "viewer", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def two_submissions(folder: Path) -> Path:
    """Return a file of two submissions: the sample, and the sample under another accession number."""
    content = resource("sample.txt").read_bytes()
    path = folder / "two.txt"
    path.write_bytes(content + content.replace(ACCESSION.encode(), b"0009999999-24-000018"))
    return path
