"""Inline facts: all of them, with value, period, unit and dimensions, at the blocks where they stand."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from viewer.markup.clean import clean_html
from viewer.markup.tree import BlockKind
from viewer.rendition import Filing
from viewer.submission.encoding import decode
from viewer.submission.model import Kind
from viewer.xbrl import facts as facts_module
from viewer.xbrl.facts import inline_facts
from viewer.xbrl.instance import instance_facts
from viewer.xbrl.xml import parse_xml

SHARED = Path(__file__).resolve().parents[3] / "shared"
needs_filings = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of real filings is not here")

PAGE = """<html xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:xbrli="http://www.xbrl.org/2003/instance"><body>
<div style="display:none"><ix:header><ix:hidden>
 <ix:nonNumeric name="dei:AmendmentFlag" contextRef="year" format="ixt:fixed-false">no</ix:nonNumeric>
</ix:hidden><ix:resources>
 <xbrli:context id="year"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000000077</xbrli:identifier>
 <xbrli:segment><xbrldi:explicitMember dimension="mill:SiteAxis">mill:LakeMember</xbrldi:explicitMember>
 <xbrldi:typedMember dimension="mill:LotAxis"><mill:lot>7b</mill:lot></xbrldi:typedMember></xbrli:segment>
 </xbrli:entity>
 <xbrli:period><xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period>
 </xbrli:context>
 <xbrli:context id="end"><xbrli:entity><xbrli:identifier>77</xbrli:identifier></xbrli:entity>
 <xbrli:period><xbrli:instant>2023-12-31</xbrli:instant></xbrli:period></xbrli:context>
 <xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
 <xbrli:unit id="eps"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>
 </xbrli:unitNumerator>
 <xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator>
 </xbrli:divide></xbrli:unit>
</ix:resources></ix:header></div>
<p>For the year ended <ix:nonNumeric name="dei:DocumentPeriodEndDate" contextRef="year"
 format="ixt:date-monthname-day-year-en">December 31, <b>2023</b></ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:ShellCompany" contextRef="year" format="ixt-sec:boolballotbox">☐</ix:nonNumeric> Shell</p>
<table><tr><td>Flour</td><td>$</td><td><a href="#n"><ix:nonFraction name="us-gaap:Revenues"
 contextRef="year" unitRef="usd" decimals="-3" scale="3" format="ixt:num-dot-decimal"
 id="f1">1,234</ix:nonFraction></a></td></tr>
<tr><td>Loss</td><td>$</td><td>(<ix:nonFraction name="us-gaap:Loss" contextRef="end" unitRef="usd" decimals="-3"
 scale="3" sign="-" format="ixt:num-dot-decimal">56</ix:nonFraction>)</td></tr>
<tr><td>A share</td><td>$</td><td><ix:nonFraction name="us-gaap:Eps" contextRef="end" unitRef="eps" decimals="2"
 format="ixt:fixed-zero">—</ix:nonFraction></td></tr></table>
<ix:nonNumeric name="us-gaap:PolicyTextBlock" contextRef="year" escape="true" continuedAt="more"><div>Flour is
 <ix:exclude><p>Page 3</p></ix:exclude> valued at <ix:nonFraction name="mill:Rate" contextRef="end" unitRef="pure"
 scale="-2" format="ixt:num-dot-decimal">95.5</ix:nonFraction>% of</div></ix:nonNumeric>
<p>Between.</p>
<ix:continuation id="more" continuedAt="last"><p>its cost,</p></ix:continuation>
<ix:continuation id="last" continuedAt="more"><p>or less.</p></ix:continuation>
<p><ix:nonFraction name="us-gaap:Goodwill" contextRef="lost" unitRef="usd" xsi:nil="true"></ix:nonFraction>
<ix:fraction name="mill:Ratio" contextRef="end" unitRef="pure"><ix:numerator>1</ix:numerator>
<ix:denominator>3</ix:denominator></ix:fraction></p>
</body></html>"""


@pytest.fixture(scope="module")
def found():
    return {fact.concept: fact for fact in inline_facts(PAGE, clean_html(PAGE))}


def test_every_fact_is_there_in_the_order_of_the_file(found):
    assert [name.partition(":")[2] for name in found] == [
        "AmendmentFlag", "DocumentPeriodEndDate", "ShellCompany", "Revenues", "Loss", "Eps",
        "PolicyTextBlock", "Rate", "Goodwill", "Ratio",
    ]  # fmt: skip


def test_scale_sign_and_format_make_the_value(found):
    assert found["us-gaap:Revenues"].number == Decimal(1234000)
    assert found["us-gaap:Revenues"].shown == "1,234"
    assert found["us-gaap:Loss"].value == "-56000"
    assert found["us-gaap:Eps"].number == 0
    assert found["mill:Rate"].number == Decimal("0.955")
    assert found["dei:DocumentPeriodEndDate"].value == "2023-12-31"
    assert found["dei:DocumentPeriodEndDate"].shown == "December 31, 2023"
    assert found["dei:ShellCompany"].value == "false"
    assert found["mill:Ratio"].shown == "1 / 3"


def test_period_unit_and_dimensions_are_joined_to_the_fact(found):
    sales, share = found["us-gaap:Revenues"], found["us-gaap:Eps"]
    assert sales.context.period.words == "2023-01-01 to 2023-12-31"
    assert sales.context.dimension_words == "mill:SiteAxis: mill:LakeMember\nmill:LotAxis: 7b"
    assert (sales.unit, sales.decimals, sales.id) == ("USD", "-3", "f1")
    assert (share.unit, share.context.period.words) == ("USD / shares", "2023-12-31")


def test_hidden_nil_and_lost_contexts_are_told(found):
    assert [name for name, fact in found.items() if fact.hidden] == ["dei:AmendmentFlag"]
    assert found["dei:AmendmentFlag"].value == "false"
    goodwill = found["us-gaap:Goodwill"]
    assert (goodwill.nil, goodwill.value, goodwill.number, goodwill.context) == (True, "", None, None)


def test_a_continued_text_is_joined_without_what_is_excluded_and_ends_where_it_leads_back(found):
    assert found["us-gaap:PolicyTextBlock"].value == "Flour is valued at 95.5% of its cost, or less."


def test_facts_know_the_blocks_they_stand_in(found):
    tree = clean_html(PAGE)
    words = {block.id: block.text for block in tree.blocks}
    for block in tree.blocks:
        if block.table:
            words |= {row.id: " ".join(cell.text for cell in row.cells) for row in block.table.rows}
    for name, said in (
        ("dei:DocumentPeriodEndDate", "For the year ended"),
        ("dei:ShellCompany", "Shell"),
        ("us-gaap:Revenues", "Flour"),
        ("us-gaap:Loss", "Loss"),
        ("us-gaap:PolicyTextBlock", "Flour is"),
        ("mill:Rate", "valued at"),
    ):
        assert said in words[found[name].block]
    assert found["dei:AmendmentFlag"].block == 0


def test_a_tree_of_something_else_gives_no_blocks():
    assert not any(fact.block for fact in inline_facts(PAGE, clean_html("<p>one</p><p>two</p>")))
    assert not any(fact.block for fact in inline_facts(PAGE))


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>no facts</p>",
        PAGE[:2000],
        PAGE.replace("</ix:nonFraction>", ""),
        PAGE.replace("<ix:nonNumeric", "</ix:nonNumeric><ix:nonNumeric"),
        PAGE.replace("</ix:header>", ""),
        PAGE.replace('contextRef="', 'contextRef="\0'),
        '<ix:nonFraction contextRef="a" scale="99999999999" format="ixt:num-dot-decimal">1</ix:nonFraction>',
    ],
)
def test_damage_never_raises(page):
    assert isinstance(inline_facts(page, clean_html(page)), tuple)


def test_facts_nested_without_end_and_facts_without_number_are_bounded(monkeypatch):
    deep = '<ix:nonNumeric contextRef="a" name="m:X">a ' * 3000
    found = inline_facts(deep)
    assert len(found) == 3000
    assert sum(len(fact.shown) for fact in found) < 200_000
    chain = "".join(
        f'<ix:continuation id="{n}" continuedAt="{n + 1}">x</ix:continuation>' for n in range(500)
    )
    first = '<ix:nonNumeric contextRef="a" name="m:X" continuedAt="0">y</ix:nonNumeric>'
    monkeypatch.setattr(facts_module, "_MOST_JOINED", 700)
    assert [len(fact.shown) for fact in inline_facts(first * 3 + chain)] == [1001, 401, 1]
    monkeypatch.setattr(facts_module, "MOST_FACTS", 5)
    assert len(inline_facts('<p><ix:nonFraction contextRef="a">1</ix:nonFraction></p>' * 50)) == 5


# Real filings


def inline_documents() -> list[Path]:
    found = []
    for folder in ("corpus", "documents"):
        for path in sorted((SHARED / folder).iterdir()) if SHARED.is_dir() else ():
            if path.suffix != ".tsv" and b"<ix:non" in path.read_bytes():
                found.append(path)
    return found


def renditions(path):
    with Filing.open(path) as filing:
        for submission in filing.submissions:
            for document in submission.documents:
                if document.kind is Kind.HTML:
                    payload = filing.payload(document)
                    instance = next(
                        (d for d in submission.documents if d.filename.endswith("_htm.xml")), None
                    )
                    yield (
                        decode(payload.content, Kind.HTML).text,
                        instance and filing.payload(instance).content,
                    )


@needs_filings
def test_facts_stand_in_a_block_unless_they_are_hidden_or_empty():
    markup, _ = next(renditions(SHARED / "documents" / "aapl10q_aapl-20250329.htm"))
    tree = clean_html(markup)
    found = inline_facts(markup, tree)
    assert all(fact.block or fact.hidden or not fact.shown for fact in found)
    rows = {row.id: row for block in tree.blocks if block.kind is BlockKind.TABLE for row in block.table.rows}
    shown = [fact for fact in found if fact.block in rows and fact.number]
    assert len(shown) > 500
    for fact in shown:
        assert any(fact.shown in cell.text for cell in rows[fact.block].cells)


@needs_filings
def test_values_are_those_of_an_independent_reading():
    """Attributes and digits are read by a pattern out of the text as filed, and multiplied out by hand."""
    markup, _ = next(renditions(SHARED / "documents" / "aapl10q_aapl-20250329.htm"))
    pattern = re.compile(r"<ix:nonFraction ([^>]*)>([\d.,]+)</ix:nonFraction>")
    read = []
    for attributes, digits in pattern.findall(markup):
        said = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
        value = Decimal(digits.replace(",", "")) * Decimal(10) ** int(said.get("scale", "0"))
        read.append((said["name"], -value if said.get("sign") == "-" else value))
    assert len(read) >= 500
    assert sum(value < 0 for _, value in read) >= 20
    assert not Counter(read) - Counter((fact.concept, fact.number) for fact in inline_facts(markup))


@needs_filings
@pytest.mark.parametrize("path", inline_documents(), ids=lambda path: path.name)
def test_facts_are_as_many_as_counted_and_those_of_the_instance_that_the_sec_made_of_the_page(path):
    for markup, instance in renditions(path):
        own = inline_facts(markup)
        assert len(own) == len(re.findall(r"<ix:(?:nonFraction|nonNumeric|fraction)[\s>]", markup))
        if own and instance is not None:
            assert set(map(_bare, own)) == set(map(_bare, instance_facts(parse_xml(instance).root)))


def _bare(fact):
    """Return what a fact says without order of dimensions and without the white space that markup leaves."""
    value = fact.number if fact.number is not None else re.sub(r"<[^>]*>|\s", "", fact.value)
    context = fact.context._replace(dimensions=tuple(sorted(fact.context.dimensions)))
    return fact.concept, context, fact.unit, value


def letters_of(tree):
    """Return the letters of each block and row, white space left out."""
    found = {}
    for block in tree.blocks:
        rows = (
            [
                (row.id, [run for cell in row.cells for line in cell.lines for run in line])
                for row in block.table.rows
            ]
            if block.table
            else [(block.id, block.runs)]
        )
        found |= {number: "".join("".join(run.text for run in runs).split()) for number, runs in rows}
    return found


def test_facts_know_their_letters_in_the_block():
    tree = clean_html(PAGE)
    letters = letters_of(tree)
    said = {
        fact.concept: letters[fact.block][slice(*fact.letters)]
        for fact in inline_facts(PAGE, tree)
        if fact.block and fact.letters[1]
    }
    assert said["us-gaap:Revenues"] == "1,234"
    assert said["us-gaap:Loss"] == "56"
    assert said["mill:Rate"] == "95.5"
    assert said["dei:DocumentPeriodEndDate"] == "December31,2023"


def test_facts_stand_in_the_blocks_of_a_page_with_style_sheets_and_links():
    sheet = "<style>.gone { display: none }</style><p class=gone>x</p><p><a href='#c'>go</a></p>"
    page = PAGE.replace("<body>", "<body>" + sheet, 1)
    assert any(fact.block for fact in inline_facts(page, clean_html(page)))


@needs_filings
def test_the_letters_of_the_facts_of_a_real_report_are_those_it_shows():
    filing = Filing.open(SHARED / "documents" / "aapl10q_aapl-20250329.htm")
    rendition = filing.rendition(filing.submissions[0].documents[0])
    letters = letters_of(rendition.tree)
    numbers = [fact for fact in rendition.facts() if fact.number is not None and fact.block]
    assert len(numbers) > 600
    for fact in numbers:
        assert letters[fact.block][slice(*fact.letters)] == "".join(fact.shown.split())
