"""XML is read strictly, or after one repair that loses nothing, or not at all; nothing is fetched or expanded."""

from __future__ import annotations

import pytest

from viewer.forms.node import DEEPEST
from viewer.forms.parse import parse_xml


def values(content: bytes) -> list[tuple[str, str]]:
    root = parse_xml(content).root
    assert root is not None
    return [(node.name, node.text) for node in root.walk() if node.text]


def test_names_are_without_namespaces_and_attributes_are_values():
    parsed = parse_xml(
        b'<n:a xmlns:n="http://x/y" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:schemaLocation="z"><n:b c="1"> 2 </n:b></n:a>'
    )
    assert parsed.namespace == "http://x/y"
    assert not parsed.damage
    assert [(node.name, node.text) for node in parsed.root.walk()] == [("a", ""), ("b", "2"), ("@c", "1")]


def test_a_value_and_the_marks_of_footnotes_are_their_parents():
    parsed = parse_xml(b'<a><t><value>5</value><footnoteId id="F1"/><footnoteId id="F2"/></t></a>')
    (node,) = parsed.root.children
    assert (node.text, node.marks, list(node.children)) == ("5", ("F1", "F2"), [])


def test_several_values_stay_where_they_are():
    assert values(b"<a><t><value>5</value><value>6</value></t></a>") == [("value", "5"), ("value", "6")]


def test_text_beside_elements_keeps_its_place():
    assert values(b"<a>one <b>two</b> three</a>") == [("a", "one"), ("b", "two"), ("", "three")]


@pytest.mark.parametrize(
    "content",
    [
        b"<r><a>1</a\n<b>2</b></r>",
        b"<r><a>1</a><b>2</b",
        b"<r><a>1</a><b>2</b>",
        b"<a>1</a><b>2</b>",
        b"<XML>\n<?xml version='1.0'?><r><a>1</a><b>2</b></r>\n</XML>",
        b"<r><a>1</a><b>2</r>",
    ],
)
def test_cut_and_unclosed_elements_are_repaired_and_told(content):
    """EDGAR has accepted end tags without their closing bracket."""
    parsed = parse_xml(content)
    assert parsed.damage
    assert values(content) == [("a", "1"), ("b", "2")]


def test_the_wrapper_of_an_envelope_is_no_element():
    assert parse_xml(b"<XML>\n<r><a>1</a></r>\n</XML>").root.name == "r"


def test_blank_lines_before_the_declaration_are_no_damage():
    parsed = parse_xml(b'\n\n <?xml version="1.0"?><a>1</a>')
    assert not parsed.damage
    assert parsed.root.text == "1"


def test_damage_has_its_place_in_the_document():
    parsed = parse_xml(b"\n<r>\n<a>1</b></r>")
    assert (parsed.offset, parsed.line) == (13, 2)


def test_bare_signs_and_names_of_characters_are_what_they_are_in_a_page():
    assert values(b"<r><a>Pumps & Valves&nbsp;Inc</a><b>3 < 4 &gt; 2</b></r>") == [
        ("a", "Pumps & Valves\xa0Inc"),
        ("b", "3 < 4 > 2"),
    ]


def test_what_a_repair_would_lose_makes_the_document_unreadable():
    assert parse_xml(b"<r><a>1</a><b lost words <c>2</c></r>").root is None


@pytest.mark.parametrize("content", [b"", b"words", b"<a", b"\x00\x01", b"{}"])
def test_what_is_no_xml_is_told(content):
    parsed = parse_xml(content)
    assert parsed.damage
    assert parsed.root is None or not any(node.text for node in parsed.root.walk())


def test_bytes_are_read_as_they_declare_and_as_browsers_read_them_where_that_is_wrong():
    assert values('<?xml version="1.0" encoding="ISO-8859-2"?><a>Łódź</a>'.encode("iso-8859-2")) == [
        ("a", "Łódź")
    ]
    assert values("<a>Łódź</a>".encode("utf-16")) == [("a", "Łódź")]
    assert values(b"<?xml version='1.0' encoding='ASCII'?><a>\x93caf\xe9\x94</a>") == [("a", "“café”")]
    assert values(b"<a>it&#146;s</a>") == [("a", "it’s")]


def test_entities_are_neither_expanded_nor_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read")
    content = (
        f'<!DOCTYPE r [<!ENTITY own "expanded"><!ENTITY file SYSTEM "{secret.as_uri()}">]>'
        '<r a="&own;">&own; &file;</r>'
    )
    parsed = parse_xml(content.encode())
    assert "entities" in parsed.damage
    assert values(content.encode()) == [("r", "&own; &file;"), ("@a", "&own;")]


def test_a_billion_laughs_stay_one():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    parsed = parse_xml(f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]><r>&l11;</r>'.encode())
    assert parsed.root.text == "&l11;"


def test_a_document_type_that_names_a_file_elsewhere_is_left_alone():
    parsed = parse_xml(b'<!DOCTYPE r SYSTEM "http://example.invalid/r.dtd"><r>1</r>')
    assert parsed.root.text == "1"


@pytest.mark.parametrize("levels", [DEEPEST + 2, 3_000, 100_000])
def test_elements_nested_too_deeply_are_not_read(levels):
    parsed = parse_xml(b"<a>" * levels + b"1" + b"</a>" * levels)
    assert parsed.root is None
    assert "deep" in parsed.damage


def test_elements_as_deep_as_forms_are_read():
    assert values(b"<a>" * 40 + b"1" + b"</a>" * 40) == [("a", "1")]


def test_many_attributes_are_all_read_and_those_of_the_schema_left_out():
    many = " ".join(f'a{at}="{at}"' for at in range(500))
    parsed = parse_xml(
        f'<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="t" {many}/>'.encode()
    )
    assert [(node.name, node.text) for node in parsed.root.children] == [
        (f"@a{at}", str(at)) for at in range(500)
    ]
