"""The page as filed: every block of the tree has its elements there, and they hold its words."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.markup.soup import soups
from viewer.markup.clean import clean_html
from viewer.markup.plain import clean_plain
from viewer.markup.safe import WRITTEN
from viewer.render.alignment import aligned, wordings
from viewer.render.filed import filed_page, lines_page
from viewer.render.spelling import letters

SHOWN = frozenset(WRITTEN.values()) | {"span", "body"}
NAMES = (
    "align valign bgcolor color face size width height border bordercolor cellpadding cellspacing colspan rowspan span"
    " nowrap noshade start type value clear rules frame hspace vspace alt title dir lang char charoff compact"
    " class style id name href src data-b"
)
ATTRIBUTES = frozenset(NAMES.split())
STATEMENT = """<HTML><BODY BGCOLOR="white"><FONT FACE="Times">
<P ALIGN="CENTER"><B>CONSOLIDATED<BR>BALANCE SHEETS</B></P>
First words<BR><BR>second words, <I>set apart</I><BR><BR>
<DIV STYLE="display:none">not seen</DIV>
<TABLE><TR><TD>Cash</TD><TD>$</TD><TD ALIGN="right">1,234</TD></TR>
<TR><TD></TD><TD></TD></TR>
<TR><TD>Debt</TD><TD>$</TD><TD ALIGN="right">(1,234</TD><TD>)</TD></TR></TABLE>
<P>Cash</P><UL><LI>one</LI><LI>two <B>of them</B></LI></UL><OL><LI>three</LI></OL><P>1,234</P></FONT></BODY></HTML>"""


def words_by_block(page: str) -> dict[int, str]:
    """Return the letters that stand in the elements of each block, read off the page's own markup."""
    body = page[page.index("<body>") + 6 : page.index("</body>")]
    opened: list[int] = [0]
    said: dict[int, str] = {}
    for end, name, attributes, text in re.findall(r"<(/?)([\w:]+)([^>]*)>|([^<]+)", body):
        if text:
            said[opened[-1]] = said.get(opened[-1], "") + letters(unescape(text))
        elif end:
            opened.pop()
        elif name not in ("br", "hr", "img", "col", "wbr"):
            number = re.search(r'data-b="(\d+)"', attributes)
            opened.append(int(number[1]) if number else opened[-1])
    return said


def test_every_block_is_numbered_and_its_elements_hold_its_words():
    tree = clean_html(STATEMENT)
    said = words_by_block(filed_page(STATEMENT, tree))
    assert not said.pop(0, "")
    assert said == {each.block: each.letters[each.marker if each.letters[0] == "1" and each.marker else 0 :]
                    for each in wordings(tree)}  # fmt: skip


def test_a_row_is_numbered_as_a_whole_and_words_without_an_element_are_given_one():
    page = filed_page(STATEMENT, clean_html(STATEMENT))
    assert re.search(r'<tr data-b="\d+"><td>Cash', page)
    assert re.search(r'<span data-b="\d+">\s*First words</span><br', page)
    assert re.search(r'<p align="CENTER" data-b="1">', page)


def test_the_same_words_in_several_places_stand_each_in_its_own():
    html = "".join(f"<p>Total</p><table><tr><td>Total</td><td>{n}</td></tr></table>" for n in range(50))
    tree = clean_html(html)
    said = words_by_block(filed_page(html, tree))
    assert not said.pop(0)
    assert said == {each.block: each.letters for each in wordings(tree)}


@pytest.mark.parametrize("declared", [True, False])
def test_old_filings_are_drawn_by_the_rules_they_were_written_for(declared):
    html = ("<!DOCTYPE html PUBLIC 'x'>" if declared else "") + "<p>a</p>"
    assert filed_page(html, clean_html(html)).startswith("<!DOCTYPE html>" if declared else "<html")


def test_a_plain_document_stands_line_by_line_as_filed():
    text = "                ACME CORP\n\n  Words of a   paragraph\n  that goes on.\n"
    page = lines_page(clean_plain(text), "a.txt")
    assert "  Words of a   paragraph\n  that goes on." in page
    assert 'data-b="1"' in page


def test_what_one_side_lacks_leaves_the_others_in_their_places():
    tree = clean_html("<p>alpha beta gamma</p><p>delta epsilon</p><p>zeta eta theta</p>")
    blocks = list(wordings(tree))
    found = aligned(blocks, "junkbefore" + "alphabetagamma" + "other" + "zetaetatheta")
    assert [(each.block, each.start, each.end) for each in found] == [(1, 10, 24), (2, 24, 29), (3, 29, 41)]


@pytest.fixture(scope="module")
def random_markup() -> list[str]:
    return ["".join(pieces) for pieces in soups(seed=7, count=600)]


def test_whatever_the_markup_the_page_as_filed_is_made_and_holds_nothing_that_acts(random_markup):
    for markup in random_markup:
        page = filed_page(markup, clean_html(markup))
        body = page[page.index("<body>") : page.index("</body>")]
        for name, attributes in re.findall(r"<([a-z0-9:]+)((?: [a-z-]+=\"[^\"]*\")*)>", body):
            assert name in SHOWN
            assert all(each in ATTRIBUTES for each in re.findall(r" ([a-z-]+)=", attributes)), attributes
        assert re.sub(r"<(/?[a-z0-9:]+)((?: [a-z-]+=\"[^\"]*\")*)>", "", body).count("<") == 0


def test_whatever_the_markup_nearly_all_blocks_with_words_are_numbered(random_markup):
    """Of damaged markup too: what the tree sets in another order than the filer is all that may be missed."""
    wanted = numbered = 0
    for markup in random_markup:
        tree = clean_html(markup)
        said = {each.block for each in wordings(tree)}
        wanted += len(said)
        numbered += len(said & set(map(int, re.findall(r'data-b="(\d+)"', filed_page(markup, tree)))))
    assert wanted > 500
    assert numbered >= 0.97 * wanted
