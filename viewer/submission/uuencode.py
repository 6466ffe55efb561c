"""Uuencoded lines to the bytes they stand for.

Both dialects of the zero (`` ` `` and the space) are read, with trailing spaces stripped or not, garbage in
the padding, a checksum character after the line, empty lines anywhere, and without an end.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

_BEGIN = re.compile(rb"\s*begin[ \t]+([0-7]{3,4})[ \t]+([^\r\n]*?)[ \t]*(?:\r*\n|\r|\Z)")
_LINE = re.compile(rb"[^\r\n]+")
_ALPHABET = bytes(range(0x20, 0x61))
_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_TO_BASE64 = bytes(_DIGITS[byte - 32 & 63] for byte in range(256))
"""Each uuencode character as the base64 digit of the same six bits; other bytes count modulo 64."""


def find_begin(head: bytes) -> re.Match[bytes] | None:
    """Return the match of a `begin 644 name` line that `head` begins with, if uuencoded lines follow."""
    begin = _BEGIN.match(head)
    if begin is None:
        return None
    line = _LINE.match(head, begin.end())
    if line is None:
        return begin
    content = line.group()
    needed = 1 + _characters(content[0] - 32 & 63)
    truncated = line.end() == len(head)
    if content.translate(None, _ALPHABET) or (len(content.rstrip()) > needed + 1 and not truncated):
        return None
    return begin


def decode_head(head: bytes) -> bytes | None:
    """Return the first decoded bytes of a payload with a uuencode head, or None if it has none."""
    begin = find_begin(head)
    if begin is None:
        return None
    lines = head[begin.end() :].splitlines(keepends=True)
    return b"".join(decode_line(line.rstrip(b"\r\n")) for line in lines[:8] if line[:1] not in b"\r\n")


def decode_line(line: bytes) -> bytes:
    """Return the bytes of one line: whole groups are decoded, missing spaces added, and cut to its length.

    >>> decode_line(b"#0V%T")
    b'Cat'
    """
    length = line[0] - 32 & 63
    needed = _characters(length)
    return binascii.a2b_base64(line[1 : needed + 1].translate(_TO_BASE64).ljust(needed, b"A"))[:length]


def decode_lines(content: bytes) -> Iterator[bytes]:
    """Yield the bytes of uuencoded lines up to the `end` line, without it if it is missing."""
    for found in _LINE.finditer(content):
        line = found.group()
        if line.rstrip() == b"end":
            return
        yield decode_line(line)


def _characters(length: int) -> int:
    """Return how many characters stand for `length` bytes."""
    return (length + 2) // 3 * 4
