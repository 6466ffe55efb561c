"""The list of generated reports (`FilingSummary.xml`) to a tree, and to the long name of each R file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from viewer.markup.tree import Run
from viewer.xbrl.names import spaced
from viewer.xbrl.xml import children, first_text, local_name, parse_xml, words

if TYPE_CHECKING:
    from lxml.etree import _Element

    from viewer.markup.compose import Composer, Words
    from viewer.reader import Context

__all__ = ["Report", "report_names", "write_summary"]

_COLUMNS = {
    "LongName": "Report",
    "ShortName": "Short name",
    "HtmlFileName": "File",
    "XmlFileName": "File",
    "MenuCategory": "Group",
    "ReportType": "Type",
    "Position": "Position",
}
_SHOWN = ("Position", "LongName", "HtmlFileName", "MenuCategory", "ReportType")
_REPEATED = ("MyReports", "Reports")


class Report(NamedTuple):
    """One generated report: its file, such as `R2.htm`, and its long name, such as `0002 - Statement - Balance`."""

    file: str
    name: str


def report_names(content: bytes) -> Mapping[str, str]:
    """Return the long names of the reports by their file names in small letters; nothing where the list is damaged."""
    root = parse_xml(content).root
    if root is None or local_name(root) != "FilingSummary":
        return {}
    return {
        report.file.lower(): report.name
        for report in map(_report, _reports(root))
        if report.file and report.name
    }


def _reports(root: _Element) -> Iterator[_Element]:
    for group in children(root):
        if local_name(group) in _REPEATED:
            yield from children(group, "Report")


def _file(report: _Element) -> str:
    return first_text(report, "HtmlFileName") or first_text(report, "XmlFileName")


def _report(report: _Element) -> Report:
    return Report(_file(report), first_text(report, "LongName") or first_text(report, "ShortName"))


def write_summary(page: Composer, root: _Element, _: Context) -> None:
    """Write the reports as a table linked to their files, then whatever else the list says."""
    page.heading("Reports")
    page.table([tuple(_COLUMNS[name] for name in _SHOWN)], [_row(report) for report in _reports(root)])
    roles = [(_file(report), first_text(report, "Role")) for report in _reports(root)]
    if any(role for _, role in roles):
        page.heading("Roles of the reports", 2)
        page.pairs((file, role) for file, role in roles if role)
    page.heading("About the reports", 2)
    page.pairs(
        (spaced(local_name(each)), words(each)) for each in children(root) if not len(each) and words(each)
    )
    for group in children(root):
        entries = [(entry, words(entry)) for entry in children(group) if words(entry)]
        if local_name(group) in _REPEATED or not entries:
            continue
        page.heading(spaced(local_name(group)), 2)
        for entry, said in entries:
            page.item(_linked(said, local_name(entry) == "File"))


def _row(report: _Element) -> tuple[Words, ...]:
    file = _file(report)
    said: list[Words] = []
    for name in _SHOWN:
        if name == "LongName":
            said.append(_linked(_report(report).name, bool(file), file))
        else:
            said.append(file if name == "HtmlFileName" else first_text(report, name))
    return tuple(said)


def _linked(said: str, is_file: bool, file: str = "") -> Words:
    return (Run(said, href=file or said),) if is_file else said
