"""Bytes to a file, whole or not at all; what stands there stays unless the user asked for it to be replaced."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.errors import ExportError

if TYPE_CHECKING:
    from viewer.export.content import Piece


_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def write(path: Path, content: bytes, overwrite: bool = False) -> None:
    """Write `content` to `path` whole or not at all; what stands there stays unless `overwrite` is set.

    Raises `ExportError`, one sentence, where that cannot be done.
    """
    try:
        _refuse(path, overwrite)
        draft = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.part")
        try:
            with draft.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            _put(draft, path, overwrite)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
    except ExportError:
        raise
    except OSError as error:
        raise ExportError(_sentence(path, error)) from error


def save(folder: Path, pieces: Iterable[Piece], overwrite: bool = False) -> tuple[Path, ...]:
    """Write the files of an export into `folder` and return where they are; a picture that is there already stays.

    Raises `ExportError`, one sentence, at the first that cannot be written.
    """
    written = []
    for piece in pieces:
        path = folder / piece.name
        if not holds(path, piece.content):
            write(path, piece.content, overwrite)
        written.append(path)
    return tuple(written)


def is_full(error: ExportError) -> bool:
    """Whether there is no room for anything more, so that nothing else can be written either."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _NO_ROOM


def holds(path: Path, content: bytes) -> bool:
    """Whether the ordinary file at `path` holds just these bytes."""
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _refuse(path: Path, overwrite: bool) -> None:
    """Raise where `path` may not be written: a folder, a device, or something that stays unless asked."""
    if path.is_dir():
        raise ExportError(f"{path} is a folder.")
    if os.path.lexists(path):
        if not overwrite:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        if not path.is_file():
            raise ExportError(f"{path} is no ordinary file and was left as it is.")


def _put(draft: Path, path: Path, overwrite: bool) -> None:
    """Give the finished draft its name in one step, which fails where `path` has come to exist meanwhile."""
    if overwrite:
        draft.replace(path)
    elif os.name == "nt":
        draft.rename(path)  # on Windows a rename never replaces
    else:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: take the name with an empty file first
            path.open("xb").close()
            draft.replace(path)


def _sentence(path: Path, error: OSError) -> str:
    folder = path.parent
    if isinstance(error, FileExistsError):
        return f"{path} exists already and was left as it is."
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return f"{path} cannot be written: there is no folder {folder}."
    if isinstance(error, PermissionError):
        return f"{path} cannot be written: you may not write there."
    if error.errno == errno.EROFS:
        return f"{path} cannot be written: the disk is read-only."
    if error.errno in _NO_ROOM:
        return f"{path} cannot be written: there is no space left."
    if error.errno == errno.ENAMETOOLONG:
        return f"{path} cannot be written: the name is too long."
    return f"{path} cannot be written: {error.strerror or error}."
