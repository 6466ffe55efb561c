"""The package to a copy of it in build/compiled, in which the rooms that read and write exhibits are compiled to C.

    python build_spec/compiled.py [--check]

mypyc makes C of them, from the types they are written with; they then do the same in about two thirds of the time. The
frozen program holds them, the checkout and the wheel stay as they are written. It takes a compiler of C, Python's
headers and some minutes; where the copy is made of these sources already, nothing is done. With --check it is only told
whether it is.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
from pathlib import Path

from commands import ROOT, BuildError, run, say

ROOMS = ("markup", "render", "xbrl")
# What searches the whole of the markup gains nothing, and compiled it would keep other threads waiting from its first
# search to its last.
AS_WRITTEN = ("markup/mended.py", "markup/parse.py")
HOME = ROOT / "build" / "compiled"
_FOLDERS = ("viewer", "resources")
Entry = tuple[str, str, str]
"""What PyInstaller knows of a file: its name in the folder, where it lies, its kind."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="fail where the copy is not made of these sources"
    )
    if parser.parse_args().check:
        return not is_current(HOME)
    try:
        compile_rooms()
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def compile_rooms(home: Path = HOME) -> None:
    """Make the copy, unless it is there; raises `BuildError` with the end of what mypyc or the compiler said."""
    if is_current(home):
        return
    made_of = _digest()
    say(f"Compiling viewer/{{{','.join(ROOMS)}}} into {home}: this takes some minutes ...")
    shutil.rmtree(home, ignore_errors=True)
    for folder in _FOLDERS:
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    levels = {"MYPYC_OPT_LEVEL": "2", "MYPYC_DEBUG_LEVEL": "0"}
    run(
        sys.executable, "-m", "mypyc", "--ignore-missing-imports", *modules(), cwd=home, env={**os.environ, **levels}
    )  # fmt: skip
    shutil.rmtree(home / "build")
    (home / "made-of").write_text(made_of, "ascii")


def is_current(home: Path) -> bool:
    """Whether there is a copy, made of these sources."""
    mark = home / "made-of"
    return mark.is_file() and mark.read_text("ascii") == _digest()


def modules() -> list[str]:
    """Return the paths of the modules that are compiled; a package's own module stays as it is written."""
    found = (path for room in ROOMS for path in sorted((ROOT / "viewer" / room).rglob("*.py")))
    kept = {ROOT / "viewer" / name for name in AS_WRITTEN}
    return [
        path.relative_to(ROOT).as_posix() for path in found if path.name != "__init__.py" and path not in kept
    ]


def with_compiled(entries: list[Entry], home: Path = HOME) -> tuple[list[Entry], list[Entry]]:
    """Return PyInstaller's entries of Python modules without those that are compiled, and what is there instead."""
    made = {
        path.relative_to(home).as_posix(): path
        for path in home.rglob("*.*")
        if path.suffix in (".so", ".pyd")
    }
    gone = {name.partition(".")[0].replace("/", ".") for name in made}
    return (
        [entry for entry in entries if entry[0] not in gone],
        [(name, str(path), "EXTENSION") for name, path in made.items()],
    )


def _digest() -> str:
    """Return what tells these sources, and the Python that runs them, from others."""
    told = hashlib.sha256(sys.version.encode() + Path(__file__).read_bytes())
    for path in sorted(each for folder in _FOLDERS for each in (ROOT / folder).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            told.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
