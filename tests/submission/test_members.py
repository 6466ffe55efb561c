"""An archive of submissions is read as these, with bounds to disk and memory, and what is lost is told."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile

import pytest

from tests.submission import filings
from tests.submission.filings import LETTER, RELEASE, Filed
from viewer.errors import NotASubmissionError, UnreadableFileError
from viewer.submission import members
from viewer.submission.model import Form, Kind
from viewer.submission.source import Source

FIRST = filings.sec_document([LETTER, RELEASE])
SECOND = filings.sec_document([RELEASE])
BEGUN = FIRST[:40]


def packed(*members, method=zipfile.ZIP_DEFLATED):
    """Return the bytes of an archive of (name, content) pairs."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2])
def test_an_archive_of_one_submission_is_that_submission(tmp_path, method):
    path = tmp_path / "download.zip"
    path.write_bytes(packed(("folder/", b""), ("folder/filing.txt", FIRST), method=method))
    with Source.open(path) as source:
        assert source[:] == FIRST
        assert (source.name, source.path, source.damage) == ("download.zip", path, ())
    assert [each.name for each in tmp_path.iterdir()] == ["download.zip"]


def test_submissions_follow_each_other_in_the_order_of_the_archive(opened):
    filing = opened(packed(("b.txt", FIRST), ("a.nc", SECOND.rstrip()), ("c", FIRST)), "several.zip")
    assert [filing.contents(number) for number in range(3)] == [
        [LETTER.text, RELEASE.text], [RELEASE.text], [LETTER.text, RELEASE.text],
    ]  # fmt: skip
    assert filing.codes == []


@pytest.mark.parametrize(
    "begin",
    [
        b"<SUBMISSION>\n",
        b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----",
        b"\xef\xbb\xbf\n<IMS-DOCUMENT>",
        b"<sec-header>",
    ],
)
def test_a_submission_is_told_by_how_it_begins(tmp_path, begin):
    path = tmp_path / "a.zip"
    path.write_bytes(packed(("picture.gif", begin + b"words")))
    with Source.open(path) as source:
        assert source[:] == begin + b"words\n"


def test_what_has_no_envelope_is_never_taken_for_a_part_of_another_submission(opened):
    header, document = (
        b"<ACCEPTANCE-DATETIME>20240101\nACCESSION NUMBER: 1\n",
        b"<DOCUMENT>\n<TYPE>EX-1\n<TEXT>\na",
    )
    several = (
        ("cut.txt", FIRST[: FIRST.rindex(b"</DOCUMENT>")]),
        ("h.txt", header),
        ("d.txt", document),
        ("b", SECOND),
    )
    filing = opened(packed(*several), "a.zip")
    assert [len(submission.documents) for submission in filing.submissions] == [2, 1]
    assert filing.messages[-1].startswith("2 other files in a.zip are left out")


def test_other_files_are_left_out_and_told(opened):
    filing = opened(packed(("page.htm", b"<html>words"), ("filing.txt", FIRST)), "mixed.zip")
    assert filing.contents() == [LETTER.text, RELEASE.text]
    assert filing.codes == ["compressed-damaged"]
    assert filing.messages == [
        "1 other file in mixed.zip is left out: it is no submission, or cannot be read."
    ]
    filing = opened(packed(("a", b""), ("filing.txt", FIRST), ("b", b"")), "mixed.zip")
    assert filing.messages[0].startswith("2 other files in mixed.zip are left out: they are")


@pytest.mark.parametrize(
    "content",
    [packed(("page.htm", b"<html>words")), packed(("a.txt", FIRST))[:-30], b"PK\x03\x04" + bytes(90)],
)
def test_an_archive_without_submissions_stays_an_exhibit(opened, content):
    filing = opened(content, "exhibit.zip")
    assert filing.submission.form is Form.EXHIBIT
    assert [document.kind for document in filing.documents] == [Kind.ZIP]
    assert filing.payload().content == content


def test_a_member_with_a_wrong_checksum_is_read_whole_and_told(opened):
    content = packed(("a.txt", FIRST), ("b.txt", SECOND), method=zipfile.ZIP_STORED)
    at = content.index(LETTER.text)
    damaged = content[:at] + b"#" + content[at + 1 :]
    filing = opened(damaged, "a.zip")
    assert filing.contents() == [b"#" + LETTER.text[1:], RELEASE.text]
    assert filing.contents(1) == [RELEASE.text]
    assert filing.messages == ["a.txt in a.zip is damaged; what stands before the damage is shown."]


def test_a_member_that_breaks_off_is_read_up_to_there(opened):
    words = b"".join(b"%x\n" % (number * number) for number in range(300_000))
    content = bytearray(
        packed(("a\n.txt", filings.sec_document([LETTER, Filed("EX-1", words)])), ("b.txt", SECOND))
    )
    place = len(content) // 2
    content[place : place + 400] = b"\xff" * 400
    filing = opened(bytes(content), "a.zip")
    letter, cut = filing.contents()
    assert letter == LETTER.text
    assert len(cut) > 500_000
    assert words.startswith(cut[:400_000])
    assert filing.contents(1) == [RELEASE.text]
    assert "a\ufffd.txt in a.zip is damaged; what stands before the damage is shown." in filing.messages


def test_a_member_under_a_password_is_left_out(opened):
    content = bytearray(packed(("open.txt", FIRST), ("locked.txt", SECOND)))
    place = content.rindex(b"PK\x01\x02")
    content[place + 8] |= 1
    content[content.rindex(b"PK\x03\x04") + 6] |= 1
    filing = opened(bytes(content), "a.zip")
    assert len(filing.submissions) == 1
    assert filing.codes == ["compressed-damaged"]


def test_a_bomb_is_refused_within_bounds(tmp_path):
    """Megabytes of nothing: neither the disk nor the memory takes it up."""
    resource = pytest.importorskip("resource")
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a", "w") as member,
    ):
        member.write(BEGUN)
        for _ in range(72):
            member.write(bytes(1 << 20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableFileError, match="unpacks to more than 250 times its size"):
        Source.open(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


def test_a_crowd_is_refused_before_it_is_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "MOST_MEMBERS", 3)
    path = tmp_path / "crowd.zip"
    path.write_bytes(packed(*((f"{number}.txt", FIRST) for number in range(4))))
    with pytest.raises(UnreadableFileError, match=r"crowd\.zip holds more than 3 files"):
        Source.open(path)


def test_members_may_be_packed_once_more(opened):
    content = packed(
        ("a.txt.gz", gzip.compress(FIRST)), ("page.htm.gz", gzip.compress(b"<html>")), ("b", SECOND)
    )
    filing = opened(content, "a.zip")
    assert [filing.contents(number) for number in range(2)] == [[LETTER.text, RELEASE.text], [RELEASE.text]]
    assert filing.messages == ["1 other file in a.zip is left out: it is no submission, or cannot be read."]
    filing = opened(packed(("a.txt.gz", gzip.compress(FIRST)[:-4])), "a.zip")
    assert filing.contents() == [LETTER.text, RELEASE.text]
    assert filing.messages == ["a.txt.gz in a.zip ends in the middle of what is compressed in it."]


def taped(*members, mode="w:gz", form=tarfile.PAX_FORMAT):
    """Return the bytes of a tape archive of (name, content) pairs."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode, format=form) as tape:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tape.addfile(entry, io.BytesIO(content))
    return target.getvalue()


FEED = filings.feed([RELEASE])


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
@pytest.mark.parametrize(("mode", "name"), [("w:gz", "20210304.nc.tar.gz"), ("w", "20210304.nc.tar")])
def test_a_day_of_the_feed_is_its_submissions(opened, mode, name, form):
    """A tape archive, packed or not, of one file for each submission and of what else lies beside them."""
    long = "x" * 60 + "/" + "y" * 60 + ".nc"
    content = taped(
        ("1.nc", FEED), ("README", b"words"), (long, FIRST.rstrip()), ("3", SECOND), mode=mode, form=form
    )
    filing = opened(content, name)
    assert [submission.form for submission in filing.submissions] == [
        Form.SUBMISSION, Form.SEC_DOCUMENT, Form.SEC_DOCUMENT,
    ]  # fmt: skip
    assert filing.contents() == filing.contents(2) == [RELEASE.text]
    assert filing.contents(1) == [LETTER.text, RELEASE.text]
    assert filing.messages == [f"1 other file in {name} is left out: it is no submission, or cannot be read."]
    assert filing.source.name == name


def test_links_devices_and_holes_of_a_tape_are_passed_over(opened):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.GNU_FORMAT) as tape:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.BLKTYPE, tarfile.DIRTYPE):
            entry = tarfile.TarInfo("link.txt")
            entry.type, entry.linkname = kind, "/etc/passwd"
            tape.addfile(entry)
        entry = tarfile.TarInfo("../../holes.txt")
        entry.type, entry.size = tarfile.GNUTYPE_SPARSE, 0
        head = bytearray(entry.tobuf(tarfile.GNU_FORMAT))
        head[483:495] = b"77777777777\0"  # it says that it is 8 GB long, all of it a hole
        head[148:156] = b"        "
        head[148:156] = b"%06o\0 " % sum(head)
        tape.fileobj.write(bytes(head))
        entry = tarfile.TarInfo("../../1.nc")
        entry.size = len(FEED)
        tape.addfile(entry, io.BytesIO(FEED))
    filing = opened(target.getvalue(), "a.tar")
    assert filing.contents() == [RELEASE.text]
    assert filing.codes == []


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_tape_that_breaks_off_is_read_up_to_there(opened, mode):
    words = random.Random(1).randbytes(3_000_000).hex().encode() + b"\n"
    content = taped(("1.nc", FEED), ("2.txt", filings.sec_document([Filed("EX-1", words)])), mode=mode)
    filing = opened(content[: len(content) * 2 // 3], "a.tar")
    assert filing.contents() == [RELEASE.text]
    (cut,) = filing.contents(1)
    assert len(cut) > len(words) * 0.6
    assert words.startswith(cut.rstrip())
    assert "2.txt in a.tar is damaged; what stands before the damage is shown." in filing.messages


def test_a_tape_without_submissions_is_refused_with_a_sentence(opened):
    for mode in ("w", "w:gz"):
        with pytest.raises(
            NotASubmissionError, match=r"a\.tar is an archive in which no submission was found"
        ):
            opened(taped(("1.nc", b"words"), mode=mode), "a.tar")


def test_a_tape_of_a_crowd_or_a_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "MOST_MEMBERS", 3)
    path = tmp_path / "crowd.tar.gz"
    path.write_bytes(taped(*((f"{number}.nc", FEED) for number in range(4))))
    with pytest.raises(UnreadableFileError, match=r"crowd\.tar\.gz holds more than 3 files"):
        Source.open(path)
    path = tmp_path / "bomb.tar.gz"
    path.write_bytes(taped(("1.nc", FEED), ("zeros", bytes(80 << 20))))
    with pytest.raises(UnreadableFileError, match="unpacks to more than 250 times its size"):
        Source.open(path)
