"""A document and a format to the bytes of its export; the window and the command line give the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.errors import UnrenderableError
from viewer.export.formats import DELIMITERS, TABLES, Format, TableOptions
from viewer.export.front_matter import front_matter
from viewer.export.pictures import (
    picture_documents,
    picture_name,
    pictures_beside,
    with_pictures_beside,
    with_pictures_inside,
)
from viewer.figures import DataTable, data_tables

if TYPE_CHECKING:
    from viewer.render.delimited import GridOptions
    from viewer.rendition import Filing, Rendition, TextOptions
    from viewer.submission.model import Document, Submission


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of an export: its name, without a folder, and its bytes."""

    name: str
    content: bytes


def exported(
    filing: Filing,
    submission: Submission,
    document: Document,
    fmt: Format,
    options: TextOptions | None = None,
    tables: TableOptions | None = None,
) -> bytes:
    """Return the document in the wished format: text as UTF-8, `RAW` as the payload's own bytes.

    `options` set a text, and of a Markdown its page furniture and headings; `tables` say which are wanted, and how.
    Several tables in one CSV or TSV stand one below the other, each under a line with its title, parted by a blank one.

    Raises `UnrenderableError` for what cannot be read as text, such as a picture, and for a document without tables
    where tables are wanted.
    """
    if fmt is Format.RAW:
        return filing.payload(document).content
    if fmt is Format.JSONL:
        from viewer.json_lines import json_lines

        return "".join(json_lines(filing, submission, document)).encode("utf-8")
    rendition = filing.rendition(document)
    if rendition.notice:
        raise UnrenderableError(rendition.notice)
    if fmt in TABLES:
        return _tables(submission, document, rendition, fmt, tables or TableOptions())
    if fmt is Format.HTML:
        pictures = picture_documents(submission, rendition.tree)
        text = with_pictures_inside(rendition.html(), filing, pictures)
    elif fmt is Format.TEXT:
        text = rendition.text(options).text
    else:
        matter = front_matter(submission, document, rendition.payload)
        pictures = picture_documents(submission, rendition.tree)
        made = rendition.markdown(options.furniture, options.headings) if options else rendition.markdown()
        text = f"{matter}\n{with_pictures_beside(made.text, submission, pictures)}"
    return _encoded(text.rstrip("\n") + "\n")


def pieces(
    filing: Filing,
    submission: Submission,
    document: Document,
    fmt: Format,
    name: str,
    options: TextOptions | None = None,
    tables: TableOptions | None = None,
) -> Iterator[Piece]:
    """Yield the files of an export whose own name is `name`: the document, then the pictures beside a Markdown.

    Of CSV and TSV there is one file for each table, `NAME_table-1.csv`, unless one table alone is wanted.
    """
    if fmt in DELIMITERS and not (tables and tables.number):
        yield from _table_pieces(filing.rendition(document), fmt, name, tables or TableOptions())
        return
    yield Piece(name, exported(filing, submission, document, fmt, options, tables))
    if fmt is Format.MARKDOWN:
        pictures = picture_documents(submission, filing.rendition(document).tree)
        for picture, content in pictures_beside(filing, submission, pictures):
            yield Piece(picture, content)


def piece_names(
    filing: Filing, submission: Submission, document: Document, fmt: Format, name: str
) -> Iterator[str]:
    """Yield the names of the files that `pieces` makes, without making them; raises what it raises."""
    if fmt in (Format.RAW, Format.JSONL):
        yield name
        return
    rendition = filing.rendition(document)
    if fmt in TABLES:
        tables = _wanted(rendition, 0)
        yield from (table_name(name, each.number) for each in tables) if fmt in DELIMITERS else (name,)
        return
    if rendition.notice:
        raise UnrenderableError(rendition.notice)
    yield name
    if fmt is Format.MARKDOWN:
        pictures = picture_documents(submission, rendition.tree).values()
        yield from dict.fromkeys(picture_name(submission, each) for each in pictures)


def table_name(name: str, number: int) -> str:
    """Return the name of the file of one table of a document.

    >>> table_name("release.csv", 2)
    'release_table-2.csv'
    """
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}_table-{number}{dot}{suffix}"


def tables_of(rendition: Rendition) -> tuple[DataTable, ...]:
    """Return the data tables of a document, named by its captions and its outline."""
    return data_tables(rendition.tree, rendition.outline)


def _wanted(rendition: Rendition, number: int) -> tuple[DataTable, ...]:
    """Return the tables that are wanted; raise where there is none."""
    if rendition.notice:
        raise UnrenderableError(rendition.notice)
    found = tables_of(rendition)
    if not found:
        raise UnrenderableError(f"{rendition.name} holds no table of data.")
    if number > len(found):
        count = f"{len(found)} table{'' if len(found) == 1 else 's'}"
        raise UnrenderableError(f"{rendition.name} holds {count} of data; there is no table {number}.")
    return found[number - 1 : number] if number else found


def _table_pieces(rendition: Rendition, fmt: Format, name: str, options: TableOptions) -> Iterator[Piece]:
    for table in _wanted(rendition, 0):
        yield Piece(table_name(name, table.number), _encoded(table_text(table, fmt, options.grid)))


def _tables(
    submission: Submission, document: Document, rendition: Rendition, fmt: Format, options: TableOptions
) -> bytes:
    wanted = _wanted(rendition, options.number)
    if fmt is Format.XLSX:
        from viewer.export.workbook import workbook

        return workbook(submission, document, wanted, options.grid)
    texts = [table_text(table, fmt, options.grid) for table in wanted]
    if len(wanted) > 1:
        texts = [f"{_title_line(table, fmt)}\n{text}" for table, text in zip(wanted, texts, strict=True)]
    return _encoded("\n".join(texts))


def table_text(table: DataTable, fmt: Format, options: GridOptions | None = None) -> str:
    """Return the values of one table as lines of `CSV` or `TSV`."""
    from viewer.render.delimited import render_delimited

    return render_delimited(table.grid(), table.unit, DELIMITERS[fmt], options)


def _title_line(table: DataTable, fmt: Format) -> str:
    from viewer.render.delimited import delimited_line

    return delimited_line([f"Table {table.number}", table.title], DELIMITERS[fmt])


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
