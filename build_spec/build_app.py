"""The checkout to the frozen program: a folder, a .tar.xz and a .deb in dist/, each tried before it counts.

    python build_spec/build_app.py [--only folder|archive|deb] [--as-built] [FILING ...]

Compiles what takes longest, builds with PyInstaller, starts the result (under Xvfb where there is no screen), lets it
draw a page of each kind and each FILING, export and print, and says how large it is and how long it takes to its
window, beside the program that is not frozen. With --as-built the folder that is there is tried and packed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from commands import DIST, FOLDER, PROGRAM, ROOT, WORK, BuildError, run, say, system, told, version
from compiled import compile_rooms
from debian import build_deb
from licences import write_licences
from starts import compare_starts
from try_out import try_out

LARGEST_FOLDER, LARGEST_ARCHIVE = 450, 160
"""In megabytes: what passes it holds something that nobody asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=("folder", "archive", "deb"), help="build no more than this")
    parser.add_argument("--as-built", action="store_true", help="take the folder that is there")
    parser.add_argument("filings", metavar="FILING", nargs="*", type=Path, help="filings to draw as well")
    options = parser.parse_args(arguments)
    try:
        build(options.only, as_built=options.as_built, filings=options.filings)
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def build(only: str | None, *, as_built: bool, filings: Sequence[Path]) -> None:
    """Build what is asked for; raises `BuildError` at the first step that fails."""
    if not as_built:
        freeze()
    if not PROGRAM.is_file():
        raise BuildError(f"There is no {PROGRAM.relative_to(ROOT)}; build it first.")
    within(f"{FOLDER.relative_to(ROOT)} (unpacked)", size_of(FOLDER), LARGEST_FOLDER)
    with screen():
        try_out(filings)
        compare_starts()
    if only in (None, "archive"):
        packed = told(archive())
        within(packed.name, packed.stat().st_size, LARGEST_ARCHIVE)
    if only == "deb" or (only is None and shutil.which("dpkg-deb")):
        told(build_deb(FOLDER, DIST))


def freeze() -> None:
    """Build the folder."""
    compile_rooms()
    started = time.monotonic()
    run(
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN",
        "--distpath", DIST, "--workpath", WORK, ROOT / "build_spec" / "filing-viewer.spec",
    )  # fmt: skip
    for library in (FOLDER / "_internal").glob("libpython3.*.so.*"):  # three quarters of it are for debuggers
        if shutil.which("strip") and not library.is_symlink():
            run("strip", "--strip-unneeded", library)
    write_licences(FOLDER)
    say(f"{FOLDER.relative_to(ROOT)}: built in {time.monotonic() - started:.0f} s")


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def within(what: str, size: int, most: int) -> None:
    """Say a size; raises `BuildError` where it passes `most` megabytes."""
    say(f"{what}: {size / 1e6:.0f} MB of at most {most} MB")
    if size > most * 1e6:
        raise BuildError(f"{what} is larger than {most} MB: see what build_spec/trimmed.py lets through.")


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


def archive() -> Path:
    """Pack the folder; the same folder gives the same names, owners and order."""
    packed = DIST / f"filing-viewer-{version()}-{system()}.tar.xz"
    packed.unlink(missing_ok=True)
    run(
        "tar", "--create", "--file", packed, "--directory", DIST, "--sort=name", "--owner=0", "--group=0",
        "--numeric-owner", "--use-compress-program=xz -T0 -6", FOLDER.name,
    )  # fmt: skip
    return packed


if __name__ == "__main__":
    sys.exit(main())
