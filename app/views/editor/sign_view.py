"""What will be signed, exactly: read through once more, then signed with the passphrase."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.records.shown import ShownSection
from app.services.records.drafts import DraftView
from app.services.vault.member import Member
from app.views.look.look import Look
from app.views.reading import facts
from app.views.reading.record_text import Passage, Reading, passages
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.words import words

_HIGH_EMS: Final = 24
_HINT: Final = (
    "Read it through: your passphrase is asked for next. "
    "Once signed it cannot be changed by anybody, only added to or replaced."
)


class SignView(QWidget):
    """`signed` wants the signature, `given_up` goes back to writing."""

    signed = Signal()
    given_up = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName("What will be signed")
        self._look = look
        self._hint = words(_HINT, "hint")
        self.title = words("What will be signed", "h2")
        self.reading = Reading(look, "What will be signed")
        self.reading.setMaximumWidth(look.pixels(50))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self._hint)
        column.addWidget(self.reading, 1)
        column.addWidget(self._foot(look))

    def show_draft(
        self, draft: DraftView, sections: tuple[ShownSection, ...], author: Member, now: datetime
    ) -> None:
        """Show a draft as it was saved; `now` in the site's zone."""
        heading = Passage("", facts.of_draft(draft, author, now))
        self.sign.setText(f"Sign {draft.kind.title.lower()}…")
        self.sign.setAccessibleName(self.sign.text())
        self.reading.show_passages((heading, *passages(sections)))
        self.reading.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room it is for what will be signed."""
        super().resizeEvent(event)
        self._hint.setVisible(self.height() >= self._look.pixels(_HIGH_EMS))

    def _foot(self, look: Look) -> FlowRow:
        foot = FlowRow(look.pixels(0.5))
        self.back = button("Back to writing", self.given_up.emit, shortcut="Escape")
        self.sign = button("Sign…", self.signed.emit, kind="primary", shortcut="Ctrl+Return")
        foot.flow.addWidget(self.back)
        foot.flow.addWidget(self.sign)
        return foot
