"""A few damaged payloads of the project's own are rendered at each run of the tests; `make fuzz` tries many."""

from __future__ import annotations

import random

import pytest

from tests.damage import damaged
from tests.fuzz_renditions import Origin, render, try_variant
from tests.golden.cases import cases
from viewer.render.places import TextRendering
from viewer.submission.model import Kind
from viewer.submission.payload import Payload

CASES = cases()


@pytest.mark.parametrize("number", range(60))
def test_a_damaged_payload_keeps_what_is_promised(number):
    chance = random.Random(f"tests/{number}")
    case = CASES[number % len(CASES)]
    origin = Origin(case.name, case.kind, case.exhibit.read_bytes())
    try_variant(origin, damaged(origin, chance))


def test_a_word_that_is_lost_is_found_missing(monkeypatch):
    monkeypatch.setattr("viewer.rendition.rendition.render_text", lambda *_: TextRendering("", ()))
    with pytest.raises(AssertionError, match="not in the text"):
        render(Payload(Kind.HTML, b"<p>Pears</p>"))
