"""Quotes, comments and titles that nothing closes hide no words, and are told with their places."""

from __future__ import annotations

import pytest

from viewer.markup.clean import clean_html
from viewer.markup.coverage import coverage
from viewer.markup.mended import Unclosed, mended
from viewer.reader import Context
from viewer.render.text import render_text
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import read

OPEN = {
    "a quote that another one ends": '<p>a</p><p class="x>b</p><p class="y">c</p>',
    "a quote that nothing ends": "<p>a</p><p class='x>b</p><p>c</p>",
    "a quote that words end": '<p>a</p><p class="x>b "c"</p>',
    "a tag without an end too": '<p>a</p><p class="x <i>b</i><p class="y">c</p>',
    "a comment": "<p>a</p><!-- b <p>c</p>",
    "a comment behind a script": "<p>a</p><script><!-- x --></script><!-- b <p>c</p>",
    "a title": "<title>a<p>a</p><p>b</p><p>c</p>",
}
CLOSED = {
    "signs in a value": "<img src=a.gif alt='b > c'><img src=a.gif alt='<b>c</b>'>",
    "a quote too many": '<p align="center"">c</p>',
    "a quote within others": "<p title='it's'>c</p>",
    "quotes in a script": '<script>a="<p>" + "b>" + "</p>"</script>',
    "quotes in a comment": '<!-- <p class="x> --><p class="y">c</p>',
    "a comment in a style sheet": "<style><!-- p {} </style><p>c</p>",
    "comments of other ends": "<!-->a<!-- b --!>c",
    "words that look like it": '<p>a="b> and c="d></p>',
}


@pytest.mark.parametrize("markup", OPEN.values(), ids=OPEN)
def test_what_is_open_hides_nothing(markup):
    text = render_text(clean_html(markup)).text
    assert [letter for letter in text if letter in "abc"] == ["a", "b", "c"]
    assert coverage(markup, text).share == 1


@pytest.mark.parametrize("markup", CLOSED.values(), ids=CLOSED)
def test_what_is_closed_stays_as_it_is(markup):
    assert mended(markup.encode()) == (markup.encode(), ())


def test_each_place_is_told():
    markup = b'<p a="b>c</p>\n<p a="d">e<td b=\'f><!-- g'
    assert mended(markup)[1] == (Unclosed("quote", 5), Unclosed("quote", 30), Unclosed("comment", 33))


def test_damage_without_end_is_read_up_to_a_bound():
    """Only so many places are mended; all is read in time that grows with the markup, not with its square."""
    for markup in (
        b'<p a="b>c' * 5_000,
        b'<p a="<b ' * 5_000,
        b"<!--" * 5_000,
        b"<script>" * 5_000 + b'<p a="b>',
    ):
        assert len(mended(markup)[1]) <= 200


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_the_problem_is_at_the_byte_that_was_filed(encoding):
    content = 'é\n<p class="x>b</p>\n<p class="y">c</p>'.encode(encoding)
    done = read(Payload(Kind.HTML, content), Context("a.htm", start=100, line=7))
    (problem,) = done.problems
    assert (problem.code, problem.offset, problem.line) == ("quote-open", 100 + content.index(b'"'), 8)
    assert problem.message.startswith("a.htm: a quote in a tag is not closed")
