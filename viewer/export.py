"""A document and a format to the bytes of an export, its file name and the file: never overwritten unasked.

The window and the command line both export through `exported`, so both give the same bytes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import unicodedata
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from viewer import __version__
from viewer.errors import ExportError, UnrenderableError
from viewer.submission.model import Document, Field, Kind, Submission

if TYPE_CHECKING:
    from viewer.rendition import Filing, TextOptions
    from viewer.submission.payload import Payload


class Format(Enum):
    """What a document can be exported as; the values are the command line's words."""

    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"
    RAW = "raw"


_SUFFIXES = {Format.MARKDOWN: ".md", Format.TEXT: ".txt", Format.HTML: ".html"}
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


def exported(
    filing: Filing,
    submission: Submission,
    document: Document,
    fmt: Format,
    options: TextOptions | None = None,
) -> bytes:
    """Return the document in the wished format: text as UTF-8, `RAW` as the payload's own bytes.

    `options` set a text, and of a Markdown whether page furniture stays; without them all is as in the window.

    Raises `UnrenderableError` for what cannot be read as text, such as a picture.
    """
    if fmt is Format.RAW:
        return filing.payload(document).content
    rendition = filing.rendition(document)
    if rendition.notice:
        raise UnrenderableError(rendition.notice)
    if fmt is Format.HTML:
        text = rendition.html()
    elif fmt is Format.TEXT:
        text = rendition.text(options).text
    else:
        furniture = options is None or options.furniture
        matter = front_matter(filing, submission, document, rendition.payload)
        text = f"{matter}\n{rendition.markdown(furniture).text}"
    return (text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def front_matter(filing: Filing, submission: Submission, document: Document, payload: Payload) -> str:
    """Return the YAML block before a Markdown export: what the document is, and its payload's digest.

    Keys without a value are left out; the block depends on the filing and the program's version alone.
    """
    entries: dict[str, str | int] = {
        "company": submission.company,
        "cik": _cik(submission),
        "form": submission.type,
        "filed": submission.filing_date,
        "period": submission.period,
        "accession_number": submission.accession_number,
        "document": document.number,
        "type": document.type,
        "sequence": document.sequence,
        "filename": document.filename,
        "description": document.description,
        "sha256": payload.sha256,
        "viewer": f"filing-viewer {__version__}",
    }
    lines = (f"{key}: {_yaml(value)}" for key, value in entries.items() if value)
    return "\n".join(("---", *lines, "---", ""))


def _yaml(value: str | int) -> str:
    r"""Return `value` as a YAML scalar: a number, or a double-quoted string on one line.

    >>> print(_yaml('8-K "A"\n'))
    "8-K \"A\"\n"
    """
    if isinstance(value, int):
        return str(value)
    quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{_TREACHEROUS.sub(_escape, quoted)}"'


# Controls, marks that turn the direction of writing, line separators, lone surrogates: they deceive readers.
_TREACHEROUS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _cik(submission: Submission) -> str:
    """Return the central index key of the company that `Submission.company` names."""

    def values(top: Field, *names: str) -> list[str]:
        return [found.value for found in top.walk() if found.name in names and found.value]

    for top in submission.header:
        if submission.company in values(top, "COMPANY CONFORMED NAME", "CONFORMED-NAME"):
            return next(iter(values(top, "CENTRAL INDEX KEY", "CIK")), "")
    return ""


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
        re.sub(r'[<>:"|?*]', "_", _TREACHEROUS.sub("_", name)).strip(" ").rstrip(". ").lstrip(".")
        or "document"
    )
    if name.startswith("-") or _RESERVED.fullmatch(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 16:
        stem, dot, suffix = name, "", ""
    room = _LONGEST - len(f"{dot}{suffix}".encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + suffix


def write(path: Path, content: bytes, overwrite: bool = False) -> None:
    """Write `content` to `path` whole or not at all; what stands there stays unless `overwrite` is set.

    Raises `ExportError`, one sentence, where that cannot be done.
    """
    try:
        _refuse(path, overwrite)
        draft = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.part")
        try:
            with draft.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            _put(draft, path, overwrite)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
    except ExportError:
        raise
    except OSError as error:
        raise ExportError(_sentence(path, error)) from error


def _refuse(path: Path, overwrite: bool) -> None:
    """Raise where `path` may not be written: a folder, a device, or something that stays unless asked."""
    if path.is_dir():
        raise ExportError(f"{path} is a folder.")
    if os.path.lexists(path):
        if not overwrite:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        if not path.is_file():
            raise ExportError(f"{path} is no ordinary file and was left as it is.")


def _put(draft: Path, path: Path, overwrite: bool) -> None:
    """Give the finished draft its name in one step, which fails where `path` has come to exist meanwhile."""
    if overwrite:
        draft.replace(path)
    elif os.name == "nt":
        draft.rename(path)  # on Windows a rename never replaces
    else:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: take the name with an empty file first
            path.open("xb").close()
            draft.replace(path)


def _sentence(path: Path, error: OSError) -> str:
    folder = path.parent
    if isinstance(error, FileExistsError):
        return f"{path} exists already and was left as it is."
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return f"{path} cannot be written: there is no folder {folder}."
    if isinstance(error, PermissionError):
        return f"{path} cannot be written: you may not write there."
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"{path} cannot be written: there is no space left."
    if error.errno == errno.EROFS:
        return f"{path} cannot be written: the disk is read-only."
    if error.errno == errno.ENAMETOOLONG:
        return f"{path} cannot be written: the name is too long."
    return f"{path} cannot be written: {error.strerror or error}."
