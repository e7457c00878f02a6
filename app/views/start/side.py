"""What stands beside every screen before an open vault: what this program is, and what it promises."""

from typing import Final

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel

from app import __version__
from app.views.context.timers import after
from app.views.theme.theme import Theme
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import words

_WIDE, _ICON = 400, 64
_PROMISES: Final = (
    ("lock", "Encrypted on this machine"),
    ("wifi-off", "Sends nothing by itself"),
    ("signature", "Each record signed by its author"),
)


class Side(QFrame):
    """Hidden where the window has no room for it: nothing in it is needed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_painted = False
        self.setObjectName("aside")
        self.setProperty("side", "left")
        px = theme.px
        self._icon = QLabel()
        self._signs = tuple((name, QLabel()) for name, _ in _PROMISES)
        title = words("Casework", "product")
        what = words("The records of a stalking intervention team, in one locked folder.")
        lines = (
            horizontal(None, sign, (words(text, "muted"), 1), gap=px(10))
            for (_, sign), (_, text) in zip(self._signs, _PROMISES, strict=True)
        )
        foot = words(f"Version {__version__} · Help F1", "small")
        column = vertical(self, 2, self._icon, title, what, gap=px(10), pad=(px(56), px(24), px(48), px(24)))
        column.addSpacing(px(14))
        for line in lines:
            column.addLayout(line)
        column.addStretch(3)
        column.addWidget(foot)
        theme.follow(self._draw)

    @property
    def wide(self) -> int:
        """How wide it is where it is shown."""
        return self._theme.px(_WIDE)

    def _draw(self) -> None:
        self.setFixedWidth(self.wide)
        self._icon.setFixedHeight(self._theme.px(_ICON))
        side = self._theme.px(16)
        for _, sign in self._signs:
            sign.setFixedSize(side, side)
        if self._is_painted:
            self._draw_pictures()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; the pictures come after the first time, as what draws them takes longer to load than that."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            after(self, 0, self._draw_pictures)

    def _draw_pictures(self) -> None:
        from app.views.theme import icons

        self._icon.setPixmap(icons.program_picture(self._theme.px(_ICON), self.devicePixelRatioF()))
        side = self._theme.px(16)
        for name, sign in self._signs:
            sign.setPixmap(self._theme.icon(name, "muted").pixmap(side, side))
