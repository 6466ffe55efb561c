"""Made-up filings with the interface of `viewer.rendition.Filing`, and what tests do again and again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from types import SimpleNamespace
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog

from viewer.errors import UnreadableFileError
from viewer.submission.model import Document, Field, Form, Kind, Problem, Span, Submission

if TYPE_CHECKING:
    import threading
    from pathlib import Path

FILING = """<SEC-DOCUMENT>0009999999-24-000001.txt : 20240117
<SEC-HEADER>0009999999-24-000001.hdr.sgml : 20240117
ACCESSION NUMBER:		0009999999-24-000001
CONFORMED SUBMISSION TYPE:	8-K
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>acme8k.htm
<TEXT>
{}
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""
GIF = (
    b"GIF89a\x02\x00\x02\x00\x80\x00\x00\xff\x00\x00\x00\x00\xff,\x00\x00\x00\x00\x02\x00\x02\x00\x00\x02\x03D\x02"
    b"\x05\x00;"
)


@dataclass
class Rendering:
    text: str
    places: tuple = ()
    folds: tuple = ()


@dataclass
class Rendition:
    words: str
    page: str | None = None
    problems: tuple = ()
    notice: str = ""
    wait: threading.Event | None = None

    @property
    def payload(self):
        return SimpleNamespace(size=len(self.words), content=self.words.encode(), kind=Kind.TEXT)

    @property
    def tree(self):
        return SimpleNamespace(blocks=(), pictures=lambda: ())

    outline = ()

    def coverage(self):
        count = len(self.words.split())
        return SimpleNamespace(visible=count, kept=count, missing=(), left_out=(), share=1.0)

    def html(self) -> str:
        if self.wait:
            self.wait.wait(60)
        body = "".join(
            f'<p data-b="{n}">{escape(line)}</p>' for n, line in enumerate(self.words.split("\n"), 1)
        )
        return (
            self.page
            or f'<!doctype html><html lang="en"><head><title>x</title></head><body>{body}</body></html>'
        )

    def text(self, options=None) -> Rendering:
        places, start = [], 0
        for number, line in enumerate(self.words.split("\n"), 1):
            places.append(SimpleNamespace(start=start, end=start + len(line), block=number))
            start += len(line) + 1
        return Rendering(self.words, tuple(places))


@dataclass
class Filing:
    path: Path
    submissions: tuple[Submission, ...]
    renditions: dict[int, Rendition] = field(default_factory=dict)
    closed: bool = False
    forgotten: int = 0

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def source(self):
        return SimpleNamespace(path=self.path, name=self.path.name, size=100_000)

    def rendition(self, document: Document) -> Rendition:
        return self.renditions.get(document.number) or Rendition(
            f"The words of {document.filename}.\nAnd more."
        )

    def picture(self, submission: Submission, name: str):
        found = next((d for d in submission.documents if d.filename.lower() == name.lower()), None)
        return SimpleNamespace(content=GIF, kind=Kind.IMAGE) if found and found.kind is Kind.IMAGE else None

    def main_document(self, submission: Submission) -> Document | None:
        return submission.documents[0] if submission.documents else None

    def forget(self) -> None:
        self.forgotten += 1

    def close(self) -> None:
        self.closed = True


def document(number: int, kind: str, name: str, description: str = "", size: int = 11_000) -> Document:
    suffix = name.rsplit(".", 1)[-1]
    what = {"htm": Kind.HTML, "txt": Kind.TEXT, "gif": Kind.IMAGE, "xml": Kind.XML, "zip": Kind.ZIP}.get(
        suffix, Kind.OTHER
    )
    span = Span(number * 100_000, number * 100_000 + size)
    return Document(number, kind, str(number), name, description, span, span, what)


DOCUMENTS = (
    document(1, "8-K", "acme8k.htm", "CURRENT REPORT"),
    document(2, "EX-10.1", "lease.htm", "LEASE AGREEMENT"),
    document(3, "EX-99.1", "press.htm", "PRESS RELEASE"),
    document(4, "GRAPHIC", "logo.gif"),
    document(5, "EX-101.SCH", "acme.xml", "XBRL SCHEMA"),
    document(6, "XML", "R1.htm", "IDEA: XBRL DOCUMENT"),
)


def company(name: str) -> Field:
    """Return the header group of a filer."""
    inside = (Field("COMPANY CONFORMED NAME", name), Field("CENTRAL INDEX KEY", "0009999999"))
    return Field("FILER", None, (Field("COMPANY DATA", None, inside),))


HEADER = (
    Field("ACCESSION NUMBER", "0009999999-24-000001"),
    Field("CONFORMED SUBMISSION TYPE", "8-K"),
    Field("CONFORMED PERIOD OF REPORT", "20240115"),
    Field("FILED AS OF DATE", "20240117"),
    company("ACME WIDGETS CORP"),
)
CUT = Problem("truncated", 28_100, 812, "This file ends in the middle of document 6 (R1.htm).")


def submission(documents=DOCUMENTS, header=HEADER, problems=()) -> Submission:
    return Submission(Form.SEC_DOCUMENT, Span(0, 1), header, tuple(documents), tuple(problems))


class Opener:
    """Stands for `Filing.open`: answers with the filing registered for a path, else with the usual one."""

    def __init__(self) -> None:
        self.filings: dict[str, Filing] = {}
        self.opened: list[Path] = []
        self.wait: threading.Event | None = None

    def __call__(self, path: Path) -> Filing:
        self.opened.append(path)
        if self.wait:
            self.wait.wait(60)
        if path.name.startswith("missing"):
            raise UnreadableFileError(f"There is no file {path.name}.")
        return self.filings.get(path.name) or Filing(path, (submission(),))


WAIT = 60_000  # milliseconds until a test gives up; it goes on as soon as what it waits for is so


def show(qtbot, window, path: Path) -> None:
    """Open `path` in `window` and wait until its main document is there on both sides."""
    awaited = [
        (window.document_view.html_pane.loaded, "the page is loaded"),
        (window.reading.text_ready, "the text is there"),
    ]
    with qtbot.waitSignals(awaited, timeout=WAIT):
        window.open(path)
    view = window.document_view
    qtbot.waitUntil(lambda: view.text_pane.is_filled, timeout=WAIT)
    if view.html_pane.view.isVisible():
        draw(qtbot, view.html_pane.view)


def settle(qtbot, window, *, idle: bool = True) -> None:
    """Wait until nothing goes on: no work (but where not `idle`), no text being broken anew, no page being drawn."""
    view, is_still = window.document_view, False
    text, tasks = view.text_pane, window.tasks

    def rests() -> bool:
        works = idle and any(each.running or each.waiting for each in tasks._channels.values())
        breaks = text._width_timer.isActive() or not text._filling.is_over
        return not (works or breaks or view.linked._timer.isActive())

    while not is_still:
        qtbot.waitUntil(rests, timeout=WAIT)
        pane = view.html_pane
        if pane.view is not None and pane.view.isVisible() and pane._requests.is_heard:
            stand_still(qtbot, pane.view)
        qtbot.wait(1)
        is_still = rests()


def stand_still(qtbot, view) -> None:
    """Wait until a page was drawn twice with the same place on top."""
    before, now = "", None
    while before != now:
        before, now = now, draw(qtbot, view)


def draw(qtbot, view) -> str:
    """Wait until a page was drawn; return how far it is scrolled."""
    frame = "requestAnimationFrame(() => { globalThis.drawn = String([scrollX, scrollY]) })"
    ask(qtbot, view, f"globalThis.drawn = ''; {frame}; 1")
    qtbot.waitUntil(lambda: bool(ask(qtbot, view, "globalThis.drawn ?? 'gone'")), timeout=WAIT)
    return ask(qtbot, view, "String(globalThis.drawn)")


def ask(qtbot, view, script: str):
    """Return what a script of ours, in its own world, learns of the page in a view."""
    said = []
    view.page().runJavaScript(script, 1, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT)
    return said[0]


def print_dialog(qtbot, window) -> QPrintDialog:
    """Return the system's own dialog of printers, once it is seen."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QPrintDialog)), timeout=WAIT)
    return next(each for each in window.findChildren(QPrintDialog) if each.isVisible())


def page_words(qtbot, window) -> str:
    """Return what the page on screen says, as the engine sets it."""
    return words_of(qtbot, window.document_view.html_pane.view)


def words_of(qtbot, view) -> str:
    """Return what the page in a view says. The engine's own `toPlainText` says nothing before it has painted."""
    return ask(qtbot, view, "document.body?.innerText ?? ''")


def page_answer(qtbot, window, script: str):
    """Return what a script of ours, in its own world, learns of the page of a window."""
    return ask(qtbot, window.document_view.html_pane.view, script)


def page_value(qtbot, window, script: str):
    """Return what a script says on the page, as a value."""
    return json.loads(page_answer(qtbot, window, f"JSON.stringify({script})"))


def scroll(qtbot, window, line: int) -> None:
    """Scroll the text, and wait until the page is there too."""

    def is_there() -> bool:
        if window.document_view.text_pane.verticalScrollBar().value() != line:
            window.document_view.text_pane.verticalScrollBar().setValue(line)
        return page_answer(qtbot, window, "String(filingLink.top()[0])") == str(line + 1)

    qtbot.waitUntil(is_there, timeout=WAIT)
