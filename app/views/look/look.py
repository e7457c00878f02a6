"""How the window looks now: theme, text size and icons, and the one place that changes them."""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.errors import MissingPart
from app.views.look import fonts, icons, theme
from app.views.look.theme import Sizes

OLD_LOOK: Final = (
    "That theme is not whole on this machine, so the window looks as before. Install Casework again to mend it; "
    "no vault is affected."
)


class Look(QObject):
    """The theme and text size in use; `changed` says that what was drawn from them has to be drawn anew."""

    changed = Signal()
    refused = Signal(str)
    """A theme that the system asked for could not be used, in a sentence; the look is as it was."""

    def __init__(self, app: QApplication, name: str, text_size: int) -> None:
        super().__init__(app)
        self._app, self._name = app, name
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._dressed: list[QWidget | QApplication] = []
        app.setStyle("Fusion")
        fonts.register()
        self.use(name, text_size)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def use(self, name: str, text_size: int) -> None:
        """Take a theme by name, or "system", and a text size in points. Raises MissingPart, with nothing changed."""
        chosen = theme.load(self._resolved(name))
        sizes = Sizes(text_size)
        sheet = theme.style_sheet(chosen, sizes)
        self._name, self.theme, self.sizes = name, chosen, sizes
        self._icons.clear()
        if name != "system":
            # Title bars and the system's own dialogs follow this one.
            scheme = Qt.ColorScheme.Dark if chosen.is_dark else Qt.ColorScheme.Light
            self._app.styleHints().setColorScheme(scheme)
        self._app.setPalette(theme.palette(chosen))
        self._app.setFont(fonts.font(text_size))
        self._sheet = sheet
        self._dressed = [each for each in self._dressed if isValid(each)]
        for each in self._dressed:
            each.setStyleSheet(sheet)
        self.changed.emit()

    def dress(self, window: QWidget | QApplication) -> None:
        """Give a window this style and each later one, with all that is in it and every dialog over it.

        A window, and not the application: there Qt works out a widget's style when it is made, and again for each
        thing that it is put into, which was most of the work of a screen. What is put together outside a window gets
        its style once, when it comes into one.
        """
        self._dressed.append(window)
        window.setStyleSheet(self._sheet)

    def colour(self, role: str) -> QColor:
        """The colour of a role."""
        return self.theme.colour(role)

    def pixels(self, ems: float) -> int:
        """A length as a multiple of the text size."""
        return self.sizes.pixels(ems)

    def icon(self, name: str, role: str = "text", *, ems: float = 1.5) -> QIcon:
        """A Lucide icon in the colour of a role."""
        key = (name, role, self.pixels(ems))
        if key not in self._icons:
            self._icons[key] = icons.icon(
                name,
                self.colour(role),
                size=self.pixels(ems),
                chosen=self.colour(_ON.get(role, "on_primary")),
            )
        return self._icons[key]

    def _resolved(self, name: str) -> str:
        if name != "system":
            return name
        hints = self._app.styleHints()
        wants_contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        if wants_contrast:
            return "high-contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _system_changed(self) -> None:
        if self._name != "system":
            return
        try:
            self.use("system", self.sizes.text)
        except MissingPart:
            self.refused.emit(OLD_LOOK)


_ON = {"on_rail": "on_rail"}
