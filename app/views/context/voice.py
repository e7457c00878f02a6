"""Says aloud what changed, to whoever uses a screen reader: autosave, lock warnings, errors, what a list now shows."""

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def say(widget: QWidget, words: str, *, now: bool = False) -> None:
    """Announce words on behalf of a widget; `now` interrupts, for what cannot wait."""
    if not words:
        return
    # Looked up here: Python's side of it takes long to make, and the first page says nothing.
    event = QtGui.QAccessibleAnnouncementEvent(widget, words)
    politeness = QtGui.QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if now else politeness.Polite)
    QtGui.QAccessible.updateAccessibility(event)
