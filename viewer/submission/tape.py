"""The blocks of a tape archive (`.tar`) to its ordinary files, one after the other, as a stream.

Archives are untrusted: what is no ordinary file (a link, a device, a file with holes, which may claim any size) is
passed over, and headers that have no end are damage, for the library would take them into memory.
"""

from __future__ import annotations

import lzma
import tarfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from viewer.errors import UnreadableFileError
from viewer.submission.unpack import DamageError

DAMAGE = (DamageError, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
"""What is raised where a tape archive breaks off, or what it is packed in."""

_HEADERS = 16 << 20
"""Bytes that may stand between two members; more are an attack."""
_CHUNK = 1 << 18


class Taped(NamedTuple):
    """An ordinary file: its name, which is a label and no path, how many bytes it has, and these."""

    name: str
    size: int
    blocks: Iterator[bytes]


class Tape:
    """Goes through the files of a tape archive; what is not read of one is passed over."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        """Read from `blocks`, of any size."""
        self._blocks = blocks
        self._block = b""
        self._left = _HEADERS
        self._failure: Exception | None = None

    def __iter__(self) -> Iterator[Taped]:
        """Yield the files; one of `DAMAGE` is raised where the archive breaks off, there or by a file's blocks."""
        with tarfile.open(fileobj=self, mode="r|") as tape:  # type: ignore[call-overload]
            for info in tape:
                tape.members = []  # it would keep every member of the archive
                self._left = _HEADERS
                if info.isfile() and not info.issparse():
                    blocks = self._blocks_of(tape, info)
                    yield Taped(info.name, info.size, blocks)
                    for _ in blocks:
                        pass
        if self._failure:
            raise self._failure

    def read(self, count: int) -> bytes:
        """Return up to `count` bytes; the library asks for them.

        Damage ends the bytes and is raised later: the library would lose what it has just read.
        """
        if not self._block and self._failure is None:
            try:
                self._block = next(self._blocks, b"")
            except UnreadableFileError:
                raise  # beyond all bounds
            except DAMAGE as error:
                self._failure = error
        content, self._block = self._block[:count], self._block[count:]
        self._left -= len(content)
        if self._left < 0:
            raise ValueError("its headers have no end")
        return content

    def _blocks_of(self, tape: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
        """Yield a file's bytes as far as they go; `TarFile.extractfile` keeps back the last of a file that is cut."""
        stream = tape.fileobj
        assert stream is not None
        stream.seek(info.offset_data)
        left = info.size
        while left:
            self._left = _HEADERS
            block = stream.read(min(left, _CHUNK))
            if not block:
                raise self._failure or tarfile.ReadError("unexpected end of data")
            left -= len(block)
            yield block
