"""What came of looking at something: a colour, an icon and words, never one of them alone."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLabel

from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import selectable, style_as, words

_KINDS: Final = {
    "good": ("shield-check", "success"),
    "note": ("shield-question-mark", "muted"),
    "care": ("shield-question-mark", "care"),
    "error": ("shield-alert", "danger"),
}
_ICON: Final = 1.8


class Outcome(QFrame):
    """Hidden until there is one; `kind` is "good", "note", "care" or "error"."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._kind = theme, "good"
        self._picture = QLabel()
        self._headline, self._more = selectable(words("", "h2")), selectable(words(""))
        said = vertical(None, self._headline, self._more, gap=theme.pixels(0.2))
        horizontal(self, self._picture, (said, 1), gap=theme.pixels(0.6), pad=None)
        self.hide()
        theme.changed.connect(self._draw)

    @property
    def kind(self) -> str:
        """Which colour and icon it has."""
        return self._kind

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else f"{self._headline.text()}\n{self._more.text()}"

    def tell(self, kind: str, headline: str, more: str, *, aloud: str = "") -> None:
        """Show an outcome, and say it, or `aloud` where that is shorter or longer."""
        self._kind = kind
        self._headline.setText(headline)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(headline)
        self.setAccessibleDescription(more)
        style_as(self, "bar", kind)
        self._draw()
        self.show()
        voice.say(self, aloud or f"{headline}. {more}", now=kind == "error")

    def _draw(self) -> None:
        icon, role = _KINDS[self._kind]
        side = self._theme.pixels(_ICON)
        self._picture.setPixmap(self._theme.icon(icon, role, ems=_ICON).pixmap(QSize(side, side)))
