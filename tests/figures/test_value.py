"""Words of a cell are read as the figure that was filed, and as text wherever there is a doubt."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.figures import DateStyle, ValueKind, read_value


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,234", "1234"),
        ("(1,234)", "-1234"),
        ("$ (1,234)", "-1234"),
        ("$(1,234.50)", "-1234.50"),
        ("($1,234)", "-1234"),
        ("(1,234", "-1234"),
        ("-1,234", "-1234"),
        ("–0.25", "-0.25"),
        ("−7", "-7"),
        ("-$7", "-7"),
        ("$-7", "-7"),
        (".05", "0.05"),
        ("0", "0"),
        ("(0)", "0"),
        ("0.00", "0.00"),
        ("2024", "2024"),
        ("1,234,567.89", "1234567.89"),
        ("HK$12", "12"),
        ("US$ 1,000", "1000"),
        ("€5.5", "5.5"),
        ("24 3/8", "24.375"),
        ("$24 1/4", "24.25"),
        ("1/2", "0.5"),
        ("5.2x", "5.2"),
        ("+1,234", "1234"),
        ("24½", "24.5"),
        ("R1,234", "1234"),
        ("$12 ⅜", "12.375"),
        ("U.S.$1,234", "1234"),
        ("(SEK 1,234)", "-1234"),
        ("NT$(1,234)", "-1234"),
        ("1,234 €", "1234"),
        ("1.234,56", "1234.56"),
        ("(1.234.567,8)", "-1234567.8"),
        ("1 234 567", "1234567"),
        ("1 234,5", "1234.5"),
    ],
)
def test_a_figure_is_its_number_with_its_sign(words, number):
    value = read_value(words)
    assert (value.kind, value.number, value.text) == (ValueKind.NUMBER, Decimal(number), words)
    assert value.is_figure


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("19.5%", "19.5"),
        ("(2)%", "-2"),
        ("(2%)", "-2"),
        ("-3.1 %", "-3.1"),
        ("100%", "100"),
        ("( 2.5 ) %", "-2.5"),
        ("10.16%%", "10.16"),
        ("+5%", "5"),
        ("5½%", "5.5"),
    ],
)
def test_a_percentage_is_the_number_before_the_sign(words, number):
    value = read_value(words)
    assert (value.kind, value.number) == (ValueKind.PERCENT, Decimal(number))


@pytest.mark.parametrize(
    "words", ["-", "–", "—", "--", "$ —", "$--", "(-)", "—%", "- %", "-0-", "($—)", "RMB—"]
)
def test_a_dash_is_a_dash_and_no_number(words):
    value = read_value(words)
    assert (value.kind, value.number, value.is_figure) == (ValueKind.DASH, None, False)


@pytest.mark.parametrize(
    "words",
    [
        "12,34",
        "0,5",
        "1 23",
        "⅓",
        "25 bps",
        "(+5)",
        "(415) 555-0100",
        "02109",
        "000-12345",
        "1,23,456",
        "1.234.567",
        "1 234",
        "1,234)",
        "--5",
        "(-5)",
        "037833100",
        "10-K",
        "10.16%x",
        "333-12345",
        "16:25:57",
        "5, 13, 16",
        "$10 - $20",
        "1.",
        "4/8",
        "3/7",
        "6.5-7.0%",
        "N/A",
        "1.2 million",
        "(a)",
        "$",
        "%",
        "",
        "١٢٣",
        "²",
        "9" * 70,
        "1e5",
        "Infinity",
        "NaN",
    ],
)
def test_what_is_in_doubt_stays_text(words):
    value = read_value(words)
    assert (value.kind, value.number, value.text) == (ValueKind.TEXT, None, words)


@pytest.mark.parametrize(
    ("words", "number", "notes"),
    [
        ("1,234 (1)", "1234", ("(1)",)),
        ("(1,234)(2)", "-1234", ("(2)",)),
        ("5.5% *", "5.5", ("*",)),
        ("12(a)(b)", "12", ("(a)", "(b)")),
        ("7 †", "7", ("†",)),
        ("7#", "7", ("#",)),
        ("1,234 (iii)", "1234", ("(iii)",)),
        ("5.00%(2, 3)", "5.00", ("(2, 3)",)),
        ("1,234 (*)", "1234", ("(*)",)),
        ("$(5) (1), (2)", "-5", ("(1)", "(2)")),
    ],
)
def test_note_marks_stand_apart_from_the_figure(words, number, notes):
    value = read_value(words)
    assert (value.number, value.notes) == (Decimal(number), notes)


def test_a_bracketed_number_is_negative_unless_it_is_raised():
    assert read_value("(1)").number == Decimal(-1)
    assert read_value("5", ("(1)",)).notes == ("(1)",)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("$1,234.50", ("$", "", 2, True)),
        ("1234", ("", "", 0, False)),
        ("12.5x", ("", "x", 1, False)),
        ("NT$1,000", ("NT$", "", 0, True)),
        ("5¢", ("", "¢", 0, False)),
    ],
)
def test_a_number_remembers_how_it_was_written(words, written):
    value = read_value(words)
    assert (value.currency, value.suffix, value.decimals, value.grouped) == written


@pytest.mark.parametrize(
    ("words", "day", "style"),
    [
        ("December 31, 2024", date(2024, 12, 31), DateStyle.LONG),
        ("Dec. 31, 2024", date(2024, 12, 31), DateStyle.SHORT),
        ("Sept. 5, 1997", date(1997, 9, 5), DateStyle.SHORT),
        ("May 1, 2020", date(2020, 5, 1), DateStyle.LONG),
        ("31 December 2024", date(2024, 12, 31), DateStyle.DAY_FIRST),
        ("31-Dec-2024", date(2024, 12, 31), DateStyle.DASHED),
        ("DEC-31-1997", date(1997, 12, 31), DateStyle.MONTH_DASHED),
        ("12/31/2024", date(2024, 12, 31), DateStyle.SLASHED),
        ("31/12/2024", date(2024, 12, 31), DateStyle.SLASHED_DAY_FIRST),
        ("6/5/98", date(1998, 6, 5), DateStyle.SLASHED),
        ("2024-12-31", date(2024, 12, 31), DateStyle.ISO),
    ],
)
def test_a_date_is_a_day_and_its_way_of_writing(words, day, style):
    value = read_value(words)
    assert (value.kind, value.day, value.style) == (ValueKind.DATE, day, style)


@pytest.mark.parametrize(
    "words",
    ["December 2024", "February 30, 2024", "13/32/2024", "1/2/45", "Mayor 1, 2020", "00/00/0000", "0/0/00"],
)
def test_what_is_no_day_of_the_calendar_stays_text(words):
    assert read_value(words).kind is ValueKind.TEXT


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.sampled_from(["", "$", "€", "HK$"]))
def test_every_number_is_read_back_as_it_was_written(units, decimals, currency):
    """Whatever figure a filer writes in the usual ways, its number comes out exact."""
    number = Decimal(units).scaleb(-decimals)
    plain = f"{abs(number):,f}"
    words = f"{currency}({plain})" if units < 0 else f"{currency}{plain}"
    assert read_value(words).number == number
    assert read_value(words.replace(",", "")).number == number


@given(st.text("0123456789().,$%-–— /x*", max_size=30))
def test_no_words_break_the_reader_and_no_word_is_lost(words):
    """The words of a value and its note marks are those of the cell; the reader ends soon on anything."""
    value = read_value(words)
    kept = re.sub(r"[\s,]", "", value.text + "".join(value.notes))
    assert kept == re.sub(r"[\s,]", "", words)
