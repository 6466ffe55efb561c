"""What was copied to the clipboard, for programs that take words and for those that take more."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


def put(text: str, html: str = "", markdown: str = "") -> None:
    """Put words on the clipboard, as HTML and as Markdown too where these are given."""
    carried = QMimeData()
    carried.setText(text)
    if html:
        carried.setHtml(html)
    if markdown:
        carried.setData("text/markdown", markdown.encode())
    QGuiApplication.clipboard().setMimeData(carried)
