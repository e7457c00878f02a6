"""How the window looks: theme and text size."""

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QGroupBox, QRadioButton

from app.settings import TEXT_SIZES
from app.views.settings.rows import THIS_COMPUTER, YOU, SettingRows
from app.views.settings.section import KEPT_AT_ONCE, ROWS_WIDE, Section
from app.views.widgets.layouts import vertical
from app.views.widgets.page import Page
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_THEMES: Final = {
    "system": "As this computer is set up",
    "light": "Light",
    "dark": "Dark",
    "high-contrast": "High contrast",
}


class ThemeSection(Section):
    """Applies at once, to everything."""

    title = "How it looks"
    message, widest = KEPT_AT_ONCE, ROWS_WIDE

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        now, change = self.context.settings.now, self.context.settings.change
        # The group has no heading of its own on the screen: the row's is read out as its name.
        group = QGroupBox()
        group.setObjectName("group")
        group.setAccessibleName("Theme")
        choices = vertical(group, gap=0)
        self._group = QButtonGroup(self)
        self.themes = {name: QRadioButton(text) for name, text in _THEMES.items()}
        for name, choice in self.themes.items():
            choice.setChecked(name == now.theme)
            choice.toggled.connect(lambda on, name=name: self._take(name) if on else None)
            self._group.addButton(choice)
            choices.addWidget(choice)
        self.text_size = DropDown()
        for percent in TEXT_SIZES:
            self.text_size.addItem(f"{percent} %")
        self.text_size.setCurrentIndex(TEXT_SIZES.index(now.text_size))
        self.text_size.activated.connect(lambda row: change(text_size=TEXT_SIZES[row]))
        self.rows = self._rows = SettingRows(self.context.theme)
        self.rows.add("Theme", group, hint="Applies at once, to everything", by=_by(now.theme))
        limit = words(f"From {TEXT_SIZES[0]} to {TEXT_SIZES[-1]} %", "small")
        hint = "Everything grows with it, and nothing is cut off"
        self.rows.add("Text size", self.text_size, hint=hint, limit=limit)
        self.add(self.rows)

    def _take(self, name: str) -> None:
        self.context.settings.change(theme=name)
        self._rows.set_by(_THEME_ROW, _by(name))


def _by(theme: str) -> str:
    """Who chooses the theme: the computer's own setting, or the person."""
    return THIS_COMPUTER if theme == "system" else YOU


_THEME_ROW: Final = 0
