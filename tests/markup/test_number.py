"""Numbers of list items in the style of their list."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.markup.number import numbered

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (3, "1", "3"),
        (1, "a", "a"),
        (26, "a", "z"),
        (27, "a", "aa"),
        (28, "A", "AB"),
        (702, "a", "zz"),
        (703, "a", "aaa"),
        (1, "i", "i"),
        (4, "i", "iv"),
        (14, "I", "XIV"),
        (1999, "I", "MCMXCIX"),
        (3999, "i", "mmmcmxcix"),
        (4000, "i", "4000"),
        (0, "a", "0"),
        (-2, "I", "-2"),
        (5, "disc", "5"),
    ],
)
def test_a_number_is_written(number, style, written):
    assert numbered(number, style) == written


@settings(database=None, derandomize=True)
@given(st.integers(1, 3999))
def test_a_roman_number_reads_back(number):
    digits = [ROMAN[letter] for letter in numbered(number, "i")]
    follow = [*digits[1:], 0]
    value = sum(-digit if digit < after else digit for digit, after in zip(digits, follow, strict=True))
    assert value == number


@settings(database=None, derandomize=True)
@given(st.integers(1, 3999))
def test_letters_read_back(number):
    value = 0
    for letter in numbered(number, "A"):
        value = value * 26 + ord(letter) - ord("A") + 1
    assert value == number
