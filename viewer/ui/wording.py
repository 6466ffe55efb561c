"""Sizes and names to the words the window says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.submission.model import Document, Submission


_OF_ALL_REPORTS = "IDEA: XBRL DOCUMENT"  # how each of many generated documents is described


def size_words(size: int) -> str:
    """Return a size in bytes as people say it.

    >>> size_words(11_300)
    '11 KB'
    >>> size_words(2_450_000)
    '2.5 MB'
    """
    if size < 1000:
        return f"{size} B"
    if size < 999_500:
        return f"{size / 1000:.0f} KB"
    if size < 999_500_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size / 1_000_000_000:.1f} GB"


def number_words(number: int) -> str:
    """Return a whole number with its thousands parted.

    >>> number_words(32_268)
    '32,268'
    """
    return f"{number:,}"


def copied_words(table: str) -> str:
    r"""Return what is said of a table that was copied, a row a line.

    >>> copied_words("Cash\t1,234\n"), copied_words("Cash\n" * 2000)
    ('Copied: a table of one row.', 'Copied: a table of 2,000 rows.')
    """
    rows = table.count("\n")
    return "Copied: a table of one row." if rows == 1 else f"Copied: a table of {number_words(rows)} rows."


def source_words(start: int, end: int, encoding: str) -> str:
    """Return what is said of a source: where in the file it stands, and in which encoding.

    >>> source_words(1200, 28100, "ascii")
    'As filed: bytes 1,200 to 28,100 of the file, ascii'
    """
    return f"As filed: bytes {start:,} to {end:,} of the file, {encoding}"


_ORDERS = {
    ("figures", True): "largest first",
    ("figures", False): "smallest first",
    ("days", True): "latest first",
    ("days", False): "earliest first",
    ("words", True): "from Z to A",
    ("words", False): "from A to Z",
}


def order_words(heading: str, kind: str, down: bool) -> str:
    """Return what is said of a listing whose rows were sorted by a column, or stand as filed where `kind` is empty.

    >>> order_words("4. Value", "figures", True)
    'Sorted by 4. Value, largest first; the text keeps the filed order.'
    """
    order = _ORDERS.get((kind, down))
    return f"Sorted by {heading}, {order}; the text keeps the filed order." if order else _AS_FILED


_AS_FILED = "The rows stand in the filed order."


def document_words(document: Document) -> str:
    """Return what a document is called: its type, or its file name, or its place."""
    return document.type or document.filename or str(document.number)


def description_words(document: Document) -> str:
    """Return what is said beside a document's type: its description, or its file name where that says more."""
    said = document.description.strip()
    says_nothing = said.upper() in ("", document.type.upper(), _OF_ALL_REPORTS)
    return (document.filename or said) if says_nothing else said


def submission_words(submission: Submission, name: str) -> str:
    """Return a submission in one line: company, form, date, accession number; or the file's `name`."""
    said = (submission.company, submission.type, submission.filing_date, submission.accession_number)
    return "  ·  ".join(part for part in said if part) or name
