"""A text in the widget has every character where the string says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

import viewer.ui.shown_text as module
from viewer.ui.shown_text import ShownText

LINES = st.text(alphabet="ab \n\u00e9\u2610\U0001f5f9\U0001d49c", max_size=200)


def widget_text(shown: ShownText) -> str:
    """Return what a text document holds after all pieces, as UTF-16 units."""
    document = QTextDocument()
    cursor = QTextCursor(document)
    for piece in shown.pieces():
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(piece)
    return "".join(document.characterAt(i) for i in range(document.characterCount() - 1)).replace(
        "\u2029", "\n"
    )


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_positions_and_offsets_agree_with_the_widget(text):
    """With lines broken at ten characters and pieces of thirty, every character is found, and found back."""
    longest, piece = module.LONGEST_LINE, module.PIECE
    module.LONGEST_LINE, module.PIECE = 10, 30
    try:
        shown = ShownText.of(text)
        held = widget_text(shown)
    finally:
        module.LONGEST_LINE, module.PIECE = longest, piece
    for offset, character in enumerate(text):
        position = shown.position(offset)
        first_unit = character.encode("utf-16-le", "surrogatepass")[:2].decode("utf-16-le", "surrogatepass")
        assert held[position] == first_unit
        assert shown.offset(position) == offset
    assert shown.between(0, len(held)) == text
    assert max(map(len, held.split("\n"))) <= 20


def lines_of(shown: ShownText) -> list[str]:
    return "".join(shown.pieces()).split("\n")


def test_prose_is_broken_at_spaces_to_the_width_and_the_document_keeps_its_words():
    text = "The parties hereto agree as follows.\n\nSection 1. Definitions."
    shown = ShownText.of(text, 20)
    assert lines_of(shown) == ["The parties hereto ", "agree as follows.", "", "Section 1. ", "Definitions."]
    assert shown.between(0, shown.position(len(text))) == text


def test_a_word_longer_than_the_width_is_broken_and_one_that_just_fits_is_not():
    assert lines_of(ShownText.of("a" * 45, 20)) == ["a" * 20, "a" * 20, "a" * 5]
    assert lines_of(ShownText.of("a" * 20 + " b", 20)) == ["a" * 20 + " ", "b"]
    assert lines_of(ShownText.of("a" * 20, 20)) == ["a" * 20]


def test_lines_that_stand_in_columns_are_kept_whole():
    table = "Net sales             11,062     9,189     7,977"
    text = f"Some words of prose before it.\n{table}\n{table}\nAnd some words after it."
    start = text.index(table)
    shown = ShownText.of(text, 20, [(start, start + 2 * len(table) + 1)])
    assert lines_of(shown).count(table) == 2
    assert max(len(line.rstrip()) for line in lines_of(shown) if line != table) <= 20


def test_a_monster_line_is_broken_at_spaces():
    text = "word " * 30_000
    shown = ShownText.of(text)
    lines = "".join(shown.pieces()).split("\n")
    assert max(map(len, lines)) <= module.LONGEST_LINE
    assert all(line.endswith(" ") for line in lines if line)
    assert "".join(lines) == text


def test_a_monster_word_is_broken_all_the_same():
    shown = ShownText.of("x" * 100_000 + "\nend")
    assert max(map(len, "".join(shown.pieces()).split("\n"))) == module.LONGEST_LINE
    assert shown.between(0, shown.position(100_004)) == shown.text


def test_pieces_of_a_plain_text_are_the_text():
    text = "A line of a filing.\n" * 100_000
    pieces = list(ShownText.of(text).pieces())
    assert "".join(pieces) == text
    assert len(pieces) > 5
    assert all(piece.endswith("\n") for piece in pieces)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ShownText("a\nb\n"), ShownText("a\nb\nc\n"), 4),
        (ShownText("a\nbc\n"), ShownText("a\nbd\nc\n"), 2),
        (ShownText("a\nb"), ShownText("a\nb and more"), 2),
        (ShownText("a\nb c\nd\n", (4,), (4,)), ShownText("a\nb c\nd\ne\n"), 2),
        (ShownText("a\nb\n"), ShownText("a\nb\nc d\n", (6,), (6,)), 4),
        (ShownText(""), ShownText("a\n"), 0),
    ],
)
def test_two_texts_agree_up_to_the_line_in_which_words_or_breaks_differ(one, other, same):
    assert one.agrees_up_to(other) == other.agrees_up_to(one) == same


def test_pieces_from_an_offset_are_the_rest():
    shown = ShownText.of("one two\nthree four\n" * 3, 5)
    assert "".join(shown.pieces(8)) == "".join(shown.pieces())[9:]
