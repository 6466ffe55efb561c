"""A task becomes the files it makes, and never an exception for anything a filing can cause."""

from __future__ import annotations

import pickle

import pytest

from viewer.batch import Pick, Settings, Task, perform
from viewer.batch.work import End
from viewer.export import Format, TableOptions
from viewer.resources import resource

SAMPLE = resource("sample.txt")


def task(*picks: Pick, fmt=Format.MARKDOWN, path=SAMPLE, **more) -> Task:
    return Task("sample.txt", path, picks, Settings(fmt, **more.pop("settings", {})), **more)


def test_a_task_gives_the_files_of_each_document():
    outcome = perform(task(Pick(0, 1, "a.md"), Pick(0, 3, "b.md"), Pick(0, 4, "c.md")))
    assert [result.end for result in outcome.results] == [End.MADE, End.MADE, End.LEFT_OUT]
    assert [piece.name for piece in outcome.results[1].pieces] == [
        "b.md",
        "0009999999-24-000017_northstar-logo.jpg",
    ]
    assert "picture" in outcome.results[2].sentence


def test_bytes_that_come_along_give_the_same_as_the_path():
    picks = (Pick(0, 1, "a.md"), Pick(0, 3, "b.md"))
    assert perform(
        task(*picks, content=SAMPLE.read_bytes(), path=SAMPLE.with_name("elsewhere.txt"))
    ) == perform(task(*picks))


def test_an_exhibit_that_comes_along_keeps_its_name(tmp_path):
    content = b"<html><body><p>Words of an exhibit.</p></body></html>"
    outcome = perform(task(Pick(0, 1, "a.md"), path=tmp_path / "release.htm", content=content))
    assert b'filename: "release.htm"' in outcome.results[0].pieces[0].content


def test_tables_are_files_each_or_one():
    options = {"settings": {"tables": TableOptions()}}
    each = perform(task(Pick(0, 3, "a.csv"), fmt=Format.CSV, **options)).results[0]
    assert [piece.name for piece in each.pieces][-1] == "a_table-4.csv"
    one = perform(task(Pick(0, 3, "a.csv", in_one=True), fmt=Format.CSV, **options)).results[0]
    assert [piece.name for piece in one.pieces] == ["a.csv"]


@pytest.mark.parametrize("pick", [Pick(0, 99, "a.md"), Pick(7, 1, "a.md")])
def test_a_document_that_is_gone_fails_alone(pick):
    outcome = perform(task(pick, Pick(0, 1, "b.md")))
    assert [result.end for result in outcome.results] == [End.FAILED, End.MADE]
    assert "has changed" in outcome.results[0].sentence


def test_a_file_that_is_gone_or_nothing_is_a_sentence(tmp_path):
    assert "There is no file" in perform(task(Pick(0, 1, "a.md"), path=tmp_path / "gone.txt")).failed
    assert perform(task(Pick(0, 1, "a.md"), content=b"")).failed


@pytest.mark.parametrize("error", [MemoryError(), ZeroDivisionError("x"), OSError(5, "Input/output error")])
def test_what_goes_wrong_in_one_document_stays_there(monkeypatch, error):
    import viewer.batch.work as work

    def broken(*_):
        raise error
        yield

    monkeypatch.setattr(work, "_pieces", broken)
    (result,) = perform(task(Pick(0, 1, "a.md"))).results
    assert result.end is End.FAILED
    assert result.sentence.endswith(".") or "ZeroDivisionError" in result.sentence


def test_tasks_and_outcomes_travel():
    """To a process and back they go by pickle."""
    one = task(Pick(0, 1, "a.md"), settings={"tables": TableOptions(2)})
    assert pickle.loads(pickle.dumps(one)) == one
    assert pickle.loads(pickle.dumps(perform(one))) == perform(one)
