"""A document's span to its payload: what was filed, unwrapped and decoded.

The payload is what stands between `<TEXT>` and `</TEXT>`, without the wrapper lines `<PDF>`, `<XML>` and
`<XBRL>`, with uuencode decoded and with what the envelope did to its lines undone, and otherwise byte for
byte.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.submission import lines, uuencode
from viewer.submission.encoding import decode_line
from viewer.submission.model import Alteration, Document, Kind, Problem, Span

if TYPE_CHECKING:
    from viewer.submission.source import Source

_WRAPPER = re.compile(rb"[ \t\r\n]*<(PDF|XML|XBRL|pdf|xml|xbrl)>[ \t]*(?:\r*\n|\r)")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Payload:
    """What was filed as one document; `name` is the file name in a uuencode head, or empty."""

    kind: Kind
    content: bytes
    name: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.content)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def read_payload(source: Source, document: Document) -> Payload:
    """Read and decode a document's payload; raise `UnreadableFileError` where the file cannot be read."""
    if document.text == document.span:
        return Payload(document.kind, source.read(document.text))
    content = source.read(document.text)
    if Alteration.INDENTED in document.alterations:
        content = lines.remove_indent(content, _indent_of(source, document))
    content = _unwrapped(content)
    begin = uuencode.find_begin(content[:_HEAD])
    if begin is not None:
        return _decoded(source, document, content, begin)
    return Payload(document.kind, _repaired(source, document, content))


def payload_size(source: Source, document: Document) -> int:
    """Return the exact size of the payload's content, without keeping it."""
    return read_payload(source, document).size


def approximate_size(document: Document) -> int:
    """Return about how large the payload is, from its place in the file alone."""
    length = len(document.text)
    return (
        length * 45 // 62 if document.kind in _USUALLY_ENCODED and document.text != document.span else length
    )


_USUALLY_ENCODED = (Kind.PDF, Kind.IMAGE, Kind.SPREADSHEET, Kind.ZIP, Kind.OTHER)


def _unwrapped(content: bytes) -> bytes:
    """Take away a wrapper line, and its end tag where it is there."""
    start = _WRAPPER.match(content, 0, _HEAD)
    if start is None:
        return content
    tag = start.group(1)
    if tag.islower() and not content[start.end() : start.end() + 6].startswith((b"<?xml", b"begin ")):
        return content
    end = len(content.rstrip())
    closing = b"</" + tag + b">"
    if content[:end].endswith((b"\n" + closing, b"\r" + closing)):
        return content[start.end() : end - len(closing)]
    return content[start.end() :]


def _decoded(source: Source, document: Document, content: bytes, begin: re.Match[bytes]) -> Payload:
    decoded = b"".join(uuencode.decode_lines(content[begin.end() :]))
    return Payload(document.kind, decoded, decode_line(begin.group(2)))


def _repaired(source: Source, document: Document, content: bytes) -> bytes:
    if Alteration.DASH_ESCAPED in document.alterations:
        content = lines.unescape_dashes(content)
    if Alteration.CUT_LINES in document.alterations:
        found = lines.find_long_lines(content)
        if lines.are_cut(found) or (found.ends and not found.longer and _has_cut_lines(source)):
            content = lines.join_cut_lines(content, found.ends)
    return content


def _has_cut_lines(source: Source) -> bool:
    """Whether the file as a whole has cut lines, where one document has too few of them to tell."""
    return lines.are_cut(lines.find_long_lines(lines.unescape_dashes(source[:])))


def _indent_of(source: Source, document: Document) -> bytes:
    """Return what stands before the `<DOCUMENT>` line's tag."""
    head = source.read(Span(document.span.start, min(document.span.start + 64, document.span.end)))
    return head[: len(head) - len(head.lstrip(b" \t"))]
