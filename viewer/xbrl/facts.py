"""Inline XBRL to the list of its facts, each with the block of the cleaned tree in which it stands.

The markup goes through the cleaner once more: what stands in a fact is given to it as if it were a link to that fact,
so that the blocks are numbered as they are in the tree that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from viewer.markup.clean import Cleaner
from viewer.markup.parse import parse_html
from viewer.markup.sheet import sheet_of
from viewer.markup.target import linked_names
from viewer.xbrl.fact import Dimension, Fact, FactContext, Period, unit_words
from viewer.xbrl.transform import number_of, transformed

if TYPE_CHECKING:
    from viewer.markup.tree import Line, Tree

__all__ = ["MOST_FACTS", "inline_facts"]

MOST_FACTS = 200_000

_INLINE = ("http://www.xbrl.org/2013/inlineXBRL", "http://www.xbrl.org/2008/inlineXBRL")
_FACTS = ("nonfraction", "nonnumeric", "fraction")
# Ends of blocks part words; inside a line they do not.
_PARTED = "p div br tr td th li table h1 h2 h3 h4 h5 h6"
_PARTING = frozenset(_PARTED.split())
_DEEPEST = 16
_MOST_JOINED = 500_000
_MARK = "\0fact"
# A box that is ticked or not becomes the marker of the words behind it, and stands in no run any more.
_BEHIND = "\0behind"
_BOX = 3
_NIL = ("true", "1")


@dataclass(slots=True)
class _Open:
    """A fact or a continuation while its text comes in. `number` is the fact's place, -1 for a continuation."""

    kind: str
    attrib: Mapping[str, str]
    number: int
    hidden: bool
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _OpenContext:
    entity: str = ""
    start: str = ""
    end: str = ""
    dimensions: list[Dimension] = field(default_factory=list)


class _Place(NamedTuple):
    """A block, and the letters of a fact in it, white space not counted."""

    block: int = 0
    start: int = 0
    end: int = 0


def inline_facts(markup: str, tree: Tree | None = None) -> tuple[Fact, ...]:
    """Return the facts of HTML text in the order of the file, with the blocks of `tree`, made of the same text.

    Without a tree, and where the numbers of its blocks cannot be told for sure, the facts stand in block 0.
    """
    if "contextref" not in markup.lower():
        return ()
    reader = _Reader(markup)
    marked = parse_html(markup, reader)
    places = _places(marked) if tree is not None and _shape(marked) == _shape(tree) else {}
    return tuple(reader.facts(places))


def _shape(tree: Tree) -> list[tuple[int, str, int]]:
    """Return what must be alike in two trees for the numbers of their blocks to mean the same."""
    return [
        (block.id, block.kind.value, len(block.table.rows) if block.table else 0) for block in tree.blocks
    ]


def _places(tree: Tree) -> dict[int, _Place]:
    """Return the block or the row in which each fact stands first, and its letters there."""
    found: dict[int, _Place] = {}
    behind: dict[int, _Place] = {}
    for number, lines in _lines(tree):
        end = 0
        for run in (run for line in lines for run in line):
            start, end = end, end + len("".join(run.text.split()))
            if run.href.startswith(_MARK):
                for fact in map(int, run.href[len(_MARK) :].partition("|")[0].split(",")):
                    place = found.setdefault(fact, _Place(number, start, start))
                    if place.block == number:
                        found[fact] = place._replace(end=end)
            elif run.href.startswith(_BEHIND):
                behind.setdefault(int(run.href[len(_BEHIND) :].partition("|")[0]), _Place(number))
    return behind | found


def _lines(tree: Tree) -> Iterator[tuple[int, tuple[Line, ...]]]:
    for block in tree.blocks:
        if block.table is None:
            yield block.id, (block.runs,)
            continue
        for row in block.table.rows:
            yield row.id, tuple(line for cell in row.cells for line in cell.lines)


class _Reader(Cleaner):
    """The target of the parser's events: the cleaner, which also takes down facts, contexts and units."""

    def __init__(self, markup: str) -> None:
        super().__init__(sheet=sheet_of(markup), linked=linked_names(markup))
        self._prefixes = {"ix"}
        self._frames: list[_Open | str] = []
        self._open: list[_Open] = []
        self._found: list[_Open] = []
        self._further: dict[str, _Open] = {}
        self._hidden = 0
        self._excluded = 0
        self._contexts: dict[str, FactContext] = {}
        self._context: _OpenContext | None = None
        self._units: dict[str, tuple[list[str], list[str]]] = {}
        self._unit: tuple[list[str], list[str]] | None = None
        self._below = False
        self._said: list[str] | None = None
        self._box = -1
        self._joined_left = _MOST_JOINED

    # Events

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Take a start tag."""
        if tag == "html" and attrib:
            self._prefixes |= {n.partition(":")[2].lower() for n, uri in attrib.items() if uri in _INLINE} - {
                ""
            }
        super().start(tag, attrib)
        prefix, colon, name = tag.partition(":")
        if not colon:
            if tag in _PARTING:
                self._part()
            self._frames.append("")
        elif prefix in self._prefixes:
            self._start_inline_element(name, attrib)
        else:
            self._start_resource(name, attrib)

    def end(self, tag: str) -> None:
        """Take an end tag."""
        super().end(tag)
        if not self._frames:
            return
        frame = self._frames.pop()
        if isinstance(frame, _Open):
            self._open.remove(frame)
            self._look_back()
            if not frame.hidden and len("".join(frame.words)) <= _BOX:
                self._box = frame.number
        elif frame == "hidden":
            self._hidden -= 1
        elif frame == "exclude":
            self._excluded -= 1
        elif frame:
            self._end_resource(frame)
        elif tag in _PARTING:
            self._part()

    def data(self, text: str) -> None:
        """Take text."""
        look = self._look
        if self._box >= 0 and not self._open and not self._dropping and text.strip():
            self._look = self._wardrobe.linked(look, f"{_BEHIND}{self._box}|{look.href}")
            self._box = -1
        super().data(text)
        self._look = look
        if self._said is not None:
            self._said.append(text)
        if not self._excluded:
            for each in self._open:
                each.words.append(text)

    def _part(self) -> None:
        for each in self._open:
            each.words.append("\n")

    # Facts

    def _start_inline_element(self, name: str, attrib: Mapping[str, str]) -> None:
        if name == "hidden":
            self._hidden += 1
            self._frames.append("hidden")
        elif name == "exclude":
            self._excluded += 1
            self._frames.append("exclude")
        elif name in _FACTS or name == "continuation":
            self._start_fact(name, dict(attrib or {}))
        elif name in ("numerator", "denominator"):
            if name == "denominator":
                for each in self._open:
                    each.words.append(" / ")
            self._frames.append("")
        else:
            self._frames.append("")

    def _start_fact(self, name: str, attrib: Mapping[str, str]) -> None:
        if len(self._found) >= MOST_FACTS:
            self._frames.append("")
            return
        is_fact = name != "continuation"
        opened = _Open(
            name, attrib, len(self._found) if is_fact else -1, bool(self._hidden or self._dropping)
        )
        if is_fact:
            self._found.append(opened)
        else:
            self._further.setdefault(attrib.get("id", ""), opened)
        if len(self._open) >= _DEEPEST:
            # Known, but without its words: each level holds those of all within it.
            self._frames.append("")
            return
        self._open.append(opened)
        self._frames.append(opened)
        self._look_back()

    def _look_back(self) -> None:
        """Give text that comes to the facts that are open now."""
        if self._dropping:
            return
        href = self._look.href.rpartition("|")[2] if self._look.href.startswith(_MARK) else self._look.href
        numbers = [str(each.number) for each in self._open if each.number >= 0]
        marked = f"{_MARK}{','.join(numbers)}|{href}" if numbers else href
        if marked != self._look.href:
            self._look = self._wardrobe.linked(self._look, marked)

    # Contexts and units

    def _start_resource(self, name: str, attrib: Mapping[str, str]) -> None:
        attrib = attrib or {}
        self._frames.append(name)
        if name == "context":
            self._context = _OpenContext()
            self._contexts.setdefault(attrib.get("id", ""), FactContext())
            self._frames[-1] = f"context {attrib.get('id', '')}"
        elif name == "unit":
            self._unit = self._units.setdefault(attrib.get("id", ""), ([], []))
        elif name == "unitdenominator":
            self._below = True
        elif name in ("identifier", "startdate", "enddate", "instant", "measure"):
            self._said = []
        elif name in ("explicitmember", "typedmember"):
            self._said = []
            self._frames[-1] = f"{name} {attrib.get('dimension', '')}"
        else:
            self._frames[-1] = ""

    def _end_resource(self, frame: str) -> None:
        name, _, of = frame.partition(" ")
        said = "".join(self._said or ()).strip()
        if name == "unit":
            self._unit = None
        elif name == "unitdenominator":
            self._below = False
        elif name == "context" and self._context is not None:
            made = self._context
            period = Period(made.start, made.end)
            self._contexts[of] = FactContext(made.entity, period, tuple(made.dimensions))
            self._context = None
        elif name == "measure" and self._unit is not None:
            self._unit[self._below].append(said)
        elif self._context is not None:
            self._take(self._context, name, of, said)
        if name not in ("context", "unit", "unitdenominator"):
            self._said = None

    @staticmethod
    def _take(context: _OpenContext, name: str, of: str, said: str) -> None:
        if name == "identifier":
            context.entity = said
        elif name == "startdate":
            context.start = said
        elif name in ("enddate", "instant"):
            context.end = said
        elif name in ("explicitmember", "typedmember"):
            context.dimensions.append(Dimension(of, said, name == "typedmember"))

    # What comes out

    def facts(self, places: dict[int, _Place]) -> Iterator[Fact]:
        """Yield the facts; `places` tells where each stands."""
        units = {name: unit_words(*measures) for name, measures in self._units.items()}
        for opened in self._found:
            place = _Place() if opened.hidden else places.get(opened.number, _Place())
            yield self._fact(opened, units, place)

    def _fact(self, opened: _Open, units: dict[str, str], place: _Place) -> Fact:
        attrib = opened.attrib
        shown = " ".join("".join(self._joined(opened)).split())
        name, scale, sign = attrib.get("format", ""), attrib.get("scale", ""), attrib.get("sign", "")
        nil = attrib.get("xsi:nil", "") in _NIL
        value = transformed(shown, name)
        number = None
        if opened.kind == "nonfraction" and not nil:
            number = number_of(value if value is not None else "", scale, sign)
        if number is not None:
            value = f"{number:f}"
        unit = attrib.get("unitref", "")
        return Fact(
            attrib.get("name", ""),
            shown,
            "" if nil else shown if value is None else value,
            number,
            units.get(unit, unit),
            self._contexts.get(attrib.get("contextref", "")),
            scale,
            sign,
            name,
            attrib.get("decimals", "") or attrib.get("precision", ""),
            hidden=opened.hidden,
            nil=nil,
            block=place.block,
            id=attrib.get("id", ""),
            letters=(place.start, place.end),
        )

    def _joined(self, opened: _Open) -> Iterator[str]:
        """Yield the text of a fact and of what continues it."""
        seen = set()
        while True:
            yield from opened.words
            further = opened.attrib.get("continuedat", "")
            if not further or further in seen or further not in self._further or self._joined_left <= 0:
                return
            self._joined_left -= 1
            seen.add(further)
            yield "\n"
            opened = self._further[further]
