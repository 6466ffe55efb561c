"""Paths to the files to be read, one after the other: files, all in a folder, all in an archive."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from viewer.batch.archive import Member, is_archive, members
from viewer.errors import UnreadableFileError
from viewer.export.names import safe_name

_WANTED = re.compile(
    r".*\.(?:txt|nc|pr|corr\d*|htm|html|xhtml|xml|sgml|sgm)(?:\.gz)?", re.IGNORECASE | re.DOTALL
)
"""Names of filings; a feed has corrections (`.corr01`) and what became public (`.pr`) beside what is new (`.nc`)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file to be read: what it is called in words to the user, where it is, how many bytes of the input it is.

    A `borrowed` one lies in the spool and goes when it is done; `failed` is a sentence where there is nothing to read.
    """

    label: str
    path: Path
    size: int
    borrowed: bool = False
    failed: str = ""


def is_collection(path: Path) -> bool:
    """Whether there may be many files behind a path: a folder or an archive."""
    return path.is_dir() or is_archive(path)


def size_of(paths: Iterable[Path], without: Path | None = None) -> int:
    """Return how many bytes there are to be read, for a measure of progress."""
    total = 0
    for path in paths:
        for each in _files(path, without) if path.is_dir() else (path,):
            try:
                total += each.stat().st_size
            except OSError:
                continue
    return total


class Inputs:
    """Goes through paths in their order, folders in the order of names; archives are read as they come.

    `spool` is an empty folder for members of archives; `without` is a folder that is passed over: the output's.
    """

    def __init__(self, paths: Iterable[Path], spool: Path, without: Path | None = None) -> None:
        """Read from `paths`."""
        self._paths = paths
        self._spool = spool
        self._without = without
        self._count = 0

    def __iter__(self) -> Iterator[Item]:
        """Yield the files."""
        for path in self._paths:
            if path.is_dir():
                for each in _files(path, self._without):
                    yield from self._read(each)
            else:
                yield from self._read(path)

    def _read(self, path: Path) -> Iterator[Item]:
        if not is_archive(path):
            yield Item(str(path), path, _size(path))
            return
        read = 0
        try:
            for member in members(path, is_wanted, self._borrow):
                yield self._member(path, member, member.read - read)
                read = member.read
        except UnreadableFileError as error:
            yield Item(str(path), path, max(0, _size(path) - read), failed=str(error))

    def _member(self, archive: Path, member: Member, size: int) -> Item:
        return Item(f"{archive}/{member.name}", member.path, max(0, size), not member.failed, member.failed)

    def _borrow(self, name: str) -> Path:
        """Return a path in a folder of its own: the name counts, for an exhibit alone is called by it."""
        self._count += 1
        folder = self._spool / str(self._count)
        folder.mkdir()
        return folder / safe_name(name)


def give_back(item: Item) -> None:
    """Remove the file of an archive's member that is done."""
    if item.borrowed:
        shutil.rmtree(item.path.parent, ignore_errors=True)


def is_wanted(name: str) -> bool:
    """Whether a file in a folder or an archive is one of filings, by its name; hidden ones are not."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return _WANTED.fullmatch(last) is not None and not last.startswith(".")


def _files(folder: Path, without: Path | None) -> Iterator[Path]:
    for here, below, names in os.walk(folder):
        inside = Path(here)
        below[:] = sorted(
            name for name in below if not name.startswith(".") and not _same(inside / name, without)
        )
        for name in sorted(names):
            if is_wanted(name) or (is_archive(Path(name)) and not name.startswith(".")):
                yield inside / name


def _same(folder: Path, other: Path | None) -> bool:
    try:
        return other is not None and folder.samefile(other)
    except OSError:
        return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
