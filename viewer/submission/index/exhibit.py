"""A source that is no submission to the one document it is, where it is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.errors import NotASubmissionError
from viewer.submission.kind import find_kind, is_markup, is_text, magic_kind, suffix_kind
from viewer.submission.model import Document, Form, Kind, Span, Submission
from viewer.submission.source import TAPE, TAPE_AT

if TYPE_CHECKING:
    from viewer.submission.source import Source

_HEAD = 1 << 16
_TEXT_EXHIBITS = (Kind.HTML, Kind.XML, Kind.JSON, Kind.SCRIPT, Kind.STYLE)
"""What a text is by its name alone; a `.txt` file that is no submission is probably the wrong file."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

_PACKED = {
    b"\x1f\x9d": "compress",
    b"\x1f\x8b": "gzip, twice",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf": "7-Zip",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}
"""The first bytes of files that another program has to unpack before, and which one."""

SUGGESTION = (
    "Open the complete submission text file of a filing (.txt), or one of its documents (.htm, .xml, .pdf)."
)

_REFUSALS = (
    (
        re.compile(rb"undeclared automated tool", re.IGNORECASE),
        "a page by which the SEC's site refused a download",
    ),
    (
        re.compile(rb"request rate threshold exceeded", re.IGNORECASE),
        "a page by which the SEC's site refused a download",
    ),
    (
        re.compile(rb"<Code>(?:NoSuchKey|AccessDenied)</Code>"),
        "an answer of the SEC's site that there is no such file",
    ),
    (
        re.compile(
            rb"<title>\s*(?:[\w.]+ \| |error:? )?(?:(?:40[0-9]|429|50[0-4])[ :-]+)?"
            rb"(?:file not found|page not found|not found|forbidden|access denied"
            rb"|too many requests|(?:the )?request could not be satisfied"
            rb"|internal server error|bad gateway|gateway time-?out|service (?:temporarily )?unavailable)\b",
            re.IGNORECASE,
        ),
        "a page that says why a site did not give it",
    ),
    (re.compile(rb"\Aversion https://git-lfs\.[^\n]*\noid "), "a pointer of Git LFS to where it is stored"),
)

_ENVELOPED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:(?:SEC|IMS)-(?:DOCUMENT|HEADER)|SUBMISSION)>[^\r\n]*(?:<TEXT>|ACCESSION NUMBER:)",
    re.IGNORECASE,
)
"""A submission whose lines were made one; what begins a line is what tells its parts."""


def read_exhibit(source: Source) -> Submission:
    """Return the submission of one document that an exhibit is; raise `NotASubmissionError` if it is none."""
    head = source[:_HEAD]
    _refuse_answer(source, head)
    if _ENVELOPED.match(head):
        message = f"{source.name} has lost its line ends, by which a submission is read: download it again."
        raise NotASubmissionError(message)
    if not head.strip(b"\x00 \t\r\n"):
        raise NotASubmissionError(f"{source.name} holds nothing but blanks. {SUGGESTION}")
    promised = suffix_kind(source.name)
    kind = find_kind(head, source.name, "")
    if magic_kind(head, source.name) is None and not is_markup(head):
        if not is_text(head):
            if head.startswith(TAPE, TAPE_AT):
                message = f"{source.name} is an archive in which no submission was found. {SUGGESTION}"
                raise NotASubmissionError(message)
            packer = next((name for magic, name in _PACKED.items() if head.startswith(magic)), "")
            if packer:
                message = f"{source.name} is packed with {packer}: unpack it and open what is in it."
                raise NotASubmissionError(message)
            raise NotASubmissionError(f"{source.name} is no EDGAR submission. {SUGGESTION}")
        if promised not in _TEXT_EXHIBITS and head.startswith(_UTF_16):
            message = f"{source.name} is written in UTF-16, which no submission is: save it as UTF-8 and open it again."
            raise NotASubmissionError(message)
        if promised not in _TEXT_EXHIBITS:
            message = f"{source.name} is a text file, but no EDGAR submission. {SUGGESTION}"
            raise NotASubmissionError(message)
    whole = Span(0, source.size)
    document = Document(1, "", "", source.name, "", whole, whole, kind)
    return Submission(Form.EXHIBIT, whole, (), (document,))


def _refuse_answer(source: Source, head: bytes) -> None:
    if source.size > _HEAD:
        return
    for pattern, what in _REFUSALS:
        if pattern.search(head):
            raise NotASubmissionError(f"{source.name} is no filing but {what}: download the filing again.")
