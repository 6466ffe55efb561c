"""The set-up of a bare machine, played with stand-ins for Python, dpkg and apt."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LISTS = sorted((ROOT / "build_spec").glob("debian-packages*"))

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="there is no POSIX shell here")

STAND_INS = {
    "id": 'echo "${FAKE_UID}"',
    # every package is installed but those in $MISSING
    "dpkg-query": 'for last; do :; done; case " $MISSING " in *" $last "*) exit 1 ;; esac; echo installed',
    # apt knows only the packages in $KNOWN
    "apt-cache": 'case " $KNOWN " in *" $2 "*) v=1 ;; *) v="(none)" ;; esac; echo "  Candidate: $v"',
    "apt-get": 'echo "apt-get $*" >>log; [ "$FAILING" != apt-get ] || { echo "E: no network"; exit 100; }',
    "python": r"""
        case "$*" in
            *version_info\ \<*) exit ${OLD:-0} ;;
            *"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python; echo venv >>log ;;
            *"-m pip"*) echo "pip ${*##* }" >>log; [ "$FAILING" != pip ] ;;
            *ensurepip*) exit ${NO_ENSUREPIP:-0} ;;
            *QtWebEngine*) [ "$FAILING" != qt ] || { echo "ImportError: libEGL.so.1: none"; exit 1; } ;;
            *print*) echo "python3.11-venv python3-venv" ;;
        esac""",
}


@pytest.fixture
def setup(tmp_path):
    """Run the set-up in a copy of the project; returns (exit code, words, what was done)."""
    shutil.copytree(ROOT / "build_spec", tmp_path / "project" / "build_spec")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, script in STAND_INS.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)

    def run(target: str = "run", **environment: str) -> tuple[int, str, list[str]]:
        done = subprocess.run(
            ["sh", "build_spec/setup", target],
            cwd=tmp_path / "project",
            env={"PATH": f"{tools}:{os.environ['PATH']}", "PYTHON": "python", "FAKE_UID": "0", **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        log = tmp_path / "project" / "log"
        return done.returncode, done.stderr, log.read_text().splitlines() if log.exists() else []

    return run


def test_a_machine_that_has_everything_gets_only_the_python_packages(setup):
    assert setup("run")[::2] == (0, ["venv", "pip ."])
    code, _, log = setup("test")
    assert code == 0
    assert log[2:] == ["pip .[test]"]  # the environment that is there is kept


def test_what_builds_the_folder_is_set_up_for_that_alone(setup):
    assert setup("run", MISSING="xvfb", KNOWN="xvfb")[2] == ["venv", "pip ."]
    code, words, log = setup("app", MISSING="xvfb", KNOWN="xvfb")
    assert code == 0, words
    assert log[2:] == [
        "apt-get -qq update",
        "apt-get -y --no-install-recommends install xvfb",
        "pip .[app,release]",
    ]


def test_as_root_only_what_is_missing_is_installed_without_a_question(setup):
    code, words, log = setup(MISSING="libegl1 libnss3", KNOWN="libegl1 libnss3")
    assert code == 0, words
    assert log[0] == "apt-get -qq update"
    assert log[1] == "apt-get -y --no-install-recommends install libegl1 libnss3"
    assert log[2:] == ["venv", "pip ."]


@pytest.mark.parametrize("name", ["libasound2", "libasound2t64"])
def test_the_name_that_this_release_knows_is_taken(setup, name):
    _, _, log = setup(MISSING="libasound2 libasound2t64", KNOWN=name)
    assert log[1].endswith(f" install {name}")


def test_a_package_installed_under_its_other_name_is_not_missing(setup):
    assert setup(MISSING="libasound2t64 libglib2.0-0", KNOWN="libasound2")[2] == ["venv", "pip ."]


def test_another_user_is_told_the_exact_command_and_nothing_is_done(setup):
    code, words, log = setup(
        FAKE_UID="1000", MISSING="libegl1 libasound2 libasound2t64", KNOWN="libegl1 libasound2"
    )
    assert code == 1
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libasound2" in words
    )
    assert log == []


def test_a_python_without_ensurepip_gets_its_package(setup):
    _, _, log = setup(NO_ENSUREPIP="1", KNOWN="python3.11-venv")
    assert log[1].endswith(" install python3.11-venv")


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"OLD": "1"}, "needs Python 3.11 or newer"),
        ({"MISSING": "libegl1", "KNOWN": "libegl1", "FAILING": "apt-get"}, "could not be installed"),
        ({"FAILING": "pip"}, "Python packages could not be installed"),
        ({"FAILING": "qt"}, "Qt cannot be loaded; install the library it names: ImportError: libEGL.so.1"),
    ],
)
def test_what_goes_wrong_is_told_and_stops(setup, environment, sentence):
    code, words, _ = setup(**environment)
    assert code == 1
    assert sentence in words


def test_nothing_else_can_be_set_up(setup):
    code, words, log = setup("everything")
    assert (code, log) == (1, [])
    assert "Usage" in words


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_list_of_packages_holds_names_and_nothing_else(path):
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    assert lines
    assert len(set(lines)) == len(lines)
    for line in lines:
        assert re.fullmatch(r"[a-z0-9.+-]+(?: [a-z0-9.+-]+)?", line), line
