"""The lines of a section of a plain text to what tells its columns: its rules, its tags, its lines with figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from viewer.markup.plain.columns import rivers_of
from viewer.markup.plain.segment import Segment, is_drawn, is_rule, is_year, segments

_FEW_STUBS = 4
_STUB = 16
_FEWEST_RULES = 4


class Trust(Enum):
    """What says that lines are a table: its tags; rules across the page around its header, a header; nothing."""

    TAGGED = auto()
    FRAMED = auto()
    HEADED = auto()
    BARE = auto()


@dataclass(slots=True)
class Section:
    """The lines of a section, what they say, the rules among them, and which lines hold figures.

    `start` is where the body begins if the header is `fixed` by a ruler; from `first` to `last` there are figures, and
    `numbers` are the lines there that tell columns, by their place.
    """

    lines: Sequence[str]
    parsed: Sequence[Sequence[Segment]]
    drawn: Sequence[Sequence[Segment]]
    start: int
    fixed: bool
    first: int
    last: int
    numbers: Sequence[tuple[int, Sequence[Segment]]]
    trust: Trust

    @classmethod
    def of(
        cls, lines: Sequence[str], ruler: int, trust: Trust, known: Sequence[Sequence[Segment] | None]
    ) -> Section:
        """Take the lines apart that are not `known`; `ruler` is the line that follows the tags."""
        drawn: list[Sequence[Segment]] = []
        parsed: list[Sequence[Segment]] = []
        figured: list[bool] = []
        for line, parts in zip(lines, known, strict=True):
            rule = not parts and is_rule(line)
            found = parts or segments(line)
            drawn.append(found if rule else ())
            parsed.append(() if rule else found)
            figured.append(not rule and _is_figure_line(found))
        start = max(ruler, 0)
        fixed = any(parsed[:start])
        first = start if fixed else _first_figures(parsed, figured)
        last = _last_figures(figured)
        numbers = [
            (place, parsed[place]) for place in range(first, last) if len(parsed[place]) > 1 or figured[place]
        ]
        return cls(lines, parsed, drawn, start, fixed, first, last, numbers, trust)


def telling(section: Section) -> Iterator[Sequence[Sequence[Segment]]]:
    """Yield the lines that tell columns: those that are no totals where these are wider than a column, and all.

    Without tags, a line whose stub reaches over the figures of the others tells nothing, nor one whose figures touch.
    """
    numbers = section.numbers
    if section.trust is Trust.TAGGED:
        yield [parts for _, parts in numbers]
        return
    left = min((_left(parts) for _, parts in numbers), default=0)
    short = [
        each for each in numbers if (each[1][0].end <= left or each[1][0].figure) and not _is_glued(each[1])
    ]
    if len(numbers) - len(short) <= len(numbers) // _FEW_STUBS:
        numbers = short
    every = [parts for _, parts in numbers]
    others = [parts for place, parts in numbers if not (place and _is_below_rule(section.lines, place))]
    if 0 < len(others) < len(every) and rivers_of(others) > rivers_of(every):
        yield others
    yield every


def _left(parts: Sequence[Segment]) -> int:
    """Return where the figures begin that end a line; of a line without any, where it ends."""
    left = parts[-1].end
    for part in reversed(parts):
        if not part.figure:
            break
        left = part.start
    return left


def _is_glued(parts: Sequence[Segment]) -> bool:
    return any(a.end == b.start for a, b in pairwise(parts))


def _is_below_rule(lines: Sequence[str], place: int) -> bool:
    """Whether the line above, or the one above a blank one, is a rule."""
    above = lines[place - 1] or (lines[place - 2] if place > 1 else "")
    return bool(above) and is_rule(above)


def marks(parsed: Sequence[Sequence[Segment]], tags: Sequence[int]) -> Sequence[int]:
    """Return where columns begin: by the rules below the headings where each has one, else by the ruler's tags."""
    for parts in reversed(parsed):
        if len(parts) > 1 and all(is_drawn(part.text) for part in parts):
            return [part.start for part in parts] if len(parts) >= len(tags) - 1 else tags
    return tags


def finest(drawn: Sequence[Sequence[Segment]]) -> Sequence[Segment]:
    """Return the rules of the line with the most of them, none where they are not columns' but a total's."""
    found = max(drawn, key=len, default=())
    return found if len(found) >= _FEWEST_RULES else ()


def _is_figure_line(parts: Sequence[Segment]) -> bool:
    """Whether a line says a figure that is not part of a text."""
    if len(parts) < 2:
        return len(parts) == 1 and parts[0].start > _STUB and parts[0].figure
    return parts[-1].figure or any(part.figure for part in parts[1:])


def _first_figures(parsed: Sequence[Sequence[Segment]], figured: Sequence[bool]) -> int:
    """Return the first line with figures that are not years; of a table without figures, the first line."""
    first, found = 0, 0
    for place, parts in enumerate(parsed):
        if figured[place] and not all(is_year(part.text) for part in parts[1:] or parts):
            first = first if found else place
            found += 1
            if found > 1:
                return first
    return 0


def _last_figures(figured: Sequence[bool]) -> int:
    """Return the line behind the last one with figures; of a table without figures, the end."""
    if sum(figured) < 2:
        return len(figured)
    return len(figured) - list(reversed(figured)).index(True)
