"""A node's value to the words that show it: as filed, with what its code means beside it, and marks of footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.markup.tree import Line, Run, Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.forms.node import Node
    from viewer.markup.compose import Words

EXPLAINED = Style(italic=True)
"""The style of all words that are not the filer's."""

_MARK = Style(superscript=True)
_LONG = 200
_CHECKED = {"1": "☒", "true": "☒", "Y": "☒", "0": "☐", "false": "☐", "N": "☐"}


def is_long(node: Node) -> bool:
    """Whether a text is to be set as paragraphs."""
    return len(node.text) > _LONG


def words_of(node: Node, meaning: str = "") -> Words:
    """Return the value of a node on one line, and note that it was shown."""
    node.shown = True
    text = node.text
    if "\n" in text or "  " in text or "\t" in text:
        text = " ".join(text.split())
    if not meaning and not node.marks:
        return text
    runs = [Run(text)] if text else []
    if meaning:
        runs.append(Run(f": {meaning}", EXPLAINED))
    return (*runs, *marks_of(node))


def marks_of(node: Node) -> Line:
    """Return the marks of a node's footnotes, raised, linked to the notes."""
    return tuple(Run(f"({number_of(mark)})", _MARK, f"#{mark}") for mark in node.marks)


def number_of(mark: str) -> str:
    """Return what a footnote is called: `F1` is footnote 1."""
    digits = mark.removeprefix("F")
    return digits if digits.isdigit() else mark


def box_of(node: Node) -> str:
    """Return a box, checked or not, and note that it was shown; an empty string for a value that is no yes or no."""
    box = _CHECKED.get(node.text, "")
    node.shown = node.shown or bool(box)
    return box


def joined(several: Iterable[Words], between: str) -> Words:
    """Return words one after another; what says nothing is left out.

    >>> joined(["a", "", "b"], ", ")
    'a, b'
    """
    parts = [words for words in several if words]
    if len(parts) == 1:
        return parts[0]
    if all(isinstance(words, str) for words in parts):
        return between.join(words for words in parts if isinstance(words, str))
    runs: list[Run] = []
    for words in parts:
        if runs and between:
            runs.append(Run(between))
        runs.extend((Run(words),) if isinstance(words, str) else words)
    return tuple(runs)


def paragraphs(text: str) -> list[str]:
    r"""Return the paragraphs of a long text: parted by blank lines, each without white space at the ends of its lines.

    >>> paragraphs("one \n two\n\n\nthree")
    ['one\ntwo', 'three']
    """
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        words = " ".join(line.split())
        if words:
            found[-1].append(words)
        elif found[-1]:
            found.append([])
    return ["\n".join(lines) for lines in found if lines]
