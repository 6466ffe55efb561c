"""Plain words to Markdown that renders as these words: characters escaped where they would act, and nowhere else."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[^\\`*_<&\[$~#>+\-=|\d\n]*")
_ALWAYS = re.compile(r"[\\`*]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_LINK = re.compile(r"\[(?=[^\]]*\](?:\(|\[|:))")
_STRIKE = re.compile(r"~(?=~)|(?<=~)~")
_MONEY = re.compile(r"\$")
_LINE_START = re.compile(
    r"^(?:(#{1,6})(?=\s|$)|([-+])(?=\s|$)|(>)|(\[)(?=[ xX]\])|(=+|-{2,}|_{3,})\s*$)", re.MULTILINE
)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.MULTILINE)


def escaped(words: str, starts_line: bool = True) -> str:
    r"""Return `words` for a Markdown paragraph; `starts_line` where they begin one.

    >>> escaped("5* of $1 and $2")
    '5\\* of \\$1 and \\$2'
    """
    if _PLAIN.fullmatch(words):
        return words
    words = _ALWAYS.sub(r"\\\g<0>", words)
    if "_" in words:
        words = _UNDERSCORE.sub(r"\\_", words)
    if "<" in words:
        words = _TAG.sub(r"\\<", words)
    if "&" in words:
        words = _ENTITY.sub(r"\\&", words)
    if "[" in words:
        words = _LINK.sub(r"\\[", words)
    if "~" in words:
        words = _STRIKE.sub(r"\\~", words)
    if words.count("$") > 1:
        words = _MONEY.sub(r"\\$", words)
    return escaped_start(words) if starts_line else words


def escaped_start(words: str) -> str:
    """Return Markdown whose lines begin neither a list, a heading, a quotation nor a rule by accident."""
    return _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(r"\\\g<0>", words))
