"""Markup becomes events, whatever its size, its depth and its damage."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from viewer.markup.clean import clean_html
from viewer.markup.parse import parse_html


class Recorder:
    """A target that writes down what it is told."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.words: list[str] = []
        self.depth = self.deepest = 0

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        self.events.append(tag)
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)

    def end(self, tag: str) -> None:
        self.events.append("/" + tag)
        self.depth -= 1

    def data(self, text: str) -> None:
        self.words.append(text)

    def close(self) -> Recorder:
        return self


def recorded(markup: str) -> Recorder:
    return parse_html(markup, Recorder())


def test_every_start_has_its_end():
    """What the filer left open is closed, what was never opened is not closed."""
    events = recorded("<p>a<p>b<ul><li>c<li>d</b></ul><table><tr><td>e").events
    waiting: list[str] = []
    for event in events:
        if event.startswith("/"):
            assert waiting.pop() == event[1:]
        else:
            waiting.append(event)
    assert not waiting


def test_a_place_where_a_line_may_break_holds_nothing():
    events = recorded("<p>a<wbr>b<p>c<WBR class=x>d").events
    assert events == ["html", "body", "p", "wbr", "/wbr", "/p", "p", "wbr", "/wbr", "/p", "/body", "/html"]


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td", "blockquote", "x"])
def test_no_depth_is_too_deep(tag):
    """A tree of libxml2 would end at some hundred or thousand levels; the events go on."""
    done = recorded(f"<{tag}>" * 20_000 + "inside")
    assert done.deepest >= 20_000
    assert "".join(done.words) == "inside"
    assert done.depth == 0


def test_a_letter_cut_by_the_edge_of_a_slice_is_whole():
    words = "é中👍" * 100_000
    assert "".join(recorded(f"<p>{words}</p>").words) == words


def test_a_reference_cut_by_the_edge_of_a_slice_is_whole():
    """Wherever the edge falls, a reference is one character."""
    for shift in range(8):
        filling = "x" * ((1 << 18) - 8 + shift)
        assert "".join(recorded(f"{filling}&amp;&#8212;").words) == f"{filling}&—"


@pytest.mark.parametrize("markup", ["", "   \n", "\0\0"])
def test_nothing_is_no_event(markup):
    assert recorded(markup).events == []


def test_controls_and_halves_of_characters_do_not_stop_the_parser():
    assert "".join(recorded("<p>a\0b\ud800c</p>d").words).replace("?", "") == "abcd"


def test_references_to_windows_1252_are_read_as_a_browser_reads_them():
    assert "".join(recorded("<p>&#146;&#x97;&#150;&#128;&#133").words) == "’—–€…"


def test_attributes_arrive_decoded():
    class Attributes(Recorder):
        def start(self, tag: str, attrib: Mapping[str, str]) -> None:
            super().start(tag, attrib)
            if tag == "a":
                self.words.append(attrib["href"])

    assert parse_html("<a href='x?a=1&amp;b=2'>", Attributes()).words == ["x?a=1&b=2"]


def test_an_error_of_the_target_is_not_swallowed():
    """Damage in the markup never raises; a mistake in the program must."""

    class Broken(Recorder):
        def data(self, text: str) -> None:
            raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        parse_html("<p>x</p>", Broken())


def test_control_characters_are_left_out_and_what_was_struck_twice_stands_once():
    assert clean_html("<p>pe\x01ars\x0b and\x7f F\bF_\bigs</p>").blocks[0].text == "pears and Figs"


def test_elements_under_a_prefix_of_their_own_are_those_of_any_page():
    """XHTML may name its elements by a prefix; what stands under another one is something else."""
    space = "xmlns:h='http://www.w3.org/1999/xhtml' xmlns:o='urn:other'"
    markup = f"<h:html {space}><h:body><h:p>a</h:p><h:p>b</h:p><o:p>c</o:p>h:p</h:body></h:html>"
    assert [block.text for block in clean_html(markup).blocks] == ["a", "b", "ch:p"]
    assert [block.text for block in clean_html("<h:p>a</h:p><h:p>b</h:p>").blocks] == ["ab"]
