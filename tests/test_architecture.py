"""The rooms of the program and who may import whom, held against every import, lazy ones included."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "viewer"
MODULES = sorted(PACKAGE.rglob("*.py"))

BASE = {"errors"}
READING = BASE | {
    "resources",
    "submission",
    "meaning",
    "rendition",
    "figures",
    "citation",
    "quotation",
    "json_lines",
    "export",
    "search",
}
# Rooms that read one kind of payload each, into a tree: the damage they meet is told in the words of `submission`.
KINDS = {"forms", "xbrl", "attachments"}
MAY_IMPORT = {
    "errors": set(),
    "resources": set(),
    "submission": BASE,
    "markup": BASE,
    "figures": BASE | {"markup"},
    "render": BASE | {"markup", "figures"},
    "meaning": BASE | {"resources", "submission"},
    "reader": {"submission", "markup"},
    **dict.fromkeys(sorted(KINDS), BASE | {"resources", "submission", "meaning", "markup", "reader"}),
    "trees": BASE | {"submission", "markup", "reader"} | KINDS,
    "beginning": {"submission", "markup"},
    "rendition": BASE
    | {"resources", "submission", "meaning", "markup", "render", "trees", "beginning"}
    | KINDS,
    "citation": BASE | {"submission", "meaning", "markup"},
    "quotation": {"citation", "render"},
    "json_lines": BASE | {"submission", "markup", "figures", "rendition", "citation"},
    "export": READING - {"export", "search", "quotation"} | {"markup", "render"},
    "batch": READING - {"search", "quotation"},
    "search": BASE | {"resources", "submission", "markup", "render", "rendition"},
    "cli": READING | {"markup", "render", "batch"},
    "ui": READING | {"beginning"},
    "__main__": {"cli"},
    "__init__": set(),
}
THIRD_PARTY = {
    "markup": {"lxml"},
    **{kind: {"lxml"} for kind in KINDS},
    "attachments": {"lxml", "openpyxl", "pypdf"},
    "render": {"lxml", "markdownify"},
    "export": {"xlsxwriter"},
    "batch": {"distributed"},
    "ui": {"PySide6", "shiboken6"},
}
NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "socketserver",
    "xmlrpc",
    "asyncio",
    "webbrowser",
}


class Import(NamedTuple):
    module: str
    line: int
    inside_a_function: bool


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes(), str(path))


@cache
def imports(path: Path) -> list[Import]:
    """Return every module that the file imports; `from viewer import cli` is an import of viewer.cli."""
    found = []
    waiting: list[tuple[ast.AST, bool]] = [(parsed(path), False)]
    while waiting:
        node, inside = waiting.pop()
        inside = inside or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno, inside) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                below = ROOT.joinpath(*full.split("."))
                is_module = below.with_suffix(".py").is_file() or below.is_dir()
                found.append(Import(full if is_module else str(node.module), node.lineno, inside))
        waiting += [(child, inside) for child in ast.iter_child_nodes(node)]
    return sorted(found, key=lambda each: each.line)


def room(module: str) -> str:
    """Return the room that a module of the program lies in: `viewer.ui.theme` lies in `ui`."""
    parts = module.split(".")
    return parts[1] if parts[1:] else "__init__"


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.fixture(params=MODULES, ids=name_of)
def module(request) -> Path:
    return request.param


def test_a_module_stands_in_a_known_room(module):
    assert room(name_of(module)) in MAY_IMPORT


def test_a_room_imports_only_the_rooms_below_it(module):
    own = room(name_of(module))
    wrong = [
        f"{module.name}:{each.line} imports {each.module}"
        for each in imports(module)
        if each.module.split(".")[0] == "viewer"
        and room(each.module) not in MAY_IMPORT[own] | {own, "__init__"}
        and not (own == "cli" and each.module == "viewer.ui.app" and each.inside_a_function)
    ]
    assert not wrong, "\n".join(wrong)


def test_what_is_not_the_standard_library_stays_in_its_room(module):
    allowed = THIRD_PARTY.get(room(name_of(module)), set()) | {"viewer"} | sys.stdlib_module_names
    wrong = [f"{module.name}:{each.line} imports {each.module}" for each in imports(module)]
    assert not [line for line in wrong if line.rpartition(" ")[2].split(".")[0] not in allowed]


@pytest.mark.parametrize("library", ["xlsxwriter", "distributed"])
def test_a_library_for_one_task_is_loaded_by_one_module_and_when_it_is_needed(library):
    used = [
        (path.name, each.inside_a_function)
        for path in MODULES
        for each in imports(path)
        if each.module.split(".")[0] == library
    ]
    assert len({name for name, _ in used}) <= 1
    assert all(lazy for _, lazy in used)


def test_nothing_that_reaches_the_network_is_imported(module):
    used = {each.module for each in imports(module)} | {each.module.split(".")[0] for each in imports(module)}
    assert not used & NETWORK
    assert not {
        name for name in used if name.startswith("PySide6.") and name.endswith(("QtNetwork", "QtHttpServer"))
    }


def test_a_module_says_what_it_is_for(module):
    docstring = ast.get_docstring(parsed(module))
    assert docstring, f"{module} has no docstring"
    assert len(docstring.split()) >= 4


def test_no_module_has_a_name_that_says_nothing(module):
    assert module.stem not in {
        "utils",
        "util",
        "helpers",
        "helper",
        "manager",
        "data",
        "process",
        "common",
        "misc",
    }


def test_the_reader_of_imports_sees_lazy_ones_and_modules_behind_from(tmp_path):
    """The test above is worth nothing if `imports` overlooks something."""
    file = tmp_path / "m.py"
    file.write_text(
        "import os.path\ndef f():\n    from viewer import export\n    from viewer.ui import theme\n"
    )
    assert imports(file) == [
        Import("os.path", 1, False),
        Import("viewer.export", 3, True),
        Import("viewer.ui.theme", 4, True),
    ]


def test_the_readme_says_what_each_room_is_for():
    named = set(re.findall(r"`viewer/(\w+)(?:/|\.py)`", (ROOT / "README.md").read_text("utf-8")))
    assert named == MAY_IMPORT.keys() - {"__init__"}


def test_the_map_of_the_window_names_every_module_of_it():
    """The docstring of the package is where a newcomer begins."""
    docstring = ast.get_docstring(parsed(PACKAGE / "ui" / "__init__.py"))
    named = set(re.findall(r"`(\w+)`", docstring))
    assert named == {path.stem for path in (PACKAGE / "ui").glob("*.py")} - {"__init__"}
