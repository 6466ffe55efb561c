"""The place of one `<DOCUMENT>` in a source to its record: preamble, text span, kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from viewer.submission.encoding import decode_line
from viewer.submission.index.pairing import Flaw, Place
from viewer.submission.kind import WINDOW, find_kind
from viewer.submission.model import Alteration, Document, Span

if TYPE_CHECKING:
    from viewer.submission.source import Source

_FIRST_READ = 1024
_LONGEST_PREAMBLE = 1 << 16
_TAIL = 128
_AHEAD = _FIRST_READ + 64

_EOL = rb"[ \t]*(?:\r*\n|\r|\Z)"
_TEXT = re.compile(rb"(?:\A|[\r\n])[ \t]*<TEXT>(?:" + _EOL + rb")?", re.IGNORECASE)
_LINE = re.compile(rb"[^\r\n]*(?:\r*\n|\r|\Z)")
_FIELD = re.compile(rb"[ \t]*<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\r\n]*)", re.IGNORECASE)
_USUAL = re.compile(
    rb"<DOCUMENT>\s*<TYPE>([^\r\n]*)\s+<SEQUENCE>([^\r\n]*)\s+(?:<FILENAME>([^\r\n]*)\s+)?"
    rb"(?:<DESCRIPTION>([^\r\n]*)\s+)?<TEXT>" + _EOL
)
_TEXT_END = re.compile(rb"(?:(?:\A|(?<=[\r\n]))[ \t]*)?</TEXT>\s*\Z", re.IGNORECASE)
_TEXT_END_BEFORE_DAMAGE = re.compile(
    rb"(?:\A|(?<=[\r\n]))[ \t]*</TEXT>" + _EOL + rb"\s*</?[^\r\n]{0,40}\s*\Z", re.IGNORECASE
)
_END_TAG = re.compile(rb"\s*</[A-Za-z-]+>\s*\Z")


class Preamble(NamedTuple):
    """What stands before a document's text, as filed.

    `text` is where the text begins, counted from the document's first line; `has_text_line` whether that is
    said.
    """

    type: str
    sequence: str
    filename: str
    description: str
    flawed: bool
    text: int
    has_text_line: bool


class Reading(NamedTuple):
    """A document's record, and which of the lines around its text are there."""

    document: Document
    has_text_line: bool
    has_text_end: bool


class Nearby:
    """A source read ahead by so much that one read does for the end of a document and the next one."""

    __slots__ = ("_bytes", "_end", "_start", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self._start = self._end = 0
        self._bytes = b""

    def piece(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` up to `end`."""
        if not self._start <= start <= end <= self._end:
            self._bytes = self.source.piece(start, end + _AHEAD)
            self._start, self._end = start, max(end, start + len(self._bytes))
        return self._bytes[start - self._start : end - self._start]


def read_document(nearby: Nearby, place: Place, number: int, alterations: Alteration) -> Reading:
    """Return the record of the document at `place`; documents are best read in file order."""
    source = nearby.source
    head = nearby.piece(place.start, min(place.start + _FIRST_READ, place.end_tag))
    if head[:1] in (b" ", b"\t"):
        alterations |= Alteration.INDENTED
    preamble = _read_preamble(source, place, head)
    start = place.start + preamble.text
    end = _find_text_end(nearby, start, place)
    has_text_end = end >= 0
    end = end if has_text_end else place.end_tag
    document = Document(
        number,
        preamble.type,
        preamble.sequence,
        preamble.filename,
        preamble.description,
        Span(place.start, place.end),
        Span(start, end),
        find_kind(_head_of_text(source, head, preamble, start, end), preamble.filename, preamble.type),
        preamble.flawed,
        alterations,
    )
    return Reading(document, preamble.has_text_line, has_text_end)


def _head_of_text(source: Source, head: bytes, preamble: Preamble, start: int, end: int) -> bytes:
    """Return enough of a text's first bytes to tell its kind, from what has been read if it can be."""
    known = head[preamble.text : preamble.text + end - start]
    wanted = min(WINDOW, end - start)
    if len(known) < wanted:
        known = source.piece(start, start + wanted)
    if known.isspace():
        known = source.piece(start, min(start + _LONGEST_PREAMBLE, end)).lstrip()[:WINDOW]
    return known


def _find_text_end(nearby: Nearby, start: int, place: Place) -> int:
    """Return where the text that begins at `start` ends, or -1 where no `</TEXT>` says so."""
    floor = max(start, place.end_tag - _TAIL)
    tail = nearby.piece(floor, place.end_tag)
    if tail.endswith((b"\n</TEXT>\n", b"\r</TEXT>\r")):
        return place.end_tag - len(b"</TEXT>\n")
    found = _TEXT_END.search(tail)
    if found is None and place.flaw is not Flaw.NONE and Flaw.NO_END in place.flaw:
        found = _TEXT_END_BEFORE_DAMAGE.search(tail)
    return floor + found.start() if found else -1


def _read_preamble(source: Source, place: Place, head: bytes) -> Preamble:
    usual = _USUAL.match(head)
    if usual and b"</" not in usual.group():
        type_, sequence, filename, description = map(_text, usual.groups(b""))
        return Preamble(type_, sequence, filename, description, False, usual.end(), True)
    text = _TEXT.search(head)
    if text is None and place.end_tag - place.start > len(head):
        head = source.piece(place.start, min(place.start + _LONGEST_PREAMBLE, place.end_tag))
        text = _TEXT.search(head)
    return _parse_preamble(head, text)


def _parse_preamble(head: bytes, text: re.Match[bytes] | None) -> Preamble:
    """Return what the lines before `text` say; without a `<TEXT>` line, the text begins behind them."""
    values: dict[str, list[bytes]] = {}
    flawed, current, end = False, "", 0
    for line in _LINE.finditer(head, 0, text.start() + 1 if text else len(head)):
        stripped = line.group().strip()
        field = _FIELD.match(line.group())
        if field:
            current = field.group(1).decode("ascii").upper()
            values.setdefault(current, []).append(field.group(2))
        elif stripped.upper() in (b"<DOCUMENT>", b"<FLAWED>"):
            flawed = flawed or stripped.upper() == b"<FLAWED>"
            current = ""
        elif stripped and current == "DESCRIPTION" and not stripped.startswith(b"<"):
            values[current].append(stripped)
        elif stripped and not text:
            break
        end = line.end()
    filed = {name: " ".join(filter(None, map(_value, raws))) for name, raws in values.items()}
    return Preamble(
        filed.get("TYPE", ""),
        filed.get("SEQUENCE", ""),
        filed.get("FILENAME", ""),
        filed.get("DESCRIPTION", ""),
        flawed,
        text.end() if text else end,
        text is not None,
    )


def _value(raw: bytes) -> str:
    if b"</" in raw:
        raw = _END_TAG.sub(b"", raw)
    return _text(raw)


def _text(raw: bytes) -> str:
    raw = raw.strip()
    return raw.decode("ascii") if raw.isascii() else decode_line(raw)
