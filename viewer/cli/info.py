"""A file to what is in it, as JSON or as a listing: header, documents with exact sizes, problems."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer.cli.console import Exit, emit, shown
from viewer.json_lines import document_fields, header_fields, problem_fields
from viewer.submission.index import index
from viewer.submission.model import Document, Field, Form, Problem, Submission
from viewer.submission.payload import read_payload
from viewer.submission.source import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One document with the size of its payload in bytes, and its SHA-256 (`""`: not asked for)."""

    document: Document
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Survey:
    """One submission with its documents measured; `problems` are those of the file and of the payloads."""

    submission: Submission
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def run_info(options: argparse.Namespace) -> int:
    """Write what is in the file to standard output."""
    with Source.open(Path(options.file)) as source:
        surveys = [survey(source, submission, digest=options.digest) for submission in index(source)]
    if options.json:
        written = json.dumps(as_json(options.file, surveys, digest=options.digest), indent=2)
        emit(f"{written}\n".encode("ascii"))
    else:
        emit(listing(options.file, surveys).encode("utf-8", "backslashreplace"))
    return Exit.DONE


def survey(source: Source, submission: Submission, *, digest: bool) -> Survey:
    """Read every payload of the submission once, one at a time, and keep its size, digest and problems."""
    entries = []
    problems = list(submission.problems)
    for document in submission.documents:
        payload = read_payload(source, document)
        entries.append(Entry(document, payload.size, payload.sha256 if digest else ""))
        problems.extend(problem for problem in payload.problems if problem not in problems)
    problems.sort(key=lambda problem: problem.offset)
    return Survey(submission, tuple(entries), tuple(problems))


def as_json(file: str, surveys: Iterable[Survey], *, digest: bool) -> dict[str, Any]:
    """Return what `info --json` writes; header fields in file order, empty values as `""`, groups nested."""
    name = file.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return {"file": name, "submissions": [_submission(each, digest) for each in surveys]}


def _submission(survey: Survey, digest: bool) -> dict[str, Any]:
    submission = survey.submission
    return {
        "form": submission.form.value,
        "accession_number": submission.accession_number,
        "type": submission.type,
        "header": header_fields(submission.header),
        "documents": [_document(entry, digest) for entry in survey.entries],
        "problems": problem_fields(survey.problems),
    }


def _document(entry: Entry, digest: bool) -> dict[str, Any]:
    described = {**document_fields(entry.document), "size": entry.size}
    return {**described, "sha256": entry.sha256} if digest else described


_FORMS = {
    Form.SEC_DOCUMENT: "a submission as EDGAR publishes it",
    Form.IMS_DOCUMENT: "a submission as EDGAR published it before 1996",
    Form.SUBMISSION: "a submission in tagged form",
    Form.HEADER: "a header alone",
    Form.DOCUMENTS: "documents without a header",
    Form.EXHIBIT: "a single exhibit",
}


def listing(file: str, surveys: Sequence[Survey]) -> str:
    """Return what `info` writes for a reader: one section for each part, columns aligned."""
    lines: list[str] = [shown(file)]
    for place, each in enumerate(surveys, 1):
        if surveys[1:]:
            lines += ["", f"Submission {place} of {len(surveys)}"]
        lines += _glance(each.submission)
        lines += _section("Header", _header_lines(each.submission.header))
        lines += _section("Documents", _document_lines(each.entries))
        lines += _section("Problems", (_problem_line(problem) for problem in each.problems))
    return "\n".join(lines) + "\n"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = [f"  {line}".rstrip() for line in lines]
    return ["", title, *body] if body else []


def _glance(submission: Submission) -> list[str]:
    facts = {
        "Company": submission.company,
        "Form": submission.type,
        "Filed": submission.filing_date,
        "Period": submission.period,
        "Accession": submission.accession_number,
        "Kept as": _FORMS[submission.form],
    }
    return [f"  {name:<10} {shown(value)}" for name, value in facts.items() if value]


def _header_lines(fields: Sequence[Field]) -> Iterator[str]:
    flat = []
    waiting = [(field, 0) for field in reversed(fields)]
    while waiting:
        field, depth = waiting.pop()
        flat.append(("  " * min(depth, 12) + shown(field.name), shown(field.value or "")))
        waiting.extend((below, depth + 1) for below in reversed(field.fields))
    width = min(max((len(name) for name, value in flat if value), default=0), 48)
    return (f"{name:<{width}}  {value}" for name, value in flat)


def _document_lines(entries: Sequence[Entry]) -> Iterator[str]:
    if not entries:
        return
    rows = [("No.", "Type", "Seq.", "File name", "Kind", "Bytes", "Description"), *map(_row, entries)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    digests = ["", *(entry.sha256 for entry in entries)]
    for (number, *words, size, description), digest in zip(rows, digests, strict=True):
        cells = (word.ljust(width) for word, width in zip(words, widths[1:5], strict=True))
        yield "  ".join((number.rjust(widths[0]), *cells, size.rjust(widths[5]), description))
        if digest:
            yield f"{'':<{widths[0]}}  sha256 {digest}"


def _row(entry: Entry) -> tuple[str, ...]:
    document = entry.document
    words = (document.type, document.sequence, document.filename, document.kind.value)
    return (str(document.number), *map(shown, words), f"{entry.size:,}", shown(document.description))


def _problem_line(problem: Problem) -> str:
    return f"line {problem.line}, byte {problem.offset}: {shown(problem.message)}"
