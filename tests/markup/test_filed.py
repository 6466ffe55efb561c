"""Markup as filed keeps how the filer set his words, and nothing that could act, fetch or be filled in."""

from __future__ import annotations

import re

import pytest

from viewer.markup.filed import PICTURE, filed_markup
from viewer.markup.safe import safe_attributes, safe_sheet, safe_style


def markup_of(html: str) -> str:
    return "".join(
        part.markup + ("" if not part.tag or part.tag[0] == "/" else ">") for part in filed_markup(html).parts
    )


def test_elements_attributes_and_styles_that_set_words_stay_as_they_were_filed():
    html = '<table cellpadding="2"><tr bgcolor="#cceeff"><td align="right" style="color:navy">1,234</td></tr></table>'
    written = markup_of(html)
    for kept in (
        'cellpadding="2"',
        'bgcolor="#cceeff"',
        'align="right"',
        'style="color:navy"',
        ">1,234</td>",
    ):
        assert kept in written


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p onclick='x()' onmouseover=x()>a</p>",
        "<a href='javascript:alert(1)'>a</a>",
        "<a href=' jav&#x09;ascript:alert(1)'>a</a>",
        "<a href='data:text/html,x'>a</a>",
        "<a href='file:///etc/passwd'>a</a>",
        "<img src='https://example.com/a.gif'>",
        "<img src='//example.com/a.gif' srcset='b.gif 2x'>",
        "<p style='background:url(https://example.com/a.gif)'>a</p>",
        "<p style='background:\\75rl(https://example.com/a.gif)'>a</p>",
        "<p style='width:expression(alert(1)); behavior:url(x)'>a</p>",
        "<p style='position:fixed;top:0'>a</p>",
        "<style>@import url(https://example.com/a.css); p{background:url(b)}</style><p>a</p>",
        "<style>p{color:red}</style><style>a</style ><p>a</p>",
        "<iframe src='https://example.com'></iframe><object data='x'></object><embed src='x'>",
        "<form action='https://example.com'><input name=a><button>b</button></form>",
        "<meta http-equiv=refresh content='0;url=https://example.com'><base href='https://example.com'>",
        "<link rel=stylesheet href='https://example.com/a.css'><link rel=preconnect href='https://example.com'>",
        "<svg><script>alert(1)</script></svg><math><mtext></mtext></math>",
        "<img name=documentElement id=documentElement src=a.gif>",
        "<p data-b='7' data-theme='dark'>a</p>",
    ],
)
def test_nothing_is_left_that_acts_fetches_or_stands_for_something_of_the_programs_own(hostile):
    made = filed_markup(f"<body><p>start</p>{hostile}<p>end</p></body>")
    written = (markup_of(f"<body>{hostile}<p>end</p></body>") + made.sheets).lower()
    for word in ("script", "onclick", "onmouse", "example.com/", "expression", "behavior", "url(", "@import",
                 "fixed", "<form", "<input", "<iframe", "<meta", "<base", "<link", "data-", "name=", "\\"):  # fmt: skip
        assert word not in written
    assert not re.search(r'href="(?!#|https?:|mailto:)', written)
    assert next(part.letters for part in made.parts if part.letters) == "start"


def test_a_quote_or_a_bracket_in_an_attribute_does_not_end_it():
    written = safe_attributes("td", {"title": '"><script>', "style": 'font-family:"Arial"; x'})
    assert written == ' title="&quot;&gt;&lt;script&gt;" style="font-family:&quot;Arial&quot;"'


def test_text_is_written_as_text_whatever_it_says():
    assert "&lt;script&gt;" in markup_of("<p>&lt;script&gt;x&lt;/script&gt;</p>")


def test_hidden_text_is_left_out_as_in_the_clean_page():
    assert "secret" not in markup_of("<p>a</p><div style='display:none'>secret</div><p hidden>secret</p>")


def test_facts_of_inline_xbrl_stand_in_their_place_without_their_tags():
    written = markup_of("<p>Sales <ix:nonfraction name='x' contextref='c'>12</ix:nonfraction> rose</p>")
    assert re.sub(r"<[^>]*>", "", written) == "Sales 12 rose"
    assert "ix:" not in written


def test_a_style_sheet_keeps_its_plain_rules_and_cannot_end_itself():
    assert (
        safe_sheet("td.n { text-align: right } </style><script> p { color: red }") == "td.n{text-align:right}"
    )
    assert safe_sheet("@media screen { p { color: red } } h1 { color: blue }").endswith("h1{color:blue}")


def test_a_style_keeps_what_sets_words():
    style = "margin: 0in 0in 0pt; text-indent: 0.5in; font: 10pt Times New Roman, Serif; border-bottom: #000 1pt solid"
    assert safe_style(style).count(";") == 3


def test_a_picture_is_called_by_its_bare_name_and_counts_as_a_letter():
    (picture,) = (part for part in filed_markup("<p><img src='http://x/y/g1.jpg'></p>").parts if part.letters)
    assert picture.letters == PICTURE
    assert 'src="g1.jpg"' in picture.markup


def test_every_start_has_its_end_whatever_was_left_open():
    parts = filed_markup("<div><p>a<b>b<table><tr><td>c<div>d").parts
    opened: list[str] = []
    for part in parts:
        if part.tag.startswith("/"):
            assert opened.pop() == part.tag[1:]
        elif part.tag:
            opened.append(part.tag)
    assert not opened
