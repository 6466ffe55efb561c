"""Pieces between tags become runs: white space folded, words neither glued nor split."""

from __future__ import annotations

import pytest

from tests.markup.sketch import sketch
from viewer.markup.clean import clean_html
from viewer.markup.inline import BLANK, folded


def line(markup: str) -> str:
    """Return the one paragraph of `markup` as a sketch."""
    (found,) = sketch(f"<p>{markup}</p>")
    return found.removeprefix("p: ")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("  a \n\t b  ", "a b"),
        ("a&nbsp;&nbsp; b", "a b"),
        ("further<b> </b>reference", "further reference"),
        ("further <b> </b> reference", "further reference"),
        ("<b>Financi</b><b>al</b>", "b[Financial]"),
        ("PART I. FINANCI<b></b>AL", "PART I. FINANCIAL"),
        ("<b>First </b><b>Last</b>", "b[First Last]"),
        ("<b>a</b> b", "b[a] b"),
        ("a <b>b</b>", "a b[b]"),
        ("a<b> b</b>", "a b[b]"),
        ("<b>a </b>b", "b[a] b"),
        ("<b>a</b> <i>b</i>", "b[a] i[b]"),
        ("<b>a</b><i>b</i>", "b[a]i[b]"),
        ("<font color=red>a</font><span>b</span>", "ab"),
        ("<span>1,</span><span>500</span>", "1,500"),
        ("a<br>b", "a / b"),
        ("a <br> b", "a / b"),
        ("a<b><br></b>b", "a / b"),
        ("<br>a<br>", "a"),
        ("<span>a</span><br/><span>b</span>", "a / b"),
        ("a&#8203;b&shy;c&#xFEFF;d", "abcd"),
        ("a<img src=x.gif>b", "a![x.gif]b"),
        ("a <img src=x.gif> b", "a ![x.gif] b"),
        ("<a href=x.htm>a b</a> c", "[a b](x.htm) c"),
        ("<a href=x.htm>a </a><a href=y.htm>b</a>", "[a](x.htm) [b](y.htm)"),
        ("<a href=x.htm>a</a><a href=x.htm>b</a>", "[ab](x.htm)"),
        ("<a href=x.htm>a <b>b</b></a>", "[a](x.htm) [b[b]](x.htm)"),
        ("x<sup>2</sup>", "x^[2]"),
        ("H<sub>2</sub>O", "H_[2]O"),
        ("<u>a</u> <s>b</s>, <strike>c</strike>, <del>d</del>", "u[a] s[b], s[c], s[d]"),
        ("<em>a</em> <strong>b</strong> <cite>c</cite>", "i[a] b[b] i[c]"),
        ("<span style='font-weight:bold'>a <span style='font-weight:normal'>b</span></span>", "b[a] b"),
        ("<span style='text-transform:uppercase'>straße &amp; co</span>", "STRASSE & CO"),
        ("<span style='text-transform:lowercase'>Ab CD</span>", "ab cd"),
        ("<span style='text-transform:capitalize'>plan of o&#8217;neil</span>", "Plan Of O’neil"),
        ("<tt>a</tt> <kbd>b</kbd> <ix:nonFraction>c</ix:nonFraction> <unknown>d</unknown>", "a b c d"),
        ("<span style='font-family:Wingdings'>&#254;</span> yes", "☑ yes"),
        ("<font face=Wingdings>&#254;<font face=Arial>o</font>o</font>", "☑o☐"),
        ("Name: <u>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;</u> Date", "Name: u[_____] Date"),
        # A line drawn on below words is no blank.
        ("By <u>&nbsp;&nbsp;&nbsp;&nbsp;<b>Ann</b>&nbsp;&nbsp;&nbsp;&nbsp;</u> Date", "By u[b[Ann]] Date"),
        ("<u><b>Name:</b>&nbsp;&nbsp;&nbsp;&nbsp;</u> Date", "u[b[Name:]] u[____] Date"),
        ("a<u>&nbsp;</u>b", "a b"),
        ("it\x92s \x93so\x94", "it’s “so”"),
    ],
)
def test_a_line(markup, words):
    assert line(markup) == words


@pytest.mark.parametrize(
    "markup", ["", " ", "&nbsp;", "<b> </b>", "<br>", "<br><br>", "&#8203;", "<a name=x></a>", "<!-- a -->"]
)
def test_a_blank_paragraph_leaves_nothing(markup):
    assert sketch(f"<p>{markup}</p>") == []


def test_two_breaks_part_paragraphs():
    assert sketch("<p>a<br><br>b<br>c<br/><br/><br/>d</p>") == ["p: a", "p: b / c", "p: d"]


def test_lines_kept_as_they_are():
    assert sketch("<pre>\n  a\t b\n\n<b>c</b>&nbsp;d  \n</pre>") == ["pre:   a      b /  / c d"]


@pytest.mark.parametrize("seam", ["ab", "a ", " b", "  ", "\n\t", "a\0"])
@pytest.mark.parametrize("before", [-1, 0, 1])
def test_a_long_text_is_folded_like_a_short_one(seam, before):
    """It is folded slice by slice; at the seam words are neither glued nor split, and no space is added."""
    text = " " * 3 + "x " * 131_070 + "y" * (1 + before) + seam + "z  " * 200_000
    words = "\n".join(" ".join(part.split()) for part in text.split("\0"))
    assert folded(text) == words
    assert folded(" " * 600_000 + "x") == "x"
    assert folded(" " * 600_000) == ""


@pytest.mark.parametrize(
    "markup",
    [
        "from&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;to me",
        "from &nbsp; &nbsp; &nbsp; &nbsp; to me",
        "from&#8195;&#8195;to me",
        "from&nbsp;&nbsp;<u>&nbsp;&nbsp;</u>&nbsp;to <b>me</b>",
    ],
)
def test_a_blank_to_be_filled_in_stays_a_gap(markup):
    assert clean_html(f"<p>{markup}</p>").blocks[0].text == f"from{BLANK}to me"


@pytest.mark.parametrize(
    "markup", ["Item 5.&nbsp;&nbsp;&nbsp;&nbsp;Events", "$&nbsp;&nbsp;&nbsp;&nbsp;12", "a&nbsp;b"]
)
def test_room_behind_a_number_or_a_sign_is_a_space(markup):
    assert BLANK not in clean_html(f"<p>{markup}</p>").blocks[0].text
