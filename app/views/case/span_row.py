"""The days between which the records of a case are looked for: two dates, typed as everywhere, beside each other."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.fields.spec import specs
from app.domain.records.span import Span
from app.domain.values.dates import ClinicalDate
from app.views.context.context import Context
from app.views.forms.date_editor import DateEditor, shown
from app.views.forms.editor import FieldContext
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import TOP, horizontal
from app.views.widgets.words import words

_HIGH: Final = 32
"""Pixels at 100 % text that a line is high."""
_WIDE: Final = 290
"""Pixels at 100 % text that a date takes with what it was understood as beside it."""


class SpanRow(FlowRow):
    """From and to; `changed` tells that other days are meant."""

    changed = Signal()

    def __init__(self, context: Context, day: Callable[[], date]) -> None:
        super().__init__(context.theme.px(16), line_gap=context.theme.px(4))
        self._theme = context.theme
        fields = FieldContext(context, day)
        self._labels: list[QLabel] = []
        self.since, self.until = (DateEditor(spec, fields) for spec in specs(Span))
        for editor in (self.since, self.until):
            editor.edited.connect(self.changed)
            self.add(self._pair(editor))
        self.setAccessibleName("Between which days")
        context.theme.follow(self._measure)

    @property
    def span(self) -> Span:
        """What is meant; half a date is none yet."""
        since, until = (None if each.problem() else each.value() for each in (self.since, self.until))
        return Span(since=_known(since), until=_known(until))

    def show_span(self, span: Span) -> None:
        """Show these days; nothing is asked by it."""
        self.since.show_value(span.since)
        self.until.show_value(span.until)

    def take_keyboard(self) -> None:
        """Put the keyboard where the first day is typed."""
        self.since.target().setFocus()

    def _pair(self, editor: DateEditor) -> QWidget:
        """What a date is called, and beside it the date: one is in no line without the other."""
        pair = QWidget()
        label = words(editor.spec.label, "label", wrap=False, buddy=editor.entry)
        self._labels.append(label)
        horizontal(pair, (label, TOP), (editor, 1), gap=self._theme.px(8))
        return pair

    def _measure(self) -> None:
        for editor in (self.since, self.until):
            editor.setMaximumWidth(self._theme.px(_WIDE))
        for label in self._labels:
            # Beside the line, whatever stands under that.
            label.setMinimumHeight(self._theme.px(_HIGH))


def said(span: Span) -> str:
    """The days in a few words; empty where none narrows."""
    if span.since and span.until:
        return f"{shown(span.since)} to {shown(span.until)}"
    if span.since:
        return f"from {shown(span.since)}"
    return f"to {shown(span.until)}" if span.until else ""


def _known(day: ClinicalDate | None) -> ClinicalDate | None:
    """What is typed as not known narrows nothing."""
    return day if day and day.is_known else None
