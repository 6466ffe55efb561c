"""Archives are read as streams; members are labels and bytes, hostile ones harm nothing."""

from __future__ import annotations

import errno
import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from viewer.batch import archive
from viewer.batch.archive import is_archive, members
from viewer.batch.inputs import Inputs, give_back, is_wanted, size_of
from viewer.errors import UnreadableFileError
from viewer.submission import tape as tape_archive

CONTENT = b"<SEC-DOCUMENT>" + bytes(range(256)) * 20


def tape(path: Path, names: list[str], mode: str = "w:gz", content: bytes = CONTENT) -> Path:
    with tarfile.open(path, mode) as made:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return path


def zipped(path: Path, names: list[str], content: bytes = CONTENT) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, content)
    return path


@pytest.fixture
def spool(tmp_path):
    folder = tmp_path / "spool"
    folder.mkdir()
    return folder


def read(path: Path, spool: Path) -> list[tuple[str, bytes]]:
    found = []
    for item in Inputs([path], spool):
        found.append((item.label.removeprefix(f"{path}/"), b"" if item.failed else item.path.read_bytes()))
        give_back(item)
    return found


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.tar.gz", "w:gz"), ("a.tgz", "w:gz"), ("a.tar", "w"), ("a.tar.bz2", "w:bz2"), ("a.tar.xz", "w:xz")],
)
def test_a_tape_gives_its_filings_one_after_the_other(tmp_path, spool, name, mode):
    path = tape(tmp_path / name, ["d/1.nc", "d/2.txt", "README", ".hidden.txt", "3.htm.gz"], mode)
    assert read(path, spool) == [("d/1.nc", CONTENT), ("d/2.txt", CONTENT), ("3.htm.gz", CONTENT)]
    assert list(spool.iterdir()) == []


def test_a_zip_gives_its_filings(tmp_path, spool):
    path = zipped(tmp_path / "a.zip", ["1.nc", "d/", "d/2.txt", "picture.png"])
    assert read(path, spool) == [("1.nc", CONTENT), ("d/2.txt", CONTENT)]


def test_only_one_member_lies_on_the_disk_at_a_time(tmp_path, spool):
    path = tape(tmp_path / "a.tar.gz", [f"{n}.txt" for n in range(30)])
    for item in Inputs([path], spool):
        assert len(list(spool.iterdir())) == 1
        give_back(item)


@pytest.mark.parametrize(
    "name",
    ["../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "x" * 300 + ".txt", "\U0001f4c4" * 100 + ".txt"],
)
@pytest.mark.parametrize("make", [tape, zipped])
def test_the_name_of_a_member_is_no_path(tmp_path, spool, make, name):
    path = make(tmp_path / ("a.zip" if make is zipped else "a.tar.gz"), [name])
    (item,) = Inputs([path], spool)
    assert item.path.resolve().parent.parent == spool.resolve()
    assert item.path.read_bytes() == CONTENT
    assert not list(tmp_path.parent.glob("evil*"))


def test_links_and_devices_are_passed_over(tmp_path, spool):
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as made:
        for name, kind in (
            ("1.txt", tarfile.SYMTYPE),
            ("2.txt", tarfile.LNKTYPE),
            ("3.txt", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            made.addfile(info)
    assert read(path, spool) == []


@pytest.mark.parametrize("make", [tape, zipped])
def test_what_stands_before_the_damage_is_read_and_the_damage_is_told(tmp_path, spool, make):
    path = make(tmp_path / ("a.zip" if make is zipped else "a.tar.gz"), [f"{n}.txt" for n in range(40)])
    content = path.read_bytes()
    path.write_bytes(
        content[: len(content) * 2 // 3] if make is tape else content[:200] + b"\0" * 40 + content[240:]
    )
    items = list(Inputs([path], spool))
    assert items
    failed = [item for item in items if item.failed]
    assert len(failed) == 1
    assert "damaged" in failed[0].failed or "unpacked" in failed[0].failed
    assert all(item.path.read_bytes() == CONTENT for item in items if not item.failed)


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar", "a.tar.xz", "a.tar.bz2"])
@pytest.mark.parametrize("content", [b"", b"no archive at all" * 100, b"\x1f\x8b" + b"\0" * 30])
def test_what_is_no_archive_is_a_sentence_or_empty(tmp_path, spool, name, content):
    (tmp_path / name).write_bytes(content)
    items = list(Inputs([tmp_path / name], spool))
    assert all(item.failed.endswith(".") for item in items)


def test_a_missing_archive_is_told(tmp_path, spool):
    (item,) = Inputs([tmp_path / "gone.tar.gz"], spool)
    assert "There is no file" in item.failed


def test_members_beyond_the_bound_are_not_read(tmp_path, spool, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 1000)
    for path in (tape(tmp_path / "a.tar.gz", ["1.txt"]), zipped(tmp_path / "a.zip", ["1.txt"])):
        (item,) = Inputs([path], spool)
        assert "are not read" in item.failed


def test_a_zip_that_lies_about_sizes_is_stopped(tmp_path, spool):
    path = zipped(tmp_path / "a.zip", ["1.txt"], b"x" * 5000)
    content = path.read_bytes().replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    path.write_bytes(content)
    for item in Inputs([path], spool):
        assert item.failed


@pytest.mark.parametrize("make", [tape, zipped])
def test_no_room_to_unpack_is_no_damage_of_the_archive(tmp_path, spool, monkeypatch, make):
    class Full(io.FileIO):
        def write(self, block, /):
            raise OSError(errno.ENOSPC, "No space left on device")

    path = make(tmp_path / ("a.zip" if make is zipped else "a.tar.gz"), ["1.txt", "2.txt"])
    monkeypatch.setattr(
        Path, "open", lambda self, mode="r", **_: (Full if mode == "wb" else open)(self, mode)
    )
    (item,) = Inputs([path], spool)
    assert item.failed == f"{path} cannot be unpacked: no space left on device."
    assert not any(each.is_file() for each in spool.rglob("*"))


def test_headers_without_an_end_are_an_attack(tmp_path, spool, monkeypatch):
    """An extended header may say that it is gigabytes long; it is not taken into memory."""
    monkeypatch.setattr(tape_archive, "_HEADERS", 1 << 20)
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    path = tmp_path / "a.tar.gz"
    with gzip.open(path, "wb") as made:
        made.write(info.tobuf(tarfile.PAX_FORMAT))
        made.write(b"\0" * (8 << 20))
    (item,) = Inputs([path], spool)
    assert "damaged" in item.failed


def test_folders_are_read_in_order_and_the_output_is_passed_over(tmp_path, spool):
    for name in ("b/2.txt", "a/1.nc", "a/x.png", "out/3.txt", ".git/4.txt", "c.htm"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(b"words")
    tape(tmp_path / "in" / "b" / "z.tar.gz", ["5.txt"])
    found = [item.label for item in Inputs([tmp_path / "in"], spool, without=tmp_path / "in" / "out")]
    assert [label.removeprefix(f"{tmp_path}/in/") for label in found] == [
        "c.htm", "a/1.nc", "b/2.txt", "b/z.tar.gz/5.txt",
    ]  # fmt: skip
    assert size_of([tmp_path / "in"]) > 15


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("1.txt", True),
        ("1.NC", True),
        ("1.txt.gz", True),
        ("1.corr01", True),
        ("1.pr.gz", True),
        ("MANIFEST.tsv", False),
        (".1.txt", False),
        ("1", False),
    ],
)
def test_files_of_filings_are_known_by_their_names(name, wanted):
    assert is_wanted(name) is wanted
    assert not is_archive(Path(name))


def test_members_can_be_asked_for_one_by_one(tmp_path, spool):
    path = tape(tmp_path / "a.tar.gz", ["1.txt", "2.txt"])
    found = list(members(path, lambda name: name == "2.txt", lambda name: spool / name))
    assert [member.name for member in found] == ["2.txt"]
    with pytest.raises(UnreadableFileError):
        list(members(tmp_path / "gone.zip", lambda _: True, lambda name: spool / name))
