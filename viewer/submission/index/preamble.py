"""The first bytes of a `<DOCUMENT>` to what they say of it: type, sequence, file name, description, kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from viewer.submission.encoding import decode_line
from viewer.submission.kind import WINDOW, find_kind

if TYPE_CHECKING:
    from viewer.submission.model import Kind

EOL = rb"[ \t]*(?:\r*\n|\r|\Z)"
_TEXT = re.compile(rb"(?:\A|[\r\n])[ \t]*<TEXT>(?:" + EOL + rb")?", re.IGNORECASE)
_LINE = re.compile(rb"[^\r\n]*(?:\r*\n|\r|\Z)")
_FIELD = re.compile(rb"[ \t]*<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\r\n]*)", re.IGNORECASE)
_VALUE = r"([\t -;=-~]*)[\r\n]\s*"
"""A value up to its line's end; no blank of it can be taken for one behind it, or many would be tried for long."""

_USUAL = re.compile(
    rf"<DOCUMENT>\s*<TYPE>{_VALUE}<SEQUENCE>{_VALUE}(?:<FILENAME>{_VALUE})?"
    rf"(?:<DESCRIPTION>{_VALUE})?<TEXT>" + EOL.decode(),
    re.ASCII,
)
_END_TAG = re.compile(rb"</[A-Za-z-]+>\Z")


class Preamble(NamedTuple):
    """What stands before a document's text, as filed.

    `text` is where the text begins, counted from the document's first line; `has_text_line` whether that is
    said. `kind` is what the text looks to be, or None where nobody has looked.
    """

    type: str
    sequence: str
    filename: str
    description: str
    flawed: bool
    text: int
    has_text_line: bool
    kind: Kind | None = None


def glance(head: bytes) -> Preamble | None:
    """Return what the first bytes of a document say of it and its kind, or None where more must be read."""
    usual = _USUAL.match(head.decode("latin-1"))
    if usual is None:
        return None
    text = head[usual.end() : usual.end() + WINDOW]
    if len(text) < WINDOW or b"</TEXT>" in text or text.isspace():
        return None
    return _from_usual(usual, text)


def _from_usual(usual: re.Match[str], text: bytes | None) -> Preamble:
    """Return what lines say that nearly every document begins with; the kind, too, if its text is known."""
    type_, sequence, filename, description = map(str.strip, usual.groups(""))
    kind = None if text is None else find_kind(text, filename, type_)
    return Preamble(type_, sequence, filename, description, False, usual.end(), True, kind)


def read_preamble(head: bytes, whole: bool) -> Preamble | None:
    """Return what the first bytes of a document say.

    None where they end before its text begins, unless they are the `whole` document; without a `<TEXT>`
    line, the text begins behind the last line of the preamble.
    """
    usual = _USUAL.match(head.decode("latin-1"))
    if usual and usual.end() < len(head):
        return _from_usual(usual, None)
    text = _TEXT.search(head)
    if not whole and (text is None or text.end() == len(head)):
        return None
    return _from_lines(head, text)


def _from_lines(head: bytes, text: re.Match[bytes] | None) -> Preamble:
    values: dict[str, list[bytes]] = {}
    flawed, current, end = False, "", 0
    for line in _LINE.finditer(head, 0, text.start() + 1 if text else len(head)):
        stripped = line.group().strip()
        field = _FIELD.match(line.group())
        if field:
            current = field.group(1).decode("ascii").upper()
            values.setdefault(current, []).append(field.group(2))
        elif stripped.upper() in (b"<DOCUMENT>", b"<FLAWED>"):
            flawed = flawed or stripped.upper() == b"<FLAWED>"
            current = ""
        elif stripped and not text:
            break
        elif stripped and current == "DESCRIPTION" and not stripped.startswith(b"<"):
            values[current].append(stripped)
        if stripped:
            end = line.end()
    filed = {name: " ".join(filter(None, map(_value, raws))) for name, raws in values.items()}
    return Preamble(
        filed.get("TYPE", ""),
        filed.get("SEQUENCE", ""),
        filed.get("FILENAME", ""),
        filed.get("DESCRIPTION", ""),
        flawed,
        text.end() if text else end,
        text is not None,
    )


def _value(raw: bytes) -> str:
    """Return a value without the end tag that some copies have."""
    raw = raw.strip()
    end_tag = _END_TAG.match(raw, max(0, raw.rfind(b"</")))
    return decode_line(raw[: end_tag.start()].strip() if end_tag else raw)
