"""A rendition to what the text pane shows of it: its text, its Markdown, or its source as filed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.submission.encoding import decode
from viewer.submission.model import Kind
from viewer.ui.settings import Writing
from viewer.ui.shown_text import ShownText

if TYPE_CHECKING:
    from viewer.rendition import Place, Rendition, TextRendering
    from viewer.ui.shown_text import Kept
    from viewer.ui.spot import Spot

_BINARY = frozenset((Kind.IMAGE, Kind.PDF, Kind.SPREADSHEET, Kind.ZIP, Kind.OTHER))
_BETWEEN = r"(?:<[^<>]{0,2000}>|&#?\w{1,8};|[^A-Za-z0-9<>&])+"
_WORD = re.compile(r"[A-Za-z0-9]+")
_WORDS = 5  # in a row, enough to find a paragraph by
_PICTURES = "The pages of this document are pictures: there are no words to show as text."
_LINE, _WIDEST = 80, 132  # characters of a line of a plain document, and of its widest tables


@dataclass(frozen=True, slots=True)
class Written:
    """What the pane shows: a text and the places of its blocks, none in the source of what is no document of words.

    `encoding` is that of a source, `begins` the offset in it that the reader is to see first; `notice` stands in
    place of a text where there is none.
    """

    text: ShownText
    places: tuple[Place, ...] = ()
    notice: str = ""
    encoding: str = ""
    begins: int = 0


def text_of(rendition: Rendition, furniture: bool = True) -> TextRendering:
    """Return the plain text of a rendition, with page furniture or without."""
    if furniture:
        return rendition.text()
    from viewer.rendition import TextOptions

    return rendition.text(TextOptions(furniture=False))


def written(
    rendition: Rendition, writing: Writing, columns: int, spot: Spot, furniture: bool = True
) -> Written:
    """Return what to show of a rendition, broken to so many columns; a source begins where `spot` is."""
    if writing is Writing.SOURCE:
        return _source(rendition, columns, spot)
    is_text = writing is Writing.TEXT
    rendering = text_of(rendition, furniture) if is_text else rendition.markdown(furniture)
    kept = kept_spans(rendition, rendering.places, is_text)
    wide = _wide(rendering.text) if is_text and rendition.payload.kind is Kind.TEXT else 0
    notice = "" if any(map(str.isalnum, rendering.text)) else rendition.notice or _wordless(rendition)
    return Written(ShownText.of(rendering.text, columns, kept, wide), rendering.places, notice)


def _wordless(rendition: Rendition) -> str:
    """Return what is said in place of a text that would be rules alone, such as that of scanned pages."""
    has_pictures = next(iter(rendition.tree.pictures()), None) is not None
    return _PICTURES if has_pictures else ""


def _wide(text: str) -> int:
    """Return how many characters the lines of a plain document want side by side; its widest tables want more."""
    return min(max(map(len, text.split("\n"))), _LINE)


def kept_spans(rendition: Rendition, places: tuple[Place, ...], is_text: bool = True) -> list[Kept]:
    """Return the spans of a text that stand in columns: tables with their rules, and lines kept as they are.

    The plain text of a plain document has its lines as filed, unless a whole paragraph was filed as one.
    """
    kept: set[int] = set()
    for block in rendition.tree.blocks:
        if block.table is not None:
            kept.add(block.id)
            kept.update(row.id for row in block.table.rows)
        elif block.kind.value == "preformatted" or (is_text and _is_set(block.filed)):
            kept.add(block.id)
    befores = (0, *(place.end for place in places))
    afters = (*(place.start for place in places[1:]), places[-1].end if places else 0)
    around = zip(befores, places, afters, strict=False)
    return [(before, after) for before, place, after in around if place.block in kept]


def _is_set(lines: str) -> bool:
    """Whether lines were broken by their filer."""
    return bool(lines) and max(map(len, lines.split("\n"))) <= _WIDEST


def _source(rendition: Rendition, columns: int, spot: Spot) -> Written:
    payload = rendition.payload
    if payload.kind in _BINARY or not payload.content:
        return Written(ShownText(""), notice=rendition.notice)
    source = rendition.source()
    # The lines of a plain document are its layout; those of markup are of any length.
    plain = [(0, len(source.text))] if payload.kind is Kind.TEXT else []
    begins = source_place(source.text, rendition, spot) if spot.block and not source.places else 0
    shown = ShownText.of(source.text, columns, plain, _wide(source.text) if plain else 0)
    return Written(
        shown, source.places, encoding=decode(payload.content, payload.kind).encoding, begins=begins
    )


def source_place(source: str, rendition: Rendition, spot: Spot) -> int:
    """Return the offset in a source of the words of a block: the likeliest of several, as far down as in the text."""
    rendering = rendition.text()
    place = next((each for each in rendering.places if each.block >= spot.block), None)
    if place is None:
        return 0
    near = len(source) * place.start // max(1, len(rendering.text))
    words = _WORD.findall(rendering.text[place.start : place.start + 400])[:_WORDS]
    if not words:
        return near
    pattern = re.compile(_BETWEEN.join(words))
    found = [each.start() for each in pattern.finditer(source)]
    return min(found, key=lambda start: abs(start - near), default=near)
