"""A form filed as XML to a cleaned tree: by its template, or where none knows it by the names of its elements."""

from __future__ import annotations

from viewer.forms.labelled import LabelledWriter
from viewer.forms.node import Node, is_open
from viewer.forms.parse import SEVERAL, parse_xml
from viewer.forms.template import template_for
from viewer.forms.wording import Wording
from viewer.forms.words import label_of
from viewer.forms.write import FormWriter
from viewer.markup.compose import Composer
from viewer.markup.tree import Tree
from viewer.meaning.document_types import explain_form
from viewer.reader import Context, Read
from viewer.submission.model import Problem

__all__ = ["read_form"]

LARGEST = 32 << 20
"""Bytes of a document that is set as a form: a larger one (a list of a hundred thousand loans) is shown as source."""

_TOO_LARGE = "{name} is too large to be set as a form: {size} MB; its source is shown."
_DAMAGED = "{name} {damage}; what can be read of it is shown, and nothing of it is missing."
_UNREADABLE = "{name} {damage}; its source is shown."
_FORM = "Form"
_SUBMISSION_TYPES = (("headerData", "submissionType"), ("submissionType",), ("documentType",))


def read_form(content: bytes, context: Context) -> Read:
    """Return the tree of an XML document and the damage in it; a tree without blocks where it cannot be read.

    Never raises: what is no XML is told as a problem, and the source can be shown instead.
    """
    name = context.name or "The document"
    if len(content) > LARGEST:
        sentence = _TOO_LARGE.format(name=name, size=len(content) >> 20)
        return Read(Tree(), (context.problem("form-too-large", sentence),))
    parsed = parse_xml(content)
    problems: tuple[Problem, ...] = ()
    is_read = parsed.root is not None and is_open(parsed.root)
    if parsed.damage:
        sentence = _DAMAGED if is_read else _UNREADABLE
        place = (context.start + parsed.offset, context.line + parsed.line)
        problems = (Problem("xml-damaged", *place, sentence.format(name=name, damage=parsed.damage)),)
    if parsed.root is None or not is_read:
        return Read(Tree(), problems)
    roots = parsed.root.children if parsed.root.name == SEVERAL else (parsed.root,)
    trees = [_tree(root, parsed.namespace, context.filed) for root in roots if is_open(root)]
    if len(trees) == 1:
        return Read(trees[0], problems)
    page = Composer()
    for tree in trees:
        page.extend(tree.blocks)
    return Read(page.tree(), problems)


def _tree(root: Node, namespace: str, filed: str) -> Tree:
    template = template_for(root, namespace)
    return _unknown(root) if template is None else FormWriter(root, template, filed).tree()


def _unknown(root: Node) -> Tree:
    """Return a tree of labelled values, headed by what the document says it is, or by the name of its root."""
    type_ = next(filter(None, map(root.first, _SUBMISSION_TYPES)), "")
    title = " ".join(filter(None, ("Form", type_))) if type_ else label_of(root.name) or root.name or _FORM
    meaning = explain_form(type_) if type_ else ""
    page = Composer()
    page.heading(f"{title}: {meaning}" if meaning else title, 1)
    LabelledWriter(page, Wording()).write(root, 2)
    return page.tree(title)
