"""Labels: plain text always, so that a name with markup in it is shown and not obeyed."""

import re
from typing import Final

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

HYPHEN: Final = "\N{NON-BREAKING HYPHEN}"
_PLAIN: Final = 0
"""Qt.TextFormat.PlainText."""
_DATE: Final = r"(?:\d{1,2}-)?[A-Z][a-z]{2}-\d{4}"


def words(text: str = "", role: str = "", *, wrap: bool = True, buddy: QWidget | None = None) -> QLabel:
    """A label; `role` is its style: "h1", "h2", "label", "hint", "small", "error", "good", "care", "strong"."""
    label = QLabel(text)
    # By its number: the first page does without Python's side of Qt's namespace, which takes long to make.
    label.setProperty("textFormat", _PLAIN)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def selectable(label: QLabel) -> QLabel:
    """Let the words be marked and copied, by keyboard too."""
    by = QtCore.Qt.TextInteractionFlag
    label.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
    return label


def unbroken(text: str) -> str:
    """The text with its dates held together at the end of a line."""
    return re.sub(_DATE, lambda found: found[0].replace("-", HYPHEN), text)


def style_as(widget: QWidget, name: str, value: str) -> None:
    """Give a widget what the style sheet has for a value of a property; where it has it, nothing is drawn anew."""
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Draw a widget anew after a property that the style sheet asks about has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class CutWords(QLabel):
    """One line that is cut where there is no room, or says its `short` words, and whole in its tip."""

    short = ""
    """Never cut; empty where there is nothing shorter than the words."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text)
        self.setProperty("textFormat", _PLAIN)
        policy = QtWidgets.QSizePolicy.Policy
        self.setSizePolicy(policy.Maximum, policy.Preferred)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """The short words, or a few letters."""
        least = self.fontMetrics().horizontalAdvance(self.short) if self.short else 40
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write as much as there is room for."""
        cut = self.fontMetrics().elidedText(self.text(), QtCore.Qt.TextElideMode.ElideRight, self.width())
        shown = self.short or cut if cut != self.text() else cut
        self.setToolTip(self.text() if shown != self.text() else "")
        if shown == self.text():
            super().paintEvent(event)
            return
        # Looked up here, where a painter is needed: its kinds of blending take long to make, and few words are cut.
        painter = QtGui.QPainter(self)
        painter.setPen(self.palette().windowText().color())
        at = QtCore.Qt.AlignmentFlag
        painter.drawText(self.rect(), at.AlignVCenter | at.AlignLeft, shown)
