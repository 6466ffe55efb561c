"""The place of one `<DOCUMENT>` in a source to its record: preamble, text span, kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.submission.encoding import decode_line
from viewer.submission.kind import WINDOW, find_kind
from viewer.submission.model import Alteration, Document, Span

if TYPE_CHECKING:
    from viewer.submission.source import Source

_FIRST_READ = 1024
_LONGEST_PREAMBLE = 1 << 16
_TAIL = 128

_EOL = rb"[ \t]*(?:\r*\n|\r|\Z)"
_TEXT = re.compile(rb"(?:\A|[\r\n])[ \t]*<TEXT>(?:" + _EOL + rb")?", re.IGNORECASE)
_FIELD = re.compile(rb"[ \t]*<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\r\n]*)", re.IGNORECASE)
_USUAL = re.compile(
    rb"[ \t]*<DOCUMENT>\s*<TYPE>([^\r\n]*)\s+<SEQUENCE>([^\r\n]*)\s+(?:<FILENAME>([^\r\n]*)\s+)?"
    rb"(?:<DESCRIPTION>([^\r\n]*)\s+)?<TEXT>" + _EOL
)
_TEXT_END = re.compile(rb"(?:\A|(?<=[\r\n]))[ \t]*</TEXT>\s*\Z", re.IGNORECASE)
_GLUED_TEXT_END = re.compile(rb"</TEXT>\s*\Z", re.IGNORECASE)
_END_TAG = re.compile(rb"\s*</[A-Za-z-]+>\s*\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands: its `<DOCUMENT>` line, the start of its end tag, and the end of its block."""

    start: int
    end_tag: int
    end: int


@dataclass(frozen=True, slots=True)
class Preamble:
    """What stands before a document's text, as filed; `text` is where the text begins."""

    type: str = ""
    sequence: str = ""
    filename: str = ""
    description: str = ""
    flawed: bool = False
    text: int = -1


def read_document(source: Source, place: Place, number: int, alterations: Alteration) -> Document:
    """Return the record of the document at `place`."""
    head = source[place.start : min(place.start + _FIRST_READ, place.end_tag)]
    preamble = _read_preamble(source, place, head)
    text_start = place.start + preamble.text
    text_end = find_text_end(source, text_start, place.end_tag)
    kind_head = head[preamble.text : preamble.text + max(0, text_end - text_start)]
    if len(kind_head) < WINDOW and text_start + len(kind_head) < text_end:
        kind_head = source[text_start : min(text_start + WINDOW, text_end)]
    if kind_head.isspace():
        kind_head = source[text_start : min(text_start + _LONGEST_PREAMBLE, text_end)].lstrip()[:WINDOW]
    return Document(
        number,
        preamble.type,
        preamble.sequence,
        preamble.filename,
        preamble.description,
        Span(place.start, place.end),
        Span(text_start, text_end),
        find_kind(kind_head, preamble.filename, preamble.type),
        preamble.flawed,
        alterations,
    )


def find_text_end(source: Source, start: int, end: int) -> int:
    """Return where the text that begins at `start` ends: before its `</TEXT>`, or at `end` without one."""
    floor = max(start, end - _TAIL)
    tail = source[floor:end]
    found = _TEXT_END.search(tail) or _GLUED_TEXT_END.search(tail)
    return floor + found.start() if found else end


def _read_preamble(source: Source, place: Place, head: bytes) -> Preamble:
    usual = _USUAL.match(head)
    if usual:
        type_, sequence, filename, description = (_value(raw) for raw in usual.groups(default=b""))
        return Preamble(type_, sequence, filename, description, False, usual.end())
    text = _TEXT.search(head)
    if text is None and place.end_tag - place.start > len(head):
        head = source[place.start : min(place.start + _LONGEST_PREAMBLE, place.end_tag)]
        text = _TEXT.search(head)
    return parse_preamble(head, text)


def parse_preamble(head: bytes, text: re.Match[bytes] | None) -> Preamble:
    """Return what the lines before `text` say; without a `<TEXT>` line, the text begins behind them."""
    values: dict[str, list[bytes]] = {}
    flawed, current, end = False, "", 0
    for line in re.finditer(rb"[^\r\n]*(?:\r*\n|\r|\Z)", head[: text.start() + 1 if text else len(head)]):
        raw = line.group()
        if not raw:
            break
        stripped = raw.strip()
        field = _FIELD.match(raw)
        if field:
            current = field.group(1).decode("ascii").upper()
            values.setdefault(current, []).append(field.group(2))
        elif stripped.startswith(b"<"):
            flawed = flawed or stripped.upper() == b"<FLAWED>"
            current = ""
            if not text and stripped.upper() not in (b"<FLAWED>", b"<DOCUMENT>"):
                break
        elif stripped and current == "DESCRIPTION":
            values[current].append(stripped)
        elif stripped and not text:
            break
        end = line.end()

    def value(name: str) -> str:
        return " ".join(filter(None, map(_value, values.get(name, ()))))

    start = text.end() if text else end
    return Preamble(value("TYPE"), value("SEQUENCE"), value("FILENAME"), value("DESCRIPTION"), flawed, start)


def _value(raw: bytes) -> str:
    if b"</" in raw:
        raw = _END_TAG.sub(b"", raw)
    return decode_line(raw.strip())
