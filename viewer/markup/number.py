"""The number of a list item to the way it is written: `3`, `c`, `C`, `iii`, `III`."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"\s*(-?[0-9]{1,9})\s*")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"


def whole(text: str, otherwise: int) -> int:
    """Return the whole number that an attribute gives, or `otherwise` where it gives none.

    >>> whole(" 3 ", 1), whole("²", 1), whole("--5", 1)
    (3, 1, 1)
    """
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found else otherwise


def numbered(number: int, style: str) -> str:
    """Return `number` in the `style` of a list, in digits what that cannot write.

    `style` is `1`, `0` (two digits), `a`, `A`, `i`, `I` or `α`.

    >>> numbered(28, "a"), numbered(14, "I"), numbered(0, "i"), numbered(3, "0"), numbered(18, "α")
    ('ab', 'XIV', '0', '03', 'σ')
    """
    if style == "0":
        return f"{number:02}"
    if style == "α" and 0 < number <= len(_GREEK):
        return _GREEK[number - 1]
    if number < 1 or number > 3999 or style not in ("a", "A", "i", "I"):
        return str(number)
    letters = ""
    if style in "aA":
        while number:
            number, digit = divmod(number - 1, 26)
            letters = chr(ord("a") + digit) + letters
    else:
        for value, letter in _ROMAN:
            count, number = divmod(number, value)
            letters += letter * count
    return letters.upper() if style.isupper() else letters
