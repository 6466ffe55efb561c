"""A PDF document to a cleaned tree: the words of each page, line by line, pages parted by page breaks.

Only text is read: no picture is decoded and no action is run. What takes too long is left, and told.
"""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from viewer.markup.compose import Composer
from viewer.markup.tree import Left, Tree
from viewer.reader import Context, Read

if TYPE_CHECKING:
    from pypdf import PdfReader

    from viewer.submission.model import Problem

__all__ = ["MOST_PAGES", "read_pdf"]

MOST_PAGES = 3_000
_SECONDS = 60.0
_LARGEST_PAGE = 8 << 20
_BLANK = re.compile(r"\n[ \t]*\n+")
_UNREADABLE = "{name} is damaged or no PDF document; its text cannot be read."
_LOCKED = "{name} is locked by a password; its text cannot be read."
_PICTURES = "{name} is a PDF document of {pages} without text: its pages are pictures."
_ACTIONS = "{name} holds {what}, which this program never runs or opens."
_MISSED = "The text of {pages} of {name} could not be read (page {numbers})."
_LETTERS = (
    "Some fonts of {name} do not tell which letters their signs stand for: on {pages} the text may be no words "
    "though the page shows them (page {numbers})."
)
_REST = "The text of the last {pages} is not shown here: the document is too long."


def read_pdf(content: bytes, context: Context) -> Read:
    """Read the words of a PDF document; where there are none, the notice says why."""
    # The library tells of each oddity that it passes over.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = _opened(content)
        if reader is None:
            return Read(Tree(), (), _LOCKED.format(name=context.name))
        count = len(reader.pages)
        problems = _action_problems(reader, context)
    except Exception:  # pypdf meets damage with whatever its own code raises at that place
        sentence = _UNREADABLE.format(name=context.name)
        return context.refusal("pdf-damaged", sentence)
    return _composed(reader, count, context, problems)


def _opened(content: bytes) -> PdfReader | None:
    """Return the document; `None` where a password is needed to read it."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content), strict=False)
    return None if reader.is_encrypted and not reader.decrypt("") else reader


def _composed(reader: PdfReader, count: int, context: Context, problems: tuple[Problem, ...]) -> Read:
    page = Composer()
    missed: list[int] = []
    doubtful: list[int] = []
    started, read = time.monotonic(), 0
    for number in range(min(count, MOST_PAGES)):
        if time.monotonic() - started > _SECONDS:
            break
        words = _page_words(reader, number, started + _SECONDS)
        read += 1
        if words is None:
            missed.append(number + 1)
        elif _has_nameless_signs(reader, number):
            doubtful.append(number + 1)
        if number:
            page.page_break()
        for part in _BLANK.split(words or ""):
            if part.strip():
                page.paragraph(_lines(part))
    told = ((_MISSED, "pdf-pages-unread", missed), (_LETTERS, "pdf-pages-letters", doubtful))
    for sentence, code, numbers in told:
        if numbers:
            said = sentence.format(name=context.name, pages=_pages(len(numbers)), numbers=_few(numbers))
            problems += (context.problem(code, said),)
    left_out: tuple[Left, ...] = ()
    if read < count:
        page.paragraph(_REST.format(pages=_pages(count - read)))
        left_out = (Left("pages of a long PDF document", count - read, 0),)
    tree = page.tree(left_out=left_out)
    if not any(block.text.strip() for block in tree.blocks):
        return Read(Tree(), problems, _PICTURES.format(name=context.name, pages=_pages(count)))
    return Read(tree, problems)


def _pages(count: int) -> str:
    return "one page" if count == 1 else f"{count:,} pages"


def _few(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")


def _lines(part: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in part.split("\n"))))


def _page_words(reader: PdfReader, number: int, until: float) -> str | None:
    """Return the words of a page, `None` where they cannot be read, or not in time: forms in it can hold forms."""

    def watch(*_: object) -> None:
        if time.monotonic() > until:
            raise TimeoutError

    try:
        page = reader.pages[number]
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _LARGEST_PAGE:
            return None
        return page.extract_text(visitor_operand_before=watch)
    except Exception:  # see above
        return None


def _has_nameless_signs(reader: PdfReader, number: int) -> bool:
    """Whether a page has a font of signs that are numbered only, without a table of the letters they are."""
    try:
        resources = _dictionary(reader.pages[number].get("/Resources"))
        fonts = [_dictionary(font) for font in _dictionary(resources.get("/Font")).values()]
        return any(
            font.get("/Subtype") == "/Type0"
            and str(font.get("/Encoding")).startswith("/Identity")
            and "/ToUnicode" not in font
            for font in fonts
        )
    except Exception:  # see above
        return False


def _action_problems(reader: PdfReader, context: Context) -> tuple[Problem, ...]:
    """Return what the document would have a program do, as one problem."""
    found = list(dict.fromkeys(_actions(reader)))
    if not found:
        return ()
    what = " and ".join(filter(None, (", ".join(found[:-1]), found[-1])))
    return (context.problem("pdf-actions", _ACTIONS.format(name=context.name, what=what)),)


def _actions(reader: PdfReader) -> Iterator[str]:
    root = _dictionary(reader.trailer.get("/Root"))
    opening = _dictionary(root.get("/OpenAction"))
    if opening.get("/S") in ("/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData"):
        yield "an action that is to run when it is opened"
    if "/AA" in root:
        yield "actions"
    names = _dictionary(root.get("/Names"))
    if "/JavaScript" in names:
        yield "scripts"
    if "/EmbeddedFiles" in names:
        yield "files"


def _dictionary(value: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever stands in the file
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if isinstance(found, dict) else {}
