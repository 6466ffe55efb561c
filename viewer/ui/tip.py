"""Words of a filing to a tool tip that shows them as they stand, though Qt reads for markup what looks like it."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def tip(words: str) -> str:
    """Return what to set as a tool tip, so that nothing in `words` is markup.

    >>> tip("Smith & Sons"), tip("<b>Smith</b>")
    ('Smith & Sons', '<p style="white-space: pre-wrap">&lt;b&gt;Smith&lt;/b&gt;</p>')
    """
    return f'<p style="white-space: pre-wrap">{escape(words)}</p>' if Qt.mightBeRichText(words) else words
