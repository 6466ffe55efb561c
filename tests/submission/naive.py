"""The same answers as the reader's, found slowly and in another way: what the tests hold to be true.

A walker over the lines of a header that knows groups by a fixed list, a splitter that looks at every line of a file,
and a decoder of uuencode that takes it byte by byte.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

ROLES = {
    "FILER", "SUBJECT COMPANY", "FILED BY", "FILED FOR", "REPORTING-OWNER", "ISSUER", "SERIAL COMPANY", "DEPOSITOR",
    "SECURITIZER", "UNDERWRITER", "ISSUING_ENTITY",
}  # fmt: skip
PARTS = {
    "COMPANY DATA", "OWNER DATA", "FILING VALUES", "BUSINESS ADDRESS", "MAIL ADDRESS", "FORMER COMPANY", "FORMER NAME",
}  # fmt: skip


LABELS = (
    "ABS ASSET CLASS", "ABS RULE", "ABS SUB ASSET CLASS", "ACCESSION NUMBER", "ADDRESS IS A NON US LOCATION",
    "BUSINESS PHONE", "CENTRAL INDEX KEY", "CITY", "COMPANY CONFORMED NAME", "CONFIRMING COPY",
    "CONFORMED PERIOD OF REPORT", "CONFORMED SUBMISSION TYPE", "DATE AS OF CHANGE", "DATE OF NAME CHANGE",
    "EFFECTIVENESS DATE", "EIN", "FILED AS OF DATE", "FILM NUMBER", "FISCAL YEAR END", "FORM TYPE",
    "FORMER CONFORMED NAME", "GROUP MEMBERS", "IRS NUMBER", "ITEM INFORMATION", "NON US STATE TERRITORY",
    "ORGANIZATION NAME", "PERIOD START", "PUBLIC DOCUMENT COUNT", "PUBLIC REFERENCE ACCESSION NUMBER", "SEC ACT",
    "SEC FILE NUMBER", "SROS", "STANDARD INDUSTRIAL CLASSIFICATION", "STATE", "STATE OF INCORPORATION", "STREET 1",
    "STREET 2", "WITHDRAWN ACCESSION NUMBER", "ZIP",
)  # fmt: skip
SUBMISSION_TAGS = (
    "ACCEPTANCE-DATETIME", "ACTION-DATE", "CALENDAR-YEAR-ENDING", "CATEGORY", "CONFIRMING-COPY", "CORRECTION",
    "DELETION", "DEPOSITOR-CIK", "DEPOSITOR-FILE-NUMBER", "FILED-PURSUANT-TO-GENERAL-INSTRUCTION-A2",
    "IS-FILER-A-NEW-REGISTRANT", "IS-FILER-A-WELL-KNOWN-SEASONED-ISSUER", "IS-FUND-24F2-ELIGIBLE",
    "ISSUING-ENTITY-CIK", "ISSUING-ENTITY-NAME", "MA-I-INDIVIDUAL", "NO-ANNUAL-ACTIVITY",
    "NO-INITIAL-PERIOD-ACTIVITY", "NO-QUARTERLY-ACTIVITY", "PAPER", "PREVIOUS-ACCESSION-NUMBER",
    "PRIVATE-TO-PUBLIC", "PUBLIC-REL-DATE", "RECEIVED-DATE", "REFERENCE-462B", "REFERENCES-429",
    "REGISTERED-ENTITY", "SECURITIZER-CIK", "SECURITIZER-FILE-NUMBER", "SPONSOR-CIK", "TIMESTAMP",
)  # fmt: skip
CONTAINERS = (
    "ACQUIRING-DATA", "CLASS-CONTRACT", "EXISTING-SERIES-AND-CLASSES-CONTRACTS", "MERGER",
    "MERGER-SERIES-AND-CLASSES-CONTRACTS", "MULTI-ACCESSION-NUMBERS", "NEW-CLASSES-CONTRACTS", "NEW-SERIES",
    "NEW-SERIES-AND-CLASSES-CONTRACTS", "SERIES", "SERIES-AND-CLASSES-CONTRACTS-DATA", "TARGET-DATA",
)  # fmt: skip


class Value(NamedTuple):
    """One field: the names and ordinals of the groups around it, its name and what is filed."""

    path: tuple[str, ...]
    name: str
    value: str


class Block(NamedTuple):
    """One document: its preamble and the bytes of its text."""

    type: str
    sequence: str
    filename: str
    description: str
    text: bytes


def header(content: bytes) -> list[Value]:
    """Find the header of a file by its lines, and walk over it."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if re.match(rb"    <", content):
        content = re.sub(rb"(?m)^    ", b"", content)
    kept: list[bytes] = []
    begun = False
    for line in re.split(rb"[\r\n]+", content):
        tag = line.strip()
        if not begun:
            begun = bool(re.fullmatch(rb"<(SEC|IMS)-HEADER>.*|<SUBMISSION>", tag))
            if not re.match(rb"<ACCEPTANCE-DATETIME>|ACCESSION NUMBER:", tag):
                continue
            begun = True
        if re.fullmatch(rb"</(SEC|IMS)-HEADER>|</?SUBMISSION>|<DOCUMENT>", tag):
            break
        if tag and not re.match(rb"[<\]]|[A-Z0-9][^a-z]*:|\w+ \w+:", tag):
            break  # what follows in a copy without tags
        kept.append(line)
    lines = b"\n".join(kept)
    return labelled_header(lines) if b"ACCESSION NUMBER:" in lines else tagged_header(lines)


def labelled_header(content: bytes) -> list[Value]:
    """Walk over the lines of a labelled header."""
    lines = re.sub(rb"(\[\d*)[\r\n]+\]", rb"\1]\n\t\t", content)
    walk = _Labelled(content)
    for raw in re.split(r"[\r\n]+", lines.decode("latin-1")):
        line = raw.strip()
        if line.startswith("</"):
            walk.end(line[2:-1])
        elif tag := re.match(r"<([^>]+)>(.*)", line):
            walk.tag(tag.group(1), tag.group(2).strip())
        elif line:
            label, _, value = line.partition(":")
            walk.label(label, value.strip(), indented=raw[:1] in "\t ")
    return walk.found


class _Labelled:
    """The groups that are open in a labelled header: a role, a part of it, and tagged ones."""

    def __init__(self, content: bytes) -> None:
        self.found: list[Value] = []
        self._content = content
        self._role = self._part = ""
        self._tags: list[str] = []
        self._counts: dict[str, int] = {}

    def end(self, name: str) -> None:
        if name in self._tags:
            del self._tags[self._tags.index(name) :]
        elif name in ROLES:
            self._role = self._part = ""
        else:
            self._part = ""

    def tag(self, name: str, value: str) -> None:
        if value or f"</{name}>".encode() not in self._content:
            self.found.append(Value(self._path(), name, value))
        elif name in ROLES:
            self._role, self._part = self._nth(name), ""
        else:
            if not self._tags:
                self._role = self._part = ""
            self._nth(name)
            self._tags.append(name)

    def label(self, name: str, value: str, *, indented: bool) -> None:
        if name in ROLES and not value:
            self._role, self._part = self._nth(name), ""
            return
        if name in PARTS and not value:
            self._part = self._nth(name)
            return
        unindented_within = self._role.startswith(("REPORTING-OWNER", "SERIAL")) and self._part
        if not indented and not self._tags and not unindented_within:
            self._role = self._part = ""
        self.found.append(Value(self._path(), name, value))

    def _nth(self, name: str) -> str:
        self._counts[name] = self._counts.get(name, 0) + 1
        return f"{name}#{self._counts[name]}"

    def _path(self) -> tuple[str, ...]:
        if self._tags:
            return tuple(f"{tag}#{self._counts[tag]}" for tag in self._tags)
        return tuple(filter(None, (self._role, self._part)))


def tagged_header(content: bytes) -> list[Value]:
    """Walk over the lines of a tagged header: what is closed somewhere is a group."""
    found: list[Value] = []
    stack: list[str] = []
    counts: dict[str, int] = {}
    for raw in re.split(r"[\r\n]+", content.decode("latin-1")):
        line = raw.strip()
        if not line:
            continue
        if line.startswith("</"):
            stack.pop()
            continue
        match = re.match(r"<([^>]+)>(.*)", line)
        assert match, line
        name, value = match.group(1), match.group(2).strip()
        if value.endswith(f"</{name}>"):
            found.append(Value(tuple(stack), name, value.removesuffix(f"</{name}>")))
        elif not value and f"</{name}>".encode() in content:
            counts[name] = counts.get(name, 0) + 1
            stack.append(f"{name}#{counts[name]}")
        else:
            found.append(Value(tuple(stack), name, value))
    return found


def flattened(fields) -> list[Value]:
    """Return the fields of a header tree in the same form."""
    found: list[Value] = []
    counts: dict[str, int] = {}

    def walk(fields, path):
        for field in fields:
            if field.is_group:
                counts[field.name] = counts.get(field.name, 0) + 1
                walk(field.fields, (*path, f"{field.name}#{counts[field.name]}"))
            else:
                found.append(Value(path, field.name, field.value))

    walk(fields, ())
    return found


def digest(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()


def split(content: bytes) -> list[Block]:
    """Look at every line for the tags of documents; for files that are as they should be."""
    found: list[Block] = []
    values: dict[str, list[bytes]] = {}
    text: list[bytes] | None = None
    where, last = "outside", ""
    for line in re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", content):
        tag = line.strip()
        if where == "outside":
            if tag == b"<DOCUMENT>":
                where, values, last = "preamble", {}, ""
        elif where == "preamble":
            match = re.match(rb"<([A-Z]+)>(.*)", tag)
            if tag == b"<TEXT>":
                where, text = "text", []
            elif match:
                last = match.group(1).decode()
                values[last] = [match.group(2).removesuffix(b"</" + match.group(1) + b">").strip()]
            elif last == "DESCRIPTION" and tag:
                values[last].append(tag)
        elif tag == b"</DOCUMENT>":
            while not text[-1].strip():
                text.pop()
            assert text[-1].strip() == b"</TEXT>"
            where = "outside"
            filed = {name: b" ".join(filter(None, lines)).decode() for name, lines in values.items()}
            names = ("TYPE", "SEQUENCE", "FILENAME", "DESCRIPTION")
            found.append(Block(*(filed.get(name, "") for name in names), b"".join(text[:-1])))
        else:
            text.append(line)
    return found


def uudecode(text: bytes) -> bytes | None:
    """Decode a text that is uuencoded, byte by byte; None where it is not."""
    begin = re.match(rb"\s*(?:<PDF>\s*)?begin 644 [^\r\n]*[\r\n]+", text)
    if not begin:
        return None
    out = bytearray()
    for line in re.split(rb"[\r\n]", text[begin.end() :]):
        if line == b"end":
            return bytes(out)
        if not line:
            continue
        length = (line[0] - 32) & 63
        if line.startswith(b"..") and len(line) == 22 and length == 14:
            line = line[1:]  # a dot that mail doubled
        bits = count = 0
        decoded = bytearray()
        for at in range((length + 2) // 3 * 4):
            six = (line[1 + at] - 32) & 63 if 1 + at < len(line) else 0
            bits, count = bits << 6 | six, count + 6
            if count >= 8:
                count -= 8
                decoded.append(bits >> count & 255)
        out += decoded[:length]
    return bytes(out)
