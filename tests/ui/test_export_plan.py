"""The files of an export: known by name before they are written, the same as the command line's, nothing lost."""

from __future__ import annotations

from contextlib import closing, suppress

import pytest

from viewer import cli
from viewer.citation import Citation
from viewer.errors import ExportError, UnrenderableError
from viewer.export import Format, piece_names, pieces
from viewer.quotation import Quotation
from viewer.rendition import Filing
from viewer.resources import resource
from viewer.ui.export_plan import (
    Existing,
    ExportPlan,
    What,
    carry_out,
    free_name,
    listing,
    make_folder,
    planned,
    quoted,
)
from viewer.ui.settings import TextTables


@pytest.fixture(scope="module")
def filing():
    with closing(Filing.open(resource("sample.txt"))) as opened:
        yield opened


def plan(filing, folder, fmt: Format, **more) -> ExportPlan:
    first = filing.submissions[0]
    return ExportPlan(What.SUBMISSION, fmt, folder, planned(first, first.documents, fmt), **more)


def always() -> bool:
    return True


def nothing(_done: int, _name: str) -> None:
    pass


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("fmt", Format)
def test_names_are_known_before_the_files_are_made(filing, fmt):
    first = filing.submissions[0]
    for one in planned(first, first.documents, fmt):
        asked = (filing, first, one.document, fmt, one.name)
        with suppress(UnrenderableError):
            assert list(piece_names(*asked)) == [piece.name for piece in pieces(*asked)]
            continue
        with pytest.raises(UnrenderableError):
            list(pieces(*asked))
        with pytest.raises(UnrenderableError):
            list(piece_names(*asked))


@pytest.mark.parametrize("fmt", Format)
def test_the_files_are_those_of_the_command_line_byte_for_byte(filing, tmp_path, fmt):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    asked = plan(filing, ours, fmt)
    listed = {each.name for each in listing(filing, asked, always) if each.name}
    made = carry_out(filing, asked, always, nothing)
    assert not made.failed
    cli.main(["export", str(resource("sample.txt")), "--all", "--format", fmt.value, "--output", str(theirs)])
    assert names(ours) == names(theirs) == sorted(listed)
    for path in ours.iterdir():
        assert path.read_bytes() == (theirs / path.name).read_bytes()


@pytest.mark.parametrize(("zeros", "line"), [(False, "Leases,,3"), (True, "Leases,0,3")])
def test_dashes_of_tables_are_empty_or_zeros_as_planned(tmp_path, zeros, line):
    path = tmp_path / "mill.htm"
    path.write_text(
        "<html><body><table><tr><td></td><td>2004</td><td>2003</td></tr><tr><td>Cash</td><td>12</td><td>9</td></tr>"
        "<tr><td>Leases</td><td>&#8212;</td><td>3</td></tr></table></body></html>"
    )
    with closing(Filing.open(path)) as opened:
        done = carry_out(opened, plan(opened, tmp_path / "out", Format.CSV, zeros=zeros), always, nothing)
    assert line in done.written[0].read_text().splitlines()


@pytest.mark.parametrize(
    ("way", "line"),
    [
        (TextTables.ALIGNED, "Cash    12     9"),
        (TextTables.TABS, "Cash\t12\t9"),
        (TextTables.ROWS, "Cash; 12; 9"),
    ],
)
def test_tables_of_an_exported_text_are_set_as_planned(tmp_path, way, line):
    path = tmp_path / "mill.htm"
    path.write_text(
        "<html><body><table><tr><td></td><td>2004</td><td>2003</td></tr><tr><td>Cash</td><td>12</td><td>9</td></tr>"
        "</table></body></html>"
    )
    with closing(Filing.open(path)) as opened:
        done = carry_out(
            opened, plan(opened, tmp_path / "out", Format.TEXT, text_tables=way), always, nothing
        )
    assert line in done.written[0].read_text().splitlines()


def test_what_exists_stays_is_replaced_or_gets_a_neighbour(filing, tmp_path):
    first = plan(filing, tmp_path, Format.TEXT)
    path = tmp_path / first.documents[0].name
    path.write_text("old")
    assert [each.name for each in listing(filing, first, always) if each.exists] == [path.name]
    made = carry_out(filing, first, always, nothing)
    assert (path.read_text(), len(made.failed)) == ("old", 1)
    count = len(names(tmp_path))
    carry_out(filing, plan(filing, tmp_path, Format.TEXT, existing=Existing.KEEP_BOTH), always, nothing)
    assert path.read_text() == "old"
    assert len(names(tmp_path)) == 2 * count
    carry_out(filing, plan(filing, tmp_path, Format.TEXT, existing=Existing.REPLACE), always, nothing)
    assert path.read_text() != "old"
    assert len(names(tmp_path)) == 2 * count


def test_who_gives_up_keeps_what_was_whole(filing, tmp_path):
    done = []
    asked = plan(filing, tmp_path, Format.RAW)
    made = carry_out(filing, asked, lambda: len(done) < 2, lambda number, name: done.append((number, name)))
    assert [number for number, _ in done] == [0, 1]
    assert [path.name for path in made.written] == [name for _, name in done]


def test_a_free_name_makes_room_for_all_files_of_a_document(tmp_path):
    (tmp_path / "a_table-2.csv").touch()
    (tmp_path / "a-2.csv").touch()
    assert free_name(tmp_path, "a.csv") == "a.csv"
    assert free_name(tmp_path, "a.csv", ("a_table-1.csv", "a_table-2.csv")) == "a-2.csv"
    assert free_name(tmp_path, "a.csv", ("a.csv", "logo.gif")) == "a.csv"
    (tmp_path / "a.csv").touch()
    assert free_name(tmp_path, "a.csv") == "a-3.csv"


def test_a_file_in_place_of_the_folder_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ExportError, match=r"\.$"):
            make_folder(folder)
    with pytest.raises(ExportError, match="is a file, not a folder"):
        make_folder(tmp_path / "file")


@pytest.mark.parametrize(
    ("fmt", "begins", "ends"),
    [
        (Format.TEXT, "a < b\n\nMill, 8-K", "(https://x.example/)\n"),
        (Format.MARKDOWN, "> a < b\n", "](https://x.example/)\n"),
        (
            Format.HTML,
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Mill, 8-K',
            "</html>\n",
        ),
    ],
)
def test_a_selection_is_a_file_with_its_citation(fmt, begins, ends):
    made = quoted(Quotation(Citation("Mill, 8-K", "https://x.example/"), "a < b"), fmt).decode()
    assert made.startswith(begins)
    assert made.endswith(ends)
