"""Words of a document and their citation to what is pasted elsewhere: plain text, Markdown and HTML.

The words stay as they are in the document; what is added is the citation below them, with the document's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from viewer.render.escape import escaped

if TYPE_CHECKING:
    from viewer.citation import Citation

_COLUMNS = re.compile(r"\S {3,}\S|^ {3,}\S", re.MULTILINE)
_DIGIT = re.compile(r"\d")
_FENCE = re.compile(r"`{3,}")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`words` of a document (cells of a table parted by tabs), the `marked` words in HTML, and where they come from.

    Without words it is the citation alone; without marked words the HTML is made of the plain ones.
    """

    citation: Citation
    words: str = ""
    marked: str = ""

    @property
    def text(self) -> str:
        """The words, and the citation in a paragraph below them."""
        words = self.words.strip("\n")
        return f"{words}\n\n{self.citation.text}\n" if words else self.citation.text

    @property
    def markdown(self) -> str:
        """The words as a block quotation that ends with the citation; tables as tables, columns of spaces kept."""
        words = self.words.strip("\n")
        if not words:
            return self.citation.markdown
        lines = [*_markdown_lines(words), "", f"— {self.citation.markdown}"]
        return "".join(f"> {line}".rstrip() + "\n" for line in lines)

    @property
    def html(self) -> str:
        """The words as a block quotation, and the citation in a paragraph below it."""
        words = self.words.strip("\n")
        if not words:
            return self.citation.html
        return f"<blockquote>{self.marked or _html(words)}</blockquote>\n<p>— {self.citation.html}</p>\n"


def _markdown_lines(words: str) -> Iterator[str]:
    if _is_in_columns(words):
        fence = "`" * max((len(found) + 1 for found in _FENCE.findall(words)), default=3)
        yield from (fence, *words.split("\n"), fence)
        return
    lines = [line for line in words.split("\n") if line.strip()]
    first = True
    for is_row, group in groupby(lines, lambda line: "\t" in line):
        found = list(group)
        for paragraph in (found,) if is_row else ([line] for line in found):
            if not first:
                yield ""
            first = False
            yield from _table(paragraph) if is_row else (escaped(paragraph[0].strip()),)


def _table(lines: list[str]) -> Iterator[str]:
    """Yield a table of Markdown; one whose first row holds figures and no headings has an empty heading."""
    rows = [line.split("\t") for line in lines]
    columns = max(map(len, rows))
    if rows[0][0].strip() and _DIGIT.search("".join(rows[0][1:])):
        rows.insert(0, [])
    for number, row in enumerate(rows):
        cells = [escaped(cell.strip(), starts_line=False).replace("|", r"\|") for cell in row]
        yield f"| {' | '.join(cells + [''] * (columns - len(cells)))} |"
        if not number:
            yield f"|{' --- |' * columns}"


def _html(words: str) -> str:
    if _is_in_columns(words):
        return f"<pre>{escape(words)}</pre>"
    return "".join(f"<p>{escape(line.strip())}</p>" for line in words.split("\n") if line.strip())


def _is_in_columns(words: str) -> bool:
    """Whether words stand in columns made by spaces, which only a fixed font keeps."""
    return _COLUMNS.search(words) is not None
