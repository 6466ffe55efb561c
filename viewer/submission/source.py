"""The bytes of one file: slices, searches, size and digest, read piece by piece where they are wanted.

The file is read with `pread`, not mapped into memory. A mapped file that somebody truncates kills the whole
process with SIGBUS at the next access, and a search through a map holds the interpreter for as long as it
lasts. Reading 256 KB at a time is as fast (the search is the cost, not the copy), needs no memory that
grows with the file, lets other threads run, and turns a file that shrank or vanished into an ordinary error.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from viewer.errors import UnreadableFileError
from viewer.submission import unpack

if TYPE_CHECKING:
    from viewer.submission.model import Span
    from viewer.submission.unpack import Unpacked

BLOCK = 1 << 18
"""Bytes that a search or a digest reads at a time: fits a processor's cache, and is searched in 0.1 ms."""

_ZIP = b"PK\x03\x04"
TAPE, TAPE_AT = b"ustar", 257
"""What a tape archive is known by, and where it stands."""
_HEAD = 1 << 12
"""Bytes that tell a packed file, and of one within a gzip file what it is."""


class _Descriptor:
    """A file descriptor that is closed when nobody holds this object any more.

    A reader in another thread keeps it alive until its read is done, so a number that the system has
    meanwhile given to another file can never be read from.
    """

    __slots__ = ("_close", "lock", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self.lock = threading.Lock()
        self._close: Callable[[int], None] = os.close

    def __del__(self) -> None:
        self._close(self.number)

    def read(self, count: int, offset: int) -> bytes:
        """Return up to `count` bytes from `offset`; fewer only at the end of the file."""
        if hasattr(os, "pread"):
            return os.pread(self.number, count, offset)
        with self.lock:  # Windows: no positioned read, so the position must not be moved in between
            os.lseek(self.number, offset, os.SEEK_SET)
            return os.read(self.number, count)


class Source:
    """The bytes of one file; a context manager, safe to read from several threads.

    Every read raises `UnreadableFileError` when the source is closed, or when the file has become shorter.
    """

    __slots__ = (
        "__weakref__",
        "_descriptor",
        "_line",
        "_stamp",
        "damage",
        "is_sparse",
        "name",
        "path",
        "size",
    )

    def __init__(self, path: Path, descriptor: _Descriptor, name: str) -> None:
        status = os.fstat(descriptor.number)
        self.path = path
        self.name = name
        self.size = status.st_size
        self._stamp = status.st_mtime_ns
        self.is_sparse = hasattr(os, "SEEK_DATA") and getattr(status, "st_blocks", 0) * 512 < status.st_size
        self._descriptor: _Descriptor | None = descriptor
        self._line = (0, 1)
        self.damage: tuple[str, ...] = ()

    @classmethod
    def open(cls, path: Path) -> Source:
        """Open `path` for reading; raise `UnreadableFileError`, with a sentence, if that cannot be.

        Of a gzip-compressed file the source is what is in it, of a zip archive of submissions these, one behind the
        other; `damage` are sentences on what is lost of that.
        """
        path = Path(path)
        name = shown_name(path)
        descriptor = _open_file(path, name)
        try:
            unpacked = _unpacked(descriptor, name)
        except UnreadableFileError:
            raise
        except OSError as error:
            raise UnreadableFileError(f"{name} cannot be read: {reason(error)}.") from error
        if unpacked is None:
            return cls(path, descriptor, name)
        source = cls(path, _Descriptor(unpacked.descriptor), _name_within(name))
        source.damage = unpacked.damage
        return source

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; reads that are under way in other threads still finish."""
        self._descriptor = None

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, place: slice) -> bytes:
        start, end, step = place.indices(self.size)
        if step != 1:
            raise ValueError("a source is read in one direction, byte after byte")
        return self.piece(start, end)

    def read(self, span: Span) -> bytes:
        """Return the bytes of `span`."""
        return self.piece(span.start, span.end)

    def piece(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` up to `end`, or up to the end of the source."""
        count = min(end, self.size) - start
        if count <= 0:
            return b""
        descriptor = self._descriptor
        if descriptor is None:
            raise UnreadableFileError(f"{self.name} is closed.")
        try:
            content = descriptor.read(count, start)
            while len(content) < count:
                more = descriptor.read(count - len(content), start + len(content))
                if not more:
                    raise UnreadableFileError(f"{self.name} became shorter while it was open; open it again.")
                content += more
        except OSError as error:
            if isinstance(error, UnreadableFileError):
                raise
            raise UnreadableFileError(f"{self.name} cannot be read: {reason(error)}.") from error
        return content

    def extents(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of what was ever written; the holes of a sparse file are left out."""
        end = self.size if end is None else min(end, self.size)
        descriptor = self._descriptor
        if not self.is_sparse or descriptor is None:
            yield start, end
            return
        while start < end:
            try:
                first = os.lseek(descriptor.number, start, os.SEEK_DATA)
                last = os.lseek(descriptor.number, first, os.SEEK_HOLE)
            except OSError as error:
                if error.errno != errno.ENXIO:  # not "no more data": a file system that cannot tell
                    yield start, end
                return
            if first < end:
                yield first, min(last, end)
            start = last

    def blocks(
        self, start: int = 0, end: int | None = None, overlap: int = 0, length: int = BLOCK
    ) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, bytes) of one block after the other; each reaches `overlap` bytes into the next."""
        end = self.size if end is None else min(end, self.size)
        while start < end:
            block = self.piece(start, min(start + length + overlap, end))
            yield start, block
            if start + len(block) >= end:
                return
            start += length

    def written(
        self, start: int = 0, end: int | None = None, overlap: int = 0
    ) -> Iterator[tuple[int, bytes]]:
        """Yield the same blocks, but for the holes of a sparse file."""
        for first, last in self.extents(start, end):
            yield from self.blocks(first, last, overlap)

    def find(self, needle: bytes, start: int = 0, end: int | None = None) -> int:
        """Return the offset of the first `needle` that lies wholly between `start` and `end`, or -1."""
        return next(self.find_all(needle, start, end), -1)

    def find_all(self, needle: bytes, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield the offset of every `needle` that lies wholly between `start` and `end`, reading the file once."""
        for base, block in self.written(start, end, len(needle) - 1):
            at = block.find(needle)
            while at >= 0:
                yield base + at
                at = block.find(needle, at + 1)

    def line_at(self, offset: int) -> int:
        """Return the number, from 1, of the line the byte at `offset` is on.

        Reads the file up to there, from where was asked before: one document after the other reads it once.
        """
        known, line = self._line if self._line[0] <= offset else (0, 1)
        line += self.count_lines(known, offset)
        self._line = (offset, line)
        return line

    def count_lines(self, start: int, end: int) -> int:
        """Return how many line ends, LF, CR or CR LF, there are between two offsets."""
        count, carriage = 0, self.piece(max(0, start - 1), start) == b"\r"
        for _, block in self.written(start, end):
            count += block.count(b"\n") - (carriage and block.startswith(b"\n"))
            if b"\r" in block:
                count += block.count(b"\r") - block.count(b"\r\n")
            carriage = block.endswith(b"\r")  # its line feed, if it has one, is in the next block
        return count

    def digest(self) -> str:
        """Return the SHA-256 of all bytes, in hexadecimal."""
        digest = hashlib.sha256()
        for _, block in self.blocks():
            digest.update(block)
        return digest.hexdigest()

    @property
    def is_changed(self) -> bool:
        """Whether somebody has written to the file since it was opened."""
        descriptor = self._descriptor
        if descriptor is None:
            return False
        status = os.fstat(descriptor.number)
        return (status.st_size, status.st_mtime_ns) != (self.size, self._stamp)


def _name_within(name: str) -> str:
    """Return what a packed file is called when it is unpacked; an archive keeps its name."""
    within = name.removesuffix(".gz")
    return name if within in ("", ".") or within.endswith(".tar") else within


def shown_name(path: Path) -> str:
    """Return the file's name as it can be shown and printed, whatever bytes it is made of."""
    return (path.name or str(path)).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def reason(error: OSError) -> str:
    """Return what the system says, as the end of a sentence."""
    said = error.strerror or str(error) or type(error).__name__
    return said[:1].lower() + said[1:].rstrip(".")


def _unpacked(descriptor: _Descriptor, name: str) -> Unpacked | None:
    """Return what is in a packed file; None where it is none, or an archive without submissions."""
    head = descriptor.read(_HEAD, 0)
    if head.startswith(unpack.MAGIC):
        inside = next(unpack.gunzipped([head], name), b"")
        return _tape(descriptor, inside, name, packed=True) or unpack.unpack(descriptor.read, name)
    if head.startswith(_ZIP):
        from viewer.submission.members import unzip  # few files are archives

        with os.fdopen(os.dup(descriptor.number), "rb") as file:
            return unzip(file, name)
    return _tape(descriptor, head, name, packed=False)


def _tape(descriptor: _Descriptor, head: bytes, name: str, packed: bool) -> Unpacked | None:
    """Return the submissions of a tape archive, which may be packed with gzip; None where it is none, or has none."""
    if not head.startswith(TAPE, TAPE_AT):
        return None
    from viewer.submission.members import untar

    blocks = unpack.blocks_of(descriptor.read)
    size = os.fstat(descriptor.number).st_size
    return untar(unpack.gunzipped(blocks, name) if packed else blocks, size, name)


def _open_file(path: Path, name: str) -> _Descriptor:
    """Open a regular file; looking first, and not waiting, keeps a named pipe from stopping the program."""
    try:
        _refuse_special(path.stat().st_mode, name)
        flags = (
            os.O_RDONLY
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_BINARY", 0)
            | getattr(os, "O_CLOEXEC", 0)
        )
        descriptor = _Descriptor(os.open(path, flags))
        _refuse_special(os.fstat(descriptor.number).st_mode, name)
    except UnreadableFileError:
        raise
    except FileNotFoundError as error:
        raise UnreadableFileError(f"There is no file {name}.") from error
    except PermissionError as error:
        raise UnreadableFileError(f"{name} may not be read: permission denied.") from error
    except OSError as error:
        raise UnreadableFileError(f"{name} cannot be opened: {reason(error)}.") from error
    except ValueError as error:
        raise UnreadableFileError(f"{name!r} is no name of a file.") from error
    return descriptor


def _refuse_special(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise UnreadableFileError(f"{name} is a folder, not a file.")
    if not stat.S_ISREG(mode):
        raise UnreadableFileError(f"{name} is a device or a pipe, not a file.")
