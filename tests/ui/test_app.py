"""The program from the outside: a fresh process, a picture of the window, an exit code, one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.attachments.test_pdf import written
from viewer.rendition import Filing
from viewer.resources import resource
from viewer.ui import app, theme

ROOT = Path(__file__).resolve().parents[2]
BARE = {
    name: value
    for name, value in os.environ.items()
    if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
}


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch):
    """Let the program find settings of its own, not those of whoever runs the tests."""
    monkeypatch.setitem(BARE, "XDG_CONFIG_HOME", str(tmp_path / "config"))


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a fresh process that knows of no screen."""
    return subprocess.run(
        [sys.executable, "-c", f"import sys; from pathlib import Path; from viewer.ui import app; {code}"],
        env=BARE | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
    )


def run_lines(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run several lines of code as `run` does one."""
    return run(f"exec({code!r})", **environment)


def inked(image: QImage, part: QRect, paper: str) -> int:
    """Return how many pixels of a part of a picture are clearly no paper."""
    ground = theme.QColor(paper).lightness()
    return sum(
        abs(image.pixelColor(x, y).lightness() - ground) > 90
        for x in range(part.left(), part.right(), 2)
        for y in range(part.top(), part.bottom(), 2)
    )


@pytest.mark.parametrize(("name", "tokens"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_a_picture_of_the_window_holds_tree_page_and_text(tmp_path, name, tokens):
    out = tmp_path / "window.png"
    sample = str(resource("sample.txt"))
    done = run(f"sys.exit(app.screenshot(Path({str(out)!r}), Path({sample!r}), (1280, 800), {name!r}))")
    assert (done.returncode, done.stderr) == (0, "")
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1280, 800)
    for part in (QRect(10, 90, 300, 300), QRect(330, 70, 440, 600), QRect(830, 70, 400, 600)):
        assert inked(image, part, tokens.paper) > 300, part
    assert image.pixelColor(812, 100).name() == tokens.paper  # left of the text


def test_a_picture_of_a_pdf_document_has_its_sheets_from_edge_to_edge(tmp_path):
    """No part of the page that the sheets stand in place of is left over them."""
    sheets, out = tmp_path / "letter.pdf", tmp_path / "window.png"
    sheets.write_bytes(written([["Dear Ms. Lake:", "The mill is sold."]]))
    done = run(f"sys.exit(app.screenshot(Path({str(out)!r}), Path({str(sheets)!r}), (1280, 800)))")
    assert (done.returncode, done.stderr) == (0, "")
    image = QImage(str(out))
    white = [y for y in range(70, 760) if image.pixelColor(560, y).name() == "#ffffff"]
    assert white
    assert white[0] < 100


def test_a_picture_without_a_file_is_the_welcome_page(tmp_path):
    out = tmp_path / "welcome.png"
    done = run(f"sys.exit(app.screenshot(Path({str(out)!r}), None, (900, 600)))")
    assert (done.returncode, done.stderr) == (0, "")
    assert inked(QImage(str(out)), QRect(150, 150, 600, 400), theme.LIGHT.paper) > 300


@pytest.mark.parametrize("language", ["ar_EG.UTF-8", "de_DE.UTF-8"])
def test_the_window_speaks_one_language_from_left_to_right_whatever_the_system_speaks(language):
    """From right to left, 8-K would stand there as K-8."""
    done = run_lines(
        "from PySide6.QtWidgets import QDialogButtonBox\n"
        "one = app.application()\n"
        "row = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)\n"
        "print(one.layoutDirection().name, row.buttons()[0].text().replace('&', ''))",
        QT_QPA_PLATFORM="offscreen",
        LC_ALL=language,
        LANGUAGE="",
    )
    assert done.stdout.split() == ["LeftToRight", "Cancel"]


def test_what_cannot_be_drawn_is_one_sentence_and_exit_code_one(tmp_path):
    out, missing = tmp_path / "window.png", tmp_path / "missing.txt"
    done = run(f"sys.exit(app.screenshot(Path({str(out)!r}), Path({str(missing)!r})))")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "missing.txt" in done.stderr
    assert not out.exists()


def test_without_a_screen_the_window_says_so():
    done = run("sys.exit(app.run([], False))")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no screen")
    assert len(done.stderr.splitlines()) == 1


READER = """if True:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from viewer.ui.main_window import MainWindow

    class Reader(MainWindow):
        def __init__(self, *given):
            super().__init__(*given)
            {begin}

        def loaded(self):
            self.document_view.html_pane.loaded.disconnect(self.loaded)
            self.use()
            QTimer.singleShot(500, {quit})

        def use(self):
            {use}

    app.MainWindow = Reader
    sys.exit(app.run([Path(path) for path in {paths}], True))"""
WHEN_LOADED = "self.document_view.html_pane.loaded.connect(self.loaded)"


@pytest.mark.parametrize(
    ("use", "quit_by"),
    [
        (
            "self.focusNextPrevChild(True); self.actions_.find.trigger(); self.find_bar.put_away(); "
            "self.actions_.about.trigger(); self.actions_.print_preview.trigger(); self.show_preferences(); "
            "self.actions_.problems.trigger(); self.panels.problems_dock.setFloating(True)",
            "QApplication.closeAllWindows",
        ),
        ("self.filings.close()", "QApplication.quit"),
    ],
    ids=["several windows", "a tab less"],
)
def test_the_program_ends_without_a_word_however_it_was_used(tmp_path, use, quit_by):
    """No page of the web engine is left to the end of the process, which would be ended by a fault."""
    paths = [str(tmp_path / f"{name}.txt") for name in "abc"]
    for path in paths:
        shutil.copy(resource("sample.txt"), path)
    code = READER.format(begin=WHEN_LOADED, use=use, quit=quit_by, paths=paths)
    done = run_lines(code, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")


@pytest.mark.parametrize("moment", ["filings.opened", "reading.page_ready"])
def test_the_program_ends_without_a_word_while_it_loads(moment):
    begin = f"self.{moment}.connect(lambda _told: QApplication.closeAllWindows())"
    code = READER.format(begin=begin, use="pass", quit="None", paths=[])
    done = run_lines(code, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")


def test_a_file_named_at_the_start_is_opened_and_shown():
    """The first argument that a user can give: its tree and its words are there without a click."""
    code = f"""if True:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication
        from viewer.ui.main_window import MainWindow
        make = app.application
        def look(beat):
            window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
            pane = window.document_view.text_pane
            if pane.is_filled and pane.text and not pane.text.startswith("Reading "):  # said while it is slow
                beat.stop()
                model = window.tree.view.model()
                print(model.index(0, 0).data(), "|", pane.text[:200].split()[0])
                QApplication.closeAllWindows()
        def making():
            made = make()
            beat = QTimer(made, interval=50)
            beat.timeout.connect(lambda: look(beat))
            beat.start()
            return made
        app.application = making
        sys.exit(app.run([Path({str(resource("sample.txt"))!r})], False))"""
    done = run_lines(code, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stderr) == (0, "")
    with Filing.open(resource("sample.txt")) as filing:
        first = filing.submissions[0]
        words = filing.rendition(filing.main_document(first)).text().text.split()
    assert done.stdout == f"{first.company} | {words[0]}\n"


def test_work_that_does_not_stop_does_not_keep_the_program_alive():
    """Reading that would take an hour more is left behind when the window is closed."""
    code = """if True:
        import time
        from PySide6.QtCore import QMetaObject, Qt
        from PySide6.QtWidgets import QApplication
        from viewer.ui import main_window
        def opener(path):
            close = "closeAllWindows", Qt.ConnectionType.QueuedConnection
            QMetaObject.invokeMethod(QApplication.instance(), *close)
            time.sleep(3600)
        main_window.MainWindow.__init__.__defaults__ = (opener,)
        sys.exit(app.run([Path("a.txt")], False))"""
    done = run_lines(code, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_sandbox_is_switched_off_for_root_alone():
    say = "print(os.environ.get('QTWEBENGINE_DISABLE_SANDBOX', 'on'))"
    done = run(f"import os; app.prepare(); {say}")
    assert done.stdout.strip() == ("1" if os.geteuid() == 0 else "on")
    done = run(f"import os; os.geteuid = lambda: 1000; app.prepare(); {say}")
    assert done.stdout.strip() == "on"


def test_the_engine_is_not_loaded_before_the_window_is_painted():
    """Importing the window loads neither the web view nor what reads markup."""
    names = "('PySide6.QtWebEngineWidgets', 'lxml', 'markdownify', 'viewer.rendition')"
    done = run(f"app.prepare(); print([n for n in {names} if n in sys.modules])")
    assert done.stdout.strip() == "[]"


def test_the_first_picture_is_told_of_once_and_when_every_part_is_painted(qtbot):
    """What takes a while is begun then, and not between the window's showing and its picture."""
    done = []

    class Part(QWidget):
        def paintEvent(self, _event):
            done.append("part")

    window = QWidget()
    qtbot.addWidget(window)
    Part(window).resize(40, 40)
    first = app.FirstPicture(window)
    first.there.connect(lambda: done.append("there"))
    with qtbot.waitSignal(first.there):
        window.show()
    window.repaint()
    qtbot.wait(20)
    assert done.index("there") > done.index("part")
    assert done.count("there") == 1
