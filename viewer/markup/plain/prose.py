"""Lines of prose to paragraphs and list items: words set anew where a line only ended because it was full.

Lines that stand in columns (addresses side by side, signatures, tables without their tags) are kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from viewer.markup.plain.aligned import KEPT_LINES, MARKER, figured, in_columns, is_tabular, kept
from viewer.markup.plain.double_spaced import single_spaced
from viewer.markup.plain.fill_in import is_filled_in, set_anew
from viewer.markup.plain.measure import TYPICAL, Line, Measure, is_item_heading
from viewer.markup.plain.piece import PAGE_NUMBER, Piece, lead
from viewer.markup.plain.rule import HAND, RULE, is_inset, underlines
from viewer.markup.plain.signature import signature
from viewer.markup.plain.text_columns import text_tables
from viewer.markup.tree import Align, BlockKind

_ENTRY = re.compile(r"\.{3,}\s*\d{1,3}$")
_WIDEST = 140
_CENTER_SLACK = 3
_STEP = 4
_DEEPEST = 9
_ITEM_DEEPEST = 4
_NEAR = 2
_BETWEEN = 2
_RAGGED = 14
_FULL = 50
_SHORT = 4
# What begins a line of its own in signatures and letters; among others of its kind any word with a colon does.
_SIGNED = re.compile(
    r"(?:(?:By|Name|Title|Its|Dated?|Attest|Witness|Attention|Attn|Address|Telephone|Fax|Phone) ?: *\S|/s/)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:[A-Z][\w.]*(?: [\w.]+)? ?:|/s/)(?=\s|$)")
# What a form asks for, below the answer.
_ASKED = re.compile(r"\([A-Z][^()]*\)")
_FEW_LINES = 4
_LIST = 6
_UNFINISHED = re.compile(r"\b(?:and|or|of|the|for|to|in|on|by|from|with|a|an|at|as|that)$", re.IGNORECASE)


def prose(lines: Sequence[str], measure: Measure) -> Iterator[Piece]:
    """Yield the pieces of lines; each has its lines as filed, with the blank ones around it."""
    done = 0
    last: Piece | None = None
    for start, end, made in _parts(lines, measure):
        lead(made, start - done)
        yield from made
        last, done = made[-1], end
    if last and done < len(lines):
        (last.rows[-1] if last.rows else last).filed += "\n" * (len(lines) - done)


def _parts(lines: Sequence[str], measure: Measure) -> Iterator[tuple[int, int, list[Piece]]]:
    """Yield the tables of figures and what stands between them: where each begins and ends, and its pieces."""
    at = 0
    for start, end, table in figured(lines):
        yield from _between(lines, at, start, measure)
        yield start, end, table
        at = end
    yield from _between(lines, at, len(lines), measure)


def _between(
    lines: Sequence[str], first: int, last: int, measure: Measure
) -> Iterator[tuple[int, int, list[Piece]]]:
    at = first
    for start, end, table in text_tables(lines[first:last]):
        yield from _flowing(lines[at : first + start], at, measure)
        yield first + start, first + end, [table]
        at = first + end
    yield from _flowing(lines[at:last], at, measure)


def _flowing(part: Sequence[str], first: int, measure: Measure) -> Iterator[tuple[int, int, list[Piece]]]:
    for start, end, tabular in single_spaced(part, _stretches(part)):
        lines = part[start:end]
        if tabular:
            yield first + start, first + end, list(kept(lines))
        elif "" in lines:
            typed = [Line.of(line) for line in lines if line]
            edge = max(line.right for line in typed)
            yield first + start, first + end, [_paragraph(typed, lines, edge, measure)]
        else:
            yield first + start, first + end, list(_chunk(lines, measure))


def _stretches(lines: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield where chunks begin and end, and whether they stand in columns; such chunks are one, and what is between."""
    chunks: list[tuple[int, int, bool]] = []
    start = -1
    for place, line in enumerate((*lines, "")):
        if start >= 0 and line and _parts_chunk(lines, start, place):
            chunks.append((start, place, is_tabular(lines[start:place])))
            start = place
        if line and start < 0:
            start = place
        elif not line and start >= 0:
            chunks.append((start, place, is_tabular(lines[start:place])))
            start = -1
    at = 0
    while at < len(chunks):
        last = at
        if chunks[at][2]:
            for other in range(at + 1, len(chunks)):
                near = chunks[other][0] - chunks[last][1] <= _NEAR * (other - last)
                if chunks[other][2] and near and chunks[other][1] - chunks[at][0] <= KEPT_LINES:
                    last = other
                elif other - last > _BETWEEN or not near or not _is_stub(lines[slice(*chunks[other][:2])]):
                    break
        yield chunks[at][0], chunks[last][1], chunks[at][2]
        at = last + 1


def _parts_chunk(lines: Sequence[str], start: int, place: int) -> bool:
    """Whether the heading of a Part or an Item stands without a blank line behind a table, or before one."""
    if is_item_heading(lines[place]):
        return _ENTRY.search(lines[place - 1]) is None
    return place == start + 1 and is_item_heading(lines[start]) and in_columns(lines[place])


def _is_stub(lines: Sequence[str]) -> bool:
    """Whether lines between two chunks in columns may be stubs of one table: short ones that are no sentence."""
    if len(lines) > 2 or is_item_heading(lines[0]):
        return False
    return all(len(line) < 50 and not line.endswith(".") for line in lines)


# A chunk: lines between blank ones


def _chunk(lines: Sequence[str], measure: Measure) -> Iterator[Piece]:
    signed = signature(lines) if len(lines) > 1 else None
    if signed:
        yield signed
        return
    start = 0
    for end in range(len(lines) + 1):
        if end < len(lines) and not RULE.fullmatch(lines[end]):
            continue
        part = lines[start:end]
        if end + 1 < len(lines) and part and is_inset(part, lines[end], lines[end + 1]):
            continue
        made = list(kept(part) if part and is_tabular(part) else _paragraphs(part, measure))
        yield from made
        if end < len(lines):
            last = made[-1] if made and made[-1].kind is not BlockKind.PREFORMATTED else None
            if last and (underlines(lines[end], last.filed) or is_filled_in(lines[end], lines[end - 1])):
                last.underlined = not is_filled_in(lines[end], lines[end - 1])
                last.filed += "\n" + lines[end]
            else:
                yield Piece(BlockKind.RULE, "", lines[end])
        start = end + 1


def _paragraphs(lines: Sequence[str], measure: Measure) -> Iterator[Piece]:
    if not lines:
        return
    parsed = [Line.of(line) for line in lines]
    edge = _edge(parsed, measure)
    starts = [0]
    for place in range(1, len(parsed)):
        if _begins(parsed, starts[-1], place, edge):
            starts.append(place)
    for start, end in zip(starts, [*starts[1:], len(parsed)], strict=True):
        yield _paragraph(parsed[start:end], lines[start:end], edge, measure)


def _edge(lines: Sequence[Line], measure: Measure) -> int:
    """Return the right edge that full lines of a chunk reach."""
    right = max(line.right for line in lines)
    if measure.width > _WIDEST:
        return measure.width
    if right >= measure.width - 12:
        return min(right, measure.width) if len(lines) > 2 else measure.width
    body = lines[:-1]
    words = sum(line.text.count(" ") + 1 for line in body)
    even = all(line.right > right - _RAGGED for line in body)
    return (
        right
        if len(body) > 1 and (words > 9 * len(body) or (even and words > 6 * len(body)))
        else measure.width
    )


def _is_full(line: Line, after: Line, edge: int) -> bool:
    """Whether a line ended because the next word had no room."""
    return line.right + 1 + len(after.first) > edge


def _begins(lines: Sequence[Line], start: int, place: int, edge: int) -> bool:
    """Whether a paragraph begins at a line of a chunk."""
    now, before = lines[place], lines[place - 1]
    full = _is_full(before, now, edge)
    if MARKER.match(now.text):
        marked = MARKER.match(lines[start].text) is not None
        body = lines[start + 1].left if place - start > 1 else None
        return (
            not full
            or (marked and now.left == lines[start].left != body)
            or (body is not None and now.left > body)
        )
    if full:
        return (
            place - start > 1
            and now.left >= before.left + 2
            and before.text[-1] in ".:;"
            and now.text[0].isupper()
        )
    if now.left > before.left + 1 and place - start > 1:
        return before.text[-1] in '.:;!?"' or before.right < edge * 3 // 4
    if now.left + 1 < before.left and place - start > 1:
        return True
    return before.text[-1] in ".;!?" and before.right - before.left > edge // 2 and now.text[0].isupper()


def _paragraph(lines: Sequence[Line], filed: Sequence[str], edge: int, measure: Measure) -> Piece:
    align = _align(lines, measure)
    mark = MARKER.match(lines[0].text)
    if mark and align is not Align.LEFT and not _is_hanging(lines, mark.end()):
        mark = None
    elif mark:
        align = Align.LEFT
    if len(lines) == 1 and PAGE_NUMBER.fullmatch(lines[0].text):
        mark = None
    centered = align is Align.CENTER
    text = _reflowed(
        lines, max(edge, measure.width) if centered else edge, mark.end() if mark else 0, centered
    )
    left = min(line.left for line in lines) if len(lines) > 1 else measure.body(lines[0].left)
    depth = max(0, left - measure.margin)
    piece = Piece(BlockKind.PARAGRAPH, text, "\n".join(filed), align=align)
    if mark:
        piece.kind, piece.marker = BlockKind.ITEM, " ".join(mark["mark"].split())
        piece.level = min(_ITEM_DEEPEST, depth // _STEP)
    elif align is Align.LEFT:
        piece.indent = min(_DEEPEST, round(depth / _STEP))
    return piece


def _is_hanging(lines: Sequence[Line], inset: int) -> bool:
    """Whether lines are an item, set where others are centered: a long one, or one whose other lines hang below it."""
    first, *others = lines
    if others:
        return all(line.left == first.left + inset for line in others)
    sentence = any(len(word) > _SHORT and word.islower() for word in first.text.split())
    return sentence and inset > _SHORT and first.right - first.left > _FULL


def _reflowed(lines: Sequence[Line], edge: int, skip: int, centered: bool) -> str:
    """Return the words of lines, the first without `skip` letters; a line that was not full keeps its end."""
    done = [set_anew(lines[0].text[skip:])]
    # What stands in the right half of the page is a signature or an address, whose lines are short.
    loose = centered or min(line.left for line in lines) > edge // 2
    loose = loose or _is_list(lines, edge)
    full = sum(_is_full(before, now, edge - _RAGGED) for before, now in pairwise(lines))
    if 3 * full >= 2 * (len(lines) - 1) and not loose:
        edge = edge - _RAGGED if len(lines) == 2 else edge // 2
    label = _label_of(lines)
    for before, now in pairwise(lines):
        words = set_anew(now.text)
        ended = (loose and not centered) or not _is_full(before, now, edge)
        ended = ended and (centered or not _goes_on(before.text, now.text))
        if ended or _is_apart(before.text, now.text, label):
            done.append("\n" + words)
        elif _is_cut(before.text, now.text):
            done.append(words)
        else:
            done.append(" " + words)
    return "".join(done)


def _is_list(lines: Sequence[Line], edge: int) -> bool:
    """Whether lines are names one below the other, of which a few are long: most had room for the next word."""
    if (
        len(lines) < _LIST
        or len({line.left for line in lines}) > 1
        or any(line.text[0].islower() for line in lines)
    ):
        return False
    lengths = [len(line.text) for line in lines]
    if 2 * min(lengths[:-1]) > max(lengths):
        return False
    return 3 * sum(_is_full(before, now, edge) for before, now in pairwise(lines)) < len(lines)


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence cannot end where a line ends."""
    return _UNFINISHED.search(before) is not None or (after[0].islower() and before[-1] not in ".:;!?")


def _label_of(lines: Sequence[Line]) -> re.Pattern[str] | None:
    """Return what begins a line of its own in a paragraph, nothing in one that is as long as prose."""
    if len(lines) <= _FEW_LINES:
        return _SIGNED
    labels = sum(_LABEL.match(line.text) is not None for line in lines)
    return _LABEL if 3 * labels >= len(lines) else None


def _is_apart(before: str, after: str, label: re.Pattern[str] | None) -> bool:
    """Whether a line begins with a label, or one of two stands in brackets as a whole."""
    if label is not _SIGNED:
        return label is not None and label.match(after) is not None
    if len(before) < _FULL and (_SIGNED.match(after) or (HAND.match(before) and not after[0].islower())):
        return True
    return any(text[0] == "(" and _ASKED.fullmatch(text) for text in (before, after))


def _is_cut(before: str, after: str) -> bool:
    """Whether a line ends within a word: at a hyphen or a dash that stands against it."""
    if not before.endswith("-") or len(before) < 2 or before[-2].isspace():
        return False
    return before.endswith("--") or (
        after[0].isalnum() and after.split(None, 1)[0] not in ("and", "or", "to")
    )


def _align(lines: Sequence[Line], measure: Measure) -> Align:
    """Return how lines are set: each about one middle, each against the right edge, or left."""
    width = max(measure.width, 60)
    if width > _WIDEST:
        width = TYPICAL + 2
    middles = [line.left + line.right for line in lines]
    least = min(line.left for line in lines)
    uneven = len(lines) > 2 and len({line.left for line in lines}) > 2
    slack = 2 * _CENTER_SLACK + 4 * uneven
    if (
        len(lines) > 2
        and len({line.left for line in lines[1:]}) == 1
        and lines[1].right - lines[1].left > _FULL
    ):
        return Align.LEFT  # Set in on both sides.
    for middle in (width, 80, measure.margin + width, measure.middle or width):
        if all(abs(each - middle) <= slack for each in middles) and least >= 4 + measure.margin:
            longest = max(line.right - line.left for line in lines)
            if len(lines) > 1 or least >= 8 or longest < width // 2:
                return Align.CENTER
    if all(line.left > width // 2 and abs(line.right - lines[0].right) <= 1 for line in lines) and (
        lines[0].right >= width - 4
    ):
        return Align.RIGHT
    return Align.LEFT
