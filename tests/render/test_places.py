"""A writer notes where each block begins and ends."""

from __future__ import annotations

from viewer.render.places import Place, TextRendering, Writer


def test_places_are_those_of_the_blocks():
    writer = Writer()
    assert writer.empty
    writer.write("one", 1)
    writer.write("\n\n")
    writer.write("two", 4)
    assert not writer.empty
    assert writer.rendering() == TextRendering("one\n\ntwo", (Place(0, 3, 1), Place(5, 8, 4)))


def test_a_place_counts_characters_not_bytes():
    writer = Writer()
    writer.write("é中👍", 1)
    writer.write("x", 2)
    assert writer.rendering().places == (Place(0, 3, 1), Place(3, 4, 2))


def test_nothing_is_an_empty_rendering():
    writer = Writer()
    writer.write("")
    assert writer.empty
    assert writer.rendering() == TextRendering("", ())
