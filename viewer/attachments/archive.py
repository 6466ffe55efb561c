"""The bytes of a zip archive to its members, each read within bounds or refused with a sentence.

What the directory of an archive says is not believed: sizes are counted while a member is unpacked. Nothing is written
anywhere; a name that leads out of the archive is only told.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass

from viewer.errors import ViewerError
from viewer.submission.members import CONTROLS, ZIP_DAMAGE

__all__ = ["LARGEST", "ArchiveError", "Member", "read_members"]

LARGEST = 64 << 20
"""Bytes that all members together may unpack to."""

MOST_UNPACKED = 2 * LARGEST
"""Bytes that are unpacked at most, those of members that turn out to be too large counted too."""

DENSEST = 200
"""How many times larger than packed a member may be."""

MOST_MEMBERS = 2_000

_UNSUSPICIOUS = 1 << 20
_BLOCK = 1 << 16
_ENTRY = b"PK\x01\x02"
_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LEADS_OUT = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")


class ArchiveError(ViewerError, ValueError):
    """The archive cannot be read at all, or holds more than any filing does."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive.

    `name` is as in the archive, control characters shown as `�`; `modified` is `2024-12-26 10:30`, without a time zone,
    or empty; `size` counts the bytes of `content`, or is what the directory says where the member was `refused`.
    """

    name: str
    size: int
    modified: str
    content: bytes = b""
    refused: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content, in hexadecimal; empty where the member was refused."""
        return "" if self.refused else hashlib.sha256(self.content).hexdigest()

    @property
    def leads_out(self) -> bool:
        """Whether the name would lead out of the folder that the archive is unpacked in."""
        return _LEADS_OUT.search(self.name) is not None


def read_members(content: bytes, name: str) -> tuple[Member, ...]:
    """Return the members in the order of the directory, folders left out; `ArchiveError` where there are none to read.

    `name` is what to call the archive in a sentence.
    """
    if content.count(_ENTRY) > MOST_MEMBERS:
        raise ArchiveError(f"{name} holds more than {MOST_MEMBERS:,} members and is not opened.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise ArchiveError(f"{name} is damaged: it has no readable list of its members.") from error
    reader = _Reader(archive)
    with archive:
        return tuple(
            [reader.member(entry) for entry in archive.infolist() if not entry.filename.endswith("/")]
        )


class _Reader:
    """Unpacks the members of an archive one after the other, and knows how much that was."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._kept = self._unpacked = 0  # bytes

    def member(self, entry: zipfile.ZipInfo) -> Member:
        """Return a member, read or refused."""
        name = CONTROLS.sub("\ufffd", entry.filename)
        modified = "{:04}-{:02}-{:02} {:02}:{:02}".format(*entry.date_time)
        if entry.date_time[:3] == (1980, 1, 1):  # what writers put who do not know
            modified = ""
        content, refused = self._content(entry, name)
        self._kept += len(content)
        return Member(name, entry.file_size if refused else len(content), modified, content, refused)

    def _content(self, entry: zipfile.ZipInfo, name: str) -> tuple[bytes, str]:
        """Return what a member holds, or why it was not read."""
        if entry.flag_bits & 1:
            return b"", f"{name} is locked by a password."
        if entry.compress_type not in _KNOWN:
            return b"", f"{name} is packed in a way that is not known here."
        too_much = f"{name} is not opened: the archive unpacks to more than {LARGEST >> 20} MB."
        kept: list[bytes] = []
        size = 0
        if self._unpacked > MOST_UNPACKED:
            return b"", too_much
        try:
            with self._archive.open(entry) as member:
                while block := member.read(_BLOCK):
                    kept.append(block)
                    size += len(block)
                    self._unpacked += len(block)
                    if self._kept + size > LARGEST or self._unpacked > MOST_UNPACKED:
                        return b"", too_much
                    if size > _UNSUSPICIOUS and size > max(1, entry.compress_size) * DENSEST:
                        return b"", f"{name} is not opened: it unpacks to more than {DENSEST} times its size."
        except ZIP_DAMAGE:
            return b"", f"{name} is damaged and cannot be unpacked."
        return b"".join(kept), ""
