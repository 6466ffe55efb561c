"""Letters set in a symbol font (Wingdings, Webdings, Symbol) to the Unicode characters that they look like.

A font maps codes below 256, or the same codes moved to U+F000, to its own glyphs; direct Unicode under such a
font stays. Ballot boxes come out as ☐ ☑ ☒ whatever font they were drawn with.
"""

from __future__ import annotations

_WINGDINGS = {
    0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x41: "✌", 0x43: "👍", 0x44: "👎", 0x45: "☜", 0x46: "☞",
    0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x51: "✈", 0x52: "☼", 0x54: "❄", 0x56: "✞", 0x58: "✠",
    0x59: "✡", 0x5A: "☪", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x73: "⬧",
    0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x79: "⍓", 0x7B: "❀", 0x7C: "✿", 0x7D: "❝", 0x7E: "❞",
    0x80: "⓪", **{0x81 + n: chr(0x2460 + n) for n in range(10)}, 0x8B: "⓿",
    **{0x8C + n: chr(0x2776 + n) for n in range(10)},
    0x9E: "·", 0x9F: "•", 0xA0: "·", 0xA1: "○", 0xA2: "⭘", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "☐", 0xAA: "✦",
    0xAB: "★", 0xAC: "✶", 0xAD: "✴", 0xAE: "✹", 0xAF: "✵", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE3: "↖", 0xE4: "↗", 0xE5: "↙", 0xE6: "↘", 0xE7: "←", 0xE8: "➔", 0xE9: "↑", 0xEA: "↓", 0xEF: "⇦",
    0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xF4: "⇳", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x55: "⮽", 0x56: "⮾", 0x96: "●", 0x97: "●",
    0x98: "●", 0xA0: "▪", 0xA1: "▪", 0xA2: "■", 0xA3: "☐", 0xA4: "☐", 0xA5: "☐", 0xA6: "☐", 0xF2: "✦",
}  # fmt: skip
_WINGDINGS_3 = {
    0x21: "→", 0x22: "←", 0x23: "↑", 0x24: "↓", 0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼",
    0x72: "△", 0x73: "▽", 0x74: "◀", 0x75: "▶", 0x76: "◁", 0x77: "▷", 0x7D: "▶", 0x7E: "▶", 0x84: "►", 0x86: "►",
}  # fmt: skip
_WEBDINGS = {
    0x31: "▣", 0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x3D: "■", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x69: "ℹ",
    0x6E: "●", 0x72: "☒", 0x73: "?", 0x78: "☒",
}  # fmt: skip
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SMALL_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∍", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
    **{0x41 + n: letter for n, letter in enumerate(_GREEK)},
    **{0x61 + n: letter for n, letter in enumerate(_SMALL_GREEK)},
    0xA0: "€", 0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA6: "ƒ", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥",
    0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xBF: "↵",
    0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCA: "⊇", 0xCB: "⊄", 0xCC: "⊂", 0xCD: "⊆",
    0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅",
    0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xE0: "◊", 0xE2: "®",
    0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
# A browser reads the codes 128 to 159 of a page as windows-1252, so a glyph there may arrive as that character.
_WINDOWS = {
    ord(bytes([code]).decode("cp1252")): code
    for code in range(128, 160)
    if code not in (129, 141, 143, 144, 157)
}


def _table(glyphs: dict[int, str]) -> dict[int, str]:
    """Return the translation of a font: plain codes, codes moved to U+F000, and windows-1252 characters."""
    moved = {0xF000 + code: glyph for code, glyph in glyphs.items()}
    windows = {char: glyphs[code] for char, code in _WINDOWS.items() if code in glyphs}
    plain = {code: glyph for code, glyph in glyphs.items() if code != 0xA0}
    return {**windows, **plain, **moved}


_TABLES = {
    "wingdings": _table(_WINGDINGS),
    "wingdings 2": _table(_WINGDINGS_2),
    "wingdings2": _table(_WINGDINGS_2),
    "wingdings 3": _table(_WINGDINGS_3),
    "wingdings3": _table(_WINGDINGS_3),
    "webdings": _table(_WEBDINGS),
    "symbol": _table(_SYMBOL),
}
# Text outside of any symbol font: only the private code points are certain to be meant as glyphs.
LOST = {
    code: glyph for code, glyph in {**_TABLES["wingdings"], **_TABLES["symbol"]}.items() if code >= 0xF000
}


def symbol_table(family: str) -> dict[int, str] | None:
    """Return what `str.translate` needs for text in the font `family` (lower case), or `None` for an ordinary font."""
    return _TABLES.get(family)
