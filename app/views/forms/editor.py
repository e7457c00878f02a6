"""What every editor of a field can do; the form knows nothing else of them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.fields import FieldSpec, Target
from app.services.casefile import Citable
from app.views.surroundings import Surroundings


@dataclass(frozen=True)
class Around:
    """What editors find around them besides their declaration: what can be referred to, and what day it is."""

    surroundings: Surroundings
    today: date
    citable: dict[Target, tuple[Citable, ...]] = field(default_factory=dict)
    """What references may point at, loaded before the form is shown."""
    writing: Any = None
    """The spelling, snippets and templates of the writing boxes; None leaves plain boxes."""


class Editor(QWidget):
    """Edits the value of one field, of the type that its `Form` says; never refuses what is typed.

    What cannot be read as a value, such as half a date, is kept as typed: `value` gives the last value that could be
    read and `problem` the sentence that the form shows when the person goes on to sign.
    """

    edited = Signal()
    """The person changed something. Showing a value is no change."""

    def __init__(self, spec: FieldSpec, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec, self.around = spec, around
        self.row = QVBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)

    def value(self) -> Any:
        """The value as it stands."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why what is typed is no value; empty when it is one."""
        return ""

    def target(self) -> QWidget:
        """What takes the keyboard, bears the name and is the buddy of the label."""
        raise NotImplementedError

    def mark(self, *, wrong: bool) -> None:
        """Draw the edge of an error, or take it away."""
        self.target().setProperty("state", "error" if wrong else "")
