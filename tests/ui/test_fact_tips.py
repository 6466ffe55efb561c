"""The pointer over a figure of inline XBRL shows which fact it is; nothing is read before a word is pointed at."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from tests.ui import fakes
from viewer.rendition import Fact, Filing
from viewer.ui.fact_tips import facts_at
from viewer.ui.fact_words import tip_words
from viewer.ui.main_window import MainWindow
from viewer.ui.page_link import Hovered
from viewer.ui.settings import PageLook

PAGE = """<html><body><div style="display:none"><ix:header><ix:resources>
<xbrli:context id="y"><xbrli:entity><xbrli:identifier>77</xbrli:identifier></xbrli:entity><xbrli:period>
<xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header></div>
<p>Mill Company sells flour.</p>
<table><tr><td></td><td>2023</td><td>2022</td><td>2021</td></tr>
<tr><td>Sales of flour</td><td>$</td><td><ix:nonFraction name="m:Sales" contextRef="y" unitRef="u" scale="3"
 decimals="-3" format="ixt:num-dot-decimal">1,234</ix:nonFraction></td><td>$</td><td>1,234</td><td>$</td>
 <td>1,100</td></tr>
<tr><td>Loss</td><td></td><td>(<ix:nonFraction name="m:Loss" contextRef="y" unitRef="u" scale="3" sign="-"
 format="ixt:num-dot-decimal">56</ix:nonFraction>)</td><td></td><td>78</td><td></td><td>90</td></tr></table>
<ix:nonNumeric name="m:Policy" contextRef="y" escape="true"><p>Flour is valued at
 <ix:nonFraction name="m:Rate" contextRef="y" unitRef="u" scale="-2" format="ixt:num-dot-decimal">95.5</ix:nonFraction>%
 of its cost, which the mill has done since it was built by the lake, in all years and for all of its customers, whoever
 they were and however they paid for what they bought of it there.</p></ix:nonNumeric></body></html>"""


@pytest.fixture
def opened(qtbot, settings, tmp_path, monkeypatch):
    path = tmp_path / "mill10k.htm"
    path.write_text(PAGE, encoding="utf-8")
    window = MainWindow(settings, Filing.open)
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    fakes.show(qtbot, window, path)
    window.tips = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, *_rest: window.tips.append(words))
    yield window
    window.close()


def point_at(qtbot, window, words: str) -> None:
    """Rest with the pointer on the first of these words on the page."""
    script = f"""(() => {{ const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {{
      const at = node.data.indexOf({json.dumps(words)});
      if (at < 0) continue;
      const range = document.createRange(); range.setStart(node, at); range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      return JSON.stringify([box.left + box.width / 2, box.top + box.height / 2]);
    }} }})()"""
    x, y = json.loads(fakes.page_answer(qtbot, window, script))
    pane = window.document_view.html_pane
    zoom = pane.view.zoomFactor()
    with qtbot.waitSignal(pane.word_hovered, timeout=20_000, check_params_cb=lambda told: told is not None):
        QTest.mouseMove(
            pane.view.focusProxy(), QPoint(2, 2)
        )  # where the pointer is already is no way to move
        QTest.mouseMove(pane.view.focusProxy(), QPoint(int(x * zoom), int(y * zoom)))


def test_a_figure_says_concept_value_period_scale_and_sign(qtbot, opened):
    point_at(qtbot, opened, "1,234")
    qtbot.waitUntil(lambda: len(opened.tips) == 1, timeout=20_000)
    for words in ("m:Sales", "1,234,000 USD", "2023-01-01 to 2023-12-31", "3 (thousands)", "-3"):
        assert words in opened.tips[0]
    assert "reversed" not in opened.tips[0]
    point_at(qtbot, opened, "56")
    qtbot.waitUntil(lambda: len(opened.tips) == 2, timeout=20_000)
    assert "m:Loss" in opened.tips[1]
    assert "-56,000 USD" in opened.tips[1]
    assert "reversed" in opened.tips[1]


def test_a_figure_within_the_text_of_a_note_is_told_and_the_note_is_not(qtbot, opened):
    point_at(qtbot, opened, "95.5")
    qtbot.waitUntil(lambda: len(opened.tips) == 1, timeout=20_000)
    assert "m:Rate" in opened.tips[0]
    assert "2 (hundredths)" in opened.tips[0]
    point_at(qtbot, opened, "customers")
    fakes.settle(qtbot, opened)
    assert len(opened.tips) == 1


def test_the_same_figure_that_is_no_fact_says_nothing(qtbot, opened):
    point_at(qtbot, opened, "1,234")
    qtbot.waitUntil(lambda: len(opened.tips) == 1, timeout=20_000)
    for words in ("1,100", "78", "Mill"):
        point_at(qtbot, opened, words)
    fakes.settle(qtbot, opened)
    assert len(opened.tips) == 1


def test_the_page_as_filed_tells_facts_too(qtbot, opened):
    with qtbot.waitSignal(opened.document_view.html_pane.loaded, timeout=20_000):
        opened.actions_.page_looks[PageLook.FILED].trigger()
    point_at(qtbot, opened, "1,234")
    qtbot.waitUntil(lambda: len(opened.tips) == 1, timeout=20_000)
    assert "m:Sales" in opened.tips[0]
    point_at(qtbot, opened, "1,100")
    fakes.settle(qtbot, opened)
    assert len(opened.tips) == 1


def test_no_fact_is_read_before_a_word_is_pointed_at(qtbot, opened):
    rendition = opened.reading.filing.rendition(opened.reading.shown.document)
    assert rendition._facts is None
    point_at(qtbot, opened, "Mill")
    qtbot.waitUntil(lambda: rendition._facts is not None, timeout=20_000)
    assert not opened.tips


def fact(shown: str, letters: tuple[int, int], concept: str = "m:A") -> Fact:
    return Fact(concept, shown, shown, block=1, letters=letters)


@pytest.mark.parametrize(
    ("letter", "found"),
    [(0, ["m:A"]), (4, ["m:A"]), (5, ["m:A", "m:B"]), (6, ["m:B"])],
)
def test_of_two_facts_in_one_word_the_one_below_the_pointer_is_told(letter, found):
    facts = [fact("1,234", (0, 5)), fact("5,678", (6, 11), "m:B")]
    hovered = Hovered(1, "1,234/5,678", 0, letter, QRectF())
    assert [each.concept for each in facts_at(facts, hovered)] == found


def test_a_place_whose_letters_are_others_is_no_place_of_a_fact():
    assert facts_at([fact("1,234", (0, 5))], Hovered(1, "9,999", 0, 2, QRectF())) == []


def test_nothing_of_a_filing_is_markup_in_a_tip():
    words = tip_words([fact('<img src="file:///etc/passwd">', (0, 1), "<b>m:A</b>")])
    assert "<img" not in words
    assert "<b>m" not in words
