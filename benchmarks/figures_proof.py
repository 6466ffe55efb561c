"""Whether the figures of tables in CSV and XLSX are those that a browser shows: every figure, sign included.

    python -m benchmarks.figures_proof [FILE ...] [--tables 40] [--least]

FILE are submissions or exhibits in HTML; without one, those of ../shared. Of as many exhibits as there are tables
wanted the largest table is taken, then the second largest. The independent reading is of the cells that Chromium shows
(`benchmarks.fidelity.browser`): its own figures, by its own rules, row by row. Each row of the CSV, and of the XLSX as
LibreOffice opens it (where it is installed), has to hold the same figures in the same order, and each row of the
browser's table that holds figures has to be there. `--least` prints every table.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize
from xml.etree import ElementTree as ET

from benchmarks._filings import opened, real_files
from benchmarks.fidelity import browser
from benchmarks.fidelity.documents import GENERATED
from viewer.export import Format, TableOptions, exported, tables_of
from viewer.submission.model import Kind

if TYPE_CHECKING:
    from benchmarks.fidelity.shown import Shown
    from viewer.figures import DataTable

FEWEST_ROWS, MOST_ROWS, FEWEST_FIGURES = 4, 120, 8

# The independent reading
NUMBER = re.compile(r"[\d,]*\.?\d+|\d[\d,]*\.?")
SHOWN = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥])?\s*[-–−]?\s*\(?\s*(?:[A-Z]{0,3}[$€£¥])?\s*[-–−]?\s*(?:\d[\d,]*(?:\.\d+)?|\.\d+)\s*%?\s*\)?\s*%?"
    r"(?:\s*(?:\(\w\)|[*†]+))*"
)
LEADS = re.compile(r"(?:[A-Z]{0,3}[$€£¥])?\s*\(\s*[$€£¥]?")


def squash(words: str) -> str:
    """Return the letters and digits of words, raised ones as they are on the line; encodings are another matter."""
    return re.sub(r"[^a-z0-9.,]+", "", normalize("NFKC", words).lower())


def shown_figures(cells: list[str], notes: set[str]) -> list[Decimal]:
    """Return the signed figures that a reader sees in a row's cells."""
    found = []
    before = ""
    for cell in cells:
        cell = cell.replace("\u00a0", " ").strip()
        if cell in notes:
            before = cell
            continue
        cell = cell.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ,")  # the marks of notes
        if SHOWN.fullmatch(cell):
            words = re.sub(r"(?<=[\d)%])\s*(?:\([A-Za-z0-9]\)|[*†]+)+$", "", cell)
            digits = NUMBER.search(words)
            number = Decimal(digits.group().replace(",", ""))
            lead = words[: digits.start()]
            negative = any(sign in lead for sign in "(-–−") or bool(LEADS.fullmatch(before))
            found.append(-number if negative else number)
        before = cell
    return found


@dataclass
class Table:
    """One table under test: what is known of it here, and what was read elsewhere."""

    source: str
    markup: bytes
    table: DataTable
    rows: list[tuple[str, list[str], set[str]]] = field(default_factory=list)
    csv: list[list[Decimal]] = field(default_factory=list)
    book: bytes = b""
    opened: list[list[Decimal]] | None = None


def documents(paths: list[Path]) -> Iterator[tuple[str, list[Table]]]:
    """Yield the filer of each HTML exhibit with its two largest data tables."""
    for path, filing in opened(paths):
        for submission in filing.submissions:
            for document in submission.documents:
                if document.kind is not Kind.HTML or GENERATED.search(document.filename):
                    continue
                rendition = filing.rendition(document)
                found = [
                    table
                    for table in tables_of(rendition)
                    if _has_cells(table)
                    and FEWEST_ROWS <= table.rows <= MOST_ROWS
                    and table.grid().figures >= FEWEST_FIGURES
                ]
                found.sort(key=lambda table: -table.grid().figures)
                name, markup = f"{path.name} {document.filename}", rendition.payload.content
                tables = [Table(f"{name} table {table.number}", markup, table) for table in found[:2]]
                for each in tables:
                    _fill(each, filing, submission, document)
                if tables:
                    yield submission.company or path.name, tables


def _has_cells(table: DataTable) -> bool:
    """Whether a table was filed as one: of one typed with blanks a browser knows no cells."""
    return not any(row.filed for row in table.table.rows)


def _fill(table: Table, filing, submission, document) -> None:
    options = TableOptions(table.table.number)
    text = exported(filing, submission, document, Format.CSV, tables=options).decode()
    table.book = exported(filing, submission, document, Format.XLSX, tables=options)
    grid = table.table.grid()
    lines = list(csv.reader(io.StringIO(text, newline="")))
    lines = lines[len(lines) - len(grid.rows) :]
    for row, line in zip(grid.rows, lines, strict=True):
        filed = next(each for each in table.table.table.rows if each.id == row.block)
        words = squash("".join(cell.text for cell in filed.cells))
        stub = [line[0].strip()] if line[0] else []
        table.rows.append((words, stub, set(row.notes)))
        cells = line[1 : len(grid.columns)] if row.values[0] is None or not row.values[0].is_figure else line
        table.csv.append(
            [Decimal(cell.rstrip("%")) for cell in cells if re.fullmatch(r"-?\d+(?:\.\d+)?%?", cell)]
        )


def open_in_office(tables: list[Table], folder: Path) -> None:
    """Let LibreOffice open the workbooks and note which cells are numbers to it."""
    if shutil.which("soffice") is None:
        return
    for number, each in enumerate(tables):
        (folder / f"{number}.xlsx").write_bytes(each.book)
    books = [str(folder / f"{number}.xlsx") for number in range(len(tables))]
    command = ["soffice", "--headless", "--convert-to", "fods", "--outdir", str(folder), *books]
    subprocess.run(command, capture_output=True, timeout=600, check=True)
    for number, each in enumerate(tables):
        each.opened = list(_numbers(folder / f"{number}.fods", each))


def _numbers(path: Path, table: Table) -> Iterator[list[Decimal]]:
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    space = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    sheet = ET.parse(path).getroot().findall(f".//{space}table")[1]
    rows = []
    for row in sheet.iter(f"{space}table-row"):
        cells: list[Decimal | None] = []
        for cell in row:
            repeated = min(int(cell.get(f"{space}number-columns-repeated", "1")), 1000)
            kind, value = cell.get(f"{office}value-type"), cell.get(f"{office}value")
            number = None
            if kind in ("float", "currency", "percentage") and value is not None:
                number = Decimal(value) * (100 if kind == "percentage" else 1)
            cells += [number] * repeated
        rows += [cells] * min(int(row.get(f"{space}number-rows-repeated", "1")), 1000)
    width = len(table.table.grid().columns)
    for row in rows[5 : 5 + len(table.rows)]:
        yield [number for number in row[:width] if number is not None]


def same(left: list[Decimal], right: list[Decimal]) -> bool:
    return len(left) == len(right) and all(
        abs(a - b) < Decimal("1e-9") * max(1, abs(a)) for a, b in zip(left, right, strict=True)
    )


def rows_of(page: Shown) -> dict[int, list[list[str]]]:
    """Return the words of the cells of each row that has several, table by table, as the browser shows them."""
    found = defaultdict(list)
    for row, cells in page.row_cells.items():
        if len(cells) > 1:
            words = [
                " ".join(page.lines[number].text.strip() for number in lines) for lines in cells.values()
            ]
            found[page.rows[row].table].append(words)
    return found


def compare(table: Table, page: Shown) -> tuple[int, list[str]]:
    """Return how many figures agree and sentences on what does not."""
    shown = rows_of(page)
    wanted = {words for words, *_ in table.rows}
    best = max(
        shown.values(), key=lambda rows: len(wanted & {squash("".join(row)) for row in rows}), default=[]
    )
    left = [(squash("".join(cells)), cells) for cells in best]
    agreed, wrong = 0, []
    at = 0
    matched = set()
    for place, (words, stub, notes) in enumerate(table.rows):
        found = next((k for k in range(at, len(left)) if left[k][0] == words), None)
        if found is None:
            if len(table.csv[place]) > 1:
                wrong.append(f"row {place + 1} {stub} is not the browser's")
            continue
        at = found + 1
        matched.add(found)
        cells = left[found][1]
        if stub and squash(cells[0]).startswith(squash(stub[0])[:40]) and not _is_in(stub[0], table, place):
            cells = cells[1:]
        figures = shown_figures(cells, notes)
        if not same(figures, table.csv[place]):
            wrong.append(f"row {place + 1} {stub}: browser {show(figures)}, CSV {show(table.csv[place])}")
            continue
        years = figures and all(1900 <= each < 2100 and each == int(each) for each in figures)
        if table.opened is not None and not same(figures, table.opened[place]) and not years:
            wrong.append(f"row {place + 1} {stub}: browser {show(figures)}, XLSX {show(table.opened[place])}")
            continue
        agreed += len(figures)
    columns = table.table.grid().columns
    headings = squash("".join("".join((column.heading, *column.notes)) for column in columns))
    for place, (_, cells) in enumerate(left):
        figures = shown_figures(cells[1:], set())
        if place not in matched and figures and not all(squash(cell) in headings for cell in cells):
            wrong.append(f"the browser's row {cells} is nowhere")
    return agreed, wrong


def _is_in(stub: str, table: Table, place: int) -> bool:
    """Whether what stands in the first column is a figure and was counted as one."""
    value = table.table.grid().rows[place].values[0]
    return value is not None and value.is_figure


def show(figures: list[Decimal]) -> str:
    return "[" + ", ".join(f"{each:f}" for each in figures) + "]"


def chosen(paths: list[Path], wanted: int) -> list[Table]:
    """Return tables of as many filers as there are, one of each, then the second of each."""
    first, second, filers = [], [], defaultdict(int)
    for filer, tables in documents(paths):
        filers[filer] += 1
        (first if filers[filer] == 1 else second).append(tables[0])
        second += tables[1:]
        if len(first) >= wanted:
            break
    return (first + second)[:wanted]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--tables", type=int, default=40)
    parser.add_argument("--least", action="store_true", help="print every table")
    options = parser.parse_args()
    paths = options.files or real_files()
    if not paths:
        print("There is nothing to measure: ../shared is absent and no file is named.", file=sys.stderr)
        return 0
    tables = chosen(paths, options.tables)
    with tempfile.TemporaryDirectory() as folder:
        open_in_office(tables, Path(folder))
    browser.ask(each.markup for each in tables)
    total = short = 0
    for each in tables:
        agreed, wrong = compare(each, browser.shown(each.markup))
        total += agreed
        short += bool(wrong)
        if wrong or options.least:
            print(
                f"{each.source}: {agreed} figures agree" + "".join(f"\n    {sentence}" for sentence in wrong)
            )
    by = "CSV and XLSX (opened in LibreOffice)" if tables and tables[0].opened is not None else "CSV"
    print(f"{len(tables)} tables, {total:,} figures of {by} equal the browser's; {short} tables fall short")
    return bool(short or not tables)


if __name__ == "__main__":
    sys.exit(main())
