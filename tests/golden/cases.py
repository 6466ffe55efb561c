"""The golden cases: exhibits written for this project, and what a reader is to get of each.

A case is a folder beside this file: `exhibit.htm` (or `exhibit.txt`, plain text, or `exhibit.xml`, a form) and one
expected file for each rendering. An expected file is frozen once somebody has read it and found it right; `python -m
tests.golden` writes the frozen ones anew after a change that was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from viewer.rendition import Rendition
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import Context

HERE = Path(__file__).parent
EXPECTED = ("exhibit.expected.txt", "exhibit.expected.md", "page.expected.html")
KINDS = {"exhibit.htm": Kind.HTML, "exhibit.txt": Kind.TEXT, "exhibit.xml": Kind.XML}


class Case(NamedTuple):
    """One exhibit, and the folder of its expected renderings."""

    name: str
    exhibit: Path
    kind: Kind

    def frozen(self) -> Iterator[Path]:
        """Yield the expected files there are."""
        yield from (path for name in EXPECTED if (path := self.exhibit.with_name(name)).exists())


def cases(folder: Path = HERE) -> list[Case]:
    """Return the cases in `folder`, in order of their names."""
    found = [path for path in sorted(folder.glob("*/exhibit.*")) if path.name in KINDS]
    return [Case(path.parent.name, path, KINDS[path.name]) for path in found]


def rendered(case: Case) -> dict[str, str]:
    """Return the renderings of a case by the names of their expected files."""
    name = case.exhibit.name
    rendition = Rendition(Payload(case.kind, case.exhibit.read_bytes(), name), Context(name))
    text, markdown, page = EXPECTED
    return {text: rendition.text().text, markdown: rendition.markdown().text, page: body(rendition.html())}


def body(page: str) -> str:
    """Return what stands between the body tags of a page; the rest is the style sheet's business."""
    match = re.search(r"<body>\n(.*)\n</body>", page, re.DOTALL)
    assert match, "the page has no body"
    return match[1] + "\n"
