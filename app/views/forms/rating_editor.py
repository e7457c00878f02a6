"""The editor of an anchored 0-4 judgement: every anchor to be read in place, what it rests on beside it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.domain.fields.declare import (
    CONFIDENCE,
    RATING_SOURCE,
    TOP_RATING,
    WHY_NOT,
    Choice,
    FieldSpec,
    Rating,
)
from app.domain.records.shown import judgement
from app.views.forms.choice_editors import Combo
from app.views.forms.columns import Columns
from app.views.forms.editor import Editor, FieldContext, mark
from app.views.forms.group import Radios
from app.views.forms.growing_box import GrowingBox
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

_TITLES: Final = {"confidence": "Confidence", "source": "Source", "why_not": "Why not rated", "note": "Note"}
NOT_RATED: Final = "w"
"""The key that chooses it besides."""


def _options(anchors: tuple[str, ...]) -> tuple[Choice, ...]:
    values = tuple(Choice(str(value), f"{value}   {anchor}") for value, anchor in enumerate(anchors))
    return (*values, Choice(NOT_RATED, "W   Not rated: say why"))


class RatingEditor(Editor):
    """A judgement with confidence and source, or why there is none; a note; and what it was last time."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        theme = context.screen.theme
        self._is_chosen = False
        self.scale = Radios(_options(spec.anchors), theme, self)
        self.stand_for(self.scale)
        self.scale.chosen.connect(self._chosen)
        self.confidence = Combo(CONFIDENCE)
        self.source = Combo(RATING_SOURCE)
        self.why_not = Combo(WHY_NOT)
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
        self._titles = {}
        for name, part in self._named().items():
            title = _TITLES[name]
            part.setAccessibleName(f"{self.spec.label}: {title.lower()}")
            self._titles[name] = words(title, "small", buddy=part)
            box.addWidget(self._titles[name])
            box.addWidget(part)
        for combo in (self.confidence, self.source):
            combo.chosen.connect(self.edited)
        self.why_not.chosen.connect(self._chosen)
        self.note.edited.connect(self.edited)
        self._ask_why()
        return rest

    def value(self) -> Rating:
        """The judgement, or why there is none: each without what is asked of the other once one was chosen.

        Until then it is what was shown: an earlier form kept how surely and on whose word beside no value too, and
        nothing of a record goes because it was looked at.
        """
        code = self.scale.answer()
        shown = Rating(
            value=int(code) if code not in {"", NOT_RATED} else None,
            confidence=self.confidence.answer(),
            source=self.source.answer(),
            note=self.note.value(),
            why_not=self.why_not.answer(),
        )
        if not self._is_chosen:
            return shown
        if code == NOT_RATED:
            return replace(shown, confidence="", source="")
        return replace(shown, why_not="")

    def show_value(self, value: Any) -> None:
        """Show a judgement; one with a note and no value was not rated, and wants the reason."""
        self._is_chosen = False
        code = "" if value.value is None else str(value.value)
        self.scale.show_answer(code or (NOT_RATED if value.note or value.why_not else ""))
        self.confidence.show_answer(value.confidence)
        self.source.show_answer(value.source)
        self.why_not.show_answer(value.why_not)
        self.note.show_again(value.note)
        self._ask_why()

    def show_previous(self, value: Any, when: str) -> None:
        """Show what it was and when, at its anchor and beside the new value."""
        if not isinstance(value, Rating) or self.spec.form.is_empty(self.spec, value):
            self.scale.note("", "")
            self._last.hide()
            return
        on = f", {when}" if when else ""
        self.scale.note("" if value.value is None else str(value.value), f"Last time{on}")
        why = judgement(self.spec, value)
        said = f"{why[:1].lower()}{why[1:]}" if value.value is None else f"{value.value} of {TOP_RATING}"
        sure = next((f", {c.label.lower()} confidence" for c in CONFIDENCE if c.code == value.confidence), "")
        self._last.setText(f"Last time{on}: {said}{sure}")
        self._last.show()

    def problem(self) -> str:
        """Whether the note is too long."""
        return self.note.problem(f"{self.spec.label}: note")

    def focus_part(self, part: str) -> None:
        """Give the keyboard to the scale, or to confidence, source, why it was not rated, or note."""
        self._named().get(part, self.scale).setFocus()

    def part_of(self, widget: QWidget) -> str:
        """Confidence, source, why it was not rated, or note; the scale is the field itself."""
        return next((name for name, part in self._named().items() if part is widget), "")

    def _named(self) -> dict[str, QWidget]:
        return {
            "confidence": self.confidence,
            "source": self.source,
            "why_not": self.why_not,
            "note": self.note,
        }

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the scale, or the part that is wrong."""
        self.mark(wrong="" in problems)
        for name, part in self._named().items():
            if isinstance(part, Combo):
                mark(part, wrong=name in problems)
                part.setAccessibleDescription(f"Error: {problems[name]}" if name in problems else "")

    def _chosen(self) -> None:
        self._is_chosen = True
        self._ask_why()
        self.edited.emit()

    def _ask_why(self) -> None:
        """Ask what the answer calls for: how surely and on whose word, or why there is none."""
        is_rated = self.scale.answer() != NOT_RATED
        for name, part in self._named().items():
            if isinstance(part, Combo):
                is_asked = (name != "why_not") == is_rated
                part.setVisible(is_asked)
                self._titles[name].setVisible(is_asked)
