"""A rendering to the same one damaged in one way, at random: a judge that does not notice is none.

Each kind of damage is what a converter does wrong: words lost, doubled, exchanged or glued; paragraphs cut or joined;
rows broken, figures moved out of their columns; boxes ticked or lost; signs parted from their figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from random import Random

Damage = Callable[[str, Random], str | None]

_WORD = r"(?<![\w<\\/&;#.:-])[A-Za-z]{4,}(?![\w>\\/&;#.:-])"
# Four words on, in one sentence.
_SENTENCE = re.compile(rf"{_WORD} {_WORD} {_WORD} {_WORD} {_WORD} {_WORD}")
_FIGURE = re.compile(r"(?<=[ |$(])\d{1,3}(?:,\d{3})+(?=[ )|\n])")
_PAIR = re.compile(r"\n(?:[A-Z]\w+ (?:\w+ ){8,}\w+\.)\n\n(?=[A-Z]\w+ (?:\w+ ){8,})")
_HEADER = re.compile(r"\n\n(\|[^\n]*\w[^\n]*\|)(?=\n\| ---)")
_ROW = re.compile(r"(?<=\n)\|(?: [^|\n]*\|)+(?=\n)")


def _inside(pattern: re.Pattern[str], change: Callable[[str], str]) -> Damage:
    """Return what changes one of the places of a pattern; None where there is none, or in a link or an address."""

    def damage(text: str, random: Random) -> str | None:
        found = [m for m in pattern.finditer(text) if m.start() > text.find("\n---\n")]
        if not found:
            return None
        match = random.choice(found)
        return text[: match.start()] + change(match[0]) + text[match.end() :]

    return damage


def _words(change: Callable[[list[str]], list[str]], gap: str = " ") -> Damage:
    return _inside(_SENTENCE, lambda words: gap.join(change(words.split(" "))))


def _exchanged_figures(text: str, random: Random) -> str | None:
    found = list(_FIGURE.finditer(text))
    pairs = [(a, b) for a, b in pairwise(found) if a[0] != b[0]]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def _shifted_cell(text: str, random: Random) -> str | None:
    found = [m for m in _ROW.finditer(text) if re.search(r"\d{3}.*\|  \||\|  \|.*\d{3}", m[0])]
    if not found:
        return None
    match = random.choice(found)
    cells = match[0].strip("|").split("|")
    moved = "|" + "|".join([cells[-1], *cells[:-1]]) + "|"
    return text[: match.start()] + moved + text[match.end() :] if moved != match[0] else None


BOTH: dict[str, Damage] = {
    "word lost": _words(lambda words: [*words[:2], *words[3:]]),
    "word doubled": _words(lambda words: [*words[:3], *words[2:]]),
    "words exchanged": _words(lambda words: [*words[:2], words[3], words[2], *words[4:]]),
    "words glued": _words(lambda words: [*words[:2], words[2] + words[3], *words[4:]]),
    "word invented": _words(lambda words: [*words[:3], "furthermore", *words[3:]]),
    "paragraph cut": _words(lambda words: [*words[:3], "\n\n" + words[3], *words[4:]]),
    "paragraphs joined": _inside(_PAIR, lambda words: words.rstrip("\n") + " "),
    "figure lost": _inside(_FIGURE, lambda _: ""),
    "digit wrong": _inside(_FIGURE, lambda figure: figure[:-1] + str((int(figure[-1]) + 1) % 10)),
    "figures exchanged": _exchanged_figures,
    "box lost": _inside(re.compile("[☐☑☒]"), lambda _: ""),
    "box ticked": _inside(re.compile("☐"), lambda _: "☒"),
    "sign parted": _inside(re.compile(r"(?<=\$)(?=[\d(])"), lambda _: " "),
    "bracket lost": _inside(re.compile(r"(?<=[ $|])\((?=\d[\d,]*\))"), lambda _: ""),
}
IN_TEXT: dict[str, Damage] = BOTH | {
    "row broken": _inside(re.compile(r"(?<=\S) {3,}(?=\$?\d[\d,.]+ {3,}\$?\d)"), lambda gap: "\n" + gap),
    "figure moved": _inside(re.compile(r"(?<=\S {3})(?=\d{1,3}(?:,\d{3})+(?:\n| {3,}\d))"), lambda _: "   "),
}
IN_MARKDOWN: dict[str, Damage] = BOTH | {
    "row broken": _inside(re.compile(r"(?<=\d) \|(?= \\?\$?\d)"), lambda _: " |\n|"),
    "cells moved": _shifted_cell,
    "header lost": _inside(
        _HEADER, lambda header: "\n\n|" + " |" * (header.replace("\\|", "").count("|") - 1)
    ),
    "cell added": _inside(re.compile(r"(?<=\d \|)(?=\n\|)"), lambda _: " 1 |"),
}
