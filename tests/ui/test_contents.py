"""Which documents of a submission are to be read, in which order, and which a link means."""

from __future__ import annotations

import pytest

from tests.ui import fakes
from viewer.ui.contents import ReadingOrder, contents, is_generated, sibling


@pytest.mark.parametrize(
    ("kind", "name", "generated"),
    [
        ("8-K", "a.htm", False),
        ("EX-10", "a.htm", False),
        ("EX-10.1", "a.htm", False),
        ("EX-100.1", "a.htm", True),
        ("EX-101.INS", "a.xml", True),
        ("EX-101", "a.xml", True),
        ("EX-104", "a.htm", True),
        ("4", "form4.xml", False),
        ("INFORMATION TABLE", "table.xml", False),
        ("GRAPHIC", "g.jpg", True),
        ("ZIP", "x.zip", True),
        ("EXCEL", "Financial_Report.xlsx", True),
        ("XML", "R12.htm", True),
        ("", "R2.htm", True),
        ("10-K", "RR2.htm", False),
        ("COVER", "cover.txt", False),
    ],
)
def test_generated_documents_are_told_from_filed_ones(kind, name, generated):
    assert is_generated(fakes.document(1, kind, name)) is generated


def test_a_submission_of_pictures_alone_is_not_folded_away():
    parted = contents(fakes.submission([fakes.document(1, "GRAPHIC", "a.gif")]))
    assert [d.filename for d in parted.filed] == ["a.gif"]
    assert parted.generated == ()


def test_next_and_previous_go_in_the_order_of_the_tree_and_through_all_submissions():
    mixed = fakes.submission(
        [
            fakes.document(1, "GRAPHIC", "a.gif"),
            fakes.document(2, "8-K", "a.htm"),
            fakes.document(3, "EX-1", "b.htm"),
        ]
    )
    other = fakes.submission([fakes.document(1, "10-K", "c.htm")])
    order = ReadingOrder((mixed, other))
    place, walked = (mixed, mixed.documents[1]), []
    while place:
        walked.append(place[1].filename)
        place = order.neighbour(*place, 1)
    assert walked == ["a.htm", "b.htm", "a.gif", "c.htm"]
    assert order.neighbour(mixed, mixed.documents[1], -1) is None
    assert ReadingOrder().neighbour(mixed, mixed.documents[1], 1) is None


@pytest.mark.parametrize(
    "href", ["lease.htm", "LEASE.HTM", "lease.htm#s1", "https://www.sec.gov/y/lease.htm", "./lease.htm?a"]
)
def test_a_link_to_a_sibling_is_found_by_its_file_name(href):
    assert sibling(fakes.submission(), href).number == 2


@pytest.mark.parametrize("href", ["", "#s1", "other.htm", "http://www.sec.gov/"])
def test_a_link_elsewhere_is_no_sibling(href):
    assert sibling(fakes.submission(), href) is None
