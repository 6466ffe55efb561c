"""An element whose words are not shown, and that nothing ends, does not take the rest of the page with it."""

from __future__ import annotations

import time

import pytest

from viewer.markup.clean import clean_html
from viewer.markup.unended import unended
from viewer.render.text import render_text
from viewer.rendition import Rendition
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import Context

HIDDEN = [
    *(
        "noscript",
        "object",
        "applet",
        "audio",
        "video",
        "svg",
        "select",
        "button",
        "template",
        "textarea",
        "iframe",
    ),
    *("ix:header", "ix:hidden", "noembed", "noframes"),
]


def text_of(markup: str) -> str:
    return render_text(clean_html(markup)).text


@pytest.mark.parametrize("name", [*HIDDEN, "SCRIPT", "style", "Select"])
def test_what_follows_is_read(name):
    text = text_of(f"<p>Pears</p><{name} class=x><p>Figs</p><p>Plums</p>")
    assert [line for line in text.split("\n") if line] == ["Pears", "Figs", "Plums"]


@pytest.mark.parametrize("name", HIDDEN)
def test_one_that_is_ended_stays_hidden(name):
    assert "Figs" not in text_of(f"<p>Pears</p><{name}><p>Figs</p></{name}><p>Plums</p>")
    assert unended(f"<{name}><p>Figs</p></{name.upper()} ><p>Plums</p>".encode()) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<script>var a = '<style>';</script><p>Pears</p>",
        "<style>p { } /* <select> */</style><p>Pears</p>",
        "<!-- <script> --><p>Pears</p>",
        "<p>Pears</p><script>var a = 1;",
        "<script src='a'/><p>Pears</p>",
        "<p>Pears</p><selection><objective>",
        "<p>Pears</p><select",
        "<noscript><iframe src=a></iframe></noscript><script></script><p>Pears</p>",
        "",
    ],
)
def test_what_hides_nothing_is_left_as_it_is(markup):
    assert unended(markup.encode()) == []


def test_the_code_of_a_script_is_not_shown():
    assert text_of("<p>Pears</p><script>var a = 1;\nb();<p>Figs</p>") == "Pears\n\nFigs\n"


def test_the_reader_is_told_which_and_where():
    content = b"<p>Pears</p>\n<p>Plums</p>\n<select><option>One<p>Figs</p>"
    rendition = Rendition(Payload(Kind.HTML, content), Context("a.htm", start=1000, line=20))
    assert "Figs" in rendition.text().text
    (problem,) = rendition.problems
    assert (problem.code, problem.offset, problem.line) == (
        "element-open",
        1000 + content.index(b"<select"),
        22,
    )
    assert problem.message == (
        "a.htm: a “select” is not closed, in which words are not shown; what follows it is shown."
    )


@pytest.mark.parametrize(
    "piece", [b"<select>", b"<script>", b"<object></object>", b"<script></script>", b"<style><p>"]
)
def test_many_of_them_are_found_in_bounded_time(piece):
    started = time.process_time()
    assert len(unended(piece * 100_000)) <= 200
    assert time.process_time() - started < 20
