"""A text in the widget has every character where the string says."""

from __future__ import annotations

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
