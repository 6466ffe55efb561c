"""The rooms that are compiled for the frozen program: they can be, and are exchanged whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build_spec"


@pytest.fixture
def compiled(monkeypatch):
    """Return the script that compiles."""
    monkeypatch.syspath_prepend(str(BUILD))
    import compiled

    yield compiled
    for name in ("compiled", "commands"):
        sys.modules.pop(name, None)


def test_the_rooms_can_be_translated_to_c(compiled, tmp_path):
    """What mypyc cannot translate, or sees to be no such type, is found here and not when a release is built."""
    script = "import sys; from mypyc.build import mypycify; mypycify(sys.argv[2:], target_dir=sys.argv[1])"
    command = [sys.executable, "-c", script, str(tmp_path), "--ignore-missing-imports", *compiled.modules()]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "MYPY_CACHE_DIR": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(tmp_path.glob("*.c"))


def test_what_is_compiled_takes_the_place_of_its_source(compiled, tmp_path):
    """A package stays as it is written, and what all compiled modules share comes along."""
    (tmp_path / "viewer" / "markup").mkdir(parents=True)
    made = (
        "viewer/markup/clean.cpython-311-x86_64-linux-gnu.so",
        "0f__mypyc.cpython-311-x86_64-linux-gnu.so",
    )
    for name in (*made, "viewer/markup/clean.py", "viewer/markup/__init__.py"):
        (tmp_path / name).touch()
    entries = [(name, "", "PYMODULE") for name in ("viewer.markup", "viewer.markup.clean", "viewer.search")]
    kept, extensions = compiled.with_compiled(entries, tmp_path)
    assert [name for name, _, _ in kept] == ["viewer.markup", "viewer.search"]
    assert sorted(extensions) == sorted((name, str(tmp_path / name), "EXTENSION") for name in made)


def test_a_copy_of_the_same_sources_is_not_made_again(compiled, tmp_path, monkeypatch):
    """It takes minutes; a copy of other sources, or one that was not finished, is."""
    ran = []
    monkeypatch.setattr(compiled, "run", lambda *_, cwd, env: [ran.append(cwd), (cwd / "build").mkdir()])
    compiled.compile_rooms(tmp_path / "copy")
    compiled.compile_rooms(tmp_path / "copy")
    assert ran == [tmp_path / "copy"]
    assert (tmp_path / "copy" / "viewer" / "__init__.py").is_file()
    (tmp_path / "copy" / "made-of").write_text("others", "ascii")
    compiled.compile_rooms(tmp_path / "copy")
    assert len(ran) == 2
