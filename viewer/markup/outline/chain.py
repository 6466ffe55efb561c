"""Candidates in reading order to the heaviest chain of them whose keys rise: headings in the order of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

Key = tuple[float, ...]


class Candidate(NamedTuple):
    """What may be a heading: where it stands, and the keys it may have in the order of numbers, each with a weight."""

    place: int
    keys: tuple[tuple[Key, float], ...]


def heaviest(candidates: Sequence[Candidate]) -> list[tuple[int, Key]]:
    """Return the places and keys of the chain of greatest weight, of equal ones that which begins first.

    Places rise, keys rise strictly. It takes time n log n, by a tree of the best chains that end at or below a key.
    """
    ranks = {
        key: rank for rank, key in enumerate(sorted({key for each in candidates for key, _ in each.keys}), 1)
    }
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    links: list[tuple[int, Key, int]] = []
    for candidate in candidates:
        found = []
        for key, weight in candidate.keys:
            rank = ranks[key]
            total, before = _below(best, rank - 1)
            found.append((total + weight, key, rank, before))
        for total, key, rank, before in found:
            links.append((candidate.place, key, before))
            _raise(best, rank, (total, len(links) - 1))
    _, at = _below(best, len(ranks))
    chain = []
    while at >= 0:
        place, key, at = links[at]
        chain.append((place, key))
    return chain[::-1]


def _below(best: list[tuple[float, int]], rank: int) -> tuple[float, int]:
    """Return the best of all chains that end at `rank` or below."""
    found = (0.0, -1)
    while rank:
        if best[rank][0] > found[0]:
            found = best[rank]
        rank -= rank & -rank
    return found


def _raise(best: list[tuple[float, int]], rank: int, chain: tuple[float, int]) -> None:
    while rank < len(best):
        if chain[0] > best[rank][0]:
            best[rank] = chain
        rank += rank & -rank
