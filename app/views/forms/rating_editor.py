"""The editor of an anchored 0-4 judgement: every anchor to be read in place, what it rests on beside it."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.domain.fields.declare import CONFIDENCE, RATING_SOURCE, TOP_RATING, Choice, FieldSpec, Rating
from app.views.forms.choice_editors import Combo
from app.views.forms.columns import Columns
from app.views.forms.editor import Editor, FieldContext, mark
from app.views.forms.group import Radios
from app.views.forms.growing_box import GrowingBox
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

NOT_ASSESSED: Final = "not_assessed"


def _options(anchors: tuple[str, ...]) -> tuple[Choice, ...]:
    values = tuple(Choice(str(value), f"{value}   {anchor}") for value, anchor in enumerate(anchors))
    return (*values, Choice(NOT_ASSESSED, "Not assessed"))


class RatingEditor(Editor):
    """A judgement, or "Not assessed"; confidence, source and note; and what it was last time."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        theme = context.screen.theme
        self._value = Rating()
        self.scale = Radios(_options(spec.anchors), theme, self)
        self.stand_for(self.scale)
        self.scale.chosen.connect(self._chosen)
        self.confidence = Combo(CONFIDENCE)
        self.source = Combo(RATING_SOURCE)
        self.note = GrowingBox(context, 1)
        self.note.most = spec.most
        columns = Columns(theme, least=20, weights=(3, 2), parent=self)
        columns.add(self.scale)
        columns.add(self._rest())
        self.row.addWidget(columns)

    def _rest(self) -> QWidget:
        rest = QWidget(self)
        box = vertical(rest, gap=self.context.pixels(0.2))
        self._last = words("", "hint")
        self._last.hide()
        box.addWidget(self._last)
        for title, part in (("Confidence", self.confidence), ("Source", self.source), ("Note", self.note)):
            part.setAccessibleName(f"{self.spec.label}: {title.lower()}")
            self._note_title = words(title, "small", buddy=part)
            box.addWidget(self._note_title)
            box.addWidget(part)
        for combo in (self.confidence, self.source):
            combo.chosen.connect(self.edited)
        self.note.edited.connect(self.edited)
        return rest

    def value(self) -> Rating:
        """The judgement; "Not assessed" has no value, and its note says why."""
        code = self.scale.answer()
        return Rating(
            value=int(code) if code not in {"", NOT_ASSESSED} else None,
            confidence=self.confidence.answer(),
            source=self.source.answer(),
            note=self.note.value(),
        )

    def show_value(self, value: Any) -> None:
        """Show a judgement; one with a note and no value was not assessed."""
        code = "" if value.value is None else str(value.value)
        self.scale.show_answer(code or (NOT_ASSESSED if value.note else ""))
        self.confidence.show_answer(value.confidence)
        self.source.show_answer(value.source)
        self.note.show_again(value.note)
        self._ask_why()

    def show_previous(self, value: Any, when: str) -> None:
        """Show what it was and when, at its anchor and beside the new value."""
        if not isinstance(value, Rating) or (value.value is None and not value.note):
            self.scale.note("", "")
            self._last.hide()
            return
        on = f", {when}" if when else ""
        self.scale.note("" if value.value is None else str(value.value), f"Last time{on}")
        said = "not assessed" if value.value is None else f"{value.value} of {TOP_RATING}"
        sure = next((f", {c.label.lower()} confidence" for c in CONFIDENCE if c.code == value.confidence), "")
        self._last.setText(f"Last time{on}: {said}{sure}")
        self._last.show()

    def problem(self) -> str:
        """Whether the note is too long."""
        return self.note.problem(f"{self.spec.label}: note")

    def focus_part(self, part: str) -> None:
        """Give the keyboard to the scale, or to confidence, source or note."""
        self._named().get(part, self.scale).setFocus()

    def part_of(self, widget: QWidget) -> str:
        """Confidence, source or note; the scale is the field itself."""
        return next((name for name, part in self._named().items() if part is widget), "")

    def _named(self) -> dict[str, QWidget]:
        return {"confidence": self.confidence, "source": self.source, "note": self.note}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the scale, or the part that is wrong."""
        self.mark(wrong="" in problems)
        for name, part in (("confidence", self.confidence), ("source", self.source)):
            mark(part, wrong=name in problems)
            part.setAccessibleDescription(f"Error: {problems[name]}" if name in problems else "")

    def _chosen(self) -> None:
        self._ask_why()
        self.edited.emit()

    def _ask_why(self) -> None:
        self._note_title.setText("Note: say why" if self.scale.answer() == NOT_ASSESSED else "Note")
