"""Letters of symbol fonts come out as the characters they look like."""

from __future__ import annotations

import pytest

from viewer.markup.symbols import LOST, symbol_table

SHOWN = {
    "wingdings": {
        "\xa8": "☐", "o": "☐", "q": "☐", "\xfe": "☑", "\xfd": "☒", "x": "☒", "\xfc": "✓", "\xfb": "✗", "\xa7": "▪",
        "l": "●", "n": "■", "u": "◆", "v": "❖", "\xd8": "➢", "\xe0": "→", "\xf0": "⇨", "F": "☞", "(": "☎", "*": "✉",
        "\x9f": "•", "Ÿ": "•", "\x81": "①",
    },
    "wingdings 2": {"R": "☑", "S": "☒", "T": "☒", "\xa3": "☐", "P": "✓", "O": "✗"},
    "wingdings 3": {"p": "▲", "q": "▼", "}": "▶"},
    "webdings": {"a": "✓", "c": "☐", "g": "■"},
    "symbol": {
        "\xb7": "•", "-": "−", "\xb0": "°", "\xb1": "±", "\xa3": "≤", "\xb3": "≥", "\xb9": "≠", "\xd2": "®",
        "\xd3": "©", "\xd4": "™", "\xe2": "®", "\xe4": "™", "\xae": "→", "a": "α", "b": "β", "W": "Ω", "m": "μ",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("font", "letter", "shown"),
    [(font, letter, shown) for font, glyphs in SHOWN.items() for letter, shown in glyphs.items()],
)
def test_a_letter_is_shown_as_its_glyph(font, letter, shown):
    table = symbol_table(font)
    assert table is not None
    assert letter.translate(table) == shown


@pytest.mark.parametrize("font", list(SHOWN))
def test_a_code_moved_to_the_private_area_is_the_same_glyph(font):
    table = symbol_table(font)
    assert table is not None
    for letter, shown in SHOWN[font].items():
        if ord(letter) < 256:
            assert chr(0xF000 + ord(letter)).translate(table) == shown


@pytest.mark.parametrize("font", list(SHOWN))
def test_direct_unicode_under_a_symbol_font_stays(font):
    table = symbol_table(font)
    assert table is not None
    assert "☐☑☒✓→中".translate(table) == "☐☑☒✓→中"


@pytest.mark.parametrize("font", list(SHOWN))
def test_white_space_under_a_symbol_font_stays(font):
    """A hard space beside a box is no glyph: it would be a bullet in Wingdings."""
    table = symbol_table(font)
    assert table is not None
    assert " \xa0\t\n".translate(table) == " \xa0\t\n"


@pytest.mark.parametrize(
    "font", ["", "times new roman", "arial", "segoe ui symbol", "symbola", "wingdings regular"]
)
def test_another_font_has_no_glyphs(font):
    assert symbol_table(font) is None


@pytest.mark.parametrize("font", ["wingdings2", "wingdings3"])
def test_a_font_is_known_without_the_space_in_its_name(font):
    assert symbol_table(font) == symbol_table(font[:-1] + " " + font[-1])


def test_without_a_font_only_the_private_codes_are_glyphs():
    assert chr(0xF0B7).translate(LOST) == "•"
    assert chr(0xF0FE).translate(LOST) == "☑"
    assert chr(0xF0A8).translate(LOST) in "☐♦"
    assert "o x þ ¨ · §".translate(LOST) == "o x þ ¨ · §"
