"""Lines to the Parts and Items of a report: 10-K, 10-Q, 20-F, 8-K, and other forms that number their Items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.markup.outline.chain import Candidate, Key, heaviest
from viewer.markup.outline.heading import Heading, shortened
from viewer.markup.outline.marked import (
    ITEM,
    LONGEST_PLAIN,
    PART,
    RUN_IN,
    TITLE,
    Marked,
    marked_line,
    reads_as_title,
)

if TYPE_CHECKING:
    from viewer.markup.outline.line import Words

# What Parts are called.
_PART_TITLE = re.compile(
    r"(?:(?:financial|other) information|information (?:not )?required in (?:the )?prospectus)\W*",
    re.IGNORECASE,
)
_SECTION = re.compile(r"SECTION\s+[1-9]\b(?!\.)", re.IGNORECASE)
_CONTENT = 40
# Where the Parts of a form begin: before the Item of that number. Part IV of a 10-K began with Item 14 until 2003, Part
# III of a 10-KSB with Item 9.
_PARTS: dict[str, dict[int, tuple[float, ...]]] = {
    "10-K": {1: (0.5,), 2: (4.5,), 3: (8.5, 9.5), 4: (13.5, 14.5)},
    "20-F": {1: (0.5,), 2: (12.5,), 3: (16.5,)},
}
_FIXED = {"10-K": frozenset(range(1, 16)), "20-F": frozenset({*range(1, 17), 19})}
_FEWEST_FOR_GAPS = 8
_FEWEST_LISTED = 6
_PART_LETTERS = 10  # that a Part between two Items of a list has
_FORM = re.compile(r"\bFORM\s+(?P<form>10-?K|10-?Q|20-?F|8-?K)(?![A-Z]*\d)", re.IGNORECASE)
_COVER = 120
# What the Items of a 10-Q are called: their numbers come in either Part.
_QUARTERLY = {
    (1, 1): "financial|condensed|consolidated|index",
    (1, 2): "management",
    (1, 3): "quant",
    (1, 4): "controls|evaluation|disclosure controls",
    (2, 1): "legal",
    (2, 2): "unreg|change|market|issuer|sale|purchase|use of",
    (2, 3): "default",
    (2, 4): "submission|mine|removed|reserved|vote|other",
    (2, 5): "other",
    (2, 6): "exhibit",
}
_NAMED = 3.0


@dataclass(slots=True)
class Found:
    """A Part or Item that was chosen: its line in the sequence of lines, its heading, and its key."""

    at: int
    heading: Heading
    key: Key


def form_of(form: str, lines: Sequence[Words]) -> str:
    """Return which numbering a document follows: that of its form, as filed or as its cover says; empty if unknown."""
    name = (
        form.upper().replace("10K", "10-K").replace("10Q", "10-Q").replace("20F", "20-F").replace("8K", "8-K")
    )
    for known in ("10-K", "10-Q", "20-F", "8-K"):
        if name.startswith((known, "NT " + known)) and not name.startswith("NT"):
            return known
    if form:
        return ""
    for line in lines[:_COVER]:
        found = _FORM.search(line.text)
        if (
            found
            and len(line.text) < 120
            and not re.search(r"\b(?:this|our|on) form", line.text, re.IGNORECASE)
        ):
            said = found["form"].upper().replace("-", "")
            return {"10K": "10-K", "10Q": "10-Q", "20F": "20-F", "8K": "8-K"}[said]
    return ""


def read_report(lines: Sequence[Words], letters: int, form: str) -> list[Found]:
    """Return the Parts and Items in reading order, each one once; `letters` is how many the document has."""
    marked = [each for each in (marked_line(at, line) for at, line in enumerate(lines)) if each]
    if not marked:
        return []
    _weigh(marked, lines, letters)
    if form == "8-K" or any(each.letter.isdigit() for each in marked):
        return _current(marked, lines)
    best: list[tuple[int, Key]] = []
    heaviest_weight = 0.0
    for order in (form,) if form in ("10-K", "10-Q", "20-F") else ("10-K", "10-Q"):
        keys = [_keys(each, order, lines) for each in marked]
        chain = heaviest([Candidate(place, found) for place, found in enumerate(keys) if found])
        weight = sum(dict(keys[place])[key] for place, key in chain)
        if weight > heaviest_weight:
            best, heaviest_weight = chain, weight
    chosen = [(marked[place], key) for place, key in _parts_below_contents(best, marked)]
    if _is_list([each for each, _ in chosen], lines):
        for each, _ in chosen:
            lines[each.at].entry = True
        return read_report(lines, letters, form)
    return [_found(each, lines, key) for each, key in chosen]


def _parts_below_contents(best: Sequence[tuple[int, Key]], marked: Sequence[Marked]) -> list[tuple[int, Key]]:
    """Return the chosen lines, for each Part the last one that names it before the Item below.

    One further above is an entry of the contents.
    """
    done: list[tuple[int, Key]] = []
    for (place, key), (after, _) in zip(best, [*best[1:], (0, ())], strict=True):
        named = marked[place]
        if not named.number:
            between = (
                at
                for at in range(after - 1, place, -1)
                if not marked[at].number and marked[at].part == named.part
            )
            place = next(between, place)
        done.append((place, key))
    return done


def _is_list(chosen: Sequence[Marked], lines: Sequence[Words]) -> bool:
    """Whether Items stand right below one another, as the contents of what is headed otherwise."""
    items = [each for each in chosen if each.number]
    if len(items) < _FEWEST_LISTED:
        return False
    bare = 0
    for each, after in pairwise(items):
        line = lines[each.at]
        bare += lines[after.at].letters - line.letters - len(line.text) <= _PART_LETTERS
    return bare * 5 >= len(items) * 4


def missing(found: Sequence[Found], form: str) -> list[tuple[int, Heading]]:
    """Return Items that a gap in the numbers proves to be absent, each with the place in `found` that it stands before.

    Only whole numbers count, of the forms whose Items are fixed; and only where most of them are there.
    """
    done: list[tuple[int, Heading]] = []
    before = 0
    numbers = {number for each in found for number in _numbers(each)}
    fixed = _FIXED.get(form, frozenset())
    if len(numbers & fixed) < _FEWEST_FOR_GAPS:
        return []
    for place, each in enumerate(found):
        own = _numbers(each)
        if not own:
            continue
        gap = [number for number in range(before + 1, min(own)) if number in fixed]
        if before and len(gap) <= 2:
            # The Part heading stands with the Items behind it.
            at = place - 1 if place and not _numbers(found[place - 1]) else place
            done += [(at, Heading(f"Item {number}", each.heading.level, 0, missing=True)) for number in gap]
        before = max(own)
    return done


def _numbers(found: Found) -> range:
    """Return the whole numbers of the Items that a heading names."""
    item = ITEM.search(found.heading.title)
    part = PART.match(found.heading.title)
    if not item or (item.start() and not (part and part.end() == item.start())):
        return range(0)
    first = int(item["number"])
    return range(first, max(first, int(item["last"] or 0)) + 1)


# Lines


def _weigh(marked: Sequence[Marked], lines: Sequence[Words], letters: int) -> None:
    """Weigh lines: what is set apart, linked to, titled as Items are, and followed by words is a heading."""
    for each, after in zip(marked, [*marked[1:], None], strict=True):
        line = lines[each.at]
        content = (lines[after.at].letters if after else letters) - line.letters - len(line.text)
        title = line.text[each.end :] or _below(lines, each.at)
        each.weight = (
            1.0
            + 2.0 * line.apart
            + 4.0 * line.linked
            + 2.0 * (content > _CONTENT)
            + 1.5 * (TITLE.match(title) is not None)
            + 1.5 * (not each.number and after is not None and after.number > 0 and after.at - each.at <= 2)
            - 1.0 * each.run_in
            - 0.5 * line.row
        )


def _keys(each: Marked, order: str, lines: Sequence[Words]) -> tuple[tuple[Key, float], ...]:
    """Return where a line may stand in the numbering of a form, and its weight there.

    A key is (number, letter), for a 10-Q, whose Parts have the same numbers, (part, number, letter).
    """
    letter = float(ord(each.letter[0]) - 64) if each.letter else 0.0
    letter += (ord(each.under) - 96) / 100 if each.under else 0.0
    if order != "10-Q":
        parts = _PARTS.get(order, {}).get(each.part, ())
        places = (float(each.number),) if each.number else parts
        return tuple(((at, letter), each.weight) for at in places)
    if not each.number:
        return (((float(each.part), 0.0, 0.0), each.weight),) if each.part in (1, 2) else ()
    title = lines[each.at].text[each.end :] or _below(lines, each.at)
    keys = []
    for part in (each.part,) if each.part else (1, 2):
        names = _QUARTERLY.get((part, each.number))
        named = (
            names is not None
            and re.match(names, title, re.IGNORECASE) is not None
            and not (letter and part == 1)
        )
        other = _QUARTERLY.get((3 - part, each.number))
        misnamed = not named and other is not None and re.match(other, title, re.IGNORECASE) is not None
        # Items with letters are those of Part II, be they entries of the contents right below those of Part I.
        misnamed = misnamed or (letter >= 1 and part == 1)
        keys.append(
            ((float(part), float(each.number), letter), each.weight + _NAMED * named - _NAMED * misnamed)
        )
    return tuple(keys)


def _found(each: Marked, lines: Sequence[Words], key: Key) -> Found:
    level = 2 if each.number else 1
    line = lines[each.at]
    heading = Heading(_titled(each, lines), level, line.block, run_in=each.run_in)
    return Found(each.at, heading, key)


def _titled(each: Marked, lines: Sequence[Words]) -> str:
    """Return the words of a heading: of one that only begins its block those, of a lone number the line below too."""
    line = lines[each.at]
    text = line.text
    if each.run_in:
        title = RUN_IN.match(text, each.end)
        return shortened((line.lead or text[: title.end() if title else each.end]).rstrip(" :."))
    if not text[each.end :].strip(" .:–—-"):
        below = _below(lines, each.at)
        if below and (each.number or _PART_TITLE.fullmatch(below)):
            return shortened(f"{text} {below}".rstrip(" :."))
    return shortened(text.rstrip(" :."))


def _below(lines: Sequence[Words], at: int) -> str:
    """Return the title on the line below a lone number: short, set apart or in the words of one."""
    if at + 1 >= len(lines):
        return ""
    line, below = lines[at], lines[at + 1]
    near = below.place - line.place <= 1 and not below.entry
    if not near or len(below.text) > LONGEST_PLAIN + 40 or ITEM.match(below.text) or PART.match(below.text):
        return ""
    titled = below.apart or (TITLE.match(below.text) is not None and reads_as_title(below.text))
    return below.text if titled else ""


# Current reports


def _current(marked: Sequence[Marked], lines: Sequence[Words]) -> list[Found]:
    """Return the Items of a current report as they come, of each number the weightiest, with their Sections."""
    best: dict[Key, Marked] = {}
    for each in marked:
        if not each.number:
            continue
        key = (float(each.number), float(each.letter) if each.letter.isdigit() else 0.0)
        known = best.get(key)
        if known is None or each.weight > known.weight:
            best[key] = each
    found = [_found(each, lines, key) for key, each in best.items()]
    for item in tuple(found):
        for at in range(max(item.at - 2, 0), item.at):
            if lines[at].apart and _SECTION.match(lines[at].text):
                heading = Heading(shortened(lines[at].text), 1, lines[at].block)
                found.append(Found(at, heading, (item.key[0], 0.0)))
    return sorted(found, key=lambda each: each.at)
