"""Elements that no template knows to labelled values: names as words, groups as headings, alike ones as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from viewer.forms.listing import ColumnHeading, listing, right_columns
from viewer.forms.node import Node, Path, is_open
from viewer.forms.value import is_long, joined, marks_of, paragraphs, words_of
from viewer.forms.words import is_transparent
from viewer.markup.compose import BOLD, Composer, Words
from viewer.markup.tree import Run

if TYPE_CHECKING:
    from viewer.forms.wording import Wording

_DEEPEST_HEADING = 6
_SMALL = 12  # values of a group that needs no heading of its own
_TINY = 2  # the same, of a group that is a part of the document
_TOP = 2
_WIDEST = 12  # columns of a table of few rows
_MANY = 8
_WIDEST_OF_MANY = 150
_REPEATED = 60  # values of one column in one row


class _Column(NamedTuple):
    path: Path
    heading: ColumnHeading


class LabelledWriter:
    """Writes what was not shown of nodes, below headings from a level on.

    Labels and values that follow each other are one table, small groups set in below their names.
    """

    def __init__(self, page: Composer, wording: Wording) -> None:
        """Write to `page`, in the words of `wording`."""
        self._page = page
        self._wording = wording
        self._rows: list[tuple[Words, Words]] = []
        self._indents: list[int] = []

    def write(self, node: Node, level: int, *, headed: bool = False) -> None:
        """Write all of a node that was not shown, without a heading for the node itself.

        `headed` says that what stands above it names the groups that it does nothing but hold.
        """
        self._groups_or_all(node, level, headed=headed)
        for inner in node.walk():  # whatever no rule has thought of
            if inner.speaks:
                self._value(inner)
        self._flush()

    def _within(self, node: Node, level: int) -> None:
        if node.speaks:
            self._value(node)
        self._children(node, level)
        self._flush()

    def group(self, node: Node, level: int, number: int = 0) -> None:
        """Write a node below a heading of its own; `number` tells it from others of its name (0: it is alone)."""
        node = self._unwrapped(node)
        if not node.children:
            self._value(node)
            self._flush()
            return
        if is_transparent(node.name) or self._answer(node):
            self._within(node, level)
            return
        self._flush()
        label = self._wording.label(node.name) or "Text"
        words: Words = f"{label} {number}" if number else label
        if node.marks and not node.text:
            node.shown = True
            words = (Run(str(words)), *marks_of(node))
        self._page.heading(words, min(level, _DEEPEST_HEADING))
        self._groups_or_all(node, level + 1, headed=True)

    def _groups_or_all(self, node: Node, level: int, *, headed: bool) -> None:
        runs = _runs([child for child in node.children if is_open(child)]) if headed else []
        if len(runs) == 1 and len(runs[0]) > 1 and not node.speaks:
            self._alike(runs[0], level, headed=True)
            self._flush()
        else:
            self._within(node, level)

    def _unwrapped(self, node: Node) -> Node:
        """Return the group that a node does nothing but hold, where both are called alike."""
        while not node.speaks:
            inner = [child for child in node.children if is_open(child)]
            if len(inner) != 1 or not inner[0].children or not self._is_alike(node, inner[0]):
                break
            node = inner[0]
        return node

    def _is_alike(self, one: Node, other: Node) -> bool:
        """Whether one name says what the other does."""
        first, second = (self._wording.label(node.name).lower().rstrip("s") for node in (one, other))
        return first in second or second in first

    def _answer(self, node: Node) -> bool:
        """Add the answer that an element of a question carries as an attribute of the same name."""
        answers = [
            child for child in node.children if child.name[1:].endswith(node.name[1:]) and child.speaks
        ]
        if len(answers) != 1 or not answers[0].name.startswith("@"):
            return False
        self._value(answers[0])
        return True

    def _children(self, node: Node, level: int) -> None:
        for alike in _runs([child for child in node.children if is_open(child)]):
            first = alike[0]
            if len(alike) > 1 and first.children:
                self._alike(alike, level)
            elif not first.children:
                self._leaf(alike, 0)
            elif self._is_small(first, _SMALL if level > _TOP else _TINY):
                self._inline(first, 0)
            else:
                self.group(first, level)

    def _alike(self, alike: Sequence[Node], level: int, *, headed: bool = False) -> None:
        """Write several groups; `headed` says that what stands above them names them."""
        columns = self._columns(alike)
        if len(columns) == 1 and len({node.name for node in alike}) == 1:
            values = [found for node in alike for found in node.walk() if found.speaks]
            self._row(self._wording.label(alike[0].name), self._list(values), 0)
            return
        self._flush()
        if columns:
            self._table(alike, columns, 0 if headed else level)
            return
        numbered = len({node.name for node in alike}) == 1
        for number, node in enumerate(alike, 1):
            self.group(node, level, number if numbered else 0)

    # Labels and values

    def _leaf(self, alike: Sequence[Node], indent: int) -> None:
        """Add values of one name."""
        if any(map(is_long, alike)):
            for node in alike:
                self._value(node, indent)
            return
        label = self._wording.label(alike[0].name)
        self._row(label, self._list(alike), indent)

    def _list(self, nodes: Sequence[Node]) -> Words:
        """Return values of one name in one cell."""
        between = "; " if any("," in node.text for node in nodes) else ", "
        return joined([self._words(node) for node in nodes], between)

    def _value(self, node: Node, indent: int = 0) -> None:
        """Add a value; a long one as paragraphs below its name."""
        label = self._wording.label(node.name)
        if not is_long(node):
            self._row(label, self._words(node), indent)
            return
        self._flush()
        if label:
            self._page.paragraph((Run(label, BOLD),))
        said = paragraphs(node.text)
        for words in said[:-1]:
            self._page.paragraph(words)
        self._page.paragraph((Run(said[-1]), *marks_of(node)))
        node.shown = True

    def _words(self, node: Node) -> Words:
        return words_of(node, self._wording.meaning(self._wording.table_for(node.name), node.text))

    def _row(self, label: Words, words: Words, indent: int) -> None:
        self._rows.append((label, words))
        self._indents.append(indent)

    def _flush(self) -> None:
        if self._rows:
            self._page.table((), self._rows, indents=self._indents, pairs=True)
            self._rows, self._indents = [], []

    def _inline(self, node: Node, indent: int) -> None:
        """Add a small group: its name, and its values set in below; one value alone stands on the line of the name."""
        node = self._unwrapped(node)
        label = self._wording.label(node.name)
        parts = [child for child in node.children if is_open(child)]
        single = not node.speaks and len({child.name for child in parts}) == 1 and not parts[0].children
        if single and not any(map(is_long, parts)):
            inner = self._wording.label(parts[0].name)
            both = ": ".join(filter(None, (label, inner)))
            whole = max(label, inner, key=len) if self._is_alike(node, parts[0]) else both
            self._row(whole, self._list(parts), indent)
            return
        if is_transparent(node.name):
            indent -= 1
        elif node.speaks:
            self._row((Run(label, BOLD),), self._words(node), indent)
        else:
            self._row((Run(label, BOLD),), "", indent)
        for alike_parts in _runs(parts):
            if alike_parts[0].children:
                for part in alike_parts:
                    self._inline(part, indent + 1)
            else:
                self._leaf(alike_parts, indent + 1)

    def _is_small(self, node: Node, most: int) -> bool:
        """Whether a group can stand among the values: at most so many, all short, no groups of one name."""
        values = 0
        for inner in node.walk():
            values += inner.speaks
            if values > most or (inner.speaks and is_long(inner)):
                return False
            if _repeats_groups(inner):
                return False
        return True

    # Tables

    def _columns(self, alike: Sequence[Node]) -> list[_Column]:
        """Return the columns of a table that holds all values of groups; none where no table can."""
        paths: dict[Path, None] = {}
        widest = _WIDEST_OF_MANY if len(alike) >= _MANY else _WIDEST
        for node in alike:
            found = _paths(node)
            if found is None:
                return []
            paths.update(dict.fromkeys(found))
            if len(paths) > widest:
                return []
        labels = [self._wording.label(path[-1]) if path else "" for path in paths]
        times = Counter(labels)
        return [
            _Column(path, ColumnHeading(label, self._over(path) if times[label] > 1 else ""))
            for path, label in zip(paths, labels, strict=True)
        ]

    def _over(self, path: Path) -> str:
        """Return what tells a column from others that are called alike: what its group is called."""
        return self._wording.label(path[-2]) if len(path) > 1 else ""

    def _table(self, alike: Sequence[Node], columns: Sequence[_Column], level: int) -> None:
        named = len({node.name for node in alike}) > 1
        if level and not named:
            heading = self._wording.label(alike[0].name)
            self._page.heading(heading, min(level, _DEEPEST_HEADING))
        rows: list[list[Words]] = []
        for node in alike:
            row: list[Words] = [self._wording.label(node.name)] if named else []
            found = ([inner for inner in node.find(column.path) if inner.speaks] for column in columns)
            row.extend(map(self._list, found))
            rows.append(row)
        headings = [column.heading for column in columns]
        self._page.extend(
            [listing([ColumnHeading(""), *headings] if named else headings, rows, right_columns(rows))]
        )


def _runs(nodes: Sequence[Node]) -> list[list[Node]]:
    """Return nodes in runs: those of one name that follow each other, and groups of other names that say the same."""
    runs = [list(run) for _, run in groupby(nodes, key=lambda node: (node.name, not node.children))]
    done: list[list[Node]] = []
    before: list[Path] | None = None
    for run in runs:
        paths = _paths(run[0]) if len(run) == 1 and run[0].children else None
        if paths is not None and len(paths) > 1 and paths == before:
            done[-1].extend(run)
        else:
            done.append(run)
        before = paths
    return done


def _paths(node: Node) -> list[Path] | None:
    """Return the paths of the values in a group, none twice; `None` where it holds what no row of a table can."""
    found: dict[Path, int] = {}
    waiting: list[tuple[Path, Node]] = [((), node)]
    while waiting:
        path, inner = waiting.pop()
        if inner.speaks:
            if is_long(inner):
                return None
            found[path] = found.get(path, 0) + 1
            if found[path] > _REPEATED or len(found) > _WIDEST_OF_MANY:
                return None
        if len(inner.children) > _WIDEST_OF_MANY + _REPEATED or _repeats_groups(inner):
            return None
        waiting.extend(((*path, child.name), child) for child in reversed(inner.children))
    return list(found)


def _repeats_groups(node: Node) -> bool:
    """Whether a node holds several groups of one name that say more than one thing each."""
    groups = Counter(child.name for child in node.children if child.children)
    if len(groups) == groups.total():
        return False
    return any(
        sum(inner.speaks for inner in child.walk()) > 1
        for child in node.children
        if child.children and groups[child.name] > 1
    )
