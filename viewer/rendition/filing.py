"""A file to its submissions, the payloads of their documents, and their renditions, kept up to a bound in bytes."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from contextlib import suppress
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.errors import ViewerError
from viewer.rendition.rendition import Rendition
from viewer.submission.index import index
from viewer.submission.model import Document, Kind, Submission
from viewer.submission.payload import Payload, read_payload
from viewer.submission.source import Source
from viewer.trees import Context

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

_CACHE_BYTES = 96 << 20
# A rendition keeps its payload, tree, page and texts: about this many bytes for each byte of the payload.
_BYTES_KEPT = 12
# Any bytes can be read as these; of the others the line is needed on which damage in them is told.
_WITHOUT_DAMAGE = (Kind.HTML, Kind.TEXT)


_START = attrgetter("span.start")


class Filing:
    """One opened file: its source, its submissions, and the renditions of its documents."""

    def __init__(self, source: Source, submissions: tuple[Submission, ...]) -> None:
        """Take an open source and what its index found."""
        self.source = source
        self.submissions = submissions
        self._lock = threading.Lock()
        self._renditions: OrderedDict[Document, Rendition] = OrderedDict()
        self._kept = 0

    @classmethod
    def open(cls, path: Path | str) -> Filing:
        """Open and index the file at `path`; raises `ViewerError` where there is nothing to show."""
        source = Source.open(Path(path))
        try:
            return cls(source, index(source))
        except BaseException:
            source.close()
            raise

    @property
    def name(self) -> str:
        """The file's name."""
        return self.source.name

    def payload(self, document: Document) -> Payload:
        """Return the document's payload, decoded."""
        return read_payload(self.source, document)

    def rendition(self, document: Document) -> Rendition:
        """Return the document's rendition; the ones used last are kept, up to a bound in bytes."""
        with self._lock:
            found = self._renditions.get(document)
            if found is not None:
                self._renditions.move_to_end(document)
                return found
        made = Rendition(self.payload(document), self._context(document))
        with self._lock:
            found = self._renditions.setdefault(document, made)
            if found is made:
                self._kept += made.payload.size * _BYTES_KEPT
            while self._kept > _CACHE_BYTES and len(self._renditions) > 1:
                _, dropped = self._renditions.popitem(last=False)
                self._kept -= dropped.payload.size * _BYTES_KEPT
            return found

    def _context(self, document: Document) -> Context:
        """Return what the submission says about one of its documents."""
        owner = self._owner(document)
        form, filed = (owner.type, owner.filing_date) if owner else ("", "")
        start = document.text.start
        line = 1 if document.kind in _WITHOUT_DAMAGE else self.source.line_at(start)
        sibling = partial(self._content, owner)
        return Context(_name(document), document.type, form, filed, start, line, sibling)

    def _owner(self, document: Document) -> Submission | None:
        """Return the submission that a document stands in; one of thousands is not looked for among all of them."""
        at = bisect_right(self.submissions, document.span.start, key=_START) - 1
        within = self.submissions[at].documents[document.number - 1 : document.number] if at >= 0 else ()
        return self.submissions[at] if document in within else None

    def _content(self, submission: Submission | None, type_: str) -> bytes:
        """Return the content of the first document of a type, nothing where there is none or the file is closed."""
        for document in submission.documents if submission else ():
            if document.type == type_:
                with suppress(ViewerError, OSError, ValueError):
                    return self.payload(document).content
        return b""

    def picture(self, submission: Submission, name: str) -> Payload | None:
        """Return the payload of the submission's picture called `name`, whatever its case, or `None`.

        One that claims a size that no memory can hold is not returned.
        """
        from viewer.attachments.picture import is_shown

        wanted = name.rsplit("/", 1)[-1].lower()
        for document in submission.documents:
            if document.filename.lower() == wanted and document.kind is Kind.IMAGE:
                found = self.payload(document)
                return found if is_shown(found.content) else None
        return None

    def report_names(self, submission: Submission) -> Mapping[str, str]:
        """Return the long names of the submission's generated reports, by their file names in small letters."""
        from viewer.xbrl.summary import report_names

        for document in submission.documents:
            if document.filename.lower() == "filingsummary.xml":
                return report_names(self.payload(document).content)
        return {}

    @staticmethod
    def main_document(submission: Submission) -> Document | None:
        """Return the document to show first: the one of the form's own type, else the first that can be read."""
        readable = [d for d in submission.documents if d.kind in (Kind.HTML, Kind.TEXT, Kind.XML, Kind.PDF)]
        for document in readable:
            if document.type and document.type == submission.type:
                return document
        return next(iter(readable or submission.documents), None)

    def forget(self) -> None:
        """Let go of all renditions that were made; they are made again when they are asked for."""
        with self._lock:
            self._renditions.clear()
            self._kept = 0

    def close(self) -> None:
        """Close the source; renditions that were made stay usable."""
        self.source.close()

    def __enter__(self) -> Filing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _name(document: Document) -> str:
    """Return what to call a document in a sentence."""
    return document.filename or " ".join(filter(None, (f"Document {document.number}", f"({document.type})")))
