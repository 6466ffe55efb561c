"""What a submission file holds, as frozen records: spans, header fields, documents, submissions, problems.

Nothing here reads or decides anything; `viewer.submission.index` makes these records from bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, Flag, auto


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The bytes `start` (included) to `end` (excluded) of a source."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class Form(Enum):
    """The form in which a submission lies in its file; the values are the command line's words for them."""

    SEC_DOCUMENT = "sec-document"
    IMS_DOCUMENT = "ims-document"
    SUBMISSION = "submission"
    HEADER = "header"
    DOCUMENTS = "documents"
    EXHIBIT = "exhibit"


class Kind(Enum):
    """What a payload is, by its content first, then its name, then its type."""

    HTML = "html"
    TEXT = "text"
    XML = "xml"
    PDF = "pdf"
    IMAGE = "image"
    SPREADSHEET = "spreadsheet"
    ZIP = "zip"
    JSON = "json"
    SCRIPT = "script"
    STYLE = "style"
    OTHER = "other"


class Alteration(Flag):
    """What the way into this file did to the lines of a document; undone when its payload is read."""

    NONE = 0
    DASH_ESCAPED = auto()
    """The privacy-enhanced envelope put `- ` before every text line that begins with a dash."""
    CUT_LINES = auto()
    """The submission is of the time when lines were cut at 1023 bytes; whether these are, the lines tell."""
    INDENTED = auto()
    """A copier moved every line to the right."""


@dataclass(frozen=True, slots=True)
class Field:
    """One header field, or a group of fields.

    A field has a `value` (as filed, `""` where nothing was filed) and no `fields`; a group has `value=None`.
    """

    name: str
    value: str | None = None
    fields: tuple[Field, ...] = ()
    span: Span = Span(0, 0)

    @property
    def is_group(self) -> bool:
        """Whether this is a heading with fields below it."""
        return self.value is None

    def walk(self) -> Iterator[Field]:
        """Yield this field and all below it, in file order."""
        waiting = [self]
        while waiting:
            current = waiting.pop()
            yield current
            waiting.extend(reversed(current.fields))


@dataclass(frozen=True, slots=True)
class Document:
    """One `<DOCUMENT>`: what its preamble says, and where it and its payload stand.

    `number` is the place in the submission, from 1. `span` is the whole block, `text` what stands between the
    `<TEXT>` line and `</TEXT>`; an exhibit opened by itself is all text, so both are the whole file.
    Preamble values are as filed, `""` where a line is missing.
    """

    number: int
    type: str
    sequence: str
    filename: str
    description: str
    span: Span
    text: Span
    kind: Kind = Kind.OTHER
    flawed: bool = False
    alterations: Alteration = Alteration.NONE


@dataclass(frozen=True, slots=True)
class Problem:
    """Damage found in a file: what kind, where (byte offset in the file, line from 1), and a sentence."""

    code: str
    offset: int
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission: its form, header tree and documents in file order, and what is damaged in it.

    `envelope` is what the envelope's first line says, such as `0001193125-04-218426.txt : 20041222`: the
    name and the date of dissemination.
    """

    form: Form
    span: Span
    header: tuple[Field, ...] = ()
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    header_span: Span = field(default=Span(0, 0))
    envelope: str = ""

    def values(self, *names: str) -> Iterator[str]:
        """Yield the non-empty values of all fields named one of `names`, at any depth, in file order."""
        for top in self.header:
            for found in top.walk():
                if found.value and found.name in names:
                    yield found.value

    def first(self, *names: str) -> str:
        """Return the first value that `values` yields, or an empty string."""
        return next(self.values(*names), "")

    @property
    def accession_number(self) -> str:
        """The submission's own accession number, `nnnnnnnnnn-yy-nnnnnn`, or an empty string."""
        for top in self.header:
            if top.name in ("ACCESSION NUMBER", "ACCESSION-NUMBER") and top.value:
                return top.value
        return ""

    @property
    def type(self) -> str:
        """The form type, such as `8-K`; an empty string where the header does not say."""
        for top in self.header:
            if top.name in ("CONFORMED SUBMISSION TYPE", "TYPE") and top.value:
                return top.value
        return ""

    @property
    def company(self) -> str:
        """The conformed name of the first company or person, preferring an issuer or subject company."""
        preferred = ("FILER", "SUBJECT COMPANY", "SUBJECT-COMPANY", "ISSUER", "FILED FOR", "FILED-FOR")
        groups = sorted(self.header, key=lambda top: top.name not in preferred)
        for top in groups:
            for found in top.walk():
                if found.name in ("COMPANY CONFORMED NAME", "CONFORMED-NAME") and found.value:
                    return found.value
        return ""

    @property
    def filing_date(self) -> str:
        """The date of filing as `2004-12-22`, or as filed where it is no date, or an empty string."""
        return iso_date(self.first("FILED AS OF DATE", "FILING-DATE"))

    @property
    def period(self) -> str:
        """The period of report as `2004-12-14`, or as filed, or an empty string."""
        return iso_date(self.first("CONFORMED PERIOD OF REPORT", "PERIOD"))


def iso_date(filed: str) -> str:
    """Return `20041222` as `2004-12-22` and anything else unchanged.

    >>> iso_date("20041222")
    '2004-12-22'
    """
    if len(filed) >= 8 and filed[:8].isdigit():
        return f"{filed[:4]}-{filed[4:6]}-{filed[6:8]}"
    return filed
