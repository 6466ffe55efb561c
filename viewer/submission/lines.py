"""The lines of a payload as they lie in the file to the lines that were filed.

Undoes what the envelope and copiers did to whole files: dashes escaped for the privacy-enhanced envelope,
lines cut at 1023 bytes, an indent before every line.
"""

from __future__ import annotations

from dataclasses import dataclass

CUT = 1023
"""The length in bytes at which lines were cut, without a mark, up to early 2011."""

_SEVERAL = 3
"""So many lines of exactly that length, and none longer, are no chance."""


@dataclass(frozen=True, slots=True)
class LongLines:
    """Where the lines of exactly `CUT` bytes end, and whether there are longer ones."""

    ends: tuple[int, ...]
    longer: bool


def unescape_dashes(content: bytes) -> bytes:
    """Take away the `- ` that stands before lines beginning with a dash."""
    if content.startswith(b"- -"):
        content = content[2:]
    content = content.replace(b"\n- -", b"\n-")
    return content.replace(b"\r- -", b"\r-") if b"\r- -" in content else content


def find_long_lines(content: bytes, start: int = 0) -> LongLines:
    r"""Find the lines of `CUT` bytes and more; looks at one byte in a hundred where lines are short.

    >>> find_long_lines(b"a" * 1023 + b"\n" + b"b" * 1023 + b"\r\n" + b"c" * 500)
    LongLines(ends=(1023, 2047), longer=False)
    """
    ends, longer, size = [], False, len(content)
    separator = b"\n" if b"\n" in content else b"\r"
    while size - start >= CUT:
        end = content.rfind(separator, start, start + CUT)
        if end >= 0:
            start = end + 1  # everything up to here is shorter, whatever lines it is
            continue
        end = content.find(separator, start + CUT)
        end = size if end < 0 else end
        length = (
            len(content[start : min(end, start + CUT + 8)].rstrip(b"\r"))
            if end - start < CUT + 8
            else end - start
        )
        if length == CUT:
            ends.append(start + CUT)
        elif length > CUT:
            longer = True
        start = end + 1
    return LongLines(tuple(ends), longer)


def are_cut(found: LongLines) -> bool:
    """Whether lines of this length are there because lines were cut at it."""
    return len(found.ends) >= _SEVERAL and not found.longer


def join_cut_lines(content: bytes, ends: tuple[int, ...]) -> bytes:
    """Take away the line ends that stand at `ends`."""
    pieces, start = [], 0
    for end in ends:
        pieces.append(content[start:end])
        start = end
        while content[start : start + 1] == b"\r":
            start += 1
        if content[start : start + 1] == b"\n":
            start += 1
    pieces.append(content[start:])
    return b"".join(pieces)


def remove_indent(content: bytes, indent: bytes) -> bytes:
    """Take away `indent` from the start of each line that has it."""
    content = content.removeprefix(indent)
    for line_end in (b"\n", b"\r"):
        content = content.replace(line_end + indent, line_end)
    return content
