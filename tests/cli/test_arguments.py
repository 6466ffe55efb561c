"""What can be asked for on the command line, and what is wrong usage."""

from __future__ import annotations

import pytest

from tests.cli.commands import SAMPLE
from viewer import __version__
from viewer.resources import resource


def test_version_is_data(run):
    assert run("--version") == (0, f"filing-viewer {__version__}\n".encode(), "")


@pytest.mark.parametrize("arguments", [["--help"], ["info", "--help"], ["export", "--help"]])
def test_help_is_told(run, arguments):
    code, out, err = run(*arguments)
    assert code == 0
    assert out.startswith(b"usage: filing-viewer")
    assert err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option"],
        ["info"],
        ["info", SAMPLE, "extra"],
        ["export"],
        ["export", SAMPLE],
        ["export", SAMPLE, "--format", "text"],
        ["export", SAMPLE, "--document", "1"],
        ["export", SAMPLE, "--document", "0", "--format", "text"],
        ["export", SAMPLE, "--document", "x", "--format", "text"],
        ["export", SAMPLE, "--document", "1", "--all", "--format", "text"],
        ["export", SAMPLE, "--document", "1", "--format", "docx"],
        ["export", SAMPLE, "--document", "1", "--format", "text", "--jobs", "0"],
        ["export", SAMPLE, "--all", "--format", "text"],
        ["export", SAMPLE, SAMPLE, "--document", "1", "--format", "text"],
        ["--screenshot", "a.png"],
        ["--screenshot", "a.png", SAMPLE, SAMPLE],
        ["--screenshot", "a.png", "--sample", SAMPLE],
        ["--overwrite", SAMPLE],
        ["--vers"],
    ],
)
def test_wrong_usage_is_exit_2_with_a_word_on_stderr_and_nothing_on_stdout(run, arguments):
    code, out, err = run(*arguments)
    assert code == 2
    assert out == b""
    assert "usage: filing-viewer" in err


@pytest.mark.parametrize(
    ("format_", "option", "told"),
    [
        ("text", ["--table", "2"], "--table goes with --format csv or tsv or xlsx"),
        ("xlsx", ["--places"], "--places goes with --format csv or tsv"),
        ("html", ["--no-furniture"], "--no-furniture goes with --format text or markdown"),
        ("markdown", ["--width", "60"], "--width goes with --format text"),
    ],
)
def test_an_option_that_would_be_passed_over_is_wrong_usage(run, format_, option, told):
    sample = str(resource("sample.txt"))
    code, out, err = run("export", sample, "--document", "3", "--format", format_, *option)
    assert (code, out) == (2, b"")
    assert told in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("info", ""),
        ("export", "", "--all", "--format", "text", "--output", "out"),
        ("export", "SAMPLE", "--type", " ", "--format", "text"),
        ("export", "SAMPLE", "--all", "--format", "text", "--output", ""),
        ("--screenshot", "", "SAMPLE"),
        ("",),
    ],
)
def test_an_empty_name_is_wrong_usage_and_not_this_folder(run, tmp_path, monkeypatch, arguments):
    """A script's variable that is not set must not export all there is, nor write among it."""
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*(argument.replace("SAMPLE", str(SAMPLE)) for argument in arguments))
    assert (code, out) == (2, b"")
    assert "invalid name value" in err
    assert list(tmp_path.iterdir()) == []
