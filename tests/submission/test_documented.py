"""What the documentation says of reading is what the reader does."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.submission.filings import ROOT
from viewer.submission.model import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PAGE = ROOT / "docs" / "reading.md"
PACKAGE = ROOT / "viewer"
READER = PACKAGE / "submission"
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
ROW = re.compile(r"(?m)^\| `([a-z-]+)` \|")

pytestmark = pytest.mark.skipif(
    not PAGE.exists(), reason="the documentation is not installed with the package"
)


def parts(folders: Iterable[Path]) -> Iterator[ast.AST]:
    """Yield the parts of all modules in folders."""
    for folder in folders:
        for path in folder.rglob("*.py"):
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def codes(*folders: Path) -> set[str]:
    """Return the codes of all problems that the modules in folders make."""
    found = set()
    for node in parts(folders):
        values: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            values = node.args[:2] if name.lower().strip("_") in ("problem", "damage", "refusal") else []
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            values = [node.value]
        found |= {value.value for value in values if isinstance(value, ast.Constant)}
    return {each for each in found if isinstance(each, str) and CODE.fullmatch(each)}


def documented() -> tuple[set[str], set[str]]:
    """Return the codes in the list of what befalls a file, and in that of what befalls a document."""
    of_files, of_documents = PAGE.read_text(encoding="utf-8").split("Within a document:")
    return set(ROW.findall(of_files)), set(ROW.findall(of_documents))


def test_every_problem_of_a_file_is_documented_and_no_other():
    assert {"truncated", "uuencode-no-end", "missing-document-end", "changed"} < codes(READER)
    assert documented()[0] == codes(READER)


def test_every_problem_of_a_document_is_documented_and_no_other():
    made = codes(PACKAGE) - codes(READER)
    assert {"quote-open", "zip-refused", "coverage"} < made
    assert made <= documented()[1]
    assert documented()[1] <= {node.value for node in parts([PACKAGE]) if isinstance(node, ast.Constant)}


def test_every_form_is_documented():
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{form.value}`" in text for form in Form)
