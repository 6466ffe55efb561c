"""The bytes of a submission's header, labelled or tagged, to a tree of fields in file order.

The dissemination copies (`.txt`) label their fields (`ACCESSION NUMBER:<tab>0001193125-04-218426`) and show
groups by their indent; the feed (`.nc`, `.hdr.sgml`) tags them (`<ACCESSION-NUMBER>...`). Labelled headers
hold tagged lines too, and broken headers of 2000 indent every group deeper than the last, so groups are
placed by what they are called where that is known, and by their indent or their tags where it is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from viewer.submission.encoding import decode_line
from viewer.submission.model import Field, Span
from viewer.submission.vocabulary import (
    CONTAINERS,
    LABELS,
    PARTS,
    ROLES,
    SUBMISSION_TAGS,
    TOP_CONTAINERS,
    one_spelling,
)

_ANY_LINE = re.compile(rb"[^\r\n]+")
_LINE = re.compile(rb"(?=[^\r\n])([ \t]*)(?:<(/?)([A-Za-z][\w.&-]*)>|([^\r\n:<][^\r\n:]*):)?([^\r\n]*)")
"""Indent; the slash and the name of a tag, or a label; what follows. Line ends are between matches."""

_CLOSING = re.compile(rb"</([A-Za-z][\w.&-]*)>")
_LONGEST_NAME = 64
_DEEPEST = 30
"""Groups nested deeper than any header does are left open, so that no tree is too deep to be walked."""

_PART = re.compile(rb"[ \t]*(?:\]|</?[A-Za-z][\w.&-]*>|[A-Z0-9][A-Z0-9 .,/&()'_-]*:(?:[ \t]|$))", re.DOTALL)
"""What a line of a header begins with: a raw tag, or a label in capitals."""


def header_length(content: bytes, at_end: bool) -> int:
    """Return where the first line begins that is none of a header; for headers whose end is not marked.

    `at_end` says that the file ends with `content`, so that a last line may have been cut.
    """
    for line in _ANY_LINE.finditer(content):
        raw = line.group()
        if not raw.isspace() and not _PART.match(raw) and not (at_end and line.end() == len(content)):
            return line.start()
    return len(content)


class _Grammar(Enum):
    LABELLED = auto()
    TAGGED = auto()


@dataclass(slots=True)
class _Group:
    """A group whose end has not been seen; `depth` is its heading's indent, `span` its heading's line."""

    name: str
    key: str
    grammar: _Grammar
    depth: int
    span: Span
    fields: list[Field]


def read_header(content: bytes, offset: int = 0, escaped: bool = False) -> tuple[Field, ...]:
    """Return the fields of a header in file order; `offset` is where `content` stands in the file.

    `escaped` says that `<`, `>` and `&` are written as HTML references, as in an index page of headers.
    Names are as filed, lines that are neither labelled nor tagged become fields without a name. Never raises.
    """
    return _Reader(content, offset, escaped).read()


class _Reader:
    """Reads a header line by line, keeping the groups that are open."""

    def __init__(self, content: bytes, offset: int, escaped: bool) -> None:
        self._lines = [found for found in _LINE.finditer(content) if not found.group().isspace()]
        self._offset = offset
        self._escaped = escaped
        self._top: list[Field] = []
        self._open: list[_Group] = []
        self._closed_somewhere = {one_spelling(name) for name in _CLOSING.findall(content)}

    def read(self) -> tuple[Field, ...]:
        """Read all lines and return the tree."""
        for number, line in enumerate(self._lines):
            indent, closing, tag, label, rest = line.groups()
            span = Span(self._offset + line.start(), self._offset + line.end())
            if label is not None:
                self._read_label(number, label, rest, _columns(indent), span)
            elif tag is None:
                self._add(Field("", self._text(rest), (), span))
            elif closing:
                self._close_named(self._name(tag)[1], span.end)
            else:
                self._read_tag(tag, rest, span)
        self._close_down_to(0)
        return tuple(self._top)

    def _read_label(self, number: int, label: bytes, rest: bytes, depth: int, span: Span) -> None:
        if label.startswith(b"]"):
            label, depth, span = self._mend_cut_value(label, depth, span)
        name, key = self._name(label)
        value = self._text(rest)
        if not value and self._heads_group(number, key, depth):
            self._place(key, depth)
            self._enter(_Group(name, key, _Grammar.LABELLED, depth, span, []))
            return
        if self._open and self._open[-1].depth >= depth:
            self._close_labelled(depth)
        self._add(Field(name, value, (), span))

    def _heads_group(self, number: int, key: str, depth: int) -> bool:
        """Whether a label without a value is a heading: a known one, or one with a deeper line below it."""
        if key in ROLES or key in PARTS:
            return True
        if key in LABELS or number + 1 >= len(self._lines):
            return False
        indent, _, tag, _, _ = self._lines[number + 1].groups()
        return tag is None and _columns(indent) > depth

    def _read_tag(self, tag: bytes, rest: bytes, span: Span) -> None:
        name, key = self._name(tag)
        end_tag = b"</" + tag + b">"
        rest = rest.strip()
        ends_itself = rest.endswith(end_tag)
        value = self._text(rest.removesuffix(end_tag))
        known = key in ROLES or key in PARTS or key in CONTAINERS
        if not value and not ends_itself and (known or key in self._closed_somewhere):
            self._place_tagged(key)
            self._enter(_Group(name, key, _Grammar.TAGGED, -1, span, []))
            return
        if key in SUBMISSION_TAGS:
            self._close_labelled(0)
        self._add(Field(name, value, (), span))

    def _place(self, key: str, depth: int) -> None:
        """Close what must be closed before a labelled group of this name can begin."""
        if key in ROLES:
            self._close_down_to(0)
        elif key in PARTS and (role := self._innermost(ROLES)) >= 0:
            self._close_down_to(role + 1)
        else:
            self._close_labelled(depth)

    def _place_tagged(self, key: str) -> None:
        """Close what must be closed before a tagged group of this name can begin."""
        if key in ROLES or key in TOP_CONTAINERS:
            self._close_down_to(0)
        elif key in PARTS and (role := self._innermost(ROLES)) >= 0:
            self._close_down_to(role + 1)
        elif (same := self._innermost((key,))) >= 0:
            self._close_down_to(same)  # no group holds one of its own kind: the end tag is missing
        else:
            self._close_labelled(0)

    def _innermost(self, keys: frozenset[str] | tuple[str, ...]) -> int:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].key in keys:
                return at
        return -1

    def _close_named(self, key: str, end: int) -> None:
        at = self._innermost((key,))
        if at < 0 and key in ROLES:
            at = self._innermost(ROLES)  # </REPORTING-OWNER> ends what began as SERIAL COMPANY:
        if at >= 0:
            self._close_down_to(at, end)

    def _close_labelled(self, depth: int) -> None:
        """Close labelled groups that are not above a line indented to `depth`; tagged ones have end tags."""
        while self._open and self._open[-1].grammar is _Grammar.LABELLED and self._open[-1].depth >= depth:
            self._close_down_to(len(self._open) - 1)

    def _close_down_to(self, level: int, end: int = 0) -> None:
        """Close groups until `level` are open; `end` is where the end tag of the last of them ends."""
        while len(self._open) > level:
            group = self._open.pop()
            last = group.fields[-1].span.end if group.fields else 0
            tagged = end if len(self._open) == level else 0
            span = Span(group.span.start, max(group.span.end, last, tagged))
            self._add(Field(group.name, None, tuple(group.fields), span))

    def _enter(self, group: _Group) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(group)
        else:
            self._add(Field(group.name, "", (), group.span))

    def _add(self, field: Field) -> None:
        (self._open[-1].fields if self._open else self._top).append(field)

    def _name(self, raw: bytes) -> tuple[str, str]:
        """Return a label or a tag's name as filed, and the one spelling by which it is known."""
        if self._escaped or len(raw) > _LONGEST_NAME:
            return self._text(raw), one_spelling(raw)
        return _known_name(raw)

    def _text(self, raw: bytes) -> str:
        raw = raw.strip()
        text = raw.decode("ascii") if raw.isascii() else decode_line(raw)
        return _unescaped(text) if self._escaped else text

    def _mend_cut_value(self, label: bytes, depth: int, span: Span) -> tuple[bytes, int, Span]:
        """Put back the `]` that headers of 2000 cut off the industry code, and go on behind it."""
        fields = self._open[-1].fields if self._open else self._top
        last = fields[-1] if fields else None
        if last is None or not last.value or "[" not in last.value or "]" in last.value:
            return label, depth, span
        fields[-1] = Field(last.name, last.value + "]", (), Span(last.span.start, span.start + 1))
        rest = label[1:].lstrip()
        depth = self._open[-1].depth + 1 if self._open else 0
        return rest, depth, Span(span.start + len(label) - len(rest), span.end)


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@lru_cache(1024)
def _known_name(raw: bytes) -> tuple[str, str]:
    return decode_line(raw.strip()), one_spelling(raw)


def _columns(indent: bytes) -> int:
    """Return the width of an indent, tab stops being 8 columns apart."""
    return len(indent.expandtabs(8)) if indent else 0
