"""XBRL as it is filed, to cleaned trees and lists of facts: instances, schemas, linkbases, inline facts, R files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from viewer.reader import Context, Read

if TYPE_CHECKING:
    from lxml.etree import _Element

    from viewer.markup.compose import Composer
    from viewer.submission.model import Problem

__all__ = ["ROOTS", "read_xbrl"]

_INSTANCE = ("xbrl", "http://www.xbrl.org/2003/instance")
_LINKBASE = ("linkbase", "http://www.xbrl.org/2003/linkbase")
_SCHEMA = ("schema", "http://www.w3.org/2001/XMLSchema")
_SUMMARY = ("FilingSummary", "")
_STATEMENT = ("InstanceReport", "")
ROOTS = frozenset(name for name, _ in (_INSTANCE, _LINKBASE, _SCHEMA, _SUMMARY, _STATEMENT))
"""The local names of the root elements of what is read here."""
_DAMAGED = "{name} {damage}; what can be read of it is shown."
_UNREADABLE = "{name} {damage}; it cannot be read."


def read_xbrl(content: bytes, context: Context) -> Read:
    """Return the tree of an instance, a schema, a linkbase, a list of reports or a report, and the damage in it."""
    from viewer.markup.compose import Composer
    from viewer.xbrl.xml import local_name, namespace, parse_xml

    parsed = parse_xml(content)
    name = context.name or "The document"
    if parsed.root is None:
        sentence = _UNREADABLE.format(name=name, damage=parsed.damage)
        return context.refusal("xml-damaged", sentence)
    problems: tuple[Problem, ...] = ()
    if parsed.damage:
        problems = (context.problem("xml-damaged", _DAMAGED.format(name=name, damage=parsed.damage)),)
    write = _writers().get((local_name(parsed.root), namespace(parsed.root)))
    page = Composer()
    if write is not None:
        write(page, parsed.root, context)
    notice = "" if page.tree().blocks else f"{name} holds nothing but the frame of such a document."
    return Read(page.tree(), problems, notice)


def _writers() -> Mapping[tuple[str, str], Callable[[Composer, _Element, Context], None]]:
    from viewer.xbrl.instance import write_instance
    from viewer.xbrl.linkbase import write_linkbase
    from viewer.xbrl.schema import write_schema
    from viewer.xbrl.statement import write_statement
    from viewer.xbrl.summary import write_summary

    return {
        _INSTANCE: write_instance,
        _LINKBASE: write_linkbase,
        _SCHEMA: write_schema,
        _SUMMARY: write_summary,
        _STATEMENT: write_statement,
    }
