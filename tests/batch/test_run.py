"""A run writes each document once, goes on where it was stopped, and never harms what lies in the folder."""

from __future__ import annotations

import errno
import importlib
import sqlite3
from pathlib import Path

import pytest

from viewer.batch import Choice, Event, Happened, InProcess, Journaling, Order, Settings, run
from viewer.batch.journal import NAME, Journal
from viewer.errors import ExportError
from viewer.export import Format
from viewer.resources import resource

SAMPLE = resource("sample.txt").read_bytes()
ACCESSION = b"0009999999-24-000017"


@pytest.fixture
def filings(tmp_path) -> Path:
    """Return a folder of three submissions of different accession numbers."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_bytes(SAMPLE.replace(ACCESSION, b"0009999999-24-10000%d" % number))
    return folder


@pytest.fixture
def out(tmp_path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def order(*paths: Path, out: Path, **more) -> Order:
    values = {"journaling": Journaling.KEPT, "several_files": True, **more}
    return Order(paths, Choice(), Settings(values.pop("format", Format.TEXT)), out, **values)


class Stopped(Exception):
    """Stands for whatever ends a run from outside."""


class Heard(list):
    """Keeps events; with `stop_after`, ends the run after so many documents were written."""

    def __init__(self, stop_after: int = 0) -> None:
        super().__init__()
        self._stop_after = stop_after

    def __call__(self, event: Event) -> None:
        self.append(event)
        if self._stop_after and self.count_of(Happened.WRITTEN) == self._stop_after:
            raise Stopped

    def count_of(self, what: Happened) -> int:
        return sum(event.what is what for event in self)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def test_all_documents_of_a_folder_are_written_and_the_journal_goes(filings, out):
    heard = Heard()
    assert run(order(filings, out=out), InProcess(), heard)
    assert (heard.count_of(Happened.WRITTEN), heard.count_of(Happened.LEFT_OUT)) == (9, 3)
    assert heard.count_of(Happened.FILE) == 3
    assert len(contents(out)) == 9
    assert sorted(path.name for path in out.iterdir()) == sorted(contents(out))


@pytest.mark.parametrize("stop_after", [1, 8])
def test_a_run_that_was_stopped_goes_on_and_ends_as_if_it_had_not_been(filings, out, tmp_path, stop_after):
    whole = tmp_path / "whole"
    whole.mkdir()
    run(order(filings, out=whole), InProcess(), Heard())
    with pytest.raises(Stopped):
        run(order(filings, out=out), InProcess(), Heard(stop_after))
    assert set(contents(out).items()) <= set(contents(whole).items())
    heard = Heard()
    assert run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), heard)
    assert heard.count_of(Happened.FINISHED_BEFORE) >= stop_after - 1
    assert (
        heard.count_of(Happened.FINISHED_BEFORE)
        + heard.count_of(Happened.WRITTEN)
        + heard.count_of(Happened.LEFT_OUT)
        >= 9
    )
    assert contents(out) == contents(whole)
    assert (out / NAME).exists()


def test_what_is_finished_is_not_done_again(filings, out):
    run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), Heard())
    stamps = {path.name: path.stat().st_mtime_ns for path in out.glob("*.txt")}

    class NothingToDo(InProcess):
        def outcomes(self, tasks):
            for each in tasks:
                raise AssertionError(f"{each} is done again")
            yield from ()

    heard = Heard()
    assert run(order(filings, out=out, journaling=Journaling.RESUMED), NothingToDo(), heard)
    assert heard.count_of(Happened.FINISHED_BEFORE) == 12
    assert {path.name: path.stat().st_mtime_ns for path in out.glob("*.txt")} == stamps


def test_a_changed_source_and_changed_settings_are_done_anew(filings, out):
    run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), Heard())
    path = filings / "0.txt"
    path.write_bytes(path.read_bytes().replace(b"Northstar Harbor", b"Southstar Harbor"))
    heard = Heard()
    assert not run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), heard)
    failed = [event for event in heard if event.what is Happened.FAILED]
    assert failed
    assert all("exists already" in event.sentence for event in failed)
    heard = Heard()
    assert run(
        order(filings, out=out, journaling=Journaling.RESUMED, format=Format.MARKDOWN), InProcess(), heard
    )
    assert heard.count_of(Happened.WRITTEN) == 9


def test_an_output_that_was_touched_is_never_written_over(filings, out):
    run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), Heard())
    touched = sorted(out.glob("*.txt"))[0]
    touched.write_bytes(b"mine")
    heard = Heard()
    assert not run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), heard)
    assert touched.read_bytes() == b"mine"
    assert heard.count_of(Happened.FAILED) == 1
    assert run(order(filings, out=out, journaling=Journaling.RESUMED, overwrite=True), InProcess(), Heard())
    assert touched.read_bytes() != b"mine"


def test_an_output_that_is_gone_is_made_again(filings, out):
    run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), Heard())
    gone = sorted(out.glob("*.txt"))[0]
    content = gone.read_bytes()
    gone.unlink()
    assert run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), Heard())
    assert gone.read_bytes() == content


def test_files_without_a_journal_are_as_good_where_they_are_the_same(filings, out):
    """As after a run that was killed between a file and the journal, or that kept none."""
    run(order(filings, out=out, journaling=Journaling.NONE), InProcess(), Heard())
    assert not run(order(filings, out=out), InProcess(), Heard())
    assert run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), Heard())


@pytest.mark.parametrize("content", [b"", b"no journal at all" * 100])
def test_a_damaged_journal_is_begun_anew(filings, out, content):
    (out / NAME).write_bytes(content)
    assert run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), Heard())
    assert sqlite3.connect(out / NAME).execute("select count(*) from finished").fetchone() == (12,)


def test_two_runs_into_one_folder_are_refused(filings, out):
    journal = Journal(out)
    with pytest.raises(ExportError, match="Another export is writing"):
        run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), Heard())
    journal.close()


def test_drafts_of_a_run_that_was_killed_go_and_nothing_else(filings, out):
    draft = out / ".a.txt.0123456789ab.part"
    others = [out / ".a.part", out / "a.0123456789ab.part", out / ".a.txt.0123456789xy.part"]
    for path in (draft, *others):
        path.write_bytes(b"half")
    run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), Heard())
    assert not draft.exists()
    assert all(path.exists() for path in others)


def test_the_output_may_lie_in_the_input(filings):
    inside = filings / "out"
    inside.mkdir()
    assert run(
        order(filings, out=inside, format=Format.RAW, journaling=Journaling.RESUMED), InProcess(), Heard()
    )
    again = Heard()
    assert run(
        order(filings, out=inside, format=Format.RAW, journaling=Journaling.RESUMED), InProcess(), again
    )
    assert again.count_of(Happened.FILE) == 3


def test_a_file_that_is_no_filing_fails_and_the_others_do_not(filings, out):
    (filings / "1.txt").write_bytes(b"")
    (filings / "1a.txt").write_bytes(bytes(range(256)) * 40)
    heard = Heard()
    assert not run(order(filings, out=out), InProcess(), heard)
    assert heard.count_of(Happened.WRITTEN) == 6
    assert heard.count_of(Happened.FAILED) == 2
    assert (out / NAME).exists()


def test_a_header_without_documents_is_left_out(filings, out):
    header = SAMPLE[: SAMPLE.index(b"<DOCUMENT>")] + b"</SEC-DOCUMENT>\n"
    (filings / "0.txt").write_bytes(header)
    heard = Heard()
    assert run(order(filings, out=out), InProcess(), heard)
    assert "holds a header and no documents" in next(
        event.sentence for event in heard if event.what is Happened.LEFT_OUT and event.label.endswith("0.txt")
    )


def test_the_same_filing_twice_in_one_run_gets_names_of_its_own(filings, out):
    (filings / "copy.txt").write_bytes((filings / "0.txt").read_bytes())
    for _ in range(2):
        assert run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), Heard())
        assert len(contents(out)) == 12


def test_a_full_disk_ends_the_run_and_what_was_written_stays(filings, out, monkeypatch):
    """Nothing else could be written either; with more room the run goes on where it was stopped."""
    module = importlib.import_module("viewer.batch.run")
    write, tried = module.write, []

    def full(path, content, overwrite=False):
        tried.append(path)
        if len(tried) > 2:
            raise ExportError("There is no space left.") from OSError(errno.ENOSPC, "No space left on device")
        write(path, content, overwrite)

    with monkeypatch.context() as patch:
        patch.setattr(module, "write", full)
        with pytest.raises(ExportError, match=r"There is no space left\."):
            run(order(filings, out=out), InProcess(), Heard())
    assert len(tried) == 3
    assert len(contents(out)) == 2
    heard = Heard()
    assert run(order(filings, out=out, journaling=Journaling.RESUMED), InProcess(), heard)
    assert heard.count_of(Happened.FINISHED_BEFORE) == 2
    assert heard.count_of(Happened.WRITTEN) == 7


def test_a_name_that_cannot_be_written_is_that_documents_failure(filings, out, monkeypatch):
    module = importlib.import_module("viewer.batch.run")

    def refused(path, content, overwrite=False):
        raise ExportError(f"{path} cannot be written: the name is too long.") from OSError(
            errno.ENAMETOOLONG, ""
        )

    monkeypatch.setattr(module, "write", refused)
    heard = Heard()
    assert not run(order(filings, out=out), InProcess(), heard)
    assert heard.count_of(Happened.FAILED) == 9
    assert contents(out) == {}
