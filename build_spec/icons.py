"""The drawing of the icon to pictures of it: in the sizes that desktops ask for, and in the forms of two systems."""

from __future__ import annotations

import shutil
from pathlib import Path

from commands import ROOT, BuildError
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = ROOT / "resources" / "icons" / "filing-viewer.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def drawn(size: int) -> QImage:
    """Return the icon as a picture of `size` x `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    return image


def write_theme(folder: Path, name: str) -> None:
    """Write the icon below a theme's folder, scalable and in sizes, as `name`."""
    for size in SIZES:
        path = folder / f"{size}x{size}" / "apps" / f"{name}.png"
        path.parent.mkdir(parents=True)
        if not drawn(size).save(str(path)):
            raise BuildError(f"{path.name} cannot be written.")
    scalable = folder / "scalable" / "apps" / f"{name}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(DRAWING, scalable)


def write_one(path: Path) -> Path:
    """Write the icon as one file, of the form that its name ends with: `.ico` for Windows, `.icns` for macOS."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not drawn(256 if path.suffix == ".ico" else 512).save(str(path)):
        raise BuildError(f"Qt cannot write {path.name} here.")
    return path
