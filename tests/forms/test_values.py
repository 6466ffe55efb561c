"""No value of a form is lost: each stands in the text, in Markdown and in the page."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.forms.reading import GOLDEN, leaves, named_anew, read, real_forms, renderings

FORMS = [(path.parent.name, path.read_bytes()) for path in sorted(GOLDEN.glob("form-*/exhibit.xml"))]
REAL = real_forms()
_BOXES = {"0", "1", "true", "false", "Y", "N"}
_WORD = re.compile(r"\w+")
_SKIPPED = pytest.mark.skipif(not REAL, reason="the folder of real filings is absent")


def _missing(words: list[str], rendering: str) -> set[str]:
    return set(words) - set(_WORD.findall(rendering))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0])
def test_every_value_of_a_made_up_form_stands_in_each_rendering(form):
    content, words = named_anew(form[1])
    assert words
    for name, rendering in renderings(read(content).tree).items():
        assert not _missing(words, rendering), name


@_SKIPPED
def test_every_value_of_real_forms_stands_in_each_rendering():
    for name, filed in REAL:
        content, words = named_anew(filed)
        tree = read(content).tree
        for kind, rendering in renderings(tree).items():
            assert not _missing(words, rendering), (name, kind)


@_SKIPPED
def test_every_word_of_real_forms_stands_in_the_text_as_often_as_it_was_filed():
    """Yes and no may stand there as a box; a footnote's name as its number."""
    for name, filed in REAL:
        root = etree.fromstring(filed.strip(), etree.XMLParser(huge_tree=True))
        wanted = Counter(
            word
            for _, attribute, value in leaves(root)
            if value.strip() not in _BOXES and attribute != "id"
            for word in _WORD.findall(value)
        )
        text = renderings(read(filed).tree)["text"]
        assert not wanted - Counter(_WORD.findall(text)), name


@_SKIPPED
def test_the_folder_of_real_filings_holds_forms_of_many_kinds():
    """The tests above are worth nothing if no forms are found."""
    assert len(REAL) > 30


_NAMES = st.sampled_from(
    [
        "value",
        "footnoteId",
        "securityTitle",
        "nonDerivativeTable",
        "infoTable",
        "formData",
        "a",
        "item",
        "headerData",
    ]
)


@st.composite
def _elements(draw, depth=0):
    """Draw an element: its name, its own value, an attribute or none, and the elements in it."""
    inner = draw(st.lists(_elements(depth + 1), max_size=4)) if depth < 3 else []
    return draw(_NAMES), draw(st.booleans()), draw(st.booleans()), inner


def _written(element, words: list[str]) -> str:
    name, speaks, has_attribute, inner = element
    said, attribute = "", ""
    if has_attribute:
        words.append(f"word{len(words)}x")
        attribute = f' kind="{words[-1]}"'
    if speaks:
        words.append(f"word{len(words)}x")
        said = words[-1]
    return f"<{name}{attribute}>{said}{''.join(_written(each, words) for each in inner)}</{name}>"


@settings(max_examples=40)
@given(
    st.sampled_from(["ownershipDocument", "edgarSubmission", "informationTable", "unheardOf"]),
    st.lists(_elements(), max_size=5),
)
def test_no_value_of_any_document_is_lost(root, elements):
    words: list[str] = []
    content = f"<{root}>{''.join(_written(each, words) for each in elements)}</{root}>"
    done = read(content)
    assert not done.problems
    if words:
        for name, rendering in renderings(done.tree).items():
            assert not _missing(words, rendering), name


@given(st.binary(max_size=300))
def test_no_bytes_raise(content):
    read(content)


@given(
    st.integers(0, len(FORMS) - 1),
    st.integers(0, 10_000),
    st.sampled_from([b"", b"<", b">", b"&", b"\x00", b"</"]),
)
def test_no_damage_raises(form, place, damage):
    content = FORMS[form][1]
    place %= len(content)
    read(content[:place] + damage + content[place + 7 :])
    read(content[:place])
