"""The theme chosen to colours, palette and icons: every colour of the window is named here.

The clean page has the same tokens in `resources/page.css`; a test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from viewer.resources import resource


class Theme(Enum):
    """The user's choice; the values are what the settings keep."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """The tokens: `#rrggbb` each.

    On `paper` stands `ink` (contrast at least 7:1) and `muted` (4.5:1); `rule` parts, `strong_rule`
    underlines totals; `accent` is for links, focus and the linked bar, `mark` for what was found,
    `mark_strong` with `mark_ink` for the hit that is shown; `linked` tints a linked block, `shade` a table's
    zebra; `warn` and `error` are the signs of messages on `strip`; `window` is the ground of the bars.
    """

    paper: str
    ink: str
    muted: str
    rule: str
    strong_rule: str
    accent: str
    mark: str
    mark_strong: str
    mark_ink: str
    shade: str
    linked: str
    warn: str
    error: str
    strip: str
    window: str
    selection: str
    selected_ink: str


LIGHT = Colours(
    paper="#fdfcfa",
    ink="#1f2328",
    muted="#5f666e",
    rule="#d3d1cb",
    strong_rule="#4a4f55",
    accent="#0b57a4",
    mark="#ffe58a",
    mark_strong="#ffb02e",
    mark_ink="#1f2328",
    shade="#f5f3ee",
    linked="#e8f0fa",
    warn="#8a5a00",
    error="#a8281e",
    strip="#faf1d9",
    window="#f2f0ec",
    selection="#cfe0f4",
    selected_ink="#14181c",
)

DARK = Colours(
    paper="#1b1d20",
    ink="#dcdfe3",
    muted="#9ba1a9",
    rule="#3a3e44",
    strong_rule="#a2a8af",
    accent="#86b7f0",
    mark="#6b5710",
    mark_strong="#e3b341",
    mark_ink="#14181c",
    shade="#212428",
    linked="#233244",
    warn="#e3b341",
    error="#f28b82",
    strip="#322c1d",
    window="#25282c",
    selection="#2f4a6b",
    selected_ink="#f3f5f7",
)


_EDGED = ("QCheckBox", "QRadioButton", "QLineEdit", "QListWidget")
_DARKER = 140  # per cent: by how much Fusion darkens a window's colour for an edge


def is_dark() -> bool:
    """Whether the window is dark now."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Base).lightness() < 128


def name() -> str:
    """Return what style sheets call the theme: `dark` or `light`."""
    return "dark" if is_dark() else "light"


def colours() -> Colours:
    """Return the tokens in force."""
    return DARK if is_dark() else LIGHT


def apply(theme: Theme) -> None:
    """Set the application to `theme`, leaving a native palette alone where it already fits."""
    schemes = {Theme.LIGHT: Qt.ColorScheme.Light, Theme.DARK: Qt.ColorScheme.Dark}
    QGuiApplication.styleHints().setColorScheme(schemes.get(theme, Qt.ColorScheme.Unknown))
    scheme = schemes.get(theme, QGuiApplication.styleHints().colorScheme())
    if QApplication.style().objectName() == "fusion":
        tokens = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        QApplication.setPalette(palette(tokens))
        for each in _EDGED:
            QApplication.setPalette(_edged(tokens), each)


def palette(tokens: Colours) -> QPalette:
    """Return the palette made of `tokens`, for styles that have no palette of their own platform."""
    made = QPalette(QColor(tokens.window), QColor(tokens.window))
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for each, value in {
        role.Base: tokens.paper,
        role.AlternateBase: tokens.shade,
        role.ToolTipBase: tokens.paper,
        role.WindowText: tokens.ink,
        role.Text: tokens.ink,
        role.ButtonText: tokens.ink,
        role.ToolTipText: tokens.ink,
        role.BrightText: tokens.error,
        role.PlaceholderText: tokens.muted,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.selected_ink,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
    }.items():
        made.setColor(each, QColor(value))
    made.setColor(group.Inactive, role.Highlight, _between(tokens.rule, tokens.paper))
    made.setColor(group.Inactive, role.HighlightedText, QColor(tokens.ink))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(group.Disabled, each, _between(tokens.muted, tokens.window))
    return made


def edge(tokens: Colours) -> QColor:
    """Return the colour of the edges of boxes to be checked and to be written in."""
    return _between(tokens.muted, tokens.window, 5)


def _edged(tokens: Colours) -> QPalette:
    """Return a palette with which Fusion draws edges that are seen: it draws them darker by two fifths than windows."""
    made, seen = palette(tokens), edge(tokens)
    hue, saturation, value, _alpha = seen.getHsv()
    made.setColor(
        QPalette.ColorRole.Window, QColor.fromHsv(hue, saturation, min(255, value * _DARKER // 100))
    )
    faded = _between(tokens.rule, tokens.window)
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Window, faded.lighter(_DARKER))
    return made


def _between(one: str, other: str, parts: int = 2) -> QColor:
    """Return `parts` of one colour mixed with a part of the other."""
    a, b = QColor(one), QColor(other)
    return QColor(
        *((parts * x + y) // (parts + 1) for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True))
    )


def icon(name: str, colour: str = "") -> QIcon:
    """Return the icon `resources/icons/NAME.svg`, drawn in `colour` or in the ink in force."""
    tokens = colours()
    return _icon(name, colour or tokens.ink, _faded(tokens))


@cache
def _faded(tokens: Colours) -> str:
    return _between(tokens.muted, tokens.window).name()


@cache
def _icon(name: str, ink: str, faded: str) -> QIcon:
    svg = resource(f"icons/{name}.svg").read_bytes()
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, ink), (QIcon.Mode.Selected, ink), (QIcon.Mode.Disabled, faded)):
        drawing = QSvgRenderer(QByteArray(svg.replace(b"currentColor", colour.encode())))
        for side in (16, 20, 24, 32, 48):
            made.addPixmap(_drawn(drawing, side), mode)
    return made


def _drawn(drawing: QSvgRenderer, side: int) -> QPixmap:
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    return pixmap
