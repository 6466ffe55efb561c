"""Colours are readable, named once, and the same in the window and on the page."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
)

from viewer.resources import resource
from viewer.submission.model import Kind
from viewer.ui import theme
from viewer.ui.buttons import button_row
from viewer.ui.theme import DARK, LIGHT, Colours, Theme

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def tokens_of(named: Colours) -> dict[str, str]:
    """Return colours by their names in the style sheet: `strong_rule` is `--strong-rule`."""
    return {"--" + each.name.replace("_", "-"): getattr(named, each.name) for each in fields(named)}


@BOTH
def test_ink_and_muted_words_are_readable_on_every_ground(tokens):
    for ground in (tokens.paper, tokens.window, tokens.shade, tokens.strip, tokens.linked):
        assert contrast(tokens.ink, ground) >= 7, ground
    for ground in (tokens.paper, tokens.window, tokens.shade):
        assert contrast(tokens.muted, ground) >= 4.5, ground
    assert contrast(tokens.selected_ink, tokens.selection) >= 7
    assert contrast(tokens.ink, tokens.mark) >= 4.5
    assert contrast(tokens.mark_ink, tokens.mark_strong) >= 7
    assert contrast(tokens.mark_strong, tokens.mark) >= 1.3


@BOTH
def test_links_and_signs_are_seen(tokens):
    assert contrast(tokens.accent, tokens.paper) >= 4.5
    for sign in (tokens.warn, tokens.error, tokens.accent):
        assert contrast(sign, tokens.strip) >= 3


def declarations(selector: str) -> dict[str, str]:
    """Return the custom properties of the first rule of the style sheet with `selector`."""
    sheet = resource("page.css").read_text("utf-8")
    body = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", sheet)[1]
    return dict(re.findall(r"(--[a-z-]+):\s*([^;]+);", body))


@pytest.mark.parametrize(
    ("selector", "tokens"),
    [(":root", LIGHT), (':root[data-theme="dark"]', DARK), (":root:not([data-theme])", DARK)],
)
def test_the_page_has_the_tokens_of_the_window(selector, tokens):
    said, named = declarations(selector), tokens_of(tokens)
    colours = {name: value for name, value in said.items() if value.startswith("#")}
    assert len(colours) >= 9
    assert colours == {name: named[name] for name in colours}


def test_every_icon_draws_something_in_both_themes(qapp):
    names = sorted(path.stem for path in Path(resource("icons")).glob("*.svg"))
    assert {f"kind-{kind.value}" for kind in Kind} <= set(names)
    for name in names:
        for colour in (LIGHT.ink, DARK.ink):
            image = theme.icon(name, colour).pixmap(24, 24).toImage()
            inked = sum(image.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24))
            assert inked > 20, name


def test_a_theme_is_applied_at_once_and_the_system_can_be_followed_again(qapp):
    try:
        theme.apply(Theme.DARK)
        assert theme.is_dark()
        assert theme.colours() is DARK
        theme.apply(Theme.LIGHT)
        assert not theme.is_dark()
        assert theme.colours() is LIGHT
    finally:
        theme.apply(Theme.SYSTEM)


def checked_list() -> QListWidget:
    made = QListWidget()
    QListWidgetItem("words", made).setCheckState(Qt.CheckState.Unchecked)
    return made


@pytest.mark.parametrize("chosen", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton, QLineEdit, checked_list])
def test_the_edges_of_what_is_checked_or_written_in_are_seen(qapp, qtbot, chosen, kind):
    """Some pixel at the left of it stands out from the paper by three to one."""
    if QApplication.style().objectName() != "fusion":
        pytest.skip("another style draws its own edges")
    try:
        theme.apply(chosen)
        widget = kind()
        qtbot.addWidget(widget)
        widget.resize(120, 40)
        image = widget.grab().toImage()
        paper = theme.colours().paper
        seen = {image.pixelColor(x, y).name() for x in range(12) for y in range(4, 36)}
        assert max(contrast(each, paper) for each in seen) >= 3
    finally:
        theme.apply(Theme.SYSTEM)


def test_a_button_below_a_dialog_has_words_and_no_sign(qtbot):
    row = button_row(QDialogButtonBox.StandardButton.Close, QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(row)
    assert [each.icon().isNull() for each in row.buttons()] == [True, True]
    assert all(each.text() for each in row.buttons())
