"""The self-check of a formulation: every quality one under another, each with how far it holds."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.domain.fields.declare import FieldSpec
from app.domain.kinds.parts.quality import HOLDS, QUALITIES, Quality
from app.views.forms.editor import Editor, FieldContext
from app.views.forms.group import Radios
from app.views.forms.rows_editor import fresh
from app.views.widgets.words import words

_ORDER: Final = {quality.code: n for n, quality in enumerate(QUALITIES)}


class SelfCheck(Editor):
    """The rows of qualities, one for each that was answered, in the order of the list."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self._rows: tuple[Quality, ...] = ()
        self.answers: dict[str, Radios] = {}
        for quality in QUALITIES:
            radios = Radios(HOLDS, context.screen.theme, self)
            radios.setAccessibleName(quality.label)
            radios.chosen.connect(partial(self._chose, quality.code))
            self.answers[quality.code] = radios
            self.row.addWidget(words(quality.label))
            self.row.addWidget(radios)
        self._part = self.answers[QUALITIES[0].code]

    def value(self) -> Any:
        """The rows."""
        return self._rows

    def show_value(self, value: Any) -> None:
        """Show rows."""
        self._rows = value
        holds = {row.quality: row.holds for row in value}
        for code, radios in self.answers.items():
            radios.show_answer(holds.get(code, ""))

    def focus_part(self, part: str) -> None:
        """Give the keyboard to a quality by the number of its row, or to the first that is not answered."""
        number = part.partition(".")[0]
        if number.isdigit() and int(number) < len(self._rows):
            self.answers[self._rows[int(number)].quality].setFocus()
            return
        unanswered = (radios for radios in self.answers.values() if not radios.answer())
        next(unanswered, self._part).setFocus()

    def _chose(self, code: str) -> None:
        holds = self.answers[code].answer()
        kept = next((row for row in self._rows if row.quality == code), None)
        others = tuple(row for row in self._rows if row.quality != code)
        made = (replace(kept or fresh(Quality, quality=code), holds=holds),) if holds else ()
        self._rows = tuple(sorted((*others, *made), key=lambda row: _ORDER.get(row.quality, len(_ORDER))))
        self.edited.emit()
