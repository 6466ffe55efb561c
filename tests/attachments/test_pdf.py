"""The words of PDF documents, page by page; damage, passwords, actions and pictures of pages are told."""

from __future__ import annotations

import io

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from viewer.attachments import pdf
from viewer.markup.tree import BlockKind
from viewer.reader import Context
from viewer.render.text import render_text
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import read

CONTEXT = Context("letter.pdf", start=12, line=3)


def written(pages, change=None, font=None):
    """Return a PDF document of pages of lines."""
    writer = pypdf.PdfWriter()
    face = DictionaryObject(
        font
        or {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(612, 792)
        shown = "".join(f"BT /F1 12 Tf 72 {720 - 30 * n} Td ({line}) Tj ET\n" for n, line in enumerate(lines))
        stream = StreamObject()
        stream.set_data(shown.encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): face})}
        )
    if change:
        change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def read_document(content):
    return read(Payload(Kind.PDF, content), CONTEXT)


LETTER = written([["Dear Ms. Lake:", "The mill is sold."], ["Sincerely,"]])


def test_pages_are_lines_parted_by_page_breaks():
    found = read_document(LETTER)
    assert not found.problems
    assert [block.kind for block in found.tree.blocks].count(BlockKind.PAGE_BREAK) == 1
    words = render_text(found.tree).text
    assert (
        words.index("Dear Ms. Lake:")
        < words.index("The mill is sold.")
        < words.index("─")
        < words.index("Sincerely,")
    )


def test_pages_that_are_pictures_are_told():
    found = read_document(written([[], []]))
    assert found.notice == "letter.pdf is a PDF document of 2 pages without text: its pages are pictures."


def test_a_password_is_told():
    found = read_document(written([["secret"]], lambda writer: writer.encrypt("open", algorithm="RC4-128")))
    assert "password" in found.notice
    assert not found.tree.blocks


def test_a_document_that_is_only_kept_from_changes_is_read():
    found = read_document(
        written([["open to all"]], lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))
    )
    assert "open to all" in render_text(found.tree).text


def test_scripts_files_and_actions_are_told_and_not_run():
    def change(writer):
        empty = DictionaryObject({NameObject("/Names"): ArrayObject()})
        writer._root_object[NameObject("/Names")] = DictionaryObject(
            {NameObject("/JavaScript"): empty, NameObject("/EmbeddedFiles"): empty}
        )
        writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
        )

    found = read_document(written([["words"]], change))
    (problem,) = found.problems
    assert (problem.code, problem.offset, problem.line) == ("pdf-actions", 12, 3)
    for what in ("run when it is opened", "scripts", "files"):
        assert what in problem.message
    assert "words" in render_text(found.tree).text


def test_fonts_without_a_table_of_letters_are_told():
    font = {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type0"),
        NameObject("/Encoding"): NameObject("/Identity-H"),
        NameObject("/BaseFont"): NameObject("/Signs"),
        NameObject("/DescendantFonts"): ArrayObject(
            [
                DictionaryObject(
                    {
                        NameObject("/Type"): NameObject("/Font"),
                        NameObject("/Subtype"): NameObject("/CIDFontType2"),
                        NameObject("/BaseFont"): NameObject("/Signs"),
                    }
                )
            ]
        ),
    }
    found = read_document(written([["\\\\000A\\\\000B"]], font=font))
    assert [problem.code for problem in found.problems] == ["pdf-pages-letters"]


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n%%EOF",
        LETTER[:400],
        LETTER.replace(b"/Root", b"/Rout"),
        LETTER.replace(b"/Kids", b"/Kidz"),
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R>>",
    ],
)
def test_damage_is_a_sentence(content):
    found = read_document(content)
    assert found.notice or found.tree.blocks


def test_more_pages_than_the_bound_are_told(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    found = read_document(written([["one"], ["two"], ["three"]]))
    assert "three" not in render_text(found.tree).text
    assert "last one page" in render_text(found.tree).text
    assert found.tree.left_out


def test_a_page_that_takes_too_long_is_left_and_told(monkeypatch):
    """The clock is looked at within a page too: what it shows may hold forms that hold forms."""
    clock = iter(range(1000))
    monkeypatch.setattr(pdf, "_SECONDS", 5.0)
    monkeypatch.setattr(pdf.time, "monotonic", lambda: float(next(clock)))
    found = read_document(written([["a", "b", "c", "d", "e", "f"], ["never looked at"]]))
    assert [problem.code for problem in found.problems] == ["pdf-pages-unread"]
    assert "last one page" in render_text(found.tree).text


def test_a_page_of_too_much_is_left_and_told(monkeypatch):
    monkeypatch.setattr(pdf, "_LARGEST_PAGE", 200)
    found = read_document(written([["word " * 100], ["short"]]))
    assert [problem.code for problem in found.problems] == ["pdf-pages-unread"]
    assert "short" in render_text(found.tree).text
