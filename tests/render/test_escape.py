"""Escaped words render as themselves, and nothing is escaped that would not act."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from viewer.render.escape import escaped, escaped_start

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ACTING = "\\`*_<>&[]()!$~#+-=|:;.1a0 \n/xé\"'{}^@?"


def shown(markdown: str) -> str:
    """Return what a parser shows of `markdown`; anything but one paragraph of text is named in angle brackets."""
    said = []
    for token in PARSER.parse(markdown):
        for child in token.children or ():
            if child.type in ("hardbreak", "softbreak"):
                said.append("\n")
            else:
                said.append(child.content if child.type in ("text", "text_special") else f"<{child.type}>")
        if token.type not in ("paragraph_open", "paragraph_close", "inline"):
            said.append(f"<{token.type}>")
    return "".join(said)


def folded(text: str) -> str:
    """Return `text` as words of a tree stand: single spaces, none at the edges of a line, no empty line."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


@settings(max_examples=1500, deadline=None, database=None, derandomize=True)
@given(st.text(ACTING, max_size=30).map(folded))
@example("a | b\n--- | ---")
@example("0|\n-|-")
@example("Total\n=====")
@example("Name: ____\nDate:____ x")
@example("_ _ _")
@example("[a]: /x")
@example("[text](target) ![picture](x.gif) [a][b]")
@example("&copy; &#65; &#x41; &nosuch; &")
@example("<b>x</b> <http://x.y> <!-- x")
@example("~~x~~ ~x~")
@example("1.\n2)\n- \n+")
@example("1234567890. x")
def test_words_render_as_themselves(words):
    assert shown(escaped(words).replace("\n", "\\\n")) == words


@settings(max_examples=500, deadline=None, database=None, derandomize=True)
@given(st.text(ACTING.replace("\n", ""), max_size=20).map(folded))
def test_words_behind_others_render_as_themselves(words):
    """What stands behind emphasis or in a cell is escaped without regard to the start of a line."""
    assert shown(f"x {escaped(words, starts_line=False)}") == f"x {words}".rstrip()


@settings(max_examples=300, deadline=None, database=None, derandomize=True)
@given(st.text())
def test_any_text_can_be_escaped(text):
    """Nothing but backslashes is added, and none before a letter, a digit or a space."""
    done = escaped(text)
    kept = 0
    for before, letter in zip(" " + done, done, strict=False):
        if kept < len(text) and letter == text[kept]:
            kept += 1
        else:
            assert letter == "\\" or before == "\\"
    assert kept >= len(text) - done.count("\\")


@pytest.mark.parametrize(
    "words",
    [
        "Plain words, with commas; and (brackets).",
        "snake_case_name and ex_99.htm",
        "Sign here: ______________ Date: ________",
        "By: ____",
        "AT&T, R&D; P&L",
        "1 < 2 and 3 > 2",
        "The price is $7.",
        "#1 supplier, No. #2, C#",
        "a | b | c",
        "[1] a note, [x] a box",
        "well-known, pre-tax – and —",
        "3.1 Articles",
        "2012",
        "(1) Not a list",
        "+5% or -5%",
        "~5%",
        "a = b",
        "https://www.larkspur.example/a_b_c?d=e&f=g",
    ],
)
def test_what_does_not_act_stays_bare(words):
    assert escaped(words) == words


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("1986. A great year", "1986\\. A great year"),
        ("- with a dash", "\\- with a dash"),
        ("# with a hash", "\\# with a hash"),
        ("> with an angle", "\\> with an angle"),
        ("[ ] open", "\\[ ] open"),
        ("=====", "\\====="),
        ("___", "\\___"),
        ("From $5 to $10", "From \\$5 to \\$10"),
        ("5*", "5\\*"),
        ("C:\\temp", "C:\\\\temp"),
        ("_edges_", "\\_edges\\_"),
        ("[text](target)", "[text\\](target)"),
        ("&copy;", "\\&copy;"),
        ("<b>", "\\<b>"),
    ],
)
def test_what_acts_is_escaped(words, markdown):
    assert escaped(words) == markdown


def test_only_the_start_of_a_line_is_escaped_where_the_rest_is_markdown():
    assert escaped_start("1. **bold**") == "1\\. **bold**"
    assert escaped_start("**bold** 1. - #") == "**bold** 1. - #"
    assert escaped_start("[link](x.htm)") == "[link](x.htm)"
    assert escaped_start("[x](x.htm)") == "[x](x.htm)"
