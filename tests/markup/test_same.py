"""Markup written another way is the same tree: rules look at what is shown, not at how it was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.golden.cases import cases
from tests.markup.rewritten import REWRITINGS
from tests.markup.sketch import sketched
from tests.markup.tokens import Token, tokens
from viewer.markup.clean import clean_html
from viewer.rendition import Filing
from viewer.submission.encoding import decode
from viewer.submission.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.markup.tree import Tree


CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
# Its tags are damaged: what is no tag to a browser is one to the tokens, or the other way round.
DAMAGED = "unclosed-tags"


def differing(found: list[Token], tree: Tree, name: str) -> str:
    other = clean_html("".join(map(str, REWRITINGS[name](found))))
    if other.blocks == tree.blocks:
        return ""
    lines, others = [*sketched(tree)], [*sketched(other)]
    return next(
        (f"{a} != {b}" for a, b in zip(lines, others, strict=False) if a != b), "alignment or borders"
    )


# Filings with small exhibits by different software, of different years.
REAL = {
    "0001193125-04-218426.txt": 2,
    "0000943374-24-000509.txt": 1,
    "0001264931-18-000031.txt": 2,
    "0001193125-19-292825.txt": 1,
    "0001553350-20-000198.txt": 2,
    "0001628280-25-058337.txt": 1,
}


def golden() -> list[tuple[str, str]]:
    """Return the names and the markup of the golden cases."""
    pages = [case for case in cases() if case.kind is Kind.HTML and case.name != DAMAGED]
    return [(case.name, decode(case.exhibit.read_bytes(), Kind.HTML).text) for case in pages]


def real() -> Iterator[tuple[str, str]]:
    """Yield a document of each of these filings, where they are."""
    for name, number in REAL.items():
        if (CORPUS / name).is_file():
            with Filing.open(CORPUS / name) as filing:
                document = filing.submissions[0].documents[number - 1]
                yield name, decode(filing.payload(document).content, Kind.HTML).text


@pytest.fixture(scope="module")
def exhibits() -> list[tuple[str, list[Token], Tree]]:
    return [(name, tokens(text), clean_html(text)) for name, text in (*golden(), *real())]


@pytest.mark.parametrize("name", REWRITINGS)
def test_markup_written_another_way_is_the_same_tree(name, exhibits):
    found = {case: differing(written, tree, name) for case, written, tree in exhibits}
    assert not {case: each for case, each in found.items() if each}
