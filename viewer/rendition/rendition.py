"""One payload to its tree, HTML, text, Markdown, source, headings and facts, each made when it is first asked for."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from viewer.beginning import beginning, first_blocks
from viewer.markup.parse import readable
from viewer.markup.tree import BlockKind
from viewer.render.places import TextRendering
from viewer.render.text import Headings, TextOptions, render_text
from viewer.resources import resource
from viewer.submission.encoding import decode
from viewer.submission.model import Kind, Problem
from viewer.trees import Context, Read, facts_of, outline_of, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.markup.coverage import Coverage
    from viewer.markup.outline import Heading
    from viewer.markup.tree import Tree
    from viewer.render.carried import Span
    from viewer.render.copied import CopiedTable
    from viewer.submission.payload import Payload
    from viewer.xbrl.fact import Fact

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

    def markdown(self, furniture: bool = True, headings: Headings = Headings.ROWS) -> TextRendering:
        """Return the Markdown, with page `furniture` or without; kept unless `headings` are joined."""
        from viewer.render.markdown import render_markdown

        if headings is not Headings.ROWS:
            return render_markdown(self.tree, self._ranks(), furniture, headings)
        with self._lock:
            if furniture not in self._markdowns:
                self._markdowns[furniture] = render_markdown(self.tree, self._ranks(), furniture)
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
