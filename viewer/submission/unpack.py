"""A gzip-compressed file to a file of what is in it, which has no name and vanishes when it is closed.

Memory stays at a block whatever the file holds; what would fill the disk, or unpacks to far more than any text does,
is refused.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import zlib
from collections.abc import Callable
from typing import IO, NamedTuple

from viewer.errors import UnreadableFileError

MAGIC = b"\x1f\x8b"
LARGEST = 4 << 30
"""Bytes; no submission comes near it."""

DENSEST = 250
"""How many times larger than packed a file may be: text packs 5 to 30 times, only runs of one byte 1,000 times."""

_UNSUSPICIOUS = 64 << 20
_BLOCK = 1 << 20
_GZIP = 16 + zlib.MAX_WBITS

Read = Callable[[int, int], bytes]
"""Returns up to a number of bytes from an offset."""


class Unpacked(NamedTuple):
    """A descriptor of the unpacked file, and sentences on what of the packed one is damaged or left out."""

    descriptor: int
    damage: tuple[str, ...]


def unpack(read: Read, name: str) -> Unpacked:
    """Unpack the gzip members that `read` gives; `UnreadableFileError` where they are too large."""
    with tempfile.TemporaryFile(prefix="filing-viewer-") as target:
        damage = _unpack_members(read, target, name)
        target.flush()
        return Unpacked(os.dup(target.fileno()), (damage,) if damage else ())


def _unpack_members(read: Read, target: IO[bytes], name: str) -> str:
    """Write out one member after the other; return a sentence on what is wrong with the last."""
    decoder = zlib.decompressobj(_GZIP)
    packed, offset, size, between = b"", 0, 0, False
    while True:
        if not packed:
            packed = read(_BLOCK, offset)
            offset += len(packed)
            if not packed:
                return "" if between else f"{name} ends in the middle of what is compressed in it."
        if between:
            packed = packed.lstrip(b"\x00")  # tapes and disks are padded so
            if not packed:
                continue
            if not packed.startswith(MAGIC[: len(packed)]):
                return f"Behind what is compressed in {name} stands something else, which is left out."
            decoder, between = zlib.decompressobj(_GZIP), False
        before = decoder.copy()
        try:
            content = decoder.decompress(packed, _BLOCK)
        except zlib.error:
            target.write(_up_to_damage(before, packed))
            return f"What is compressed in {name} is damaged; what stands before the damage is shown."
        size += len(content)
        refuse_excess(size, offset, name)
        target.write(content)
        between = decoder.eof
        packed = decoder.unused_data if between else decoder.unconsumed_tail


def _up_to_damage(decoder: zlib._Decompress, packed: bytes) -> bytes:
    """Return what comes out of a block before its damage: a decoder that fails keeps back all of the block."""
    pieces: list[bytes] = []
    with contextlib.suppress(zlib.error):
        pieces.extend(decoder.decompress(packed[at : at + 1], _BLOCK) for at in range(len(packed)))
    return b"".join(pieces)


def refuse_excess(size: int, packed: int, name: str) -> None:
    """Raise `UnreadableFileError` where `size` bytes came out of `packed` ones and that is beyond all bounds."""
    if size > LARGEST:
        raise UnreadableFileError(
            f"{name} holds more than {LARGEST >> 30} GB; unpack it and open what is in it."
        )
    if size > _UNSUSPICIOUS and size > packed * DENSEST:
        raise UnreadableFileError(
            f"{name} unpacks to more than {DENSEST} times its size, which no filing does."
        )
