"""Every document of every file of a folder to page, text and Markdown: counts by kind, and what was empty or failed.

    python -m benchmarks.every_document [FOLDER ...]

Without a folder, ../shared/corpus and ../shared/documents. A document without words must have a notice that says why.
Ends with 1 where one failed or was empty without a reason.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.errors import ViewerError
from viewer.rendition import Filing

if TYPE_CHECKING:
    from viewer.submission.model import Document

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDERS = (SHARED / "corpus", SHARED / "documents")


def documents(folders: list[Path]) -> Iterator[tuple[Path, Filing, Document]]:
    """Yield every document of every file that opens; what does not is told."""
    for path in sorted(path for folder in folders for path in folder.iterdir()):
        if path.suffix == ".tsv":
            continue
        try:
            filing = Filing.open(path)
        except ViewerError as error:
            print(f"not opened: {path.name}: {error}")
            continue
        with filing:
            for submission in filing.submissions:
                for document in submission.documents:
                    yield path, filing, document


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="*", type=Path, default=FOLDERS)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: list[tuple[float, str]] = []
    wrong = []
    for path, filing, document in documents(list(parser.parse_args().folder)):
        name = f"{path.name} {document.number} {document.type} {document.filename}"
        count = counts[document.kind.value]
        count["documents"] += 1
        started = time.perf_counter()
        try:
            shown = filing.rendition(document)
            page, text, markdown = shown.html(), shown.text().text, shown.markdown().text
        except Exception:
            wrong.append(f"failed: {name}\n{traceback.format_exc()}")
            count["failed"] += 1
            continue
        slowest.append((time.perf_counter() - started, name))
        count["with words"] += bool(text.strip())
        count["with problems"] += bool(shown.problems)
        if not text.strip():
            count["empty with a reason" if shown.notice else "empty without"] += 1
            if not shown.notice:
                wrong.append(f"empty without a reason: {name}")
        if not page or bool(text.strip()) > bool(markdown.strip()):
            wrong.append(f"page or Markdown is empty: {name}")
    columns = ("documents", "with words", "empty with a reason", "empty without", "failed", "with problems")
    print("kind".ljust(12), *(column.rjust(len(column) + 2) for column in columns))
    for kind, count in sorted(counts.items()):
        print(kind.ljust(12), *(str(count[column]).rjust(len(column) + 2) for column in columns))
    for seconds, name in sorted(slowest, reverse=True)[:8]:
        print(f"{seconds:6.2f} s  {name}")
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
