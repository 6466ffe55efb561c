"""Archives are listed and read within bounds; bombs, locks, damage and names that lead out are told."""

from __future__ import annotations

import hashlib
import io
import random
import struct
import zipfile

import pytest

from viewer.attachments import archive, listing
from viewer.attachments.archive import ArchiveError, read_members
from viewer.attachments.listing import read_zip
from viewer.markup.tree import Tree
from viewer.reader import Context, Read
from viewer.render.html import render_html
from viewer.render.text import render_text
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import read

CONTEXT = Context("a.zip", start=90, line=7)


def packed(members, how=zipfile.ZIP_DEFLATED, date=(2024, 5, 6, 7, 8, 10)):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as made:
        for name, content in members:
            made.writestr(zipfile.ZipInfo(name, date), content, how)
    return stream.getvalue()


PAGE = b"<html><body><p>Pumps and valves.</p></body></html>"


def test_members_are_listed_with_size_date_and_digest_and_read_behind_the_list():
    made = read(Payload(Kind.ZIP, packed([("x.htm", PAGE), ("d/", b""), ("m.json", b'{"a": 1}')])), CONTEXT)
    text = render_text(made.tree).text
    assert not made.problems
    for words in (
        "x.htm",
        "50",
        "2024-05-06 07:08",
        hashlib.sha256(PAGE).hexdigest(),
        "Pumps and valves.",
        "• a: 1",
    ):
        assert words in text
    assert "d/" not in text
    page = render_html(made.tree, "")
    assert '<a href="#member-1">x.htm</a>' in page
    assert '<a id="member-1"></a>' in page
    ids = [block.id for block in made.tree.blocks]
    assert ids == sorted(set(ids))


def test_pictures_archives_and_unknown_bytes_are_only_listed():
    inner = packed([("deep.txt", b"not read")])
    made = read(
        Payload(Kind.ZIP, packed([("i.zip", inner), ("p.png", b"\x89PNG\r\n"), ("b.bin", b"\0\1" * 99)])),
        CONTEXT,
    )
    assert [block.kind.value for block in made.tree.blocks] == ["table", "table"]


def test_a_member_that_unpacks_to_far_more_than_its_size_is_refused():
    bomb = packed([("bomb.txt", b"\0" * (8 << 20)), ("good.txt", b"words")])
    made = read(Payload(Kind.ZIP, bomb), CONTEXT)
    (problem,) = made.problems
    assert (problem.code, problem.offset, problem.line) == ("zip-refused", 90, 7)
    assert "200 times" in problem.message
    assert "words" in render_text(made.tree).text
    assert "not opened" in render_text(made.tree).text


def test_all_members_together_stay_within_a_bound(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 1000)
    members = read_members(packed([("a", b"x" * 600), ("b", b"y" * 600), ("c", b"z" * 300)]), "a.zip")
    assert [bool(member.refused) for member in members] == [False, True, False]
    assert sum(len(member.content) for member in members) == 900


def test_members_that_are_refused_for_their_size_take_no_more_time_than_a_bound(monkeypatch):
    """Two thousand entries may share one packed body: each would be unpacked anew, up to the bound."""
    monkeypatch.setattr(archive, "LARGEST", 100_000)
    monkeypatch.setattr(archive, "MOST_UNPACKED", 200_000)
    unpacked = []
    real = archive.zipfile.ZipExtFile.read

    def read(self, *sizes):
        block = real(self, *sizes)
        unpacked.append(len(block))
        return block

    monkeypatch.setattr(archive.zipfile.ZipExtFile, "read", read)
    noise = random.Random(7).randbytes(150_000)
    members = read_members(packed([(str(n), noise) for n in range(50)]), "a.zip")
    assert all("unpacks to more than" in member.refused for member in members)
    assert sum(unpacked) < 400_000


def test_a_directory_that_lies_about_sizes_is_not_believed(monkeypatch):
    """The size in the directory is made small; what comes out is counted all the same."""
    monkeypatch.setattr(archive, "LARGEST", 1 << 20)
    content = bytearray(packed([("a", bytes(range(256)) * 8192)]))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<L", 10)
    (member,) = read_members(bytes(content), "a.zip")
    assert len(member.content) <= 1 << 20


def test_too_many_members_are_refused():
    with pytest.raises(ArchiveError, match="2,000"):
        read_members(packed([(str(n), b"") for n in range(2001)], zipfile.ZIP_STORED), "a.zip")


def test_names_that_lead_out_or_hide_themselves_are_told():
    names = ["../../etc/passwd", "/root/x", "C:\\x", "a/../../b", "ok/..dots.txt", "bad\u202etxt.exe"]
    members = read_members(packed([(name, b"x") for name in names]), "a.zip")
    assert [member.leads_out for member in members] == [True, True, True, True, False, False]
    assert members[-1].name == "bad\ufffdtxt.exe"
    made = read(Payload(Kind.ZIP, packed([("../x.txt", b"x")])), CONTEXT)
    assert [problem.code for problem in made.problems] == ["zip-name"]


def test_a_locked_member_and_one_packed_otherwise_are_refused():
    content = bytearray(packed([("a", b"secret")], zipfile.ZIP_STORED))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    (locked,) = read_members(bytes(content), "a.zip")
    assert "password" in locked.refused
    (other,) = read_members(packed([("a", b"secret" * 50)], zipfile.ZIP_LZMA), "a.zip")
    assert "not known" in other.refused


def test_a_damaged_member_is_told_and_the_others_are_read():
    content = bytearray(packed([("a", b"first words"), ("b", b"second words")], zipfile.ZIP_STORED))
    at = content.index(b"first")
    content[at : at + 5] = b"FIRST"
    one, two = read_members(bytes(content), "a.zip")
    assert "damaged" in one.refused
    assert two.content == b"second words"


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04" + b"\0" * 50, b"PK\x05\x06", packed([("a", b"b" * 99)])[:60]]
)
def test_what_is_no_archive_is_a_sentence_and_a_problem(content):
    made = read(Payload(Kind.ZIP, content), CONTEXT)
    assert "damaged" in made.notice
    assert [problem.code for problem in made.problems] == ["zip-damaged"]


def test_a_member_without_a_name_is_listed():
    content = packed([("a", b"words")], zipfile.ZIP_STORED)
    nameless = content.replace(b"\x01\x00\x00\x00a", b"\x00\x00\x00\x00a")
    assert len(read_members(content, "a.zip")) == 1
    assert read(Payload(Kind.ZIP, nameless), CONTEXT)


def test_an_archive_without_members_says_so():
    made = read(Payload(Kind.ZIP, packed([])), CONTEXT)
    assert "without members" in made.notice
    assert not made.problems


def test_what_is_read_behind_the_list_is_bounded(monkeypatch):
    monkeypatch.setattr(listing, "MOST_READ", 20)
    made = read_zip(packed([("a.txt", b"x " * 9), ("b.txt", b"y " * 9)]), CONTEXT, lambda p, c: read(p, c))
    assert [block.text for block in made.tree.blocks if block.kind.value == "heading"] == ["a.txt"]


def test_a_member_that_says_nothing_gets_a_sentence():
    made = read_zip(packed([("a.htm", b"<html></html>")]), CONTEXT, lambda _payload, _context: Read(Tree()))
    assert "holds no words" in render_text(made.tree).text
