"""Markup to markup with what hurts readers: endless attributes, odd styles, references, values, declarations."""

from __future__ import annotations

import random
import re

_TAG = re.compile(rb"<[A-Za-z][^<>]*>")
_LEAF = re.compile(rb">([^<>]+)</")
_ELEMENT = re.compile(rb"<([\w:.-]+)(?:\s[^<>]*)?>[^<>]*</\1>")
_NAME = re.compile(rb"<([\w:.-]+)")
_DECLARED = re.compile(rb"encoding=[\"'][^\"']*[\"']")


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


ATTRIBUTES = _words(
    "style class id name href src alt title colspan rowspan width align valign bgcolor color size face start type "
    "value contextRef format scale sign continuedAt"
)
ENDLESS = (
    b"x", b"margin-left:1pt;", b"font-family:Wingdings,", b"a b ", b"&amp;", b"(", b"url(", b"\\", b"/*", b"9 ",
    b"!important;", b"\xe2\x80\xa2",
)  # fmt: skip
PROPERTIES = _words(
    "display visibility margin-left margin padding-left text-indent text-align font-weight font-style font-size "
    "font-family font line-height width height position left top float clear border border-bottom border-top "
    "white-space text-transform text-decoration vertical-align color background list-style page-break-before "
    "page-break-after break-before columns overflow opacity direction content z-index"
)
VALUES = _words(
    "none block inline inline-block table table-row table-cell flex list-item hidden visible collapse 0 0pt 1e9px "
    "-9999px -72pt 50% 1000% 9in 1.5em NaN auto inherit bold 700 bolder normal italic center right justify "
    "absolute fixed relative left both pre pre-wrap nowrap uppercase small-caps underline line-through super sub "
    "white #fff rgb(255,255,255) always avoid Wingdings Symbol Webdings Courier 1px solid double 3px decimal "
    "lower-roman disc rtl"
)
REFERENCES = (
    b"nbsp", b"amp", b"lt", b"quot", b"#160", b"#8203", b"#173", b"#65279", b"#8232", b"#133", b"#xFFFE", b"#55357",
    b"#9", b"#13", b"#12", b"#0", b"#127", b"#x202E", b"#768", b"fjlig", b"NotEqualTilde", b"zwj", b"shy", b"frac12",
    b"#61623", b"#57344", b"bull", b"Tab", b"NewLine", b"rlm",
)  # fmt: skip
WORDS = (
    b"", b" ", b"NaN", b"-", b"1e999", b"9" * 400, b"-0", b"0x10", b"20241399", b"2024-13-45", b"1,234.567.8", b"TRUE",
    b"\xc2\xa0", b"x" * 5000, b"&lt;b&gt;x&lt;/b&gt;", b"<a/>", b"<![CDATA[<b>]]>", b"\n\n  a\n b  ", b"||| --- |||",
    b"=cmd()", b"# head", b"* x\n1. y", b"+1-2", b"INF", b"1.0E-400", b"\xff", b"0001-01-01", b"9999-99-99", b"F1",
    b"<footnoteId id='F99'/>", b"P1Y",
)  # fmt: skip
ENCODINGS = _words(
    "utf-8 utf-16 UTF-16LE shift_jis gb2312 big5 iso-8859-1 windows-1251 utf-7 cp037 x-user-defined hz "
    "iso-2022-jp base64 zip rot13 unicode_escape idna"
)


def _some_tag(chance: random.Random, content: bytes) -> re.Match[bytes] | None:
    tags = list(_TAG.finditer(content))
    return chance.choice(tags) if tags else None


def splice(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """Put a piece of another payload in, or go on with its end."""
    at, begin = chance.randrange(len(content) + 1), chance.randrange(len(other) + 1)
    if chance.random() < 0.3:
        return content[:at] + other[begin:]
    return content[:at] + other[begin : begin + int(chance.expovariate(1 / 3000))] + content[at:]


def cut_in_a_tag(chance: random.Random, content: bytes) -> bytes:
    """End in the middle of a tag, or go on somewhere behind it."""
    tag = _some_tag(chance, content)
    if tag is None:
        return content
    at = chance.randrange(tag.start(), tag.end())
    return (
        content[:at] if chance.random() < 0.5 else content[:at] + content[tag.end() + chance.randrange(40) :]
    )


def endless_attribute(chance: random.Random, content: bytes) -> bytes:
    """Give a tag an attribute of up to a megabyte."""
    tag = _some_tag(chance, content)
    if tag is None:
        return content
    value = chance.choice(ENDLESS) * chance.choice([100, 5_000, 40_000])
    attribute = b' %s="%s"' % (chance.choice(ATTRIBUTES).encode(), value)
    return content[: tag.end() - 1] + attribute + content[tag.end() - 1 :]


def nest_in_itself(chance: random.Random, content: bytes) -> bytes:
    """Open one of its own tags many times over, with as many ends or none."""
    tag = _some_tag(chance, content)
    name = _NAME.match(tag[0]) if tag else None
    if tag is None or name is None:
        return content
    times = chance.choice([20, 400, 4_000])
    ends = b"</%s>" % name[1] * times if chance.random() < 0.5 else b""
    return content[: tag.start()] + tag[0] * times + content[tag.end() :] + ends


def _declaration(chance: random.Random) -> str:
    values = " ".join(chance.choices(VALUES, k=chance.choice([1, 1, 1, 2, 3])))
    return f"{chance.choice(PROPERTIES)}{chance.choice([':', ': ', '::', '='])}{values}"


def odd_styles(chance: random.Random, content: bytes) -> bytes:
    """Style some tags at random."""
    for _ in range(chance.choice([1, 5, 60])):
        tag = _some_tag(chance, content)
        if tag is None:
            return content
        style = ";".join(_declaration(chance) for _ in range(chance.randint(1, 4)))
        content = content[: tag.end() - 1] + f' style="{style}"'.encode() + content[tag.end() - 1 :]
    return content


def odd_sheet(chance: random.Random, content: bytes) -> bytes:
    """Put a style sheet before everything, of rules that may not end."""
    names = [name.decode("latin-1") for name in _NAME.findall(content)] or ["p"]
    rules = ""
    for _ in range(chance.choice([1, 4, 40])):
        name, other = chance.choices(names, k=2)
        selector = chance.choice(
            [
                name,
                f".{name}",
                f"{name} > {other}",
                "*",
                f"{name}:first-child",
                "@media print",
                "@import 'x'",
                "#x",
            ]
        )
        body = ";".join(_declaration(chance) for _ in range(chance.randint(0, 4)))
        rules += f"{selector}{chance.choice(['{', '{{'])}{body}{chance.choice(['}', '}}', ''])}"
    return b"<style>" + rules.encode("utf-8", "replace") + chance.choice([b"</style>", b"-->", b""]) + content


def odd_references(chance: random.Random, content: bytes) -> bytes:
    for _ in range(chance.choice([1, 10, 100])):
        at = chance.randrange(len(content) + 1)
        reference = b"&" + chance.choice(REFERENCES) + chance.choice([b";", b";", b"", b" "])
        content = content[:at] + reference + content[at:]
    return content


def odd_values(chance: random.Random, content: bytes) -> bytes:
    """Change what some elements hold: numbers without bounds, dates that are none, markup."""
    for _ in range(chance.choice([1, 4, 30])):
        leaves = list(_LEAF.finditer(content))
        if not leaves:
            return content
        leaf = chance.choice(leaves)
        content = content[: leaf.start(1)] + chance.choice(WORDS) + content[leaf.end(1) :]
    return content


def odd_elements(chance: random.Random, content: bytes) -> bytes:
    """Leave an element out, repeat it, put another in its place, or exchange the names of two kinds."""
    elements = list(_ELEMENT.finditer(content))
    if len(elements) < 2:
        return content
    one, other = chance.sample(elements, 2)
    what = chance.randrange(4)
    if what == 3:
        content = content.replace(b"<%s>" % one[1], b"<%s>" % other[1])
        return content.replace(b"</%s>" % one[1], b"</%s>" % other[1])
    instead = (b"", one[0] * chance.choice([2, 4, 50]), other[0])[what]
    return content[: one.start()] + instead + content[one.end() :]


def odd_encoding(chance: random.Random, content: bytes) -> bytes:
    """Declare another encoding than there is, and put bytes in that are none of ASCII."""
    name = chance.choice(ENCODINGS).encode()
    if _DECLARED.search(content, 0, 200):
        content = _DECLARED.sub(b"encoding='%s'" % name, content, count=1)
    else:
        content = b"<meta charset=%s>" % name + content
    for _ in range(chance.randint(0, 30)):
        at = chance.randrange(len(content) + 1)
        content = content[:at] + bytes([chance.randrange(128, 256)]) + content[at:]
    return content
