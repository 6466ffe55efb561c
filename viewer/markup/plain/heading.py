"""The lines over the figures of a table to its header rows: words below each other are one cell, spanners above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from viewer.markup.plain.segment import Segment, Word, is_drawn
from viewer.markup.plain.spanner import is_middle, over_columns, placed, spanned_by
from viewer.markup.tree import Border

if TYPE_CHECKING:
    from viewer.markup.plain.columns import Columns

_DOUBLE = "="
_MIDDLE = 2
_TITLE_GAP = 2
# How far below a heading lie what it stands over and its rule.
_MOST_LINES = 20
_MOST_RULES = 4
_FARTHEST = 8
_DATE = re.compile(r"(?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.? \d{1,2}, (?:19|20)\d\d")
_DATES = re.compile(rf"{_DATE.pattern}(?: {_DATE.pattern})+")
_MOST_WORDS = 12


@dataclass(slots=True)
class HeadCell:
    """A heading over the columns from `first` to `last`, line by line."""

    first: int
    last: int
    lines: list[str]
    below: Border = Border.NONE


@dataclass(slots=True)
class HeadRow:
    """A row of headings; `line` is where it begins."""

    line: int
    cells: list[HeadCell] = field(default_factory=list)


@dataclass(slots=True)
class Header:
    """The header of a table: how many lines of it are titles, and its rows, their words in the lines they stand in."""

    titles: int
    rows: list[HeadRow]

    def sink(self) -> None:
        """Move headings of one column down to the last row, where they stand beside spanners of others."""
        _sink(self.rows)
        self.rows = [row for row in self.rows if row.cells]
        self.sort()

    def sort(self) -> None:
        """Put the headings of each row in the order of their columns."""
        for row in self.rows:
            row.cells.sort(key=lambda cell: cell.first)


def border_of(rule: str) -> Border:
    """Return what a drawn rule means."""
    return Border.DOUBLE if rule.lstrip()[:1] == _DOUBLE else Border.SINGLE


def read_header(parsed: Sequence[Sequence[Segment]], columns: Columns, has_stub: bool) -> Header:
    """Return the header that the segments of its lines say; the columns grow as wide as the rules drawn over them."""
    parsed = list(_parted_by_rules([_dated(parts) for parts in _over_their_rules(parsed)]))
    parsed = [
        _aligned(parts, parsed[place + 1 : place + 1 + _MOST_LINES], columns)
        for place, parts in enumerate(parsed)
    ]
    drawn = [_rules(parts) for parts in parsed]
    for rules in drawn:
        _widen(columns, rules)
    header = Header(0, [])
    for place, parts in enumerate(parsed):
        words = [part for part in parts if not is_drawn(part.text)]
        if not header.rows and _is_title(
            words, columns, has_stub, parsed[place + 1 : place + 1 + _MOST_LINES]
        ):
            header.titles = place + 1
            continue
        if words:
            rules = _spanning(words, next(filter(None, drawn[place + 1 : place + 2]), []))
            after = parsed[place + 1 : place + 1 + _MOST_LINES]
            _stack(header.rows, placed(words, rules, columns, after), place)
        for rule in drawn[place]:
            _underline(header.rows, rule, columns)
    header.sort()
    return header


def _spanning(words: Sequence[Segment], rules: Sequence[Segment]) -> list[Segment]:
    """Return the rules on the next line that stand under one heading each."""
    return [
        rule for rule in rules if sum(rule.start < word.end and word.start < rule.end for word in words) == 1
    ]


def _rules(parts: Sequence[Segment]) -> list[Segment]:
    return [part for part in parts if is_drawn(part.text)]


def _over_their_rules(parsed: Sequence[Sequence[Segment]]) -> Iterator[Sequence[Segment]]:
    """Yield lines; one that lost the blanks before it stands over the rules below again, if it fits them one by one."""
    for parts, below in zip(parsed, [*parsed[1:], ()], strict=False):
        fits = len(parts) == len(below) > 1 and not _rules(parts) and len(_rules(below)) == len(below)
        shifts = (
            [b.start + b.end - a.start - a.end for a, b in zip(parts, below, strict=True)] if fits else []
        )
        if shifts and min(shifts) > 2 * _FARTHEST and max(shifts) - min(shifts) <= 2 * _MIDDLE:
            yield [_moved(part, sum(shifts) // (2 * len(shifts))) for part in parts]
        else:
            yield parts


def _moved(part: Segment, places: int) -> Segment:
    return Segment.of(tuple(Word(word.start + places, word.end + places, word.text) for word in part.words))


def _dated(parts: Sequence[Segment]) -> Sequence[Segment]:
    """Return headings, two dates that a single blank parts as two of them."""
    done: list[Segment] = []
    for part in parts:
        if part.text.count(", ") > 1 and _DATES.fullmatch(part.text):
            begins = [part.text[: found.start()].count(" ") for found in _DATE.finditer(part.text)]
            done += [Segment.of(part.words[a:b]) for a, b in pairwise((*begins, len(part.words)))]
        else:
            done.append(part)
    return done


def _parted_by_rules(parsed: Sequence[Sequence[Segment]]) -> Sequence[Sequence[Segment]]:
    """Return lines with those headings parted that a single blank parts over the rules of the columns."""
    drawn = [_rules(parts) for parts in parsed]
    last = max(range(len(drawn)), key=lambda place: len(drawn[place]), default=0)
    if not drawn or len(drawn[last]) < 2:
        return parsed
    finest = drawn[last]
    done = list(parsed)
    for place in range(last):
        # Over a wide rule words are one heading.
        wide = [
            rule
            for rules in drawn[place + 1 : min(last, place + 1 + _MOST_LINES)]
            for rule in rules
            if len(_below(rule, finest)) > 1
        ]
        done[place] = [
            piece
            for part in parsed[place]
            for piece in (
                _over_each(part, finest) if len(parsed[place]) > 1 and not _below(part, wide) else [part]
            )
        ]
    return done


def _below(part: Segment, rules: Sequence[Segment]) -> list[Segment]:
    """Return the rules that a part of a line stands over."""
    return [rule for rule in rules if rule.start < part.end and part.start < rule.end]


def _over_each(part: Segment, rules: Sequence[Segment]) -> list[Segment]:
    """Return the words of a heading as one for each rule below it, all within these or all set by them; else as one."""
    words, over = part.words, _below(part, rules)
    if not 1 < len(over) <= min(len(words), _MOST_RULES) or len(words) > _MOST_WORDS:
        return [part]
    for gaps in combinations(range(1, len(words)), len(over) - 1):
        pieces = [Segment.of(words[a:b]) for a, b in pairwise((0, *gaps, len(words)))]
        both = list(zip(pieces, over, strict=True))
        if (
            all(rule.start - 1 <= piece.start and piece.end <= rule.end + 1 for piece, rule in both)
            or all(piece.start == rule.start for piece, rule in both)
            or all(piece.end == rule.end for piece, rule in both)
        ):
            return pieces
    return [part]


def _aligned(
    parts: Sequence[Segment], after: Sequence[Sequence[Segment]], columns: Columns
) -> Sequence[Segment]:
    """Return headings that a single blank parts as two, where all are then set as the headings below them are.

    One at least has to stand over its column by itself: it tells a line of headings from one over several columns.
    """
    below = [part for part in next((each for each in after if each), ()) if part.start >= columns.ends[0]]
    over = [part for part in parts if part.start >= columns.ends[0]]
    if not 1 < len(over) < len(below):
        return parts
    pieces = [_over_nearest(part, below) for part in over]
    every = [piece for group in pieces for piece in group]
    if len(every) != len(below) or not any(len(group) == 1 for group in pieces):
        return parts
    if not all(map(_is_set_over, every, below)):
        return parts
    return [*parts[: len(parts) - len(over)], *every]


def _over_nearest(part: Segment, below: Sequence[Segment]) -> list[Segment]:
    """Return the words of a heading by the headings of the line below that they stand nearest to."""
    groups: dict[int, list[Word]] = {}
    for word in part.words:
        middle = word.start + word.end
        nearest = min(range(len(below)), key=lambda k: abs(below[k].start + below[k].end - middle))
        groups.setdefault(nearest, []).append(word)
    return [Segment.of(tuple(words)) for words in groups.values()]


def _is_set_over(upper: Segment, lower: Segment) -> bool:
    """Whether a heading has the middle or the right edge of the one below it, and is no narrower."""
    middle = abs(upper.start + upper.end - lower.start - lower.end) <= _MIDDLE
    return (middle or upper.end == lower.end) and upper.end - upper.start >= lower.end - lower.start


def _widen(columns: Columns, rules: Sequence[Segment]) -> None:
    """Let the rules that stand over one column each say how wide it is."""
    for rule in rules:
        over = over_columns(rule, columns)
        if len(over) != 1:
            continue
        column = over[0]
        left = columns.ends[column - 1] if column else 0
        right = columns.starts[column + 1] if column + 1 < len(columns) else rule.end
        columns.starts[column] = min(columns.starts[column], max(rule.start, left))
        columns.ends[column] = max(columns.ends[column], min(rule.end, right))


def _is_title(
    words: Sequence[Segment], columns: Columns, has_stub: bool, after: Sequence[Sequence[Segment]]
) -> bool:
    """Whether a line stands over the stub and the columns alike."""
    if not words or any(b.start - a.end > _TITLE_GAP for a, b in pairwise(words)):
        return False
    if _goes_on_beside(words, columns, after):
        return False
    if words[0].start < columns.ends[0] and words[-1].end > columns.starts[1]:
        return True
    if has_stub and words[0].start < columns.starts[1] - _TITLE_GAP and _is_apart(words, after, columns):
        return True
    if has_stub or (
        words[0].start >= columns.ends[0] and len(spanned_by(words[0], columns)) == 1 == len(words)
    ):
        return False
    return any(len(parts) > len(_rules(parts)) for parts in after)


def _is_apart(words: Sequence[Segment], after: Sequence[Sequence[Segment]], columns: Columns) -> bool:
    """Whether a blank line parts words, and those below, from headings; some reach over columns, off their middle."""
    beside = next((place for place, parts in enumerate(after) if len(parts) > 1), 0)
    blank = max((place for place in range(beside) if not after[place]), default=-1)
    if blank < 0 or len(after[beside]) == len(_rules(after[beside])):
        return False
    left = columns.starts[1]
    above, below = (
        [parts[0] for parts in each if parts] for each in ((words, *after[:blank]), after[blank:beside])
    )
    if any(is_drawn(part.text) for part in (*above, *below)) or any(part.end > left for part in below):
        return False
    every = range(1, len(columns))
    return any(part.end > left for part in above) and not all(
        is_middle(part, every, columns) for part in above
    )


def _goes_on_beside(words: Sequence[Segment], columns: Columns, after: Sequence[Sequence[Segment]]) -> bool:
    """Whether words are a heading of the first column alone, whose last line stands beside headings of others."""
    reach = columns.ends[0] + _TITLE_GAP
    for parts in (words, *after):
        if not parts or parts[0].end > reach or is_drawn(parts[0].text):
            return False
        if len(parts) > 1:
            return parts is not words and parts[1].start >= columns.starts[1] - _TITLE_GAP
    return False


def _stack(rows: list[HeadRow], placed: list[tuple[range, str]], line: int) -> None:
    """Add a line of headings: to the last row where each word continues a cell or is a new one, else as a row."""
    if not rows or any(not _fits(rows[-1], spanned) for spanned, _ in placed):
        rows.append(HeadRow(line))
    row = rows[-1]
    for spanned, text in placed:
        cell = next(
            (cell for cell in row.cells if cell.first == spanned.start and cell.last == spanned.stop - 1),
            None,
        )
        if cell:
            cell.lines.append(text)
        else:
            row.cells.append(HeadCell(spanned.start, spanned.stop - 1, [text]))


def _fits(row: HeadRow, spanned: range) -> bool:
    for cell in row.cells:
        if cell.first < spanned.stop and spanned.start <= cell.last:
            same = cell.first == spanned.start and cell.last == spanned.stop - 1
            if not same or cell.below is not Border.NONE:
                return False
    return True


def _underline(rows: list[HeadRow], rule: Segment, columns: Columns) -> None:
    """Draw a rule below the cells of the last row that it stands under."""
    if rows:
        over = over_columns(rule, columns)
        for cell in rows[-1].cells:
            if cell.first in over and cell.last in over:
                cell.below = border_of(rule.text)


def _sink(rows: list[HeadRow]) -> None:
    """Move headings of one column down to the last row, over what is said of the column there."""
    for upper, lower in pairwise(rows):
        for cell in list(upper.cells):
            if cell.first != cell.last:
                _sink_spanner(upper, lower, cell)
                continue
            into = next((other for other in lower.cells if other.first <= cell.first <= other.last), None)
            if into is None:
                upper.cells.remove(cell)
                lower.cells.append(cell)
            elif into.first == into.last:
                upper.cells.remove(cell)
                into.lines[:0] = cell.lines


def _sink_spanner(upper: HeadRow, lower: HeadRow, cell: HeadCell) -> None:
    """Move a heading without a rule down to where it goes on over the same columns."""
    into = next((each for each in lower.cells if (each.first, each.last) == (cell.first, cell.last)), None)
    if into and cell.below is Border.NONE and len(upper.cells) > 1:
        upper.cells.remove(cell)
        into.lines[:0] = cell.lines
