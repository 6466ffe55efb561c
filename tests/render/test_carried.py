"""What is found in the text is found again in the Markdown and in the source: the same words of the same block."""

from __future__ import annotations

import re

from viewer.markup.clean import clean_html
from viewer.render.carried import into_markdown, into_source
from viewer.render.markdown import render_markdown
from viewer.render.source import render_source
from viewer.render.spelling import letters, of_markup, of_text
from viewer.render.text import render_text

HTML = """<html><head><title>Notes</title><style>p.net{color:red}</style></head><body>
<!-- net loss, in a remark -->
<div style="display:none">net loss, hidden</div>
<p>The <b>net</b>
 loss &amp; the N<small>ET</small>&nbsp;Loss, see <a href="#net loss">note_1</a>.</p>
<table><tr><td>Net loss</td><td>$</td><td>(1,234</td><td>)</td></tr>
<tr><td>Net loss * 2</td><td>net loss</td></tr></table>
<ul><li>Caf&eacute; net loss</li></ul><script>net loss</script><p>The NET&#160;LOSS once more</p></body></html>"""
WANTED = re.compile(r"net\s+loss", re.IGNORECASE)


def found_in_text():
    tree = clean_html(HTML)
    text = render_text(tree)
    return tree, text, [found.span() for found in WANTED.finditer(text.text)]


def said(rendering, spans):
    return [
        letters(re.sub(r"<[^>]*>|&\w+;|&#\d+;", "", rendering.text[start:end])).lower()
        for start, end in spans
    ]


def test_every_hit_stands_in_the_markdown_in_the_same_order():
    tree, text, spans = found_in_text()
    markdown = render_markdown(tree)
    carried = into_markdown(spans, text, markdown)
    assert len(spans) == 7
    assert said(markdown, carried) == ["netloss"] * 7
    assert sorted(set(carried)) == carried


def test_every_hit_stands_in_the_source_and_never_in_what_no_reader_sees():
    tree, text, spans = found_in_text()
    source = render_source(HTML, tree)
    carried = into_source(spans, text, source)
    assert said(source, carried) == ["netloss"] * 7
    assert sorted(set(carried)) == carried
    unseen = [
        (HTML.index(words), HTML.index(words) + 20)
        for words in ("net loss, in", "net loss, hid", "net loss</scr")
    ]
    assert not any(low <= start < high for start, _ in carried for low, high in unseen)


def test_blocks_stand_in_the_source_where_their_words_do():
    tree, text, _ = found_in_text()
    source = render_source(HTML, tree)
    first = source.places[0]
    assert HTML[first.start : first.start + 4] == "The "
    assert HTML[first.end - 1] == "1"
    assert [place.block for place in source.places] == [place.block for place in text.places]


def test_a_hit_without_letters_or_between_blocks_is_nowhere():
    tree, text, _ = found_in_text()
    at = text.text.index("\n")
    assert into_markdown([(at, at + 1)], text, render_markdown(tree)) == [None]


def test_an_element_that_is_never_closed_hides_nothing():
    assert of_markup("<p>a</p><script><p>b<script>c<!-- d").letters == "abcd"


def test_a_letter_is_found_by_its_number_and_its_number_by_its_place():
    spelling = of_text("Ab, c-d!")
    assert [spelling.offset(n) for n in range(4)] == [0, 1, 4, 6]
    assert [spelling.letter(n) for n in range(8)] == [0, 1, 2, 2, 2, 3, 3, 4]
