"""The frozen program put to use: pages of each kind, exports in processes, the sandbox, all without Python's help.

What is compared is held against the program that is not frozen; a part that was cut by mistake shows here.
"""

from __future__ import annotations

import binascii
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from commands import PROGRAM, ROOT, WORK, BuildError, run, say
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter

SAMPLE = ROOT / "resources" / "sample.txt"
_FORMATS = ("markdown", "text", "html", "csv", "xlsx", "jsonl")
_LIMIT = 180
_PAGE = (0.30, 0.15, 0.60, 0.90)
"""Where the page stands in a picture of the window: left, top, right, bottom, as shares of its size."""
_NOBODY = 65534
_GIF = (  # two red points and two green ones
    b"GIF89a\x02\x00\x02\x00\x80\x00\x00\xff\x00\x00\x00\x80\x00,\x00\x00\x00\x00\x02\x00\x02\x00\x00\x02\x03D\x02"
    b"\x05\x00;"
)
_BLUE, _MAGENTA, _RED, _GREEN = "#0000ff", "#ff00ff", "#ff0000", "#008000"


def try_out(filings: Sequence[Path]) -> None:
    """Use the program; raises `BuildError` where it does not do what it does unfrozen."""
    application = QGuiApplication([sys.argv[0], "-platform", "offscreen"])  # to write a PDF document with
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        environment = bare(folder / "home")
        draw(folder, environment, filings)
        compare_exports(folder, environment, attachments(folder))
        look_at_sandbox(environment)
    del application


def bare(home: Path) -> dict[str, str]:
    """Return an environment without the developer's own: an empty home, no Python."""
    home.mkdir()
    kept = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "LANG")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return {**environment, "HOME": str(home), "PATH": "/usr/bin:/bin"}


# Pages


def draw(folder: Path, environment: dict[str, str], filings: Sequence[Path]) -> None:
    """Let the program draw a page of each kind, and every filing."""
    looked_at: list[tuple[str, Path, Callable[[QImage], bool]]] = [
        ("HTML", SAMPLE, has_words),
        ("PDF", pdf(folder), lambda image: has_colours(image, _BLUE)),
        ("pictures", attachments(folder), lambda image: has_colours(image, _BLUE, _MAGENTA, _RED, _GREEN)),
    ]
    looked_at += [(path.name, path.resolve(), has_words) for path in filings]
    for kind, path, is_right in looked_at:
        picture = WORK / f"tried-{path.stem}.png"
        run(PROGRAM, "--screenshot", picture, "--overwrite", path, env=environment, limit=_LIMIT)
        if not is_right(QImage(str(picture))):
            raise BuildError(f"The frozen program did not draw {kind}: see {picture.relative_to(ROOT)}.")
        say(f"drawn: {kind} ({picture.relative_to(ROOT)})")


def pdf(folder: Path) -> Path:
    """Write a PDF document of one page, blue in its middle, and return its path."""
    path = folder / "letter.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    width, height = writer.width(), writer.height()
    painter.fillRect(width // 4, height // 4, width // 2, height // 2, QColor(_BLUE))
    painter.end()
    return path


def attachments(folder: Path) -> Path:
    """Write a submission whose page shows a picture of each format that filings hold, and return its path."""
    pictures = {"logo.gif": _GIF}
    for name, colour in (("chart.jpg", _BLUE), ("seal.png", _MAGENTA)):
        image = QImage(200, 100, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        image.save(str(folder / name))
        pictures[name] = (folder / name).read_bytes()
    shown = "".join(f'<p><img src="{name}" width="200" height="100" alt="{name}"></p>' for name in pictures)
    page = f"<html><body><p>Three pictures.</p>{shown}<p>{'Words. ' * 400}</p></body></html>"
    parts = [filed(1, "8-K", "page.htm", page)]
    parts += [
        filed(n, "GRAPHIC", name, encoded(name, content))
        for n, (name, content) in enumerate(pictures.items(), 2)
    ]
    path = folder / "attachments.txt"
    path.write_text(
        "<SEC-DOCUMENT>0000000000-26-000001.txt : 20260102\n<SEC-HEADER>0000000000-26-000001.hdr.sgml : 20260102\n"
        "ACCESSION NUMBER:\t\t0000000000-26-000001\nCONFORMED SUBMISSION TYPE:\t8-K\n</SEC-HEADER>\n"
        + "".join(parts)
        + "</SEC-DOCUMENT>\n",
        "ascii",
    )
    return path


def filed(sequence: int, kind: str, name: str, text: str) -> str:
    return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{sequence}\n<FILENAME>{name}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"


def encoded(name: str, content: bytes) -> str:
    """Return what stands for a picture in a submission."""
    lines = [binascii.b2a_uu(content[at : at + 45]).decode() for at in range(0, len(content), 45)]
    return f"begin 644 {name}\n{''.join(lines)}`\nend"


def has_words(image: QImage) -> bool:
    """Whether there are words on the page: dark points, light ones, and the shades of their edges."""
    shades = {colour.lightness() for colour in points(image)}
    return bool(shades) and max(shades) - min(shades) > 100 and len(shades) > 8


def has_colours(image: QImage, *names: str) -> bool:
    """Whether each of the colours covers a part of the window."""
    found = list(points(image, (0, 0, 1, 1)))
    for name in names:
        wanted = QColor(name)
        near = sum(
            abs(c.red() - wanted.red()) + abs(c.green() - wanted.green()) + abs(c.blue() - wanted.blue()) < 60
            for c in found
        )
        if near < 200:
            return False
    return True


def points(image: QImage, part: tuple[float, float, float, float] = _PAGE) -> list[QColor]:
    """Return every third point of a part of a picture."""
    left, top, right, bottom = part
    return [
        image.pixelColor(x, y)
        for x in range(int(image.width() * left), int(image.width() * right), 3)
        for y in range(int(image.height() * top), int(image.height() * bottom), 3)
    ]


# Exports


def compare_exports(folder: Path, environment: dict[str, str], other: Path) -> None:
    """See that `info`, and exports in two processes, are byte for byte those of the program that is not frozen."""
    unfrozen = [sys.executable, "-m", "viewer"]
    ours = run(PROGRAM, "info", SAMPLE, "--json", "--digest", env=environment, limit=_LIMIT).stdout
    if ours != run(*unfrozen, "info", SAMPLE, "--json", "--digest").stdout:
        raise BuildError("The frozen program lists another `info` than the program itself.")
    for fmt in _FORMATS:
        found = []
        for name, program in (("frozen", [str(PROGRAM)]), ("plain", unfrozen)):
            out = folder / f"{name}-{fmt}"
            run(
                *program, "export", SAMPLE, other, "--all", "--format", fmt, "--output", out, "--jobs", "2",
                env=environment if name == "frozen" else None, limit=_LIMIT,
            )  # fmt: skip
            found.append(contents(out))
        if not found[0] or found[0] != found[1]:
            raise BuildError(f"The frozen program exports other {fmt} than the program itself.")
    say(f"exports in two processes ({', '.join(_FORMATS)}): the same bytes as the program that is not frozen")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# The sandbox


def look_at_sandbox(environment: dict[str, str]) -> None:
    """See that the process that draws pages is locked in, for a user who is not root."""
    if not sys.platform.startswith("linux") or "DISPLAY" not in environment:
        say("sandbox: not looked at, for that Linux and an X screen are needed")
        return
    user: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as home:
        if os.geteuid() == 0:
            os.chown(home, _NOBODY, _NOBODY)
            user = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
        process = subprocess.Popen(  # type: ignore[call-overload]
            [PROGRAM, "--sample"], env={**environment, "HOME": home}, cwd="/", stderr=subprocess.PIPE, **user
        )
        try:
            wait_for_locked_in(process)
        finally:
            process.terminate()
            process.wait()
    say("sandbox: the process that draws pages is locked in (system calls filtered, no network)")


def wait_for_locked_in(process: subprocess.Popen[bytes]) -> None:
    """Wait until one of the program's processes has its calls filtered and a network of its own, that is none.

    The processes that draw pages are copies of one that is prepared for them, and are told by nothing else.
    """
    ours, until = Path("/proc/self/ns/net").readlink(), time.monotonic() + _LIMIT
    while time.monotonic() < until:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if not (folder / "exe").readlink().is_relative_to(PROGRAM.parent):
                    continue
                if b"--no-sandbox" in (folder / "cmdline").read_bytes().split(b"\0"):
                    raise BuildError("The frozen program has switched the sandbox off.")
                filtered = "\nSeccomp:\t2\n" in (folder / "status").read_text()
                if filtered and (folder / "ns" / "net").readlink() != ours:
                    return
            except OSError:  # it has ended, or is none of ours
                continue
        if process.poll() is not None:
            words = process.stderr.read().decode() if process.stderr else ""
            raise BuildError(f"The frozen program ended before it drew a page: {words[-500:]}")
        time.sleep(0.2)
    raise BuildError("The process that draws pages is not locked in.")
