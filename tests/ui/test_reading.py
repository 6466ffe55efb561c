"""What a reading asks of a filing is what the panes need."""

from __future__ import annotations

from viewer.rendition import Filing
from viewer.resources import resource
from viewer.ui.shown_text import ShownText
from viewer.ui.writing import kept_spans


def test_tables_of_a_narrow_text_keep_their_columns_and_rules():
    """However narrow the pane, figures and the rules above totals stand one below the other."""
    filing = Filing.open(resource("sample.txt"))
    rendition = filing.rendition(filing.submissions[0].documents[2])
    rendering = rendition.text()
    shown = ShownText.of(rendering.text, 30, kept_spans(rendition, rendering.places))
    lines = "".join(shown.pieces()).split("\n")
    wide = [line for line in rendering.text.split("\n") if "───" in line or "Total current assets" in line]
    assert len(wide) > 10
    assert all(line in lines for line in wide)
    prose = "Ports are measuring more, and they are measuring it with us"
    assert prose in rendering.text
    assert not any(prose in line for line in lines)
    filing.close()
