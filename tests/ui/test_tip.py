"""Tool tips show the words of a filing as they stand."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from viewer.ui.tip import tip


@pytest.mark.parametrize(
    "words", ["Smith & Sons", "<b>Smith</b> &amp; Sons", "<SEC-DOCUMENT>a.txt\nof <i>1999</i>", "1 < 2", ""]
)
def test_nothing_of_a_filing_is_markup(words):
    shown = tip(words)
    if shown != words:
        document = QTextDocument()
        document.setHtml(shown)
        shown = document.toPlainText()
    assert shown == words
