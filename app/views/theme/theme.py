"""How the window looks now: theme, text size and icons, and the one place that changes them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.errors import MissingPart
from app.views.theme import fonts, tokens
from app.views.theme.tokens import Sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

OLD_THEME: Final = (
    "That theme is not whole on this machine, so the window looks as before. Install Casework again to mend it; "
    "no vault is affected."
)


class Theme(QObject):
    """The theme and text size in use; `changed` says that what was drawn from them has to be drawn anew."""

    changed = Signal()
    refused = Signal(str)
    """A theme that the system asked for could not be used, in a sentence; the look is as it was."""

    def __init__(self, app: QApplication, name: str, text_size: int, *, last_look: str = "") -> None:
        """`last_look`: what the system asked for when last looked at; `look_again` asks whether it still does."""
        super().__init__(app)
        self._app, self._name, self._last_look = app, name, last_look
        self._icons: dict[tuple[str, str, int, int], QIcon] = {}
        self._dressed: list[QWidget | QApplication] = []
        fonts.register()
        self.use(name, text_size)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def use(self, name: str, text_size: int) -> None:
        """Take a theme by name, or "system", and a text size in per cent. Raises MissingPart, with nothing changed."""
        chosen = tokens.load(self._resolved(name))
        sizes = Sizes(text_size)
        sheet = tokens.style_sheet(chosen, sizes)
        self._name, self.tokens, self.sizes = name, chosen, sizes
        self._icons.clear()
        if name != "system":
            # Title bars and the system's own dialogs follow this one.
            scheme = _schemes().Dark if chosen.is_dark else _schemes().Light
            self._app.styleHints().setColorScheme(scheme)
        self._app.setPalette(tokens.palette(chosen))
        self._app.setFont(fonts.font(sizes.px(tokens.TEXT)))
        self._sheet = sheet
        self._dressed = [each for each in self._dressed if isValid(each)]
        for each in self._dressed:
            each.setStyleSheet(sheet)
        self.changed.emit()

    def look_again(self) -> None:
        """Follow the system if it asks for another look than when it was looked at last."""
        if self._name == "system" and self._last_look:
            self._last_look = ""
            if self._resolved("system") != self.tokens.name:
                self._system_changed()

    def dress(self, window: QWidget | QApplication) -> None:
        """Give a window this style and each later one, with all that is in it and every dialog over it.

        A window, and not the application: there Qt works out a widget's style when it is made, and again for each
        thing that it is put into, which was most of the work of a screen. What is put together outside a window gets
        its style once, when it comes into one.
        """
        self._dressed.append(window)
        window.setStyleSheet(self._sheet)

    def follow(self, draw: Callable[[], None]) -> None:
        """Draw now, and again whenever theme or text size change, for as long as the one whose method it is lives.

        Raises TypeError for anything but a QObject's own method: Qt would call it after its widget is gone.
        """
        if not isinstance(getattr(draw, "__self__", None), QObject):
            raise TypeError("only a method of a QObject follows the theme")
        self.changed.connect(draw)
        draw()

    def colour(self, role: str) -> QColor:
        """The colour of a role."""
        return self.tokens.colour(role)

    def px(self, at_100: float) -> int:
        """A length that is this long at 100 % text."""
        return self.sizes.px(at_100)

    def font(self, at_100: float = tokens.TEXT, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The face at a size that is this large at 100 % text, for what is painted."""
        return fonts.font(self.sizes.px(at_100), weight)

    def pixels(self, ems: float) -> int:
        """A length as a multiple of the text size."""
        return self.sizes.pixels(ems)

    def icon(self, name: str, role: str = "text", *, ems: float = 16 / 14, room: int = 0) -> "QIcon":
        """A Lucide icon in the colour of a role, with some room at its right."""
        key = (name, role, self.pixels(ems), room)
        if key not in self._icons:
            from app.views.theme import icons  # noqa: PLC0415 - the first page is painted without

            self._icons[key] = icons.icon(
                name,
                self.colour(role),
                size=self.pixels(ems),
                room=room,
            )
        return self._icons[key]

    def _resolved(self, name: str) -> str:
        if name != "system":
            return name
        if self._last_look:
            # To ask takes Python's side of all of Qt's namespace, which the first page does without.
            return self._last_look
        hints = self._app.styleHints()
        high = QtCore.Qt.ContrastPreference.HighContrast
        wants_contrast = hints.accessibility().contrastPreference() == high
        if wants_contrast:
            return "high-contrast"
        return "dark" if hints.colorScheme() == _schemes().Dark else "light"

    def _system_changed(self) -> None:
        self._last_look = ""
        if self._name != "system":
            return
        try:
            self.use("system", self.sizes.percent)
        except MissingPart:
            self.refused.emit(OLD_THEME)


def _schemes() -> "type[QtCore.Qt.ColorScheme]":
    return QtCore.Qt.ColorScheme
