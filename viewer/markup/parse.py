"""Markup text to the events of its parsing: start, end, data, comment; hardened, recovering, and never deep.

The events go straight to a target, without a tree between: libxml2 cuts a tree off at some thousand nested elements and
loses what stands below, while its events go on. Nothing is fetched and no entity is expanded beyond the HTML ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from lxml import etree

from viewer.markup.mended import Unclosed, mended

if TYPE_CHECKING:
    from collections.abc import Mapping

Made = TypeVar("Made", covariant=True)
_SLICE = 1 << 18
# In UTF-8, where a search for one leading byte is ten times as fast as one for a class of characters.
_CONTROLS = re.compile(b"\xc2[\x80-\x9f]")
# References to what is no character of a text: 1 to 31 without white space, and 127.
_NO_CHARACTERS = re.compile(
    rb"&#(?:0*+(?:[1-8]|11|1[4-9]|2[0-9]|3[01]|127)(?:;|(?![0-9]))"
    rb"|[xX]0*+(?:[1-8bBeEfF]|1[0-9a-fA-F]|7[fF])(?:;|(?![0-9a-fA-F])))"
)
_CHARACTER = re.compile(rb"&#(?:(x)([0-9A-Fa-f]+)|([0-9]+));")
_DRAWN_AS_NOTHING = bytes([*range(1, 9), 11, *range(14, 32), 127])
# What a printer struck twice is bold, what it struck over a line is underlined: the letter stands once.
_STRUCK_TWICE = re.compile(r"([^\n\b])\x08(?=\1)|_\x08(?=[^\n\b])|(?<=[^\n\b])\x08_|\x08")
# End tags that a browser reads as breaks, though nothing may be open for them to end: `</br>`, and `</p>` before text.
_BREAKS = re.compile(rb"</(?:([pP]>)(?=\s*+[^<\s])|[bB][rR]\s*+/?>)")
# The parser does not know it, and takes what follows for what stands in it.
_PLACE_TO_BREAK = re.compile(rb"<(?:wbr|WBR)(?:\s[^<>]*+)?/?>")
# The prefix that an XHTML document gives to its own elements.
_XHTML = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"']http://www\.w3\.org/1999/xhtml[\"']")
_READABLE = {0: None, **{code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}}


class Target(Protocol[Made]):
    """What takes the events of a parsing and makes something of them."""

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Take a start tag."""

    def end(self, tag: str) -> None:
        """Take an end tag; every start has one, the parser closes what the filer left open."""

    def data(self, text: str) -> None:
        """Take text, in any number of pieces."""

    def close(self) -> Made:
        """Return what was made."""


def readable(text: str) -> str:
    r"""Return `text` without NULs, at which parsers end, and with the codes 128 to 159 as windows-1252 means them.

    >>> readable("it\x92s\0")
    'it’s'
    """
    if "\0" not in text and (text.isascii() or not _CONTROLS.search(text.encode("utf-8", "replace"))):
        return text
    slices = (text[start : start + _SLICE] for start in range(0, len(text), _SLICE))
    return "".join(each.translate(_READABLE) for each in slices)


def struck_once(text: str) -> str:
    r"""Return a text with the letters that a printer struck twice, or over a line, once.

    >>> struck_once("B\bBold _\bu")
    'Bold u'
    """
    return _STRUCK_TWICE.sub("", text) if "\b" in text else text


def parse_html(markup: str, target: Target[Made], unclosed: list[Unclosed] | None = None) -> Made:
    """Feed `markup` to `target` and return what it made; no damage in the markup raises.

    Lone surrogates are replaced, control characters and references to them left out. What was open is closed, and
    added to `unclosed`, with its place in readable `markup` as UTF-8.
    """
    content, found = mended(readable(markup).encode("utf-8", "replace"))
    if unclosed is not None:
        unclosed += found
    if b"\b" in content:
        content = struck_once(content.decode("utf-8")).encode("utf-8")
    content = content.translate(None, _DRAWN_AS_NOTHING)
    content = _NO_CHARACTERS.sub(b"", content)
    if b"<wbr" in content or b"<WBR" in content:
        content = _PLACE_TO_BREAK.sub(b"<wbr/>", content)
    for prefix in _XHTML.findall(content[:_SLICE]):
        content = re.sub(rb"(</?)" + re.escape(prefix) + rb":(?=[a-zA-Z])", rb"\1", content)
    content = _BREAKS.sub(lambda tag: b"</p><br>" if tag[1] else b"<br>", content)
    if not content or content.isspace():
        return target.close()
    parser = etree.HTMLParser(
        target=cast(Any, target), encoding="utf-8", huge_tree=True, recover=True, no_network=True
    )
    # In slices, so that other threads get the interpreter between them.
    for start in range(0, len(content), _SLICE):
        parser.feed(content[start : start + _SLICE])
    return cast(Made, parser.close())


def with_characters(content: bytes) -> bytes:
    """Return XML without references to what is no character of it, at which a recovering parser ends or breaks.

    >>> with_characters(b"a&#xD800;b&#0;c&#233;&#x10FFFF;")
    b'abc&#233;&#x10FFFF;'
    """
    return _CHARACTER.sub(_if_character, content) if b"&#" in content else content


def _if_character(reference: re.Match[bytes]) -> bytes:
    digits = (reference[2] or reference[3]).lstrip(b"0")[:8] or b"0"
    code = int(digits, 16 if reference[1] else 10)
    is_one = (
        code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    )
    return reference[0] if is_one else b""


def xml_parser(*, recover: bool = False, encoding: str | None = None) -> etree.XMLParser:
    """Return a parser of XML that expands no entity, reads no definition of a type and fetches nothing."""
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
