"""Some hundred damaged submissions are read; `python -m tests.submission.fuzz` reads as many as are wished."""

from __future__ import annotations

import pytest

from tests.submission import fuzz


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_damaged_submissions_are_read_or_refused_with_a_sentence(tmp_path, seed):
    path = tmp_path / "variant.txt"
    for number, chance, content in fuzz.variants(150, seed):
        try:
            fuzz.try_variant(path, chance, content)
        except Exception as error:
            error.add_note(f"variant {number} of seed {seed}")
            raise


def test_every_kind_of_damage_is_tried():
    """The fuzzer is worth nothing if a change never happens."""
    chance = fuzz.random.Random(4)
    content = fuzz.originals()[0]
    for change in fuzz.CHANGES:
        assert any(change(chance, content) != content for _ in range(20)), change.__name__
