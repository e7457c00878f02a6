"""What the screens around a case find: offers to undo, files to write, and words that can be read back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QLabel, QPushButton, QWidget


@dataclass
class Offers:
    """What was offered to be undone."""

    message: list[str] = field(default_factory=list)
    undo: Callable[[], None] | None = None

    def __call__(self, message: str, undo: Callable[[], None] | None) -> None:
        self.message.append(message)
        self.undo = undo

    def take_back(self) -> None:
        """Undo the last one."""
        assert self.undo is not None
        self.undo()


def texts(widget: QWidget) -> str:
    """Every word that is in sight."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(widget: QWidget, name: str) -> None:
    """Press the button of that name that is in sight."""
    seen = [each for each in widget.findChildren(QPushButton) if each.isVisible()]
    found = [each for each in seen if each.accessibleName() == name]
    assert len(found) == 1, [each.accessibleName() for each in seen]
    assert found[0].isEnabled(), name
    found[0].click()
