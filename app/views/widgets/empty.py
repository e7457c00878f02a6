"""What stands where there is nothing yet: what will be here, and what can be done now."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.views.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.words import words


class Empty(QFrame):
    """A heading, a sentence or two, and at most one act."""

    def __init__(
        self,
        look: Look,
        title: str,
        text: str,
        act: str = "",
        do: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        pad = look.pixels(1.4)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.pixels(0.5))
        column.addWidget(words(title, "h2"))
        told = words(text, "hint")
        told.setMaximumWidth(look.pixels(42))
        column.addWidget(told)
        self.act = None
        if act and do is not None:
            self.act = button(act, do, kind="primary")
            column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
