"""The bar at the foot of a page: what the page has to say at the left, its acts at the right, the first one last."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.views.theme.theme import Theme
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import horizontal
from app.views.widgets.words import CutWords, style_as

_GO_ON = "Ctrl+Return"
_NATIVE = QKeySequence.SequenceFormat.NativeText
_LEAST = 120
"""Pixels at 100 % text that a message has."""
_ICONS = {"hint": "check", "care": "triangle-alert", "error": "circle-alert", "good": "check"}


class ActionBar(QWidget):
    """52 high at 100 % text; the buttons keep the order in which they are read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = QLabel()
        self.message = CutWords("", "muted")
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._role = ""
        self._primary: list[QPushButton] = []
        px = theme.px
        # In as many lines as there is room for.
        self._acts = FlowRow(px(8), at_end=True)
        parts = self._icon, (self.message, 1), self._acts
        self._row = horizontal(self, *parts, gap=px(8), pad=(px(24), px(8), px(24), px(8)))
        theme.follow(self._draw)

    def lead(self, part: QWidget) -> None:
        """Put a part at the left of all, such as the ways to what stands before and after this."""
        self._row.insertWidget(0, part)

    def add(self, *buttons: QPushButton) -> None:
        """Put buttons at the right, the primary one last however late another comes: Ctrl+Enter presses it."""
        self._acts.add(*buttons)
        for each in buttons:
            if each.property("kind") != "primary":
                continue
            self._primary.append(each)
            if each.shortcut().isEmpty():
                each.setShortcut(QKeySequence(_GO_ON))
                hint = each.toolTip() or each.text()
                each.setToolTip(f"{hint} ({QKeySequence(_GO_ON).toString(_NATIVE)})")
        self._acts.put_last(*self._primary)

    def refit(self) -> None:
        """Give the buttons their places anew, as one of them says something else or has gone."""
        self._acts.refit()

    def tell(self, text: str, role: str = "muted") -> None:
        """Say one sentence; an empty one says nothing."""
        self.message.setText(text)
        self._role = role if text else ""
        style_as(self.message, "role", role)
        self._draw()

    @property
    def text(self) -> str:
        """What it says."""
        return self.message.text()

    def _draw(self) -> None:
        self.setMinimumHeight(self._theme.px(52))
        # Where there is anything to say, the buttons go on in another line before it has no room.
        self.message.setMinimumWidth(self._theme.px(_LEAST) if self.message.text() else 0)
        side = self._theme.px(16)
        icon = _ICONS.get(self._role, "info" if self._role else "")
        self._icon.setVisible(bool(icon))
        if icon:
            colour = {"care": "care", "error": "danger", "good": "success"}.get(self._role, "muted")
            self._icon.setPixmap(self._theme.icon(icon, colour).pixmap(side, side))
