"""A document's span to its payload: what was filed, unwrapped and decoded.

The payload is what stands between `<TEXT>` and `</TEXT>`, without the wrapper lines `<PDF>`, `<XML>` and
`<XBRL>`, with uuencode decoded and with what the envelope did to its lines undone, and otherwise byte for
byte.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.errors import UnreadableFileError
from viewer.submission import lines, uuencode
from viewer.submission.encoding import decode_line
from viewer.submission.model import Alteration, Document, Kind, Problem, Span

if TYPE_CHECKING:
    from viewer.submission.source import Source

_HEAD = 4096
_TAIL = 256
_WRAPPER = re.compile(rb"[ \t\r\n]*<(PDF|XML|XBRL|pdf|xml|xbrl)>[ \t]*(?:\r*\n|\r)")
_CLOSING = re.compile(rb"(?:(?<=[\r\n])|\A)[ \t]*</(PDF|XML|XBRL|pdf|xml|xbrl)>\s*\Z")
_END_LINE = re.compile(rb"(?:(?<=[\r\n])|\A)end\s*\Z")
_LONGEST_LINE = 1 << 20

LARGEST = 1 << 30
"""Bytes that a payload may have in the file; no submission, let alone a document, is so large."""

_USUALLY_ENCODED = (Kind.PDF, Kind.IMAGE, Kind.SPREADSHEET, Kind.ZIP, Kind.OTHER)


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
    inner = _Inner(source, document)
    if len(inner.span) > LARGEST:
        raise UnreadableFileError(f"{inner.name} is too large to be shown: {len(inner.span) >> 20:,} MB.")
    problems = [inner.problem("changed", _CHANGED, inner.span.start)] if source.is_changed else []
    if inner.begin is None:
        return Payload(document.kind, inner.text(), "", tuple(problems))
    damage = uuencode.Damage()
    content = io.BytesIO()
    for piece in uuencode.decode(inner.line_blocks(), damage):
        content.write(piece)
    problems += inner.decoding_problems(damage)
    return Payload(document.kind, content.getvalue(), inner.encoded_name, tuple(problems))


def approximate_size(document: Document) -> int:
    """Return about how large the payload is, from its place in the file alone."""
    length = len(document.text)
    if document.kind in _USUALLY_ENCODED and not is_exhibit(document):
        return length * 45 // 62
    return length


def is_exhibit(document: Document) -> bool:
    """Whether the document is a file by itself, in no envelope that could have done anything to it."""
    return document.text == document.span and not document.alterations


_CHANGED = "The file was changed after it was opened; open it again to be sure of what {name} says."
_NO_END = "The uuencoded lines of {name} have no end line; what stands before is decoded."
_AFTER_END = "Behind the end of the uuencoded lines of {name} stands something else, which is left out."
_DAMAGED = "{count} of uuencode in {name} cannot be as filed; the bytes decoded there are not to be trusted."


class _Inner:
    """A payload within its wrapper, before it is decoded."""

    __slots__ = ("_document", "_source", "_tail", "begin", "span")

    def __init__(self, source: Source, document: Document) -> None:
        self._source = source
        self._document = document
        self.begin: re.Match[bytes] | None = None
        self.span = document.text
        self._tail = b""
        if is_exhibit(document):
            return
        start, end = document.text.start, document.text.end
        head = source[start : min(start + _HEAD, end)]
        self._tail = source[max(start, end - _TAIL) : end]
        wrapper = _WRAPPER.match(head)
        if wrapper and _wraps(wrapper, head):
            head = head[wrapper.end() :]
            start += wrapper.end()
            closing = _CLOSING.search(self._tail)
            if (
                closing
                and closing.group(1) == wrapper.group(1)
                and end - len(self._tail) + closing.start() >= start
            ):
                end -= len(self._tail) - closing.start()
                self._tail = self._tail[: closing.start()]
        self.begin = uuencode.find_begin(self._unindented(head))
        self.span = Span(start, end)

    @property
    def name(self) -> str:
        """What the document is called in a sentence."""
        document = self._document
        return document.filename or document.type or f"document {document.number}"

    @property
    def encoded_name(self) -> str:
        """The file name in the uuencode head."""
        return decode_line(self.begin.group(2)) if self.begin else ""

    def text(self) -> bytes:
        """Return the payload of a document that is not uuencoded."""
        content = self._unindented(self._source.read(self.span))
        alterations = self._document.alterations
        if Alteration.DASH_ESCAPED in alterations:
            content = lines.unescape_dashes(content)
        if Alteration.CUT_LINES in alterations:
            found = lines.find_long_lines(content)
            if lines.are_cut(found) or (found.ends and not found.longer and self._file_has_cut_lines()):
                content = lines.join_cut_lines(content, found.ends)
        return content

    def line_blocks(self) -> Iterator[bytes]:
        """Yield the lines behind the uuencode head, blocks of whole lines."""
        start = self.span.start
        if self.begin is not None and Alteration.INDENTED not in self._document.alterations:
            start += self.begin.end()
        for block in self._whole_lines(start, self.span.end):
            yield self._encoded_lines(block)

    def _whole_lines(self, start: int, end: int) -> Iterator[bytes]:
        """Yield blocks of whole lines, unless there are lines longer than anybody writes."""
        carried = b""
        for _, block in self._source.blocks(start, end):
            block = carried + block
            cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, -1)) + 1
            if cut == 0 and len(block) < _LONGEST_LINE:
                carried = block
                continue
            yield block[: cut or len(block)]
            carried = block[cut or len(block) :]
        if carried:
            yield carried

    def decoding_problems(self, damage: uuencode.Damage) -> list[Problem]:
        """Return what went wrong while the payload was decoded."""
        problems = []
        if damage.lines:
            count = "One line" if damage.lines == 1 else f"{damage.lines} lines"
            offset = self._source.find(damage.example, self.span.start, self.span.end)
            problems.append(self.problem("uuencode-damaged", _DAMAGED, max(offset, self.span.start), count))
        if not damage.ended:
            problems.append(self.problem("uuencode-no-end", _NO_END, self.span.end))
        elif damage.after or not _END_LINE.search(self._unindented(self._tail)):
            problems.append(self.problem("uuencode-after-end", _AFTER_END, self.span.end))
        return problems

    def problem(self, code: str, sentence: str, offset: int, count: str = "") -> Problem:
        """Return a problem of this document; `sentence` may name it and a count of lines."""
        return Problem(
            code, offset, self._source.line_at(offset), sentence.format(name=self.name, count=count)
        )

    def _encoded_lines(self, block: bytes) -> bytes:
        if Alteration.INDENTED not in self._document.alterations:
            return block
        block = self._unindented(block)
        begin = uuencode.find_begin(block) if block.lstrip().startswith(b"begin") else None
        return block[begin.end() :] if begin else block

    def _unindented(self, content: bytes) -> bytes:
        if Alteration.INDENTED not in self._document.alterations:
            return content
        start = self._document.span.start
        head = self._source[start : min(start + 64, self._document.span.end)]
        return lines.remove_indent(content, head[: len(head) - len(head.lstrip(b" \t"))])

    def _file_has_cut_lines(self) -> bool:
        """Whether the whole file has cut lines, where one document has too few of them to tell."""
        ends: list[int] = []
        for block in self._whole_lines(0, self._source.size):
            found = lines.find_long_lines(lines.unescape_dashes(block))
            if found.longer:
                return False
            ends += found.ends
        return lines.are_cut(lines.LongLines(tuple(ends), longer=False))


def _wraps(wrapper: re.Match[bytes], head: bytes) -> bool:
    """Whether it is a wrapper: in small letters it may be the root of an XML document."""
    following = head[wrapper.end() : wrapper.end() + 6].lower()
    return wrapper.group(1).isupper() or following.startswith((b"<?xml", b"<html", b"<!doct", b"begin "))
