"""Drivers, screens and locales of the machine around the window, each in a fresh process."""

from __future__ import annotations

import ctypes.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.resources import resource

ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the surroundings are those of Linux")


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a fresh process of which the environment says nothing else."""
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


PARSE = """if True:
    import ctypes
    from viewer.ui import app
    {prepare}
    ctypes.CDLL({library!r}, mode=ctypes.RTLD_GLOBAL)
    from viewer.rendition import Filing
    from pathlib import Path
    filing = Filing.open(Path({sample!r}))
    print(ascii(str(filing.rendition(filing.main_document(filing.submissions[0])).text())))"""


@LINUX
def test_lxml_reads_with_its_own_parser_whatever_a_driver_brings_along():
    """A library of the same functions that is loaded for the whole process, as Mesa's is, does not come between."""
    library = ctypes.util.find_library("xml2")
    if library is None:
        pytest.skip("there is no libxml2 of the system's here")
    code = PARSE.format(prepare="app.prepare()", library=library, sample=str(resource("sample.txt")))
    done = run(code)
    assert "Registrant\\u2019s telephone" in done.stdout, done.stderr


@LINUX
@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"DISPLAY": ":250"}, "could not connect to display :250"),
        ({"QT_QPA_PLATFORM": "nonsense"}, 'Could not find the Qt platform plugin "nonsense"'),
    ],
)
def test_a_screen_that_does_not_answer_is_one_sentence_and_exit_code_one(tmp_path, environment, reason):
    done = run(
        "import sys; from viewer.cli import main; sys.exit(main(['--sample']))",
        XDG_CONFIG_HOME=str(tmp_path),
        LANG="C.UTF-8",
        **environment,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("filing-viewer: There is no window to be had: " + reason)
    assert len(done.stderr.splitlines()) == 1


@LINUX
@pytest.mark.parametrize(
    "locale", [{}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_locale_without_utf8_draws_a_filing_of_any_name_without_a_word(tmp_path, locale):
    path = tmp_path / "Akten – größe 2" / "Übersicht  çà.txt"
    path.parent.mkdir()
    path.write_bytes(resource("sample.txt").read_bytes())
    out = tmp_path / "out.png"
    code = "import sys; from viewer.cli import main; sys.exit(main(['--screenshot', *sys.argv[1:]]))"
    done = subprocess.run(
        [sys.executable, "-c", code, out, path],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", **locale},
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert out.stat().st_size


@LINUX
@pytest.mark.parametrize(
    ("named", "left"),
    [
        ({"LANG": "de_DE.UTF-8"}, {"LANG": "de_DE.UTF-8"}),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, {"LANG": "C", "LC_CTYPE": "C.UTF-8"}),
        ({"LANG": "C"}, {"LANG": "C", "LC_CTYPE": "C.UTF-8"}),
        ({}, {"LC_CTYPE": "C.UTF-8"}),
    ],
)
def test_a_locale_is_named_that_has_utf8_and_the_language_stays(monkeypatch, named, left):
    from viewer.ui import surroundings

    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(surroundings.locale, "nl_langinfo", lambda _item: "UTF-8")
    surroundings.name_utf8()
    assert {n: os.environ[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if n in os.environ} == left
