"""A query to its hits in a text: forgiving of how a filer set quotes, dashes and spaces, and never without an end.

Plain words are found whatever quotation marks, dashes, white space, line ends and soft hyphens stand in the text. A
regular expression is taken at its word; it runs in a process of its own, because one that goes astray can only be
stopped from outside.
"""

from __future__ import annotations

import faulthandler
import os
import re
import signal
import threading
import time
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from functools import lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING, NamedTuple

from viewer.errors import QueryError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from viewer.render.places import Fold

MOST_HITS = 100_000
LONGEST = 5.0
"""Seconds that a regular expression may take."""

_SLICE = 1 << 18  # characters looked through in one go; between two slices others may run
_LOOK = 0.05  # seconds between two looks at whether a search is still wanted
_START = 20.0  # seconds that its process may take to begin
_OVERLAP = 4096  # characters that a hit may reach beyond its slice

_SINGLE = "'\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4"
_DOUBLE = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb'
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ALIKE = {letter: f"[{re.escape(letters)}]" for letters in (_SINGLE, _DOUBLE, _DASHES) for letter in letters}
_ELLIPSIS = r"(?:\.\s?\.\s?\.|…)"
_PARTS = re.compile(r"\s+|\.\.\.|…|.", re.DOTALL)
_HAS_UNSEEN = re.compile(f"[{_UNSEEN}]")

Wanted = Callable[[], bool]


class Option(Flag):
    """How a query is to be taken."""

    NONE = 0
    CASE = auto()
    """Capitals and small letters differ."""
    WORD = auto()
    """Hits begin and end where words do."""
    PATTERN = auto()
    """The query is a regular expression."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, as typed."""

    text: str
    options: Option = Option.NONE

    def __bool__(self) -> bool:
        return bool(self.text.strip()) or (bool(self.text) and Option.PATTERN in self.options)


class Hit(NamedTuple):
    """The characters `start` (included) to `end` (excluded) of the text that was searched."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line around a hit: what stands before it, the hit itself, what stands behind; each on one line."""

    before: str
    hit: str
    after: str


def search(
    query: Query, text: str, wanted: Wanted = lambda: True, folds: Sequence[Fold] = ()
) -> tuple[Hit, ...]:
    """Return the hits of `query` in `text` in order, at most `MOST_HITS`; none when no longer `wanted`.

    `folds` are the cells of the text that are broken over lines, other cells standing beside them. What goes on from
    one line of a cell in the next is found too; of such a hit the part in its first line is returned.

    Raises `QueryError`, one sentence, for what is no regular expression and for one that takes too long.
    """
    if not query:
        return ()
    hits = _in_order(query, text, wanted)
    folded = (
        [hit for hit in _over_folds(query, text, wanted, folds) if not _meets(hits, hit)] if folds else ()
    )
    return tuple(sorted((*hits, *folded))[:MOST_HITS]) if folded else hits


def _in_order(query: Query, text: str, wanted: Wanted) -> tuple[Hit, ...]:
    """Return the hits among the words of a text as they follow each other."""
    pattern = compiled(query)
    if Option.PATTERN in query.options:
        return _apart.search(pattern, text, wanted)
    if _HAS_UNSEEN.search(text):
        pattern = compiled(query, broken=True)
    return tuple(islice(_hits(pattern, text, wanted), MOST_HITS))


def _over_folds(query: Query, text: str, wanted: Wanted, folds: Sequence[Fold]) -> Iterator[Hit]:
    """Yield the hits that begin in one line of a cell and end in another."""
    cells = [" ".join(text[start:end] for start, end in fold) for fold in folds]
    begins = list(accumulate((len(cell) + 1 for cell in cells), initial=0))
    for hit in _in_order(query, "\n".join(cells), wanted):
        number = bisect_right(begins, hit.start) - 1
        if hit.end >= begins[number + 1]:
            continue  # from one cell into the next
        at = begins[number]
        for start, end in folds[number]:
            if hit.start < at + end - start:
                if hit.end > at + end - start:
                    yield Hit(start + hit.start - at, end)
                break
            at += end - start + 1


def _meets(hits: Sequence[Hit], hit: Hit) -> bool:
    """Whether a hit overlaps one of `hits`, which are in order."""
    number = bisect_left(hits, hit.end, key=lambda each: each.start)
    return number > 0 and hits[number - 1].end > hit.start


@lru_cache(maxsize=32)
def compiled(query: Query, broken: bool = False) -> re.Pattern[str]:
    r"""Return `query` as a regular expression; `broken` words may have soft hyphens in them.

    >>> bool(compiled(Query("the Company's")).fullmatch("THE\n  COMPANY\u2019S"))
    True
    """
    flags = re.MULTILINE | (re.NOFLAG if Option.CASE in query.options else re.IGNORECASE)
    source = query.text if Option.PATTERN in query.options else _forgiving(query.text, broken)
    if Option.WORD in query.options:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # what a later Python will take `[[` for
            return re.compile(source, flags)
    except re.error as error:
        where = f" at character {_place(error, query) + 1}" if error.pos is not None else ""
        raise QueryError(f"This is not a regular expression: {error.msg}{where}.") from None
    except (RecursionError, OverflowError, MemoryError):
        raise QueryError("This regular expression is too large.") from None


def _place(error: re.error, query: Query) -> int:
    before = len(r"(?<!\w)(?:") if Option.WORD in query.options else 0
    return min(max((error.pos or 0) - before, 0), len(query.text))


def _forgiving(words: str, broken: bool) -> str:
    """Return a regular expression for `words` that takes signs and spaces that look alike for each other."""
    parts = [part for part in _PARTS.findall(words.strip()) if part not in _UNSEEN]
    joint = f"[{_UNSEEN}]*" if broken else ""
    return joint.join(
        r"\s+"
        if part.isspace()
        else _ELLIPSIS
        if part in ("...", "…")
        else _ALIKE.get(part) or re.escape(part)
        for part in parts
    )


def _hits(pattern: re.Pattern[str], text: str, wanted: Wanted) -> Iterator[Hit]:
    """Yield the hits slice by slice; a slice ends with a line, so that no word is cut."""
    start, after = 0, 0
    while start < len(text) and wanted():
        end = _line_end(text, start + _SLICE)
        reach = _line_end(text, end + _OVERLAP)
        for found in pattern.finditer(text, max(start, after), reach):
            if found.start() >= end:
                break
            if found.end() > found.start():
                after = found.end()
                yield Hit(found.start(), after)
        start = end


def _line_end(text: str, place: int) -> int:
    """Return where the line of `place` ends, or `place` itself where that is too far."""
    found = text.find("\n", place, place + _SLICE)
    return min(len(text), found if found >= 0 else place)


def excerpt(text: str, hit: Hit, width: int = 90) -> Excerpt:
    r"""Return the line around `hit`, at most about `width` characters to either side; an ellipsis where it goes on.

    >>> excerpt("one\ntwo  three four\nfive", Hit(9, 14))
    Excerpt(before='two ', hit='three', after=' four')
    """
    low = max(text.rfind("\n", 0, hit.start) + 1, hit.start - width)
    line_end = text.find("\n", hit.end)
    line_end = line_end if line_end >= 0 else len(text)
    high = min(line_end, hit.end + width)
    before, after = _one_line(text[low : hit.start]).lstrip(), _one_line(text[hit.end : high]).rstrip()
    if text[high:line_end].strip():
        after = (after.rpartition(" ")[0] or after) + " …"
    return Excerpt(before, _one_line(text[hit.start : hit.end]), after)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


class _Apart:
    """A process for regular expressions, started with the first of them and ended when one takes too long."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: tuple[BaseProcess, Connection] | None = None

    def search(self, pattern: re.Pattern[str], text: str, wanted: Wanted) -> tuple[Hit, ...]:
        """Return the hits of `pattern`; raises `QueryError` when it takes longer than `LONGEST`."""
        with self._lock:
            if not wanted():
                return ()
            connection = self._start()
            try:
                connection.send((pattern.pattern, int(pattern.flags), text))
                began = time.monotonic()
                while not connection.poll(_LOOK):
                    late = time.monotonic() - began > LONGEST
                    if late or not wanted():
                        self._end()
                        if late:
                            raise _too_long()
                        return ()
                return tuple(Hit(*span) for span in connection.recv())
            except (EOFError, OSError):
                self._end()
                raise _too_long() from None

    def _start(self) -> Connection:
        if self._running is not None and self._running[0].is_alive():
            return self._running[1]
        self._end()
        import multiprocessing  # few texts are searched so, and the window would begin later

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        worker = context.Process(target=_serve, args=(theirs,), name="patterns", daemon=True)
        worker.start()
        theirs.close()
        self._running = worker, ours
        try:
            if not ours.poll(_START):
                raise EOFError
            ours.recv()
        except (EOFError, OSError):
            self._end()
            raise QueryError("The search for regular expressions could not be started.") from None
        return ours

    def _end(self) -> None:
        if self._running is not None:
            worker, connection = self._running
            self._running = None
            connection.close()
            worker.kill()
            worker.join()

    def close(self) -> None:
        """End the process; the next search starts another."""
        with self._lock:
            self._end()


def _too_long() -> QueryError:
    return QueryError("This regular expression takes too long on this document.")


def _serve(connection: Connection) -> None:
    """Answer searches until the other side is gone; the only thing here that runs in the process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        connection.send("ready")
        while True:
            try:
                source, flags, text = connection.recv()
            except (EOFError, OSError):
                return
            # Ends this process even if the other one is gone and nobody stops the expression any more.
            faulthandler.dump_traceback_later(3 * LONGEST, exit=True, file=nowhere)
            found = _hits(re.compile(source, flags), text, lambda: True)
            connection.send([tuple(hit) for hit in islice(found, MOST_HITS)])
            faulthandler.cancel_dump_traceback_later()


_apart = _Apart()


def close() -> None:
    """End what searches started: the process for regular expressions."""
    _apart.close()
