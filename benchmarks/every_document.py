"""Every document of every file of a folder to page, text and Markdown: counts by kind, and what was empty or failed.

    python -m benchmarks.every_document [FOLDER ...] [--window]

Without a folder, ../shared/corpus and ../shared/documents. A document without words must have a notice that says why.
With `--window` each document is opened in the window too: its page must show words or a picture, or, of a PDF document,
its pages, and the pane beside it a text or the reason why there is none. Ends with 1 where one failed or was empty
without a reason.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks._filings import FOLDERS, opened

if TYPE_CHECKING:
    from benchmarks._window import Window
    from viewer.rendition import Filing
    from viewer.submission.model import Document

_COLUMNS = ("documents", "with words", "empty with a reason", "empty without", "failed", "with problems")
_IN_WINDOW = ("shown in window", "not shown")
# How many letters the page shows, and one for each picture that could be drawn.
_SEEN = """document.body.innerText.trim().length
    + [...document.images].filter((picture) => picture.naturalWidth).length"""


class _Findings:
    """What is counted by kind of document, and what went wrong."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.slowest: list[tuple[float, str]] = []
        self.wrong: list[str] = []

    def tell(self, columns: tuple[str, ...]) -> None:
        """Print it."""
        print("kind".ljust(12), *(column.rjust(len(column) + 2) for column in columns))
        for kind, count in sorted(self.counts.items()):
            print(kind.ljust(12), *(str(count[column]).rjust(len(column) + 2) for column in columns))
        for seconds, name in sorted(self.slowest, reverse=True)[:8]:
            print(f"{seconds:6.2f} s  {name}")
        print("\n".join(self.wrong))


def main() -> int:
    """Print the counts; return 1 where something went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="*", type=Path, default=FOLDERS)
    parser.add_argument("--window", action="store_true", help="open each document in the window too")
    options = parser.parse_args()
    found = _Findings()
    if not options.window:
        for path, filing in _filings(options.folder):
            for document in _documents(filing):
                _render(found, filing, document, _name(path, document))
        found.tell(_COLUMNS)
        return bool(found.wrong)
    from benchmarks._window import Window

    with tempfile.TemporaryDirectory(prefix="every-document-") as folder:
        window = Window(Path(folder))
        _show_all(found, window, options.folder)
        window.close()
    found.tell((*_COLUMNS, *_IN_WINDOW))
    return bool(found.wrong)


def _filings(folders: list[Path]) -> Iterator[tuple[Path, Filing]]:
    """Return every file that opens; what does not is told."""
    paths = sorted(path for folder in folders for path in folder.iterdir())
    return opened(path for path in paths if path.suffix != ".tsv")


def _documents(filing: Filing) -> Iterator[Document]:
    return (document for submission in filing.submissions for document in submission.documents)


def _name(path: Path, document: Document) -> str:
    return f"{path.name} {document.number} {document.type} {document.filename}"


def _render(found: _Findings, filing: Filing, document: Document, name: str) -> None:
    """Make all renderings of a document."""
    count = found.counts[document.kind.value]
    count["documents"] += 1
    started = time.perf_counter()
    try:
        shown = filing.rendition(document)
        page, text, markdown = shown.html(), shown.text().text, shown.markdown().text
    except Exception:
        found.wrong.append(f"failed: {name}\n{traceback.format_exc()}")
        count["failed"] += 1
        return
    found.slowest.append((time.perf_counter() - started, name))
    count["with words"] += bool(text.strip())
    count["with problems"] += bool(shown.problems)
    if not text.strip():
        count["empty with a reason" if shown.notice else "empty without"] += 1
        if not shown.notice:
            found.wrong.append(f"empty without a reason: {name}")
    if not page or bool(text.strip()) > bool(markdown.strip()):
        found.wrong.append(f"page or Markdown is empty: {name}")


def _show_all(found: _Findings, window: Window, folders: list[Path]) -> None:
    """Open every document in the window, and make its renderings as well."""
    reading = window.window.reading
    failures: list[str] = []
    for failed in (reading.page_failed, reading.text_failed, window.window.filings.open_failed):
        failed.connect(failures.append)
    heard = _Heard(failures)
    logging.getLogger().addHandler(heard)
    for path, filing in _filings(folders):
        if any(_documents(filing)):
            window.open(path)
        for place, submission in enumerate(filing.submissions):
            for number, document in enumerate(submission.documents, 1):
                name = _name(path, document)
                _render(found, filing, document, name)
                failures.clear()
                window.choose(place, number)
                count = found.counts[document.kind.value]
                missing = failures or _missing(window)
                count[_IN_WINDOW[bool(missing)]] += 1
                found.wrong += [f"in the window: {name}: {each}" for each in missing]
        window.window.filings.close()
        window.wait(0.05)


def _missing(window: Window) -> list[str]:
    """Return what of the document chosen is not to be seen in the window."""
    view = window.window.document_view
    missing = []
    if not view.pdf_pane.isVisible() and not window.ask(_SEEN):
        missing.append("the page shows nothing")
    if not view.text_pane.toPlainText().strip():
        missing.append("neither a text nor a reason stands beside the page")
    return missing


class _Heard(logging.Handler):
    """Takes down what the program logs as failed."""

    def __init__(self, failures: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._failures = failures

    def emit(self, record: logging.LogRecord) -> None:
        """Take down one line."""
        self._failures.append(self.format(record))


if __name__ == "__main__":
    sys.exit(main())
