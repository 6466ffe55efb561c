"""A form's nodes and its template to a tree: the parts of the template in order, then all that none of them took."""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.forms.labelled import LabelledWriter
from viewer.forms.listing import ColumnHeading, listing, right_columns
from viewer.forms.node import Node, is_open
from viewer.forms.places import found, places
from viewer.forms.template import Entry, Part, PartKind, Template
from viewer.forms.value import (
    EXPLAINED,
    box_of,
    is_long,
    joined,
    marks_of,
    number_of,
    paragraphs,
    words_of,
)
from viewer.markup.compose import BOLD, Composer, Words
from viewer.markup.tree import Run, Tree

_OTHER = "Other"
_EMPTY = "☐"
_PLACE = re.compile(r"\{([^{}]+)\}")


class FormWriter:
    """Writes one form; it knows what of it was shown."""

    def __init__(self, root: Node, template: Template, filed: str) -> None:
        """Write the form `root` as `template` says; `filed` is the day of filing, as `2023-01-03`, or empty."""
        self._root = root
        self._template = template
        self._wording = template.wording
        self._dated = {name: dated.on_day(filed) for name, dated in template.dated.items()}
        self._page = Composer()

    def tree(self) -> Tree:
        """Return the tree of the whole form."""
        title = " ".join(_PLACE.sub(self._value_at, self._template.title).split()).replace(" :", ":")
        self._page.heading(title, 1)
        for part in self._template.parts:
            self._part(part, self._root, 0)
        if is_open(self._root):
            self._page.heading(_OTHER, 2)
            LabelledWriter(self._page, self._wording).write(self._root, 3)
        return self._page.tree(title)

    def _value_at(self, place: re.Match[str]) -> str:
        return self._root.first(tuple(place[1].split("/")))

    def _part(self, part: Part, top: Node, deeper: int) -> None:
        level = min(6, part.level + deeper)
        if part.kind is PartKind.GROUPS:
            self._groups(part, top, level, deeper)
        elif part.kind is PartKind.TABLE:
            self._table(part, top, level)
        elif part.kind is PartKind.SAY:
            self._heading(part.heading, level)
            self._page.paragraph((Run(self._said(part.say), EXPLAINED),))
        elif part.kind is PartKind.NOTES:
            self._notes(part, top, level)
        else:
            nodes = [node for node in top.find(part.each) if is_open(node)]
            if part.kind is PartKind.LABELLED:
                self._labelled(part, nodes, level)
            elif part.kind is PartKind.TEXT:
                self._texts(part, nodes, level)
            else:
                write = self._boxes if part.kind is PartKind.BOXES else self._values
                for node in nodes:
                    write(part, node, level)

    def _heading(self, words: str, level: int) -> None:
        if words:
            self._page.heading(self._said(words), level)

    def _said(self, words: str) -> str:
        """Return words of the template with what depends on the day of filing in them."""
        for name, dated in self._dated.items():
            words = words.replace(f"{{{name}}}", dated)
        return words

    # Values and boxes

    def _values(self, part: Part, top: Node, level: int) -> None:
        rows: list[tuple[Words, Words]] = []
        amounts: set[int] = set()
        heading = part.heading
        for entry in part.entries:
            nodes = self._nodes(entry, top)
            is_text = any(map(is_long, nodes))
            words = "" if is_text else self._words(entry, nodes, top)
            if is_text or words:
                self._heading(heading, level)
                heading = ""
            if words:
                amounts |= {len(rows)} if entry.amount else set()
                rows.append((self._said(entry.label), words))
            elif is_text:
                self._page.pairs(rows, frozenset(amounts))
                rows, amounts = [], set()
                self._paragraphs(nodes, self._said(entry.label))
        self._page.pairs(rows, frozenset(amounts))

    def _nodes(self, entry: Entry, top: Node) -> list[Node]:
        return [node for path in entry.paths for node in top.find(path) if node.text or node.marks]

    def _words(self, entry: Entry, nodes: Sequence[Node], top: Node, explain: bool = True) -> Words:
        said: list[Words] = [
            words_of(node, self._wording.meaning(entry.codes, node.text) if explain else "") for node in nodes
        ]
        if entry.box:
            said = [box_of(node) or word for node, word in zip(nodes, said, strict=True)]
        words = joined(said, entry.between)
        for holder in top.find(entry.marks) if entry.marks else ():
            if holder.marks:
                holder.shown = holder.shown or not holder.text
                words = joined([words, marks_of(holder)], "")
        return words

    def _boxes(self, part: Part, top: Node, level: int) -> None:
        lines: list[tuple[str, Words]] = []
        for entry in part.entries:
            nodes = self._nodes(entry, top)[:1]
            beside = [
                words_of(node) for node in (top.find(entry.beside) if entry.beside else ()) if node.text
            ]
            if not nodes and not beside and entry.optional:
                continue
            box = box_of(nodes[0]) if nodes else _EMPTY
            said = [*beside] if box else [*map(words_of, nodes), *beside]
            lines.append(
                (box or _EMPTY, joined([f"{entry.label}: ", joined(said, "; ")], "") if said else entry.label)
            )
        if lines:
            self._heading(part.heading, level)
        for box, words in lines:
            self._page.item(words, marker=box)

    # Groups, texts, notes

    def _groups(self, part: Part, top: Node, level: int, deeper: int) -> None:
        nodes = [node for node in top.find(part.each) if is_open(node)]
        for number, node in enumerate(nodes, 1):
            name = next((found.text for path in part.names for found in node.find(path) if found.text), "")
            heading = part.heading.replace("{number}", str(number)).replace("{name}", name)
            self._heading(heading.strip(" :"), level)
            for inner in part.parts:
                self._part(inner, node, deeper)
            if is_open(node) and part.parts:
                LabelledWriter(self._page, self._wording).write(node, level + 1)

    def _labelled(self, part: Part, nodes: Sequence[Node], level: int) -> None:
        if nodes:
            self._heading(part.heading, level)
        for node in nodes:
            writer = LabelledWriter(self._page, self._wording)
            writer.write(node, level + bool(part.heading), headed=bool(part.heading))

    def _texts(self, part: Part, nodes: Sequence[Node], level: int) -> None:
        if nodes:
            self._heading(part.heading, level)
        self._paragraphs(nodes)

    def _paragraphs(self, nodes: Sequence[Node], label: str = "") -> None:
        if label:
            self._page.paragraph((Run(label, BOLD),))
        for node in nodes:
            said = paragraphs(node.text) or [""]
            for words in said[:-1]:
                self._page.paragraph(words)
            self._page.paragraph(joined([said[-1], marks_of(node)], ""))
            node.shown = True

    def _notes(self, part: Part, top: Node, level: int) -> None:
        notes = [note for note in top.find(part.each) if is_open(note)]
        if notes:
            self._heading(part.heading, level)
        for note in notes:
            names = [child for child in note.children if child.name == "@id"]
            name = names[0].text if names else ""
            for child in names:
                child.shown = True
            note.shown = True
            mark = Run(f"({number_of(name)})")
            words = joined([(mark, Run(" ")), "\n".join(paragraphs(note.text))], "")
            self._page.paragraph(words, anchors=(name,) if name else ())

    # Tables

    def _table(self, part: Part, top: Node, level: int) -> None:
        nodes = [node for path in part.rows for node in top.find(path)]
        if part.having:
            nodes = [node for node in nodes if any(map(is_open, node.find(part.having)))]
        if not nodes:
            return
        self._heading(part.heading, level)
        rows, columns = self._rows(part.entries, nodes)
        kept = [at for at, entry in enumerate(part.entries) if columns[at].used or not entry.optional]
        entries = [part.entries[at] for at in kept]
        if len(kept) < len(part.entries):
            rows = [[row[at] for at in kept] for row in rows]
        amounts = frozenset(at for at, entry in enumerate(entries) if entry.amount)
        headings = [ColumnHeading(self._said(entry.label), self._said(entry.over)) for entry in entries]
        self._page.extend([listing(headings, rows, right_columns(rows) | amounts, amounts)])
        self._legend(entries, [columns[at] for at in kept])

    def _rows(
        self, entries: Sequence[Entry], nodes: Sequence[Node]
    ) -> tuple[list[list[Words]], list[_Column]]:
        """Return the cells of all rows, and of each column what is in it; row by row, for there may be many."""
        root = places([entry.paths for entry in entries])
        columns = [_Column() for _ in entries]
        rows: list[list[Words]] = []
        for node in nodes:
            row: list[Words] = []
            for entry, column, values in zip(entries, columns, found(node, root, len(entries)), strict=True):
                if values:
                    column.used = True
                    if entry.codes:
                        column.codes.update((value.text, None) for value in values if value.text)
                row.append(self._cell(entry, values, node))
            rows.append(row)
        return rows, columns

    def _cell(self, entry: Entry, values: Sequence[Node], top: Node) -> Words:
        if len(values) == 1 and not entry.box and not entry.marks:
            return words_of(values[0])
        return self._words(entry, values, top, explain=False) if values or entry.marks else ""

    def _legend(self, entries: Sequence[Entry], columns: Sequence[_Column]) -> None:
        """Explain the codes of the columns that have some, each that occurs."""
        for entry, column in zip(entries, columns, strict=True):
            known = [(code, self._wording.meaning(entry.codes, code)) for code in column.codes]
            said = "; ".join(f"{code}: {meaning}" for code, meaning in known if meaning)
            if said:
                label, over = self._said(entry.label), self._said(entry.over)
                label = over if label.lower() in over.lower() else " ".join(filter(None, (over, label)))
                self._page.paragraph((Run(f"{label}: {said}.", EXPLAINED),))


class _Column:
    """Whether anything stands in a column, and the codes in it, in the order of the document."""

    __slots__ = ("codes", "used")

    def __init__(self) -> None:
        self.codes: dict[str, None] = {}
        self.used = False
