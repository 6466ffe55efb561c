"""Pieces of text as they stand between tags, each with its look, to runs: white space folded, like pieces joined.

A forced line break arrives as the piece `BREAK` and leaves as a line feed. Words are neither glued nor split:
white space is folded over the whole block, so a space that stands in an element of its own still parts two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from viewer.markup.symbols import LOST
from viewer.markup.tree import PLAIN, Line, Picture, Run

if TYPE_CHECKING:
    from viewer.markup.look import Look

# A NUL cannot come from the parser, so as a piece of its own it is a safe sign for <br>.
BREAK = "\0"
UNSEEN = frozenset("\u200b\ufeff\xad\u2060")
"""Characters of which nothing is drawn."""
_REPLACED = {**dict.fromkeys(map(ord, UNSEEN)), **LOST}
_SPECIAL = frozenset(map(chr, _REPLACED))
_FILL = 4
_WIDE = re.compile(r"[\xa0\u2002\u2003]\s*")
BLANK = "\xa0" * _FILL
"""What a blank to be filled in is in the middle of a sentence; other white space is one space."""
# What a label ends with that a blank stands behind.
_LABEL_ENDS = ":$#"
_WORD_START = re.compile(r"(?<![\w'’])[^\W\d_]")
_SHORT = 40
_SLICE = 1 << 18

Piece = str | Picture


def folded(text: str) -> str:
    r"""Return `text` with each run of white space as one space, line breaks as line feeds, and no space at either end.

    >>> folded("  Item\u00a0 5.\n Other\0Events ")
    'Item 5. Other\nEvents'
    """
    if BREAK not in text:
        return _single_spaced(text)
    return "\n".join(map(_single_spaced, text.split(BREAK))).strip("\n")


def _single_spaced(text: str) -> str:
    """Return `text` with each run of white space as one space; a long one slice by slice, not as a million words."""
    if not text.isascii() and _is_wide(text) and (blanks := list(_blanks(text))):
        edges = [0, *(edge for blank in blanks for edge in blank), len(text)]
        return BLANK.join(_single_spaced(text[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True))
    if len(text) <= _SHORT:
        return " ".join(text.split())
    if len(text) <= _SLICE:
        return text.strip(" ") if _is_folded(text) else " ".join(text.split())
    done: list[str] = []
    space = False
    for start in range(0, len(text), _SLICE):
        part = text[start : start + _SLICE]
        words = " ".join(part.split())
        if words:
            if done and (space or part[0].isspace()):
                done.append(" ")
            done.append(words)
        space = part[-1].isspace()
    return "".join(done)


def _is_wide(text: str) -> bool:
    return "\xa0\xa0" in text or "\xa0 \xa0" in text or "\u2003" in text or "\u2002\u2002" in text


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where in a text stand blanks that are to be filled in, as in `from     to     and`."""
    for found in _WIDE.finditer(text):
        start, end = found.span()
        while start and text[start - 1].isspace() and found.start() - start < _FILL:
            start -= 1
        if start and _width(found[0]) >= _FILL and _is_blank(text[start - 1], text[end : end + 1]):
            yield start, end


def _width(space: str) -> int:
    """Return how many spaces wide white space is that a browser does not fold."""
    return space.count("\xa0") + 2 * space.count("\u2002") + 3 * space.count("\u2003")


def _is_blank(before: str, behind: str) -> bool:
    """Whether a gap between two characters is one within a sentence, and not the room behind a number or a title."""
    if before == "$":
        return behind.islower()
    return (before.isalpha() or before in ("(", ",")) and (behind.islower() or behind in tuple(".,;)%"))


def spelled(text: str, look: Look) -> str:
    """Return what a reader sees of `text` set in `look`: glyphs of symbol fonts as Unicode, capitals, no invisibles."""
    if look.symbols is not None:
        text = text.translate(look.symbols)
    if not text.isascii() and not _SPECIAL.isdisjoint(text):
        text = text.translate(_REPLACED)
    if look.case:
        text = _cased(text, look.case)
    # A blank to be filled in is drawn as underlined spaces: it stays visible as a line.
    if look.style.underline and len(text) >= _FILL and "\xa0" in text and not text.strip():
        text = " " + "_" * len(text.replace("\n", "")) + " "
    return text


def fold_alike(look: Look, before: Look) -> bool:
    """Whether white space between tags is the same to a reader in one look and in that of the words before it."""
    return (
        look.typewritten is before.typewritten
        and before.symbols is None
        and not before.style.underline
        and not (look.preformatted or before.preformatted)
    )


def _cased(text: str, case: str) -> str:
    """Return text in capitals, in small letters, or with each of its words beginning with a capital."""
    if case == "title":
        return _WORD_START.sub(lambda letter: letter[0].upper(), text)
    return text.upper() if case == "upper" else text.lower()


def line_of(pieces: Sequence[Piece], looks: Sequence[Look]) -> Line:
    """Return the runs of one block from its pieces; an empty tuple if there is nothing to see."""
    first = looks[0]
    if len(looks) > 1 and looks.count(first) < len(looks):
        return _runs(pieces, looks)
    piece = pieces[0]
    if len(pieces) == 1 and isinstance(piece, str) and piece != BREAK:
        words = words_of(piece, first)[1]
    elif any(isinstance(piece, Picture) for piece in pieces):
        return _runs(pieces, looks)
    else:
        words = folded(spelled("".join(cast("Sequence[str]", pieces)), first))
    return (Run(words, first.style, first.href),) if words else ()


def _is_folded(text: str) -> bool:
    """Whether all white space within a text is single spaces: a look at it, which takes less than to part its words."""
    return (
        text.isascii()
        and "  " not in text
        and "\n" not in text
        and "\t" not in text
        and "\x1f" not in text
        and len(text.splitlines()) == 1
    )


def words_of(text: str, look: Look) -> tuple[str, str]:
    """Return what is seen of `text`, as `spelled` says it, and its words with single spaces between them."""
    if text.isspace() and not look.style.underline:  # as most cells of older filings are
        return text, ""
    words = _single_spaced(text)
    # Of words that are printable nothing is invisible or of a private font, and of nothing but space all is open.
    if words and look.symbols is None and not look.case and (words.isascii() or words.isprintable()):
        return text, words
    text = spelled(text, look)
    return text, _single_spaced(text)


def _runs(pieces: Sequence[Piece], looks: Sequence[Look]) -> Line:
    """Return the runs of pieces of several looks: no space nor line break at either end."""
    folding = _Folding()
    for place, (piece, look) in enumerate(zip(pieces, looks, strict=True)):
        if isinstance(piece, Picture):
            folding.add(Run("", look.style, look.href, piece))
        elif piece == BREAK:
            folding.line_break()
        elif look.style.underline and _is_stretched(pieces, looks, place):
            folding.space(piece)
        else:
            folding.text(piece, look)
    return folding.line()


def _is_stretched(pieces: Sequence[Piece], looks: Sequence[Look], place: int) -> bool:
    """Whether underlined white space only draws on the line below the words beside it: no blank, or one filled in."""
    if not cast("str", pieces[place]).isspace():
        return False
    for beside in (place - 1, place + 1):
        if not (0 <= beside < len(pieces) and looks[beside].style.underline):
            continue
        piece = pieces[beside]
        words = piece.strip() if isinstance(piece, str) and piece != BREAK else ""
        if words and not (beside < place and words[-1] in _LABEL_ENDS):
            return True
    return False


class _Folding:
    """Runs while they are made, with white space folded over all of them.

    `_open` is the last run, whose text is still in pieces; `_space` says that a space is yet to be set.
    """

    __slots__ = ("_made", "_open", "_pieces", "_space", "_wide")

    def __init__(self) -> None:
        self._made: list[Run] = []
        self._open: Run | None = None
        self._pieces: list[str] = []
        self._space = False
        self._wide = 0

    def text(self, text: str, look: Look) -> None:
        text, words = words_of(text, look)
        if not words:
            self.space(text)
            return
        if text[0].isspace():
            self._space = True
            self._wide += _width(text[: len(text) - len(text.lstrip())])
        self.add(Run(words, look.style, look.href))
        self._space = text[-1].isspace()
        self._wide = _width(text[len(text.rstrip()) :]) if self._space else 0

    def space(self, text: str) -> None:
        self._space = self._space or bool(text)
        self._wide += _width(text)

    def line_break(self) -> None:
        self._space, self._wide = False, 0
        if self._open is None:
            return
        if self._open.picture:
            self._begin(Run("\n"))
        elif not self._pieces[-1].endswith("\n"):
            self._pieces.append("\n")

    def add(self, run: Run) -> None:
        last, space, wide = self._open, self._space, self._wide
        self._space, self._wide = False, 0
        if last is None:
            self._begin(run)
            return
        space = space and not self._pieces[-1].endswith("\n")
        gap = " "
        if wide >= _FILL and space and _is_blank(self._pieces[-1][-1:], run.text[:1]):
            gap = BLANK
        if not (last.picture or run.picture) and last.style == run.style and last.href == run.href:
            if space:
                self._pieces.append(gap)
            self._pieces.append(run.text)
            return
        if space:
            if last.style == PLAIN and not last.href and not last.picture:
                self._pieces.append(gap)
            elif run.style == PLAIN and not run.href and not run.picture:
                run = Run(gap + run.text)
            else:
                self._begin(Run(gap))
        self._begin(run)

    def _begin(self, run: Run) -> None:
        self._end()
        self._open, self._pieces = run, [run.text]

    def _end(self) -> None:
        if self._open is not None:
            alone = len(self._pieces) == 1
            self._made.append(self._open if alone else self._open._replace(text="".join(self._pieces)))

    def line(self) -> Line:
        """Return the runs, without space or line breaks at either end."""
        self._end()
        made = self._made
        while made and not made[-1].picture and not made[-1].text.strip():
            made.pop()
        if made and made[-1].text.endswith("\n"):
            made[-1] = made[-1]._replace(text=made[-1].text.rstrip("\n"))
        return tuple(made)
