"""A link whose words take a second line where there is no room: a button's own text cannot."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from app.views.widgets.buttons import PressedByEnter
from app.views.widgets.flow import Wide
from app.views.widgets.layouts import horizontal


class Link(PressedByEnter):
    """Words that are pressed; as wide as they are, and narrower where they must be."""

    def __init__(self, text: str, act: Callable[[], object], *, hint: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "link")
        self.setAccessibleName(text)
        self.setToolTip(hint)
        self.setAutoDefault(False)
        self.clicked.connect(lambda *_: act())
        self._words = Wide(text, "link")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        horizontal(self, self._words, pad=2)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The words."""
        return self._words.text()

    def sizeHint(self) -> QSize:
        """All on one line."""
        return self._framed(self._words.sizeHint())

    def minimumSizeHint(self) -> QSize:
        """As narrow as its words can be."""
        return self._framed(self._words.minimumSizeHint())

    def heightForWidth(self, width: int) -> int:
        """The narrower, the more lines; never lower than a finger or a mouse needs."""
        return max(_LEAST, self._words.heightForWidth(max(1, width - _EDGE)) + _EDGE)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def _framed(self, size: QSize) -> QSize:
        return QSize(size.width() + _EDGE, max(_LEAST, size.height() + _EDGE))


_EDGE = 4
_LEAST = 24
"""Pixels: the least target of WCAG 2.2 (2.5.8)."""
