"""How the window looks: theme and text size."""

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QComboBox, QGroupBox, QRadioButton

from app.views.settings.section import Section
from app.views.widgets.fields import Field
from app.views.widgets.layouts import vertical
from app.views.widgets.page import Page
from app.views.widgets.words import words

_THEMES: Final = {
    "system": "As this computer is set up",
    "light": "Light",
    "dark": "Dark",
    "high-contrast": "High contrast",
}
_SIZES: Final = {100: 11, 125: 14, 150: 17, 175: 19, 200: 22}
"""Per cent of the usual size to points: whole ones, since letters of half a point are drawn unevenly."""


class LookSection(Section):
    """Applies at once, to everything."""

    title = "How it looks"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        now = self.context.settings.now
        # The group has no heading of its own on the screen: the card's is read out as its name.
        group = QGroupBox()
        group.setObjectName("group")
        group.setAccessibleName("Theme")
        choices = vertical(group)
        self._group = QButtonGroup(self)
        self.themes = {name: QRadioButton(text) for name, text in _THEMES.items()}
        for name, choice in self.themes.items():
            choice.setChecked(name == now.theme)
            choice.toggled.connect(lambda on, name=name: self._chose_theme(name) if on else None)
            self._group.addButton(choice)
            choices.addWidget(choice)
        self.card("Theme", group)
        self.text_size = QComboBox()
        for percent in _SIZES:
            self.text_size.addItem(f"{percent} %")
        nearest = min(_SIZES, key=lambda percent: abs(_SIZES[percent] - now.text_size))
        self.text_size.setCurrentIndex(list(_SIZES).index(nearest))
        self.text_size.activated.connect(self._chose_size)
        told = words("Everything grows with it, and nothing is cut off.", "hint")
        self.card("Text", self.narrow(Field("Text size", self.text_size)), told)

    def _chose_theme(self, name: str) -> None:
        self.context.settings.change(theme=name)

    def _chose_size(self, row: int) -> None:
        self.context.settings.change(text_size=tuple(_SIZES.values())[row])
