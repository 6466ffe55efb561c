"""A date beside a signature that stands over a rule, name and office below it, to a table that only sets them so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.markup.plain.piece import Piece, RowPiece
from viewer.markup.tree import BlockKind, Border, Cell, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULE = re.compile(r" *(?P<drawn>[-_─]{8,})")
_GAP = re.compile(r" {3,}")
_SAYS_SO = re.compile(r"/s/|\\s\\|\(s\)|\bBy ?:|\bDated? ?:", re.IGNORECASE)
_MOST_LINES = 8
_LEAST = 16
_BEFORE = 8
_BEHIND = 10
_UNFINISHED = re.compile(r".*(?:,|&|\b(?:and|of|the|for))")


@dataclass(slots=True)
class _Row:
    """What one line says on the left and on the right, the rule below the right, and its lines as filed."""

    left: str
    right: str
    filed: list[str] = field(default_factory=list)
    ruled: bool = False


def signature(lines: Sequence[str]) -> Piece | None:
    """Return lines as a table of two columns, `None` where they are no signature beside other words."""
    rules = [(place, found) for place, line in enumerate(lines) if (found := _RULE.fullmatch(line))]
    if len(lines) > _MOST_LINES or len(rules) != 1:
        return None
    place, rule = rules[0]
    left = rule.start("drawn")
    if place < 1 or left < _LEAST or not _SAYS_SO.search(lines[place - 1]):
        return None
    rows: list[_Row] = []
    for at, line in enumerate(lines):
        if at == place:
            rows[-1].ruled = True
            rows[-1].filed.append(line)
            continue
        parts = _parted(line, left)
        if parts is None:
            return None
        goes_on = parts[1][:1].islower() or _UNFINISHED.fullmatch(rows[-1].right if rows else "")
        if at > place + 1 and goes_on and not parts[0]:
            rows[-1].right += " " + parts[1]
            rows[-1].filed.append(line)
        else:
            rows.append(_Row(*parts, [line]))
    signed = next(row for row in rows if row.ruled)
    return _table(rows) if signed.left and signed.right else None


def _parted(line: str, left: int) -> tuple[str, str] | None:
    """Return what a line says before and behind the place where the right column begins, `None` across it."""
    begins = len(line) - len(line.lstrip())
    if begins >= left - _BEFORE:
        return "", _words(line)
    for gap in _GAP.finditer(line, begins):
        if left - _BEFORE <= gap.end() <= left + _BEHIND:
            return _words(line[: gap.start()]), _words(line[gap.end() :])
    return (_words(line), "") if len(line) < left - 1 else None


def _words(said: str) -> str:
    return " ".join(said.split())


def _table(rows: Sequence[_Row]) -> Piece:
    made = []
    for row in rows:
        cells = [Cell(((Run(said),),), column) for column, said in enumerate((row.left, row.right)) if said]
        if row.ruled:
            cells[-1] = cells[-1]._replace(below=Border.SINGLE)
        made.append(RowPiece(tuple(cells), False, "\n".join(row.filed)))
    return Piece(BlockKind.TABLE, rows=tuple(made), columns=2, layout=True)
