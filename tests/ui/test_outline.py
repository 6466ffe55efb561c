"""The headings of the document shown stand below it in the side bar, and lead to their place on both sides."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from tests.ui import fakes
from viewer.rendition import Heading
from viewer.ui.settings import Panes
from viewer.ui.tree_rows import Role

ALT = Qt.KeyboardModifier.AltModifier
COUNT = 80
WAIT = 20_000


class Outlined(fakes.Rendition):
    outline = (
        Heading("PART I", 1, 20),
        Heading("Item 1. Pumps", 2, 40),
        Heading("Item 1A. Risks", 2, 0, missing=True),
        Heading("Item 2. Valves", 2, 60),
    )

    def html(self) -> str:
        lines = enumerate(self.words.split("\n"), 1)
        return "<!doctype html><body>" + "".join(f'<p data-b="{n}">{line}</p>' for n, line in lines)


def rows(window, above: QModelIndex | None = None) -> list[QModelIndex]:
    model, waiting, found = window.tree.view.model(), [above or QModelIndex()], []
    while waiting:
        parent = waiting.pop()
        children = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
        found.extend(children)
        waiting.extend(children)
    return found


@pytest.fixture
def reader(qtbot, window, opener, tmp_path):
    """Give a window at a document of Items."""
    filing = fakes.Filing(tmp_path / "outline.txt", (fakes.submission(),))
    filing.renditions[1] = Outlined("\n".join(f"Paragraph {n} of the report." for n in range(1, COUNT + 1)))
    opener.filings["outline.txt"] = filing
    window.resize(1100, 700)
    fakes.show(qtbot, window, tmp_path / "outline.txt")
    return window


def top(window) -> int:
    return window.document_view.linked.spot.block


def scroll(qtbot, window, line: int) -> None:
    """Scroll the text as a reader does, until both panes are there."""
    bar = window.document_view.text_pane.verticalScrollBar()
    there = (line + 1,) if line else (0, 1)

    def is_there() -> bool:
        if bar.value() != line or top(window) not in there:
            bar.setValue(line + 1)
            bar.setValue(line)
        return top(window) in there

    qtbot.waitUntil(is_there, timeout=WAIT)


def test_keys_go_from_heading_to_heading_and_back_in_one_step(qtbot, reader):
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(reader, key, ALT)
        seen.append(reader.statusBar().currentMessage())
    assert seen == ["PART I", "Item 1. Pumps", "Item 2. Valves", "Item 2. Valves", "Item 1. Pumps"]
    qtbot.waitUntil(lambda: top(reader) == 40, timeout=WAIT)
    qtbot.keyClick(reader, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: top(reader) in (0, 1), timeout=WAIT)


def test_the_next_section_is_counted_from_where_the_reader_scrolled(qtbot, reader):
    scroll(qtbot, reader, 29)
    qtbot.keyClick(reader, Qt.Key.Key_Up, ALT)
    assert reader.statusBar().currentMessage() == "PART I"


@pytest.mark.parametrize("by_key", [False, True])
def test_a_heading_that_is_chosen_already_leads_back_to_its_place(qtbot, reader, by_key):
    """So does the document to its beginning; the first click is one stop on the way, not two."""
    view = reader.tree.view
    row = {index.data(): index for index in rows(reader)}

    def choose(name: str, *, again: bool) -> None:
        if by_key and again:
            qtbot.keyClick(view, Qt.Key.Key_Return)
        else:
            view.scrollTo(row[name])
            place = view.visualRect(row[name]).center()
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    stops = len(reader.filings.front.trail.stops)
    choose("Item 1. Pumps", again=False)
    qtbot.waitUntil(lambda: top(reader) in (39, 40), timeout=WAIT)
    assert len(reader.filings.front.trail.stops) == stops + 1
    scroll(qtbot, reader, 5)
    choose("Item 1. Pumps", again=True)
    qtbot.waitUntil(lambda: top(reader) in (39, 40), timeout=WAIT)
    qtbot.keyClick(reader, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: top(reader) == 6, timeout=WAIT)
    choose("8-K", again=False)
    if by_key:
        choose("8-K", again=True)
    qtbot.waitUntil(lambda: top(reader) in (0, 1), timeout=WAIT)


def strong(window) -> list[str]:
    """Return the headings that stand out."""
    found = (index for index in rows(window) if index.data(Role.BLOCK) is not None)
    return [index.data() for index in found if (font := index.data(Qt.ItemDataRole.FontRole)) and font.bold()]


def test_the_heading_that_is_read_stands_out_in_the_outline(qtbot, reader):
    """Where it is folded, the one above it does; before the first heading none."""
    reader.resize(1100, 360)  # so that each can come to the top
    bar = reader.document_view.text_pane.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 62, timeout=WAIT)
    for line, name in ((45, "Item 1. Pumps"), (25, "PART I"), (62, "Item 2. Valves")):
        scroll(qtbot, reader, line)
        qtbot.waitUntil(lambda name=name: strong(reader) == [name], timeout=WAIT)
    reader.resize(
        1100, 700
    )  # the last one cannot come to the top now, and is read all the same when it is chosen
    scroll(qtbot, reader, 25)
    last = next(index for index in rows(reader) if index.data() == "Item 2. Valves")
    reader.tree.view.scrollTo(last)
    place = reader.tree.view.visualRect(last).center()
    qtbot.mouseClick(reader.tree.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: strong(reader) == ["Item 2. Valves"], timeout=WAIT)
    part = next(index for index in rows(reader) if index.data() == "PART I")
    reader.tree.view.collapse(part)
    qtbot.waitUntil(lambda: strong(reader) == ["PART I"], timeout=WAIT)
    reader.tree.view.expand(part)
    qtbot.waitUntil(lambda: strong(reader) == ["Item 2. Valves"], timeout=WAIT)
    scroll(qtbot, reader, 0)
    qtbot.waitUntil(lambda: strong(reader) == [], timeout=WAIT)


def test_where_the_page_comes_later_than_it_was_asked_to_tells_which_heading_is_read(qtbot, reader):
    """As it does in a window that was made smaller: what stands on top stays there when it can."""
    reader.resize(1100, 360)
    scroll(qtbot, reader, 45)
    qtbot.waitUntil(lambda: strong(reader) == ["Item 1. Pumps"], timeout=WAIT)
    fakes.page_answer(qtbot, reader, "filingLink.showTop(62, 0)")
    qtbot.waitUntil(lambda: strong(reader) == ["Item 2. Valves"], timeout=WAIT)


def test_without_headings_there_is_no_way_from_one_to_the_next(qtbot, reader):
    assert reader.actions_.next_section.isEnabled()
    with qtbot.waitSignal(reader.reading.text_ready, timeout=WAIT):
        qtbot.keyClick(reader, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert not reader.actions_.next_section.isEnabled()


def test_the_outline_is_there_without_the_page(qtbot, reader):
    reader.looks.show_panes(Panes.TEXT)
    with qtbot.waitSignal(reader.reading.text_ready, timeout=WAIT):
        reader.reading.choose(0, 2)
    with qtbot.waitSignal(reader.reading.text_ready, timeout=WAIT):
        reader.reading.choose(0, 1)
    assert "PART I" in {index.data() for index in rows(reader)}


def test_an_item_that_is_missing_is_seen_and_leads_nowhere(qtbot, reader):
    (missing,) = [index for index in rows(reader) if index.data() == "Item 1A. Risks (missing)"]
    assert "not in the document" in missing.data(Qt.ItemDataRole.ToolTipRole)
    before = reader.tree.view.currentIndex()
    reader.tree.view.scrollTo(missing)
    place = reader.tree.view.visualRect(missing).center()
    qtbot.mouseClick(reader.tree.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert reader.tree.view.currentIndex() == before
    assert top(reader) in (0, 1)
    reader.tree.view.setCurrentIndex(missing.siblingAtRow(missing.row() - 1))
    qtbot.keyClick(reader.tree.view, Qt.Key.Key_Down)
    assert reader.tree.view.currentIndex().data() == "Item 2. Valves"


def test_a_heading_leads_to_its_place(qtbot, window, opener, tmp_path):
    """Parts stand above their Items; a click on one brings its block to the top; another document takes them away."""
    filing = fakes.Filing(tmp_path / "outline.txt", (fakes.submission(),))
    filing.renditions[1] = Outlined("\n".join(f"Paragraph {n} of the report." for n in range(1, COUNT + 1)))
    opener.filings["outline.txt"] = filing
    fakes.show(qtbot, window, tmp_path / "outline.txt")
    pane = window.document_view.text_pane
    qtbot.waitUntil(lambda: pane.is_filled and f"Paragraph {COUNT}" in pane.text, timeout=20_000)
    headings = [index for index in rows(window) if index.data(Role.BLOCK)]
    assert {index.data() for index in headings} == {"PART I", "Item 1. Pumps", "Item 2. Valves"}
    item = next(index for index in headings if index.data() == "Item 1. Pumps")
    assert item.parent().data() == "PART I"
    view = window.tree.view
    view.scrollTo(item)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(item).center())
    qtbot.waitUntil(lambda: window.document_view.linked.spot.block in (39, 40), timeout=20_000)
    window.actions_.next_document.trigger()
    qtbot.waitUntil(lambda: not [i for i in rows(window) if i.data(Role.BLOCK)], timeout=20_000)
