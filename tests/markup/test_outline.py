"""Headings are found by their numbers, their markup and the links that point at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.markup.clean import clean_html
from viewer.markup.outline import outline
from viewer.rendition import Filing

DOCUMENTS = Path(__file__).resolve().parents[2].parent / "shared" / "documents"
REPORT = """<p><a href="#i1">Item 1. Business</a></p><p><a href="#i1a">Item 1A. Risk Factors</a></p>
<table><tr><td>Item 7.</td><td>Management’s Discussion</td><td>31</td></tr></table>
<p><b>PART I</b></p><div id="i1"></div><p><b>Item&#160;1.</b></p><p><b>BUSINESS</b></p>
<p>Pumps are made in Portland; see Item 7 of this report.</p><p>Item 7 of the Plan applies to all pumps and valves.</p>
<div id="i1a"></div><p><b>I</b><b>tem 1A. Risk Factors</b></p><p>Tides.</p>
<p><b>PART II</b></p><p><b>Item 1. Legal Proceedings</b></p>"""


def titles(markup: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.title) for heading in outline(clean_html(markup))]


def test_parts_and_items_are_found_once_and_kept_apart_by_part():
    """Lines of contents, cross references and sentences are no headings; a title on the next line is taken along."""
    assert titles(REPORT) == [
        (1, "PART I"),
        (2, "Item 1. BUSINESS"),
        (2, "Item 1A. Risk Factors"),
        (1, "PART II"),
        (2, "Item 1. Legal Proceedings"),
    ]


def test_a_contract_has_articles_and_sections():
    """Articles are the first level, sections the second, a title below its number belongs to it."""
    sections = "".join(f"<p><u>Section 1.{n} Pumps of kind {n}</u></p><p>Words.</p>" for n in range(1, 4))
    found = titles(f"<p><b>ARTICLE I</b></p><p><b>DEFINITIONS</b></p>{sections}<p><b>SIGNATURES</b></p>")
    assert found[0] == (1, "ARTICLE I DEFINITIONS")
    assert [level for level, _ in found] == [1, 2, 2, 2, 1]


def test_where_the_contents_link_the_targets_are_the_headings():
    """Bold words that no link points at are no headings then; running heads neither."""
    names = ("one", "two", "three")
    contents = "".join(f'<p><a href="#{name}">About {name}</a></p>' for name in names)
    body = "".join(
        f'<p><b>2024 PROXY</b></p><div id="{n}"></div><p><b>About {n}</b></p><p>Text.</p>' for n in names
    )
    assert titles(contents + body) == [(1, f"About {name}") for name in names]


def test_a_paragraph_is_never_a_heading():
    """However bold it is."""
    assert titles(f"<p align=center><b>{'Pumps and valves. ' * 20}</b></p>") == []


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the real documents are not here")
def test_a_real_annual_report_has_its_items_in_order():
    """Four Parts and twenty-three Items, each one once."""
    with Filing.open(DOCUMENTS / "et_Apple.10-K.html") as filing:
        headings = filing.rendition(filing.submissions[0].documents[0]).outline
    assert [h.title for h in headings if h.level == 1] == ["PART I", "PART II", "PART III", "PART IV"]
    assert len([h for h in headings if h.level == 2]) == 23
    assert [h.block for h in headings] == sorted(h.block for h in headings)
