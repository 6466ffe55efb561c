"""Figures, dates and texts under number formats, as spreadsheets show them."""

from __future__ import annotations

import datetime

import pytest

from viewer.attachments.number_format import shown

DOLLARS = '_("$ "#,##0_);_("$ "(#,##0)'
MOMENT = datetime.datetime(2024, 3, 8, 14, 5, 9, 250_000)


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (36310, DOLLARS, "$ 36,310"),
        (-36310, DOLLARS, "$ (36,310)"),
        (0, DOLLARS, "$ 0"),
        (1234567, "#,##0_);(#,##0)", "1,234,567"),
        (-1234567, "#,##0_);(#,##0)", "(1,234,567)"),
        (0.001, "#,##0.000_);(#,##0.000)", "0.001"),
        (-1234.5, "#,##0", "-1,235"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (12, "0000", "0012"),
        (0.5, "#.##", ".5"),
        (5, "#.##", "5"),
        (5, "0.0#", "5.0"),
        (0.125, "0.0%", "12.5%"),
        (-0.125, "0%;(0%)", "(13%)"),
        (1234567, "#,##0,", "1,235"),
        (1234567890, '#,##0.0,,"m"', "1,234.6m"),
        (3, "[Red]0", "3"),
        (3, "[$€-407] #,##0.00", "€ 3.00"),
        (0, '#,##0;(#,##0);"-"', "-"),
        (0, "#,##0;(#,##0);", ""),
        (0.4, "#,##0;(#,##0)", "0"),
        (-0.4, "0", "0"),
        (123456789, "000-00-0000", "123-45-6789"),
        (7, '[<10]"few";[>=10]"many"', "few"),
        (70, '[<10]"few";[>=10]"many"', "many"),
        (12345.678, "General", "12345.678"),
        (12345, "General", "12345"),
        (0.1 + 0.2, "0.00", "0.30"),
        (5, '"No. "General', "No. 5"),
        (1234, "0.00E+00", "1.23E+3"),
        (True, "0", "TRUE"),
        ("text", "0", "text"),
        ("text", '0;0;0;"see "@', "see text"),
        ("text", "@", "text"),
        (MOMENT, "mm-dd-yy", "03-08-24"),
        (MOMENT, "d-mmm-yyyy", "8-Mar-2024"),
        (MOMENT, "dddd, mmmm d", "Friday, March 8"),
        (MOMENT, "h:mm AM/PM", "2:05 PM"),
        (MOMENT, "yyyy-mm-dd hh:mm:ss", "2024-03-08 14:05:09"),
        (MOMENT, "mm:ss.00", "05:09.25"),
        (datetime.date(2024, 3, 8), "m/d/yyyy", "3/8/2024"),
        (datetime.time(9, 30), "h:mm", "9:30"),
        (MOMENT, "General", "2024-03-08 14:05:09.250000"),
    ],
)
def test_a_value_is_shown_as_its_format_says(value, code, expected):
    assert shown(value, code) == expected


@pytest.mark.parametrize(
    "code", ["", ";", ";;;;;;", '"', "\\", "_", "[", "0" * 600, "#,,,,,,", "%" * 300, "[>]0", "E+", "*"]
)
@pytest.mark.parametrize("value", [0, -1, 1.5e300, 1e-300, float("inf"), float("nan"), "x", MOMENT])
def test_no_format_fails(value, code):
    assert isinstance(shown(value, code), str)
