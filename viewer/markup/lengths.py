"""Lengths of CSS and HTML to pixels of a browser at 96 to the inch, on a page 1000 wide, with 16 pixels to the em."""

from __future__ import annotations

import re

LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|in|cm|mm|pc|%)?")
"""What begins with a length."""
_PIXELS = {
    "px": 1.0, "pt": 96 / 72, "em": 16.0, "rem": 16.0, "ex": 8.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "pc": 16.0,
    "%": 10.0, None: 1.0,
}  # fmt: skip
_FARTHEST = 1e6


def pixels(length: str) -> float:
    """Return a CSS or HTML length in pixels, a million at most; 0 where it is none.

    >>> pixels("12pt"), pixels("4%"), pixels("auto")
    (16.0, 40.0, 0.0)
    """
    match = LENGTH.match(length.strip())
    return max(-_FARTHEST, min(_FARTHEST, float(match[1]) * _PIXELS[match[2]])) if match else 0.0
