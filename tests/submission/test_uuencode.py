"""Uuencode of either dialect and in any state comes out to the byte, and damage is counted."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.submission import filings, naive
from viewer.submission.uuencode import Damage, decode, decode_line, decode_lines, find_begin


def decoded(text: bytes, size: int = 1 << 18) -> tuple[bytes, Damage]:
    """Decode the lines behind the head, given in blocks of whole lines."""
    begin = find_begin(text)
    lines = text[begin.end() :].splitlines(keepends=True)
    blocks, block = [], b""
    for line in lines:
        block += line
        if len(block) >= size:
            blocks.append(block)
            block = b""
    damage = Damage()
    return b"".join(decode([*blocks, block], damage)), damage


@given(
    st.binary(max_size=3000),
    st.booleans(),
    st.sampled_from([b"\n", b"\r\n", b"\r", b"\n\n"]),
    st.integers(1, 2000),
)
def test_what_was_encoded_comes_out(content, backtick, line_end, size):
    text = filings.uuencoded(content, backtick=backtick).replace(b"\n", line_end)
    assert decoded(text, size) == (content, Damage(ended=True))


@pytest.mark.parametrize("end", [b"`\nend\n", b" \nend\n", b"\nend\n", b"end\n", b"end", b"\n\nend  \n\n"])
def test_every_way_to_end_is_an_end(end):
    content = bytes(range(200)) * 3
    assert decoded(filings.uuencoded(content, end=end)) == (content, Damage(ended=True))


@given(st.binary(min_size=1, max_size=150), st.sampled_from([b"\n", b"\r\n", b"\r"]))
def test_a_file_of_a_few_lines_whose_spaces_were_stripped_is_one(content, line_end):
    """Such as a transparent GIF of one pixel, 43 bytes: its only line is shorter than it says."""
    lines = filings.uuencoded(content + b"\0\0", backtick=False, end=b"").split(b"\n")
    text = line_end.join([*(line.rstrip() for line in lines if line), b"", b"end", b""])
    assert decoded(text) == (content + b"\0\0", Damage(ended=True))


def test_lines_without_an_end_are_decoded_and_that_is_noted():
    content = bytes(range(200))
    assert decoded(filings.uuencoded(content, end=b"")) == (content, Damage(ended=False))


def test_stripped_spaces_are_zeros():
    content = b"\x00" * 45 + b"\x01" + b"\x00" * 44 + b"\x02" * 45 + b"\x00" * 7
    text = filings.uuencoded(content, backtick=False, end=b"\nend\n")
    assert b"\nM\n" in text
    assert decoded(text) == (content, Damage(ended=True))


def test_spare_characters_of_a_last_group_may_be_anything():
    assert decoded(b"begin 644 x\n#0V%T\n!7___\nend\n") == (b"Cat_", Damage(ended=True))


def test_one_checksum_character_behind_a_line_is_passed_over():
    content = bytes(range(90))
    lines = filings.uuencoded(content).split(b"\n")
    lines[1:3] = [line + b"#" for line in lines[1:3]]
    assert decoded(b"\n".join(lines)) == (content, Damage(ended=True))


@pytest.mark.parametrize("at", [0, 1, 20, 40])
@pytest.mark.parametrize("change", [b"~", b"\x80", b"\x00", b"=="])
def test_a_character_of_no_alphabet_is_noted_and_harms_its_own_line_only(at, change):
    content = bytes(range(256)) * 8
    lines = filings.uuencoded(content).split(b"\n")
    broken = lines[at + 1][:30] + change + lines[at + 1][31:]
    found, damage = decoded(b"\n".join([*lines[: at + 1], broken, *lines[at + 2 :]]))
    assert damage.lines == (change != b"==")
    if damage.lines:
        assert damage.example == broken
    assert len(found) == len(content)
    assert found[: at * 45] == content[: at * 45]
    assert found[(at + 1) * 45 :] == content[(at + 1) * 45 :]


def test_a_line_that_lost_characters_is_noted_where_zeros_are_written_out():
    content = bytes(1000)
    lines = filings.uuencoded(content).split(b"\n")
    found, damage = decoded(b"\n".join([*lines[:3], lines[3][:-9], *lines[4:]]))
    assert (damage.lines, damage.example) == (1, lines[3][:-9])
    assert found == content


def test_two_lines_that_lost_their_line_end_are_noted():
    lines = filings.uuencoded(bytes(range(180))).split(b"\n")
    _, damage = decoded(b"\n".join([lines[0], lines[1] + lines[2], *lines[3:]]))
    assert damage.lines == 1


def test_tags_in_the_lines_are_characters():
    """Any character may begin a line's text, also those of tags and of escaped dashes."""
    chance = random.Random(5)
    content = chance.randbytes(200_000)
    text = filings.uuencoded(content)
    assert b"<" in text
    assert decoded(text)[0] == content == naive.uudecode(text)


def test_an_escaped_dash_before_a_line_of_13_bytes_is_taken_away():
    text = filings.uuencoded(b"thirteen byte", end=b"`\nend\n")
    assert b"\n-" in text
    assert decoded(text.replace(b"\n-", b"\n- -")) == (b"thirteen byte", Damage(ended=True))


def test_a_doubled_dot_before_a_line_of_14_bytes_is_taken_away():
    """Mail doubles a dot that begins a line, and the last lines of some pictures and workbooks kept that."""
    text = filings.uuencoded(b"fourteen bytes", end=b"`\nend\n")
    assert b"\n." in text
    assert decoded(text.replace(b"\n.", b"\n..")) == (b"fourteen bytes", Damage(ended=True))


@pytest.mark.parametrize(
    "text",
    [
        b"begin with this letter\n",
        b"begin 644 words of small letters\nand go on like that\n",
        b"Begin 644 a.jpg\n",
        b"beginning 644 a.jpg\nM\n",
        b"begin 999 a.jpg\nM\n",
        b"begin 644 REASONS\nTHAT ARE GIVEN IN A LINE WHICH IS LONGER THAN ITS FIRST LETTER WOULD LET IT BE, SO\n",
    ],
)
def test_text_that_begins_with_begin_is_text(text):
    assert find_begin(text) is None


def test_the_name_in_the_head_may_have_blanks_or_be_missing():
    assert find_begin(b"begin 644 two words.pdf \r\nM\r\n").group(2) == b"two words.pdf"
    assert find_begin(b"\n\nbegin 0644 a\nend\n").group(2) == b"a"


def test_a_line_is_decoded_by_itself():
    assert decode_line(b"#0V%T") == b"Cat"
    assert decode_line(b"`") == b""
    assert decode_line(b"#") == b"\x00\x00\x00"
    assert decode_lines(b"begin\n#0V%T\n#0V%T\n#0V%T\n", 6, 2) == b"CatCat"
