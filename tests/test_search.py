"""A query finds what a reader means by it, wherever it stands, and always comes to an end."""

from __future__ import annotations

import threading

import pytest

from viewer import search as searching
from viewer.errors import QueryError
from viewer.search import Excerpt, Hit, Option, Query, excerpt, search


def found(words: str, text: str, options: Option = Option.NONE) -> list[str]:
    return [text[hit.start : hit.end] for hit in search(Query(words, options), text)]


@pytest.fixture(scope="module", autouse=True)
def _no_process_stays():
    yield
    searching.close()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("the Company's", "the Company\u2019s"),
        ("the Company\u2019s", "the Company's"),
        ('"Borrower"', "\u201cBorrower\u201d"),
        ("\u201cBorrower\u201d", '"Borrower"'),
        ("10-K", "10\u2011K"),
        ("2003 - 2004", "2003 \u2013 2004"),
        ("2003\u20142004", "2003-2004"),
        ("net income", "net\u00a0income"),
        ("net income", "net\n      income"),
        ("net   income", "net income"),
        ("agreement", "agree\u00adment"),
        ("agree\u00adment", "agreement"),
        ("10-K", "10\u00ad\u2013K"),
        ("and so on...", "and so on\u2026"),
        ("and so on\u2026", "and so on. . ."),
        ("NET", "net"),
        ("\u00c9tat", "\u00e9TAT"),
        ("a.c", "a.c"),
        ("(5)", "(5)"),
        ("  padded ", "padded"),
    ],
)
def test_what_looks_alike_is_found(words, text):
    """Quotes, dashes, white space, line ends and soft hyphens do not keep a reader from a passage."""
    assert found(words, f"before {text} after") == [text]


@pytest.mark.parametrize(
    ("words", "text"),
    [("a.c", "abc"), ("net income", "netincome"), ("it's", 'it"s'), ("(5)", "5"), ("-", "_")],
)
def test_what_does_not_look_alike_is_not_found(words, text):
    assert found(words, text) == []


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_nothing_asked_finds_nothing(words):
    assert found(words, "some words\n and more") == []
    assert not Query(words)


def test_hits_are_in_order_and_do_not_overlap():
    assert search(Query("aa"), "aaaa baa") == (Hit(0, 2), Hit(2, 4), Hit(6, 8))


FOLDED = "Issuer   Number   Voting\n         of       power\n         shares   held\n"
FOLDS = (((9, 15), (34, 36), (58, 64)), ((18, 24), (43, 48), (67, 71)))


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        (Query("number of shares"), ["Number"]),
        (Query("of shares"), ["of"]),
        (Query("r of"), ["r"]),
        (Query("voting power held"), ["Voting"]),
        (Query("power"), ["power"]),
        (Query("voting of"), ["Voting\n         of"]),
        (Query("shares voting"), []),
        (Query("Number.*shares", Option.PATTERN), ["Number"]),
        (Query("of", Option.WORD), ["of"]),
    ],
)
def test_what_goes_on_below_in_its_column_is_found(query, hits):
    """A heading broken over lines, with others beside it, is found as what it says; its first line is the hit."""
    found = search(query, FOLDED, folds=FOLDS)
    assert [FOLDED[hit.start : hit.end] for hit in found] == hits


def test_a_hit_over_lines_stands_among_the_others():
    text = "held\n" + FOLDED + "power held"
    folds = tuple(tuple((start + 5, end + 5) for start, end in fold) for fold in FOLDS)
    found = search(Query("power held"), text, folds=folds)
    assert [text[hit.start : hit.end] for hit in found] == ["power", "power held"]
    assert list(found) == sorted(found)


def test_case_is_minded_only_when_asked():
    assert found("Net", "net Net NET") == ["net", "Net", "NET"]
    assert found("Net", "net Net NET", Option.CASE) == ["Net"]


def test_whole_words_are_found_only_as_such():
    text = "art part arty art. (art)"
    assert len(search(Query("art"), text)) == 5
    assert search(Query("art", Option.WORD), text) == (Hit(0, 3), Hit(14, 17), Hit(20, 23))
    assert len(search(Query("(art)", Option.WORD), text)) == 1


def test_a_regular_expression_is_taken_at_its_word():
    pattern = Option.PATTERN
    assert found(r"\$\s*[\d,]+", "was $ 1,234 and $5", pattern) == ["$ 1,234", "$5"]
    assert found(r"^net.*$", "net one\nnot\nNet two", pattern) == ["net one", "Net two"]
    assert found(r"^net.*$", "net one\nnot\nNet two", pattern | Option.CASE) == ["net one"]
    assert found("a|art", "part art", pattern | Option.WORD) == ["art"]
    assert found("x*", "axxb", pattern) == ["xx"]


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("(a", "This is not a regular expression: missing ), unterminated subpattern at character 1."),
        ("a**", "This is not a regular expression: multiple repeat at character 3."),
        ("[z-a]", "This is not a regular expression: bad character range z-a at character 2."),
    ],
)
@pytest.mark.parametrize("word", [Option.NONE, Option.WORD])
def test_what_is_no_regular_expression_is_one_sentence(expression, sentence, word):
    with pytest.raises(QueryError) as caught:
        search(Query(expression, Option.PATTERN | word), "text")
    assert str(caught.value) == sentence


def test_an_expression_gone_astray_is_stopped(monkeypatch):
    """A pattern that would run for years gives up, and the next search works."""
    with monkeypatch.context() as hasty:
        hasty.setattr(searching, "LONGEST", 0.3)
        with pytest.raises(QueryError, match="takes too long on this document"):
            search(Query("(a+)+$", Option.PATTERN), "a" * 60 + "!")
    assert found("a+", "baab", Option.PATTERN) == ["aa"]


def test_a_search_not_wanted_any_more_ends():
    wanted = threading.Event()
    threading.Timer(0.2, wanted.set).start()
    assert search(Query("(a+)+$", Option.PATTERN), "a" * 60 + "!", lambda: not wanted.is_set()) == ()
    assert search(Query("a"), "aaa", lambda: False) == ()


@pytest.mark.parametrize("filler", ["word\n", "word ", "word"])
def test_hits_on_the_edges_of_slices_are_found_once(filler):
    """Four megabytes with a needle everywhere, with and without line ends, give what one search gives."""
    text = (filler * 331 + "needle in  a haystack" + filler) * 500
    assert len(search(Query("needle in a haystack"), text)) == 500
    letters = search(Query("d"), text[:1_500_000])
    assert [hit.start for hit in letters] == [i for i, c in enumerate(text[:1_500_000]) if c == "d"][
        : searching.MOST_HITS
    ]


def test_the_most_hits_are_a_bound():
    assert len(search(Query("a"), "a" * (searching.MOST_HITS + 5))) == searching.MOST_HITS


def test_the_line_around_a_hit():
    text = "first line\nthe   net\n income of it\nlast"
    hit = search(Query("net income"), text)[0]
    assert excerpt(text, hit) == Excerpt("the ", "net income", " of it")
    assert excerpt("x" * 500, Hit(250, 251), 10) == Excerpt("x" * 10, "x", "x" * 10 + " …")
    assert excerpt("net income of the year", Hit(0, 3), 12) == Excerpt("", "net", " income of …")
    assert excerpt("net income of the  \n", Hit(0, 3), 14) == Excerpt("", "net", " income of the")
