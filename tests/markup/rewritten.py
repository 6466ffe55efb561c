"""Markup written another way: functions that change how it is written, and nothing that a browser shows of it.

Each takes the tokens of an exhibit and returns others. What a function cannot change without a difference that is seen,
it leaves alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.entities import codepoint2name

from tests.markup.tokens import (
    BLOCKS,
    Kept,
    Rewriting,
    Tag,
    Token,
    around,
    as_style,
    in_styles,
    in_tags,
    in_texts,
    in_words,
    is_text,
    keeps_spaces,
    renamed,
    within,
)  # fmt: skip

_FONT_SIZES = (10, 13, 16, 18, 24, 32, 48)
_PIXELS = {"px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "pc": 16.0}


def _spaces_between_blocks(space: str) -> Rewriting:
    """Return a rewriting with that white space on both sides of the tags of blocks, none where it is empty."""

    def change(found: list[Token]) -> list[Token]:
        if keeps_spaces(found):
            return found
        done: list[Token] = []
        kept = False
        for each in found:
            if isinstance(each, Tag) and each.kind == "pre":
                kept = not each.close
            beside = done and isinstance(done[-1], Tag) and done[-1].kind in BLOCKS
            if isinstance(each, Tag) and each.kind in BLOCKS and not kept and each.kind != "pre":
                if done and isinstance(done[-1], str) and is_text(done[-1]):
                    done[-1] = done[-1].rstrip(" \t\r\n\f")
                done += [space, each] if space and done else [each]
            elif isinstance(each, str) and is_text(each) and beside and not kept:
                done.append(space + each.lstrip(" \t\r\n\f"))
            else:
                done.append(each)
        return done

    return change


def _without_ends(kinds: str, before: str, at_end_of: str) -> Rewriting:
    """Return a rewriting without the end tags of `kinds` that stand before some start tags, or at an end of others."""

    def leave(found: list[Token]) -> list[Token]:
        solid = [each for each in found if not (isinstance(each, str) and not each.strip())]
        follows = dict(zip(map(id, solid), solid[1:], strict=False))
        return [each for each in found if not _needless(each, follows.get(id(each)))]

    def _needless(each: Token, next_: Token | None) -> bool:
        if not isinstance(each, Tag) or not each.close or each.kind not in kinds.split():
            return False
        return isinstance(next_, Tag) and next_.kind in (at_end_of if next_.close else before).split()

    return leave


def _with_tbody(found: list[Token]) -> list[Token]:
    """Return tables with bodies, and columns that say nothing, where nothing says so."""
    if any(isinstance(each, Tag) and each.kind in ("tbody", "thead", "caption", "col") for each in found):
        return found
    done: list[Token] = []
    for each in found:
        is_table = isinstance(each, Tag) and each.kind == "table"
        if is_table and isinstance(each, Tag) and each.close:
            done += [Kept("</tbody>"), each]
        else:
            done += [each, Kept("<colgroup><col width='10%'><col></colgroup><tbody>")] if is_table else [each]
    return done


def _spacer_columns(found: list[Token]) -> list[Token]:
    """Return tables with an empty column behind each of theirs."""
    done: list[Token] = []
    spacers: list[Kept] = []
    for each in found:
        if not isinstance(each, Tag) or each.kind not in ("td", "th"):
            done.append(each)
            continue
        if not each.close:
            columns = each.said("colspan").strip()
            rows = each.said("rowspan")
            spacers.append(Kept(f"<td rowspan={rows}></td>" if rows else "<td></td>"))
            wide = columns.isdigit() and columns != "0"
            each = each.saying("colspan", str(2 * int(columns) - 1)) if wide else each
        done.append(each)
        if (each.close or each.end) and spacers:
            done.append(spacers.pop())
    return done


def _doubled_columns(tag: Tag) -> Tag:
    if tag.close or tag.kind not in ("td", "th"):
        return tag
    columns = tag.said("colspan").strip()
    return tag.saying("colspan", str(2 * int(columns) if columns.isdigit() and columns != "0" else 2))


def _as_classes(wrapped: str) -> Rewriting:
    """Return a rewriting with style attributes as classes of a sheet."""

    def move(found: list[Token]) -> list[Token]:
        if any(isinstance(each, Tag) and each.kind == "style" for each in found):
            return found
        names: dict[str, str] = {}
        done: list[Token] = []
        for each in found:
            style = each.said("style") if isinstance(each, Tag) else ""
            if isinstance(each, Tag) and style and not re.search(r"[&<>{}!]", style) and each.kind != "body":
                name = names.setdefault(style, f"c{len(names)}")
                each = each.saying("style", None).saying("class", f"{each.said('class')} {name}".strip())
            done.append(each)
        rules = "\n".join(f".{name} {{ {style} }}" for style, name in names.items())
        return [Kept(f"<style type='text/css'>{wrapped.format(rules)}</style>"), *done] if names else found

    return move


def _lengths(unit: str) -> Rewriting:
    def change(name: str, value: str) -> str:
        if not name.lower().startswith(("margin", "padding", "text-indent", "border")):
            return f"{name}:{value}"
        length = re.compile(r"(?<![\w.#-])(-?\d*\.?\d+)(px|pt|in|cm|mm|pc)\b", re.IGNORECASE)
        return f"{name}:" + length.sub(
            lambda found: f"{float(found[1]) * _PIXELS[found[2].lower()] / _PIXELS[unit]:.6f}{unit}", value
        )

    return in_styles(change)


def _sides(name: str, value: str) -> str:
    sides = value.split()
    if name.lower() not in ("margin", "padding") or "!" in value or not sides:
        return f"{name}:{value}"
    top, right, bottom, left = (sides * 4)[:4] if len(sides) in (1, 2) else [*sides, sides[1]][:4]
    return f"{name}-top:{top};{name}-right:{right};{name}-bottom:{bottom};{name}-left:{left}"


def _border(name: str, value: str) -> str:
    if not re.fullmatch(r"border-(?:top|bottom)", name, re.IGNORECASE) or "(" in value or "!" in value:
        return f"{name}:{value}"
    styles = ("none", "solid", "double", "dashed", "dotted")
    parts = (
        (("style" if w.lower() in styles else "width" if w[0] in ".0123456789" else "color"), w)
        for w in value.split()
    )
    return ";".join(f"{name}-{part}:{word}" for part, word in parts)


def _align_as_style(tag: Tag) -> Tag:
    align = tag.said("align").lower()
    known = tag.kind in ("p", "div", "td", "tr") and align in ("left", "right", "center", "justify")
    if tag.close or not known or "text-align" in tag.said("style").lower():
        return tag
    return tag.saying("align", None).saying("style", f"{tag.said('style')};text-align:{align}".strip(";"))


def _colour_as_style(tag: Tag) -> Tag:
    colour = tag.said("bgcolor")
    if tag.kind not in ("td", "tr") or not colour or "background" in tag.said("style").lower():
        return tag
    return tag.saying("bgcolor", None).saying(
        "style", f"{tag.said('style')};Background: {colour} none repeat".strip(";")
    )


def _font_as_span(tag: Tag) -> Tag:
    if tag.kind != "font":
        return tag
    face, size = tag.said("face"), tag.said("size")
    made = replace(tag, name="span").saying("face", None).saying("size", None).saying("color", None)
    style = f"font-family:{face};" if face else ""
    if size:
        number = int(size) + 3 * (size[0] in "+-")
        style += f"font-size:{_FONT_SIZES[max(1, min(number, 7)) - 1]}px;"
    return made.saying("style", style + tag.said("style")) if style else made


def _references(form: Callable[[int], str]) -> Rewriting:
    """Return a rewriting with another reference, or the character itself, for what is no ASCII."""
    named = {f"&{name};": chr(code) for code, name in codepoint2name.items() if code > 127}
    known = re.compile(r"&[A-Za-z]{2,8};|[^\x00-\x7f]")

    def change(found: re.Match[str]) -> str:
        character = named.get(found[0], found[0])
        return form(ord(character)) if len(character) == 1 else character

    return lambda found: [
        known.sub(change, each) if isinstance(each, str) and is_text(each) else each for each in found
    ]


def _quoting(quote: str) -> Callable[[Tag], Token]:
    def write(tag: Tag) -> Token:
        if tag.end or any(
            value is not None and re.search(r"[^\w.#%:;,-]", value) for _, value in tag.attributes
        ):
            return tag
        said = "".join(
            f" {n}" if v is None else f" {n}={quote}{v}{quote}" for n, v in tag.attributes if v != ""
        )
        return Kept(f"<{'/' if tag.close else ''}{tag.name}{said}>")

    return write


_LETTERS = re.compile(r"&[^;\s]{1,40};|([A-Za-z])(?=[A-Za-z])")


def _between_letters(sign: str) -> Rewriting:
    return in_words(
        lambda text: _LETTERS.sub(lambda found: found[1] + sign if found[1] else found[0], text, count=4)
    )


REWRITINGS: dict[str, Rewriting] = {
    "tags in capitals": in_tags(lambda tag: tag if ":" in tag.name else replace(tag, name=tag.name.upper())),
    "attributes in capitals": in_tags(
        lambda tag: replace(tag, attributes=tuple((name.upper(), value) for name, value in tag.attributes))
    ),
    "attributes the other way round": in_tags(lambda tag: replace(tag, attributes=tag.attributes[::-1])),
    "single quotes": in_tags(_quoting("'")),
    "no quotes": in_tags(_quoting("")),
    "empty elements closed": in_tags(
        lambda tag: replace(tag, end=" /") if tag.kind in ("br", "hr", "img") else tag
    ),
    "a declaration of XML": lambda found: [Kept("<?xml version='1.0' encoding='utf-8'?>\n"), *found],
    "a byte order mark": lambda found: ["\ufeff", *found],
    "characters": _references(chr),
    "decimal references": _references(lambda code: f"&#{code};"),
    "hexadecimal references": _references(lambda code: f"&#x{code:X};"),
    "letters as references": in_words(
        lambda text: re.sub(
            r"&[^;\s]{1,40};|&#\d+|[A-Za-z0-9]",
            lambda each: each[0] if each[0][1:] else f"&#{ord(each[0])};",
            text,
        )
    ),
    "single spaces": in_texts(lambda text: re.sub(r"[ \t\r\n\f]+", " ", text)),
    "line breaks for spaces": in_texts(lambda text: re.sub(r"[ \t\r\n\f]+", "\r\n", text)),
    "no space between blocks": _spaces_between_blocks(""),
    "space between blocks": _spaces_between_blocks("\n    "),
    "comments in words": _between_letters("<!-- PAGE -->"),
    "zero-width spaces": _between_letters("&#8203;"),
    "soft hyphens": _between_letters("\xad"),
    "places to break": _between_letters("<wbr>"),
    "empty elements in lines": in_words(lambda text: f"<b></b><font size=1></font>{text}<span></span>"),
    "hidden words": in_words(lambda text: f"<span style='Display: None'>Item 9. </span>{text}"),
    "texts in spans": in_words(lambda text: f"<span style='color:#000000'>{text}</span>"),
    "facts around figures": in_words(
        lambda text: re.sub(
            r"(?<![&#\w.,])\d[\d,.]*(?=[\s)]|$)",
            lambda each: f"<ix:nonFraction name='x' contextRef='c' id='f1'>{each[0]}</ix:nonFraction>",
            text,
        )
    ),
    "cells in paragraphs": within(
        "td", "\n<p style='margin:0pt'>\n<font size=2>", "</font></p>\n", lines=True
    ),
    "cells in boxes": within("td", "<div>", "</div>"),
    "cells without end tags": _without_ends("td th", "td th", "tr"),
    "rows without end tags": _without_ends("tr", "tr", "table tbody"),
    "paragraphs without end tags": _without_ends("p", "p div h1 h2 h3 hr ul ol", "div td body"),
    "bodies of tables": _with_tbody,
    "spacer columns": _spacer_columns,
    "doubled columns": in_tags(_doubled_columns),
    "a box around": around("<div><div>", "</div></div>"),
    "an article around": around("<main><article>", "</article></main>"),
    "a font around": around("<font size=2 face=Times>", "</font>"),
    "a form around": around("<form>", "</form>"),
    "a block of facts around": around("<ix:nonNumeric name='x' contextRef='c'>", "</ix:nonNumeric>"),
    "b as strong": renamed(b="strong", i="em"),
    "strong as b": renamed(strong="b", em="i"),
    "b as 700": as_style("b strong", "font-weight:700"),
    "b as Bold": as_style("b strong", "FONT-WEIGHT: Bold ! important", "font"),
    "i as style": as_style("i em", "font-style:italic"),
    "u as style": as_style("u", "text-decoration: underline solid"),
    "fonts as spans": in_tags(_font_as_span),
    "align as style": in_tags(_align_as_style),
    "colours as style": in_tags(_colour_as_style),
    "styles in capitals": in_styles(lambda name, value: f"{name.upper()} : {value.upper()}"),
    "styles that are important": in_styles(
        lambda name, value: f"{name}:{value.removesuffix('!important')} !important"
    ),
    "comments in styles": in_styles(lambda name, value: f"/* a:b; */{name}:/**/{value}"),
    "margins side by side": in_styles(_sides),
    "borders part by part": in_styles(_border),
    "lengths in points": _lengths("pt"),
    "lengths in pixels": _lengths("px"),
    "lengths in inches": _lengths("in"),
    "classes": _as_classes("{}"),
    "classes in a comment": _as_classes("<!--\n{}\n-->"),
    "classes of the screen": _as_classes("@media screen {{\n{}\n}}"),
}
"""What each does, and how."""
