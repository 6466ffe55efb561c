"""A compressed file is read as what is in it, with bounds to disk and memory, and damage told."""

from __future__ import annotations

import gzip
import hashlib

import pytest

from tests.submission import filings
from tests.submission.filings import LETTER, RELEASE, Filed
from viewer.errors import NotASubmissionError, UnreadableFileError
from viewer.submission import unpack
from viewer.submission.source import Source

CONTENT = filings.sec_document([LETTER, RELEASE])
PACKED = gzip.compress(CONTENT)


def test_the_source_of_a_compressed_file_is_what_is_in_it(tmp_path):
    path = tmp_path / "filing.txt.gz"
    path.write_bytes(PACKED)
    with Source.open(path) as source:
        assert source[:] == CONTENT
        assert source.name == "filing.txt"
        assert source.path == path
        assert source.damage == ()
        assert source.digest() == hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.parametrize("packed", [PACKED + PACKED, PACKED + bytes(700), PACKED + bytes(3) + PACKED])
def test_members_and_padding_follow_each_other(opened, packed):
    filing = opened(packed, "a.gz")
    assert all(
        filing.contents(number) == [LETTER.text, RELEASE.text] for number in range(len(filing.submissions))
    )
    assert filing.codes == []


def test_a_compressed_file_that_is_cut_is_read_up_to_there(opened):
    words = b"".join(b"%x\n" % (number * number) for number in range(3000))
    packed = gzip.compress(filings.sec_document([LETTER, Filed("EX-1", words)]))
    filing = opened(packed[: len(packed) // 2], "a.txt.gz")
    first, second = filing.contents()
    assert first == LETTER.text
    assert words.startswith(second)
    assert len(second) > 1000
    assert filing.codes[-1] == "compressed-damaged"
    assert filing.messages[-1] == "a.txt.gz ends in the middle of what is compressed in it."


def test_a_compressed_file_that_is_damaged_is_read_up_to_there(opened):
    damaged = bytearray(PACKED)
    damaged[-5] ^= 255
    filing = opened(bytes(damaged), "a.txt.gz")
    assert filing.contents() == [LETTER.text, RELEASE.text]
    assert filing.messages == [
        "What is compressed in a.txt.gz is damaged; what stands before the damage is shown."
    ]


def test_what_stands_behind_the_last_member_is_told(opened):
    filing = opened(PACKED + b"words", "a.txt.gz")
    assert filing.contents() == [LETTER.text, RELEASE.text]
    assert filing.messages == [
        "Behind what is compressed in a.txt.gz stands something else, which is left out."
    ]


@pytest.mark.parametrize("packed", [gzip.compress(b""), PACKED[:3], gzip.compress(PACKED)])
def test_a_compressed_nothing_is_refused(opened, packed):
    with pytest.raises(NotASubmissionError):
        opened(packed, "a.txt.gz")


def test_a_bomb_is_refused_within_bounds(tmp_path):
    """A gigabyte of nothing in a megabyte: neither the disk nor the memory takes it up."""
    resource = pytest.importorskip("resource")
    member = gzip.compress(bytes(16 << 20))
    path = tmp_path / "bomb.gz"
    path.write_bytes(member * 64)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableFileError, match="unpacks to more than 250 times its size"):
        Source.open(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


def test_more_than_the_bound_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(unpack, "LARGEST", 1000)
    path = tmp_path / "large.txt.gz"
    path.write_bytes(PACKED)
    with pytest.raises(UnreadableFileError, match=r"large\.txt\.gz holds more than"):
        Source.open(path)
