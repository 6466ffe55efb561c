"""What is handed out: the version in one place, lists of parts, the desktop's files, what is left out of the folder."""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import json
import re
import sys
import tarfile
import tomllib
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import pytest

import viewer

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build_spec"
DESKTOP = BUILD / "desktop"
ID = "io.github.filing_viewer.FilingViewer"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONSTRAINTS = (BUILD / "constraints.txt").read_text("utf-8")


@pytest.fixture
def script(monkeypatch):
    """Return what imports one of the build's scripts, which stand beside each other and in no package."""
    monkeypatch.syspath_prepend(str(BUILD))
    names = [path.stem for path in BUILD.glob("*.py")]
    for name in names:
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield importlib.import_module
    for name in names:
        sys.modules.pop(name, None)


# The version


def test_the_version_stands_in_one_place(script):
    assert PROJECT["dynamic"] == ["version"]
    assert script("commands").version() == viewer.__version__
    releases = ET.parse(DESKTOP / f"{ID}.metainfo.xml").findall("releases/release")
    assert releases[0].get("version") == viewer.__version__  # the one that is told to people, newest first


# Parts


def pinned() -> dict[str, list[str]]:
    """Return the names in constraints.txt with the digests of each."""
    found: dict[str, list[str]] = {}
    for line in CONSTRAINTS.replace("\\\n", " ").splitlines():
        if line and not line.startswith("#"):
            match = re.fullmatch(r"([a-z0-9-]+)==\S+( ; .+?)?((?:\s+--hash=sha256:[0-9a-f]{64})+)\s*", line)
            assert match, line
            found.setdefault(match[1], []).extend(match[3].split())
    return found


def test_every_dependency_is_pinned_and_told_by_digests():
    names = {re.split(r"[<>=;\[ ]", each)[0].lower() for each in PROJECT["dependencies"]}
    assert names <= set(pinned())
    assert all(pinned().values())


def test_no_address_stands_in_the_constraints():
    assert not re.search(r"https?:|file:|--(?:extra-)?index|--find-links|/opt/|# +via", CONSTRAINTS)


def test_every_dependency_is_bounded_below():
    for each in PROJECT["dependencies"]:
        assert re.match(r"[\w-]+>=\d", each), each


# Wheel and sdist (the wheel's contents: test_resources)


def test_the_sdist_holds_what_building_and_testing_need(tmp_path):
    pytest.importorskip("hatchling")
    from hatchling.builders.sdist import SdistBuilder

    (built,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path))
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder, pattern in (
        ("viewer", "*.py"),
        ("resources", "*.*"),
        ("build_spec", "*.*"),
        ("tests", "*.py"),
    ):
        wanted = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob(pattern)
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert wanted
        assert wanted <= names
    assert {"README.md", "LICENSE", "Makefile", "pyproject.toml", "build_spec/setup"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith((".venv", "dist", "out"))]


# The frozen folder


def entries(*names: str) -> list[tuple[str, str, str]]:
    return [(name, f"/from/{name}", "BINARY" if ".so" in name else "DATA") for name in names]


KEPT = (
    "PySide6/QtWidgets.abi3.so",
    "PySide6/QtWebEngineCore.abi3.so",
    "PySide6/Qt/libexec/QtWebEngineProcess",
    "PySide6/Qt/resources/icudtl.dat",
    "PySide6/Qt/translations/qtwebengine_locales/en-US.pak",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
    "viewer/resources/sample.txt",
    "viewer/resources/forms/index.toml",
)
CUT = (
    "PySide6/QtQuick3D.abi3.so",
    "PySide6/Qt/qml/QtQuick/qmldir",
    "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
    "PySide6/Qt/translations/qtwebengine_locales/de.pak",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/Qt/plugins/multimedia/libffmpeg.so",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
)


def test_what_the_program_does_not_use_is_cut_and_nothing_else(script, monkeypatch):
    trimmed = script("trimmed")
    monkeypatch.setattr(trimmed, "_links", lambda _file: [])
    assert [entry[0] for entry in trimmed.trimmed(entries(*KEPT, *CUT))] == list(KEPT)


def test_a_library_stays_where_what_stays_is_linked_with_it(script, monkeypatch):
    """One of the system's that nothing is linked with is loaded by its name, and stays as well."""
    trimmed = script("trimmed")
    monkeypatch.setattr(trimmed.sys, "platform", "linux")
    links = {
        "/from/PySide6/QtWidgets.abi3.so": ["libQt6Widgets.so.6"],
        "/from/PySide6/Qt/lib/libQt6Widgets.so.6": ["libX11.so.6"],
        "/from/PySide6/Qt/plugins/platformthemes/libqgtk3.so": ["libatk.so.0", "libX11.so.6"],
    }
    monkeypatch.setattr(trimmed, "_links", lambda file: links.get(file, []))
    found = entries(
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6Quick3D.so.6",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "libX11.so.6",
        "libatk.so.0",
        "libsoftokn3.so",
    )
    assert [entry[0] for entry in trimmed.trimmed(found)] == [
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "libX11.so.6",
        "libsoftokn3.so",
    ]


def test_every_module_of_qt_that_the_program_imports_stays_in_the_folder(script):
    used = {
        name
        for path in (ROOT / "viewer").rglob("*.py")
        for name in re.findall(r"PySide6[. ](?:import )?(Qt\w+)", path.read_text("utf-8"))
    }
    assert "QtWebEngineWidgets" in used
    assert used <= script("trimmed").MODULES


def test_a_library_that_is_loaded_late_is_named_to_the_freezer():
    spec = (BUILD / "filing-viewer.spec").read_text("utf-8")
    for library in ("openpyxl", "xlsxwriter", "pypdf", "defusedxml", "markdownify"):
        assert f'"{library}' in spec


# The desktop


def entry() -> ConfigParser:
    """Return the menu's entry."""
    parser = ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(DESKTOP / f"{ID}.desktop", "utf-8")
    return parser


def test_one_name_joins_window_menu_icon_and_description(script):
    shown = entry()["Desktop Entry"]
    assert f'app.setDesktopFileName("{ID}")' in (ROOT / "viewer" / "ui" / "app.py").read_text("utf-8")
    assert shown["Icon"] == ID
    assert f'app.setApplicationName("{shown["StartupWMClass"]}")' in (ROOT / "viewer/ui/app.py").read_text()
    about = ET.parse(DESKTOP / f"{ID}.metainfo.xml")
    assert about.findtext("id") == ID
    assert about.findtext("launchable") == f"{ID}.desktop"
    assert script("debian").ID == ID


def test_the_menu_opens_files_of_the_type_that_is_told_by_its_beginning():
    kinds = ET.parse(DESKTOP / f"{ID}.mime.xml")
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    (kind,) = kinds.findall("m:mime-type", space)
    assert entry()["Desktop Entry"]["MimeType"] == f"{kind.get('type')};"
    assert kind.find("m:sub-class-of", space).get("type") == "text/plain"
    # Less than what the names belong to: desktops look at the beginning as well, and a .txt is not taken over.
    weights = {glob.get("pattern"): int(glob.get("weight")) for glob in kind.findall("m:glob", space)}
    assert weights == {"*.txt": 40, "*.nc": 40}
    (magic,) = kind.findall("m:magic", space)
    assert int(magic.get("priority")) > 80  # else the name counts more
    beginnings = [match.get("value") for match in magic]
    sample = (ROOT / "resources" / "sample.txt").read_text("ascii")[:600]
    assert any(each in sample for each in beginnings)
    assert {"<SEC-DOCUMENT>", "<IMS-DOCUMENT>"} <= set(beginnings)


def test_every_option_of_the_menu_is_one_of_the_program():
    from viewer.cli import window_parser

    for section in entry().values():
        if "Exec" in section:
            program, *options = section["Exec"].split()
            assert program == "filing-viewer"
            window_parser().parse_args([option for option in options if option != "%F"])


# The package


def test_the_package_lays_everything_where_the_desktop_looks(script, tmp_path):
    folder = tmp_path / "filing-viewer"
    (folder / "_internal").mkdir(parents=True)
    (folder / "filing-viewer").write_text("#!/bin/sh\n")
    (folder / "filing-viewer").chmod(0o755)
    debian = script("debian")
    debian.lay_out(folder, tmp_path / "tree")
    tree = tmp_path / "tree"
    assert (tree / "opt/filing-viewer/filing-viewer").stat().st_mode & 0o111
    assert (tree / "usr/bin/filing-viewer").readlink() == Path("/opt/filing-viewer/filing-viewer")
    share = tree / "usr/share"
    for name in (f"applications/{ID}.desktop", f"metainfo/{ID}.metainfo.xml", f"mime/packages/{ID}.xml"):
        assert (share / name).read_text("utf-8")
    icons = share / "icons/hicolor"
    assert (icons / "scalable/apps" / f"{ID}.svg").is_file()
    for size in (16, 48, 256):
        picture = (icons / f"{size}x{size}/apps/{ID}.png").read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert int.from_bytes(picture[16:20], "big") == size


def test_the_package_depends_on_what_a_bare_machine_lacks(script):
    needed = script("debian").dependencies()
    assert needed[0].startswith("libc6 (>= 2.")
    assert "libasound2t64 | libasound2" in needed
    assert all(re.fullmatch(r"[a-z0-9.+-]+( \(>= [0-9.]+\)| \| [a-z0-9.+-]+)?", each) for each in needed)


# The trial and the release


def test_a_blank_page_is_no_page(script):
    from PySide6.QtGui import QColor, QImage

    try_out = script("try_out")
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    assert not try_out.has_words(image)
    assert not try_out.has_colours(image, "#0000ff")
    for row in range(0, 200, 7):  # what letters come to: dark points and the shades of their edges
        for column in range(300):
            image.setPixelColor(column, row, QColor.fromHsv(0, 0, column * row % 256))
    for column in range(100):
        for row in range(100):
            image.setPixelColor(column, row, QColor("#0000fe"))  # as a lossy picture shows blue
    assert try_out.has_words(image)
    assert try_out.has_colours(image, "#0000ff")
    assert not try_out.has_colours(image, "#0000ff", "#ff0000")


def test_the_submission_of_the_trial_is_one_with_its_pictures(script, tmp_path):
    from viewer.rendition import Filing

    try_out = script("try_out")
    with Filing.open(try_out.attachments(tmp_path)) as filing:
        (submission,) = filing.submissions
        names = [document.filename for document in submission.documents]
        assert names == ["page.htm", "logo.gif", "chart.jpg", "seal.png"]
        assert [filing.payload(document).content for document in submission.documents[1:]] == [
            try_out._GIF,
            (tmp_path / "chart.jpg").read_bytes(),
            (tmp_path / "seal.png").read_bytes(),
        ]


def test_other_parts_than_are_listed_stop_a_release(script, tmp_path):
    release = script("release")
    here = importlib.metadata.version("lxml")
    parts = tmp_path / "parts.json"
    parts.write_text(json.dumps({"components": [{"name": "lxml", "version": here}]}))
    release.compare_with_frozen(parts)
    parts.write_text(json.dumps({"components": [{"name": "lxml", "version": "0.1"}]}))
    with pytest.raises(script("commands").BuildError, match=f"lxml {here} instead of 0.1"):
        release.compare_with_frozen(parts)


@pytest.fixture
def gathered(script, tmp_path, monkeypatch):
    """Return the scripts `origins`, `licences` and `release`, where a folder was gathered from files of four kinds."""
    system = tmp_path / "lib" / "libquay.so.1"
    for file in (system, tmp_path / "viewer" / "cli.py", tmp_path / "elsewhere" / "libnobody.so"):
        file.parent.mkdir()
        file.write_bytes(b"")
    origins, licences, release = script("origins"), script("licences"), script("release")
    monkeypatch.setattr(origins, "SOURCES", tmp_path / "build" / "sources.json")
    answers = {
        "--search": f"libquay1:amd64: {system}\n",
        "--show": "libquay1:amd64\tlibquay1\t1:2.0+b1\tamd64\tquay 1:2.0\n",
    }
    monkeypatch.setattr(origins, "_dpkg", lambda *arguments: answers[arguments[0]])
    origins.write_sources(
        [
            ("pypdf", importlib.import_module("pypdf").__file__, "PYMODULE"),
            ("json", json.__file__, "PYMODULE"),
            ("libquay.so.1", str(system), "BINARY"),
            ("libother.so", "libquay.so.1", "SYMLINK"),
            ("viewer.cli", str(tmp_path / "viewer" / "cli.py"), "PYMODULE"),
            ("libnobody.so", str(tmp_path / "elsewhere" / "libnobody.so"), "BINARY"),
        ]
    )
    return origins, licences, release


def test_what_the_folder_is_made_of_is_told_from_the_files_gathered(gathered, tmp_path):
    origins, _licences, _release = gathered
    found = origins.origins(tmp_path / "viewer")
    assert [(part.manager, part.name, part.files) for part in found.parts] == [
        ("deb", "libquay1", ("libquay.so.1",)),
        ("pypi", "pypdf", ("pypdf",)),
        ("python", "CPython", ("json",)),
    ]
    assert found.unknown == ("libnobody.so",)
    assert (found.parts[0].version, found.parts[0].source) == ("1:2.0+b1", "quay 1:2.0")


def test_the_list_of_parts_gains_the_libraries_of_the_system(gathered, tmp_path, monkeypatch):
    _origins, _licences, release = gathered
    monkeypatch.setattr(release, "told", lambda path: path)
    monkeypatch.setattr(release, "ROOT", tmp_path / "viewer")
    monkeypatch.setattr(
        release.platform, "freedesktop_os_release", lambda: {"ID": "debian", "VERSION_ID": "12"}
    )
    parts = tmp_path / "parts.json"
    parts.write_text(json.dumps({"components": [{"name": "lxml", "version": "6"}]}))
    release.add_libraries(parts)
    kept, library, python = json.loads(parts.read_text())["components"]
    assert (kept["name"], python["name"]) == ("lxml", "CPython")
    assert library["purl"] == "pkg:deb/debian/libquay1@1%3A2.0%2Bb1?arch=amd64&distro=debian-12"
    assert {"name": "filing-viewer:files", "value": "libquay.so.1"} in library["properties"]


def test_the_licence_of_each_part_lies_in_the_folder(gathered, tmp_path, monkeypatch, capsys):
    _origins, licences, _release = gathered
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "viewer" / "LICENSE").write_text("ours")
    monkeypatch.setattr(licences, "ROOT", tmp_path / "viewer")
    licences.write_licences(folder)
    assert (folder / "LICENSE").read_text() == "ours"
    listed = (folder / "licences" / "README.txt").read_text()
    for name in ("libquay1", "pypdf", "CPython"):
        assert re.search(rf"^{name} ", listed, re.MULTILINE)
    assert "Redistribution" in (folder / "licences" / "pypdf" / "LICENSE").read_text()
    assert "without a text: libquay1" in capsys.readouterr().out


def test_checksums_are_such_as_sha256sum_reads(script, tmp_path, monkeypatch, capsys):
    release = script("release")
    monkeypatch.setattr(release, "DIST", tmp_path)
    (tmp_path / "a.txt").write_bytes(b"abc")
    release.write_sums([tmp_path / "a.txt"])
    line = f"{hashlib.sha256(b'abc').hexdigest()}  a.txt\n"
    assert (tmp_path / "SHA256SUMS").read_text() == line
    assert capsys.readouterr().out == line


# Makefile and set-up


def test_make_help_tells_every_target_that_can_be_asked_for():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    told = re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)
    assert sorted(told) == sorted(phony.split())
