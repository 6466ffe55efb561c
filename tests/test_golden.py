"""Every golden case comes out as it was frozen, in text, Markdown and HTML."""

from __future__ import annotations

import pytest

from tests.golden.cases import EXPECTED, cases, rendered

CASES = cases()
FROZEN = [(case, path) for case in CASES for path in case.frozen()]


@pytest.fixture(scope="module")
def renderings():
    """Render each case once for its three tests."""
    return {}


@pytest.mark.parametrize(("case", "expected"), FROZEN, ids=[f"{c.name}-{p.suffix[1:]}" for c, p in FROZEN])
def test_a_case_comes_out_as_frozen(case, expected, renderings):
    if case.name not in renderings:
        renderings[case.name] = rendered(case)
    assert renderings[case.name][expected.name] == expected.read_bytes().decode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_frozen(case):
    """A folder without expected files would test nothing."""
    assert list(case.frozen())


def test_an_expected_file_belongs_to_a_case():
    """A file that lost its exhibit, or is misspelled, would be passed over."""
    for case in CASES:
        strange = {path.name for path in case.exhibit.parent.iterdir()} - {case.exhibit.name, *EXPECTED}
        assert not strange, f"{case.name} holds {strange}"
