"""Payloads of filings to damaged ones: cut, doubled, flipped, with markup that nobody closed or would write."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

from tests import oddities
from viewer.submission.model import Kind

MARKUP = frozenset({Kind.HTML, Kind.XML, Kind.TEXT})
PACKED = frozenset({Kind.ZIP, Kind.SPREADSHEET})

OPENED = [
    "comment",
    "script",
    "style",
    "title",
    "textarea",
    "xmp",
    "plaintext",
    "listing",
    "pre",
    "noscript",
    "iframe",
    "noframes",
    "noembed",
    "template",
    "select",
    "option",
    "object",
    "applet",
    "button",
    "svg",
    "math",
    "canvas",
    "video",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "li",
    "dl",
    "div",
    "span",
    "b",
    "sup",
    "a",
    "font",
    "h1",
    "center",
    "form",
    "ix:header",
    "ix:hidden",
    "frameset",
    "head",
    "body",
    "html",
    "colgroup",
    "caption",
    "thead",
    "blockquote",
]
PIECES = (
    b"<!--",
    b"-->",
    b"<!-->",
    b"--!>",
    b"<![CDATA[",
    b"]]>",
    b"<?xml",
    b"<!",
    b"</",
    b"<",
    b">",
    b"'",
    b'"',
    b"&",
    b"&#",
    b"&#x",
    b"&#0;",
    b"&#1114112;",
    b"&#xD800;",
    b"&notin",
    b"&amp;amp;",
    b"&bogus;",
    b"\x00",
    b"\x00" * 40,
    b"\xff\xfe",
    b"\xc3",
    b"\xe2\x80",
    b"\xed\xa0\x80",
    b"\r",
    b"\x0c",
    b"\x0b",
    b"\t" * 60,
    b" " * 300,
    b"\n" * 60,
    b"\x08a\x08b",
    b"<td colspan=99999999>",
    b"<td rowspan=99999999>",
    b"<td colspan=-1 rowspan=0>",
    b"<td colspan=1000 rowspan=1000>x</td>" * 9,
    b"<table><tr><td>" * 60,
    b"</table>" * 9,
    b"</td></tr>",
    b"<td style='display:none'>",
    b"<div style='display:none'>",
    b"<p align=a align=b id=c id=d>",
    b"<a name=x id=x href=#x>",
    b"<ol start=99999999999999999999><li value=-9e9>",
    b"<font size=+99999999 face=Wingdings>o",
    b"<sup>" * 50,
    b"<span style='" + b"margin-left:9e99pt;" * 30 + b"'>",
    b"<style>td,p,div{display:none}</style>",
    b"<PAGE>\n",
    b"<TABLE>\n<S> <C>\n",
    b"<CAPTION>\n",
    b"<F1>",
    b"----------  --------\n",
    b"$  1,234  (5)\n",
    b"<br>" * 200,
    b"<hr>" * 90,
    b"<img src=a.gif alt='" + b"x" * 500 + b"'>",
    b"<tr>" * 300,
    b"<li>" * 300,
    b"&nbsp;" * 300,
    b"_" * 900,
    b"<ix:nonFraction name='a' scale='99999999' sign='-'>1</ix:nonFraction>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<base href='http://a/'>",
    b"<meta charset=utf-16>",
    b"</body></html>",
    b"<html><head><title>",
)


class Origin(NamedTuple):
    """A payload to be damaged."""

    name: str
    kind: Kind
    content: bytes


Change = Callable[[random.Random, bytes], bytes]


def cut_off(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def cut_front(chance: random.Random, content: bytes) -> bytes:
    return content[chance.randrange(len(content) + 1) :]


def cut_out(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + int(chance.expovariate(1 / 300)) :]


def double(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content) + 1)
    end = start + int(chance.expovariate(1 / 2000))
    return content[:end] + content[start:]


def flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 40)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def noise(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.randint(1, 400)) + content[at:]


def put_in(chance: random.Random, content: bytes) -> bytes:
    at = chance.choice(
        [chance.randrange(len(content) + 1), content.find(b">", chance.randrange(len(content) + 1)) + 1]
    )
    return content[:at] + chance.choice(PIECES) + content[at:]


def open_element(chance: random.Random, content: bytes) -> bytes:
    """Put in a start tag that nothing ends, or an end tag that nothing began."""
    at = content.find(b">", chance.randrange(len(content) + 1)) + 1
    name = chance.choice(OPENED)
    tag = (
        "<!-- "
        if name == "comment"
        else chance.choice([f"<{name}>", f"<{name} class=x>", f"<{name.upper()}/>", f"</{name}>"])
    )
    return content[:at] + tag.encode() + content[at:]


def unquote(chance: random.Random, content: bytes) -> bytes:
    """Leave out one quote."""
    quotes = [found.start() for found in re.finditer(rb"[\"']", content)]
    if not quotes:
        return content
    at = chance.choice(quotes)
    return content[:at] + content[at + 1 :]


def lose_end(chance: random.Random, content: bytes) -> bytes:
    """Leave out an end tag, or the `>` of a tag, or all end tags of a name."""
    tags = list(re.finditer(rb"</?([A-Za-z][\w:]*)[^<>]*>", content))
    if not tags:
        return content
    tag = chance.choice(tags)
    kind = chance.random()
    if kind < 0.4:
        return content[: tag.start()] + content[tag.end() :]
    if kind < 0.7:
        return content[: tag.end() - 1] + content[tag.end() :]
    return content.replace(b"</" + tag[1] + b">", b"")


def swap_tags(chance: random.Random, content: bytes) -> bytes:
    tags = list(re.finditer(rb"<[^<>]*>", content))
    if len(tags) < 2:
        return content
    first, second = sorted(chance.sample(tags, 2), key=lambda tag: tag.start())
    return (
        content[: first.start()]
        + second[0]
        + content[first.end() : second.start()]
        + first[0]
        + content[second.end() :]
    )


def deepen(chance: random.Random, content: bytes) -> bytes:
    at = content.find(b">", chance.randrange(len(content) + 1)) + 1
    opening = chance.choice(
        [b"<table><tr><td>", b"<div>", b"<b>", b"<ul><li>", b"<font size=2>", b"<tr><td>", b"<p><span>"]
    )
    return content[:at] + opening * chance.choice([30, 300, 3000]) + content[at:]


def widen(chance: random.Random, content: bytes) -> bytes:
    """Give cells spans beyond all bounds."""
    span = chance.choice(
        [b" colspan=9999", b" rowspan=9999", b" colspan=1000 rowspan=1000", b' colspan="0"', b" rowspan=-3"]
    )
    return re.sub(
        rb"<(td|th)\b", rb"<\1" + span, content, count=chance.choice([1, 5, 100]), flags=re.IGNORECASE
    )


def recode(chance: random.Random, content: bytes) -> bytes:
    text = content.decode("cp1252", "replace")
    return text.encode(
        chance.choice(["utf-16", "utf-16-be", "utf-8-sig", "utf-7", "cp037", "utf-32"]), "replace"
    )


def repeat(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content) + 1)
    return (
        content[:start]
        + content[start : start + chance.randint(1, 60)] * chance.choice([20, 400])
        + content[start:]
    )


def line_ends(chance: random.Random, content: bytes) -> bytes:
    return content.replace(b"\n", chance.choice([b"\r\n", b"\r", b"", b" ", b"\n\n"]))


ANY: tuple[Change, ...] = (cut_off, cut_front, cut_out, double, flip, noise, repeat)
OF_MARKUP: tuple[Change, ...] = (
    cut_off,
    cut_out,
    double,
    flip,
    noise,
    put_in,
    put_in,
    put_in,
    open_element,
    open_element,
    open_element,
    unquote,
    unquote,
    lose_end,
    lose_end,
    swap_tags,
    deepen,
    widen,
    recode,
    repeat,
    line_ends,
    oddities.cut_in_a_tag,
    oddities.endless_attribute,
    oddities.nest_in_itself,
    oddities.odd_styles,
    oddities.odd_styles,
    oddities.odd_sheet,
    oddities.odd_references,
    oddities.odd_encoding,
)
OF_XML: tuple[Change, ...] = (
    *OF_MARKUP,
    *(oddities.odd_values, oddities.odd_elements) * 6,
)


def repacked(chance: random.Random, content: bytes) -> bytes:
    """Damage one member of an archive and pack it again; an archive that cannot be opened is damaged as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError):
        return chance.choice(ANY)(chance, content)
    if not members:
        return content
    at = chance.randrange(len(members))
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, member) in enumerate(members):
            archive.writestr(name, chance.choice(OF_MARKUP)(chance, member) if number == at else member)
    return into.getvalue()


def damaged(origin: Origin, chance: random.Random, other: bytes = b"") -> bytes:
    """Return the content of a payload with one to four changes; now and then a piece of an `other` is spliced in."""
    content = origin.content
    if other and chance.random() < 0.1:
        content = oddities.splice(chance, content, other)
    for _ in range(chance.choice([1, 1, 2, 4])):
        if origin.kind is Kind.XML:
            content = chance.choice(OF_XML)(chance, content)
        elif origin.kind in MARKUP or origin.kind is Kind.JSON:
            content = chance.choice(OF_MARKUP)(chance, content)
        elif origin.kind in PACKED and chance.random() < 0.6:
            content = repacked(chance, content)
        else:
            content = chance.choice(ANY)(chance, content)
    return content
