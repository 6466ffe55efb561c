"""The lines of a table's body to its rows: stubs over several lines joined, rules made borders of the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.markup.plain.heading import border_of
from viewer.markup.plain.segment import Segment
from viewer.markup.tree import Border

if TYPE_CHECKING:
    from viewer.markup.plain.columns import Columns, Placed

GOES_ON = re.compile(
    r".*(?:[,&]|(?<!-)-|\b(?:and|or|of|the|for|to|in|on|by|from|with|a|an|at|per|under|net|into|as|its|their|that|which|ended"
    r"|ending|after|before|than|between|through|during|upon))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:(?:section|item|article|note)\s+)?\(?[\w.-]{1,7}[.):]*(?:\(\w{1,3}\))*", re.IGNORECASE
)
# How a line begins that goes on with the one above it; `(a)` and `(ii)` begin one of their own.
_LOW = re.compile(r"[a-z]|\((?![a-z]{1,3}\))[a-z]")
_ITEM = re.compile(r"item\s+\d", re.IGNORECASE)
_WIDE_GAP = 3
_PROSE = 30
_SLACK = 2


@dataclass(slots=True)
class BodyCell:
    """A cell: its lines, the columns it stands over, its rules."""

    lines: list[str]
    last: int
    end: int
    above: Border = Border.NONE
    below: Border = Border.NONE


@dataclass(slots=True)
class BodyRow:
    """A row: where it begins, its last line, its cells by column, and where its stub begins."""

    line: int
    last: int
    cells: dict[int, BodyCell] = field(default_factory=dict)
    left: int = 0


@dataclass(slots=True)
class _Stub:
    line: int
    left: int
    right: int
    text: str


class BodyReader:
    """Takes the lines of a body in order; `odd` counts those that do not fit the columns."""

    def __init__(self, columns: Columns, stub_end: int, text_columns: frozenset[int]) -> None:
        self.rows: list[BodyRow] = []
        self.odd = 0
        self._columns = columns
        self._stub_end = stub_end
        self._text_columns = text_columns
        self._pending: list[_Stub] = []
        self._above: dict[int, Border] = {}
        self._blank = True

    def read(
        self,
        lines: Sequence[str],
        parsed: Sequence[Sequence[Segment]],
        placed: Sequence[Sequence[Placed]],
        start: int,
    ) -> None:
        """Take the lines from `start` on, their segments (those of a rule are none), and these by columns."""
        for place in range(start, len(lines)):
            if parsed[place]:
                if self._pending or not self._regular(place, parsed[place], placed[place]):
                    self._line(place, parsed, placed[place])
                self._blank = False
            elif lines[place]:
                self._heading()
                self._rule(lines[place])
            else:
                self._heading()
                self._blank = True
        self._heading()

    def _regular(self, place: int, found: Sequence[Segment], placed: Sequence[Placed]) -> bool:
        """Take a row where each segment stands in a column of its own behind a stub; say whether it is one."""
        if len(found) < 2 or placed[0][0][0]:
            return False
        row = BodyRow(place, place, {}, found[0].start)
        cells, last = row.cells, -1
        for pieces in placed:
            column, part = pieces[0]
            if column == last or len(pieces) > 1:
                return False
            cells[column] = BodyCell([part.text], column, part.end)
            last = column
        for column in self._above.keys() & cells.keys() if self._above else ():
            cells[column].above = self._above[column]
        self._above.clear()
        cells[0].last = self._columns.touched(found[0].start, found[0].end).stop - 1
        self.rows.append(row)
        return True

    def _rule(self, line: str) -> None:
        """Draw the rules of a line below the last row's cells, or above those that are to come."""
        last = self.rows[-1] if self.rows else None
        for found in re.finditer(r"\S+", line):
            for column in self._columns.touched(found.start(), found.end()):
                cell = last.cells.get(column) if last else None
                if cell:
                    cell.below = border_of(found[0])
                elif column:
                    self._above[column] = border_of(found[0])

    def _line(self, place: int, parsed: Sequence[Sequence[Segment]], placed: Sequence[Placed]) -> None:
        odd = self.odd
        parts = self._parts(parsed[place], placed)
        self.odd = min(self.odd, odd + 1)
        if len(parts) == 1 and 0 in parts and (not parts[0].figure or parts[0].text[-1].isalpha()):
            self._stub_line(place, parts[0])
            return
        stub = parts.get(0)
        first = _Stub(place, stub.start, stub.end, stub.text) if stub else None
        if (
            self._pending
            and first
            and self._goes_on(self._pending[-1], first)
            and not self._is_child(place, parsed)
        ):
            joined = [*self._pending, first]
            self._pending = []
            self._row(place, parts, joined)
            return
        self._heading()
        if not stub and self._adds(place, parts):
            return
        self._row(place, parts, [first] if first else [])

    def _parts(self, found: Sequence[Segment], placed: Sequence[Placed]) -> dict[int, Segment]:
        """Return the words of a line by their columns; words that cross columns stay whole in the first."""
        parts: dict[int, Segment] = {}
        for place, segment in enumerate(found):
            pieces = placed[place]
            if len(pieces) > 1:
                crossed = self._columns.crossed(segment)
                if place or not self._crosses(pieces, len(found) == 1):
                    self.odd += crossed
                else:
                    pieces = [(pieces[0][0], segment)]
            for column, piece in pieces:
                known = parts.get(column)
                if known:
                    self._count(column, known, piece)
                    parts[column] = Segment.of((*known.words, *piece.words))
                else:
                    parts[column] = piece
        return parts

    def _crosses(self, pieces: Sequence[tuple[int, Segment]], alone: bool) -> bool:
        """Whether words that reach into other columns are one text all the same: a heading, or a long stub."""
        behind = pieces[1:]
        if any(piece.figure for _, piece in behind):
            return False
        return alone or any(column not in self._text_columns for column, _ in behind)

    def _count(self, column: int, known: Segment, piece: Segment) -> None:
        """Count words that share a column although a gap parts them, unless the first only numbers the second."""
        numbered = column < 2 and _NUMBERED.fullmatch(known.text)
        if piece.start - known.end >= _WIDE_GAP and not numbered:
            self.odd += 1

    def _stub_line(self, place: int, stub: Segment) -> None:
        now = _Stub(place, stub.start, stub.end, stub.text)
        if self._pending and not self._goes_on(self._pending[-1], now):
            self._heading()
        if not self._pending and self._trails(place, now):
            cell = self.rows[-1].cells[0]
            cell.lines[-1] = _joined((cell.lines[-1], now.text))
            self.rows[-1].last = place
            return
        self._pending.append(now)

    def _trails(self, place: int, now: _Stub) -> bool:
        """Whether a line goes on with the stub of the row before it, whose figures stand on its first line."""
        if not self.rows or self._blank or self.rows[-1].last != place - 1:
            return False
        row = self.rows[-1]
        stub = row.cells.get(0)
        if stub is None or len(row.cells) < 2:
            return False
        return now.left > row.left and (
            _LOW.match(now.text) is not None or GOES_ON.fullmatch(stub.lines[-1]) is not None
        )

    def _goes_on(self, before: _Stub, now: _Stub) -> bool:
        """Whether a stub goes on in the line `now`: its first word would not have fitted the line before."""
        if self._blank or before.text.endswith(":") or now.left < self._pending[0].left:
            return False
        if now.text[:1] == "I" and _ITEM.match(now.text):
            return False
        if _LOW.match(now.text) or GOES_ON.fullmatch(before.text) or _is_open(self._pending):
            return True
        if before.right > self._stub_end + 1 or (
            len(self._pending) == 1 and now.left == before.left and now.text[0].isupper()
        ):
            return False
        return before.right + 1 + len(now.text.split(" ", 1)[0]) > self._stub_end - _SLACK

    def _is_child(self, place: int, parsed: Sequence[Sequence[Segment]]) -> bool:
        """Whether a line set in below a heading has a sister: a line with figures that begins where it does."""
        now = parsed[place][0]
        if (
            now.text[0].islower()
            or now.start <= self._pending[-1].left
            or GOES_ON.fullmatch(self._pending[-1].text)
        ):
            return False
        after = parsed[place + 1] if place + 1 < len(parsed) else ()
        return len(after) > 0 and after[0].start == now.start and not after[0].text[0].islower()

    def _adds(self, place: int, parts: dict[int, Segment]) -> bool:
        """Add a line without a stub to the row before, where it only goes on with texts there; say whether it did."""
        if not self.rows or self._blank or self.rows[-1].last != place - 1:
            return False
        row = self.rows[-1]
        known = [column for column in parts if column in row.cells]
        if not known or not self._text_columns.issuperset(known):
            return False
        for column, part in parts.items():
            if column not in row.cells:
                self._add(row, column, part.text, part)
                continue
            cell = row.cells[column]
            full = cell.end + 1 + len(part.text.split(" ", 1)[0]) > self._columns.ends[column]
            wide = self._columns.ends[column] - self._columns.starts[column] >= _PROSE
            if part.text[0].islower() or GOES_ON.fullmatch(cell.lines[-1]) or (full and wide):
                cell.lines[-1] = _joined((cell.lines[-1], part.text))
            else:
                cell.lines.append(part.text)
            cell.end = part.end
        row.last = place
        return True

    def _row(self, place: int, parts: dict[int, Segment], stub: list[_Stub]) -> None:
        row = BodyRow(stub[0].line if stub else place, place, left=stub[0].left if stub else 0)
        above, cells = self._above, row.cells
        for column, part in parts.items():
            if column and not above:
                cells[column] = BodyCell([part.text], column, part.end)
            elif column or len(stub) < 2:
                self._add(row, column, part.text, part)
            else:
                self._add(row, column, _joined([each.text for each in stub]), part)
        above.clear()
        self.rows.append(row)

    def _add(self, row: BodyRow, column: int, text: str, part: Segment) -> None:
        last = column if column else self._columns.touched(part.start, part.end).stop - 1
        row.cells[column] = BodyCell([text], last, part.end, self._above.pop(column, Border.NONE))

    def _heading(self) -> None:
        """Make a row of a stub that no figures followed."""
        if self._pending:
            stub, self._pending = self._pending, []
            widest = max(stub, key=lambda each: each.right)
            part = Segment(widest.left, widest.right, "")
            above = dict(self._above)
            part.text = stub[0].text
            self._row(stub[-1].line, {0: part}, stub)
            self._above = {column: border for column, border in above.items() if column}


def _is_open(lines: Sequence[_Stub]) -> bool:
    """Whether a bracket was opened that is not closed."""
    return sum(line.text.count("(") - line.text.count(")") for line in lines) > 0


def _joined(lines: Sequence[str]) -> str:
    """Return lines as one; a word cut at its hyphen is closed up, as in prose.

    >>> _joined(["Interest-", "bearing deposits", "at banks"])
    'Interest-bearing deposits at banks'
    """
    done = lines[0]
    for line in lines[1:]:
        cut = done[-1:] == "-" and done[-2:-1].isalnum() and line[:1].isalpha()
        done += line if cut and line.split(" ", 1)[0] not in ("and", "or", "to") else " " + line
    return done
