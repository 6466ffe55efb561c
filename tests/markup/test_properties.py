"""What is promised of every exhibit, held against real filings and against random markup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markup import promises
from tests.markup.promises import Shown
from tests.markup.soup import soups
from viewer.errors import ViewerError
from viewer.markup.clean import clean_html
from viewer.markup.plain import clean_plain
from viewer.markup.tree import Block, BlockKind, Run, Tree
from viewer.rendition import Filing
from viewer.submission.encoding import decode
from viewer.submission.model import Kind

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
LARGEST = 300_000
FROM_ONE_FILE = 8
TOTAL = 15_000_000
SOUPS = 1500

quick = settings(
    max_examples=150,
    deadline=None,
    database=None,
    derandomize=True,
)


plain_texts = st.lists(
    st.sampled_from(
        ["pears", "  ", "\n", "\n\n", "<PAGE>", "<S>", "<C>  ", "</TABLE>", "\t", "\f", "<F1>", "\r\n", "\r", "5 < 6",
         "<table>", "   12", "-----", "```", "\x92", "\x00"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def name_of(promise) -> str:
    return promise.__name__


# Real filings


def exhibits(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and the markup of HTML exhibits, some of each filing, up to `TOTAL` characters."""
    total = 0
    for path in sorted(folder.glob("*-*")):
        try:
            filing = Filing.open(path)
        except ViewerError:
            continue
        with filing:
            documents = [d for s in filing.submissions for d in s.documents if d.kind is Kind.HTML]
            for document in documents[:FROM_ONE_FILE]:
                content = filing.payload(document).content
                if len(content) <= LARGEST and total + len(content) <= TOTAL:
                    total += len(content)
                    yield f"{path.name} {document.number}", decode(content, Kind.HTML).text


@pytest.fixture(scope="module")
def real() -> list[tuple[str, str, Shown]]:
    if not CORPUS.is_dir():
        pytest.skip("the folder of real filings is absent")
    return [(name, markup, Shown(clean_html(markup))) for name, markup in exhibits(CORPUS)]


def broken(promise, shown: list[tuple[str, Shown]]) -> list[str]:
    """Return the names of the exhibits for which a promise does not hold, each with the reason."""
    found = []
    for name, each in shown:
        try:
            promise(each)
        except AssertionError as error:
            found.append(f"{name}: {error}")
    return found


@pytest.mark.parametrize("promise", promises.OF_TREES, ids=name_of)
def test_every_tree_of_a_real_filing(promise, real):
    assert not broken(promise, [(name, shown.tree) for name, _, shown in real])


@pytest.mark.parametrize("promise", promises.OF_RENDERINGS, ids=name_of)
def test_every_rendering_of_a_real_filing(promise, real):
    assert not broken(promise, [(name, shown) for name, _, shown in real])


def test_no_words_of_a_real_filing_are_lost(real):
    def promise(pair):
        promises.no_words_are_lost(*pair)

    assert not broken(promise, [(name, (markup, shown.tree)) for name, markup, shown in real])


def test_pages_of_real_filings_read_back_as_the_same_blocks(real):
    """Shades and rules are classes on the page, so a table may be taken for another kind of table."""
    wrong = broken(promises.page_has_the_same_blocks, [(name, shown) for name, _, shown in real])
    assert len(real) >= 50
    assert len(wrong) <= len(real) // 50, wrong


def test_a_tree_is_the_same_every_time(real):
    """Nothing in the cleaning hangs on the order of a set or on what was cleaned before."""
    for name, markup, shown in real[:40]:
        assert clean_html(markup) == shown.tree, name


# Random markup


@pytest.fixture(scope="module")
def random_markup() -> list[tuple[list[str], Shown]]:
    return [(pieces, Shown(clean_html("".join(pieces)))) for pieces in soups(seed=27, count=SOUPS)]


def fails(promise, *arguments) -> bool:
    try:
        promise(*arguments)
    except AssertionError:
        return True
    return False


def smallest(fails, pieces: list[str]) -> str:
    """Return what is left of `pieces` when all are taken out without which `fails` still holds."""
    at = len(pieces)
    while at:
        at -= 1
        fewer = pieces[:at] + pieces[at + 1 :]
        if fails("".join(fewer)):
            pieces = fewer
    return "".join(pieces)


@pytest.mark.parametrize("promise", promises.OF_TREES, ids=name_of)
def test_every_tree_of_random_markup(promise, random_markup):
    for pieces, shown in random_markup:
        if fails(promise, shown.tree):
            pytest.fail(f"broken for {smallest(lambda soup: fails(promise, clean_html(soup)), pieces)!r}")


@pytest.mark.parametrize("promise", promises.OF_RENDERINGS, ids=name_of)
def test_every_rendering_of_random_markup(promise, random_markup):
    for pieces, shown in random_markup:
        if fails(promise, shown):
            found = smallest(lambda soup: fails(promise, Shown(clean_html(soup))), pieces)
            pytest.fail(f"broken for {found!r}")


def test_no_words_of_random_markup_are_lost(random_markup):
    promise = promises.no_words_are_lost
    for pieces, shown in random_markup:
        if fails(promise, "".join(pieces), shown.tree):
            found = smallest(lambda soup: fails(promise, soup, clean_html(soup)), pieces)
            pytest.fail(f"broken for {found!r}")


@quick
@given(text=st.text())
def test_any_text_is_markup(text):
    """What is no markup at all is read too."""
    shown = Shown(clean_html(text))
    promises.places_hold_the_words(shown)
    promises.every_block_is_in_every_rendering(shown)


@quick
@given(text=plain_texts)
def test_plain_text_keeps_its_promises(text):
    """The promises hold for ASCII exhibits too, and no character but layout tags is lost."""
    shown = Shown(clean_plain(text))
    promises.ids_count_upwards(shown.tree)
    for promise in (
        promises.every_block_is_in_every_rendering,
        promises.places_hold_the_words,
        promises.text_has_no_second_blank_line,
        promises.no_controls,
        promises.markdown_reads_back,
        promises.markdown_has_the_same_blocks,
    ):
        promise(shown)
    assert shown.text.text.count("pears") == text.count("pears")
    assert shown.text.text.count("12") == text.count("12")


# The promises themselves


def page(*blocks: Block) -> Shown:
    return Shown(Tree("", blocks))


def test_a_promise_sees_a_word_that_is_lost():
    """A check that finds nothing wrong with anything would be worth nothing."""
    with pytest.raises(AssertionError):
        promises.no_words_are_lost("<p>pears 12</p>", clean_html("<p>pears 1</p>"))
    with pytest.raises(AssertionError):
        promises.ids_count_upwards(Tree("", (Block(2, BlockKind.PARAGRAPH, (Run("a"),)),)))
    lost = page(Block(1, BlockKind.PARAGRAPH, (Run("pears"),)))
    lost.markdown = page(Block(1, BlockKind.PARAGRAPH, (Run("pear"),))).markdown
    with pytest.raises(AssertionError):
        promises.markdown_reads_back(lost)


def test_a_promise_sees_a_heading_that_is_none():
    made = page(Block(1, BlockKind.PARAGRAPH, (Run("x"),)))
    made.markdown = page(Block(1, BlockKind.HEADING, (Run("x"),), level=1)).markdown
    with pytest.raises(AssertionError):
        promises.markdown_has_the_same_blocks(made)
