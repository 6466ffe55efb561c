"""A file's documents are handed out in portions."""

from __future__ import annotations

from pathlib import Path

from viewer.batch import Pick, Settings
from viewer.batch.inputs import Item
from viewer.batch.plan import tasks
from viewer.export import Format


def portions(*sizes: int) -> list[int]:
    """Return how many documents the tasks of one file have, whose documents are so large."""
    chosen = [(Pick(0, number, f"{number}.txt"), size) for number, size in enumerate(sizes, 1)]
    item = Item("a.txt", Path("a.txt"), sum(sizes))
    made = list(tasks(item, chosen, Settings(Format.TEXT)))
    assert [pick for task in made for pick in task.picks] == [pick for pick, _ in chosen]
    return [len(task.picks) for task in made]


def test_portions_grow_so_that_a_file_of_thousands_is_not_opened_for_each_few():
    assert portions(*[100] * 600) == [50, 100, 150, 200, 100]


def test_what_a_portion_gives_back_stays_small():
    assert portions(*[3 << 20] * 5) == [2, 2, 1]
    assert portions(20 << 20, 1, 1) == [1, 2]
