"""A gzip-compressed file to a file of what is in it, which has no name and vanishes when it is closed.

Memory stays at a block whatever the file holds; what would fill the disk, or unpacks to far more than any text does,
is refused.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

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


class DamageError(Exception):
    """A sentence on what is lost of something packed; raised behind what comes out of it."""


def unpack(read: Read, name: str) -> Unpacked:
    """Unpack the gzip members that `read` gives; `UnreadableFileError` where they are too large."""
    damage: tuple[str, ...] = ()
    packed = _Counted(blocks_of(read))
    with tempfile.TemporaryFile(prefix="filing-viewer-") as target:
        try:
            for content in gunzipped(packed, name):
                refuse_excess(target.tell() + len(content), packed.size, name)
                target.write(content)
        except DamageError as error:
            damage = (str(error),)
        target.flush()
        return Unpacked(os.dup(target.fileno()), damage)


def blocks_of(read: Read) -> Iterator[bytes]:
    """Yield what `read` gives, block by block."""
    offset = 0
    while block := read(_BLOCK, offset):
        yield block
        offset += len(block)


class _Counted:
    """Blocks that are counted while they are taken."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for block in self._blocks:
            self.size += len(block)
            yield block


def gunzipped(blocks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield what is in one gzip member after the other, at most a megabyte at a time; `DamageError` behind that."""
    decoder = zlib.decompressobj(_GZIP)
    between = False
    for packed in blocks:
        while packed:
            if between:
                packed = packed.lstrip(b"\x00")  # tapes and disks are padded so
                if not packed:
                    break
                if not packed.startswith(MAGIC[: len(packed)]):
                    raise DamageError(
                        f"Behind what is compressed in {name} stands something else, which is left out."
                    )
                decoder, between = zlib.decompressobj(_GZIP), False
            before = decoder.copy()
            try:
                content = decoder.decompress(packed, _BLOCK)
            except zlib.error:
                yield _up_to_damage(before, packed)
                raise DamageError(
                    f"What is compressed in {name} is damaged; what stands before the damage is shown."
                ) from None
            yield content
            between = decoder.eof
            packed = decoder.unused_data if between else decoder.unconsumed_tail
    if not between:
        raise DamageError(f"{name} ends in the middle of what is compressed in it.")


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
