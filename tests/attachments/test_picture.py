"""Pictures are known by their first bytes, shown with their size, and refused where they claim to be too large."""

from __future__ import annotations

import struct

import pytest

from viewer.attachments.picture import PictureHead, is_shown, picture_head, read_picture
from viewer.reader import Context

CONTEXT = Context("logo.jpg", start=5, line=2)


def png(width, height):
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0)
        + b"\0" * 20
    )


def jpeg(width, height):
    start = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9
    table = b"\xff\xc4" + struct.pack(">H", 4) + b"\0\0"
    return start + table + b"\xff\xff\xc2" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\0" * 20


def gif(width, height):
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0" * 20


def bmp(width, height):
    return b"BM" + b"\0" * 12 + struct.pack("<Iii", 40, width, -height) + b"\0" * 20


def webp(width, height):
    lossy = b"\0\0\0\x9d\x01\x2a"
    return b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0" + lossy + struct.pack("<HH", width, height) + b"\0" * 20


@pytest.mark.parametrize(
    ("content", "name"), [(png(40, 30), "PNG"), (jpeg(40, 30), "JPEG"), (gif(40, 30), "GIF"), (bmp(40, 30), "BMP"),
                          (webp(40, 30), "WebP")],
)  # fmt: skip
def test_format_and_size_stand_in_the_first_bytes(content, name):
    assert picture_head(content) == PictureHead(name, 40, 30)
    assert is_shown(content)
    read = read_picture(content, "logo.jpg", CONTEXT)
    assert [run.picture.source for run in read.tree.blocks[0].runs] == ["logo.jpg"]
    assert read.notice == f"logo.jpg is a picture ({name}, 40 × 30 pixels, 1 KB); it has no text."


@pytest.mark.parametrize("make", [png, jpeg, gif, bmp])
@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (65_535, 1), (20_000, 20_000)])
def test_a_picture_that_claims_too_large_a_size_is_refused_with_a_sentence(make, width, height):
    content = make(width, height)
    assert not is_shown(content)
    read = read_picture(content, "logo.jpg", CONTEXT)
    assert read.tree.blocks == ()
    (problem,) = read.problems
    assert (problem.code, problem.offset, problem.line) == ("picture-refused", 5, 2)
    assert f"{width:,} × {height:,} pixels" in read.notice


def test_a_hundred_thousand_pixels_each_way_are_refused():
    assert not is_shown(png(100_000, 100_000))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"II*\x00" + b"\0" * 50, "TIFF format"),
        (b"\x00\x01nothing", "not known"),
        (b"", "not known"),
        (png(40, 30)[:15], "damaged PNG"),
        (jpeg(40, 30)[:20], "damaged JPEG"),
        (b"\xff\xd8\xff" + b"\xff" * 500, "damaged JPEG"),
        (b"\xff\xd8\xff\xe0\x00\x00" * 50, "damaged JPEG"),
        (png(0, 30), "damaged PNG"),
        (b"GIF8", "damaged GIF"),
        (b"RIFF\0\0\0\0WEBP", "damaged WebP"),
    ],
)
def test_what_cannot_be_drawn_is_told(content, said):
    read = read_picture(content, "logo.jpg", CONTEXT)
    assert said in read.notice
    assert read.tree.blocks == ()


def test_the_kind_is_told_by_the_content_not_by_the_name():
    assert picture_head(gif(4, 3)).format == "GIF"
    assert "GIF" in read_picture(gif(4, 3), "logo.jpg", CONTEXT).notice
