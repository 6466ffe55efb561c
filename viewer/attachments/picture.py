"""The first bytes of a picture to its format and its size in pixels, before anything decodes it.

A few bytes can claim a picture of any size, which to decode would take all memory there is: such are refused here.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from viewer.markup.tree import Block, BlockKind, Picture, Run, Tree
from viewer.reader import Context, Read

__all__ = ["MOST_PIXELS", "PictureHead", "is_shown", "picture_head", "read_picture"]

MOST_PIXELS = 100_000_000
"""Pixels of the largest picture shown: 400 MB when it is decoded."""

_LONGEST_SIDE = 32_767
_SHOWN = ("PNG", "JPEG", "GIF", "BMP", "WebP")
# The markers of JPEG that hold no size, though their numbers stand among those that do.
_NO_FRAMES = (0xC4, 0xC8, 0xCC)
_TOO_LARGE = "{name} says that it is a picture of {width:,} × {height:,} pixels, and is not shown."
_NO_SIZE = "{name} is a damaged {format} picture without a size, and is not shown."
_FOREIGN = "{name} is a picture in the {format} format, which is not shown here."
_UNKNOWN = "{name} is a picture in a format that is not known here."


class PictureHead(NamedTuple):
    """What the first bytes say: the format, empty where unknown, and the size, 0 where they do not say."""

    format: str = ""
    width: int = 0
    height: int = 0


def picture_head(content: bytes) -> PictureHead:
    """Return format and size of a picture."""
    try:
        return _head(content)
    except (struct.error, IndexError):
        return PictureHead(_format(content))


def _format(content: bytes) -> str:
    starts = (
        (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"BM", "BMP"),
        (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"),
    )  # fmt: skip
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP"
    return next((name for start, name in starts if content.startswith(start)), "")


def _head(content: bytes) -> PictureHead:
    name = _format(content)
    if name == "PNG" and content[12:16] == b"IHDR":
        return PictureHead(name, *struct.unpack_from(">II", content, 16))
    if name == "GIF":
        return PictureHead(name, *struct.unpack_from("<HH", content, 6))
    if name == "BMP":
        return PictureHead(name, *_bmp_size(content))
    if name == "WebP":
        return PictureHead(name, *_webp_size(content))
    if name == "JPEG":
        return PictureHead(name, *_jpeg_size(content))
    return PictureHead(name)


def _bmp_size(content: bytes) -> tuple[int, int]:
    if struct.unpack_from("<I", content, 14)[0] == 12:
        width, height = struct.unpack_from("<HH", content, 18)
    else:
        width, height = struct.unpack_from("<ii", content, 18)
    return abs(width), abs(height)


def _webp_size(content: bytes) -> tuple[int, int]:
    kind = content[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", content, 21)[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", content, 26)
    return width & 0x3FFF, height & 0x3FFF


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Return the size in the first frame's head; the segments before it are passed over."""
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            at = content.find(b"\xff", at)
            if at < 0:
                break
            continue
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in (0x00, 0x01) or 0xD0 <= marker <= 0xD8:
            at += 2
        elif 0xC0 <= marker <= 0xCF and marker not in _NO_FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        elif marker in (0xD9, 0xDA):
            break
        else:
            at += 2 + max(2, struct.unpack_from(">H", content, at + 2)[0])
    return 0, 0


def is_shown(content: bytes) -> bool:
    """Whether a picture is handed on to what decodes and draws it: not where it claims to be too large for that."""
    return not _is_too_large(picture_head(content))


def _is_too_large(head: PictureHead) -> bool:
    return head.width * head.height > MOST_PIXELS or max(head.width, head.height) > _LONGEST_SIDE


def _refusal(head: PictureHead, name: str) -> str:
    """Return why a picture is not shown, or nothing."""
    said = {"name": name, **head._asdict()}
    if not head.format:
        return _UNKNOWN.format(**said)
    if head.format not in _SHOWN:
        return _FOREIGN.format(**said)
    if not (head.width and head.height):
        return _NO_SIZE.format(**said)
    if _is_too_large(head):
        return _TOO_LARGE.format(**said)
    return ""


def read_picture(content: bytes, name: str, context: Context) -> Read:
    """Return a tree that holds the picture alone, called `name`; the notice says what it is, or why it is not shown."""
    head = picture_head(content)
    refusal = _refusal(head, context.name)
    if refusal:
        return context.refusal("picture-refused", refusal)
    size = f"{max(1, round(len(content) / 1000)):,} KB"
    pixels = f"{head.width:,} × {head.height:,} pixels"
    notice = f"{context.name} is a picture ({head.format}, {pixels}, {size}); it has no text."
    block = Block(1, BlockKind.PARAGRAPH, (Run("", picture=Picture(name)),))
    return Read(Tree("", (block,)), (), notice)
