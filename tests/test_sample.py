"""The sample filing is whole: its header tells the truth, its figures add up, its picture is a picture."""

from __future__ import annotations

import re
from contextlib import closing

import pytest

from viewer.export import Format, exported
from viewer.rendition import Filing
from viewer.resources import resource
from viewer.submission.model import Kind


@pytest.fixture(scope="module")
def filing():
    with closing(Filing.open(resource("sample.txt"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def submission(filing):
    (only,) = filing.submissions
    return only


@pytest.fixture(scope="module")
def release(filing, submission) -> str:
    return exported(filing, submission, submission.documents[2], Format.TEXT).decode()


def test_it_reads_without_a_problem(filing, submission):
    assert submission.problems == ()
    for document in submission.documents:
        assert filing.payload(document).problems == ()


def test_its_header_is_that_of_an_8_k(submission):
    assert submission.type == "8-K"
    assert submission.accession_number == "0009999999-24-000017"
    assert submission.company == "NORTHSTAR HARBOR INSTRUMENTS INC"
    assert submission.filing_date == "2024-10-29"
    assert int(submission.first("PUBLIC DOCUMENT COUNT")) == len(submission.documents)
    assert len(list(submission.values("ITEM INFORMATION"))) == 3


def test_its_documents_are_the_form_two_exhibits_and_a_picture(submission):
    assert [(each.type, each.kind) for each in submission.documents] == [
        ("8-K", Kind.HTML),
        ("EX-10.1", Kind.HTML),
        ("EX-99.1", Kind.HTML),
        ("GRAPHIC", Kind.IMAGE),
    ]


def test_the_picture_that_the_release_calls_is_there(filing, submission):
    assert b'SRC="northstar-logo.jpg"' in filing.payload(submission.documents[2]).content
    picture = filing.picture(submission, "northstar-logo.jpg")
    assert picture is not None
    assert picture.content.startswith(b"\xff\xd8\xff")
    assert picture.content.endswith(b"\xff\xd9")


def test_every_link_leads_to_a_document_of_the_filing(filing, submission):
    names = {each.filename for each in submission.documents}
    for document in submission.documents[:3]:
        linked = re.findall(rb'HREF="([^"#]+)"', filing.payload(document).content)
        assert {name.decode() for name in linked} <= names


def test_windows_characters_and_ballot_boxes_become_what_a_reader_sees(filing, submission, release):
    cover = exported(filing, submission, submission.documents[0], Format.TEXT).decode()
    assert "Registrant’s telephone number" in cover
    assert "☐" in cover
    assert "“Ports are measuring more" in release
    assert not re.search("[\x80-\x9f\ufffd]", cover + release)


def figures(text: str, label: str, occurrence: int = 0) -> list[float]:
    """Return the figures of the `occurrence`-th line that begins with `label`, as numbers, `(1)` as -1."""
    lines = [line for line in text.splitlines() if re.match(rf"\s*{re.escape(label)}\s.*[\d—]", line)]
    rest = lines[occurrence].partition(label)[2]
    found = re.findall(r"\(?\s*\d[\d,]*(?:\.\d+)?|—", rest.replace("$", " "))
    return [
        0.0 if each == "—" else float(re.sub(r"[(,\s]", "", each)) * (-1 if "(" in each else 1)
        for each in found
    ]


def test_the_statement_of_income_adds_up_as_the_text_shows_it(release):
    def added(*rows):
        return [sum(column) for column in zip(*rows, strict=True)]

    sales = figures(release, "Total net sales")
    assert sales == added(figures(release, "Products"), figures(release, "Services"))
    cost = figures(release, "Total cost of sales")
    assert cost == added(figures(release, "Products", 1), figures(release, "Services", 1))
    gross = figures(release, "Gross profit")
    assert gross == [s - c for s, c in zip(sales, cost, strict=True)]
    before_tax = figures(release, "Income before income taxes")
    tax = figures(release, "Provision for income taxes")
    assert all(value < 0 for value in tax)
    assert added(before_tax, tax) == [4691, 2250, 12458, 6793]


def test_the_balance_sheet_balances_as_the_text_shows_it(release):
    assets = figures(release, "Total assets")
    assert len(assets) == 2
    assert assets == figures(release, "Total liabilities and stockholders’ equity")
