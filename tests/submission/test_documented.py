"""What the documentation says of reading is what the reader does."""

from __future__ import annotations

import ast
import re

import pytest

from tests.submission.filings import ROOT
from viewer.submission.model import Form

PAGE = ROOT / "docs" / "reading.md"
READER = ROOT / "viewer" / "submission"

pytestmark = pytest.mark.skipif(
    not PAGE.exists(), reason="the documentation is not installed with the package"
)


def codes() -> set[str]:
    """Return the codes of all problems that the reader's source makes."""
    found = set()
    for path in READER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            values: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                values = node.args[:2] if name.lower().strip("_") == "problem" else []
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
                values = [node.value]
            found |= {value.value for value in values if isinstance(value, ast.Constant)}
    return found


def test_every_problem_is_documented_and_no_other():
    assert {"truncated", "uuencode-no-end", "missing-document-end", "changed"} < codes()
    assert set(re.findall(r"(?m)^\| `([a-z-]+)` \|", PAGE.read_text(encoding="utf-8"))) == codes()


def test_every_form_is_documented():
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{form.value}`" in text for form in Form)
