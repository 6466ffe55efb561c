"""Arguments of `export` to an order carried out: what is wanted, where it goes, what is said of it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from viewer.batch import (
    Choice,
    Engine,
    Event,
    Happened,
    InProcess,
    InProcesses,
    Journaling,
    Order,
    Settings,
    is_collection,
    run,
)
from viewer.batch.inputs import size_of
from viewer.batch.plan import Found, counted, find
from viewer.batch.work import found_again
from viewer.cli.console import Exit, emit, shown, tell
from viewer.cli.progress import Progress
from viewer.cli.report import NAME, Report
from viewer.errors import ExportError
from viewer.export import TABLES, Format, TableOptions, exported
from viewer.export.formats import DELIMITERS
from viewer.render.delimited import Dashes, GridOptions
from viewer.rendition import Filing, Headings, Tables, TextOptions

_GRIDS = tuple(each.value for each in Format if each in TABLES)
_READ_WHOLE = (".zip", ".tar", ".tar.gz", ".tgz")
_GOES_WITH = {
    "width": ("text",),
    "tables": ("text",),
    "no_furniture": ("text", "markdown"),
    "headings": ("markdown",),
    "table": _GRIDS,
    "dashes": _GRIDS,
    "places": tuple(each.value for each in DELIMITERS),
}
"""The formats that each of these options means something for."""


def run_export(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Export what the options ask for; exit code 1 if anything wanted could not be exported."""
    _refuse_misplaced(options, parser)
    paths = tuple(map(Path, options.files))
    choice = Choice(options.document, (options.type or "").strip(), options.submission)
    settings = Settings(Format(options.format), _text_options(options), _table_options(options))
    many = len(paths) > 1 or is_collection(paths[0])
    if options.output == "-":
        if many and not _is_archive_alone(paths):
            parser.error("several files cannot go to standard output; name a folder with --output")
        if options.resume or options.report or options.scheduler:
            parser.error("--resume, --report and --scheduler go with a folder; name one with --output")
        return _to_stdout(paths[0], choice, settings, parser)
    several = choice.is_all or many or options.resume or len(_found(paths[0], choice).documents) > 1
    folder, name = _folder_or_file(options.output, several)
    whole = any(map(is_collection, paths)) or bool(options.resume or options.report or options.scheduler)
    order = Order(
        paths,
        choice,
        settings,
        folder,
        name,
        several_files=many,
        overwrite=options.overwrite,
        journaling=_journaling(options.resume, whole and not name),
    )
    report = Report(Path(options.report) if options.report else folder / NAME) if whole else None
    return _carried_out(order, _engine(options), report, options.output)


def _refuse_misplaced(options: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """End with wrong usage where an option would be passed over, and more or other words come than were asked for."""
    for name, formats in _GOES_WITH.items():
        if options.format not in formats and getattr(options, name) != parser.get_default(name):
            parser.error(f"--{name.replace('_', '-')} goes with --format {' or '.join(formats)}")


def _is_archive_alone(paths: tuple[Path, ...]) -> bool:
    """Whether there is one archive, of those that are read as the submissions in it."""
    return len(paths) == 1 and paths[0].name.lower().endswith(_READ_WHOLE) and not paths[0].is_dir()


def _text_options(options: argparse.Namespace) -> TextOptions | None:
    """Return how a text is to be set, or `None` for the way it stands in the window."""
    wished = TextOptions(
        options.width, Tables(options.tables), not options.no_furniture, Headings(options.headings)
    )
    return None if wished == TextOptions() else wished


def _table_options(options: argparse.Namespace) -> TableOptions | None:
    """Return which tables are wanted and how, or `None` for all as they are."""
    wished = TableOptions(options.table or 0, GridOptions(Dashes(options.dashes), options.places))
    return None if wished == TableOptions() else wished


def _engine(options: argparse.Namespace) -> Engine:
    if options.scheduler:
        from viewer.batch.cluster import OnCluster

        return OnCluster(options.scheduler)
    return InProcesses(options.jobs) if options.jobs > 1 else InProcess()


def _journaling(resume: bool, kept: bool) -> Journaling:
    if resume:
        return Journaling.RESUMED
    return Journaling.KEPT if kept else Journaling.NONE


def _found(path: Path, choice: Choice) -> Found:
    return find(path, str(path), choice)


def _to_stdout(path: Path, choice: Choice, settings: Settings, parser: argparse.ArgumentParser) -> int:
    found = _found(path, choice)
    if found.remark:
        tell(found.remark)
    if len(found.documents) > 1:
        parser.error(f"{path} holds several such documents; name a folder with --output")
    if not found.documents:
        return Exit.PROBLEM
    ((place, _, wanted),) = found.documents
    with closing(Filing.open(path)) as filing:
        submission, document = found_again(filing, place, wanted.number)
        content = exported(filing, submission, document, settings.format, settings.text, settings.tables)
    emit(content)
    return Exit.DONE


def _folder_or_file(output: str, several: bool) -> tuple[Path, str]:
    """Return the folder of the output, made where it is missing, and the name of the one file, or an empty string."""
    path = Path(output)
    if not (several or path.is_dir() or output.endswith(("/", os.sep))):
        return path.parent, path.name
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise ExportError(f"{path} is a file; several documents need a folder.") from error
    except OSError as error:
        raise ExportError(f"The folder {path} cannot be made: {error.strerror or error}.") from error
    return path, ""


@dataclass(slots=True)
class _Tally:
    """Counts what happens and says it: each trouble at once, or into the report where there are many files."""

    order: Order
    report: Report | None
    progress: Progress
    files: int = 0
    written: int = 0
    before: int = 0
    left_out: int = 0
    failed: int = 0

    def hear(self, event: Event) -> None:
        """Take in one event."""
        what = event.what
        if what is Happened.FILE:
            self.files += 1
            self.progress.advance(event.size)
        elif what is Happened.WRITTEN:
            self.written += 1
        elif what is Happened.FINISHED_BEFORE:
            self.before += 1
        elif what is Happened.LEFT_OUT:
            self.left_out += 1
            self._say(event)
        elif what is Happened.FAILED:
            self.failed += 1
            if self.report is not None:
                self.report.add(event.label, event.submission, event.document, event.sentence)
            else:
                self._say(event)
        elif what is Happened.REMARK:
            self._say(event)
        self.progress.show(self.files, self.written + self.before, self.failed, event.label)

    def _say(self, event: Event) -> None:
        if self.report is not None:
            return
        self.progress.clear()
        sentence = event.sentence
        if event.document and event.label not in sentence and not self._names_target(sentence):
            sentence = f"{event.label}, document {event.document}: {sentence}"
        elif not event.document and event.label not in sentence and Path(event.label).name not in sentence:
            sentence = f"{event.label}: {sentence}"
        tell(sentence)

    def _names_target(self, sentence: str) -> bool:
        return sentence.startswith(str(self.order.folder)) and str(self.order.folder) != "."

    def summary(self, output: str) -> Iterator[str]:
        """Yield what there is to say at the end."""
        if not self.files:
            yield f"There is no file of filings in {', '.join(map(str, self.order.paths))}."
            return
        rest = f", {self.left_out:,} left out" if self.left_out else ""
        rest += f", {self.before:,} were finished before" if self.before else ""
        if self.written > 1 or rest or self.report is not None:
            yield f"{counted(self.written, 'document')} exported to {shown(output)}{rest}."
        if self.failed and self.report is not None:
            yield f"{self.failed:,} failed; {self.report.path} says which, and why."

    @property
    def code(self) -> int:
        """The exit code."""
        return Exit.PROBLEM if self.failed or not (self.written or self.before) else Exit.DONE


def _carried_out(order: Order, engine: Engine, report: Report | None, output: str) -> int:
    progress = Progress(size_of(order.paths, order.folder))
    tally = _Tally(order, report, progress)
    with _closed(report), _told_when_stopped(tally, output):
        run(order, engine, tally.hear)
    progress.clear()
    for sentence in tally.summary(output):
        tell(sentence)
    return tally.code


@contextmanager
def _closed(report: Report | None) -> Iterator[None]:
    try:
        yield
    finally:
        if report is not None:
            report.close()


@contextmanager
def _told_when_stopped(tally: _Tally, output: str) -> Iterator[None]:
    """Say what was done where Ctrl+C or a full disk ends the run; that it was stopped, and why, says the program."""
    try:
        yield
    except (KeyboardInterrupt, ExportError):
        tally.progress.clear()
        if not tally.written + tally.before:
            raise
        kept = counted(tally.written + tally.before, "document")
        further = " --resume goes on from there." if tally.report is not None else ""
        tell(f"{kept} in {shown(output)} {'is' if kept.startswith('1 ') else 'are'} whole and kept.{further}")
        raise
    finally:
        tally.progress.clear()
