"""Tables leave the program as CSV, TSV and XLSX: numbers are numbers, texts are texts, each table has its place."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import closing
from xml.etree import ElementTree as ET

import pytest

from viewer.errors import UnrenderableError
from viewer.export import Format, TableOptions, exported, pieces, tables_of
from viewer.export.workbook import number_format
from viewer.figures import read_value
from viewer.render.delimited import Dashes, GridOptions
from viewer.rendition import Filing

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def from_markup(tmp_path, markup: str) -> Filing:
    path = tmp_path / "exhibit.htm"
    path.write_text(f"<html><body>{markup}</body></html>", "utf-8")
    return Filing.open(path)


def sheets(content: bytes) -> dict[str, dict[str, str | float]]:
    """Return the cells of each sheet of a workbook, by their addresses: numbers as numbers, texts as texts."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = [
            "".join(part.itertext())
            for part in ET.fromstring(book.read("xl/sharedStrings.xml")).iterfind("m:si", SPACE)
        ]
        listed = ET.fromstring(book.read("xl/workbook.xml")).iterfind("m:sheets/m:sheet", SPACE)
        names = [each.get("name") for each in listed]
        found = {}
        for number, name in enumerate(names, 1):
            root = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            assert root.find(".//m:f", SPACE) is None, "there is a formula"
            cells = {}
            for cell in root.iterfind(".//m:c", SPACE):
                value = cell.find("m:v", SPACE)
                if value is not None:
                    text = cell.get("t") == "s"
                    cells[cell.get("r")] = shared[int(value.text)] if text else float(value.text)
            found[name] = cells
        return found


def test_a_workbook_lists_its_tables_and_holds_each_on_a_sheet(filing, release):
    book = sheets(exported(filing, *release, Format.XLSX))
    assert next(iter(book)) == "Tables"
    assert len(book) == 5
    assert all(len(name) <= 31 for name in book)
    listing = book["Tables"]
    assert "accession 0009999999-24-000017, EX-99.1" in listing["A1"]
    assert [listing[f"{column}4"] for column in "ABCD"] == [
        1.0,
        list(book)[1],
        "CONDENSED CONSOLIDATED STATEMENTS OF INCOME",
        "In thousands, except per share amounts; unaudited",
    ]


def test_figures_of_a_workbook_are_numbers_with_their_signs(filing, release):
    cash_flows = list(sheets(exported(filing, *release, Format.XLSX)).values())[3]
    by_stub = {
        cash_flows[f"A{row}"]: cash_flows.get(f"B{row}") for row in range(6, 30) if f"A{row}" in cash_flows
    }
    assert by_stub["Net income"] == 12458.0
    assert by_stub["Accounts receivable"] == -2717.0
    last = list(sheets(exported(filing, *release, Format.XLSX)).values())[4]
    assert 0.195 in last.values()


def test_the_same_tables_give_the_same_bytes(filing, release):
    assert exported(filing, *release, Format.XLSX) == exported(filing, *release, Format.XLSX)


def test_texts_of_a_workbook_are_never_formulas(tmp_path):
    rows = (("=1+1", 5), ("+cmd|x", -6), ("@x", 7))
    markup = "".join(f"<tr><td>{words}</td><td>{number}</td></tr>" for words, number in rows)
    markup = f"<table>{markup}</table>"
    with closing(from_markup(tmp_path, markup)) as filing:
        content = exported(filing, filing.submissions[0], filing.submissions[0].documents[0], Format.XLSX)
    (_, sheet) = sheets(content).values()
    assert [sheet[f"A{row}"] for row in (6, 7, 8)] == ["=1+1", "+cmd|x", "@x"]
    assert [sheet[f"B{row}"] for row in (6, 7, 8)] == [5.0, -6.0, 7.0]


def test_titles_that_no_sheet_may_have_become_names_of_their_own(tmp_path):
    data = "<table><tr><td>Lamps</td><td>1,000</td></tr><tr><td>Oil</td><td>2,000</td></tr></table>"
    title = '<p style="text-align:center"><b>{}</b></p>'
    markup = "".join(title.format(name) + data for name in ("[A]/B:C*?\\ 'x'", "Z" * 50, "Z" * 50, "History"))
    with closing(from_markup(tmp_path, markup)) as filing:
        content = exported(filing, filing.submissions[0], filing.submissions[0].documents[0], Format.XLSX)
    names = list(sheets(content))
    assert len({name.casefold() for name in names}) == 5
    assert not [
        name for name in names if re.search(r"[\[\]:*?/\\']", name) or len(name) > 31 or not name.strip()
    ]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("1,234", "#,##0"),
        ("(1,234)", "#,##0_);(#,##0)"),
        ("-1,234", "#,##0"),
        ("$1.50", '"$"0.00'),
        ("2024", "0"),
        ("(2.5)%", "0.0%_);(0.0%)"),
        ("24 3/8", "# ??/??"),
        ("5.2x", '0.0"x"'),
        ("HK$(7)", '"HK$"0_);("HK$"0)'),
    ],
)
def test_number_formats_show_a_number_as_it_was_filed(words, shown):
    assert number_format(read_value(words)) == shown


def test_a_csv_of_several_tables_has_each_under_its_title(filing, release):
    text = exported(filing, *release, Format.CSV).decode()
    assert text.startswith("Table 1,CONDENSED CONSOLIDATED STATEMENTS OF INCOME\n")
    assert "\n\nTable 2,CONDENSED CONSOLIDATED BALANCE SHEETS\nIn thousands," in text


def test_one_table_is_nothing_but_its_grid(filing, release):
    text = exported(filing, *release, Format.CSV, tables=TableOptions(2)).decode()
    assert text.splitlines()[0] == 'In thousands,"September 30, 2024","December 31, 2023"'
    assert "Total assets,190926,184097" in text


def test_each_table_is_a_file_of_its_own_in_a_folder(filing, release):
    made = list(pieces(filing, *release, Format.TSV, "a.tsv"))
    assert [piece.name for piece in made] == [f"a_table-{number}.tsv" for number in range(1, 5)]
    assert made[1].content == exported(filing, *release, Format.TSV, tables=TableOptions(2))
    assert [
        piece.name for piece in pieces(filing, *release, Format.TSV, "a.tsv", tables=TableOptions(2))
    ] == ["a.tsv"]


def test_dashes_and_places_as_chosen(filing, release):
    chosen = TableOptions(4, GridOptions(Dashes.ZERO, places=True))
    text = exported(filing, *release, Format.CSV, tables=chosen).decode()
    assert "Restructuring charges,0,1208,144" in text


def test_a_table_that_is_not_there_and_a_document_without_tables_are_told(filing, release):
    with pytest.raises(UnrenderableError, match="4 tables of data; there is no table 9"):
        exported(filing, *release, Format.CSV, tables=TableOptions(9))
    picture = release[0].documents[3]
    for fmt in (Format.CSV, Format.XLSX):
        with pytest.raises(UnrenderableError, match="picture"):
            exported(filing, release[0], picture, fmt)


def test_a_document_of_words_has_no_tables(tmp_path):
    with closing(from_markup(tmp_path, "<p>Nothing but words stand here.</p>")) as filing:
        submission = filing.submissions[0]
        assert tables_of(filing.rendition(submission.documents[0])) == ()
        with pytest.raises(UnrenderableError, match="holds no table of data"):
            exported(filing, submission, submission.documents[0], Format.XLSX)
