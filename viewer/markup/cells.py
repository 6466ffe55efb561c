"""Rows and cells as filed to rows of cells that read: signs joined to their numbers, drawn rules become borders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from viewer.markup.column_contents import TRAIL, ColumnContents
from viewer.markup.draft import Draft
from viewer.markup.tree import Align, BlockKind, Border, Line, Run

if TYPE_CHECKING:
    from viewer.markup.grid import CellTag, RowDraft, TableDraft

# Currencies told by more than a few letters before a sign. The letters stand apart from the number they are joined to.
_WORDED = (
    r"RMB|CNY|USD|EUR|GBP|CAD\$|CAD|CHF|JPY|HKD|AUD|NZD|SGD|SEK|NOK|DKK|INR|KRW|TWD|MXN|BRL|ZAR|ILS|NIS|RUB|PLN|CZK|IDR|MYR"
    r"|Rs\.|Rs|Ps\.\$|Ps\.|Ps|Rp|Cdn\$|CDN\$|Can\$|AU\$|NZ\$|MX\$|U\.S\.\$|₩|₹|₪"
)
_CURRENCIES = frozenset(_WORDED.replace("\\", "").split("|"))
FIGURE = re.compile(
    rf"(?:{_WORDED}|(?:US|C|A|HK|NT|S|R)?[$€£¥]|R\s*(?=\d[\d,.\s]{{2}}))?\s*[-–—−+(]?\s*\(?(?:{_WORDED}|[$€£¥])?\s*(?:\d[\d,.\s]*|\.\d+)\s*\)?\s*[%x×]?\s*\)?"
    r"(?:\s*[*†‡]|\s*\(\w{1,2}\))?"
    rf"|(?:{_WORDED}|[$€£¥])?\s*(?:[-–—−]+|-0-)\s*%?|(?:{_WORDED}|[$€£¥])?\s*\(?[-–—−]+\)?|N/?[AM]|n/?[am]|nil|\*+"
)
_LEAD = re.compile(rf"(?:{_WORDED}|(?:US|C|A|HK|NT|S|R)?[$€£¥])\s*\(?|\(|\(\s*[$€£¥]|[-–—−+]\s*[$€£¥]")
_NOTE = re.compile(r"\(?[\w*†‡#]{1,2}\)?(?:,?\s*\(\w{1,2}\))*")
_LETTER = re.compile(r"\([a-z]\)")
_SIGN = re.compile(r"([$€£¥(])\s+(?=[\d(.$€£¥–—-])|(?<=[\d)])\s+(?=[)%])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TELEPHONE = re.compile(r"(?:\+?\d{1,2}[. ])?\d{3}[. ]\d{3}[. ]\d{4}")
# What a blank stands behind that somebody is to fill in.
_TO_SIGN = re.compile(r"(?:By|Name|Title|Its|Dated?|Signature|Signed|Print(?:ed)? name)\s*:?", re.IGNORECASE)
_BLANK = 24
_DRAWN = re.compile(r"[-–—_=\s]{3,}")
_FIGURE_END = re.compile(r"[\d–—-]\s*\)?$")
# What a text ends or begins with that the expression above could match: most do not, and need no further look.
_LEAD_ENDS = "$€£¥( "
_TRAIL_STARTS = ")% "
_FIGURE_LETTERS = "UCAHNSRn"
_WORDED_STARTS = frozenset(word[:3] for word in _CURRENCIES)
_PLAIN_FIGURE = "0123456789,."
_LONGEST_FIGURE = 40
_MOST_JOINED = 24
"""Cells that a figure is made of, its signs and marks; a row may have thousands that look like marks."""
# Signs that, one below the other, draw a rule down the side of a cell; at least so many.
_STROKES = (":", "|")
_FEWEST_DRAWN = 2
_SIMPLE = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.RULE)
_PARAGRAPH = BlockKind.PARAGRAPH


class FiledCell:
    """A cell with its words, its sign joined to its number, in `width` physical columns from `start` to before `end`.

    `figure` says that it holds nothing but a figure, `simple` that its blocks are plain lines that can stand in a grid,
    `row` counts the rows that hold words; `column` and `span` are its logical column, and how many it spans. `own`
    are its blocks without those of a sign that was joined to it.
    """

    __slots__ = (
        "above", "align", "below", "blocks", "column", "end", "figure", "lines", "own", "row", "simple", "span",
        "start", "tag", "text", "width",
    )  # fmt: skip

    def __init__(
        self,
        place: tuple[int, int],
        tag: CellTag,
        rules: tuple[Border, Border],
        blocks: list[Draft],
        lines: tuple[Line, ...],
        text: str,
    ) -> None:
        """Take the place (before which column it ends, too), the rules above and below, and the words of `blocks`."""
        self.start, self.end = place
        self.width = self.end - self.start
        self.above, self.below = rules
        self.tag, self.lines, self.text, self.row = tag, lines, text, 0
        self.column, self.span = 0, 1
        self.blocks = self.own = blocks
        first = blocks[0]
        self.align = first.align if first.kind is _PARAGRAPH else tag.align
        self.figure = is_figure(text)
        self.simple = (
            first.kind in _SIMPLE if len(blocks) == 1 else all(block.kind in _SIMPLE for block in blocks)
        )


@dataclass(slots=True)
class FiledRow:
    """A row that holds words; `rules` are the borders on its cells, `head` says that its tags make it a heading.

    `place` is its place among the rows as filed, from 0; `ruled` tells a rule across the table in a row
    of its own below.
    """

    cells: list[FiledCell]
    shaded: bool
    head: bool
    rules: list[tuple[int, int, Border, Border]]
    place: int
    ruled: bool = False


def is_figure(text: str) -> bool:
    """Whether a text is nothing but a figure."""
    first = text[:1]
    if len(text) >= _LONGEST_FIGURE or (
        first.isalpha() and first not in _FIGURE_LETTERS and text[:3] not in _WORDED_STARTS
    ):
        return False
    plain = first.isdigit() and text.count(".") < 2 and not text.strip(_PLAIN_FIGURE)
    return plain or _reads_as_figure(text)


@lru_cache(maxsize=4096)
def _reads_as_figure(text: str) -> bool:
    return FIGURE.fullmatch(text) is not None and not _TELEPHONE.fullmatch(text)


def filed_rows(table: TableDraft) -> Iterator[FiledRow]:
    """Yield the rows that hold words; rows of rules become borders of the row above."""
    last: FiledRow | None = None
    count = 0
    named = ColumnContents(table)
    for place, draft in enumerate(table.rows):
        words: list[FiledCell] = []
        drawn: list[FiledCell] = []
        for filed in draft.cells:
            filed.row = count
            (drawn if _is_rule(filed) else words).append(filed)
        if words:
            count += 1
            if drawn or draft.rules:
                words = _with_blank(words, drawn, draft)
            head = draft.head or all(cell.tag.header for cell in words)
            last = FiledRow(_joined(words, named), draft.shaded, head, draft.rules, place)
            yield last
        elif last is not None and (drawn or draft.rules):
            _draw_below(last, draft, drawn)


def _with_blank(words: list[FiledCell], drawn: list[FiledCell], draft: RowDraft) -> list[FiledCell]:
    """Return the cells of a row, and the blank to be filled in that is drawn behind a last label: `By: ____`."""
    label = words[-1]
    if not _TO_SIGN.fullmatch(label.text) or (len(words) > 1 and label.text[-1] != ":"):
        return words
    rules = [(start, end) for start, end, _, below in draft.rules if below is not Border.NONE]
    rules += [(cell.start, cell.end) for cell in drawn if cell.text[:1] in ("", "_")]
    for start, end in rules:
        if start >= label.end:
            blocks = [Draft(BlockKind.PARAGRAPH, (Run("_" * _BLANK),), label.blocks[0].look)]
            tag = replace(label.tag, rows=1, header=False)
            blank = filed_cell((start, end), tag, (Border.NONE, Border.NONE), blocks)
            blank.row = label.row
            return [*words, blank]
    return words


def filed_cell(
    place: tuple[int, int], tag: CellTag, rules: tuple[Border, Border], blocks: list[Draft]
) -> FiledCell:
    """Return a cell that holds blocks; `place` is its first physical column, and the one before which it ends."""
    runs = blocks[0].runs
    if len(blocks) == 1 and runs:
        text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
        if "\n" not in text:
            return FiledCell(place, tag, rules, blocks, (runs,), text)
    lines = tuple(line for block in blocks for line in _split(block.runs))
    if len(lines) > _FEWEST_DRAWN and any(map(_is_stroke, lines)):
        lines = _without_strokes(lines)
    text = " ".join("".join(run.text for run in line) for line in lines)
    return FiledCell(place, tag, rules, blocks, lines, text)


def _is_stroke(line: Line) -> bool:
    return "".join(run.text for run in line).strip() in _STROKES


def _without_strokes(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a cell without those of which the filer drew a rule down its side."""
    words = tuple(line for line in lines if not _is_stroke(line))
    return words if words and len(lines) - len(words) >= _FEWEST_DRAWN else lines


def _split(runs: Line) -> Iterator[Line]:
    """Yield the lines of a block, parted at its line feeds."""
    if not any("\n" in run.text for run in runs):
        if runs:
            yield runs
        return
    line: list[Run] = []
    for run in runs:
        parts = run.text.split("\n")
        for place, part in enumerate(parts):
            if place and line:
                yield tuple(line)
                line = []
            if part or run.picture:
                line.append(Run(part, run.style, run.href, run.picture))
    if line:
        yield tuple(line)


def _is_rule(cell: FiledCell) -> bool:
    """Whether a cell only draws a line: a rule, or a row of dashes."""
    if not cell.text:
        return all(block.kind is BlockKind.RULE for block in cell.blocks)
    return cell.text[0] in "-–—_=" and _DRAWN.fullmatch(cell.text) is not None


def _draw_below(row: FiledRow, draft: RowDraft, drawn: list[FiledCell]) -> None:
    """Give a row the rules that the filer drew as a row of its own below it."""
    rules = [(start, end, above) for start, end, above, below in draft.rules]
    rules += [(start, end, below) for start, end, above, below in draft.rules]
    rules += [(c.start, c.end, Border.DOUBLE if "=" in c.text else Border.SINGLE) for c in drawn]
    for start, end, border in rules:
        if border is Border.NONE:
            continue
        for cell in row.cells:
            if cell.start < end and start < cell.end:
                cell.below = border
    row.ruled = _is_across(row, rules)


def _is_across(row: FiledRow, rules: list[tuple[int, int, Border]]) -> bool:
    """Whether rules go from the left edge of the table to the end of a row: no line to sign on, nor below a figure."""
    reached = 0
    for start, end, border in sorted(rules, key=itemgetter(0, 1)):
        if border is not Border.NONE and start <= reached:
            reached = max(reached, end)
    return reached >= row.cells[-1].end


def _joined(cells: list[FiledCell], named: ColumnContents) -> list[FiledCell]:
    """Return the cells of a row with currency signs, closing brackets, percents and note marks at their numbers."""
    done: list[FiledCell] = []
    waiting: FiledCell | None = None
    for cell in cells:
        if waiting is not None:
            if cell.text[:1].isdigit() or FIGURE.fullmatch(cell.text) or cell.text[:1] in "(.":
                cell = _merged(waiting, cell)
            else:
                done.append(waiting)
            waiting = None
        if (cell.text in _CURRENCIES and cell not in named) or (
            cell.text[-1:] in _LEAD_ENDS and _LEAD.fullmatch(cell.text)
        ):
            waiting = cell
        elif done and len(done[-1].blocks) < _MOST_JOINED and _belongs(done[-1], cell, named):
            done[-1] = _merged(done[-1], cell)
        else:
            done.append(cell)
    if waiting is not None:
        done.append(waiting)
    for cell in done:
        if cell.figure and " " in cell.text and len(cell.lines) == 1 and _SIGN.search(cell.text):
            cell.lines = (_tight(cell.lines[0]),)
            cell.text = "".join(run.text for run in cell.lines[0])
    return done


def _belongs(left: FiledCell, cell: FiledCell, named: ColumnContents) -> bool:
    """Whether a cell only closes or marks the figure to its left."""
    text = cell.text
    if not text:
        return False  # it holds a table, or something else of its own
    if text[:1] in _TRAIL_STARTS and TRAIL.fullmatch(text):
        if not _is_open(left) or ("%" in text and "%" in left.text):
            return False
        # Behind a year or words that end in one, it heads a column of its own: percentages of the figures beside it.
        heads = text == "%" and (not left.figure or _YEAR.fullmatch(left.text))
        return not (heads and named.is_numbered(cell))
    if text[0] == "(" and left.figure and cell.start == left.end:
        # A letter in brackets is no loss: the rule that a fee is worked out by, `457(o)`, or a mark.
        lettered = left.align is Align.RIGHT and _LETTER.fullmatch(text) and left.text[-1:].isdigit()
        if lettered or named.is_of_notes(cell):
            return True
    first = cell.lines[0][0]
    raised = first.style.superscript and all(run.style.superscript for line in cell.lines for run in line)
    if not raised and first.text[:1] in _TRAIL_STARTS and TRAIL.fullmatch(first.text) and _is_open(left):
        raised = all(run.style.superscript for run in cell.lines[0][1:])
    is_note = raised and len(text) < 12 and _NOTE.fullmatch(text.lstrip(")% ")) is not None
    return is_note and cell not in named


def _is_open(cell: FiledCell) -> bool:
    """Whether a cell ends in a figure that a sign may follow."""
    return cell.figure or _FIGURE_END.search(cell.text) is not None


def _merged(left: FiledCell, right: FiledCell) -> FiledCell:
    main = right if _LEAD.fullmatch(left.text) else left
    apart = (Run(" "),) if left.text[-1:].isalpha() or left.text[-1:] == "." else ()
    lines = (*left.lines[:-1], (*left.lines[-1], *apart, *right.lines[0]), *right.lines[1:])
    text = f"{left.text} {right.text}" if apart else left.text + right.text
    blocks = [*left.blocks, *right.blocks]
    cell = FiledCell((left.start, right.end), main.tag, (main.above, main.below), blocks, lines, text)
    cell.row, cell.own = main.row, main.own
    cell.align = Align.RIGHT if main.figure else main.align
    return cell


def _tight(line: Line) -> Line:
    """Return the runs of a figure without the spaces inside it."""
    text = "".join(run.text for run in line)
    drop = {
        at for match in _SIGN.finditer(text) for at in range(match.start() + len(match[1] or ""), match.end())
    }
    done, at = [], 0
    for run in line:
        kept = "".join(letter for place, letter in enumerate(run.text, at) if place not in drop)
        at += len(run.text)
        if kept:
            done.append(Run(kept, run.style, run.href, run.picture))
    return tuple(done)
