"""Whether the figures of tables in CSV and XLSX are those that a browser shows: every figure, sign included.

    python -m benchmarks.figures_proof [FILE ...] [--tables 40] [--least]

FILE are submissions or exhibits in HTML; without one, those of ../shared. Of as many exhibits as there are tables
wanted the largest table is taken, then the second largest. The independent reading is of the cells that Chromium shows
(../shared/measure/browser.py): its own figures, by its own rules, row by row. Each row of the CSV, and of the XLSX as
LibreOffice opens it (where it is installed), has to hold the same figures in the same order, and each row of the
browser's table that holds figures has to be there. `--least` prints every table.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from viewer.errors import ViewerError
from viewer.export import Format, TableOptions, exported, tables_of
from viewer.rendition import Filing
from viewer.submission.model import Kind

if TYPE_CHECKING:
    from viewer.figures import DataTable

SHARED = Path(__file__).resolve().parents[2] / "shared"
BROWSER = SHARED / "measure" / "browser.py"
FEWEST_ROWS, MOST_ROWS = 4, 120

# The independent reading
NUMBER = re.compile(r"[\d,]*\.?\d+|\d[\d,]*\.?")
SHOWN = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥])?\s*[-–−]?\s*\(?\s*(?:[A-Z]{0,3}[$€£¥])?\s*[-–−]?\s*(?:\d[\d,]*(?:\.\d+)?|\.\d+)\s*%?\s*\)?\s*%?"
    r"(?:\s*(?:\(\w\)|[*†]+))*"
)
LEADS = re.compile(r"(?:[A-Z]{0,3}[$€£¥])?\s*\(\s*[$€£¥]?")


def squash(words: str) -> str:
    return re.sub(r"[^a-z0-9.,]+", "", words.lower())  # encodings are another matter


def shown_figures(cells: list[str], notes: set[str]) -> list[Decimal]:
    """Return the signed figures that a reader sees in a row's cells."""
    found = []
    before = ""
    for cell in cells:
        cell = cell.replace("\u00a0", " ").strip()
        if cell in notes:
            before = cell
            continue
        raised = re.fullmatch(r"(.*[%)])\s*(\d[\d, ]*)", cell)  # a browser's words do not say what is raised
        if raised and set(re.findall(r"\d+", raised[2])) <= notes:
            cell = raised[1]
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
    page: Path
    table: DataTable
    rows: list[tuple[str, list[str], set[str]]] = field(default_factory=list)
    csv: list[list[Decimal]] = field(default_factory=list)
    book: bytes = b""
    opened: list[list[Decimal]] | None = None


def documents(paths: list[Path], folder: Path) -> Iterator[tuple[str, Path, list[Table]]]:
    """Yield each HTML exhibit with its data tables, the largest first; its bytes go to `folder` for the browser."""
    for path in paths:
        try:
            filing = Filing.open(path)
        except ViewerError:
            continue
        with closing(filing):
            for submission in filing.submissions:
                for document in submission.documents:
                    if document.kind is not Kind.HTML or re.search(
                        r"(?:^|[_-])R\d+\.html?$", document.filename or ""
                    ):
                        continue
                    rendition = filing.rendition(document)
                    page = folder / f"{len(list(folder.iterdir()))}.html"
                    tables = [
                        made
                        for table in tables_of(rendition)
                        if FEWEST_ROWS <= table.rows <= MOST_ROWS and table.grid().figures >= 8
                        for made in [
                            Table(f"{path.name} {document.filename} table {table.number}", page, table)
                        ]
                    ]
                    if not tables:
                        continue
                    page.write_bytes(rendition.payload.content)
                    tables.sort(key=lambda each: -each.table.grid().figures)
                    for each in tables[:2]:
                        _fill(each, filing, submission, document)
                    yield submission.company or path.name, page, tables[:2]


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


def opened(tables: list[Table], folder: Path) -> None:
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


def compare(table: Table, seen: dict) -> tuple[int, list[str]]:
    """Return how many figures agree and sentences on what does not."""
    shown = defaultdict(list)
    for cells, number in zip(seen["rows"], seen["ids"], strict=True):
        shown[number].append(cells)
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


def chosen(paths: list[Path], wanted: int, folder: Path) -> list[Table]:
    """Return tables of as many filers as there are, one of each, then the second of each."""
    first, second, filers = [], [], defaultdict(int)
    for filer, _, tables in documents(paths, folder):
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
    paths = options.files or sorted(
        path
        for name in ("corpus", "documents")
        if (SHARED / name).is_dir()
        for path in (SHARED / name).iterdir()
    )
    if not paths or not BROWSER.is_file():
        print("There is nothing to measure: ../shared is absent.", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = chosen(paths, options.tables, folder)
        opened(tables, folder)
        pages = sorted({str(each.page) for each in tables})
        seen = {}
        for start in range(0, len(pages), 20):
            command = [sys.executable, str(BROWSER), *pages[start : start + 20]]
            answer = subprocess.run(
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=900, check=False
            )
            seen.update(json.loads(answer.stdout))
    total = short = 0
    for each in tables:
        agreed, wrong = compare(each, seen[str(each.page)])
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
