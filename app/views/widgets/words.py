"""Labels: plain text always, so that a name with markup in it is shown and not obeyed."""

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

HYPHEN: Final = "\N{NON-BREAKING HYPHEN}"
_DATE: Final = re.compile(r"(?:\d{1,2}-)?[A-Z][a-z]{2}-\d{4}")
NOT_YOURS: Final = "That is not your passphrase: nothing was done."


def words(text: str = "", role: str = "", *, wrap: bool = True, buddy: QWidget | None = None) -> QLabel:
    """A label; `role` is its style: "h1", "h2", "label", "hint", "small", "error", "good", "care", "strong"."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def selectable(label: QLabel) -> QLabel:
    """Let the words be marked and copied, by keyboard too."""
    flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    label.setTextInteractionFlags(flags)
    return label


def unbroken(text: str) -> str:
    """The text with its dates held together at the end of a line."""
    return _DATE.sub(lambda found: found[0].replace("-", HYPHEN), text)


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
