"""Fields that no declaration laid out, as a content that is kept like that of a form."""

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from app.domain.fields.content import specs

Box = QLineEdit | QPlainTextEdit | QComboBox


class Kept(Protocol):
    """What is typed into some part of a page."""

    @property
    def edited(self) -> SignalInstance:
        """The person changed something."""

    def content(self) -> Any:
        """What it says now: a content whose fields are declared."""

    def load(self, content: Any) -> None:
        """Let it say something else."""


class KeptFields(QObject):
    """The boxes of a small form; each stands for the field of its name in `cls`."""

    edited = Signal()

    def __init__(self, cls: type, boxes: Mapping[str, Box], parent: QObject) -> None:
        super().__init__(parent)
        self._cls, self._boxes = cls, boxes
        for box in boxes.values():
            changed = box.currentIndexChanged if isinstance(box, QComboBox) else box.textChanged
            changed.connect(lambda *_: self.edited.emit())

    def content(self) -> Any:
        """What is typed and chosen."""
        return self._cls(**{name: _said(box) for name, box in self._boxes.items()})

    def load(self, content: Any) -> None:
        """Type and choose that; what is offered no more is not chosen."""
        for spec in specs(self._cls):
            _say(self._boxes[spec.name], getattr(content, spec.name))


def _said(box: Box) -> str:
    if isinstance(box, QComboBox):
        return str(box.currentText() if box.currentData() is None else box.currentData())
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()


def _say(box: Box, said: str) -> None:
    if isinstance(box, QComboBox):
        has_codes = box.count() and box.itemData(0) is not None
        box.setCurrentIndex(max(0, box.findData(said) if has_codes else box.findText(said)))
    elif isinstance(box, QLineEdit):
        box.setText(said)
    else:
        box.setPlainText(said)
