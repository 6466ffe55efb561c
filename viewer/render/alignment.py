"""The blocks of a tree, and the same words written otherwise (as filed, as Markdown), to where each block stands there.

Both sides are compared by their letters and digits alone, in order: what parts them, and what markup stands between, is
nobody's word. A block whose letters follow those of the one before is in its place beyond doubt; one that does not is
looked for further on, together with the blocks behind it, so that no chance meeting of a few letters leads astray.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.markup.filed import PICTURE
from viewer.markup.tree import BlockKind
from viewer.render.spelling import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.markup.tree import Line, Tree

_SURE = 40  # letters in a row that stand at one place only
_LIKELY, _CLOSE = 12, 400  # letters that may be taken for a block by themselves, so many letters further on
_NEAR, _FAR = 2_000, 4_000_000  # letters further on at which a block is looked for: at first, at most


@dataclass(frozen=True, slots=True)
class Wording:
    """The letters of one block; `marker` is how many of them are a marker, which the parser may have made."""

    block: int
    letters: str
    marker: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """The letters `start` (included) to `end` (excluded) of the other writing are the block `block`."""

    start: int
    end: int
    block: int


def wordings(tree: Tree) -> Iterator[Wording]:
    """Yield the letters of the blocks of a tree (of a table: of its rows) that have any, in reading order."""
    for block in tree.blocks:
        if block.table is not None:
            for row in block.table.rows:
                said = "".join(_letters(line) for cell in row.cells for line in cell.lines)
                if said:
                    yield Wording(row.id, said)
            continue
        marker = letters(block.marker) if block.kind is BlockKind.ITEM else ""
        said = marker + _letters(block.runs)
        if said:
            yield Wording(block.id, said, len(marker))


def _letters(line: Line) -> str:
    return "".join(PICTURE if run.picture else letters(run.text) for run in line)


def aligned(blocks: Sequence[Wording], written: str) -> list[Standing]:
    """Return where blocks stand among the letters `written`, in order; those not found there are left out."""
    written = _one_case(written)
    blocks = [Wording(each.block, _one_case(each.letters), each.marker) for each in blocks]
    found: list[Standing] = []
    at, missed = 0, 0
    for number, block in enumerate(blocks):
        start, length = at, len(block.letters)
        if not written.startswith(block.letters, at):
            if block.marker and written.startswith(block.letters[block.marker :], at):
                length -= block.marker
            else:
                start = _further_on(blocks, number, written, at, min(_NEAR << min(missed, 12), _FAR))
        if start < 0:
            missed += 1
            continue
        if missed == 1 and number > 1 and start > at:
            found.append(Standing(at, start, blocks[number - 1].block))  # what lies between is the one missed
        missed, at = 0, start + length
        if length:
            found.append(Standing(start, at, block.block))
    return found


def _one_case(said: str) -> str:
    """Return letters in small ones, for capitals may be a matter of style; as they are where that changes how many."""
    small = said.lower()
    return small if len(small) == len(said) else said


def _further_on(blocks: Sequence[Wording], number: int, written: str, at: int, reach: int) -> int:
    """Return where a block and those behind it stand further on, -1 if they do not."""
    said, following = "", number
    while len(said) < _SURE and following < len(blocks):
        said += blocks[following].letters
        following += 1
    found = written.find(said, at, at + reach + len(said))
    alone = blocks[number].letters
    if found < 0 and len(alone) >= _LIKELY:
        return written.find(alone, at, at + _CLOSE + len(alone))
    return found
