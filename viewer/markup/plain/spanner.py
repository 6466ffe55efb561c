"""Headings of a table to the columns they stand over: one, or several that a spanner is set in the middle of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from viewer.markup.plain.segment import Segment, is_drawn, is_unit, is_year

if TYPE_CHECKING:
    from viewer.markup.plain.columns import Columns

_CENTERED = 3.5
_MIDDLE = 2
_SHORTER = 12
_REACHED = 4
_MOST_SPANNERS = 5
_MOST_COLUMNS = 14


def placed(
    words: Sequence[Segment],
    rules: Sequence[Segment],
    columns: Columns,
    after: Sequence[Sequence[Segment]],
) -> list[tuple[range, str]]:
    """Return the words of a line with the columns they stand over, by the rules below them and the lines `after`."""
    if not rules and len(words) == 1 and is_unit(words[0].text):
        every = range(1, len(columns))
        if len(every) > 1 and is_middle(words[0], every, columns):
            return [(every, words[0].text)]
    groups = _groups(words, columns, after)
    done: list[tuple[range, str]] = []
    for word in words:
        rule = next((rule for rule in rules if rule.start < word.end and word.start < rule.end), None)
        spanned = over_columns(rule, columns) if rule else range(0)
        if len(spanned) < 2:
            spanned = groups.get(word.start) or spanned_by(word, columns)
            if word.start not in groups:
                spanned = _with_below(word, spanned, after, columns)
        if done and spanned.start < done[-1][0].stop:
            free = range(done[-1][0].stop, max(spanned.stop, done[-1][0].stop))
            if not free:
                last, text = done[-1]
                done[-1] = (last, f"{text} {word.text}")
                continue
            spanned = free
        done.append((spanned, word.text))
    return done


def _with_below(word: Segment, spanned: range, after: Sequence[Sequence[Segment]], columns: Columns) -> range:
    """Return the columns of a heading that goes on in the lines `after`: one below it, or those of a spanner."""
    upper = word
    for parts, rules in pairwise(after):
        under = _under(parts, upper)
        if len(under) != 1 or is_drawn(under[0].text) or not _is_about(upper, under[0]):
            break
        rule = next((rule for rule in rules if is_drawn(rule.text) and _is_inside(under[0], rule)), None)
        if rule and len(_under(parts, rule)) == 1:
            return over_columns(rule, columns)
        upper = under[0]
    if len(spanned) > 1:
        leaf = _leaf(word, after)
        below = spanned_by(leaf, columns) if leaf else spanned
        return below if len(below) == 1 else spanned
    return spanned


def _under(parts: Sequence[Segment], word: Segment) -> list[Segment]:
    """Return what stands above or below a word."""
    return [part for part in parts if part.start < word.end and word.start < part.end]


def _is_about(upper: Segment, lower: Segment) -> bool:
    """Whether two headings are set about one middle, the lower one no less wide but for a word or two."""
    middle = abs(upper.start + upper.end - lower.start - lower.end) <= 2 * _MIDDLE
    return middle and lower.end - lower.start + _SHORTER >= upper.end - upper.start


def _is_inside(upper: Segment, lower: Segment) -> bool:
    """Whether a heading stands in the middle over a wider one, or over a rule."""
    middle = abs(upper.start + upper.end - lower.start - lower.end) <= 2 * _MIDDLE
    return middle and lower.start <= upper.start and upper.end <= lower.end


def over_columns(rule: Segment, columns: Columns) -> range:
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
    # A long stub may reach below the first letters of a heading.
    reach = columns.ends[0]
    over = [
        word
        for word in words
        if word.start >= reach or (word.start + _REACHED >= reach and word.end > columns.starts[1])
    ]
    count = len(columns) - 1
    if not 0 < len(over) < count or len(over) > _MOST_SPANNERS:
        return {}
    single = all(_leaf(word, after) for word in over)
    for ends in _partings(count, len(over), single):
        edges = [1, *(1 + end for end in ends), len(columns)]
        ranges = [range(a, b) for a, b in pairwise(edges)]
        if (
            all(map(is_middle, over, ranges, [columns] * len(over)))
            and any(map(_is_spanner, over, ranges, [columns] * len(over)))
            and _is_full(after, columns)
        ):
            return {word.start: columns_of for word, columns_of in zip(over, ranges, strict=True)}
    return {}


def _is_full(after: Sequence[Sequence[Segment]], columns: Columns) -> bool:
    """Whether each column but that of the stubs has a heading on a later line."""
    said = {
        k for parts in after for part in parts if not is_drawn(part.text) for k in spanned_by(part, columns)
    }
    return said.issuperset(range(1, len(columns)))


def _leaf(word: Segment, after: Sequence[Sequence[Segment]]) -> Segment | None:
    """Return the heading of the last line that a heading stands over, alone with those between; `None` without one."""
    found: Segment | None = None
    for parts in after:
        said = [part for part in parts if not is_drawn(part.text)]
        under = _under(said, word)
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


def is_middle(word: Segment, group: range, columns: Columns) -> bool:
    """Whether words stand in the middle of several columns, nearly."""
    middle = (columns.starts[group[0]] + columns.ends[group[-1]]) / 2
    return abs((word.start + word.end) / 2 - middle) <= _CENTERED


def _is_spanner(word: Segment, group: range, columns: Columns) -> bool:
    """Whether words can only stand over the group as a whole: over a river, or wider than the column in the middle."""
    if len(group) % 2 == 0:
        return True
    middle = group[len(group) // 2]
    wide = word.end - word.start > columns.ends[middle] - columns.starts[middle] + 1
    return len(group) > 1 and (wide or is_year(word.text))


def spanned_by(word: Segment, columns: Columns) -> range:
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
