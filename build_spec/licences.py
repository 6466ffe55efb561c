"""The parts of the frozen folder to a folder of their licences: a list of all parts, and each one's own texts.

Debian packages bring a file `copyright`, which names common licences that lie in one place; Python packages bring texts
among their metadata, or no more than the name of a common licence.
"""

from __future__ import annotations

import re
import shutil
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from commands import ROOT, say
from origins import Part, origins

_COMMON = Path("/usr/share/common-licenses")
_NAMED_COMMON = re.compile(r"/usr/share/common-licenses/([A-Za-z0-9.-]*[A-Za-z0-9])")
_NAMED_IN_METADATA = re.compile(r"\b(L?GPL)-([23])(?:\.(\d))?")
_TEXT = re.compile(r"(?:licen[cs]e|copying|notice|copyright)", re.IGNORECASE)
_HEAD = """\
Filing Viewer is under the licence in the file LICENSE beside this folder. It brings along the parts below, each
under its own licence; the texts lie in folders named like the parts, those that several of them name in `common`. The
libraries are files of their own and can be replaced by other builds of them.

"""


def write_licences(folder: Path) -> None:
    """Write LICENSE and `licences/` into the frozen folder, and say of which parts there is no text."""
    target = folder / "licences"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    parts = origins(ROOT).parts
    lacking = []
    rows = [("Part", "Version", "Licence")]
    for part in parts:
        texts = _texts(part)
        common = {
            name for text in texts for name in _NAMED_COMMON.findall(text.read_text("utf-8", "replace"))
        }
        named = _named(part)
        common |= (
            {_debian_name(*found) for found in _NAMED_IN_METADATA.findall(named)} if not texts else set()
        )
        copied = [_copy(text, target / part.name) for text in texts]
        copied += [_copy(_COMMON / name, target / "common") for name in sorted(common)]
        lacking += [] if any(copied) else [part.name]
        rows.append((part.name, part.version, named or f"see {part.name}"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)) for row in rows)
    (target / "README.txt").write_text(_HEAD + "\n".join(line.rstrip() for line in lines) + "\n", "utf-8")
    say(f"licences: {len(parts)} parts; without a text: {', '.join(lacking) or 'none'}")


def _texts(part: Part) -> list[Path]:
    """Return the files in which a part's licence stands."""
    if part.manager == "deb":
        found: Iterable[Path] = [Path("/usr/share/doc") / part.name / "copyright"]
    elif part.manager == "python":
        own = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
        found = [own if own.is_file() else Path("/usr/share/doc/python3/copyright")]
    else:
        files = metadata.distribution(part.name).files or ()
        found = [
            Path(str(file.locate()))
            for file in files
            if ".dist-info" in str(file) and _TEXT.search(file.name) and file.suffix != ".py"
        ]
    return [path for path in found if path.is_file()]


def _named(part: Part) -> str:
    """Return what a Python package's metadata call its licence."""
    if part.manager in ("deb", "python"):
        return ""
    about = metadata.metadata(part.name)
    return (about.get("License-Expression") or about.get("License") or "").strip().partition("\n")[0]


def _debian_name(family: str, major: str, minor: str) -> str:
    return f"{family}-{major}.{minor}" if minor not in ("", "0") else f"{family}-{major}"


def _copy(text: Path, folder: Path) -> bool:
    """Copy a text into a folder, where there is one; return whether."""
    if not text.is_file():
        return False
    folder.mkdir(exist_ok=True)
    shutil.copyfile(text, folder / text.name)
    return True
