"""What an export says, what it is called, and that writing it never harms a file."""

from __future__ import annotations

import json
import os
import stat
from contextlib import closing
from pathlib import Path

import pytest

from viewer import __version__
from viewer.errors import ExportError, UnrenderableError
from viewer.export import Format, exported, file_name, front_matter, safe_name, write
from viewer.rendition import Filing
from viewer.resources import resource
from viewer.submission.model import Document, Field, Form, Kind, Span, Submission

NOWHERE = Span(0, 0)


@pytest.fixture
def submission(filing) -> Submission:
    return filing.submissions[0]


def document(**values) -> Document:
    plain = {
        "number": 1,
        "type": "8-K",
        "sequence": "1",
        "filename": "d8k.htm",
        "description": "",
        "kind": Kind.HTML,
    }
    return Document(**{**plain, **values}, span=NOWHERE, text=NOWHERE)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def of_accession(number: str) -> Submission:
    return Submission(Form.SEC_DOCUMENT, NOWHERE, (Field("ACCESSION NUMBER", number),))


# --- what it says


def test_front_matter_names_the_document_and_what_it_was_made_from(filing, submission):
    release = submission.documents[2]
    payload = filing.payload(release)
    lines = front_matter(submission, release, payload).splitlines()
    assert lines[0] == lines[-1] == "---"
    values = {key: json.loads(value) for key, _, value in (line.partition(": ") for line in lines[1:-1])}
    assert values == {
        "company": "NORTHSTAR HARBOR INSTRUMENTS INC",
        "cik": "0009999998",
        "form": "8-K",
        "filed": "2024-10-29",
        "period": "2024-10-25",
        "accession_number": "0009999999-24-000017",
        "document": 3,
        "type": "EX-99.1",
        "sequence": "3",
        "filename": "nshi-ex99_1.htm",
        "description": "EX-99.1",
        "sha256": payload.sha256,
        "viewer": f"filing-viewer {__version__}",
    }


def test_front_matter_leaves_out_keys_without_a_value(filing):
    bare = Submission(Form.EXHIBIT, NOWHERE)
    matter = front_matter(
        bare, document(sequence="", type=""), filing.payload(filing.submissions[0].documents[0])
    )
    assert [line.partition(":")[0] for line in matter.splitlines()] == [
        "---", "document", "filename", "sha256", "viewer", "---",
    ]  # fmt: skip


def test_front_matter_keeps_a_hostile_value_on_its_line(filing, submission):
    hostile = document(description='x"\n---\nsha256: "0" \\ \x1b[2J \u202etxt')
    matter = front_matter(submission, hostile, filing.payload(submission.documents[0]))
    assert matter.count("\n---\n") == 1
    assert r'description: "x\"\n---\nsha256: \"0\" \\ \x1b[2J \u202etxt"' in matter.splitlines()


def test_the_cik_is_that_of_the_company_named(filing):
    def company(role: str, name: str, cik: str) -> Field:
        below = (Field("COMPANY CONFORMED NAME", name), Field("CENTRAL INDEX KEY", cik))
        return Field(role, None, (Field("COMPANY DATA", None, below),))

    header = (
        company("FILED BY", "BIDDER LP", "0000000001"),
        company("SUBJECT COMPANY", "TARGET INC", "0000000002"),
    )
    tender = Submission(Form.SEC_DOCUMENT, NOWHERE, header)
    matter = front_matter(tender, document(), filing.payload(filing.submissions[0].documents[0]))
    assert 'company: "TARGET INC"\ncik: "0000000002"\n' in matter


@pytest.mark.parametrize("fmt", [Format.MARKDOWN, Format.TEXT, Format.HTML])
def test_an_export_is_text_that_ends_with_one_newline_and_is_the_same_each_time(filing, submission, fmt):
    content = exported(filing, submission, submission.documents[2], fmt)
    text = content.decode("utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert "Northstar Harbor Instruments Reports Third Quarter 2024 Results" in text
    with closing(Filing.open(filing.source.path)) as again:
        assert exported(again, submission, submission.documents[2], fmt) == content


def test_markdown_begins_with_its_front_matter(filing, submission):
    text = exported(filing, submission, submission.documents[0], Format.MARKDOWN).decode()
    assert text.startswith('---\ncompany: "NORTHSTAR HARBOR INSTRUMENTS INC"\n')
    assert text.partition("\n---\n")[2].startswith("\n")


def test_raw_is_the_payload_byte_for_byte(filing, submission):
    release, picture = submission.documents[2], submission.documents[3]
    assert exported(filing, submission, release, Format.RAW) in resource("sample.txt").read_bytes()
    assert exported(filing, submission, picture, Format.RAW)[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize("fmt", [Format.MARKDOWN, Format.TEXT, Format.HTML])
def test_a_picture_has_no_text_and_a_sentence_says_so(filing, submission, fmt):
    with pytest.raises(UnrenderableError, match=r"northstar-logo\.jpg .*picture"):
        exported(filing, submission, submission.documents[3], fmt)


# --- what it is called


@pytest.mark.parametrize(
    ("values", "fmt", "name"),
    [
        ({"type": "EX-99.1", "sequence": "2"}, Format.MARKDOWN, "0001193125-04-218426_2_EX-99.1.md"),
        ({"type": "SC TO-T/A"}, Format.TEXT, "0001193125-04-218426_1_SC-TO-T-A.txt"),
        ({"type": "EX-99.(A)(5)(C)"}, Format.HTML, "0001193125-04-218426_1_EX-99.(A)(5)(C).html"),
        ({"type": "../../etc/passwd"}, Format.TEXT, "0001193125-04-218426_1_etc-passwd.txt"),
        ({"type": "", "sequence": "", "number": 7}, Format.TEXT, "0001193125-04-218426_7.txt"),
        ({"filename": "d8k.htm"}, Format.RAW, "d8k.htm"),
        ({"filename": "C:\\x\\..\\d8k.htm"}, Format.RAW, "d8k.htm"),
        ({"filename": "", "kind": Kind.PDF}, Format.RAW, "0001193125-04-218426_1_8-K.pdf"),
        ({"filename": "", "kind": Kind.OTHER}, Format.RAW, "0001193125-04-218426_1_8-K.bin"),
    ],
)
def test_file_name(values, fmt, name):
    assert file_name(of_accession("0001193125-04-218426"), document(**values), fmt) == name


def test_without_an_accession_number_the_document_s_own_name_stands_in():
    exhibit = Submission(Form.EXHIBIT, NOWHERE)
    assert (
        file_name(exhibit, document(filename="press release.v2.htm"), Format.MARKDOWN)
        == "press-release.v2.md"
    )
    assert file_name(exhibit, document(filename=""), Format.MARKDOWN) == "1_8-K.md"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("d8k.htm", "d8k.htm"),
        ("../../.ssh/authorized_keys", "authorized_keys"),
        ("..\\..\\boot.ini", "boot.ini"),
        (".bashrc", "bashrc"),
        ("..", "document"),
        ("", "document"),
        ('a<b>:c|d?e*f"g.txt', "a_b__c_d_e_f_g.txt"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("lpt1.tar.gz", "_lpt1.tar.gz"),
        ("com10.txt", "com10.txt"),
        ("console.txt", "console.txt"),
        ("-rf.txt", "_-rf.txt"),
        ("a\x00b\nc.txt", "a_b_c.txt"),
        ("invoice\u202efdp.exe", "invoice_fdp.exe"),
        ("name. . ", "name"),
        ("Geschäft.htm", "Geschäft.htm"),
        ("e\u0301.htm", "\u00e9.htm"),
    ],
)
def test_safe_name(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    "name", ["x" * 300 + ".htm", "ä" * 300 + ".htm", "x." + "y" * 300, "\U0001f4c8" * 90 + ".md"]
)
def test_a_safe_name_is_short_and_keeps_its_ending(name):
    safe = safe_name(name)
    assert len(safe.encode()) <= 120
    if len(name.rpartition(".")[2]) < 10:
        assert safe.endswith("." + name.rpartition(".")[2])


# --- how it is written


def test_writing_makes_the_file_and_nothing_beside_it(tmp_path):
    path = tmp_path / "a.md"
    write(path, b"one")
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="file modes are those of POSIX")
def test_a_written_file_has_the_mode_that_any_new_file_has(tmp_path):
    write(tmp_path / "a.md", b"")
    (tmp_path / "plain").touch()
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "plain").stat().st_mode
    )


def test_an_existing_file_stays_unless_asked(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"mine")
    with pytest.raises(ExportError, match="exists already and was left as it is"):
        write(path, b"theirs")
    assert path.read_bytes() == b"mine"
    write(path, b"theirs", overwrite=True)
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.md"]


def test_a_file_that_comes_to_exist_while_we_write_stays(tmp_path, monkeypatch):
    path = tmp_path / "a.md"
    real = os.fsync

    def meanwhile(descriptor):
        path.write_bytes(b"mine")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(ExportError, match="exists already"):
        write(path, b"theirs")
    assert path.read_bytes() == b"mine"
    assert names(tmp_path) == ["a.md"]


def test_without_hard_links_a_file_is_written_and_still_none_overwritten(tmp_path, monkeypatch):
    def unsupported(source, target):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    path = tmp_path / "a.md"
    write(path, b"one")
    assert path.read_bytes() == b"one"
    real = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: ((tmp_path / "b.md").write_bytes(b"mine"), real(descriptor))
    )
    with pytest.raises(ExportError, match="exists already"):
        write(tmp_path / "b.md", b"theirs")
    assert (tmp_path / "b.md").read_bytes() == b"mine"
    assert names(tmp_path) == ["a.md", "b.md"]


def test_what_fails_midway_leaves_the_old_file_and_no_draft(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "a.md"
    path.write_bytes(b"mine")
    with pytest.raises(ExportError, match="no space left"):
        write(path, b"theirs", overwrite=True)
    assert path.read_bytes() == b"mine"
    assert names(tmp_path) == ["a.md"]


def test_a_sentence_says_why_a_file_cannot_be_written(tmp_path):
    with pytest.raises(ExportError, match="is a folder"):
        write(tmp_path, b"", overwrite=True)
    with pytest.raises(ExportError, match="there is no folder"):
        write(tmp_path / "missing" / "a.md", b"")
    with pytest.raises(ExportError, match="name is too long"):
        write(tmp_path / ("x" * 300), b"")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_one_may_not_write_to_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="you may not write there"):
        write(tmp_path / "a.md", b"")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no /dev/null here")
def test_a_device_is_never_replaced(tmp_path):
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    with pytest.raises(ExportError, match="no ordinary file"):
        write(link, b"x", overwrite=True)
    assert link.is_symlink()


def test_a_dangling_link_is_something_that_exists(tmp_path):
    link = tmp_path / "a.md"
    link.symlink_to(tmp_path / "gone")
    with pytest.raises(ExportError, match="exists already"):
        write(link, b"x")
    assert not (tmp_path / "gone").exists()
