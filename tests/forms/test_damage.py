"""A damaged form is shown as far as it can be trusted, else as its source; the damage is told with its place."""

from __future__ import annotations

from tests.forms.reading import CONTEXT, golden, read
from viewer import forms
from viewer.markup.tree import BlockKind
from viewer.rendition import Rendition
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import Context


def rendition(content: bytes) -> Rendition:
    return Rendition(
        Payload(Kind.XML, content), Context("form4.xml", "4", "4", "2024-03-13", start=1000, line=20)
    )


def test_a_sound_form_has_no_problem_and_an_outline():
    made = rendition(golden("form-4"))
    assert [heading.title for heading in made.outline][:2] == [
        "Form 4: Statement of changes in beneficial ownership of securities",
        "Reporting person: OKONJO MIRA T",
    ]
    assert made.problems == ()


def test_a_cut_end_tag_is_repaired_and_told_with_its_place_in_the_file():
    content = golden("form-4")
    at = content.index(b"</value>") + len(b"</value")
    made = rendition(content[:at] + content[at + 1 :])
    assert made.text().text == rendition(content).text().text
    (problem,) = made.problems
    assert problem.code == "xml-damaged"
    assert problem.message.startswith("form4.xml is damaged XML (")
    assert abs(problem.offset - 1000 - at) < 40
    assert problem.line in (20 + content.count(b"\n", 0, at), 21 + content.count(b"\n", 0, at))


def test_a_form_that_a_repair_would_maim_is_shown_as_its_source():
    content = golden("form-4").replace(b"<issuer>", b"<issuer lost words", 1)
    made = rendition(content)
    assert {block.kind for block in made.tree.blocks} == {BlockKind.PREFORMATTED}
    assert "lost words" in made.text().text
    assert made.problems[0].message.endswith("its source is shown.")


def test_a_form_without_values_is_shown_as_its_source():
    made = rendition(b"<ownershipDocument><issuer/></ownershipDocument>")
    assert made.text().text.strip() == "<ownershipDocument><issuer/></ownershipDocument>"


def test_a_document_too_large_for_a_form_is_told(monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 1000)
    done = read(golden("form-4"), CONTEXT)
    assert not done.tree.blocks
    assert "too large to be set as a form" in done.problems[0].message


def test_a_reference_to_half_a_character_breaks_nothing():
    """A recovering parser makes text of it that is none."""
    content = golden("form-4").replace(b"</value>", b"&#xD800;&#0;</value>", 1)
    made = rendition(content)
    assert made.text().text == rendition(golden("form-4")).text().text
    assert [problem.code for problem in made.problems] == ["xml-damaged"]


def test_records_and_forms_that_say_nothing_are_left_out():
    made = rendition(b"<form><a><b/><c/></a><a><b/><c/></a><a><b>1</b><c>2</c></a></form>")
    tables = [block.table for block in made.tree.blocks if block.table]
    assert all(row.cells for table in tables for row in table.rows)
    assert made.markdown().text
