"""The program's own files are found, in a checkout and in a wheel."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from viewer.resources import resource

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ["sample.txt", "page.css"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_resource_is_found(name):
    assert resource(name).is_file()
    assert resource(name).stat().st_size


def test_a_resource_in_a_folder_is_named_with_slashes():
    assert resource("icons/x.svg") == resource("icons") / "x.svg"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_module_and_every_resource(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("viewer/**/*.py")}
    assert modules <= names
    kept_out = ROOT / "resources" / "screenshots"
    files = [
        path for path in (ROOT / "resources").rglob("*") if path.is_file() and kept_out not in path.parents
    ]
    assert {f"viewer/{path.relative_to(ROOT).as_posix()}" for path in files} <= names
    assert "viewer/py.typed" in names
    assert not [
        name for name in names if "screenshots" in name or "__pycache__" in name or name.startswith("tests")
    ]


def test_what_is_unpacked_from_the_wheel_finds_its_resources(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    script = "from viewer.resources import resource; print(resource('sample.txt'))"
    command = [sys.executable, "-S", "-c", script]
    found = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60)
    assert Path(found.stdout.strip()) == tmp_path / "viewer" / "resources" / "sample.txt"
    assert Path(found.stdout.strip()).read_bytes() == resource("sample.txt").read_bytes()
