"""An archive of filings to its members, one after the other, each in a file while it is worked on.

The archive is read as a stream: nothing of it stays in memory, and of its members only those lie on the disk that are
worked on. Archives are untrusted: a member is an ordinary file of bounded size or none, its name is a label and never a
path, and what a damaged archive held before its damage is read.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import FileIO
from pathlib import Path
from typing import IO

from viewer.errors import UnreadableFileError
from viewer.submission import tape
from viewer.submission.source import reason
from viewer.submission.tape import Tape

Spool = Callable[[str], Path]
"""Gives the path of a file that a member of that name is to be written to."""
LARGEST = 4 << 30
"""Bytes of the largest member that is read."""
_CHUNK = 1 << 18
_TAPES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
_DAMAGE = (*_UNREADABLE, *tape.DAMAGE)


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its name in the archive, where its bytes are now, and how far the archive has been read.

    `failed` is a sentence where it could not be read; there is no file then.
    """

    name: str
    path: Path
    read: int
    failed: str = ""


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of filings, by its name.

    >>> is_archive(Path("20041222.nc.tar.gz")), is_archive(Path("0001193125-04-218426.txt.gz"))
    (True, False)
    """
    return path.name.lower().endswith((*_TAPES, ".zip"))


def members(path: Path, wanted: Callable[[str], bool], spool: Spool) -> Iterator[Member]:
    """Yield the members of the archive whose names are `wanted`.

    Raises `UnreadableFileError` where the archive breaks off or is none; what was read before has then been yielded.
    """
    read = _zipped if path.name.lower().endswith(".zip") else _taped
    count = 0
    try:
        for member in read(path, wanted, spool):
            count += 1
            yield member
    except FileNotFoundError as error:
        raise UnreadableFileError(f"There is no file {path}.") from error
    except _DAMAGE as error:
        if isinstance(error, UnreadableFileError):
            raise
        behind = f"{path} is damaged behind its first {count} filings"
        raise UnreadableFileError(f"{behind}: {_reason(error)}.") from error


def _taped(path: Path, wanted: Callable[[str], bool], spool: Spool) -> Iterator[Member]:
    with path.open("rb") as file, _unpacked(file, path.name.lower()) as unpacked:
        for taped in Tape(iter(partial(unpacked.read, _CHUNK), b"")):
            if not wanted(taped.name):
                continue
            if taped.size > LARGEST:
                yield Member(taped.name, Path(), file.tell(), _too_large(taped.size))
                continue
            target = spool(taped.name)
            _write(taped.blocks, target, path)
            yield Member(taped.name, target, file.tell())


def _unpacked(file: IO[bytes], name: str) -> IO[bytes]:
    if name.endswith((".gz", ".tgz")):
        import gzip

        return gzip.open(file)  # type: ignore[return-value]
    if name.endswith("bz2"):
        import bz2

        return bz2.open(file)
    if name.endswith("xz"):
        return lzma.open(file)
    return file


def _zipped(path: Path, wanted: Callable[[str], bool], spool: Spool) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir() or not wanted(info.filename):
                continue
            read = min(info.header_offset + info.compress_size, path.stat().st_size)
            if info.file_size > LARGEST:
                yield Member(info.filename, Path(), read, _too_large(info.file_size))
                continue
            target = spool(info.filename)
            try:
                with archive.open(info) as content:
                    _write(iter(partial(content.read, _CHUNK), b""), target, path)
            except _UNREADABLE as error:
                yield Member(info.filename, Path(), read, f"It cannot be unpacked: {_reason(error)}.")
                continue
            yield Member(info.filename, target, read)


def _write(blocks: Iterator[bytes], target: Path, archive: Path) -> None:
    """Write a member to the spool, whole or not at all; a disk without room is no damage of the archive."""
    size = 0
    try:
        with target.open("wb", buffering=0) as file:
            for block in blocks:
                size += len(block)
                if size > LARGEST:
                    raise ValueError("a member is larger than it says")
                _put(block, file, archive)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _put(block: bytes, file: FileIO, archive: Path) -> None:
    rest = memoryview(block)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as error:
        raise UnreadableFileError(f"{archive} cannot be unpacked: {reason(error)}.") from error


def _reason(error: Exception) -> str:
    """Return what a library says of damage, as the end of a sentence."""
    return (str(error) or type(error).__name__).splitlines()[0][:120].rstrip(".")


def _too_large(size: int) -> str:
    return f"It holds {size / 1e9:.1f} GB; files of more than {LARGEST >> 30} GB are not read."
