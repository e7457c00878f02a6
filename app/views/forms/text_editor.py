"""The editor of a text: a box that grows with what is written, with its words counted and templates."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.fields.declare import FieldSpec
from app.domain.fields.forms import MOST_IN_LONG_TEXT
from app.views.forms.editor import Editor, FieldContext
from app.views.forms.growing_box import LEAST_LINES, NARRATIVE_LINES, GrowingBox
from app.views.writing.frame import WritingFrame


class TextEditor(Editor):
    """A text with light markup; one that may be long is what the record is written for, and has the room for it."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.is_narrative = spec.most >= MOST_IN_LONG_TEXT
        self.box = GrowingBox(context, NARRATIVE_LINES if self.is_narrative else LEAST_LINES)
        self.box.most = spec.most
        self.stand_for(self.box)
        self.box.edited.connect(self.edited)
        kind, aids = context.kind, context.writing
        templates = aids.templates(kind, spec.name) if aids is not None and kind else ()
        self.row.addWidget(WritingFrame(self.box, templates, self))

    def value(self) -> str:
        """The text, clean; one that is too long is given as it is, so that saving it says so."""
        return self.box.value()

    def show_value(self, value: Any) -> None:
        """Show a text; one that is already there keeps its cursor and what can be undone."""
        self.box.show_again(value)

    def problem(self) -> str:
        """Whether it is too long."""
        return self.box.problem(self.spec.label)
