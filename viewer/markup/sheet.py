"""The style sheets of a document to what they declare for each of its elements, as a browser applies them.

Read are selectors of tags, classes and names, alone or within others (`td.n`, `#x`, `table.f td`, `div > p`). Rules
with other selectors, and those for printers or for windows of some size, count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SHEETS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<other>script|xmp|textarea|title)\b.*?(?:</(?P=other)\s*>|\Z)"
    r"|<style\b(?P<attributes>[^<>]{0,1000})>(?P<sheet>.*?)(?:</style\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP_IN_SHEET = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
_MEDIUM = re.compile(r"\bmedia\s*=\s*[\"']?([^\"'>]*)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_PRELUDE = re.compile(r"([^{};]*)([{};])")
_COMPOUND = re.compile(r"([A-Za-z][\w-]*|\*)?((?:[.#][A-Za-z_-][\w-]*)*)")
_NAME = re.compile(r"([.#])([\w-]+)")
_COMBINED = re.compile(r"\s*>\s*|\s+")
_SETS_PAGE = re.compile(r"\s*(?:margin|padding|width|max-width|min-width|float|position)\b", re.IGNORECASE)

LONGEST = 500_000
"""Characters of all style sheets that are read; what follows counts for nothing."""

_MOST_RULES = 5_000
_STEPS = 1_000_000
"""So many comparisons are made; a document that needs more is none a filer wrote, and goes on without its sheets."""

_MOST_TOGETHER = 100
"""So many rules count for one element, the weightiest."""


class Rule(NamedTuple):
    """A rule as filed: its `selectors`, parted by commas, and its `declarations`, parted by semicolons."""

    selectors: str
    declarations: str


class _Element(NamedTuple):
    """What a selector can say of an element, and the number of the element around it."""

    around: int
    tag: str
    classes: frozenset[str]
    name: str


class _Compound(NamedTuple):
    """What a selector wants of one element; an empty tag is any."""

    tag: str
    classes: frozenset[str]
    names: frozenset[str]

    def fits(self, element: _Element) -> bool:
        if self.tag and self.tag != element.tag:
            return False
        return self.classes <= element.classes and self.names <= {element.name}


class _Selector(NamedTuple):
    """A selector and its rule: chains of compounds, each the parent of the last, from the element outwards."""

    weight: tuple[int, int, int, int]
    chains: tuple[tuple[_Compound, ...], ...]
    usual: str
    important: str


def sheets_in(markup: str) -> str:
    """Return the style sheets that stand in `markup`, for a screen, one after another; `""` for none."""
    last = max(map(markup.rfind, ("<style", "<STYLE", "<Style")))
    found, at = [], 0
    while at <= last and (each := _SHEETS.search(markup, at)):
        at = each.end()
        medium = _MEDIUM.search(each["attributes"] or "")
        if each["sheet"] and (medium is None or _is_screen(medium[1])):
            found.append(_MARKUP_IN_SHEET.sub(" ", each["sheet"]))
    return "\n".join(found)


def sheet_of(markup: str) -> Sheet | None:
    """Return what the style sheets in `markup` declare, None where there are none."""
    text = sheets_in(markup)
    # Without a declaration of its own kind, a document is read by the rules of old pages, which fold names.
    return Sheet(text, folds="<!doctype" not in markup[:2000].lower()) if text else None


def rules_of(sheet: str) -> Iterator[Rule]:
    """Yield the rules of a style sheet that count on a screen, in their order.

    >>> list(rules_of("@import 'a.css'; @media print { p { display: none } } p, td { color: navy }"))
    [Rule(selectors='p, td', declarations='color: navy')]
    """
    text, at = _COMMENT.sub(" ", sheet[:LONGEST]), 0
    while found := _PRELUDE.match(text, at):
        at, prelude = found.end(), found[1].strip()
        if found[2] != "{":
            continue  # the end of `@import`, or of a group of rules that counts
        if prelude.startswith("@"):
            if not (prelude[:6].lower() == "@media" and _is_screen(prelude[6:])):
                at = _behind_group(text, at)
            continue
        end = text.find("}", at)
        end = len(text) if end < 0 else end
        yield Rule(prelude, text[at:end].strip())
        at = end + 1


def _is_screen(media: str) -> bool:
    wanted = ("", "all", "screen", "only screen")
    return any(medium.strip().lower() in wanted for medium in media.split(","))


def _behind_group(text: str, at: int) -> int:
    """Return where the group ends whose first rule begins at `at`."""
    depth = 1
    for brace in re.compile(r"[{}]").finditer(text, at):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(text)


class Sheet:
    """What style sheets declare, asked element by element, as they open and close."""

    def __init__(self, text: str, folds: bool) -> None:
        """Read sheets; where it `folds`, names and classes are the same in capitals and small letters."""
        self._fold = str.lower if folds else str
        self._selectors: dict[str, list[_Selector]] = {}
        self._is_contextual = False
        for order, rule in enumerate(rules_of(text)):
            if order >= _MOST_RULES:
                break
            self._add(rule, order)
        self._elements: list[_Element] = [_Element(0, "", frozenset(), "")]
        self._open: list[int] = [0]
        self._known: dict[tuple[int, str, str, str], tuple[int, str, str]] = {}
        self._steps = _STEPS

    def __bool__(self) -> bool:
        """Whether anything is declared."""
        return bool(self._selectors)

    def opened(self, tag: str, attrib: dict[str, str]) -> dict[str, str]:
        """Take a start tag; return its attributes with the style that it has after all."""
        name = attrib.get("id") or ""
        if name:
            name = self._fold(name)
            name = name if "#" + name in self._selectors else ""
        key = (self._open[-1] if self._is_contextual else 0, tag, attrib.get("class") or "", name)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._looked_up(*key)
        number, usual, important = found
        self._open.append(number)
        if not usual and not important:
            return attrib
        return {**attrib, "style": ";".join(filter(None, (usual, attrib.get("style"), important)))}

    def closed(self) -> None:
        """Take an end tag."""
        if len(self._open) > 1:
            self._open.pop()

    def _add(self, rule: Rule, order: int) -> None:
        """Keep a rule by the last part of each of its selectors."""
        parts = [part for part in rule.declarations.split(";") if ":" in part]
        important = ";".join(part for part in parts if "!important" in part.lower())
        usual = ";".join(part for part in parts if "!important" not in part.lower())
        if not parts:
            return
        for text in rule.selectors.split(","):
            chains = self._chains(text.strip())
            if not chains:
                continue
            every = [compound for chain in chains for compound in chain]
            weight = (
                sum(len(compound.names) for compound in every),
                sum(len(compound.classes) for compound in every),
                sum(bool(compound.tag) for compound in every),
                order,
            )
            self._is_contextual = self._is_contextual or len(every) > 1
            last = chains[0][0]
            signs = [f"#{name}" for name in last.names] + [f".{name}" for name in last.classes]
            key = signs[0] if signs else last.tag
            self._selectors.setdefault(key, []).append(_Selector(weight, chains, usual, important))

    def _chains(self, text: str) -> tuple[tuple[_Compound, ...], ...]:
        """Return a selector from its element outwards; nothing where it is of a kind that is not read."""
        chains: list[list[_Compound]] = [[]]
        at = 0
        while found := _COMPOUND.match(text, at):
            if found.end() == at:
                return ()
            chains[-1].append(self._compound(found))
            at = found.end()
            if at == len(text):
                break
            combined = _COMBINED.match(text, at)
            if combined is None:
                return ()
            if ">" not in combined[0]:
                chains.append([])
            at = combined.end()
        # The page itself is around everything.
        made = [tuple(reversed(chain)) for chain in reversed(chains)]
        while len(made) > 1 and made[-1] and all(compound.tag in ("html", "body") for compound in made[-1]):
            made.pop()
        return tuple(made)

    def _compound(self, found: re.Match[str]) -> _Compound:
        tag = (found[1] or "").lower()
        said = _NAME.findall(found[2])
        return _Compound(
            "" if tag == "*" else tag,
            frozenset(self._fold(name) for sign, name in said if sign == "."),
            frozenset(self._fold(name) for sign, name in said if sign == "#"),
        )

    def _looked_up(self, around: int, tag: str, class_: str, name: str) -> tuple[int, str, str]:
        """Return the number of an element, and what is declared for it: as usual, and above its own style."""
        element = _Element(around, tag, frozenset(map(self._fold, class_.split())), name)
        number = 0
        if self._is_contextual:
            number = len(self._elements)
            self._elements.append(element)
        keys = ("", tag, *(f".{each}" for each in element.classes), f"#{name}")
        found: list[_Selector] = []
        for selectors in (self._selectors.get(key, ()) for key in keys):
            if self._steps > 0:
                self._steps -= len(selectors)
                found += [each for each in selectors if self._fits(each.chains, element)]
        found = sorted(found)[-_MOST_TOGETHER:]
        usual = ";".join(each.usual for each in found if each.usual)
        if tag in ("html", "body"):
            usual = ";".join(part for part in usual.split(";") if not _SETS_PAGE.match(part))
        return number, usual, ";".join(each.important for each in found if each.important)

    def _fits(self, chains: Sequence[Sequence[_Compound]], element: _Element) -> bool:
        """Whether an element, and those around it, are what a selector says."""
        at = element
        for number, chain in enumerate(chains):
            while number and at.tag and not self._chain_fits(chain, at):
                at = self._elements[at.around]
            if not at.tag or (not number and not self._chain_fits(chain, at)):
                return False
            for _ in chain:
                at = self._elements[at.around]
        return True

    def _chain_fits(self, chain: Sequence[_Compound], element: _Element) -> bool:
        for compound in chain:
            self._steps -= 1
            if self._steps < 0 or not element.tag or not compound.fits(element):
                return False
            element = self._elements[element.around]
        return True
