"""A zip archive of submissions to a file of them, one behind the other, which vanishes when it is closed.

A submission is told by its first line, that of an envelope; an archive that holds none is left to be read as what it
is. Memory stays at a block; sizes are counted while members are unpacked, and nothing goes by their names.
"""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO

from viewer.errors import UnreadableFileError
from viewer.submission.unpack import Unpacked, refuse_excess

MOST_MEMBERS = 20_000
"""More than a day of filings has."""

_ENTRY = b"PK\x01\x02"
_BLOCK = 1 << 18
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*"
    rb"(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----|<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>|<SUBMISSION>)",
    re.IGNORECASE,
)
"""The lines that part a submission from what stands before it, whatever is missing at the end of that."""


def unzip(file: IO[bytes], name: str) -> Unpacked | None:
    """Unpack the submissions of the archive that `file` holds; None where there are none in it.

    Raises `UnreadableFileError` where they are too many or too large.
    """
    _refuse_crowd(file, name)
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGE:
        return None
    packed = file.seek(0, os.SEEK_END)
    with archive, tempfile.TemporaryFile(prefix="filing-viewer-") as target:
        damage, others = [], 0
        for entry in archive.infolist():
            blocks = _blocks(archive, entry)
            first = next(blocks, None)
            if first is None or not _BEGINS.match(first):
                others += not entry.is_dir()
            elif _take(chain([first], blocks), target, packed, name):
                member = _CONTROLS.sub("\ufffd", entry.filename)
                damage.append(f"{member} in {name} is damaged; what stands before the damage is shown.")
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


def _refuse_crowd(file: IO[bytes], name: str) -> None:
    """Count the members before their list is read into memory."""
    count = 0
    while block := file.read(_BLOCK):
        count += block.count(_ENTRY)
    if count > MOST_MEMBERS:
        raise UnreadableFileError(
            f"{name} holds more than {MOST_MEMBERS:,} files; unpack it and open what is in it."
        )


def _take(blocks: Iterable[bytes | None], target: IO[bytes], packed: int, name: str) -> bool:
    """Write a member behind the others, the next one on a line of its own; return whether it is damaged."""
    damaged, last = False, b""
    for block in blocks:
        if block is None:
            damaged = True
        else:
            refuse_excess(target.tell() + len(block), packed, name)
            target.write(block)
            last = block[-1:]
    if last not in b"\r\n":
        target.write(b"\n")
    return damaged


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes | None]:
    """Yield a member block by block, and None at its damage.

    The checksum is held against the blocks here: the library would keep back the last one where it is wrong. What is
    locked by a password, or packed in a way that is not known here, is damage.
    """
    promised, checksum = entry.CRC, 0
    del entry.CRC
    try:
        with archive.open(entry) as member:
            while block := member.read(_BLOCK):
                checksum = zlib.crc32(block, checksum)
                yield block
    except _DAMAGE:
        yield None
        return
    if checksum != promised:
        yield None
