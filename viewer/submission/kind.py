"""The first bytes of a payload, its name and its type to its kind: content first, then name, then type."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from viewer.submission.model import Kind
from viewer.submission.uuencode import decode_head

WINDOW = 512
"""Bytes from the start of a payload that are enough to tell nearly every kind."""

_MAGIC = (
    (b"%PDF-", Kind.PDF),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"\x89PNG", Kind.IMAGE),
    (b"BM", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\xd0\xcf\x11\xe0", Kind.SPREADSHEET),
    (b"\xef\xbb\xbfMIME-Version", Kind.SPREADSHEET),
    (b"MIME-Version", Kind.SPREADSHEET),
)

_SUFFIXES = {
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".xml": Kind.XML,
    ".xsd": Kind.XML,
    ".xsl": Kind.XML,
    ".pdf": Kind.PDF,
    ".jpg": Kind.IMAGE,
    ".jpeg": Kind.IMAGE,
    ".gif": Kind.IMAGE,
    ".png": Kind.IMAGE,
    ".bmp": Kind.IMAGE,
    ".tif": Kind.IMAGE,
    ".tiff": Kind.IMAGE,
    ".xlsx": Kind.SPREADSHEET,
    ".xlsm": Kind.SPREADSHEET,
    ".xls": Kind.SPREADSHEET,
    ".zip": Kind.ZIP,
    ".json": Kind.JSON,
    ".js": Kind.SCRIPT,
    ".css": Kind.STYLE,
    ".txt": Kind.TEXT,
}

_WRAPPER = re.compile(rb"\s*<(?:PDF|XML|XBRL|pdf|xml|xbrl)>[ \t]*(?=[\r\n])")
_PROLOGUE = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!(?!DOCTYPE\s+html)[^>]*>)", re.IGNORECASE | re.DOTALL)
_HTML_START = re.compile(
    rb"\s*<(?:!doctype\s+html|(?:html|head|body|title|meta|pre|center|font|div|h[1-6]|hr|br|p|b|u|i|a|span)[\s/>])",
    re.IGNORECASE,
)
_HTML_WITHIN = re.compile(
    rb"<(?:/?(?:html|body|td|tr|font|div|center|span)\b|/p>|br\s*/?>|p\s+\w+=)", re.IGNORECASE
)
_ELEMENT = re.compile(rb"\s*<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^<>]*)", re.DOTALL)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def find_kind(head: bytes, name: str, type_: str) -> Kind:
    """Return the kind of a payload that begins with `head`; wrapper lines and uuencode are looked through."""
    wrapper = _WRAPPER.match(head)
    inner = head[wrapper.end() :] if wrapper else head
    decoded = decode_head(inner)
    if decoded is not None:
        return _kind_of(decoded, name, type_, wrapped=False)
    return _kind_of(inner, name, type_, wrapped=wrapper is not None)


def suffix_kind(name: str) -> Kind | None:
    """Return the kind that a file's name promises, or None."""
    return _SUFFIXES.get(PurePosixPath(name).suffix.lower())


def magic_kind(head: bytes, name: str) -> Kind | None:
    """Return the kind of a binary format that `head` begins with, or None."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _of_family(kind, head, name)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.IMAGE
    return None


def is_markup(head: bytes) -> bool:
    """Whether `head` begins as an HTML page or as an XML document does."""
    return _markup_kind(head) is not None


def _of_family(kind: Kind, head: bytes, name: str) -> Kind:
    """Tell apart what shares its first bytes: office documents are zip archives or compound files."""
    promised = suffix_kind(name)
    if kind is Kind.ZIP:
        spreadsheet = promised is Kind.SPREADSHEET or b"xl/workbook" in head
        return Kind.SPREADSHEET if spreadsheet else Kind.ZIP
    if kind is Kind.SPREADSHEET and head.startswith(b"\xd0\xcf") and promised is not Kind.SPREADSHEET:
        return Kind.OTHER
    if head.startswith(b"BM") and promised not in (Kind.IMAGE, None):
        return Kind.TEXT  # two letters are no proof against a name that says otherwise
    return kind


def _kind_of(head: bytes, name: str, type_: str, *, wrapped: bool) -> Kind:
    promised = suffix_kind(name)
    if not (head.startswith(b"BM") and not _BINARY.search(head[:64])):
        binary = magic_kind(head, name)
        if binary is not None:
            return binary
    if _BINARY.search(head):
        return Kind.OTHER if promised in (None, Kind.TEXT, Kind.HTML, Kind.XML) else promised
    text = head.removeprefix(b"\xef\xbb\xbf")
    markup = _markup_kind(text)
    if markup is not None:
        return markup
    if promised in (Kind.SCRIPT, Kind.STYLE):
        return promised
    if promised is Kind.JSON or type_ == "JSON" or (text.lstrip()[:2] == b'{"'):
        return Kind.JSON
    if promised is Kind.HTML or not text.lstrip().startswith(b"<"):
        return Kind.HTML if _HTML_WITHIN.search(text) else Kind.TEXT
    if promised is Kind.XML or wrapped:
        return Kind.XML
    return Kind.TEXT


def _markup_kind(text: bytes) -> Kind | None:
    """Return HTML or XML where the first element says so; None where it could be an old text's `<PAGE>`."""
    start, declared = 0, False
    while prologue := _PROLOGUE.match(text, start):
        declared = declared or b"<?xml" in prologue.group()
        start = prologue.end()
    if _HTML_START.match(text, start):
        return Kind.HTML
    element = _ELEMENT.match(text, start)
    if element is None:
        return Kind.XML if declared else None
    name, rest = element.groups()
    if name.lower() == b"html":
        return Kind.HTML
    if declared or b"xmlns" in rest or (name.lower() != name != name.upper()):
        return Kind.XML
    if name.lower() == b"table" and _HTML_WITHIN.search(text):
        return Kind.HTML
    return None
