"""Events of a long run to a line on the terminal that is written anew, and to nothing where there is no terminal."""

from __future__ import annotations

import sys
import time

from viewer.cli.console import shown

_EVERY = 0.1
_CLEAR = "\r\x1b[K"


class Progress:
    """The line: how much of the input is read, how many files and documents are done, how many failed."""

    def __init__(self, total: int) -> None:
        """Measure against `total` bytes of input."""
        self._total = max(total, 1)
        self._stream = sys.stderr if sys.stderr is not None and sys.stderr.isatty() else None
        self._begun = time.monotonic()
        self._last = 0.0
        self._read = 0

    def advance(self, size: int) -> None:
        """Count bytes of input that are done with."""
        self._read += size

    def show(self, files: int, documents: int, failed: int, name: str) -> None:
        """Write the line anew, at most ten times a second."""
        now = time.monotonic()
        if self._stream is None or now - self._last < _EVERY:
            return
        self._last = now
        minutes, seconds = divmod(int(now - self._begun), 60)
        part = min(self._read / self._total, 1.0)
        trouble = f", {failed:,} failed" if failed else ""
        words = f"{part:4.0%}  {minutes}:{seconds:02}  {files:,} files, {documents:,} documents{trouble}  "
        room = max(0, 79 - len(words))
        last = shown(name.rpartition("/")[2])
        self._stream.write(f"{_CLEAR}{words}{last[:room]}")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away, so that something else can be said."""
        if self._stream is not None and self._last:
            self._stream.write(_CLEAR)
            self._stream.flush()
            self._last = 0.0
