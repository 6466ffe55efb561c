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
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's own: the name in the folder, the file it is made from, its type."""

# Qt's modules for Python that the program imports, and those that these import in turn.
MODULES = frozenset(
    {
        "QtCore", "QtDBus", "QtGui", "QtNetwork", "QtPdf", "QtPdfWidgets", "QtPositioning", "QtPrintSupport", "QtQml",
        "QtQuick", "QtQuickWidgets", "QtOpenGL", "QtSvg", "QtWebChannel", "QtWebEngineCore", "QtWebEngineWidgets",
        "QtWidgets",
    }
)  # fmt: skip
PLUGINS = frozenset(
    {
        "iconengines", "imageformats", "platforminputcontexts", "platforms", "platformthemes", "printsupport", "styles",
        "tls", "wayland-decoration-client", "wayland-graphics-integration-client", "wayland-shell-integration",
        "xcbglintegrations",
    }
)  # fmt: skip
# A screen without windows, a keyboard on the screen, and pictures that no filing holds.
_LEFT_BEHIND = re.compile(
    r"/qml/|devtools|/qtwebengine_locales/(?!en-US\.)|qtvirtualkeyboard|eglfs|/libqvnc|/libqlinuxfb|"
    r"/translations/(?!qtbase_|qtwebengine_locales/)|/qmltooling/"
)
_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of files that the program needs."""
    kept = [entry for entry in entries if _is_wanted(PurePosixPath(entry[0].replace("\\", "/")))]
    return _linked(kept) if sys.platform.startswith("linux") else kept


def _is_wanted(name: PurePosixPath) -> bool:
    if "PySide6" not in name.parts:
        return True
    if _LEFT_BEHIND.search(str(name)):
        return False
    if "plugins" in name.parts:
        return name.parts[name.parts.index("plugins") + 1] in PLUGINS
    module = re.fullmatch(r"(Qt\w+)\.(?:abi3\.so|pyd)", name.name)
    return module is None or module[1] in MODULES


def _linked(entries: list[Entry]) -> list[Entry]:
    """Return the entries without those of Qt's libraries that no other entry is linked with."""
    libraries = {Path(name).name: source for name, source, _ in entries if "/Qt/lib/" in name}
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
    return [
        entry for entry in entries if Path(entry[0]).name not in libraries or Path(entry[0]).name in reached
    ]


def _is_linked(name: str, kind: str) -> bool:
    return kind in ("BINARY", "EXTENSION") or name.endswith("QtWebEngineProcess")


def _links(file: str) -> list[str]:
    """Return the names of the libraries that a file asks the loader for."""
    said = subprocess.run(["readelf", "--dynamic", file], capture_output=True, text=True, check=False).stdout
    return _NEEDED.findall(said)
