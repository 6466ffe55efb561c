"""Paragraphs in a font of fixed width to text as typed, where the blanks between their words make columns.

Statements were written so by programs that turned plain text to HTML: a paragraph or a line of one for each line of
the text, its columns set with non-breaking spaces. Lines of prose are those of one paragraph again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.markup.inline import BREAK, Piece, spelled
from viewer.markup.plain import clean_plain
from viewer.markup.tree import Block, BlockKind, Run, Table

if TYPE_CHECKING:
    from viewer.markup.draft import Draft
    from viewer.markup.look import Look

# Pixels of a letter of 10 points, by which what is set in by its style becomes blanks.
_LETTER = 8.0
_WIDEST = 110
# How many lines without columns may stand between two that have them: a stub over several lines, a heading.
_BETWEEN = 8
_FAR_IN = " " * 16
# Letters of a line that is full, and by how many the first line of a paragraph is set in more, or less, than others.
_FULL, _HANGING = 42, 10
_FEWEST = 2
_PLAIN = 20
_PARAGRAPH = BlockKind.PARAGRAPH
_FOLDED = re.compile(r"[ \t\n\r\f]+")
_TWICE = re.compile(r"  +")
_AT_EDGES = re.compile(r" ?\n ?")
_RULE = re.compile(r"[-=_ ]*(?:-{3,}|={3,}|_{3,})[-=_ ]*")
_MARKER = re.compile(r"(?:\S{1,3}|\(?[\w.]{1,6}[.):]+)")
_ITEM = re.compile(r"\(?(?:\d{1,3}|[ivxlc]{1,5}|[A-Za-z]{1,2})[.)]|[•*o–-]", re.IGNORECASE)
_FIGURE = re.compile(r"[($]*\s*(?:\d[\d,.]*|-{1,3}|[–—])[)%]*")
# Blanks within a line that part words further than a sentence does.
_COLUMNS = re.compile(r"(?<=[^\s.:?!])[ \xa0]{3,}(?=\S)|(?<=\S)\t")


def typed(pieces: Sequence[Piece], looks: Sequence[Look], after_blank: bool) -> str:
    """Return the lines of a paragraph with their blanks as a browser draws them; nothing where it holds more than text.

    A blank line before the paragraph is kept.
    """
    parts: list[str] = []
    for piece, look in zip(pieces, looks, strict=True):
        if not isinstance(piece, str) or not look.typewritten or look.href or look.heading:
            return ""
        parts.append("\n" if piece == BREAK else _FOLDED.sub(" ", spelled(piece, look)))
    text = _AT_EDGES.sub("\n", _TWICE.sub(" ", "".join(parts))).strip(" ").removesuffix("\n")
    first = looks[0]
    inset = " " * round(max(0.0, first.indent + first.hanging) / _LETTER)
    lines = [line.rstrip() for line in text.replace("\xa0", " ").split("\n")]
    return "\n" * after_blank + "\n".join(inset + line if line else "" for line in lines)


def are_set_out(pieces: Iterable[Piece]) -> bool:
    """Whether blanks set out words in columns, in text as typed."""
    text = "".join(piece for piece in pieces if isinstance(piece, str)).replace(BREAK, "\n")
    return _COLUMNS.search(text) is not None


def broken(pieces: list[Piece], looks: list[Look]) -> tuple[list[Piece], list[Look]]:
    """Return pieces of text as typed with their line feeds as breaks."""
    done: list[Piece] = []
    set_in: list[Look] = []
    for piece, look in zip(pieces, looks, strict=True):
        lines: list[Piece] = [*piece.split("\n")] if isinstance(piece, str) else [piece]
        for place, line in enumerate(lines):
            done += [BREAK, line] if place else [line]
            set_in += [look, look] if place else [look]
    return done, set_in


def as_typed(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with each stretch of columns as one of preformatted text, lines of prose as those of one."""
    if not any(draft.typed for draft in drafts):
        return list(drafts)
    done: list[Draft] = []
    start = 0
    while start < len(drafts):
        end = _stretch(drafts, start) if drafts[start].typed else start
        if end > start:
            heads = _heads(done)
            stretch = [*done[len(done) - heads :], *drafts[start:end]]
            del done[len(done) - heads :]
            done.append(_joined(stretch))
            start = end
        else:
            done.append(drafts[start])
            start += 1
    return list(_flowing(done))


def _flowing(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield drafts, lines of prose that were typed as paragraphs each as the lines of the one that they are."""
    drafts = list(drafts)
    widths = (len(draft.typed) for draft in drafts if "\n" not in draft.typed)
    width = max((each for each in widths if each <= _WIDEST), default=0)
    paragraph: list[Draft] = []
    last = ""
    for draft in drafts:
        if paragraph and _goes_on(last, draft, len(paragraph), width):
            paragraph.append(draft)
            last = draft.typed
            continue
        if paragraph:
            yield _one_paragraph(paragraph)
        paragraph, last = [draft], draft.typed.strip("\n")
    if paragraph:
        yield _one_paragraph(paragraph)


def _one_paragraph(drafts: Sequence[Draft]) -> Draft:
    """Return the first of the drafts with the lines and the names of all."""
    first, *others = drafts
    if others:
        first.runs = (*first.runs, *(run for draft in others for run in (Run("\n"), *draft.runs)))
        first.anchors = tuple(name for draft in drafts for name in draft.anchors)
    return first


def _goes_on(line: str, draft: Draft, lines: int, width: int) -> bool:
    """Whether a full line of prose, one of `lines` so far, goes on in a draft: no blank between, set in as it is.

    Behind the end of a sentence it does where the first word below had no room in it, the lines being `width` long.
    """
    below = draft.typed
    if not below or not line or below[0] == "\n" or "\n" in line + below or draft.kind is not _PARAGRAPH:
        return False
    words, more = line.strip(), below.strip()
    inset = abs((len(line) - len(line.lstrip())) - (len(below) - len(below.lstrip())))
    if len(words) < _FULL or len(line) > _WIDEST or inset > (_HANGING if lines == 1 else 1):
        return False
    first, (mark, *said) = more.split(None, 1)[0], words.split(None, 1)
    if _ITEM.fullmatch(mark):
        words = said[0] if said else ""
    if _ITEM.fullmatch(first) or _has_columns(words) or _has_columns(below):
        return False
    return more[:1].islower() or words[-1] not in ".:;" or len(line) + len(first) >= width


def is_plain_text(text: str) -> bool:
    """Whether preformatted text is a plain text that was put into a page: it is long, or has columns of figures."""
    return text.count("\n") >= _PLAIN or _figures(text) >= _FEWEST


def set_out(text: str, number: int, anchors: tuple[str, ...]) -> Iterator[Block]:
    """Yield the blocks of a text as typed, numbered from `number` on; the names go to the first."""
    for block in clean_plain("\n" + text).blocks:
        table = block.table
        if table is not None:
            rows = tuple(row._replace(id=number + 1 + place) for place, row in enumerate(table.rows))
            table = Table(table.columns, rows, table.layout)
        yield block._replace(id=number, anchors=anchors, table=table)
        number += 1 + (len(table.rows) if table is not None else 0)
        anchors = ()


def _stretch(drafts: Sequence[Draft], start: int) -> int:
    """Return where the columns end that begin at `start`; `start` itself where none do."""
    if not _has_columns(drafts[start].typed):
        return start
    end, figures = start, 0
    for place in range(start, len(drafts)):
        text = drafts[place].typed
        if not text or place - end > _BETWEEN or any(len(line) > _WIDEST for line in text.split("\n")):
            break
        if _has_columns(text):
            end = place + 1
            figures += _figures(text)
    return end if figures >= _FEWEST else start


def _heads(drafts: Sequence[Draft]) -> int:
    """Return how many of the last drafts are heads over columns: lines set far in, with no blank line behind them."""
    count = 0
    while count < min(len(drafts), _BETWEEN):
        text = drafts[-1 - count].typed
        lines = text.strip("\n").split("\n")
        if not text or not all(line.startswith(_FAR_IN) and len(line) <= _WIDEST for line in lines):
            break
        count += 1
        if text.startswith("\n"):
            break
    return count


def _joined(drafts: Iterable[Draft]) -> Draft:
    """Return one draft with the lines of several."""
    drafts = list(drafts)
    first = drafts[0]
    text = "\n".join(draft.typed for draft in drafts).strip("\n")
    anchors = tuple(name for draft in drafts for name in draft.anchors)
    return replace(
        first, kind=BlockKind.PREFORMATTED, runs=(Run(text),), anchors=anchors, indent=0.0, typed=""
    )


def _has_columns(text: str) -> bool:
    """Whether some line has a gap between its words that is more than the room behind a marker, or is a rule."""
    return any(_RULE.fullmatch(line) or len(_columns(line)) > 1 for line in text.split("\n"))


def _figures(text: str) -> int:
    """Return how many lines have a figure in their last column."""
    columns = map(_columns, text.split("\n"))
    return sum(len(parts) > 1 and _FIGURE.fullmatch(parts[-1]) is not None for parts in columns)


def _columns(line: str) -> list[str]:
    """Return what stands between the gaps of a line; a marker goes with the words behind it."""
    parts = re.split(r" {2,}", line.strip())
    return (
        parts[1:]
        if len(parts) > 1 and _MARKER.fullmatch(parts[0]) and not _FIGURE.fullmatch(parts[0])
        else parts
    )
