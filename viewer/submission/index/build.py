"""The drafts of a source to its submissions: header fields, documents, form and problems."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.errors import NotASubmissionError
from viewer.submission.encoding import decode_line
from viewer.submission.header import read_header
from viewer.submission.index.documents import read_document
from viewer.submission.index.exhibit import SUGGESTION, read_exhibit
from viewer.submission.index.layout import LONGEST_HEADER, Draft, lay_out
from viewer.submission.index.report import Context, find_problems, with_lines
from viewer.submission.index.tokens import Sign
from viewer.submission.kind import find_kind, is_markup
from viewer.submission.model import Alteration, Document, Field, Form, Problem, Span, Submission

if TYPE_CHECKING:
    from viewer.submission.source import Source

_MOST_PROBLEMS = 1000
_LAST_CUT_LINES = "20110331"
"""Lines were cut at 1023 bytes up to early 2011."""

_TELLING = frozenset(
    ("ACCESSION NUMBER", "ACCESSION-NUMBER", "CONFORMED SUBMISSION TYPE", "TYPE", "ACCEPTANCE-DATETIME")
)
"""Fields of which a header without documents has at least one."""


def index(source: Source) -> tuple[Submission, ...]:
    """Return the submissions in a file, in file order, at least one; a single exhibit is one, too.

    Raises `NotASubmissionError`, a sentence with a suggestion, where there is neither, and
    `UnreadableFileError` where the file cannot be read any more.
    """
    if source.size == 0:
        raise NotASubmissionError(f"{source.name} is empty. {SUGGESTION}")
    drafts, too_many = lay_out(source)
    drafts = _without_void(source, drafts)
    ends = [*(draft.start for draft in drafts[1:]), source.size]
    submissions: list[Submission] = []
    for draft, end in zip(drafts, ends, strict=False):
        submissions += _finish(source, draft, end)
    if not submissions:
        submissions = [read_exhibit(source)]
    return tuple(with_lines(source, _with_damage(source, submissions, too_many)))


def _without_void(source: Source, drafts: list[Draft]) -> list[Draft]:
    """Leave out drafts of nothing but a line that looks like an envelope's; their bytes belong to nothing."""
    kept: list[Draft] = []
    ends = [*(draft.start for draft in drafts[1:]), source.size]
    unowned: Span | None = None
    for draft, end in zip(drafts, ends, strict=False):
        if not _is_void(source, draft):
            if unowned is not None:
                draft.start = unowned.start
                draft.loose.append(unowned)
                unowned = None
            kept.append(draft)
        elif kept:
            kept[-1].loose.append(Span(draft.start, end))
        else:
            unowned = Span(unowned.start if unowned else draft.start, end)
    return kept


def _is_void(source: Source, draft: Draft) -> bool:
    if draft.places or draft.stripped is not None or draft.envelope or Sign.HEADER in draft.signs:
        return False
    return not any(top.name.upper() in _TELLING for top in _read_header(source, draft))


def _finish(source: Source, draft: Draft, end: int) -> list[Submission]:
    header = _read_header(source, draft)
    form = _form(draft)
    alterations = _alterations(draft, form, header)
    readings = [
        read_document(source, place, number, alterations) for number, place in enumerate(draft.places, 1)
    ]
    context = Context(draft, form, header, end, end == source.size, source.size)
    submission = Submission(
        form,
        Span(draft.start, end),
        header,
        tuple(reading.document for reading in readings) or _stripped_document(source, draft, alterations),
        _listed(find_problems(context, readings)),
        _header_span(draft),
        decode_line(draft.envelope),
    )
    return _apart(submission) if form is Form.DOCUMENTS else [submission]


def _listed(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return as many problems as anybody reads, and how many there are besides."""
    if len(problems) <= _MOST_PROBLEMS:
        return tuple(problems)
    last = problems[_MOST_PROBLEMS]
    message = f"{len(problems) - _MOST_PROBLEMS:,} more problems follow here."
    return (*problems[:_MOST_PROBLEMS], Problem("more-problems", last.offset, 0, message))


def _read_header(source: Source, draft: Draft) -> tuple[Field, ...]:
    if draft.header is None:
        return ()
    start = draft.header.start
    content = source.piece(start, min(draft.header.end, start + LONGEST_HEADER))
    escaped = draft.start == 0 and is_markup(source.piece(0, 4096))
    return read_header(content, start, escaped)


def _header_span(draft: Draft) -> Span:
    if draft.header is None:
        return Span(draft.start, draft.start)
    return Span(draft.header.start, draft.header.end)


def _form(draft: Draft) -> Form:
    if not draft.places and draft.stripped is None and draft.header is not None:
        return Form.HEADER
    if Sign.FEED in draft.signs:
        return Form.SUBMISSION
    if not draft.signs and draft.header is None:
        return Form.DOCUMENTS
    return Form.IMS_DOCUMENT if draft.system == b"IMS" else Form.SEC_DOCUMENT


def _alterations(draft: Draft, form: Form, header: tuple[Field, ...]) -> Alteration:
    found = Alteration.NONE
    enveloped = bool(draft.signs & {Sign.PEM, Sign.PEM_END})
    if enveloped:
        found |= Alteration.DASH_ESCAPED
    disseminated = form in (Form.SEC_DOCUMENT, Form.IMS_DOCUMENT)
    if enveloped or (disseminated and "1993" <= _date(header) <= _LAST_CUT_LINES):
        found |= Alteration.CUT_LINES
    return found


def _date(header: tuple[Field, ...]) -> str:
    return next((top.value or "" for top in header if top.name == "FILED AS OF DATE"), "")


def _stripped_document(source: Source, draft: Draft, alterations: Alteration) -> tuple[Document, ...]:
    """Return what follows the header of a copy whose tags were stripped as one document."""
    if draft.stripped is None:
        return ()
    span = draft.stripped
    kind = find_kind(source.piece(span.start, min(span.end, span.start + 4096)), "", "")
    return (Document(1, "", "", "", "", span, span, kind, False, alterations),)


def _apart(submission: Submission) -> list[Submission]:
    """Part a list of documents without envelopes where a sequence begins again."""
    documents = submission.documents
    begins = [at for at, document in enumerate(documents) if at and document.sequence.lstrip("0") == "1"]
    if not begins:
        return [submission]
    offsets = [problem.offset for problem in submission.problems]
    parts = []
    for first, last in pairwise([0, *begins, len(documents)]):
        start = documents[first].span.start if first else submission.span.start
        end = documents[last].span.start if last < len(documents) else submission.span.end
        # What is told of the very end of a file belongs to its last part.
        beyond = end + 1 if last == len(documents) else end
        part = replace(
            submission,
            span=Span(start, end),
            documents=tuple(
                replace(document, number=number) for number, document in enumerate(documents[first:last], 1)
            ),
            problems=submission.problems[bisect_left(offsets, start) : bisect_left(offsets, beyond)],
            header_span=Span(start, start),
        )
        parts.append(part)
    return parts


def _with_damage(source: Source, submissions: list[Submission], too_many: bool) -> list[Submission]:
    """Add to the last submission what is damaged in the file as a whole."""
    found = [Problem("compressed-damaged", source.size, 0, message) for message in source.damage]
    if too_many:
        held = sum(len(submission.documents) for submission in submissions)
        message = f"This file has more documents than the {held:,} that are shown."
        found.append(Problem("too-many-documents", source.size, 0, message))
    if found:
        last = submissions[-1]
        submissions[-1] = replace(last, problems=last.problems + tuple(found))
    return submissions
