"""Says aloud what changed, to whoever uses a screen reader: autosave, lock warnings, errors, what a list now shows."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def say(widget: QWidget, words: str, *, now: bool = False) -> None:
    """Announce words on behalf of a widget; `now` interrupts, for what cannot wait."""
    if not words:
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if now else politeness.Polite)
    QAccessible.updateAccessibility(event)
