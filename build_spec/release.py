"""The checkout to all that is handed out: wheel, sdist, archive, .deb, the list of parts, and their checksums in dist/.

    python build_spec/release.py [--as-built] [--unpinned]

The wheel is tried in an environment of its own that holds the parts named in constraints.txt, checked by their digests,
and nothing else; the list of parts is read from there. With --unpinned the newest parts are taken as they come.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

from build_app import build
from commands import DIST, ROOT, BuildError, digest, run, say, system, told, version
from origins import Part, origins

CONSTRAINTS = ROOT / "build_spec" / "constraints.txt"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--as-built", action="store_true", help="take the frozen folder that is there")
    parser.add_argument("--unpinned", action="store_true", help="take the newest parts, unchecked")
    options = parser.parse_args(arguments)
    try:
        release(as_built=options.as_built, pinned=not options.unpinned)
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def release(*, as_built: bool, pinned: bool) -> None:
    """Build everything; raises `BuildError` at the first step that fails."""
    wheel = packages()
    with tempfile.TemporaryDirectory() as made:
        python = environment(Path(made), wheel, pinned=pinned)
        try_wheel(python)
        parts = list_of_parts(python)
    compare_with_frozen(parts)
    build(None, as_built=as_built, filings=[])
    add_libraries(parts)
    write_sums(sorted(path for path in DIST.iterdir() if path.is_file() and version() in path.name))


def packages() -> Path:
    """Build wheel and sdist, and return the wheel."""
    for old in [*DIST.glob("filing_viewer-*.whl"), *DIST.glob("filing_viewer-*.tar.gz")]:
        old.unlink()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", DIST)
    (wheel,), (sdist,) = DIST.glob("filing_viewer-*.whl"), DIST.glob("filing_viewer-*.tar.gz")
    told(sdist)
    return told(wheel)


def environment(folder: Path, wheel: Path, *, pinned: bool) -> Path:
    """Make an environment that holds the wheel and its parts alone, and return its Python."""
    home = folder / "parts"
    run(sys.executable, "-m", "venv", "--without-pip", home)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--only-binary", ":all:")
    if not pinned:
        run(*pip, wheel)
        say("parts: the newest, not checked against constraints.txt")
        return python
    run(*pip, "--require-hashes", "--no-deps", "-r", CONSTRAINTS)
    run(*pip, "--no-deps", "--no-index", wheel)
    say("parts: those of constraints.txt, by their digests")
    return python


def try_wheel(python: Path) -> None:
    """See that the installed wheel reads the sample that came with it."""
    program = python.parent / "filing-viewer"
    if version() not in run(program, "--version").stdout:
        raise BuildError("The wheel's program tells another version.")
    where = run(
        python,
        "-I",
        "-c",
        "from viewer.resources import resource; print(resource('sample.txt'))",
        cwd=python.parent,
    ).stdout.strip()
    run(program, "info", where)
    run(program, "export", where, "--all", "--format", "markdown", "--output", python.parent / "texts")


def list_of_parts(python: Path) -> Path:
    """Write the list of what the program is made of, as CycloneDX JSON, and return its path."""
    out = DIST / f"filing-viewer-{version()}-{system()}.cdx.json"
    run(
        sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", ROOT / "pyproject.toml",
        "--output-reproducible", "--output-format", "JSON", "--output-file", out, python,
    )  # fmt: skip
    told_parts = json.loads(out.read_text("utf-8"))
    main_part = told_parts["metadata"]["component"]
    main_part["version"] = version()  # pyproject.toml leaves it to the package
    told_parts["components"] = [
        part for part in told_parts["components"] if part["name"].lower() != main_part["name"].lower()
    ]
    out.write_text(json.dumps(told_parts, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return told(out)


def compare_with_frozen(parts: Path) -> None:
    """See that the environment that is frozen holds the listed parts; raises `BuildError` naming others."""
    other = []
    for part in json.loads(parts.read_text("utf-8"))["components"]:
        try:
            here = metadata.version(part["name"])
        except metadata.PackageNotFoundError:
            here = "missing"
        if here != part["version"]:
            other.append(f"{part['name']} {here} instead of {part['version']}")
    if other:
        raise BuildError(f"This environment holds other parts than are listed: {', '.join(other)}.")


def add_libraries(parts: Path) -> None:
    """Add to the list what the folder brings along that is no Python package: libraries of the system, and Python."""
    listed = json.loads(parts.read_text("utf-8"))
    found = origins(ROOT)
    added = [component(part) for part in found.parts if part.manager != "pypi"]
    listed["components"] += added
    parts.write_text(json.dumps(listed, indent=2, ensure_ascii=False) + "\n", "utf-8")
    told(parts)
    if found.unknown:
        say(f"not in the list of parts, for nobody knows whose they are: {', '.join(found.unknown)}")


def component(part: Part) -> dict[str, object]:
    """Return a part that is no Python package as CycloneDX has it."""
    address = f"pkg:generic/{part.name.lower()}@{part.version}"
    if part.manager == "deb":
        release = platform.freedesktop_os_release()
        place = f"arch={part.architecture}&distro={release['ID']}-{release.get('VERSION_ID', 'unknown')}"
        address = f"pkg:deb/{release['ID']}/{quote(part.name)}@{quote(part.version)}?{place}"
    told_of = [("filing-viewer:files", ", ".join(part.files))] if part.manager == "deb" else []
    told_of += [("filing-viewer:source", part.source)] if part.source else []
    return {
        "bom-ref": address,
        "name": part.name,
        "properties": [{"name": name, "value": value} for name, value in told_of],
        "purl": address,
        "type": "library",
        "version": part.version,
    }


def write_sums(files: Sequence[Path]) -> None:
    """Write the checksums of `files` as sha256sum does, have it check them where it is there, and print them."""
    sums = DIST / "SHA256SUMS"
    sums.write_text("".join(f"{digest(path)}  {path.name}\n" for path in files), "ascii")
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", sums.name], cwd=DIST, check=True)
    say(sums.read_text("ascii").rstrip())


if __name__ == "__main__":
    sys.exit(main())
