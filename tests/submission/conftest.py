"""Files that the tests of the reader write, and their submissions."""

from __future__ import annotations

import pytest

from viewer.submission.index import index
from viewer.submission.payload import read_payload
from viewer.submission.source import Source


class Opened:
    """A file's submissions, and the payloads of the documents of one of them."""

    def __init__(self, source):
        self.source = source
        self.submissions = index(source)
        self.submission = self.submissions[0]
        self.documents = self.submission.documents

    @property
    def codes(self):
        return [problem.code for submission in self.submissions for problem in submission.problems]

    @property
    def messages(self):
        return [problem.message for submission in self.submissions for problem in submission.problems]

    def contents(self, number=0):
        return [
            read_payload(self.source, document).content for document in self.submissions[number].documents
        ]

    def payload(self, number=1):
        return read_payload(self.source, self.documents[number - 1])


@pytest.fixture
def opened(tmp_path):
    """Return a function from bytes to what is read of a file of them."""
    sources = []

    def open_bytes(content: bytes, name: str = "filing.txt") -> Opened:
        path = tmp_path / name
        path.write_bytes(content)
        sources.append(Source.open(path))
        return Opened(sources[-1])

    yield open_bytes
    for source in sources:
        source.close()
