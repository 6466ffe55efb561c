"""A source gives the bytes of a file, or a sentence on why it cannot."""

from __future__ import annotations

import hashlib
import os
import random
import stat
import threading
from pathlib import Path

import pytest

from viewer.errors import UnreadableFileError
from viewer.submission.model import Span
from viewer.submission.source import BLOCK, Source


@pytest.fixture
def content():
    return bytes(range(256)) * 3000 + b"needle" + b"\n" * 100


@pytest.fixture
def source(tmp_path, content):
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    with Source.open(path) as source:
        yield source


def test_slices_are_the_files_bytes(source, content):
    assert len(source) == source.size == len(content)
    assert source.name == "file.txt"
    assert source[:] == content
    assert source[5:9] == content[5:9]
    assert source[-5:] == content[-5:]
    assert source[9:5] == b""
    assert source[len(content) - 2 : len(content) + 50] == content[-2:]
    assert source.read(Span(3, 8)) == content[3:8]
    with pytest.raises(ValueError, match="one direction"):
        source[::2]


def test_a_needle_is_found_wherever_it_lies(source, content):
    """Also across the pieces that are read at a time, and only within the bounds."""
    at = content.find(b"needle")
    assert source.find(b"needle") == at
    assert source.find(b"needle", at) == at
    assert source.find(b"needle", at + 1) == -1
    assert source.find(b"needle", 0, at + 6) == at
    assert source.find(b"needle", 0, at + 5) == -1
    across = content[BLOCK - 300 : BLOCK + 300]
    assert source.find(across) == content.find(across)


def test_blocks_cover_the_file_once(source, content):
    blocks = list(source.blocks())
    assert b"".join(block for _, block in blocks) == content
    assert [offset for offset, _ in blocks] == list(range(0, len(content), BLOCK))
    overlapping = list(source.blocks(overlap=10))
    assert all(
        block[-10:] == content[offset + BLOCK : offset + BLOCK + 10] for offset, block in overlapping[:-1]
    )


def test_the_digest_is_that_of_the_bytes(source, content):
    assert source.digest() == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("line_end", [b"\n", b"\r", b"\r\n"])
def test_lines_are_counted_whatever_ends_them(tmp_path, line_end):
    path = tmp_path / "lines.txt"
    lines = [b"x" * (number % 700) for number in range(2000)]
    path.write_bytes(line_end.join(lines))
    starts: list[int] = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + len(line_end))
    numbers = [*range(1, 2000, 97), *random.Random(1).sample(range(1, 2000), 40)]
    with Source.open(path) as source:
        for number in numbers:  # one after the other, and here and there
            assert source.line_at(starts[number - 1]) == number


def test_lines_are_counted_from_where_was_asked_before(tmp_path, monkeypatch):
    path = tmp_path / "lines.txt"
    path.write_bytes(b"words\r\n" * 1000)
    counted = []
    count_lines = Source.count_lines
    monkeypatch.setattr(
        Source, "count_lines", lambda self, *place: counted.append(place) or count_lines(self, *place)
    )
    with Source.open(path) as source:
        assert [source.line_at(offset) for offset in (700, 706, 1400, 7)] == [101, 102, 201, 2]
    assert counted == [(0, 700), (700, 706), (706, 1400), (0, 7)]


def test_a_pair_of_line_ends_across_two_blocks_is_one_line(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_bytes(b"x" * (BLOCK - 1) + b"\r\n" + b"y")
    with Source.open(path) as source:
        assert source.line_at(BLOCK + 1) == 2
        assert source.count_lines(BLOCK, BLOCK + 1) == 0


def test_a_closed_source_says_so(source):
    source.close()
    source.close()
    with pytest.raises(UnreadableFileError, match=r"file\.txt is closed\."):
        source[:5]


def test_a_read_under_way_is_finished_when_another_thread_closes(tmp_path):
    """However often it happens: the bytes are the file's, or the read is refused, and no descriptor leaks."""
    path = tmp_path / "file.txt"
    path.write_bytes(b"a" * 10_000)
    other = tmp_path / "other.txt"
    other.write_bytes(b"b" * 10_000)
    wrong = []

    def read(source):
        try:
            while True:
                if source[:10_000] != b"a" * 10_000:
                    wrong.append(source)
        except UnreadableFileError:
            return

    for _ in range(30):
        source = Source.open(path)
        readers = [threading.Thread(target=read, args=(source,)) for _ in range(2)]
        for reader in readers:
            reader.start()
        source.close()
        with Source.open(other):
            for reader in readers:
                reader.join()
    assert not wrong
    descriptors = Path("/proc/self/fd")
    if descriptors.is_dir():
        assert path not in [_target(descriptor) for descriptor in descriptors.iterdir()]


def _target(descriptor: Path) -> Path | None:
    try:
        return descriptor.readlink()
    except OSError:
        return None


def test_a_missing_file_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"^There is no file nothing\.txt\.$"):
        Source.open(tmp_path / "nothing.txt")


def test_a_folder_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(UnreadableFileError, match="is a folder, not a file"):
        Source.open(tmp_path)


def test_a_file_without_permission_is_refused_with_a_sentence(tmp_path, monkeypatch):
    path = tmp_path / "secret.txt"
    path.write_bytes(b"x")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableFileError, match=r"^secret\.txt may not be read: permission denied\.$"):
        Source.open(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_refused_at_once(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(UnreadableFileError, match="is a device or a pipe, not a file"):
        Source.open(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device here")
def test_a_device_is_refused_at_once():
    with pytest.raises(UnreadableFileError, match="is a device or a pipe, not a file"):
        Source.open("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_file_that_becomes_a_pipe_between_two_looks_does_not_stop_the_program(tmp_path, monkeypatch):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    seen = []

    def regular_once(mode):
        seen.append(mode)
        return len(seen) == 1 or mode & 0o170000 == 0o100000

    monkeypatch.setattr(stat, "S_ISREG", regular_once)
    with pytest.raises(UnreadableFileError, match="is a device or a pipe"):
        Source.open(path)
    assert len(seen) == 2


@pytest.mark.parametrize("name", ["a\0b", "x" * 300])
def test_an_impossible_name_is_refused_with_a_sentence(tmp_path, name):
    with pytest.raises(UnreadableFileError, match=r"\.$"):
        Source.open(tmp_path / name)


def test_a_name_that_cannot_be_printed_is_shown_all_the_same(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    with pytest.raises(UnreadableFileError) as refusal:
        Source.open(path)
    assert str(refusal.value).encode() == "There is no file caf\ufffd.txt.".encode()


def test_what_the_system_refuses_while_reading_is_a_sentence(source, monkeypatch):
    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "pread", fail)
    with pytest.raises(UnreadableFileError, match=r"^file\.txt cannot be read: input/output error\.$"):
        source[:5]


def test_without_positioned_reads_threads_still_read_what_they_ask_for(tmp_path, monkeypatch):
    """As on Windows: the position of a file is shared, so nobody may move it in between."""
    path = tmp_path / "file.txt"
    content = b"".join(b"%07d\n" % number for number in range(20_000))
    path.write_bytes(content)
    monkeypatch.delattr(os, "pread")
    wrong = []

    def read(source, start):
        for offset in range(start, len(content), 4001):
            if source[offset : offset + 3000] != content[offset : offset + 3000]:
                wrong.append(offset)

    with Source.open(path) as source:
        threads = [threading.Thread(target=read, args=(source, start)) for start in (0, 11, 222)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong


def test_a_change_on_disk_is_noticed(source):
    assert not source.is_changed
    with source.path.open("ab") as file:
        file.write(b"more")
    assert source.is_changed


def test_holes_of_a_sparse_file_are_passed_over(tmp_path):
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.write(b"first\n")
        file.seek(1 << 30)
        file.write(b"last\n")
    with Source.open(path) as source:
        if not source.is_sparse:
            pytest.skip("this file system has no sparse files")
        assert sum(len(block) for _, block in source.written()) < 1 << 20
        assert source.find(b"last") == 1 << 30
        assert source.line_at(source.size) == 3
        assert source[(1 << 30) - 2 : (1 << 30) + 2] == b"\0\0la"
