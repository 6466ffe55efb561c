"""The bytes of a submission's header, labelled or tagged, to a tree of fields in file order.

The dissemination copies (`.txt`) label their fields (`ACCESSION NUMBER:<tab>0001193125-04-218426`) and show
groups by their indent; the feed (`.nc`, `.hdr.sgml`) tags them (`<ACCESSION-NUMBER>...`). Labelled headers
hold tagged lines too, and broken headers of 2000 indent every group deeper than the last, so groups are
placed by what they are called where that is known, and by their indent or their tags where it is not.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import Enum, auto

from viewer.submission.encoding import decode_line
from viewer.submission.model import Field, Span

_LINE = re.compile(rb"[^\r\n]+")
_TAG = re.compile(rb"<(/?)([A-Za-z][\w.&-]*)>(.*)", re.DOTALL)
_CLOSING = re.compile(rb"</([A-Za-z][\w.&-]*)>")
_DEEPEST = 30
"""Groups nested deeper than any header does are left open, so that no tree is too deep to be walked."""

ROLES = frozenset(
    (
        "FILER",
        "SUBJECT COMPANY",
        "FILED BY",
        "FILED FOR",
        "REPORTING OWNER",
        "ISSUER",
        "SERIAL COMPANY",
        "DEPOSITOR",
        "SECURITIZER",
        "UNDERWRITER",
        "ISSUING ENTITY",
    )
)
"""Groups that stand at the top of the tree: what a company or a person is to the submission."""

PARTS = frozenset(
    (
        "COMPANY DATA",
        "OWNER DATA",
        "FILING VALUES",
        "BUSINESS ADDRESS",
        "MAIL ADDRESS",
        "FORMER COMPANY",
        "FORMER NAME",
    )
)
"""Groups that stand within a role."""

CONTAINERS = frozenset(
    (
        "SERIES AND CLASSES CONTRACTS DATA",
        "EXISTING SERIES AND CLASSES CONTRACTS",
        "NEW SERIES AND CLASSES CONTRACTS",
        "MERGER SERIES AND CLASSES CONTRACTS",
        "NEW CLASSES CONTRACTS",
        "ACQUIRING DATA",
        "TARGET DATA",
        "SERIES",
        "NEW SERIES",
        "CLASS CONTRACT",
        "MULTI ACCESSION NUMBERS",
    )
)
"""Tagged groups of funds and of multiple submissions, which nest as their tags do."""

_TOP_CONTAINERS = frozenset(("SERIES AND CLASSES CONTRACTS DATA", "MULTI ACCESSION NUMBERS"))

_SCALARS = frozenset(
    """
    ACCESSION NUMBER|CONFORMED SUBMISSION TYPE|PUBLIC DOCUMENT COUNT|CONFORMED PERIOD OF REPORT|PERIOD START
    ITEM INFORMATION|FILED AS OF DATE|DATE AS OF CHANGE|EFFECTIVENESS DATE|SROS|GROUP MEMBERS|CONFIRMING COPY
    PUBLIC REFERENCE ACCESSION NUMBER|WITHDRAWN ACCESSION NUMBER|ABS ASSET CLASS|ABS SUB ASSET CLASS|ABS RULE
    COMPANY CONFORMED NAME|CENTRAL INDEX KEY|STANDARD INDUSTRIAL CLASSIFICATION|ORGANIZATION NAME|IRS
    NUMBER|EIN STATE OF INCORPORATION|FISCAL YEAR END|FORM TYPE|SEC ACT|SEC FILE NUMBER|FILM NUMBER|STREET
    1|STREET 2|CITY STATE|ZIP|BUSINESS PHONE|FORMER CONFORMED NAME|DATE OF NAME CHANGE
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
"""Labels that never head a group, so that an empty one is not taken for a heading."""

_SUBMISSION_TAGS = frozenset(
    """
    ACCEPTANCE DATETIME|PREVIOUS ACCESSION NUMBER|PUBLIC REL DATE|PRIVATE TO PUBLIC|DEPOSITOR CIK|SPONSOR CIK
    NO QUARTERLY ACTIVITY|NO ANNUAL ACTIVITY|NO INITIAL PERIOD ACTIVITY|REGISTERED ENTITY|PAPER|CONFIRMING
    COPY
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
"""Tagged fields of the whole submission, which stand unindented in labelled headers."""


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
    reader = _Reader(content, offset, escaped)
    for line in reader.lines:
        reader.read_line(line)
    return reader.finish()


class _Reader:
    """Reads a header line by line, keeping the groups that are open."""

    def __init__(self, content: bytes, offset: int, escaped: bool) -> None:
        self.lines = [found for found in _LINE.finditer(content) if not found.group().isspace()]
        self.top: list[Field] = []
        self.open: list[_Group] = []
        self._offset = offset
        self._escaped = escaped
        self._closed_somewhere = {_key(name) for name in _CLOSING.findall(content)}
        self._next = 0

    def read_line(self, line: re.Match[bytes]) -> None:
        """Take in one line that is not blank."""
        self._next += 1
        start, raw = self._offset + line.start(), line.group()
        if raw.startswith(b"]"):
            start, raw = self._mend_cut_value(start, raw)
        text = raw.lstrip()
        depth = _columns(raw[: len(raw) - len(text)])
        tag = _TAG.match(text)
        span = Span(start, self._offset + line.end())
        if tag is None:
            self._read_label(text, depth, span)
        elif tag.group(1):
            self._close_named(_key(tag.group(2)), span.end)
        else:
            self._read_tag(tag, span)

    def finish(self) -> tuple[Field, ...]:
        """Close what is open and return the tree."""
        self._close_down_to(0)
        return tuple(self.top)

    def _read_label(self, text: bytes, depth: int, span: Span) -> None:
        label, colon, rest = text.partition(b":")
        if not colon:
            self._add(Field("", self._text(text), (), span))
            return
        name, value = self._text(label), self._text(rest)
        key = _key(label)
        if not value and self._heads_group(key, depth):
            self._place(key, depth)
            self._enter(name, key, _Grammar.LABELLED, depth, span)
            return
        self._close_labelled(depth)
        self._add(Field(name, value, (), span))

    def _heads_group(self, key: str, depth: int) -> bool:
        if key in ROLES or key in PARTS:
            return True
        if key in _SCALARS or self._next >= len(self.lines):
            return False
        following = self.lines[self._next].group()
        text = following.lstrip()
        return not text.startswith(b"<") and _columns(following[: len(following) - len(text)]) > depth

    def _read_tag(self, tag: re.Match[bytes], span: Span) -> None:
        raw_name, rest = tag.group(2), tag.group(3).strip()
        name, key = raw_name.decode("latin-1"), _key(raw_name)
        end_tag = b"</" + raw_name + b">"
        self_closed = rest.endswith(end_tag)
        value = self._text(rest.removesuffix(end_tag))
        known = key in ROLES or key in PARTS or key in CONTAINERS
        if not value and not self_closed and (known or key in self._closed_somewhere):
            self._place_tagged(key)
            self._enter(name, key, _Grammar.TAGGED, -1, span)
            return
        if key in _SUBMISSION_TAGS:
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
        if key in ROLES or key in _TOP_CONTAINERS:
            self._close_down_to(0)
        elif key in PARTS and (role := self._innermost(ROLES)) >= 0:
            self._close_down_to(role + 1)
        elif (same := self._innermost((key,))) >= 0:
            self._close_down_to(same)  # no group holds one of its own kind: the end tag is missing
        else:
            self._close_labelled(0)

    def _innermost(self, keys: frozenset[str] | tuple[str, ...]) -> int:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].key in keys:
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
        while self.open and self.open[-1].grammar is _Grammar.LABELLED and self.open[-1].depth >= depth:
            self._close_down_to(len(self.open) - 1)

    def _close_down_to(self, level: int, end: int = 0) -> None:
        """Close groups until `level` are open; `end` is where the end tag of the last of them ends."""
        while len(self.open) > level:
            group = self.open.pop()
            last = group.fields[-1].span.end if group.fields else 0
            tagged = end if len(self.open) == level else 0
            span = Span(group.span.start, max(group.span.end, last, tagged))
            self._add(Field(group.name, None, tuple(group.fields), span))

    def _enter(self, name: str, key: str, grammar: _Grammar, depth: int, span: Span) -> None:
        if len(self.open) >= _DEEPEST:
            self._add(Field(name, "", (), span))
            return
        self.open.append(_Group(name, key, grammar, depth, span, []))

    def _add(self, field: Field) -> None:
        (self.open[-1].fields if self.open else self.top).append(field)

    def _text(self, raw: bytes) -> str:
        text = decode_line(raw.strip())
        return html.unescape(text) if self._escaped else text

    def _mend_cut_value(self, start: int, raw: bytes) -> tuple[int, bytes]:
        """Put back the `]` that headers of 2000 cut off the industry code, and go on behind it."""
        fields = self.open[-1].fields if self.open else self.top
        last = fields[-1] if fields else None
        if last is not None and last.value and "[" in last.value and "]" not in last.value:
            fields[-1] = Field(last.name, last.value + "]", (), Span(last.span.start, start + 1))
            indent = b"\t" * (self.open[-1].depth // 8 + 1) if self.open else b""
            rest = raw[1:].lstrip()
            return start + len(raw) - len(rest), indent + rest
        return start, raw


def _key(name: bytes) -> str:
    """Return the one spelling of a label and its tag: `REPORTING-OWNER` and `Reporting owner` are the same.

    >>> _key(b"Issuing_Entity")
    'ISSUING ENTITY'
    """
    return name.strip().decode("latin-1").upper().replace("-", " ").replace("_", " ")


def _columns(indent: bytes) -> int:
    """Return the width of an indent, tab stops being 8 columns apart."""
    return len(indent.expandtabs(8))
