"""The page clean or as filed, with page furniture or without: chosen by key, in both panes, linked, remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from tests.ui import fakes
from viewer.ui import theme
from viewer.ui.main_window import MainWindow
from viewer.ui.settings import PageLook, Writing

CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = "".join(
    f'<tr bgcolor="#cceeff"><td>Item {n}</td><td>$</td><td align="right">{n},000</td></tr>' for n in range(40)
)
PAGE_BREAK = "<p align='center'>{}</p><hr style='page-break-after:always'>"
MARKUP = f"""<html><head><style>p.big {{ color: #123456; font-size: 30px }} p {{ background: url(https://a.example/x) }}
</style></head><body bgcolor="#ffffff" onload="alert(1)"><script>document.title = "run"</script>
<p class="big">The first paragraph</p><font color="#ffffff">White</font> words<br><br>and others
<img src="https://a.example/t.gif" onerror="document.title = 'run'">
<form action="https://a.example/"><input name="q"></form>{PAGE_BREAK.format(1)}<p>The second page says more.</p>
<table>{ROWS}</table>{PAGE_BREAK.format(2)}<p>The third page.</p>
{"".join(f"<p>Paragraph {n}.</p>" for n in range(60))}{PAGE_BREAK.format(3)}<p>The end.</p></body></html>"""


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "acme.txt"
    made.write_text(fakes.FILING.format(MARKUP))
    return made


@pytest.fixture
def reader(qtbot, reading, path):
    """Give a window over a real filing of a few pages."""
    window = reading(path)
    fakes.settle(qtbot, window)
    return window


def press_for_page(qtbot, window) -> None:
    with qtbot.waitSignal(window.document_view.html_pane.loaded, timeout=20_000):
        qtbot.keyClick(window, Qt.Key.Key_4, CTRL)


def block_of(window, words: str) -> int:
    pane = window.document_view.text_pane
    return next(place.block for place in pane.places if pane.text[place.start : place.end].startswith(words))


def test_a_key_shows_the_page_as_filed_and_the_clean_one_again(qtbot, reader, settings):
    size = "getComputedStyle(document.querySelector('[data-b]')).fontSize"
    clean = fakes.page_value(qtbot, reader, size)
    press_for_page(qtbot, reader)
    assert fakes.page_value(qtbot, reader, size) == "30px"
    assert (
        fakes.page_value(qtbot, reader, "getComputedStyle(document.querySelector('p.big')).color")
        == "rgb(18, 52, 86)"
    )
    assert reader.actions_.page_looks[PageLook.FILED].isChecked()
    assert settings.page_look is PageLook.FILED
    press_for_page(qtbot, reader)
    assert fakes.page_value(qtbot, reader, size) == clean
    assert settings.page_look is PageLook.CLEAN


def test_the_page_as_filed_runs_and_fetches_nothing(qtbot, reader):
    press_for_page(qtbot, reader)
    fakes.settle(qtbot, reader)
    assert reader.document_view.html_pane.lock.blocked == []
    assert reader.document_view.html_pane.view.title() != "run"
    gone = "document.querySelectorAll('script, form, input, [onload], [onerror], iframe, link').length"
    assert fakes.page_value(qtbot, reader, gone) == 0


def test_a_click_on_the_page_as_filed_lights_its_twin_and_the_other_way_round(qtbot, reader):
    press_for_page(qtbot, reader)
    for words in ("Item 7", "The second page", "and others"):
        block = block_of(reader, words)
        box = f"document.querySelector('[data-b=\"{block}\"]')"
        fakes.page_value(qtbot, reader, f"({box}.scrollIntoView({{block: 'center'}}), 1)")
        fakes.settle(qtbot, reader)
        left, top = fakes.page_value(
            qtbot, reader, f"(r => [r.left + 8, (r.top + r.bottom) / 2])({box}.getBoundingClientRect())"
        )
        view = reader.document_view.html_pane.view
        qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(int(left), int(top)))
        qtbot.waitUntil(lambda block=block: reader.document_view.text_pane.lit == block, timeout=20_000)
    reader.document_view.text_pane.block_clicked.emit(block_of(reader, "Item 9"), 0.5)
    lit = "[...document.querySelectorAll('.linked')].map((e) => e.textContent.trim()).join('|')"
    qtbot.waitUntil(lambda: fakes.page_value(qtbot, reader, lit) == "Item 9$9,000", timeout=20_000)


def test_words_parted_over_several_elements_are_lit_together(qtbot, reader):
    press_for_page(qtbot, reader)
    reader.document_view.text_pane.block_clicked.emit(block_of(reader, "White"), 0.5)
    lit = "[...document.querySelectorAll('.linked')].map((e) => e.textContent).join('')"
    qtbot.waitUntil(
        lambda: fakes.page_value(qtbot, reader, lit).split() == ["White", "words"], timeout=20_000
    )
    seen = "getComputedStyle(document.querySelector('.linked')).color"
    assert fakes.page_value(qtbot, reader, seen) == "rgb(0, 0, 0)"


def test_the_reader_stays_where_he_is(qtbot, reader):
    block = block_of(reader, "Paragraph 20.")
    reader.document_view.html_pane.view.page().runJavaScript(f"filingLink.showTop({block}, 0)", 1)
    reader.document_view.html_pane.view.page().runJavaScript("scrollBy(0, 2)", 1)
    qtbot.waitUntil(lambda: reader.document_view.html_pane.spot.block == block, timeout=20_000)
    press_for_page(qtbot, reader)
    assert fakes.page_value(qtbot, reader, "filingLink.top()[0]") in (block, block + 1)


def test_what_was_found_is_marked_on_the_page_as_filed_as_well(qtbot, reader):
    qtbot.keyClick(reader, Qt.Key.Key_F, CTRL)
    with qtbot.waitSignal(reader.finder.finding.found, timeout=20_000):
        qtbot.keyClicks(reader.find_bar.box.line, "$17,000")
    press_for_page(qtbot, reader)
    current = '[...(CSS.highlights.get("current") ?? [])].map(String).join("|")'
    qtbot.waitUntil(lambda: fakes.page_value(qtbot, reader, current) == "$17,000", timeout=20_000)


def test_page_furniture_goes_from_both_panes_and_comes_back(qtbot, reader, settings):
    seen = "[...document.querySelectorAll('.furniture, hr.page-break')].filter((e) => e.checkVisibility()).length"
    assert fakes.page_value(qtbot, reader, seen) == 6
    text = reader.document_view.text_pane.text
    with qtbot.waitSignal(reader.reading.text_ready, timeout=20_000):
        reader.actions_.furniture.trigger()
    qtbot.waitUntil(lambda: fakes.page_value(qtbot, reader, seen) == 0, timeout=20_000)
    without = reader.document_view.text_pane.text
    assert without != text
    assert "─ ─" in text
    assert "─ ─" not in without
    assert settings.furniture is False
    with qtbot.waitSignal(reader.reading.text_ready, timeout=20_000):
        reader.actions_.writings[Writing.MARKDOWN].trigger()
    assert "\n\n2\n\n" not in reader.document_view.text_pane.text
    with qtbot.waitSignal(reader.reading.text_ready, timeout=20_000):
        reader.actions_.furniture.trigger()
    qtbot.waitUntil(lambda: fakes.page_value(qtbot, reader, seen) == 6, timeout=20_000)
    assert "\n\n2\n\n" in reader.document_view.text_pane.text


def test_the_choices_outlast_the_window(qtbot, reader, settings, path):
    press_for_page(qtbot, reader)
    reader.actions_.furniture.trigger()
    again = MainWindow(settings)
    qtbot.addWidget(again)
    again.show()
    fakes.show(qtbot, again, path)
    assert fakes.page_value(qtbot, again, "document.documentElement.dataset.filed") == "yes"
    assert fakes.page_value(qtbot, again, "document.documentElement.dataset.furniture") == "hidden"
    assert not again.actions_.furniture.isChecked()
    again.close()


def strong(window) -> list[str]:
    """Return the words in the text pane that have the colour of the current hit."""
    colour, pane = QColor(theme.colours().mark_strong), window.document_view.text_pane
    return [
        pane.shown.between(each.cursor.selectionStart(), each.cursor.selectionEnd())
        for each in pane.extraSelections()
        if each.format.background().color() == colour
    ]


@pytest.mark.parametrize("writing", [Writing.MARKDOWN, Writing.SOURCE])
def test_what_was_found_is_marked_in_every_writing_in_step(qtbot, reader, writing):
    """The hits and their numbers are those of the text; the pane shows where they stand in what it shows."""
    qtbot.keyClick(reader, Qt.Key.Key_F, CTRL)
    with qtbot.waitSignal(reader.finder.finding.found, timeout=20_000):
        qtbot.keyClicks(reader.find_bar.box.line, "1,000")
    hits = reader.document_view.text_pane.text.count("1,000")
    qtbot.waitUntil(lambda: reader.find_bar.count.text() == f"1 of {hits}", timeout=20_000)
    with qtbot.waitSignal(reader.reading.text_ready, timeout=20_000):
        reader.actions_.writings[writing].trigger()
    for number in range(2, hits + 1):
        qtbot.keyClick(reader.find_bar.box.line, Qt.Key.Key_F3)
        qtbot.waitUntil(lambda: strong(reader) == ["1,000"], timeout=20_000)
        pane = reader.document_view.text_pane
        assert reader.find_bar.count.text() == f"{number} of {hits}"
        assert pane.viewport().rect().contains(pane.cursorRect().center())
    on_page = '[...(CSS.highlights.get("current") ?? [])].map(String).join("|")'
    qtbot.waitUntil(lambda: fakes.page_value(qtbot, reader, on_page) == "1,000", timeout=20_000)
    mark = reader.finder.finding.state.mark
    assert reader.document_view.text_pane.text[: mark.end].endswith("31,000")


def test_the_source_is_linked_block_by_block(qtbot, reader):
    with qtbot.waitSignal(reader.reading.text_ready, timeout=20_000):
        qtbot.keyClick(reader, Qt.Key.Key_U, CTRL)
    pane = reader.document_view.text_pane
    qtbot.waitUntil(lambda: pane.is_filled, timeout=20_000)
    block = next(p.block for p in pane.places if pane.text[p.start : p.end].startswith("Item 30<"))
    reader.document_view.html_pane.block_clicked.emit(block, 0.5)
    place = pane.place_of(pane.lit)
    assert pane.text[place.start : place.end].startswith("Item 30</td><td>$")
    line = pane.document().findBlock(pane.shown.position(place.start))
    box = pane.blockBoundingGeometry(line).translated(pane.contentOffset())
    assert pane.viewport().rect().contains(QPoint(40, int(box.center().y())))
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, int(box.center().y())))
    lit = "Number(document.querySelector('.linked')?.dataset.b ?? 0)"
    qtbot.waitUntil(lambda: fakes.page_value(qtbot, reader, lit) == pane.lit, timeout=20_000)
