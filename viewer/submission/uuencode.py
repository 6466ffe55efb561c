"""Uuencoded lines to the bytes they stand for.

Both dialects of the zero (`` ` `` and the space) are read, with trailing spaces stripped or not, garbage in the
padding, a checksum character behind the line, empty lines anywhere, and without an end. The standard library decodes
what it takes for sound, all lines of a block in one go; only where it refuses are lines looked at by themselves.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile

_BEGIN = re.compile(rb"\s*begin[ \t]+([0-7]{3,4})[ \t]+((?:[^\r\n]*[^\r\n \t])?)[ \t]*(?:\r*\n|\r|\Z)")
_LINE = re.compile(rb"[^\r\n]+")
_ALPHABET = bytes(range(0x20, 0x61))
_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_TO_BASE64 = bytes(_DIGITS[byte - 32 & 63] for byte in range(256))
"""Each uuencode character as the base64 digit of the same six bits; other bytes count modulo 64."""

_FULL = 61
"""The length of a line that stands for 45 bytes, `M` and 60 characters."""
_FEW = 64
"""So many lines are looked at one by one where they cannot be decoded in one go."""
_TELLING = 4
_ESCAPED = 23
"""The length of a line for 13 bytes, which begins with a dash, where that was escaped like the dashes of text."""
_STUFFED = 22
"""The length of a line for 14 bytes, which begins with a dot, where mail has doubled that; EDGAR has kept it."""


@dataclass(slots=True)
class Damage:
    """What in uuencoded lines cannot be as it was written: how many lines, and the first of them.

    `ended` is true once the `end` line was met, `after` where something stands behind it.
    """

    lines: int = 0
    example: bytes = b""
    ended: bool = False
    after: bool = False

    def add(self, line: bytes) -> None:
        """Count one more damaged line."""
        self.lines += 1
        self.example = self.example or line


def find_begin(head: bytes) -> re.Match[bytes] | None:
    """Return the match of a `begin 644 name` line that `head` begins with, if uuencoded lines follow.

    Text may begin with that word, and a first line may be damaged: one of the first lines must be as long as it
    says, or, where all are shorter, the name be that of a file.
    """
    begin = _BEGIN.match(head)
    if begin is None:
        return None
    line = _LINE.search(head, begin.end())
    if line is None or line.group().rstrip() == b"end" or _is_whole(line.group()):
        return begin
    lines = _LINE.findall(head, begin.end(), begin.end() + (_FULL + 1) * _TELLING)
    lines = list(takewhile(lambda each: each.rstrip() != b"end", lines))
    if any(map(_is_whole, lines)):
        return begin
    short = all(_spare(line) < 0 and not line.translate(None, _ALPHABET) for line in lines)
    return begin if short and b"." in begin.group(2) else None


def decode_lines(head: bytes, start: int, count: int) -> bytes:
    """Return the bytes of the first `count` uuencoded lines from `start`."""
    pieces = []
    while count and (line := _LINE.search(head, start)):
        pieces.append(decode_line(line.group()))
        start, count = line.end(), count - 1
    return b"".join(pieces)


def decode_line(line: bytes) -> bytes:
    """Return the bytes of one line: whole groups are decoded, missing spaces added, and cut to its length.

    >>> decode_line(b"#0V%T")
    b'Cat'
    """
    needed = _characters(line)
    digits = line[1 : needed + 1].translate(_TO_BASE64).ljust(needed, b"A")
    return binascii.a2b_base64(digits)[: line[0] - 32 & 63]


def decode(blocks: Iterable[bytes], damage: Damage) -> Iterator[bytes]:
    """Yield the decoded bytes of blocks of whole lines, up to the `end` line, and note what is wrong.

    No step takes longer than a block needs, a millisecond for 256 KB, so other threads are not held up.
    """
    rest = iter(blocks)
    for block in rest:
        yield _decode_block(_with_line_feeds(block), damage)
        if damage.ended:
            damage.after = damage.after or any(block.strip() for block in rest)
            return


def _with_line_feeds(block: bytes) -> bytes:
    if b"\r" not in block:
        return block
    if block.count(b"\r") == block.count(b"\r\n"):
        return block.translate(None, b"\r")
    return block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _decode_block(lines: bytes, damage: Damage) -> bytes:
    rows = list(filter(None, lines.split(b"\n")))
    padded = _has_ticks(lines)
    count = len(rows)
    while count and not rows[count - 1].startswith(b"M"):
        count -= 1  # the last lines are shorter, may have garbage in their padding, and the end follows them
    last = rows[count:]
    del rows[count:]
    return _decode_rows(rows, padded, damage) + b"".join([_decode_row(row, padded, damage) for row in last])


def _decode_rows(rows: list[bytes], padded: bool, damage: Damage) -> bytes:
    """Decode lines in one go, or else a few at a time; `padded` lines were not stripped of their zeros."""
    if not padded or set(map(len, rows)) <= {_FULL}:
        with suppress(binascii.Error):
            return b"".join(map(binascii.a2b_uu, rows))
    if len(rows) <= _FEW:
        return b"".join([_decode_row(row, padded, damage) for row in rows])
    pieces = []
    for at in range(0, len(rows), _FEW):
        if damage.ended:
            damage.after = True
            break
        pieces.append(_decode_rows(rows[at : at + _FEW], padded, damage))
    return b"".join(pieces)


def _decode_row(line: bytes, padded: bool, damage: Damage) -> bytes:
    """Decode a line by itself; nothing behind the `end` line stands for anything."""
    if damage.ended:
        damage.after = damage.after or bool(line.strip())
        return b""
    if line.rstrip() == b"end":
        damage.ended = True
        return b""
    if line.startswith(b"- -") and len(line) == _ESCAPED:
        line = line[2:]
    elif line.startswith(b"..") and len(line) == _STUFFED:
        line = line[1:]
    spare = _spare(line)
    if spare > 1 or (padded and spare < 0) or line.translate(None, _ALPHABET):
        damage.add(line)
    return decode_line(line)


def _has_ticks(lines: bytes) -> bool:
    """Whether zeros are written as backticks, and so cannot have been stripped; the line that ends all may be one."""
    at = lines.find(b"`")
    while at >= 0 and lines[at - 1 : at + 2] == b"\n`\n":
        at = lines.find(b"`", at + 1)
    return at >= 0


def _is_whole(line: bytes) -> bool:
    """Whether a line is as long as it says, or longer by a checksum, and nothing but uuencode."""
    return 0 <= _spare(line) <= 1 and not line.translate(None, _ALPHABET)


def _spare(line: bytes) -> int:
    """Return how many characters the line has more than it must have; one may be a checksum."""
    spare = len(line) - 1 - _characters(line)
    return 0 if len(line) == _ESCAPED and line.startswith(b"- -") else spare


def _characters(line: bytes) -> int:
    """Return how many characters the line must have behind its length character."""
    return ((line[0] - 32 & 63) + 2) // 3 * 4
