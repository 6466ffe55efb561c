"""Files and a choice of documents to exports: planned first, so that no two share a name, then written.

Each file is one task; with `--jobs` the tasks run in processes of their own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from viewer.cli.console import Exit, emit, mistake, reason, shown, tell
from viewer.errors import ExportError, NoSuchDocumentError, UnrenderableError, ViewerError
from viewer.export import Format, exported, file_name, safe_name, write
from viewer.rendition import Filing, Tables, TextOptions
from viewer.submission.index import index
from viewer.submission.model import Document, Submission
from viewer.submission.source import Source


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are wanted: one by its place, those of a type, or all; from the K-th submission."""

    document: int | None
    type: str
    submission: int | None
    unrenderable_is_failure: bool


@dataclass(frozen=True, slots=True)
class Pick:
    """One document to export: its submission (from 0), its place there (from 1), and the file it goes to."""

    submission: int
    document: int
    target: Path


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be exported from one file."""

    path: Path
    picks: tuple[Pick, ...]
    format: Format
    overwrite: bool
    unrenderable_is_failure: bool
    text: TextOptions | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: files written, and a sentence for each document left out or failed."""

    written: int = 0
    left_out: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def run_export(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Export what the options ask for; exit code 1 if anything wanted could not be exported."""
    choice = Choice(options.document, (options.type or "").strip(), options.submission, not options.all)
    fmt = Format(options.format)
    text = _text_options(options)
    to_stdout = options.output == "-"
    if to_stdout and len(options.files) > 1:
        parser.error("several files cannot go to standard output; name a folder with --output")
    found, failed = _find_all([Path(file) for file in options.files], choice)
    if to_stdout:
        if sum(len(documents) for _, documents in found) > 1:
            parser.error(f"{options.files[0]} holds several such documents; name a folder with --output")
        return _to_stdout(found, fmt, text) if found else Exit.PROBLEM
    several = options.all or len(options.files) > 1 or sum(len(documents) for _, documents in found) > 1
    targets = _targets(found, fmt, _folder_or_file(options.output, several), len(options.files) > 1)
    tasks = [
        Task(path, picks, fmt, options.overwrite, choice.unrenderable_is_failure, text)
        for (path, _), picks in zip(found, targets, strict=True)
    ]
    return _report(_outcomes(tasks, options.jobs), options.output, failed=failed)


def _text_options(options: argparse.Namespace) -> TextOptions | None:
    """Return how a text is to be set, or `None` for the way it stands in the window."""
    wished = TextOptions(options.width, Tables(options.tables), not options.no_furniture)
    return None if wished == TextOptions() else wished


Found = tuple[Path, tuple[tuple[int, Submission, Document], ...]]


def _find_all(paths: Sequence[Path], choice: Choice) -> tuple[list[Found], bool]:
    """Return the chosen documents of each file, and whether a file gave none (which has then been said)."""
    found = []
    failed = False
    for path in paths:
        try:
            found.append((path, tuple(_find(path, choice))))
        except ViewerError as error:
            tell(str(error))
            failed = True
    return found, failed


def _find(path: Path, choice: Choice) -> Iterator[tuple[int, Submission, Document]]:
    with Source.open(path) as source:
        submissions = index(source)
    if choice.submission and choice.submission > len(submissions):
        number = _counted(len(submissions), "submission")
        raise NoSuchDocumentError(f"{path} holds {number}; there is no submission {choice.submission}.")
    if choice.submission:
        places: Iterable[int] = [choice.submission - 1]
    elif choice.document:
        places = [0]
        if submissions[1:]:
            tell(f"{path} holds {len(submissions)} submissions; taking from the first (see --submission).")
    else:
        places = range(len(submissions))
    chosen = [
        (k, submissions[k], each)
        for k in places
        for each in submissions[k].documents
        if _is_chosen(each, choice)
    ]
    if not chosen:
        raise NoSuchDocumentError(_none_such(path, [submissions[k] for k in places], choice))
    yield from chosen


def _is_chosen(document: Document, choice: Choice) -> bool:
    if choice.document:
        return document.number == choice.document
    return not choice.type or document.type.casefold() == choice.type.casefold()


def _none_such(path: Path, submissions: Sequence[Submission], choice: Choice) -> str:
    documents = [document for submission in submissions for document in submission.documents]
    if not documents:
        return f"{path} holds a header and no documents."
    if choice.document:
        return f"{path} holds {_counted(len(documents), 'document')}; there is no document {choice.document}."
    types = list(dict.fromkeys(document.type for document in documents if document.type))
    more = ", ..." if types[8:] else ""
    return f"{path} holds no document of type {choice.type}; its types are {', '.join(types[:8])}{more}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _to_stdout(found: Sequence[Found], fmt: Format, text: TextOptions | None) -> int:
    path, ((place, _, wanted),) = found[0]
    with closing(Filing.open(path)) as filing:
        submission, document = _again(filing, place, wanted.number)
        content = exported(filing, submission, document, fmt, text)
    emit(content)
    return Exit.DONE


def _again(filing: Filing, place: int, number: int) -> tuple[Submission, Document]:
    """Return what was found before, from the file as it was opened again."""
    if place < len(filing.submissions):
        submission = filing.submissions[place]
        for document in submission.documents:
            if document.number == number:
                return submission, document
    raise NoSuchDocumentError(f"{filing.name} has changed while it was read.")


def _folder_or_file(output: str, several: bool) -> tuple[Path, bool]:
    """Return the output path and whether it is a folder, which is made where it is missing."""
    path = Path(output)
    is_folder = several or path.is_dir() or output.endswith(("/", os.sep))
    if is_folder:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise ExportError(f"{path} is a file; several documents need a folder.") from error
        except OSError as error:
            raise ExportError(f"The folder {path} cannot be made: {error.strerror or error}.") from error
    return path, is_folder


def _targets(
    found: Sequence[Found], fmt: Format, output: tuple[Path, bool], several_files: bool
) -> list[tuple[Pick, ...]]:
    """Return where each document goes; within one run no two go to the same file, on any file system."""
    path, is_folder = output
    taken: set[str] = set()
    plan = []
    for source, documents in found:
        submissions = {place for place, _, _ in documents}
        picks = []
        for place, submission, document in documents:
            target = path
            if is_folder:
                name = file_name(submission, document, fmt)
                mark = submission.accession_number or source.stem
                if (several_files or submissions != {place}) and mark not in name:
                    name = safe_name(f"{mark}_{name}")
                target = path / _untaken(name, taken)
            picks.append(Pick(place, document.number, target))
        plan.append(tuple(picks))
    return plan


def _untaken(name: str, taken: set[str]) -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        stem, dot, suffix = name.rpartition(".")
        candidate = f"{stem}-{number}{dot}{suffix}" if stem else f"{name}-{number}"
    taken.add(candidate.casefold())
    return candidate


def _outcomes(tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """Yield the outcome of each task, in the order of the tasks."""
    jobs = min(jobs, len(tasks))
    if jobs <= 1:
        yield from map(perform, tasks)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_interrupt) as pool:
        with _interrupts_ignored():
            waiting = [pool.submit(perform, task) for task in tasks]
        try:
            for each in waiting:
                yield each.result()
        except BrokenProcessPool as error:
            raise ExportError(
                "A process that exported was stopped from outside; the export is incomplete."
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let processes that are started meanwhile inherit that they do not hear Ctrl+C, not even while they start."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def perform(task: Task) -> Outcome:
    """Export the documents of one file; what goes wrong with one of them does not stop the others."""
    written = 0
    left_out: list[str] = []
    failed: list[str] = []
    try:
        filing = Filing.open(task.path)
    except ViewerError as error:
        return Outcome(failed=(str(error),))
    with closing(filing):
        for pick in task.picks:
            where = f"{task.path}, document {pick.document}"
            try:
                _export_one(filing, task, pick)
                written += 1
            except UnrenderableError as error:
                (failed if task.unrenderable_is_failure else left_out).append(f"{where}: {error}")
            except ExportError as error:
                hint = " (--overwrite replaces it)" if isinstance(error.__cause__, FileExistsError) else ""
                failed.append(f"{error}{hint}")
            except ViewerError as error:
                failed.append(f"{where}: {error}")
            except OSError as error:
                failed.append(reason(error))
            except Exception as error:  # a mistake of the program must not cost the other documents
                failed.append(f"{where}: {mistake(error)}")
    return Outcome(written, tuple(left_out), tuple(failed))


def _export_one(filing: Filing, task: Task, pick: Pick) -> None:
    submission, document = _again(filing, pick.submission, pick.document)
    if pick.target.exists() and pick.target.samefile(task.path):
        raise ExportError(f"{pick.target} is the filing itself and was left as it is.")
    write(pick.target, exported(filing, submission, document, task.format, task.text), task.overwrite)


def _report(outcomes: Iterable[Outcome], output: str, *, failed: bool) -> int:
    written = left_out = 0
    for outcome in outcomes:
        for sentence in (*outcome.left_out, *outcome.failed):
            tell(sentence)
        written += outcome.written
        left_out += len(outcome.left_out)
        failed = failed or bool(outcome.failed)
    if written > 1 or left_out:
        rest = f", {left_out} left out" if left_out else ""
        tell(f"{_counted(written, 'document')} exported to {shown(output)}{rest}.")
    return Exit.PROBLEM if failed or not written else Exit.DONE
