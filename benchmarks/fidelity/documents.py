"""Files to the HTML documents in them: where each is, and its renderings as they are exported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.fidelity.browser import shown
from benchmarks.fidelity.judge import Figures, judged
from benchmarks.fidelity.written import read_markdown, read_text
from viewer.errors import UnrenderableError, ViewerError
from viewer.export import Format, exported
from viewer.rendition import Filing
from viewer.submission.model import Kind

SHARED = Path(__file__).resolve().parents[3] / "shared"
_SUFFIXES = (".txt", ".nc", ".htm", ".html")
# Reports that the SEC's own program makes of the facts of a filing.
_GENERATED = re.compile(r"(?:^|[_-])R\d+\.html?$")
_READERS = {Format.TEXT: read_text, Format.MARKDOWN: read_markdown}


class Exhibit(NamedTuple):
    """One HTML document: its file, and the places of its submission and of itself in it, from 0."""

    path: Path
    submission: int
    document: int
    name: str

    def __str__(self) -> str:
        return f"{self.path.name} {self.document + 1} {self.name}"

    def markup(self) -> bytes:
        """Return its markup as filed."""
        with Filing.open(self.path) as filing:
            return filing.payload(filing.submissions[self.submission].documents[self.document]).content

    def renderings(self) -> dict[Format, str]:
        """Return its text and its Markdown, as they are exported."""
        with Filing.open(self.path) as filing:
            submission = filing.submissions[self.submission]
            document = submission.documents[self.document]
            return {fmt: exported(filing, submission, document, fmt).decode("utf-8") for fmt in _READERS}

    def judged(self) -> dict[Format, Figures]:
        """Return what each rendering keeps of what the browser, asked before, shows."""
        page = shown(self.markup())
        try:
            renderings = self.renderings()
        except UnrenderableError:  # there is nothing to read
            renderings = dict.fromkeys(_READERS, "")
        return {fmt: judged(page, _READERS[fmt](words)) for fmt, words in renderings.items()}


def shared_files() -> list[Path]:
    """Return the real filings that lie beside the project, if they do."""
    folders = [folder for name in ("corpus", "documents") if (folder := SHARED / name).is_dir()]
    return sorted(path for folder in folders for path in folder.iterdir() if path.suffix in _SUFFIXES)


def html_documents(paths: Iterable[Path]) -> Iterator[Exhibit]:
    """Yield the HTML documents of files; one that does not open is told."""
    for path in paths:
        try:
            filing = Filing.open(path)
        except ViewerError as error:
            print(f"{path.name}: {error}")
            continue
        with filing:
            for place, submission in enumerate(filing.submissions):
                for number, document in enumerate(submission.documents):
                    if document.kind is Kind.HTML and not _GENERATED.search(document.filename):
                        yield Exhibit(path, place, number, document.filename)
