"""Entries of the contents to headings: each is looked for where it points, or once more in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from viewer.markup.outline.heading import Heading, shortened

if TYPE_CHECKING:
    from viewer.markup.outline.line import Entry, Lines, Words

_NEAR = 3
_TAIL = 60
_LONGEST = 120
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def normal(text: str) -> str:
    """Return the letters and digits of a text, for telling whether two say the same."""
    return _NOT_WORDS.sub("", text.lower())


def contents_headings(lines: Lines) -> list[tuple[int, Heading]]:
    """Return the headings that entries of the contents name, with their places in the lines.

    Each is verified: what the entry says stands where it points, or once more in the text, set apart.
    """
    by_place: dict[int, list[int]] = {}
    by_words: dict[str, list[int]] = {}
    for at, line in enumerate(lines.words):
        if not line.entry:
            by_place.setdefault(line.place, []).append(at)
            if len(line.text) <= 2 * _LONGEST and (line.apart or line.centred):
                by_words.setdefault(normal(line.text), []).append(at)
    found: dict[int, Heading] = {}
    last = -1
    shallow = min((entry.depth for entry in lines.entries), default=0)
    for entry in lines.entries:
        level = 1 if entry.depth == shallow else 2
        if entry.target >= 0:
            hit = _pointed(entry, lines.words, by_place)
        else:
            hit = _named(entry, lines.words, by_words, last)
        if hit is None:
            continue
        at, title = hit
        last = at if entry.target < 0 else last
        line = lines.words[at]
        run_in = len(title) < len(line.text) and len(title) > len(entry.text) - _TAIL and not line.apart
        found.setdefault(at, Heading(shortened(title), level, line.block, run_in=run_in))
    return sorted(found.items(), key=lambda each: each[0])


def _pointed(entry: Entry, words: Sequence[Words], by_place: dict[int, list[int]]) -> tuple[int, str] | None:
    """Return the line that a link of the contents points at: the one near its target that says the same.

    Of a paragraph that goes on after what the entry says, these words are the heading.
    """
    wanted = normal(entry.text)
    for place in range(entry.target, entry.target + _NEAR + 1):
        for at in by_place.get(place, ()):
            text = words[at].text
            said = normal(text[: 2 * (len(entry.text) + _TAIL)])
            if said and (said == wanted or (len(said) > 5 and wanted.startswith(said))):
                return at, _with_below(words, at, wanted)
            if len(wanted) > 5 and said.startswith(wanted):
                return at, text if len(said) <= len(wanted) + _TAIL else entry.text
            if at + 1 < len(words) and said and wanted == said + normal(words[at + 1].text):
                return at, f"{text} {words[at + 1].text}"
    return None


def _with_below(words: Sequence[Words], at: int, wanted: str) -> str:
    """Return the words of a line, with those of the next one where both together are what is wanted."""
    text = words[at].text
    if at + 1 < len(words) and normal(text) != wanted and wanted == normal(text) + normal(words[at + 1].text):
        return f"{text} {words[at + 1].text}"
    return text


def _named(
    entry: Entry, words: Sequence[Words], by_words: dict[str, list[int]], last: int
) -> tuple[int, str] | None:
    """Return the first line behind the contents, and behind the heading before, that says what an entry says."""
    for at in by_words.get(normal(entry.text), ()):
        line = words[at]
        if line.place > entry.place and at > last and len(line.text) > 2:
            return at, line.text
    return None
