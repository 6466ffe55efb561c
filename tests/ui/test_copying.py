"""What is copied from page and text is what a reader means: words, and tables that a spreadsheet takes as cells."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui import fakes
from viewer.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
MARKUP = """<html><body><h2>Balance sheet</h2><p>In <b>thousands</b> &amp; <i>unaudited</i>,<br>see
<a href="#n">note</a> at <a href="https://a.example/">a</a>.</p>
<table><tr><td></td><th colspan="2">2004</th><td></td><th colspan="2">2003</th></tr>
<tr><td>Cash</td><td>$</td><td align="right">1,234</td><td></td><td>$</td><td align="right">987</td></tr>
<tr><td>Debt</td><td></td><td align="right">(12</td><td>)</td><td></td><td align="right">(9</td><td>)</td></tr>
<tr><td>Total</td><td>$</td><td align="right">1,222</td><td></td><td>$</td><td align="right">978</td></tr></table>
<p>Price <strike>was <b>$10</b></strike><u>$12</u>.</p><p>Sold 500<sup>1</sup> of<sup>2</sup>
them.</p><p>The end.</p></body></html>"""
TABLE = [
    ["", "2004", "2003"],
    ["Cash", "$1,234", "$987"],
    ["Debt", "(12)", "(9)"],
    ["Total", "$1,222", "$978"],
]


@pytest.fixture
def reader(qtbot, reading, tmp_path):
    path = tmp_path / "acme.txt"
    path.write_text(fakes.FILING.format(MARKUP))
    window = reading(path)
    fakes.settle(qtbot, window)
    QGuiApplication.clipboard().clear()
    return window


def select(qtbot, window, start: str, end: str) -> None:
    """Select on the page from the words `start` to the words `end`, both included."""
    script = f"""((find) => {{
        const range = document.createRange();
        const [first, at] = find({start!r}), [last, to] = find({end!r});
        range.setStart(first, at); range.setEnd(last, to + {len(end)});
        getSelection().removeAllRanges(); getSelection().addRange(range); return "done"; }})((words) => {{
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let n = walker.nextNode(); n; n = walker.nextNode())
            if (n.data.includes(words)) return [n, n.data.indexOf(words)]; }})"""
    assert fakes.page_answer(qtbot, window, script) == "done"


def copied(qtbot, window) -> tuple[str, str]:
    """Copy on the page by the key, and return the clipboard's HTML and text."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    window.document_view.html_pane.setFocus()
    qtbot.keyClick(window.document_view.html_pane.view.focusProxy(), Qt.Key.Key_C, CTRL)
    qtbot.waitUntil(lambda: bool(clipboard.text()), timeout=20_000)
    return clipboard.mimeData().html(), clipboard.text()


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [
        [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)]
        for row in rows
    ]


def test_words_of_the_page_are_rich_and_plain_without_the_pages_own_look(qtbot, reader):
    reader.looks.choose_theme(Theme.DARK)
    select(qtbot, reader, "thousands", "The end")
    html, text = copied(qtbot, reader)
    reader.looks.choose_theme(Theme.LIGHT)
    assert "<b>thousands</b> &amp; <i>unaudited</i>,<br>" in html
    assert '<a href="https://a.example/">a</a>' in html
    for word in ("style", "class", "color", "data-", "filing:"):
        assert word not in html
    assert text.startswith("thousands & unaudited,\nsee note at a.\n\n")
    assert text.endswith("\n\nThe end")


def test_a_table_selected_on_the_page_pastes_into_cells(qtbot, reader):
    select(qtbot, reader, "Cash", "978")
    html, text = copied(qtbot, reader)
    assert [line.split("\t") for line in text.split("\n")] == TABLE[1:]
    assert cells(html) == TABLE[1:]
    assert html.count("<table>") == 1


def test_a_part_of_a_table_keeps_its_columns(qtbot, reader):
    select(qtbot, reader, "(9", "1,222")
    _html, text = copied(qtbot, reader)
    assert [line.split("\t") for line in text.split("\n")] == [["", "", "(9)"], ["Total", "$1,222", ""]]


def test_words_within_one_cell_are_no_table(qtbot, reader):
    select(qtbot, reader, "1,2", "1,2")
    html, text = copied(qtbot, reader)
    assert text == "1,2"
    assert "<table" not in html


def test_what_was_struck_out_is_told_from_what_stands(qtbot, reader):
    select(qtbot, reader, "Price", "$12")
    html, text = copied(qtbot, reader)
    assert text == "Price ~~was $10~~$12"
    assert html.endswith("<p>Price <s>was</s> <b><s>$10</s></b><u>$12</u></p>")
    select(qtbot, reader, "$10", "$10")
    html, text = copied(qtbot, reader)
    assert (text, html.count("<s>")) == ("~~$10~~", 1)


def test_raised_digits_are_no_part_of_the_figure_before_them(qtbot, reader):
    select(qtbot, reader, "Sold", "them")
    html, text = copied(qtbot, reader)
    assert text == "Sold 500¹ of2 them"
    assert "500<sup>1</sup> of<sup>2</sup>" in html


def test_the_text_pane_gives_its_words(qtbot, reader):
    pane = reader.document_view.text_pane
    pane.setFocus()
    qtbot.keyClick(pane, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(pane, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == pane.text
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def page_menu(qtbot, window, point: QPoint) -> QMenu:
    """Open the context menu of the page, which the engine itself asks for."""
    proxy = window.document_view.html_pane.view.focusProxy()
    qtbot.mouseClick(proxy, Qt.MouseButton.RightButton, pos=point)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=20_000)
    return QApplication.activePopupWidget()


def menu_at(qtbot, widget, point: QPoint) -> QMenu:
    """Open the context menu by the mouse's right button, as the platform does."""
    from PySide6.QtGui import QContextMenuEvent

    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=20_000)
    return QApplication.activePopupWidget()


def choose(qtbot, menu: QMenu, name: str) -> None:
    action = next(each for each in menu.actions() if each.objectName() == name)
    assert action.isEnabled()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def assert_table_is_copied() -> None:
    carried = QGuiApplication.clipboard().mimeData()
    assert [line.split("\t") for line in carried.text().rstrip("\n").split("\n")] == TABLE
    assert cells(carried.html()) == TABLE


def test_the_menu_of_the_page_copies_the_table_under_the_pointer(qtbot, reader):
    script = """(r => JSON.stringify([r.left + 5, r.top + 5]))([...document.querySelectorAll("td")]
        .find((e) => e.textContent === "Debt").getBoundingClientRect())"""
    left, top = map(float, fakes.page_answer(qtbot, reader, script).strip("[]").split(","))
    choose(qtbot, page_menu(qtbot, reader, QPoint(int(left), int(top))), "copy_table_here")
    qtbot.waitUntil(lambda: "Copied" in reader.statusBar().currentMessage(), timeout=20_000)
    assert_table_is_copied()


def test_the_menu_of_the_text_copies_the_table_under_the_pointer_and_offers_none_elsewhere(qtbot, reader):
    pane = reader.document_view.text_pane
    place = next(p for p in pane.places if pane.text[p.start : p.end].startswith("Total"))
    line = pane.document().findBlock(pane.shown.position(place.start))
    box = pane.blockBoundingGeometry(line).translated(pane.contentOffset())
    choose(qtbot, menu_at(qtbot, pane.viewport(), QPoint(40, int(box.center().y()))), "copy_table_here")
    assert_table_is_copied()
    first = pane.blockBoundingGeometry(pane.document().firstBlock()).translated(pane.contentOffset())
    menu = menu_at(qtbot, pane.viewport(), QPoint(40, int(first.center().y())))
    assert not next(each for each in menu.actions() if each.objectName() == "copy_table_here").isEnabled()
    menu.close()


def test_the_menus_copy_what_is_selected_and_offer_it_only_then(qtbot, reader):
    """Each entry names its key; what is copied is that of the pane the menu stands over."""

    def entry(menu: QMenu):
        return next(each for each in menu.actions() if each.objectName() == "copy_here")

    pane, point = reader.document_view.text_pane, QPoint(40, 10)
    menu = menu_at(qtbot, pane.viewport(), point)
    assert not entry(menu).isEnabled()
    keys = [each.text().partition("\t")[2] for each in menu.actions() if "\t" in each.text()]
    assert keys == ["Ctrl+C", "Ctrl+Shift+C", "Ctrl+Alt+C"]
    menu.close()
    menu = page_menu(qtbot, reader, point)
    assert not entry(menu).isEnabled()
    menu.close()
    select(qtbot, reader, "Cash", "Cash")
    qtbot.waitUntil(lambda: bool(reader.document_view.html_pane.selected_text()), timeout=20_000)
    pane.setFocus()
    menu = menu_at(qtbot, pane.viewport(), point)
    assert not entry(menu).isEnabled()
    menu.close()
    pane.select_all()
    choose(qtbot, menu_at(qtbot, pane.viewport(), point), "copy_here")
    assert QGuiApplication.clipboard().text() == pane.text


def test_a_key_copies_the_table_that_was_clicked_into_and_says_so_where_there_is_none(qtbot, reader):
    qtbot.keyClick(reader, Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.AltModifier)
    assert "Click into a table" in reader.statusBar().currentMessage()
    pane = reader.document_view.text_pane
    place = next(p for p in pane.places if pane.text[p.start : p.end].startswith("Cash"))
    line = pane.document().findBlock(pane.shown.position(place.start))
    box = pane.blockBoundingGeometry(line).translated(pane.contentOffset())
    QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, int(box.center().y())))
    qtbot.keyClick(reader, Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "Copied" in reader.statusBar().currentMessage(), timeout=20_000)
    assert_table_is_copied()


@pytest.fixture
def screen():
    """Give the environment of a screen of its own, with a real clipboard between programs."""
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no Xvfb to hold a real clipboard")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1100x800x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait()


def test_another_program_is_given_words_and_cells(screen, tmp_path):
    """Through the clipboard of a screen: copied in one process, read in another."""
    path = tmp_path / "acme.txt"
    path.write_text(fakes.FILING.format(MARKUP))
    command = [sys.executable, "-m", "tests.ui.clipboard_owner"]
    owner = subprocess.Popen(
        [*command, str(path)],
        env=screen,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert owner.stdout.readline() == "copied\n"
    read = subprocess.run(command, env=screen, capture_output=True, text=True, timeout=180, check=True)
    owner.communicate("", timeout=180)
    formats, text, html = json.loads(read.stdout)
    assert {"text/plain", "text/html"} <= set(formats)
    assert "\n\n" + "\n".join("\t".join(row) for row in TABLE) + "\n\n" in text
    assert cells(html) == TABLE
    assert "<h2>Balance sheet</h2>" in html
