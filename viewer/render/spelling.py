"""A text in any writing (plain, Markdown, markup) to its letters and digits, and where each of them stands in it.

What parts words, what markup stands between them and how a letter is written differ from one writing of a document to
another; its letters do not. So they are what one writing is held against another by.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from html import unescape

from viewer.markup.filed import PICTURE
from viewer.markup.roles import DROPPED

_NO_LETTERS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_MARKDOWN = re.compile(r"\]\([^()\n]*\)|</?[A-Za-z][^<>\n]*>|&#?\w{1,31};|[^\W_]+")
_MARKUP = re.compile(r"<!--|</?[A-Za-z!?][^<>]*>|&#?\w{1,31};|[^\W_]+")
_NAME = re.compile(r"<([A-Za-z][\w:.-]*)")
_EMPTY = frozenset({"input", "link", "embed", "frame"})


def letters(text: str) -> str:
    """Return the letters and digits of `text`, and its pictures.

    >>> letters("Item 1A. *Risk_factors*")
    'Item1ARiskfactors'
    """
    if PICTURE in text:
        return PICTURE.join(map(letters, text.split(PICTURE)))
    return _NO_LETTERS.sub("", text)


@dataclass(slots=True)
class Spelling:
    """The `letters` of a text, in runs: run `i` begins with letter `firsts[i]`, at `offsets[i]` in the text."""

    text: str
    letters: str = ""
    firsts: array[int] = field(default_factory=lambda: array("q"))
    offsets: array[int] = field(default_factory=lambda: array("q"))

    def offset(self, letter: int) -> int:
        """Return where a letter stands in the text, by its number from 0."""
        run = bisect_right(self.firsts, letter) - 1
        return self.offsets[run] + letter - self.firsts[run]

    def end(self, letter: int) -> int:
        """Return where a letter ends in the text; one that is written by its name ends with that."""
        start = self.offset(letter)
        if self.text[start] == "&":
            return self.text.index(";", start) + 1
        return (self.text.find(">", start) if self.text[start] == "<" else start) + 1

    def letter(self, offset: int) -> int:
        """Return the number of the first letter at an offset in the text or behind it."""
        run = bisect_right(self.offsets, offset) - 1
        if run < 0:
            return 0
        following = self.firsts[run + 1] if run + 1 < len(self.firsts) else len(self.letters)
        return min(self.firsts[run] + offset - self.offsets[run], following)


class _Speller:
    """Collects runs of letters."""

    def __init__(self, text: str) -> None:
        self.made = Spelling(text)
        self._pieces: list[str] = []
        self._length = 0

    def add(self, said: str, offset: int) -> None:
        self.made.firsts.append(self._length)
        self.made.offsets.append(offset)
        self._pieces.append(said)
        self._length += len(said)

    def add_reference(self, reference: str, offset: int) -> None:
        said = letters(unescape(reference))
        if len(said) == 1:
            self.add(said, offset)

    def spelling(self) -> Spelling:
        self.made.letters = "".join(self._pieces)
        return self.made


def of_text(text: str) -> Spelling:
    """Return the letters of a plain text."""
    speller = _Speller(text)
    for found in _WORD.finditer(text):
        speller.add(found[0], found.start())
    return speller.spelling()


def of_markdown(text: str) -> Spelling:
    """Return the letters of Markdown, without the targets of its links."""
    speller = _Speller(text)
    for found in _MARKDOWN.finditer(text):
        first = found[0][0]
        if first == "&":
            speller.add_reference(found[0], found.start())
        elif first not in "<]":
            speller.add(found[0], found.start())
    return speller.spelling()


def of_markup(text: str) -> Spelling:
    """Return the letters of HTML that stand between its tags, without those of elements that are left out whole."""
    speller, at = _Speller(text), 0
    folded = text.lower()
    unclosed: set[str] = set()
    while found := _MARKUP.search(text, at):
        at, said = found.end(), found[0]
        if said[0] == "<":
            at = _behind(folded, said, at, unclosed)
            if said[1:4].lower() == "img":
                speller.add(PICTURE, found.start())
        elif said[0] == "&":
            speller.add_reference(said, found.start())
        else:
            speller.add(said, found.start())
    return speller.spelling()


def _behind(folded: str, tag: str, at: int, unclosed: set[str]) -> int:
    """Return where reading goes on behind a tag or the start of a comment that ends `at`."""
    if tag == "<!--":
        name, end = "comment", "-->"
    else:
        named = _NAME.match(tag)
        name = named[1].lower() if named else ""
        if name not in DROPPED or name in _EMPTY or tag.endswith("/>"):
            return at
        end = f"</{name}"
    if name in unclosed:
        return at
    found = folded.find(end, at)
    if found < 0:
        unclosed.add(name)
        return at
    return found + len(end)
