"""The bytes of a payload to text, with the encoding that was chosen.

Submissions are ASCII by rule, yet copies of them are not always. A byte order mark decides; then UTF-8;
bytes that are no UTF-8 are windows-1252, as every browser takes them. No byte is ever replaced by U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from viewer.submission.model import Kind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARED = re.compile(
    rb"""<(?:\?xml|meta)\b[^<>]*?(?:encoding|charset)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_DECLARATION_WINDOW = 2048

_TRUSTED = re.compile(
    r"iso-?8859-?(?:[2-9]|1[0-6])|windows-125[013-8]|koi8-[ru]|gb(?:k|2312|18030)|big5|euc-(?:jp|kr)|shift[_-]jis"
)
"""Declared encodings that are believed where the bytes are no UTF-8; Latin-1 means windows-1252."""

TREACHEROUS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Characters that deceive who reads a name or a title: controls, marks that turn the direction of writing, line
separators, what is not seen at all, lone surrogates."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(content: bytes, kind: Kind) -> Decoded:
    r"""Return `content` as text; never fails, and replaces nothing.

    >>> decode(b"\x93Registrant\x94", Kind.TEXT)
    Decoded(text='“Registrant”', encoding='windows-1252')
    """
    if content.isascii():
        return Decoded(content.decode("ascii"), "ascii")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            decoded = _strictly(content[len(mark) :], encoding)
            if decoded is not None:
                return decoded
    decoded = _strictly(content, "utf-8") or _as_declared(content, kind)
    return decoded or _by_bytes(content)


def decode_line(raw: bytes) -> str:
    """Return one line of a header or a preamble as text, by the same rule."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("utf-8", "viewer.windows-1252")


def _strictly(content: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(content.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _as_declared(content: bytes, kind: Kind) -> Decoded | None:
    if kind not in (Kind.HTML, Kind.XML):
        return None
    found = _DECLARED.search(content[:_DECLARATION_WINDOW])
    name = found.group(1).decode("ascii", "replace").lower() if found else ""
    return _strictly(content, name) if _TRUSTED.fullmatch(name) else None


def _by_bytes(content: bytes) -> Decoded:
    content = content.removeprefix(codecs.BOM_UTF8)
    text = content.decode("utf-8", "viewer.windows-1252")
    # One character for each byte means that no sequence of UTF-8 was among them.
    single = len(text) == len(content)
    return Decoded(text, "windows-1252" if single else "utf-8, partly windows-1252")


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    raw = error.object[error.start : error.end]
    return "".join(_CHARACTERS[byte] for byte in raw), error.end


_CHARACTERS = tuple(
    # The five positions that windows-1252 leaves open are the C1 controls of the same number.
    bytes([byte]).decode("cp1252", "ignore") or chr(byte)
    for byte in range(256)
)

codecs.register_error("viewer.windows-1252", _windows_1252)
