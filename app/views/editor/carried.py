"""Answers brought in from an earlier record: marked until somebody confirms or edits them.

Copied text that nobody read again is how a record comes to say what is no longer so; the mark is kept with the draft.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.fields import forms
from app.domain.fields.content import specs
from app.domain.fields.declare import FieldSpec
from app.domain.records.record import Carried, Sheet


class CarriedForward:
    """The marks of one draft. An answer that is no longer what was brought in has been edited, and needs none."""

    def __init__(self) -> None:
        self._marks: dict[str, tuple[str, Any]] = {}

    def load(self, sheet: Sheet, content: object) -> None:
        """The marks that a draft was saved with, on what the form now shows of it."""
        names = {spec.name for spec in specs(type(content)) if spec.asked}
        self._marks = {
            each.name: (each.said_on, getattr(content, each.name))
            for each in sheet.carried
            if each.name in names
        }

    def bring(self, name: str, said_on: str, value: Any) -> None:
        """An answer was brought in; `value` is the field's as it now stands."""
        self._marks[name] = said_on, value

    def confirm(self, name: str) -> None:
        """Somebody read it and lets it stand."""
        self._marks.pop(name, None)

    def follow(self, content: object) -> bool:
        """Drop the marks of answers that were edited; tell whether there were any."""
        edited = [name for name, (_, value) in self._marks.items() if getattr(content, name) != value]
        for name in edited:
            self.confirm(name)
        return bool(edited)

    def sentences(self) -> Mapping[str, str]:
        """What stands at each field."""
        return {
            name: f"Carried forward from {said_on}, confirm or edit"
            for name, (said_on, _) in self._marks.items()
        }

    def on(self, sheet: Sheet) -> Sheet:
        """The sheet with its marks."""
        return replace(
            sheet, carried=tuple(Carried(name, said_on) for name, (said_on, _) in self._marks.items())
        )


def joined(spec: FieldSpec, before: Any, brought: Any) -> Any:
    """What a field holds after an answer was brought in: texts and lists go on, all else gives way."""
    if isinstance(spec.form, forms.Text) and before and before != brought:
        return f"{before}\n\n{brought}"
    if isinstance(before, tuple):
        return before + tuple(each for each in brought if each not in before)
    return brought
