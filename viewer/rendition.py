"""An opened file to what is shown of it: submissions, payloads and, of each document, tree, HTML, text and Markdown.

This is the only join of `submission`, `markup` and `render`. Everything is made when it is asked for and kept in a
cache that is bounded in bytes; all of it may be asked for from any thread.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.beginning import beginning, first_blocks
from viewer.errors import ViewerError
from viewer.markup.outline import Heading
from viewer.markup.parse import readable
from viewer.markup.tree import BlockKind
from viewer.render.places import Place, TextRendering
from viewer.render.text import Tables, TextOptions, render_text
from viewer.resources import resource
from viewer.submission.encoding import decode
from viewer.submission.index import index
from viewer.submission.model import Document, Kind, Problem, Submission
from viewer.submission.payload import Payload, read_payload
from viewer.submission.source import Source
from viewer.trees import Context, Read, facts_of, outline_of, read
from viewer.xbrl.fact import Fact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from viewer.markup.coverage import Coverage
    from viewer.markup.tree import Tree
    from viewer.render.carried import Span
    from viewer.render.copied import CopiedTable

__all__ = ["Fact", "Filing", "Heading", "Place", "Rendition", "Tables", "TextOptions", "TextRendering"]

_CACHE_BYTES = 96 << 20
# A rendition keeps its payload, tree, page and texts: about this many bytes for each byte of the payload.
_BYTES_KEPT = 12
# Any bytes can be read as these; of the others the line is needed on which damage in them is told.
_WITHOUT_DAMAGE = (Kind.HTML, Kind.TEXT)
_NOUNS = {
    Kind.PDF: "a PDF document",
    Kind.SPREADSHEET: "a spreadsheet",
    Kind.ZIP: "a zip archive",
    Kind.OTHER: "of an unknown kind",
}


class Rendition:
    """One payload as tree, HTML, text and Markdown, each made at the first call."""

    def __init__(self, payload: Payload, context: Context) -> None:
        """Render `payload`, of which the submission says what `context` holds."""
        self.payload = payload
        self.context = context
        self._lock = threading.RLock()
        self._read: Read | None = None
        self._html: str | None = None
        self._texts: dict[bool, TextRendering] = {}  # with page furniture and without
        self._markdowns: dict[bool, TextRendering] = {}
        self._source: TextRendering | None = None
        self._coverage: Coverage | None = None
        self._facts: tuple[Fact, ...] | None = None
        self._outline: tuple[Heading, ...] | None = None

    def beginning(self) -> Rendition | None:
        """Return the rendition of the beginning of a large payload, quickly made.

        None where the payload is small, has no place to cut, or was read already. Its blocks are those of the whole
        up to the last, of which the whole may have more.
        """
        content = beginning(self.payload.content, self.payload.kind) if self._read is None else None
        if content is None:
            return None
        made = Rendition(replace(self.payload, content=content, problems=()), self.context)
        blocks = first_blocks(made.tree.blocks, self.payload.kind)
        made._read = Read(replace(made.tree, blocks=blocks))
        return made if blocks else None

    @property
    def name(self) -> str:
        """What to call the document in a sentence."""
        return self.context.name

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Damage in the payload; what its reader met counts once the tree was made."""
        return self.payload.problems + (self._read.problems if self._read else ())

    @property
    def tree(self) -> Tree:
        """The cleaned tree; without blocks where there is nothing to read."""
        return self._what_was_read().tree

    def _what_was_read(self) -> Read:
        with self._lock:
            if self._read is None:
                self._read = read(self.payload, self.context)
            return self._read

    @property
    def notice(self) -> str:
        """A sentence where there is nothing to read, an empty string elsewhere."""
        kind, size = self.payload.kind, f"{max(1, round(self.payload.size / 1000)):,} KB"
        if not self.payload.content.strip():
            return f"{self.name} is empty: the submission holds no text for it."
        if self.tree.blocks and kind is not Kind.IMAGE:
            return ""
        if self._what_was_read().notice:
            return self._what_was_read().notice
        if kind in _NOUNS:
            return f"{self.name} is {_NOUNS[kind]}, {size}; it has no text."
        return f"{self.name} holds no words that a reader would see."

    @property
    def outline(self) -> tuple[Heading, ...]:
        """The headings of the document, in reading order."""
        with self._lock:
            if self._outline is None:
                self._outline = outline_of(self.tree, self.payload, self.context)
            return self._outline

    def html(self) -> str:
        """Return the whole page, with the style sheet in it."""
        from viewer.render.html import render_html

        with self._lock:
            if self._html is None:
                notice = "" if self.tree.blocks else self.notice
                self._html = render_html(self.tree, _stylesheet(), self.name, notice, self._ranks())
            return self._html

    def _ranks(self) -> dict[int, int]:
        """Return the depth of each block that is wholly a heading."""
        return {each.block: each.level for each in self.outline if not (each.missing or each.run_in)}

    def filed_html(self) -> str:
        """Return the page as the filer set it, without what could act or fetch; the clean one where nothing was set."""
        from viewer.render.filed import filed_page, lines_page

        if self.payload.kind is Kind.HTML and self.tree.blocks:
            markup = readable(decode(self.payload.content, Kind.HTML).text)
            return filed_page(markup, self.tree, self.name)
        if self.payload.kind is Kind.TEXT and self.tree.blocks:
            return lines_page(self.tree, self.name)
        return self.html()

    def text(self, options: TextOptions | None = None) -> TextRendering:
        """Return the plain text; it is kept, with page furniture and without, where `options` say nothing else."""
        options = options or TextOptions()
        if options != TextOptions(furniture=options.furniture):
            return render_text(self.tree, options)
        with self._lock:
            if options.furniture not in self._texts:
                self._texts[options.furniture] = render_text(self.tree, options)
            return self._texts[options.furniture]

    def markdown(self, furniture: bool = True) -> TextRendering:
        """Return the Markdown, with page `furniture` or without."""
        from viewer.render.markdown import render_markdown

        with self._lock:
            if furniture not in self._markdowns:
                self._markdowns[furniture] = render_markdown(self.tree, self._ranks(), furniture=furniture)
            return self._markdowns[furniture]

    def source(self) -> TextRendering:
        """Return the payload's text as filed, its line ends apart, and where the blocks of HTML and of text stand."""
        from viewer.render.source import render_source

        with self._lock:
            if self._source is None:
                text = decode(self.payload.content, self.payload.kind).text
                text = text.replace("\r\n", "\n").replace("\r", "\n")
                is_set = self.payload.kind in (Kind.HTML, Kind.TEXT)
                self._source = render_source(text, self.tree) if is_set else TextRendering(text, ())
            return self._source

    def in_markdown(self, spans: Sequence[Span], furniture: bool = True) -> list[Span | None]:
        """Return where the words of spans of the text stand in the Markdown, None for those that do not."""
        from viewer.render.carried import into_markdown

        return into_markdown(spans, self.text(TextOptions(furniture=furniture)), self.markdown(furniture))

    def in_source(self, spans: Sequence[Span], furniture: bool = True) -> list[Span | None]:
        """Return where the words of spans of the text stand in the source, None for those that do not."""
        from viewer.render.carried import into_source

        return into_source(spans, self.text(TextOptions(furniture=furniture)), self.source())

    def copied_table(self, block: int) -> CopiedTable | None:
        """Return for a spreadsheet the table that a block is or is a row of, None where there is none."""
        from viewer.render.copied import copied, table_with

        found = table_with(self.tree, block)
        return copied(found.table) if found is not None and found.table is not None else None

    def page_starts(self) -> tuple[int, ...]:
        """Return the block that each page begins with, of a document whose pages are parted by page breaks."""
        blocks = self.tree.blocks
        breaks = [block.id for block in blocks if block.kind is BlockKind.PAGE_BREAK]
        return (1, *(block + 1 for block in breaks)) if blocks else ()

    def facts(self) -> tuple[Fact, ...]:
        """Return the facts of XBRL in the document, with the blocks they stand in."""
        with self._lock:
            if self._facts is None:
                self._facts = facts_of(self.payload, self.tree, self.context)
            return self._facts

    def coverage(self) -> Coverage:
        """Return how many of the words that a reader would see stand in the text, and what was left out."""
        from viewer.markup.coverage import compared, coverage

        text = self.text().text
        with self._lock:
            if self._coverage is None:
                if self.payload.kind is Kind.HTML:
                    self._coverage = coverage(decode(self.payload.content, Kind.HTML).text, text)
                else:
                    self._coverage = compared(text, text, self.tree.left_out)
            return self._coverage


@lru_cache(maxsize=1)
def _stylesheet() -> str:
    return resource("page.css").read_text("utf-8")


class Filing:
    """One opened file: its source, its submissions, and the renditions of its documents."""

    def __init__(self, source: Source, submissions: tuple[Submission, ...]) -> None:
        """Take an open source and what its index found."""
        self.source = source
        self.submissions = submissions
        self._lock = threading.Lock()
        self._renditions: OrderedDict[Document, Rendition] = OrderedDict()
        self._kept = 0

    @classmethod
    def open(cls, path: Path | str) -> Filing:
        """Open and index the file at `path`; raises `ViewerError` where there is nothing to show."""
        source = Source.open(Path(path))
        try:
            return cls(source, index(source))
        except BaseException:
            source.close()
            raise

    @property
    def name(self) -> str:
        """The file's name."""
        return self.source.name

    def payload(self, document: Document) -> Payload:
        """Return the document's payload, decoded."""
        return read_payload(self.source, document)

    def rendition(self, document: Document) -> Rendition:
        """Return the document's rendition; the ones used last are kept, up to a bound in bytes."""
        with self._lock:
            found = self._renditions.get(document)
            if found is not None:
                self._renditions.move_to_end(document)
                return found
        made = Rendition(self.payload(document), self._context(document))
        with self._lock:
            found = self._renditions.setdefault(document, made)
            if found is made:
                self._kept += made.payload.size * _BYTES_KEPT
            while self._kept > _CACHE_BYTES and len(self._renditions) > 1:
                _, dropped = self._renditions.popitem(last=False)
                self._kept -= dropped.payload.size * _BYTES_KEPT
            return found

    def _context(self, document: Document) -> Context:
        """Return what the submission says about one of its documents."""
        owner = next((each for each in self.submissions if document in each.documents), None)
        form, filed = (owner.type, owner.filing_date) if owner else ("", "")
        start = document.text.start
        line = 1 if document.kind in _WITHOUT_DAMAGE else self.source.line_at(start)
        sibling = partial(self._content, owner)
        return Context(_name(document), document.type, form, filed, start, line, sibling)

    def _content(self, submission: Submission | None, type_: str) -> bytes:
        """Return the content of the first document of a type, nothing where there is none or the file is closed."""
        for document in submission.documents if submission else ():
            if document.type == type_:
                with suppress(ViewerError, OSError, ValueError):
                    return self.payload(document).content
        return b""

    def picture(self, submission: Submission, name: str) -> Payload | None:
        """Return the payload of the submission's picture called `name`, whatever its case, or `None`.

        One that claims a size that no memory can hold is not returned.
        """
        from viewer.attachments.picture import is_shown

        wanted = name.rsplit("/", 1)[-1].lower()
        for document in submission.documents:
            if document.filename.lower() == wanted and document.kind is Kind.IMAGE:
                found = self.payload(document)
                return found if is_shown(found.content) else None
        return None

    def report_names(self, submission: Submission) -> Mapping[str, str]:
        """Return the long names of the submission's generated reports, by their file names in small letters."""
        from viewer.xbrl.summary import report_names

        for document in submission.documents:
            if document.filename.lower() == "filingsummary.xml":
                return report_names(self.payload(document).content)
        return {}

    @staticmethod
    def main_document(submission: Submission) -> Document | None:
        """Return the document to show first: the one of the form's own type, else the first that can be read."""
        readable = [d for d in submission.documents if d.kind in (Kind.HTML, Kind.TEXT, Kind.XML, Kind.PDF)]
        for document in readable:
            if document.type and document.type == submission.type:
                return document
        return next(iter(readable or submission.documents), None)

    def forget(self) -> None:
        """Let go of all renditions that were made; they are made again when they are asked for."""
        with self._lock:
            self._renditions.clear()
            self._kept = 0

    def close(self) -> None:
        """Close the source; renditions that were made stay usable."""
        self.source.close()

    def __enter__(self) -> Filing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _name(document: Document) -> str:
    """Return what to call a document in a sentence."""
    return document.filename or " ".join(filter(None, (f"Document {document.number}", f"({document.type})")))
