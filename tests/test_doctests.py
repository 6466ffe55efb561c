"""The examples in the docstrings of the package are true."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import viewer

ROOT = Path(viewer.__file__).resolve().parent


def with_examples() -> list[str]:
    """Return the names of the modules that hold examples; of the window's none, they would need a screen."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        inside = path.relative_to(ROOT).with_suffix("")
        if inside.parts[0] != "ui" and ">>> " in path.read_text("utf-8"):
            found.append(".".join(("viewer", *inside.parts)).removesuffix(".__init__"))
    return found


@pytest.mark.parametrize("name", with_examples())
def test_examples_are_true(name):
    results = doctest.testmod(importlib.import_module(name))
    assert results.attempted
    assert not results.failed


def test_there_are_examples():
    """The search above finds something."""
    assert {"viewer.markup.style", "viewer.markup.number", "viewer.render.escape"} <= set(with_examples())
