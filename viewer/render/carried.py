"""Words found in the text of a document, to the same words in its Markdown or in its source."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from viewer.render.spelling import Spelling, of_markdown, of_markup, of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.render.places import Place, TextRendering

Span = tuple[int, int]


def into_markdown(spans: Sequence[Span], text: TextRendering, markdown: TextRendering) -> list[Span | None]:
    """Return where the words of spans of a text stand in the Markdown of the same document, None where they do not."""
    return _carried(spans, text, markdown, of_markdown(markdown.text))


def into_source(spans: Sequence[Span], text: TextRendering, source: TextRendering) -> list[Span | None]:
    """Return where the words of spans of a text stand in the source of the same document, None where they do not."""
    return _carried(spans, text, source, of_markup(source.text))


def _carried(
    spans: Sequence[Span], text: TextRendering, other: TextRendering, spelled: Spelling
) -> list[Span | None]:
    said, twins = of_text(text.text), {place.block: place for place in other.places}
    found: list[Span | None] = []
    for start, end in spans:
        number = bisect_right(text.places, start, key=lambda place: place.end)
        place = text.places[number] if number < len(text.places) else None
        twin = twins.get(place.block) if place is not None else None
        if place is None or twin is None or place.start >= end:
            found.append(None)
        else:
            found.append(
                _in_block((max(start, place.start), min(end, place.end)), said, place, spelled, twin)
            )
    return found


def _in_block(span: Span, said: Spelling, place: Place, other: Spelling, twin: Place) -> Span | None:
    """Return where words stand in the twin of their block: behind as many letters, or as the same of their like."""
    first, low, high = (said.letter(offset) for offset in (place.start, *span))
    words = said.letters[low:high]
    start, end = other.letter(twin.start), other.letter(twin.end)
    if not words:
        return None
    here = start + low - first
    if here + len(words) > end or not other.letters.startswith(words, here):
        here = _ordinal(words, other.letters, start, end, said.letters[first:low].count(words))
    return None if here < 0 else (other.offset(here), other.end(here + len(words) - 1))


def _ordinal(words: str, letters: str, start: int, end: int, ordinal: int) -> int:
    """Return where the `ordinal`th (from 0) of such `words` begins between two letters, -1 where there are fewer."""
    for _ in range(ordinal + 1):
        start = letters.find(words, start, end) + 1
        if not start:
            return -1
    return start - 1
