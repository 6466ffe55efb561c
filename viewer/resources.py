"""Names of the program's own files (sample, style sheet, icons) to their paths, wherever it is installed.

In a wheel they lie inside the package; in a checkout, and so in an editable install, beside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_FOLDER = next((f for f in (_PACKAGE / "resources", _PACKAGE.parent / "resources") if f.is_dir()), _PACKAGE)


def resource(name: str) -> Path:
    """Return the path of the program's file `name` (with `/` for folders below `resources/`)."""
    return _FOLDER.joinpath(*name.split("/"))
