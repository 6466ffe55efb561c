"""What is to be exported, as what and where to: the names of its files, and the files themselves; no widgets here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import escape
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.errors import ExportError, UnrenderableError, ViewerError, told
from viewer.ui.settings import TextTables

if TYPE_CHECKING:
    from viewer.export import Format, Piece, TableOptions
    from viewer.quotation import Quotation
    from viewer.rendition import Filing
    from viewer.submission.model import Document, Submission


class What(Enum):
    """How much is exported."""

    DOCUMENT = "document"
    SELECTION = "selection"
    CHOSEN = "chosen"
    SUBMISSION = "submission"


class Existing(Enum):
    """What becomes of files that are there already: they stay and stop the export, make room, or get a neighbour."""

    STAY = "stay"
    REPLACE = "replace"
    KEEP_BOTH = "keep both"


@dataclass(frozen=True, slots=True)
class Planned:
    """One document and the name of its file."""

    submission: Submission
    document: Document
    name: str


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What is to be exported. `format` is None for the shown page as PDF; with `zeros` dashes of tables are 0."""

    what: What
    format: Format | None
    folder: Path
    documents: tuple[Planned, ...] = ()
    furniture: bool = True
    zeros: bool = False
    text_tables: TextTables = TextTables.ALIGNED
    existing: Existing = Existing.STAY


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that would be written, whether its name is taken; or, without a name, a sentence why there is none."""

    name: str
    exists: bool = False
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written, what could not be (a sentence each), and how many documents have nothing of the format."""

    written: tuple[Path, ...] = ()
    failed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def planned(
    submission: Submission, documents: Sequence[Document], fmt: Format | None, what: What = What.DOCUMENT
) -> tuple[Planned, ...]:
    """Return documents with the names of their files, each name once."""
    from viewer.export import Format, Names, file_name

    names = Names()
    found = []
    for document in documents:
        path = Path(file_name(submission, document, fmt or Format.HTML))
        if fmt is None:
            path = path.with_suffix(".pdf")
        if what is What.SELECTION:
            path = path.with_name(f"{path.stem}_selection{path.suffix}")
        found.append(Planned(submission, document, names.untaken(path.name)))
    return tuple(found)


def proposed(plan: ExportPlan, is_known: bool = False) -> tuple[Listed, ...]:
    """Return the files that bear the names of the documents; where `is_known`, also whether they exist."""
    return tuple(
        Listed(each.name, is_known and os.path.lexists(plan.folder / each.name)) for each in plan.documents
    )


def listing(filing: Filing, plan: ExportPlan, wanted: Callable[[], bool]) -> tuple[Listed, ...]:
    """Return the files that a plan would write, with the pictures beside a text, and what it would leave out."""
    found: dict[str, Listed] = {}
    for one in plan.documents:
        if not wanted():
            break
        try:
            for name in _names(filing, plan, one):
                found[name] = Listed(name, os.path.lexists(plan.folder / name))
        except ViewerError as error:
            found[f"\n{one.name}"] = Listed("", sentence=str(error))
    return tuple(found.values())


def _names(filing: Filing, plan: ExportPlan, one: Planned) -> Iterator[str]:
    from viewer.export import piece_names

    if plan.format is None or plan.what is What.SELECTION:
        yield one.name
    else:
        yield from piece_names(filing, one.submission, one.document, plan.format, one.name)


def carry_out(
    filing: Filing, plan: ExportPlan, wanted: Callable[[], bool], tell: Callable[[int, str], None]
) -> Outcome:
    """Write what is planned, as long as it is `wanted`; `tell` is given how many documents are done, and the next.

    What goes wrong with one document does not stop the others. Raises `ExportError` where there can be no folder.
    """
    make_folder(plan.folder)
    written: dict[Path, None] = {}
    failed, left_out = [], []
    for done, one in enumerate(plan.documents):
        if not wanted():
            break
        tell(done, one.name)
        try:
            written.update(dict.fromkeys(_written(filing, plan, one)))
        except UnrenderableError as error:
            left_out.append(str(error))
        except Exception as error:  # even a mistake of the program must not cost the other documents
            failed.append(told(error, one.name))
    return Outcome(tuple(written), tuple(failed), tuple(left_out))


def make_folder(folder: Path) -> None:
    """Make a folder where there is none; raise `ExportError` where there can be none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise ExportError(f"{folder} is a file, not a folder.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"The folder {folder} cannot be made: {reason}.") from error


def _written(filing: Filing, plan: ExportPlan, one: Planned) -> tuple[Path, ...]:
    from viewer.export import save

    return save(plan.folder, _pieces(filing, plan, one), plan.existing is Existing.REPLACE)


def _pieces(filing: Filing, plan: ExportPlan, one: Planned) -> Iterator[Piece]:
    from viewer.export import pieces
    from viewer.rendition import Tables, TextOptions

    if plan.format is None:
        return iter(())
    if plan.existing is Existing.KEEP_BOTH:
        one = replace(one, name=free_name(plan.folder, one.name, tuple(_names(filing, plan, one))))
    options = TextOptions(tables=Tables(plan.text_tables.value), furniture=plan.furniture)
    tables = table_options(plan.zeros)
    return pieces(filing, one.submission, one.document, plan.format, one.name, options, tables)


def table_options(zeros: bool, number: int = 0) -> TableOptions:
    """Return how tables are written: one, or all (0), their dashes as zeros or as empty cells."""
    from viewer.export import Dashes, GridOptions, TableOptions

    return TableOptions(number, GridOptions(Dashes.ZERO if zeros else Dashes.EMPTY))


def free_name(folder: Path, name: str, names: Sequence[str] = ()) -> str:
    """Return `name`, or one with a number behind its stem, such that none of the files made of it is there.

    `names` are those files; such as are not named after it, like pictures, do not count.
    """
    stem, suffix = Path(name).stem, Path(name).suffix
    own = [each.removeprefix(stem) for each in (names or (name,)) if each.startswith(stem)]
    for number in count(1):
        candidate = stem if number == 1 else f"{stem}-{number}"
        if not any(os.path.lexists(folder / f"{candidate}{rest}") for rest in own):
            return f"{candidate}{suffix}"
    raise AssertionError  # numbers do not end


def quoted(made: Quotation, fmt: Format | None) -> bytes:
    """Return a selection with its citation as the bytes of a file."""
    from viewer.export import Format

    if fmt is Format.MARKDOWN:
        text = made.markdown
    elif fmt is Format.HTML:
        title = escape(made.citation.words)
        head = f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        text = f"{head}<body>\n{made.html}</body></html>"
    else:
        text = made.text
    return (text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace")
