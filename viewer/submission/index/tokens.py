"""What stands between documents to the lines of envelopes and headers in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from viewer.submission.source import Source

_OVERLAP = 1 << 10

_NEEDLES = (b"PRIVACY-ENHANCED MESSAGE-----", b"SUBMISSION>", b"-HEADER>", b"-DOCUMENT>")
_SMALL_NEEDLES = tuple(needle.lower() for needle in _NEEDLES[1:])


class Sign(Enum):
    """What a line of an envelope or a header is."""

    PEM = auto()
    PEM_END = auto()
    FEED = auto()
    FEED_END = auto()
    ENVELOPE = auto()
    ENVELOPE_END = auto()
    HEADER = auto()
    HEADER_END = auto()


class Token(NamedTuple):
    """A line of an envelope or a header, with its line end; `said` is what stands behind its tag."""

    sign: Sign
    start: int
    end: int
    said: bytes
    system: bytes
    """`SEC` or `IMS`, where the tag names it."""


_LINE = re.compile(
    rb"[ \t]*(?:-----(?P<pem>BEGIN|END) PRIVACY-ENHANCED MESSAGE-----"
    rb"|<(?P<feed_end>/)?(?P<feed>SUBMISSION)>"
    rb"|<(?P<end>/)?(?P<system>SEC|IMS)-(?P<name>DOCUMENT|HEADER)>(?P<said>[^\r\n<]*))[ \t]*(?:\r*\n|\r|\Z)",
    re.IGNORECASE,
)


def find_tokens(source: Source, start: int, end: int) -> Iterator[Token]:
    """Yield the lines of envelopes and headers between two offsets, in file order."""
    behind = start
    for base, content in source.written(max(0, start - 1), end, _OVERLAP):
        found: dict[int, Token] = {}
        for needle in _NEEDLES + _SMALL_NEEDLES:
            at = content.find(needle)
            while at >= 0:
                token = _token_at(content, at, base)
                if token is not None and token.start >= behind:
                    found.setdefault(token.start, token)
                at = content.find(needle, at + len(needle))
        for offset in sorted(found):  # a block reaches into the next one, which finds its first tokens again
            yield found[offset]
            behind = offset + 1


def _token_at(content: bytes, at: int, base: int) -> Token | None:
    floor = max(0, at - _OVERLAP // 2)
    line = max(content.rfind(b"\n", floor, at), content.rfind(b"\r", floor, at)) + 1
    if line == 0 and base > 0:
        return None
    if line == 0 and content.startswith(b"\xef\xbb\xbf"):
        line = 3
    match = _LINE.match(content, line)
    if match is None:
        return None
    return Token(
        _sign(match), base + line, base + match.end(), (match["said"] or b"").strip(), match["system"] or b""
    )


def _sign(match: re.Match[bytes]) -> Sign:
    if match["pem"]:
        return Sign.PEM if match["pem"].upper() == b"BEGIN" else Sign.PEM_END
    if match["feed"]:
        return Sign.FEED_END if match["feed_end"] else Sign.FEED
    if match["name"].upper() == b"HEADER":
        return Sign.HEADER_END if match["end"] else Sign.HEADER
    return Sign.ENVELOPE_END if match["end"] else Sign.ENVELOPE
