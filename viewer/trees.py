"""A payload of any kind to its cleaned tree: the one place that knows which room reads which kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from viewer.markup.outline import Heading, outline
from viewer.markup.parse import readable
from viewer.markup.tree import BlockKind, Tree
from viewer.reader import Context, Read
from viewer.submission.encoding import decode
from viewer.submission.model import Kind, Problem

if TYPE_CHECKING:
    from viewer.markup.mended import Unclosed
    from viewer.submission.payload import Payload
    from viewer.xbrl.fact import Fact

__all__ = ["Context", "Read", "facts_of", "outline_of", "read"]


class Damage(NamedTuple):
    """A kind of damage: its code, and the sentence that tells it."""

    code: str
    sentence: str


_UNCLOSED = {
    "quote": Damage(
        "quote-open",
        "{name}: a quote in a tag is not closed; the tag is read as far as it goes, so that nothing is lost.",
    ),
    "comment": Damage("comment-open", "{name}: a comment is not closed; all that follows is shown."),
    "title": Damage("title-open", "{name}: the title is not closed; what follows its words is shown."),
}
_ELEMENT_UNCLOSED = Damage(
    "element-open",
    "{name}: a “{what}” is not closed, in which words are not shown; what follows it is shown.",
)
_MOST_TOLD = 20
_TEXTS = frozenset({Kind.HTML, Kind.TEXT})


def read(payload: Payload, context: Context) -> Read:
    """Return the cleaned tree of a payload, by its kind."""
    if not payload.content.strip():
        return Read(Tree())
    reader = _READERS.get(payload.kind)
    return reader(payload, context) if reader else Read(Tree())


def facts_of(payload: Payload, tree: Tree, context: Context) -> tuple[Fact, ...]:
    """Return the facts of a page with inline XBRL, or of an instance, with the blocks of its `tree` they stand in."""
    from viewer.xbrl.linkbase import Labels

    facts = _facts(payload, tree)
    labels = Labels(context)
    if not (facts and labels.known):
        return facts
    return tuple(fact._replace(label=labels.usual(fact.concept)) for fact in facts)


def _facts(payload: Payload, tree: Tree) -> tuple[Fact, ...]:
    if payload.kind is Kind.HTML:
        from viewer.xbrl.facts import inline_facts

        return inline_facts(_text(payload), tree)
    if payload.kind is Kind.XML and b"/instance" in payload.content[:20_000]:
        from viewer.xbrl.instance import facts_in_rows

        return facts_in_rows(payload.content, tree)
    return ()


def outline_of(tree: Tree, payload: Payload, context: Context) -> tuple[Heading, ...]:
    """Return the headings: looked for in a text, known in whatever was made from values."""
    if payload.kind in _TEXTS:
        return outline(tree, context.type)
    return tuple(
        Heading(block.text, block.level, block.id)
        for block in tree.blocks
        if block.kind is BlockKind.HEADING and block.text.strip()
    )


def _text(payload: Payload) -> str:
    return readable(decode(payload.content, payload.kind).text)


def _html(payload: Payload, context: Context) -> Read:
    from viewer.markup.clean import clean_html

    unclosed: list[Unclosed] = []
    tree = clean_html(_text(payload), unclosed)
    return Read(tree, tuple(_unclosed(each, payload, context) for each in unclosed[:_MOST_TOLD]))


def _unclosed(unclosed: Unclosed, payload: Payload, context: Context) -> Problem:
    """Return as damage what is open in a page, with its place among the bytes filed."""
    decoded = decode(payload.content, payload.kind)
    before = readable(decoded.text).encode("utf-8", "replace")[: unclosed.offset].decode("utf-8", "ignore")
    encoding = "utf-8" if "," in decoded.encoding else decoded.encoding  # where it is of two
    offset = len(before.encode(encoding, "replace"))
    code, sentence = _UNCLOSED.get(unclosed.what, _ELEMENT_UNCLOSED)
    said = sentence.format(name=context.name or "The document", what=unclosed.what)
    return Problem(code, context.start + offset, context.line + before.count("\n"), said)


def _plain(payload: Payload, _: Context) -> Read:
    from viewer.markup.plain import clean_plain

    return Read(clean_plain(_text(payload)))


def _source(payload: Payload, _: Context) -> Read:
    from viewer.markup.plain import kept_lines

    return Read(kept_lines(_text(payload)))


def _json(payload: Payload, context: Context) -> Read:
    from viewer.attachments.json_tree import read_json

    return read_json(_text(payload), context)


def _zip(payload: Payload, context: Context) -> Read:
    from viewer.attachments.listing import read_zip

    return read_zip(payload.content, context, read)


def _workbook(payload: Payload, context: Context) -> Read:
    from viewer.attachments.workbook import read_workbook

    return read_workbook(payload.content, context)


def _pdf(payload: Payload, context: Context) -> Read:
    from viewer.attachments.pdf import read_pdf

    return read_pdf(payload.content, context)


_BEFORE_ROOT = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->|\xef\xbb\xbf)*", re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


def _xml(payload: Payload, context: Context) -> Read:
    """Return a form as what it is; the source where there is no telling, or where it is too damaged to be read."""
    from viewer.forms import read_form
    from viewer.xbrl import ROOTS, read_xbrl

    before = _BEFORE_ROOT.match(payload.content)
    root = _ROOT.match(payload.content, before.end() if before else 0)
    read_it = read_xbrl if root and root[1].decode("ascii") in ROOTS else read_form
    done = read_it(payload.content, context)
    return done if done.tree.blocks else done._replace(tree=_source(payload, context).tree)


def _picture(payload: Payload, context: Context) -> Read:
    from viewer.attachments.picture import read_picture

    return read_picture(payload.content, payload.name or context.name or "picture", context)


_READERS: dict[Kind, Callable[[Payload, Context], Read]] = {
    Kind.HTML: _html,
    Kind.TEXT: _plain,
    Kind.XML: _xml,
    Kind.JSON: _json,
    Kind.SCRIPT: _source,
    Kind.STYLE: _source,
    Kind.ZIP: _zip,
    Kind.SPREADSHEET: _workbook,
    Kind.PDF: _pdf,
    Kind.IMAGE: _picture,
}
