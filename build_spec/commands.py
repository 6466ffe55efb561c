"""What the scripts of the build share: where things lie, commands run to their end, words to who builds."""

from __future__ import annotations

import hashlib
import platform
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
WORK = ROOT / "build" / "app"
FOLDER = DIST / "filing-viewer"
PROGRAM = FOLDER / ("filing-viewer.exe" if sys.platform == "win32" else "filing-viewer")


class BuildError(Exception):
    """A step failed; the sentence says which and why."""


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def run(
    *command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None, limit: float = 3600
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; raises `BuildError` with the end of what it said where it fails."""
    name = Path(command[0]).name
    try:
        done = subprocess.run(
            list(map(str, command)),
            cwd=cwd,
            env=env,
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"{name} did not end within {limit:.0f} s: {' '.join(map(str, command))}") from error
    except OSError as error:
        raise BuildError(f"{name} cannot be started: {error.strerror}.") from error
    if done.returncode:
        raise BuildError(f"{name} failed ({done.returncode}):\n{(done.stdout + done.stderr)[-2000:]}")
    return done


def version() -> str:
    """Return the version, read from the one place where it stands."""
    words = (ROOT / "viewer" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "(.+)"$', words, re.MULTILINE)
    if found is None:
        raise BuildError("viewer/__init__.py names no version.")
    return found[1]


def system() -> str:
    """Return what the build runs on, such as `linux-x86_64`."""
    return f"{platform.system()}-{platform.machine()}".lower()


def digest(file: Path) -> str:
    """Return a file's SHA-256."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def told(file: Path) -> Path:
    """Say what a file is called, how large it is, and its digest."""
    size = file.stat().st_size
    say(f"{file.relative_to(ROOT)}: {size / 1e6:.{0 if size > 1e7 else 2}f} MB, sha256 {digest(file)}")
    return file
