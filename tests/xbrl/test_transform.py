"""What is shown, under a format, becomes the value that is meant, or none where it does not follow the format."""

from __future__ import annotations

from decimal import Decimal

import pytest

from viewer.xbrl.transform import number_of, transformed


@pytest.mark.parametrize(
    ("shown", "name", "value"),
    [
        ("1,234,567.80", "ixt:num-dot-decimal", "1234567.80"),
        ("1 234", "ixt:numdotdecimal", "1234"),
        (".5", "ixt:numdotdecimal", "0.5"),
        ("1.234,5", "ixt:num-comma-decimal", "1234.5"),
        ("12 dollars 5 cents", "ixt:num-unit-decimal", "12.05"),
        ("—", "ixt:fixed-zero", "0"),
        ("-", "ixt:zerodash", "0"),
        ("no", "ixt-sec:numwordsen", "0"),
        ("two hundred and five thousand three", "ixt-sec:numwordsen", "205003"),
        ("Twenty-five", "ixt-sec:numwordsen", "25"),
        ("anything", "ixt:fixed-true", "true"),
        ("x", "ixt:booleanfalse", "false"),
        ("n/a", "ixt:fixed-empty", ""),
        ("June 30, 2024", "ixt:date-monthname-day-year-en", "2024-06-30"),
        ("Sept. 3, 2024", "ixt:datemonthdayyearen", "2024-09-03"),
        ("3 September 2024", "ixt:date-day-monthname-year-en", "2024-09-03"),
        ("12/31/24", "ixt:dateslashus", "2024-12-31"),
        ("31.12.2024", "ixt:datedoteu", "2024-12-31"),
        ("2024-12-31", "ixt:date-year-month-day", "2024-12-31"),
        ("December 31", "ixt:date-monthname-day-en", "--12-31"),
        ("December 2024", "ixt:date-monthname-year-en", "2024-12"),
        ("five", "ixt-sec:duryear", "P5Y"),
        ("2.5", "ixt-sec:duryear", "P2Y6M"),
        ("18", "ixt-sec:durmonth", "P18M"),
        ("five years, six months", "ixt-sec:durwordsen", "P5Y6M"),
        ("30 days", "ixt-sec:durwordsen", "P30D"),
        ("☒", "ixt-sec:boolballotbox", "true"),
        ("☐", "ixt-sec:boolballotbox", "false"),
        ("☒", "ixt-sec:yesnoballotbox", "Yes"),
        ("The New York Stock Exchange", "ixt-sec:exchnameen", "NYSE"),
        ("The Nasdaq Stock Market LLC", "ixt-sec:exchnameen", "NASDAQ"),
        ("Georgia", "ixt-sec:stateprovnameen", "GA"),
        ("State of Delaware", "ixt-sec:stateprovnameen", "DE"),
        ("Non-accelerated filer", "ixt-sec:entityfilercategoryen", "Non-accelerated Filer"),
        ("as it is", "", "as it is"),
    ],
)
def test_a_format_gives_the_value_that_is_meant(shown, name, value):
    assert transformed(shown, name) == value


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("words", "ixt:num-dot-decimal"),
        ("1,234", "ixt:unheard-of"),
        ("", "ixt:num-dot-decimal"),
        ("-5", "ixt:num-dot-decimal"),
        ("9" * 20_000, "ixt:num-dot-decimal"),
        ("July 2024", "ixt:date-monthname-day-year-en"),
        ("13/45/2024", "ixt:dateslashus"),
        ("Xyz 3, 2024", "ixt:datemonthdayyearen"),
        ("many", "ixt-sec:numwordsen"),
        ("soon", "ixt-sec:durwordsen"),
        ("yes", "ixt-sec:boolballotbox"),
        ("Atlantis", "ixt-sec:stateprovnameen"),
        ("friendly filer", "ixt-sec:entityfilercategoryen"),
        ("the moon exchange", "ixt-sec:exchnameen"),
    ],
)
def test_what_does_not_follow_its_format_has_no_value(shown, name):
    assert transformed(shown, name) is None


@pytest.mark.parametrize(
    ("value", "scale", "sign", "number"),
    [
        ("1234", "", "", "1234"),
        ("1234.50", "3", "", "1234500"),
        ("12.5", "-2", "", "0.125"),
        ("5", "6", "-", "-5000000"),
        ("0", "6", "-", "0"),
        ("9" * 60, "3", "", "9" * 60 + "000"),
        ("5", "nonsense", "", "5"),
    ],
)
def test_scale_and_sign_are_exact(value, scale, sign, number):
    found = number_of(value, scale, sign)
    assert found == Decimal(number)
    assert "E" not in f"{found:f}"


@pytest.mark.parametrize(
    ("value", "scale"), [("", ""), ("1e5", ""), ("INF", ""), ("1", "999"), ("1", "-999"), ("9" * 500, "")]
)
def test_what_is_no_number_or_beyond_all_bounds_is_none(value, scale):
    assert number_of(value, scale) is None
