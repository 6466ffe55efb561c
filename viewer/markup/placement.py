"""What a style declares of the places of elements: beside each other, apart from the next, somewhere on their page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from viewer.markup.lengths import LENGTH, pixels

MOST_BESIDE = 100
"""The most boxes that stand beside each other, as those of a flexible row that does not say how many it has."""
_NO_ROW = re.compile(r"column|reverse|(?<!no)wrap")
_REPEATED = re.compile(r"repeat\(\s*(\d{1,2})\s*,((?:[^()]|\([^()]*\))*)\)")
_NAMED_LINES = re.compile(r"\[[^\[\]]*\]")
_WITHIN = re.compile(r"\w*\([^()]*\)")
_ZERO = re.compile(r"0+(?:\.0*)?%?|\.0+%?")
# What stands so many pixels to the left of the page is put where nobody sees it.
_OFF_PAGE = -999.0
_IN_BOX = 16.0


def behind(display: str, properties: Mapping[str, str]) -> float:
    """Return how much room is left behind words within a line; behind those in a box of its own width, some."""
    if display == "inline-block" and pixels(properties.get("width", "")) > 0:
        return _IN_BOX
    return pixels(properties.get("margin-right", "")) + pixels(properties.get("padding-right", ""))


def is_off(properties: Mapping[str, str]) -> bool:
    """Whether something is drawn without any colour, or far beyond the left edge of the page."""
    if _ZERO.fullmatch(properties.get("opacity", "1")):
        return True
    return (
        properties.get("position") in ("absolute", "fixed")
        and pixels(properties.get("left", "")) <= _OFF_PAGE
    )


def beside(display: str, properties: Mapping[str, str]) -> int:
    """Return how many of its boxes an element sets beside each other: a grid its columns, a flexible row all."""
    said = properties.get
    if display in ("flex", "inline-flex"):
        flow = f"{said('flex-direction', '')} {said('flex-wrap', '')} {said('flex-flow', '')}"
        return 0 if _NO_ROW.search(flow) else MOST_BESIDE
    if display in ("grid", "inline-grid") and "column" not in said("grid-auto-flow", ""):
        tracks = _REPEATED.sub(
            lambda found: (found[2] + " ") * int(found[1]), said("grid-template-columns", "")
        )
        count = len(_WITHIN.sub("x", _NAMED_LINES.sub(" ", tracks)).split())
        return count if 1 < count <= MOST_BESIDE else 0
    return 0


def placed_at(properties: Mapping[str, str]) -> tuple[float, float, float] | None:
    """Return where on its page an element is set: from the left, from the top, and how wide; None where it flows."""
    if properties.get("position") != "absolute" or properties["left"] == "auto":
        return None
    top, bottom = properties.get("top", ""), properties.get("bottom", "")
    if not LENGTH.match(top) and not LENGTH.match(bottom):
        return None
    from_top = pixels(top) if LENGTH.match(top) else -pixels(bottom)
    return pixels(properties["left"]), from_top, pixels(properties.get("width", ""))


def is_parted(display: str, properties: Mapping[str, str]) -> bool:
    """Whether an element leaves room between its boxes: a grid does, a flexible row where it says so."""
    gaps = (properties.get(name, "") for name in ("gap", "column-gap", "grid-gap"))
    return "grid" in display or "space" in properties.get("justify-content", "") or any(map(pixels, gaps))
