"""Lines of a plain text to where its tables of figures stand, header and rules with them, where no tag says so.

Built up from below: rows are lines with figures behind a gap; rows whose figures stand above each other make a body;
the lines over the figures are its header, up to the words that stand across the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from viewer.markup.plain.figure_rows import FigureRows
from viewer.markup.plain.measure import is_item_heading
from viewer.markup.plain.section import Trust
from viewer.markup.plain.segment import Segment, is_drawn, is_rule, is_unit, is_year, segments

_FAR_IN = 16
_LONGEST_HEADER = 14
_LONGEST_BODY = 400
_MOST_STUBS = 14
_MOST_BLANK = 2
_ACROSS = 60
_SENTENCE = 8
_RULED = 5
_TITLE = 12
_STUB = 45
_MOST_WAITING = 6
_NEAR = 1
_DRAWN = frozenset("-=_─═")
_FEWEST = 2
_MANY = 3
_TRAILING = 2
_ENTRY = re.compile(r"(?:\s|\.\.)\d{1,3}$")
_ENDED = re.compile(r".*[.:;]")


class Span(NamedTuple):
    """Where a table stands: from line `start` to `end`, its header up to `body` (`start` where it has none).

    `parsed` are the segments of its lines, `None` of one that was not taken apart.
    """

    start: int
    body: int
    end: int
    trust: Trust
    parsed: Sequence[Sequence[Segment] | None]

    def up_to(self, end: int) -> Span:
        """Return what stands before a line."""
        return self._replace(end=end, parsed=self.parsed[: end - self.start])

    def behind(self, start: int) -> Span:
        """Return what stands from a line of the body on, without a header."""
        return Span(start, start, self.end, Trust.BARE, self.parsed[start - self.start :])


def tables(lines: Sequence[str]) -> list[Span]:
    """Return where tables of figures stand, in order; lines are without space behind them."""
    parsed = [_columns(line) for line in lines]
    found: list[tuple[FigureRows, _Header | None, int]] = []
    least = 0
    for body in _bodies(lines, parsed):
        header = _header(lines, parsed, body, least)
        found.append((body, header, header.top if header else _stubs(lines, body, least)))
        least = body.end
    done: list[Span] = []
    for place, (body, header, start) in enumerate(found):
        if body.rows >= (_MANY if header is None else _FEWEST) or (header and header.framed):
            until = found[place + 1][2] if place + 1 < len(found) else len(lines)
            trust = Trust.BARE if header is None else Trust.FRAMED if header.framed else Trust.HEADED
            end = _tail(lines, parsed, body, until)
            done.append(Span(start, header.behind if header else start, end, trust, parsed[start:end]))
    return done


def _columns(line: str) -> Sequence[Segment] | None:
    """Return the segments of a line that may stand in columns, `None` of one that holds a single one."""
    text = line.lstrip()
    if len(line) - len(text) < _FAR_IN and "  " not in text and ".." not in text and ". ." not in text:
        return None
    return None if text[:1] in _DRAWN and is_rule(line) else segments(line)


def _figures(parts: Sequence[Segment]) -> list[Segment]:
    """Return the figures that end a row, none of a line that is no row."""
    if len(parts) == 1 and parts[0].start < _FAR_IN:
        return []
    found = []
    behind = parts[1:] if len(parts) > 1 else parts
    for part in reversed(behind):
        text = part.text
        if not part.figure or (text[0] in "-=_" and _is_ruled(part)) or (text[-1] == ")" and "(" not in text):
            break
        found.append(part)
    if not found:
        found = [part for part in behind if part.figure and not _is_ruled(part)]
        if len(found) < _FEWEST:
            return []
    return [] if _is_years(found) else found


def _bodies(lines: Sequence[str], parsed: Sequence[Sequence[Segment] | None]) -> Iterator[FigureRows]:
    """Yield the rows that follow each other with their figures in the same columns."""
    now: FigureRows | None = None
    for place, parts in enumerate(parsed):
        figures = _figures(parts) if parts else []
        if not parts or not figures:
            continue
        if now and all(lines[now.end : place]) and now.is_beside(figures):
            continue
        if now is None or not _is_next(lines, parsed, now, place, figures):
            if now is not None:
                yield now
            now = FigureRows(place)
        now.take(place, parts, figures)
    if now is not None:
        yield now


def _is_next(
    lines: Sequence[str],
    parsed: Sequence[Sequence[Segment] | None],
    body: FigureRows,
    place: int,
    figures: Sequence[Segment],
) -> bool:
    """Whether a row goes on with a body: its figures below those of the body, nothing between the two but stubs."""
    if place - body.first > _LONGEST_BODY or not body.is_over(figures):
        return False
    if len(figures) < min(_FEWEST, len(body.columns)):
        reach = max((part.end for part in parsed[place] or () if not part.figure), default=0)
        if reach > body.left + _NEAR:
            return False
    if place == body.end:
        return True
    if not lines[place - 1] and not body.is_in_line(figures):
        return False
    return _goes_on(lines, parsed, body, place)


def _goes_on(
    lines: Sequence[str], parsed: Sequence[Sequence[Segment] | None], body: FigureRows, place: int
) -> bool:
    """Whether what stands between a body and a row are blank lines, rules and stubs alone."""
    left = body.left
    contents = len(body.columns) == 1 and _ENTRY.search(lines[body.end - 1]) is not None
    blank = stubs = 0
    across = False
    for at in range(body.end, place):
        line = lines[at]
        if not line:
            blank += 1
            across = False
            if blank > _MOST_BLANK:
                return False
            continue
        blank = 0
        parts = parsed[at]
        if parts is None and is_rule(line):
            across = False
            continue
        if parts and len(parts) > 1 and (parts[-1].end > left + _NEAR or _is_years(parts)):
            return False
        if not contents and is_item_heading(line):
            return False
        if len(line) > left + _NEAR:
            if across or _ENDED.fullmatch(line) or len(line) > _ACROSS + left // 4:
                return False
            if len(line) - len(line.lstrip()) > left - _NEAR:
                return False
            across = True
        stubs += 1
        if stubs > _MOST_STUBS:
            return False
    return True


@dataclass(slots=True)
class _Header:
    """What was found above a body: from where it stands, where the body begins, if it is framed.

    So it is by rules across the page around it, or by one below each heading, right above the first row.
    """

    top: int
    behind: int
    framed: bool = False


def _header(
    lines: Sequence[str], parsed: Sequence[Sequence[Segment] | None], body: FigureRows, least: int
) -> _Header | None:
    """Return the header over a body, looked for from below up to the line `least`; `None` where there is none."""
    left = body.left
    top = behind = -1
    blank = waiting = said = 0
    heads = stubbed = wide = False
    for at in range(body.first - 1, least - 1, -1):
        line, parts = lines[at], parsed[at]
        if not line:
            blank += 1
            if blank > (1 if heads else _MOST_BLANK):
                break
            continue
        said += 1
        rule = parts is None and is_rule(line)
        if said > _LONGEST_HEADER or (rule and heads and blank):
            break
        if rule:
            across = _is_across(line)
            if heads and across and wide:
                return _Header(at, behind, True)
            wide = wide or (across and not heads)
            top, behind = at, behind if behind > 0 else at + 1
        elif not heads and parts and len(parts) == 1 and parts[0].end > left and is_unit(parts[0].text):
            behind = behind if behind > 0 else at + 1
        elif _is_heading(parts or (), left, body.stub):
            stubbed = stubbed or (parts is not None and len(parts) > 1 and parts[0].end <= left)
            heads, top, behind = True, at, behind if behind > 0 else at + 1
        elif len(line) > left + _NEAR or line.endswith(".") or is_item_heading(line):
            break
        elif heads:
            if blank or not stubbed or len(line) > _STUB:
                break
            top = at
        else:
            waiting += 1
            if waiting > _MOST_WAITING:
                break
        blank = 0
    end = _behind(lines, behind, body.first) if stubbed else behind
    return _Header(top, end, _rules_headings(lines[body.first - 1])) if heads else None


def _rules_headings(line: str) -> bool:
    """Whether a line draws a rule below each of many headings."""
    return len(line.split()) >= _MANY and is_rule(line)


def _behind(lines: Sequence[str], end: int, first: int) -> int:
    """Return where a header ends: behind what still stands over the stubs, up to a blank line."""
    at = end
    while at < first and lines[at] and not is_rule(lines[at]):
        at += 1
    return at if at < first and not lines[at] else end


def _stubs(lines: Sequence[str], body: FigureRows, least: int) -> int:
    """Return where the stubs begin that stand right above the first row."""
    top = body.first
    while top > least and lines[top - 1] and not is_rule(lines[top - 1]):
        line = lines[top - 1]
        if len(line) > body.left + _NEAR or line.endswith(".") or body.first - top >= _MOST_WAITING:
            return body.first
        top -= 1
    return top


def _is_heading(parts: Sequence[Segment], left: int, stub: int) -> bool:
    """Whether a line stands over the figures, which begin at `left`, and no part of it across the stubs as well."""
    if len(parts) > 1 and _is_years(parts):
        return True
    if not parts or parts[-1].end <= left or (len(parts) == 1 and parts[0].text[0] == "("):
        return False
    if any(part.figure and not is_year(part.text) and not _is_ruled(part) for part in parts[1:]):
        return False
    if parts[-1].text[-1] == "." and parts[-1].text.count(" ") > 1:
        return False  # The end of a sentence.
    for part in parts:
        if is_drawn(part.text):
            continue
        if part.text.count(" ") >= _SENTENCE or (part.start < min(stub, left - _TITLE) and part.end > left):
            return False
    return True


def _is_ruled(part: Segment) -> bool:
    """Whether dashes are a rule over a column; a few of them say nil."""
    return len(part.text) >= _RULED and is_drawn(part.text)


def _is_years(parts: Sequence[Segment]) -> bool:
    return is_year(parts[0].text) and all(is_year(part.text) for part in parts)


def _is_across(line: str) -> bool:
    """Whether a rule goes across the page."""
    text = line.strip()
    return len(text) >= _ACROSS and " " not in text


def _tail(
    lines: Sequence[str], parsed: Sequence[Sequence[Segment] | None], body: FigureRows, until: int
) -> int:
    """Return where a table ends: behind the rest of its last stub, and the rules below it."""
    end = body.end
    last = lines[end - 1]
    inset = len(last) - len(last.lstrip())
    for at in range(end, min(end + _TRAILING, until)):
        line = lines[at]
        if not line or is_rule(line) or len(line) > body.left:
            break
        if len(line) - len(line.lstrip()) <= inset or parsed[at]:
            break
        end = at + 1
    at = end
    while at < until and (not lines[at] or is_rule(lines[at])):
        if lines[at]:
            end = at + 1
        elif at > end:
            break
        at += 1
    return end
