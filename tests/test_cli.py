"""The command line is a contract: its output, its exit codes, no traceback for what a user can cause."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from viewer import __main__ as program
from viewer import __version__, cli
from viewer.cli import console
from viewer.export import Format, exported
from viewer.rendition import Filing
from viewer.resources import resource

SAMPLE = str(resource("sample.txt"))
ACCESSION = "0009999999-24-000017"
ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture
def run(capfdbinary):
    """Run the command line in this process; returns (exit code, stdout, stderr)."""

    def command(*arguments: str) -> tuple[int, bytes, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        return code, out, err.decode()

    return command


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


# --- usage


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


# --- info


def test_info_json_has_the_shape_of_the_contract(run):
    code, out, err = run("info", SAMPLE, "--json")
    assert (code, err) == (0, "")
    described = json.loads(out)
    assert list(described) == ["file", "submissions"]
    assert described["file"] == SAMPLE
    (submission,) = described["submissions"]
    assert list(submission) == ["form", "accession_number", "type", "header", "documents", "problems"]
    assert submission["form"] == "sec-document"
    assert submission["accession_number"] == ACCESSION
    assert submission["type"] == "8-K"
    assert submission["problems"] == []
    assert submission["documents"][0] == {
        "number": 1,
        "type": "8-K",
        "sequence": "1",
        "filename": "nshi-8k_20241029.htm",
        "description": "8-K",
        "kind": "html",
        "size": submission["documents"][0]["size"],
    }
    assert [each["kind"] for each in submission["documents"]] == ["html", "html", "html", "image"]


def test_info_json_keeps_the_header_in_file_order_with_repeats_and_groups(run):
    header = json.loads(run("info", SAMPLE, "--json")[1])["submissions"][0]["header"]
    names = [each["name"] for each in header]
    assert names[:2] == ["ACCESSION NUMBER", "CONFORMED SUBMISSION TYPE"] or "ACCESSION NUMBER" in names
    assert names.count("ITEM INFORMATION") == 3
    (filer,) = [each for each in header if each["name"] == "FILER"]
    assert "value" not in filer
    assert [each["name"] for each in filer["fields"]] == [
        "COMPANY DATA",
        "FILING VALUES",
        "BUSINESS ADDRESS",
        "MAIL ADDRESS",
        "FORMER COMPANY",
    ]
    company = {each["name"]: each["value"] for each in filer["fields"][0]["fields"]}
    assert company["COMPANY CONFORMED NAME"] == "NORTHSTAR HARBOR INSTRUMENTS INC"
    assert company["STANDARD INDUSTRIAL CLASSIFICATION"] == "MEASURING & CONTROLLING DEVICES, NEC [3829]"


def test_an_empty_header_value_is_an_empty_string(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(resource("sample.txt").read_text().replace("SEC ACT:\t\t1934 Act", "SEC ACT:\t\t"))
    header = json.loads(run("info", str(path), "--json")[1])["submissions"][0]["header"]
    (filer,) = [each for each in header if each["name"] == "FILER"]
    assert {"name": "SEC ACT", "value": ""} in filer["fields"][1]["fields"]


def test_sizes_and_digests_are_those_of_what_raw_exports(run):
    documents = json.loads(run("info", SAMPLE, "--json", "--digest")[1])["submissions"][0]["documents"]
    for each in documents:
        content = run("export", SAMPLE, "--document", str(each["number"]), "--format", "raw")[1]
        assert each["size"] == len(content)
        assert each["sha256"] == hashlib.sha256(content).hexdigest()


def test_the_listing_names_what_is_in_the_file(run):
    code, out, err = run("info", SAMPLE)
    assert (code, err) == (0, "")
    lines = out.decode().splitlines()
    assert lines[0] == SAMPLE
    assert "  Company    NORTHSTAR HARBOR INSTRUMENTS INC" in lines
    assert lines.index("Header") < lines.index("Documents")
    assert "Problems" not in lines
    table = lines[lines.index("Documents") + 1 :]
    starts = ["File name", "nshi-8k", "nshi-ex10", "nshi-ex99", "northstar"]
    columns = {line.index(start) for line, start in zip(table, starts, strict=True)}
    assert len(columns) == 1
    assert not [line for line in lines if line != line.rstrip()]


def test_the_listing_tells_damage_with_its_place(run, tmp_path):
    path = tmp_path / "cut.txt"
    path.write_bytes(resource("sample.txt").read_bytes()[:60_000])
    code, out, _ = run("info", str(path))
    assert code == 0
    assert "\nProblems\n  line " in out.decode()
    (problem, *_) = json.loads(run("info", str(path), "--json")[1])["submissions"][0]["problems"]
    assert list(problem) == ["code", "offset", "line", "message"]
    assert problem["offset"] <= 60_000
    assert problem["message"]


def test_a_filing_cannot_steer_the_terminal(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(
        resource("sample.txt").read_bytes().replace(b"<DESCRIPTION>EX-10.1", b"<DESCRIPTION>a\x1b[2Jb")
    )
    out = run("info", str(path))[1]
    assert b"\x1b" not in out
    assert rb"a\x1b[2Jb" in out


# --- export


@pytest.mark.parametrize("fmt", list(Format))
def test_an_export_to_stdout_is_what_the_window_exports_byte_for_byte(run, fmt):
    with closing(Filing.open(Path(SAMPLE))) as filing:
        submission = filing.submissions[0]
        expected = exported(filing, submission, submission.documents[2], fmt)
    assert run("export", SAMPLE, "--document", "3", "--format", fmt.value) == (0, expected, "")
    assert run("export", SAMPLE, "--type", "ex-99.1", "--format", fmt.value, "--output", "-") == (
        0,
        expected,
        "",
    )


def test_a_document_goes_to_the_file_named(run, tmp_path):
    path = tmp_path / "release.md"
    command = ("export", SAMPLE, "--document", "3", "--format", "markdown", "--output", str(path))
    assert run(*command) == (0, b"", "")
    first = path.read_bytes()
    path.write_bytes(b"mine")
    code, out, err = run(*command)
    assert (code, out) == (1, b"")
    assert "exists already and was left as it is" in err
    assert "--overwrite" in err
    assert path.read_bytes() == b"mine"
    assert run(*command, "--overwrite")[0] == 0
    assert path.read_bytes() == first


def test_a_document_goes_into_a_folder_under_a_name_of_its_own(run, tmp_path):
    assert run("export", SAMPLE, "--document", "3", "--format", "text", "--output", str(tmp_path)) == (
        0,
        b"",
        "",
    )
    assert run("export", SAMPLE, "--document", "3", "--format", "raw", "--output", f"{tmp_path}/new/")[0] == 0
    assert names(tmp_path) == [f"{ACCESSION}_3_EX-99.1.txt", "new"]
    assert names(tmp_path / "new") == ["nshi-ex99_1.htm"]


def test_all_documents_go_into_a_folder_and_pictures_are_left_out_by_name(run, tmp_path):
    code, out, err = run(
        "export", SAMPLE, "--all", "--format", "markdown", "--output", str(tmp_path / "a" / "b")
    )
    assert (code, out) == (0, b"")
    assert "document 4: northstar-logo.jpg" in err
    assert "3 documents exported" in err
    assert "1 left out" in err
    assert names(tmp_path / "a" / "b") == [
        f"{ACCESSION}_1_8-K.md",
        f"{ACCESSION}_2_EX-10.1.md",
        f"{ACCESSION}_3_EX-99.1.md",
        f"{ACCESSION}_northstar-logo.jpg",  # beside the text that shows it
    ]


def test_raw_exports_everything(run, tmp_path):
    assert run("export", SAMPLE, "--all", "--format", "raw", "--output", str(tmp_path))[0] == 0
    assert names(tmp_path) == [
        "northstar-logo.jpg",
        "nshi-8k_20241029.htm",
        "nshi-ex10_1.htm",
        "nshi-ex99_1.htm",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--document", "5"], "holds 4 documents; there is no document 5."),
        (
            ["--type", "EX-5.1"],
            "holds no document of type EX-5.1; its types are 8-K, EX-10.1, EX-99.1, GRAPHIC.",
        ),
        (["--document", "1", "--submission", "2"], "holds 1 submission; there is no submission 2."),
        (["--document", "4"], "northstar-logo.jpg"),
    ],
)
def test_what_is_not_there_is_told_in_one_sentence(run, arguments, sentence):
    code, out, err = run("export", SAMPLE, *arguments, "--format", "text")
    assert (code, out) == (1, b"")
    assert sentence in err
    assert err.count("\n") == 1


def test_several_submissions_in_one_file(run, tmp_path):
    path = str(two_submissions(tmp_path))
    first = run("export", SAMPLE, "--document", "2", "--format", "text")[1]
    code, out, err = run("export", path, "--document", "2", "--format", "text")
    assert (code, out) == (0, first)
    assert "2 submissions" in err
    code, out, err = run("export", path, "--document", "2", "--submission", "2", "--format", "markdown")
    assert (code, err) == (0, "")
    assert b'accession_number: "0009999999-24-000018"' in out
    run("export", path, "--type", "EX-99.1", "--format", "raw", "--output", str(tmp_path / "out"))
    assert names(tmp_path / "out") == [
        f"{ACCESSION}_nshi-ex99_1.htm",
        "0009999999-24-000018_nshi-ex99_1.htm",
    ]


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_several_files_at_once_give_the_same_whatever_the_jobs(run, tmp_path, jobs):
    copies = []
    for number in range(3):
        copy = tmp_path / f"copy{number}.txt"
        copy.write_bytes(resource("sample.txt").read_bytes().replace(b"24-000017", b"24-00004%d" % number))
        copies.append(str(copy))
    out = tmp_path / "out"
    code, _, err = run(
        "export", *copies, str(tmp_path / "missing.txt"), "--type", "EX-10.1", "--format", "markdown",
        "--output", str(out), "--jobs", jobs,
    )  # fmt: skip
    assert code == 1
    assert "missing.txt" in err
    assert "3 documents exported" in err
    assert names(out) == [f"0009999999-24-00004{number}_2_EX-10.1.md" for number in range(3)]


def test_the_same_filing_twice_does_not_overwrite_itself(run, tmp_path):
    assert (
        run(
            "export",
            SAMPLE,
            SAMPLE,
            "--document",
            "1",
            "--format",
            "text",
            "--output",
            str(tmp_path),
            "--overwrite",
        )[0]
        == 0
    )
    assert names(tmp_path) == [f"{ACCESSION}_1_8-K-2.txt", f"{ACCESSION}_1_8-K.txt"]


def test_the_filing_itself_is_never_overwritten(run, tmp_path):
    path = tmp_path / "exhibit.htm"
    content = b"<html><body><p>An exhibit of one paragraph.</p></body></html>"
    path.write_bytes(content)
    code, _, err = run(
        "export", str(path), "--document", "1", "--format", "html", "--output", str(path), "--overwrite"
    )
    assert code == 1
    assert "is the filing itself" in err
    assert path.read_bytes() == content


def test_a_file_where_a_folder_is_needed_is_told(run, tmp_path):
    (tmp_path / "file").write_bytes(b"mine")
    code, _, err = run("export", SAMPLE, "--all", "--format", "text", "--output", str(tmp_path / "file"))
    assert code == 1
    assert "is a file; several documents need a folder" in err
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_an_output_that_no_file_system_takes_is_told(run):
    for arguments in (["--document", "1"], ["--all"]):
        code, _, err = run("export", SAMPLE, *arguments, "--format", "text", "--output", "x" * 5000)
        assert code == 1
        assert "name too long" in err.lower()
        assert err.count("\n") == 1


# --- what a user can cause


INFO, EXPORT, WINDOW = ["info"], ["export", "--all", "--format", "raw", "--output", "out"], []


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        *((command, kind) for command in (INFO, EXPORT) for kind in ("missing", "folder", "empty", "random")),
        *((WINDOW, kind) for kind in ("missing", "folder")),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_1(run, tmp_path, monkeypatch, command, kind):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISPLAY", raising=False)
    path = tmp_path / "f.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "random":
        path.write_bytes(bytes(hashlib.sha512(bytes([n])).digest()[0] for n in range(256)) * 40)
    code, out, err = run(*command, str(path))
    assert (code, out) == (1, b"")
    assert err.startswith("filing-viewer: ")
    assert "f.txt" in err
    assert err.count("\n") == 1


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the project")
@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [
        ("0000732715-99-000042.nc", 0, ""),
        ("0001090872-23-000020.first1000.txt", 1, "holds a header and no documents."),
    ],
)
def test_damaged_real_filings_are_exported_as_far_as_they_go(run, tmp_path, name, code, sentence):
    assert run("info", str(CORPUS / name), "--json")[0] == 0
    told = run("export", str(CORPUS / name), "--all", "--format", "text", "--output", str(tmp_path / "out"))
    assert told[:2] == (code, b"")
    assert sentence in told[2]


def test_a_file_named_like_a_command_can_be_opened(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "info").write_bytes(resource("sample.txt").read_bytes())
    assert run("info", "info")[0] == 0
    opened = []

    class App:
        @staticmethod
        def run(paths, sample, apart=False):
            opened.append((paths, sample))
            return 0

    monkeypatch.setattr(cli, "_app", lambda: App)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert run("./info")[0] == 0
    assert opened == [([Path("info")], False)]


def test_without_a_screen_the_window_is_refused_in_a_sentence(run, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    code, _, err = run("--sample")
    assert code == 1
    assert "no screen" in err


def test_a_picture_that_exists_is_not_drawn_over(run, tmp_path, monkeypatch):
    monkeypatch.setattr(cli, "_app", lambda: pytest.fail("the window was wanted"))
    out = tmp_path / "a.png"
    out.write_bytes(b"mine")
    code, _, err = run("--screenshot", str(out), "--sample")
    assert code == 1
    assert "exists already" in err
    assert run("--screenshot", str(tmp_path / "no" / "a.png"), "--sample")[0] == 1
    assert run("--screenshot", str(tmp_path), "--sample")[0] == 1


def test_qt_that_cannot_be_loaded_is_told_in_a_sentence(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "viewer.ui.app", None)
    monkeypatch.setitem(sys.modules, "viewer.ui", None)
    code, _, err = run("--screenshot", str(tmp_path / "a.png"), "--sample")
    assert code == 1
    assert "Qt" in err


def test_a_mistake_of_the_program_is_one_sentence_that_says_where(run, monkeypatch):
    import viewer.cli.info

    def broken(*_):
        raise ValueError("two\nlines")

    monkeypatch.setattr(viewer.cli.info, "index", broken)
    code, out, err = run("info", SAMPLE)
    assert (code, out) == (1, b"")
    assert err.count("\n") == 1
    assert "ValueError in info.py, line " in err or "ValueError in test_cli.py" in err


def test_too_little_memory_and_ctrl_c_are_told(run, monkeypatch):
    import viewer.cli.info

    for error, word in ((MemoryError(), "memory"), (KeyboardInterrupt(), "Stopped")):
        monkeypatch.setattr(viewer.cli.info, "index", lambda _, error=error: (_ for _ in ()).throw(error))
        code, _, err = run("info", SAMPLE)
        assert code == 1
        assert word in err


def test_ctrl_c_is_told_while_the_program_starts(monkeypatch, capsys):
    monkeypatch.setattr(cli, "main", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    assert program.main() == 1
    assert capsys.readouterr().err == "filing-viewer: Stopped.\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes and signals are those of POSIX")
def test_a_reader_who_leaves_early_gets_no_traceback():
    with started("info", SAMPLE, "--json") as process:
        process.stdout.close()
        assert process.wait(timeout=60) == 1
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_stdout_is_told():
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "viewer", "info", SAMPLE]
        done = subprocess.run(
            command, env=environment, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes and signals are those of POSIX")
def test_a_pipe_is_refused_and_not_waited_for(run, tmp_path):
    fifo = tmp_path / "pipe.txt"
    os.mkfifo(fifo)
    code, _, err = run("info", str(fifo))
    assert code == 1
    assert "pipe.txt" in err


@pytest.mark.skipif(os.name == "nt", reason="pipes and signals are those of POSIX")
def test_ctrl_c_stops_an_export_with_jobs_and_no_process_complains(tmp_path):
    copies = []
    for number in range(40):
        copies.append(tmp_path / f"{number}.txt")
        copies[-1].write_bytes(resource("sample.txt").read_bytes())
    out = str(tmp_path / "out")
    command = ["export", *map(str, copies), "--all", "--format", "markdown", "--output", out, "--jobs", "2"]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # as it may not be where these tests run
    with started(*command, start_new_session=True, preexec_fn=heard) as process:
        while not (tmp_path / "out").is_dir() or not names(tmp_path / "out"):
            assert process.poll() is None
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()
        assert process.wait(timeout=60) in {0, 1}  # 0: done before the signal came
    assert b"Traceback" not in told
    assert not [name for name in names(tmp_path / "out") if name.endswith(".part")]


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        (["--version"], ["PySide6", "lxml", "markdownify"]),
        (["info", SAMPLE, "--json"], ["PySide6", "lxml", "markdownify"]),
        (["export", SAMPLE, "--document", "1", "--format", "markdown"], ["PySide6"]),
        (["/no/such/file.txt"], ["PySide6", "lxml", "markdownify"]),
    ],
)
def test_qt_is_not_imported_where_no_window_is_wanted(command, unwanted):
    script = (
        "import sys\nfrom viewer import cli\n"
        "try:\n    cli.main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, *command], env=environment, capture_output=True, timeout=60, check=True
    )
    loaded = set(done.stderr.decode().splitlines()[-1].split())
    assert "viewer" in loaded
    assert not loaded & set(unwanted)


def test_what_is_told_cannot_steer_the_terminal(capsys):
    console.tell("no such file: \x1b]0;x\x07 \u202e")
    assert capsys.readouterr().err == "filing-viewer: no such file: \\x1b]0;x\\x07 \\u202e\n"


def test_a_text_is_set_as_wished(run):
    """Prose is wrapped, cells parted by tabs, page numbers left out; without options all is as in the window."""
    arguments = ("export", str(resource("sample.txt")), "--document", "3", "--format", "text")
    _, out, _ = run(*arguments, "--width", "60", "--tables", "tabs", "--no-furniture")
    lines = out.decode().split("\n")
    assert "Products\t$41,286\t$38,914\t$121,447\t$117,905" in lines
    assert max(len(line) for line in lines if "\t" not in line) <= 60
    assert "2" not in lines
    _, plain, _ = run(*arguments)
    assert b"\t" not in plain
    assert b"\n2\n" in plain


def test_headings_of_a_markdown_are_joined_where_wished(run):
    """A program finds in the header what stands over each column; without the option the rows are as filed."""
    arguments = ("export", str(resource("sample.txt")), "--document", "3", "--format", "markdown")
    _, out, _ = run(*arguments, "--headings", "joined")
    _, plain, _ = run(*arguments)
    assert b"| Three Months Ended September 30, 2024 | Three Months Ended September 30, 2023 |" in out
    assert b"|  | 2024 | 2023 | 2024 | 2023 |" in plain
    assert len(plain.splitlines()) > len(out.splitlines())


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


def test_a_zip_archive_is_read_as_the_submissions_in_it(run, tmp_path):
    """`info` lists them, and one document goes to standard output as that of a file would."""
    sample = resource("sample.txt")
    packed = tmp_path / "two.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(sample, "first.txt")
        archive.write(sample, "second.txt")
    _, out, _ = run("info", str(packed))
    assert b"Submission 2 of 2" in out
    wanted = ("--document", "3", "--format", "text")
    _, alone, _ = run("export", str(sample), *wanted)
    code, out, told = run("export", str(packed), *wanted)
    assert (code, out) == (0, alone)
    tape = tmp_path / "two.tar.gz"
    with tarfile.open(tape, "w:gz") as archive:
        archive.add(sample, "first.nc")
        archive.add(sample, "second.nc")
    assert run("export", str(tape), *wanted)[:2] == (0, alone)
    assert told.endswith("two.zip holds 2 submissions; taking from the first (see --submission).\n")
    assert run("export", str(packed), "--submission", "2", *wanted) == (0, alone, "")
