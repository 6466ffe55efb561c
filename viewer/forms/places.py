"""Paths of names to one tree of them, so that the values of many columns are found in one walk of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.forms.node import Node, Path


class Place:
    """What stands at a path of names: for which columns a value there is, and what stands below."""

    __slots__ = ("below", "columns")

    def __init__(self) -> None:
        self.columns: list[int] = []
        self.below: dict[str, Place] = {}


def places(columns: Sequence[Sequence[Path]]) -> Place:
    """Return the paths of all columns as one tree, so that a row is walked but once."""
    root = Place()
    for column, paths in enumerate(columns):
        for path in paths:
            place = root
            for name in path:
                place = place.below.setdefault(name, Place())
            place.columns.append(column)
    return root


_NONE: tuple[Node, ...] = ()


def found(row: Node, root: Place, columns: int) -> list[tuple[Node, ...]]:
    """Return the nodes of a row that have something to say, for each column, in the order of the document."""
    done = [_NONE] * columns
    _collect(row, root, done)
    return done


def _collect(node: Node, place: Place, done: list[tuple[Node, ...]]) -> None:
    for child in node.children:
        at = place.below.get(child.name)
        if at is None:
            continue
        if child.text or child.marks:
            for column in at.columns:
                done[column] += (child,)
        if at.below:
            _collect(child, at, done)
