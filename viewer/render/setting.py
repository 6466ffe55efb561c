"""A row of a table to the way it is set in lines: its cells beside each other, or below each other.

Columns of figures and of short texts stand beside each other. Prose does not: a row of it is a few lines of its own,
the last cell hanging beside short labels, perhaps below the first cell, or the cells one below the other.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from viewer.markup.tree import Align, Run

if TYPE_CHECKING:
    from viewer.markup.tree import Cell, Line, Row, Table

_MOST_STACKED = 40
_ANSWER = 8  # characters: ☐, Yes, Maybe
_NARROW = 60  # characters of a line
_PROSE = 25  # words
_WIDEST = 200  # characters of short texts beside each other
_LONGER = 15  # characters by which a line is longer than the first if they are not broken to fit
_MOST_FILLED = 3  # lines of a first cell beside single ones
_MOST_NAMED = 5  # lines of a name with a title or an address
_FEWEST_LINES = 3  # of a cell that is an address or a list of names, not a text broken to fit
_PLAIN_FIGURE = "0123456789,."
_LONGEST_FIGURE = 40
_NIL = ("—", "–", "-", "$—", "$ —")
WIDEST_LABEL = 48
"""How many characters the texts may have that stand on the line at which prose beside them begins."""
_DIGITS = re.compile(r"[^\w]*\d[\d.,]*(?<=\d)")
_FIGURE = re.compile(r"[^A-Za-z]*\d[\d.,]*[^A-Za-z\d]{0,4}(?:\(\w\))?")
_MOST_POINTS = 2
_ADDRESS = re.compile(r"c/o\b|www\.|https?:|\S+@")
# How a line of an address ends or begins, and no other: a code of the post, a telephone, a mail.
_OF_ADDRESS = re.compile(
    r"[A-Za-z]{2}[.,]?\s+\d{5}(?:-\d{4})?\s*$|\(\d{3}\)\s*\d{3}-\d{4}|\S@\S+\.\w|^\s*T(?:el)?\b\.?:?\s*\+?\(?\d|\bEsq\b",
    re.IGNORECASE,
)
# What a form asks for, in brackets below the answer.
_ASKED = re.compile(r"\s*\([A-Za-z]")
_LONGEST_ASKED = 90
_ANSWER_AND_ASKED = 2  # lines
_UNFINISHED = re.compile(
    r"[,&–—-]$|\b(?:and|or|of|on|the|to|in|for|from|per|by|with|ended|ending)$", re.IGNORECASE
)


class Setting(Enum):
    """How the cells of a row stand to each other."""

    BESIDE = "beside"
    HANGING = "hanging"
    HEADED = "headed"
    BELOW = "below"


def setting_of(row: Row, layout: bool) -> Setting:
    """Return how a row is set; `layout` says that it stands in a table that only sets texts side by side."""
    cells = row.cells
    if len(cells) < 2 or row.header:
        return Setting.BESIDE
    if layout and 1 < len(cells[-1].lines) <= _MOST_STACKED and all(len(c.lines) == 1 for c in cells[:-1]):
        return Setting.HANGING
    if any(map(_is_prose, cells)) or sum(len(cell.text) for cell in cells) > _WIDEST:
        if any(last_digit(cell.text) for cell in cells[1:]) or (not layout and _ends_in_answers(cells)):
            return Setting.BESIDE
        return _stacked(cells)
    tall = layout and max(len(cell.lines) for cell in cells) >= _FEWEST_LINES
    if tall and line_count(row) == 1 and not _asked_lines(row):
        is_fitted = any(map(is_broken, cells)) and len(cells[-1].lines) == 1
        return Setting.BESIDE if is_fitted else _stacked(cells)
    return Setting.BESIDE


def _ends_in_answers(cells: tuple[Cell, ...]) -> bool:
    """Whether prose behind labels is followed by boxes, dashes and short words, read by the headings over them."""
    behind = 0
    for cell in reversed(cells):
        text = cell.text.strip()
        if len(text) > _ANSWER or " " in text or "\n" in text:
            break
        behind += 1
    if not 0 < behind < len(cells):
        return False
    prose = cells[-behind - 1]
    return len(prose.lines) == 1 and _is_prose(prose) and _are_labels(cells[: -behind - 1])


def _stacked(cells: tuple[Cell, ...]) -> Setting:
    """Return how cells are set of which one has several lines or is prose."""
    if _are_labels(cells[:-1]):
        return Setting.HANGING
    return Setting.HEADED if len(cells) > 2 and _are_labels(cells[1:-1]) else Setting.BELOW


def _are_labels(cells: tuple[Cell, ...]) -> bool:
    lead = sum(len(cell.text) + 2 * cell.indent for cell in cells)
    return lead <= WIDEST_LABEL and all(len(cell.lines) == 1 for cell in cells)


def _is_prose(cell: Cell) -> bool:
    text = cell.text
    return text.count(" ") + text.count("\n") >= _PROSE and len(text.split(None, _PROSE)) > _PROSE


def has_named_stubs(table: Table) -> bool:
    """Whether most stubs of a table of data are lines that stand by themselves: names, and titles or addresses."""
    if table.layout:
        return False
    rows = [row for row in table.rows if not (row.header or row.cells[0].column) and len(row.cells) > 1]
    tall = [row.cells[0] for row in rows if _may_be_named(row.cells[0])]
    if len(tall) < 2 or 4 * len(tall) < 3 * len(rows):
        return False
    return 2 * sum(map(is_broken, tall)) <= len(tall)


def _may_be_named(stub: Cell) -> bool:
    return 1 < len(stub.lines) <= _MOST_NAMED and " " in _said(stub.lines[0]).strip()


def line_count(row: Row) -> int:
    """Return how many lines a row takes whose cells stand beside each other.

    It takes one, for a cell is mostly broken only to fit. Lines stand side by side where none goes on in the next and
    the cells have as many as each other, as two classes of shares and the symbols of each, or a single one. So do the
    lines of a title, which stands in its row alone, and answers of several lines on a cover page with what was asked
    below them; answers of one line are read on with what was asked behind each.
    """
    if row.header and (len(row.cells) > 1 or row.cells[0].column):
        return 1
    count = max([len(cell.lines) for cell in row.cells], default=1)
    if count > 1 and (asked := _asked_lines(row)):
        most = max(map(len, asked))
        return most if most > _ANSWER_AND_ASKED else 1
    if count == 1 or any(len(cell.lines) not in (1, count) or is_broken(cell) for cell in row.cells):
        return 1
    is_filled = all(len(cell.lines) == count for cell in row.cells) or _is_filled(row.cells, count)
    return count if is_filled else 1


def _is_filled(cells: tuple[Cell, ...], count: int) -> bool:
    """Whether the `count` lines of some cells are none broken to fit, and the single ones of the others no figures."""
    if any(len(cell.lines) == 1 and last_digit(cell.text) for cell in cells):
        return False
    tall = [cell for cell in cells if len(cell.lines) == count]
    if len(tall) > 1:
        return True
    lengths = [sum(len(run.text) for run in line) for line in tall[0].lines]
    if tall[0] is not cells[0] or count > _MOST_FILLED:
        return False
    return tall[0].text.startswith("/s/") or max(lengths[1:]) > lengths[0] + _LONGER


def beside_lines(row: Row) -> list[list[tuple[Cell, Line]]]:
    """Return the lines of a row of `line_count` above one, with the line of each cell that stands in each.

    What a cover page asks for stands on the last line. A single line stands with the first of the others; with the last
    where the first cell alone has several, for it is read behind them: a signature and the name below it, then the
    title and the date.
    """
    count = line_count(row)
    lines: list[list[tuple[Cell, Line]]] = [[] for _ in range(count)]
    if asked := _asked_lines(row):
        for cell, (*answer, last) in zip(row.cells, asked, strict=True):
            for place, line in enumerate(answer):
                lines[place].append((cell, line))
            lines[-1].append((cell, last))
        return lines
    at = count - 1 if all(len(cell.lines) == 1 for cell in row.cells[1:]) else 0
    for cell in row.cells:
        for place, line in enumerate(cell.lines, at if len(cell.lines) == 1 else 0):
            lines[place].append((cell, line))
    return lines


def _asked_lines(row: Row) -> list[list[Line]]:
    """Return the lines of cells that all are answers with what was asked in brackets below, which is one line of each.

    None where a cell is anything else.
    """
    found: list[list[Line]] = []
    for cell in row.cells if len(row.cells) > 1 else ():
        at = next((at for at, line in enumerate(cell.lines) if at and _ASKED.match(_said(line))), 0)
        if not at or not _said(cell.lines[-1]).rstrip().endswith(")"):
            return []
        asked = one_line(cell.lines[at:])
        if len(_said(asked)) > _LONGEST_ASKED:
            return []
        found.append([*cell.lines[:at], asked])
    return found


def one_line(lines: tuple[Line, ...]) -> Line:
    """Return the lines of a cell as one, a space between them."""
    done = list(lines[0]) if lines else []
    for line in lines[1:]:
        last = done[-1]
        if last.picture or last.style != line[0].style:
            done.append(Run(" "))
        else:
            done[-1] = Run(last.text + " ", last.style, last.href)
        done.extend(line)
    return tuple(done)


def _said(line: Line) -> str:
    return "".join(run.text for run in line)


def is_broken(cell: Cell) -> bool:
    """Whether a line of a cell goes on in the next: within brackets, behind a comma, with a small letter or word."""
    lines = [_said(line).strip() for line in cell.lines]
    return (
        any(line.count("(") != line.count(")") for line in lines)
        or any(line[:1].islower() and not _ADDRESS.match(line) for line in lines[1:])
        or any(_UNFINISHED.search(line) for line in lines[:-1])
    )


def is_fitted(cell: Cell) -> bool:
    """Whether the lines of a cell are one text, broken to fit a narrow column, and no address."""
    letters = sum(len(run.text) for line in cell.lines for run in line)
    if letters >= _NARROW * len(cell.lines) or not is_broken(cell):
        return False
    return len(cell.lines) < _FEWEST_LINES or not any(_OF_ADDRESS.search(_said(line)) for line in cell.lines)


def last_digit(text: str) -> int:
    """Return how many characters of a figure stand up to its last digit, 0 for a text, or the number of a telephone."""
    if text[:1].isdigit() and text.count(".") <= _MOST_POINTS and not text.strip(_PLAIN_FIGURE):
        return len(text.rstrip(",."))
    return _last_digit(text)


@lru_cache(maxsize=4096)
def _last_digit(text: str) -> int:
    if text.count(".") > _MOST_POINTS:
        return 0
    match = _DIGITS.match(text) if _FIGURE.fullmatch(text) else None
    return match.end() if match else 0


def figure_digits(cell: Cell, text: str) -> int | None:
    """Return how many characters of a figure stand up to its last digit, or `None` for a text."""
    if len(text) > _LONGEST_FIGURE:
        return None
    return last_digit(text) or (len(text) if text in _NIL and cell.align is Align.RIGHT else None)
