"""A document and a format to a safe file name; names that would fall together to names of their own."""

from __future__ import annotations

import re
import unicodedata

from viewer.export.formats import Format
from viewer.submission.encoding import TREACHEROUS
from viewer.submission.model import Document, Kind, Submission

_SUFFIXES = {
    Format.MARKDOWN: ".md",
    Format.TEXT: ".txt",
    Format.HTML: ".html",
    Format.CSV: ".csv",
    Format.TSV: ".tsv",
    Format.XLSX: ".xlsx",
    Format.JSONL: ".jsonl",
}
_RAW_SUFFIXES = {
    Kind.HTML: ".htm",
    Kind.TEXT: ".txt",
    Kind.XML: ".xml",
    Kind.PDF: ".pdf",
    Kind.SPREADSHEET: ".xls",
    Kind.ZIP: ".zip",
    Kind.JSON: ".json",
    Kind.SCRIPT: ".js",
    Kind.STYLE: ".css",
}


def file_name(submission: Submission, document: Document, fmt: Format) -> str:
    """Return a safe name for the export: `0001193125-04-218426_2_EX-99.1.md`.

    `RAW` keeps the document's own file name where it has one. Without an accession number the document's own
    name stands in.
    """
    suffix = _SUFFIXES.get(fmt) or _RAW_SUFFIXES.get(document.kind, ".bin")
    own = document.filename.replace("\\", "/").rpartition("/")[2].strip()
    if fmt is Format.RAW and own:
        return safe_name(own)
    if submission.accession_number:
        parts = [submission.accession_number, document.sequence or str(document.number), document.type]
    elif own:
        parts = [own.rpartition(".")[0] or own]
    else:
        parts = [document.sequence or str(document.number), document.type]
    stem = "_".join(re.sub(r"[^A-Za-z0-9.()]+", "-", part).strip("-.") for part in parts if part)
    return safe_name(f"{stem}{suffix}")


_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE
)
_LONGEST = 120


def safe_name(name: str) -> str:
    """Return `name` as one that every file system takes and no shell trips over: one part, at most 120 bytes.

    >>> safe_name("../aux.htm"), safe_name("a:b?.htm"), safe_name("")
    ('_aux.htm', 'a_b_.htm', 'document')
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = (
        re.sub(r'[<>:"|?*]', "_", TREACHEROUS.sub("_", name)).strip(" ").rstrip(". ").lstrip(".")
        or "document"
    )
    if name.startswith("-") or _RESERVED.fullmatch(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 16:
        stem, dot, suffix = name, "", ""
    room = _LONGEST - len(f"{dot}{suffix}".encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + suffix


class Names:
    """Gives names that are not taken yet in one run, on file systems that do not tell cases apart too."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self._taken: set[int] = set()
        self._last: dict[int, int] = {}

    def untaken(self, name: str) -> str:
        """Return `name`, or with a number behind its stem where it is taken, and take it."""
        wished = hash(name.casefold())
        candidate, taken, number = name, wished, self._last.get(wished, 1)
        stem, dot, suffix = name.rpartition(".")
        while taken in self._taken:
            number += 1
            candidate = f"{stem}-{number}{dot}{suffix}" if stem else f"{name}-{number}"
            taken = hash(candidate.casefold())
        if taken != wished:
            self._last[wished] = number  # thousands may wish for the same name
        self._taken.add(taken)
        return candidate
