"""The marks of a source to its submissions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.errors import NotASubmissionError
from viewer.submission.header import read_header
from viewer.submission.index.documents import Place, read_document
from viewer.submission.index.exhibit import read_exhibit
from viewer.submission.index.scan import Mark, Tag, scan
from viewer.submission.model import Alteration, Field, Form, Problem, Span, Submission

if TYPE_CHECKING:
    from viewer.submission.source import Source

_LONGEST_HEADER = 4 << 20

_STARTER = re.compile(
    rb"(?:\A\xef\xbb\xbf|\A|(?<=[\r\n]))[ \t]*(?:(?P<pem>-----BEGIN PRIVACY-ENHANCED MESSAGE-----)"
    rb"|<(?P<envelope>SEC|IMS)-DOCUMENT>(?P<said>[^\r\n]*)|<(?P<header>SEC|IMS)-HEADER>[^\r\n]*"
    rb"|(?P<feed><SUBMISSION>))",
    re.IGNORECASE,
)
_HEADER_END = re.compile(
    rb"(?:\A|(?<=[\r\n]))[ \t]*</(?:SEC|IMS)-HEADER>[^\r\n]*(?:\r*\n|\r|\Z)", re.IGNORECASE
)
_BARE_HEADER = re.compile(
    rb"(?:\A|(?<=[\r\n]))[ \t]*(?:<ACCEPTANCE-DATETIME>|ACCESSION NUMBER:|<ACCESSION-NUMBER>)"
)
_PEM_HEAD = re.compile(
    rb"-----BEGIN[^\r\n]*(?:[\r\n]+(?:[A-Za-z-]+: ?[^\r\n\t]*$|[A-Za-z-]+:$| [^\r\n]*))*", re.MULTILINE
)
_STRIPPED_ENVELOPE = re.compile(rb"\s*(\d{10}-\d\d-\d{6}\.txt : \d+)\s+\d{10}-\d\d-\d{6}\.hdr\.sgml : \d+")


@dataclass(slots=True)
class _Draft:
    """A submission whose end has not been found."""

    form: Form
    start: int
    header_start: int = -1
    header_end: int = -1
    escaped_dashes: bool = False
    envelope: str = ""
    places: list[Place] = field(default_factory=list)
    ended: bool = False


def index(source: Source) -> tuple[Submission, ...]:
    """Return the submissions in a file, in file order, at least one.

    Raises `NotASubmissionError` where there is neither a submission nor an exhibit.
    """
    if source.size == 0:
        raise NotASubmissionError(f"{source.name} is empty. {SUGGESTION}")
    marks = list(scan(source))
    drafts = _draft(source, marks)
    if not drafts:
        return (read_exhibit(source),)
    ends = [draft.start for draft in drafts[1:]] + [source.size]
    return tuple(_finish(source, draft, end) for draft, end in zip(drafts, ends, strict=True))


SUGGESTION = (
    "Open the complete submission text file of a filing (.txt), or one of its documents (.htm, .xml, .pdf)."
)


def _draft(source: Source, marks: list[Mark]) -> list[_Draft]:
    places = _pair(source, marks)
    drafts: list[_Draft] = []
    gap = 0
    for place in places:
        _read_gap(source, gap, place.start, drafts)
        if not drafts:
            drafts.append(_Draft(Form.DOCUMENTS, 0))
        drafts[-1].places.append(place)
        gap = place.end
    _read_gap(source, gap, source.size, drafts)
    return drafts


def _pair(source: Source, marks: list[Mark]) -> list[Place]:
    flush = any(mark.tag is Tag.DOCUMENT and not mark.indent for mark in marks)
    marks = [mark for mark in marks if not flush or not mark.indent]
    places: list[Place] = []
    opened: Mark | None = None
    for mark in marks:
        if mark.tag is Tag.DOCUMENT:
            if opened:
                places.append(Place(opened.start, mark.start, mark.start))
            opened = mark
        elif mark.tag is Tag.DOCUMENT_END and opened:
            places.append(Place(opened.start, mark.start, mark.end))
            opened = None
    if opened:
        places.append(Place(opened.start, source.size, source.size))
    return places


def _read_gap(source: Source, start: int, end: int, drafts: list[_Draft]) -> None:
    """Find the beginnings of submissions between two documents."""
    if start >= end:
        return
    content = source[start : min(end, start + _LONGEST_HEADER)]
    for found in _STARTER.finditer(content):
        at = start + found.start()
        kind = found.lastgroup
        current = drafts[-1] if drafts else None
        fresh = current is None or bool(current.places) or current.header_start >= 0
        if current is None or fresh:
            current = _Draft(Form.SEC_DOCUMENT, at)
            drafts.append(current)
        if found["pem"]:
            current.escaped_dashes = True
        elif found["envelope"]:
            current.form = Form.IMS_DOCUMENT if found["envelope"].upper() == b"IMS" else Form.SEC_DOCUMENT
            current.envelope = found["said"].strip().decode("latin-1")
        elif found["header"]:
            current.header_start = start + found.end()
            if not current.envelope and not current.escaped_dashes:
                current.form = Form.HEADER
        elif kind == "feed":
            current.form = Form.SUBMISSION
            current.header_start = start + found.end()
    if not drafts and (bare := _BARE_HEADER.search(content[:8192])):
        drafts.append(_Draft(Form.HEADER, 0, start + bare.start()))
    elif drafts and drafts[-1].header_start < 0 and (bare := _BARE_HEADER.search(content)):
        drafts[-1].header_start = start + bare.start()


def _finish(source: Source, draft: _Draft, end: int) -> Submission:
    header, header_span = _header(source, draft, end)
    alterations = Alteration.DASH_ESCAPED | Alteration.CUT_LINES if draft.escaped_dashes else Alteration.NONE
    documents = []
    for number, place in enumerate(draft.places, 1):
        extra = Alteration.NONE
        if source[place.start : place.start + 1] in (b" ", b"\t"):
            extra = Alteration.INDENTED
        documents.append(read_document(source, place, number, alterations | extra))
    problems: tuple[Problem, ...] = ()
    last = documents[-1] if documents else None
    if last and last.text.end == last.span.end == source.size:
        problems = (_truncated(source, last.number, last.filename or last.type),)
    return Submission(
        draft.form, Span(draft.start, end), header, tuple(documents), problems, header_span, draft.envelope
    )


def _truncated(source: Source, number: int, name: str) -> Problem:
    complete = {1: "", 2: "; document 1 is complete"}.get(
        number, f"; documents 1 to {number - 1} are complete"
    )
    message = f"This file ends in the middle of document {number} ({name}){complete}."
    return Problem("truncated", source.size, source.line_at(source.size), message)


def _header(source: Source, draft: _Draft, end: int) -> tuple[tuple[Field, ...], Span]:
    if draft.header_start < 0:
        return (), Span(draft.start, draft.start)
    limit = draft.places[0].start if draft.places else end
    content = source[draft.header_start : min(limit, draft.header_start + _LONGEST_HEADER)]
    closing = _HEADER_END.search(content)
    if closing:
        content = content[: closing.start()]
    header = read_header(content, draft.header_start)
    return header, Span(draft.header_start, draft.header_start + (closing.end() if closing else len(content)))
