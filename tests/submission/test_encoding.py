"""Bytes become text with the encoding they are in, and no byte is replaced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.submission.encoding import Decoded, decode, decode_line
from viewer.submission.model import Kind


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        (b"", "", "ascii"),
        (b"plain\r\n", "plain\r\n", "ascii"),
        ("Café".encode(), "Café", "utf-8"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café", "utf-8"),
        ("Café".encode("utf-16"), "Café", "utf-16-le"),
        (b"\xfe\xff\x00A\x00\xe9", "Aé", "utf-16-be"),
        (b"Caf\xe9 \x93q\x94 \x96 \x80", "Café “q” – €", "windows-1252"),
        (b"\x81\x8d\x8f\x90\x9d", "\x81\x8d\x8f\x90\x9d", "windows-1252"),
        (b"Caf\xc3\xa9 and caf\xe9\x92s", "Café and café’s", "utf-8, partly windows-1252"),
        (b"\xef\xbb\xbfcaf\xe9", "café", "windows-1252"),
        ("\ufffd".encode(), "\ufffd", "utf-8"),
        (b"cut in the middle of \xe2\x80", "cut in the middle of â€", "windows-1252"),
    ],
)
def test_the_encoding_is_told_by_mark_then_by_the_bytes(content, text, encoding):
    assert decode(content, Kind.TEXT) == Decoded(text, encoding)


def test_a_declared_encoding_counts_where_the_bytes_are_no_utf_8():
    content = '<?xml version="1.0" encoding="ISO-8859-2"?><a>Łódź</a>'.encode("iso-8859-2")
    assert decode(content, Kind.XML).text.endswith("<a>Łódź</a>")
    assert decode(content, Kind.TEXT).encoding == "windows-1252"
    page = "<html><head><meta charset=big5></head>中文".encode("big5")
    assert decode(page, Kind.HTML).text.endswith("中文")


@pytest.mark.parametrize(
    "name", ["ascii", "utf-8", "rot13", "zip", "unicode_escape", "nonsense", "idna", "latin-1"]
)
def test_no_other_declaration_is_believed(name):
    content = f'<?xml version="1.0" encoding="{name}"?><a>\\x41'.encode() + b"\x93</a>"
    assert decode(content, Kind.XML).text.endswith("\\x41“</a>")


@given(st.binary(max_size=200), st.sampled_from(Kind))
def test_nothing_fails_and_nothing_is_replaced(content, kind):
    decoded = decode(content, kind)
    assert "\ufffd" not in decoded.text or b"\xef\xbf\xbd" in content or decoded.encoding.startswith("utf-")
    assert isinstance(decode_line(content), str)
