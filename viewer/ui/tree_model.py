"""An opened file to the rows of the side bar: filing at a glance, header, documents, problems.

The rows are plain items, so that painting them asks nothing of Python while background work holds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRegularExpression, Qt
from PySide6.QtGui import (
    QStandardItem,
    QStandardItemModel,
)

from viewer.meaning import explain, explain_type
from viewer.submission.payload import approximate_size
from viewer.ui import theme
from viewer.ui.contents import contents
from viewer.ui.tip import tip
from viewer.ui.tree_rows import COLUMNS, Cells, Role, field_row, group_row, heading_item, plain_row, tint
from viewer.ui.wording import description_words, document_words, size_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from viewer.rendition import Filing, Heading
    from viewer.submission.model import Document, Field, Problem, Submission

_UNFOLDED = 3  # submissions of one file that are unfolded from the start
_SLICE = 20  # rows made between two looks at the clock


_NUMBERED = re.compile(r"^\d+ - ")  # how the names of reports begin


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """A document of a submission of the file, by their places (from 0, and from 1)."""

    submission: int
    document: int


class TreeModel(QStandardItemModel):
    """The rows of one opened file, made in slices, for headers of ten thousand fields."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, COLUMNS, parent)
        self._items: dict[DocumentPlace, QStandardItem] = {}
        self._types: set[str] = set()
        self._outlined: QStandardItem | None = None
        self._headings: list[QStandardItem] = []
        self._of_outline: list[QStandardItem] = []
        self._of_block: dict[int, QStandardItem] = {}  # the headings of the outline
        self._fresh: list[QStandardItem] = []
        self._report_names: Sequence[Mapping[str, str]] = ()

    def item_of(self, place: DocumentPlace) -> QStandardItem | None:
        """Return the item of a document, None before it is made."""
        return self._items.get(place)

    def pattern(self, words: str) -> QRegularExpression:
        """Return what the filter looks for: `words` anywhere; EX-10 is not EX-101 where there is an EX-10."""
        sought = QRegularExpression.escape(words)
        if words and any(
            each == words.upper() or each.startswith(words.upper() + ".") for each in self._types
        ):
            sought += r"(?!\d)"
        return QRegularExpression(sought, QRegularExpression.PatternOption.CaseInsensitiveOption)

    def fill(self, filing: Filing) -> Iterator[None]:
        """Make the rows of `filing`, and yield after each slice of them."""
        self.removeRows(0, self.rowCount())
        self._items.clear()
        self._report_names = ()
        self._outlined, self._headings, self._fresh, self._of_outline, self._of_block = None, [], [], [], {}
        self._types = {document.type.upper() for each in filing.submissions for document in each.documents}
        several = len(filing.submissions) > 1
        headers: list[tuple[QStandardItem, Submission]] = []
        for number, submission in enumerate(filing.submissions):
            top = self._glance(submission, filing.name)
            branches = [self._header_row(submission)] if submission.header else []
            if submission.header:
                headers.append((branches[0][0], submission))
                branches[0][0].setData(not submission.documents, Role.UNFOLDED)  # where it is all there is
            documents = self._documents_row(len(submission.documents))
            branches.append(documents)
            if submission.problems:
                branches.append(self._problems(submission.problems))
            for each in (top, documents):
                each[0].setData(number < _UNFOLDED, Role.UNFOLDED)
            for branch in branches if several else ():
                top[0].appendRow(branch)
            for row in [top] if several else [top, *branches]:
                self.appendRow(row)
            yield from self._fill_documents(documents[0], number, submission)
        for item, submission in headers:
            yield from self._fields(item, submission.header, submission.type)

    def name_reports(self, names: Sequence[Mapping[str, str]]) -> Iterator[None]:
        """Say beside each generated report which it is; yield after each slice.

        `names` are those of each submission, by small file names. Rows made from now on get theirs at once.
        """
        self._report_names = names
        for made, (place, item) in enumerate(list(self._items.items()), 1):
            parent = item.parent() or self.invisibleRootItem()
            self._name_report(place, [item, parent.child(item.row(), 1)])
            if not made % _SLICE:
                yield

    def _name_report(self, place: DocumentPlace, cells: Cells) -> None:
        """Put the name of a report in place of its description, which is the same for all of them."""
        number = place.submission
        names = self._report_names[number] if number < len(self._report_names) else {}
        name = names.get(str(cells[0].data(Role.VALUE)).lower())
        if name and cells[1] is not None:
            cells[1].setText(_NUMBERED.sub("", name))
            cells[0].setData(f"{cells[0].data(Role.SEARCH)} {name}", Role.SEARCH)
            for cell in cells:
                cell.setToolTip(tip(self.tr("Report: {name}").format(name=name) + "\n" + cell.toolTip()))

    def take_fresh(self) -> list[QStandardItem]:
        """Return the headings that were joined to the tree since this was last asked, those above others first."""
        fresh = [item for item in self._fresh if item.model() is not None]
        self._fresh = [item for item in self._fresh if item.model() is None]
        return fresh

    def headings(self) -> list[QStandardItem]:
        """Return all rows that stand over others or take the whole width, those above others first."""
        outlined = [self._outlined] if self._outlined is not None else []
        known = (*self._headings, *outlined, *self._of_outline)
        return [item for item in known if item.model() is not None]

    def show_outline(self, place: DocumentPlace, headings: Sequence[Heading]) -> Iterator[None]:
        """Put the headings of a document below it, and take those of any other away; yield after each slice."""
        if self._outlined is not None:
            self._outlined.removeRows(0, self._outlined.rowCount())
        self._of_outline, self._of_block = [], {}
        self._fresh = []
        self._outlined = item = self._items.get(place)
        if item is None:
            return
        roots: list[QStandardItem] = []
        above: list[tuple[int, QStandardItem]] = []
        made: list[QStandardItem] = []
        for number, heading in enumerate(headings, 1):
            while above and above[-1][0] >= heading.level:
                above.pop()
            row = (
                self._missing(heading)
                if heading.missing
                else heading_item(heading.title, search=heading.title)
            )
            if not heading.missing:
                row.setData(heading.block, Role.BLOCK)
            if above:
                above[-1][1].appendRow(row)
            else:
                roots.append(row)
            above.append((heading.level, row))
            made.append(row)
            if not number % _SLICE:
                yield
        for row in roots:
            item.appendRow(row)
        self._of_outline = made
        self._of_block = {item.data(Role.BLOCK): item for item in made if item.data(Role.BLOCK) is not None}
        self._fresh = list(made)

    def heading_of(self, block: int) -> QStandardItem | None:
        """Return the row of the heading that is the block, None where the outline has none."""
        return self._of_block.get(block)

    def _noted(self, heading: QStandardItem) -> Cells:
        """Note a heading, and return it as a row."""
        self._headings.append(heading)
        self._fresh.append(heading)
        return [heading]

    def _missing(self, heading: Heading) -> QStandardItem:
        """Make the row of an Item that is not in the document: it is seen and leads nowhere."""
        row = heading_item(self.tr("{title} (missing)").format(title=heading.title), search=heading.title)
        row.setData("muted", Role.TOKEN)
        row.setFlags(Qt.ItemFlag.NoItemFlags)
        row.setToolTip(self.tr("The numbers of the Items say that this one is not in the document."))
        tint(row)
        return row

    def retint(self) -> None:
        """Give every icon and muted word the colours now in force."""
        waiting = [self.invisibleRootItem()]
        while waiting:
            parent = waiting.pop()
            for row in range(parent.rowCount()):
                for column in range(COLUMNS):
                    item = parent.child(row, column)
                    if item is not None:
                        tint(item)
                if parent.child(row, 0).hasChildren():
                    waiting.append(parent.child(row, 0))

    def _counted(self, words: str, count: int) -> str:
        return self.tr("{words} ({count})").format(words=words, count=count)

    def _glance(self, submission: Submission, name: str) -> Cells:
        cells = self._noted(heading_item(submission.company or name, "submission", bold=True))
        for words, value in (
            (self.tr("Form"), submission.type),
            (self.tr("Filed"), submission.filing_date),
            (self.tr("Period"), submission.period),
            (self.tr("Accession"), submission.accession_number),
        ):
            if value:
                cells[0].appendRow(plain_row(words, value, colour="muted", search=""))
        return cells

    def _header_row(self, submission: Submission) -> Cells:
        count = sum(1 for top in submission.header for each in top.walk() if not each.is_group)
        return self._noted(heading_item(self._counted(self.tr("Header"), count), "header"))

    def _fields(self, parent: QStandardItem, fields: tuple[Field, ...], form: str) -> Iterator[None]:
        """Make the rows of header fields; each group's rows are joined to the tree when they are complete."""
        made = 0
        roots: list[Cells] = []
        waiting: list[tuple[QStandardItem | None, Field, tuple[str, ...]]] = [
            (None, each, ()) for each in reversed(fields)
        ]
        while waiting:
            above, current, path = waiting.pop()
            meaning = explain(current, path, form)
            row = (
                self._noted(group_row(current, meaning)) if current.is_group else field_row(current, meaning)
            )
            if above is None:
                roots.append(row)
            else:
                above.appendRow(row)
            inside = (*path, current.name)
            waiting.extend((row[0], each, inside) for each in reversed(current.fields))
            made += 1
            if not made % _SLICE:
                yield
        for row in roots:
            parent.appendRow(row)
        self._fresh.append(parent)  # it can be unfolded only now
        yield

    def _documents_row(self, count: int) -> Cells:
        top = self._noted(heading_item(self._counted(self.tr("Documents"), count), "folder"))
        if not count:
            note = heading_item(self.tr("No document is in this file."))  # over all columns, as headings are
            note.setData("muted", Role.TOKEN)
            tint(note)
            top[0].appendRow(self._noted(note))
        return top

    def _fill_documents(self, top: QStandardItem, number: int, submission: Submission) -> Iterator[None]:
        """Make the rows of the documents: those filed to be read, and the others in a group that is folded.

        They are joined one by one: a view needs long for the rows of a large branch that is joined at once.
        """
        parted = contents(submission)
        group = top
        if parted.generated:
            words = self._counted(self.tr("Data and graphics"), len(parted.generated))
            group = self._noted(heading_item(words, "folder"))[0]
        for made, document in enumerate(parted.order, 1):
            if made == len(parted.filed) + 1:
                top.appendRow(group)
            (top if made <= len(parted.filed) else group).appendRow(
                self._document(number, submission, document)
            )
            if not made % _SLICE:
                yield
        yield

    def _document(self, number: int, submission: Submission, document: Document) -> Cells:
        icon = f"kind-{document.kind.value}"
        size = size_words(approximate_size(document))
        words, said = document_words(document), description_words(document)
        meaning = explain_type(document.type, submission.type)
        value = said if said != words else ""
        cells = plain_row(words, value or meaning, size=size)
        if not value:  # the filer says nothing of it
            cells[1].setData("muted", Role.TOKEN)
            tint(cells[1])
        cells[0].setData((icon, "ink"), Role.ICON)
        tint(cells[0])
        facts = (
            (self.tr("Sequence"), document.sequence),
            (self.tr("Type"), f"{document.type} ({meaning})" if meaning else document.type),
            (self.tr("Description"), document.description),
            (self.tr("File name"), document.filename),
            (self.tr("Size"), size),
        )
        told = "\n".join(f"{words}: {value}" for words, value in facts if value)
        place = DocumentPlace(number, document.number)
        for cell in cells:
            cell.setToolTip(tip(told))
            cell.setData(place, Role.DOCUMENT)
            cell.setData(document.filename or document.description or document.type, Role.VALUE)
            row = (document.sequence, document.type, document.description, document.filename, size)
            cell.setData("\t".join(row), Role.ROW)
        cells[0].setData(f"{document.type} {document.description} {document.filename}", Role.SEARCH)
        if document.flawed:
            cells[1].setIcon(theme.icon("warning", theme.colours().warn))
            cells[1].setData(("warning", "warn"), Role.ICON)
        self._items[place] = cells[0]
        self._name_report(place, cells)
        return cells

    def _problems(self, problems: tuple[Problem, ...]) -> Cells:
        words = self._counted(self.tr("Problems"), len(problems))
        top = self._noted(heading_item(words, "warning", "warn"))
        for problem in problems:
            row = plain_row(self.tr("Line {line}").format(line=problem.line), problem.message, colour="muted")
            place = self.tr("Byte {offset}, line {line}").format(offset=problem.offset, line=problem.line)
            for cell in row:
                cell.setToolTip(tip(f"{problem.message}\n{place}"))
            top[0].appendRow(row)
        return top
