"""An archive of submissions, zip or tape, to a file of them, one behind the other, which vanishes when it is closed.

A submission is told by its first line, that of an envelope, itself packed with gzip or not; an archive that holds none
is left to be read as what it is. Memory stays at a block; sizes are counted while members are unpacked, nothing goes by
their names, and links lead nowhere.
"""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, NamedTuple

from viewer.errors import UnreadableFileError
from viewer.submission import unpack
from viewer.submission.tape import DAMAGE as TAPE_DAMAGE
from viewer.submission.tape import Tape
from viewer.submission.unpack import DamageError, Unpacked, refuse_excess

MOST_MEMBERS = 20_000
"""More than a day of filings has."""

_ENTRY = b"PK\x01\x02"
_BLOCK = 1 << 18
ZIP_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*"
    rb"(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----|<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>|<SUBMISSION>)",
    re.IGNORECASE,
)
"""The lines that part a submission from what stands before it, whatever is missing at the end of that."""


class _Member(NamedTuple):
    """What a member is called in sentences, and its bytes; `DamageError` stands behind what can be read of them."""

    name: str
    blocks: Iterator[bytes]


def unzip(file: IO[bytes], name: str) -> Unpacked | None:
    """Unpack the submissions of the zip archive that `file` holds; None where there are none in it.

    Raises `UnreadableFileError` where they are too many or too large.
    """
    _refuse_crowd(file, name)
    try:
        archive = zipfile.ZipFile(file)
    except ZIP_DAMAGE:
        return None
    packed = file.seek(0, os.SEEK_END)
    with archive:
        entries = (entry for entry in archive.infolist() if not entry.is_dir())
        return _joined((_zipped(archive, entry, name) for entry in entries), packed, name)


def untar(blocks: Iterator[bytes], packed: int, name: str) -> Unpacked | None:
    """Unpack the submissions of the tape archive in `blocks`, `packed` bytes on the disk; None where there are none.

    What comes out is counted whether it is kept or not. Raises `UnreadableFileError` where it is too much.
    """
    return _joined(_taped(_bounded(blocks, packed, name), name), packed, name)


def _joined(members: Iterator[_Member], packed: int, name: str) -> Unpacked | None:
    """Write the submissions among the members to a file; None where there are none."""
    damage: list[str] = []
    others = 0
    with tempfile.TemporaryFile(prefix="filing-viewer-") as target:
        try:
            for member in members:
                begun, lost = _take(member, target, packed, name)
                others += not begun
                damage += [lost] if begun and lost else []
        except DamageError as error:
            damage.append(str(error))
        if target.tell() == 0:
            return None
        if others:
            damage.append(_left_out(others, name))
        target.flush()
        return Unpacked(os.dup(target.fileno()), tuple(damage))


def _left_out(others: int, name: str) -> str:
    if others == 1:
        return f"1 other file in {name} is left out: it is no submission, or cannot be read."
    return f"{others:,} other files in {name} are left out: they are no submissions, or cannot be read."


def _take(member: _Member, target: IO[bytes], packed: int, name: str) -> tuple[bool, str]:
    """Write a submission behind the others, the next one on a line of its own.

    Returns whether it is one, and a sentence on what of it is lost.
    """
    last = b""
    try:
        for block in _submission(member):
            refuse_excess(target.tell() + len(block), packed, name)
            target.write(block)
            last = block[-1:] or last
    except DamageError as error:
        return last != b"", str(error)
    finally:
        if last not in b"\r\n":
            target.write(b"\n")
    return last != b"", ""


def _submission(member: _Member) -> Iterator[bytes]:
    """Yield the blocks of a member that is a submission, unpacked; none of any other."""
    first = next(member.blocks, b"")
    blocks = chain([first], member.blocks)
    if first.startswith(unpack.MAGIC):
        blocks = chain(unpack.gunzipped(blocks, member.name))
        first = next(blocks, b"")
        blocks = chain([first], blocks)
    if _BEGINS.match(first):
        yield from blocks


def _refuse_crowd(file: IO[bytes], name: str) -> None:
    """Count the members before their list is read into memory."""
    count = 0
    while block := file.read(_BLOCK):
        count += block.count(_ENTRY)
    if count > MOST_MEMBERS:
        raise _crowd(name)


def _crowd(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} holds more than {MOST_MEMBERS:,} files; unpack it and open what is in it."
    )


def _called(member: str, name: str) -> str:
    return f"{CONTROLS.sub(chr(0xFFFD), member)} in {name}"


def _zipped(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> _Member:
    """Return a member of a zip archive.

    The checksum is held against the blocks here: the library would keep back the last one where it is wrong. What is
    locked by a password, or packed in a way that is not known here, is damage.
    """
    called = _called(entry.filename, name)
    promised = entry.CRC
    del entry.CRC

    def blocks() -> Iterator[bytes]:
        checksum, whole = 0, True
        try:
            with archive.open(entry) as content:
                while block := content.read(_BLOCK):
                    checksum = zlib.crc32(block, checksum)
                    yield block
        except ZIP_DAMAGE:
            whole = False
        if not whole or checksum != promised:
            raise DamageError(f"{called} is damaged; what stands before the damage is shown.")

    return _Member(called, blocks())


def _taped(blocks: Iterator[bytes], name: str) -> Iterator[_Member]:
    """Yield the members of a tape archive; `DamageError` where it breaks off, there or in a member."""

    def of(member: str, blocks: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from blocks
        except UnreadableFileError:
            raise
        except TAPE_DAMAGE:
            raise DamageError(f"{member} is damaged; what stands before the damage is shown.") from None

    count = 0
    try:
        for member in Tape(blocks):
            count += 1
            if count > MOST_MEMBERS:
                raise _crowd(name)
            called = _called(member.name, name)
            yield _Member(called, of(called, member.blocks))
    except UnreadableFileError:
        raise
    except TAPE_DAMAGE:
        raise DamageError(f"{name} is damaged; what stands before the damage is shown.") from None


def _bounded(blocks: Iterable[bytes], packed: int, name: str) -> Iterator[bytes]:
    """Yield `blocks` while they are not beyond all bounds for a file of so many bytes."""
    size = 0
    for block in blocks:
        size += len(block)
        refuse_excess(size, packed, name)
        yield block
