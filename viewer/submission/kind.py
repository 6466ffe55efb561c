"""The first bytes of a payload, its name and its type to its kind: content first, then name, then type."""

from __future__ import annotations

import re

from viewer.submission.model import Kind
from viewer.submission.uuencode import decode_lines, find_begin

WINDOW = 512
"""Bytes from the start of a payload that are enough to tell nearly every kind."""

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_MAGIC = {
    b"%": ((b"%PDF-", Kind.PDF),),
    b"\xff": ((b"\xff\xd8\xff", Kind.IMAGE),),
    b"G": ((b"GIF8", Kind.IMAGE),),
    b"\x89": ((b"\x89PNG", Kind.IMAGE),),
    b"B": ((b"BM", Kind.IMAGE),),
    b"I": ((b"II*\x00", Kind.IMAGE),),
    b"M": ((b"MM\x00*", Kind.IMAGE), (b"MIME-Version", Kind.SPREADSHEET)),
    b"P": ((b"PK\x03\x04", Kind.ZIP), (b"PK\x05\x06", Kind.ZIP)),
    b"R": ((b"RIFF", Kind.IMAGE),),
    b"\xd0": ((_COMPOUND_FILE, Kind.SPREADSHEET),),
    b"\xef": ((b"\xef\xbb\xbfMIME-Version", Kind.SPREADSHEET),),
}
"""By their first byte, the beginnings of binary formats; Excel wrote workbooks as MIME messages, too."""

_SUFFIXES = {
    "htm": Kind.HTML,
    "html": Kind.HTML,
    "xhtml": Kind.HTML,
    "xml": Kind.XML,
    "xsd": Kind.XML,
    "xsl": Kind.XML,
    "pdf": Kind.PDF,
    "jpg": Kind.IMAGE,
    "jpeg": Kind.IMAGE,
    "gif": Kind.IMAGE,
    "png": Kind.IMAGE,
    "bmp": Kind.IMAGE,
    "tif": Kind.IMAGE,
    "tiff": Kind.IMAGE,
    "xlsx": Kind.SPREADSHEET,
    "xlsm": Kind.SPREADSHEET,
    "xls": Kind.SPREADSHEET,
    "zip": Kind.ZIP,
    "json": Kind.JSON,
    "js": Kind.SCRIPT,
    "css": Kind.STYLE,
    "txt": Kind.TEXT,
}

_PICTURE_TYPES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x89PNG", "image/png"),
    (b"BM", "image/bmp"),
)

_WRAPPER = re.compile(rb"\s*<(?:PDF|XML|XBRL|pdf|xml|xbrl)>[ \t]*(?=[\r\n])")
_PROLOGUE = re.compile(rb"\s*(<\?|<!--|<!(?!doctype\s+html))", re.IGNORECASE)
_CLOSINGS = {b"<?": b"?>", b"<!--": b"-->", b"<!": b">"}
_DECLARED = rb"\s*(?:<(?:XML|XBRL)>[ \t]*[\r\n]\s*)?<\?(?i:xml)\s[^<>]*\?>\s*(?:<!--[^<>]*-->\s*)*<"
_PAGE_START = re.compile(rb"(?:\s*<|" + _DECLARED + rb")(?i:html|!doctype\s+html)[\s>]")
_XML_START = re.compile(_DECLARED + rb"(?!(?:[\w.-]*:)?(?i:html|doctype)\b)[A-Za-z_]")
"""The beginnings that most pages and XML documents have, so that nothing else need be looked at."""

_HTML_START = re.compile(
    rb"\s*<(?:!doctype\s+html|(?:html|head|body|title|meta|pre|center|font|div|h[1-6]|hr|br|p|b|u|i|a|span"
    rb"|strong|em|small|big|sup|sub|tt|ul|ol|li|dl|dt|dd|blockquote|address|img)[\s/>])",
    re.IGNORECASE,
)
_HTML_WITHIN = re.compile(
    rb"<(?:/?(?:html|body|td|tr|font|div|center|span)\b|/p>|br\s*/?>|p\s+\w+=)", re.IGNORECASE
)
_HTML_PROMISED = re.compile(
    rb"</?(?:p|b|u|i|a|h[1-6]|hr|strong|em|small|big|sup|sub|tt|ul|ol|li|dl|dt|dd|blockquote|address|img|pre)[\s/>]",
    re.IGNORECASE,
)
"""What more is markup in a document whose name says so; `<S>` and `<CAPTION>` are of plain text's tables, too."""

_ELEMENT = re.compile(rb"\s*<(?:!|[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^<>]*)")
_STRUCTURAL = (b"sec-document", b"ims-document", b"sec-header", b"ims-header", b"submission", b"document")
_BINARY_KINDS = (Kind.PDF, Kind.IMAGE, Kind.SPREADSHEET, Kind.ZIP)
_TEXT_BYTES = bytes(set(range(256)) - {*range(8), *range(14, 26), *range(28, 32)})


def find_kind(head: bytes, name: str, type_: str) -> Kind:
    """Return the kind of a payload that begins with `head`; wrapper lines and uuencode are looked through."""
    if _PAGE_START.match(head):
        return Kind.HTML
    if _XML_START.match(head):
        return Kind.XML
    wrapper = _WRAPPER.match(head)
    inner = head[wrapper.end() :] if wrapper else head
    begin = find_begin(inner) if inner.find(b"begin", 0, 64) >= 0 else None
    if begin is None:
        return _kind_of(inner, name, type_, wrapped=wrapper is not None)
    kind = magic_kind(decode_lines(inner, begin.end(), 1), name)
    return kind or _kind_of(decode_lines(inner, begin.end(), 8), name, type_, wrapped=False)


def suffix_kind(name: str) -> Kind | None:
    """Return the kind that a file's name promises, or None."""
    _, dot, suffix = name.rpartition(".")
    return _SUFFIXES.get(suffix.lower()) if dot else None


def magic_kind(head: bytes, name: str) -> Kind | None:
    """Return the kind of a binary format that `head` begins with, or None."""
    for magic, kind in _MAGIC.get(head[:1], ()):
        if head.startswith(magic):
            return _of_family(magic, kind, head, suffix_kind(name))
    return None


def is_markup(head: bytes) -> bool:
    """Whether `head` begins as an HTML page or as an XML document does."""
    return _markup_kind(_plain(head), None) is not None


def is_text(head: bytes) -> bool:
    """Whether `head` is text, but for a control character here and there."""
    return len(_plain(head).translate(None, _TEXT_BYTES)) * 50 <= len(head)


def _of_family(magic: bytes, kind: Kind, head: bytes, promised: Kind | None) -> Kind | None:
    """Tell apart what shares its first bytes with something else."""
    if magic == b"BM":
        return kind if b"\x00" in head[:32] else None
    if magic == b"RIFF":
        return kind if head[8:12] == b"WEBP" else None
    if kind is Kind.ZIP:
        return Kind.SPREADSHEET if promised is Kind.SPREADSHEET or b"xl/workbook" in head else kind
    if kind is Kind.SPREADSHEET and promised is not Kind.SPREADSHEET:
        return Kind.OTHER if magic == _COMPOUND_FILE else None
    return kind


def _kind_of(head: bytes, name: str, type_: str, *, wrapped: bool) -> Kind:
    promised = suffix_kind(name)
    kind = magic_kind(head, name) or _markup_kind(text := _plain(head), promised)
    if kind is not None:
        return kind
    if promised in (Kind.SCRIPT, Kind.STYLE):
        return promised
    if not is_text(head):
        return promised if promised in _BINARY_KINDS else Kind.OTHER
    if promised is Kind.JSON or type_ == "JSON" or text.lstrip().startswith(b'{"'):
        return Kind.JSON
    if promised is Kind.HTML and _HTML_PROMISED.search(text):
        return Kind.HTML
    if promised is Kind.HTML or not text.lstrip().startswith(b"<"):
        return Kind.HTML if _HTML_WITHIN.search(text) else Kind.TEXT
    return Kind.XML if promised is Kind.XML or wrapped else Kind.TEXT


def _plain(head: bytes) -> bytes:
    """Return the first bytes of a text without a byte order mark, in an encoding that extends ASCII."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf")


def _markup_kind(text: bytes, promised: Kind | None) -> Kind | None:
    """Return HTML or XML where the first element says so; None where it could be an old text's `<PAGE>`."""
    start, declared = 0, False
    while opening := _PROLOGUE.match(text, start):
        declared = declared or text.startswith(b"<?xml", opening.start(1))
        closing = _CLOSINGS[opening.group(1)]
        end = text.find(closing, opening.end())
        if end < 0:  # a comment longer than what is looked at
            return promised if promised is Kind.HTML else Kind.XML if declared else None
        start = end + len(closing)
    if not declared and _HTML_START.match(text, start):
        return Kind.HTML
    element = _ELEMENT.match(text, start)
    if element is None:
        return Kind.XML if declared else None
    name, rest = element.groups()
    if name.lower() in (b"html", b"doctype"):  # document types of anything else are passed over above
        return Kind.HTML
    mixed = name.lower() != name != name.upper() and name.lower() not in _STRUCTURAL
    if declared or mixed or b"xmlns" in rest:
        return Kind.XML
    if name.lower() == b"table" and _HTML_WITHIN.search(text):
        return Kind.HTML
    return None


def picture_type(content: bytes) -> str:
    """Return the media type of a picture that browsers show, by its first bytes; an empty string for anything else.

    >>> picture_type(b"GIF89a"), picture_type(b"II*")
    ('image/gif', '')
    """
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _PICTURE_TYPES if content.startswith(start)), "")
