"""Pieces of text as they stand between tags, each with its look, to runs: white space folded, like pieces joined.

A forced line break arrives as the piece `BREAK` and leaves as a line feed. Words are neither glued nor split:
white space
is folded over the whole block, so a space that stands in an element of its own still parts two words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from viewer.markup.symbols import LOST
from viewer.markup.tree import PLAIN, Line, Picture, Run

if TYPE_CHECKING:
    from viewer.markup.look import Look

# A NUL cannot come from the parser, so as a piece of its own it is a safe sign for <br>.
BREAK = "\0"
_INVISIBLE = {0x200B: None, 0xFEFF: None, 0x00AD: None, 0x2060: None}
_REPLACED = {**_INVISIBLE, **LOST}
_SPECIAL = frozenset(map(chr, _REPLACED))
_FILL = 4

Piece = str | Picture


def folded(text: str) -> str:
    r"""Return `text` with each run of white space as one space, line breaks as line feeds, and no space at either end.

    >>> folded("  Item\u00a0 5.\n Other\0Events ")
    'Item 5. Other\nEvents'
    """
    if BREAK not in text:
        return " ".join(text.split())
    return "\n".join(" ".join(part.split()) for part in text.split(BREAK)).strip("\n")


def spelled(text: str, look: Look) -> str:
    """Return what a reader sees of `text` set in `look`: glyphs of symbol fonts as Unicode, capitals, no invisibles."""
    if look.symbols is not None:
        text = text.translate(look.symbols)
    if not text.isascii() and not _SPECIAL.isdisjoint(text):
        text = text.translate(_REPLACED)
    if look.upper:
        text = text.upper()
    # A blank to be filled in is drawn as underlined spaces: it stays visible as a line.
    if look.style.underline and len(text) >= _FILL and "\xa0" in text and not text.strip():
        text = " " + "_" * len(text.replace("\n", "")) + " "
    return text


def line_of(pieces: Sequence[Piece], looks: Sequence[Look]) -> Line:
    """Return the runs of one block from its pieces; an empty tuple if there is nothing to see."""
    first = looks[0]
    if len(looks) == 1 or looks.count(first) == len(looks):
        words = [piece for piece in pieces if not isinstance(piece, Picture)]
        if len(words) < len(pieces):
            return _Folding(pieces, looks).runs()
        text = folded(spelled(words[0] if len(words) == 1 else "".join(words), first))
        return (Run(text, first.style, first.href),) if text else ()
    return _Folding(pieces, looks).runs()


class _Folding:
    """Folds white space over pieces of several looks."""

    def __init__(self, pieces: Sequence[Piece], looks: Sequence[Look]) -> None:
        self._pieces, self._looks = pieces, looks
        self._made: list[Run] = []
        self._space = False

    def runs(self) -> Line:
        """Return the runs, without space or line breaks at either end."""
        for piece, look in zip(self._pieces, self._looks, strict=True):
            if isinstance(piece, Picture):
                self._add(Run("", look.style, look.href, piece))
            elif piece == BREAK:
                self._break()
            else:
                self._text(spelled(piece, look), look)
        while self._made and not self._made[-1].picture and not self._made[-1].text.strip():
            self._made.pop()
        if self._made and self._made[-1].text.endswith("\n"):
            last = self._made[-1]
            self._made[-1] = Run(last.text.rstrip("\n"), last.style, last.href, last.picture)
        return tuple(self._made)

    def _text(self, text: str, look: Look) -> None:
        words = " ".join(text.split())
        if not words:
            self._space = self._space or bool(text)
            return
        if text[0].isspace():
            self._space = True
        self._add(Run(words, look.style, look.href))
        self._space = text[-1].isspace()

    def _break(self) -> None:
        self._space = False
        if self._made:
            last = self._made[-1]
            if last.picture:
                self._made.append(Run("\n"))
            elif not last.text.endswith("\n"):
                self._made[-1] = Run(last.text + "\n", last.style, last.href)

    def _add(self, run: Run) -> None:
        space = self._space and bool(self._made) and not self._made[-1].text.endswith("\n")
        self._space = False
        last = self._made[-1] if self._made else None
        if (
            last
            and not last.picture
            and not run.picture
            and last.style == run.style
            and last.href == run.href
        ):
            self._made[-1] = Run(last.text + (" " if space else "") + run.text, run.style, run.href)
            return
        if space and last:
            if last.style == PLAIN and not last.href and not last.picture:
                self._made[-1] = Run(last.text + " ")
            elif run.style == PLAIN and not run.href and not run.picture:
                run = Run(" " + run.text)
            else:
                self._made.append(Run(" "))
        self._made.append(run)
