"""What a reader may want otherwise: fonts, theme, line breaks, session, folder for exports. Changes show at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFontComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from viewer.ui.accessible import describe
from viewer.ui.buttons import button_row
from viewer.ui.settings import TextTables
from viewer.ui.theme import Theme

if TYPE_CHECKING:
    from viewer.ui.settings import Settings


_PAGE_FONTS = ("Charter", "Bitstream Charter", "Cambria", "Georgia", "Liberation Serif")  # as in `page.css`


def _page_font() -> QFont:
    """Return the font that pages have where the reader chose none."""
    made = QFont()
    made.setFamilies(_PAGE_FONTS)
    made.setStyleHint(QFont.StyleHint.Serif)
    return made


class PreferencesDialog(QDialog):
    """Shows and changes the settings.

    Signals: `changed()` after each change; `theme_chosen(theme)`.
    """

    changed = Signal()
    theme_chosen = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Preferences"))
        describe(self, "preferences", self.tr("Preferences"), self.tr("Fonts, theme, lines and folders."))
        self.page_font, self.own_page_font = self._font("page", settings.page_font)
        self.text_font, self.own_text_font = self._font("text", settings.text_font, fixed=True)
        self.theme = QComboBox()
        for chosen, words in (
            (Theme.SYSTEM, self.tr("As the system")),
            (Theme.LIGHT, self.tr("Light")),
            (Theme.DARK, self.tr("Dark")),
        ):
            self.theme.addItem(words, chosen)
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.wrap = QCheckBox(self.tr("Break long lines of prose to the width of the pane"))
        self.wrap.setChecked(settings.wrap)
        self.session = QCheckBox(self.tr("Open the filings of the last run again"))
        self.session.setChecked(settings.restores_session)
        self.text_tables = QComboBox()
        for way, words in (
            (TextTables.ALIGNED, self.tr("In exported text, aligned in columns")),
            (TextTables.TABS, self.tr("In exported text, cells parted by tabs")),
            (TextTables.ROWS, self.tr("In exported text, each row as a sentence")),
        ):
            self.text_tables.addItem(words, way)
        self.text_tables.setCurrentIndex(self.text_tables.findData(settings.text_tables))
        self.zeros = QCheckBox(self.tr("A dash of a table is copied and exported as 0"))
        self.zeros.setChecked(settings.zeros)
        self.folder, self.browse = QLineEdit(settings.folder("export")), QPushButton(self.tr("Choose…"))
        self.folder.setReadOnly(True)
        self._describe()
        self._arrange()
        self._connect()

    def _font(self, name: str, family: str, *, fixed: bool = False) -> tuple[QFontComboBox, QCheckBox]:
        box, own = QFontComboBox(), QCheckBox(self.tr("Own font"))
        if fixed:
            box.setFontFilters(QFontComboBox.FontFilter.MonospacedFonts)
        own.setChecked(bool(family))
        box.setEnabled(bool(family))
        usual = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont) if fixed else _page_font()
        box.setCurrentFont(QFont(family or QFontInfo(usual).family()))  # what is in force, own or not
        describe(box, f"{name}_font", self.tr("Font"), self.tr("The font of this pane."))
        describe(own, f"own_{name}_font", self.tr("Own font"), self.tr("Use a font of your own choice."))
        return box, own

    def _describe(self) -> None:
        describe(self.theme, "theme_choice", self.tr("Theme"), self.tr("Light or dark."))
        describe(self.wrap, "wrap_choice", self.tr("Break lines"), self.wrap.text())
        describe(self.session, "session_choice", self.tr("Session"), self.session.text())
        describe(
            self.text_tables,
            "tables_choice",
            self.tr("Tables"),
            self.tr("How tables are set in plain text that is exported."),
        )
        describe(
            self.zeros,
            "zeros_choice",
            self.tr("Dashes as 0"),
            self.tr("Else a dash of a table becomes an empty cell where figures are copied or exported."),
        )
        describe(
            self.folder,
            "export_folder",
            self.tr("Export folder"),
            self.tr("Where exports are proposed to go."),
        )
        describe(self.browse, "choose_folder", self.tr("Choose"), self.tr("Chooses the folder for exports."))

    def _arrange(self) -> None:
        buttons = button_row(QDialogButtonBox.StandardButton.Close)
        describe(buttons, "preferences_buttons", self.tr("Buttons"), self.tr("Closes the preferences."))
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.setSpacing(10)
        for words, *widgets in (
            (self.tr("Page"), self.own_page_font, self.page_font),
            (self.tr("Text"), self.own_text_font, self.text_font),
            (self.tr("Lines"), self.wrap),
            (self.tr("Theme"), self.theme),
            (self.tr("At start"), self.session),
            (self.tr("Tables"), self.text_tables),
            (self.tr("Figures"), self.zeros),
            (self.tr("Exports"), self.folder, self.browse),
        ):
            label = QLabel(words)
            describe(
                label, f"preferences_{widgets[-1].objectName()}", words, widgets[-1].accessibleDescription()
            )
            row = QHBoxLayout()
            for widget in widgets:
                row.addWidget(widget, 1 if isinstance(widget, (QFontComboBox, QLineEdit, QComboBox)) else 0)
            form.addRow(label, row)
        form.addRow(buttons)
        self.setMinimumWidth(480)

    def _connect(self) -> None:
        for box, own in ((self.page_font, self.own_page_font), (self.text_font, self.own_text_font)):
            own.toggled.connect(box.setEnabled)
            own.toggled.connect(self._keep)
            box.currentFontChanged.connect(self._keep)
        self.wrap.toggled.connect(self._keep)
        self.session.toggled.connect(self._keep)
        self.zeros.toggled.connect(self._keep)
        self.text_tables.currentIndexChanged.connect(self._keep)
        self.theme.activated.connect(lambda _row: self.theme_chosen.emit(self.theme.currentData()))
        self.browse.clicked.connect(self._choose_folder)

    def _keep(self) -> None:
        page, text = self.page_font.currentFont().family(), self.text_font.currentFont().family()
        self._settings.page_font = page if self.own_page_font.isChecked() else ""
        self._settings.text_font = text if self.own_text_font.isChecked() else ""
        self._settings.wrap = self.wrap.isChecked()
        self._settings.restores_session = self.session.isChecked()
        self._settings.zeros = self.zeros.isChecked()
        self._settings.text_tables = self.text_tables.currentData()
        self.changed.emit()

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder for exports"), self.folder.text())
        if name:
            self._settings.set_folder("export", Path(name))
            self.folder.setText(self._settings.folder("export"))
