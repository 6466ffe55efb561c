"""The lines over the figures of a table to its header rows: words below each other are one cell, spanners above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from viewer.markup.plain.segment import Segment, Word, is_drawn, is_year, segments
from viewer.markup.tree import Border

if TYPE_CHECKING:
    from viewer.markup.plain.columns import Columns

_DOUBLE = "="
_CENTERED = 3.5
_MIDDLE = 2
_TITLE_GAP = 2
_MOST_SPANNERS = 5
_MOST_COLUMNS = 14


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
    """The header of a table: how many lines of it are titles, and its rows."""

    titles: int
    rows: list[HeadRow]


def border_of(rule: str) -> Border:
    """Return what a drawn rule means."""
    return Border.DOUBLE if rule.lstrip()[:1] == _DOUBLE else Border.SINGLE


def read_header(lines: Sequence[str], columns: Columns, has_stub: bool) -> Header:
    """Return the header that `lines` say; the columns grow as wide as the rules drawn over them."""
    parsed: list[Sequence[Segment]] = [segments(line) for line in lines]
    finest = max((rules for rules in map(_rules, parsed) if len(rules) > 1), key=len, default=[])
    if finest:
        parsed = [_parted(parts, finest) for parts in parsed]
    parsed = [_aligned(parts, parsed[place + 1 :], columns) for place, parts in enumerate(parsed)]
    drawn = [_rules(parts) for parts in parsed]
    for rules in drawn:
        _widen(columns, rules)
    header = Header(0, [])
    for place, parts in enumerate(parsed):
        words = [part for part in parts if not is_drawn(part.text)]
        if not header.rows and _is_title(words, columns, has_stub, parsed[place + 1 :]):
            header.titles = place + 1
            continue
        if words:
            rules = _spanning(words, next(filter(None, drawn[place + 1 : place + 2]), []))
            after = parsed[place + 1 :]
            placed = _placed(words, rules, _groups(words, columns, after), columns, after)
            _stack(header.rows, placed, place)
        for rule in drawn[place]:
            _underline(header.rows, rule, columns)
    _sink(header.rows)
    header.rows = [row for row in header.rows if row.cells]
    return header


def _spanning(words: Sequence[Segment], rules: Sequence[Segment]) -> list[Segment]:
    """Return the rules on the next line that stand under one heading each."""
    return [
        rule for rule in rules if sum(rule.start < word.end and word.start < rule.end for word in words) == 1
    ]


def _rules(parts: Sequence[Segment]) -> list[Segment]:
    return [part for part in parts if is_drawn(part.text)]


def _parted(parts: Sequence[Segment], rules: Sequence[Segment]) -> list[Segment]:
    """Return headings that a single blank parts as two, where each stands over a rule of its own."""
    done: list[Segment] = []
    for part in parts:
        groups: dict[int, list[Word]] = {}
        for word in part.words:
            over = next(
                (k for k, r in enumerate(rules) if r.start - 1 <= word.start and word.end <= r.end + 1), -1
            )
            groups.setdefault(over, []).append(word)
        if len(parts) > 1 and len(groups) > 1 and -1 not in groups:
            done += [Segment.of(tuple(words)) for words in groups.values()]
        else:
            done.append(part)
    return done


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
        over = _over(rule, columns)
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
    if words[0].start < columns.ends[0] and words[-1].end > columns.starts[1]:
        return True
    if has_stub or (
        words[0].start >= columns.ends[0] and len(_spanned(words[0], columns)) == 1 == len(words)
    ):
        return False
    return any(len(parts) > len(_rules(parts)) for parts in after)


def _placed(
    words: Sequence[Segment],
    rules: Sequence[Segment],
    groups: dict[int, range],
    columns: Columns,
    after: Sequence[Sequence[Segment]],
) -> list[tuple[range, str]]:
    """Return the words of a line with the columns they stand over."""
    done: list[tuple[range, str]] = []
    for word in words:
        rule = next((rule for rule in rules if rule.start < word.end and word.start < rule.end), None)
        spanned = _over(rule, columns) if rule else range(0)
        if len(spanned) < 2:
            spanned = groups.get(word.start) or _spanned(word, columns)
            leaf = _leaf(word, after) if len(spanned) > 1 and word.start not in groups else None
            below = _spanned(leaf, columns) if leaf else spanned
            spanned = below if len(below) == 1 else spanned
        if done and spanned.start < done[-1][0].stop:
            free = range(done[-1][0].stop, max(spanned.stop, done[-1][0].stop))
            if not free:
                last, text = done[-1]
                done[-1] = (last, f"{text} {word.text}")
                continue
            spanned = free
        done.append((spanned, word.text))
    return done


def _over(rule: Segment, columns: Columns) -> range:
    """Return the columns that a rule stands over; one that only reaches over the ends of stubs is not theirs."""
    touched = [
        k for k in range(len(columns)) if rule.start < columns.ends[k] and columns.starts[k] < rule.end
    ]
    if len(touched) > 1 and not touched[0] and 2 * rule.start > columns.starts[0] + columns.ends[0]:
        touched = touched[1:]
    return range(touched[0], touched[-1] + 1) if touched else range(0)


def _groups(
    words: Sequence[Segment], columns: Columns, after: Sequence[Sequence[Segment]]
) -> dict[int, range]:
    """Return the columns of headings that stand in the middle over several columns each, by where the words begin.

    That is told only where each of these columns has a heading of its own on a later line.
    """
    over = [word for word in words if word.start >= columns.ends[0]]
    count = len(columns) - 1
    if not 0 < len(over) < count or len(over) > _MOST_SPANNERS:
        return {}
    single = all(_leaf(word, after) for word in over)
    for ends in _partings(count, len(over), single):
        edges = [1, *(1 + end for end in ends), len(columns)]
        ranges = [range(a, b) for a, b in pairwise(edges)]
        if (
            all(map(_is_middle, over, ranges, [columns] * len(over)))
            and any(map(_is_spanner, over, ranges, [columns] * len(over)))
            and _is_full(after, columns)
        ):
            return {word.start: columns_of for word, columns_of in zip(over, ranges, strict=True)}
    return {}


def _is_full(after: Sequence[Sequence[Segment]], columns: Columns) -> bool:
    """Whether each column but that of the stubs has a heading on a later line."""
    said = {
        k for parts in after for part in parts if not is_drawn(part.text) for k in _spanned(part, columns)
    }
    return said.issuperset(range(1, len(columns)))


def _leaf(word: Segment, after: Sequence[Sequence[Segment]]) -> Segment | None:
    """Return the heading of the last line that a heading stands over, alone with those between; `None` without one."""
    found: Segment | None = None
    for parts in after:
        said = [part for part in parts if not is_drawn(part.text)]
        under = [part for part in said if part.start < word.end and word.start < part.end]
        if len(under) > 1 or (said and not (under and _is_in_line(word, under[0]))):
            return None
        if under:
            found = word = under[0]
    return found


def _is_in_line(upper: Segment, lower: Segment) -> bool:
    """Whether two headings, one above the other, have an edge or the middle in common, nearly."""
    left, right = upper.start - lower.start, upper.end - lower.end
    return abs(left) <= 1 or abs(right) <= 1 or abs(left + right) <= _MIDDLE


def _partings(count: int, groups: int, even: bool) -> Iterator[tuple[int, ...]]:
    """Yield the ways to part `count` columns into groups, groups of one size first, or these alone."""
    if count % groups == 0:
        yield tuple(range(count // groups, count, count // groups))
    if count <= _MOST_COLUMNS and not even:
        yield from combinations(range(1, count), groups - 1)


def _is_middle(word: Segment, group: range, columns: Columns) -> bool:
    middle = (columns.starts[group[0]] + columns.ends[group[-1]]) / 2
    return abs((word.start + word.end) / 2 - middle) <= _CENTERED


def _is_spanner(word: Segment, group: range, columns: Columns) -> bool:
    """Whether words can only stand over the group as a whole: over a river, or wider than the column in the middle."""
    if len(group) % 2 == 0:
        return True
    middle = group[len(group) // 2]
    wide = word.end - word.start > columns.ends[middle] - columns.starts[middle] + 1
    return len(group) > 1 and (wide or is_year(word.text))


def _spanned(word: Segment, columns: Columns) -> range:
    """Return the columns that a heading stands over: those it covers half of, else the nearest one."""
    covered: list[int] = []
    first, last = word.start, word.end
    for k, (start, end) in enumerate(zip(columns.starts, columns.ends, strict=True)):
        if first < end and start < last:
            over = min(last, end) - max(first, start)
            if 2 * over >= min(end - start, 12):
                covered.append(k)
    if covered:
        return range(covered[0], covered[-1] + 1)
    middle = (word.start + word.end) / 2
    nearest = min(
        range(len(columns)),
        key=lambda k: max(columns.starts[k] - middle, middle - columns.ends[k], 0.0),
    )
    return range(nearest, nearest + 1)


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
        over = _over(rule, columns)
        for cell in rows[-1].cells:
            if cell.first in over and cell.last in over:
                cell.below = border_of(rule.text)


def _sink(rows: list[HeadRow]) -> None:
    """Move headings of one column down to the last row, over what is said of the column there."""
    for upper, lower in pairwise(rows):
        for cell in list(upper.cells):
            if cell.first != cell.last:
                continue
            into = next((other for other in lower.cells if other.first <= cell.first <= other.last), None)
            if into is None:
                upper.cells.remove(cell)
                lower.cells.append(cell)
            elif into.first == into.last:
                upper.cells.remove(cell)
                into.lines[:0] = cell.lines
    for row in rows:
        row.cells.sort(key=lambda cell: cell.first)
