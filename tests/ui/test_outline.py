"""The headings of the document shown stand below it in the side bar, and lead to their place on both sides."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt

from tests.ui import fakes
from viewer.rendition import Heading
from viewer.ui.tree_model import Role

COUNT = 80


class Outlined(fakes.Rendition):
    outline = (Heading("PART I", 1, 20), Heading("Item 1. Pumps", 2, 40), Heading("Item 2. Valves", 2, 60))

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


def test_a_heading_leads_to_its_place(qtbot, window, opener, tmp_path):
    """Parts stand above their Items; a click on one brings its block to the top; another document takes them away."""
    filing = fakes.Filing(tmp_path / "outline.txt", (fakes.submission(),))
    filing.renditions[1] = Outlined("\n".join(f"Paragraph {n} of the report." for n in range(1, COUNT + 1)))
    opener.filings["outline.txt"] = filing
    fakes.show(qtbot, window, tmp_path / "outline.txt")
    pane = window.document_view.text_pane
    qtbot.waitUntil(lambda: pane.is_filled and f"Paragraph {COUNT}" in pane.text, timeout=10_000)
    headings = [index for index in rows(window) if index.data(Role.BLOCK)]
    assert {index.data() for index in headings} == {"PART I", "Item 1. Pumps", "Item 2. Valves"}
    item = next(index for index in headings if index.data() == "Item 1. Pumps")
    assert item.parent().data() == "PART I"
    view = window.tree.view
    view.scrollTo(item)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(item).center())
    qtbot.waitUntil(lambda: window.document_view.linked.spot.block in (39, 40), timeout=5000)
    window.actions_.next_document.trigger()
    qtbot.waitUntil(lambda: not [i for i in rows(window) if i.data(Role.BLOCK)], timeout=10_000)
