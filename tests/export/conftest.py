"""What the tests of exports share: the sample filing, opened once for each module."""

from __future__ import annotations

from contextlib import closing

import pytest

from viewer.rendition import Filing
from viewer.resources import resource


@pytest.fixture(scope="module")
def filing():
    with closing(Filing.open(resource("sample.txt"))) as opened:
        yield opened


@pytest.fixture
def release(filing):
    return filing.submissions[0], filing.submissions[0].documents[2]
