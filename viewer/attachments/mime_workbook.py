"""A workbook that Excel wrote as a MIME message of HTML pages, one a sheet, to a cleaned tree.

Financial reports of 2009 to 2014 were filed so, under names that end in `.xls`.
"""

from __future__ import annotations

import email
import email.policy
import re
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message

from viewer.markup.clean import clean_html
from viewer.markup.compose import Composer
from viewer.markup.parse import readable
from viewer.markup.tree import Left
from viewer.reader import Context, Read
from viewer.submission.encoding import decode
from viewer.submission.model import Kind

__all__ = ["MOST_PAGES", "read_mime_workbook"]

MOST_PAGES = 2_000
_LARGEST = 64 << 20
_MOST_READ = 16 << 20
_NAMED = re.compile(
    r"<x:Name>(?P<name>[^<]*)</x:Name>\s*<x:WorksheetSource\s+HRef=[\"']?(?P<source>[^\"'>\s]+)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(amp|lt|gt|quot|apos|#39);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#39": "'"}


def read_mime_workbook(content: bytes, context: Context) -> Read:
    """Read the pages of the sheets in the order of the workbook, each below its name."""
    if len(content) > _LARGEST:
        return context.refusal(
            "workbook-damaged", f"{context.name} holds more than {_LARGEST >> 20} MB and is not read."
        )
    message = email.message_from_bytes(content.lstrip(b"\xef\xbb\xbf \r\n"), policy=email.policy.compat32)
    pages = _pages(message)
    names = _names(pages)
    sheets = [(place, page) for place, page in pages.items() if place in names] or [
        (place, page) for place, page in pages.items() if "<td" in page.lower()
    ]
    sheets.sort(key=lambda sheet: list(names).index(sheet[0]) if sheet[0] in names else 0)
    if not sheets:
        return context.refusal(
            "workbook-damaged", f"{context.name} is damaged: no sheet of the workbook can be found in it."
        )
    read = _composed(sheets, names)
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects):
        sentence = f"{context.name} breaks off: the end of the workbook is missing."
        return read._replace(problems=(context.problem("workbook-cut", sentence),))
    return read


def _composed(sheets: list[tuple[str, str]], names: dict[str, str]) -> Read:
    page = Composer()
    left = _MOST_READ
    skipped = 0
    for place, markup in sheets:
        if len(markup) > left:
            skipped += 1
            continue
        left -= len(markup)
        page.heading(names.get(place, place))
        blocks = clean_html(markup).blocks
        page.extend(blocks)
        if not blocks:
            page.paragraph("This sheet is empty.")
    if not skipped:
        return Read(page.tree())
    page.paragraph(f"The workbook holds more sheets than are shown here: {skipped:,} are left out.")
    return Read(page.tree(left_out=(Left("sheets of a large workbook", skipped, 0),)))


def _pages(message: Message) -> dict[str, str]:
    """Return the HTML pages of a message by the last part of the place they are filed under, in small letters."""
    found: dict[str, str] = {}
    for part in message.walk():
        if part.is_multipart() or part.get_content_type() != "text/html" or len(found) >= MOST_PAGES:
            continue
        place = re.split(r"[/\\]", str(part.get("Content-Location", "")).strip())[-1].lower()
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            found[place or f"sheet {len(found) + 1}"] = readable(decode(payload, Kind.HTML).text)
    return found


def _names(pages: dict[str, str]) -> dict[str, str]:
    """Return the names of the sheets by the places of their pages, in the order of the workbook."""
    named: dict[str, str] = {}
    for page in pages.values():
        for found in _NAMED.finditer(page):
            place = re.split(r"[/\\]", found["source"])[-1].lower()
            named[place] = _REFERENCE.sub(lambda each: _CHARACTERS[each[1]], found["name"]).strip()
    return named
