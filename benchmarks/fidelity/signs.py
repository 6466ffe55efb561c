"""Lines of a page to its figures and the signs of these: which a rendering parts, though the page does not."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.fidelity.matching import Match
    from benchmarks.fidelity.shown import Line, Shown
    from benchmarks.fidelity.written import Written

_FIGURE = re.compile(r"[$€£¥]?\s*\(?[$€£¥]?\s*[\d,]*\.?\d[\d,]*(\.\d+)?\s*\)?\s*%?\s*\)?[⁰¹²³⁴⁵⁶⁷⁸⁹,*†‡]*")
_LEAD = re.compile(r"(?:[A-Z]{0,3}[$€£¥])?\s*\(?\s*[$€£¥]?")
_TRAIL = re.compile(r"[)%\s]+")
_DIGIT = re.compile(r"\d")


def is_figure(line: Line) -> bool:
    """Whether a line is a figure, with its signs and marks."""
    return line.edge > 0 and bool(_FIGURE.fullmatch(line.text.strip().replace("\xa0", " ")))


def pairs(shown: Shown) -> Iterator[tuple[int, int]]:
    """Yield the numbers of words of the page that belong together as a sign and its figure."""
    words, lines, spans = shown.words, shown.lines, shown.spans
    for at, (one, other) in enumerate(pairwise(words)):
        stands_close = one.line == other.line and one.end == other.start
        if stands_close and one.is_letters != other.is_letters and _DIGIT.search(one.text + other.text):
            yield at, at + 1
    for cells in shown.row_cells.values():
        numbers = [each[0] for each in cells.values() if len(each) == 1 and spans[each[0]]]
        for first, second in pairwise(numbers):
            if _is_lead(shown, lines[first], lines[second]) or _is_trail(lines[first], lines[second]):
                yield spans[first][-1], spans[second][0]


def _is_lead(shown: Shown, sign: Line, figure: Line) -> bool:
    """Whether a cell is the sign of the figure in the next, no cell between them in which one could stand."""
    if not (_LEAD.fullmatch(sign.text.strip()) and _FIGURE.match(figure.text.strip())):
        return False
    between = shown.cells[sign.cell + 1 : figure.cell]
    return all(each.right - each.left < 2 * sign.size for each in between)


def _is_trail(figure: Line, sign: Line) -> bool:
    """Whether a cell is the sign behind the figure in the one before it, closer to it than a letter is wide."""
    if not (_TRAIL.fullmatch(sign.text) and _FIGURE.match(figure.text.strip())):
        return False
    return sign.left - figure.right < figure.size


def is_parted(written: Written, match: Match, one: int, other: int) -> bool:
    """Whether a space, the edge of a cell or a line end stands between two words in the rendering."""
    left, right = match.places[one], match.places[other]
    if left < 0 or right < 0:
        return False
    first, second = written.words[left], written.words[right]
    if first.line != second.line:
        return True
    between = written.lines[first.line].text[first.start + len(first.text) : second.start]
    return any(sign.isspace() or sign == "|" for sign in between)
