"""What the first bytes say of a payload, where the corpus and the damaged filings do not show it."""

from __future__ import annotations

import pytest

from viewer.submission.kind import picture_type


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"GIF89a", "image/gif"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n", "image/png"),
        (b"BM", "image/bmp"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"RIFF\0\0\0\0WAVE", ""),
        (b"II*\0", ""),
        (b"<svg/>", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_only_pictures_that_browsers_show_have_a_type(content, kind):
    assert picture_type(content) == kind
