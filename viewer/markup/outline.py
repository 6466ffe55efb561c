"""The cleaned tree to its outline: Parts and Items, articles and sections, captions, each with its block.

A heading is a short block that its own markup or wording sets apart: a real heading, a line in bold or capitals, a
Part, Item, Article or Section by its number. Lines of a table of contents (they link, or end in a page number) and
sentences are none. A heading that a link of the document points at is preferred to its repetitions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from viewer.markup.tree import Align, Block, BlockKind, Line, Row, Run, Tree

_LONGEST = 160
_PART = re.compile(r"PART\s+(IV|I{1,3})\b[.,:\s–—-]*", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:PART\s+(?P<part>IV|I{1,3})\b[.,:\s–—-]*)?"
    r"ITEMS?\s*(?:NO\.?\s*)?(?P<number>\d{1,2}(?:\.\d{2}|[A-K](?![a-z]))?)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:ARTICLE|CHAPTER)\s+(?:[IVXLC]+|\d{1,3})\b", re.IGNORECASE)
_SECTION = re.compile(r"(?:SECTION|§)\s*\d{1,3}(?:\.\d{1,3})*\b|\d{1,2}\.\d{1,2}\.?\s+[A-Z]", re.IGNORECASE)
_PROPOSAL = re.compile(r"PROPOSAL\s+(?:NO\.?\s*)?\d{1,2}\b", re.IGNORECASE)
_NOTE = re.compile(r"NOTE\s+\d{1,2}\b", re.IGNORECASE)
_SIGNATURES = re.compile(r"SIGNATURES?", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"[\s.]{2,}(?:[A-Z]-)?\d{1,4}$|\t\d{1,4}$")
_COVER = re.compile(
    r"\(|UNITED STATES$|SECURITIES AND EXCHANGE|WASHINGTON,|FORM \S+$|DATE OF REPORT|REGISTRANT|COMMISSION FILE"
    r"|PURSUANT TO|CURRENT REPORT|SCHEDULE 1[34]|EXHIBIT \d|.*\d{5}$",
    re.IGNORECASE,
)
_TITLE_PAGE = 4
_NO_TITLE = re.compile(
    r"[\W\d_]*|\(?(?:continued|unaudited|mark one|in thousands.*|in millions.*|or)\)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the outline: its words, its depth from 1, and the number of the block (or row) it stands in."""

    title: str
    level: int
    block: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A block or row that may be a heading: its words, its markup, and whether a link points at it."""

    block: int
    text: str
    bold: bool
    centred: bool
    level: int
    linked: bool


def outline(tree: Tree) -> tuple[Heading, ...]:
    """Return the headings of a document in reading order; none where nothing can be told for certain."""
    every = list(_lines(tree))
    lines = [line for line in every if _may_be_heading(line)]
    items = _items(lines)
    if len(items) >= 2 or any(_PART.match(heading.title) for heading in items):
        return tuple(items)
    articles = list(_articles(lines))
    numbered = [
        heading for heading in articles if _ARTICLE.match(heading.title) or _SECTION.match(heading.title)
    ]
    return tuple(items or (articles if len(numbered) > 3 else _captions(every)))


def _lines(tree: Tree) -> Iterator[_Line]:
    """Yield the blocks, and the rows of layout tables, as lines that may be headings."""
    targets = {run.href[1:].lower() for run in _runs(tree) if run.href.startswith("#")}
    linked = False
    for block in tree.blocks:
        linked = linked or any(name.lower() in targets for name in block.anchors)
        if block.table is not None:
            for row in block.table.rows if len(block.table.rows) <= 3 else ():
                yield _row_line(row, linked)
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM) and not block.furniture:
            yield _block_line(block, linked)
        elif block.kind in (BlockKind.PAGE_BREAK, BlockKind.RULE):
            continue
        linked = False


def _runs(tree: Tree) -> Iterator[Run]:
    for block in tree.blocks:
        yield from block.runs
        for row in block.table.rows if block.table else ():
            for cell in row.cells:
                for line in cell.lines:
                    yield from line


def _block_line(block: Block, linked: bool) -> _Line:
    text = f"{block.marker} {block.text}".strip() if block.kind is BlockKind.ITEM else block.text
    links = any(run.href.startswith("#") for run in block.runs)
    words = "" if links else " ".join(text.split())
    level = block.level if block.kind is BlockKind.HEADING else 0
    return _Line(block.id, words, _is_bold(block.runs), block.align is Align.CENTER, level, linked)


def _row_line(row: Row, linked: bool) -> _Line:
    runs = tuple(run for cell in row.cells for line in cell.lines for run in line)
    text = " ".join(" ".join(cell.text.split()) for cell in row.cells)
    page = len(row.cells) > 1 and row.cells[-1].text.strip().isdigit()
    words = "" if page or any(run.href.startswith("#") for run in runs) else text
    return _Line(row.id, words, _is_bold(runs), False, 0, linked)


def _is_bold(runs: Line) -> bool:
    """Whether all words are set in bold or underlined."""
    marked = [run.style.bold or run.style.underline for run in runs if any(map(str.isalpha, run.text))]
    return bool(marked) and all(marked)


def _may_be_heading(line: _Line) -> bool:
    text = line.text
    if not 2 <= len(text) <= _LONGEST or _PAGE_AT_END.search(text) or _NO_TITLE.fullmatch(text):
        return False
    return not (text.endswith((",", ";")) or "____" in text)


def _is_set_apart(line: _Line) -> bool:
    letters = [letter for letter in line.text if letter.isalpha()]
    return bool(line.level) or line.bold or (len(letters) > 3 and line.text.upper() == line.text)


# Reports: Parts and Items


def _items(lines: list[_Line]) -> list[Heading]:
    """Return the Parts and Items; of a number that comes twice in a Part, the one linked to, else the last."""
    found: dict[tuple[str, str], tuple[int, Heading, bool]] = {}
    part = ""
    for place, line in enumerate(lines):
        item, alone = _ITEM.match(line.text), _PART.match(line.text)
        if not (item or alone) or not (
            _is_set_apart(line) or (item and _reads_as_title(line.text, item.end()))
        ):
            continue
        named = (item and item["part"]) or (alone and alone[1]) or ""
        part = named.upper() or part
        key = (part, item["number"].upper() if item else "")
        known = found.get(key)
        if known is None or line.linked or not known[2]:
            title = _titled(lines, place, item.end() if item else 0)
            found[key] = (place, Heading(title, 2 if item else 1, line.block), line.linked)
    return [heading for _, heading, _ in sorted(found.values(), key=lambda each: each[0])]


def _reads_as_title(text: str, end: int) -> bool:
    """Whether what follows the number of an Item in plain letters is a title and no sentence."""
    rest = text[end:].strip(" .:–—-")
    return (
        len(rest) < 90 and rest[:1].isupper() and not re.search(r"\b(?:of|in) (?:this|our|the)\b|[.;] ", rest)
    )


def _titled(lines: list[_Line], place: int, end: int) -> str:
    """Return the words of a heading; where the number stands alone, with the title from the line below."""
    text = lines[place].text
    if end and not text[end:].strip(" .:–—-") and place + 1 < len(lines):
        below = lines[place + 1]
        if below.block - lines[place].block <= 2 and _is_set_apart(below) and not _ITEM.match(below.text):
            return f"{text} {below.text}"
    return text


# Contracts and others


def _articles(lines: list[_Line]) -> Iterator[Heading]:
    for place, line in enumerate(lines):
        article = _ARTICLE.match(line.text)
        if article and _is_set_apart(line):
            yield Heading(_titled(lines, place, article.end()), 1, line.block)
        elif _SECTION.match(line.text) and (_is_set_apart(line) or line.linked):
            yield Heading(line.text, 2, line.block)
        elif _SIGNATURES.fullmatch(line.text) and _is_set_apart(line):
            yield Heading(line.text, 1, line.block)


def _captions(lines: list[_Line]) -> list[Heading]:
    """Return the lines that the document's own links point at, or else those that markup sets apart and centres.

    Words that come three times are running heads.
    """
    often = Counter(line.text for line in lines)
    places = [
        place
        for place, line in enumerate(lines)
        if _may_be_heading(line)
        and _is_set_apart(line)
        and often[line.text] < 3
        and not _COVER.match(line.text)
    ]
    apart = [lines[place] for place in _without_title_pages(places)]
    linked = [line for line in apart if line.linked]
    if len(linked) > 2:
        return [Heading(line.text, 1, line.block) for line in linked]
    found = []
    for line in apart:
        if line.level or _PROPOSAL.match(line.text) or _NOTE.match(line.text):
            found.append(Heading(line.text, min(line.level or 1, 3), line.block))
        elif line.centred and line.bold and not line.text.endswith((".", ":")):
            found.append(Heading(line.text, 1, line.block))
    return found


def _without_title_pages(places: list[int]) -> Iterator[int]:
    """Yield the places that do not stand in a run of so many that it is a title page."""
    run: list[int] = []
    for place in (*places, -1):
        if run and place != run[-1] + 1:
            yield from run if len(run) < _TITLE_PAGE else ()
            run = []
        run.append(place)
