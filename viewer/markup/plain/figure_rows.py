"""Lines of a plain text with figures to the rows of one table, told by where their figures stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.markup.plain.rivers import RIVER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.markup.plain.segment import Segment

_FAR_OUT = 10_000
_SHIFT = 4


class FigureRows:
    """Rows of one table: the first line and the one behind the last, and from where to where their figures stand.

    `stub` is how far the longest stub reaches, `left` where the figures begin.
    """

    __slots__ = ("_ends", "columns", "end", "first", "left", "rows", "stub")

    def __init__(self, first: int) -> None:
        self.first = first
        self.end = first
        self.rows = 0
        self.columns: list[tuple[int, int]] = []
        self.stub = 0
        self.left = _FAR_OUT
        self._ends: dict[int, int] = {}

    def take(self, place: int, parts: Sequence[Segment], figures: Sequence[Segment]) -> None:
        """Take a row."""
        self.end = place + 1
        self.rows += 1
        for figure in figures:
            column = self._ends.get(figure.edge, -1)
            if column < 0 or figure.start < self.columns[column][0]:
                self._widen(figure)
        if not parts[0].figure:
            self.stub = max(self.stub, parts[0].end)

    def _widen(self, figure: Segment) -> None:
        left, right = figure.start, figure.edge
        self.left = min(self.left, left)
        for place, (start, end) in enumerate(self.columns):
            if left < end and start < right:
                self.columns[place] = (min(start, left), max(end, right))
                break
        else:
            place = len(self.columns)
            self.columns.append((left, right))
        self._ends[right] = place

    def is_over(self, figures: Sequence[Segment]) -> bool:
        """Whether most figures of a row stand below those of the body, each below one."""
        said = 0
        for figure in figures:
            start, end = figure.start, figure.edge
            column = self._ends.get(end, -1)
            if column >= 0 and self.columns[column][0] <= start:
                said += 1
                continue
            over = sum(a < end and start < b for a, b in self.columns)
            if over > 1:
                return False
            said += over
        return 2 * said >= min(len(figures), len(self.columns))

    def is_beside(self, figures: Sequence[Segment]) -> bool:
        """Whether figures right below a row stand among the stubs: a year, the code of an address."""
        return figures[0].end + RIVER <= self.left and len(self.columns) > 1

    def is_in_line(self, figures: Sequence[Segment]) -> bool:
        """Whether some figure ends where figures of the body do, or nearly there."""
        ends = self._ends
        return any(figure.end + step in ends for figure in figures for step in range(-_SHIFT, _SHIFT + 1))
