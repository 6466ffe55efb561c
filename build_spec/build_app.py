"""The checkout to the frozen program: a folder, a .tar.xz and a .deb in dist/, each tried before it counts.

    python build_spec/build_app.py [--only folder|archive|deb] [FILING ...]

Builds with PyInstaller, starts the result (under Xvfb where there is no screen), lets it draw the sample filing and each
FILING, and says how large it is and how long it takes to its window, beside the program that is not frozen.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
WORK = ROOT / "build" / "app"
FOLDER = DIST / "filing-viewer"
_STARTS = 5
_PAGE = (0.30, 0.15, 0.60, 0.90)
"""Where the page stands in a picture of the window: left, top, right, bottom, as shares of its size."""


class BuildError(Exception):
    """A step failed; the sentence says which and why."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=("folder", "archive", "deb"), help="build no more than this")
    parser.add_argument("filings", metavar="FILING", nargs="*", type=Path, help="filings to draw as well")
    options = parser.parse_args(arguments)
    try:
        freeze()
        with screen():
            try_out(options.filings)
            compare_starts()
        if options.only in (None, "archive"):
            told(archive())
        if options.only in (None, "deb") and shutil.which("dpkg-deb"):
            from debian import build_deb

            told(build_deb(FOLDER, DIST))
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def run(*command: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; raises `BuildError` with the end of what it said where it fails."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]
    if done.returncode:
        raise BuildError(f"{Path(command[0]).name} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    return done


def freeze() -> None:
    """Build the folder."""
    started = time.monotonic()
    run(
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN",
        "--distpath", DIST, "--workpath", WORK, ROOT / "build_spec" / "filing-viewer.spec",
        cwd=ROOT,
    )  # fmt: skip
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink())
    say(f"{FOLDER.relative_to(ROOT)}: {size / 1e6:.0f} MB, built in {time.monotonic() - started:.0f} s")


@contextmanager
def screen() -> Iterator[None]:
    """See that there is a screen: the one there is, or Xvfb's for as long as it is needed."""
    if os.environ.get("DISPLAY") or not shutil.which("Xvfb"):
        yield
        return
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    os.environ["DISPLAY"] = f":{server.stdout.readline().strip()}"
    try:
        yield
    finally:
        del os.environ["DISPLAY"]
        server.terminate()
        server.wait()


def try_out(filings: Sequence[Path]) -> None:
    """See that the frozen program draws pages, reads and exports, without Python's help."""
    program = FOLDER / FOLDER.name
    with tempfile.TemporaryDirectory() as home:
        environment = bare(Path(home))
        for number, filing in enumerate([None, *filings]):
            picture = WORK / f"tried-{number}.png"
            what = ["--sample"] if filing is None else [str(filing.resolve())]
            run(program, "--screenshot", picture, "--overwrite", *what, env=environment)
            if not is_drawn(picture):
                raise BuildError(
                    f"The frozen program drew no page of {filing or 'the sample'}: see {picture}."
                )
            say(f"drawn: {filing or 'the sample filing'} ({picture.relative_to(ROOT)})")
        sample = ROOT / "resources" / "sample.txt"
        for fmt in ("markdown", "text", "html"):
            ours = run(
                program,
                "export",
                sample,
                "--document",
                "1",
                "--format",
                fmt,
                "--output",
                "-",
                env=environment,
            )
            theirs = run(
                sys.executable, "-m", "viewer", "export", sample, "--document", "1", "--format", fmt, "--output", "-",
                cwd=ROOT,
            )  # fmt: skip
            if ours.stdout != theirs.stdout:
                raise BuildError(f"The frozen program exports other {fmt} than the program itself.")
    say("exports: the same bytes as the program that is not frozen")


def bare(home: Path) -> dict[str, str]:
    """Return an environment without the developer's own: an empty home, no Python."""
    kept = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "LANG")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return {**environment, "HOME": str(home), "PATH": "/usr/bin:/bin"}


def is_drawn(picture: Path) -> bool:
    """Whether there are words on the page: many dark points, and many more light or dark ones around them."""
    from PySide6.QtGui import QImage

    image = QImage(str(picture))
    left, top, right, bottom = _PAGE
    shades = [
        image.pixelColor(x, y).lightness()
        for x in range(int(image.width() * left), int(image.width() * right), 2)
        for y in range(int(image.height() * top), int(image.height() * bottom), 2)
    ]
    return bool(shades) and max(shades) - min(shades) > 100 and len(set(shades)) > 8


def compare_starts() -> None:
    """Say how long the frozen program takes to its window, beside the one that is not, by turns in one run."""
    if not (shutil.which("xdotool") and os.environ.get("DISPLAY")):
        say("start to window: not measured, for that xdotool and a screen are needed")
        return
    programs = {"frozen": [str(FOLDER / FOLDER.name)], "not frozen": [sys.executable, "-m", "viewer"]}
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(_STARTS):
        for name, program in programs.items():
            times[name].append(time_to_window(program))
    frozen, plain = (statistics.median(times[name]) for name in programs)
    say(f"start to window: {frozen:.2f} s frozen, {plain:.2f} s not frozen, {frozen / plain:.2f} times")


def time_to_window(program: Sequence[str]) -> float:
    """Return the seconds from start until the window with the sample stands on the screen."""
    with tempfile.TemporaryDirectory() as home:
        started = time.monotonic()
        process = subprocess.Popen([*program, "--sample"], cwd=ROOT, env={**os.environ, "HOME": home})
        try:
            run(
                "xdotool",
                "search",
                "--sync",
                "--onlyvisible",
                "--pid",
                str(process.pid),
                "--name",
                "Filing Viewer",
            )
            return time.monotonic() - started
        finally:
            process.terminate()
            process.wait()


def archive() -> Path:
    """Pack the folder."""
    packed = DIST / f"filing-viewer-{version()}-{system()}.tar.xz"
    packed.unlink(missing_ok=True)
    run(
        "tar", "--create", "--file", packed, "--directory", DIST, "--sort=name", "--owner=0", "--group=0",
        "--numeric-owner", "--use-compress-program=xz -T0 -6", FOLDER.name,
    )  # fmt: skip
    return packed


def version() -> str:
    sys.path.insert(0, str(ROOT))
    from viewer import __version__

    return __version__


def system() -> str:
    """Return what the build runs on, such as `linux-x86_64`."""
    import platform

    return f"{platform.system()}-{platform.machine()}".lower()


def told(file: Path) -> Path:
    """Say what a file is called, how large it is, and its digest."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    say(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.0f} MB, sha256 {digest}")
    return file


if __name__ == "__main__":
    sys.exit(main())
