"""Uuencoded lines to the bytes they stand for.

Both dialects of the zero (`` ` `` and the space) are read, with trailing spaces stripped or not, garbage in
the padding, a checksum character behind the line, empty lines anywhere, and without an end. Lines of full
length, which are nearly all, are decoded many at a time: without their length character and through one
table they are base64.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

_BEGIN = re.compile(rb"\s*begin[ \t]+([0-7]{3,4})[ \t]+([^\r\n]*?)[ \t]*(?:\r*\n|\r|\Z)")
_LINE = re.compile(rb"[^\r\n]+")
_ALPHABET = bytes(range(0x20, 0x61))
_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_TO_BASE64 = bytes(_DIGITS[byte - 32 & 63] for byte in range(256))
"""Each uuencode character as the base64 digit of the same six bits; other bytes count modulo 64."""

_NOT_ENCODED = bytes(byte for byte in range(256) if byte not in _ALPHABET)

_FULL = 61
"""The length of a line that stands for 45 bytes, `M` and 60 characters; with its line end, 62."""
_STRIDE = _FULL + 1
_RUN = 32
_FILLING = tuple(b" " * (_FULL - length) + b"\n" for length in range(_STRIDE))
"""What makes a line of each length one of full length: zeros, and its line end."""
_TELLING = 4
_ESCAPED = 23
"""The length of a line for 13 bytes, which begins with a dash, where that was escaped like the dashes of text."""


@dataclass(slots=True)
class Damage:
    """What in uuencoded lines cannot be as it was written: how many lines, and the first of them."""

    lines: int = 0
    example: bytes = b""
    ended: bool = False

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
    lines = _LINE.finditer(head, begin.end(), begin.end() + _STRIDE * (_TELLING + 1))
    first, damaged = True, False
    for line in (found.group() for found in islice(lines, _TELLING)):
        if line.rstrip() == b"end":
            break
        sound = not line.translate(None, _ALPHABET)
        if sound and 0 <= _spare(line) <= 1:
            return begin
        first = False
        damaged = damaged or not sound or _spare(line) > 1
    return begin if first or (not damaged and b"." in begin.group(2)) else None


def decode_lines(head: bytes, start: int, count: int) -> bytes:
    """Return the bytes of the first `count` uuencoded lines from `start`."""
    lines = islice(_LINE.finditer(head, start), count)
    return b"".join([decode_line(line.group()) for line in lines])


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
    for block in blocks:
        yield _decode_block(_with_line_feeds(block), damage)
        if damage.ended:
            return


def _with_line_feeds(block: bytes) -> bytes:
    if b"\r" not in block:
        return block
    if block.count(b"\r") == block.count(b"\r\n"):
        return block.translate(None, b"\r")
    return block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _decode_block(lines: bytes, damage: Damage) -> bytes:
    """Decode whole lines: those for 45 bytes filled up to their full length and together, others by themselves."""
    pieces: list[bytes] = []
    run: list[bytes] = []
    shortest = _FULL if _has_ticks(lines) else 1
    taken = at = 0
    while at < len(lines) and not damage.ended:
        ends = lines[at + _FULL : at + _RUN * _STRIDE : _STRIDE]
        full = len(ends) - len(ends.lstrip(b"\n"))
        if full and (empty := lines[at + 1 : at + full * _STRIDE : _STRIDE].find(b"\n")) >= 0:
            full = empty  # 31 stripped lines of zeros are as long as a full one
        at += full * _STRIDE
        if full == _RUN:
            continue
        end = lines.find(b"\n", at)
        end = len(lines) if end < 0 else end
        length = end - at
        if lines.startswith(b"M", at):
            if not shortest <= length <= _FULL + 1:
                damage.add(lines[at:end])
            length = min(length, _FULL)
            run += (lines[taken : at + length], _FILLING[length])
        else:
            run.append(lines[taken:at])
            pieces.append(_decode_full(b"".join(run), shortest > 1, damage))
            run.clear()
            if length > 0:
                pieces.append(_decode_odd(lines[at:end], shortest > 1, damage))
        taken = at = end + 1
    run.append(lines[taken:] if not damage.ended else b"")
    pieces.append(_decode_full(b"".join(run), shortest > 1, damage))
    return b"".join(pieces)


def _decode_full(lines: bytes, padded: bool, damage: Damage) -> bytes:
    """Return the bytes of lines that all look to be of full length; one by one where some of them are not."""
    decoded = b""
    if not lines[::_STRIDE].lstrip(b"M"):
        digits = bytearray(lines)
        del digits[::_STRIDE]
        # Characters of no alphabet are left out, so that the result is too short, or has no whole groups.
        with suppress(binascii.Error):
            decoded = binascii.a2b_base64(digits.translate(_TO_BASE64, _NOT_ENCODED))
    if len(decoded) * _STRIDE == len(lines) * 45:
        return decoded
    return b"".join([_decode_odd(row, padded, damage) for row in lines.split(b"\n") if row])


def _decode_odd(line: bytes, padded: bool, damage: Damage) -> bytes:
    """Decode a line that is not of full length, or the `end` line; `padded` lines were not stripped."""
    if line.rstrip() == b"end":
        damage.ended = True
        return b""
    if line.startswith(b"- -") and len(line) == _ESCAPED:
        line = line[2:]
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


def _spare(line: bytes) -> int:
    """Return how many characters the line has more than it must have; one may be a checksum."""
    spare = len(line) - 1 - _characters(line)
    return 0 if len(line) == _ESCAPED and line.startswith(b"- -") else spare


def _characters(line: bytes) -> int:
    """Return how many characters the line must have behind its length character."""
    return ((line[0] - 32 & 63) + 2) // 3 * 4
