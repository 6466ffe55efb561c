"""Documents of XBRL become tables and trees in which every word of them stands; damage is told, bounds hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import etree

from tests.xbrl.documents import INSTANCE, LABELS, LINKS, PRESENTATION, SCHEMA, STATEMENT, SUMMARY
from viewer.markup.tree import Align
from viewer.reader import Context
from viewer.render.html import render_html
from viewer.render.text import render_text
from viewer.xbrl import ROOTS, linkbase, read_xbrl
from viewer.xbrl.instance import facts_in_rows, instance_facts
from viewer.xbrl.summary import report_names

CONTEXT = Context("mill.xml", start=55, line=4)


def rows(content, table=0):
    tables = [block.table for block in read_xbrl(content, CONTEXT).tree.blocks if block.table]
    return [tuple(cell.text for cell in row.cells) for row in tables[table].rows]


def text(content):
    return render_text(read_xbrl(content, CONTEXT).tree).text


@pytest.mark.parametrize("content", [INSTANCE, LINKS % PRESENTATION, SCHEMA, SUMMARY, STATEMENT])
def test_what_is_read_here_is_known_by_its_root(content):
    assert etree.QName(etree.fromstring(content).tag).localname in ROOTS
    read = read_xbrl(content, CONTEXT)
    assert read.tree.blocks
    assert not read.problems
    assert not read.notice


@pytest.mark.parametrize("content", [INSTANCE, LINKS % (PRESENTATION + LABELS), SCHEMA, SUMMARY, STATEMENT])
def test_every_word_between_tags_stands_in_the_text(content):
    said = " ".join(text(content).split())
    for element in etree.fromstring(content).iter():
        words = (element.text or "").strip()
        if words and "<" not in words and etree.QName(element.tag).localname not in UNSAID:
            assert (
                " ".join(words.removeprefix("iso4217:").removeprefix("xbrli:").removeprefix("link:").split())
                in said
            )


# Said by what is done with them: flags, numbers of columns, the short name beside the long one, figures.
UNSAID = {
    *("ShortName", "Level", "Id", "IsNumeric", "IsRatio", "IsAbstractGroupTitle", "ShowCurrencySymbol"),
    *("NumericAmount", "RoundedNumericAmount"),
}


def test_facts_of_an_instance_have_period_unit_and_dimensions():
    facts = {fact.concept: fact for fact in instance_facts(etree.fromstring(INSTANCE))}
    sales, stock = facts["us-gaap:Revenues"], facts["mill:Stock"]
    assert (sales.number, sales.unit, sales.decimals) == (Decimal(-1200000), "USD", "-3")
    assert sales.context.period.words == "2015-01-01 to 2015-12-31"
    assert sales.context.entity == "0000000077"
    assert facts["us-gaap:EarningsPerShareBasic"].unit == "USD / shares"
    assert stock.context.dimension_words == "us-gaap:ProductAxis: mill:FlourMember\nmill:SiteAxis: North"
    assert facts["us-gaap:Goodwill"].nil
    assert facts["mill:Lost"].context is None
    assert len(facts) == 6


def test_facts_of_an_instance_know_their_rows():
    tree = read_xbrl(INSTANCE, CONTEXT).tree
    rows_of = {row.id: row.cells[0].text for block in tree.blocks if block.table for row in block.table.rows}
    found = facts_in_rows(INSTANCE, tree)
    assert len(found) == 6
    assert all(rows_of[fact.block] == fact.concept for fact in found)
    assert facts_in_rows(SCHEMA, tree) == facts_in_rows(b"", tree) == ()


def test_a_text_block_stands_behind_the_table_and_is_linked():
    page = render_html(read_xbrl(INSTANCE, CONTEXT).tree, "")
    assert '<a href="#text-1">text below</a>' in page
    assert '<a id="text-1"></a>' in page
    assert "Flour is valued at cost." in text(INSTANCE)
    assert "&lt;p" not in page


def test_a_presentation_is_set_in_by_depth_in_its_order():
    blocks = read_xbrl(LINKS % PRESENTATION, CONTEXT).tree.blocks
    assert blocks[0].text == "Presentation: Balance Sheet"
    table = blocks[2].table
    assert [(row.cells[0].indent, row.cells[0].text) for row in table.rows[1:]] == [
        (0, "us-gaap:AssetsAbstract"),
        (1, "mill:Flour"),
        (1, "us-gaap:Assets"),
    ]
    assert table.rows[3].cells[1].text == "total label"


def test_concepts_of_a_presentation_have_the_labels_of_the_submission():
    context = CONTEXT._replace(sibling=lambda type_: LINKS % LABELS if type_ == "EX-101.LAB" else b"")
    content = LINKS % PRESENTATION.replace(
        b'to="c" order="2"', b'to="c" order="2" preferredLabel="http://www.xbrl.org/2003/role/terseLabel"'
    )
    table = read_xbrl(content, context).tree.blocks[2].table
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [
        ("Label", "Concept", "Relation"),
        ("us-gaap:AssetsAbstract", "us-gaap:AssetsAbstract"),
        ("Flour in stock", "mill:Flour", "terse label"),
        ("us-gaap:Assets", "us-gaap:Assets", "total label"),
    ]
    assert [row.cells[0].indent for row in table.rows] == [0, 0, 1, 1]


def test_labels_stand_beside_their_concepts():
    assert rows(LINKS % LABELS) == [
        ("Concept", "Role", "Label"),
        ("mill:Flour", "terse label", "Flour in stock"),
    ]


def test_a_relation_that_leads_back_to_itself_ends():
    back = b'<link:presentationArc xlink:type="arc" xlink:from="c" xlink:to="a"/></link:presentationLink>'
    assert len(rows(LINKS % PRESENTATION.replace(b"</link:presentationLink>", back))) < 10


def test_concepts_that_only_lead_back_to_themselves_are_shown_beside_those_that_have_a_beginning():
    circle = b"""<link:loc xlink:type="locator" xlink:href="m.xsd#mill_Round" xlink:label="r"/>
    <link:loc xlink:type="locator" xlink:href="m.xsd#mill_About" xlink:label="s"/>
    <link:presentationArc xlink:type="arc" xlink:from="r" xlink:to="s"/>
    <link:presentationArc xlink:type="arc" xlink:from="s" xlink:to="r"/></link:presentationLink>"""
    said = text(LINKS % PRESENTATION.replace(b"</link:presentationLink>", circle))
    for concept in ("us-gaap:AssetsAbstract", "mill:Flour", "mill:Round", "mill:About"):
        assert concept in said


def test_relations_without_end_are_bounded(monkeypatch):
    """Each of 30 concepts lies below the one before it twice: a thousand million rows, if nobody counted."""
    monkeypatch.setattr(linkbase, "MOST_ROWS", 500)
    locs = b"".join(
        b'<link:loc xlink:type="locator" xlink:href="m.xsd#m_%d%c" xlink:label="%d%c"/>' % (n, side, n, side)
        for n in range(30)
        for side in b"ab"
    )
    arcs = b"".join(
        b'<link:presentationArc xlink:type="arc" xlink:from="%d%c" xlink:to="%d%c"/>' % (n, one, n + 1, other)
        for n in range(29)
        for one in b"ab"
        for other in b"ab"
    )
    link = b'<link:presentationLink xlink:type="extended" xlink:role="http://m.example/r/x">%s</link:presentationLink>'
    content = LINKS % (link % (locs + arcs))
    assert len(rows(content)) == 501
    assert "not shown here" in text(content)


def test_a_schema_is_its_elements_roles_and_files():
    assert ("Flour", "xbrli:monetaryItemType", "instant", "debit", "yes", "xbrli:item") in rows(SCHEMA, 2)
    assert '<a href="mill_pre.xml">mill_pre.xml</a>' in render_html(read_xbrl(SCHEMA, CONTEXT).tree, "")
    assert "0002 - Statement - Balance Sheet" in text(SCHEMA)


def test_reports_are_listed_by_their_long_names_and_linked_to_their_files():
    page = render_html(read_xbrl(SUMMARY, CONTEXT).tree, "")
    assert '<a href="R1.htm">0001 - Document - Cover</a>' in page
    assert '<a href="R2.xml">0002 - Statement - Balance Sheet</a>' in page
    assert '<a href="mill.htm">mill.htm</a>' in page
    assert report_names(SUMMARY) == {
        "r1.htm": "0001 - Document - Cover",
        "r2.xml": "0002 - Statement - Balance Sheet",
    }
    assert report_names(b"<x") == report_names(SCHEMA) == {}


def test_a_report_of_the_early_years_is_a_statement():
    assert rows(STATEMENT) == [
        ("Dec. 31, 2010\nUSD ($)", "Dec. 31, 2009"),
        ("Assets",),
        ("Flour", "($ 1,200) [1]", "12.5%"),
        ("Policy", "(below)", "none"),
    ]
    table = next(block.table for block in read_xbrl(STATEMENT, CONTEXT).tree.blocks if block.table)
    assert [row.cells[0].indent for row in table.rows[1:]] == [0, 1, 0]
    assert table.rows[2].cells[1].align is Align.RIGHT
    assert "Flour is valued\n\nat cost." in text(STATEMENT)
    assert "[1] Without the mill at the lake." in text(STATEMENT)


@pytest.mark.parametrize("figure", [b"1E+999999999", b"Infinity", b"NaN", b"-", b"", b"9" * 500])
def test_a_figure_that_is_none_stays_as_filed(figure):
    content = STATEMENT.replace(b"<RoundedNumericAmount>-1200<", b"<RoundedNumericAmount>%s<" % figure)
    assert figure.decode() in text(content)


@pytest.mark.parametrize("content", [INSTANCE, LINKS % PRESENTATION, SCHEMA, SUMMARY, STATEMENT])
def test_what_breaks_off_is_read_up_to_there_and_told(content):
    read = read_xbrl(content[:-60], CONTEXT)
    assert read.tree.blocks
    (problem,) = read.problems
    assert (problem.code, problem.offset, problem.line) == ("xml-damaged", 55, 4)


@pytest.mark.parametrize("content", [b"", b"no xml", b"<<<<", b"\x00\x01"])
def test_what_is_no_xml_is_a_sentence(content):
    read = read_xbrl(content, CONTEXT)
    assert read.notice
    assert not read.tree.blocks


def test_entities_are_not_expanded_and_files_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("do not tell")
    laughs = "".join(
        f'<!ENTITY e{n + 1} "&e{n};&e{n};&e{n};&e{n};&e{n};&e{n};&e{n};&e{n};">' for n in range(12)
    )
    kind = f'<!DOCTYPE x [<!ENTITY e0 "ha"><!ENTITY out SYSTEM "{secret.as_uri()}">{laughs}]>'.encode()
    declared = INSTANCE.replace(b"?>", b"?>" + kind, 1)
    said = text(declared.replace(b">words<", b">&e1;&out;words<"))
    assert "&e1;&out;words" in said
    bomb = read_xbrl(declared.replace(b">words<", b">&e12;words<"), CONTEXT)
    assert "words" in render_text(bomb.tree).text or bomb.problems
    for shown in (said, render_text(bomb.tree).text):
        assert "haha" not in shown
        assert "do not tell" not in shown


def test_a_document_of_a_thousand_levels_is_walked():
    deep = b"<us-gaap:X contextRef='year'>" * 1500 + b"end" + b"</us-gaap:X>" * 1500
    assert read_xbrl(INSTANCE.replace(b"<mill:Lost", deep + b"<mill:Lost"), CONTEXT).tree.blocks
