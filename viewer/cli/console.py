"""Bytes to standard output, sentences to standard error, and the exit codes."""

from __future__ import annotations

import os
import sys
from enum import IntEnum

from viewer.errors import ViewerError


class Exit(IntEnum):
    """The program's exit codes; argparse uses the last."""

    DONE = 0
    PROBLEM = 1
    USAGE = 2


def emit(content: bytes) -> None:
    """Write data to standard output, as it is."""
    if sys.stdout is None:
        raise ViewerError("There is no standard output to write to.")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon_output()
        raise ViewerError(f"Standard output cannot be written: {error.strerror or error}.") from error


def flush() -> None:
    """Hand out what argparse has printed, so that a closed pipe shows here and not while Python ends."""
    if sys.stdout is not None:
        sys.stdout.flush()


def abandon_output() -> None:
    """Point standard output nowhere, so that what is still buffered fails quietly when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):  # already closed, or not a file
        pass
    finally:
        os.close(nowhere)


def tell(sentence: str) -> None:
    """Say something to the user on standard error."""
    if sys.stderr is not None:
        print(f"filing-viewer: {shown(sentence)}", file=sys.stderr)


def shown(text: str) -> str:
    r"""Return `text` with what could steer a terminal written out: filings and file names are not trusted.

    >>> shown("EX-10\x1b[2J")
    'EX-10\\x1b[2J'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\xa0" else c.encode("unicode_escape").decode() for c in text)


def reason(error: OSError) -> str:
    """Return what the system says was wrong, and with which file."""
    place = f"{error.filename}: " if isinstance(error.filename, str) else ""
    return f"{place}{error.strerror or error}."
