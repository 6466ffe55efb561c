"""A page or a Markdown text to one whose pictures are at hand: inside the page, or files beside the text."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import TYPE_CHECKING

from viewer.export.names import safe_name
from viewer.submission.kind import picture_type
from viewer.submission.model import Kind

if TYPE_CHECKING:
    from viewer.markup.tree import Tree
    from viewer.rendition import Filing
    from viewer.submission.model import Document, Submission

_IN_PAGE = re.compile(r'<img src="([^"]*)"')
_IN_MARKDOWN = re.compile(r"(?<!\\)\]\(<?([^()<>\s]+)>?\)")


def picture_documents(submission: Submission, tree: Tree) -> dict[str, Document]:
    """Return the submission's own documents of the pictures that a tree shows, by the names they are called by."""
    called = [picture.source.rsplit("/", 1)[-1] for picture in tree.pictures()]
    if not called:
        return {}
    own = {
        each.filename.lower(): each
        for each in submission.documents
        if each.kind is Kind.IMAGE and each.filename
    }
    return {name: own[name.lower()] for name in called if name.lower() in own}


def with_pictures_inside(page: str, filing: Filing, pictures: Mapping[str, Document]) -> str:
    """Return a page that holds its pictures itself, as `data:` addresses; others stay names."""
    made: dict[str, str] = {}

    def inside(found: re.Match[str]) -> str:
        name = unescape(found[1])
        document = pictures.get(name)
        if document is None:
            return found[0]
        if name not in made:
            made[name] = _address(filing.payload(document).content) or name
        return f'<img src="{escape(made[name])}"'

    return _IN_PAGE.sub(inside, page) if pictures else page


def _address(content: bytes) -> str:
    """Return the picture as an address, or an empty string where it is none that a browser shows."""
    kind = picture_type(content)
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}" if kind else ""


def with_pictures_beside(markdown: str, submission: Submission, pictures: Mapping[str, Document]) -> str:
    """Return a Markdown text whose pictures are called by the names of the files beside it."""

    def beside(found: re.Match[str]) -> str:
        document = pictures.get(found[1])
        return f"]({picture_name(submission, document)})" if document else found[0]

    return _IN_MARKDOWN.sub(beside, markdown) if pictures else markdown


def picture_name(submission: Submission, document: Document) -> str:
    """Return the file name of a picture beside a text: its own, behind the accession number.

    Filers call their pictures alike, so that those of two submissions would fall together in one folder.
    """
    name = re.sub(r"[^A-Za-z0-9._-]", "_", safe_name(document.filename))
    number = re.sub(r"[^A-Za-z0-9-]", "", submission.accession_number)
    return safe_name(f"{number}_{name}" if number else name)


def pictures_beside(
    filing: Filing, submission: Submission, pictures: Mapping[str, Document]
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each picture that a Markdown text is to have beside it."""
    seen = set()
    for document in pictures.values():
        name = picture_name(submission, document)
        if name not in seen:
            seen.add(name)
            yield name, filing.payload(document).content
