"""The few errors that mean "there is nothing to show", each one clear sentence for the user.

Damage inside a filing is never an exception: it is a `viewer.submission.model.Problem` on the result.
"""

from __future__ import annotations

import traceback
from pathlib import Path


class ViewerError(Exception):
    """Anything the program cannot do for the user; `str(error)` is the sentence to show."""


class UnreadableFileError(ViewerError, OSError):
    """The file cannot be read at all: missing, a directory, no permission, vanished."""

    __str__ = Exception.__str__


class NotASubmissionError(ViewerError, ValueError):
    """The file was read and holds neither a submission nor an exhibit: empty, random bytes, an error page."""


class NoSuchDocumentError(ViewerError, LookupError):
    """A document was asked for that the submission does not hold."""


class ExportError(ViewerError, OSError):
    """A rendition could not be written: the target exists, is a folder, cannot be created."""

    __str__ = Exception.__str__


class UnrenderableError(ViewerError, ValueError):
    """A payload has no rendition of the wished format, such as the text of a picture."""


class QueryError(ViewerError, ValueError):
    """A text cannot be searched so: what was typed is no regular expression, or one that takes too long."""


def told(error: Exception, what: str) -> str:
    """Return the sentence that tells the user what stopped the work on `what`: this file, this document."""
    if isinstance(error, ViewerError):
        return str(error)
    if isinstance(error, MemoryError):
        return f"There is not enough memory for {what}."
    if isinstance(error, OSError):
        return f"{error.strerror or error}."
    return mistake(error)


def mistake(error: Exception) -> str:
    """Return a sentence that says where in the program an unforeseen error arose."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "viewer" in Path(frame.filename).parts] or list(frames)
    place = f" in {Path(own[-1].filename).name}, line {own[-1].lineno}" if own else ""
    reason = str(error).replace("\n", " ")[:200]
    return f"This is a mistake of the program, please report it: {type(error).__name__}{place}: {reason}"
