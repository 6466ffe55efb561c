"""The files that PyInstaller gathered to the parts they come from: Python packages, Python itself, Debian packages.

The spec writes down which file each entry of the folder was made of; what is handed out is told from that, not from
what happens to be installed.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sysconfig
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from commands import WORK

SOURCES = WORK / "sources.json"
_STANDARD = Path(sysconfig.get_path("stdlib")).resolve()
_PYTHON = _STANDARD.parent.parent


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A package: `manager` is `pypi`, `deb`, `python` or `mypyc`; `files` are the names in the folder that are from it.

    `architecture` and `source`, the name and version of the source package, are known of Debian packages alone.
    """

    manager: str
    name: str
    version: str
    files: tuple[str, ...]
    architecture: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """All parts of a folder, and the files of which nobody knows the part."""

    parts: tuple[Part, ...]
    unknown: tuple[str, ...]


def write_sources(entries: Iterable[tuple[str, str, str]]) -> None:
    """Write down PyInstaller's entries, name and file, but for links to others; called by the spec."""
    SOURCES.parent.mkdir(parents=True, exist_ok=True)
    kept = sorted({(name, file) for name, file, kind in entries if kind != "SYMLINK"})
    SOURCES.write_text(json.dumps(kept, indent=0), "utf-8")


def origins(root: Path) -> Origins:
    """Return where the files that were written down come from, but for the program's own: those below `root`."""
    ours = root.resolve()
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    of_packages, asked = _files_of_packages(), {}
    for name, file in json.loads(SOURCES.read_text("utf-8")):
        path = Path(file)
        if package := of_packages.get(path):
            found["pypi", package].append(name)
        elif path.is_relative_to(ours) and ".venv" not in path.parts:
            if path.suffix in (".so", ".pyd"):  # holds what mypyc's own library does at run time
                found["mypyc", "mypy"].append(name)
        elif path.resolve().is_relative_to(_STANDARD) or path.name.startswith("libpython"):
            found["python", "CPython"].append(name)
        else:
            asked[name] = path
    owners = _debian_owners(asked.values())
    unknown = []
    for name, path in asked.items():
        owner = owners.get(path)
        if owner:
            found["deb", owner].append(name)
        elif path.resolve().is_relative_to(_PYTHON):
            found["python", "CPython"].append(name)
        else:
            unknown.append(name)
    return Origins(tuple(sorted(_parts(found))), tuple(unknown))


def _files_of_packages() -> dict[Path, str]:
    """Return which Python package each installed file belongs to, by what the installer wrote down."""
    found: dict[Path, str] = {}
    for each in metadata.distributions():
        name, home = each.metadata["Name"], each.locate_file("")
        lines = (each.read_text("RECORD") or "").splitlines()
        found |= {Path(f"{home}/{line.partition(',')[0]}"): name for line in lines}
    return found


def _parts(found: dict[tuple[str, str], list[str]]) -> Iterable[Part]:
    about = _debian_versions([name for manager, name in found if manager == "deb"])
    for (manager, name), files in found.items():
        kept = tuple(sorted(files))
        if manager == "deb":
            plain, version, architecture, source = about[name]
            yield Part(manager, plain, version, kept, architecture, source)
        else:
            version = platform.python_version() if manager == "python" else metadata.version(name)
            yield Part(manager, name, version, kept)


def _debian_owners(paths: Iterable[Path]) -> dict[Path, str]:
    """Return the package, with its architecture, that each file belongs to, where dpkg knows one.

    /lib is a link to /usr/lib, and packages name their files by either.
    """
    spelt: dict[str, Path] = {}
    for path in paths:
        for each in (path, path.resolve()):
            plain = str(each).removeprefix("/usr")
            spelt |= {str(each): path, plain: path, f"/usr{plain}": path}
    owners: dict[Path, str] = {}
    for line in _dpkg("--search", *spelt).splitlines():
        packages, _, file = line.partition(": ")
        if file in spelt:
            owners.setdefault(spelt[file], packages.split(", ")[0])
    return owners


def _debian_versions(names: list[str]) -> dict[str, list[str]]:
    """Return name, version, architecture and source of each package."""
    form = "${binary:Package}\t${Package}\t${Version}\t${Architecture}\t${source:Package} ${source:Version}\n"
    lines = _dpkg("--show", f"--showformat={form}", *names).splitlines() if names else []
    about = {line.split("\t")[0]: line.split("\t")[1:] for line in lines}
    return about | {name: about[name.partition(":")[0]] for name in names if name not in about}


def _dpkg(*arguments: str) -> str:
    """Return what dpkg-query knows: nothing of other files, and nothing where it is missing."""
    try:
        return subprocess.run(["dpkg-query", *arguments], capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""
