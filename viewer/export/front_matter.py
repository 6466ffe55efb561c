"""A document to the YAML block that stands before its Markdown: what it is, and the digest of its payload."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer import __version__
from viewer.citation import central_index_key
from viewer.submission.encoding import TREACHEROUS

if TYPE_CHECKING:
    from viewer.submission.model import Document, Submission
    from viewer.submission.payload import Payload


def front_matter(submission: Submission, document: Document, payload: Payload) -> str:
    """Return the YAML block before a Markdown export: what the document is, and its payload's digest.

    Keys without a value are left out; the block depends on the filing and the program's version alone.
    """
    entries: dict[str, str | int] = {
        "company": submission.company,
        "cik": central_index_key(submission),
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
    return f'"{TREACHEROUS.sub(_escape, quoted)}"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
