"""The cleaned tree to its outline: Parts and Items, articles and sections, captions, each with its block.

Three readers look for headings: reports number their Items, contracts their articles and sections, and everything else
has captions. A heading is verified before it counts: by numbers that rise, by the document's own contents, by its
markup. Lines of the contents, cross references, running heads and sentences are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.markup.outline.caption import captions, levelled, rank, signed_at
from viewer.markup.outline.contents import contents_headings, normal
from viewer.markup.outline.contract import read_contract
from viewer.markup.outline.heading import Heading
from viewer.markup.outline.line import Lines, lines_of
from viewer.markup.outline.report import Found, form_of, missing, read_report

if TYPE_CHECKING:
    from viewer.markup.tree import Tree

__all__ = ["Heading", "outline"]

_SIGNATURES = re.compile(r"SIGNATURES?", re.IGNORECASE)
_TOP = re.compile(
    r"SIGNATURES?|PROSPECTUS(?: SUPPLEMENT)?|EXHIBIT INDEX|INDEX TO EXHIBITS|GLOSSARY",
    re.IGNORECASE,
)
_FEWEST_ITEMS = 2
_FEWEST_ENTRIES = 3
_MANY_CAPTIONS = 400
_PROSPECTUS = 0.25
_PROMINENT = 2


def outline(tree: Tree, form: str = "") -> tuple[Heading, ...]:
    """Return the headings of a document in reading order; none where nothing can be told for certain.

    `form` is the document's type as filed (`10-K405`, `EX-10.1`); without it the cover page is asked.
    """
    lines = lines_of(tree)
    kind = form_of(form, lines.words)
    found = read_report(lines.words, lines.letters, kind)
    if _is_report(found, kind):
        return tuple(levelled(_report(lines, found, kind)))
    numbered = read_contract(lines)
    named = contents_headings(lines)
    if len(numbered) > len(named) and not _is_annexed(lines, numbered):
        return tuple(levelled(_with_signatures(lines, numbered)))
    made = _captioned(lines, named, 0, len(lines.words)) or [each.heading for each in found]
    return tuple(levelled(made))


def _is_report(found: Sequence[Found], kind: str) -> bool:
    """Whether Items are what the document is set out by."""
    items = [each for each in found if each.heading.level == 2]
    return len(items) >= _FEWEST_ITEMS or (bool(items) and kind != "")


def _report(lines: Lines, found: Sequence[Found], kind: str) -> list[Heading]:
    """Return Parts, Items, what stands between them, and Items that are missing; a prospectus before them."""
    absent: dict[int, list[Heading]] = {}
    for place, heading in missing(found, kind):
        absent.setdefault(place, []).append(heading)
    first = min(each.at for each in found)
    done: list[Heading] = []
    if not kind and lines.words[first].letters > lines.letters * _PROSPECTUS:
        named = [each for each in contents_headings(lines) if each[0] < first]
        done = _captioned(lines, named, 0, first) if len(named) >= _FEWEST_ENTRIES else []
    items = {each.at: normal(each.heading.title) for each in found}
    if done and all(each.heading.level > 1 for each in found):
        # No Part parts the Items from what stands before them: a cover of their own does.
        found = [replace(each, heading=replace(each.heading, level=1)) for each in found]
    ends = signed_at(lines)
    below = [
        (at, _signed(replace(h, level=h.level + (2 if at <= ends else 0)), at - 1 in items))
        for at, h in _few(captions(lines, first, len(lines.words)))
        if at not in items and not items.get(at - 1, "").endswith(normal(h.title))
    ]
    ranked = [(each.at, each.heading) for each in found]
    for place, headings in absent.items():
        ranked += [(found[place].at, heading) for heading in headings]
    order = sorted([*below, *ranked], key=lambda each: (each[0], not each[1].missing))
    return done + [heading for _, heading in order]


def _signed(heading: Heading, below_item: bool = False) -> Heading:
    """Return a heading as it is, signatures as what they are: no part of the Item before them.

    What stands right below the heading of an Item, as an index below that of the exhibits, is a part of it.
    """
    is_top = not below_item and _TOP.fullmatch(heading.title)
    return Heading(heading.title, 1, heading.block) if is_top else heading


def _with_signatures(lines: Lines, numbered: list[tuple[int, Heading]]) -> list[Heading]:
    """Return the headings of a contract, and the signatures behind them."""
    last = numbered[-1][0]
    signed = [
        Heading(line.text, 1, line.block)
        for line in lines.words[last + 1 :]
        if line.apart and _SIGNATURES.fullmatch(line.text)
    ]
    return [heading for _, heading in sorted(numbered, key=lambda each: each[0])] + signed[:1]


def _is_annexed(lines: Lines, numbered: list[tuple[int, Heading]]) -> bool:
    """Whether a contract stands behind a document of its own, as that of a merger behind its prospectus."""
    return bool(numbered) and lines.words[numbered[0][0]].letters > lines.letters * _PROSPECTUS


def _captioned(lines: Lines, named: list[tuple[int, Heading]], start: int, end: int) -> list[Heading]:
    """Return the headings from line `start` to `end`, those of a contract that is annexed among them."""
    found = _found_captions(lines, named, start, end)
    annexed = [each for each in read_contract(lines) if start <= each[0] < end]
    if not _is_annexed(lines, annexed):
        return [heading for _, heading in found]
    named_at = {at for at, _ in named}
    first, last = annexed[0][0], annexed[-1][0]
    places = {at for at, _ in annexed}
    found = [(at, h) for at, h in found if at in named_at - places or not first <= at <= last]
    above = next((heading.level for at, heading in reversed(found) if at < first), 0)
    below = [(at, replace(heading, level=above + heading.level)) for at, heading in annexed]
    return [heading for _, heading in sorted([*found, *below], key=lambda each: each[0])]


def _found_captions(
    lines: Lines, named: list[tuple[int, Heading]], start: int, end: int
) -> list[tuple[int, Heading]]:
    """Return the headings from line `start` to `end`: what the contents name, and below that what markup sets apart.

    What is set as prominently as most of what the contents name stands next to it.
    """
    named = [each for each in named if start <= each[0] < end]
    if len(named) < _FEWEST_ENTRIES:
        return [(at, _signed(heading)) for at, heading in _few(captions(lines, start, end))]
    words = lines.words
    deepest = max(heading.level for _, heading in named)
    ranks = Counter(rank(words[at]) for at, heading in named if heading.level == 1)
    usual = next((found for found, count in ranks.items() if 2 * count >= len(named)), 0)
    places = {at for at, _ in named}
    below: list[tuple[int, Heading]] = []
    for at, heading in _few(captions(lines, max(start, _behind_contents(lines, named[0][0])), end)):
        level = 1 if heading.level == usual <= _PROMINENT else deepest + heading.level
        if at not in places:
            below.append((at, replace(heading, level=level)))
    done: list[tuple[int, Heading]] = []
    above, last = "", -1
    for at, heading in sorted([*named, *below], key=lambda each: each[0]):
        said = normal(heading.title)
        if at in places:
            above, last = said, at
        elif above == said or (at == last + 1 and above.endswith(said)):
            continue  # the same heading again, on another page, or its end
        done.append((at, _signed(heading)))
    return done


def _behind_contents(lines: Lines, first: int) -> int:
    """Return the first line behind the entries of the contents that stand before line `first`."""
    place = lines.words[first].place
    last = max((entry.place for entry in lines.entries if entry.place < place), default=0)
    return bisect_right(lines.words, last, key=lambda line: line.place)


def _few(found: Iterable[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Return captions, without the lower ones where there are so many that nobody would find a way among them."""
    every = list(found)
    return every if len(every) <= _MANY_CAPTIONS else [each for each in every if each[1].level == 1]
