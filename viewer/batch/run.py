"""An order to what happens while it is carried out: documents written, left out, failed, or finished before.

This process reads where the documents are, gives each a name, hands tasks to an engine and writes what comes back; so
files are only ever written whole, under names that do not depend on who is ready first.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.batch.inputs import Inputs, Item, give_back
from viewer.batch.journal import Journal, key_of, remove_drafts
from viewer.batch.plan import Choice, find, picks, tasks
from viewer.batch.work import End, Pick, Result, Settings, Task
from viewer.errors import ExportError, NoSuchDocumentError, ViewerError, told
from viewer.export import Names, Piece, write
from viewer.export.writing import holds, is_full

if TYPE_CHECKING:
    from viewer.batch.engine import Engine


class Journaling(Enum):
    """Whether a run keeps a journal of what it has written."""

    NONE = "none"
    KEPT = "kept"
    """Begun anew, and gone when the run ends without failures."""
    RESUMED = "resumed"
    """Gone on with where a run was stopped; it stays."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported, how, and to where.

    `name` is that of the one file where one document goes to one file; else documents go to `folder` under their own.
    A run over many files keeps a journal; a file that has no such document is then left out, and no failure.
    """

    paths: tuple[Path, ...]
    choice: Choice
    settings: Settings
    folder: Path
    name: str = ""
    several_files: bool = False
    overwrite: bool = False
    journaling: Journaling = Journaling.NONE

    @property
    def is_resumed(self) -> bool:
        """Whether what a former run has finished is passed over."""
        return self.journaling is Journaling.RESUMED


class Happened(Enum):
    """What an event tells."""

    FILE = "file"
    WRITTEN = "written"
    FINISHED_BEFORE = "finished before"
    LEFT_OUT = "left out"
    FAILED = "failed"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: to which file, to which document of it (0: the file), and a sentence or the names.

    `Happened.FILE` says that a file is done with, and how many bytes of the input it was.
    """

    what: Happened
    label: str
    submission: int = 0
    document: int = 0
    sentence: str = ""
    names: tuple[str, ...] = ()
    size: int = 0


@dataclass(slots=True)
class _Open:
    """A file that has tasks under way."""

    item: Item
    key: str
    left: int = 0
    planned: bool = False


@dataclass(slots=True)
class _Run:
    """The state of one run."""

    order: Order
    journal: Journal | None
    listener: Callable[[Event], None]
    names: Names = field(default_factory=Names)
    open: dict[str, _Open] = field(default_factory=dict)
    failed: bool = False

    def tell(self, event: Event) -> None:
        """Tell what happened."""
        self.failed = self.failed or event.what is Happened.FAILED
        self.listener(event)

    def tasks(self, inputs: Inputs, send: bool) -> Iterator[Task]:
        """Yield the tasks of all files."""
        for number, item in enumerate(inputs):
            if item.failed:
                self.tell(Event(Happened.FAILED, item.label, sentence=item.failed))
                self.tell(Event(Happened.FILE, item.label, size=item.size))
                continue
            label = item.label if item.label not in self.open else f"{item.label} ({number})"
            opened = self.open[label] = _Open(item, "")
            try:
                for task in self._planned(item, opened, send):
                    opened.left += 1
                    yield replace(task, label=label)
            except NoSuchDocumentError as error:
                what = Happened.LEFT_OUT if self.journal is not None else Happened.FAILED
                self.tell(Event(what, item.label, sentence=str(error)))
            except (ViewerError, OSError) as error:
                self.tell(Event(Happened.FAILED, item.label, sentence=told(error, "this file")))
            opened.planned = True
            self._end(label)

    def _planned(self, item: Item, opened: _Open, send: bool) -> Iterator[Task]:
        order = self.order
        found = find(item.path, item.label, order.choice, digest=self.journal is not None)
        if found.remark:
            what = Happened.REMARK if found.documents else Happened.LEFT_OUT
            self.tell(Event(what, item.label, sentence=found.remark))
        opened.key = key_of(item.label, found.digest, order.settings) if self.journal else ""
        if order.name:
            ((place, _, document),) = found.documents
            chosen = [(Pick(place, document.number, order.name, in_one=True), 0)]
        else:
            chosen = list(picks(found, item, order.settings, self.names, order.several_files))
        yield from tasks(item, self._unfinished(item, opened, chosen), order.settings, send)

    def _unfinished(
        self, item: Item, opened: _Open, chosen: list[tuple[Pick, int]]
    ) -> Iterator[tuple[Pick, int]]:
        for pick, size in chosen:
            kept = None
            if self.journal is not None and self.order.is_resumed:
                kept = self.journal.finished(opened.key, pick.submission, pick.document)
            if kept is None:
                yield pick, size
            else:
                names = tuple(each.name for each in kept if each.name)
                place = (item.label, pick.submission, pick.document)
                self.tell(Event(Happened.FINISHED_BEFORE, *place, names=names))

    def take(self, task: Task, results: tuple[Result, ...], failed: str) -> None:
        """Write what a task has made, and tell it."""
        opened = self.open[task.label]
        label = opened.item.label
        if failed:
            self.tell(Event(Happened.FAILED, label, sentence=failed))
        for result in results:
            self.tell(self._written(opened, result))
        opened.left -= 1
        self._end(task.label)

    def _written(self, opened: _Open, result: Result) -> Event:
        place = (opened.item.label, result.pick.submission, result.pick.document)
        if result.end is not End.MADE:
            may_lack = self.order.choice.is_all or self.journal is not None
            left_out = may_lack and result.end is End.LEFT_OUT
            if left_out and self.journal is not None:
                self.journal.add(opened.key, result.pick.submission, result.pick.document, ())
            return Event(Happened.LEFT_OUT if left_out else Happened.FAILED, *place, sentence=result.sentence)
        try:
            for number, piece in enumerate(result.pieces):
                self._write(opened.item, piece, beside=number > 0)
        except ExportError as error:
            if is_full(error):
                raise  # no other document would fare better
            hint = " (--overwrite replaces it)" if isinstance(error.__cause__, FileExistsError) else ""
            return Event(Happened.FAILED, *place, sentence=f"{error}{hint}")
        if self.journal is not None:
            self.journal.add(opened.key, result.pick.submission, result.pick.document, result.pieces)
        return Event(Happened.WRITTEN, *place, names=tuple(piece.name for piece in result.pieces))

    def _write(self, item: Item, piece: Piece, beside: bool) -> None:
        """Write one file; what lies there with the same bytes is as good, beside a text or where a run goes on."""
        target = self.order.folder / piece.name
        if target.exists() and target.samefile(item.path):
            raise ExportError(f"{target} is the filing itself and was left as it is.")
        if not ((beside or self.order.is_resumed) and holds(target, piece.content)):
            write(target, piece.content, self.order.overwrite)

    def _end(self, label: str) -> None:
        opened = self.open[label]
        if opened.planned and not opened.left:
            give_back(opened.item)
            self.tell(Event(Happened.FILE, opened.item.label, size=opened.item.size))
            del self.open[label]


def run(order: Order, engine: Engine, listener: Callable[[Event], None]) -> bool:
    """Carry out an order, tell the `listener` what happens, and return whether nothing failed.

    When the listener raises, or Ctrl+C does, the run stops: what is written stays, and nothing is half-written. Raises
    `ExportError` where the folder cannot be used at all, or not any more: the disk is full.
    """
    journal = None if order.journaling is Journaling.NONE else Journal(order.folder)
    state = _Run(order, journal, listener)
    whole = False
    try:
        if order.is_resumed:
            remove_drafts(order.folder)
        with tempfile.TemporaryDirectory(prefix="filing-viewer-", ignore_cleanup_errors=True) as spool:
            inputs = Inputs(order.paths, Path(spool), without=order.folder)
            with closing(engine.outcomes(state.tasks(inputs, engine.sends_content))) as done:
                for task, outcome in done:
                    state.take(task, outcome.results, outcome.failed)
        whole = not state.failed
    finally:
        if journal is not None:
            journal.close(remove=whole and not order.is_resumed)
    return whole
