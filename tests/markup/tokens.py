"""Markup to its tokens (tags, texts, and what is kept as it is), and what changes all tags, texts or styles of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

_TOKEN = re.compile(
    r"<!--.*?-->|<[!?][^<>]*>|<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)"
    r"(?P<attributes>(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))?)*)\s*(?P<end>/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))?")
_RAW = ("script", "style", "title", "textarea", "xmp")
BLOCKS = frozenset(
    ("html", "head", "title", "body", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "center", "blockquote", "pre",
     "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "ul", "ol", "li", "dl", "dt", "dd", "hr", "br")
)  # fmt: skip


@dataclass(frozen=True)
class Tag:
    """A tag, its name and its attributes as written."""

    name: str
    attributes: tuple[tuple[str, str | None], ...] = ()
    close: bool = False
    end: str = ""

    @property
    def kind(self) -> str:
        return self.name.lower()

    def said(self, name: str) -> str:
        """Return an attribute, an empty text where the tag has none."""
        return next((value or "" for key, value in self.attributes if key.lower() == name), "")

    def saying(self, name: str, value: str | None) -> Tag:
        """Return the tag with an attribute of that value, or without it."""
        others = tuple(each for each in self.attributes if each[0].lower() != name)
        return replace(self, attributes=others if value is None else (*others, (name, value)))

    def __str__(self) -> str:
        said = "".join(
            f" {name}" if value is None else f" {name}={_quoted(value)}" for name, value in self.attributes
        )
        return f"<{'/' if self.close else ''}{self.name}{said}{self.end}>"


class Kept(str):
    """What is no tag and no text: comments, declarations, style sheets."""


Token = Tag | str
Rewriting = Callable[[list[Token]], list[Token]]


def tokens(markup: str) -> list[Token]:
    """Return the tokens of markup, which together are it."""
    found: list[Token] = []
    at = 0
    while match := _TOKEN.search(markup, at):
        if match.start() > at:
            found.append(markup[at : match.start()])
        at = match.end()
        if match["name"] is None:
            found.append(Kept(match[0]))
            continue
        attributes = _ATTRIBUTE.findall(match["attributes"])
        said = tuple((name, value.strip("\"'") if value else None) for name, value in attributes)
        tag = Tag(match["name"], said, bool(match["close"]), match["end"])
        found.append(tag)
        if tag.kind in _RAW and not tag.close:
            end = markup.lower().find(f"</{tag.kind}", at)
            found.append(Kept(markup[at : max(at, end)]))
            at = max(at, end)
    return [*found, markup[at:]] if at < len(markup) else found


def _quoted(value: str) -> str:
    return f"'{value}'" if '"' in value else f'"{value}"'


def is_text(token: Token) -> bool:
    """Whether a token is text."""
    return not isinstance(token, Tag | Kept)


def in_tags(change: Callable[[Tag], Token]) -> Rewriting:
    """Return a rewriting of each tag."""
    return lambda found: [change(each) if isinstance(each, Tag) else each for each in found]


def keeps_spaces(found: list[Token]) -> bool:
    """Whether a style keeps the white space of texts as it is."""
    return any(isinstance(each, Tag) and "white-space" in each.said("style").lower() for each in found)


def in_texts(change: Callable[[str], str]) -> Rewriting:
    """Return a rewriting of the texts in which white space does not count."""

    def change_all(found: list[Token]) -> list[Token]:
        if keeps_spaces(found):
            return found
        done: list[Token] = []
        kept = 0
        for each in found:
            if isinstance(each, Tag) and each.kind in ("pre", "head", "xmp", "textarea", "select"):
                kept += -1 if each.close else 1
            shown = isinstance(each, str) and is_text(each) and not kept
            done.append(change(each) if shown and isinstance(each, str) else each)
        return done

    return change_all


def in_words(change: Callable[[str], str]) -> Rewriting:
    """Return a rewriting of the texts that hold words."""
    return in_texts(lambda text: change(text) if text.strip() else text)


def in_styles(change: Callable[[str, str], str]) -> Rewriting:
    """Return a rewriting of each declaration of the style attributes."""

    def of_tag(tag: Tag) -> Tag:
        style = tag.said("style")
        if tag.close or not style or "&" in style:
            return tag
        parts = [part.partition(":") for part in style.split(";") if part.strip()]
        return tag.saying("style", ";".join(change(name.strip(), value.strip()) for name, _, value in parts))

    return in_tags(of_tag)


def renamed(**names: str) -> Rewriting:
    """Return a rewriting of tags under other names."""
    return in_tags(lambda tag: replace(tag, name=names.get(tag.kind, tag.name)))


def as_style(kinds: str, style: str, name: str = "span") -> Rewriting:
    """Return a rewriting of tags of some `kinds` as tags of another name with a style."""

    def of_tag(tag: Tag) -> Tag:
        if tag.kind not in kinds.split():
            return tag
        made = replace(tag, name=name)
        return made if tag.close else made.saying("style", f"{tag.said('style')};{style}".strip(";"))

    return in_tags(of_tag)


def around(before: str, behind: str) -> Rewriting:
    """Return a rewriting that puts the whole page into other elements."""

    def put(found: list[Token]) -> list[Token]:
        bodies = [at for at, each in enumerate(found) if isinstance(each, Tag) and each.kind == "body"]
        start = bodies[0] + 1 if bodies else 0
        end = bodies[-1] if len(bodies) > 1 else len(found)
        return [*found[:start], Kept(before), *found[start:end], Kept(behind), *found[end:]]

    return put


def _pairs(found: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield the places of start tags and of the end tags that end them, where nothing else is open between."""
    opened: list[int] = []
    for at, each in enumerate(found):
        if (
            not isinstance(each, Tag)
            or each.end
            or each.kind in ("br", "hr", "img", "meta", "link", "input", "col")
        ):
            continue
        if not each.close:
            opened.append(at)
            continue
        kinds = [str(found[place]) and found[place] for place in opened]
        matching = [n for n, tag in enumerate(kinds) if isinstance(tag, Tag) and tag.kind == each.kind]
        if matching:
            if matching[-1] == len(opened) - 1:
                yield opened[-1], at
            del opened[matching[-1] :]


def within(kinds: str, before: str, behind: str, *, lines: bool = False) -> Rewriting:
    """Return a rewriting that puts what stands in elements of some `kinds` into others.

    Of `lines`: only what holds no blocks.
    """

    def put(found: list[Token]) -> list[Token]:
        marks: dict[int, str] = {}
        for start, end in _pairs(found):
            tag = found[start]
            inner = [each for each in found[start + 1 : end] if isinstance(each, Tag)]
            blocks = any(each.kind in BLOCKS or "display" in each.said("style") for each in inner)
            if isinstance(tag, Tag) and tag.kind in kinds.split() and not (lines and blocks):
                marks[start + 1], marks[end] = before, behind + marks.get(end, "")
        return [
            each
            for at, token in enumerate(found)
            for each in ((Kept(marks[at]), token) if at in marks else (token,))
        ]

    return put
