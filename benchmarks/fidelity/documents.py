"""Files to the HTML documents in them: where each is, and its renderings as they are exported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks._filings import opened
from benchmarks.fidelity import worse
from benchmarks.fidelity.browser import shown
from benchmarks.fidelity.damage import IN_MARKDOWN, IN_TEXT
from benchmarks.fidelity.judge import Figures, judged
from benchmarks.fidelity.written import read_markdown, read_text
from viewer.errors import UnrenderableError
from viewer.export import Format, exported
from viewer.rendition import Filing
from viewer.submission.model import Kind

# Reports that the SEC's own program makes of the facts of a filing.
GENERATED = re.compile(r"(?:^|[_-])R\d+\.html?$")
_READERS = {Format.TEXT: read_text, Format.MARKDOWN: read_markdown}
_DAMAGES = {Format.TEXT: IN_TEXT, Format.MARKDOWN: IN_MARKDOWN}


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
        """Return its text and its Markdown, as they are exported; empty ones where there is nothing to read."""
        with Filing.open(self.path) as filing:
            submission = filing.submissions[self.submission]
            document = submission.documents[self.document]
            try:
                made = {fmt: exported(filing, submission, document, fmt) for fmt in _READERS}
            except UnrenderableError:  # there is nothing to read
                return dict.fromkeys(_READERS, "")
        return {fmt: content.decode("utf-8") for fmt, content in made.items()}

    def judged(self) -> dict[Format, Figures]:
        """Return what each rendering keeps of what the browser, asked before, shows."""
        page = shown(self.markup())
        return {fmt: judged(page, _READERS[fmt](words)) for fmt, words in self.renderings().items()}

    def noticed(self) -> list[tuple[str, bool]]:
        """Damage each rendering once in each way; return the kinds of damage, and whether any figure became worse."""
        page, random = shown(self.markup()), Random(str(self))
        found = []
        for fmt, words in self.renderings().items():
            whole = judged(page, _READERS[fmt](words))
            for kind, damage in _DAMAGES[fmt].items():
                damaged = damage(words, random)
                if damaged is not None and damaged != words:
                    after = judged(page, _READERS[fmt](damaged))
                    found.append((f"{fmt.value}: {kind}", bool(worse(whole, after))))
        return found


def html_documents(paths: Iterable[Path]) -> Iterator[Exhibit]:
    """Yield the HTML documents of files; one that does not open is told."""
    for path, filing in opened(paths):
        for place, submission in enumerate(filing.submissions):
            for number, document in enumerate(submission.documents):
                if document.kind is Kind.HTML and not GENERATED.search(document.filename):
                    yield Exhibit(path, place, number, document.filename)
