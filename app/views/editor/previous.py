"""An earlier record beside the draft, answer by answer, each of which can be brought into the draft."""

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.fields import Form
from app.views.editor.loading import Earlier
from app.views.look import Look
from app.views.record import facts
from app.views.record.notice import Notice, unbroken
from app.views.widgets.buttons import button
from app.views.widgets.words import selectable, words

_WRITTEN: Final = frozenset({Form.TEXT, Form.LINE, Form.ROWS})
"""What is work to write again. Anything else is quicker answered than read, and thought about when it is."""


class Previous(QScrollArea):
    """`brought` gives the name of a field and the value it had; offered where the kind is the draft's own."""

    brought = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_earlier(self, earlier: Earlier, *, can_bring: bool) -> None:
        """Show a record."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(self._look.pixels(0.2))
        record = earlier.record
        column.addWidget(words(record.kind.title, "h2"))
        column.addWidget(words(unbroken(facts.signed_line(record)), "hint"))
        if record.fault or record.status == "error":
            notice = Notice(self._look)
            notice.tell(record.fault or "This record is marked in error: do not copy from it.", "error")
            column.addWidget(notice)
        relied_on = not record.fault and record.status != "error"
        for section in earlier.sections:
            if section.title:
                column.addSpacing(self._look.pixels(0.6))
                column.addWidget(words(section.title, "h2"))
            for field in section.fields:
                # The heading of a record is its own: it has no section.
                bring = can_bring and relied_on and section.title and field.form in _WRITTEN
                value = getattr(record.sheet.content, field.name) if bring else None
                self._add(column, field.label, field.text, (field.name, value) if bring else None)
        column.addStretch(1)
        self.setWidget(inside)

    def _add(self, column: QVBoxLayout, label: str, text: str, bring: tuple[str, Any] | None) -> None:
        column.addSpacing(self._look.pixels(0.3))
        column.addWidget(words(label, "label"))
        column.addWidget(selectable(words(text)))
        if bring is not None:
            copy = button(
                "Copy this text",
                lambda: self.brought.emit(*bring),
                kind="link",
                hint="Bring it into the draft, marked until you confirm or edit it",
            )
            copy.setAccessibleName(f"Copy this text: {label}")
            column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
