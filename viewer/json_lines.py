"""A document to JSON lines for programs: a line for its submission, for itself, for each block and each data table.

What the fields are is said in `resources/json-lines.schema.json` and, for readers, in `docs/json-lines.md`. Lines are
ASCII, so that nothing in a filing can be taken for the end of one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from viewer.citation import address, central_index_key
from viewer.figures import DataTable, Value, data_tables
from viewer.markup.tree import Block, BlockKind

if TYPE_CHECKING:
    from viewer.rendition import Filing, Rendition
    from viewer.submission.model import Document, Field, Problem, Submission

VERSION = 1
"""Of the form of the lines; it grows when a field changes its meaning or goes away."""

Record = dict[str, Any]
_Places = Mapping[int, tuple[int, int]]


def json_lines(filing: Filing, submission: Submission, document: Document) -> Iterator[str]:
    """Yield the lines of one document, each with its line feed."""
    for record in records(filing, submission, document):
        yield json.dumps(record, separators=(",", ":")) + "\n"


def records(filing: Filing, submission: Submission, document: Document) -> Iterator[Record]:
    """Yield the records of one document in reading order; a table stands behind the block it is."""
    yield _submission(submission)
    rendition = filing.rendition(document)
    yield _document(submission, document, rendition)
    places = {place.block: (place.start, place.end) for place in rendition.text().places}
    levels = {heading.block: heading.level for heading in rendition.outline if heading.block}
    tables = {table.block: table for table in data_tables(rendition.tree, rendition.outline)}
    for block in rendition.tree.blocks:
        yield _block(document, block, places, levels.get(block.id, 0))
        if block.id in tables:
            yield _table(document, tables[block.id], places)


def header_fields(fields: Sequence[Field]) -> list[Record]:
    """Return a header tree in file order: a name with a value, or with fields of its own.

    A loop and no recursion, for how deep it goes is the file's choice.
    """
    top: list[Record] = []
    waiting = [(fields, top)]
    while waiting:
        level, into = waiting.pop()
        for field in level:
            if field.is_group:
                below: list[Record] = []
                into.append({"name": field.name, "fields": below})
                waiting.append((field.fields, below))
            else:
                into.append({"name": field.name, "value": field.value or ""})
    return top


def document_fields(document: Document) -> Record:
    """Return what the filing says of a document, its place, from 1, and its kind."""
    return {
        "number": document.number,
        "type": document.type,
        "sequence": document.sequence,
        "filename": document.filename,
        "description": document.description,
        "kind": document.kind.value,
    }


def problem_fields(problems: Iterable[Problem]) -> list[Record]:
    """Return problems with their places in the file: byte offset from 0, line from 1."""
    return [
        {"code": each.code, "offset": each.offset, "line": each.line, "message": each.message}
        for each in problems
    ]


def _submission(submission: Submission) -> Record:
    return {
        "record": "submission",
        "version": VERSION,
        "form": submission.form.value,
        "accession_number": submission.accession_number,
        "type": submission.type,
        "company": submission.company,
        "cik": central_index_key(submission),
        "filed": submission.filing_date,
        "period": submission.period,
        "header": header_fields(submission.header),
    }


def _document(submission: Submission, document: Document, rendition: Rendition) -> Record:
    payload = rendition.payload
    return {
        "record": "document",
        **document_fields(document),
        "offset": document.text.start,
        "end": document.text.end,
        "size": payload.size,
        "sha256": payload.sha256,
        "address": address(submission, document),
        "notice": rendition.notice,
        "problems": problem_fields(rendition.problems),
    }


def _block(document: Document, block: Block, places: _Places, heading: int) -> Record:
    record: Record = {
        "record": "block",
        "document": document.number,
        "id": block.id,
        "kind": "layout" if block.table is not None and block.table.layout else block.kind.value,
        **_span(block, places),
        "text": block.said,
    }
    extra = {
        "heading": heading or (block.level if block.kind is BlockKind.HEADING else 0),
        "level": block.level if block.kind is BlockKind.ITEM else 0,
        "marker": block.marker,
        "furniture": block.furniture,
        "pictures": [run.picture.source for run in block.runs if run.picture],
    }
    return {**record, **{name: value for name, value in extra.items() if value}}


def _span(block: Block, places: _Places) -> Record:
    """Return the characters that a block is in the text export; of a table, from its first row to its last."""
    ids = [row.id for row in block.table.rows] if block.table is not None else [block.id]
    found = [places[each] for each in ids if each in places]
    return {"start": found[0][0], "end": found[-1][1]} if found else {"start": None, "end": None}


def _table(document: Document, table: DataTable, places: _Places) -> Record:
    grid = table.grid()
    return {
        "record": "table",
        "document": document.number,
        "number": table.number,
        "block": table.block,
        "page": table.page,
        "title": table.title,
        "unit": table.unit,
        "caption": list(table.caption),
        "header_blocks": list(grid.header),
        "columns": [{"heading": column.heading, "notes": list(column.notes)} for column in grid.columns],
        "rows": [
            {
                "block": row.block,
                "level": row.level,
                "start": places[row.block][0] if row.block in places else None,
                "end": places[row.block][1] if row.block in places else None,
                "cells": [None if value is None else _cell(value) for value in row.values],
            }
            for row in grid.rows
        ],
    }


def _cell(value: Value) -> Record:
    record: Record = {"kind": value.kind.value, "text": value.text}
    if value.number is not None:
        whole = value.number == value.number.to_integral_value()
        record["number"] = int(value.number) if whole else float(value.number)
    if value.day is not None:
        record["day"] = value.day.isoformat()
    extra = {"currency": value.currency, "suffix": value.suffix, "notes": list(value.notes)}
    return {**record, **{name: each for name, each in extra.items() if each}}
