"""Text and breaks in the order of the parser's events to drafts of blocks: one flow for the page, one for each cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.markup.beside import set_beside
from viewer.markup.column import LINE, Column
from viewer.markup.draft import INDENT, Draft, itemised
from viewer.markup.inline import BREAK, UNSEEN, Piece, fold_alike, line_of, spelled, words_of
from viewer.markup.large import smallest
from viewer.markup.marker import BULLETS, MARKER, is_ring, marked
from viewer.markup.tree import BlockKind, Line, Picture, Run
from viewer.markup.typewritten import are_set_out, broken, typed

if TYPE_CHECKING:
    from viewer.markup.look import Look

_SPACE = 4.0
# A marker is a few characters, each of which the parser may give as a piece.
_FEW_PIECES = 8
# What a label that floats says of the words beside it.
_LABEL = re.compile(
    r"(?:item|section|article|exhibit|part|note)\s+\d[\w.()]{0,6}\.?:?|[a-z]{2,9}:", re.IGNORECASE
)
# A first line is set in by no more pixels than this; a single line that is set in further was put there.
_FIRST_LINE = 96.0
_ROOM = " \t\n\r\f\xa0\u2002\u2003\u2009" + "".join(UNSEEN)
_NOTHING_SEEN = dict.fromkeys(map(ord, UNSEEN))
_PARAGRAPH, _HEADING = BlockKind.PARAGRAPH, BlockKind.HEADING


class Flow(Column):
    """A column with the text that comes: its block at hand, and what floats beside it.

    Blank paragraphs leave nothing behind.
    """

    __slots__ = (
        "_after_blank",
        "_after_break",
        "_floated",
        "_gap",
        "_inside",
        "_level",
        "_looks",
        "_marker",
        "_parted",
        "_pieces",
        "_run",
        "_run_look",
        "_spare",
    )

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._pieces: list[Piece] = []
        self._looks: list[Look] = []
        self._run: list[str] = []
        self._run_look: Look | None = None
        self._marker = ""
        self._level = -1
        self._after_break = self._after_blank = self._parted = False
        self._gap = False
        self._inside = False
        self._spare: Flow | None = None
        self._floated: tuple[str, Look] | None = None

    def inner(self) -> Flow:
        """End the block at hand, and return the flow of a cell that stands here; names waiting for a block go along.

        It is one and the same for each cell, for most of the cells of a filing are empty.
        """
        if self._run_look is not None or self._pieces:
            self.flush()
        flow = self._spare
        if flow is None:
            flow = self._spare = Flow()
            flow._inside = True
        flow._marker, flow._level, flow._parting = "", -1, False
        if self._anchors:
            flow._anchors, self._anchors = self._anchors, []
        return flow

    def taken(self, inner: Flow) -> list[Draft]:
        """Return the blocks of the flow of a cell, which forgets them; take over the names that found none."""
        if inner._run_look is not None or inner._pieces:
            inner.flush()
        if inner._floated is not None:
            inner._drop_floated()
        if inner._anchors:
            self._anchors.extend(inner._anchors)
            inner._anchors = []
        blocks = inner.blocks
        if blocks:
            inner.blocks = []
        if inner._has_boxes:
            inner._has_boxes = False
            return set_beside(blocks)
        return blocks

    def add(self, text: str, look: Look) -> None:
        """Add text to the block at hand.

        The parser gives every character reference as a piece of its own; what has one look is joined.
        """
        if look is self._run_look:
            self._run.append(text)
        else:
            if self._run_look is not None:
                if text.isspace() and "\xa0" not in text and fold_alike(look, self._run_look):
                    self._run.append(text)
                    return
                self._end_run()
            elif not self._pieces and text.isspace() and "\xa0" not in text and not look.preformatted:
                return  # at the start of a block it neither sets it in, nor is drawn, nor kept
            self._run, self._run_look = [text], look
        if self._after_break and text.strip():
            self._after_break = False

    def picture(self, picture: Picture, look: Look) -> None:
        """Add a picture to the block at hand."""
        self._end_run()
        self._pieces.append(picture)
        self._looks.append(look)
        self._after_break = False

    def gap(self, wide: bool = False) -> None:
        """Leave room before the text that comes; behind the first piece of a block that makes this a marker.

        A `wide` one parts words as a space does.
        """
        few = len(self._run) < _FEW_PIECES
        if wide and self._run and not self._run[-1][-1:].isspace():
            self._run.append(" ")
        if not self._pieces and self._run and few:
            self._end_run()
            self._gap = True

    def _end_run(self) -> None:
        """Close the run of pieces of one look."""
        if self._run_look is not None:
            self._pieces.append(self._run[0] if len(self._run) == 1 else "".join(self._run))
            self._looks.append(self._run_look)
            self._run, self._run_look = [], None

    def line_break(self, look: Look) -> None:
        """Break the line; a second break in a row ends the block."""
        if self._after_break and not look.preformatted:
            self.part()
        elif self._pieces or self._run:
            self._end_run()
            self._pieces.append(BREAK)
            self._looks.append(look)
            self._after_break = True
        else:
            self._after_blank = True

    def item(self, marker: str, level: int) -> None:
        """Make the next block a list item with `marker`; a level below 0 or no marker ends that."""
        self._marker, self._level = marker, level

    def flush(self) -> None:
        """End the block at hand."""
        look = self._run_look
        if look is not None:
            if not self._pieces and self._floated is None and not look.preformatted:
                self._flush_run(look)
                return
            self._end_run()
        elif not self._pieces:
            return
        pieces, looks, gap = self._pieces, self._looks, self._gap
        self._pieces, self._looks = [], []
        self._after_break = self._gap = False
        if looks[0].preformatted:
            if not looks[0].wraps or looks[0].typewritten or are_set_out(pieces):
                self._keep_lines(pieces, looks[0])
                return
            pieces, looks = broken(pieces, looks)
        line = line_of(pieces, looks)
        if line:
            self._add_line(line, pieces, looks, gap)
        else:
            self._after_blank = True

    def _flush_run(self, look: Look) -> None:
        """End a block that is one run of text, as most are."""
        run = self._run
        text = run[0] if len(run) == 1 else "".join(run)
        self._run, self._run_look, self._after_break = [], None, False
        words = words_of(text, look)[1]
        if not words:
            self._after_blank = True
            return
        line = (Run(words, look.style, look.href),)
        if words[0] in BULLETS or look.typewritten:
            self._add_line(line, [text], [look], False)
        else:
            draft = _draft(line, look)
            self._stand(draft)
            self._append(draft, text)

    def _add_line(self, line: Line, pieces: list[Piece], looks: list[Look], gap: bool) -> None:
        """Add the block of a line, which may begin with a marker or have one beside it."""
        look, first = looks[0], pieces[0]
        draft = _draft(line, look)
        if len(looks) > 1:
            draft.size = smallest(pieces, looks)
            gap = gap or (look.typewritten and is_ring(pieces))
        if look.typewritten and not self._inside and self._floated is None:
            draft.typed = typed(pieces, looks, self._after_blank)
        self._stand(draft)
        if self._floated is not None:
            (mark, beside), self._floated, gap = self._floated, None, True
            pieces, looks = [mark, *pieces], [beside, *looks]
            draft.indent = beside.margin
            draft.runs = line = (Run(mark + " ", beside.style), *line)
        marker = ""
        if not look.heading and self._level < 0 and (gap or line[0].text[:1] in BULLETS):
            marker, line = marked(pieces, looks, line, gap)
            draft.runs = (Run(marker + " ", looks[0].style), *line) if marker and self._inside else line
        self._append(draft, first)
        if marker:
            draft.marker = marker
            if not self._inside:
                itemised(draft)

    def settle(self) -> None:
        """End the block at hand, and let a marker that nothing came to stand beside be a paragraph."""
        self.flush()
        self._drop_floated()

    def part(self) -> None:
        """End the block at hand; there is room before the one that comes."""
        self.flush()
        self._parted = True

    def _stand(self, draft: Draft) -> None:
        """Tell whether a block stands close below the one before it."""
        if not (self._parted or self._after_blank):
            draft.close = self._is_one_line(draft)
        self._after_blank = self._parted = False

    def _is_one_line(self, draft: Draft) -> bool:
        """Whether a block and the one before it are lines of a title or an address, not paragraphs set in alike."""
        if draft.kind is not _PARAGRAPH or not self.blocks:
            return False
        before = self.blocks[-1]
        return before.kind is _PARAGRAPH and _is_short(before.text) and _is_short(draft.text)

    def float_left(self, start: int) -> None:
        """End what floats, or is a cell, and began behind `start` blocks: a marker stands beside what comes."""
        self._end_run()
        inner = None
        if not self._pieces and len(self.blocks) == start + 1 and not self.blocks[-1].anchors:
            inner = self.blocks[-1]
        words = inner.text if inner is not None else self._words()
        look = inner.look if inner is not None else self._looks[0] if self._looks else None
        if self._level >= 0 or look is None or not (MARKER.fullmatch(words) or _LABEL.fullmatch(words)):
            self.flush()
            return
        if inner is not None:
            self.blocks.pop()
            self._parted = not inner.close
        if self._floated is not None and _LABEL.fullmatch(words):
            words = f"{self._floated[0]} {words}"
        else:
            self._drop_floated()
        self._pieces, self._looks = [], []
        self._after_break = self._gap = False
        self._floated = words, look

    def _words(self) -> str:
        """Return the words of the block at hand."""
        pairs = zip(self._pieces, self._looks, strict=True)
        return "".join(
            spelled(each, look) for each, look in pairs if isinstance(each, str) and each != BREAK
        ).strip()

    def _drop_floated(self) -> None:
        """Let a marker that nothing came to stand beside be a paragraph."""
        if self._floated is not None:
            (mark, look), self._floated = self._floated, None
            self._place(Draft(_PARAGRAPH, (Run(mark, look.style),), look, look.margin))

    def _append(self, draft: Draft, first: Piece) -> None:
        look = draft.look
        assert look is not None
        if isinstance(first, str) and (first[:1].isspace() or first[:1] in UNSEEN):
            draft.indent += first[: len(first) - len(first.lstrip(_ROOM))].count("\xa0") * _SPACE
        if look.hanging > _FIRST_LINE and _is_put(draft):
            draft.indent += look.hanging
        if self._level >= 0:
            if self._marker and not look.heading:
                draft.kind, draft.marker, draft.level = BlockKind.ITEM, self._marker, self._level
                self._marker = ""
            else:
                draft.indent += INDENT * (self._level + 1)
                draft.level = draft.level or self._level + 1
        self._place(draft)

    def _keep_lines(self, pieces: list[Piece], look: Look) -> None:
        self._drop_floated()
        text = "".join("\n" if piece == BREAK else piece for piece in pieces if isinstance(piece, str))
        lines = [line.rstrip() for line in _seen(text).expandtabs().replace("\xa0", " ").split("\n")]
        while lines and not lines[0]:
            lines.pop(0)
        while lines and not lines[-1]:
            lines.pop()
        if lines:
            self._place(Draft(BlockKind.PREFORMATTED, (Run("\n".join(lines)),), look))


def _is_put(draft: Draft) -> bool:
    """Whether a block set in far is a single line, and none of a list whose other items are paragraphs."""
    text = draft.text
    first, *_ = text.split(None, 1) or [""]
    return draft.kind is _PARAGRAPH and _is_short(text) and not MARKER.fullmatch(first)


def _is_short(text: str) -> bool:
    """Whether a text, or each line of it where lines were filed, surely stands on one line."""
    return len(text) <= LINE or ("\n" in text and max(map(len, text.split("\n"))) <= LINE)


def _seen(text: str) -> str:
    """Return text as typed without the characters of which nothing is drawn."""
    return text if text.isascii() else text.translate(_NOTHING_SEEN)


def _draft(line: Line, look: Look) -> Draft:
    draft = Draft(_HEADING if look.heading else _PARAGRAPH, line, look, look.margin, look.heading)
    draft.size = look.size
    return draft
