"""What a style attribute declares, of what a reader needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from viewer.markup.lengths import pixels
from viewer.markup.style import NOTHING, Declared, alignment, declared, font_size, is_shade
from viewer.markup.tree import Align, Border


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        ("10px", 10),
        ("12pt", 16),
        (" 1.5em ", 24),
        ("1in", 96),
        ("4%", 40),
        ("-18pt", -24),
        (".5in", 48),
        ("7", 7),
        ("12 pt", 16),
        ("auto", 0),
        ("", 0),
        ("0", 0),
        ("calc(1px)", 0),
        ("9" * 400 + "px", 1e6),
        ("-" + "9" * 400, -1e6),
    ],
)
def test_a_length_is_pixels(length, expected):
    assert pixels(length) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("font-weight:bold", {"bold": True}),
        ("font-weight:700", {"bold": True}),
        ("font-weight:bolder", {"bold": True}),
        ("font-weight:600", {"bold": True}),
        ("font-weight:normal", {"bold": False}),
        ("font-weight:400", {"bold": False}),
        ("font-weight:inherit", {}),
        ("font:bold 10pt Arial", {"bold": True, "italic": False, "font": "arial"}),
        (
            "font:700 10pt/12pt 'Times New Roman', serif",
            {"bold": True, "italic": False, "font": "times new roman"},
        ),
        ("font:10pt Times", {"bold": False, "italic": False, "font": "times"}),
        ("font-weight:bold;font:10pt Times", {"bold": False, "italic": False, "font": "times"}),
        ("font:10pt Times;font-weight:bold", {"bold": True, "italic": False, "font": "times"}),
        ("font:bold", {}),
        ("font-weight:bold ! Important", {"bold": True}),
        ("/* x:y; */font-weight:/**/bold", {"bold": True}),
        ("font-style:italic", {"italic": True}),
        ("font-style:oblique 10deg", {"italic": True}),
        ("font-style:normal", {"italic": False}),
        ("font:italic 10pt Arial", {"bold": False, "italic": True, "font": "arial"}),
        ("text-decoration:underline", {"underline": True}),
        ("text-decoration:none", {}),
        ("text-decoration:line-through", {"strike": True}),
        ("text-decoration-line:underline line-through", {"underline": True, "strike": True}),
        ("font-family:'Wingdings 2',serif", {"font": "wingdings 2"}),
        ('font-family:"Symbol"', {"font": "symbol"}),
        ("FONT-FAMILY: WINGDINGS !important", {"font": "wingdings"}),
        ("font:9pt/1.2 Wingdings", {"bold": False, "italic": False, "font": "wingdings"}),
        (
            "font:italic small-caps bold .9em / 1.2 Wingdings 3, x",
            {"bold": True, "italic": True, "font": "wingdings 3"},
        ),
        ("font:bold medium Wingdings", {"bold": True, "italic": False, "font": "wingdings"}),
        ("display:none", {"hidden": True, "display": "none"}),
        ("display : NONE ", {"hidden": True, "display": "none"}),
        ("visibility:hidden", {"hidden": True}),
        ("visibility:collapse", {"hidden": True}),
        ("visibility:visible", {}),
        ("opacity:0", {"hidden": True}),
        ("opacity:0.00", {"hidden": True}),
        ("opacity:.5", {}),
        ("opacity:var(--x)", {}),
        ("position:absolute;left:-9999px", {"hidden": True}),
        ("position:absolute;left:-10px", {}),
        ("position:relative;left:-9999px", {}),
        ("position:absolute;left:1in;bottom:2px;width:9pt", {"at": (96, -2, 12)}),
        ("position:absolute;left:1px;top:auto", {}),
        ("position:relative;width:9px;height:9px", {"page": True}),
        ("display:block", {"display": "block"}),
        ("display:flex", {"display": "flex", "beside": 100}),
        ("display:flex;flex-flow:row nowrap", {"display": "flex", "beside": 100}),
        ("display:flex;flex-flow:row wrap", {"display": "flex"}),
        ("display:flex;flex-direction:row-reverse", {"display": "flex"}),
        ("display:grid", {"display": "grid", "parted": True}),
        (
            "display:grid;grid-template-columns:2fr minmax(10px, 1fr) 40%",
            {"display": "grid", "parted": True, "beside": 3},
        ),
        (
            "display:grid;grid-template-columns:[a] 1fr repeat(2, 10px 20px) [b]",
            {"display": "grid", "parted": True, "beside": 5},
        ),
        (
            "display:grid;grid-template-columns:1fr 1fr;grid-auto-flow:column",
            {"display": "grid", "parted": True},
        ),
        ("grid-column:1 / span 2", {"place": "1 / span 2"}),
        ("padding-right:2em", {"behind": 32}),
        ("display:inline-block;width:10px", {"display": "inline-block", "behind": 16}),
        ("text-align:center", {"align": Align.CENTER}),
        ("text-align:end", {"align": Align.RIGHT}),
        ("text-align:justify", {"align": Align.LEFT}),
        ("text-align:inherit", {}),
        ("text-align:-webkit-center", {"align": Align.CENTER}),
        ("text-align:center;text-align:", {"align": Align.CENTER}),
        ("text-transform:uppercase", {"case": "upper"}),
        ("text-transform:none", {"case": ""}),
        ("text-transform:capitalize", {"case": "title"}),
        ("text-transform:inherit", {}),
        ("white-space:pre", {"preformatted": True}),
        ("white-space:pre-wrap", {"preformatted": True, "wraps": True}),
        ("white-space:break-spaces", {"preformatted": True, "wraps": True}),
        ("white-space:nowrap", {"preformatted": False}),
        ("margin-left:10px;padding-left:5px", {"indent": 15, "padding": 5}),
        ("margin:1px 2px 3px 4px", {"indent": 4, "over": 1, "under": 3, "behind": 2}),
        ("margin:1px 2px 3px", {"indent": 2, "over": 1, "under": 3, "behind": 2}),
        ("margin:1px 2px", {"indent": 2, "over": 1, "under": 1, "behind": 2}),
        ("margin:3px", {"indent": 3, "over": 3, "under": 3, "behind": 3}),
        ("margin:0 auto", {"over": 0, "under": 0}),
        ("margin:3px;margin-left:0", {"over": 3, "under": 3, "behind": 3}),
        ("margin-top:6px;padding-top:2px", {"over": 8}),
        ("text-indent:-18pt", {"hanging": -24}),
        ("page-break-before:always", {"break_before": True}),
        ("break-before:page", {"break_before": True}),
        ("page-break-before:avoid", {}),
        ("page-break-inside:avoid", {}),
        ("page-break-after:always", {"break_after": True}),
        ("page-break-after:none", {}),
        ("vertical-align:super", {"raised": 1}),
        ("vertical-align:sub", {"raised": -1}),
        ("vertical-align:4px;font-size:60%", {"raised": 1}),
        ("vertical-align:-3pt;font-size:6pt", {"raised": -1}),
        ("vertical-align:4px", {}),
        ("vertical-align:top", {}),
        ("vertical-align:top;font-size:6pt", {"raised": 1}),
        ("vertical-align:text-top;font-size:60%", {"raised": 1}),
        ("vertical-align:text-top;font-size:100%", {}),
        ("vertical-align:top;font:6pt Arial", {"raised": 1, "bold": False, "italic": False, "font": "arial"}),
        ("position:relative;top:-3.5pt;font-size:6pt", {"raised": 1}),
        ("position:relative;bottom:3pt;font-size:6pt", {"raised": 1}),
        ("position:relative;top:3pt;font-size:6pt", {"raised": -1}),
        ("position:relative;top:-3.5pt;font-size:10pt", {}),
        ("background-color:#cceeff", {"shaded": True}),
        ("background:#cceeff none repeat", {"shaded": True}),
        ("background-color:#FFFFFF", {}),
        ("background:url(x.gif)", {}),
        ("color:red;line-height:12pt;;", {}),
        ("nonsense", {}),
        (":;:;", {}),
        ("", {}),
    ],
)
def test_a_declaration_says(style, expected):
    assert replace(declared(style), size=0.0, scale=1.0) == Declared(**expected)


@pytest.mark.parametrize(
    ("style", "size", "scale"),
    [
        ("font-size:12pt", 16, 1),
        ("font-size:LARGE", 18, 1),
        ("font:bold 10pt/12pt Times", 40 / 3, 1),
        ("font-size:1rem", 16, 1),
        ("font-size:1.5em", 0, 1.5),
        ("font-size:150%", 0, 1.5),
        ("font:bold 80%/120% Arial", 0, 0.8),
        ("font-size:larger", 0, 1.2),
        ("font-size:inherit", 0, 1),
        ("font-size:0%", 0, 1),
        ("font-size:9999em", 0, 1),
        ("line-height:20pt", 0, 1),
    ],
)
def test_a_declaration_says_how_large_letters_are(style, size, scale):
    """In pixels, or as a multiple of those around."""
    says = declared(style)
    assert (says.size, says.scale) == pytest.approx((size, scale))


@pytest.mark.parametrize(
    ("style", "above", "below"),
    [
        ("border-bottom:1px solid #000", Border.NONE, Border.SINGLE),
        ("border-bottom:3px double black", Border.NONE, Border.DOUBLE),
        ("border-top:1pt solid windowtext;border-bottom:2.25pt double", Border.SINGLE, Border.DOUBLE),
        ("border:1px solid", Border.SINGLE, Border.SINGLE),
        ("border:1px solid;border-top:none", Border.NONE, Border.SINGLE),
        ("border-bottom:0px solid", Border.NONE, Border.NONE),
        ("border-bottom:solid 0.0pt", Border.NONE, Border.NONE),
        ("border-bottom:solid .5pt", Border.NONE, Border.SINGLE),
        ("border-bottom:hidden", Border.NONE, Border.NONE),
        ("border-bottom:solid rgb(0, 0, 0) 1px", Border.NONE, Border.SINGLE),
        ("border-bottom:rgb(0,0,0) 1px", Border.NONE, Border.NONE),
        ("border-bottom-style:double", Border.NONE, Border.DOUBLE),
        ("border-style:solid none double none", Border.SINGLE, Border.DOUBLE),
        ("border-style:solid;border-width:0 0 1px 0", Border.NONE, Border.SINGLE),
        ("border-bottom:1px solid;border-bottom-width:0", Border.NONE, Border.NONE),
        ("border-left:1px solid", Border.NONE, Border.NONE),
        ("border-bottom:1px solid;border:none", Border.NONE, Border.NONE),
        ("border-bottom:thin solid", Border.NONE, Border.SINGLE),
        ("border-bottom:1px solid;border-bottom-width:thin", Border.NONE, Border.SINGLE),
        ("border-bottom:1px solid transparent", Border.NONE, Border.NONE),
        ("border-bottom:White 1pt solid;border-top:1pt solid #ffffff03", Border.NONE, Border.NONE),
        ("border-bottom:1px solid;border-bottom-color:#FFFFFF", Border.NONE, Border.NONE),
        ("border-bottom:1px solid #fff000", Border.NONE, Border.SINGLE),
        ("border-bottom:1px solid rgb(255, 255, 255)", Border.NONE, Border.NONE),
        ("border-bottom:1px solid rgb(255, 255, 0)", Border.NONE, Border.SINGLE),
        ("border-bottom:1px solid #000000", Border.NONE, Border.SINGLE),
        ("border-collapse:collapse", Border.NONE, Border.NONE),
    ],
)
def test_a_border_is_a_rule(style, above, below):
    said = declared(style)
    assert (said.above, said.below) == (above, below)
    assert said.ruled == (above is not Border.NONE or below is not Border.NONE)


@pytest.mark.parametrize(
    ("colour", "band"),
    [
        ("#cceeff", True),
        ("lightgrey", True),
        ("rgb(204, 238, 255)", True),
        ("rgba(204,238,255,1.0)", True),
        ("white", False),
        ("#FFF", False),
        ("#ffffff", False),
        ("FFFFFF", False),
        ("rgb(255, 255, 255)", False),
        ("rgba(255,255,255,1)", False),
        ("rgba(0, 0, 0, 0)", False),
        ("transparent", False),
        ("#ffffff none repeat scroll", False),
        ("", False),
    ],
)
def test_a_band_is_a_colour_that_is_seen(colour, band):
    assert is_shade(colour) is band


def test_alignment_is_read_from_attributes_too():
    assert alignment(" CENTER ") is Align.CENTER
    assert alignment("middle") is Align.CENTER
    assert alignment("char") is Align.RIGHT
    assert alignment("bottom") is None


def test_an_empty_declaration_is_always_the_same_nothing():
    assert declared("x") is NOTHING
    assert declared("  ;  ") is NOTHING


def test_a_long_declaration_is_read_but_not_kept():
    """The texts of a hostile page do not stay in memory when the page is gone."""
    style = "font-weight:bold;" + "color:red;" * 1000
    assert declared(style) == Declared(bold=True)
    assert declared(style) is not declared(style)
    assert declared("font-weight:bold") is declared("font-weight:bold")


@pytest.mark.parametrize(
    ("attribute", "size"),
    [
        ("4", 18), (" 7 ", 48), ("99", 48), ("0", 10), ("+2", 24), ("-9", 10),
        ("", 0), ("+", 0), ("+-3", 0), ("--3", 0), ("3-", 0), ("²", 0), ("1.5", 0), ("9" * 5000, 0), ("large", 0),
    ],
)  # fmt: skip
def test_the_size_of_a_font_tag_is_one_of_seven(attribute, size):
    """Alone or as steps from the usual one; what is no number says nothing."""
    assert font_size(attribute) == size
