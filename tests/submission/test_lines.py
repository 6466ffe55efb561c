"""What was done to the lines of whole files is undone exactly."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.submission.lines import (
    LongLines,
    are_cut,
    find_long_lines,
    join_cut_lines,
    remove_indent,
    unescape_dashes,
)


@given(st.lists(st.sampled_from([b"-", b"- ", b"- -", b"a", b" ", b"\n", b"\r\n", b"--"]), max_size=60))
def test_escaping_dashes_and_undoing_it_changes_nothing(pieces):
    """Written as the envelope does it: each line that begins with a dash gets `- ` before it."""
    content = b"".join(pieces)
    escaped = re.sub(rb"(?m)^(?=-)", b"- ", content)
    assert unescape_dashes(escaped) == content


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
@given(lengths=st.lists(st.sampled_from([0, 1, 79, 500, 1022, 1023, 1023, 1024, 1025, 3000]), max_size=12))
def test_lines_of_the_length_are_found_wherever_they_stand(line_end, lengths):
    lines = [bytes([97 + number]) * length for number, length in enumerate(lengths)]
    content = line_end.join(lines)
    found = find_long_lines(content)
    ends, at = [], 0
    for line in lines:
        if len(line) == 1023:
            ends.append(at + 1023)
        at += len(line) + len(line_end)
    assert found == LongLines(tuple(ends), any(length > 1023 for length in lengths))


def test_several_lines_and_none_longer_are_cut():
    assert are_cut(LongLines((1023, 2047, 3071), longer=False))
    assert not are_cut(LongLines((1023, 2047, 3071), longer=True))
    assert not are_cut(LongLines((1023,), longer=False))


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_cut_lines_are_joined_without_anything_between(line_end):
    content = line_end.join([b"a" * 1023, b"b" * 1023, b"c", b"d"])
    assert (
        join_cut_lines(content, find_long_lines(content).ends)
        == b"a" * 1023 + b"b" * 1023 + b"c" + line_end + b"d"
    )


def test_only_the_indent_itself_is_taken_away():
    assert remove_indent(b"    a\n      b\n\n  c\n    \n", b"    ") == b"a\n  b\n\n  c\n\n"
    assert remove_indent(b"\ta\r\n\t\tb\r\n", b"\t") == b"a\r\n\tb\r\n"
    assert remove_indent(b" a\r b\r", b" ") == b"a\rb\r"
