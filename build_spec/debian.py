"""The frozen folder to a .deb: the program below /opt, a link to it, the menu's entry, the file type and the icons.

No script runs when it is installed or removed: the packages that keep the desktop's lists see what is added by
themselves.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from commands import ROOT, run, version
from icons import write_theme

ID = "io.github.filing_viewer.FilingViewer"
_CONTROL = """\
Package: filing-viewer
Version: {version}
Architecture: {architecture}
Maintainer: The Filing Viewer developers <filing-viewer@localhost>
Installed-Size: {kilobytes}
Depends: {depends}
Section: text
Priority: optional
Description: reader of SEC EDGAR submission files
 Opens the complete submission files of SEC EDGAR that lie on your own disk, lists their header and documents, shows
 each exhibit as a clean page beside its text, and takes away Markdown, text and tables as numbers. It never goes to
 the network.
"""
_LICENCES = """\
The parts that the program brings along, and their licences, are listed in /opt/filing-viewer/licences/README.txt.
"""


def build_deb(folder: Path, dist: Path) -> Path:
    """Build the package of `folder` in `dist` and return its path."""
    architecture = run("dpkg", "--print-architecture").stdout.strip()
    packed = dist / f"filing-viewer_{version()}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as made:
        tree = Path(made) / "tree"
        lay_out(folder, tree)
        size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
        write(
            tree / "DEBIAN" / "control",
            _CONTROL.format(
                version=version(),
                architecture=architecture,
                kilobytes=size,
                depends=", ".join(dependencies()),
            ),
        )
        run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, packed)
    return packed


def lay_out(folder: Path, tree: Path) -> None:
    """Copy the program and what the desktop reads to where they are installed."""
    tree.mkdir(mode=0o755)
    shutil.copytree(folder, tree / "opt" / "filing-viewer", symlinks=True)
    share, desktop = tree / "usr" / "share", ROOT / "build_spec" / "desktop"
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "filing-viewer").symlink_to("/opt/filing-viewer/filing-viewer")
    write(share / "applications" / f"{ID}.desktop", (desktop / f"{ID}.desktop").read_text("utf-8"))
    write(share / "metainfo" / f"{ID}.metainfo.xml", (desktop / f"{ID}.metainfo.xml").read_text("utf-8"))
    write(share / "mime" / "packages" / f"{ID}.xml", (desktop / f"{ID}.mime.xml").read_text("utf-8"))
    own = (ROOT / "LICENSE").read_text("utf-8")
    write(share / "doc" / "filing-viewer" / "copyright", f"{own}\n{_LICENCES}")
    write_theme(share / "icons" / "hicolor", ID)


def write(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, "utf-8")


def dependencies() -> list[str]:
    """Return the packages to depend on: those that a bare machine lacks, alternatives of one line side by side."""
    lines = (ROOT / "build_spec" / "debian-packages").read_text("utf-8").splitlines()
    found = [" | ".join(line.split()) for line in lines if line.strip() and not line.startswith("#")]
    return [f"libc6 (>= {libc_version()})", *found]


def libc_version() -> str:
    """Return the version of the C library that is built on: an older one may lack what the program asks for."""
    return run("getconf", "GNU_LIBC_VERSION").stdout.split()[-1]
