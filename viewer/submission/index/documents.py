"""The place of one `<DOCUMENT>` in a source to its record: preamble, text span, kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from viewer.submission.index.pairing import Flaw, Place
from viewer.submission.index.preamble import EOL, Preamble, read_preamble
from viewer.submission.kind import WINDOW, find_kind
from viewer.submission.lines import remove_indent
from viewer.submission.model import Alteration, Document, Kind, Span

if TYPE_CHECKING:
    from viewer.submission.source import Source

_FIRST_READ = 1024
_LONGEST_PREAMBLE = 1 << 16
_TAIL = 128

_TEXT_END = re.compile(rb"(?:(?:\A|(?<=[\r\n]))[ \t]*)?</TEXT>\s*\Z", re.IGNORECASE)
_TEXT_END_BEFORE_DAMAGE = re.compile(
    rb"(?:\A|(?<=[\r\n]))[ \t]*</TEXT>" + EOL + rb"\s*</?[^\r\n]{0,40}\s*\Z", re.IGNORECASE
)


class Reading(NamedTuple):
    """A document's record, and which of the lines around its text are there."""

    document: Document
    has_text_line: bool
    has_text_end: bool


def read_document(source: Source, place: Place, number: int, alterations: Alteration) -> Reading:
    """Return the record of the document at `place`."""
    preamble = place.preamble or _read_preamble(source, place)
    start = place.start + preamble.text
    end = place.text_end if place.text_end >= start else _find_text_end(source, start, place)
    has_text_end = end >= 0
    end = end if has_text_end else place.end_tag
    if place.indent:
        alterations |= Alteration.INDENTED
    document = Document(
        number,
        preamble.type,
        preamble.sequence,
        preamble.filename,
        preamble.description,
        Span(place.start, place.end),
        Span(start, end),
        preamble.kind or _find_kind(source, preamble, place, Span(start, end)),
        preamble.flawed,
        alterations,
    )
    return Reading(document, preamble.has_text_line, has_text_end)


def _read_preamble(source: Source, place: Place) -> Preamble:
    head = source.piece(place.start, min(place.start + _FIRST_READ, place.end_tag))
    preamble = read_preamble(head, whole=len(head) < _FIRST_READ)
    if preamble is None:
        head = source.piece(place.start, min(place.start + _LONGEST_PREAMBLE, place.end_tag))
        preamble = read_preamble(head, whole=True)
    assert preamble is not None
    return preamble


def _find_kind(source: Source, preamble: Preamble, place: Place, text: Span) -> Kind:
    head = source.piece(text.start, min(text.start + WINDOW, text.end))
    if head.isspace():
        head = source.piece(text.start, min(text.start + _LONGEST_PREAMBLE, text.end)).lstrip()[:WINDOW]
    if place.indent:
        head = remove_indent(head, source.piece(place.start, place.start + place.indent))
    return find_kind(head, preamble.filename, preamble.type)


def _find_text_end(source: Source, start: int, place: Place) -> int:
    """Return where the text that begins at `start` ends, or -1 where no `</TEXT>` says so."""
    floor = max(start, place.end_tag - _TAIL)
    tail = source.piece(floor, place.end_tag)
    found = _TEXT_END.search(tail)
    if found is None and Flaw.NO_END in place.flaw:
        found = _TEXT_END_BEFORE_DAMAGE.search(tail)
    return floor + found.start() if found else -1
