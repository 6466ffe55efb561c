"""What PyInstaller gathered to what the program needs: entries of the frozen folder in, fewer entries out.

PySide6's hook for the web engine takes along all of Qt Quick, 44 MB of the engine's languages and its developer tools.
On Linux the libraries that stay are those that the modules, the plugins and the engine's process are linked with; a
library that nothing asks for is left behind, whatever the version of Qt calls it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's own: the name in the folder, the file it is made from, its type."""

# Qt's modules for Python that the program imports, and those that these import in turn.
MODULES = frozenset(
    {
        "QtCore", "QtGui", "QtNetwork", "QtPdf", "QtPdfWidgets", "QtPrintSupport", "QtSvg", "QtWebChannel",
        "QtWebEngineCore", "QtWebEngineWidgets", "QtWidgets",
    }
)  # fmt: skip
PLUGINS = frozenset(
    {
        "iconengines", "imageformats", "platforminputcontexts", "platforms", "platformthemes", "printsupport", "styles",
        "tls", "wayland-decoration-client", "wayland-graphics-integration-client", "wayland-shell-integration",
        "xcbglintegrations",
    }
)  # fmt: skip
# A screen without windows, a keyboard on the screen; and GTK's theme, which would load the GTK of the machine it runs
# on together with the libraries of the machine it was built on.
_LEFT_BEHIND = re.compile(
    r"/qml/|devtools|/qtwebengine_locales/(?!en-US\.)|qtvirtualkeyboard|eglfs|/libqvnc|/libqlinuxfb|libqgtk3|"
    r"/translations/(?!qtwebengine_locales/)|/qmltooling/"
)
_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of files that the program needs."""
    found = list(entries)
    kept = [entry for entry in found if _is_wanted(PurePosixPath(entry[0].replace("\\", "/")))]
    return _linked(found, kept) if sys.platform.startswith("linux") else kept


def _is_wanted(name: PurePosixPath) -> bool:
    if "PySide6" not in name.parts:
        return True
    if _LEFT_BEHIND.search(str(name)):
        return False
    if "plugins" in name.parts:
        return name.parts[name.parts.index("plugins") + 1] in PLUGINS
    module = re.fullmatch(r"(Qt\w+)\.(?:abi3\.so|pyd)", name.name)
    return module is None or module[1] in MODULES


def _linked(found: list[Entry], kept: list[Entry]) -> list[Entry]:
    """Return `kept` without the libraries that only what was left behind is linked with.

    One of Qt's goes too where nothing at all was; one of the system's may be loaded by its name, and stays then.
    """
    of_qt = {Path(name).name: source for name, source, _ in found if "/Qt/lib/" in name}
    of_system = {
        name: source
        for name, source, kind in found
        if kind == "BINARY" and "/" not in name and name not in of_qt
    }
    libraries = {**of_system, **of_qt}
    before, after = _reached(found, libraries), _reached(kept, libraries)
    gone = set(of_qt) - after | before & set(of_system) - after
    return [entry for entry in kept if Path(entry[0]).name not in gone]


def _reached(entries: list[Entry], libraries: dict[str, str]) -> set[str]:
    """Return the names of those libraries that the other entries are linked with, directly or through others."""
    asked = [
        source
        for name, source, kind in entries
        if _is_linked(name, kind) and Path(name).name not in libraries
    ]
    reached: set[str] = set()
    while asked:
        for needed in _links(asked.pop()):
            if needed in libraries and needed not in reached:
                reached.add(needed)
                asked.append(libraries[needed])
    return reached


def _is_linked(name: str, kind: str) -> bool:
    return kind in ("BINARY", "EXTENSION") or name.endswith("QtWebEngineProcess")


@cache
def _links(file: str) -> list[str]:
    """Return the names of the libraries that a file asks the loader for."""
    said = subprocess.run(["readelf", "--dynamic", file], capture_output=True, text=True, check=False).stdout
    return _NEEDED.findall(said)
