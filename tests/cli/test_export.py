"""`export` of a file or a few: the bytes that the window writes, to where they were asked for."""

from __future__ import annotations

import os
import signal
import tarfile
import time
import zipfile
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.cli.commands import ACCESSION, CORPUS, SAMPLE, names, started, two_submissions
from viewer.export import Format, exported
from viewer.rendition import Filing
from viewer.resources import resource


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
