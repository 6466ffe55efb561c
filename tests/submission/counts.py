"""Counts what is read of every real filing beside what is in it: `python -m tests.submission.counts`.

What is in a file is what the naive reader of these tests finds. A document counts as read if its preamble and the
bytes of its text are the same; a header value if it is a field of its own with the same name in the same group of the
same ordinal; a payload if every byte is.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.submission import naive
from tests.submission.filings import CORPUS
from viewer.submission.index import index
from viewer.submission.payload import read_payload
from viewer.submission.source import Source

if TYPE_CHECKING:
    from viewer.submission.model import Form

ALTERED = ("tagstripped", "hdronly", "first1000", ".v2.", "index-headers", "minimal", "closedtags")
"""Words in the names of copies that whoever stored them has changed."""

FILES = sorted(path for path in CORPUS.glob("0*-*") if path.is_file())


class Found(NamedTuple):
    """What is in a file: its documents, the values of its header, and what is uuencoded in it, as digests."""

    documents: list[naive.Block]
    values: list[naive.Value]
    payloads: list[str]
    form: Form | None = None
    payload_bytes: int = 0


class Row(NamedTuple):
    """A line of the table: how many files, and how many of what is in them was read."""

    files: int
    documents: int
    documents_there: int
    values: int
    values_there: int
    payloads: int
    payloads_there: int
    payload_bytes: int


def is_altered(path: Path) -> bool:
    """Whether this is a copy that is not as it was disseminated."""
    return any(word in path.name for word in ALTERED)


@cache
def read(path: Path) -> Found:
    """Return what the reader finds; a document that the file breaks off in is none that it could find whole."""
    with Source.open(path) as source:
        (submission,) = index(source)
        documents, payloads, size = [], [], 0
        for document in submission.documents:
            text = source.read(document.text)
            named = (document.type, document.sequence, document.filename, document.description)
            documents.append(naive.Block(*named, naive.digest(text)))
            payload = read_payload(source, document)
            if payload.name:
                payloads.append(payload.sha256)
                size += payload.size
        if documents and any(problem.code == "truncated" for problem in submission.problems):
            documents.pop()
        return Found(documents, naive.flattened(submission.header), payloads, submission.form, size)


@cache
def there(path: Path) -> Found:
    """Return what the naive reader finds; of an altered copy, in its header alone."""
    content = path.read_bytes()
    values = naive.header(content)
    if is_altered(path):
        return Found([], values, [])
    blocks = naive.split(content)
    decoded = [content for block in blocks if (content := naive.uudecode(block.text)) is not None]
    documents = [block._replace(text=naive.digest(block.text)) for block in blocks]
    return Found(documents, values, [hashlib.sha256(content).hexdigest() for content in decoded])


def _filled(values: list[naive.Value]) -> Counter[naive.Value]:
    return Counter(value for value in values if value.value)


def row(paths: list[Path]) -> Row:
    """Return what is read of these files beside what is in them."""
    total = [0] * (len(Row._fields) - 1)
    for path in paths:
        ours, truth = read(path), there(path)
        counts: list[int] = []
        for found, wanted in (
            (Counter(ours.documents), Counter(truth.documents)),
            (_filled(ours.values), _filled(truth.values)),
            (Counter(ours.payloads), Counter(truth.payloads)),
        ):
            counts += [(found & wanted).total(), wanted.total()]
        total = [a + b for a, b in zip(total, [*counts, ours.payload_bytes], strict=True)]
    return Row(len(paths), *total)


def rows() -> dict[str, Row]:
    """Return the table: a line for each form that submissions lie in, for altered copies, and for all."""
    parts: dict[str, list[Path]] = {}
    for path in FILES:
        form = read(path).form
        assert form is not None
        parts.setdefault("altered copies" if is_altered(path) else form.value, []).append(path)
    table = {name: row(paths) for name, paths in sorted(parts.items(), key=lambda part: -len(part[1]))}
    return {**table, "all": row(FILES)}


def main() -> int:
    if not FILES:
        print(f"There are no filings in {CORPUS.name}.", file=sys.stderr)
        return 1
    heads = ("", "files", "documents", "header values", "uuencoded payloads", "of bytes")
    print("{:16}{:>6}{:>16}{:>18}{:>20}{:>14}".format(*heads))
    for name, counts in rows().items():
        cells = [f"{counts.files:6}"]
        for read_, there_, width in zip(counts[1:7:2], counts[2:7:2], (16, 18, 20), strict=True):
            cells.append(f"{f'{read_:,} of {there_:,}':>{width}}")
        print(f"{name:16}{''.join(cells)}{counts.payload_bytes:14,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
