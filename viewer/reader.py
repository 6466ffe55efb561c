"""What the reader of one kind of payload is told, and what it gives back: the words that all such readers share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from viewer.markup.tree import Tree
from viewer.submission.model import Problem

__all__ = ["Context", "Read"]


def _no_sibling(_type: str) -> bytes:
    return b""


class Context(NamedTuple):
    """What the submission says about a document, as filed: each empty where it says nothing.

    `name` is its file name or what else to call it, `type` the document's (`EX-99.1`), `form` the submission's
    (`8-K/A`), `filed` the day of filing (`2004-12-22`). `start` is the byte of the file at which the document's text
    begins, `line` the line it is on: the place of damage in it that has no better one. `sibling` gives the content of
    the submission's first document of a type, empty where it has none.
    """

    name: str = ""
    type: str = ""
    form: str = ""
    filed: str = ""
    start: int = 0
    line: int = 1
    sibling: Callable[[str], bytes] = _no_sibling

    def problem(self, code: str, message: str) -> Problem:
        """Return damage that the document holds somewhere."""
        return Problem(code, self.start, self.line, message)

    def refusal(self, code: str, sentence: str) -> Read:
        """Return that nothing of the document is read, and why: as damage, and in place of its words."""
        return Read(Tree(), (self.problem(code, sentence),), sentence)


class Read(NamedTuple):
    """What was read of a payload, and the damage met on the way.

    `notice` is a sentence where there is nothing to read and the reader of the kind knows why.
    """

    tree: Tree
    problems: tuple[Problem, ...] = ()
    notice: str = ""
