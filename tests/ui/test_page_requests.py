"""What is asked of a page is kept until it is there; what it told before it heard of a move is known by its number."""

from __future__ import annotations

import pytest

from viewer.ui.page_requests import PageRequests


@pytest.fixture
def heard() -> list[tuple]:
    return []


@pytest.fixture
def requests(heard) -> PageRequests:
    made = PageRequests(lambda *said: heard.append(said))
    made.await_page()
    return made


def test_of_a_page_on_its_way_the_last_request_of_each_kind_is_kept(requests, heard):
    requests.ask("light", 1)
    requests.move("showTop", 5, 0.5)
    requests.ask("light", 2)
    requests.move("showTop", 7, 0)
    assert heard == []
    requests.begin()
    assert heard == [("light", 2), ("go", 2, "showTop", 7, 0)]
    requests.ask("light", 3)
    assert heard[2:] == [("light", 3)]


def test_another_page_is_not_asked_what_the_former_was(requests, heard):
    requests.move("showTop", 5, 0)
    requests.await_page()
    requests.begin()
    assert heard == []
    assert requests.is_current(0)


def test_what_was_told_before_the_last_move_was_heard_is_out_of_date(requests):
    requests.begin()
    requests.move("showTop", 5, 0)
    requests.move("showName", "there")
    assert [requests.is_current(number) for number in range(3)] == [False, False, True]
