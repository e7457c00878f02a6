"""An earlier record beside the draft, answer by answer, each of which can be brought into the draft."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.fields import forms
from app.domain.records.shown import ShownField
from app.services.records.editing import Earlier
from app.views.forms.slices import Slices
from app.views.reading import facts
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.layouts import TOP
from app.views.widgets.notice import Notice
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import selectable, unbroken, words

_WRITTEN: Final = (forms.Text, forms.Line, forms.Rows)
"""What is work to write again. Anything else is quicker answered than read, and thought about when it is."""


class Previous(Scrolled):
    """`brought` gives the name of a field and the value it had; offered where the kind is the draft's own.

    It is made when it is first looked at, a few answers a turn, so that a long record does not hold up the draft.
    """

    brought = Signal(str, object)

    def __init__(self, theme: Theme, earlier: Earlier, *, can_bring: bool) -> None:
        super().__init__()
        self._theme, self._earlier = theme, earlier
        record = earlier.record
        self._relied_on = not record.fault and record.status != "error"
        self._can_bring = can_bring and self._relied_on
        self._slices = Slices(self)
        self._is_made = False
        self._column = self.hold(gap=theme.pixels(0.2), pad=None)
        self._column.setAlignment(TOP)

    @property
    def is_ready(self) -> bool:
        """Whether all of it is there."""
        return self._is_made and self._slices.is_done

    def showEvent(self, event: QShowEvent) -> None:
        """Make it when it is first looked at."""
        super().showEvent(event)
        if not self._is_made:
            self._is_made = True
            self._slices.add(self, self._begin)
            for section in self._earlier.record.sections:
                if section.title:
                    self._slices.add(self, partial(self._head, section.title))
                for field in section.fields:
                    # The heading of a record is its own: it has no section.
                    self._slices.add(self, partial(self._add, field, can_bring=bool(section.title)))

    def _begin(self) -> None:
        record = self._earlier.record
        self._column.addWidget(words(record.kind.title, "h2"))
        self._column.addWidget(words(unbroken(facts.signed_line(record)), "hint"))
        if not self._relied_on:
            notice = Notice(self._theme)
            notice.tell(record.fault or "This record is marked in error: do not copy from it.", "error")
            self._column.addWidget(notice)

    def _head(self, title: str) -> None:
        self._column.addSpacing(self._theme.pixels(0.6))
        self._column.addWidget(words(title, "h2"))

    def _add(self, field: ShownField, *, can_bring: bool) -> None:
        self._column.addSpacing(self._theme.pixels(0.3))
        self._column.addWidget(words(field.label, "label"))
        self._column.addWidget(selectable(words(field.text)))
        can_bring = can_bring and field.is_asked and isinstance(field.form, _WRITTEN)
        if self._can_bring and can_bring and field.name:
            self._column.addWidget(self._copying(field), 0, Qt.AlignmentFlag.AlignLeft)

    def _copying(self, field: ShownField) -> QWidget:
        value: Any = getattr(self._earlier.record.sheet.content, field.name)
        copy = button(
            "Copy this text",
            lambda: self.brought.emit(field.name, value),
            kind="link",
            hint="Bring it into the draft, marked until you confirm or edit it",
        )
        copy.setAccessibleName(f"Copy this text: {field.label}")
        return copy
