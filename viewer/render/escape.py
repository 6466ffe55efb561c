"""Plain words to Markdown that renders as these words: characters escaped where they would act, and nowhere else."""

from __future__ import annotations

import re
from html.entities import html5

_ALWAYS = re.compile(r"[\\`*]")
# Underscores between white space are a blank to be filled in and act nowhere; so at the edges of a whole paragraph.
_UNDERSCORE = re.compile(r"((?<=\s)_+(?= ))|(?<![^\W_])_|_(?![^\W_])")
_UNDERSCORE_IN_WHOLE = re.compile(r"((?:(?<=\s)|\A)_+(?= |\Z))|(?<![^\W_])_|_(?![^\W_])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#\d{1,7};|#[xX][\da-fA-F]{1,6};|([A-Za-z][A-Za-z\d]{1,31};))")
# A link needs a bracket that closes right before one that opens; to look for its other end would be quadratic.
_LINK = re.compile(r"\](?=[(\[:])")
_STRIKE = re.compile(r"~(?=~)|(?<=~)~")
_MONEY = re.compile(r"\$")
# The last two: what makes a heading of the line above or is a rule, and what makes a table of it and the line above.
_LINE_START = re.compile(
    r"^(?:(#{1,6})(?=\s|$)|([-+])(?=\s|$)|(>)|(\[)(?=[ xX]\](?:\s|$))|(=+|-{2,}|(?:_ *){3,})\s*$|(?=[|: ]*-)[-|: ]+$)",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
# With what a line begins that the two expressions could match: most do not, and need no further look.
_STARTS = "#-+>[=_|: "


def escaped(words: str, starts_line: bool = True) -> str:
    r"""Return `words` for a Markdown paragraph; `starts_line` where they begin one.

    >>> escaped("5* of $1 and $2"), escaped("By: ______ (R&D; ex_99)")
    ('5\\* of \\$1 and \\$2', 'By: ______ (R&D; ex_99)')
    """
    if "*" in words or "\\" in words or "`" in words:
        words = _ALWAYS.sub(r"\\\g<0>", words)
    if "_" in words:
        pattern = _UNDERSCORE_IN_WHOLE if starts_line else _UNDERSCORE
        words = pattern.sub(lambda match: match[1] or r"\_", words)
    if "<" in words:
        words = _TAG.sub(r"\\<", words)
    if "&" in words:
        words = _ENTITY.sub(lambda match: "&" if match[1] and match[1] not in html5 else r"\&", words)
    if "]" in words:
        words = _LINK.sub(r"\\]", words)
    if "~" in words:
        words = _STRIKE.sub(r"\\~", words)
    if words.count("$") > 1:
        words = _MONEY.sub(r"\\$", words)
    return escaped_start(words) if starts_line else words


def escaped_start(words: str) -> str:
    """Return Markdown whose lines begin neither a list, a heading, a quotation nor a rule by accident."""
    first = words[:1]
    if "\n" not in words and first not in _STARTS and not first.isdigit():
        return words
    return _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(r"\\\g<0>", words))
