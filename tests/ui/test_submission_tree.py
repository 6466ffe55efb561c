"""The side bar: one tree that a reader gets through by keyboard, and a filter over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui import fakes
from viewer.meaning import explain
from viewer.rendition import Heading
from viewer.submission.model import Field
from viewer.ui import theme
from viewer.ui.row_requests import RowRequests
from viewer.ui.submission_tree import SubmissionTree
from viewer.ui.tree_rows import COLUMNS, Role
from viewer.ui.wording import description_words


class FilledTree(SubmissionTree):
    """A side bar whose rows are all there when a test looks at them."""

    def __init__(self):
        super().__init__(RowRequests())

    def show_filing(self, filing):
        super().show_filing(filing)
        while self._filling.is_busy:
            QApplication.processEvents()


@pytest.fixture
def tree(qtbot):
    made = FilledTree()
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def filing(*submissions) -> fakes.Filing:
    return fakes.Filing(Path("/x/acme.txt"), submissions or (fakes.submission(),))


def rows(tree, *, unfolded: bool = False) -> list[str]:
    """Return the words of all rows that the filter leaves, or of those that are unfolded, top down."""
    found, waiting = [], [QModelIndex()]
    model = tree.view.model()
    while waiting:
        index = waiting.pop()
        if index.isValid():
            words = [index.siblingAtColumn(column).data() or "" for column in range(COLUMNS)]
            found.append(" | ".join(word for word in words if word))
        if not index.isValid() or not unfolded or tree.view.isExpanded(index):
            waiting.extend(model.index(row, 0, index) for row in reversed(range(model.rowCount(index))))
    return found


def test_the_filing_at_a_glance_comes_first_then_header_then_documents(tree):
    tree.show_filing(filing(fakes.submission(problems=[fakes.CUT])))
    assert rows(tree, unfolded=True) == [
        "ACME WIDGETS CORP",
        "Form | 8-K",
        "Filed | 2024-01-17",
        "Period | 2024-01-15",
        "Accession | 0009999999-24-000001",
        "Header (6)",
        "Documents (6)",
        "8-K | CURRENT REPORT | 11 KB",
        "EX-10.1 | LEASE AGREEMENT | 11 KB",
        "EX-99.1 | PRESS RELEASE | 11 KB",
        "Data and graphics (3)",
        "Problems (1)",
    ]


def test_the_header_is_unfolded_where_it_is_all_there_is(tree):
    tree.show_filing(filing(fakes.submission(())))
    assert "FILED AS OF DATE | 20240117 | 17 January 2024" in rows(tree, unfolded=True)
    assert "No document is in this file." in rows(tree, unfolded=True)


def test_a_document_of_which_the_filer_says_nothing_has_its_kind_beside_it(tree):
    """Muted, as all that is not in the file."""
    tree.show_filing(
        filing(fakes.submission((fakes.document(1, "EX-4.1", ""), fakes.document(2, "NOVEL", ""))))
    )
    assert rows(tree)[-2:] == [
        "EX-4.1 | Instrument defining the rights of security holders | 11 KB",
        "NOVEL | 11 KB",
    ]
    cell = tree._model.findItems("EX-4.1", Qt.MatchFlag.MatchRecursive)[0]
    assert tree._model.itemFromIndex(cell.index().siblingAtColumn(1)).data(Role.TOKEN) == "muted"


def test_every_header_field_stands_in_its_group_with_its_value_beside_it(tree):
    tree.show_filing(filing())
    words = rows(tree)
    start = words.index("Header (6)")
    assert words[start + 1 : start + 9] == [
        "ACCESSION NUMBER | 0009999999-24-000001 | number 1 of 2024, login CIK 9999999",
        "CONFORMED SUBMISSION TYPE | 8-K | Current report",
        "CONFORMED PERIOD OF REPORT | 20240115 | 15 January 2024",
        "FILED AS OF DATE | 20240117 | 17 January 2024",
        "FILER",
        "COMPANY DATA",
        "COMPANY CONFORMED NAME | ACME WIDGETS CORP",
        "CENTRAL INDEX KEY | 0009999999",
    ]


def test_a_problem_is_told_with_its_sentence_and_its_place(tree):
    tree.show_filing(filing(fakes.submission(problems=[fakes.CUT])))
    assert rows(tree)[-1] == f"Line 812 | {fakes.CUT.message}"
    model = tree.view.model()
    top = model.index(model.rowCount() - 1, 0)
    assert "Byte 28100" in model.index(0, 1, top).data(Qt.ItemDataRole.ToolTipRole)


def test_the_keys_from_document_to_document_do_not_move_in_the_tree(qtbot, tree):
    """At the last document, where they do nothing, the tree would take them for its last row."""
    tree.show_filing(filing())
    tree.view.setCurrentIndex(tree.view.model().index(1, 0))
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(tree.view, key, Qt.KeyboardModifier.ControlModifier)
        assert tree.view.currentIndex().row() == 1
    qtbot.keyClick(tree.view, Qt.Key.Key_PageDown)
    assert tree.view.currentIndex().data() == "Data and graphics (3)"


def test_each_of_several_submissions_has_its_own_top_entry(tree):
    tree.show_filing(filing(fakes.submission(), fakes.submission(fakes.DOCUMENTS[:1])))
    model = tree.view.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["ACME WIDGETS CORP"] * 2
    assert [model.index(row, 0, model.index(1, 0)).data() for row in range(4, 6)] == [
        "Header (6)",
        "Documents (1)",
    ]


def test_a_header_alone_says_that_there_is_no_document(tree):
    tree.show_filing(filing(fakes.submission([])))
    assert "No document is in this file." in rows(tree)


def test_without_a_company_the_file_name_is_the_title(tree):
    tree.show_filing(filing(fakes.submission(header=())))
    assert rows(tree)[0] == "acme.txt"
    assert not any(row.startswith("Header") for row in rows(tree))


def test_every_document_is_reached_with_the_arrow_keys(qtbot, tree):
    tree.show_filing(filing())
    reached = []
    tree.requests.document_selected.connect(lambda submission, number: reached.append((submission, number)))
    tree.view.setCurrentIndex(tree.view.model().index(0, 0))
    tree.view.setFocus()
    for _ in range(60):
        qtbot.keyClick(tree.view, Qt.Key.Key_Right)
        qtbot.keyClick(tree.view, Qt.Key.Key_Down)
    assert reached == [(0, number) for number in range(1, 7)]


def test_a_click_selects_and_showing_it_does_not_ask_again(qtbot, tree):
    tree.show_filing(filing())
    tree.select(0, 1)
    item = tree._model.item_of(next(t for t in tree._model._items if t.document == 3))
    place = tree.view.visualRect(tree._rows.mapFromSource(item.index())).center()
    with qtbot.waitSignal(tree.requests.document_selected) as chosen:
        qtbot.mouseClick(tree.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [0, 3]
    with qtbot.assertNotEmitted(tree.requests.document_selected, wait=50):
        tree.select(0, 3)
        tree.select(0, 2)


def test_selecting_a_folded_document_unfolds_its_group(tree):
    tree.show_filing(filing())
    tree.select(0, 6)
    assert "XML | R1.htm | 11 KB" in rows(tree, unfolded=True)


def test_the_filter_leaves_what_was_typed_and_gives_everything_back(qtbot, tree):
    tree.show_filing(filing())
    before = rows(tree, unfolded=True)
    qtbot.keyClicks(tree.filter_box, "ex-10")
    assert rows(tree) == ["Documents (6)", "EX-10.1 | LEASE AGREEMENT | 11 KB"]
    qtbot.keyClick(tree.filter_box, Qt.Key.Key_Escape)
    assert rows(tree, unfolded=True) == before


def test_what_the_filter_leaves_is_chosen_by_a_click_and_by_the_arrow_keys(qtbot, tree):
    """Where the row of the document shown is left out, no other one stands there as chosen."""
    tree.show_filing(filing())
    for by_click in (True, False):
        tree.select(0, 1)
        tree.filter_box.setFocus()
        qtbot.keyClicks(tree.filter_box, "ex-")
        assert not tree.view.selectionModel().hasSelection()
        with qtbot.waitSignal(tree.requests.document_selected, timeout=5000) as chosen:
            if by_click:
                row = tree._rows.mapFromSource(
                    tree._model.findItems("EX-10.1", Qt.MatchFlag.MatchRecursive)[0].index()
                )
                place = tree.view.visualRect(row).center()
                qtbot.mouseClick(tree.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
            else:
                qtbot.keyClick(tree.filter_box, Qt.Key.Key_Down)
        assert chosen.args == [0, 2]
        qtbot.keyClick(tree.filter_box, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("press", ["EX-99.1 | PRESS RELEASE | 11 KB"]),
        ("LOGO.GIF", ["GRAPHIC | logo.gif | 11 KB"]),
        ("ex-1", ["EX-10.1 | LEASE AGREEMENT | 11 KB", "EX-101.SCH | XBRL SCHEMA | 11 KB"]),
        ("central index", ["CENTRAL INDEX KEY | 0009999999"]),
        ("data and", [f"{d.type} | {description_words(d)} | 11 KB" for d in fakes.DOCUMENTS[3:]]),
    ],
)
def test_the_filter_looks_in_type_description_file_name_and_fields(qtbot, tree, words, left):
    tree.show_filing(filing())
    qtbot.keyClicks(tree.filter_box, words)
    assert [row for row in rows(tree) if "|" in row] == left


def test_typing_a_filter_does_not_change_the_shown_document(qtbot, tree):
    tree.show_filing(filing())
    tree.select(0, 1)
    with qtbot.assertNotEmitted(tree.requests.document_selected):
        qtbot.keyClicks(tree.filter_box, "press")
        qtbot.keyClick(tree.filter_box, Qt.Key.Key_Escape)
    assert tree.view.currentIndex().siblingAtColumn(0).data() == "8-K"


def test_enter_goes_to_the_first_document_found(qtbot, tree):
    tree.show_filing(filing())
    qtbot.keyClicks(tree.filter_box, "release")
    with qtbot.waitSignal(tree.requests.document_selected) as chosen:
        qtbot.keyClick(tree.filter_box, Qt.Key.Key_Return)
    assert chosen.args == [0, 3]


def test_enter_goes_to_the_first_heading_that_holds_the_words_and_not_to_what_stands_above_it(qtbot, tree):
    tree.show_filing(filing())
    tree.select(0, 1)
    tree.show_outline((Heading("PART I", 1, 20), Heading("Item 1. Pumps", 2, 40)))
    qtbot.waitUntil(lambda: not tree._outlining.is_busy, timeout=2000)
    qtbot.keyClicks(tree.filter_box, "pumps")
    with qtbot.waitSignal(tree.requests.heading_selected) as chosen:
        qtbot.keyClick(tree.filter_box, Qt.Key.Key_Return)
    assert chosen.args == [40]


def test_enter_goes_to_a_field_where_no_document_and_no_heading_holds_the_words(qtbot, tree):
    tree.show_filing(filing())
    qtbot.keyClicks(tree.filter_box, "accession number")
    with qtbot.assertNotEmitted(tree.requests.document_selected):
        qtbot.keyClick(tree.filter_box, Qt.Key.Key_Return)
    assert tree.view.currentIndex().siblingAtColumn(0).data() == "ACCESSION NUMBER"


def test_a_filter_that_leaves_nothing_says_what_was_looked_for(qtbot, tree):
    tree.show_filing(filing())
    qtbot.keyClicks(tree.filter_box, "zebra (")
    assert rows(tree) == []
    assert tree._nothing.isVisible()
    assert "zebra (" in tree._nothing.text()
    tree.filter_box.clear()
    assert not tree._nothing.isVisible()


def test_the_value_of_a_row_is_copied(qtbot, tree):
    tree.show_filing(filing())
    model = tree.view.model()
    tree.view.setCurrentIndex(model.index(3, 0, model.index(0, 0)))
    with qtbot.waitSignal(tree.requests.value_copied):
        tree.copy()
    assert QGuiApplication.clipboard().text() == "0009999999-24-000001"


def test_all_of_a_row_is_in_its_tooltip(tree):
    tree.show_filing(filing())
    item = tree._model.item_of(next(t for t in tree._model._items if t.document == 3))
    assert item.toolTip().splitlines() == [
        "Sequence: 3",
        "Type: EX-99.1 (Additional exhibit)",
        "Description: PRESS RELEASE",
        "File name: press.htm",
        "Size: 11 KB",
    ]


def test_a_header_of_ten_thousand_fields_does_not_hold_the_window_up(qtbot, tree):
    many = tuple(Field("SERIES", None, (Field("NAME", f"Fund {n}"),) * 9) for n in range(1000))
    clock, gaps = QElapsedTimer(), []
    beat = QTimer(interval=5)
    beat.timeout.connect(lambda: gaps.append(clock.restart()))
    beat.start()
    clock.start()
    SubmissionTree.show_filing(tree, filing(fakes.submission(header=fakes.HEADER + many)))
    assert "8-K | CURRENT REPORT | 11 KB" in rows(tree, unfolded=True)
    qtbot.waitUntil(lambda: not tree._filling.is_busy, timeout=60_000)
    assert len(gaps) > 10  # it came in slices, with the window heard between them
    assert sum(row.startswith("NAME | Fund ") for row in rows(tree)) == 9000


def test_icons_and_muted_words_follow_the_theme(tree):
    tree.show_filing(filing())
    item = tree._model.item(0).child(0)
    try:
        theme.apply(theme.Theme.LIGHT)
        tree.retint()
        assert item.foreground().color().name() == theme.LIGHT.muted
        theme.apply(theme.Theme.DARK)
        tree.retint()
        assert item.foreground().color().name() == theme.DARK.muted
    finally:
        theme.apply(theme.Theme.SYSTEM)


def test_values_have_room_beside_the_longest_names(tree):
    """The names take at most six tenths of the width, and no column reaches beyond the tree."""
    tree.show_filing(filing())
    tree.view.expandAll()
    tree.view.fit_columns()
    widths = [tree.view.columnWidth(column) for column in range(COLUMNS)]
    assert sum(widths) <= tree.view.viewport().width()
    assert widths[1] >= 0.3 * tree.view.viewport().width()


def test_what_a_value_means_is_there_where_it_can_be_read_and_else_takes_no_room(tree):
    """The value and the size stand there whole before; a row is chosen by a click right of its words too."""
    tree.show_filing(filing())
    header = tree.view.model().index(1, 0)
    tree.view.expand(header)
    for width, seen in ((300, False), (700, True)):
        tree.resize(width, 600)
        tree.view.fit_columns()
        assert (tree.view.columnWidth(2) >= 90) is seen, width
        assert sum(map(tree.view.columnWidth, range(COLUMNS))) == tree.view.viewport().width()
    tree.resize(300, 600)
    tree.view.fit_columns()
    assert tree.view.columnWidth(2) == 0
    assert tree.view.columnWidth(3) >= tree.view.fontMetrics().horizontalAdvance("11 KB")


@pytest.mark.parametrize(
    ("parts", "items", "subs", "seen"),
    [(4, 3, 2, 4 + 12 + 24), (4, 10, 3, 4 + 40), (50, 3, 0, 50), (70, 0, 0, 0)],
)
def test_headings_are_unfolded_as_deep_as_they_are_not_very_many(qtbot, tree, parts, items, subs, seen):
    """A long outline shows its Parts and Items; what is below them is opened by the reader."""
    tree.show_filing(filing())
    tree.select(0, 1)
    block, headings = 0, []
    for part in range(parts):
        headings.append(Heading(f"Part {part}", 1, block := block + 1))
        for item in range(items):
            headings.append(Heading(f"Item {part}-{item}", 2, block := block + 1))
            headings += [Heading(f"Sub {part}-{item}-{sub}", 3, block := block + 1) for sub in range(subs)]
    tree.show_outline(headings)
    qtbot.waitUntil(lambda: not tree._outlining.is_busy, timeout=20_000)
    unfolded = [row for row in rows(tree, unfolded=True) if row.startswith(("Part ", "Item ", "Sub "))]
    assert len(unfolded) == seen


# What fields mean


def cells_of(tree, name: str) -> list:
    """Return the cells of the header row called `name`, as filed."""
    (item,) = tree._model.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return [item.model().itemFromIndex(item.index().siblingAtColumn(column)) for column in range(3)]


def test_the_meaning_of_a_value_stands_muted_behind_the_value_as_filed(tree):
    """The value itself, what is copied of it and what the filter finds stay what was filed."""
    tree.show_filing(filing())
    name, value, meaning = cells_of(tree, "CONFORMED PERIOD OF REPORT")
    said = explain(Field("CONFORMED PERIOD OF REPORT", "20240115"))
    assert value.text() == "20240115"
    assert meaning.text() == said.value != ""
    assert meaning.foreground().color() == QColor(theme.colours().muted)
    assert all(cell.data(Role.VALUE) == "20240115" for cell in (name, value, meaning))
    assert said.about in value.toolTip()
    assert value.toolTip().startswith("CONFORMED PERIOD OF REPORT: 20240115")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_copies_a_value_or_a_row(qtbot, tree):
    tree.show_filing(filing())
    tree.view.setCurrentIndex(tree._rows.mapFromSource(cells_of(tree, "CENTRAL INDEX KEY")[0].index()))
    tree.view.scrollTo(tree.view.currentIndex())
    copied = {}
    for words in ("Copy Value", "Copy Row"):
        tree._show_menu(tree.view.visualRect(tree.view.currentIndex()).center())
        (menu,) = [each for each in tree.findChildren(QMenu, "tree_menu") if each.isVisible()]
        (action,) = [each for each in menu.actions() if each.text() == words]
        action.trigger()
        menu.close()
        copied[words] = QGuiApplication.clipboard().text()
    assert copied == {"Copy Value": "0009999999", "Copy Row": "CENTRAL INDEX KEY\t0009999999"}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_a_document_exports_and_shows_the_folder(qtbot, tree):
    tree.show_filing(filing())
    tree.select(0, 2)
    place = tree.view.visualRect(tree.view.currentIndex()).center()
    for words, signal in (
        ("Export…", tree.requests.export_requested),
        ("Show in Folder", tree.requests.folder_requested),
    ):
        tree._show_menu(place)
        (menu,) = [each for each in tree.findChildren(QMenu, "tree_menu") if each.isVisible()]
        (action,) = [each for each in menu.actions() if each.text() == words]
        with qtbot.waitSignal(signal):
            action.trigger()
        menu.close()
