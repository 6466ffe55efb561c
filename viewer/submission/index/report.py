"""A draft and its documents to the problems to be told: a code, the place, and a sentence for each loss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from viewer.submission.index.pairing import Flaw
from viewer.submission.index.tokens import Sign
from viewer.submission.model import Document, Field, Form, Problem, Submission

if TYPE_CHECKING:
    from viewer.submission.index.documents import Reading
    from viewer.submission.index.layout import Draft
    from viewer.submission.source import Source

_GENERATED = 2
"""Counts in headers are up to two too high, without any loss, where the SEC generates documents."""


class Context(NamedTuple):
    """What a submission's problems are told about, beside its documents."""

    draft: Draft
    form: Form
    header: tuple[Field, ...]
    end: int
    is_last: bool
    size: int


def find_problems(context: Context, readings: list[Reading]) -> list[Problem]:
    """Return what is damaged in a submission, in file order; lines are counted by `with_lines`."""
    found = [*_of_documents(context, readings), *_of_ending(context, readings), *_of_rest(context)]
    return sorted(found, key=lambda problem: problem.offset)


def with_lines(source: Source, submissions: list[Submission]) -> list[Submission]:
    """Count the lines up to each problem, which reads the file once; only a damaged file costs that."""
    lines: dict[int, int] = {}
    line, offset = 1, 0
    for wanted in sorted(problem.offset for submission in submissions for problem in submission.problems):
        line += source.count_lines(offset, wanted)
        offset = wanted
        lines[wanted] = line
    if not lines:
        return submissions
    return [
        replace(
            submission,
            problems=tuple(replace(problem, line=lines[problem.offset]) for problem in submission.problems),
        )
        for submission in submissions
    ]


def _problem(offset: int, code: str, message: str) -> Problem:
    return Problem(code, offset, 0, message)


def _of_documents(context: Context, readings: list[Reading]) -> Iterator[Problem]:
    for place, (document, has_text_line, has_text_end) in zip(context.draft.places, readings, strict=True):
        if place.flaw is Flaw.NONE and has_text_line and has_text_end:
            continue
        name = _named(document)
        if Flaw.NO_START in place.flaw and has_text_line:
            yield _problem(
                place.start, "missing-document-start", f"The <DOCUMENT> line of {name} is missing."
            )
        elif Flaw.NO_START in place.flaw:
            message = f"The beginning of {name} is missing; what remains of it is shown."
            yield _problem(place.start, "missing-document-start", message)
        elif not has_text_line and place.end_tag < context.size:
            yield _problem(place.start, "missing-text-start", f"The <TEXT> line of {name} is missing.")
        if Flaw.NO_END in place.flaw and place.end < context.end:
            code = "missing-document-end"
            lost = "" if has_text_end else ", so its last lines may be missing"
            yield _problem(place.end_tag, code, f"The </DOCUMENT> line of {name} is missing{lost}.")
        elif not has_text_end and Flaw.NO_END not in place.flaw and has_text_line:
            message = f"The </TEXT> line of {name} is missing; its text is shown up to its </DOCUMENT> line."
            yield _problem(place.end_tag, "missing-text-end", message)


def _of_ending(context: Context, readings: list[Reading]) -> Iterator[Problem]:
    """Tell of documents that the file does not reach any more."""
    draft, end = context.draft, context.end
    whole = "This file" if context.is_last and end == context.size else "The submission"
    last = draft.places[-1] if draft.places else None
    ended = bool(draft.signs & {Sign.ENVELOPE_END, Sign.FEED_END, Sign.PEM_END})
    announced = _announced(context.header)
    if last and Flaw.NO_END in last.flaw and last.end == end:
        document, _, has_text_end = readings[-1]
        if not has_text_end:
            yield _problem(
                end, "truncated", f"{whole} ends in the middle of {_named(document)}{_complete(readings)}."
            )
            return
        if announced <= len(readings):
            yield _problem(
                end, "missing-document-end", f"The </DOCUMENT> line of {_named(document)} is missing."
            )
    if not readings:
        yield from _of_no_documents(context, announced, ended)
    elif announced > len(readings) and not ended and context.form is not Form.DOCUMENTS:
        message = f"{whole} ends after document {len(readings)}; its header announces {announced}."
        yield _problem(end, "truncated", message)
    elif announced > len(readings) + _GENERATED:
        held = "1 of them is" if len(readings) == 1 else f"{len(readings)} of them are"
        message = f"The header announces {announced} documents, and {held} here."
        yield _problem(draft.places[-1].end, "documents-missing", message)


def _of_no_documents(context: Context, announced: int, ended: bool) -> Iterator[Problem]:
    draft = context.draft
    if draft.stripped is not None:
        return
    enveloped = bool(draft.signs & {Sign.ENVELOPE, Sign.FEED})
    if not ended and (enveloped or Sign.HEADER in draft.signs):
        if Sign.HEADER_END not in draft.signs:
            yield _problem(context.end, "truncated", "This file ends in the middle of its header.")
        elif enveloped:
            message = f"This file ends after its header, which announces {_documents(announced)}."
            yield _problem(context.end, "truncated", message)
    elif enveloped and announced:
        message = f"The header announces {_documents(announced)}; this file holds the header alone."
        yield _problem(context.end, "documents-missing", message)


def _of_rest(context: Context) -> Iterator[Problem]:
    """Tell of bytes that are in no document, and of copies that are not as they were disseminated."""
    draft = context.draft
    if draft.stripped is not None:
        message = "The tags of this copy were stripped, so what follows its header is shown as one document."
        yield _problem(draft.stripped.start, "tags-stripped", message)
    for span in draft.loose:
        message = f"{len(span):,} bytes that belong to no document are not shown."
        yield _problem(span.start, "loose-bytes", message)
    indented = next((place.start for place in draft.places if place.indent), -1)
    if indented >= 0:
        message = "Every line of this copy is indented; the indent is taken away again."
        yield _problem(indented, "indented", message)


def _announced(header: tuple[Field, ...]) -> int:
    for top in header:
        if (
            top.name in ("PUBLIC DOCUMENT COUNT", "PUBLIC-DOCUMENT-COUNT")
            and top.value
            and top.value.isdecimal()
        ):
            return int(top.value[:9])
    return 0


def _named(document: Document) -> str:
    name = document.filename or document.type
    return f"document {document.number} ({name})" if name else f"document {document.number}"


def _complete(readings: list[Reading]) -> str:
    before = len(readings) - 1
    if before == 0:
        return ""
    return "; document 1 is complete" if before == 1 else f"; documents 1 to {before} are complete"


def _documents(count: int) -> str:
    return "a document" if count == 1 else f"{count} documents"
