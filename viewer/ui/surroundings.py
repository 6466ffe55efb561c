"""The machine around the window: what drivers bring along, the locale it names, what Qt says of screen and drivers."""

from __future__ import annotations

import ctypes
import locale
import os
import sys
from contextlib import suppress
from importlib.machinery import EXTENSION_SUFFIXES, PathFinder
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType

_REMARKS = (  # on drivers that the program does without
    "plugin does not support",
    "Sandboxing disabled by user",
    "QRhiGles2: Failed to create",
    "Failed to create RHI",
    "GPUInfo not initialized",
    "ulkan",
    "EGL_EXT",
    "Unable to detect GPU vendor",
    "Qt WebEngine dictionaries",
)
_ON_SCREENS = ("could not connect to display", "is needed to load the Qt", "Could not load the Qt platform plugin",
               "Could not find the Qt platform plugin", "Failed to create wl_display")  # fmt: skip
_UTF8 = "C.UTF-8"

_of_screens: list[str] = []


def bind_lxml() -> None:
    """Let lxml be bound to the parser it brings along, before a driver brings another one.

    Drivers of Mesa are linked with LLVM, that with the system's libxml2, and are loaded for the whole process: lxml,
    loaded after them, would call an older parser than its own, which reads `&#146;` as no character and, its records
    being laid out otherwise, may take the process down. A library is bound when it is loaded, which is cheap; nothing
    of it is run.
    """
    package = PathFinder.find_spec("lxml")
    for folder in (package and package.submodule_search_locations) or ():
        for suffix in EXTENSION_SUFFIXES:
            library = Path(folder) / f"etree{suffix}"
            if library.is_file():
                with suppress(OSError):  # it says so itself when it is needed
                    ctypes.CDLL(str(library))
                return


def name_utf8() -> None:
    """Let the environment name a locale of UTF-8, if it names another, and keep the language.

    Qt and each of its processes would switch to one, and say so at length.
    """
    if locale.nl_langinfo(locale.CODESET).upper() in ("UTF-8", "UTF8") and not _is_c():
        return
    everything = os.environ.pop("LC_ALL", "")
    if everything:
        os.environ["LANG"] = everything
    os.environ["LC_CTYPE"] = _UTF8


def _is_c() -> bool:
    """Whether the environment names no locale: Python reads UTF-8 then, Qt does not."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return next((name for name in names if name), "C") in ("C", "POSIX")


def hear(kind: QtMsgType, _context: QMessageLogContext, words: str | None) -> None:
    """Take what Qt says to stderr, but for remarks; where it gives up, end with one sentence that says why."""
    if not words or any(remark in words for remark in _REMARKS):
        return
    if any(part in words for part in _ON_SCREENS):
        _of_screens.append(words.strip().rstrip("."))
        return
    if kind == QtMsgType.QtFatalMsg and _of_screens:
        sys.stderr.write(f"filing-viewer: There is no window to be had: {_of_screens[0]}.\n")
        sys.stderr.flush()
        os._exit(1)  # Qt would end the process with a core dump
    sys.stderr.write(f"{words}\n")
