"""A page and its rendering to figures: what of the page the rendering keeps. What each means stands in the package.

Every figure goes by the words of the page that stand in the rendering (`Match`): where they stand tells whether a
paragraph is whole, a row a row, a column a column.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.fidelity.headers import tables_kept
from benchmarks.fidelity.matching import Match
from benchmarks.fidelity.signs import is_figure, is_parted, pairs
from benchmarks.fidelity.words import BOXES

if TYPE_CHECKING:
    from benchmarks.fidelity.shown import Line, Shown
    from benchmarks.fidelity.written import Written

_LONG = 8  # words of a line that is held as a paragraph
_LABEL = 3  # words of a label that may stand before its text, one space between
_MOST_REARRANGED = 4000  # words of a row
_MARK = re.compile(r"\(?\w{1,2}\)|\*+|[†‡]+")
_C1 = re.compile("[\x80-\x9f]")
_APART = 2.0  # pixels by which the ends of figures may differ in one column
_FEWEST = 3  # figures that make a column


@dataclass(frozen=True)
class Figures:
    """What a rendering keeps, 1 being all; None where the page has nothing of the kind. `lost` are examples."""

    recall: float
    precision: float
    paragraphs: float | None
    rows: float | None
    columns: float | None
    boxes: float | None
    tables: float | None
    lone: int
    lost: tuple[str, ...] = ()


def judged(shown: Shown, written: Written) -> Figures:
    """Return the figures of a rendering of a page."""
    return _Judge(shown, written).figures()


class _Judge:
    def __init__(self, shown: Shown, written: Written) -> None:
        self.shown, self.written = shown, written
        self.lost: list[str] = []
        self.match = Match([word.text for word in shown.words], [word.text for word in written.words])
        self._rearrange()

    def _rearrange(self) -> None:
        """Match the lines of rows anew of which words are missing, the inner rows first."""
        spans, places = self.shown.spans, self.match.places
        rows = sorted(self.shown.row_lines.values(), key=lambda lines: (len(lines), lines[0]))
        for lines in rows:
            stretches = [spans[number] for number in lines if spans[number]]
            if len(stretches) < 2 or stretches[-1].stop - stretches[0].start > _MOST_REARRANGED:
                continue
            if any(places[at] < 0 for stretch in stretches for at in stretch):
                self.match.rearrange(stretches)
                for stretch in stretches:
                    self._keep_together(stretch)

    def _keep_together(self, stretch: range) -> None:
        """Take the words of a line for lost behind a word of another line that stands among them, in one cell."""
        words = self.written.words
        for at in stretch[1:]:
            before, place = self.match.places[at - 1], self.match.places[at]
            if before < 0 or place in (-1, before + 1) or words[before].line != words[place].line:
                continue
            if self.written.part(words[before]) == self.written.part(words[place]):
                self.match.lose(range(at, stretch.stop))
                return

    def figures(self) -> Figures:
        """Return all figures."""
        places, owners = self.match.places, self.match.owners
        letters = [word.text not in BOXES for word in self.shown.words]
        ours = [word.text not in BOXES for word in self.written.words]
        kept = sum(place >= 0 and is_word for place, is_word in zip(places, letters, strict=True))
        filed = sum(owner >= 0 and is_word for owner, is_word in zip(owners, ours, strict=True))
        self._tell_words()
        return Figures(
            recall=_share(kept, sum(letters)) if any(letters) else 1.0,
            precision=_share(filed, sum(ours)) if any(ours) else float(not any(letters)),
            paragraphs=self._paragraphs(),
            rows=self._rows(),
            columns=self._columns(),
            boxes=self._boxes(),
            tables=self._tables(),
            lone=self._lone(),
            lost=tuple(self.lost),
        )

    def _tell_words(self) -> None:
        for kind, words, places in (
            ("lost", self.shown.words, self.match.places),
            ("invented", self.written.words, self.match.owners),
        ):
            page = self.shown if kind == "lost" else self.written
            for word, place in zip(words, places, strict=True):
                if place < 0:
                    self.lost.append(f"{kind}: {word.text!r} of {page.lines[word.line].text[:120]!r}")

    def _tell(self, kind: str, *lines: Line) -> None:
        self.lost.append(f"{kind}: " + " | ".join(line.text[:160] for line in lines))

    # Paragraphs

    def _paragraphs(self) -> float | None:
        long = [
            n
            for n, span in enumerate(self.shown.spans)
            if sum(self.shown.words[at].is_letters for at in span) >= _LONG
        ]
        kept = [self._is_whole(number) for number in long]
        for number, is_kept in zip(long, kept, strict=True):
            if not is_kept:
                self._tell("paragraph", self.shown.lines[number])
        return _share(sum(kept), len(kept)) if kept else None

    def _is_whole(self, number: int) -> bool:
        """Whether a line of the page stands together in the rendering, and by itself."""
        places = [self.match.places[at] for at in self.shown.spans[number]]
        if min(places) < 0 or places != sorted(places):
            return False
        line, words = self.shown.lines[number], self.written.words
        first, last = words[places[0]], words[places[-1]]
        if first.line != last.line and not (line.kept or self._has_beside(number)):
            return False
        if self.written.lines[first.line].paragraph != self.written.lines[last.line].paragraph:
            return False
        own = set(places)
        if any(
            place not in own and not self._is_aside(number, place) for place in range(places[0], places[-1])
        ):
            return False
        return self._is_bounded(number, places[0], -1) and self._is_bounded(number, places[-1], 1)

    def _has_beside(self, number: int) -> bool:
        """Whether a line stands in a cell of a table that sets cells beside each other."""
        cell = self.shown.lines[number].cell
        return cell >= 0 and self.shown.rows[self.shown.cells[cell].row].table in self.shown.wide_tables

    def _is_aside(self, number: int, place: int) -> bool:
        """Whether a word of the rendering is one that the page shows beside a line."""
        owner = self.match.owners[place]
        return owner >= 0 and self._are_beside(number, self.shown.words[owner].line)

    def _are_beside(self, number: int, other: int) -> bool:
        line, second = self.shown.lines[number], self.shown.lines[other]
        if 0 <= line.cell != second.cell >= 0:
            row, second_row = self.shown.cells[line.cell].row, self.shown.cells[second.cell].row
            if row == second_row:
                return True
        return line.is_beside(second)

    def _is_bounded(self, number: int, place: int, step: int) -> bool:
        """Whether a line of the page begins (`step` -1) or ends (1) where one of the rendering does, or a cell."""
        words, owners = self.written.words, self.match.owners
        here, place = words[place], place + step
        if 0 <= place < len(words) and words[place].line == here.line:
            word, owner = words[place], owners[place]
            if owner < 0:
                return False
            if self.written.is_broken_between(word, here):
                return True
            other = self.shown.words[owner].line
            line, second = self.shown.lines[number], self.shown.lines[other]
            if line.cell == second.cell and self._may_be_joined(number, other):
                return True
            if not self._are_beside(number, other):
                return False
            return self.written.part(word) != self.written.part(here) or self._is_label(other)
        return True

    def _may_be_joined(self, number: int, other: int) -> bool:
        """Whether two lines may be one: of text typed line by line, of a cell broken to fit beside others."""
        line, second = self.shown.lines[number], self.shown.lines[other]
        if abs(number - other) == 1 and min(number, other) in self.shown.typed_on:
            return True
        if line.kept and second.kept:
            return line.block == second.block
        return self._has_beside(number) and line.is_single and second.is_single

    def _is_label(self, number: int) -> bool:
        return sum(self.shown.words[at].is_letters for at in self.shown.spans[number]) <= _LABEL

    # Rows

    def _rows(self) -> float | None:
        rows = [cells for cells in self.shown.row_cells.values() if len(cells) > 1 and self._has_words(cells)]
        kept = [self._is_row(cells) for cells in rows]
        for cells, is_kept in zip(rows, kept, strict=True):
            if not is_kept:
                self._tell("row", *(self.shown.lines[n] for numbers in cells.values() for n in numbers))
        return _share(sum(kept), len(rows)) if rows else None

    def _has_words(self, cells: dict[int, list[int]]) -> bool:
        return any(self.shown.spans[number] for numbers in cells.values() for number in numbers)

    def _is_row(self, cells: dict[int, list[int]]) -> bool:
        """Whether the words of a row stand in lines with nothing else, those at one height on one, in order."""
        spans = self.shown.spans
        numbers = [number for lines in cells.values() for number in lines if spans[number]]
        places = [self.match.places[at] for number in numbers for at in spans[number]]
        if min(places) < 0:
            return False
        words, starts = self.written.words, self.written.line_starts
        hit = {words[place].line for place in places}
        if starts[max(hit) + 1] - starts[min(hit)] != len(places):
            return False
        alone = [each[0] for each in cells.values() if len(each) == 1 and 0 < len(spans[each[0]]) < _LONG]
        figures = [number for number in numbers if is_figure(self.shown.lines[number])]
        for level in (*self._levels(alone), *self._levels(figures)):
            for one, other in pairwise(level):
                last, first = self.match.places[spans[one][-1]], self.match.places[spans[other][0]]
                if last > first or words[last].line != words[first].line:
                    return False
        return True

    def _levels(self, numbers: list[int]) -> Iterator[list[int]]:
        """Yield the lines that stand at one height, from left to right; longer ones than the cell is wide left out."""
        lines = self.shown.lines
        level: list[int] = []
        for number in sorted((n for n in numbers if lines[n].is_single), key=lambda n: lines[n].middle):
            if level and lines[number].middle - lines[level[0]].middle > lines[number].size / 2:
                yield sorted(level, key=lambda n: lines[n].left)
                level = []
            level.append(number)
        yield sorted(level, key=lambda n: lines[n].left)

    # Columns

    def _columns(self) -> float | None:
        good = total = 0
        for figures in self._figure_columns():
            ends = [self._ends(number) for number in figures]
            known = Counter(end for each in ends for end in each).most_common(1)
            best, most = known[0] if known else (None, 0)
            total += len(ends)
            good += most
            for number, each in zip(figures, ends, strict=True):
                if best not in each:
                    self._tell(f"column at {each} for {best}", self.shown.lines[number])
        return _share(good, total) if total else None

    def _figure_columns(self) -> list[list[int]]:
        """Return the lines of the page that are figures, those of one table that end at one place together."""
        ends: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for row, cells in self.shown.row_cells.items():
            before: Line | None = None
            for numbers in cells.values():
                line = self.shown.lines[numbers[0]]
                if len(numbers) == 1 and is_figure(line) and not (before and _is_mark(line, before)):
                    ends[self.shown.rows[row].table].append((line.edge, numbers[0]))
                before = self.shown.lines[numbers[-1]]
        columns: list[list[int]] = []
        for figures in ends.values():
            last = -_APART
            for edge, number in sorted(figures):
                if edge - last > _APART:
                    columns.append([])
                columns[-1].append(number)
                last = edge
        return [sorted(column) for column in columns if len(column) >= _FEWEST]

    def _ends(self, number: int) -> tuple[tuple[str, int], ...]:
        """Return where a figure ends in the rendering, counted in one way or in two; nothing if it is lost."""
        digits = [at for at in self.shown.spans[number] if self.shown.words[at].text[-1:].isdigit()]
        place = self.match.places[digits[-1]] if digits else -1
        return self.written.ends(self.written.words[place]) if place >= 0 else ()

    # Boxes, tables, signs

    def _boxes(self) -> float | None:
        boxes = [at for at, word in enumerate(self.shown.words) if word.text in BOXES]
        kept = sum(self.match.places[at] >= 0 for at in boxes)
        return _share(kept, len(boxes)) if boxes else None

    def _tables(self) -> float | None:
        if not self.written.tables:
            return None
        bad = tables_kept(self.shown, self.written, self.match)
        self.lost += [f"table: {reason}" for reason in bad]
        return 1 - len(bad) / len(self.written.tables)

    def _lone(self) -> int:
        lines, words = self.shown.lines, self.shown.words
        parted = [pair for pair in pairs(self.shown) if is_parted(self.written, self.match, *pair)]
        for one, other in parted:
            self._tell("lone", lines[words[one].line], lines[words[other].line])
        return len(parted) + len(_C1.findall(self.written.source))


def _is_mark(line: Line, before: Line) -> bool:
    """Whether a line is the mark of a note on the one before it: closer to it than a letter is wide."""
    return bool(_MARK.fullmatch(line.text.strip())) and line.left - before.right < before.size


def _share(part: int, whole: int) -> float:
    return part / whole
